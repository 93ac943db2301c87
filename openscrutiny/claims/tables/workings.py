"""The arithmetic by which a column may be worked out from the others; each function gives what makes of a row its figure."""

from collections.abc import Callable, Sequence

from openscrutiny.claims.reading.grids import UNADDABLE, Grid, add_up, sum_in_print
from openscrutiny.claims.reading.quantities import Interval, Quantity, ratio
from openscrutiny.claims.reading.table_cells import NOTHING
from openscrutiny.claims.tables.headings import POINTS

Working = tuple[Interval, str, tuple[tuple[int, int], ...]]
"""What the rule makes of a row, the arithmetic in print, and the (row, column) of each cell that it used."""


def change_on(grid: Grid, column: int, i: int, j: int) -> Callable[[int], Working | None]:
    """What the column at `i` is above that at `j`, in per cent; of two percentages it may be printed in points."""

    def work(r: int) -> Working | None:
        now, then, printed = grid.number(r, i), grid.number(r, j), grid.number(r, column)
        change = _percent_change(now, then, ((r, i), (r, j)))
        if not (now and then and printed and now.unit == then.unit == "%"):
            return change
        points = (now.true - then.true, f"{now.text} - {then.text}", ((r, i), (r, j)))
        plain = change and not POINTS.search(printed.text) and printed.true.meets(change[0])
        return change if plain else points

    return work


def change_on_previous(grid: Grid, c: int) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        return _percent_change(grid.number(r, c), grid.number(r - 1, c), ((r, c), (r - 1, c))) if r else None

    return work


def _percent_change(now: Quantity | None, then: Quantity | None, cells: tuple[tuple[int, int], ...]) -> Working | None:
    if not now or not then or then.value <= 0:
        return None
    share = ratio(now.true, then.true)
    true = Interval(share.low - 100, share.high - 100) if share else None
    return (true, f"({now.text} - {then.text}) / {then.text}", cells) if true else None


def less(grid: Grid, i: int, j: int) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        a, b = grid.number(r, i), grid.number(r, j)
        return (a.true - b.true, f"{a.text} - {b.text}", ((r, i), (r, j))) if a and b else None

    return work


def rate_of(grid: Grid, i: int, j: int, factor: float) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        part, whole = grid.number(r, i), grid.number(r, j)
        true = ratio(part.true, whole.true) if part and whole and whole.value > 0 else None
        if true is None or part is None or whole is None:
            return None
        by = f" x {factor:,.0f}" if factor != 1 else ""
        return true.scaled(factor / 100), f"{part.text} / {whole.text}{by}", ((r, i), (r, j))

    return work


def product_of(grid: Grid, i: int, j: int) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        a, b = grid.number(r, i), grid.number(r, j)
        if not a or not b or a.true.low < 0 or b.true.low < 0:
            return None
        true = Interval(a.true.low * b.true.low, a.true.high * b.true.high)
        return true, f"{a.text} x {b.text}", ((r, i), (r, j))

    return work


def sum_of(grid: Grid, columns: Sequence[int]) -> Callable[[int], Working | None]:
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


def share_of(grid: Grid, c: int, total: int) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        return _part_of(grid.number(r, c), grid.number(total, c), ((r, c), (total, c)))

    return work


def share_of_sum(grid: Grid, c: int, rows: list[int]) -> Callable[[int], Working | None]:
    whole = sum(q.value for r in rows if (q := grid.number(r, c)))

    def work(r: int) -> Working | None:
        part = grid.number(r, c)
        if not part or whole <= 0 or len(rows) < 3 or r not in rows:
            return None
        true = ratio(part.true, Interval(whole, whole))
        return (true, f"{part.text} / {whole:g}", tuple((row, c) for row in rows)) if true else None

    return work


def share_along(grid: Grid, c: int, t: int) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        part, whole = grid.number(r, c), grid.number(r, t)
        return _part_of(part, whole, ((r, c), (r, t))) if part and whole and part.value <= whole.value else None

    return work


def rest_along(grid: Grid, c: int, t: int) -> Callable[[int], Working | None]:
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
    if part and whole and "%" in {part.unit, whole.unit}:
        return None
    true = ratio(part.true, whole.true) if part and whole and whole.value > 0 else None
    return (true, f"{part.text} / {whole.text}", cells) if true and part and whole else None
