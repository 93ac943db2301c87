"""Ways in which a table's column may be worked out from the others: sums, shares, rates, differences, changes."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from openscrutiny.claims.reading.grids import UNADDABLE, Grid, add_up, is_total, sum_in_print
from openscrutiny.claims.reading.quantities import Interval, Quantity, ratio
from openscrutiny.claims.reading.table_cells import NOTHING

CHANGE = re.compile(
    r"^(?!.*\b(?:would|should|could|i|we|my|our|you|your)\b).*?(?:change|diff|varian|\bvar\b|movement|\+/-|increase|decrease|swing|↑|overspend|underspend|over ?/ ?\(?under|under\)? ?/? ?\(?over|favourable|adverse|variation|saving|vacanc|gap)",
    re.IGNORECASE | re.DOTALL,
)
"""Headings of a difference; an answer to a question, such as `An increase would be affordable`, is none."""
SHARE = re.compile(r"share|proportion|per\s?cent|\bpct\b|%|of total|\brate\b", re.IGNORECASE)
RATE = re.compile(r"\bper\b(?!\s*cent)|\brates?\b|average|\bavg\b|\bmean\b|cost each", re.IGNORECASE)
PER = re.compile(r"\bper\s+(?:£)?(10{1,6}|1,000|10,000|100,000|1,000,000)\b", re.IGNORECASE)
TO_DATE = re.compile(r"ytd|year to date|year-to-date|rolling|12 month", re.IGNORECASE)
YEAR_TO_DATE = re.compile(r"^\W*(?:ytd|year[\s-]to[\s-]date|cumulative|to date)(?:\s+total)?\W*$", re.IGNORECASE)
PERIOD = re.compile(
    r"^\W*(?:Q(?:uarter|tr)?\.?\s*[1-4]|[1-4](?:st|nd|rd|th)\s+quarter|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*)"
    r"(?:[\s\-–']*(?:(?:20)?\d\d(?:/(?:20)?\d\d)?))?\W*$",
    re.IGNORECASE,
)
MONTH = re.compile(r"^\W*(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
QUARTER = re.compile(r"^\W*(?:q(?:uarter|tr)?\.?\s*[1-4])\b", re.IGNORECASE)
PERCENTAGE = re.compile(r"%|\bper\s?cent(?:age)?\b(?!\s+points?)|\bpct\b", re.IGNORECASE)
"""Headings of columns of percentages, with a sign on each figure or without."""
SCORE = re.compile(r"\b(?:scores?|ratings?|total|cost|amount|value)\b|£", re.IGNORECASE)
PRICE = r"likelihood|probability|impact|severity|consequence|units?|price|each|cost per|rate"
PRICED = re.compile(rf"\b(?:{PRICE})\b", re.IGNORECASE)
FACTOR = re.compile(rf"\b(?:{PRICE}|number|quantity|qty|no)\b", re.IGNORECASE)
"""Headings of a product, such as a risk's score, of what is only ever multiplied, and of what may be."""
POINTS = re.compile(r"\bpp\b|\bppts?\b|points", re.IGNORECASE)
DATED = re.compile(r"(?:19|20)\d\d|\d\d/\d\d|\bQ[1-4]\b|last year|this year|previous|current", re.IGNORECASE)

MOST_COLUMNS = 13
"""Columns among which pairs are tried: more are a series and not a calculation."""

Working = tuple[Interval, str, tuple[tuple[int, int], ...]]
"""What the rule makes of a row, the arithmetic in print, and the (row, column) of each cell that it used."""


@dataclass(frozen=True)
class Rule:
    """One way of working out a column: what kind of claim it is, and what it makes of a row."""

    kind: str
    name: str
    work: Callable[[int], Working | None]
    certain: bool = False  # the headings say so outright


