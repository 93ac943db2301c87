"""Changes as sentences state them: each quantity of a clause given its part (before, after, amount, percentage)."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from openscrutiny.claims.changes.change_clauses import read_parts
from openscrutiny.claims.changes.change_parts import (
    COMPARATOR,
    FOLLOWS,
    RATE_OF_CHANGE,
    SPLIT,
    Parts,
)
from openscrutiny.claims.reading.direction_ties import is_tied, year_of
from openscrutiny.claims.reading.directions import DIRECTION, sign_of, template
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.verdicts import Place


@dataclass(frozen=True)
class Change:
    """A change as printed. `before` and `after` are where the sentence, or the one before it (`lead`), gives them."""

    sentence: Sentence
    clause: tuple[int, int]
    direction: int  # 1 up, -1 down, 0 not said
    word: str
    percent: Quantity | None
    count: Quantity | None
    before: Quantity | None
    after: Quantity | None
    comparator: str
    lead: Place | None = None

    @property
    def parts(self) -> list[Quantity]:
        found = [q for q in (self.percent, self.count, self.before, None if self.lead else self.after) if q]
        return sorted(found, key=lambda q: q.start)

    @property
    def places(self) -> tuple[Place, ...]:
        start, end = self.clause
        while start < end and not self.sentence.text[start].isalnum():
            start += 1
        own = self.sentence.place(start, end)
        return (self.lead, own) if self.lead else (own,)

    @property
    def printed(self) -> str:
        return " ".join(q.text for q in self.parts)


def find_changes(sentence: Sentence, previous: Sentence | None = None) -> list[Change]:
    """Every change with a direction that a sentence states; `previous` may hold the level that it starts from."""
    changes = _read_changes(sentence)
    if previous is not None and FOLLOWS.match(sentence.text):
        changes = [_with_lead(_sized(change, previous), previous) for change in changes]
    return [change for change in map(_rebased, changes) if _tells(change)]


def _read_changes(sentence: Sentence) -> list[Change]:
    """Every change of a sentence, those that only compare two levels too."""
    text, origin = template(sentence)
    if not sentence.quantities or RATE_OF_CHANGE.search(text):
        return []
    cuts = [0, *(match.end() for match in SPLIT.finditer(text) if _cuts(text, match)), len(text)]
    changes: list[Change] = []
    for start, end in itertools.pairwise(cuts):
        span = (origin[start], origin[end] if end < len(origin) else len(sentence.text))
        for change in _clause_changes(sentence, text[start:end], span):
            follows = FOLLOWS.match(text[start:end]) and changes
            changes.append(_completed(change, changes[-1]) if follows else change)
    return changes


PERIOD_BRACKET = re.compile(
    r"[^(){}]{0,30}\b(?:on|than|with|to|against|from|in)\s+(?:the\s+|a\s+)?[^(){},]{0,45}?(?:year|years|quarter|month|months|period|ago|before|earlier|20\d\d(?:[/–-]\d\d(?:\d\d)?)?|pandemic)\s*\(\s*$",
    re.IGNORECASE,
)


def _rebased(change: Change) -> Change:
    """`4.5% down on the previous year (622,086)`: a bracket after a period is its level, where it is of the size of one."""
    percent, count = change.percent, change.count
    if not (percent and count) or change.before or count.signed or percent.start > count.start:
        return change
    if not PERIOD_BRACKET.fullmatch(change.sentence.text[percent.end : count.start]):
        return change
    if change.after is None:
        return change
    if change.after.unit == count.unit and change.after.value / 4 <= count.value <= change.after.value * 4:
        return replace(change, before=count, count=None)
    return change


def _completed(change: Change, earlier: Change) -> Change:
    """`from 1,120 to 1,046; this is a 6.6% reduction`: an amount with the values of the clause before it."""
    bare = not (change.before or change.after) and (change.percent or change.count)
    whole = earlier.before and earlier.after and not earlier.percent and not earlier.count
    if not bare or not whole or change.sentence is not earlier.sentence:
        return change
    return replace(change, before=earlier.before, after=earlier.after, clause=(earlier.clause[0], change.clause[1]))


def _sized(change: Change, previous: Sentence) -> Change:
    """`It was 24.6%, up from 23.0%. This is a rise of 2.6 points`: the amount of the one change in the sentence before."""
    if change.before or change.after or not (change.percent or change.count):
        return change
    earlier = [one for one in _read_changes(previous) if one.before and one.after]
    if len(earlier) != 1 or earlier[0].percent or earlier[0].count or len(change.sentence.quantities) != 1:
        return change
    before, after = earlier[0].before, earlier[0].after
    assert before
    assert after
    start, end = min(before.start, after.start), max(before.end, after.end)
    return replace(change, before=before, after=after, lead=previous.place(start, end))


SECOND_COMPARISON = re.compile(
    r"(?:and\s+)?(?:is\s+|was\s+)?\{[PNM]\d+\}\s*\(\{[PNM]\d+\}[^(){}]*\)\s+(?:higher|lower|up|down|above|below|more|fewer|less|greater)\s+(?:than|on|the)\b",
    re.IGNORECASE,
)
"""`, and 4.4% (159) higher than the average`: of the level that the first comparison is of."""


def _cuts(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    if SECOND_COMPARISON.match(text, match.end()):
        return False
    if match[0].strip() == "," and re.match(r"(?:there|the|our|its|their)\b", text[match.end() :], re.IGNORECASE):
        return bool(re.search(r"\b(?:while|whilst|although|though|after|following)\b[^,]*$", before, re.IGNORECASE))
    return before.count("(") <= before.count(")")


def _tells(change: Change) -> bool:
    """Whether enough is printed for the parts to disprove one another."""
    if change.before and change.after:
        return bool(change.direction or change.percent or change.count)
    return bool(change.direction and change.percent and change.count) or bool(
        change.direction and (change.percent or change.count) and change.before and change.after
    )


def _with_lead(change: Change, previous: Sentence) -> Change:
    levels = [q for q in previous.quantities if q.unit != "%" or not (change.before and change.before.unit != "%")]
    if change.before and len(levels) > 1:
        levels = _plausible(change, change.before, previous)
    if len(levels) > 2 and all(q.whole for q in levels) and levels[0].value == sum(q.value for q in levels[1:]):
        levels = levels[:1]  # a total over its own parts
    if change.after or change.lead or len(levels) != 1 or levels[0].qualifier in {"over", "under"}:
        return change
    level = levels[0]
    like = change.before or change.count
    if DIRECTION.search(previous.text) or like is None or like.unit != level.unit:
        return change
    return replace(change, after=level, lead=previous.place(level.start, min(len(previous.text), level.end + 40)))


def _plausible(change: Change, before: Quantity, previous: Sentence) -> list[Quantity]:
    """The one level of the sentence before that the amount could have been meant for; none where one gives it rightly or two could."""
    amount = change.count or change.percent
    if amount is None or amount.value == 0:
        return []
    found = []
    for level in previous.quantities:
        if level.unit != before.unit or level.places != before.places or level.value == before.value:
            continue
        gap = (level.value - before.value) * (change.direction or 1)
        gap = gap if change.direction else abs(gap)
        size = gap if amount.unit == before.unit else gap / before.value * 100 if before.value > 0 else 0.0
        if size > 0 and 0.4 <= size / abs(amount.value) <= 2.5:
            found.append(level)
    return found if len(found) == 1 else []


def _clause_changes(sentence: Sentence, clause: str, span: tuple[int, int]) -> Iterator[Change]:
    quantities = sentence.quantities
    found = read_parts(clause, quantities)
    directions = list(DIRECTION.finditer(clause))
    comparator = COMPARATOR.search(clause)
    for parts in found:
        near = parts.direction or _nearest(clause, directions, parts)
        percent = quantities[parts.percent] if parts.percent is not None else None
        count = quantities[parts.count] if parts.count is not None else None
        signed = next((q for q in (percent, count) if q and q.signed and q.value), None)
        direction = sign_of(near) if near else 0
        if signed and (not near or parts.direction is None):
            direction = 1 if signed.value > 0 else -1
        change = Change(
            sentence, span, direction, near[0] if near else signed.text if signed else "", percent, count,
            quantities[parts.before] if parts.before is not None else None,
            quantities[parts.after] if parts.after is not None else None,
            (comparator.lastgroup or "") if comparator else "",
        )  # fmt: skip
        yield order_by_years(change)


def order_by_years(change: Change) -> Change:
    """`fell since 2019, with 120 in 2019 compared to 80 in 2023`: where each value has its year, the years give the order."""
    before, after, text = change.before, change.after, change.sentence.text
    if not before or not after or change.lead:
        return change
    first, second = sorted((before, after), key=lambda q: q.start)
    one, two = year_of(text[first.end : second.start]), year_of(text[second.end :])
    if one is None or two is None or one == two:
        return change
    earlier, later = (first, second) if one < two else (second, first)
    return replace(change, before=earlier, after=later)


def _nearest(clause: str, directions: list[re.Match[str]], parts: Parts) -> re.Match[str] | None:
    near = _choose(directions, parts)
    told = near and is_tied(clause, near[0], near.start(), near.end(), parts.start, parts.end)
    return near if told else None


def _choose(directions: list[re.Match[str]], parts: Parts) -> re.Match[str] | None:
    before = [match for match in directions if match.end() <= parts.start]
    inside = [match for match in directions if parts.start <= match.start() <= parts.end]
    after = [match for match in directions if match.start() >= parts.end]
    return inside[0] if inside else before[-1] if before else after[0] if after else None
