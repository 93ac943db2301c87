"""The vectorised rules agree with a slow second implementation, and behave under change of scale, sign and order."""

import random
from fractions import Fraction

import numpy as np
import pytest

from openscrutiny.analysis.assurance import read_icons
from openscrutiny.analysis.attribute_charts import fit_chart_limits, fit_run_centre
from openscrutiny.analysis.financial_year import judge_by_previous_year
from openscrutiny.analysis.judgement import Direction, Variation
from openscrutiny.analysis.point_grid import arrange_points
from openscrutiny.analysis.profiles import apply_profile, name_variation
from openscrutiny.analysis.signal_names import find_named_signals

from .query_rules import NAMES, Row, judge_target, run_query
from .query_rules import name_variation as name_as_query
from .series_maker import make_series

DIRECTIONS = {"up": Direction.INCREASE, "down": Direction.DECREASE, "neither": Direction.NEITHER}
CONFLICTS = {"improvement": Variation.IMPROVEMENT, "concern": Variation.CONCERN}


@pytest.mark.parametrize("profile", ["mdc-sql-2.5", "mdc-2024"])
@pytest.mark.parametrize("baseline", [0, 1, 12])
@pytest.mark.parametrize("screen", [False, True])
def test_thousands_of_awkward_series_agree_with_the_query_step_by_step(
    profile: str, baseline: int, screen: bool
) -> None:
    draw = random.Random(f"{profile}{baseline}{screen}")
    series = [make_series(draw) for _ in range(170)]
    ghosts = [[draw.random() < 0.06 for _ in values] for values in series]
    again = [[draw.random() < draw.choice([0, 0.06]) for _ in values] for values in series]
    grid = arrange_points(series, ghosts, again)
    result = apply_profile(grid, profile, baseline=baseline, exclude_outliers=screen)
    charts = []
    for values, ghost, marks in zip(series, ghosts, again, strict=True):
        rows = [
            Row(None if y is None else Fraction(str(y)), is_ghost or y is None, mark)
            for y, is_ghost, mark in zip(values, ghost, marks, strict=True)
        ]
        run_query(rows, baseline, screen, profile == "mdc-2024")
        charts.append(rows)
    for number, rows in enumerate(charts):
        for at, row in enumerate(rows):
            got = {name: bool(getattr(result.hits, name)[number, at]) for name in NAMES}
            assert got == row.flags, (series[number], at)
            assert result.lines.partition[number, at] == row.partition
            for line, value in (("mean", row.mean), ("lower", row.line(-3)), ("upper", row.line(3))):
                mine = float(getattr(result.lines, line)[number, at])
                scale = 1e-15 * max(abs(y) for y in series[number] if y is not None) if value is not None else 0
                assert np.isnan(mine) if value is None else mine == pytest.approx(float(value), rel=1e-9, abs=scale)
    for direction, better in DIRECTIONS.items():
        for conflict, decides in CONFLICTS.items():
            names = name_variation(result.hits, better, decides)
            for number, rows in enumerate(charts):
                wanted = [name_as_query(row, direction, conflict) for row in rows]
                assert list(names[number, : len(rows)]) == wanted
        for kind in ("on the lower limit", "on the upper limit", "mean", "beyond"):
            aims = [choose_target(rows, kind) for rows in charts]
            targets = [None if aim is None else float(aim) for aim in aims]
            icons = read_icons(grid, result, targets, better, Variation.IMPROVEMENT)
            assert [icon.assurance.value for icon in icons] == [
                judge_target(rows, aim, direction) for rows, aim in zip(charts, aims, strict=True)
            ]


def choose_target(rows: list[Row], kind: str) -> Fraction | None:
    last = next((row for row in reversed(rows) if not row.ghost), None)
    if last is None or last.mean is None or last.reach is None:
        return Fraction(5)
    upper, lower = last.mean + last.reach, last.mean - last.reach
    places = {"on the lower limit": lower, "on the upper limit": upper, "mean": last.mean}
    return places.get(kind, upper + abs(upper) / 100 + 1)


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


