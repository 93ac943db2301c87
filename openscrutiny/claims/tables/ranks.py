"""Ranks in tables: a column of ranks against the figures that it ranks."""

import itertools
import re
from collections.abc import Iterator

from openscrutiny.claims.reading.grids import Grid, both_ways, read_grid
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

NAMED = re.compile(r"\b(?:rank(?:ing)?|position)\b", re.IGNORECASE)
FEWEST = 5
"""Things ranked, before a column of ranks is held to their figures."""


def check_table_ranks(reading: Reading) -> Iterator[Judgement]:
    """Every column, or row, of ranks against the one that it follows."""
    for table in reading.tables:
        grid = read_grid(table)
        for way in both_ways(grid) if grid else ():
            for c, name in enumerate(way.columns):
                if NAMED.search(name):
                    yield from _misplaced(way, c) or _out_of_order(way, c)


def _misplaced(grid: Grid, column: int) -> list[Judgement]:
    """The one rank that is not the place of its figure, where all the others are; equal figures may share a place."""
    ranks = {r: int(q.value) for r in range(len(grid.rows)) if (q := grid.number(r, column)) and q.whole}
    tries = []
    for d in range(len(grid.columns)):
        values = {r: q.value for r in ranks if (q := grid.number(r, d))}
        if d == column or len(values) < len(ranks) or len(ranks) < FEWEST or len(set(values.values())) < FEWEST:
            continue
        for sign in (1, -1):
            order = {
                r: 1 + sum(sign * other < sign * value for other in values.values()) for r, value in values.items()
            }
            last = {r: sum(sign * other <= sign * value for other in values.values()) for r, value in values.items()}
            tries.append((d, order, [r for r in ranks if not order[r] <= ranks[r] <= last[r]]))
    if not tries:
        return []
    d, order, odd = min(tries, key=lambda attempt: len(attempt[2]))
    cells = [cell for r in odd for cell in (grid.cells[r][column], grid.cells[r][d]) if cell]
    name, by = grid.columns[column], grid.columns[d] or "the figures beside it"
    if not odd:
        first = grid.cells[next(iter(ranks))][column]
        return [Judgement(Verdict.CONSISTENT, "rank", (first.place,), f"{name} follows {by}")] if first else []
    if len(odd) > 1:
        return []
    (r,) = odd
    return [Judgement(
        Verdict.WRONG, "rank", tuple(cell.place for cell in cells),
        f"{name} of {grid.rows[r] or 'this ' + grid.axis} is printed as {ranks[r]}, but its {by} is in place {order[r]}",
        str(ranks[r]), str(order[r]),
    )]  # fmt: skip


def _out_of_order(grid: Grid, c: int) -> Iterator[Judgement]:
    """The one row of a column of ranks whose figure is out of the order that all the others keep."""
    size, name = len(grid.rows), grid.columns[c]
    ranks = [q.value if (q := grid.number(r, c)) else None for r in range(size)]
    columns = [d for d in range(len(grid.columns)) if d != c and all(grid.number(r, d) for r in range(size))]
    if size < FEWEST or len(columns) != 1 or sorted(r or 0 for r in ranks) != list(range(1, size + 1)):
        return
    d = columns[0]
    order = sorted(range(size), key=lambda r: ranks[r] or 0)
    values = [q.value for r in order if (q := grid.number(r, d))]
    breaks = [_breaks(values), _breaks([-value for value in values])]
    sign = 1 if breaks[0] < breaks[1] else -1
    kept = [sign * value for value in values]
    odd = [i for i in range(size) if _breaks(kept[:i] + kept[i + 1 :]) == 0]
    if min(breaks) == 1 and odd:
        cells = [cell for i in odd for cell in (grid.cells[order[i]][d], grid.cells[order[i]][c]) if cell]
        yield Judgement(
            Verdict.WRONG, "rank", tuple(cell.place for cell in cells),
            f"the ranks of {name} do not follow {grid.columns[d]} at {', '.join(grid.rows[order[i]] for i in odd)}",
            cells[0].text.strip(), "ranks in the order of the figures",
        )  # fmt: skip


def _breaks(values: list[float]) -> int:
    return sum(a > b for a, b in itertools.pairwise(values))
