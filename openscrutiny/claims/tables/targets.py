"""Columns that say in words whether a target is met, or a figure better than the last, against the figures beside them."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.grids import Grid, read_grid
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.tables import Cell
from openscrutiny.claims.verdicts import Judgement, Verdict

TARGET = re.compile(r"^\W*(?:target|standard|threshold|goal)\b(?!.*\b(?:met|achieved|status)\b)", re.IGNORECASE)
PREVIOUS = re.compile(r"\b(?:previous|last|prior)\b(?!.*\b(?:change|difference|target|against)\b)", re.IGNORECASE)
NOT_NOW = re.compile(
    r"\b(?:previous|last|prior|baseline|change|difference|rank|forecast|target|tolerance|national|average|msf|msg)\b",
    re.IGNORECASE,
)
SAID = re.compile(r"\b(?:met|achieved|status|rag|on target|against target|result)\b", re.IGNORECASE)
TREND = re.compile(r"\b(?:trend|direction|dot|travel|compared|movement|better|performance|progress)\b", re.IGNORECASE)
YES = re.compile(
    r"^\W*(?:yes|y|met|achieved|target met|on target|above(?: target)?|exceeded|✓|✔|green)\W*$", re.IGNORECASE
)
NO = re.compile(
    r"^\W*(?:no|n|not met|missed|not achieved|target not met|(?:off|not on) target|below(?: target)?|✗|✘|red)\W*$",
    re.IGNORECASE,
)
BETTER = re.compile(r"^\W*(?:better|improv(?:ed|ing|ement))(?:\s(?:than|on|since)\s[\w ]+)?\W*$", re.IGNORECASE)
WORSE = re.compile(
    r"^\W*(?:worse(?:ning|ned)?|declin(?:ed|ing)|deteriorat(?:ed|ing)|poorer)(?:\s(?:than|on|since)\s[\w ]+)?\W*$",
    re.IGNORECASE,
)
NEITHER = re.compile(
    r"^\W*(?:amber|near(?:ly)?(?: target)?|within tolerance|no target|not (?:set|due)|n/?a|tbc|same|no change|stable|unchanged|similar|static|[-–])?\W*$",
    re.IGNORECASE,
)
"""Words of a row that is neither: it is not judged."""
FEWER_BETTER, MORE_BETTER = (
    re.compile(rf"\b(?:{words}) is (?:better|good|best)\b", re.IGNORECASE)
    for words in ("lower|less|fewer|smaller", "higher|more|bigger")
)
VERDICTS = (
    (TARGET, SAID, YES, NO, ("a target", "the target is met", "the target is not met")),
    (PREVIOUS, TREND, BETTER, WORSE, ("an earlier figure", "better", "worse")),
)
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
    """Every `met` and `not met`, or `better` and `worse`, of a table with one column that they are said of."""
    for table in reading.tables:
        grid = read_grid(table)
        for base, said, yes, no, words_for in VERDICTS if grid else ():
            if grid is None:
                continue
            bases = [c for c, name in enumerate(grid.columns) if base.search(name)]
            figures = [c for c, name in enumerate(grid.columns) if c not in bases and not NOT_NOW.search(name)]
            words = [c for c in range(table.width) if said.search(table.header(c)) and _is_worded(grid, c, yes, no)]
            if len(bases) == len(words) == 1 and figures:
                tries = [_hold(grid, bases[0], figure, words[0], yes) for figure in figures]
                yield from _judge_words(tries, *words_for)


def _is_worded(grid: Grid, column: int, yes: re.Pattern[str], no: re.Pattern[str]) -> bool:
    words = [row[column].text for row in grid.table.body if column < len(row)]
    told = [word for word in words if not NEITHER.match(word)]
    return len(told) > FEWEST and all(yes.match(word) or no.match(word) for word in told)


Held = tuple[Cell, Cell, Cell, bool, bool]
"""The word, the figure and what it is held to; whether the word is yes, and whether the figure is the better."""


def _hold(grid: Grid, base: int, figure: int, said: int, yes: re.Pattern[str]) -> list[Held]:
    """Each word beside its figures; none that are equal, or of a measure of which less may be better and it is not said."""
    held: list[Held] = []
    for r, row in enumerate(grid.table.body):
        aim, reached = grid.cells[r][base], grid.cells[r][figure]
        if not (aim and reached and aim.number and reached.number) or said >= len(row) or NEITHER.match(row[said].text):
            continue
        if aim.number.unit != reached.number.unit:
            continue
        gap, label = reached.number.value - aim.number.value, grid.rows[r]
        if FEWER_BETTER.search(label):
            gap = -gap
        elif LOWER.search(label) and not DONE.search(label) and not MORE_BETTER.search(label):
            continue
        if gap:
            held.append((row[said], reached, aim, bool(yes.match(row[said].text)), gap > 0))
    return held


def _judge_words(tries: list[list[Held]], what: str, good: str, bad: str) -> Iterator[Judgement]:
    """By the column of figures that the words follow: wrong is the one word that follows none of the columns."""
    best = min(tries, key=lambda held: (sum(said != better for *_, said, better in held), -len(held)))
    odd = [entry for entry in best if entry[3] != entry[4]]
    kept = [entry for entry in best if entry[3] == entry[4]]
    if len(odd) > 1 or len(kept) < FEWEST or len({said for *_, said, _ in kept}) < 2:
        return
    for word, reached, base, said, better in best:
        places = (word.place, reached.place, base.place)
        against = f"{reached.text.strip()} against {what} of {base.text.strip()}"
        if said == better:
            yield Judgement(Verdict.CONSISTENT, "direction", places, against)
        elif not any(entry[0] is word and entry[3] == entry[4] for held in tries for entry in held):
            yield Judgement(
                Verdict.WRONG, "direction", places, f"'{word.text.strip()}' beside {against}; the other rows take more for better",
                word.text.strip(), good if better else bad, involves=places,
            )  # fmt: skip