def marks_of(series: list[list[float | None]], profile: str) -> np.ndarray:
    """Every signal of every point by one profile, whatever its rules: which are met, as text."""
    grid = arrange_points(series)
    if profile == "police-fy-2sd":
        years = np.broadcast_to(np.arange(grid.y.shape[1]) // 12, grid.y.shape)
        return judge_by_previous_year(grid, years).flag
    lines = fit_run_centre(grid) if profile == "anhoej" else None
    named = find_named_signals(grid, apply_profile(grid, profile, lines=lines))
    return np.array([[named.name_signals(row, at) for at in range(grid.y.shape[1])] for row in range(len(series))])


@pytest.mark.parametrize("profile", ["we", "nelson"])
@pytest.mark.parametrize("chart", ["xmr", "t"])
def test_the_first_of_the_sigma_rules_is_a_point_outside_the_limits_drawn(profile: str, chart: str) -> None:
    last = np.linspace(20.0, 40.0, 2000) if chart == "xmr" else np.linspace(20.0, 400.0, 2000)
    grid = arrange_points([[*([10.0, 14.0] * 12), value] for value in last])
    lines = None if chart == "xmr" else fit_chart_limits(grid, chart)
    named = find_named_signals(grid, apply_profile(grid, profile, lines=lines))
    outside = grid.y > named.result.lines.upper
    assert 0 < outside.sum() < len(last)
    assert np.array_equal(named.result.hits.single_high, outside)
    assert not named.result.hits.single_low.any()


@pytest.mark.parametrize("profile", ["we", "nelson", "anhoej", "police-fy-2sd"])
def test_other_rules_heed_neither_units_nor_gaps_at_the_ends_nor_order(
    many: list[list[float | None]], profile: str
) -> None:
    some = many[:150]
    before = marks_of(some, profile)
    assert np.unique(before).size > 1
    for scale, shift in ((0.1, 0.0), (3.7, 0.0), (1.0, 1000.0)):
        moved = [[None if y is None else y * scale + shift for y in values] for values in some]
        assert np.array_equal(before, marks_of(moved, profile))
    assert np.array_equal(before, marks_of(some[::-1], profile)[::-1])
    later = 0 if profile == "police-fy-2sd" else 2  # its years are the calendar's: only the end can be padded
    padded = [[*[None] * later, *values, None] for values in some]
    assert np.array_equal(before, marks_of(padded, profile)[:, later : later + before.shape[1]])


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
    assert name_variation(result.hits, Direction.INCREASE, Variation.IMPROVEMENT)[0, 0] == "Improvement (High)"
    assert name_variation(result.hits, Direction.INCREASE, Variation.CONCERN)[0, 0] == "Concern (Low)"


@pytest.mark.parametrize("profile", PROFILES)
def test_a_constant_series_has_its_target_judged_directly_and_one_point_has_none(profile: str) -> None:
    grid = arrange_points([[5.0] * 13, [5.0] * 13, [None] * 12 + [5.0]])
    result = apply_profile(grid, profile)
    icons = read_icons(grid, result, [5.0, 5.1, 5.0], Direction.INCREASE)
    assert [icon.assurance.value for icon in icons] == ["Pass", "Fail", ""]
    assert [icon.variation for icon in icons] == ["Common Cause"] * 3


def test_limits_fixed_by_the_first_points_stay_within_their_stretch_for_nhsr() -> None:
    values: list[float | None] = [10.0, 12.0] * 6 + [30.0, 20.0] * 6 + [1.0, 2.0] * 7
    grid = arrange_points([values], recalculate=[[at == 24 for at in range(38)]])
    result = apply_profile(grid, "nhsr-0.2.2", baseline=12)
    assert result.lines.mean[0, [0, 23, 24, 37]].tolist() == [11, 11, 1.5, 1.5]
    assert result.lines.partition[0, [0, 23, 24]].tolist() == [1, 1, 2]
    assert result.hits.single_high[0].tolist() == [False] * 12 + [True] * 12 + [False] * 14


def test_a_series_shorter_than_the_baseline_has_none() -> None:
    result = apply_profile(arrange_points([[1.0, 2.0, 4.0], [1.0, 2.0, 4.0, 9.0]]), "mdc-sql-2.5", baseline=4)
    assert result.lines.partition[:, :3].tolist() == [[1, 1, 1], [0, 0, 0]]


def test_a_series_far_from_zero_is_judged_as_finely_as_one_about_zero() -> None:
    near: list[float | None] = [1.0, 2.0] * 8 + [2.5] * 7 + [9.0]
    far = [None if y is None else y + 1e12 for y in near]
    for one, other in zip(hits_of([near], "mdc-sql-2.5"), hits_of([far], "mdc-sql-2.5"), strict=True):
        assert np.array_equal(one, other)
