"""What holds a document together: numbering, references, dates, periods and ranks."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from openscrutiny.claims.passages import Line
from openscrutiny.claims.quantities import DAYS, MONTHS
from openscrutiny.claims.reading import Reading
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

MONTH_NUMBER = {
    name: i
    for i, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
DATED = re.compile(
    rf"\b(?:(?P<day>{DAYS}),?\s+(?:the\s+)?)?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{MONTHS}),?\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
DAY_MONTH = re.compile(
    rf"\b(?P<number>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{MONTHS})\b(?!\s*,?\s*\d)", re.IGNORECASE
)


def _place(line: Line, match: re.Match[str]) -> Place:
    return Place(line.number, match.start(), match[0].rstrip(), line.page)


def month_number(name: str) -> int:
    return MONTH_NUMBER[name.lower()[:3]]


def check_dates(reading: Reading) -> Iterator[Judgement]:
    """Weekdays against dates, days that no month has, and two closing dates of one thing."""
    for line in reading.document.lines:
        for match in DATED.finditer(line.text):
            year, month, day = int(match["year"]), month_number(match["month"]), int(match["number"])
            if not 1 <= day <= monthrange(year, month)[1]:
                yield Judgement(
                    Verdict.WRONG, "date", (_place(line, match),), f"{match['month']} {year} has {monthrange(year, month)[1]} days",
                    match[0], "",
                )  # fmt: skip
            elif match["day"]:
                weekday = date(year, month, day).strftime("%A")
                fine = weekday.lower().startswith(match["day"].lower()[:3])
                yield Judgement(
                    Verdict.CONSISTENT if fine else Verdict.WRONG, "date", (_place(line, match),),
                    f"{day} {match['month']} {year} was a {weekday}", "" if fine else match["day"], "" if fine else weekday,
                )  # fmt: skip
        for match in DAY_MONTH.finditer(line.text):
            if int(match["number"]) > monthrange(2020, month_number(match["month"]))[1]:
                yield Judgement(
                    Verdict.WRONG,
                    "date",
                    (_place(line, match),),
                    f"{match['month']} has no day {match['number']}",
                    match[0],
                    "",
                )
    yield from _closing_dates(reading)


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
                (what[0] if what else "", month, day, bool(match["number"]), marks, match["year"], _place(line, match))
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


QUARTER_MONTHS = re.compile(
    rf"\b(?:Q|Qtr\.?\s?|Quarter\s)([1-4])\s*(?:20\d\d(?:/\d\d)?)?\s*[\(,:]\s*({MONTHS})\s*(?:-|–|—|to)\s*({MONTHS})\b",
    re.IGNORECASE,
)
YEAR_SPAN = re.compile(r"(?<![\d/-])(20\d\d)([/–-])(\d\d)(?![\d/-]|\s*[%,]\d)")


def check_periods(reading: Reading) -> Iterator[Judgement]:
    """Quarters with their months, and years written as a span."""
    wrong: dict[str, list[Place]] = {}
    right: list[tuple[Line, re.Match[str]]] = []
    for line in reading.document.lines:
        for match in QUARTER_MONTHS.finditer(line.text):
            length = (month_number(match[3]) - month_number(match[2])) % 12 + 1
            if length % 3:
                wrong.setdefault(re.sub(r"\W+", " ", match[0]).lower(), []).append(_place(line, match))
            else:
                right.append((line, match))
        for match in YEAR_SPAN.finditer(line.text):
            first, second = int(match[1][2:]), int(match[3])
            if second == first and not (match[2] == "-" and second <= 12):
                yield Judgement(
                    Verdict.WRONG, "period", (_place(line, match),), f"{match[0]} is no span of years", match[0],
                    f"{match[1]}{match[2]}{(first + 1) % 100:02d}", "",
                )  # fmt: skip
    for places in wrong.values():
        quote = places[0].quote
        yield Judgement(
            Verdict.WRONG, "period", tuple(places), f"'{quote}' names months that no quarter, or run of quarters, is made of",
            quote, "the quarter's own months", "",
        )  # fmt: skip
    for line, match in right:
        yield Judgement(Verdict.CONSISTENT, "period", (_place(line, match),), "whole quarters")


RANK = re.compile(
    r"\b(?:ranked?|ranking|rated|placed|position(?:ed)?|comes?|came)?\s*(?:is\s+|at\s+)?(\d{1,3})(?:st|nd|rd|th)\s+(?:highest\s+|lowest\s+|best\s+)?(?:out\s+of|of)\s+(?:the\s+|all\s+)?(\d{1,3})\b(?!\s*(?:%|per|January|February|March|April|May|June|July|August|September|October|November|December))",
    re.IGNORECASE,
)


def check_ranks(reading: Reading) -> Iterator[Judgement]:
    """A place among so many."""
    for line in reading.document.lines:
        for match in RANK.finditer(line.text):
            rank, ranked = int(match[1]), int(match[2])
            if ranked < 2:
                continue
            fine = 1 <= rank <= ranked
            yield Judgement(
                Verdict.CONSISTENT if fine else Verdict.WRONG, "rank", (_place(line, match),),
                f"{rank} of {ranked}", "" if fine else match[0].strip(), "" if fine else f"no lower than {ranked}",
            )  # fmt: skip


DOUBLE = re.compile(r"^\s*(\d{1,3})\.\s+(\d{1,3})\.\s+(?=[A-Z])")
OPENING = re.compile(r"^(\s*)(\d{1,3})([.)])\s+\S")
MARKER = re.compile(r"(?<![\w.])\((\d{1,2})\)?\s?(?=[A-Z])")


def check_numbering(reading: Reading) -> Iterator[Judgement]:
    """Numbered paragraphs and numbered points that skip, repeat or carry two numbers."""
    items: list[tuple[Line, re.Match[str]]] = []
    for line in reading.document.lines:
        if double := DOUBLE.match(line.text):
            yield Judgement(
                Verdict.WRONG, "numbering", (_place(line, double),), f"one paragraph with two numbers, {double[1]} and {double[2]}",
                double[0].strip(), f"{double[1]}.", "",
            )  # fmt: skip
        if opening := OPENING.match(line.text):
            items.append((line, opening))
        yield from _inline(line)
    numbers = [int(match[2]) for _, match in items]
    for i in range(2, len(items) - 2):
        if numbers[i - 2 : i] != [numbers[i] - k - 2 for k in (1, 0)] and numbers[i - 2 : i] != [
            numbers[i] - 1,
            numbers[i],
        ]:
            continue
        if numbers[i + 1 : i + 3] != [numbers[i] + 1, numbers[i] + 2] or numbers[i - 2] < 1:
            continue
        if len({match[3] for _, match in items[i - 2 : i + 3]}) > 1:
            continue
        line, match = items[i]
        skip = numbers[i] != numbers[i - 1]
        yield Judgement(
            Verdict.WRONG, "numbering", (_place(line, match),),
            f"{numbers[i - 1]} is followed by {numbers[i]}: the numbering {'skips' if skip else 'repeats'}",
            match[2], str(numbers[i - 1] + 1), "",
        )  # fmt: skip


def _inline(line: Line) -> Iterator[Judgement]:
    for start, cell in _cells(line.text):
        markers = list(MARKER.finditer(cell))
        numbers = [int(match[1]) for match in markers]
        if len(numbers) < 3 or numbers[0] != 1 or max(numbers) > len(numbers) + 1:
            continue
        place = Place(
            line.number, start + markers[0].start(), cell[markers[0].start() : markers[-1].end()].rstrip(), line.page
        )
        if numbers == list(range(1, len(numbers) + 1)):
            yield Judgement(Verdict.CONSISTENT, "numbering", (place,), f"1 to {len(numbers)}")
        elif numbers == sorted(numbers):
            at = next(i for i, number in enumerate(numbers) if number != i + 1)
            yield Judgement(
                Verdict.WRONG, "numbering", (place,),
                f"the points run {', '.join(map(str, numbers))}: the numbering {'repeats' if numbers[at] <= at else 'skips'}",
                f"({numbers[at]})", f"({at + 1})", "",
            )  # fmt: skip


def _cells(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for part in text.split("\t"):
        yield start, part
        start += len(part) + 1


REFERENCE = re.compile(
    r"\b(?:[Rr]efer to|[Cc]ross[\s-]reference to|[Ss]ee|[Ss]et out in|[Ss]ee also)\s+(?:item\s+)?\(?([A-Z]\d{1,2}(?:\.\d{1,2})?)\b"
)
NAMED = re.compile(
    r"\b([Aa]ppendix|[Aa]nnex|[Tt]able|[Ff]igure|[Cc]hart)\s+([A-Z]|\d{1,2})\b(?!\s*(?:of|to)\s+(?:the|that|this)\b|\.\d)"
)


def check_references(reading: Reading) -> Iterator[Judgement]:
    """References to items, appendices, tables and figures, against those that are there."""
    labels = set()
    for line in reading.document.lines:
        for _, cell in _cells(re.sub(r"<[^>]*>", " ", line.text)):
            if match := re.match(r"[\s|*(]*([A-Z]\d{1,2}(?:\.\d{1,2})?)\)?(?=[\s|*:)]|$|[A-Z(])", cell):
                labels.add(match[1])
            labels.update(re.findall(r"\(([A-Z]\d{1,2}\.\d{1,2})\)", cell))
    families = {label[0] for label in labels if sum(other[0] == label[0] for other in labels) >= 1}
    for line in reading.document.lines:
        for match in REFERENCE.finditer(line.text):
            label = match[1]
            if label in labels:
                yield Judgement(Verdict.CONSISTENT, "cross_reference", (_place(line, match),), f"{label} is there")
            elif label[0] in families and len(labels) >= 5:
                near = sorted(other for other in labels if other[0] == label[0] and "." not in other)
                yield Judgement(
                    Verdict.WRONG, "cross_reference", (_place(line, match),),
                    f"{label} is not in the document; of {label[0]} there is {', '.join(near) or 'none'}", label, "",
                )  # fmt: skip
    yield from _named_references(reading)


def _named_references(reading: Reading) -> Iterator[Judgement]:
    defined: dict[str, set[str]] = {}
    uses: list[tuple[Line, re.Match[str]]] = []
    for line in reading.document.lines:
        opening = re.match(
            r"[\s#*|]*(?:Section \d+\.\s+)?(Appendix|Annex|Table|Figure|Chart)\s+([A-Z]|\d{1,2})\b(?=\s*(?:[:.–—|-]|$|\t|[A-Z*(]))",
            line.text,
            re.IGNORECASE,
        )
        if opening:
            defined.setdefault(opening[1].lower(), set()).add(opening[2])
        for match in NAMED.finditer(line.text):
            if not opening or match.start() >= opening.end():
                uses.append((line, match))
    for line, match in uses:
        known = defined.get(match[1].lower(), set())
        if match[2] in known:
            yield Judgement(Verdict.CONSISTENT, "cross_reference", (_place(line, match),), f"{match[0]} is there")
        elif (
            len(known) >= 2
            and match[2].isdigit()
            and all(k.isdigit() for k in known)
            and int(match[2]) > max(map(int, known))
        ):
            yield Judgement(
                Verdict.WRONG, "cross_reference", (_place(line, match),),
                f"there is no {match[0]}: the document has {', '.join(sorted(known, key=int))}", match[0], "",
            )  # fmt: skip
