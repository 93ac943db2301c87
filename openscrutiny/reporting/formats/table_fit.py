"""Fits a table to the width of a page: how small its letters may be, where it must be parted, how wide each column is.

Widths are in ems, the size of the table's letters. No word, number or period is broken, and no cell becomes a ribbon of
one word a line: a column that would is given more room, and the table is parted where the page has no more.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from openscrutiny.reporting.charts.typeface import measure_text, split_words
from openscrutiny.reporting.document.document import Cell, Table
from openscrutiny.reporting.formats.table_header import list_provisional

GUTTER = 1.1  # between two columns
SPACE = 0.2  # between two words
TREND = 4.8
MARK = 1.2
ICON = 1.5
SAID = 0.85  # the size of the words beneath a figure
WHOLE = 8.0  # a figure with its words, no wider than this, is not broken
FIRST_LINES, MOST_LINES = 4, 6  # that a row's header, and any other cell, may take
WORTH_SMALLER = 0.88  # body text goes a size down for a table that is so much shorter then
HEADER_LINES, HEADER_WEIGHT = 2, 2  # lines a header may take without harm; more are seen more than in a cell
STEP = 0.5  # widths are tried in steps of this

# The letters of a table against those of the text: body text may be set smaller in tables, large print hardly.
SIZES = (0.9, 0.84, 0.78, 0.73)
SMALLEST = 8.0  # points
LARGE_PRINT = 16.0  # points
SMALLEST_LARGE = 0.89  # of the text: 16 points in large print of 18

Words = tuple[float, ...]  # the widths of words that stay whole, in order


@dataclass(slots=True)
class Column:
    """What must fit into a column: its header, and each text as its words and how often it stands there."""

    lines_allowed: int
    header: Words = ()
    least: float = 1.0  # no word broken
    texts: Counter[tuple[Words, float]] = field(default_factory=Counter)  # words, and the width of a space

    def add(self, words: Words, space: float) -> None:
        if words:
            self.texts[words, space] += 1
            self.least = max(self.least, *words)

    def weigh_lines(self, width: float) -> int:
        """The lines of every text, squared: three lines in one cell are worse than two in each of two."""
        header = max(wrap_words(self.header, SPACE, width), HEADER_LINES)
        return HEADER_WEIGHT * header**2 + sum(
            count * wrap_words(*text, width) ** 2 for text, count in self.texts.items()
        )

    def count_lines(self, width: float) -> int:
        return sum(count * wrap_words(*text, width) for text, count in self.texts.items())

    def find_least(self, most: float) -> float:
        """The least width without a broken word or a ribbon; no more than `most`, unless for a word."""
        width = self.least
        while width < most and any(wrap_words(*text, width) > self.lines_allowed for text in self.texts):
            width += STEP
        return width


def wrap_words(words: Words, space: float, width: float) -> int:
    """The lines that words take in a width."""
    lines, taken = 1, 0.0
    for word in words:
        if taken and taken + space + word > width + 1e-9:
            lines, taken = lines + 1, word
        else:
            taken += word + (space if taken else 0.0)
    return lines


def read_columns(table: Table, provisional: str = "") -> list[Column]:
    """The columns of a table as what must fit into them; `provisional` is the word beneath such figures."""
    columns, throughout = [], list_provisional(table)
    for index, head in enumerate(table.columns):
        header = tuple(measure_text(word, 1, bold=True) for word in split_words(head.header))
        column = Column(MOST_LINES if index else FIRST_LINES, header, max(header, default=1.0))
        both = (row.cells[index].provisional and row.cells[index - 1].provisional for row in table.rows)
        if index in throughout or any(both):  # beneath one figure it may take its neighbour's room
            column.least = max(column.least, measure_text(provisional, SAID))
        for row in table.rows:
            cell = row.cells[index]
            if cell.trend:
                column.least = max(column.least, TREND)
                continue
            column.add(_read_cell(cell, head.number and index > 0, row.total), SPACE)
            column.add(tuple(measure_text(word, SAID) for word in split_words(cell.signal_words)), SPACE * SAID)
        columns.append(column)
    return columns


def _read_cell(cell: Cell, number: bool, bold: bool) -> Words:
    whole = number and measure_text(cell.text, 1, bold=bold) < WHOLE
    words = [measure_text(word, 1, bold=bold) for word in ([cell.text] if whole else split_words(cell.text))]
    if words:
        words[0] += ICON if cell.icon else MARK if cell.signal and cell.signal != "common cause" else 0.0
    return tuple(words)


def count_row_lines(table: Table, columns: Sequence[int], widths: Sequence[float]) -> list[int]:
    """The lines of each row, its tallest cell's, where the columns have these widths."""
    counts, throughout = [], list_provisional(table)
    for row in table.rows:
        lines = 1
        for index, width in zip(columns, widths, strict=True):
            cell = row.cells[index]
            if not cell.trend:
                words = _read_cell(cell, table.columns[index].number and index > 0, row.total)
                below = bool(cell.signal_words or (cell.provisional and index not in throughout))
                lines = max(lines, wrap_words(words, SPACE, width - GUTTER) + below)
        counts.append(lines)
    return counts


