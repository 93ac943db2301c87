"""Averages that cannot lie outside their parts, in tables with a row for the whole."""

import re
from collections.abc import Iterator

from openscrutiny.claims.grids import is_total, read_grid
from openscrutiny.claims.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

AVERAGE = re.compile(
    r"^\W*(?:average|mean|overall|all areas|all|force(?:\s*wide)?|county|total|[A-Z][\w&]+(?: [A-Z][\w&]+){0,2} (?:average|total))\W*$",
    re.IGNORECASE,
)
PART = re.compile(r"change|vari|diff|share|proportion of (?:the )?total|% of (?:the )?total", re.IGNORECASE)


def check_averages(reading: Reading) -> Iterator[Judgement]:
    """A percentage for the whole must lie between the least and the greatest of its parts."""
    for table in reading.tables:
        grid = read_grid(table)
        if grid is None or len(grid.rows) < 4 or not all(grid.rows):
            continue
        last = len(grid.rows) - 1
        if not AVERAGE.match(grid.rows[last]) or any(is_total(label) for label in grid.rows[:last]):
            continue
        for c in range(len(grid.columns)):
            cell = grid.cells[last][c]
            parts = [q for r in range(last) if (q := grid.number(r, c))]
            if not cell or not cell.number or cell.number.unit != "%" or len(parts) < 3 or PART.search(grid.columns[c]):
                continue
            if any(q.unit != "%" for q in parts) or abs(sum(q.value for q in parts) - cell.number.value) <= len(parts):
                continue
            low, high = min(q.true.low for q in parts), max(q.true.high for q in parts)
            fine = cell.number.true.low <= high and low <= cell.number.true.high
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "average", (cell.place,),
                f"{grid.rows[last]} of {grid.columns[c] or 'the column'} is {cell.number.text}; its parts run from "
                f"{min(parts, key=lambda q: q.value).text} to {max(parts, key=lambda q: q.value).text}",
                "" if fine else cell.number.text, "" if fine else "a figure within that range",
            )  # fmt: skip
