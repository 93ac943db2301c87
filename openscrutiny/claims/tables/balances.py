"""Balances in tables: what is brought forward, what comes in and goes out, and what is carried forward."""

import itertools
import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.grids import Grid, both_ways, is_total, read_grid, show, sum_in_print
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.tables.columns import places_of
from openscrutiny.claims.verdicts import Judgement, Verdict

OPENING = re.compile(
    r"\b(?:opening|brought forward|b/?f|at (?:the )?start|start of|at (?:the )?beginning|balance at 1 (?:april|january))\b",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"\b(?:closing|carried forward|c/?f|at (?:the )?end|end of|balance at 31 (?:march|december))\b", re.IGNORECASE
)
MOST_MOVEMENTS = 6
NEEDED = 3
"""Rows that must keep a balance of which the signs are found by trial."""


def check_balances(reading: Reading) -> Iterator[Judgement]:
    """Every closing balance against its opening and movements, and every opening against the closing before it."""
    for table in reading.tables:
        grid = read_grid(table)
        for way in both_ways(grid) if grid else ():
            opening = [c for c, name in enumerate(way.columns) if OPENING.search(name) and not CLOSING.search(name)]
            closing = [c for c, name in enumerate(way.columns) if CLOSING.search(name) and not OPENING.search(name)]
            if len(opening) == len(closing) == 1 and opening[0] < closing[0]:
                yield from _judge_movements(way, opening[0], closing[0])
                yield from _judge_carried(way, opening[0], closing[0])


def _judge_movements(grid: Grid, opening: int, closing: int) -> Iterator[Judgement]:
    """Opening and movements, each with the sign that makes the most rows come right."""
    moves = range(opening + 1, closing)
    if not 1 <= len(moves) <= MOST_MOVEMENTS:
        return
    rows = [
        (r, cells) for r in range(len(grid.rows))
        if (cells := [grid.number(r, c) for c in range(opening, closing + 1)]) and cells[0] and cells[-1]
        and all(q or grid.hidden.get((r, c)) for q, c in zip(cells, range(opening, closing + 1), strict=True))
    ]  # fmt: skip
    signs = max(
        itertools.product((1, -1), repeat=len(moves)),
        key=lambda chosen: sum(_holds(cells, chosen) for _, cells in rows),
        default=(),
    )
    fine = sum(_holds(cells, signs) for _, cells in rows)
    if fine < NEEDED or 3 * fine < 2 * len(rows):
        return
    for r, cells in rows:
        printed, cell = cells[-1], grid.cells[r][closing]
        assert printed
        assert cell
        signed = [q for q in (_turned(q, s) for q, s in zip(cells[:-1], (1, *signs), strict=True)) if q]
        value = sum(q.value for q in signed)
        working = f"{sum_in_print(signed)} = {show(value, printed)}"
        involved = places_of(grid, tuple((r, c) for c in range(opening, closing + 1)))
        if _holds(cells, signs):
            yield Judgement(Verdict.CONSISTENT, "table_total", (cell.place,), working, involves=involved)
        else:
            yield Judgement(
                Verdict.WRONG, "table_total", (cell.place,),
                f"{grid.columns[closing]} of {grid.rows[r] or 'this row'} is printed as {printed.text}, but {working}",
                printed.text, show(value, printed), involves=involved,
            )  # fmt: skip


def _turned(quantity: Quantity | None, sign: int) -> Quantity | None:
    if quantity is None or sign > 0:
        return quantity
    true = quantity.true.scaled(-1)
    return Quantity(
        -quantity.value, true, quantity.unit, quantity.places, quantity.text, quantity.start, quantity.end,
        quantity.qualifier, quantity.signed, quantity.scale,
    )  # fmt: skip


def _holds(cells: Sequence[Quantity | None], signs: Sequence[int]) -> bool:
    total, closing = Interval(0.0, 0.0), cells[-1]
    for quantity, sign in zip(cells[:-1], (1, *signs), strict=True):
        if quantity:
            total = total + quantity.true.scaled(sign)
    return closing is not None and total.meets(closing.true)


def _judge_carried(grid: Grid, opening: int, closing: int) -> Iterator[Judgement]:
    """Each opening balance against the closing balance of the row before, where most rows carry one forward."""
    pairs = []
    for r in range(1, len(grid.rows)):
        now, before = grid.cells[r][opening], grid.cells[r - 1][closing]
        if now and before and now.number and before.number and not is_total(grid.rows[r]):
            pairs.append((r, now, before, now.number.true.meets(before.number.true)))
    fine = sum(same for *_, same in pairs)
    if fine < 2 or fine < 2 * (len(pairs) - fine):
        return
    for r, now, before, same in pairs:
        places = (now.place, before.place)
        if same:
            yield Judgement(Verdict.CONSISTENT, "table_total", places, "carried forward", involves=places)
            continue
        yield Judgement(
            Verdict.WRONG, "table_total", places,
            f"{grid.columns[opening]} of {grid.rows[r] or 'this row'} is printed as {now.text.strip()}, but "
            f"{grid.columns[closing]} of {grid.rows[r - 1] or 'the row before'} is {before.text.strip()}",
            now.text.strip(), before.text.strip(), "not carried forward", involves=places,
        )  # fmt: skip
