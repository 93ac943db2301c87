"""Lengths of time against the dates, months or years that bound them: `six weeks from 25 November to 13 January`."""

import re
from collections.abc import Iterator
from datetime import date

from openscrutiny.claims.reading.number_words import NUMBER_WORDS
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.quantities import DAYS, MONTHS
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.structure.dates import month_number
from openscrutiny.claims.verdicts import Judgement, Verdict

NUMBER = rf"(?:\d{{1,3}}|{'|'.join(word for word, n in NUMBER_WORDS.items() if n)})"


def _date(name: str, *, year: bool = True) -> str:
    said = rf"(?:,?\s+(?P<y{name}>20\d\d))?" if year else ""
    return rf"(?:{DAYS},?\s+)?(?:the\s+)?(?P<d{name}>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?:of\s+)?(?P<m{name}>{MONTHS}))?{said}"


LENGTH = rf"(?P<number>{NUMBER})[\s-]+(?P<unit>calendar\s+days?|days?|weeks?|months?|years?)\b[’']?"
BETWEEN = rf"(?:from|between|beginning|starting|running from)\s+(?:on\s+)?{_date('1')}\s*(?:to|until|till|and|–|-|through to)\s*(?:on\s+)?{_date('2')}\b"
SPANS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{LENGTH}(?:\s+(?:public\s+|formal\s+|long\s+)?(?:consultation|period|survey|trial|pilot|campaign|operation|closure|window|exercise|contract|lease|agreement|term|grant|programme|project))?(?:\s+(?:on|of|in|for)\s+[^.;:,()\d]{{1,40}}?)?(?:\s+(?:ran|was held|was open|took place|lasted|open|held|was|ran for))?,?\s*\(?{BETWEEN}",
        rf"\b{BETWEEN}\s*[,(–-]\s*(?:that is\s+|which is\s+|or\s+|(?:for\s+)?a (?:total|period|term) of\s+|some\s+|lasting\s+|in all\s+)?{LENGTH}(?!\s+(?:before|after|later|earlier|longer|shorter|from|of|per))",
        rf"\b{BETWEEN}(?:\s+and)?\s+(?:lasted|was|ran for|took|a period of)\s+(?:for\s+)?{LENGTH}(?!\s+(?:before|after|later|earlier|longer|shorter|from|of|per))",
    )
]
APART = re.compile(
    rf"\bon\s+{_date('1')},\s+(?:which was\s+|some\s+)?(?P<number>{NUMBER})\s+(?P<unit>days?|weeks?|months?)\s+(?P<side>before|after)\s+(?:(?P<yearend>(?:the\s+)?(?:financial\s+)?year[\s-]end|the end of the (?:financial )?year)|[^.;:,()\d]{{2,40}}?\s+(?:on|of)\s+{_date('2')})\b",
    re.IGNORECASE,
)
LATER = re.compile(
    rf"\bon\s+{_date('1')}\b[^.;:\d]{{5,90}}?\b(?P<number>{NUMBER})\s+(?P<unit>days?|weeks?|months?)\s+(?P<side>later),?\s+on\s+{_date('2')}\b",
    re.IGNORECASE,
)
PLAN = (
    r"(?:plan|strategy|programme|project|contract|agreement|framework|term|period|forecast|settlement|deal|cycle|lease)"
)
FIRST_LAST = (
    r"(?P<first>20\d\d)(?P<fiscal>[/–-]\d\d)?\s*(?:to|and|until|–|-)\s*(?P<last>20\d\d)(?:[/–-]\d\d)?\b(?!\s*\()"
)
YEARS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?P<number>{NUMBER})[\s-]years?[’']?(?:\s+period)?,?\s*\(?(?:from|between)\s+{FIRST_LAST}",
        rf"\b(?P<number>{NUMBER})-year\s+(?:[a-z]+\s+){{0,3}}?(?P<plan>{PLAN})[\s,(]+(?:(?:cover\w*|run\w*|is|was|for|from|of|between|the\s+years?|the\s+period|period)\s+){{0,4}}{FIRST_LAST}",
    )
]
MONTHS_DATED = re.compile(
    rf"\b(?P<number>{NUMBER})[\s-]+(?P<unit>years?|months?)\b[’']?(?:\s+period)?,?\s*\(?(?:from|between)\s+(?P<first>{MONTHS})\s+(?P<year>20\d\d)\s+(?:to|and|until)\s+(?P<last>{MONTHS})\s+(?P<until>20\d\d)\b",
    re.IGNORECASE,
)
MONTHS_NAMED = re.compile(
    rf"\b(?P<number>{NUMBER})[\s-]+months?[’']?(?:\s+period(?:\s+(?:following|since|after|before|of)\s[^.;:()\d]{{1,60}}(?:\([^()\d]*\)[^.;:()\d]{{0,40}})?(?=\())?)?(?:\s+of\s+(?:the|this|last)\s+(?:financial\s+|calendar\s+)?year(?=\s*\())?,?\s*(?P<bracket>\(?)(?:from\s+|of\s+)?(?P<first>{MONTHS})\s+(?:to|until|–|-)\s+(?P<last>{MONTHS})\b(?!\s+\d{{1,2}}\b)",
    re.IGNORECASE,
)
LOOSE = re.compile(
    r"\b(?:about|around|over|more than|less than|nearly|almost|some|up to|at least|within|under|first|last|next|another|further|extra|working|of the|extended by|every|each|than|per|after|the final)\s+$",
    re.IGNORECASE,
)
MARCH = re.compile(r"\b31(?:st)?\s+March\b")
OTHER_YEAR_END = re.compile(
    rf"\b(?:30|31)(?:th|st)?\s+(?!March\b){MONTHS}\s+(?:year[\s-]end)|\byear (?:ended|ending|to)\s+(?!31(?:st)?\s+March\b)\d",
    re.IGNORECASE,
)


