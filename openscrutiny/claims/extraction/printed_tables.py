"""Printed lines of a page put back into rows of tables: each figure under its own heading, each wrapped label whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from openscrutiny.claims.reading.quantities import read_cell


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on a line with a wide gap on either side; `left` and `right` are in points."""

    left: float
    right: float
    text: str

    def with_text(self, text: str, right: float) -> "Piece":
        """The piece with more text at its end."""
        return Piece(self.left, max(self.right, right), self.text + text)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page; `middle` is the height of its middle above the foot of the page, in points."""

    middle: float
    height: float
    pieces: tuple[Piece, ...]

    @property
    def figures(self) -> int:
        return sum(read_cell(piece.text) is not None for piece in self.pieces)


APART = 1.4
"""Heights between two lines, over which they are of different paragraphs."""
ROW_GAP = 4.0
"""Heights between two rows of one table, at the most."""
NEAR, SPREAD = 6, 3.0
"""Lines above and below that show the columns of a row, and the heights that a word space of a spread label may take."""
FULL = 0.85
"""The part of its column's width that a label fills where it goes on in the next line."""


def write_lines(lines: Sequence[PrintedLine]) -> str:
    """The lines as text; rows of a table are lines of cells parted by tabs."""
    lines = [
        _join_label(line, [*lines[max(0, i - NEAR) : i], *lines[i + 1 : i + NEAR + 1]]) for i, line in enumerate(lines)
    ]
    out: list[str] = []
    above: PrintedLine | None = None
    index = 0
    while index < len(lines):
        end = _table_end(lines, index)
        apart = above is not None and above.middle - lines[index].middle > APART * max(
            above.height, lines[index].height
        )
        if end - index >= 2:
            if out and out[-1]:
                out.append("") if apart else None
            out += _write_rows(lines[index:end])
            above, index = lines[end - 1], end
            continue
        if apart and out and out[-1]:
            out.append("")
        out.append("\t".join(piece.text for piece in lines[index].pieces))
        above, index = lines[index], index + 1
    return "\n".join(out)


def _join_label(line: PrintedLine, near: Sequence[PrintedLine]) -> PrintedLine:
    """A row whose label was spread over its column's width, with its words together: no other row has anything begin where they stand."""
    first = line.pieces[0]
    starts = [piece.left for other in near for piece in other.pieces[1:]]
    count = 1
    for piece in line.pieces[1:-1]:
        close = piece.left - line.pieces[count - 1].right <= SPREAD * line.height
        if (
            not close
            or any(character.isdigit() for character in first.text + piece.text)
            or any(first.right < left < piece.right for left in starts)
        ):
            break
        count += 1
    if count == 1 or not line.figures:
        return line
    label = Piece(first.left, line.pieces[count - 1].right, " ".join(piece.text for piece in line.pieces[:count]))
    return PrintedLine(line.middle, line.height, (label, *line.pieces[count:]))


def _table_end(lines: Sequence[PrintedLine], start: int) -> int:
    """Where the table that begins at a line ends: the lines of several pieces, and the single ones that part them."""
    if len(lines[start].pieces) < 2:
        return start
    end, index, many = start + 1, start + 1, 1
    while index < len(lines) and lines[index - 1].middle - lines[index].middle <= ROW_GAP * lines[index].height:
        if len(lines[index].pieces) >= 2:
            many += 1
            end = index + 1
        elif not _is_wrapped(lines, index, start):
            break
        index += 1
    return end if many >= 2 else start


def _is_wrapped(lines: Sequence[PrintedLine], index: int, start: int) -> bool:
    """Whether a line of one piece lies within one column of the table, close under the line before it."""
    line, before = lines[index], lines[index - 1]
    piece = line.pieces[0]
    if before.middle - line.middle > APART * max(line.height, before.height) or piece.text[-1] in ".:;?!":
        return False
    seconds = [
        other.pieces[1].left
        for other in lines[start:index]
        if len(other.pieces) >= 2 and other.pieces[0].left <= piece.left + 1
    ]
    return bool(seconds) and piece.right < min(seconds)


@dataclass
class Column:
    """The stretch of a page's width that a column's cells take."""

    left: float
    right: float

    def shared(self, piece: Piece) -> float:
        return min(self.right, piece.right) - max(self.left, piece.left)


def _write_rows(lines: Sequence[PrintedLine]) -> list[str]:
    columns = _find_columns(lines)
    placed = [_place(line, columns) for line in lines]
    if any(cells is None for cells in placed):
        return ["\t".join(piece.text for piece in line.pieces) for line in lines]
    rows: list[list[str]] = []
    tops: list[PrintedLine] = []
    for line, cells in zip(lines, placed, strict=True):
        assert cells is not None
        if rows and _goes_on(tops[-1], line, rows[-1], columns):
            rows[-1] = [" ".join(part for part in pair if part) for pair in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
        tops.append(line)
    return ["\t".join(row).rstrip("\t") for row in rows]


def _find_columns(lines: Sequence[PrintedLine]) -> list[Column]:
    """The columns of the fullest line, widened by the cells of the others."""
    template = max(lines, key=lambda line: (len(line.pieces), line.figures))
    columns = [Column(piece.left, piece.right) for piece in template.pieces]
    for line in lines:
        for piece in line.pieces if len(line.pieces) == len(columns) else ():
            best = max(columns, key=lambda column: column.shared(piece))
            others = [column for column in columns if column is not best]
            if best.shared(piece) > 0 and all(column.shared(piece) <= 0 for column in others):
                best.left, best.right = min(best.left, piece.left), max(best.right, piece.right)
    return columns


def _place(line: PrintedLine, columns: list[Column]) -> list[str] | None:
    """The cells of a line, one for each column; None where two would fall into one."""
    cells = [""] * len(columns)
    for piece in line.pieces:
        at = max(range(len(columns)), key=lambda c: columns[c].shared(piece))
        if cells[at]:
            return None
        cells[at] = piece.text
    return cells


def _goes_on(above: PrintedLine, line: PrintedLine, row: list[str], columns: list[Column]) -> bool:
    """Whether a line is more of the row above it: a label or heading too long for its column, or the figures of such a label."""
    if above.middle - line.middle > APART * max(above.height, line.height):
        return False
    figures = any(read_cell(cell) for cell in row)
    if line.figures:
        return not figures and len(above.pieces) == 1 and line.pieces[0].left > columns[0].right
    if not figures:
        return len(line.pieces) > 1 or len(above.pieces) > 1
    label = line.pieces[0]
    full = above.pieces[0].right - columns[0].left >= FULL * (columns[0].right - columns[0].left)
    return len(line.pieces) == 1 and (full or bool(re.match(r"[a-z(&]", label.text))) and label.left < columns[0].right
