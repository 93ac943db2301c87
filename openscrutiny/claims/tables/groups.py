"""Groups in tables: rows of which each is the sum of the rows below it, as `Theft` stands over its kinds."""

from collections.abc import Iterator

from openscrutiny.claims.reading.grids import (
    OF_WHICH,
    Grid,
    add_up,
    is_addable,
    is_total,
    read_grid,
    show,
    sum_in_print,
)
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.tables.columns import places_of
from openscrutiny.claims.verdicts import Judgement, Verdict

TELLING = 30
"""A sum of this much is not right by chance."""
Group = tuple[int, tuple[int, ...]]
"""The row that heads a group, and the rows of its parts."""


def check_groups(reading: Reading) -> Iterator[Judgement]:
    """The heads of groups against their parts, where two groups of a table show that its rows are arranged so."""
    for table in reading.tables:
        grid = read_grid(table)
        if grid is None:
            continue
        groups = find_groups(grid)
        for head, parts in (*groups, *(_whole(grid, groups) if groups else ())):
            for c in range(len(grid.columns)):
                if is_addable(grid, c):
                    yield from _judge_sum(grid, head, parts, c)


def _find_groups(grid: Grid, addable: list[int]) -> list[Group]:
    found: list[Group] = []
    row = 0
    while row < len(grid.rows):
        group = _group_at(grid, row, addable)
        if group:
            found.append(group)
            row = group[1][-1] + 1
        else:
            row += 1
    return found


def _group_at(grid: Grid, head: int, addable: list[int]) -> Group | None:
    """The rows below a head that at least half of its columns, one of them tellingly, show it to be the sum of."""
    if is_total(grid.rows[head]):
        return None
    for last in range(head + 2, min(len(grid.rows), head + 15)):
        parts = tuple(range(head + 1, last + 1))
        if any(is_total(grid.rows[r]) for r in parts):
            return None
        fits = [_fits(grid, head, parts, c) for c in addable]
        told = sum(
            fit is True and abs(q.value) >= TELLING and sum(bool(grid.number(r, c)) for r in parts) >= 2
            for fit, c in zip(fits, addable, strict=True)
            if (q := grid.number(head, c))
        )
        if told and 2 * told >= sum(fit is not None for fit in fits):
            return head, parts
    return None


def find_groups(grid: Grid) -> list[Group]:
    """The groups of a table; none unless two show that its rows are arranged so."""
    groups = _find_groups(grid, [c for c in range(len(grid.columns)) if is_addable(grid, c)])
    return groups if len(groups) >= 2 else []


def rows_outside(grid: Grid, groups: list[Group], whole: int) -> tuple[int, ...]:
    """The rows that a total of every group is the sum of: their heads, and the rows in no group."""
    inside = {r for _, parts in groups for r in parts}
    return tuple(
        r
        for r, label in enumerate(grid.rows)
        if r != whole and r not in inside and not is_total(label) and not OF_WHICH.match(label)
    )


def _whole(grid: Grid, groups: list[Group]) -> Iterator[Group]:
    """A last or first row named as a total of what it counts, such as `Total recorded crime`."""
    inside = {r for group in groups for r in (group[0], *group[1])}
    for whole in (0, len(grid.rows) - 1):
        name, heads = grid.rows[whole].lower(), rows_outside(grid, groups, whole)
        if (
            whole not in inside
            and not is_total(name)
            and ("total" in name or name.startswith("all"))
            and len(heads) >= 2
        ):
            yield whole, heads
            return


def _fits(grid: Grid, head: int, parts: tuple[int, ...], column: int) -> bool | None:
    printed, numbers = grid.number(head, column), [q for r in parts if (q := grid.number(r, column))]
    if printed is None or len(numbers) < len(parts):
        return None
    return add_up(numbers).meets(printed.true)


def _judge_sum(grid: Grid, head: int, parts: tuple[int, ...], column: int) -> Iterator[Judgement]:
    fits, printed, cell = _fits(grid, head, parts, column), grid.number(head, column), grid.cells[head][column]
    if fits is None or printed is None or cell is None:
        return
    numbers = [q for r in parts if (q := grid.number(r, column))]
    value = sum(q.value for q in numbers)
    working = f"{sum_in_print(numbers)} = {show(value, printed)}"
    involved = (cell.place, *places_of(grid, tuple((r, column) for r in parts)))
    if fits:
        yield Judgement(Verdict.CONSISTENT, "table_total", (cell.place,), working, involves=involved)
    else:
        yield Judgement(
            Verdict.WRONG, "table_total", (cell.place,),
            f"{grid.rows[head]} of {grid.columns[column] or 'the column'} is printed as {printed.text}, but its parts come to {working}",
            printed.text, show(value, printed), gap=round(printed.value - value, 6), involves=involved,
        )  # fmt: skip
