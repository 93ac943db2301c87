"""Changes as sentences state them: each quantity of a clause given its part (before, after, amount, percentage)."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from openscrutiny.claims.change_parts import (
    ALSO,
    AMOUNT_AFTER,
    APPOSED,
    COMPARATOR,
    FOLLOWS,
    NEW_SUBJECT,
    RATE_OF_CHANGE,
    SPLIT,
    TOKEN,
    VERB_FROM,
    YEAR_AFTER,
    Parts,
    is_paired,
    name_part,
)
from openscrutiny.claims.directions import DIRECTION, sign_of, template
from openscrutiny.claims.passages import Sentence
from openscrutiny.claims.quantities import Quantity
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
    if not sentence.quantities:
        return []
    text, origin = template(sentence)
    if RATE_OF_CHANGE.search(text):
        return []
    cuts = [0, *(match.end() for match in SPLIT.finditer(text) if _cuts(text, match)), len(text)]
    changes: list[Change] = []
    for start, end in itertools.pairwise(cuts):
        span = (origin[start], origin[end] if end < len(origin) else len(sentence.text))
        for change in _clause_changes(sentence, text[start:end], span):
            follows = FOLLOWS.match(text[start:end]) and changes
            changes.append(_completed(change, changes[-1]) if follows else change)
    if previous is not None and FOLLOWS.match(sentence.text):
        changes = [_with_lead(_sized(change, previous), previous) for change in changes]
    return [change for change in map(_rebased, changes) if _tells(change)]


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
    earlier = find_changes(previous)
    if len(earlier) != 1 or earlier[0].percent or earlier[0].count or len(change.sentence.quantities) != 1:
        return change
    before, after = earlier[0].before, earlier[0].after
    assert before
    assert after
    start, end = min(before.start, after.start), max(before.end, after.end)
    return replace(change, before=before, after=after, lead=previous.place(start, end))


def _cuts(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
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
    if len(levels) > 2 and all(q.whole for q in levels) and levels[0].value == sum(q.value for q in levels[1:]):
        levels = levels[:1]  # a total over its own parts
    if change.after or change.lead or len(levels) != 1 or levels[0].qualifier in {"over", "under"}:
        return change
    level = levels[0]
    like = change.before or change.count
    if DIRECTION.search(previous.text) or like is None or like.unit != level.unit:
        return change
    return replace(change, after=level, lead=previous.place(level.start, min(len(previous.text), level.end + 40)))


def _clause_changes(sentence: Sentence, clause: str, span: tuple[int, int]) -> Iterator[Change]:
    quantities = sentence.quantities
    found = _read_parts(clause, quantities)
    directions = list(DIRECTION.finditer(clause))
    comparator = COMPARATOR.search(clause)
    for parts in found:
        near = parts.direction or _nearest(directions, parts)
        percent = quantities[parts.percent] if parts.percent is not None else None
        count = quantities[parts.count] if parts.count is not None else None
        signed = next((q for q in (percent, count) if q and q.signed and q.value), None)
        direction = sign_of(near) if near else 0
        if signed and (not near or parts.direction is None):
            direction = 1 if signed.value > 0 else -1
        yield Change(
            sentence, span, direction, near[0] if near else signed.text if signed else "", percent, count,
            quantities[parts.before] if parts.before is not None else None,
            quantities[parts.after] if parts.after is not None else None,
            (comparator.lastgroup or "") if comparator else "",
        )  # fmt: skip


def _nearest(directions: list[re.Match[str]], parts: Parts) -> re.Match[str] | None:
    before = [match for match in directions if match.end() <= parts.start]
    inside = [match for match in directions if parts.start <= match.start() <= parts.end]
    after = [match for match in directions if match.start() >= parts.end]
    return inside[0] if inside else before[-1] if before else after[0] if after else None


def _read_parts(clause: str, quantities: tuple[Quantity, ...]) -> list[Parts]:
    """Reads a clause from left to right, a quantity at a time."""
    tokens = list(TOKEN.finditer(clause))
    found: list[Parts] = []
    free: list[int] = []  # places in `tokens` of levels with no part yet
    now = Parts()
    for at, token in enumerate(tokens):
        index = int(token[2])
        left = clause[tokens[at - 1].end() if at else 0 : token.start()]
        right = clause[token.end() : tokens[at + 1].start() if at + 1 < len(tokens) else len(clause)]
        wide = clause[token.end() : token.end() + 60]
        role = name_part(
            left, right, wide, clause[: token.start()], now, token, tokens[at - 1] if at else None, quantities
        )
        if role == "amount":
            slot = "percent" if token[1] == "P" else "count"
            paired = at > 0 and now.holds(int(tokens[at - 1][2])) and is_paired(left)
            known = now.before is not None and now.after is not None
            appended = known and APPOSED.search(left) and not _own_base(clause, left, wide, now)
            amounts = now.percent is not None or now.count is not None
            taken = getattr(now, slot) is not None or (amounts and not paired and not appended)
            fresh = taken or (now.closed and not paired)
            if fresh:
                again = ALSO.fullmatch(left) and re.match(
                    r"\s*(?:higher|lower|up|down|above|below)\s+(?:than|on|from)\b", wide
                )
                goes_on = APPOSED.search(left) and not NEW_SUBJECT.search(left)
                kept = now.after if not now.closed and (goes_on or again) else None
                found.append(now)
                now = Parts(after=kept, start=token.start())
            elif not paired and now.before is not None and now.after is not None and _own_base(clause, left, wide, now):
                found.append(now)
                now = Parts(start=token.start(), closed=True)
            if now.after is None and free and not (now.before is not None and at - 1 not in free and not paired):
                _take_level(now, free, tokens, at, clause, quantities, index)
            setattr(now, slot, index)
            now.direction = now.direction or _own_direction(left, wide)
        elif role in {"before", "after"}:
            anew = now.after is not None and VERB_FROM.search(left) and re.search(r"\bto\s+$", right)
            if getattr(now, role) is not None or (role == "before" and anew):
                found.append(now)
                now = Parts(start=token.start())
            setattr(now, role, index)
            if role == "before" and now.after is None and not re.search(r"\bto\s+(?:[a-z]+\s+){0,3}$", right):
                _take_near(now, free, tokens, at, quantities, index)
        elif role == "level":
            free.append(at)
        now.start = min(now.start or token.start(), token.start())
        if role:
            now.end = token.end()
    found.append(now)
    for parts in found:
        _take_years(parts, free, tokens, clause, quantities)
    return [parts for parts in found if _alike(parts, quantities)]


def _own_base(clause: str, left: str, wide: str, now: Parts) -> bool:
    """Whether an amount after a from-and-to is against something else: `from 10 to 15, up 5% on last month`."""
    said = COMPARATOR.search(re.split(r"\{", wide)[0])
    if not said:
        return False
    earlier = COMPARATOR.search(clause[now.start : now.end + 40])
    particle = bool(re.search(r"\b(?:up|down)\s+(?:by\s+)?$", left, re.IGNORECASE))
    return particle or bool(earlier and earlier.lastgroup != said.lastgroup)


def _own_direction(left: str, wide: str) -> re.Match[str] | None:
    before = list(DIRECTION.finditer(left[-60:]))
    after = DIRECTION.search(re.split(r"\{|,", re.sub(r"^\s*\(\{[PNM]\d+\}\)", "", wide))[0])
    if AMOUNT_AFTER.search(left) and before:
        return before[-1]
    return after or (before[-1] if before else None)


def _take_level(
    now: Parts, free: list[int], tokens: list[re.Match[str]], at: int, clause: str, quantities: tuple[Quantity, ...], index: int
) -> None:  # fmt: skip
    """`15,183 crimes, an increase of`: the level that an amount stands beside, or is said of in brackets: `Rape (47) has seen`."""
    last = tokens[at - 1] if at else None
    if last is None or at - 1 not in free:
        return
    between = clause[last.end() : tokens[at].start()]
    level = quantities[int(last[2])]
    verb = re.match(r"\)\s*(?:have|has|had|saw|were|was|show\w*|increased|decreased|rose|fell)\b", between)
    opening = clause[: last.start()].rstrip().lower()
    part_of = re.search(r"\b(?:of|out of)(?:\s+(?:the|these|all|those))?$", opening)
    linked = APPOSED.search(between) and len(between) <= 120 and between.count("(") <= between.count(")") + 1
    if (verb or (linked and not part_of)) and level.qualifier not in {"over", "under"}:
        now.after = int(last[2])
        free.remove(at - 1)


def _take_near(
    now: Parts, free: list[int], tokens: list[re.Match[str]], at: int, quantities: tuple[Quantity, ...], index: int
) -> None:  # fmt: skip
    """The level nearest before a figure it is compared with, of the same unit."""
    for place in reversed(free):
        level = quantities[int(tokens[place][2])]
        if level.unit == quantities[index].unit:
            now.after = int(tokens[place][2])
            free.remove(place)
            return
        if place == at - 1:
            return


def _take_years(
    parts: Parts, free: list[int], tokens: list[re.Match[str]], clause: str, quantities: tuple[Quantity, ...]
) -> None:  # fmt: skip
    """`1,204 in 2021/22 and 1,355 in 2022/23, an increase of`, and `compared with 190 last year, there were 157, a fall of`."""
    if parts.percent is None and parts.count is None:
        return
    amount = min(i for i in (parts.percent, parts.count) if i is not None)
    levels = [(place, int(tokens[place][2])) for place in free if int(tokens[place][2]) < amount]
    if parts.before is not None and parts.after is None:
        alike = [index for _, index in levels if quantities[index].unit == quantities[parts.before].unit]
        if len(alike) == 1 and alike[0] > parts.before:
            parts.after = alike[0]
        return
    taken = parts.after
    if parts.before is not None:
        return
    if taken is not None:
        levels.append((next(i for i, t in enumerate(tokens) if int(t[2]) == taken), taken))
    dated = [
        (match["year"], index) for place, index in sorted(levels)
        if (match := YEAR_AFTER.match(clause[tokens[place].end() :]))
    ]  # fmt: skip
    if len(dated) == 2 and len(levels) == 2 and dated[0][0] != dated[1][0]:
        (_, parts.before), (_, parts.after) = sorted(dated)


def _alike(parts: Parts, quantities: tuple[Quantity, ...]) -> bool:
    """Whether the parts are of one unit and can be a change; a level open to one side says too little."""
    levels = [quantities[i] for i in (parts.before, parts.after) if i is not None]
    if len({q.unit for q in levels}) > 1 or any(q.qualifier in {"over", "under"} for q in levels):
        return False
    if parts.count is not None and levels and quantities[parts.count].unit != levels[0].unit:
        parts.count = None
    return True
