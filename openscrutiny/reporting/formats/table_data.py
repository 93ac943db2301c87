"""A report's tables as data: every table there is, one row a row, numbers as numbers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openscrutiny.reporting.charts.chart_marks import SIGNAL_WORDS
from openscrutiny.reporting.document.document import (
    Beside,
    Block,
    Cell,
    ControlChart,
    Document,
    Row,
    SmallCharts,
    Table,
    TableColumn,
)
from openscrutiny.reporting.pages.figures_in_words import tabulate_words

CODES = ("[c]", "[i]", "[x]", "[z]")

_NUMBER = re.compile(
    r"^(?P<sign>[-−+]?)(?P<pound>£?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<places>\.\d+)?(?P<percent>%?)$"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a spreadsheet keeps it: the value, its decimals, and whether it is a share or pounds.

    A share is the fraction: 21% is 0.21, shown with no decimals.
    """

    value: Decimal
    places: int
    percent: bool = False
    pounds: bool = False


def read_number(cell: Cell) -> Number | None:
    """The cell's number: its `value`, else its text where that is a plain number, share or sum of pounds."""
    match = _NUMBER.match(cell.text.strip())
    if match is None:
        return None if cell.value is None else Number(Decimal(str(cell.value)), _count_places(cell.value))
    value = Decimal(match["digits"].replace(",", "") + (match["places"] or ""))
    value = -value if match["sign"] in ("-", "−") else value
    percent = bool(match["percent"])
    if cell.value is not None:
        value = Decimal(str(cell.value))
    elif percent:
        value /= 100
    return Number(value, max(len(match["places"] or "") - 1, 0), percent, bool(match["pound"]))


def _count_places(value: Decimal | float | int) -> int:
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def list_tables(document: Document, words: Mapping[str, str]) -> tuple[Table, ...]:
    """Every table of the document in its order, each chart's data among them; a name met twice is taken once.

    The last says where the figures in its words come from.
    """
    found: dict[str, Table] = {}
    in_words = tabulate_words(document, words)
    for table in (*_find_tables(document.blocks, words), *([in_words] if in_words else [])):
        found.setdefault(table.name, table)
    return tuple(found.values())


def _find_tables(blocks: Sequence[Block], words: Mapping[str, str]) -> Iterator[Table]:
    for block in blocks:
        match block:
            case Table():
                yield block
            case ControlChart():
                yield block.table or tabulate_chart(block, words)
            case SmallCharts():
                yield block.table or tabulate_small_charts(block, words)
            case Beside():
                yield from _find_tables((*block.left, *block.right), words)
            case _:
                pass


def tabulate_chart(chart: ControlChart, words: Mapping[str, str]) -> Table:
    """A control chart's points and limits, for a chart that brings no table of its own."""
    rows = []
    for index, point in enumerate(chart.points):
        span = next((span for span in chart.limits if span.first <= index <= span.last), None)
        limits = (span.mean_text, span.lower_text, span.upper_text) if span else ("[z]", "[z]", "[z]")
        said = point.state_words or point.signal_words or words[SIGNAL_WORDS[point.signal]]
        value = Cell(point.text or "[x]", provisional=point.provisional)
        rows.append(Row((Cell(point.label), value, *map(Cell, limits), Cell(said))))
    columns = (
        TableColumn(words["period"], number=False),
        TableColumn(chart.unit),
        TableColumn(words["mean"]),
        TableColumn(words["lower_limit"]),
        TableColumn(words["upper_limit"]),
        TableColumn(words["signal"], number=False),
    )
    return Table(f"{chart.name}-data", chart.title, columns, tuple(rows))


def tabulate_small_charts(charts: SmallCharts, words: Mapping[str, str]) -> Table:
    """Small charts as one row a period and one column an area; a period an area lacks is not available."""
    labels = list(dict.fromkeys(point.label for _, points in charts.panels for point in points))
    areas = [{point.label: point for point in points} for _, points in charts.panels]
    rows = tuple(
        Row(
            (
                Cell(label),
                *(
                    Cell(area[label].text or "[x]", provisional=area[label].provisional)
                    if label in area
                    else Cell("[x]")
                    for area in areas
                ),
            )
        )
        for label in labels
    )
    columns = (TableColumn(words["period"], number=False), *(TableColumn(name) for name, _ in charts.panels))
    return Table(f"{charts.name}-data", f"{charts.title} ({charts.unit})", columns, rows)


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table with one header row of unlike headers, and a column of words beside each column that has signals."""

    name: str
    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str | Number, ...], ...]
    notes: tuple[str, ...]


def flatten_table(table: Table, words: Mapping[str, str]) -> FlatTable:
    """The table with groups folded into headers ("Change: on Q1"); what only a mark said becomes a column of words."""
    headers: list[str] = []
    columns: list[list[str | Number]] = []
    for index, column in enumerate(table.columns):
        cells = [row.cells[index] if index < len(row.cells) else Cell("[x]") for row in table.rows]
        header = f"{column.group}: {column.header}" if column.group else column.header
        headers.append(_make_unlike(header or words["table"], headers))
        columns.append([_read_cell(cell, index > 0 and column.number) for cell in cells])
        if any(cell.provisional or cell.signal_words for cell in cells):
            headers.append(_make_unlike(f"{header}: {words['signal'].lower()}", headers))
            columns.append([_say_signal(cell, words) for cell in cells])
    return FlatTable(table.name, table.caption, tuple(headers), tuple(zip(*columns, strict=True)), table.notes)


def _read_cell(cell: Cell, number: bool) -> str | Number:
    return (read_number(cell) if number else None) or cell.text or "[x]"


def _say_signal(cell: Cell, words: Mapping[str, str]) -> str:
    said = []
    if cell.signal and cell.signal != "common cause":
        said.append(words[SIGNAL_WORDS[cell.signal]])
    if cell.signal_words and cell.signal_words not in said:
        said.append(cell.signal_words)
    if cell.provisional:
        said.append(words["provisional"])
    return ", ".join(said) or "[z]"


def _make_unlike(header: str, taken: Sequence[str]) -> str:
    number, name = 1, header
    while name in taken:
        number += 1
        name = f"{header} ({number})"
    return name
