"""Whether the two levels of a change certainly belong together, so that what does not follow from them is wrong."""

import re

from openscrutiny.claims.changes.statements import Change
from openscrutiny.claims.reading.directions import percent_meets, size_of
from openscrutiny.claims.reading.move_mentions import read_mentions
from openscrutiny.claims.reading.quantities import Quantity, ratio

BRACKETED = re.compile(r"\s*\(\s*[^(){}:;]{0,15}20\d\d(?:[/–-]\d\d)?\s*:\s*")
"""`reduced to £37m (2019: £43m)`."""
VERSUS_ONLY = re.compile(r"\s*(?:v\.?|vs\.?|versus)\s*")


def is_paired_surely(change: Change) -> bool:
    """Whether two levels certainly belong together: the amount printed with them fits, or nothing else could."""
    before, after = change.before, change.after
    if not (before and after) or is_told_whole(change):
        return True
    if change.percent or change.count:
        pair = (before, after)
        size = size_of(after.true - before.true)
        relative = ratio(size, before.true)
        other = ratio(size, after.true)
        fits = change.percent is not None and any(
            true is not None and percent_meets(change.percent, true) for true in (relative, other, size)
        )
        counted = change.count is not None and size_of(change.count.true).meets(size)
        if fits or counted:
            return not VERSUS_ONLY.fullmatch(_between(change, *pair))
    if change.lead:
        levels = [q for q in change.sentence.quantities if q.unit == before.unit]
        if LED_FROM.fullmatch(change.sentence.text[: before.start]):
            return True
        return len(levels) == 1 and not (change.percent or change.count)
    text = change.sentence.text
    if after.end < before.start and OF_ALL.search(text[: after.start]):
        return False  # `fourteen of the 30 cases were closed, down from 20`
    if after.end < before.start and DOWN_FROM.fullmatch(_between(change, before, after)):
        told = [q for q in read_mentions(text).figures if q.unit == before.unit and q.end <= before.start]
        return not any((q.value - before.value) * change.direction > 0 for q in told)
    literal = before.end <= after.start and re.search(r"\bfrom\b[^{};]{0,40}$", text[: before.start])
    between = re.sub(r"\([^()]*\)", "", _between(change, before, after))
    if after.end < before.start and BRACKETED.fullmatch(between) and re.search(r"\bto\s*$", text[: after.start]):
        return not (change.percent or change.count)
    if VERSUS_ONLY.fullmatch(between):
        return False
    if literal and re.search(r"\bto\b", between) and not NUMBER.search(between):
        return not (change.percent or change.count) or len(between) < 40
    others = [q for q in change.sentence.quantities if q.unit == before.unit and q not in (before, after)]
    return not others and not (change.percent or change.count)


DOWN_FROM = re.compile(r",?\s+(?:up|down)\s+(?:from|on)\s+")
OF_ALL = re.compile(r"\b(?:of|out of)\s+(?:the|all|these|those|our)\s+$")
LED_FROM = re.compile(r"\W*(?:This|That|It|Which)\s+(?:is|was)\s+(?:up|down)\s+from\s+")
"""What a sentence opens with that sets the figure just told against an earlier one."""
NUMBER = re.compile(r"(?<![\d,/])(?!(?:19|20)\d\d\b)\d{2,}(?!/)")
SAME_TIME = re.compile(
    r"\)?\s+(?:higher|lower|above|below|more|fewer|less|up|down|behind|ahead)\s+(?:(?:than|on|of)\s+)?(?:(?:in|at|for)\s+)?(?:the\s+)?"
    r"(?:same|previous|last|corresponding|equivalent|preceding)\b[^{}();:]{0,50}\($"
)
"""`2% below the same months of last year (`: what is in the bracket is the earlier figure."""


def is_told_whole(change: Change) -> bool:
    """Amount, later and earlier figure in one breath: `rose by 114% (218) to 409 in July, from 191 in June`, or
    `stands at 341, 2% below the same months of last year (348)`."""
    before, after, text = change.before, change.after, change.sentence.text
    amounts = [q for q in (change.percent, change.count) if q]
    if not (before and after and amounts) or change.lead:
        return False
    first, last = min(q.start for q in amounts), max(q.end for q in amounts)
    if after.end <= first and last <= before.start:
        return text[after.end : first] in {", ", ", or ", " ("} and bool(SAME_TIME.match(text[last : before.start]))
    if not last < after.start < before.start:
        return False
    to = re.fullmatch(r"\)?(?: percentage points?)? to ", text[last : after.start])
    others = [q for q in change.sentence.quantities if after.end <= q.start < before.start]
    return bool(to and not others and re.search(r", (?:down |up )?from $", _between(change, after, before)))


def _between(change: Change, one: Quantity, two: Quantity) -> str:
    first, second = sorted((one, two), key=lambda q: q.start)
    return change.sentence.text[first.end : second.start]


def is_near_true(change: Change) -> bool:
    """Whether the printed change is of the size of the true one, so that a slip and not another pair made it."""
    before, after, percent = change.before, change.after, change.percent
    assert before
    assert after
    gap = abs(after.value - before.value)
    if change.lead and change.count and not 0.5 <= gap / (abs(change.count.value) or 1) <= 2:
        return False  # the level of the sentence before is of something else
    if percent is None or before.value <= 0:
        return True
    true = abs(after.value - before.value) / before.value * 100
    if before.unit == "%":
        true = min(true, abs(after.value - before.value), key=lambda v: abs(v - abs(percent.value)))
    return true <= 100 or true <= 3 * abs(percent.value)
