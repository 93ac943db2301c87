"""Tables in text: rows split at tabs, pipes, or runs of spaces that line up."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from openscrutiny.claims.passages import Document, Line
from openscrutiny.claims.quantities import Quantity, find_quantities, read_cell
from openscrutiny.claims.verdicts import Place

TOTAL = re.compile(
    r"^\W*(?:(?:grand|sub|overall|sub-|net|gross)[\s-]?)?totals?\b(?!\s+(?:recorded\s+)?(?:crimes?|incidents?|offences?|victims?|number|calls|reported|asb)\b)"
    r"|\btotals?$|\bgrand total\b|^overall total\b"
    r"|^\W*(?:net|gross)\s+(?:revenue\s+)?(?:expenditure|budget|cost|spend(?:ing)?|requirement|position)\W*$"
    r"|^\W*all(?:\s+(?!other|recorded)\w+s)?\W*$",
    re.IGNORECASE,
)
RULE = re.compile(r"^[\s|:+=-]+$")
LONG_CELL = 40
WIDEST, LONGEST = 60, 2_000
"""Cells of a row and rows of a table that are read; no table printed for people is larger."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed."""

    text: str
    line: Line
    column: int
    number: Quantity | None

    @property
    def place(self) -> Place:
        stripped = self.text.strip()
        return Place(self.line.number, self.column + len(self.text) - len(self.text.lstrip()), stripped, self.line.page)


@dataclass(frozen=True)
class Table:
    """Rows of cells under a caption. Row 0 is the heading where it holds no figure."""

    rows: tuple[tuple[Cell, ...], ...]
    headings: tuple[str, ...]
    caption: str
    notes: str

    @property
    def first_line(self) -> int:
        return self.rows[0][0].line.number

    @property
    def last_line(self) -> int:
        return self.rows[-1][0].line.number

    @cached_property
    def width(self) -> int:
        return max(len(row) for row in self.rows)

    @cached_property
    def header_rows(self) -> int:
        count = 0
        for row in self.rows:
            figures = [cell for cell in row[1:] if cell.number]
            years = all(re.fullmatch(r"(?:19|20)\d\d", cell.text.strip()) for cell in figures)
            percents = count == 0 and all(cell.number is None or cell.number.unit == "%" for cell in row)
            if not years and not (percents and self._percent_band(row)):
                break
            count += 1
        return count if count < len(self.rows) else 0

    def _percent_band(self, row: tuple[Cell, ...]) -> bool:
        """A heading row made of percentages, over money below: what something would cost at each."""
        below = self.rows[1] if len(self.rows) > 1 else ()
        return any(cell.number and cell.number.unit == "£" for cell in below)

    @cached_property
    def body(self) -> tuple[tuple[Cell, ...], ...]:
        return self.rows[self.header_rows :]

    def header(self, column: int) -> str:
        parts = [row[column].text.strip() for row in self.rows[: self.header_rows] if column < len(row)]
        return " ".join(part for part in parts if part)

    @cached_property
    def label_columns(self) -> tuple[int, ...]:
        """The leading columns whose cells are words."""
        found = []
        for column in range(self.width):
            cells = [row[column] for row in self.body if column < len(row) and row[column].text.strip()]
            if cells and sum(cell.number is None for cell in cells) < len(cells) / 2:
                break
            found.append(column)
        return tuple(found[:4]) or (0,)

    def label(self, row: tuple[Cell, ...]) -> str:
        cells = [row[column] for column in self.label_columns if column < len(row) and not row[column].number]
        return " ".join(cell.text.strip() for cell in cells if re.search(r"[A-Za-z]|\d\s*(?:[-–]\s*\d|\+)", cell.text))

    def number(self, row: tuple[Cell, ...], column: int) -> Quantity | None:
        return row[column].number if column < len(row) else None


def find_tables(document: Document) -> list[Table]:
    """Every table, with the heading and text just before it and the notes just after."""
    tables, index, lines = [], 0, document.lines
    while index < len(lines):
        splitter = _splitter(lines, index)
        if splitter is None:
            index += 1
            continue
        end = index
        while end < len(lines) and _splitter(lines, end) is splitter:
            end += 1
        rows = [splitter(line) for line in lines[index:end] if not RULE.match(line.text)]
        rows = [row[:WIDEST] for row in rows if any(cell.text.strip() for cell in row[:WIDEST])][:LONGEST]
        if rows:
            before = [line.text.strip() for line in lines[max(0, index - 14) : index] if line.text.strip()]
            after = [line.text.strip() for line in lines[end : end + 6] if line.text.strip()]
            tables.append(Table(tuple(rows), tuple(before[-6:]), before[-1] if before else "", " ".join(after[:3])))
        index = end
    return tables


def _splitter(lines: tuple[Line, ...], index: int) -> Callable[[Line], tuple[Cell, ...]] | None:
    text = lines[index].text
    if not text.strip():
        return None
    if text.count("|") >= 2 and text.strip().startswith("|"):
        return split_pipes
    if "\t" in text.strip() or (text.startswith("\t") and text.strip()):
        return split_tabs
    if _columns(text) >= 2:
        near = [lines[i].text for i in (index - 1, index + 1) if 0 <= i < len(lines)]
        if any(_columns(line) >= 2 for line in near):
            return split_spaces
    return None


def _columns(text: str) -> int:
    if re.match(r"\s*(?:[-•*]|\d+[.)])\s", text):
        return 0
    parts = re.split(r"\s{2,}", text.strip())
    figures = sum(read_cell(part) is not None for part in parts[1:])
    worded = len(parts) >= 3 and max(len(part) for part in parts) < 40
    return len(parts) if figures or worded else 0


def _cell(text: str, line: Line, column: int) -> Cell:
    return Cell(text, line, column, read_cell(text))


def split_tabs(line: Line) -> tuple[Cell, ...]:
    cells, column = [], 0
    for part in line.text.split("\t"):
        cells.append(_cell(part, line, column))
        column += len(part) + 1
    return tuple(cells)


def split_pipes(line: Line) -> tuple[Cell, ...]:
    start = line.text.index("|") + 1
    body = line.text.rstrip()
    body = body[:-1] if body.endswith("|") else body
    cells, column = [], start
    for part in body[start:].split("|"):
        cells.append(_cell(part, line, column))
        column += len(part) + 1
    return tuple(cells)


def split_spaces(line: Line) -> tuple[Cell, ...]:
    return tuple(_cell(match[0], line, match.start()) for match in re.finditer(r"\S+(?:\s\S+)*", line.text))


def loose_numbers(cell: Cell) -> tuple[Quantity, ...]:
    """The numbers of a cell that holds several, such as `24420 19173`."""
    if cell.number:
        return (cell.number,)
    return find_quantities(cell.text) if re.fullmatch(r"[\d,.%£\s+\-−()]+", cell.text.strip() or "x") else ()
