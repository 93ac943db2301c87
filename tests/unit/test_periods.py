"""Periods: what contains what, and that a key reads back as what it was written from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openscrutiny.periods import Calendar, Grain, Month, Period

APRIL = Calendar(4)
months = st.integers(1990 * 12, 2060 * 12).map(Month)
calendars = st.integers(1, 12).map(Calendar)


@given(month=months, grain=st.sampled_from(Grain), calendar=calendars)
def test_a_period_contains_its_month_and_its_key_reads_back(month: Month, grain: Grain, calendar: Calendar) -> None:
    period = calendar.containing(month, grain)
    assert period.first <= month <= period.last
    assert calendar.parse(calendar.key(period)) == period


@given(month=months, calendar=calendars)
def test_quarters_and_months_partition_a_year(month: Month, calendar: Calendar) -> None:
    year = calendar.containing(month, Grain.YEAR)
    for grain in (Grain.QUARTER, Grain.MONTH):
        parts = calendar.periods(grain, year.first, year.last)
        assert [m for part in parts for m in part.months] == list(year.months)


def test_the_field_s_names() -> None:
    q2 = APRIL.parse("2020/21-Q2")
    assert (q2.first, q2.last) == (Month.of(2020, 7), Month.of(2020, 9))
    assert APRIL.key(APRIL.previous(q2)) == "2020/21-Q1"
    assert APRIL.key(q2.same_last_year) == "2019/20-Q2"
    assert APRIL.key(APRIL.year_to_date(q2)) == "2020/21-to-2020-09"
    keys = [APRIL.key(period) for period in APRIL.previous_year_periods(q2)]
    assert keys == ["2019/20-Q1", "2019/20-Q2", "2019/20-Q3", "2019/20-Q4"]
    assert APRIL.previous(APRIL.year_to_date(q2)) == Period(Grain.YEAR_TO_DATE, Month.of(2019, 4), Month.of(2019, 9))


@pytest.mark.parametrize("text", ["2020/22-Q2", "2020/21-Q5", "2020-13", "5-months-to-2020-09", "Q2", ""])
def test_what_is_no_period_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match="2020"):
        APRIL.parse(text)
