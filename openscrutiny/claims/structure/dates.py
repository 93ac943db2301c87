"""Dates that cannot be, two dates of one thing, and periods against their labels."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from openscrutiny.claims.reading.passages import Line, place_of
from openscrutiny.claims.reading.quantities import DAYS, MONTHS
from openscrutiny.claims.reading.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

MONTH_NUMBER = {
    name: i
    for i, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DATED = re.compile(
    rf"\b(?:(?P<day>{DAYS}),?\s+(?:the\s+)?)?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{MONTHS}),?\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
DAY_MONTH = re.compile(
    rf"(?<![\d'’/.,-])\b(?P<number>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s(?P<month>{MONTHS})\b(?!\s*,?\s*\d)",
    re.IGNORECASE,
)


def month_number(name: str) -> int:
    return MONTH_NUMBER[name.lower()[:3]]


def check_dates(reading: Reading) -> Iterator[Judgement]:
    """Weekdays against dates, days that no month has, and two closing dates of one thing."""
    for line in reading.document.lines:
        for match in DATED.finditer(line.text):
            year, month, day = int(match["year"]), month_number(match["month"]), int(match["number"])
            if not 1 <= day <= monthrange(year, month)[1]:
                yield Judgement(
                    Verdict.WRONG, "date", (place_of(line, match),), f"{match['month']} {year} has {monthrange(year, month)[1]} days",
                    match[0], f"a day from 1 to {monthrange(year, month)[1]} {match['month']} {year}",
                )  # fmt: skip
            elif match["day"]:
                weekday = date(year, month, day).strftime("%A")
                fine = weekday.lower().startswith(match["day"].lower()[:3])
                yield Judgement(
                    Verdict.CONSISTENT if fine else Verdict.WRONG, "date", (place_of(line, match),),
                    f"{day} {match['month']} {year} was a {weekday}", "" if fine else match["day"], "" if fine else weekday,
                )  # fmt: skip
        yield from _backwards(line)
        for match in DAY_MONTH.finditer(line.text):
            if match["month"][0].islower() or match["number"] == "00":
                continue  # `may`, the verb
            if int(match["number"]) > monthrange(2020, month_number(match["month"]))[1]:
                yield Judgement(
                    Verdict.WRONG,
                    "date",
                    (place_of(line, match),),
                    f"{match['month']} has no day {match['number']}",
                    match[0],
                    "",
                )
    yield from _closing_dates(reading)


FROM_DATE = re.compile(
    rf"\b(?:from|between|opened|began|started|commenced|received)\s+(?:on\s+)?(?P<one>(?:the\s+)?\d{{1,2}}[^.;]{{0,4}}\s+{MONTHS},?\s+20\d\d)[^.;\d]{{0,40}}?\b(?:to|and|until|closed|ended|closing|ending|resolved|determined)\s+(?:[a-z]+ly\s+)?(?:on\s+)?(?P<two>(?:the\s+)?\d{{1,2}}[^.;]{{0,4}}\s+{MONTHS},?\s+20\d\d)",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    rf"\b(?:launched|published|issued|opened|opens|began)\s+(?:on\s+)?(?P<one>(?:the\s+)?\d{{1,2}}[^.;]{{0,4}}\s+{MONTHS},?\s+20\d\d)[^.;\d]{{0,40}}?\b(?:closes|comments (?:are (?:invited|due) )?by|responses (?:are due )?by|replies by|deadline (?:of|is|for (?:comments|responses) (?:is|of)))\s+(?:on\s+)?(?P<two>(?:the\s+)?\d{{1,2}}[^.;]{{0,4}}\s+{MONTHS},?\s+20\d\d)",
    re.IGNORECASE,
)


def _backwards(line: Line) -> Iterator[Judgement]:
    """`opened on 3 January 2023 and closed on 14 December 2022`: an end before its beginning."""
    for match in (*FROM_DATE.finditer(line.text), *PUBLISHED.finditer(line.text)):
        dates = [DATED.search(match["one"]), DATED.search(match["two"])]
        keys = [(int(m["year"]), month_number(m["month"]), int(m["number"])) for m in dates if m]
        if len(keys) == 2:
            fine = keys[0] <= keys[1]
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "date", (place_of(line, match),),
                f"{match['one']} to {match['two']}" + ("" if fine else ": the end comes before the beginning"), "" if fine else match["two"],
                "" if fine else f"a date after {match['one']}",
            )  # fmt: skip


CLOSING = re.compile(
    r"(?:closing date|deadline|closes?|closed|opens?|opened|went live|launch date)(?:\s+(?:for|of|to)\s+(?:the\s+)?[a-z]+(?:\s+[a-z]+)?)?"
    rf"\s+(?:is|was|will be|on|at|by)?\s*(?:on|at|by)?\s*(?:the\s+)?(?:(?P<part>start|beginning|middle|end)\s+of\s+(?P<only>{MONTHS})"
    rf"|(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTHS}))\b(?:,?\s+(?P<year>20\d\d))?",
    re.IGNORECASE,
)
NAME = re.compile(r"\b(?:[A-Z][a-z]+\s+){1,3}(?:Fund|Grant|Survey|Scheme|Programme|Consultation|Award|Strategy)\b")


def _closing_dates(reading: Reading) -> Iterator[Judgement]:
    found = []
    for line in reading.document.lines:
        for match in CLOSING.finditer(line.text):
            month = month_number(match["only"] or match["month"])
            day = (
                int(match["number"])
                if match["number"]
                else {"end": 31, "middle": 15}.get((match["part"] or "").lower(), 1)
            )
            what = re.match(r"[a-z]+(?: date)?", match[0].lower())
            marks = set(re.findall(r"£\d[\d,]{4,}", line.text)) | set(NAME.findall(line.text))
            found.append(
                (
                    what[0] if what else "",
                    month,
                    day,
                    bool(match["number"]),
                    marks,
                    match["year"],
                    place_of(line, match),
                )
            )
    for i, one in enumerate(found):
        for two in found[i + 1 :]:
            if one[0] != two[0] or not one[4] & two[4] or (one[5] and two[5] and one[5] != two[5]):
                continue
            same = one[1] == two[1] and (one[2] == two[2] or (not (one[3] and two[3]) and abs(one[2] - two[2]) <= 8))
            shared = sorted(one[4] & two[4])[0]
            yield Judgement(
                Verdict.CONSISTENT if same else Verdict.WRONG, "date", (one[6], two[6]),
                f"both of {shared}: '{one[6].quote}' and '{two[6].quote}'", "" if same else f"{one[6].quote} and {two[6].quote}",
                "" if same else "one date in both",
            )  # fmt: skip


QUARTER_DAYS = re.compile(
    rf"\b(?:Q|Qtr\.?\s?|Quarter\s)([1-4])\b[^()\n]{{0,20}}?\(?\b1(?:st)?\s+({MONTHS})(?:\s+(20\d\d))?\s*(?:-|–|—|to)\s*(\d{{1,2}})(?:st|nd|rd|th)?\s+({MONTHS})(?:\s+(20\d\d))?",
    re.IGNORECASE,
)
SPAN = re.compile(rf"\(\s*({MONTHS})\s*(?:\d\d)?\s*(?:-|–|to)\s*({MONTHS})\s*(?:20)?\d\d\s*\)", re.IGNORECASE)
MONTHS_OF_DATA = re.compile(
    r"\b(?:use[sd]?|based on|cover(?:s|ing)?|show[sn]?)\s+(?:the\s+(?:last|latest)\s+|a\s+)?(\d{1,2})[\s-]months?['’]?\s+(?:of\s+)?(?:rolling\s+)?data\b",
    re.IGNORECASE,
)
NOTE_LINES = 8
"""Lines between a note and the table that it speaks of."""


def _rolling_months(reading: Reading) -> Iterator[Judgement]:
    """A note that a table uses so many months' data, over columns whose headings name spans of other lengths."""
    notes = [(line, match) for line in reading.document.lines if (match := MONTHS_OF_DATA.search(line.text))]
    for table in reading.tables if notes else ():
        headings = [cell for row in table.rows[: table.header_rows] for cell in row]
        spans = [(cell, match) for cell in headings if (match := SPAN.search(cell.text))]
        for line, match in notes if spans else ():
            if not -NOTE_LINES <= line.number - table.first_line <= table.last_line - table.first_line + NOTE_LINES:
                continue
            lengths = [(month_number(m[2]) - month_number(m[1])) % 12 + 1 for _, m in spans]
            fine = int(match[1]) in lengths
            longest = max(zip(lengths, spans, strict=True), key=lambda pair: pair[0])
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "period", (place_of(line, match), longest[1][0].place),
                f"{match[1]} months said; '{longest[1][0].text.strip()}' is {longest[0]}", "" if fine else f"{match[1]} months",
                "" if fine else f"{longest[0]} months",
            )  # fmt: skip


