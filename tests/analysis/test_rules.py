"""The vectorised rules agree with a slow second implementation, and behave under change of scale, sign and order."""

import random
from fractions import Fraction

import numpy as np
import pytest

from openscrutiny.analysis.judgement import Direction
from openscrutiny.analysis.point_grid import arrange_points
from openscrutiny.analysis.profiles import apply_profile, name_variation

from .scalar_rules import NAMES, judge_series

SHAPES = ("noise", "ties", "constant", "ramp", "zeros", "step", "missing", "one")


def make_series(draw: random.Random) -> list[float | None]:
    size = draw.choice([0, 1, 2, 3, 6, 7, 8, 13, 24, 36])
    shape = draw.choice(SHAPES)
    values: list[float | None] = [
        {
            "noise": round(draw.gauss(50, 8), 1),
            "ties": float(draw.choice([1, 2, 2, 3])),
            "constant": 0.1,
            "ramp": at * 0.7 + draw.choice([0, 0, 0.3]),
            "zeros": float(draw.choice([0, 0, 0, 0, 1, 5])),
            "step": round(draw.gauss(10 if at < size / 2 else 14, 1), 2),
            "missing": None,
            "one": None if at else 7.3,
        }[shape]
        for at in range(size)
    ]
    for at in range(size):
        if draw.random() < 0.08 or (at < size * 0.2 and draw.random() < 0.1):
            values[at] = None
    return values


@pytest.mark.parametrize("profile", ["mdc-sql-2.5", "mdc-2024"])
@pytest.mark.parametrize("baseline", [0, 1, 12])
@pytest.mark.parametrize("screen", [False, True])
def test_thousands_of_awkward_series_agree_with_a_scalar_implementation(
    profile: str, baseline: int, screen: bool
) -> None:
    draw = random.Random(f"{profile}{baseline}{screen}")
    series = [make_series(draw) for _ in range(250)]
    ghosts = [[draw.random() < 0.06 for _ in values] for values in series]
    again = [[draw.random() < 0.06 for _ in values] for values in series]
    result = apply_profile(arrange_points(series, ghosts, again), profile, baseline=baseline, exclude_outliers=screen)
    for row, values in enumerate(series):
        points = [
            (None if y is None else Fraction(str(y)), ghost, mark)
            for y, ghost, mark in zip(values, ghosts[row], again[row], strict=True)
        ]
        for at, expected in enumerate(judge_series(points, baseline, screen, profile == "mdc-2024")):
            got = {name: bool(getattr(result.hits, name)[row, at]) for name in NAMES}
            assert got == {name: expected[name] for name in NAMES}, (values, at)
            assert result.lines.partition[row, at] == expected["partition"]
            for line, value in (
                ("mean", expected["mean"]),
                ("upper", None if expected["reach"] is None else expected["mean"] + expected["reach"]),
            ):
                mine = float(getattr(result.lines, line)[row, at])
                assert np.isnan(mine) if value is None else mine == pytest.approx(float(value), rel=1e-9, abs=1e-12)


def hits_of(series: list[list[float | None]], profile: str) -> list[np.ndarray]:
    hits = apply_profile(arrange_points(series), profile).hits
    return [getattr(hits, name) for name in NAMES]


@pytest.fixture(scope="module")
def many() -> list[list[float | None]]:
    draw = random.Random(7)
    return [make_series(draw) for _ in range(300)]


PROFILES = ["mdc-sql-2.5", "mdc-2024", "nhsr-0.2.2"]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("scale", "shift"), [(0.1, 0.0), (3.7, 0.0), (1.0, 1000.0), (1e6, -17.3)])
def test_units_do_not_matter(many: list[list[float | None]], profile: str, scale: float, shift: float) -> None:
    moved = [[None if y is None else y * scale + shift for y in values] for values in many]
    for before, after in zip(hits_of(many, profile), hits_of(moved, profile), strict=True):
        assert np.array_equal(before, after)


@pytest.mark.parametrize("profile", ["mdc-sql-2.5", "mdc-2024"])
def test_a_series_turned_upside_down_swaps_high_and_low(many: list[list[float | None]], profile: str) -> None:
    before = hits_of(many, profile)
    after = hits_of([[None if y is None else -y for y in values] for values in many], profile)
    for place in range(0, len(NAMES), 2):
        assert np.array_equal(before[place], after[place + 1])


@pytest.mark.parametrize("profile", ["mdc-sql-2.5", "mdc-2024"])
def test_time_reversed_shifts_stay_and_trends_turn(profile: str) -> None:
    draw = random.Random(11)
    series = [[round(draw.gauss(50, 8), 1) + at * draw.choice([0, 1]) for at in range(24)] for _ in range(200)]
    before, after = hits_of(series, profile), hits_of([values[::-1] for values in series], profile)
    partner = [0, 1, 2, 3, 5, 4, 6, 7]
    for place, other in enumerate(partner):
        assert np.array_equal(before[place], after[other][:, ::-1])


@pytest.mark.parametrize("profile", PROFILES)
def test_missing_months_before_and_after_change_nothing(many: list[list[float | None]], profile: str) -> None:
    padded = [[None, None, *values, None] for values in many]
    widest = max(len(values) for values in many)
    for before, after in zip(hits_of(many, profile), hits_of(padded, profile), strict=True):
        assert np.array_equal(before, after[:, 2 : 2 + widest])


@pytest.mark.parametrize("profile", PROFILES)
def test_the_order_of_series_does_not_matter(many: list[list[float | None]], profile: str) -> None:
    for before, after in zip(hits_of(many, profile), hits_of(many[::-1], profile), strict=True):
        assert np.array_equal(before, after[::-1])


def test_a_gap_neither_makes_nor_joins_a_run() -> None:
    six = [10.0, 1.0, 9.0, 2.0] + [12.0] * 6
    hits = apply_profile(arrange_points([[*six, None, None]]), "mdc-sql-2.5").hits
    assert not hits.shift_high.any()
    bridged = apply_profile(arrange_points([[*six[:7], None, *six[7:], 12.0]]), "mdc-sql-2.5").hits
    assert bridged.shift_high[0].tolist() == [False] * 4 + [True] * 3 + [False] + [True] * 4


def test_a_conflict_is_decided_by_the_measure() -> None:
    # Seven rising points at the foot of a series: a trend up, and a shift below the mean.
    values: list[float | None] = [1, 2, 3, 4, 5, 6, 7, *([50.0, 60.0] * 6)]
    result = apply_profile(arrange_points([values]), "mdc-sql-2.5")
    from openscrutiny.analysis.judgement import Variation

    assert name_variation(result.hits, Direction.INCREASE, Variation.IMPROVEMENT)[0, 0] == "Improvement (High)"
    assert name_variation(result.hits, Direction.INCREASE, Variation.CONCERN)[0, 0] == "Concern (Low)"
