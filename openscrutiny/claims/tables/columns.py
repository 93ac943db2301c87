"""Columns worked out from other columns: the rule is the one that most rows obey; the rows that do not are wrong."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.grids import (
    Grid,
    add_up,
    both_ways,
    is_total,
    is_within,
    read_grid,
    show,
    sum_in_print,
)
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.tables.headings import CHANGE, RATE, SHARE
from openscrutiny.claims.tables.rules import Rule, find_rules
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

NEEDED = 0.7
"""The least part of the rows that must obey a rule; where the heading names the rule, `NAMED_NEEDED`."""
NAMED_NEEDED = 0.6


def check_table_columns(reading: Reading) -> Iterator[Judgement]:
    """Every column, and row, that most of its table shows to be worked out from the others."""
    for table in reading.tables:
        grid = read_grid(table)
        if grid:
            for way in both_ways(grid):
                yield from _judge_columns(way)
                yield from _judge_means(way)


def _judge_columns(grid: Grid) -> Iterator[Judgement]:
    for column in range(len(grid.columns)):
        rows = [r for r in range(len(grid.rows)) if grid.number(r, column)]
        signed = any(q.signed and q.value < 0 for r in rows if (q := grid.number(r, column)))
        rule, hits, tried = _best_rule(grid, column, rows, signed=signed)
        if rule is None:
            continue
        misses = tried - hits
        untried = rule.kind == "table_total" and any(rule.work(r) is None for r in rows)
        for r in rows:
            printed, cell, working = grid.number(r, column), grid.cells[r][column], rule.work(r)
            if printed is None or cell is None or working is None:
                continue
            true, arithmetic, used = working
            worked, should = _middle(true, printed), _as_printed(true, printed)
            if _agrees(printed, true, signed=signed):
                yield Judgement(
                    Verdict.CONSISTENT, rule.kind, (cell.place,), f"{arithmetic} = {worked}",
                    involves=(cell.place, *places_of(grid, used)),
                )  # fmt: skip
                continue
            if rule.name == "share" and _is_another_share(grid, column, r, printed):
                continue
            sure = hits >= 2 * misses or bool(CHANGE.search(grid.columns[column])) or rule.certain
            parts = [q for cell in used if (q := grid.number(*cell))]
            if rule.kind == "table_total" and (
                (untried and is_total(grid.rows[r])) or (not grid.rows[r] and is_within(printed, parts))
            ):
                sure = False
            yield Judgement(
                Verdict.WRONG if sure else Verdict.CANNOT_TELL, rule.kind, (cell.place,),
                f"{grid.columns[column] or rule.name} of {grid.rows[r] or 'this row'} is printed as {printed.text}, "
                f"but {arithmetic} = {worked}", printed.text, should, _sign_mistake(printed, true),
                involves=(cell.place, *places_of(grid, used)),
            )  # fmt: skip


def _is_another_share(grid: Grid, column: int, row: int, printed: Quantity) -> bool:
    """Whether a share that is not of the whole that most are of is that of another column or whole."""
    workings = (rule.work(row) for rule in find_rules(grid, column) if rule.name == "share")
    return any(working and _agrees(printed, working[0], signed=True) for working in workings)


def places_of(grid: Grid, cells: tuple[tuple[int, int], ...]) -> tuple[Place, ...]:
    """The places of a grid's cells, given as (row, column)."""
    return tuple(cell.place for r, c in cells if (cell := grid.cells[r][c]))


def _agrees(printed: Quantity, true: Interval, *, signed: bool) -> bool:
    half = 0.5 * 10.0**-printed.places * printed.scale  # a whole number under a heading of % is rounded too
    if Interval(printed.value - half, printed.value + half).meets(true):
        return True
    arrowless = not signed and not printed.signed and true.high < 0  # printed without its sign, which the heading gives
    return arrowless and printed.true.meets(true.scaled(-1))


def _middle(true: Interval, printed: Quantity) -> str:
    middle = (true.low + true.high) / 2
    return f"{middle:.{max(printed.places, 1)}f}%" if "%" in printed.text else show(middle, printed)


def _as_printed(true: Interval, printed: Quantity) -> str:
    """What should be printed, with the sign, unit and places of what is."""
    shown = show((true.low + true.high) / 2, printed)
    return shown if shown != printed.text else _middle(true, printed)


