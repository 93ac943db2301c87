"""Lines of text split into the cells of a table's row: at tabs, pipes, runs of spaces, or before the figures that end each line."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from openscrutiny.claims.passages import Line
from openscrutiny.claims.quantities import Quantity
from openscrutiny.claims.table_cells import read_figure, read_hidden
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


LONGEST_LABEL, LONGEST_HEADING = 60, 160
FEWEST_ROWS = 3
TOKEN = re.compile(r"\S+")
LABEL = re.compile(r"^(?:[A-Z£\d]|of which\b)[^.;:!?]*$")
NUMBERED_NAME = re.compile(
    r"^\d+$|\b(?:to|under|over|aged?|bands?|category|stage|grade|level|tier|outcome|ward|zone|phase|part|class|and|year|quarter|q)\s?\d+$|\d\s?[-–]\s?\d+$",
    re.IGNORECASE,
)
TOTAL_ROW = re.compile(r"\btotal\b|^all\b", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def _trailing(text: str) -> int:
    """How many of a line's last words are figures or marks in place of them; 0 where no label stands before."""
    if len(text) > LONGEST_HEADING or "\t" in text or "|" in text:
        return 0
    tokens = text.split()
    count = 0
    for token in reversed(tokens):
        if read_figure(token) is None and (read_hidden(token) is None or token.isalpha()) and token not in "▲▼►◄↑↓→":
            break
        count += 1
    return max(0, min(count, len(tokens) - 1))


def split_rows_in_print(lines: Sequence[Line], start: int) -> tuple[int, list[Cells]]:
    """The rows of a table whose cells only single spaces part, as text drawn from a PDF has them: a heading, then a label and as
    many figures in each line; and the index of the line after them. No rows where the lines do not show them plainly."""
    end = start
    while end < len(lines) and _trailing(lines[end].text):
        end += 1
    body = lines[start:end]
    if len(body) < FEWEST_ROWS:
        return end, []
    above = lines[start - 1] if start else None
    rest = min(_trailing(line.text) for line in body[1:])
    if _trailing(body[0].text) < rest and _split_heading(body[0], rest):  # a heading that ends `per 1,000`
        above, body = body[0], body[1:]
    counts = Counter(_trailing(line.text) for line in body)
    heads = {width: _split_heading(above, width) if above else () for width in counts}
    for width in sorted(counts, key=lambda n: (not heads[n], n)):
        rows = [_split_row(line, width) for line in body] if width <= min(counts) else []
        told = width >= 2 or (heads[width] and any(TOTAL_ROW.search(row[0].text.strip()) for row in rows))
        if rows and told and all(_is_label(row[0].text) for row in rows):
            return end, [heads[width], *rows] if heads[width] else rows
    return end, []


def _is_label(text: str) -> bool:
    """Whether the words before a row's figures can be its name; a figure at their end is one left over from the row's figures, unless
    it belongs to a name such as `18 to 24` or `Band 5`."""
    if not LABEL.match(text.strip()) or len(text) > LONGEST_LABEL:
        return False
    return not read_figure(text.split()[-1]) or bool(NUMBERED_NAME.search(text))


def _split_row(line: Line, width: int) -> Cells:
    tokens = list(TOKEN.finditer(line.text))
    at = tokens[-width].start()
    label = line.text[:at].rstrip()
    return (_cell(label, line, 0), *(_cell(token[0], line, token.start()) for token in tokens[-width:]))


PERIOD_WORD = re.compile(r"^(?:(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?|\d\d/\d\d|[£$]\S*|\(.*|.*\))$")
OPENING = re.compile(r"^[A-Z\d%£#+(]")


def _split_heading(line: Line, width: int) -> Cells:
    """A heading's words shared out over the label and the columns: a capital, a year or a sign opens each. Empty where they cannot be."""
    if len(line.text) > LONGEST_HEADING or line.text.strip()[-1:] in ".;:?!":
        return ()
    pieces: list[tuple[int, int]] = []
    for token in TOKEN.finditer(line.text):
        lone = (
            token[0].startswith("(")
            or not OPENING.match(token[0])
            or line.text[: token.start()].endswith((" per ", " to "))
        )
        if pieces and lone:
            pieces[-1] = (pieces[-1][0], token.end())
        else:
            pieces.append(token.span())
    for join in (False, True):
        shared = _join_periods(line.text, pieces) if join else pieces
        if len(shared) in {width, width + 1}:
            empty = [_cell("", line, 0)] if len(shared) == width else []
            return (*empty, *(_heading_cell(line, start, end) for start, end in shared))
    return ()


def _heading_cell(line: Line, start: int, end: int) -> Cell:
    return Cell(line.text[start:end], line, start, None)


def _join_periods(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        before = text[slice(*joined[-1])] if joined else ""
        if (before and PERIOD_WORD.match(text[start:end]) and not PERIOD_WORD.match(before.split()[-1])) or (
            before and text[start:end].startswith("£") and " " not in before
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
