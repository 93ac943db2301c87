"""An average in words beside the parts it is of, days and minutes included: `14 minutes: 10 in the north and 12 in the south`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Verdict

UNIT = r"%|per cent|working days|days|minutes|seconds|hours|weeks|months|mph|m\b|k\b"
FIGURE = rf"(?<![\d.,])£?\d[\d,]*(?:\.\d+)?\s?(?:{UNIT})?"
WHERE = r"\s+(?:in|for|at|among|amongst)\s+[^.;:\d,]{3,30}?"
PARTS = rf"{FIGURE}{WHERE}(?:(?:,\s*|,?\s+and\s+){FIGURE}{WHERE}){{1,6}}"
WITH = rf"with\s+[^.;:\d,]{{3,25}}\s+at\s+{FIGURE}(?:(?:,\s*|,?\s+and\s+)[^.;:\d,]{{3,25}}\s+at\s+{FIGURE}){{1,6}}"
WHOLE_FIRST = re.compile(
    rf"\b(?:average[ds]?|averaging|mean)\b[^.;:\d£]{{0,50}}(?P<whole>{FIGURE})[^.;:\d]{{0,20}}(?:[:,(]|\s[-–])\s*(?P<parts>(?:with\s+)?{PARTS}|{WITH})(?=[.;)]|$)",
    re.IGNORECASE,
)
WHOLE_LAST = re.compile(
    rf"(?P<parts>{PARTS}),?\s*(?:and|with|giving|making)\s+(?:an?\s+)?(?:average of\s+)?(?P<whole>{FIGURE})\s+(?:overall|on average|across the [a-z]+)\b",
    re.IGNORECASE,
)
NAMED_FIRST = re.compile(
    rf"\b(?:figures?|scores?|rates?|results?) (?:was|were)\s+(?P<parts>[a-z ]{{3,20}} {FIGURE}(?:(?:,\s*|,?\s+and\s+)[a-z ]{{3,20}} {FIGURE}){{1,6}})[;,:]\s*(?:and\s+)?(?:across|overall|for) [^.;:\d]{{0,40}}\b(?P<whole>{FIGURE})",
    re.IGNORECASE,
)
A_DAY = re.compile(
    r"\baverage[^.;:()\d]{0,50}?(?P<mean>\d[\d,]*(?:\.\d+)?)(?![\d%])[^.;()\d]{0,40}\((?:(?P<total>\d[\d,]*)[^()\d]{0,25}?\b(?:over|in|across|divided by)\s+(?:the\s+)?(?P<n>\d{1,3}(?:,\d{3})*)\s+(?P<of>days|weeks|months|quarters|years|schools|areas|staff|people|officers|cases|sites))\)",
    re.IGNORECASE,
)
ALMOST = re.compile(
    r"\b(?:compar\w+|last|previous|target|national\w*|than|against|up|down|from|year|month|quarter|median|total|increas\w*|decreas\w*|fell|rose|between|excluding|other|one|another|some|includ\w*|such as|worst|best|highest|lowest|peak)\b|20\d\d",
    re.IGNORECASE,
)
NUMBER = re.compile(rf"(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>{UNIT})?", re.IGNORECASE)
TOLD = re.compile(r"\b(?:averag|mean\b|overall\b|across\b|for\b)", re.IGNORECASE)
"""A word that each form of such a sentence has."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure with its unit."""

    value: float
    half: float
    unit: str
    text: str


def check_stated_averages(reading: Reading) -> Iterator[Judgement]:
    """Every average in prose that stands with its parts: it lies between the least and the greatest of them."""
    for sentence in reading.sentences:
        if not TOLD.search(sentence.text):
            continue
        for match in A_DAY.finditer(sentence.text):
            yield from _divided(sentence, match)
        for pattern in (WHOLE_FIRST, WHOLE_LAST, NAMED_FIRST):
            for match in pattern.finditer(sentence.text):
                if not ALMOST.search(match[0]):
                    yield from _judge(sentence, match)


def _divided(sentence: Sentence, match: re.Match[str]) -> Iterator[Judgement]:
    """`an average day had 550 calls (201,344 over 366 days)`."""
    mean, total, number = (_figures(match[name])[0] for name in ("mean", "total", "n"))
    true = total.value / number.value if number.value else 0.0
    step = (
        10 ** (len(mean.text.replace(",", "")) - len(mean.text.replace(",", "").rstrip("0")))
        if mean.half == 0.5
        else 2 * mean.half
    )
    fine = abs(true - mean.value) <= step / 2 + 1e-9
    places = len(mean.text.partition(".")[2])
    working = f"{total.text} / {number.text} = {true:,.{places}f}"
    place = (sentence.place(match.start(), match.end()),)
    yield Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "average", place, working, "" if fine else mean.text, "" if fine else f"{true:,.{places}f}"
    )  # fmt: skip


def _figures(text: str) -> list[Figure]:
    found = []
    for match in NUMBER.finditer(text):
        places = len(match["number"].partition(".")[2])
        value = float(match["number"].replace(",", ""))
        found.append(Figure(value, 0.5 * 10.0**-places, (match["unit"] or "").lower(), match[0].strip()))
    return found


def _judge(sentence: Sentence, match: re.Match[str]) -> Iterator[Judgement]:
    whole, parts = _figures(match["whole"])[0], _figures(match["parts"])
    units = {figure.unit for figure in (whole, *parts)} - {""}
    if len(units) > 1 or len(parts) < 2:
        return
    least, most = min(parts, key=lambda f: f.value), max(parts, key=lambda f: f.value)
    fine = least.value - least.half <= whole.value + whole.half and whole.value - whole.half <= most.value + most.half
    yield Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "average", (sentence.place(match.start(), match.end()),),
        f"the average is {whole.text}; its parts run from {least.text} to {most.text}",
        "" if fine else whole.text, "" if fine else f"between {least.text} and {most.text}",
    )  # fmt: skip