TWELVE = re.compile(
    rf"\b(?:12|twelve) months from 1(?:st)? (?P<first>{MONTHS}) (?P<year>20\d\d) to \d{{1,2}}(?:st|th)? (?P<last>{MONTHS}) (?P<until>20\d\d)",
    re.IGNORECASE,
)


def _twelve_months(reading: Reading) -> Iterator[Judgement]:
    """`the 12 months from 1 April 2022 to 31 March 2023`."""
    for line in reading.document.lines:
        for match in TWELVE.finditer(line.text):
            years = int(match["until"]) - int(match["year"])
            months = 12 * years + month_number(match["last"]) - month_number(match["first"]) + 1
            fine = months == 12
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "period", (place_of(line, match),), f"from the first of {match['first']} {match['year']} to the end of {match['last']} {match['until']} is {months} months",
                "" if fine else "12 months", "" if fine else f"{months} months",
            )  # fmt: skip


QUARTER_MONTHS = re.compile(
    rf"\b(?:Q|Qtr\.?\s?|Quarter\s)([1-4])\s*(?:20\d\d(?:/\d\d)?)?\s*[\(,:]\s*({MONTHS})\s*(?:-|–|—|to)\s*({MONTHS})\b",
    re.IGNORECASE,
)
LABELLED_YEAR = re.compile(
    rf"\b(?P<first>20\d\d)(?P<mark>[/–-])(?P<second>\d\d|20\d\d)\s*[,:]?\s*\(\s*(?:(?:from\s+)?(?:1(?:st)?\s+)?(?P<from>{MONTHS})\s+(?P<start>20\d\d)\s*(?:-|–|—|to)\s*(?:\d\d(?:st)?\s+)?(?P<to>{MONTHS})\s+(?P<end>20\d\d)|(?:the\s+)?(?:12\s+months|year)\s+(?:to|ended|ending)\s+(?:31(?:st)?\s+)?March\s+(?P<until>20\d\d))\s*\)",
    re.IGNORECASE,
)
LABELLED_QUARTER = re.compile(
    rf"\b(?:Q|Qtr\.?\s?|Quarter\s)(?P<quarter>[1-4])\s*(?:of\s+)?(?P<first>20\d\d)/(?P<second>\d\d)\s*[\(,:]\s*(?P<from>{MONTHS})(?:\s+20\d\d)?\s*(?:-|–|—|to)\s*(?P<to>{MONTHS})(?:\s+(?P<end>20\d\d))?",
    re.IGNORECASE,
)


