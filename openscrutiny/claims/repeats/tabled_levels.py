"""What a figure of a table is of: the words of its row, its column and its title, the period, and how long a time that is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openscrutiny.claims.reading.grids import Grid, is_total, read_grid
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.reading.tables import Cell
from openscrutiny.claims.repeats.clauses import Clause, Periods, Words, read_periods
from openscrutiny.claims.tables.headings import CHANGE, RATE

NOT_THE_LEVEL = re.compile(
    r"\btargets?\b|\baims?\b|\bplan(?:ned)?\b|\bbudget\b|\bforecast\b|\bprevious\b|\blast\b|\bvs\b|share|% of|rank|\blimits?\b",
    re.IGNORECASE,
)
TITLE = re.compile(r"^\W*(?:table|chart|figure)\b|^\W*#|^\W*\d+(?:\.\d+)*\.?\s+[A-Z][^.;]*$", re.IGNORECASE)
WHOLE = re.compile(r"^\W*(?:all\b|(?:full |half |whole )?year\W*$|overall\b|both\b)", re.IGNORECASE)
FEWEST_PARTS = 3
MEASURES = frozenset(
    map(stem, ["value", "amount", "cost", "sum", "count", "spend", "quantity", "actual", "provisional", "revised"])
)
"""Stems of columns' names that say how a thing is measured, not what it is."""
THOUSANDS = re.compile(r"£\s?(?:000|k)s?\b|\(000s?\)|\bthousands\b", re.IGNORECASE)
MILLIONS = re.compile(r"£\s?m\b|£ ?millions?\b", re.IGNORECASE)
SPANS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("to date", r"\bf?ytd\b|\byear[ -]to[ -]date\b|\bto date\b|\bso far this (?:financial )?year\b|\bsince (?:1 )?april\b"),
        ("twelve months", r"\br12\b|\brolling\b|\b(?:12|twelve)[ -]months?\b"),
        ("quarter", r"\bq(?:uarter|tr)?\.?\s?[1-4]?\b|\b[a-z]{3,9} to [a-z]{3,9}\b(?= (?:20)?\d\d)"),
        ("half", r"\bh[12]\b|\bhalf[ -]?year\b|\bhalf of the year\b"),
        ("month", r"\bmonth\b|\bin the month\b"),
    )
)  # fmt: skip
"""How long a time a column or a clause is of, the longest words first."""


@dataclass(frozen=True, slots=True)
class Level:
    """A column that has a level of each row."""

    column: int
    words: Words
    periods: Periods
    span: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the words of its name (none for a whole), those that may be said with it, its levels, and a whole's parts."""

    grid: Grid
    index: int
    name: Words
    about: Words
    levels: tuple[Level, ...]
    parts: tuple[Words, ...] = ()

    @property
    def label(self) -> str:
        return self.grid.rows[self.index]


@dataclass(frozen=True, slots=True)
class Tabled:
    """The cell that a clause speaks of, and what it stands for in the clause's unit; `dated` where the clause says of when."""

    row: Row
    cell: Cell
    figure: Quantity
    true: Interval
    dated: bool


def read_rows(reading: Reading) -> Iterator[Row]:
    """Every row that says what it is of."""
    for table in reading.tables:
        grid = read_grid(table)
        if grid and all(name is not None for name in grid.columns):
            yield from _read_grid_rows(reading, grid)


def _read_grid_rows(reading: Reading, grid: Grid) -> Iterator[Row]:
    def words(text: str) -> Words:
        return reading.words(text, generic=True)

    table = grid.table
    title = " ".join([*(text for text in table.headings[-3:-1] if TITLE.match(text)), table.caption])
    levels = tuple(
        Level(c, words(name) - words(title) - MEASURES, read_periods(name) or read_periods(title), find_span(name) or find_span(title))
        for c, name in enumerate(grid.columns) if not any(no.search(name) for no in (CHANGE, RATE, NOT_THE_LEVEL))
    )  # fmt: skip
    over = words(title) | words(" ".join((table.header(0), *(grid.columns[level.column] for level in levels))))
    names = [words(re.sub(r"\([^()]*\)", " ", label)) for label in grid.rows]
    for r, label in enumerate(grid.rows if levels else ()):
        if _is_whole(grid, r):
            yield Row(
                grid,
                r,
                frozenset(),
                over | names[r],
                levels,
                tuple(name for name in names if name and name != names[r]),
            )
        elif names[r] and not read_periods(label):
            yield Row(grid, r, names[r], over | names[r], levels)


