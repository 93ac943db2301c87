"""A first or last row named for the whole area or body, without the word total, over rows that name its parts."""

import re
from collections import Counter
from collections.abc import Iterator

from openscrutiny.claims.reading.grids import Grid, add_up, excuses_gap, is_addable, show
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.tables import Cell
from openscrutiny.claims.verdicts import Judgement, Verdict

WHOLES = frozenset(
    {"force", "county", "all", "overall", "england", "borough", "council", "district", "trust", "region", "all areas"}
)
FEWEST = 4
FEWEST_PRINTED = 100
"""Figures below this may be printed elsewhere by chance."""


def judge_whole(reading: Reading, grid: Grid) -> Iterator[Judgement]:
    """Whether the rows come to that of the whole: wrong where the document prints their sum elsewhere, and the row's own figure nowhere."""
    if len(grid.rows) < FEWEST or not all(grid.rows):
        return
    for whole in (0, len(grid.rows) - 1):
        if re.sub(r"^(?:whole|the)\s", "", grid.rows[whole].strip().lower()) in WHOLES:
            yield from _judge(reading, grid, whole)


def _judge(reading: Reading, grid: Grid, whole: int) -> Iterator[Judgement]:
    gaps: list[tuple[Cell, str]] = []
    for c in range(len(grid.columns)):
        cell = grid.cells[whole][c]
        numbers = [n for r in range(len(grid.rows)) if r != whole and (n := grid.number(r, c))]
        if not is_addable(grid, c) or cell is None or cell.number is None or not numbers:
            continue
        true, value = add_up(numbers), sum(n.value for n in numbers)
        if true.meets(cell.number.true):
            yield Judgement(Verdict.CONSISTENT, "table_total", (cell.place,), f"the parts come to {cell.number.text}")
        elif len(numbers) == len(grid.rows) - 1 and _is_printed(reading, grid, cell, value):
            should = show(value, cell.number)
            yield Judgement(
                Verdict.WRONG, "table_total", (cell.place,),
                f"{grid.rows[whole]} is printed as {cell.number.text}, but the rows come to {should}, as is printed elsewhere", cell.number.text, should,
            )  # fmt: skip
        elif abs(value - cell.number.value) <= 0.25 * abs(cell.number.value):
            gaps.append((cell, show(value, cell.number)))
    if gaps:
        said = "; ".join(f"{cell.text.strip()} against {value}" for cell, value in gaps)
        yield Judgement(
            Verdict.QUESTIONABLE, "table_total", tuple(cell.place for cell, _ in gaps),
            f"if '{grid.rows[whole]}' is the whole of the rows beside it, they do not add up to it: {said}",
            ", ".join(cell.text.strip() for cell, _ in gaps), ", ".join(value for _, value in gaps),
        )  # fmt: skip


def _is_printed(reading: Reading, grid: Grid, cell: Cell, value: float) -> bool:
    """Whether the sum of the rows stands elsewhere in the document, and the figure of the row for the whole nowhere."""
    number = cell.number
    if number is None or number.places or value < FEWEST_PRINTED or excuses_gap(grid.table):
        return False
    if abs(number.value - value) > 0.1 * value or any(grid.hidden.values()):
        return False
    printed = Counter(
        other.number.value
        for table in reading.tables
        for row in table.body
        for other in row
        if other.number and other.number.unit == number.unit and other.line.number not in _lines(grid)
    )
    printed.update(
        q.value for s in reading.sentences if not s.in_table for q in s.quantities if q.unit == number.unit and q.whole
    )
    return printed[value] > 0 and not printed[number.value]


def _lines(grid: Grid) -> range:
    return range(grid.table.first_line, grid.table.last_line + 1)
