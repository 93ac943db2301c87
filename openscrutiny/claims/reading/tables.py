"""Tables in text, each with its headings, rows and the words about it."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from openscrutiny.claims.reading.passages import Document, Line
from openscrutiny.claims.reading.quantities import Quantity, find_quantities
from openscrutiny.claims.reading.rows_in_print import split_rows_in_print
from openscrutiny.claims.reading.stacked_cells import find_stacks
from openscrutiny.claims.reading.table_cells import NOTE, NOTHING, read_figure, read_hidden
from openscrutiny.claims.reading.table_joins import TOTAL as TOTAL
from openscrutiny.claims.reading.table_joins import Block, Rows, clear_references, join_rows, part_rows, part_sides
from openscrutiny.claims.reading.table_lines import Cell as Cell  # the name by which others know it
from openscrutiny.claims.reading.table_lines import (
    Splitter,
    align,
    is_group_heading,
    split_pipes,
    split_run_on,
    split_spaces,
    split_tabs,
    splitter_of,
)

RULE = re.compile(r"^[\s|:+=-]+$")
INDEX = re.compile(r"^\W*(?:no|nos|number|ref|reference|line|row|item|#|s/?no|id)?\W*$", re.IGNORECASE)
"""Headings of a column that numbers the rows."""
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
        return self.rows[-1][-1].line.number

    @cached_property
    def width(self) -> int:
        return max(len(row) for row in self.rows)

    @cached_property
    def header_rows(self) -> int:
        count = 0
        for row in self.rows:
            figures = [cell for cell in row[1:] if cell.number]
            years = all(re.fullmatch(r"(?:19|20)\d\d", NOTE.sub("", cell.text).strip()) for cell in figures)
            percents = count == 0 and all(cell.number is None or cell.number.unit == "%" for cell in row)
            if not count and len(row) > 1 and all(read_hidden(cell.text) is NOTHING for cell in row[1:]):
                break
            if count and (any(read_hidden(cell.text) for cell in row[1:]) or self._is_named_count(row)):
                break
            if not years and not (percents and self._percent_band(row)):
                break
            count += 1
        return count if count < len(self.rows) else 0

    def _is_named_count(self, row: tuple[Cell, ...]) -> bool:
        """Whether a row under a heading has a name and one figure, which happens to look like a year: `Repairs 2017`."""
        return len([cell for cell in row[1:] if cell.number]) == 1 and bool(re.search(r"[a-z]{3}", row[0].text))

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
            worded = 2 * sum(cell.number is None for cell in cells) >= len(cells)
            if cells and not worded and not self._is_index(column, cells):
                break
            found.append(column)
        return tuple(found[:4]) or (0,)

    def _is_index(self, column: int, cells: list[Cell]) -> bool:
        """Whether a first column only numbers the rows, whose names stand in the next."""
        beside = [row[column + 1] for row in self.body if column + 1 < len(row) and row[column + 1].text.strip()]
        numbers = [cell.number.value for cell in cells if cell.number and cell.number.whole]
        running = numbers == [numbers[0] + step for step in range(len(cells))] if len(numbers) >= 3 else False
        told = bool(INDEX.match(self.header(column))) or (numbers[:1] == [1] and not self.header(column))
        return column == 0 and running and told and not any(cell.number for cell in beside) and bool(beside)

    def label(self, row: tuple[Cell, ...]) -> str:
        cells = [row[column] for column in self.label_columns if column < len(row) and not row[column].number]
        return " ".join(cell.text.strip() for cell in cells if re.search(r"[A-Za-z]|\d\s*(?:[-–]\s*\d|\+)", cell.text))

    def number(self, row: tuple[Cell, ...], column: int) -> Quantity | None:
        return row[column].number if column < len(row) else None


def find_tables(document: Document) -> list[Table]:
    """Every table, with the heading and text just before it and the notes just after; one that a page cut in two is whole."""
    lines = document.lines
    blocks: list[Block] = []
    unread: dict[int, tuple[int, ...]] = {}
    stacks = find_stacks(lines)
    index = 0
    while index < len(lines):
        if index in stacks:
            end, rows = stacks[index]
            blocks.append((index, end, rows[:LONGEST]))
            index = end
            continue
        splitter = splitter_of(lines, index)
        if splitter is None:
            end, rows = split_rows_in_print(lines, index)
            if rows:
                _add(lines, blocks, rows[:LONGEST])
            index = max(end, index + 1)
            continue
        end = index
        if (
            splitter is split_spaces
            and index
            and index >= (blocks[-1][1] if blocks else 0)
            and is_group_heading(lines, index)
        ):
            index -= 1
        while (
            end < len(lines)
            and end not in stacks
            and (splitter_of(lines, end) is splitter or _continues(lines, end, splitter))
        ):
            end += 1
        rows = [
            row
            for line in lines[index:end]
            if not RULE.match(line.text)
            for row in (split_run_on(line) if splitter is split_pipes else None) or [splitter(line)]
        ]
        rows = [row[:WIDEST] for row in rows if any(cell.text.strip() for cell in row[:WIDEST])]
        rows = (
            align(rows)
            if rows and splitter is split_spaces
            else clear_references(rows, lines[max(0, index - 8) : index])
        )
        unread.update({rows[0][0].line.number - 1: tuple(row[0].line.number for row in rows[LONGEST:])} if rows else {})
        rows = rows[:LONGEST]
        for part in part_rows(rows):
            _add(lines, blocks, part)
        index = end
    return [
        replace(_table(lines, first, last, side), unread=unread.get(first, ()))
        for first, last, rows in blocks
        for side in part_sides(rows)
    ]


def _add(lines: tuple[Line, ...], blocks: list[Block], rows: Rows) -> None:
    """A table more, or more of the one before."""
    first, last = rows[0][0].line.number - 1, rows[-1][-1].line.number
    joined = join_rows(lines, blocks[-1], rows, first) if blocks and len(blocks[-1][2]) < LONGEST else []
    if joined:
        blocks[-1] = (blocks[-1][0], last, [*blocks[-1][2], *joined])
    else:
        blocks.append((first, last, rows))


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


def loose_numbers(cell: Cell) -> tuple[Quantity, ...]:
    """The numbers of a cell that holds several, such as `24420 19173`."""
    if cell.number:
        return (cell.number,)
    return find_quantities(cell.text) if re.fullmatch(r"[\d,.%£\s+\-−()]+", cell.text.strip() or "x") else ()
