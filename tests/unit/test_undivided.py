"""Distinct things and quantiles of every window, worked out from one table of counts, are those of its own records."""

from decimal import Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from openscrutiny.calculation.observe import settle_float
from openscrutiny.calculation.undivided import NEVER, RankedValues, count_distinct, find_quantiles
from openscrutiny.periods import Calendar, Grain, Month, Period

FIRST, LAST = Month.of(2019, 4), Month.of(2020, 9)
MONTHS = LAST.index - FIRST.index + 1
PERIODS = tuple(period for grain in Grain for period in Calendar().periods(grain, FIRST, LAST))
records = st.lists(st.tuples(st.integers(0, MONTHS - 1), st.integers(-3, 12)), max_size=60)


def pick(found: list[tuple[int, int]], period: Period) -> list[int]:
    return [value for month, value in found if period.first.index <= FIRST.index + month <= period.last.index]


@settings(max_examples=60, deadline=None)
@given(found=records, share=st.sampled_from([0.5, 0.9]), runs=st.sampled_from([1, 3, 2048]))
def test_quantiles_of_every_window(found: list[tuple[int, int]], share: float, runs: int) -> None:
    counts: dict[tuple[int, int], int] = {}
    for each in found:
        counts[each] = counts.get(each, 0) + 1
    months = np.array([FIRST.index + month for month, _ in counts], dtype=np.int32)
    values = np.array([value for _, value in counts], dtype=np.float64)
    kept, RankedValues.RUNS = RankedValues.RUNS, runs
    try:
        answers = dict(find_quantiles(months, values, np.array(list(counts.values()), dtype=np.int64), share, PERIODS))
    finally:
        RankedValues.RUNS = kept
    expected = {p: settle_float(float(np.quantile(pick(found, p), share))) for p in PERIODS if pick(found, p)}
    assert answers == expected


@settings(max_examples=60, deadline=None)
@given(found=records)
def test_distinct_things_of_every_window(found: list[tuple[int, int]]) -> None:
    in_order = sorted(found, key=lambda each: (each[1], each[0]))
    following = [
        FIRST.index + later[0] if later[1] == now[1] else NEVER
        for now, later in zip(in_order, [*in_order[1:], (0, 99)], strict=False)
    ]
    months = np.array([FIRST.index + month for month, _ in in_order], dtype=np.int32)
    ones = np.ones(len(found), dtype=np.int64)
    answers = dict(count_distinct(months, np.array(following, dtype=np.int32), ones, PERIODS))
    assert answers == {period: Decimal(len(set(pick(found, period)))) for period in PERIODS}
