"""The base of a change that a sentence leaves out, found in the rows of a table near it."""

import re
from collections.abc import Iterator

from openscrutiny.claims.changes.statements import Change
from openscrutiny.claims.changes.words import COMPARATOR
from openscrutiny.claims.reading.directions import percent_meets
from openscrutiny.claims.reading.quantities import MONTHS, Interval, ratio
from openscrutiny.claims.reading.reading import Reading, Row
from openscrutiny.claims.reading.tables import Table
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

Pin = tuple[float, float, Row]
"""(before, after, row): two figures of one row that differ by the stated count."""


def show_number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def row_places(rows: tuple[Row, ...], *values: float) -> Iterator[Place]:
    for row in rows:
        for value, cell in row.numbers:
            if value in values:
                yield cell.place


def subject_of(change: Change, reading: Reading) -> frozenset[str]:
    """The telling words of the clause; where it has none, of the clause before or the heading."""
    text = change.sentence.text
    own = _without_tail(text[change.clause[0] : change.clause[1]])
    words = reading.words(own)
    if words:
        return words
    words = reading.words(_without_tail(text[: change.clause[0]]))
    if words:
        return words
    return reading.words(change.sentence.headings[-1]) if change.sentence.headings else frozenset()


def _without_tail(text: str) -> str:
    return re.split(
        r"\b(?:compared|on the (?:previous|same|last)|than|due to|as a result|driven by|which|because)\b", text
    )[0]


NEAR_LINES = 60


def _near_rows(change: Change, reading: Reading) -> list[Row]:
    line = change.sentence.line
    return [row for row in reading.rows if abs(row.cells[0].line.number - line) <= NEAR_LINES]


def find_pin(change: Change, reading: Reading) -> Pin | None:
    """Two figures of a near table, of the claim's subject, whose difference is the stated count."""
    if (
        not change.count
        or not change.percent
        or change.before
        or not change.count.whole
        or abs(change.count.value) < 10
    ):
        return None
    subject = subject_of(change, reading)
    own = _without_tail(change.sentence.text[change.clause[0] : change.clause[1]])
    heading = reading.words(" ".join(change.sentence.headings[-2:]), generic=False)
    best: tuple[int, int, Pin] | None = None
    for row in _near_rows(change, reading):
        if A_MONTH.match(row.label):  # its figures are of one time: none of them is the earlier one of another
            continue
        label = reading.words(row.label)
        known = subject | heading
        related = bool(label & known) and (label <= known or subject <= label) if row.label else bool(subject & heading)
        if not label and row.label and not related:  # a row of no telling words, such as `All recorded crime`
            related = not reading.words(own) and frozenset() != _general(row.label, reading) <= _general(own, reading)
        if not related:
            continue
        values = list(dict.fromkeys(value for value, _ in row.numbers))
        for a in values:
            for b in values:
                if (a - b) * change.direction == abs(change.count.value) and b > 0:
                    rank = (len(label & subject) * 2 - abs(row.cells[0].line.number - change.sentence.line) // 20, 0)
                    if best is None or rank > best[:2]:
                        best = (*rank, (b, a, row))
    return best[2] if best else _pin_down(change, reading, subject)


def _general(text: str, reading: Reading) -> frozenset[str]:
    return reading.words(text, generic=True) - {"all"}


def _pin_down(change: Change, reading: Reading, subject: frozenset[str]) -> Pin | None:
    """The same in a column of a table whose rows are periods: the column names the subject."""
    assert change.count
    line = change.sentence.line
    for table in reading.tables:
        if not 0 <= line - table.last_line <= NEAR_LINES and not 0 <= table.first_line - line <= 20:
            continue
        for column in range(1, table.width):
            header = reading.words(table.header(column))
            if not header or header != subject:
                continue
            cells = [(q.value, row[column]) for row in table.body if (q := table.number(row, column)) and q.unit != "%"]
            if not _chronological(table):
                continue
            for i, (a, cell_a) in reversed(list(enumerate(cells))):
                for b, cell_b in reversed(cells[:i]):
                    if (a - b) * change.direction == abs(change.count.value) and b > 0:
                        row = Row(table.header(column), ((a, cell_a), (b, cell_b)), table, (cell_a,), True)
                        return b, a, row
    return None


A_MONTH = re.compile(rf"\W*{MONTHS}\b(?:\W*(?:20)?\d\d)?\W*$", re.IGNORECASE)
PERIOD = re.compile(r"(?:Q|Qtr|Quarter)\s*([1-4])\W+(?:20)?(\d\d)", re.IGNORECASE)


def _chronological(table: Table) -> bool:
    """Whether a table's rows are quarters in order, the earliest first."""
    found = [PERIOD.search(table.label(row)) for row in table.body]
    keys = [(int(m[2]), int(m[1])) for m in found if m]
    return len(keys) == len(table.body) >= 2 and keys == sorted(keys)


def find_wrong_period(change: Change, reading: Reading) -> Judgement | None:
    """A change said to be on the previous month whose figures are those of a table of quarters."""
    if change.comparator != "previous_month" or not change.count or not change.percent or not change.count.whole:
        return None
    subject, places = subject_of(change, reading), change.places
    for row in _near_rows(change, reading):
        label = reading.words(row.label)
        headers = " ".join(row.table.header(c) for c in range(row.table.width))
        if not label or not label <= subject or not PERIOD.search(headers) or abs(change.count.value) < 10:
            continue
        for after, cell in row.numbers:
            before = after - change.direction * abs(change.count.value)
            share = ratio(Interval(abs(change.count.value), abs(change.count.value)), Interval(before, before))
            if before > 0 and share and percent_meets(change.percent, share):
                return Judgement(
                    Verdict.WRONG, "period", (*places, cell.place),
                    f"{change.count.text} is {change.percent.text} of {show_number(before)}, and {show_number(before)} and {show_number(after)} are figures of "
                    f"quarters in the table of {row.label}, not of months", "previous month", "previous quarter",
                    "the label of another report's period",
                )  # fmt: skip
    return None


def find_flat_row(change: Change, reading: Reading) -> Judgement | None:
    """A row whose own two periods, this quarter and the same of last year, do not change as the sentence says."""
    named = {match.lastgroup for match in COMPARATOR.finditer(change.sentence.text)}
    if (
        (change.comparator or ("last_year" if "last_year" in named else "")) != "last_year"
        or not change.count
        or not change.count.whole
    ):
        return None
    subject = subject_of(change, reading)
    for row in _near_rows(change, reading):
        if not row.aligned or not subject or not subject <= reading.words(row.label):
            continue
        periods = {
            (m[1], int(m[2])): cell.number.value
            for column, cell in enumerate(row.cells)
            if cell.number and cell.number.unit == "n" and (m := PERIOD.search(row.table.header(column)))
        }
        for (quarter, year), now in periods.items():
            then = periods.get((quarter, year - 1))
            if then is None or len(periods) != 2:
                continue
            said = change.direction * abs(change.count.value)
            if now - then != said:
                places = (*change.places, *row_places((row,), now, then))
                word = "no change" if now == then else f"{show_number(now - then)}"
                return Judgement(
                    Verdict.WRONG, "change", places,
                    f"the table gives {row.label} as {show_number(now)} against {show_number(then)} a year before: {word}",
                    change.printed, f"{word} ({show_number(then)} to {show_number(now)})", "",
                )  # fmt: skip
    return None
