"""Shares of what the sentence before counts: `Of these, 53 (63%)`, `That is 26% of the 88`, `Thus 83% were upheld`."""

import itertools
import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Interval, Quantity, ratio
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.shares.shares import is_share
from openscrutiny.claims.verdicts import Judgement, Verdict

OF_THESE = re.compile(
    r"(?:^\W*|[;:]\s+)(?:of|out of|among|amongst|from)\s+(?:(?:these|those|them|which|whom)\b(?=\s*,|\s+\{)|(?:the|these|those)\s+\{N(?P<whole>\d+)\}[^{}.;]{0,40}?)\s*,?\s*(?:just\s+|only\s+|some\s+)?\{N(?P<part>\d+)\}(?:\s+[a-z’'-]+){0,3}\s*(?:,\s*or\s+|\(|\bor\s+)\{P(?P<percent>\d+)\}",
    re.IGNORECASE,
)
OF_THEM = re.compile(
    r"^\W*\{N(?P<part>\d+)\}\s+of\s+(?:these|those|them)\s*(?:,\s*or\s+|\(|,\s*)\{P(?P<percent>\d+)\}(?P<whole>)",
    re.IGNORECASE,
)
THAT_IS = re.compile(
    r"^\W*(?:that|this|these|which|they)\s+(?:is|was|are|were|represents?|represented|equates? to|equals?|makes?(?: up)?|amounts? to|accounts? for|accounted for|means)\s+(?:only\s+|just\s+|about\s+)?\{P(?P<percent>\d+)\}\s+of\s+(?P<of>(?:the|all|all of the|all the|our)?\s*(?:\{N(?P<whole>\d+)\})?[^{}.;,()]{0,50})",
    re.IGNORECASE,
)
THUS = re.compile(
    r"^\W*(?:thus|therefore|so|hence|in other words|this means(?: that)?|it follows that)\b,?\s+(?:only\s+|just\s+)?\{P(?P<percent>\d+)\}\s+(?:of (?:them|these|those|cases|[a-z]+)\s+)?(?:were|was|had|did|have|are|is)\b",
    re.IGNORECASE,
)
OF_THE_TOTAL = re.compile(
    r"\{N(?P<part>\d+)\}[^{}.;]{2,60}?(?:,\s*(?:or|which is|representing|some)\s+|\s*\(|,\s*)\{P(?P<percent>\d+)\}\s+of\s+(?:the total|them|these|those|the whole|all of them)\b",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(?:half|third|quarter|most|majority|some of|few|several|rest|others?|remaining|remainder|average|rate|per)\b",
    re.IGNORECASE,
)
MOST_COUNTS = 4
"""Counts of a sentence among which the whole that the next one speaks of may still be told."""


def check_referred_shares(reading: Reading) -> Iterator[Judgement]:
    """Every share of what was counted in the sentence before, wrong where no reading of that sentence gives it."""
    for before, sentence in reading.sentence_pairs:
        if sentence.in_table or not any(q.unit == "%" for q in sentence.quantities):
            continue
        text, figures = worded_template(sentence)
        for match in OF_THE_TOTAL.finditer(text):
            yield from _of_the_total(sentence, text, figures, match, before)
        if before is None or before.in_table or before.line + 12 < sentence.line:
            continue
        told, earlier = worded_template(before)
        counts = _counts(told, earlier)
        if not counts or len(counts) > MOST_COUNTS:
            continue
        for match in (*OF_THESE.finditer(text), *OF_THEM.finditer(text)):
            if not match["whole"] and not VAGUE.search(told):
                part, percent = figures[int(match["part"])], figures[int(match["percent"])]
                wholes = [*counts, *_shares_of(counts, earlier)]
                yield from _judge(
                    sentence, before, percent, [(part, whole) for whole in wholes if whole.value > part.value]
                )
        if that := THAT_IS.match(text):
            percent = figures[int(that["percent"])]
            yield from _that_is(reading, sentence, before, percent, that, counts, figures, told)
        elif (thus := THUS.match(text)) and len(sentence.quantities) == 1 and len(counts) in {2, 3, 4}:
            pairs = [(one, two) for one, two in itertools.permutations(counts, 2) if one.value < two.value]
            yield from _judge(sentence, before, figures[int(thus["percent"])], pairs, largest=True)


