"""Fits a table to the width of a page: how small its letters may be, where it must be parted, how wide each column is.

Widths are in ems, the size of the table's letters.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from openscrutiny.reporting.document import Cell, Table
from openscrutiny.reporting.typeface import measure_text

GUTTER = 1.1  # between two columns
TREND = 4.8
MARK = 1.2
ICON = 1.5
SAID = 0.85  # the size of the words beneath a figure
LONGEST_LINE = 40.0  # a column of words asks for no more
SHORT = 10.0  # words no wider than this stay on one line, where the page has room for all of them

# The letters of a table against those of the text: body text may be set smaller in tables, large print hardly.
SIZES = (0.9, 0.84, 0.78, 0.73)
SMALLEST = 8.0  # points
LARGE_PRINT = 16.0  # points
SMALLEST_LARGE = 0.89  # of the text: 16 points in large print of 18


@dataclass(frozen=True, slots=True)
class Need:
    """What a column needs at the least (no word or number broken), and what it would take."""

    least: float
    wanted: float


def measure_columns(table: Table, keep: float = 0.0) -> list[Need]:
    """The need of each column, its gutter counted. Words no wider than `keep` stay whole outside the first column."""
    needs = []
    for index, column in enumerate(table.columns):
        least = max((measure_text(word, 1, bold=True) for word in column.header.split()), default=1.0)
        header = measure_text(column.header, 1, bold=True)
        wanted = max(least, min(header, 7.0 if not column.number else max(header / 2 + 1.0, 5.5)))
        for row in table.rows:
            bold = row.total
            need = _measure_cell(row.cells[index], column.number and index > 0, bold, keep if index else 0.0)
            least, wanted = max(least, need.least), max(wanted, need.wanted)
        needs.append(Need(least + GUTTER, max(least, min(wanted, LONGEST_LINE)) + GUTTER))
    return needs


def _measure_cell(cell: Cell, number: bool, bold: bool, short: float) -> Need:
    mark = ICON if cell.icon else MARK if cell.signal and cell.signal != "common cause" else 0.0
    if cell.trend:
        return Need(TREND + mark, TREND + mark)
    words = cell.text.split(" ")  # a no-break space keeps a date whole
    whole = measure_text(cell.text, 1, bold=bold)
    longest = max((measure_text(word, 1, bold=bold) for word in words), default=0.5)
    said = [measure_text(word, SAID) for word in cell.signal_words.split()]
    said_whole = measure_text(cell.signal_words, SAID)
    keep = whole < (7 if number else short)
    return Need(max((whole if keep else longest) + mark, *said, 0.0), max(whole + mark, min(said_whole, 9.0)))


def fit_table(table: Table, text_size: float, width: float) -> tuple[float, list[list[int]]]:
    """The size of the letters in points, and the columns of each part; the first column stands in every part.

    `width` is the page's, in points. A table is parted only when it does not fit at the smallest size.
    """
    needs = measure_columns(table)
    least = sum(need.least for need in needs)
    smallest = text_size * SMALLEST_LARGE if text_size >= LARGE_PRINT else SMALLEST
    sizes = [max(text_size * share, smallest) for share in SIZES]
    size = next((size for size in sizes if least * size <= width), sizes[-1])
    parts: list[list[int]] = [[0]]
    for index in range(1, len(needs)):
        taken = sum(needs[each].least for each in parts[-1])
        if len(parts[-1]) > 1 and (taken + needs[index].least) * size > width:
            parts.append([0])
        parts[-1].append(index)
    return size, parts


def share_width(table: Table, columns: Sequence[int], available: float) -> list[float]:
    """The share of the page for each of the columns: the least each needs, and what is left by what each wants."""
    for keep in (SHORT, 0.0):
        measured = measure_columns(table, keep)
        needs = [measured[index] for index in columns]
        if sum(need.least for need in needs) <= available:
            break
    left = max(available - sum(need.least for need in needs), 0.0)
    wish = sum(need.wanted - need.least for need in needs)
    given = min(left, wish)
    widths = [need.least + (given * (need.wanted - need.least) / wish if wish else 0.0) for need in needs]
    spare = (left - given) / len(widths)
    return [round(width + spare, 3) for width in widths]
