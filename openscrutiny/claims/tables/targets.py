"""Columns that say in words whether a target is met, against the target and the figure beside it."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.grids import Grid, read_grid
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.tables import Cell
from openscrutiny.claims.verdicts import Judgement, Verdict

TARGET = re.compile(r"^\W*(?:target|standard|threshold|goal)\b(?!.*\b(?:met|achieved|status)\b)", re.IGNORECASE)
SAID = re.compile(r"\b(?:met|achieved|status|rag|on target|against target|result)\b", re.IGNORECASE)
YES = re.compile(
    r"^\W*(?:yes|y|met|achieved|target met|on target|above(?: target)?|exceeded|✓|✔|green)\W*$", re.IGNORECASE
)
NO = re.compile(
    r"^\W*(?:no|n|not met|missed|not achieved|target not met|off target|below(?: target)?|✗|✘|red)\W*$", re.IGNORECASE
)
PLANNED = re.compile(r"\b(?:previous|last|prior|baseline|change|difference|rank|forecast)\b", re.IGNORECASE)
LOWER = re.compile(
    r"time|days|minutes|hours|wait|abandon|complaint|sick|absen|vacan|turnover|leaver|crime|offen|victims|repeat|reduc|cost|spend|loss|injur|casualt|death"
    r"|arrear|error|late\b|overdue|backlog|outstanding|unanswered|unresolved|lower|fewer|less|below|fail|reject|miss",
    re.IGNORECASE,
)
"""Measures of which less may be better."""
DONE = re.compile(
    r"\b(?:in|within|on|under)\s+(?:time|target|\d+|\w+ (?:minutes|hours|days|working days))\b|satisf|success|acknowledged|answered|resolved|attended|completed|compliance",
    re.IGNORECASE,
)
"""Measures of what is done well, of which more is better."""
FEWEST = 4
"""Rows that must say the same of a target as their figures do, before one that does not is wrong."""


def check_targets(reading: Reading) -> Iterator[Judgement]:
    """Every `met` and `not met` of a table with one column of targets and one of figures."""
    for table in reading.tables:
        grid = read_grid(table)
        if grid is None:
            continue
        targets = [c for c, name in enumerate(grid.columns) if TARGET.search(name)]
        figures = [c for c, name in enumerate(grid.columns) if c not in targets and not PLANNED.search(name)]
        said = [c for c in range(table.width) if SAID.search(table.header(c)) and _is_worded(grid, c)]
        if len(targets) == len(figures) == len(said) == 1:
            yield from _judge_words(grid, targets[0], figures[0], said[0])


def _is_worded(grid: Grid, column: int) -> bool:
    words = [row[column].text for row in grid.table.body if column < len(row) and row[column].text.strip()]
    return len(words) > FEWEST and all(YES.match(word) or NO.match(word) for word in words)


def _judge_words(grid: Grid, target: int, figure: int, said: int) -> Iterator[Judgement]:
    """More is better, by what all rows but one show; figures on the target, and measures of which less is better, are not judged."""
    judged: list[tuple[Cell, Cell, Cell, bool, bool]] = []
    for r, row in enumerate(grid.table.body):
        aim, reached = grid.cells[r][target], grid.cells[r][figure]
        if aim and reached and aim.number and reached.number and said < len(row) and row[said].text.strip():
            if aim.number.unit != reached.number.unit:
                return
            gap = reached.number.value - aim.number.value
            if gap and (DONE.search(grid.rows[r]) or not LOWER.search(grid.rows[r])):
                judged.append((row[said], reached, aim, bool(YES.match(row[said].text)), gap > 0))
    odd = [entry for entry in judged if entry[3] != entry[4]]
    kept = [entry for entry in judged if entry[3] == entry[4]]
    if len(odd) > 1 or len(kept) < FEWEST or len({met for *_, met in kept}) < 2:
        return
    for word, reached, aim, met, above in judged:
        places = (word.place, reached.place, aim.place)
        against = f"{reached.text.strip()} against a target of {aim.text.strip()}"
        if met == above:
            yield Judgement(Verdict.CONSISTENT, "direction", places, against)
        else:
            yield Judgement(
                Verdict.WRONG, "direction", places, f"'{word.text.strip()}' beside {against}; the other rows take more for better",
                word.text.strip(), "the target is met" if above else "the target is not met",
            )  # fmt: skip