def find_rules(grid: Grid, column: int) -> Iterator[Rule]:
    """Every way that the column might be worked out, likeliest last where two fit as many rows."""
    header = grid.columns[column]
    sample = next((q for r in range(len(grid.rows)) if (q := grid.number(r, column))), None)
    if sample is None:
        return
    others = [
        c for c in range(len(grid.columns)) if c != column and any(grid.number(r, c) for r in range(len(grid.rows)))
    ]
    percent = sample.unit == "%" or bool(PERCENTAGE.search(header))
    if not percent:
        yield from _sum_rules(grid, column)
        yield from _product_rules(grid, column)
    if TO_DATE.search(header) and not any(TO_DATE.search(grid.columns[c]) for c in others):
        return
    units = {c: _unit(grid, c) for c in others} if len(others) <= MOST_COLUMNS else {}
    pairs = [(i, j) for i in units for j in units if i != j and units[i] == units[j]]
    named = bool(CHANGE.search(header))
    signed = sum(q.signed and q.text[0] in "+-−–" for r in range(len(grid.rows)) if (q := grid.number(r, column)))
    differs = named or 2 * signed > len(grid.rows)  # a sign before most figures tells a change, whatever its heading
    for i, j in pairs:
        if percent:
            yield Rule(
                "table_difference", f"change of {i} on {j}", _change(grid, i, j), _plain_pair(grid, column, i, j)
            )
        if differs and (
            _unit(grid, i) == ("%" if percent else _unit(grid, column))
            or (_unit(grid, i) == "%" and POINTS.search(header))
        ):
            yield Rule("table_difference", f"{i} less {j}", _less(grid, i, j))
        if RATE.search(header) and not percent:
            factor = float(match[1].replace(",", "")) if (match := PER.search(header)) else 1.0
            yield Rule("table_rate", f"{i} per {j}", _rate(grid, i, j, factor))
    if named and percent:
        for c in others:
            if _unit(grid, c) != "%":
                yield Rule("table_difference", f"change of {c} on the row above", _on_previous(grid, c))
    if percent and not named:
        yield from _share_rules(
            grid, column, [c for c in others if _unit(grid, c) != "%" and not PERCENTAGE.search(grid.columns[c])]
        )


def _sum_rules(grid: Grid, column: int) -> Iterator[Rule]:
    parts = range(column)
    name = grid.columns[column]
    if column >= 2:
        named = is_total(name) or bool(YEAR_TO_DATE.match(name))
        certain = named and all(PERIOD.match(grid.columns[c]) for c in parts)
        if not TO_DATE.search(name) or certain:
            yield Rule("table_total", "sum", _sum_of(grid, parts), certain)
    for chosen in _period_parts(grid, column):
        yield Rule("table_total", "sum of its periods", _sum_of(grid, chosen), True)
    after = range(column + 1, len(grid.columns))
    if is_total(name) and len(after) >= 2:
        yield Rule("table_total", "sum of what follows", _sum_of(grid, after))


def _period_parts(grid: Grid, column: int) -> Iterator[list[int]]:
    """The months before a quarter, and the months or the quarters before a year to date or total."""
    name = grid.columns[column]
    months = [c for c in range(column) if MONTH.match(grid.columns[c])]
    quarters = [c for c in range(column) if QUARTER.match(grid.columns[c])]
    if QUARTER.match(name):
        if months[-3:] == [column - 3, column - 2, column - 1]:
            yield months[-3:]
    elif (is_total(name) or YEAR_TO_DATE.match(name)) and months and quarters:
        yield months
        if len(quarters) >= 2:
            yield quarters


def _plain_pair(grid: Grid, column: int, i: int, j: int) -> bool:
    """Two dated columns and one headed as the change between them: the later (by its place) on the earlier."""
    numeric = [c for c in range(len(grid.columns)) if c != column and not CHANGE.search(grid.columns[c])]
    return (
        numeric == [j, i] and bool(CHANGE.search(grid.columns[column]) and not TO_DATE.search(grid.columns[column])) and "%" in grid.columns[column]
        and all(DATED.search(grid.columns[c]) for c in numeric)
    )  # fmt: skip


def _share_rules(grid: Grid, column: int, left: list[int]) -> Iterator[Rule]:
    for c in reversed(left):
        totals = [r for r in range(len(grid.rows)) if is_total(grid.rows[r]) and grid.number(r, c)]
        for r in totals[-1:]:
            yield Rule("table_share", "share", _share_of(grid, c, r))
        yield Rule("table_share", "share", _share_of_sum(grid, c))
        for t in left:
            if t != c and (is_total(grid.columns[t]) or SHARE.search(grid.columns[column])):
                yield Rule("table_share", "share", _share_along(grid, c, t))
                yield Rule("table_share", "share of the rest", _rest_along(grid, c, t))


def _product_rules(grid: Grid, column: int) -> Iterator[Rule]:
    """A score or cost as the product of the two columns before it, where the headings name all three."""
    i, j = column - 2, column - 1
    if i >= 0 and SCORE.search(grid.columns[column]) and all(FACTOR.search(grid.columns[c]) for c in (i, j)):
        yield Rule("table_rate", "product", _product(grid, i, j))


