"""Lines of text split into the cells of a table's row: at tabs, pipes, runs of spaces, or before the figures that end each line."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from openscrutiny.claims.reading.passages import Line
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.table_cells import read_figure, read_hidden
from openscrutiny.claims.verdicts import Place


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


Cells = tuple[Cell, ...]
Splitter = Callable[[Line], Cells]


def _cell(text: str, line: Line, column: int) -> Cell:
    return Cell(text, line, column, read_figure(text))


def split_tabs(line: Line) -> Cells:
    return _split_at(line, "\t", 0, line.text)


def split_pipes(line: Line) -> Cells:
    body = line.text.rstrip()
    start = line.text.index("|") + 1 if body.lstrip().startswith("|") else 0
    return _split_at(line, "|", start, body.removesuffix("|"))


RULED = re.compile(r"\|\s*(?::?-{3,}:?\s*\|\s*){2,}")
"""The rule under a heading, within a line that holds the whole table."""


def split_run_on(line: Line) -> list[Cells]:
    """The rows of a table that stands on one line, its rule and rows parted by two pipes; none where a line holds one row."""
    if not RULED.search(line.text):
        return []
    cells = split_pipes(line)
    ruled = [i for i, cell in enumerate(cells) if re.fullmatch(r"\s*:?-{3,}:?\s*", cell.text)]
    width, start = len(ruled), ruled[0] - len(ruled) - 1
    if start < 0 or ruled != list(range(ruled[0], ruled[0] + width)):
        return []
    starts = [start, *range(ruled[-1] + 2, len(cells) - width + 1, width + 1)]
    parted = all(not cells[at - 1].text.strip() for at in (*starts[1:], ruled[0]) if at)
    return [cells[at : at + width] for at in starts] if parted else []


def _split_at(line: Line, mark: str, column: int, body: str) -> Cells:
    cells = []
    for part in body[column:].split(mark):
        cells.append(_cell(part, line, column))
        column += len(part) + 1
    return tuple(cells)


def split_spaces(line: Line) -> Cells:
    return tuple(_cell(match[0], line, match.start()) for match in re.finditer(r"\S+(?:\s\S+)*", line.text))


def align(rows: Sequence[Cells]) -> list[Cells]:
    """Rows parted by spaces with their cells under those of the fullest row, and empty cells where nothing stands."""
    fullest = max(rows, key=len)
    edges = [(cell.column, cell.column + len(cell.text)) for cell in fullest]
    for row in rows:
        if len(row) == len(edges):
            ends = [(cell.column, cell.column + len(cell.text)) for cell in row]
            edges = [(min(a, c), max(b, d)) for (a, b), (c, d) in zip(edges, ends, strict=True)]
    return [row if len(row) == len(edges) else _align_row(row, edges) for row in rows]


def _align_row(row: Cells, edges: list[tuple[int, int]]) -> Cells:
    placed: dict[int, Cell] = {}
    for cell in row:
        left, right = cell.column, cell.column + len(cell.text)
        at = max(range(len(edges)), key=lambda i: min(right, edges[i][1]) - max(left, edges[i][0]))
        if at in placed:
            return row
        placed[at] = cell
    return tuple(placed.get(i) or Cell("", row[0].line, 0, None) for i in range(len(edges)))


def splitter_of(lines: Sequence[Line], index: int) -> Splitter | None:
    """How the line is split, where it and its neighbours show it to be a row."""
    text = lines[index].text
    if not text.strip():
        return None
    if text.count("|") >= 2 and text.strip().startswith("|"):
        return split_pipes
    near = [lines[i].text for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    if "|" in text and any(_pipes(line) == _pipes(text) for line in near):
        return split_pipes
    if "\t" in text.strip() or text.startswith("\t"):
        return split_tabs
    if _columns(text) >= 2 and any(_columns(line) >= 2 for line in near):
        return split_spaces
    return None


def _pipes(text: str) -> int:
    return text.strip().strip("|").count("|")


def _columns(text: str) -> int:
    if "  " not in text or re.match(r"\s*(?:[-•*]|\d+[.)])\s", text):
        return 0
    parts = re.split(r"\s{2,}", text.strip())
    figures = sum(read_figure(part) is not None or read_hidden(part) is not None for part in parts[1:])
    worded = len(parts) >= 3 and max(len(part) for part in parts) < 40
    return len(parts) if figures or worded else 0


def is_group_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether the line above a table parted by spaces names groups of its columns: words with wide gaps, over a heading without figures."""
    above, first = lines[index - 1].text.rstrip(), lines[index].text
    parts = re.split(r"\s{2,}", above.strip())
    return (
        above.startswith("   ") and all(re.search(r"[A-Za-z]{3}|\d{4}", part) and len(part) < 40 for part in parts)
        and above[-1] not in ".:;?!" and not any(read_figure(part) and not YEAR.fullmatch(part) for part in re.split(r"\s{2,}", first.strip())[1:])
    )  # fmt: skip


YEAR = re.compile(r"(?:19|20)\d\d(?:/\d\d)?")
