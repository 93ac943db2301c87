"""Tables with one cell a line, as text copied from web pages has them: a name, then as many figures as there are columns, over and over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openscrutiny.claims.reading.passages import Line
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.rows_in_print import COLUMN, TOTAL_ROW, split_heading
from openscrutiny.claims.reading.table_cells import read_figure, read_hidden
from openscrutiny.claims.reading.table_lines import Cell, Cells

FEWEST_ROWS, MOST_FIGURES = 3, 12
LONGEST_NAME, LONGEST_MARK = 80, 12
MOST_GROUP_NAMES = 2
"""Names that may stand one below another before a row's figures: of its group, and its own."""
NAME = re.compile(r"^[^\W_•].*[^.;!?|]$|^[^\W\d_]$|^%.*")
CORNER = re.compile(
    r"(?:\w+\s)?(?:quarter|month|year|period|area|district|force|group|age|measure|indicator|item|service|department|name|type|category|outcome|answer)(?:\s\(\w+\))?",
    re.IGNORECASE,
)
"""What stands over the names of the rows, and not over figures."""
YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-](?:20)?\d\d)?")
CURRENCY = re.compile(r"[$£€]|\)")
"""What stands on a line of its own beside a figure, where a page puts a column's signs in cells of their own."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a line holds, where it is one cell: a name, or a figure or mark in place of one."""

    index: int
    text: str
    column: int
    figure: bool
    number: Quantity | None

    def cell(self, lines: Sequence[Line]) -> Cell:
        return Cell(self.text, lines[self.index], self.column, self.number)


def find_stacks(lines: Sequence[Line]) -> dict[int, tuple[int, list[Cells]]]:
    """Each stacked table by the index of its first line: the index of the line after it, and its rows with the heading first."""
    found: dict[int, tuple[int, list[Cells]]] = {}
    for run in _runs(lines):
        at = 0
        while at < len(run):
            rows, end = _rows_from(run, at)
            if _is_table(rows):
                heading = _heading(lines, run, at, len(rows[0]) - 1)
                body = [tuple(unit.cell(lines) for unit in row) for row in rows]
                table = [heading, *body] if heading else body
                found[table[0][0].line.number - 1] = (rows[-1][-1].index + 1, table)
            at = end
    return found


def _is_table(rows: list[list[Unit]]) -> bool:
    """Whether the rows are enough; names that alternate with one figure each are a table only where one is a total."""
    one = bool(rows) and len(rows[0]) == 2
    return (
        len(rows) > FEWEST_ROWS and any(TOTAL_ROW.search(row[0].text) for row in rows)
        if one
        else len(rows) >= FEWEST_ROWS
    )


def _runs(lines: Sequence[Line]) -> Iterator[list[Unit]]:
    """Lines of one cell each, with nothing but blank lines and rules between them."""
    run: list[Unit] = []
    for index, line in enumerate(lines):
        bare = line.text.strip(" |\t-+:_")
        if not bare and not read_hidden(line.text.strip(" |\t")):
            continue
        unit = _read_unit(index, line.text)
        if unit:
            run.append(unit)
        elif not CURRENCY.fullmatch(bare):
            yield run
            run = []
    yield run


def _read_unit(index: int, text: str) -> Unit | None:
    body = text.strip().removeprefix("|").removesuffix("|").strip()
    column = text.find(body)
    whole = body + ")" if body.startswith("(") and ")" not in body else body  # its bracket stands on the next line
    number = read_figure(whole)
    if number or (read_hidden(body) and len(body) <= LONGEST_MARK and not re.fullmatch(r"[a-z]", body)):
        return Unit(index, body, column, True, number)
    named = len(body) <= LONGEST_NAME and NAME.match(body) and not re.search(r"\||\t|\s{2,}", body)
    return Unit(index, body, column, False, None) if named else None


def _rows_from(run: list[Unit], start: int) -> tuple[list[list[Unit]], int]:
    """The rows that begin with the name at `start`, each of as many figures; and where to look on."""
    rows: list[list[Unit]] = []
    at = start
    while at < len(run):
        if run[at].figure:
            break
        name = at
        while name < len(run) - 1 and not run[name + 1].figure and name - at < (MOST_GROUP_NAMES if rows else 0):
            name += 1
        figures = []
        for unit in run[name + 1 : name + 2 + MOST_FIGURES]:
            if not unit.figure:
                break
            figures.append(unit)
        count = len(figures)
        fits = (1 <= count <= MOST_FIGURES if not rows else count == len(rows[0]) - 1) and not all(
            YEAR.fullmatch(unit.text) for unit in figures
        )
        if not fits:
            break
        rows.append([run[name], *figures])
        at = name + 1 + count
    return rows, max(at, start + 1)


def _heading(lines: Sequence[Line], run: list[Unit], at: int, width: int) -> Cells:
    """The names of the columns above the first row: a line that holds them all, or one on each line."""
    for back in range(1, 1 + MOST_GROUP_NAMES + 1):
        if at - back >= 0 and len(run[at - back].text.split()) > width // 2 + 1:
            heading = split_heading(lines[run[at - back].index], width)
            if 2 * sum(bool(COLUMN.match(cell.text)) for cell in heading[1:]) > width:
                return heading
    starts = [at - skipped - width for skipped in range(MOST_GROUP_NAMES + 1) if at >= skipped + width]
    told = [_count_column_names(run[max(0, start - 1) : start], run[start : start + width]) for start in starts]
    if not told or 2 * max(told) < width:
        return ()
    start = starts[told.index(max(told))]
    first = Cell("", lines[run[start].index], 0, None)
    return (first, *(unit.cell(lines) for unit in run[start : start + width]))


def _count_column_names(before: Sequence[Unit], names: Sequence[Unit]) -> int:
    """How many of the lines are what columns are commonly called; all after the name of the rows, none where it or a figure is among them."""
    if any(CORNER.fullmatch(unit.text) or (unit.figure and not YEAR.fullmatch(unit.text)) for unit in names):
        return 0
    if any(CORNER.fullmatch(unit.text) for unit in before):
        return len(names)
    return sum(bool(COLUMN.match(unit.text)) for unit in names)
