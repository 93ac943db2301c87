"""Totals that come after their parts in plain words, and quarters with their year to date."""

import re
from collections.abc import Iterator

from openscrutiny.claims.reading.directions import DIRECTION, template
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import MONTHS, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.sums.prose_sums import SOME, hides_part, judge_sum
from openscrutiny.claims.verdicts import Judgement, Verdict

IN_ALL = re.compile(
    r"(?P<parts>(?:\{(?P<unit>[NM])\d+\}[^{}.;()%]{0,45}?(?:,\s*|,?\s+and\s+)(?:[^{}.;()%]{0,25}?)){1,7}\{(?P=unit)\d+\}[^{}.;()%]{0,45}?)(?:,|;|\s[–—-])\s*\{(?P=unit)(?P<total>\d+)\}(?:\s+[a-z]+){0,3}?\s+(?:in total|in all|altogether|all told)\b",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(?P<parts>(?:[A-Za-z. ]{3,25} \{N\d+\}(?:,\s*|,?\s+and\s+)){1,7}[A-Za-z. ]{3,25} \{N\d+\})\s*(?:,|;|\s[–—-])\s*\{N(?P<total>\d+)\}\s+(?:in total|in all|altogether|all told)\b",
    re.IGNORECASE,
)
ONTO = re.compile(
    r"\{(?P<unit>[NM])(?P<one>\d+)\}[^{}.;()]{0,60}?\b(?:on top of|in addition to|as well as|added to|together with|plus)\b[^{}.;()]{0,30}?\{(?P=unit)(?P<two>\d+)\}[^{}.;()]{0,60}?,?\s*(?:taking|bringing|making)\s+(?:the|a|its)\s+(?:combined\s+|overall\s+)?total\s+(?:[a-z]+\s+){0,2}?(?:to|of)?\s*\{(?P=unit)(?P<total>\d+)\}",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(
    r"(?:\b(?:a total of|in total,?|in all,?|altogether,?)\s+\{N(?P<total>\d+)\}[^{}().;]{2,70}?|\{N(?P<total2>\d+)\}[^{}().;]{2,70}?\b(?:or|and)\b[^{}().;]{2,40}?)\((?P<parts>\{N\d+\}(?:\s+[a-z-]+){0,3}(?:,\s*\{N\d+\}(?:\s+[a-z-]+){0,3})*,?\s+and\s+\{N\d+\}(?:\s+[a-z-]+){0,3})\)",
    re.IGNORECASE,
)
VERBED = re.compile(
    r"(?P<parts>(?:\{N\d+\}\s+(?:are|were|was|is)\s+(?:(?!\{N\d+\}\s+(?:are|were|was|is)\b)[^.;,])+?(?:,\s*|\s+and\s+)){1,6}\{N\d+\}\s+(?:are|were|was|is)\s+[^.;,]{2,40}),\s+\{N(?P<total>\d+)\}\s+(?:in all|in total|altogether)\b",
    re.IGNORECASE,
)
"""Parts whose labels hold figures of their own: `3 are under 30 and 14 are 60 or over, 17 in all`."""
MONTHLY = re.compile(
    rf"(?P<parts>\{{N\d+\}}(?:\s+[a-z]+){{0,2}}?\s+in\s+{MONTHS},\s*\{{N\d+\}}\s+in\s+{MONTHS},?\s+and\s+\{{N\d+\}}\s+in\s+{MONTHS})(?:,|;|\s[–—-])\s*(?:or\s+|making\s+|giving\s+)?\{{N(?P<total>\d+)\}}\s+(?:in|for|over|across)\s+(?:the|this)\s+quarter",
    re.IGNORECASE,
)
"""Parts told in one way each: `14 were in schools, 11 in libraries and 15 in village halls`."""
QUARTER = r"(?:Q(?:uarter)?\s?[1-4])"
TO_DATE = re.compile(
    r"\byear[\s-]to[\s-]date\b[^.;:{}()]{0,30}?\{N(?P<a>\d+)\}|\{N(?P<b>\d+)\}[^.;:{}()]{0,25}?\b(?:in|for) the year(?:[\s-]to[\s-]date)?\b|\btaking the year[\s-]to[\s-]date to \{N(?P<c>\d+)\}",
    re.IGNORECASE,
)
IN_QUARTER = re.compile(
    rf"{QUARTER}\s*[:=(]?\s*\{{N(\d+)\}}|\{{N(\d+)\}}\s*\({QUARTER}\)|\{{N(\d+)\}}[^.;:{{}}()]{{0,40}}\bin the quarter\b|{QUARTER} saw \{{N(\d+)\}}|\{{N(\d+)\}}(?:\s+[a-z]+){{0,2}}\s+in\s+{QUARTER}",
    re.IGNORECASE,
)


def check_plain_totals(reading: Reading) -> Iterator[Judgement]:
    """`120 men and 140 women, 260 in total`, `Of the 100 applications, 60 were approved and 40 refused`, `Q1 200 and Q2 150`."""
    for sentence in reading.sentences:
        if len(sentence.quantities) < 2:
            continue
        text, _ = template(sentence)
        for pattern in (IN_ALL, NAMED):
            for match in pattern.finditer(text):
                parts = [sentence.quantities[int(i)] for i in re.findall(r"\{[NM](\d+)\}", match["parts"])]
                total = sentence.quantities[int(match["total"])]
                yield from _judge(sentence, total, parts, match["parts"])
        for match in VERBED.finditer(text):
            counts = re.findall(r"\{N(\d+)\}\s+(?:are|were|was|is)\b", match["parts"])
            yield from _judge(
                sentence, sentence.quantities[int(match["total"])], [sentence.quantities[int(i)] for i in counts], ""
            )
        for match in ONTO.finditer(text):
            parts = [sentence.quantities[int(match[name])] for name in ("one", "two")]
            yield from _judge(sentence, sentence.quantities[int(match["total"])], parts, "")
        for match in IN_BRACKETS.finditer(text):
            yield from _listed(sentence, match)
        for match in MONTHLY.finditer(text):
            parts = [sentence.quantities[int(i)] for i in re.findall(r"\{N(\d+)\}", match["parts"])]
            yield from _judge(sentence, sentence.quantities[int(match["total"])], parts, "")
        yield from _year_to_date(sentence, text)
        yield from _outgrown(sentence, text)


def _judge(sentence: Sentence, total: Quantity, parts: list[Quantity], words: str) -> Iterator[Judgement]:
    everything = [total, *parts]
    place = sentence.place(min(q.start for q in everything), max(q.end for q in everything))
    hidden = hides_part(sentence, min(q.start for q in everything), max(q.end for q in everything))
    judged = judge_sum(total, parts, (place,)) if not SOME.search(words) and not hidden else None
    if judged:
        yield judged


def _listed(sentence: Sentence, match: re.Match[str]) -> Iterator[Judgement]:
    """Parts in brackets: well short of the total they may leave something out."""
    groups = match.groupdict()
    total = sentence.quantities[int(match["total"] or groups["total2"])]
    parts = [sentence.quantities[int(i)] for i in re.findall(r"\{[NM](\d+)\}", match["parts"])]
    value = sum(q.value for q in parts)
    if (
        all((q.whole or q.unit == "£") and not q.qualifier and q.value < total.value for q in parts)
        and 0.85 * total.value <= value <= 1.25 * total.value
        and not DIRECTION.search(match["parts"])
    ):
        yield from _judge(sentence, total, parts, match["parts"])


OUTGROWN = re.compile(
    r"\byear[\s-]to[\s-]date\b[^.;:{}()]{0,40}?\{N(?P<whole>\d+)\}[^.;:{}()]{0,30}?,?\s*(?:including|of which|with)\s+\{N(?P<part>\d+)\}[^.;:{}()]{0,25}?\bin\s+(?:the\s+(?:first|second|third|last|latest)\s+(?:quarter|half|month)|Q[1-4]\b|this quarter)",
    re.IGNORECASE,
)


def _outgrown(sentence: Sentence, text: str) -> Iterator[Judgement]:
    """A year to date that is less than what one of its own periods had."""
    for match in OUTGROWN.finditer(text):
        whole, part = (sentence.quantities[int(match[name])] for name in ("whole", "part"))
        if whole.whole and part.whole and part.value > whole.value:
            place = (sentence.place(whole.start, part.end),)
            yield Judgement(
                Verdict.WRONG, "year_to_date", place, f"{part.text} in one period of a year to date of {whole.text}", whole.text, f"at least {part.text}"
            )  # fmt: skip


def _year_to_date(sentence: Sentence, text: str) -> Iterator[Judgement]:
    """A year to date beside its quarters: less than they come to is never right, nor is another sum of all of them."""
    total = TO_DATE.search(text)
    if not total or re.search(r"\b(?:last|previous|compared|same|target|forecast)\b", text, re.IGNORECASE):
        return
    at = int(next(group for group in total.groups() if group))
    parts = {int(next(g for g in match.groups() if g)): match for match in IN_QUARTER.finditer(text)}
    parts.pop(at, None)
    quarters = {int(q) for match in parts.values() for q in re.findall(r"(?:Q|uarter)\s?([1-4])", match[0])}
    latest = sum("in the quarter" in match[0] for match in parts.values())
    figures, whole = [sentence.quantities[i] for i in parts], sentence.quantities[at]
    if not figures or latest > 1 or any(not q.whole for q in (*figures, whole)) or len(parts) != len(quarters) + latest:
        return
    value = sum(q.value for q in figures)
    complete = bool(quarters) and quarters == set(range(1, len(quarters) + 1)) and len(parts) >= 2
    working = " + ".join(q.text for q in figures) + f" = {value:,.0f}"
    everything = [*figures, whole]
    place = (sentence.place(min(q.start for q in everything), max(q.end for q in everything)),)
    if value == whole.value:
        yield Judgement(Verdict.CONSISTENT, "year_to_date", place, working)
    elif value > whole.value or (complete and value > 0.7 * whole.value):
        should = f"{value:,.0f}" if complete else f"at least {value:,.0f}"
        yield Judgement(Verdict.WRONG, "year_to_date", place, f"printed as {whole.text}; {working}", whole.text, should)
