"""Totals and subtotals in tables, down the columns and along the rows."""

import math
import re
from collections.abc import Iterator

from openscrutiny.claims.reading.grids import (
    OF_WHICH,
    RUNNING,
    UNADDABLE,
    Grid,
    add_up,
    both_ways,
    excuses_gap,
    is_addable,
    is_total,
    is_within,
    read_grid,
    show,
    sum_in_print,
)
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.table_cells import NOTHING
from openscrutiny.claims.tables.columns import places_of
from openscrutiny.claims.tables.groups import Group, find_groups, rows_outside
from openscrutiny.claims.tables.headings import PRICED
from openscrutiny.claims.tables.mistakes import find_mistake, may_be_total
from openscrutiny.claims.tables.whole_rows import judge_whole
from openscrutiny.claims.verdicts import Judgement, Verdict


def check_table_totals(reading: Reading) -> Iterator[Judgement]:
    """Each total against the parts that make the most of its table's totals right."""
    for table in reading.tables:
        grid = read_grid(table)
        if grid is None:
            continue
        down, *along = (list(_judge_totals(way)) for way in both_ways(grid))
        yield from down
        for judgements in along:
            yield from judgements
        if not down:
            yield from judge_whole(reading, grid)


def _addends(grid: Grid, total: int, groups: list[Group]) -> list[list[int]]:
    """The rows that a total row may be the sum of, likeliest first."""
    rows = range(max(0, total - FURTHEST), min(len(grid.rows), total + FURTHEST))
    plain = [r for r in rows if r != total and not is_total(grid.rows[r]) and not OF_WHICH.match(grid.rows[r])]
    above = [r for r in plain if r < total]
    since = 0
    for r in range(total):
        if is_total(grid.rows[r]):
            since = r + 1
    block = [r for r in above if r >= since]
    subtotals = [r for r in range(total) if is_total(grid.rows[r])]
    named_block = [r for r in block if grid.rows[r]]
    ways = [block, above, [*subtotals, *block], subtotals, [r for r in plain if r > total], subtotals[-1:] + block]
    if subtotals:
        tail_groups = _group_sum(grid, total)
        ways.insert(0, tail_groups)
    ways.append(named_block)
    if groups:
        ways.insert(0, list(rows_outside(grid, groups, total)))
    if sum(is_total(label) for label in grid.rows) > 1:  # a subtotal may be of the last few rows of its block
        ways += [above[-k:] for k in range(2, min(len(above), 12))]
    found: list[list[int]] = []
    for way in ways:
        if len(way) >= 2 and way not in found:
            found.append(way)
    return found


def _group_sum(grid: Grid, total: int) -> list[int]:
    """Subtotals, and the rows that stand alone outside any subtotal's block (a block of one has no subtotal)."""
    chosen: list[int] = []
    block: list[int] = []
    for r in range(total):
        if not is_total(grid.rows[r]):
            block.append(r)
            continue
        used = []
        for r2 in reversed(block):
            used.append(r2)
            if all(_fits(grid, r, used, c) is not False for c in range(len(grid.columns))):
                break
        chosen += [r2 for r2 in block if r2 not in used] + [r]
        block = []
    return chosen + block


def _fits(grid: Grid, total: int, parts: list[int], column: int) -> bool | None:
    printed = grid.number(total, column)
    numbers = [grid.number(r, column) for r in parts]
    if printed is None or (sum(n is not None for n in numbers) < 2 and len(parts) > 1):
        return None
    given = [n for n in numbers if n]
    half = _find_grain([printed, *given]) / 2
    return add_up(given).meets(Interval(printed.true.low - len(given) * half, printed.true.high + len(given) * half))


MANY_PARTS, COARSE = 6, 100
"""Parts of which all, and their total, are printed to the hundred or coarser: then they are rounded."""


def _find_grain(numbers: list[Quantity]) -> float:
    """What the figures of a long column are rounded to, if all end in two noughts or more; nought else."""
    grain = 1
    while len(numbers) > MANY_PARTS and all(n.whole and n.value % (grain * 10) == 0 for n in numbers) and grain < 1e9:
        grain *= 10
    return grain if grain >= COARSE else 0.0


