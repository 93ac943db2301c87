"""Series of a table: what one row or column has for months or quarters that follow one another, and which of them a sentence means."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from openscrutiny.claims.reading.grids import Grid, both_ways, read_grid
from openscrutiny.claims.reading.quantities import MONTHS, Quantity
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.reading.tables import Cell, Table

MONTH_NUMBERS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
LABEL = re.compile(
    rf"^\W*(?:(?P<month>{MONTHS})|(?:Q(?:uarter|tr)?\.?\s?(?P<quarter>[1-4])))\b[\s\-–'’/()\d]*$", re.IGNORECASE
)
YEAR = re.compile(r"\b20\d\d\b(?:\s?[/–-]\s?(?:20)?\d\d\b)?")
WHOLE = re.compile(r"\b(?:total|half[\s-]year|year|to date|ytd|quarter|period)\b", re.IGNORECASE)
RUNNING = re.compile(
    r"\b(?:cumulative(?:ly)?|running|to date|ytd|rolling|target|limit|forecast|plan|budget|12.month)\b", re.IGNORECASE
)
DURATION = re.compile(r"(?<=\d)\s(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|miles?)\b")
"""The units after which a whole number is not read as a count."""
PERIOD_WORDS = frozenset(
    stem(word)
    for word in re.findall(
        r"\w+",
        "average full date whole april may june july august september october november december january february march first second third fourth half quarter month monthly six nine three twelve far period",
    )
)
"""Stems of words that say which periods are meant, and not what is measured."""
FEWEST = {"month": 3, "quarter": 2}


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one thing for periods in a row; `periods` are months 1 to 12 or quarters 1 to 4."""

    name: str
    words: frozenset[str]
    about: frozenset[str]
    step: str
    periods: tuple[int, ...]
    cells: tuple[Cell, ...]
    whole: Cell | None
    whole_label: str
    table: Table
    years: frozenset[str]

    @property
    def numbers(self) -> list[Quantity]:
        return [cell.number for cell in self.cells if cell.number]

    def part(self, first: int, last: int) -> "tuple[Cell, ...]":
        """The cells from one period to another; none where the series has not all of them."""
        if first not in self.periods or last not in self.periods:
            return ()
        return self.cells[self.periods.index(first) : self.periods.index(last) + 1]


def read_series(reading: Reading) -> list[Series]:
    """Every series of the document's tables that has a figure for each of its periods."""
    return [
        series
        for table in reading.tables
        if (grid := read_grid(table))
        for way in both_ways(grid)
        for series in _read_way(reading, way)
    ]


def _read_way(reading: Reading, grid: Grid) -> Iterator[Series]:
    labels = [LABEL.match(label) for label in grid.rows]
    at = [r for r, label in enumerate(labels) if label]
    if not at or at != list(range(at[0], at[-1] + 1)):
        return
    months = [m["month"] for r in at if (m := labels[r]) and m["month"]]
    step = "month" if months else "quarter"
    if len(at) < FEWEST[step] or (months and len(months) != len(at)):
        return
    periods = tuple(month_number(name) for name in months) or tuple(int(m["quarter"]) for r in at if (m := labels[r]))
    around = 12 if months else 4
    if any((two - one) % around != 1 for one, two in itertools.pairwise(periods)) or len(at) > around:
        return
    table = grid.table
    around_it = " ".join((*table.headings[-2:], table.caption))
    years = frozenset(YEAR.findall(" ".join((around_it, *grid.rows, *grid.columns))))
    for c, name in enumerate(grid.columns):
        cells = tuple(cell for r in at if (cell := grid.cells[r][c]))
        if len(cells) < len(at) or not name or RUNNING.search(name):
            continue
        last = at[-1] + 1
        whole = grid.cells[last][c] if last < len(grid.rows) and WHOLE.search(grid.rows[last]) else None
        words = reading.words(name, generic=True)
        about = words | reading.words(around_it, generic=True)
        yield Series(name, words, about, step, periods, cells, whole, grid.rows[last] if whole else "", table, years)


def month_number(name: str) -> int:
    """1 for January, whole or cut short."""
    return MONTH_NUMBERS[name.lower()[:3]]


ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
SPAN = re.compile(rf"\b({MONTHS})\s+(?:to|and|-|–)\s+({MONTHS})\b", re.IGNORECASE)
QUARTER = re.compile(
    r"\bQ(?:uarter\s?|tr\s?)?([1-4])\b|\b(first|second|third|fourth|last|final) quarter\b", re.IGNORECASE
)
HALF = re.compile(r"\b(?:half[\s-]?year|first half|six months|two quarters)\b", re.IGNORECASE)
NINE = re.compile(r"\b(?:nine months|three quarters of the year|first three quarters)\b", re.IGNORECASE)
SO_FAR = re.compile(
    r"\b(?:year[\s-]to[\s-]date|so far|(?:since|from) (?:1\s+)?April|to date|YTD|these months|this period|the period)\b",
    re.IGNORECASE,
)
FULL = re.compile(
    r"\b(?:(?:twelve|12) months|full year|the year(?! to date)(?! so far)|four quarters)\b", re.IGNORECASE
)
APRIL, JUNE = 4, 6


def find_scope(series: Series, told: str) -> tuple[Cell, ...] | None:
    """The cells of the periods that the words of a sentence mean; all where they name none; None where they are not in the series."""
    year = 12 if series.step == "month" else 4
    count, cells = len(series.cells), series.cells
    starts_year = series.periods[0] == (APRIL if year == 12 else 1)
    if span := SPAN.search(told):
        if series.step == "month":
            return series.part(month_number(span[1]), month_number(span[2])) or None
        return None
    if quarter := QUARTER.search(told):
        number = int(quarter[1] or ORDINALS[quarter[2].lower()])
        if series.step == "quarter" or APRIL not in series.periods[:1]:
            return None
        return cells[3 * number - 3 : 3 * number] if count >= 3 * number else None
    for pattern, share in ((HALF, 2), (NINE, 4 / 3), (FULL, 1)):
        if pattern.search(told):
            return cells if count == year / share and (starts_year or count == year) else None
    if SO_FAR.search(told):
        return cells if starts_year else None
    if re.search(rf"\b{MONTHS}\b|\b(?:year|annual|weeks?|half|quarters?(?! (?:was|average|mean)))\b", told):
        return None
    return cells


def match_series(every: list[Series], measure: frozenset[str], plain: frozenset[str]) -> Series | None:
    """The one series that the words of a clause name: all of its own words are said, and nothing that is not about it."""
    found = []
    for series in every:
        own = series.words - plain
        if own and own & measure and own <= measure and measure <= series.about | plain:
            found.append(series)
    best = [s for s in found if len(s.words - plain) == max(len(f.words - plain) for f in found)]
    return best[0] if len(best) == 1 else None
