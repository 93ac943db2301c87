"""Years to date that cannot be: less than one of their own periods, or a change outside those of their periods."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from openscrutiny.claims.reading.directions import DIRECTION, sign_of, template
from openscrutiny.claims.reading.grids import (
    UNADDABLE,
    add_up,
    excuses_gap,
    is_total,
    show,
    sum_in_print,
)
from openscrutiny.claims.reading.passages import Sentence
from openscrutiny.claims.reading.period_series import Series, read_series
from openscrutiny.claims.reading.quantities import Interval, Quantity, ratio
from openscrutiny.claims.reading.reading import Reading, Row
from openscrutiny.claims.reading.tables import Cell
from openscrutiny.claims.tables.headings import TO_DATE
from openscrutiny.claims.tables.quarters import by_quarter, plain_name
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

DATE = r"(?:year[\s-]to[\s-]date|YTD|financial year to date|so far this year)"
IN_PERIOD = re.compile(
    r"\{([NP])(\d+)\}(?:\s+(?!and\b|in\b)[a-z]+){0,4}\s+(?:in|for|during)\s+(?:the\s+)?(?:(?:Q|quarter\s+)(?P<q>[1-4])\b|(?P<word>first|second|third|fourth)\s+quarter)",
    re.IGNORECASE,
)
AT_DATE = re.compile(
    rf"\{{([NP])(\d+)\}}(?:\s+(?!and\b|in\b)[a-z]+){{0,4}}\s+(?:in|for|over|during)?\s*(?:the\s+)?{DATE}|\b{DATE}[^{{}}.;]{{0,40}}?\{{([NP])(\d+)\}}",
    re.IGNORECASE,
)
WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def check_years_to_date(reading: Reading) -> Iterator[Judgement]:
    """Years to date in words, in the columns of a table, and across tables of one measure."""
    for sentence in reading.sentences:
        if re.search(DATE, sentence.text, re.IGNORECASE):
            yield from _in_words(sentence)
    yield from _between_tables(reading)
    yield from _wholes_of_periods(reading)


def _in_words(sentence: Sentence) -> Iterator[Judgement]:
    """`160 in Q2 and 150 in the year to date`, `rose 5% in Q1 and 8% in Q2, and is up 11% in the year to date`."""
    text, _ = template(sentence)
    quantities = sentence.quantities
    parts = {int(m["q"] or WORDS[m["word"].lower()]): int(m[2]) for m in IN_PERIOD.finditer(text)}
    whole = next((int(m[2] or m[4]) for m in AT_DATE.finditer(text) if int(m[2] or m[4]) not in parts.values()), None)
    if not parts or whole is None or {quantities[i].unit for i in (*parts.values(), whole)} not in ({"n"}, {"%"}):
        return
    every = [quantities[i] for i in (*parts.values(), whole)]
    place = sentence.place(min(q.start for q in every), max(q.end for q in every))
    printed = quantities[whole]
    if printed.unit == "n":
        largest = max((quantities[i] for i in parts.values()), key=lambda q: q.value)
        if all(q.whole for q in every):
            fine = printed.value >= largest.value
            yield _judge(
                (place,),
                fine,
                printed.text,
                f"at least {largest.text}",
                f"{largest.text} in one period of a year to date of {printed.text}",
            )
    elif sorted(parts) == list(range(1, len(parts) + 1)) and len(parts) >= 2:
        signed = [_signed(text, quantities[i], i) for i in (*parts.values(), whole)]
        if all(signed):
            *changes, ytd = [s for s in signed if s]
            low, high = min(c.low for c in changes), max(c.high for c in changes)
            said = " and ".join(quantities[i].text for i in parts.values())
            yield _judge(
                (place,),
                ytd.meets(Interval(low, high)),
                printed.text,
                f"between {low:g}% and {high:g}%",
                f"changes of {said} cannot make a year to date of {printed.text}",
            )


def _signed(text: str, quantity: Quantity, index: int) -> Interval | None:
    before = list(DIRECTION.finditer(text[: text.index(f"{index}}}")]))
    if quantity.signed:
        return quantity.true
    return (quantity.true if sign_of(before[-1]) > 0 else quantity.true.scaled(-1)) if before else None


def _judge(places: tuple[Place, ...], fine: bool, printed: str, should: str, working: str) -> Judgement:
    if fine:
        return Judgement(Verdict.CONSISTENT, "year_to_date", places, f"{printed} to date can be")
    return Judgement(Verdict.WRONG, "year_to_date", places, working, printed, should, involves=places)


def _between_tables(reading: Reading) -> Iterator[Judgement]:
    """The change to date at one quarter, that of the quarter after, and the change to date then: the last lies between."""
    earlier = _changes_to_date(reading)
    for row in reading.rows:
        name = plain_name(row.label)
        matches = [key for key in earlier if key and (name.startswith(key) or key.startswith(name))] if name else []
        if len(matches) != 1:
            continue
        yield from _between(row, earlier[matches[0]])


def _changes_to_date(reading: Reading) -> dict[str, dict[int, Cell]]:
    """Changes to date by measure and quarter, from tables of one measure under its heading with a row a quarter."""
    found: dict[str, dict[int, Cell]] = {}
    headings = sorted(reading.prose.headings.items())
    lines = [line for line, _ in headings]
    for table in reading.tables:
        above = bisect_left(lines, table.first_line)  # headings
        for row in table.body:
            quarter = re.match(r"\W*(?:Q|Qtr|Quarter)\s*([1-4])\b", table.label(row))
            for column, cell in enumerate(row):
                if (
                    quarter
                    and above
                    and cell.number
                    and cell.number.unit == "%"
                    and TO_DATE.search(table.header(column))
                ):
                    found.setdefault(plain_name(headings[above - 1][1]), {})[int(quarter[1])] = cell
    return found


def _between(row: Row, earlier: dict[int, Cell]) -> Iterator[Judgement]:
    quarters = by_quarter(row)
    to_date = [
        cell for column, cell in enumerate(row.cells)
        if cell.number and cell.number.unit == "%" and TO_DATE.search(row.table.header(column))
    ]  # fmt: skip
    for (year, quarter), now in quarters.items():
        then, before = quarters.get((year - 1, quarter)), earlier.get(quarter - 1)
        if then is None or before is None or len(to_date) != 1:
            continue
        first, last, whole = before.number, to_date[0].number, to_date[0]
        assert now.number
        assert then.number
        share = ratio(now.number.true, then.number.true)
        if share is None or first is None or last is None:
            continue
        change = Interval(share.low - 100, share.high - 100)
        low, high = min(change.low, first.true.low), max(change.high, first.true.high)
        fine = last.true.meets(Interval(low, high))
        yield _judge(
            (whole.place, before.place, now.place, then.place), fine, whole.text.strip(), f"between {low:.1f}% and {high:.1f}%",
            f"{row.label}: {before.text.strip()} to date a quarter before and {change.low:.1f}% in the quarter ({now.text.strip()} against "
            f"{then.text.strip()}) cannot make {whole.text.strip()} to date",
        )  # fmt: skip


SPANS = (
    (re.compile(r"\W*(?:(?:first|second)\s)?half(?:[\s-]?year)?\W*|\W*six months\W*", re.IGNORECASE), (6, 2)),
    (re.compile(r"\W*(?:(?:first|second|third|fourth)\s)?quarter(?:\s[1-4])?\W*", re.IGNORECASE), (3,)),
    (re.compile(r"\W*(?:(?:full|whole|the)[\s-])?year\W*|\W*(?:twelve|12) months\W*", re.IGNORECASE), (12, 4)),
)
"""Names of a row after periods, and how many months or quarters it is of."""
COUNTED_ONCE = re.compile(
    r"\b(?:people|persons?|clients?|users?|individuals?|households?|patients?|learners?|famil\w+|children|members?|staff|officers?|open|waiting|in post|caseload|active|unique|balance|stock|tenants?|residents?|volunteers?)\b",
    re.IGNORECASE,
)
"""What may be the same in one period and the next, so that its periods need not add up."""
REVISED = re.compile(r"\brevis\w+|\bprovisional\b|\bre-?stated\b", re.IGNORECASE)


def _wholes_of_periods(reading: Reading) -> Iterator[Judgement]:
    """A row for the half year, quarter or year under the rows of its months or quarters: counts come to it."""
    for series in read_series(reading):
        whole, label, numbers = series.whole, series.whole_label, series.numbers
        spans = [lengths for pattern, lengths in SPANS if pattern.fullmatch(label)]
        if whole is None or whole.number is None or is_total(label) or len(spans) != 1 or len(numbers) not in spans[0]:
            continue
        if (
            UNADDABLE.search(series.name)
            or COUNTED_ONCE.search(series.name)
            or not all(q.whole for q in (whole.number, *numbers))
        ):
            continue
        value = sum(q.value for q in numbers)
        places = (whole.place, *(cell.place for cell in series.cells))
        working = f"{sum_in_print(numbers)} = {show(value, whole.number)}"
        if add_up(numbers).meets(whole.number.true):
            yield Judgement(Verdict.CONSISTENT, "year_to_date", places[:1], working, involves=places)
        elif abs(whole.number.value - value) <= 0.1 * value and not _is_excused(series):
            yield Judgement(
                Verdict.WRONG, "year_to_date", places[:1], f"{label} of {series.name} is printed as {whole.text.strip()}, but {working}",
                whole.text.strip(), show(value, whole.number), involves=places,
            )  # fmt: skip


def _is_excused(series: Series) -> bool:
    table = series.table
    return excuses_gap(table) or bool(REVISED.search(f"{table.notes} {table.caption}"))