def _unit(grid: Grid, column: int) -> str:
    units = [q.unit for r in range(len(grid.rows)) if (q := grid.number(r, column))]
    return max(set(units), key=units.count) if units else ""


def _change(grid: Grid, i: int, j: int) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        return _percent_change(grid.number(r, i), grid.number(r, j), ((r, i), (r, j)))

    return work


def _on_previous(grid: Grid, c: int) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        return _percent_change(grid.number(r, c), grid.number(r - 1, c), ((r, c), (r - 1, c))) if r else None

    return work


def _percent_change(now: Quantity | None, then: Quantity | None, cells: tuple[tuple[int, int], ...]) -> Working | None:
    if not now or not then or then.value <= 0:
        return None
    share = ratio(now.true, then.true)
    true = Interval(share.low - 100, share.high - 100) if share else None
    return (true, f"({now.text} - {then.text}) / {then.text}", cells) if true else None


def _less(grid: Grid, i: int, j: int) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        a, b = grid.number(r, i), grid.number(r, j)
        return (a.true - b.true, f"{a.text} - {b.text}", ((r, i), (r, j))) if a and b else None

    return work


def _rate(grid: Grid, i: int, j: int, factor: float) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        part, whole = grid.number(r, i), grid.number(r, j)
        true = ratio(part.true, whole.true) if part and whole and whole.value > 0 else None
        if true is None or part is None or whole is None:
            return None
        by = f" x {factor:,.0f}" if factor != 1 else ""
        return true.scaled(factor / 100), f"{part.text} / {whole.text}{by}", ((r, i), (r, j))

    return work


def _product(grid: Grid, i: int, j: int) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        a, b = grid.number(r, i), grid.number(r, j)
        if not a or not b or a.true.low < 0 or b.true.low < 0:
            return None
        true = Interval(a.true.low * b.true.low, a.true.high * b.true.high)
        return true, f"{a.text} x {b.text}", ((r, i), (r, j))

    return work


def _sum_of(grid: Grid, columns: Sequence[int]) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        if UNADDABLE.search(grid.rows[r]):
            return None
        cells = [(r, c) for c in columns if grid.hidden.get((r, c)) != NOTHING]
        printed = [q for cell in cells if (q := grid.number(*cell))]
        least = 2 if len(cells) == len(columns) else 1
        if len(printed) < len(cells) or sum(q.value != 0 for q in printed) < least or {q.unit for q in printed} & {"%"}:
            return None
        return add_up(printed), sum_in_print(printed), tuple(cells)

    return work


def _share_of(grid: Grid, c: int, total: int) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        return _part_of(grid.number(r, c), grid.number(total, c), ((r, c), (total, c)))

    return work


def _share_of_sum(grid: Grid, c: int) -> Callable[[int], Working | None]:
    rows = [r for r in range(len(grid.rows)) if not is_total(grid.rows[r]) and grid.number(r, c)]
    whole = sum(q.value for r in rows if (q := grid.number(r, c)))

    def work(r: int) -> Working | None:
        part = grid.number(r, c)
        if not part or whole <= 0 or len(rows) < 3 or is_total(grid.rows[r]):
            return None
        true = ratio(part.true, Interval(whole, whole))
        return (true, f"{part.text} / {whole:g}", tuple((row, c) for row in rows)) if true else None

    return work


def _share_along(grid: Grid, c: int, t: int) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        part, whole = grid.number(r, c), grid.number(r, t)
        return _part_of(part, whole, ((r, c), (r, t))) if part and whole and part.value <= whole.value else None

    return work


def _rest_along(grid: Grid, c: int, t: int) -> Callable[[int], Working | None]:
    """The share that a row's other part is of its whole: those within a limit, beside those over it."""

    def work(r: int) -> Working | None:
        part, whole = grid.number(r, c), grid.number(r, t)
        if not part or not whole or part.value > whole.value or whole.value <= 0 or part.value < 0:
            return None
        rest = Interval(max(0.0, whole.true.low - part.true.high), whole.true.high - part.true.low)
        true = ratio(rest, whole.true)
        return (true, f"({whole.text} - {part.text}) / {whole.text}", ((r, c), (r, t))) if true else None

    return work


def _part_of(part: Quantity | None, whole: Quantity | None, cells: tuple[tuple[int, int], ...]) -> Working | None:
    true = ratio(part.true, whole.true) if part and whole and whole.value > 0 else None
    return (true, f"{part.text} / {whole.text}", cells) if true and part and whole else None
