"""Running totals in tables: a column of cumulative figures against the figures of each period."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.grids import Grid, both_ways, is_total, read_grid, show
from openscrutiny.claims.reading.quantities import Interval
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.tables.columns import places_of
from openscrutiny.claims.tables.headings import CHANGE, RATE
from openscrutiny.claims.verdicts import Judgement, Verdict

RUNNING = re.compile(r"\b(?:cumulative(?:ly)?|running total|year[\s-]to[\s-]date|ytd|to date)\b", re.IGNORECASE)
PLANNED = re.compile(r"\b(?:target|budget|forecast|plan(?:ned)?|profile|previous|last year)\b|%", re.IGNORECASE)
FEWEST = 4
"""Periods that a running total must have before it is held to its parts."""


def check_running_totals(reading: Reading) -> Iterator[Judgement]:
    """Each column, or row, headed cumulative, against the one that most of its figures show it to add up."""
    for table in reading.tables:
        grid = read_grid(table)
        for way in both_ways(grid) if grid else ():
            for c, name in enumerate(way.columns):
                if RUNNING.search(name) and not any(words.search(name) for words in (CHANGE, RATE, PLANNED)):
                    yield from _judge_running(way, c)


def _judge_running(grid: Grid, column: int) -> Iterator[Judgement]:
    rows = [r for r in range(len(grid.rows)) if grid.number(r, column) and not is_total(grid.rows[r])]
    others = [c for c in range(len(grid.columns)) if c != column and all(grid.number(r, c) for r in rows)]
    if len(rows) < FEWEST or not others:
        return
    fits = {c: [_sum(grid, rows[: i + 1], c).meets(_true(grid, r, column)) for i, r in enumerate(rows)] for c in others}
    part = max(others, key=lambda c: (sum(fits[c]), -abs(c - column)))
    steps = [True, *(_step(grid, rows[i - 1], rows[i], part, column) for i in range(1, len(rows)))]
    if 4 * sum(fits[part]) < 3 * len(rows):
        yield from _judge_step(grid, column, part, rows, steps)
        return
    for i, r in enumerate(rows):
        printed, cell = grid.number(r, column), grid.cells[r][column]
        assert printed
        assert cell
        added = _sum(grid, rows[: i + 1], part)
        should = show((added.low + added.high) / 2, printed)
        working = f"{grid.columns[part] or 'the figures beside it'} up to {grid.rows[r] or 'this row'} come to {should}"
        involved = (cell.place, *places_of(grid, tuple((row, part) for row in rows[: i + 1])))
        if fits[part][i]:
            yield Judgement(Verdict.CONSISTENT, "year_to_date", (cell.place,), working, involves=involved)
        else:
            yield Judgement(
                Verdict.WRONG, "year_to_date", (cell.place,),
                f"{grid.columns[column]} of {grid.rows[r] or 'this row'} is printed as {printed.text}, but {working}",
                printed.text, should, involves=involved,
            )  # fmt: skip


def _judge_step(grid: Grid, column: int, part: int, rows: list[int], steps: list[bool]) -> Iterator[Judgement]:
    """The one period whose own figure is not what the running total grows by."""
    odd = [i for i, fine in enumerate(steps) if not fine]
    if len(odd) != 1 or len(rows) < FEWEST + 1:
        return
    r, before = rows[odd[0]], rows[odd[0] - 1]
    cell, printed = grid.cells[r][part], grid.number(r, part)
    now, then = grid.number(r, column), grid.number(before, column)
    assert cell
    assert printed
    assert now
    assert then
    should = show(now.value - then.value, printed)
    yield Judgement(
        Verdict.WRONG, "year_to_date", (cell.place, *places_of(grid, ((r, column), (before, column)))),
        f"{grid.columns[part] or 'the figure'} of {grid.rows[r] or 'this row'} is printed as {printed.text}, but "
        f"{grid.columns[column]} grows by {now.text} - {then.text} = {should}", printed.text, should,
        involves=places_of(grid, ((r, part), (r, column), (before, column))),
    )  # fmt: skip


def _true(grid: Grid, row: int, column: int) -> Interval:
    number = grid.number(row, column)
    assert number
    return number.true


def _sum(grid: Grid, rows: list[int], column: int) -> Interval:
    total = Interval(0.0, 0.0)
    for row in rows:
        total = total + _true(grid, row, column)
    return total


def _step(grid: Grid, before: int, row: int, part: int, column: int) -> bool:
    return (_true(grid, row, column) - _true(grid, before, column)).meets(_true(grid, row, part))
