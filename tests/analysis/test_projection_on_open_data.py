"""Projections on real recorded crime: no worse than seasonal naive, and intervals that hold what they promise."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from openscrutiny.analysis.projection import project_counts, project_seasonal_naive
from openscrutiny.cli.backtest import read_home_office_table

TABLE = Path(__file__).resolve().parents[3] / "shared/data/home_office/prc-pfa-mar2013-to-sep2020.csv.gz"


@pytest.mark.open_data
def test_three_years_of_every_force_projected_from_the_years_before() -> None:
    if not TABLE.is_file():
        pytest.skip("the Home Office table is not beside the project: projections were not tried on real data")
    misses: list[float] = []
    naive: list[float] = []
    inside: list[tuple[bool, bool]] = []
    series = read_home_office_table(TABLE, None, "2019/20").values()
    # Three years, as the back-test: the last alone, with crime levelling off, favours the same quarter last year.
    for values, years in product(series, (1, 2, 3)):
        past, future = values[: -4 * years], values[len(values) - 4 * years :][:4]
        if min(past) < 0:
            continue
        scale = float(np.mean(np.abs(np.diff(np.reshape(past[len(past) % 4 :], (-1, 4)), axis=0))))
        if scale == 0:
            continue
        benchmark = project_seasonal_naive(past, 4, 4).periods
        for period, same, outcome in zip(project_counts(past, 4, 4).periods, benchmark, future, strict=True):
            misses.append(abs(outcome - period.mean) / scale)
            naive.append(abs(outcome - same.mean) / scale)
            inside.append(
                (
                    period.interval_80[0] <= outcome <= period.interval_80[1],
                    period.interval_95[0] <= outcome <= period.interval_95[1],
                )
            )
    assert len(misses) > 500
    # The settings were chosen on the years before these three.
    assert float(np.mean(misses)) <= 0.8 * float(np.mean(naive))
    held_80, held_95 = np.mean(inside, axis=0)
    assert 0.7 <= held_80 <= 0.95
    assert 0.88 <= held_95 <= 1.0
