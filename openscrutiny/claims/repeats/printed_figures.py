"""Where a document prints each figure, with what it is of by the words of its table or sentence."""

import re
from dataclasses import dataclass

from openscrutiny.claims.reading.grids import Grid, is_total, read_grid
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.repeats.told_clauses import Periods, read_clause, read_periods
from openscrutiny.claims.tables.headings import CHANGE, RATE
from openscrutiny.claims.verdicts import Place

NOT_THE_LEVEL = re.compile(
    r"\btargets?\b|\baims?\b|\bplan(?:ned)?\b|\bbudget\b|\bforecast\b|\bprevious\b|\blast\b|\bvs\b", re.IGNORECASE
)
TITLE = re.compile(r"^\W*(?:table|chart|figure)\b|^\W*#|^\W*\d+(?:\.\d+)*\.?\s+[A-Z][^.;]*$", re.IGNORECASE)
WHOLE = re.compile(r"^\W*(?:all\b|(?:full |half |whole )?year\W*$|overall\b|both\b)", re.IGNORECASE)
FEWEST_PARTS = 3
MEASURES = frozenset(map(stem, ["value", "amount", "cost", "sum", "count", "spend", "quantity", "actual"]))
"""Stems of columns' names that say how a thing is measured, not what it is."""
THOUSANDS = re.compile(r"£\s?(?:000|k)s?\b|\(000s?\)|\bthousands\b", re.IGNORECASE)
MILLIONS = re.compile(r"£\s?m\b|£ ?millions?\b", re.IGNORECASE)

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Printed:
    """One figure. `names` must be said of what is the same, `about` may be; `parts` are the other rows of a whole's table."""

    quantity: Quantity
    unit: str
    scale: float
    place: Place
    names: Words
    about: Words
    periods: Periods
    label: str = ""
    parts: tuple[Words, ...] = ()
    sentence: Sentence | None = None


class PrintedFigures:
    """Every figure of a document by its digits."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._cells: dict[str, list[tuple[Grid, int, int]]] = {}
        self._told: dict[str, list[tuple[Sentence, Quantity]]] = {}
        for table in reading.tables:
            grid = read_grid(table)
            for r, row in enumerate(grid.cells if grid else ()):
                for c, cell in enumerate(row):
                    if grid and cell and cell.number:
                        self._cells.setdefault(digits_of(cell.number), []).append((grid, r, c))
        for sentence in reading.sentences:
            for quantity in sentence.quantities:
                self._told.setdefault(digits_of(quantity), []).append((sentence, quantity))

    def count(self, digits: str) -> int:
        """How often a figure of these digits is printed."""
        return len(self._cells.get(digits, ())) + len(self._told.get(digits, ()))

    def find(self, digits: str) -> list[Printed]:
        """The levels of these digits that say what they are of."""
        cells = (self._read_cell(*where) for where in self._cells.get(digits, ()))
        told = (self._read_told(*where) for where in self._told.get(digits, ()))
        return [printed for printed in (*cells, *told) if printed]

    def _words(self, text: str) -> Words:
        return self.reading.words(text, generic=True)

    def _read_told(self, sentence: Sentence, quantity: Quantity) -> Printed | None:
        clause = None if sentence.in_table else read_clause(self.reading, sentence, quantity)
        if clause is None:
            return None
        about = clause.words | self._words(" ".join(sentence.headings[-1:]))
        place = sentence.place(quantity.start, quantity.end)
        return Printed(
            quantity, quantity.unit, quantity.scale, place, clause.words, about, clause.periods, sentence=sentence
        )

    def _read_cell(self, grid: Grid, r: int, c: int) -> Printed | None:
        cell, column = grid.cells[r][c], grid.columns[c]
        if not cell or not cell.number or any(no.search(column) for no in (CHANGE, RATE, NOT_THE_LEVEL)):
            return None
        dated = read_periods(column)
        others = [read_periods(name) for name in grid.columns if not CHANGE.search(name)]
        if dated and any(max(other) > max(dated) for other in others if other):
            return None  # not the latest: that it is meant would have to be said
        title = " ".join([*(text for text in grid.table.headings[-3:-1] if TITLE.match(text)), grid.table.caption])
        label = re.sub(r"\([^()]*\)", " ", grid.rows[r])
        whole = _is_whole(grid, r, c)
        names = self._words(label)
        if not whole and (not names or read_periods(label)):
            return None
        over = " ".join((column, title))
        scale = read_scale(over)
        unit = "%" if "%" in column else "£" if "£" in over and cell.number.unit == "n" else cell.number.unit
        return Printed(
            cell.number, unit, scale if unit == "£" else cell.number.scale, cell.place,
            (frozenset() if whole else names) | (self._words(column) - self._words(title) - MEASURES),
            self._words(title) | self._words(column) | names | self._words(grid.table.header(0)),
            dated or read_periods(title), f"{grid.rows[r]}, {column}".strip(", "),
            tuple(words for i, name in enumerate(grid.rows) if i != r and (words := self._words(name))) if whole else (),
        )  # fmt: skip


def read_scale(heading: str) -> float:
    """How many pounds one unit of a column is, by its heading: `£000`, `£m`; one where it does not say."""
    return 1e6 if MILLIONS.search(heading) else 1e3 if THOUSANDS.search(heading) else 1.0


def digits_of(quantity: Quantity) -> str:
    """A figure as it is printed, without its commas, sign and unit."""
    return f"{abs(quantity.value / quantity.scale):.{quantity.places}f}"


def _is_whole(grid: Grid, row: int, column: int) -> bool:
    """Whether a row is all of its table: by its name, or as the last whose figure is the sum of those above."""
    if is_total(grid.rows[row]) or WHOLE.match(grid.rows[row]):
        return True
    total, parts = grid.number(row, column), [q.value for r in range(row) if (q := grid.number(r, column))]
    return bool(total and row == len(grid.rows) - 1 and len(parts) >= FEWEST_PARTS and sum(parts) == total.value)
