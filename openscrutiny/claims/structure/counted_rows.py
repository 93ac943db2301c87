"""A number of things in words beside the table or the list that holds them: `Four risks have a score of 12 or more`."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.grids import Grid, is_total, read_grid
from openscrutiny.claims.reading.number_words import NUMBER_WORDS
from openscrutiny.claims.reading.passages import NUMBERED, Sentence
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

THRESHOLD = re.compile(
    r"(?:^\W*|[,;]\s+(?:and\s+)?)\{N(?P<n>\d+)\}\s+(?P<what>[a-z]+s)\s+(?:have|had|has|score[ds]?|are|were|with)\s+(?:(?:an?|the|at|scored)\s+)*(?P<column>(?:[a-z]+\s+){0,4}?)(?:of\s+|at\s+)?\{N(?P<least>\d+)\}\s+or\s+(?P<way>more|above|over|higher|less|fewer|below|lower)\b",
    re.IGNORECASE,
)
NEAR = 40
"""Lines between a table and what is said of it."""
LETTERED = re.compile(r"^\s*(?:[-*•]\s+)?(?:\*\*)?R(?:ec)?\s?(?P<n>\d{1,2})[.:)]?\s+\S", re.IGNORECASE)
HEADED = re.compile(r"\W*(?:\d+\.?\s+)?(?:our )?recommendations\W*", re.IGNORECASE)
RECOMMENDED = re.compile(r"\b(?P<word>[a-z]+|\d{1,2}) recommendations\b", re.IGNORECASE)
OURS = re.compile(
    r"\b(?:makes?|made|make|sets? out|contains?|our|concludes? with|there are|and|with)\s+(?:a total of\s+|the\s+)?$",
    re.IGNORECASE,
)


def check_counted_rows(reading: Reading) -> Iterator[Judgement]:
    """Counts of rows that reach a value, and numbers of recommendations."""
    grids = [(table, grid) for table in reading.tables if (grid := read_grid(table))]
    recommendations = _recommendations(reading)
    for sentence in reading.sentences:
        if sentence.in_table:
            continue
        text, figures = worded_template(sentence)
        for match in THRESHOLD.finditer(text):
            near = [grid for table, grid in grids if abs(sentence.line - table.last_line) <= NEAR]
            stated, least = figures[int(match["n"])], figures[int(match["least"])]
            found = [_reach(reading, grid, match["column"], least.value, match["way"]) for grid in near]
            counts = [rows for rows in found if rows is not None]
            if len(counts) == 1:
                place = sentence.place(stated.start, least.end)
                yield _told(
                    stated.text, int(stated.value), len(counts[0]), place, f"{len(counts[0])} rows reach {least.text}"
                )
        if recommendations:
            yield from _numbered(sentence, recommendations)


def _reach(reading: Reading, grid: Grid, name: str, least: float, way: str) -> list[int] | None:
    """The rows whose value in the column of a name reaches a value; None where no one column has the name."""
    said = reading.words(name, generic=True)
    columns = [c for c, column in enumerate(grid.columns) if said and said <= reading.words(column, generic=True)]
    rows = [r for r, label in enumerate(grid.rows) if not is_total(label)]
    if len(columns) != 1 or any(grid.number(r, columns[0]) is None for r in rows):
        return None
    up = way.lower() in {"more", "above", "over", "higher"}
    values = {r: q.value for r in rows if (q := grid.number(r, columns[0]))}
    return [r for r, value in values.items() if (value >= least if up else value <= least)]


def _recommendations(reading: Reading) -> int:
    """How many recommendations the document lists as R1, R2 ..., or numbers under that heading, where they run without a gap; 0 where none."""
    numbers = [int(match["n"]) for line in reading.document.lines if (match := LETTERED.match(line.text))]
    if not numbers:
        headed = [line for line, heading in reading.prose.headings.items() if HEADED.fullmatch(heading)]
        if len(headed) != 1:
            return 0
        after = reading.document.lines[headed[0] :]
        end = next((i for i, line in enumerate(after) if line.number in reading.prose.headings), len(after))
        numbers = [int(match[1]) for line in after[:end] if (match := NUMBERED.match(line.text))]
    whole = len(numbers) >= 3 and numbers[0] == 1 and numbers[-1] == len(numbers) and numbers == sorted(numbers)
    return len(numbers) if whole else 0


def _numbered(sentence: Sentence, listed: int) -> Iterator[Judgement]:
    for match in RECOMMENDED.finditer(sentence.text):
        word = match["word"].lower()
        stated = int(word) if word.isdigit() else NUMBER_WORDS.get(word, 0)
        if stated and OURS.search(sentence.text[: match.start()]):
            yield _told(
                match["word"], stated, listed, sentence.place(match.start(), match.end()), f"R1 to R{listed} are listed"
            )


def _told(text: str, stated: int, found: int, place: Place, working: str) -> Judgement:
    if stated == found:
        return Judgement(Verdict.CONSISTENT, "count", (place,), working)
    return Judgement(Verdict.WRONG, "count", (place,), f"'{text}', but {working}", text, str(found))
