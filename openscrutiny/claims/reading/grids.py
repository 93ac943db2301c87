"""A table's figures as a grid of labelled rows and columns, so that one check serves both ways round."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.table_cells import read_hidden
from openscrutiny.claims.reading.table_rounding import in_pounds, rounding_of, widen
from openscrutiny.claims.reading.tables import TOTAL, Cell, Table

UNADDABLE = re.compile(
    r"\b(?:rates?|average|avg|mean|median|per|rank|ranking|score|ratio|index|target|limit|%|percent(?:age)?|minutes|seconds|days(?! lost)"
    r"|(?<!in )(?<!on )(?<!within )(?<!out of )times?|year|age|trend|lower|upper|(?:confidence )?intervals?|margin|quartile|decile|minimum|maximum|standard error|length|price|cost per)\b|%",
    re.IGNORECASE,
)
EXCLUDED = re.compile(
    r"\b(?:removed|excluded|excludes|excluding|not shown|omitted|more than one|multiple|can be counted|counted in more|only the)\b",
    re.IGNORECASE,
)
SELECTED = re.compile(r"\b(?:selected|top \d+|top (?:five|ten|three)|largest|main |most common)\b", re.IGNORECASE)
NOT_ADDED = re.compile(r"(?:not|may not|do not) (?:sum|add)\b", re.IGNORECASE)
ROUNDED = re.compile(r"\bround|\bpercentages?\b|100\s?%", re.IGNORECASE)


def excuses_gap(table: Table) -> bool:
    """Whether a table's words excuse its parts from coming to its total: rows left out, or things counted twice; never rounding."""
    above = (table.caption, *table.headings[-3:])
    if any(EXCLUDED.search(text) or SELECTED.search(text) for text in above):
        return True
    sentences = [part for text in (table.notes, *above) for part in re.split(r"(?<=[.;])\s", text)]
    return bool(EXCLUDED.search(table.notes)) or any(NOT_ADDED.search(s) and not ROUNDED.search(s) for s in sentences)


RUNNING = re.compile(
    r"\b[bc]/\s?f(?:wd)?\b|\bbrought forward|\bcarried forward|\bopening balance|\bclosing balance|\bplus\b.*\bbalance|^\W*less\b|^\W*(?:add|plus)\b(?!\w)|\bbalance (?:at|as at|in hand|in bank|of account)|\bcash in hand|\bunpresented|\bnot presented",
    re.IGNORECASE,
)
"""Rows of a running account: what is carried along, taken away or added on, and not parts of one whole."""
OF_WHICH = re.compile(r"^\W*(?:of which|including|includes|memo|of these)\b", re.IGNORECASE)


TELLING = 30
"""A sum of this much is not right by chance."""


@dataclass(frozen=True)
class Grid:
    """`cells[r][c]` under `rows[r]` and `columns[c]`; a cell with no figure is None."""

    table: Table
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    hidden: dict[tuple[int, int], Interval] = field(default_factory=dict)  # marks in place of figures
    turned: bool = False

    def turn(self) -> "Grid":
        cells = tuple(tuple(row[c] for row in self.cells) for c in range(len(self.columns)))
        hidden = {(c, r): true for (r, c), true in self.hidden.items()}
        return Grid(self.table, self.columns, self.rows, cells, hidden, not self.turned)

    def number(self, row: int, column: int) -> Quantity | None:
        cell = self.cells[row][column]
        return cell.number if cell else None

    @property
    def axis(self) -> str:
        return "row" if self.turned else "column"


