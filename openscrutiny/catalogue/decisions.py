"""What people decided about a measure's months, with who, when and why: rebases, months set apart, frozen baselines."""

from dataclasses import dataclass
from datetime import date

from openscrutiny.definitions import Section
from openscrutiny.periods import Calendar, Grain, Month, Period


@dataclass(frozen=True, slots=True)
class Rebase:
    """A recorded decision: from `first` on the limits start again. Decided by whom, when and why."""

    first: Month
    decided_by: str
    decided_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Span:
    """Months set apart, both included, for a printed reason: shown but left out of limits, or of projections."""

    first: Month
    last: Month
    reason: str

    def holds(self, month: Month) -> bool:
        return self.first <= month <= self.last


@dataclass(frozen=True, slots=True)
class Freeze:
    """A recorded decision: limits made of a baseline are those of the records known on the day `as_at`.

    The baseline is the financial `year`, or the measure's fixed one where there is none. `version` is the id that the
    data of that day must have; empty where any will do.
    """

    year: Period | None
    as_at: date
    version: str
    decided_by: str
    decided_on: date
    reason: str


def read_span(section: Section) -> Span:
    """Months `from` to `to` (the same month where `to` is left out) and the `reason`, which is printed."""
    first = read_month(section, "from")
    last = read_month(section, "to") if "to" in section else first
    if last < first:
        section.fault("to", f"{last} is before {first}.", "Write the first month under 'from', the last under 'to'.")
    span = Span(first, last, _read_reason(section))
    section.finish()
    return span


def read_month(section: Section, key: str) -> Month:
    """A required month, as 2020-09; a date is one too where it is the month's first day, the date of its point."""
    value = section.value(key, required=True)
    if isinstance(value, date):
        if value.day != 1:
            mend = f"Write {value:%Y-%m}: the data's points are months, dated by their first day."
            section.fault(key, f"{value.isoformat()} is not a date of the data.", mend)
        return Month.containing(value)
    try:
        return Month.parse(str(value))
    except ValueError:
        if value is not None:
            section.fault(key, f"'{value}' is not a month.", "Write it as 2020-09.")
        return Month(0)


def read_rebase(section: Section) -> Rebase:
    """A rebase at the month `date`."""
    rebase = Rebase(read_month(section, "date"), *_read_decision(section, "a rebase"))
    section.finish()
    return rebase


def read_freeze(section: Section, calendar: Calendar) -> Freeze:
    """A financial `year`, as 2019/20, or without one the fixed baseline, frozen as the records stood on `as_at`."""
    year = _read_year(section, calendar) if "year" in section else None
    as_at = _read_day(section, "as_at", "the day whose records count, as in 'as_at: 2020-05-12'")
    freeze = Freeze(year, as_at, section.text("version", ""), *_read_decision(section, "a frozen baseline"))
    section.finish()
    return freeze


def _read_year(section: Section, calendar: Calendar) -> Period:
    text, like = section.text("year"), calendar.containing(Month.of(2020, 12), Grain.YEAR)
    try:
        year = calendar.parse(text)
    except ValueError:
        year = None
    if year is not None and year.grain is Grain.YEAR:
        return year
    section.fault("year", f"'{text}' is not a financial year.", f"Write it as {calendar.key(like)}.")
    return like


def _read_decision(section: Section, what: str) -> tuple[str, date, str]:
    """By whom, on which day and why."""
    decided_on = _read_day(section, "on", "the day of the decision, as in 'on: 2020-07-14'")
    decided_by = section.text("by")
    if "by" in section.items and not decided_by.strip():
        section.fault("by", "is empty.", f"Write who decided it: {what} is a person's decision.")
    return decided_by, decided_on, _read_reason(section)


def _read_day(section: Section, key: str, what: str) -> date:
    day = section.day(key)
    if day is None and key not in section.items:
        section.fault("", f"'{key}' is missing.", f"Add {what}.")
    return day or date.min


def _read_reason(section: Section) -> str:
    reason = section.text("reason")
    if "reason" in section.items and not reason.strip():
        section.fault("reason", "is empty.", "Write the reason: it is printed with the chart.")
    return " ".join(reason.split())
