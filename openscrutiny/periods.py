"""Months and what is made of them: quarters, financial years, year to date, rolling windows.

A month is an integer count inside, so that arithmetic on periods is arithmetic on whole numbers. A
`Calendar` knows in which month the financial year starts; that is a workspace's content.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; `index` counts months from January of year 0."""

    index: int

    @classmethod
    def of(cls, year: int, month: int) -> "Month":
        return cls(year * 12 + month - 1)

    @classmethod
    def containing(cls, day: date) -> "Month":
        return cls.of(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """`2020-09` as a month. Raises ValueError."""
        match = re.fullmatch(r"(\d{4})-(\d{2})", text.strip())
        if not match or not 1 <= int(match[2]) <= 12:
            raise ValueError(f"'{text}' is not a month. Write it as 2020-09.")
        return cls.of(int(match[1]), int(match[2]))

    @property
    def year(self) -> int:
        return self.index // 12

    @property
    def number(self) -> int:
        """1 for January to 12 for December."""
        return self.index % 12 + 1

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return (self + 1).first_day - timedelta(days=1)

    @property
    def days(self) -> int:
        return self.last_day.day

    def __hash__(self) -> int:  # asked for millions of times: observations and figures are looked up by period
        return self.index

    def __add__(self, months: int) -> "Month":
        return Month(self.index + months)

    def __sub__(self, months: int) -> "Month":
        return Month(self.index - months)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Every month from `first` to `last`, both included."""
    return (Month(index) for index in range(first.index, last.index + 1))


class Grain(StrEnum):
    """How long a period is. The value is the word used in definitions, figure addresses and data files."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    YEAR_TO_DATE = "year_to_date"
    ROLLING_3 = "rolling_3"
    ROLLING_6 = "rolling_6"
    ROLLING_12 = "rolling_12"


ROLLING_MONTHS = {Grain.ROLLING_3: 3, Grain.ROLLING_6: 6, Grain.ROLLING_12: 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of whole months and the grain it is one of."""

    grain: Grain
    first: Month
    last: Month

    def __hash__(self) -> int:  # grains seldom share both ends
        return self.first.index * 4096 + self.last.index

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(months_between(self.first, self.last))

    @property
    def length(self) -> int:
        return self.last.index - self.first.index + 1

    def shifted(self, months: int) -> "Period":
        return Period(self.grain, self.first + months, self.last + months)

    def overlaps(self, other: "Period") -> bool:
        return self.first <= other.last and other.first <= self.last

    @property
    def same_last_year(self) -> "Period":
        return self.shifted(-12)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A financial calendar: the year starts in month `starts` (4 = April)."""

    starts: int = 4

    def year_start(self, month: Month) -> Month:
        """The first month of the financial year that contains `month`."""
        return month - (month.number - self.starts) % 12

    def year_label(self, month: Month) -> str:
        """`2020/21` for the financial year of a month; `2020` where years start in January."""
        year = self.year_start(month).year
        return str(year) if self.starts == 1 else f"{year}/{(year + 1) % 100:02d}"

    def containing(self, month: Month, grain: Grain) -> Period:
        """The period of a grain that contains the month (for rolling and year to date: that ends with it)."""
        if grain in ROLLING_MONTHS:
            return Period(grain, month - (ROLLING_MONTHS[grain] - 1), month)
        start = self.year_start(month)
        if grain is Grain.MONTH:
            return Period(grain, month, month)
        if grain is Grain.YEAR:
            return Period(grain, start, start + 11)
        if grain is Grain.YEAR_TO_DATE:
            return Period(grain, start, month)
        first = start + (month.index - start.index) // 3 * 3
        return Period(grain, first, first + 2)

    def periods(self, grain: Grain, first: Month, last: Month) -> tuple[Period, ...]:
        """Every period of the grain that lies wholly within `first` to `last`, in order."""
        found = dict.fromkeys(self.containing(month, grain) for month in months_between(first, last))
        return tuple(period for period in found if first <= period.first and period.last <= last)

    def previous(self, period: Period) -> Period:
        """The period of the same length just before. For a year to date: the same of last year."""
        if period.grain is Grain.YEAR_TO_DATE:
            return period.same_last_year
        return period.shifted(-period.length)

    def year_to_date(self, period: Period) -> Period:
        return self.containing(period.last, Grain.YEAR_TO_DATE)

    def previous_year_periods(self, period: Period) -> tuple[Period, ...]:
        """The periods of the same grain in the financial year before: four quarters or twelve months."""
        start = self.year_start(period.last)
        return self.periods(period.grain, start - 12, start - 1)

    def key(self, period: Period) -> str:
        """The period as written in addresses and files: 2020-09, 2020/21-Q2, 2020/21, 2020/21-to-2020-09 ..."""
        year = self.year_label(period.last)
        match period.grain:
            case Grain.MONTH:
                return str(period.last)
            case Grain.QUARTER:
                return f"{year}-Q{self.quarter_number(period)}"
            case Grain.YEAR:
                return year
            case Grain.YEAR_TO_DATE:
                return f"{year}-to-{period.last}"
            case _:
                return f"{ROLLING_MONTHS[period.grain]}-months-to-{period.last}"

    def quarter_number(self, period: Period) -> int:
        return (period.first.index - self.year_start(period.first).index) // 3 + 1

    def parse(self, text: str) -> Period:
        """The inverse of `key`. Raises ValueError with the forms it takes."""
        text = text.strip()
        if match := re.fullmatch(r"(\d+)-months-to-(\d{4}-\d{2})", text):
            grains = {str(months): grain for grain, months in ROLLING_MONTHS.items()}
            if match[1] in grains:
                return self.containing(Month.parse(match[2]), grains[match[1]])
        if match := re.fullmatch(r"(\d{4}(?:/\d{2})?)-to-(\d{4}-\d{2})", text):
            period = self.containing(Month.parse(match[2]), Grain.YEAR_TO_DATE)
            if self.year_label(period.last) == match[1]:
                return period
        if match := re.fullmatch(r"(\d{4})(/\d{2})?(?:-Q([1-4]))?", text):
            start = Month.of(int(match[1]), self.starts)
            if (match[2] or "") == self.year_label(start)[4:]:
                if match[3] is None:
                    return Period(Grain.YEAR, start, start + 11)
                first = start + 3 * (int(match[3]) - 1)
                return Period(Grain.QUARTER, first, first + 2)
        if re.fullmatch(r"\d{4}-\d{2}", text):
            return self.containing(Month.parse(text), Grain.MONTH)
        forms = "2020-09, 2020/21-Q2, 2020/21, 2020/21-to-2020-09 (year to date) or 12-months-to-2020-09 (or 3, or 6)"
        raise ValueError(f"'{text}' is not a period. Write it as {forms}.")