def _is_average(grid: Grid, total: int, parts: list[int], columns: list[int]) -> bool:
    """Whether a last row lies among its parts in every column, as a weighted mean does and a sum of two or more never."""
    within = [
        is_within(printed, [n for r in parts if (n := grid.number(r, c))])
        for c in columns
        if (printed := grid.number(total, c))
    ]
    decimals = any(n.places for c in columns if (n := grid.number(total, c)))
    return bool(within) and all(within) and (len(within) > 1 or decimals)


def _kept_back(grid: Grid, total: int, parts: list[int], column: int) -> bool:
    """Whether parts that are suppressed, not available or dashes could make up what the printed parts fall short of the total."""
    printed = grid.number(total, column)
    hidden = [true for r in parts if (true := grid.hidden.get((r, column)))]
    if printed is None or not hidden:
        return False
    short = printed.true - add_up([n for r in parts if (n := grid.number(r, column))])
    most = sum(math.inf if true.high == 0 and not _dash_is_nil(grid) else true.high for true in hidden)
    return short.high >= -1e-9 and short.low <= most + 1e-9


def _dash_is_nil(grid: Grid) -> bool:
    """Whether a total of the table comes right where a dash among its parts is nothing."""
    for total in (r for r, label in enumerate(grid.rows) if is_total(label)):
        parts = [r for r in range(total) if not is_total(grid.rows[r])]
        for c in range(len(grid.columns)):
            if any(grid.hidden.get((r, c)) == NOTHING for r in parts) and _fits(grid, total, parts, c):
                return True
    return False


def _judge_totals(grid: Grid) -> Iterator[Judgement]:
    excused = excuses_gap(grid.table)
    account = [r for r, label in enumerate(grid.rows) if RUNNING.search(label)]
    groups = [] if grid.turned else find_groups(grid)
    addable = [c for c in range(len(grid.columns)) if is_addable(grid, c)]
    shown = _shown_totals(grid, groups)
    totals = [r for r in range(len(grid.rows)) if is_total(grid.rows[r]) or _is_whole(grid, r)]
    for total in totals[:MOST_TOTALS]:
        if UNADDABLE.search(grid.rows[total]):
            continue
        ways = _addends(grid, total, groups)
        if not ways or not addable:
            continue
        scored = [(sum(_fits(grid, total, way, c) is True for c in addable), -i) for i, way in enumerate(ways)]
        hits, order = max(scored)
        way = ways[-order]
        tail = _tail_block(grid, total, addable) if 3 * hits < len(addable) else []
        if tail:
            way, hits = tail, sum(_fits(grid, total, tail, c) is True for c in addable)
        if grid.turned and not hits and any(PRICED.search(grid.rows[r]) for r in way):
            continue  # a number of things at a price is multiplied
        block = _shown_block(grid, total, ways, shown) if not hits and is_total(grid.rows[total]) else []
        way = block or way
        judged = [c for c in addable if _fits(grid, total, way, c) is not None]
        if 2 * hits < len(judged) and not any(_is_telling(grid, total, way, c) for c in judged):
            hits = 0  # one small figure may be a sum by chance
        if not hits and _is_average(grid, total, way, judged):
            continue
        for c in judged:
            printed = grid.number(total, c)
            cell = grid.cells[total][c]
            assert printed is not None
            assert cell is not None
            numbers = [n for n in (grid.number(r, c) for r in way) if n]
            value = sum(n.value for n in numbers)
            places = (cell.place,)
            involved = (cell.place, *places_of(grid, tuple((r, c) for r in way)))
            working = sum_in_print(numbers)
            if _fits(grid, total, way, c) is not True and _kept_back(grid, total, way, c):
                yield Judgement(
                    Verdict.CANNOT_TELL, "table_total", places, "some of its parts are not given, and may come to the rest",
                    printed.text,
                )  # fmt: skip
                continue
            if _fits(grid, total, way, c):
                yield Judgement(
                    Verdict.CONSISTENT, "table_total", places, f"{working} = {show(value, printed)}", involves=involved
                )
                continue
            named = f"{grid.rows[total]} of {grid.columns[c] or 'the ' + grid.axis}".strip()
            unnamed = grid.turned and hits < 3 and "total" not in grid.rows[total].lower()
            running = any(r in way or r == total for r in account) and not hits
            doubtful = (unnamed or excused or running or (not grid.columns[c] and is_within(printed, numbers))) or (
                hits == 0 and not block and not _plain(grid, total, way, printed.value, value)
            )
            mistake = find_mistake(grid, way, c, printed.value, value)
            far = not (mistake or hits or may_be_total(printed, numbers, value))
            verdict = Verdict.CANNOT_TELL if doubtful or far else Verdict.WRONG
            yield Judgement(
                verdict, "table_total", places,
                f"{named} is printed as {printed.text}, but its parts come to {show(value, printed)}: {working}",
                printed.text, show(value, printed), mistake,
                gap=round(printed.value - value, 6), involves=involved,
            )  # fmt: skip