def _sign_mistake(printed: Quantity, true: Interval) -> str:
    return "the sign is the wrong way" if printed.true.meets(true.scaled(-1)) else ""


def _best_rule(grid: Grid, column: int, rows: list[int], *, signed: bool) -> tuple[Rule | None, int, int]:
    """The rule that most rows obey, how many do, and how many it could be tried on."""
    best: tuple[Rule | None, int, int] = (None, 0, 0)
    signs = 0  # how many of them agree in their sign as well
    header = grid.columns[column]
    rules = list(find_rules(grid, column))
    if any(rule.certain and rule.kind == "table_difference" for rule in rules):
        rules = [rule for rule in rules if rule.certain or not rule.name.startswith("change of")]
    for rule in rules:
        worked = [(q, working) for r in rows if (q := grid.number(r, column)) and (working := rule.work(r))]
        if not worked:
            continue
        tried = [(q, true) for q, (true, _, _) in worked]
        agreed = [(q, true) for q, true in tried if _agrees(q, true, signed=signed)]
        told = len(
            {
                arithmetic
                for q, (true, arithmetic, _) in worked
                if _agrees(q, true, signed=signed) and not (true.low <= 0 <= true.high and q.value == 0)
            }
        )  # rows of the same figures, such as a limit's, show nothing anew
        words = {"table_difference": CHANGE, "table_rate": RATE}.get(rule.kind, SHARE)
        named = bool(words.search(header)) or rule.certain
        least = 1 if rule.certain else 2 if named else 3 if rule.kind == "table_total" or rule.name == "product" else 4
        pair = named and len(tried) <= 2 and told >= max(1, len(tried) - 1) and _only_two(grid, column)
        enough = len(agreed) >= (NAMED_NEEDED if named else NEEDED) * len(tried) or (
            rule.certain and 2 * told >= len(tried)
        )
        exact = sum(_agrees(q, true, signed=True) for q, true in agreed)
        if ((told >= least and enough) or pair) and (len(agreed), exact) > (best[1], signs):
            best, signs = (rule, len(agreed), len(tried)), exact
        elif best[0] is None and rule.certain and rule.kind == "table_difference" and len(tried) == 1:
            best = (rule, len(agreed), 1)
    return best


def _only_two(grid: Grid, column: int) -> bool:
    return sum(c != column and not CHANGE.search(name) for c, name in enumerate(grid.columns)) == 2


MEAN = re.compile(
    r"^\W*(?:(?:monthly|quarterly|daily|weekly|annual|force|county|group)\s+)?(?:average|mean)\W*$", re.IGNORECASE
)


def _judge_means(grid: Grid) -> Iterator[Judgement]:
    """A row of plain averages of the rows above it: where two of its columns and most of them show it to be that, all must be."""
    mean = len(grid.rows) - 1
    if mean < 3 or not MEAN.match(grid.rows[mean]) or any(is_total(label) for label in grid.rows):
        return
    judged = []
    for c in range(len(grid.columns)):
        printed, parts = grid.number(mean, c), [q for r in range(mean) if (q := grid.number(r, c))]
        if printed and len(parts) == mean and {q.unit for q in parts} == {printed.unit}:
            judged.append((c, printed, parts, add_up(parts).scaled(1 / mean)))
    fine = sum(_agrees(printed, true, signed=True) for _, printed, _, true in judged)
    if fine < 2 or 3 * fine < 2 * len(judged):
        return
    for c, printed, parts, true in judged:
        cell = grid.cells[mean][c]
        assert cell
        working = f"({sum_in_print(parts)}) / {mean} = {_middle(true, printed)}"
        involved = places_of(grid, tuple((r, c) for r in range(mean + 1)))
        if _agrees(printed, true, signed=True):
            yield Judgement(Verdict.CONSISTENT, "average", (cell.place,), working, involves=involved)
        else:
            yield Judgement(
                Verdict.WRONG, "average", (cell.place,),
                f"{grid.rows[mean]} of {grid.columns[c] or 'the ' + grid.axis} is printed as {printed.text}, but {working}",
                printed.text, _middle(true, printed), involves=involved,
            )  # fmt: skip
