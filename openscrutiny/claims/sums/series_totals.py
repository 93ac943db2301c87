"""A total in prose of the months or quarters that a table has: `A total of 180 homes were let in the half year`."""

import itertools
import re
from collections.abc import Iterator

from openscrutiny.claims.reading.directions import template
from openscrutiny.claims.reading.grids import UNADDABLE
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.period_series import PERIOD_WORDS, YEAR, Series, find_scope, match_series, read_series
from openscrutiny.claims.reading.quantities import Interval, Quantity, print_like
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

PERIOD = r"(?:half[\s-]?year|first half(?: of the year)?|(?:first\s+)?(?:six|nine|twelve) months|year[\s-]to[\s-]date|year so far|(?:first|second|third|fourth)\s+quarter|full year|Q[1-4]|April to (?:June|September|December|March))"
TOTAL = re.compile(
    rf"\{{(?P<unit>[NM])(?P<a>\d+)\}}(?P<what>(?:\s+[a-z’'-]+){{1,7}}?)\s+(?:in|for|over|during|across|so far in|from)\s+(?:the\s+|this\s+|these\s+)?(?P<period>{PERIOD})\b(?!\s+of last)"
    rf"|\b(?P<period2>[Yy]ear[\s-]to[\s-]date|[Hh]alf[\s-]year|[Ss]ix[\s-]month)\s+(?:total|figure)(?P<what2>(?:\s+[a-z-]+){{0,4}}?)\s+(?:was|is|of|stood at|stands at|comes to)\s+\{{[NM](?P<b>\d+)\}}",
)
OTHER = re.compile(
    r"\b(?:compar\w+|target|last|previous|same|than|against|from|more|fewer|less|up|down|rose|fell|increas\w*|decreas\w*|forecast|expected|average|per|first-time|unique|different|about|further|another|other|of (?:these|those|which|them)|least|most|excluding|only|including|not)\b",
    re.IGNORECASE,
)
CLOSE = 0.3
"""A total further than this from the sum, relative to it, is of something else."""


def check_series_totals(reading: Reading) -> Iterator[Judgement]:
    """Every total told of a series that a table has, against the sum of the periods meant."""
    found = [
        (sentence, text, match)
        for sentence in reading.sentences
        if not sentence.in_table and sentence.quantities
        for text in (template(sentence)[0],)
        for match in TOTAL.finditer(text)
    ]
    every = [s for s in read_series(reading) if not UNADDABLE.search(s.name)] if found else []
    for sentence, text, match in found if every else ():
        yield from _judge(reading, every, sentence, text, match)


def _judge(
    reading: Reading, every: list[Series], sentence: Sentence, text: str, match: re.Match[str]
) -> Iterator[Judgement]:
    figure = sentence.quantities[int(match["a"] or match["b"])]
    opening = re.split(r"[.;,()]\s|\band\b|\{\w+\}", text[: match.start()])[-1]
    after = re.split(r"[.;,()]|\band\b", text[match.end() :])[0]
    clause = re.sub(r"\{\w+\}", " ", f"{opening} {match[0]} {after}")
    if figure.qualifier or figure.unit == "%" or OTHER.search(re.sub(r"from April", " ", clause)):
        return
    measure = reading.words(clause, generic=True) - PERIOD_WORDS
    series = match_series(every, frozenset(measure), PERIOD_WORDS)
    years = set(YEAR.findall(sentence.text))
    if series is None or (years and not years <= series.years):
        return
    cells = find_scope(series, match["period"] or match["period2"])
    parts = [cell.number for cell in cells or () if cell.number]
    if cells is None or len(parts) < 2 or any(q.unit != figure.unit or q.scale != figure.scale for q in parts):
        return
    if _is_running(parts) or (series.whole and len(cells) == len(series.cells) and not _adds_up(series)):
        return
    true = Interval(sum(q.true.low for q in parts), sum(q.true.high for q in parts))
    value = sum(q.value for q in parts)
    places = (sentence.place(figure.start, figure.end + len(match["what"] or "")), cells[0].place, cells[-1].place)
    should = print_like(f"{value / figure.scale:,.{max(q.places for q in parts)}f}", figure)
    working = " + ".join(q.text.strip() for q in parts) + f" = {should}"
    if true.meets(figure.true):
        yield Judgement(Verdict.CONSISTENT, "year_to_date", places[:1], working)
    elif abs(figure.value - value) <= CLOSE * value:
        yield Judgement(
            Verdict.WRONG, "year_to_date", places, f"printed as {figure.text}; {series.name}: {working}", figure.text, should
        )  # fmt: skip


def _is_running(parts: list[Quantity]) -> bool:
    """Whether the figures only ever grow by much, as a running total's do."""
    values = [q.value for q in parts]
    return all(one < two for one, two in itertools.pairwise(values)) and values[-1] >= len(values) * values[0] / 1.5


def _adds_up(series: Series) -> bool:
    """Whether the table's own total of the series is the sum of its periods."""
    assert series.whole
    whole, parts = series.whole.number, series.numbers
    return whole is not None and Interval(sum(q.true.low for q in parts), sum(q.true.high for q in parts)).meets(
        whole.true
    )
