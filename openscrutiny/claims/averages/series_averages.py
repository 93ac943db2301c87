"""An average in prose of the months or quarters that a table has: `The average number of calls a month was 130`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from openscrutiny.claims.averages.judging import FARTHEST, judge_average
from openscrutiny.claims.averages.words import PLAIN
from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.period_series import (
    DURATION,
    PERIOD_WORDS,
    YEAR,
    Series,
    find_scope,
    match_series,
    read_series,
)
from openscrutiny.claims.reading.quantities import blank
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement

AVERAGE = re.compile(
    r"\b(?:average|mean)\b(?P<of>[^{}.;,]{0,60}?)\s(?:was|is|of|stood at|came to|comes to)\s+(?:just\s+)?\{(?P<unit>[PNM])(?P<a>\d+)\}(?P<tail>[^{}.;,(]{0,60})"
    r"|\baverag(?:ed|ing|es)\s+\{[PNM](?P<b>\d+)\}(?P<tail2>[^{}.;,(]{0,60})"
    r"|\{[PNM](?P<c>\d+)\}(?P<tail3>[^{}.;,(]{0,50}?)\bon average\b",
    re.IGNORECASE,
)
A_PERIOD = re.compile(r"\b(?:a|per|each|every|in a|in each)\s+(month|quarter)\b|\b(month|quarter)ly\b", re.IGNORECASE)
MEASURED = re.compile(
    r"\b(?:average|mean|rates?|percent\w*|score|days|minutes|seconds|hours|time|proportion)\b|%", re.IGNORECASE
)
"""Series that are averages or rates themselves, so that one of the whole is of the same kind."""
OTHER = re.compile(
    r"\b(?:compar\w+|target|national\w*|last|previous|same|similar|peers?|median|rolling|moving|than|against|from|before|forecast|expected|would|planned|benchmark|excluding|without|weighted|baseline|normal|usual\w*|weekday|day|week|ago|earlier)\b(?! (?:stay|to April))",
    re.IGNORECASE,
)
SAID = PERIOD_WORDS | PLAIN
"""Words of such a clause that say nothing of what is measured."""


def check_series_averages(reading: Reading) -> Iterator[Judgement]:
    """Every average told of a series that a table has: it lies between the least and the greatest of its periods."""
    told = [s for s in reading.sentences if not s.in_table and re.search(r"\b(?:averag|mean\b)", s.text)]
    every = read_series(reading) if told else []
    for sentence in told if every else ():
        durations = [match.span() for match in DURATION.finditer(sentence.text)]
        bare = replace(sentence, text=blank(sentence.text, durations))
        text, _ = template(bare)
        for match in AVERAGE.finditer(text):
            yield from _judge(reading, every, sentence, bare, text, match)


def _judge(
    reading: Reading, every: list[Series], sentence: Sentence, bare: Sentence, text: str, match: re.Match[str]
) -> Iterator[Judgement]:
    figure = bare.quantities[int(match["a"] or match["b"] or match["c"])]
    opening = re.split(r"[.;]\s|,\s|\{\w+\}[^{}]*\b(?:and|but)\b", text[: match.start()])[-1]
    lead = re.split(r"[.;]\s", text[: match.start()])[-1]
    unit = sentence.text[figure.end : figure.end + 10].split(" ")[:2]
    clause = f"{lead if len(lead) < 60 else opening} {match[0]}"
    words = re.sub(r"\{\w+\}", " ", clause)
    if figure.qualifier or OTHER.search(re.sub(r"\b(?:a|per|each) (?:month|quarter)\b", " ", words)):
        return
    measure = (reading.words(words, generic=True) | reading.words(" ".join(unit))) - SAID
    series = match_series(every, frozenset(measure), SAID)
    years = set(YEAR.findall(sentence.text))
    if series is None or (years and not years <= series.years):
        return
    each = A_PERIOD.search(words)
    if each and (each[1] or each[2]).lower() != series.step:
        return
    if not each and not (MEASURED.search(series.name) or all(q.unit == "%" for q in series.numbers)):
        return
    cells = find_scope(series, A_PERIOD.sub(" ", words + " " + " ".join(re.findall(r"\([^()]*\)", words))))
    parts = [cell.number for cell in cells or () if cell.number]
    mean = sum(q.value for q in parts) / len(parts) if parts else 0.0
    if len(parts) < 2 or any(q.unit != figure.unit for q in parts) or not mean:
        return
    if not 1 / FARTHEST <= figure.value / mean <= FARTHEST:
        return
    place = sentence.place(match.start() if match.start() < figure.start else figure.start, figure.end)
    yield judge_average(figure, parts, f"the average of {series.name}", (place,))
