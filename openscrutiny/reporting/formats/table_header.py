"""The header of a table: its rows, the groups of its columns, and which columns are provisional throughout."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from openscrutiny.reporting.document.document import Table, TableColumn


def list_provisional(table: Table) -> tuple[int, ...]:
    """The columns in which every value is provisional: their header says so once, and their cells need not."""
    found = []
    for index in range(1, len(table.columns)):
        cells = [row.cells[index] for row in table.rows if index < len(row.cells)]
        known = [cell for cell in cells if cell.text and not cell.text.startswith("[")]
        if len(known) > 1 and all(cell.provisional for cell in known):
            found.append(index)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class HeaderCell:
    text: str
    colspan: int = 1
    rowspan: int = 1
    group: bool = False
    kind: str = ""
    column: int = -1  # which of the columns it heads; none where it heads a group


@dataclass(frozen=True, slots=True)
class TableHeader:
    """One row of headers, or two where columns are grouped; `spans` are the widths of the column groups."""

    rows: tuple[tuple[HeaderCell, ...], ...]
    spans: tuple[int, ...]


def lay_out_header(columns: Sequence[TableColumn]) -> TableHeader:
    """The header rows of a table: neighbours of one group share a header above their own."""
    if not any(column.group for column in columns):
        return TableHeader((tuple(_head(column, index) for index, column in enumerate(columns)),), ())
    upper: list[HeaderCell] = []
    lower: list[HeaderCell] = []
    spans: list[int] = []
    for group, run in groupby(enumerate(columns), key=lambda each: each[1].group):
        members = list(run)
        if group:
            spans.append(len(members))
            upper.append(HeaderCell(group, colspan=len(members), group=True, kind="group"))
            lower += [_head(column, index) for index, column in members]
        else:
            spans += [1] * len(members)
            upper += [_head(column, index, rowspan=2) for index, column in members]
    return TableHeader((tuple(upper), tuple(lower)), tuple(spans))


def _head(column: TableColumn, index: int, rowspan: int = 1) -> HeaderCell:
    return HeaderCell(column.header, rowspan=rowspan, kind="number" if column.number else "words", column=index)
