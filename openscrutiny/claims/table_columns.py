"""Columns worked out from other columns: shares, differences and percentage changes.

The rule is the one that most rows of the table obey; the rows that do not are wrong.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openscrutiny.claims.grids import EXCLUDED, Grid, is_total, read_grid, show
from openscrutiny.claims.quantities import Interval, Quantity, ratio
from openscrutiny.claims.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

CHANGE = re.compile(
    r"change|diff|varian|\bvar\b|movement|\+/-|increase|decrease|swing|↑|overspend|underspend|over ?/ ?\(?under",
    re.IGNORECASE,
)
SHARE = re.compile(r"share|proportion|percent|\bpct\b|%|of total", re.IGNORECASE)
TO_DATE = re.compile(r"ytd|year to date|year-to-date|rolling|12 month", re.IGNORECASE)
NEEDED = 0.7

Working = tuple[Interval, str]


@dataclass(frozen=True)
class Rule:
    """One way of working out a column: what it is called and what it makes of a row."""

    kind: str
    name: str
    work: Callable[[int], Working | None]


def check_table_columns(reading: Reading) -> Iterator[Judgement]:
    """Every column, and row, that most of its table shows to be worked out from the others."""
    for table in reading.tables:
        grid = read_grid(table)
        if grid:
            yield from _judge_columns(grid)
            yield from _judge_columns(grid.turn())
            yield from _judge_hundred(grid)


def _judge_columns(grid: Grid) -> Iterator[Judgement]:
    for column in range(len(grid.columns)):
        rows = [r for r in range(len(grid.rows)) if grid.number(r, column)]
        rule, hits, tried = _best_rule(grid, column, rows)
        if rule is None:
            continue
        misses = tried - hits
        for r in rows:
            printed, cell, working = grid.number(r, column), grid.cells[r][column], rule.work(r)
            if printed is None or cell is None or working is None:
                continue
            true, arithmetic = working
            if _agrees(printed, true):
                yield Judgement(
                    Verdict.CONSISTENT, rule.kind, (cell.place,), f"{arithmetic} = {_middle(true, printed)}"
                )
            else:
                partial = rule.kind == "table_total" and any(
                    grid.number(k, column) and rule.work(k) is None for k in rows
                )
                verdict = Verdict.WRONG if hits >= 2 * misses or _named(grid, column) else Verdict.CANNOT_TELL
                if partial and is_total(grid.rows[r]):
                    verdict = Verdict.CANNOT_TELL
                should = _middle(true, printed)
                yield Judgement(
                    verdict, rule.kind, (cell.place,),
                    f"{grid.columns[column] or rule.name} of {grid.rows[r] or 'this row'} is printed as {printed.text}, "
                    f"but {arithmetic} = {should}", printed.text, should, _sign_mistake(printed, true),
                )  # fmt: skip


def _named(grid: Grid, column: int) -> bool:
    return bool(CHANGE.search(grid.columns[column]))


def _agrees(printed: Quantity, true: Interval) -> bool:
    half = 0.5 * 10.0**-printed.places * printed.scale  # a whole number under a heading of % is rounded too
    if Interval(printed.value - half, printed.value + half).meets(true):
        return True
    arrowless = not printed.signed and true.high < 0  # printed without its sign, under a heading that gives it
    return arrowless and printed.true.meets(true.scaled(-1))


def _middle(true: Interval, printed: Quantity) -> str:
    middle = (true.low + true.high) / 2
    places = printed.places
    unit = "%" if "%" in printed.text else ""
    if unit:
        return f"{middle:.{max(places, 1)}f}%"
    return show(middle, printed)


def _sign_mistake(printed: Quantity, true: Interval) -> str:
    return "the sign is the wrong way" if printed.true.meets(true.scaled(-1)) else ""


def _best_rule(grid: Grid, column: int, rows: list[int]) -> tuple[Rule | None, int, int]:
    best: tuple[Rule | None, int, int] = (None, 0, 0)
    for rule in _rules(grid, column):
        tried = [(r, working) for r in rows if (working := rule.work(r))]
        telling = [
            r for r, (true, _) in tried
            if (q := grid.number(r, column)) and not (true.low <= 0 <= true.high and q.value == 0)
        ]  # fmt: skip
        hits = sum(_agrees(q, true) for r, (true, _) in tried if (q := grid.number(r, column)))
        told = sum(_agrees(q, w[0]) for r in telling if (q := grid.number(r, column)) and (w := rule.work(r)))
        named = bool(
            CHANGE.search(grid.columns[column])
            if rule.kind == "table_difference"
            else SHARE.search(grid.columns[column])
        )
        least = 2 if named else 3 if rule.kind == "table_total" else 4
        two = named and len(tried) in (1, 2) and _only_two(grid, column)
        if ((told >= least and hits >= NEEDED * len(tried)) or (two and told >= len(tried) - 1)) and hits > best[1]:
            best = (rule, hits, len(tried))
        elif two and best[0] is None and not TO_DATE.search(grid.columns[column]) and rule.name.startswith("sole"):
            best = (rule, hits, max(len(tried), 1))
    return best


def _only_two(grid: Grid, column: int) -> bool:
    others = [c for c in range(len(grid.columns)) if c != column and not CHANGE.search(grid.columns[c])]
    return len(others) == 2


def _rules(grid: Grid, column: int) -> Iterator[Rule]:
    sample = next((q for r in range(len(grid.rows)) if (q := grid.number(r, column))), None)
    if sample is None or (
        TO_DATE.search(grid.columns[column])
        and not any(TO_DATE.search(name) for c, name in enumerate(grid.columns) if c != column)
    ):
        return
    percent = sample.unit == "%" or "%" in grid.columns[column]
    if not percent and column >= 2:
        yield Rule("table_total", "sum", _sum_of(grid, range(column)))
    others = [c for c in range(len(grid.columns)) if c != column and _figures(grid, c) >= 1]
    pairs = [(i, j) for i in others for j in others if i != j]
    if len(pairs) <= 150:
        for i, j in pairs:
            if _unit(grid, i) == _unit(grid, j):
                if percent:
                    yield Rule("table_difference", f"change of {i} on {j}", _change(grid, i, j))
                if _unit(grid, i) == ("%" if percent else _unit(grid, column)) and _named(grid, column):
                    yield Rule("table_difference", f"{i} less {j}", _less(grid, i, j))
    if percent and not CHANGE.search(grid.columns[column]):
        left = [c for c in others if _unit(grid, c) != "%" and "%" not in grid.columns[c]]
        for c in reversed(left):
            total_rows = [r for r in range(len(grid.rows)) if is_total(grid.rows[r]) and grid.number(r, c)]
            for r in total_rows[-1:]:
                yield Rule("table_share", "share", _share_of(grid, c, r))
            yield Rule("table_share", "share", _share_of_sum(grid, c))
            for t in left:
                if t != c and is_total(grid.columns[t]):
                    yield Rule("table_share", "share", _share_along(grid, c, t))
            for t in left:
                if t != c and not is_total(grid.columns[t]) and SHARE.search(grid.columns[column]):
                    yield Rule("table_share", "share", _share_along(grid, c, t))


def _figures(grid: Grid, column: int) -> int:
    return sum(grid.number(r, column) is not None for r in range(len(grid.rows)))


def _unit(grid: Grid, column: int) -> str:
    units = [q.unit for r in range(len(grid.rows)) if (q := grid.number(r, column))]
    return max(set(units), key=units.count) if units else ""


def _change(grid: Grid, i: int, j: int) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        now, then = grid.number(r, i), grid.number(r, j)
        if not now or not then or then.value <= 0:
            return None
        true = _percent_change(now.true, then.true)
        return (true, f"({now.text} - {then.text}) / {then.text}") if true else None

    return work


def _percent_change(now: Interval, then: Interval) -> Interval | None:
    share = ratio(now, then)
    return Interval(share.low - 100, share.high - 100) if share else None


def _less(grid: Grid, i: int, j: int) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        a, b = grid.number(r, i), grid.number(r, j)
        return (a.true - b.true, f"{a.text} - {b.text}") if a and b else None

    return work


def _sum_of(grid: Grid, columns: range) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        parts = [grid.number(r, c) for c in columns]
        printed = [q for q in parts if q]
        if len(printed) < len(parts) or sum(q.value != 0 for q in printed) < 2 or {q.unit for q in printed} & {"%"}:
            return None
        total = Interval(sum(q.true.low for q in printed), sum(q.true.high for q in printed))
        return total, " + ".join(q.text for q in printed)

    return work


def _share_of(grid: Grid, c: int, total: int) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        part, whole = grid.number(r, c), grid.number(total, c)
        if not part or not whole:
            return None
        true = ratio(part.true, whole.true)
        return (true, f"{part.text} / {whole.text}") if true else None

    return work


def _share_of_sum(grid: Grid, c: int) -> Callable[[int], Working | None]:
    parts = [q for r in range(len(grid.rows)) if not is_total(grid.rows[r]) and (q := grid.number(r, c))]
    whole = sum(q.value for q in parts)

    def work(r: int) -> Working | None:
        part = grid.number(r, c)
        if not part or whole <= 0 or len(parts) < 3 or is_total(grid.rows[r]):
            return None
        true = ratio(part.true, Interval(whole, whole))
        return (true, f"{part.text} / {whole:g}") if true else None

    return work


def _share_along(grid: Grid, c: int, t: int) -> Callable[[int], Working | None]:
    def work(r: int) -> Working | None:
        part, whole = grid.number(r, c), grid.number(r, t)
        if not part or not whole or whole.value <= 0 or part.value > whole.value:
            return None
        true = ratio(part.true, whole.true)
        return (true, f"{part.text} / {whole.text}") if true else None

    return work


def _judge_hundred(grid: Grid) -> Iterator[Judgement]:
    """A column of shares with a total of 100 %, or headed as the share of a total: its parts must come to 100."""
    for c in range(len(grid.columns)):
        if _unit(grid, c) != "%":
            continue
        totals = [r for r in range(len(grid.rows)) if (q := grid.number(r, c)) and q.value == 100 and (
            is_total(grid.rows[r]) or (not grid.rows[r] and r == len(grid.rows) - 1))]  # fmt: skip
        parts = [q for r in range(len(grid.rows)) if r not in totals and (q := grid.number(r, c))]
        if not totals or len(parts) < 2 or len(totals) > 1 or EXCLUDED.search(grid.table.notes):
            continue
        total = Interval(sum(q.true.low for q in parts), sum(q.true.high for q in parts))
        value = sum(q.value for q in parts)
        cell = grid.cells[totals[0]][c]
        assert cell is not None
        fine = total.meets(Interval(100, 100))
        yield Judgement(
            Verdict.CONSISTENT if fine else Verdict.WRONG, "percentages_sum", (cell.place,),
            f"the percentages of {grid.columns[c] or 'the column'} come to {value:g}% and are said to come to 100%",
            "" if fine else "100%", "" if fine else f"{value:g}%",
            "" if fine else "the shares were taken of another total than the rows shown",
        )  # fmt: skip
