"""Shares of one whole in tables: a column, or row, of them comes to 100 %."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.grids import Grid, add_up, both_ways, excuses_gap, is_total, read_grid
from openscrutiny.claims.reading.quantities import Interval
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.tables.columns import places_of
from openscrutiny.claims.verdicts import Judgement, Verdict


def check_table_hundreds(reading: Reading) -> Iterator[Judgement]:
    """Every column of shares under a total of 100 %, and rows of shares of which most come to it."""
    for table in reading.tables:
        grid = read_grid(table)
        if grid:
            yield from _judge_hundred(grid)
            for way in both_ways(grid):
                yield from _judge_answers(way)


HUNDRED = Interval(100, 100)


def _judge_hundred(grid: Grid) -> Iterator[Judgement]:
    """A column of shares with a total of 100 %: its parts must come to 100."""
    for c in range(len(grid.columns)):
        numbers = {r: q for r in range(len(grid.rows)) if (q := grid.number(r, c))}
        totals = [
            r for r, q in numbers.items()
            if q.value == 100 and (is_total(grid.rows[r]) or (r == len(grid.rows) - 1 and (not grid.rows[r] or _is_whole(grid, r, c))))
        ]  # fmt: skip
        percents = all(q.unit == "%" for q in numbers.values()) or "%" in grid.columns[c]
        parts = {r: q for r, q in numbers.items() if r not in totals}
        above = {r: q for r, q in parts.items() if totals and r < totals[0]}
        if len(above) > 1 and abs(sum(q.value for q in above.values()) - 100) <= len(above):
            parts = above  # what stands below is of the whole, and no more of it: `of whom under 18`
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


PART_OF = re.compile(r"\bshares?\b|\bproportion of\b|(?:%|\bper\s?cent|\bpercentage) of\b", re.IGNORECASE)
"""Headings of shares of one whole."""


def _is_whole(grid: Grid, row: int, column: int) -> bool:
    """Whether a last row with 100 % is that of the whole: a count beside it is the sum of the rows above, under a heading of shares."""
    above = [[q for r in range(row) if (q := grid.number(r, c))] for c in range(len(grid.columns))]
    return bool(PART_OF.search(grid.columns[column])) and any(
        len(parts) == row >= 2
        and (whole := grid.number(row, c))
        and whole.unit != "%"
        and add_up(parts).meets(whole.true)
        for c, parts in enumerate(above)
    )


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
        judged.append((r, parts, add_up([q for _, q in parts]).meets(HUNDRED)))
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
