"""Boxes that stand beside a paragraph of running text, such as an aim or a pulled-out remark: read after it, not between its lines."""

from collections.abc import Iterator, Sequence

from openscrutiny.claims.extraction.page_columns import (
    EVERYWHERE,
    Region,
    crosses,
    edge_above,
    is_running_text,
    take_side,
)
from openscrutiny.claims.extraction.printed_tables import APART, PrintedLine

ALIGNED = 2.0
"""Points by which the lines of a box may differ in where they begin."""
AHEAD = 4
"""Lines of a paragraph, from its first, within which the box beside it begins."""


def part_boxes(lines: Sequence[PrintedLine]) -> list[Region]:
    """The regions of a page in the order they are read: each paragraph with a box beside it, then the box; what stands between whole."""
    return list(_part(lines)) or [EVERYWHERE]


def _part(lines: Sequence[PrintedLine]) -> Iterator[Region]:
    top, start, parted = float("inf"), 0, False
    while start < len(lines):
        end, x = _find_box(lines, start)
        if end > start:
            upper, lower = edge_above(lines, start), edge_above(lines, end)
            if upper < top:
                yield Region(top, upper, float("-inf"), float("inf"))
            yield Region(upper, lower, float("-inf"), x)
            yield Region(upper, lower, x, float("inf"))
            top, parted = lower, True
        start = max(end, start + 1)
    if parted and top > float("-inf"):
        yield Region(top, float("-inf"), float("-inf"), float("inf"))


def _find_box(lines: Sequence[PrintedLine], start: int) -> tuple[int, float]:
    """Where the paragraph that begins at a line ends, and the gutter between it and its box; the line itself where it has none.

    A box is of fewer lines than the paragraph, all beginning at one place, none of them a figure alone; and one at least stands
    between two lines of the paragraph, where the cells of a table would share a line."""
    x = max(line.pieces[-1].left for line in lines[start : start + AHEAD]) - ALIGNED
    end, above = start, None
    while end < len(lines) and not crosses(lines[end], x):
        line = lines[end]
        if line.pieces[0].left < x:
            if above and above.middle - line.middle > APART * max(above.height, line.height):
                break
            above = line
        end += 1
    while end > start and lines[end - 1].pieces[0].left >= x:
        end -= 1  # what stands below the paragraph is no longer beside it
    text = list(take_side(lines[start:end], float("-inf"), x))
    box = list(take_side(lines[start:end], x, float("inf")))
    found = (
        0 < len(box) < len(text)
        and is_running_text(text)
        and all(len(line.pieces) == 1 and line.pieces[0].left <= x + 2 * ALIGNED for line in box)
        and not any(line.figures for line in box)
        and any(line.pieces[0].left >= x for line in lines[start + 1 : end])
    )
    return (end if found else start), x
