"""What a mark is worth: simulated chances held to theory and to a plain second simulation."""

import math
import random
from itertools import pairwise

import numpy as np
import pytest

from openscrutiny.analysis.attribute_charts import T_POWER, fit_chart_limits
from openscrutiny.analysis.false_alarms import ChartDesign, simulate_false_alarms
from openscrutiny.analysis.point_grid import arrange_points
from openscrutiny.analysis.sigma_tests import find_sigma_signals

ROUNDS = 3000


def marks_last(values: list[float], mean: float, upper: float) -> bool:
    """Whether the last gap is marked by the rules of mdc-sql-2.5, told one by one; no gap is below a limit of 0."""
    two = [(value - mean) / (upper - mean) > 2 / 3 and value <= upper for value in values[-3:]]
    last = values[-7:]
    return (
        values[-1] > upper
        or all(value > mean for value in last)
        or all(value < mean for value in last)
        or all(b > a for a, b in pairwise(last))
        or all(b < a for a, b in pairwise(last))
        or (two[-1] and sum(two) > 1 and all(value > mean for value in values[-3:]))
    )


@pytest.mark.parametrize("mean", [2.0, 30.0])
def test_a_g_chart_is_wrong_as_often_as_gaps_told_one_by_one_are(mean: float) -> None:
    chance = random.Random(3)
    share = 1 / (1 + mean)
    wrong = 0
    for _ in range(ROUNDS):
        gaps = [math.floor(math.log(1 - chance.random()) / math.log(1 - share)) * 1.0 for _ in range(24)]
        usual = sum(gaps) / 24
        reach = math.sqrt(usual * (usual + 1))
        wrong += marks_last(gaps, usual, usual + 3 * reach)
    told = simulate_false_alarms(ChartDesign("mdc-sql-2.5", 24, 12, chart="g", mean=mean))
    assert told.latest == pytest.approx(wrong / ROUNDS, abs=0.015)
    assert told.latest < told.year


def test_with_many_gaps_a_lone_long_one_is_as_rare_as_the_geometric_says() -> None:
    mean = 20.0
    upper = mean + 3 * math.sqrt(mean * (mean + 1))
    exact = (mean / (mean + 1)) ** (math.floor(upper) + 1)  # 1.8 %, where three normal sigma would be 0.1 %
    others = 0.63**8 + 0.03  # eight below the mean, where 63 % of gaps are; two of three and four of five near a limit
    told = simulate_false_alarms(ChartDesign("we", 250, 18, baseline=200, chart="g", mean=mean))
    assert exact < told.latest < exact + others


def test_a_t_chart_evens_gaps_out_under_every_profile() -> None:
    for profile in ("mdc-2024", "nhsr-0.2.2", "we", "nelson"):
        assert simulate_false_alarms(ChartDesign(profile, 36, 12, chart="t")).latest < 0.03


def test_sigma_rules_of_a_t_chart_are_of_the_evened_gaps() -> None:
    gaps = [30.0, 12, 55, 21, 40, 8, 33, 19, 61, 27, 15, 44, 5, 38, 24, 50, 10, 29, 36, 600]
    grid = arrange_points([gaps])
    found = find_sigma_signals(grid, fit_chart_limits(grid, "t"), "we")
    even = np.array(gaps) ** T_POWER
    sigma = np.abs(np.diff(even)).mean() / 1.128379
    assert found["1+"][0].tolist() == ((even - even.mean()) / sigma > 3).tolist()
    assert found["1+"][0].sum() == 1


def test_a_fixed_baseline_is_wrong_more_often_than_limits_from_all_points() -> None:
    """What comes after it had no part in the limits, and runs begin anew."""
    every, fixed = (simulate_false_alarms(ChartDesign("mdc-2024", 36, 12, baseline)) for baseline in (0, 24))
    assert fixed.latest > every.latest
    assert fixed.year > every.year
