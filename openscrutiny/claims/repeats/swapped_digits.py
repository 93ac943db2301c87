"""A figure that stands once in a document, and that another figure of the same thing is with two digits changed round.

`Hate crime strands: 1,108` in a summary, `the 1,180 strands recorded` in the findings: chance seldom makes such a pair, and
seldomer of one thing.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from openscrutiny.claims.reading.grids import read_grid
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import MONTHS, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.repeats.told_clauses import read_clause
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

FEWEST = 3
"""Digits of a figure whose change round tells anything."""
LARGEST_GAP = 0.25
"""How far two such figures of one thing may lie apart, relative to the greater: more is told by other checks."""
CLAUSE = re.compile(
    r"[;:.]\s|,\s|\s[–—-]\s|\b(?:and|but|while|whilst|whereas|which|compared|against|from|than|with|up|down)\b"
)
PAST = re.compile(
    r"\b(?:last|previous|prior|preceding|earlier|ago|before|baseline|target|budget|plan(?:ned)?|forecast|expected|average|national\w*|former\w*|original\w*|revised|limit|since|compared|against)\b",
    re.IGNORECASE,
)
MONTH = re.compile(rf"\b{MONTHS}\b", re.IGNORECASE)
PERIOD = re.compile(r"\b(?:20\d\d(?:[/–-]\d\d)?|Q[1-4])\b")
EMPTY = frozenset(["draw", "drew", "made", "mak", "receiv", "record", "report", "stood", "stand", "held", "handl", "attend", "mani", "peopl"])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, where it stands, and the telling words about it."""

    quantity: Quantity
    place: Place
    words: frozenset[str]
    periods: frozenset[str]
    sentence: Sentence | None  # None in a table
    past: bool

    @property
    def digits(self) -> str:
        return re.sub(r"\D", "", self.quantity.text)

    @property
    def key(self) -> tuple[str, int, float, str]:
        """Figures that one slip could have made of one another: unit, places, scale and digits in order of size."""
        q = self.quantity
        return q.unit, q.places, q.scale, "".join(sorted(self.digits))


def check_swapped_digits(reading: Reading) -> Iterator[Judgement]:
    """Every figure of prose that stands nowhere else, beside the one other figure of its thing that its digits make."""
    figures = [*_prose(reading), *_cells(reading)]
    counts = Counter((f.quantity.unit, f.digits) for f in figures)
    alike: dict[tuple[str, int, float, str], list[Figure]] = {}
    for figure in figures:
        if len(figure.digits) >= FEWEST and not figure.quantity.signed:
            alike.setdefault(figure.key, []).append(figure)
    for group in alike.values():
        for one in group if len({f.digits for f in group}) == 2 else ():
            if one.sentence is None or one.past or counts[one.quantity.unit, one.digits] > 1:
                continue
            others = [f for f in group if _is_swap(one.digits, f.digits) and _is_one_thing(one, f, counts)]
            if others and all(_is_level(reading, f) for f in (one, others[0])):
                yield _differ(one, others[0])


def _is_level(reading: Reading, one: Figure) -> bool:
    """Not `14,762 fewer`, nor `a further 2,486`."""
    return one.sentence is None or read_clause(reading, one.sentence, one.quantity) is not None


def _prose(reading: Reading) -> Iterator[Figure]:
    for sentence in reading.sentences:
        for q in () if sentence.in_table else sentence.quantities:
            start = max((m.end() for m in CLAUSE.finditer(sentence.text, 0, q.start)), default=0)
            end = min((m.start() for m in CLAUSE.finditer(sentence.text, q.end)), default=len(sentence.text))
            words = reading.words(sentence.text[start:end]) - EMPTY
            if len(words) < 2:
                words = reading.words(sentence.text) - EMPTY
            past = bool(PAST.search(sentence.text[max(0, start - 30) : end])) or q.points or bool(q.qualifier)
            yield Figure(q, sentence.place(q.start, q.end), words, _periods(sentence.text), sentence, past)


def _cells(reading: Reading) -> Iterator[Figure]:
    for table in reading.tables:
        grid = read_grid(table)
        for r, row in enumerate(grid.cells) if grid else ():
            for c, cell in enumerate(row):
                if grid and cell and cell.number:
                    said = f"{grid.rows[r]} {grid.columns[c] or ''}"
                    yield Figure(cell.number, cell.place, reading.words(MONTH.sub(" ", said)), _periods(said), None, bool(PAST.search(said)))  # fmt: skip


def _periods(text: str) -> frozenset[str]:
    return frozenset(PERIOD.findall(text))


def _is_swap(one: str, two: str) -> bool:
    """Whether two neighbouring digits changed round make one of the other."""
    apart = [i for i in range(len(one)) if one[i] != two[i]]
    return len(apart) == 2 and apart[1] == apart[0] + 1


def _is_one_thing(one: Figure, two: Figure, counts: Counter[tuple[str, str]]) -> bool:
    if two.past or two.sentence is one.sentence or not one.words or not two.words:
        return False
    if abs(one.quantity.value - two.quantity.value) > LARGEST_GAP * max(one.quantity.value, two.quantity.value):
        return False
    if one.periods and two.periods and one.periods != two.periods:
        return False
    shared = one.words & two.words
    fewer = min(one.words, two.words, key=len)
    told = counts[two.quantity.unit, two.digits] > 1
    if len(one.digits) == FEWEST:
        return told and len(shared) >= 2 and shared == fewer
    return len(shared) >= (1 if told else 2) and len(fewer - shared) <= (len(shared) > 1)


def _differ(one: Figure, two: Figure) -> Judgement:
    a, b = one.quantity.text, two.quantity.text
    return Judgement(
        Verdict.WRONG, "repeat", (one.place, two.place), f"one quantity is given as {a} here and {b} there", f"{a} and {b}",
        f"one figure in both: {a} or {b}", "digits changed round", involves=(one.place, two.place),
    )  # fmt: skip