def _labelled_years(reading: Reading) -> Iterator[Judgement]:
    """`2023/24 (April 2023 to March 2024)`, `Q3 2023/24 (October to December 2023)`: a financial year and the dates it is said to have."""
    for line in reading.document.lines:
        for match in LABELLED_YEAR.finditer(line.text):
            first, second = int(match["first"]), int(match["first"][:2] + match["second"][-2:])
            if match["until"]:
                fine, should = int(match["until"]) == second, f"the year to 31 March {second}"
            elif month_number(match["from"]) == 4 and month_number(match["to"]) == 3:
                fine = (int(match["start"]), int(match["end"])) == (first, second)
                should = f"April {first} to March {second}"
            else:
                continue
            yield _period(line, match, fine, should) if second == first + 1 else _period(line, match, True, "")
        for match in LABELLED_QUARTER.finditer(line.text):
            quarter, first = int(match["quarter"]), int(match["first"])
            if (month_number(match["to"]) - month_number(match["from"])) % 12 != 2:
                continue
            months = month_number(match["from"]) == 3 * quarter % 12 + 1
            year = first + (quarter == 4)
            if months and match["end"]:
                should = f"{match['from']} to {match['to']} {year}"
                yield _period(line, match, int(match["end"]) == year, should)


def _period(line: Line, match: re.Match[str], fine: bool, should: str) -> Judgement:
    working = f"'{match[0]}'" if fine else f"'{match[0]}', but that is {should}"
    return Judgement(
        Verdict.CONSISTENT if fine else Verdict.WRONG, "period", (place_of(line, match),), working, "" if fine else match[0], "" if fine else should
    )  # fmt: skip


