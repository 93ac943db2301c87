"""A year to date told beside its quarters: `288 in Q3, taking the year to date to 851 (Q1 279, Q2 284)`."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.reading.worded_figures import worded_template
from openscrutiny.claims.verdicts import Judgement, Verdict

QUARTER = r"(?:Q(?:uarter)?\s?[1-4])"
TO_DATE = re.compile(
    r"\byear[\s-]to[\s-]date\b[^.;:{}()]{0,30}?\{N(?P<a>\d+)\}|\{N(?P<b>\d+)\}[^.;:{}()]{0,25}?\b(?:in|for) the year(?:[\s-]to[\s-]date)?\b|\btaking the year[\s-]to[\s-]date to \{N(?P<c>\d+)\}",
    re.IGNORECASE,
)
IN_QUARTER = re.compile(
    rf"{QUARTER}\s*[:=(]?\s*\{{N(\d+)\}}|\{{N(\d+)\}}\s*\({QUARTER}\)|\{{N(\d+)\}}[^.;:{{}}()]{{0,40}}\bin the quarter\b|{QUARTER} saw \{{N(\d+)\}}|\{{N(\d+)\}}(?:\s+[a-z]+){{0,2}}\s+in\s+{QUARTER}",
    re.IGNORECASE,
)
OTHER = re.compile(r"\b(?:last|previous|compared|same|target|forecast)\b|\b(?:by|up|down)\s+\{N", re.IGNORECASE)
ONE_OF_THEM = re.compile(
    r"\byear[\s-]to[\s-]date\b[^.;:{}()]{0,40}?\{N(?P<whole>\d+)\}[^.;:{}()]{0,30}?,?\s*(?:including|of which|with)\s+\{N(?P<part>\d+)\}[^.;:{}()]{0,25}?\bin\s+(?:the\s+(?:first|second|third|last|latest)\s+(?:quarter|half|month)|Q[1-4]\b|this quarter)",
    re.IGNORECASE,
)
WHOLE_YEAR = 0.7
"""Quarters from the first on that come to less of a year to date than this may not be of it."""


def check_quarters_to_date(reading: Reading) -> Iterator[Judgement]:
    """A year to date that is less than its quarters come to is never right; nor is another sum of all of them."""
    for sentence in reading.sentences:
        text, figures = worded_template(sentence) if len(sentence.quantities) > 1 else ("", ())
        for match in ONE_OF_THEM.finditer(text):
            whole, part = (figures[int(match[name])] for name in ("whole", "part"))
            if whole.whole and part.whole and part.value > whole.value:
                place = (sentence.place(whole.start, part.end),)
                yield Judgement(
                    Verdict.WRONG, "year_to_date", place, f"{part.text} in one period of a year to date of {whole.text}", whole.text, f"at least {part.text}"
                )  # fmt: skip
        if (total := TO_DATE.search(text)) and not OTHER.search(text):
            yield from _judge(sentence, text, int(next(group for group in total.groups() if group)))


def _judge(sentence: Sentence, text: str, at: int) -> Iterator[Judgement]:
    figures = worded_template(sentence)[1]
    parts = {int(next(g for g in match.groups() if g)): match for match in IN_QUARTER.finditer(text)}
    parts.pop(at, None)
    quarters = {int(q) for match in parts.values() for q in re.findall(r"(?:Q|uarter)\s?([1-4])", match[0])}
    latest = sum("in the quarter" in match[0] for match in parts.values())
    own, whole = [figures[i] for i in parts], figures[at]
    if not own or latest > 1 or any(not q.whole for q in (*own, whole)) or len(parts) != len(quarters) + latest:
        return
    value = sum(q.value for q in own)
    complete = bool(quarters) and quarters == set(range(1, len(quarters) + 1)) and len(parts) >= 2
    working = " + ".join(q.text for q in own) + f" = {value:,.0f}"
    place = (sentence.place(min(q.start for q in (*own, whole)), max(q.end for q in (*own, whole))),)
    if value == whole.value:
        yield Judgement(Verdict.CONSISTENT, "year_to_date", place, working)
    elif value > whole.value or (complete and value > WHOLE_YEAR * whole.value):
        should = f"{value:,.0f}" if complete else f"at least {value:,.0f}"
        yield Judgement(Verdict.WRONG, "year_to_date", place, f"printed as {whole.text}; {working}", whole.text, should)
