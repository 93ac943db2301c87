"""Columns worked out from other columns: the rule is the one that most rows obey; the rows that do not are wrong."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.grids import Grid, both_ways, excuses_gap, is_total, read_grid, show, sum_in_print
from openscrutiny.claims.reading.quantities import Interval, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.tables.rules import CHANGE, RATE, SHARE, Rule, find_rules
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

NEEDED = 0.7
"""The least part of the rows that must obey a rule; where the heading names the rule, `NAMED_NEEDED`."""
NAMED_NEEDED = 0.6


def check_table_columns(reading: Reading) -> Iterator[Judgement]:
    """Every column, and row, that most of its table shows to be worked out from the others."""
    for table in reading.tables:
        grid = read_grid(table)
        if grid:
            yield from _judge_hundred(grid)
            for way in both_ways(grid):
                yield from _judge_columns(way)
                yield from _judge_answers(way)
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
            sure = hits >= 2 * misses or bool(CHANGE.search(grid.columns[column])) or rule.certain
            if untried and is_total(grid.rows[r]):
                sure = False
            yield Judgement(
                Verdict.WRONG if sure else Verdict.CANNOT_TELL, rule.kind, (cell.place,),
                f"{grid.columns[column] or rule.name} of {grid.rows[r] or 'this row'} is printed as {printed.text}, "
                f"but {arithmetic} = {worked}", printed.text, should, _sign_mistake(printed, true),
                involves=(cell.place, *places_of(grid, used)),
            )  # fmt: skip


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
        tried = [(q, working[0]) for r in rows if (q := grid.number(r, column)) and (working := rule.work(r))]
        if not tried:
            continue
        agreed = [(q, true) for q, true in tried if _agrees(q, true, signed=signed)]
        told = sum(not (true.low <= 0 <= true.high and q.value == 0) for q, true in agreed)
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


HUNDRED = Interval(100, 100)


def _total_of(parts: list[Quantity]) -> Interval:
    return Interval(sum(q.true.low for q in parts), sum(q.true.high for q in parts))


def _judge_hundred(grid: Grid) -> Iterator[Judgement]:
    """A column of shares with a total of 100 %: its parts must come to 100."""
    for c in range(len(grid.columns)):
        numbers = {r: q for r in range(len(grid.rows)) if (q := grid.number(r, c))}
        totals = [
            r for r, q in numbers.items()
            if q.value == 100 and (is_total(grid.rows[r]) or (not grid.rows[r] and r == len(grid.rows) - 1))
        ]  # fmt: skip
        percents = all(q.unit == "%" for q in numbers.values()) or "%" in grid.columns[c]
        parts = {r: q for r, q in numbers.items() if r not in totals}
        if not percents or len(totals) != 1 or len(parts) < 2 or excuses_gap(grid.table):
            continue
        cell = grid.cells[totals[0]][c]
        assert cell is not None
        half = max(0.5 * 10.0**-q.places for q in parts.values()) * len(parts)
        value = sum(q.value for q in parts.values())
        fine = abs(value - 100) <= half + 1e-9
        yield Judgement(
            Verdict.CONSISTENT if fine else Verdict.WRONG, "percentages_sum", (cell.place,),
            f"the percentages of {grid.columns[c] or 'the column'} come to {value:g}% and are said to come to 100%",
            "" if fine else "100%", "" if fine else f"{value:g}%",
            "" if fine else "the shares were taken of another total than the rows shown",
            involves=(cell.place, *places_of(grid, tuple((r, c) for r in parts))),
        )  # fmt: skip


BASE = re.compile(
    r"^\W*(?:(?:unweighted|weighted|total)\s+)?(?:base|n|number|sample|responses|respondents|replies|number of (?:responses|respondents|replies))\b",
    re.IGNORECASE,
)
"""What a column, or a row, of shares was taken of."""


def _judge_answers(grid: Grid) -> Iterator[Judgement]:
    """Rows of percentages of which most come to 100: those that do not, by more than rounding."""
    answers = [c for c, name in enumerate(grid.columns) if not BASE.match(name)]
    judged = []
    for r in (r for r, label in enumerate(grid.rows) if not BASE.match(label)):
        parts = [(c, q) for c in answers if (q := grid.number(r, c))]
        if len(parts) < 2 or len(parts) < len(answers) or any(q.unit != "%" or q.signed for _, q in parts):
            return
        judged.append((r, parts, _total_of([q for _, q in parts]).meets(HUNDRED)))
    fine = sum(fits for _, _, fits in judged)
    pair = len(judged) == 2 and fine == 1 and len(judged[0][1]) >= 4
    if not pair and (fine < 3 or fine < 0.7 * len(judged)):
        return
    for r, parts, fits in judged:
        value = sum(q.value for _, q in parts)
        cells = places_of(grid, tuple((r, c) for c, _ in parts))
        working = " + ".join(q.text for _, q in parts) + f" = {value:g}%"
        yield Judgement(
            Verdict.CONSISTENT if fits else Verdict.WRONG, "percentages_sum", cells,
            working if fits else f"{working} for {grid.rows[r] or 'this ' + grid.axis}, where the others come to 100%",
            "" if fits else f"{value:g}%", "" if fits else "100%", involves=cells,
        )  # fmt: skip


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
            judged.append((c, printed, parts, _total_of(parts).scaled(1 / mean)))
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