def fit_table(table: Table, text_size: float, width: float, provisional: str = "") -> tuple[float, list[list[int]]]:
    """The size of the letters in points, and the columns of each part; the first column stands in every part.

    `width` is the page's, in points. A table is parted only when it does not fit at the smallest size, and then evenly.
    """
    columns = read_columns(table, provisional)
    smallest = text_size * SMALLEST_LARGE if text_size >= LARGE_PRINT else SMALLEST
    sizes = [max(text_size * share, smallest) for share in SIZES]
    everything = list(range(len(columns)))
    needs = _list_needs(columns, width / sizes[-1])
    for size, smaller in zip(sizes, [*sizes[1:], sizes[-1]], strict=True):
        needs = _list_needs(columns, width / size)
        if sum(needs) * size <= width:
            spared = _count_rows(columns, width / smaller) / _count_rows(columns, width / size)
            return smaller if smaller < size == sizes[0] and spared <= WORTH_SMALLER else size, [everything]
    most = width / sizes[-1]
    count = len(_part_columns(needs, most))
    for narrower in sorted(needs[0] + sum(needs[first:last]) for last in everything[2:] for first in range(1, last)):
        if narrower < most and len(_part_columns(needs, narrower)) <= count:
            most = narrower
            break
    return sizes[-1], _part_columns(needs, most)


def _count_rows(columns: Sequence[Column], available: float) -> int:
    """The lines of the longest cells of a table whose columns share a width as best they can."""
    widths = _share_width(columns, _list_needs(columns, available), available)
    return max(column.count_lines(width - GUTTER) for column, width in zip(columns, widths, strict=True))


def _list_needs(columns: Sequence[Column], available: float) -> list[float]:
    """The least width of each column with its gutter: beside the first, any other has room on the page."""
    first = columns[0].find_least(available / 2 - GUTTER) + GUTTER
    return [first, *(column.find_least(available - first - GUTTER) + GUTTER for column in columns[1:])]


def _part_columns(needs: Sequence[float], width: float) -> list[list[int]]:
    """As many columns to a part as go beside the first, and one at the least."""
    parts: list[list[int]] = [[0]]
    for index in range(1, len(needs)):
        taken = sum(needs[each] for each in parts[-1])
        if len(parts[-1]) > 1 and taken + needs[index] > width + 1e-9:
            parts.append([0])
        parts[-1].append(index)
    return parts


def share_width(table: Table, columns: Sequence[int], available: float, provisional: str = "") -> list[float]:
    """The width of each of the columns: what it needs, then what spares most lines, then as much more as the rest."""
    read = read_columns(table, provisional)
    needs = _list_needs(read, available)
    return _share_width([read[index] for index in columns], [needs[index] for index in columns], available)


def _share_width(columns: Sequence[Column], needs: Sequence[float], available: float) -> list[float]:
    left = max(available - sum(needs), 0.0)
    steps = int(left / STEP)
    lines = [
        [column.weigh_lines(need - GUTTER + STEP * step) for step in range(steps + 1)]
        for column, need in zip(columns, needs, strict=True)
    ]
    taken = [0] * len(columns)
    while steps:
        gains = [
            ((counts[at] - counts[at + more]) / more, -more, place)
            for place, (counts, at) in enumerate(zip(lines, taken, strict=True))
            for more in range(1, steps + 1)
        ]
        gain, more, place = max(gains)
        if not gain:
            break
        taken[place] -= more
        steps += more
    spare = (left - STEP * sum(taken)) / len(columns)
    return [round(need + STEP * step + spare, 3) for need, step in zip(needs, taken, strict=True)]