def _is_telling(grid: Grid, total: int, parts: list[int], column: int) -> bool:
    printed = grid.number(total, column)
    return printed is not None and abs(printed.value) >= TELLING and _fits(grid, total, parts, column) is True


def _tail_block(grid: Grid, total: int, addable: list[int]) -> list[int]:
    """The last few rows above a total that two columns, and most of them, show it to be the sum of: a block with no other heading."""
    for first in range(total - 2, max(-1, total - 12), -1):
        way = [r for r in range(first, total) if not OF_WHICH.match(grid.rows[r])]
        fits = [_fits(grid, total, way, c) for c in addable]
        told = sum(_is_telling(grid, total, way, c) for c in addable)
        if told >= 2 and told > sum(fit is False for fit in fits):
            return way
    return []


WHOLE = re.compile(
    r"^\W*(?:all\b.*|overall|force(?:\s?wide)?|county|district|borough|council|england(?: and wales)?|(?:gross|net|total)\b.*"
    r"\b(?:expenditure|budget|requirement|income|spend(?:ing)?|cost))\W*$",
    re.IGNORECASE,
)
MOST_TOTALS, MOST_SHOWN, FURTHEST = 60, 20, 300
"""Totals of a table that are judged, and that are looked at for whether its totals are sums; the rows above one that it may be of."""
TELLING = 30
"""A sum of three parts or more that comes to this much is not right by chance."""


def _is_whole(grid: Grid, row: int) -> bool:
    """Whether a last row named as a whole is shown to be the sum of the rows above by one of its columns."""
    if row != len(grid.rows) - 1 or not WHOLE.match(grid.rows[row]):
        return False
    parts = [r for r in range(row) if not is_total(grid.rows[r]) and not OF_WHICH.match(grid.rows[r])]
    return len(parts) >= 3 and any(
        _fits(grid, row, parts, c) and (whole := grid.number(row, c)) and abs(whole.value) >= TELLING
        for c in range(len(grid.columns))
        if is_addable(grid, c)
    )


def _shown_block(grid: Grid, total: int, ways: list[list[int]], shown: set[int]) -> list[int]:
    """The rows since the total above, where two other totals of the table come right; it shows that its totals are sums."""
    since = max((r + 1 for r in range(total) if is_total(grid.rows[r])), default=0)
    block = [r for r in range(since, total) if not OF_WHICH.match(grid.rows[r])]
    return block if len(block) >= 2 and block in ways and len(shown - {total}) >= 2 else []


def _shown_totals(grid: Grid, groups: list[Group]) -> set[int]:
    """The first totals of a table that come right in a column, whichever rows they are of."""
    totals = [r for r in range(len(grid.rows)) if is_total(grid.rows[r])][:MOST_SHOWN]
    addable = [c for c in range(len(grid.columns)) if is_addable(grid, c)]
    return {r for r in totals if any(_fits(grid, r, way, c) for way in _addends(grid, r, groups) for c in addable)}


def _plain(grid: Grid, total: int, way: list[int], printed: float, value: float) -> bool:
    """Where no total of the table adds up: whether it is a bare list of parts with its total, not something else."""
    labelled = all(grid.rows[r] for r in way)
    near = abs(printed - value) <= 0.25 * max(abs(printed), abs(value))
    bare = way == list(range(way[0], way[0] + len(way))) and len(way) == len(grid.rows) - 1 and len(way) >= 2
    simple = bool(re.fullmatch(r"\W*(?:(?:grand )?total|all(?: \w+s)?)\W*", grid.rows[total], re.IGNORECASE))
    if grid.turned and re.match(r"\W*all", grid.rows[total], re.IGNORECASE):
        return False
    return labelled and bare and (near or simple) and (simple or len(way) >= 3)
