"""Tables in text, each with its headings, rows and the words about it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from openscrutiny.claims.passages import Document, Line
from openscrutiny.claims.quantities import Quantity, find_quantities
from openscrutiny.claims.table_cells import read_figure, read_hidden
from openscrutiny.claims.table_lines import Cell as Cell  # the name by which others know it
from openscrutiny.claims.table_lines import (
    Cells,
    Splitter,
    align,
    split_rows_in_print,
    split_spaces,
    split_tabs,
    splitter_of,
)

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


@dataclass(frozen=True)
class Table:
    """Rows of cells under a caption. Row 0 is the heading where it holds no figure."""

    rows: tuple[tuple[Cell, ...], ...]
    headings: tuple[str, ...]
    caption: str
    notes: str
    unread: tuple[int, ...] = ()
    """The numbers of lines beyond `LONGEST`."""

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
            if count and any(read_hidden(cell.text) for cell in row[1:]):
                break
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


Rows = list[Cells]


def find_tables(document: Document) -> list[Table]:
    """Every table, with the heading and text just before it and the notes just after; one that a page cut in two is whole."""
    lines = document.lines
    blocks: list[tuple[int, int, Rows]] = []
    unread: dict[int, tuple[int, ...]] = {}
    index = 0
    while index < len(lines):
        splitter = splitter_of(lines, index)
        if splitter is None:
            end, rows = split_rows_in_print(lines, index)
            if rows:
                blocks.append((rows[0][0].line.number - 1, end, rows[:LONGEST]))
            index = max(end, index + 1)
            continue
        end = index
        while end < len(lines) and (splitter_of(lines, end) is splitter or _continues(lines, end, splitter)):
            end += 1
        rows = [splitter(line) for line in lines[index:end] if not RULE.match(line.text)]
        rows = [row[:WIDEST] for row in rows if any(cell.text.strip() for cell in row[:WIDEST])]
        rows = align(rows) if rows and splitter is split_spaces else rows
        unread.update({rows[0][0].line.number - 1: tuple(row[0].line.number for row in rows[LONGEST:])} if rows else {})
        rows = rows[:LONGEST]
        for part in _parted(rows):
            first, last = part[0][0].line.number - 1, part[-1][0].line.number
            before = blocks[-1] if blocks else None
            joined = before and _across_pages(lines, before, part, first)
            if before and joined:
                blocks[-1] = (before[0], last, [*before[2], *joined])
            else:
                blocks.append((first, last, part))
        index = end
    return [replace(_table(lines, *block), unread=unread.get(block[0], ())) for block in blocks]


def _table(lines: tuple[Line, ...], first: int, last: int, rows: Rows) -> Table:
    before = [line.text.strip() for line in lines[max(0, first - 14) : first] if line.text.strip()]
    after = [line.text.strip() for line in lines[last : last + 6] if line.text.strip()]
    return Table(tuple(rows), tuple(before[-6:]), before[-1] if before else "", " ".join(after[:3]))


def _continues(lines: tuple[Line, ...], index: int, splitter: Splitter) -> bool:
    """A short line between two rows of tabs: the rest of a label that was too long for its column."""
    text = lines[index].text.strip()
    if (
        splitter is not split_tabs
        or not 0 < index < len(lines) - 1
        or not text
        or len(text) > LONG_CELL
        or text[-1] in ".:;?!"
    ):
        return False
    around = [splitter_of(lines, i) is splitter for i in (index - 1, index + 1)]
    return all(around) and lines[index].page is not None and read_figure(text) is None


def _is_heading(row: tuple[Cell, ...]) -> bool:
    filled = [cell for cell in row if cell.text.strip()]
    years = all(re.fullmatch(r"(?:19|20)\d\d(?:/\d\d)?", cell.text.strip()) for cell in filled[1:])
    return len(filled) >= 3 and len(filled) >= len(row) - 1 and (years or not any(cell.number for cell in filled))


def _parted(rows: Rows) -> Iterator[Rows]:
    """Rows of several tables that stand close together: each begins with its heading, over figures, after a total."""
    start = 0
    for i in range(2, len(rows) - 1):
        opens = _is_heading(rows[i]) and any(cell.number for cell in rows[i + 1][1:])
        if opens and any(cell.number for cell in rows[i - 1][1:]) and TOTAL.search(rows[i - 1][0].text.strip()):
            yield rows[start:i]
            start = i
    if rows:
        yield rows[start:]


BETWEEN_PAGES = 5
"""Lines of footer and header that may stand between the two parts of a table."""


def _across_pages(lines: tuple[Line, ...], before: tuple[int, int, Rows], rows: Rows, first: int) -> Rows:
    """The rows that go on with a table cut by the end of its page, without a heading said again; empty where it does not."""
    head, last = before[2][0], lines[before[1] - 1]
    page = lines[first].page
    if page is None or last.page is None or page != last.page + 1 or TOTAL.search(before[2][-1][0].text.strip()):
        return []
    between = [line for line in lines[before[1] : first] if line.text.strip()]
    if len(between) > BETWEEN_PAGES or max(map(len, rows)) != max(map(len, before[2])):
        return []
    again = [cell.text.strip() for cell in head] == [cell.text.strip() for cell in rows[0]]
    if again:
        return rows[1:]
    return rows if any(cell.number for cell in rows[0][1:]) else []


def loose_numbers(cell: Cell) -> tuple[Quantity, ...]:
    """The numbers of a cell that holds several, such as `24420 19173`."""
    if cell.number:
        return (cell.number,)
    return find_quantities(cell.text) if re.fullmatch(r"[\d,.%£\s+\-−()]+", cell.text.strip() or "x") else ()
