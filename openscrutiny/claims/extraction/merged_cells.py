"""Tables with merged cells laid out as rows of single cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from openscrutiny.claims.reading.quantities import read_cell

YEAR = re.compile(r"(?:19|20)\d\d")
MOST_CELLS = 2_000_000
"""Cells of one table, merged ones laid out."""
WIDEST, TALLEST = 200, 5_000
"""Columns and rows that one cell may span; no table printed for people spans more."""


@dataclass(frozen=True, slots=True)
class MergedCell:
    """A cell's text, and how many columns and rows it takes up."""

    text: str
    across: int = 1
    down: int = 1

    @property
    def figure(self) -> bool:
        return read_cell(self.text) is not None and not YEAR.fullmatch(self.text)


def lay_out(rows: Sequence[Sequence[MergedCell]]) -> list[str]:
    """Rows parted by tabs. A heading over several columns is said over each, a row's name beside each of its rows; a figure once.

    Raises ValueError where the table has more cells than `MOST_CELLS`."""
    first = next((i for i, row in enumerate(rows) if any(cell.figure for cell in row)), 0)
    lines: list[str] = []
    made = 0
    hanging: dict[int, tuple[str, int]] = {}  # column -> what stands in it from above, for how many rows more
    for index, row in enumerate(rows):
        heading = index < first
        out: list[str] = []
        for cell in row:
            _hang(out, hanging)
            across, down = min(max(cell.across, 1), WIDEST), min(max(cell.down, 1), TALLEST)
            below = "" if heading or cell.figure else cell.text
            for column in range(len(out), len(out) + across):
                if down > 1:
                    hanging[column] = (below, down - 1)
            out += [cell.text, *[cell.text if heading and len(row) > 1 else ""] * (across - 1)]
        _hang(out, hanging)
        made += len(out)
        if made > MOST_CELLS:
            raise ValueError(f"holds a table of more than {MOST_CELLS:,} cells. Split it, or take it out.")
        lines.append("\t".join(out).rstrip("\t"))
    return lines


def _hang(out: list[str], hanging: dict[int, tuple[str, int]]) -> None:
    while len(out) in hanging:
        text, more = hanging.pop(len(out))
        if more > 1:
            hanging[len(out)] = (text, more - 1)
        out.append(text)
