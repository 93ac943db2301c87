"""Counts of a longer period that are below those of a shorter one within it: a year to date and its quarters, twelve months and the year to date."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.grids import UNADDABLE, Grid, read_grid
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.tables import Cell
from openscrutiny.claims.tables.headings import CHANGE, PERIOD, RATE, SHARE, TO_DATE, YEAR_TO_DATE
from openscrutiny.claims.verdicts import Judgement, Verdict

YEAR = re.compile(r"(?:20)?\d\d/(?:20)?\d\d|\b20\d\d\b")
ROLLING = re.compile(
    r"\b(?:rolling|R12|(?:last|previous|past) (?:12|twelve)|(?:12|twelve)[\s-]months?)\b", re.IGNORECASE
)
OTHER = re.compile(
    r"\b(?:previous|prior|last|earlier|target|forecast|plan(?:ned)?|budget|average|baseline)\b(?! (?:12|twelve))",
    re.IGNORECASE,
)
"""Headings of figures that are not of the time now, or not recorded."""


def check_longer_periods(reading: Reading) -> Iterator[Judgement]:
    """Each column of a year to date or of twelve months that the other rows show to hold no less than the periods within it."""
    for table in reading.tables:
        grid = read_grid(table)
        for c, name in enumerate(grid.columns) if grid else ():
            if grid and (parts := _shorter(grid, c, name)):
                yield from _judge(grid, c, parts)


def _shorter(grid: Grid, whole: int, name: str) -> list[int]:
    """The columns of shorter periods within that of a column, of the same year."""
    year, bare = YEAR.findall(name), YEAR.sub("", name)
    if any(words.search(name) for words in (CHANGE, RATE, SHARE, OTHER)):
        return []
    found = []
    for d, other in enumerate(grid.columns):
        years = YEAR.findall(other)
        same = d != whole and (not year or not years or years == year)
        if (same and YEAR_TO_DATE.match(bare) and PERIOD.match(other) and not TO_DATE.search(other)) or (
            same and ROLLING.search(name) and YEAR_TO_DATE.match(YEAR.sub("", other))
        ):
            found.append(d)
    return found


def _judge(grid: Grid, longer: int, parts: list[int]) -> Iterator[Judgement]:
    judged: list[tuple[int, bool, Cell, Cell]] = []
    for r, label in enumerate(grid.rows):
        whole = grid.cells[r][longer]
        cells = [cell for c in parts if (cell := grid.cells[r][c]) and _is_count(cell)]
        if whole is None or not _is_count(whole) or not cells or UNADDABLE.search(label):
            continue
        largest = max(cells, key=lambda cell: cell.number.value if cell.number else 0)
        assert whole.number
        assert largest.number
        judged.append((r, whole.number.value >= largest.number.value, whole, largest))
    if sum(fine for _, fine, _, _ in judged) < max(2, 0.7 * len(judged)):
        return
    period = grid.columns[longer].strip() or "a longer period"
    for r, fine, whole, largest in judged:
        if not fine:
            yield Judgement(
                Verdict.WRONG, "year_to_date", (whole.place, largest.place),
                f"{grid.rows[r]}: {largest.text.strip()} in a part of {period}, which is printed as {whole.text.strip()}",
                whole.text.strip(), f"at least {largest.text.strip()}", involves=(whole.place, largest.place),
            )  # fmt: skip


def _is_count(cell: Cell) -> bool:
    return cell.number is not None and cell.number.unit == "n" and not cell.number.places
