"""The columns of running text that a page is set in, which are read one after another."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openscrutiny.claims.extraction.page_lines import Mark
from openscrutiny.claims.extraction.printed_tables import Piece, PrintedLine

MOST_COLUMNS, MOST_LINES = 3, 1_000
"""Columns that a page is set in, and lines of a page on which they are looked for."""
STRAY = 0.06
"""The part of the text's width by which a gutter stands off the place that columns of one width give it."""
FULL, FULL_LINES, FEWEST = 0.75, 0.45, 3
"""The part of its column that a full line fills, and the part and number of a column's lines that are full: less is a table."""
BREAK = 1.4
"""Times the usual step from line to line, over which a paragraph, or a row of a table, ends."""
SAME_BREAKS = 0.6
"""The part of two columns' breaks that stand side by side where the columns are those of a table."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page, in points; it holds what has its middle within it."""

    top: float
    bottom: float
    left: float
    right: float

    def holds(self, mark: Mark) -> bool:
        return self.bottom < mark.middle <= self.top and self.left < (mark.left + mark.right) / 2 <= self.right


EVERYWHERE = Region(float("inf"), float("-inf"), float("-inf"), float("inf"))


def part_columns(lines: Sequence[PrintedLine]) -> list[Region]:
    """The regions of a page in the order they are read, one where it is not set in columns. A line across the columns parts those above from those below."""
    if not 2 * FEWEST <= len(lines) <= MOST_LINES:
        return [EVERYWHERE]
    for count in range(2, MOST_COLUMNS + 1):
        gutters = _find_gutters(lines, count)
        regions = list(_part_bands(lines, gutters))
        if len(regions) > 1:
            return regions
    return [EVERYWHERE]


def _find_gutters(lines: Sequence[PrintedLine], count: int) -> list[float]:
    """Where the fewest lines cross, near each place that parts the text's width into so many columns."""
    left = min(line.pieces[0].left for line in lines)
    width = max(line.pieces[-1].right for line in lines) - left
    gutters = []
    for number in range(1, count):
        near = [left + width * (number / count + STRAY * step / 10) for step in range(-10, 11)]
        crossed = [sum(crosses(line, x) for line in lines) for x in near]
        best = [x for x, crossing in zip(near, crossed, strict=True) if crossing == min(crossed)]
        gutters.append(best[len(best) // 2])
    return gutters


def crosses(line: PrintedLine, x: float) -> bool:
    """Whether words of the line stand across a place, in points."""
    pieces = line.pieces
    if len(pieces) == 1:
        return pieces[0].left < x < pieces[0].right
    return any(piece.left < x < piece.right for piece in pieces)


def _part_bands(lines: Sequence[PrintedLine], gutters: list[float]) -> Iterator[Region]:
    """Columns of each run of lines that cross no gutter, where they are columns of running text; what stands between whole."""
    edges = [float("-inf"), *gutters, float("inf")]
    top = float("inf")
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and not any(crosses(lines[end], x) for x in gutters):
            end += 1
        if end - start >= FEWEST and _are_columns(lines[start:end], edges):
            upper, lower = edge_above(lines, start), edge_above(lines, end)
            if upper < top:
                yield Region(top, upper, *edges[:: len(gutters) + 1])
            for number in range(len(gutters) + 1):
                yield Region(upper, lower, edges[number], edges[number + 1])
            top = lower
        start = end + 1
    if top > float("-inf"):
        yield Region(top, float("-inf"), float("-inf"), float("inf"))


def edge_above(lines: Sequence[PrintedLine], index: int) -> float:
    """The height midway between a line and the one above it."""
    if index == 0:
        return float("inf")
    return (lines[index - 1].middle + lines[index].middle) / 2 if index < len(lines) else float("-inf")


def _are_columns(lines: Sequence[PrintedLine], edges: list[float]) -> bool:
    sides = [list(take_side(lines, left, right)) for left, right in itertools.pairwise(edges)]
    if any(not side for side in sides) or not all(map(is_running_text, sides)):
        return False
    breaks = [_find_breaks(side) for side in sides]
    near = sides[0][0].height / 2
    same = sum(any(abs(one - two) <= near for two in breaks[1]) for one in breaks[0])
    return same < 2 or same < SAME_BREAKS * max(len(breaks[0]), len(breaks[1]))


def take_side(lines: Sequence[PrintedLine], left: float, right: float) -> Iterator[PrintedLine]:
    """The part of each line that stands between two places across the page, in points."""
    for line in lines:
        pieces = tuple(piece for piece in line.pieces if left < (piece.left + piece.right) / 2 <= right)
        if pieces:
            yield PrintedLine(line.middle, line.height, pieces)


def is_running_text(side: Sequence[PrintedLine]) -> bool:
    """Whether most of the lines are of words in one piece and fill their column, as those of a table do not."""
    left = min(line.pieces[0].left for line in side)
    width = max(line.pieces[-1].right for line in side) - left
    full = sum(
        len(line.pieces) == 1 and _words(line.pieces) >= 3 and line.pieces[-1].right - left >= FULL * width
        for line in side
    )
    return full >= max(FEWEST, FULL_LINES * len(side))


def _words(pieces: Sequence[Piece]) -> int:
    return sum(len(re.findall(r"[A-Za-z]{2,}", piece.text)) for piece in pieces)


def _find_breaks(side: Sequence[PrintedLine]) -> list[float]:
    steps = [one.middle - two.middle for one, two in itertools.pairwise(side)]
    usual = sorted(steps)[len(steps) // 2] if steps else 0.0
    return [line.middle for line, step in zip(side[1:], steps, strict=True) if step > BREAK * usual]
