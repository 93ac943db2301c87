"""An average in prose of the areas, teams or sites that a table has a row for each of: `The average across the six districts was 71%`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from openscrutiny.claims.averages.judging import FARTHEST, judge_average
from openscrutiny.claims.averages.series_averages import AVERAGE, MEASURED, OTHER, SAID
from openscrutiny.claims.averages.table_averages import AVERAGE as WHOLE_ROW
from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.grids import is_total, read_grid
from openscrutiny.claims.reading.number_words import NUMBER_WORDS
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.period_series import DURATION, RUNNING, YEAR
from openscrutiny.claims.reading.quantities import MONTHS, Quantity, blank
from openscrutiny.claims.reading.reading import Reading, stem
from openscrutiny.claims.verdicts import Judgement

NUMBERS = "|".join(word for word, number in NUMBER_WORDS.items() if number > 1)
ACROSS = re.compile(
    rf"\b(?:across|of|for|over|among|in)\s+(?:all\s+)?(?:the|our|its|all)?\s*(?:(?P<word>{NUMBERS})|\{{N(?P<n>\d+)\}})?\s*(?P<noun>[a-z-]+s)\b(?:\s+(?:together|combined|as a whole))?"
    r"|\b(?:a|per|each|every)\s+(?P<each>[a-z-]+)\b",
    re.IGNORECASE,
)
PERIODIC = re.compile(
    rf"\b(?:{MONTHS}|Q[1-4]|quarters?|half|halves|years?|months?|winter|summer|spring|autumn|to date|since)\b"
)
"""A period of its own, which need not be the table's."""
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Column:
    """What one column has for every area; `noun` is the stem of what the rows are."""

    name: str
    noun: str
    words: frozenset[str]
    about: frozenset[str]
    numbers: tuple[Quantity, ...]
    years: frozenset[str]


def check_area_averages(reading: Reading) -> Iterator[Judgement]:
    """Every average told of the rows of a table, which its first heading names: it lies between the least and the greatest."""
    told = [s for s in reading.sentences if not s.in_table and re.search(r"\b(?:averag|mean\b)", s.text, re.IGNORECASE)]
    columns = list(_columns(reading)) if told else []
    for sentence in told if columns else ():
        durations = [match.span() for match in DURATION.finditer(sentence.text)]
        bare = replace(sentence, text=blank(sentence.text, durations))
        text, _ = template(bare)
        for match in AVERAGE.finditer(text):
            yield from _judge(reading, columns, sentence, bare, text, match)


def _columns(reading: Reading) -> Iterator[Column]:
    for table in reading.tables:
        grid = read_grid(table)
        corner = table.header(table.label_columns[0]).split() if table.header_rows else []
        if grid is None or not corner:
            continue
        rows = [r for r, label in enumerate(grid.rows) if not is_total(label) and not WHOLE_ROW.match(label)]
        around = " ".join((*table.headings[-2:], table.caption))
        for c, name in enumerate(grid.columns):
            numbers = tuple(q for r in rows if (q := grid.number(r, c)))
            if len(numbers) == len(rows) >= FEWEST and name and not RUNNING.search(name):
                words = reading.words(name, generic=True)
                about = words | reading.words(around, generic=True)
                yield Column(name, stem(corner[-1]), words, about, numbers, frozenset(YEAR.findall(f"{around} {name}")))


def _judge(
    reading: Reading, columns: list[Column], sentence: Sentence, bare: Sentence, text: str, match: re.Match[str]
) -> Iterator[Judgement]:
    figure = bare.quantities[int(match["a"] or match["b"] or match["c"])]
    lead = re.split(r"[.;]\s|,\s(?!the\b)|\b(?:and|but|while)\b", text[: match.start()])[-1]
    clause = f"{lead} {match[0]}"
    scope = next((m for m in ACROSS.finditer(clause) if any(_names(m, column) for column in columns)), None)
    words = re.sub(r"\{\w+\}", " ", clause)
    if scope is None or figure.qualifier or OTHER.search(words) or PERIODIC.search(YEAR.sub(" ", text[: match.end()])):
        return
    noun = stem(scope["noun"] or scope["each"])
    said = re.sub(rf"\b(?:{NUMBERS})\b", " ", words, flags=re.IGNORECASE)
    unit = " ".join(sentence.text[figure.end : figure.end + 10].split(" ")[:2])
    measure = (reading.words(said, generic=True) | reading.words(unit)) - SAID - {noun, stem("each"), stem("every")}
    found = []
    for column in columns:
        own = column.words - SAID
        if own and own <= measure <= column.about | SAID and _names(scope, column):
            found.append(column)
    counted = NUMBER_WORDS.get((scope["word"] or "").lower()) or (
        bare.quantities[int(scope["n"])].value if scope["n"] else 0
    )
    years = set(YEAR.findall(sentence.text))
    if len(found) != 1 or (counted and counted != len(found[0].numbers)) or (years and not years <= found[0].years):
        return
    column = found[0]
    measured = MEASURED.search(column.name) or all(q.unit == "%" or q.places for q in column.numbers) or scope["each"]
    mean = sum(q.value for q in column.numbers) / len(column.numbers)
    if not measured or any(q.unit != figure.unit for q in column.numbers) or not mean:
        return
    if 1 / FARTHEST <= figure.value / mean <= FARTHEST:
        place = sentence.place(match.start() if match.start() < figure.start else figure.start, figure.end)
        yield judge_average(figure, column.numbers, f"the average of {column.name}", (place,))


def _names(scope: re.Match[str], column: Column) -> bool:
    return stem(scope["noun"] or scope["each"]) == column.noun
