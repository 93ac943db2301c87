"""Figures told month by month or quarter by quarter, with what a later sentence says that they come to, and with their average."""

import itertools
import re
from collections.abc import Iterator, Sequence

from openscrutiny.claims.reading.passages import BULLET, Sentence
from openscrutiny.claims.reading.quantities import MONTHS, Quantity
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.sums.part_lists import is_list, read_text
from openscrutiny.claims.sums.told_sums import ALL, Sum, judge_sum
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

PERIOD = rf"\b(?:{MONTHS}|Q[1-4]|[Qq]uarter\s[1-4]|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)(?=\s(?:quarter|\{{)))\b"
FIRST = re.compile(r"April|January|Q1|[Qq]uarter\s1|[Ff]irst")
TOLD = re.compile(
    r"\b(?P<span>[Yy]ear[\s-]to[\s-]date|[Hh]alf[\s-]year|[Ss]ix[\s-]months?|[Qq]uarter(?:ly)?|[Tt]otal|[Cc]ombined)(?:\s+(?:total|figure|spending|spend|cost|number))?(?:\s+(?:of|was|is|were|stands? at|stood at|comes to))\s+\{(?P<unit>[NM])(?P<n>\d+)\}(?!\s*(?:more|fewer|less|higher|lower|above|below|of|%))"
)
MEAN = re.compile(
    r"\b(?:averag(?:ing|es|ed)|(?:average|mean)(?:\s+[a-z-]+){0,4}?\s+(?:of|was|is|being))\s+\{(?P<unit>[NM])(?P<n>\d+)\}(?!\s+(?:for|in|over|a|per)\s+(?:the\s+)?(?:last|previous|same|week|day|year))",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:target|ceiling|budget|forecast|last year|previous|compar\w+|than|against|cap|limit|planned|allow\w*|up|down|rise|fall|rose|fell|increas\w*|decreas\w*|median|national\w*|rolling|peak|excluding|includ\w*|cumulative(?:ly)?|by the end|of which|remaining|other|rates?|at the end|waiting|open|in post|balance|more|fewer|less|difference)\b",
    re.IGNORECASE,
)
LENGTHS = {"half": (6, 2), "six": (6, 2), "quar": (3,)}
AFTER = 3
"""Sentences after the list in which its total may be told."""


def check_listed_periods(reading: Reading) -> Iterator[Judgement]:
    """Every list of two or more quarters or three or more months, with each total or average told of it just after."""
    for i, source in enumerate(reading.sentences):
        if source.in_table or not (parts := _read(source)):
            continue
        lead = source.text[: parts[0].start]
        words = reading.words(re.sub(PERIOD, " ", lead))
        for sentence in (source, *reading.sentences[i + 1 : i + 1 + AFTER]):
            text, figures = read_text(sentence)
            own = sentence is source
            if OTHER.search(lead) or BULLET.match(sentence.text) or sentence.in_table:
                break
            for pattern in (TOLD, MEAN):
                match = pattern.search(text)
                told = figures[int(match["n"])] if match else None
                named = own or (words and words <= reading.words(sentence.text))
                if not match or not told or told in parts or OTHER.search(text[: match.end()]):
                    continue
                places = (sentence.place(told.start, told.end), source.place(parts[0].start, parts[-1].end))
                if pattern is MEAN and (own or named or sentence is reading.sentences[i + 1]):
                    yield from _judge_mean(parts, told, places)
                elif pattern is TOLD and named and not own and _spans(match["span"], source, parts):
                    yield from judge_sum(Sum(told, tuple(parts), ALL, places))


def _read(sentence: Sentence) -> list[Quantity]:
    """The figures of a sentence that is one list of periods and nothing else; empty for dates and running totals."""
    text, figures = read_text(sentence)
    periods = list(re.finditer(PERIOD, text))
    tokens = list(re.finditer(r"\{[NM](\d+)\}", text))[: len(periods)]
    parts = [figures[int(token[1])] for token in tokens]
    if len(parts) < (3 if periods and re.match(MONTHS, periods[0][0]) else 2) or len({q.unit for q in parts}) > 1:
        return []
    gaps = re.split(r"\{[NM]\d+\}", text[tokens[0].start() : tokens[-1].end()])[1:-1]
    grows = all(one.value < two.value for one, two in itertools.pairwise(parts))
    running = grows and parts[-1].value > 1.8 * parts[0].value
    return parts if is_list(gaps, "M") and not running else []


def _spans(span: str, source: Sentence, parts: Sequence[Quantity]) -> bool:
    """Whether the list may be all of the span that its total is of: a half year has six months, a year to date begins with its first."""
    lengths = LENGTHS.get(span[:4].lower())
    first = re.search(PERIOD, source.text)
    begins = bool(first and FIRST.match(first[0]))
    return len(parts) in lengths if lengths else begins or not span.lower().startswith("year")


def starts_late(words: str, told: str) -> bool:
    """Whether a total of the year or the year to date comes after periods that leave out its first."""
    first = re.search(PERIOD, words)
    return bool(first and not FIRST.match(first[0]) and re.search(r"\byear\b", told))


def _judge_mean(parts: Sequence[Quantity], told: Quantity, places: tuple[Place, ...]) -> Iterator[Judgement]:
    """An average of them lies between the least and the greatest of them."""
    least, most = min(parts, key=lambda q: q.value), max(parts, key=lambda q: q.value)
    if told.unit != least.unit or told.qualifier or not least.value / 3 < told.value < 3 * most.value:
        return
    fine = least.true.low <= told.true.high and told.true.low <= most.true.high
    yield Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "average", places, f"the average of them is {told.text}; they run from {least.text} to {most.text}",
        "" if fine else told.text, "" if fine else f"between {least.text} and {most.text}",
    )  # fmt: skip
