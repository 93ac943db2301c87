"""Figures told month by month or quarter by quarter, and what they are said to come to: `April 1.42, May 1.38 and June 1.31. That makes 4.11`."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openscrutiny.claims.reading.passages import BULLET, Sentence
from openscrutiny.claims.reading.period_series import month_number
from openscrutiny.claims.reading.quantities import MONTHS, MULTIPLIERS, Interval, Quantity, print_like
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

NUMBER = r"(?<![\d.,])£?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?:\s?(?:m|k|million)\b)?|(?<![\d.,])£?\d+(?:\.\d+)?(?:\s?(?:m|k|million)\b)?"
PERIOD = rf"(?:{MONTHS}|Q[1-4]|[Qq]uarter\s[1-4]|(?:the\s+)?(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)(?:\squarter)?)"
NAMED = (
    rf"(?P<period>\b{PERIOD})\b\s*(?:\(|:|=|was|were|had|saw|with|at|[–-])?\s*(?P<figure>{NUMBER})(?!\s?%|[\d.,]*\d)\)?"
)
PLACED = rf"(?P<figure2>{NUMBER})(?!\s?%)(?:\s+[a-z]+){{0,3}}?\s+(?:in|for|during)\s+(?P<period2>{PERIOD})\b"
ITEM = re.compile(rf"{NAMED}|{PLACED}")
JOIN = re.compile(r"(?:\s(?!and\b)[a-z]+){0,2}\s*(?:[,;]|,?\s*and|[,;]\s*and)\s*(?:there were\s+|in\s+)?$")
TOTAL = re.compile(
    rf"\b(?:makes?|making|made|giv(?:es|ing|e)|gave|total(?:s|led|ling)?(?:\s+of)?|sum(?:s)?\s+(?:of|to)|comes?\s+to|coming\s+to|came\s+to|adds?\s+up\s+to|adding\s+up\s+to|add\s+to)\s+(?:a\s+)?(?:(?:running|year[\s-]to[\s-]date|half[\s-]year|six[\s-]month|quarterly|overall|combined|grand)\s+)*(?:total\s+)?(?:of\s+)?(?:just\s+)?(?P<a>{NUMBER})(?!\s?%|[\d.,]*\d)"
    rf"|\b(?P<span>[Yy]ear[\s-]to[\s-]date|[Hh]alf[\s-]year|[Ss]ix[\s-]months?|[Qq]uarter(?:ly)?|[Cc]ombined|[Ii]n (?:total|all))(?:\s+(?:total|figure|spending|spend|cost|number))?(?:\s+[a-z]+){{0,2}}?(?:,|\s+(?:of|was|is|were|stands? at|stood at|comes to|to))\s+(?:there were\s+)?(?P<b>{NUMBER})(?!\s?%|[\d.,]*\d)"
    rf"|(?:,|–|\bor)\s+(?P<c>{NUMBER})(?!\s?%|[\d.,]*\d)(?:\s+[a-z]+){{0,3}}?\s+(?:in total|in all|altogether|(?:for|in|over)\s+the\s+(?:quarter|half[\s-]year|year|six months|year to date|period))\b"
)
MEAN = re.compile(
    rf"\b(?:averag(?:ing|es|ed)|(?:average|mean)(?:\s+[a-z-]+){{0,4}}?\s+(?:of|was|is|being)|average|mean)\s+(?P<a>{NUMBER})(?!\s?%|[\d.,]*\d)(?!\s+(?:for|in|over)\s+(?:the\s+)?(?:last|previous|same))",
)
OTHER = re.compile(
    r"\b(?:target|ceiling|budget|forecast|last year|previous|compar\w+|than|against|cap|limit|planned|allow\w*|up|down|rise|fall|rose|fell|increas\w*|decreas\w*|median|national\w*|rolling|peak|excluding|includ\w*|cumulative(?:ly)?|by the end|of which|remaining|other|rates?|at the end|waiting|open|in post|balance|more|fewer|less|difference)\b",
    re.IGNORECASE,
)
AVERAGED = re.compile(
    r"\b(?:average|mean|rates?|score|per|days|minutes|percentage|satisfaction|index|times?)\b|%", re.IGNORECASE
)
GOES_ON = re.compile(
    r"\W*(?:That|This|These|Those|Together|It|In (?:total|all)|Altogether|Overall|The (?:total|half|year|six|quarter|sum|average|mean|combined|overall)|Which|Year[\s-]to|Half)\b"
)
LEAD_UNIT = re.compile(r"\(£\s?(?P<unit>m|k|000|million)s?\)|\bin £\s?(?P<unit2>m|k|000|million)\b", re.IGNORECASE)
LENGTHS = {"year to date": (), "half year": (6, 2), "six month": (6, 2), "quarter": (3,)}
CLOSE = 0.3
AFTER = 3
"""Sentences after the list in which its total may be told."""


@dataclass(frozen=True, slots=True)
class Periods:
    """A list of figures by period; `scale` is of its bare figures."""

    lead: str
    names: tuple[str, ...]
    figures: tuple[Quantity, ...]
    end: int


def check_listed_periods(reading: Reading) -> Iterator[Judgement]:
    """Every list of three or more months, or two or more quarters, with each total or average told of it just after."""
    sentences = reading.sentences
    for i, sentence in enumerate(sentences):
        if sentence.in_table or not re.search(PERIOD, sentence.text):
            continue
        listed = _read(sentence)
        if listed is None or OTHER.search(listed.lead):
            continue
        yield from _totals(reading, sentence, sentence, listed, listed.end)
        for following in sentences[i + 1 : i + 1 + AFTER]:
            goes_on = following is sentences[i + 1] and GOES_ON.match(following.text)
            named = reading.words(listed.lead) and reading.words(listed.lead) <= reading.words(following.text)
            if following.in_table or BULLET.match(following.text) or not (goes_on or named):
                continue
            yield from _totals(reading, sentence, following, listed, 0)


def _read(sentence: Sentence) -> Periods | None:
    """The list of a sentence: periods that follow one another, each with a figure, and nothing between but commas."""
    text = sentence.text
    items: list[re.Match[str]] = []
    for match in ITEM.finditer(text):
        if items and not JOIN.fullmatch(text[items[-1].end() : match.start()]):
            if len(items) >= 2:
                break
            items = []
        items.append(match)
    if not items:
        return None
    unit = LEAD_UNIT.search(text, 0, items[0].start())
    scale = MULTIPLIERS.get((unit["unit"] or unit["unit2"]).lower(), 1e3) if unit else 1.0
    names = tuple(re.sub(r"^the\s", "", match["period"] or match["period2"]) for match in items)
    figures = tuple(_figure(match["figure"] or match["figure2"], match, scale, money=bool(unit)) for match in items)
    numbers = [_number(name) for name in names]
    around = 12 if re.match(MONTHS, names[0]) else 4
    running = all((two - one) % around == 1 for one, two in itertools.pairwise(numbers))
    dates = (
        around == 12
        and all(q.value <= 31 and q.unit == "n" and not q.places for q in figures)
        and bool(items[0]["period"])
    )
    years = all(1900 <= q.value <= 2100 and not q.places for q in figures)
    if len(items) < (3 if around == 12 else 2) or not running or years or dates:
        return None
    if len({(q.unit, q.scale) for q in figures}) > 1:
        return None
    return Periods(text[: items[0].start()], names, figures, items[-1].end())


def _number(name: str) -> int:
    if re.match(MONTHS, name):
        return month_number(name)
    digit = re.search(r"\d", name)
    return int(digit[0]) if digit else ("first", "second", "third", "fourth").index(name.split()[0].lower()) + 1


def _figure(said: str, match: re.Match[str], scale: float, *, money: bool) -> Quantity:
    """A printed figure; one without a unit of its own is in that of the list."""
    number = re.sub(r"[£,\s]|m$|k$|million$", "", said)
    own = re.search(r"(?:m|k|million)$", said)
    factor = MULTIPLIERS[own[0]] if own else scale
    value, places = float(number) * factor, len(number.partition(".")[2])
    exact = not places and factor == 1
    half = 0.0 if exact else 0.5 * 10.0**-places * factor
    start = match.start(
        next(name for name in ("figure", "figure2", "a", "b", "c") if name in match.re.groupindex and match[name])
    )
    unit = "£" if "£" in said or money else "n"
    return Quantity(
        value, Interval(value - half, value + half), unit, places, said, start, start + len(said), "", False, factor
    )


def _totals(reading: Reading, source: Sentence, sentence: Sentence, listed: Periods, start: int) -> Iterator[Judgement]:
    lead_unit = LEAD_UNIT.search(listed.lead)
    stop = re.search(r"[;]|\.\s", sentence.text[start:])
    end = start + stop.start() if stop else len(sentence.text)
    for pattern, judge in ((TOTAL, _judge_total), (MEAN, _judge_mean)):
        match = pattern.search(sentence.text, start, end)
        if not match or OTHER.search(sentence.text[start : match.end()]):
            continue
        name = next(name for name in ("a", "b", "c") if name in pattern.groupindex and match[name])
        scale = listed.figures[0].scale if lead_unit and "£" not in match[name] else 1.0
        told = _figure(match[name], match, scale, money=bool(lead_unit))
        after = sentence.text[told.end : told.end + 40]
        first, last = listed.figures[0], listed.figures[-1]
        places = (sentence.place(told.start, told.end), source.place(first.start, last.end))
        if told.unit == first.unit and not re.match(r"\s*(?:more|fewer|less|higher|lower|above|below|%|of\b)", after):
            yield from judge(listed, told, match[0] + after, places)


def _judge_total(listed: Periods, told: Quantity, words: str, places: tuple[Place, ...]) -> Iterator[Judgement]:
    figures, number = listed.figures, len(listed.figures)
    span = re.search(
        r"year[\s-]to[\s-]date|half[\s-]year|six[\s-]month|quarter|\byear\b|nine months", words, re.IGNORECASE
    )
    months = bool(re.match(MONTHS, listed.names[0]))
    said = re.sub(r"[\s-]+", " ", span[0].lower()) if span else ""
    if said in LENGTHS and LENGTHS[said] and number not in LENGTHS[said]:
        return
    if (said == "year" and number != (12 if months else 4)) or (said == "nine months" and number not in (9, 3)):
        return
    if said == "year to date" and _number(listed.names[0]) not in ((4, 1) if months else (1,)):
        return
    if AVERAGED.search(listed.lead) or _only_grows(figures):
        return
    true = Interval(sum(q.true.low for q in figures), sum(q.true.high for q in figures))
    value = sum(q.value for q in figures)
    should = print_like(
        f"{value / told.scale:,.{max(told.places, max(q.places for q in figures) if told.scale == figures[0].scale else 0)}f}",
        told,
    )
    working = " + ".join(q.text for q in figures) + f" = {should}"
    if true.meets(told.true):
        yield Judgement(Verdict.CONSISTENT, "year_to_date", places, working)
    elif abs(told.value - value) <= CLOSE * value:
        yield Judgement(Verdict.WRONG, "year_to_date", places, f"printed as {told.text}; {working}", told.text, should)


def _only_grows(figures: Sequence[Quantity]) -> bool:
    """Whether the figures may be a running total: each greater than the one before."""
    values = [q.value for q in figures]
    return all(one < two for one, two in itertools.pairwise(values)) and values[-1] > 1.8 * values[0]


def _judge_mean(listed: Periods, told: Quantity, words: str, places: tuple[Place, ...]) -> Iterator[Judgement]:
    """An average of them lies between the least and the greatest of them."""
    figures = sorted(listed.figures, key=lambda q: q.value)
    least, most = figures[0], figures[-1]
    if re.search(r"\b(?:week|day|year)\b(?! to date)", words) or not least.value / 3 < told.value < 3 * most.value:
        return
    half = 0.5 * 10.0**-told.places * told.scale
    fine = least.true.low <= told.value + half and told.value - half <= most.true.high
    yield Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "average", places, f"the average of them is {told.text}; they run from {least.text} to {most.text}",
        "" if fine else told.text, "" if fine else f"between {least.text} and {most.text}",
    )  # fmt: skip