def _counts(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """The plain counts: not those of a rate, a target or another time."""
    return [
        q for i, q in enumerate(figures)
        if q.unit == "n" and q.places == 0 and q.scale == 1 and q.qualifier in {"", "about"} and not re.search(rf"\bper \{{N{i}\}}", text)
    ]  # fmt: skip


def _shares_of(counts: Sequence[Quantity], figures: Sequence[Quantity]) -> list[Quantity]:
    """Counts that a percentage of the sentence makes of its counts: `1,204 were asked and 33% replied`."""
    found = []
    for count in counts:
        for percent in figures:
            if percent.unit == "%":
                true = percent.true.scaled(count.value / 100)
                found.append(Quantity(round(count.value * percent.value / 100), true, "n", 0, f"{percent.text} of {count.text}", percent.start, percent.end))  # fmt: skip
    return found


def _that_is(
    reading: Reading,
    sentence: Sentence,
    before: Sentence,
    percent: Quantity,
    match: re.Match[str],
    counts: Sequence[Quantity],
    figures: Sequence[Quantity],
    told: str,
) -> Iterator[Judgement]:
    if VAGUE.search(told) or re.search(
        r"\b(?:target|budget|national\w*|forces?|population)\b", match["of"], re.IGNORECASE
    ):
        return
    if match["whole"]:
        whole = figures[int(match["whole"])]
        parts = [q for q in counts if q.value < whole.value]
        sums = [_joined(pair) for pair in itertools.combinations(parts, 2)]
        yield from _judge(
            sentence, before, percent, [(part, whole) for part in (*parts, *sums) if part.value < whole.value]
        )
        return
    if len(counts) != 2:
        return
    part, whole = sorted(counts, key=lambda q: q.value)
    words = re.findall(r"[a-z]+", re.sub(r"^\s*(?:the|all of the|all the|all|our)\s+", "", match["of"].lower()))
    noun = re.match(r"\s+(?:[a-z]+ ){0,1}?([a-z]+)", before.text[whole.end :])
    known = reading.words(before.text, generic=True)
    said = reading.words(" ".join(words), generic=True)
    if words[:1] in (["total"], ["them"], ["these"], ["those"]) or (
        noun and words[:1] == [noun[1]] and said <= known and len(words) <= 3
    ):
        yield from _judge(sentence, before, percent, [(part, whole)], largest=True)


def _joined(pair: tuple[Quantity, Quantity]) -> Quantity:
    one, two = pair
    value = one.value + two.value
    return Quantity(value, Interval(value, value), "n", 0, f"{one.text} + {two.text}", one.start, two.end)


def _judge(
    sentence: Sentence, before: Sentence, percent: Quantity, pairs: Sequence[tuple[Quantity, Quantity]], *, largest: bool = False
) -> Iterator[Judgement]:  # fmt: skip
    """Wrong where no part and whole give the percentage, nor does any rest; `largest` blames the pair of the greatest whole."""
    if not pairs or percent.qualifier or percent.signed or percent.true.low > 100:
        return
    own = sentence.place(0, len(sentence.text))
    for part, whole in pairs:
        true = ratio(part.true, whole.true)
        rest = true and Interval(100 - true.high, 100 - true.low)
        if is_share(part, percent, whole) or (largest and rest and rest.meets(percent.true)):
            yield Judgement(
                Verdict.CONSISTENT, "share", (own, before.place(whole.start, whole.end)), f"{part.text} of {whole.text}"
            )
            return
    part, whole = max(pairs, key=lambda pair: (pair[1].value, pair[0].value)) if largest else pairs[0]
    middle = part.value / whole.value * 100
    said = "; ".join(f"{a.text} / {b.text} = {a.value / b.value * 100:.1f}%" for a, b in pairs[:3])
    source = sentence if whole in sentence.quantities else before
    yield Judgement(
        Verdict.WRONG, "share", (own, source.place(whole.start, whole.end)), f"printed as {percent.text}; {said}", percent.text,
        f"{middle + 1e-9:.{percent.places}f}%",
    )  # fmt: skip


def _of_the_total(
    sentence: Sentence, text: str, figures: Sequence[Quantity], match: re.Match[str], before: Sentence | None
) -> Iterator[Judgement]:
    """`There were 1,840 requests; 1,012 were met within a day, or 55% of the total`."""
    part, percent = figures[int(match["part"])], figures[int(match["percent"])]
    wholes = [q for q in _counts(text, figures) if q.end < part.start]
    if len(wholes) != 1 or wholes[0].value <= part.value or VAGUE.search(text[: match.start()]):
        return
    yield from _judge(sentence, sentence, percent, [(part, wholes[0])])
