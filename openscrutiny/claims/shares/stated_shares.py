"""Every part printed with its share, held to the whole that the sentence, or the one before it, tells."""

import itertools
import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.directions import DIRECTION
from openscrutiny.claims.reading.quantities import Interval, ratio
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_shares import share_template
from openscrutiny.claims.shares.share_forms import BUDGET, Stated, read_stated
from openscrutiny.claims.shares.shares import MORE_OR_LESS, is_share, judge_share, judge_worded_share
from openscrutiny.claims.shares.wholes import Whole, counts_of, find_wholes, is_of_budget
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

DOUBT = re.compile(
    r"\b(?:excluding|excluded|where known|not (?:known|stated)|weighted|valid|respectively|on average)\b", re.IGNORECASE
)
"""Words of a share that is of something other than the count that stands before it."""
ELSEWHERE = re.compile(r"\b(?:than|compared|from (?!the\b|an?\b|our\b|all\b|\{)|target of)\b", re.IGNORECASE)
"""Words between a part and its share that tell of something else."""
AIMED = re.compile(r"\b(?:target|budget|plan|forecast|allocation|establishment|rate|average)\s+of\s*$", re.IGNORECASE)
OF_CHANGES = re.compile(
    r"\b(?:increase|decrease|rise|fall|reduction|growth|drop|cut|gain|change)s?\b[^.;,]{0,60}\b(?:of|by)\b[^.;,]*$|\b(?:rose|fell|grew|increased|decreased|dropped|up|down) (?:by|on)?\b[^.;,]*$",
    re.IGNORECASE,
)
"""Sizes of changes, whose percentages are of what they were before and not of one another."""
NO_CHANGE = re.compile(
    r"(?:more|less|fewer) than|\b(?:or|and) (?:above|below|over|under|more|fewer|less)\b|\b(?:any|the|no) (?:increase|rise|reduction|cut)s?\b"
    r"|\ban? (?:increase|rise|reduction|cut) of \{M\d+\},",
    re.IGNORECASE,
)
"""Words of size or of what an answer is about, and no change of the figure beside them."""
NEAR = 25
"""Characters about a part and share in which words of change make them a change."""
TWO = 2
TELLING = 3
"""The fewest parts with shares of a list that show what they are of, where that stands sentences before."""
BACK = 4
"""Sentences before a list of parts and shares in which its whole is sought."""


def check_stated_shares(reading: Reading) -> Iterator[Judgement]:
    """Every part beside its share, wrong where its whole is surely told and no rounding lets the share be right."""
    for i, sentence in enumerate(reading.sentences):
        every = [stated for stated in read_stated(sentence) if not stated.share.signed and not stated.part.signed]
        yield from (judged for stated in every if stated.whole for judged in _judge_firm(stated))
        loose = [
            stated
            for stated in every
            if not stated.whole and not sentence.in_table and (is_of_budget(stated) or not _is_change(stated))
        ]
        wholes = [find_wholes(stated, reading, i) for stated in loose]
        if listed := _whole_of_list(reading, i, loose):
            wholes = [told or [listed] for told in wholes]
        for stated, told in zip(loose, wholes, strict=True):
            yield from _judge_loose(stated, told, every)


def _whole_of_list(reading: Reading, index: int, listed: Sequence[Stated]) -> Whole | None:
    """The count, here or just before, that all of a list's parts and shares but one are of."""
    parts = [stated for stated in listed if stated.share.value > 0]
    if len(parts) < TWO:
        return None
    back = BACK if len(parts) >= TELLING else 0
    near = [s for s in reading.sentences[max(0, index - back) : index + 1] if not s.in_table]
    wholes = {q.value: Whole(q, s) for s in near for q in counts_of(s) if q.unit == parts[0].part.unit}
    fits = {
        value: sum(is_share(stated.part, stated.share, whole.figure) for stated in parts)
        for value, whole in wholes.items() if all(value > stated.part.value for stated in parts)
    }  # fmt: skip
    best = max(fits, key=lambda value: fits[value], default=None)
    return wholes[best] if best is not None and fits[best] >= len(parts) - 1 else None


def _judge_firm(stated: Stated) -> Iterator[Judgement]:
    whole = stated.whole
    text, _ = share_template(stated.sentence)
    inner, after = text[stated.start : stated.end], text[stated.end :][:NEAR]
    if (
        whole is None
        or ELSEWHERE.search(inner)
        or (re.search(r"\bagainst\b", inner) and not re.search(rf"\b{BUDGET}\b", inner + after))
    ):
        return
    yield _judge(stated, Whole(whole, stated.sentence))


def _judge_loose(stated: Stated, wholes: Sequence[Whole], every: Sequence[Stated]) -> Iterator[Judgement]:
    """Consistent where any count offered fits; wrong where none does and the sentence has no other that would."""
    if not wholes:
        place = (stated.sentence.place(*stated.span),)
        if not stated.in_words:
            yield Judgement(Verdict.CANNOT_TELL, "share", place, "the whole is not given")
        return
    fitting = [whole for whole in wholes if is_share(stated.part, stated.share, whole.figure)]
    counts = [q for q in share_template(stated.sentence)[1] if q.unit != "%" and q.qualifier in {"", "about"}]
    pairs = (
        itertools.permutations(counts, 2)
        if stated.in_words
        else ((stated.part, q) for q in counts if q is not stated.part)
    )
    others = any(is_share(one, stated.share, two) for one, two in pairs if one.unit == two.unit)
    alike = any(_of_one_base(stated, other) for other in every if any(other.part is whole.figure for whole in wholes))
    if not fitting and not wholes[0].named and (others or alike or DOUBT.search(stated.sentence.text)):
        return
    yield _judge(stated, (fitting or list(wholes))[0])


def _of_one_base(stated: Stated, other: Stated) -> bool:
    """Whether two parts have shares of one untold whole: `31 (4.2% of posts), with 12 (1.6%) under offer`."""
    times = ratio(stated.part.true, other.part.true)
    share = other.share.true
    return bool(times and Interval(times.low * share.low / 100, times.high * share.high / 100).meets(stated.share.true))


def _judge(stated: Stated, whole: Whole) -> Judgement:
    sentence, figure = stated.sentence, whole.figure
    own = stated.span
    places: tuple[Place, ...]
    if whole.source is sentence:
        places = (sentence.place(min(own[0], figure.start), max(own[1], figure.end)),)
    else:
        places = (sentence.place(*own), whole.source.place(figure.start, figure.end))
    if not stated.in_words:
        return judge_share(stated.share, stated.part, figure, places)
    return judge_worded_share(stated.share, stated.part, figure, places)


def _is_change(stated: Stated) -> bool:
    """Whether a count and percentage are of a change: `830 (10%) fewer than in 2018`, `an increase of 45 (17%)`."""
    text, _ = share_template(stated.sentence)
    if (
        MORE_OR_LESS.match(text, stated.end)
        or AIMED.search(text[: stated.start])
        or OF_CHANGES.search(text[: stated.start])
    ):
        return True
    plain = NO_CHANGE.sub(lambda match: " " * len(match[0]), text)
    near = plain[max(0, stated.start - NEAR) : stated.start] + " | " + plain[stated.end : stated.end + NEAR]
    return bool(DIRECTION.search(near))
