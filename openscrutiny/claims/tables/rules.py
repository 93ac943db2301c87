"""Ways in which a table's column may be worked out from the others: sums, shares, rates, differences, changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openscrutiny.claims.reading.grids import Grid, is_total
from openscrutiny.claims.tables.headings import (
    CHANGE,
    DATED,
    FACTOR,
    MONTH,
    PER,
    PERCENTAGE,
    PERIOD,
    POINTS,
    QUARTER,
    RATE,
    SCORE,
    SHARE,
    TO_DATE,
    YEAR,
    YEAR_TO_DATE,
)
from openscrutiny.claims.tables.workings import (
    Working,
    change_on,
    change_on_previous,
    less,
    product_of,
    rate_of,
    rest_along,
    share_along,
    share_of,
    share_of_sum,
    sum_of,
)

HUNDRED = 100.0
"""The share, in per cent, by which a first or last row shows itself to be the whole of the others."""
MOST_COLUMNS = 13
"""Columns among which pairs are tried: more are a series and not a calculation."""


@dataclass(frozen=True)
class Rule:
    """One way of working out a column: what kind of claim it is, and what it makes of a row."""

    kind: str
    name: str
    work: Callable[[int], Working | None]
    certain: bool = False  # the headings say so outright


def find_rules(grid: Grid, column: int) -> Iterator[Rule]:
    """Every way that the column might be worked out, likeliest last where two fit as many rows."""
    header = grid.columns[column]
    sample = next((q for r in range(len(grid.rows)) if (q := grid.number(r, column))), None)
    if sample is None:
        return
    others = [
        c for c in range(len(grid.columns)) if c != column and any(grid.number(r, c) for r in range(len(grid.rows)))
    ]
    percent = sample.unit == "%" or bool(PERCENTAGE.search(header))
    if not percent:
        yield from _sum_rules(grid, column)
        yield from _product_rules(grid, column)
    if TO_DATE.search(header) and not any(TO_DATE.search(grid.columns[c]) for c in others):
        return
    units = {c: _unit(grid, c) for c in others} if len(others) <= MOST_COLUMNS else {}
    pairs = [(i, j) for i in units for j in units if i != j and units[i] == units[j]]
    named = bool(CHANGE.search(header))
    signed = sum(q.signed and q.text[0] in "+-−–(" for r in range(len(grid.rows)) if (q := grid.number(r, column)))
    differs = named or 2 * signed > len(grid.rows)  # a sign before most figures tells a change, whatever its heading
    for i, j in pairs:
        if percent:
            yield Rule(
                "table_difference",
                f"change of {i} on {j}",
                change_on(grid, column, i, j),
                _plain_pair(grid, column, i, j),
            )
        if differs and (
            _unit(grid, i) == ("%" if percent else _unit(grid, column))
            or (_unit(grid, i) == "%" and POINTS.search(header))
        ):
            yield Rule("table_difference", f"{i} less {j}", less(grid, i, j))
        if RATE.search(header) and not percent:
            factor = float(match[1].replace(",", "")) if (match := PER.search(header)) else 1.0
            yield Rule("table_rate", f"{i} per {j}", rate_of(grid, i, j, factor))
    if named and percent:
        for c in others:
            if _unit(grid, c) != "%":
                yield Rule("table_difference", f"change of {c} on the row above", change_on_previous(grid, c))
    if percent and not named:
        yield from _share_rules(
            grid, column, [c for c in others if _unit(grid, c) != "%" and not PERCENTAGE.search(grid.columns[c])]
        )


def _sum_rules(grid: Grid, column: int) -> Iterator[Rule]:
    parts = range(column)
    name = grid.columns[column]
    if column >= 2:
        named = is_total(name) or bool(YEAR_TO_DATE.match(name))
        certain = named and all(PERIOD.match(grid.columns[c]) for c in parts)
        if not TO_DATE.search(name) or certain:
            yield Rule("table_total", "sum", sum_of(grid, parts), certain)
    for chosen in _period_parts(grid, column):
        yield Rule("table_total", "sum of its periods", sum_of(grid, chosen), True)
    after = range(column + 1, len(grid.columns))
    if is_total(name) and len(after) >= 2:
        yield Rule("table_total", "sum of what follows", sum_of(grid, after))


def _period_parts(grid: Grid, column: int) -> Iterator[list[int]]:
    """The months before a quarter, and the months or the quarters before a year to date or total."""
    name = grid.columns[column]
    months = [c for c in range(column) if MONTH.match(grid.columns[c])]
    quarters = [c for c in range(column) if QUARTER.match(grid.columns[c])]
    if QUARTER.match(name):
        if months[-3:] == [column - 3, column - 2, column - 1]:
            yield months[-3:]
    elif (is_total(name) or YEAR_TO_DATE.match(name)) and months and quarters:
        yield months
        if len(quarters) >= 2:
            yield quarters


def _plain_pair(grid: Grid, column: int, i: int, j: int) -> bool:
    """Two dated columns and one headed as the change between them: the later (by its place) on the earlier."""
    numeric = [c for c in range(len(grid.columns)) if c != column and not CHANGE.search(grid.columns[c])]
    return (
        numeric == [j, i] and bool(CHANGE.search(grid.columns[column]) and not TO_DATE.search(grid.columns[column])) and "%" in grid.columns[column]
        and all(DATED.search(grid.columns[c]) for c in numeric) and not _is_later(grid.columns[j], grid.columns[i])
    )  # fmt: skip


def _is_later(one: str, two: str) -> bool:
    years = [YEAR.findall(name) for name in (one, two)]
    return all(years) and years[0][-1][-2:] > years[1][-1][-2:]


def _share_rules(grid: Grid, column: int, left: list[int]) -> Iterator[Rule]:
    for c in reversed(left):
        rows = [r for r in range(len(grid.rows)) if grid.number(r, c)]
        wholes = [r for r in rows if is_total(grid.rows[r])] or [
            r for r in rows[:1] + rows[-1:] if (share := grid.number(r, column)) and share.value == HUNDRED
        ]
        for r in wholes[-1:]:
            yield Rule("table_share", "share", share_of(grid, c, r))
        yield Rule("table_share", "share", share_of_sum(grid, c, [r for r in rows if r not in wholes]))
        for t in left:
            if t != c and (is_total(grid.columns[t]) or SHARE.search(grid.columns[column])):
                yield Rule("table_share", "share of the row", share_along(grid, c, t))
                yield Rule("table_share", "share of the rest", rest_along(grid, c, t))


def _product_rules(grid: Grid, column: int) -> Iterator[Rule]:
    """A score or cost as the product of the two columns before it, where the headings name all three."""
    i, j = column - 2, column - 1
    if i >= 0 and SCORE.search(grid.columns[column]) and all(FACTOR.search(grid.columns[c]) for c in (i, j)):
        yield Rule("table_rate", "product", product_of(grid, i, j))


def _unit(grid: Grid, column: int) -> str:
    units = [q.unit for r in range(len(grid.rows)) if (q := grid.number(r, column))]
    return max(set(units), key=units.count) if units else ""