def _is_whole(grid: Grid, row: int) -> bool:
    """Whether a row is all of its table: by its name, or as the last whose figures are the sums of those above."""
    if is_total(grid.rows[row]) or WHOLE.match(grid.rows[row]):
        return True
    for c, cell in enumerate(grid.cells[row] if row == len(grid.rows) - 1 else ()):
        parts = [q.value for r in range(row) if (q := grid.number(r, c))]
        if cell and cell.number and len(parts) >= FEWEST_PARTS and sum(parts) == cell.number.value:
            return True
    return False


def find_span(text: str) -> str:
    """How long a time a text speaks of; empty where it does not say."""
    return next((name for name, pattern in SPANS if pattern.search(text)), "")


def find_tabled(clause: Clause, row: Row) -> Tabled | None:
    """The cell of the period that a clause names, or of the latest where all the columns are of periods alike."""
    own, text = clause.quantity, clause.sentence.text
    span = find_span(text[max(0, own.start - 80) : own.end + 60])
    levels = [level for level in row.levels if _read_true(row, level, own)]
    said = [level for level in levels if level.words and level.words <= clause.words]
    levels = said or [v for v in levels if not v.words or read_periods(row.grid.columns[v.column])]
    dated = False
    if clause.periods:
        named = [level for level in levels if clause.periods <= level.periods]
        if not named and not span:
            return None
        dated, levels = bool(named), named or levels
    if span:
        levels = [level for level in levels if level.span == span]
        dated = True
    elif len({level.span for level in levels}) > 1:
        return None
    if len(levels) > 1:
        if not all(level.periods for level in levels):
            return None
        latest = max(_order(level.periods) for level in levels)
        levels = [level for level in levels if _order(level.periods) == latest]
    if len(levels) != 1:
        return None
    cell, true = row.grid.cells[row.index][levels[0].column], _read_true(row, levels[0], own)
    return Tabled(row, cell, cell.number, true, dated) if cell and cell.number and true else None


def _order(periods: Periods) -> tuple[str, str]:
    """Periods in order of time: by year, and by quarter in it."""
    years, rest = [p for p in periods if p.isdigit()], [p for p in periods if not p.isdigit()]
    return max(years, default=""), max(rest, default="")


def _read_true(row: Row, level: Level, like: Quantity) -> Interval | None:
    number = row.grid.number(row.index, level.column)
    name = row.grid.columns[level.column]
    return (
        None
        if number is None or number.signed
        else read_true(number, like, f"{name} {row.grid.table.caption}", name + row.label)
    )


def read_true(number: Quantity, like: Quantity, over: str, beside: str = "") -> Interval | None:
    """What a cell's figure stands for in the unit of another, by the words over it and beside it; None where it is of another unit."""
    if number.unit == like.unit and number.scale == like.scale:
        return number.true
    half = 0.5 * 10.0**-number.places
    bare = Interval(number.value - half, number.value + half)
    if like.unit == "%" and number.unit == "n" and "%" in beside:
        return bare
    if like.unit == "£" and number.unit == "n" and ("£" in over or read_scale(over) > 1):
        return bare.scaled(read_scale(over))
    return None


def read_scale(heading: str) -> float:
    """How many pounds one unit of a column is, by its heading: `£000`, `£m`; one where it does not say."""
    return 1e6 if MILLIONS.search(heading) else 1e3 if THOUSANDS.search(heading) else 1.0
