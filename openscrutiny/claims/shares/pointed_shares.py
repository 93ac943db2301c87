"""A share of what was just told, without its count: `That is 26% of the 88`, `a response rate of 28%`."""

import itertools
import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity, ratio
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_shares import share_template
from openscrutiny.claims.shares.other_bases import EARLIER
from openscrutiny.claims.shares.share_forms import IS, PAIR, QUALIFYING, RATE, SHARE, read_stated
from openscrutiny.claims.shares.shares import is_share, is_slip_of_share, judge_share, judge_worded_share
from openscrutiny.claims.shares.wholes import MOST_COUNTS, VAGUE, counts_of
from openscrutiny.claims.verdicts import Judgement

THAT_IS = re.compile(
    rf"(?:^|[;:.]\s+|,\s+and\s+)\W*(?:that|this|these|which|they|it)\s+{IS}\s+(?P<rate>{RATE})?{QUALIFYING}{SHARE}(?(rate)(?=[,.;)]|$|,?\s+(?:as\s+)?(?:against|compared)\b)|\s+of\s+(?P<of>[^{{}}.;,()]{{0,40}}(?:\{{(?P<unit>[NM])(?P<whole>\d+)\}})?[^{{}}.;,()]{{0,50}}))",
    re.IGNORECASE,
)
RATED = re.compile(
    rf"(?:,|\s[–—-]|\()\s*(?:giving\s+|or\s+|which (?:is|was)\s+)?{RATE}{QUALIFYING}{SHARE}(?=[,.;)]|$)", re.IGNORECASE
)
PAIRED = re.compile(rf"{PAIR}|\bout of (?:the |an? )?\{{[NM]\d+\}}", re.IGNORECASE)
ELSEWHERE = re.compile(r"\b(?:target|budget|national\w*|forces?|population)\b", re.IGNORECASE)


def check_pointed_shares(reading: Reading) -> Iterator[Judgement]:
    """Every share of what the clause or sentence before counts, wrong where no part and whole there give it."""
    for before, sentence in reading.sentence_pairs:
        if sentence.in_table:
            continue
        text, figures = share_template(sentence)
        for match in (*THAT_IS.finditer(text), *RATED.finditer(text)):
            told, source = text[: match.start()], sentence
            counts = counts_of(sentence, match.start())
            if not counts and before is not None and not before.in_table and not told.strip(" \t•*-"):
                told, source, counts = share_template(before)[0], before, counts_of(before)
            if 1 < len(counts) <= MOST_COUNTS and not VAGUE.search(told):
                yield from _judge(reading, sentence, source, match, figures, counts)


def _judge(
    reading: Reading, sentence: Sentence, source: Sentence, match: re.Match[str], figures: Sequence[Quantity], counts: Sequence[Quantity]
) -> Iterator[Judgement]:  # fmt: skip
    share, groups = figures[int(match["share"])], match.groupdict()
    told = share_template(sentence)[0][match.start() :].partition(";")[0]
    firm = any(stated.whole and stated.share is share for stated in read_stated(sentence))
    if share.signed or firm or ELSEWHERE.search(groups.get("of") or "") or EARLIER.search(told):
        return
    whole = figures[int(groups["whole"])] if groups.get("whole") else None
    if (
        groups.get("of")
        and whole is None
        and (
            len(counts) != 2
            or not (PAIRED.search(share_template(source)[0]) or _is_of(reading, source, groups["of"], counts))
        )
    ):
        return
    pairs = [
        (one, two) for one, two in itertools.permutations(counts, 2) if one.unit == two.unit and one.value < two.value
    ]
    if whole is not None:
        parts = [q for q in counts if q.unit == whole.unit and q.value < whole.value]
        sums = [_join(pair) for pair in itertools.combinations(parts, 2)]
        pairs = [(part, whole) for part in (*parts, *sums) if part.value < whole.value]
    if not pairs:
        return
    fitting = [pair for pair in pairs if _fits(share, *pair)]
    part, chosen = fitting[0] if fitting else max(pairs, key=lambda pair: (pair[1].value, pair[0].value))
    start = max(0, min(share.start, match.start()))
    there = sentence if chosen in figures else source
    places = (sentence.place(start, share.end), there.place(chosen.start, chosen.end))
    if fitting and not is_share(part, share, chosen):
        return
    if (
        not fitting
        and re.search(r"\b(?:proportion|share) of\s", match[0])
        and not is_slip_of_share(share, part, chosen)
    ):
        return
    in_words = share_template(sentence)[0][match.start("share") - 1] == "F"
    yield (judge_worded_share if in_words else judge_share)(share, part, chosen, places)


def _fits(share: Quantity, part: Quantity, whole: Quantity) -> bool:
    """Whether a share may be that of the part, or that of the rest."""
    true = ratio(part.true, whole.true)
    return is_share(part, share, whole) or bool(true and Interval(100 - true.high, 100 - true.low).meets(share.true))


def _is_of(reading: Reading, source: Sentence, told: str, counts: Sequence[Quantity]) -> bool:
    """Whether `of ...` names what the greatest count is of."""
    words = re.findall(r"[a-z]+", re.sub(r"^\s*(?:the|all of the|all the|all|our)\s+", "", told.lower()))
    whole = max(counts, key=lambda q: q.value)
    noun = re.match(r"\s+(?:[a-z]+ ){0,1}?([a-z]+)", source.text[whole.end :])
    known, said = reading.words(source.text, generic=True), reading.words(" ".join(words), generic=True)
    return words[:1] in (["total"], ["them"], ["these"], ["those"]) or bool(
        noun and words[:1] == [noun[1]] and said <= known and len(words) <= 3
    )


def _join(pair: tuple[Quantity, Quantity]) -> Quantity:
    one, two = pair
    true = one.true + two.true
    return Quantity(one.value + two.value, true, one.unit, 0, f"{one.text} + {two.text}", one.start, two.end)
