"""Totals and results of accounts told by a misprint: the figure that the rows above come to, with two digits changed round."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.grids import OF_WHICH, Grid, excuses_gap, is_addable, is_total, read_grid, show
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.tables.columns import places_of
from openscrutiny.claims.tables.mistakes import is_transposed
from openscrutiny.claims.verdicts import Judgement, Verdict

RESULT = re.compile(
    r"^\W*(?:[\w-]+\s){0,2}(?:surplus|deficit|profit|loss|net (?:income|expenditure|cost|movement|position|result|change)|result|balance|underspend|overspend)\b",
    re.IGNORECASE,
)
"""Rows that carry on from the result or totals above them."""
FEWEST_PARTS = 3
Parts = tuple[tuple[int, int], ...]
"""Rows that a figure may be worked out from, each with its sign."""


def check_results(reading: Reading) -> Iterator[Judgement]:
    """Every total or result of a column that is no sum of the rows above, but would be with two digits changed round."""
    for table in reading.tables:
        grid = read_grid(table)
        if grid is None or excuses_gap(table):
            continue
        for c in range(len(grid.columns)):
            if is_addable(grid, c):
                for row in range(len(grid.rows)):
                    yield from _judge(grid, row, c)


def _judge(grid: Grid, row: int, column: int) -> Iterator[Judgement]:
    printed, cell = grid.number(row, column), grid.cells[row][column]
    if printed is None or cell is None or not _is_closing(grid.rows[row]):
        return
    misprints = []
    for parts in _find_parts(grid, row, column):
        numbers = [(q, sign) for r, sign in parts if (q := grid.number(r, column))]
        true = _sum(numbers)
        if true.meets(printed.true):
            return
        value = sum(sign * q.value for q, sign in numbers)
        if is_transposed(printed, value):
            misprints.append((parts, numbers, value))
    for parts, numbers, value in misprints[:1]:
        signed = " ".join(f"{'-' if sign < 0 else '+'} {q.text}" for q, sign in numbers).removeprefix("+ ")
        yield Judgement(
            Verdict.WRONG, "table_total", (cell.place,),
            f"{grid.rows[row]} is printed as {printed.text}, but {signed} = {show(value, printed)}",
            printed.text, show(value, printed), "digits changed round", involves=(cell.place, *places_of(grid, tuple((r, column) for r, _ in parts))),
        )  # fmt: skip


def _is_closing(label: str) -> bool:
    return is_total(label) or bool(RESULT.search(label))


def _find_parts(grid: Grid, row: int, column: int) -> Iterator[Parts]:
    """The rows since the last total; the last total or result and the rows since; the first of two totals less the second."""
    above = [r for r in range(row) if grid.number(r, column) and not OF_WHICH.match(grid.rows[r])]
    closing = [r for r in above if _is_closing(grid.rows[r])]
    since = [r for r in above if not closing or r > closing[-1]]
    if len(since) >= FEWEST_PARTS and is_total(grid.rows[row]):
        yield tuple((r, 1) for r in since)
    if closing and since:
        yield tuple((r, 1) for r in (closing[-1], *since))
    if len(closing) >= 2 and not since:
        yield (closing[-2], 1), (closing[-1], -1)


def _sum(numbers: list[tuple[Quantity, int]]) -> Interval:
    total = Interval(0.0, 0.0)
    for quantity, sign in numbers:
        total = total + quantity.true.scaled(sign)
    return total