def read_grid(table: Table) -> Grid | None:
    """The grid of a table with at least one row and one column of figures. Unnamed rows keep an empty label."""
    body, first = table.body, len(table.label_columns)
    columns = [c for c in range(first, table.width) if any(table.number(row, c) for row in body)]
    if not body or not columns:
        return None
    steps = {c: rounding_of(table, table.header(c)) for c in columns}
    places = {c: max(q.places for row in body if (q := table.number(row, c))) for c in columns if in_pounds(table, c)}
    cells = tuple(
        tuple(widen(row[c], steps[c], places.get(c, 0)) if c < len(row) and row[c].number else None for c in columns)
        for row in body
    )
    hidden = {
        (r, i): true
        for r, row in enumerate(body)
        for i, c in enumerate(columns)
        if c < len(row) and not row[c].number and (true := read_hidden(row[c].text))
    }
    names = tuple(table.header(c) for c in columns)
    return Grid(table, _name_subtotals([table.label(row) for row in body], cells), names, cells, hidden)


def _name_subtotals(labels: list[str], cells: tuple[tuple[Cell | None, ...], ...]) -> tuple[str, ...]:
    """The rows' labels, with `Subtotal` for a row without one that two of its columns, and most, show to be the sum of the rows above."""
    start = 0
    for r, label in enumerate(labels):
        if label and not is_total(label):
            continue
        told = missed = 0
        for c, cell in enumerate(cells[r]) if not label and r - start >= 2 and all(labels[start:r]) else ():
            parts = [part.number for row in cells[start:r] if (part := row[c]) and part.number]
            if cell and cell.number and cell.number.unit != "%" and len(parts) >= 2:
                fits = add_up(parts).meets(cell.number.true)
                told += fits and abs(cell.number.value) >= TELLING
                missed += not fits
        if told >= 2 and told >= 2 * missed:
            labels[r] = "Subtotal"
        start = r + 1
    return tuple(labels)


@lru_cache(maxsize=100_000)
def is_total(label: str) -> bool:
    return bool(TOTAL.search(label.strip()))


def add_up(quantities: list[Quantity]) -> Interval:
    total = Interval(0.0, 0.0)
    for quantity in quantities:
        total = total + quantity.true
    return total


def is_within(whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether a figure lies among its parts, none below nothing, as an average of them does and their sum does not."""
    values = [q.value for q in parts if q.value]
    return len(values) >= 2 and min(values) > 0 and min(values) <= whole.value <= max(values)


def sum_in_print(numbers: list[Quantity]) -> str:
    """`1,204 + 31 - 12`: the figures as printed, a negative one taken away."""
    said = [(" - " if q.value < 0 else " + ") + re.sub(r"^[+\-−–(]\s?|[)\-−–]$", "", q.text) for q in numbers[:16]]
    first = said[0].removeprefix(" + ") if said else ""
    return (
        (first if not first.startswith(" - ") else "-" + first[3:])
        + "".join(said[1:])
        + (" + ..." if len(numbers) > 16 else "")
    )


def is_addable(grid: Grid, column: int) -> bool:
    """Whether a column holds counts or money of one unit, whose rows may add up."""
    if UNADDABLE.search(grid.columns[column]):
        return False
    units = {cell.number.unit for row in grid.cells if (cell := row[column]) and cell.number}
    return len(units) == 1 and "%" not in units


LONGEST_TURNED = 120


def both_ways(grid: Grid) -> list[Grid]:
    """The grid, and the same on its side where it has no more rows than a table has columns."""
    return [grid, grid.turn()] if len(grid.rows) <= LONGEST_TURNED else [grid]


def show(value: float, like: Quantity) -> str:
    """A value written in the manner of a printed quantity."""
    scaled = value / like.scale
    body = (
        f"{abs(scaled):,.{like.places}f}"
        if "," in like.text or abs(scaled) >= 10_000
        else f"{abs(scaled):.{like.places}f}"
    )
    tail = re.sub(r"^[^\d]*[\d,]+(?:\.\d+)?\s?|\)$", "", like.text) if like.unit != "n" or like.scale != 1 else ""
    body = ("£" if "£" in like.text else "") + body + tail
    if value < 0 and re.search(r"[1-9]", body):
        return f"({body})" if like.text.startswith("(") else f"-{body}"
    return f"+{body}" if like.text.startswith("+") else body