def check_date_spans(reading: Reading) -> Iterator[Judgement]:
    """Every length of time whose first and last day, month or year stand beside it."""
    march = any(MARCH.search(line.text) for line in reading.document.lines)
    march = march and not any(OTHER_YEAR_END.search(line.text) for line in reading.document.lines)
    for sentence in reading.sentences:
        if not re.search(r"\b(?:days?|weeks?|months?|years?)\b", sentence.text, re.IGNORECASE):
            continue
        for form in SPANS:
            for match in form.finditer(sentence.text):
                yield from _judge_span(sentence, match)
        for match in APART.finditer(sentence.text):
            yield from _judge_apart(sentence, match, march=march)
        for match in LATER.finditer(sentence.text):
            yield from _judge_apart(sentence, match, march=march)
        for match in (match for form in YEARS for match in form.finditer(sentence.text)):
            length = int(match["last"]) - int(match["first"])
            planned = match["fiscal"] and match.groupdict().get("plan")
            yield from _say(sentence, match, {length + 1} if planned else {length, length + 1}, length + 1, "year")
        for match in MONTHS_DATED.finditer(sentence.text):
            years = int(match["until"]) - int(match["year"])
            length = 12 * years + month_number(match["last"]) - month_number(match["first"])
            unit = match["unit"].lower().rstrip("s")
            if unit == "month":
                yield from _say(sentence, match, {length, length + 1}, length + 1, unit)
            elif (length + 1) % 12 == 0 or length % 12 == 0:  # whole years only
                yield from _say(sentence, match, {(length + 1) // 12}, (length + 1) // 12, unit)
        for match in MONTHS_NAMED.finditer(sentence.text):
            length = (month_number(match["last"]) - month_number(match["first"])) % 12
            whole = {length + 1, length + 13}  # `the six month period (June to November)` names whole months
            strict = length and match["bracket"] and re.search(r"months?[’']? period", match[0])
            yield from _say(sentence, match, whole if strict else {length, length + 12, *whole}, length + 1, "month")


def _read_number(text: str) -> int:
    return NUMBER_WORDS[text.lower()] if text.lower() in NUMBER_WORDS else int(text)


def _say(sentence: Sentence, match: re.Match[str], fitting: set[int], should: int, unit: str) -> Iterator[Judgement]:
    before = sentence.text[: match.start("number")]
    told = match.groupdict().get("bracket") and re.search(r"\b(?:first|last)\s+$", before)  # `the first six months (`
    if (LOOSE.search(before) and not told) or should <= 0:
        return
    number = _read_number(match["number"])
    fine = number in fitting
    plural = "" if should == 1 else "s"
    place = (sentence.place(match.start(), match.end()),)
    yield Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "date", place, f"that is {should} {unit}{plural}, not {number}" if not fine else f"{number} {unit}s",
        "" if fine else f"{match['number']} {unit}s", "" if fine else f"{should} {unit}{plural}",
    )  # fmt: skip


def _judge_span(sentence: Sentence, match: re.Match[str]) -> Iterator[Judgement]:
    ends = _read_ends(match)
    if ends is None:
        return
    days = (ends[1] - ends[0]).days
    unit = re.sub(r"calendar\s+|s$", "", match["unit"].lower())
    if days <= 0:
        return
    if unit == "day":
        yield from _say(sentence, match, {days - 1, days, days + 1}, days + 1, unit)
    elif unit == "week":
        fitting = {n for n in range(200) if days / 7 - 0.5 <= n <= (days + 1) / 7 + 0.5}
        yield from _say(sentence, match, fitting, round((days + 1) / 7), unit)
    elif unit == "year":
        fitting = {n for n in range(100) if days / 365.25 - 0.55 <= n <= (days + 1) / 365.25 + 0.55}
        yield from _say(sentence, match, fitting, round((days + 1) / 365.25), unit)
    else:
        fitting = {n for n in range(200) if days / 30.44 - 0.6 <= n <= (days + 1) / 30.44 + 0.6}
        yield from _say(sentence, match, fitting, round((days + 1) / 30.44), unit)


def _read_ends(match: re.Match[str]) -> tuple[date, date] | None:
    """Both days; a month or year that one leaves out is the other's, and the end follows the beginning."""
    groups = match.groupdict()
    last_month = groups["m2"]
    if not last_month:
        return None
    months = month_number(groups["m1"] or last_month), month_number(last_month)
    years = [int(groups[name]) if groups.get(name) else 0 for name in ("y1", "y2")]
    crosses = months[1] < months[0]
    last = years[1] or (years[0] + crosses if years[0] else 2023 + crosses)
    first = years[0] or last - crosses
    one = _make_date(first, months[0], int(groups["d1"]))
    two = _make_date(last, months[1], int(groups["d2"]))
    return (one, two) if one and two else None


def _make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _judge_apart(sentence: Sentence, match: re.Match[str], *, march: bool) -> Iterator[Judgement]:
    """`on 22 April 2024, five weeks before year end`: how far apart, and which comes first."""
    groups = match.groupdict()
    if not groups["m1"] or (groups.get("yearend") and not (march and groups["y1"])):
        return
    if groups.get("yearend"):
        ended = _make_date(int(groups["y1"]), month_number(groups["m1"]), int(groups["d1"]))
        if ended is None:
            return
        one, two = (
            ended,
            min((date(ended.year + step, 3, 31) for step in (-1, 0, 1)), key=lambda end: abs((end - ended).days)),
        )
    elif (match.re is LATER or (groups["y1"] and groups["y2"])) and (ends := _read_ends(match)):
        one, two = ends
    else:
        return
    said = groups["side"].lower()
    gap = (one - two).days if said == "after" else (two - one).days
    unit = match["unit"].lower().rstrip("s")
    number = _read_number(match["number"])
    size = {"day": 1.0, "week": 7.0, "month": 30.44}[unit]
    fine = abs(gap - number * size) <= {"day": 1.0, "week": 4.0, "month": 18.0}[unit]
    place = (sentence.place(match.start(), match.end()),)
    other = {"before": "after", "after": "before", "later": "earlier"}[said]
    should = f"{round(abs(gap) / size)} {unit}s {said if gap >= 0 else other}"
    working = f"from {one:%-d %B %Y} to {two:%-d %B %Y} is {(two - one).days} days"
    yield Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "date", place, working,
        "" if fine else f"{match['number']} {match['unit']} {said}", "" if fine else should,
    )  # fmt: skip
