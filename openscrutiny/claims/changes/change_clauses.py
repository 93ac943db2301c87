"""A clause read from left to right: which of its quantities are the parts of one change."""

import re

from openscrutiny.claims.changes.change_parts import (
    AMOUNT_AFTER,
    APPOSED,
    COMPARATOR,
    NEW_SUBJECT,
    TOKEN,
    VERB_FROM,
    YEAR_AFTER,
    Parts,
    is_paired,
    name_part,
)
from openscrutiny.claims.reading.directions import DIRECTION
from openscrutiny.claims.reading.quantities import Quantity

SECOND = re.compile(
    r"\s*(?:\(\{[PNM]\d+\}[^(){}]*\)\s*)?(?:higher|lower|up|down|above|below|more|fewer|less)\s+(?:than|on|from|the)\b"
)
"""What follows the amount of a second comparison."""


def read_parts(clause: str, quantities: tuple[Quantity, ...]) -> list[Parts]:
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
                again = re.search(r"\band\s+(?:is\s+|was\s+)?$", left) and SECOND.match(wide)
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
    nearest = _outside_bracket(free, tokens, at, clause, quantities, index)
    last = tokens[nearest] if at else None
    if last is None or nearest not in free:
        return
    between = clause[last.end() : tokens[at].start()]
    level = quantities[int(last[2])]
    verb = re.match(r"\)\s*(?:have|has|had|saw|were|was|show\w*|increased|decreased|rose|fell)\b", between)
    opening = clause[: last.start()].rstrip().lower()
    part_of = re.search(r"\b(?:of|out of)(?:\s+(?:the|these|all|those))?$", opening)
    linked = APPOSED.search(between) and len(between) <= 120 and between.count("(") <= between.count(")") + 1
    if (verb or (linked and not part_of)) and level.qualifier not in {"over", "under"}:
        now.after = int(last[2])
        free.remove(nearest)


def _outside_bracket(
    free: list[int], tokens: list[re.Match[str]], at: int, clause: str, quantities: tuple[Quantity, ...], index: int
) -> int:  # fmt: skip
    """The token just before, or the one before its bracket: `63% agreed (630 respondents), up 3 points`."""
    if (
        at < 2
        or at - 2 not in free
        or not re.search(r"\([^()]{0,20}$", clause[tokens[at - 2].end() : tokens[at - 1].start()])
    ):
        return at - 1
    outer, inner = (quantities[int(tokens[i][2])] for i in (at - 2, at - 1))
    closed = ")" in clause[tokens[at - 1].end() : tokens[at].start()]
    amount = quantities[index]
    wanted = "%" if amount.points else amount.unit if amount.unit != "%" else outer.unit
    return at - 2 if closed and outer.unit != inner.unit and outer.unit == wanted else at - 1


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
