"""A page's characters put into lines by height, and into pieces by the gaps between them."""

import itertools
from collections.abc import Iterable
from typing import NamedTuple

from openscrutiny.claims.extraction.printed_tables import Piece, PrintedLine

WIDE_GAP, WORD_GAP = 0.75, 0.13
"""Heights of a line: the gaps that part cells and words."""
NARROW_GAP, NARROWEST = 0.33, 1.5
"""In a row of a table: the heights of a narrow gap before or behind a figure, and how many times the usual gap between words."""
RAISED, LIFTED = 0.88, 0.1
"""A footnote mark is no taller than this part of its line, and its middle stands this part of the line's height above the line's."""
STRETCHED, EVEN = 3.0, 1.8
"""Heights that a word space of a line spread to both margins may take, and how many times the widest is the narrowest."""
MARGIN = 2.0
"""Points by which the ends of lines set to both margins differ."""


class Mark(NamedTuple):
    """A character and where it stands, in points."""

    middle: float
    left: float
    right: float
    height: float
    text: str


def form_lines(marks: Iterable[Mark]) -> list[PrintedLine]:
    """The lines from the top of the page down; raised figures are footnote marks, and the words of a spread line stand together."""
    lines: list[list[Mark]] = []
    for mark in marks:
        for line in reversed(lines[-40:]):
            if _level(line[0], mark) or _raised(line[0], line[-1], mark):
                line.append(mark)
                break
            if len(line) <= 3 and _raised(mark, mark, line[-1]):  # a footnote opens with its mark
                line.insert(0, mark)
                break
        else:
            lines.append([mark])
    lines.sort(key=lambda line: -line[0].middle)
    printed = [_print_line(line, WIDE_GAP) for line in lines]
    for index, line in enumerate(lines):
        if any(len(near.pieces) > 1 for near in printed[max(0, index - 1) : index + 2]):
            printed[index] = _print_line(line, NARROW_GAP)
    return [_draw_together(line, printed[max(0, i - 1) : i + 2]) for i, line in enumerate(printed)]


def _level(one: Mark, two: Mark) -> bool:
    gap = abs(one.middle - two.middle)
    return gap <= 0.35 * min(one.height, two.height) or gap <= 0.25 * max(one.height, two.height)


def _raised(line: Mark, beside: Mark, mark: Mark) -> bool:
    """Whether a small mark stands in the upper part of a line, next to its last character."""
    small = mark.height <= RAISED * line.height and 0 < mark.middle - line.middle <= 0.6 * line.height
    return small and min(abs(mark.left - beside.right), abs(beside.left - mark.right)) <= 0.3 * line.height


def _print_line(line: list[Mark], wide_gap: float) -> PrintedLine:
    """One line's characters as pieces with a wide gap between each; a footnote mark stands in brackets."""
    line.sort(key=lambda mark: mark.left)
    pieces: list[Piece] = []
    tallest = sorted(mark.height for mark in line)[len(line) // 2]
    base = next((mark.middle for mark in line if mark.height >= tallest), line[0].middle)
    usual = _usual_gap(line)
    within = False  # a footnote mark
    for index, mark in enumerate(line):
        small = mark.height <= RAISED * tallest and mark.middle > base + LIFTED * tallest
        note = small and (mark.text.isdigit() or mark.text in ",*†‡")
        gap = mark.left - line[index - 1].right if index else 0.0
        height = max(mark.height, line[index - 1].height)
        narrow = wide_gap < WIDE_GAP and gap > max(wide_gap * height, NARROWEST * usual) and _parts_figure(line, index)
        wide, space = index == 0 or gap > WIDE_GAP * height or narrow, index > 0 and gap > WORD_GAP * height
        if within and (wide or space or not note):
            pieces[-1] = pieces[-1].with_text("]", pieces[-1].right)
            within = False
        if wide:
            pieces.append(Piece(mark.left, mark.right, ""))
        opened = "[" if note and not within else ""
        within = within or note
        pieces[-1] = pieces[-1].with_text((" " if space and not wide else "") + opened + mark.text, mark.right)
    if within:
        pieces[-1] = pieces[-1].with_text("]", pieces[-1].right)
    return PrintedLine(line[0].middle, max(mark.height for mark in line), tuple(pieces))


def _usual_gap(line: list[Mark]) -> float:
    """The usual gap between the words of a line, in points; 0 where it is of one word."""
    gaps = sorted(
        two.left - one.right for one, two in itertools.pairwise(line) if two.left - one.right > WORD_GAP * two.height
    )
    return gaps[(len(gaps) - 1) // 2] if len(gaps) > 1 else 0.0


def _parts_figure(line: list[Mark], index: int) -> bool:
    """Whether a gap in a row of a table stands before or behind a figure, as the narrow ones between its cells do."""
    return line[index].text in "0123456789£(+-−–" or line[index - 1].text in "0123456789%)"


def _draw_together(line: PrintedLine, near: list[PrintedLine]) -> PrintedLine:
    """A line of running text whose word spaces are wide only so that it reaches both margins, as one piece."""
    gaps = [two.left - one.right for one, two in itertools.pairwise(line.pieces)]
    spread = gaps and max(gaps) <= min(STRETCHED * line.height, EVEN * min(gaps))
    if (
        not spread
        or any(" " in piece.text for piece in line.pieces)
        or not any(_runs_between(line, other) for other in near)
    ):
        return line
    text = " ".join(piece.text for piece in line.pieces)
    return PrintedLine(line.middle, line.height, (Piece(line.pieces[0].left, line.pieces[-1].right, text),))


def _runs_between(line: PrintedLine, other: PrintedLine) -> bool:
    """Whether another line is running text between the same margins."""
    ends = abs(other.pieces[0].left - line.pieces[0].left), abs(other.pieces[-1].right - line.pieces[-1].right)
    return len(other.pieces) == 1 and len(other.pieces[0].text.split()) >= 4 and max(ends) <= MARGIN