def _find_numbered_years(lines: Sequence[Line]) -> set[str]:
    """Years that number things one after another, and are no spans: `2024/23`, `2024/24`, `2024/25`, `2024/26`."""
    numbers: dict[str, set[int]] = {}
    for line in lines:
        for match in YEAR_SPAN.finditer(line.text):
            numbers.setdefault(match[1], set()).add(int(match[3]) - int(match[1][2:]))
    return {year for year, steps in numbers.items() if len(steps - {0, 1}) > 1}


YEAR_SPAN = re.compile(r"(?<![\d/-])(20\d\d)([/–-])(\d\d)(?![\d/-]|\s*[%,]\d)")


def check_periods(reading: Reading) -> Iterator[Judgement]:
    """Quarters with their months, and years written as a span."""
    wrong: dict[str, list[Place]] = {}
    right: list[tuple[Line, re.Match[str]]] = []
    numbered = _find_numbered_years(reading.document.lines)
    for line in reading.document.lines:
        for match in QUARTER_MONTHS.finditer(line.text):
            length = (month_number(match[3]) - month_number(match[2])) % 12 + 1
            own = {month_number(match[2]) - 3 * (int(match[1]) - 1) - first for first in (1, 4)}
            if length == 3 and not any(months % 12 == 0 for months in own):
                first = 4 + 3 * (int(match[1]) - 1)
                should = f"{MONTH_NAMES[(first - 1) % 12]} to {MONTH_NAMES[(first + 1) % 12]}"
                yield Judgement(
                    Verdict.WRONG, "period", (place_of(line, match),), f"{match[2]} to {match[3]} is not quarter {match[1]} of a financial year, nor of a calendar year",
                    match[0], f"quarter {match[1]} is {should}", "",
                )  # fmt: skip
            elif length % 3:
                wrong.setdefault(re.sub(r"\W+", " ", match[0]).lower(), []).append(place_of(line, match))
            else:
                right.append((line, match))
        for match in YEAR_SPAN.finditer(line.text):
            first, second = int(match[1][2:]), int(match[3])
            if second == first and not (match[2] == "-" and second <= 12) and match[1] not in numbered:
                yield Judgement(
                    Verdict.WRONG, "period", (place_of(line, match),), f"{match[0]} is no span of years", match[0],
                    f"{match[1]}{match[2]}{(first + 1) % 100:02d}", "",
                )  # fmt: skip
        for match in QUARTER_DAYS.finditer(line.text):
            first, last = month_number(match[2]), month_number(match[5])
            end = monthrange(int(match[6] or match[3] or 2020), last)[1]
            if ((last - first) % 12 + 1) % 3 == 0 and int(match[4]) in {end, 28 if last == 2 else end}:
                right.append((line, match))
            else:
                wrong.setdefault(re.sub(r"\W+", " ", match[0]).lower(), []).append(place_of(line, match))
    yield from _rolling_months(reading)
    yield from _twelve_months(reading)
    yield from _labelled_years(reading)
    for places in wrong.values():
        quote = places[0].quote
        yield Judgement(
            Verdict.WRONG, "period", tuple(places), f"'{quote}' is not the length of a quarter, or of a run of quarters",
            quote, "the quarter's own months", "",
        )  # fmt: skip
    for line, match in right:
        yield Judgement(Verdict.CONSISTENT, "period", (place_of(line, match),), "whole quarters")
