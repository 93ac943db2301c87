"""Every part printed with its share, held to the whole that the sentence, or the one before it, tells."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from openscrutiny.claims.reading.directions import DIRECTION
from openscrutiny.claims.reading.quantities import Interval, ratio
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_shares import share_template
from openscrutiny.claims.shares.listed_shares import BACK, find_list_whole, find_run_whole, may_be_share
from openscrutiny.claims.shares.named_wholes import Whole, find_topic
from openscrutiny.claims.shares.other_bases import find_heads, has_other_whole, keep_own_time
from openscrutiny.claims.shares.share_forms import BUDGET, Stated, read_stated
from openscrutiny.claims.shares.shares import MORE_OR_LESS, is_share, is_slip_of_share, judge_share, judge_worded_share
from openscrutiny.claims.shares.wholes import find_wholes, is_of_budget
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

DOUBT = re.compile(
    r"\b(?:excluding|excluded|where known|not (?:known|stated)|weighted|valid|respectively|on average)\b", re.IGNORECASE
)
"""Words of a share that is of something other than the count that stands before it."""
ELSEWHERE = re.compile(
    r"\b(?:than|compared|while|whilst|whereas|from (?!the\b|an?\b|our\b|all\b|\{)|target of)\b", re.IGNORECASE
)
"""Words between a part and its share that tell of something else."""
CONTRAST = re.compile(r"\b(?:rather than|instead of|as opposed to|and not|in place of|as against)\b", re.IGNORECASE)
"""`119 homes stood empty rather than the 90 assumed, 2.3% of the stock of 5,214`: the share is of the first."""
MEANT = re.compile(
    r"\b(?:should|must|will|would|that)\b[^{}.;]{0,40}\b(?:rise|fall|grow|increase|go|be (?:raised|cut|reduced|brought)|reach|get|come)\s+(?:up\s+|down\s+)?(?:to\b|at\b)?\s*(?:at\s+(?:least|most)|no\s+more\s+than)?\s*$",
    re.IGNORECASE,
)
"""Before a share that is to come: `that night visits rise to at least 10% of the total (27 of 393 this year)`."""
AIMED = re.compile(r"\b(?:target|budget|plan|forecast|allocation|establishment|rate|average)\s+of\s*$", re.IGNORECASE)
OF_CHANGES = re.compile(
    r"\b(?:increase|decrease|rise|fall|reduction|growth|drop|cut|gain|change)s?\b[^.;,]{0,60}\b(?:of|by)\b[^.;,]*$|\b(?:rose|fell|grew|increased|decreased|dropped|(?<!made )(?<!make )(?<!makes )up|down) (?:by|on)?\b[^.;,]*$",
    re.IGNORECASE,
)
"""Sizes of changes, whose percentages are of what they were before and not of one another."""
NO_CHANGE = re.compile(
    r"(?:more|less|fewer) than|\b(?:nothing|something|anything) (?:more|less|extra)\b|\bpay (?:more|less)\b|\b(?:or|and) (?:above|below|over|under|more|fewer|less)\b|\b(?:any|the|no) (?:increase|rise|reduction|cut)s?\b"
    r"|\ban? (?:increase|rise|reduction|cut) of \{M\d+\},",
    re.IGNORECASE,
)
"""Words of size or of what an answer is about, and no change of the figure beside them."""
NEAR = 25
"""Characters about a part and share in which words of change make them a change."""
LONGEST_RUN = 12
"""Sentences of parts and shares side by side that may be of one whole."""


def check_stated_shares(reading: Reading) -> Iterator[Judgement]:
    """Every part beside its share, wrong where its whole is surely told and no rounding lets the share be right."""
    read = [_read(reading, i) for i in range(len(reading.sentences))]
    for i, (every, loose) in enumerate(read):
        yield from (judged for stated in every if stated.whole for judged in _judge_firm(stated))
        if not loose:
            continue
        near = [s for s in reading.sentences[max(0, i - BACK) : i + 1] if not s.in_table]
        wholes = [find_wholes(stated, reading, i) for stated in loose]
        if listed := find_list_whole(near, loose):
            wholes = [told or [listed] for told in wholes]
        first, last = _run_of(reading, read, i)
        run = [stated for _, one in read[first:last] for stated in one]
        beside = [s for s in reading.sentences[max(0, first - BACK) : last] if not s.in_table]
        for stated, told in zip(loose, wholes, strict=True):
            listed = None if told else find_run_whole(beside, run, stated)
            offered = keep_own_time(stated, told or ([listed] if listed else find_topic(stated, reading, i)))
            yield from _judge_loose(stated, offered, every, elsewhere=has_other_whole(stated, reading, i))


def _read(reading: Reading, index: int) -> tuple[list[Stated], list[Stated]]:
    """Every part beside its share of a sentence; and those whose whole the grammar does not tie to them."""
    sentence = reading.sentences[index]
    every = [stated for stated in read_stated(sentence) if not stated.share.signed and not stated.part.signed]
    loose = [
        stated
        for stated in every
        if not stated.whole and not sentence.in_table and (is_of_budget(stated) or not _is_change(stated))
    ]
    return every, loose


def _run_of(reading: Reading, read: Sequence[tuple[list[Stated], list[Stated]]], index: int) -> tuple[int, int]:
    """From where and up to where sentences side by side, under the same headings, have parts beside their shares."""
    first, last = index, index + 1
    headings = reading.sentences[index].headings
    while first and read[first - 1][1] and reading.sentences[first - 1].headings == headings:
        first -= 1
    while last < len(read) and read[last][1] and reading.sentences[last].headings == headings:
        last += 1
    return (first, last) if last - first <= LONGEST_RUN else (index, index + 1)


def _judge_firm(stated: Stated) -> Iterator[Judgement]:
    whole = stated.whole
    text, _ = share_template(stated.sentence)
    inner, after = text[stated.start : stated.end], text[stated.end :][:NEAR]
    if (
        whole is None
        or MEANT.search(text[: stated.start])
        or ELSEWHERE.search(inner)
        or (re.search(r"\bagainst\b", inner) and not re.search(rf"\b{BUDGET}\b", inner + after))
    ):
        return
    heads = list(find_heads(stated))
    if heads and not is_share(stated.part, stated.share, whole):
        fitting = [head for head in heads if is_share(head, stated.share, whole)]
        stated = replace(stated, part=(fitting or heads)[0])
    counts = [q for q in share_template(stated.sentence)[1] if q.unit == whole.unit and q is not whole]
    if CONTRAST.search(inner + after) or CONTRAST.search(text[: stated.start][-NEAR:]):
        fitting = [q for q in counts if is_share(q, stated.share, whole)]
        stated = replace(stated, part=fitting[0]) if fitting else stated
    yield _judge(stated, Whole(whole, stated.sentence))


def _judge_loose(
    stated: Stated, wholes: Sequence[Whole], every: Sequence[Stated], *, elsewhere: bool
) -> Iterator[Judgement]:
    """Consistent where any count offered fits; wrong where none does and neither the sentence nor, `elsewhere`, one before has another that would."""
    wholes = [w for w in wholes if w.source is not stated.sentence or not _is_of_later_clause(stated, w)]
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
    if not fitting and stated.in_words and others:
        return  # `these eight are 10% of the 612; half of them, four, are settled`
    if not fitting and not wholes[0].named and (others or alike or elsewhere or DOUBT.search(stated.sentence.text)):
        return
    if not fitting and wholes[0].faint and not may_be_share(stated, wholes[0]):
        return
    alone = (
        wholes[0].source is stated.sentence
        and all(q in (stated.part, wholes[0].figure) for q in counts)
        and sum(q.unit == "%" for q in stated.sentence.quantities) == 1
    )
    if not (fitting or stated.in_words or alone or is_slip_of_share(stated.share, stated.part, wholes[0].figure)):
        why = f"{stated.share.text} is too far off to be the share of {wholes[0].figure.text}"
        yield Judgement(Verdict.CANNOT_TELL, "share", (stated.sentence.place(*stated.span),), why)
        return
    yield _judge(stated, (fitting or list(wholes))[0])


def _is_of_later_clause(stated: Stated, whole: Whole) -> bool:
    end = stated.span[1]
    return whole.figure.start > end and ";" in stated.sentence.text[end : whole.figure.start]


def _of_one_base(stated: Stated, other: Stated) -> bool:
    """Whether two parts have shares of one untold whole: `31 (4.2% of posts), with 12 (1.6%) under offer`."""
    times = ratio(stated.part.true, other.part.true)
    share = other.share.true
    return bool(times and Interval(times.low * share.low / 100, times.high * share.high / 100).meets(stated.share.true))


def _judge(stated: Stated, whole: Whole) -> Judgement:
    sentence, figure = stated.sentence, whole.figure
    own = stated.span
    places: tuple[Place, ...]
    if not whole.printed:
        places = (sentence.place(*own),)
    elif whole.source is sentence:
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
