"""Averages that cannot lie outside their parts, in tables with a row for the whole."""

import re
from collections.abc import Iterator

from openscrutiny.claims.averages.judging import judge_average
from openscrutiny.claims.reading.grids import Grid, is_total, read_grid
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement

MEAN = re.compile(
    r"^\W*(?:average|mean|(?:monthly|quarterly|daily|weekly|annual|force|county|group) (?:average|mean))\W*$",
    re.IGNORECASE,
)
AVERAGE = re.compile(
    r"^\W*(?:average|mean|overall|all areas|all|force(?:\s*wide)?|county|total|[A-Z][\w&]+(?: [A-Z][\w&]+){0,2} (?:average|total))\W*$",
    re.IGNORECASE,
)
PART = re.compile(r"change|vari|diff|share|proportion of (?:the )?total|% of (?:the )?total", re.IGNORECASE)


def check_table_averages(reading: Reading) -> Iterator[Judgement]:
    """A percentage for the whole, or a mean, must lie between the least and the greatest of its parts."""
    for table in reading.tables:
        grid = read_grid(table)
        if grid and all(grid.rows):
            yield from _last_row(grid)
            if all(grid.columns):
                yield from _last_row(grid.turn())


def _last_row(grid: Grid) -> Iterator[Judgement]:
    last = len(grid.rows) - 1
    mean = bool(MEAN.match(grid.rows[last]))
    if (
        last < 3
        or (not AVERAGE.match(grid.rows[last]) and not mean)
        or any(is_total(label) for label in grid.rows[:last])
    ):
        return
    for c in range(len(grid.columns)):
        cell, parts = grid.cells[last][c], [q for r in range(last) if (q := grid.number(r, c))]
        if not cell or not cell.number or len(parts) < last or len(parts) < 3 or PART.search(grid.columns[c]):
            continue
        if any(q.unit != cell.number.unit for q in parts) or not (mean or cell.number.unit == "%"):
            continue
        if not mean and (
            cell.number.value == 100 or abs(sum(q.value for q in parts) - cell.number.value) <= len(parts)
        ):
            continue
        yield judge_average(
            cell.number, parts, f"{grid.rows[last]} of {grid.columns[c] or 'the column'}", (cell.place,)
        )
