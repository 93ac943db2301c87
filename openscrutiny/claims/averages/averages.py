"""Averages that cannot lie outside their parts, in tables with a row for the whole and in prose."""

import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.directions import DIRECTION, template
from openscrutiny.claims.reading.grids import Grid, is_total, read_grid
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

MEAN = re.compile(
    r"^\W*(?:average|mean|(?:monthly|quarterly|daily|weekly|annual|force|county|group) (?:average|mean))\W*$",
    re.IGNORECASE,
)
AVERAGE = re.compile(
    r"^\W*(?:average|mean|overall|all areas|all|force(?:\s*wide)?|county|total|[A-Z][\w&]+(?: [A-Z][\w&]+){0,2} (?:average|total))\W*$",
    re.IGNORECASE,
)
PART = re.compile(r"change|vari|diff|share|proportion of (?:the )?total|% of (?:the )?total", re.IGNORECASE)


def check_averages(reading: Reading) -> Iterator[Judgement]:
    """A percentage for the whole, or a mean, must lie between the least and the greatest of its parts."""
    for table in reading.tables:
        grid = read_grid(table)
        if grid and all(grid.rows):
            yield from _last_row(grid)
            if all(grid.columns):
                yield from _last_row(grid.turn())
    for sentence in reading.sentences:
        if not DIRECTION.search(sentence.text):
            yield from _in_words(sentence)


def _last_row(grid: Grid) -> Iterator[Judgement]:
    last = len(grid.rows) - 1
    mean = bool(MEAN.match(grid.rows[last]))
    if (
        last < 3
        or (not AVERAGE.match(grid.rows[last]) and not mean)
        or any(is_total(label) for label in grid.rows[:last])
    ):
        return
    for c in range(len(grid.columns)):
        cell, parts = grid.cells[last][c], [q for r in range(last) if (q := grid.number(r, c))]
        if not cell or not cell.number or len(parts) < last or len(parts) < 3 or PART.search(grid.columns[c]):
            continue
        if any(q.unit != cell.number.unit for q in parts) or not (mean or cell.number.unit == "%"):
            continue
        if not mean and (
            cell.number.value == 100 or abs(sum(q.value for q in parts) - cell.number.value) <= len(parts)
        ):
            continue
        yield judge_average(
            cell.number, parts, f"{grid.rows[last]} of {grid.columns[c] or 'the column'}", (cell.place,)
        )


def judge_average(
    whole: Quantity, parts: Sequence[Quantity], name: str, places: tuple[Place, ...], *, weighed: bool = False
) -> Judgement:
    """Whether a figure lies between the least and the greatest of its parts, each within its rounding.

    `weighed` where every part is sure to count for something: then the figure is not as far out as the rounding of one allows.
    """
    low, high = min(q.true.low for q in parts), max(q.true.high for q in parts)
    half = 0.5 * 10.0**-whole.places * whole.scale
    room = -1e-9 if weighed and max(q.value for q in parts) > min(q.value for q in parts) else 1e-9
    fine = whole.value - half <= high + room and low <= whole.value + half + room
    least, most = (pick(parts, key=lambda q: q.value).text for pick in (min, max))
    return Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "average", places, f"{name} is {whole.text}; its parts run from {least} to {most}",
        "" if fine else whole.text, "" if fine else f"between {least} and {most}", involves=places if fine else (),
    )  # fmt: skip


IN_PLACE = r"\{([PNM])\d+\}\s+(?:in|for|at)\s+(?:the\s+)?(?-i:[A-Z])[A-Za-z&' -]{1,30}?"
PLACES = rf"(?:{IN_PLACE}(?:,\s*|,?\s+and\s+)){{2,}}{IN_PLACE}"
LISTED = re.compile(
    rf"(?P<parts>{PLACES})(?:,|;|\s[-–—]|\.)?\s*(?:with|giving|making|an|and)?\s*(?:an?\s+)?(?:overall|combined|force(?:-|\s)?wide)?\s*(?:average|mean|overall|figure)?"
    r"\s*(?:average|mean)(?:\s+(?:of|was|is|being))?\s+\{(?P<whole>[PNM]\d+)\}",
    re.IGNORECASE,
)
LED = re.compile(
    rf"\{{(?P<whole>P\d+)\}}\s+(?:overall|across\s+the\s+[a-z]+|on average)(?:,|:|\s[-–—]|\s+\()\s*(?:with\s+|made up of\s+)?(?P<parts>{PLACES})",
    re.IGNORECASE,
)


OF_TWO = re.compile(
    r"(?P<parts>(?:\{P\d+\}\s+(?:among|in|for|of)\s+[^{}.;(]{2,30}?(?:,\s*|,?\s+and\s+))+\{P\d+\}\s+(?:among|in|for|of)\s+[^{}.;(]{2,30}?)\s*[(,;]\s*\{(?P<whole>P\d+)\}\s+(?:overall|on average|in all)\b",
    re.IGNORECASE,
)


def _in_words(sentence: Sentence) -> Iterator[Judgement]:
    """`71% in the North, 74% in the South and 69% in the East, an average of 76%`."""
    text, _ = template(sentence)
    quantities = sentence.quantities
    for pattern in (LISTED, LED, OF_TWO):
        for match in pattern.finditer(text):
            parts = [quantities[int(i)] for i in re.findall(r"\{[PNM](\d+)\}", match["parts"])]
            whole = quantities[int(match["whole"][1:])]
            if {q.unit for q in parts} == {whole.unit} and not any(q.qualifier for q in parts):
                everything = [*parts, whole]
                place = sentence.place(min(q.start for q in everything), max(q.end for q in everything))
                yield judge_average(whole, parts, "the whole", (place,))
