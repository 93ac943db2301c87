"""Rows of a table that pick out the least, the most or the middle of the rows above them."""

import re
from collections.abc import Callable, Iterator, Sequence
from statistics import median

from openscrutiny.claims.reading.grids import Grid, both_ways, read_grid, show
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.tables.columns import places_of
from openscrutiny.claims.verdicts import Judgement, Verdict

PICKS: tuple[tuple[re.Pattern[str], Callable[[Sequence[float]], float]], ...] = (
    (re.compile(r"^\W*(?:min(?:imum)?|lowest|smallest)\W*$", re.IGNORECASE), min),
    (re.compile(r"^\W*(?:max(?:imum)?|highest|largest)\W*$", re.IGNORECASE), max),
    (re.compile(r"^\W*median\W*$", re.IGNORECASE), median),
)
SUMMARY = re.compile(
    r"^\W*(?:min(?:imum)?|max(?:imum)?|lowest|highest|smallest|largest|median|mean|average|total|range)\b",
    re.IGNORECASE,
)
FEWEST = 3
"""Rows of which one is picked out."""


def check_extremes(reading: Reading) -> Iterator[Judgement]:
    """Every row, or column, named minimum, maximum or median, where two of its figures and most of them show it to be that."""
    for table in reading.tables:
        grid = read_grid(table)
        for way in both_ways(grid) if grid else ():
            for row, label in enumerate(way.rows):
                for pattern, pick in PICKS:
                    if pattern.match(label):
                        yield from _judge_pick(way, row, pick)


def _judge_pick(grid: Grid, row: int, pick: Callable[[Sequence[float]], float]) -> Iterator[Judgement]:
    rows = [r for r in range(len(grid.rows)) if not SUMMARY.match(grid.rows[r])]
    judged = []
    for c in range(len(grid.columns)):
        printed = grid.number(row, c)
        parts = [q for r in rows if (q := grid.number(r, c))]
        if printed and len(parts) == len(rows) >= FEWEST and {q.unit for q in parts} == {printed.unit}:
            value = pick([q.value for q in parts])
            judged.append(
                (c, printed, value, abs(value - printed.value) <= 0.5 * 10.0**-printed.places * printed.scale)
            )
    fine = sum(same for *_, same in judged)
    if fine < 2 or fine < 2 * (len(judged) - fine):
        return
    for c, printed, value, same in judged:
        cell = grid.cells[row][c]
        assert cell
        involved = places_of(grid, tuple((r, c) for r in (row, *rows)))
        working = f"{grid.rows[row]} of {grid.columns[c] or 'the ' + grid.axis} is {show(value, printed)}"
        if same:
            yield Judgement(Verdict.CONSISTENT, "average", (cell.place,), working, involves=involved)
        else:
            yield Judgement(
                Verdict.WRONG, "average", (cell.place,), f"printed as {printed.text}, but {working}",
                printed.text, show(value, printed), involves=involved,
            )  # fmt: skip
