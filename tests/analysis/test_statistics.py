"""Limits, judgements, chance, groups, funnels, projections and late records: behaviour and worked figures."""

import math
from datetime import date
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from openscrutiny.analysis.assurance import Assurance, assess_target
from openscrutiny.analysis.attribute_charts import fit_chart_limits
from openscrutiny.analysis.chance import (
    adjust_for_season,
    adjust_p_values,
    expect_false_alarms,
    measure_autocorrelation,
    measure_seasonality,
    pick_same_place,
)
from openscrutiny.analysis.comparison import (
    Change,
    PointChange,
    TargetResult,
    check_target,
    measure_change,
    measure_point_change,
)
from openscrutiny.analysis.control_limits import (
    false_alarm_in_points,
    false_alarm_per_point,
    fit_garwood_limits,
    fit_standard_deviation_limits,
    judge,
)
from openscrutiny.analysis.display_policy import Display, choose_display, describe_display
from openscrutiny.analysis.funnel import fit_proportion_funnel, fit_rate_funnel
from openscrutiny.analysis.judgement import Direction, Position, Variation, describe_signal
from openscrutiny.analysis.late_records import (
    compare_like_aged,
    estimate_completeness,
    find_immature_months,
    freeze_baseline,
    keep_joined_ages,
)
from openscrutiny.analysis.point_grid import PointGrid, arrange_points, mark_rebases
from openscrutiny.analysis.profiles import PROFILES, apply_profile, get_profile
from openscrutiny.analysis.projection import project_counts, project_seasonal_naive
from openscrutiny.analysis.rebase import RebaseDecision, apply_rebases, suggest_rebase
from openscrutiny.analysis.rolling import roll_ratio, roll_sum
from openscrutiny.analysis.run_chart import find_runs
from openscrutiny.analysis.sigma_tests import find_sigma_signals
from openscrutiny.analysis.significance import (
    compare_counts,
    compare_proportions,
    find_design_effect,
    judge_counts,
    judge_proportions,
    judge_weighted_shares,
    refuse_overlap,
)
from openscrutiny.analysis.similar_group import measure_rate, rank_in_group
from openscrutiny.errors import CalculationError
from openscrutiny.rounding import round_half_away


def test_the_pack_s_anti_social_behaviour_limits() -> None:
    limits = fit_standard_deviation_limits([10291, 11337, 8330, 8902])
    assert limits is not None
    assert (round_half_away(limits.upper), round_half_away(limits.lower)) == (12433, 6997)
    assert judge(12434, limits) is Position.ABOVE
    assert judge(limits.upper, limits) is Position.WITHIN
    assert judge(None, limits) is Position.NO_LIMITS


@pytest.mark.parametrize("baseline", [[], [5], [5, None, 6], [1.0, math.nan]])
def test_a_missing_period_is_never_part_of_a_baseline(baseline: list[float | None]) -> None:
    assert fit_standard_deviation_limits(baseline) is None


def test_a_constant_baseline_has_no_width_and_judges_nothing() -> None:
    limits = fit_standard_deviation_limits([Decimal("0.1")] * 12)
    assert limits is not None
    assert limits.sd == 0
    assert judge(9, limits) is Position.NO_LIMITS
    assert limits.chance_of_false_alarm(12) == 0


def test_the_police_rule_s_known_false_alarms() -> None:
    assert round_half_away(false_alarm_per_point(4) * 100, 1) == Decimal("17.2")
    assert round_half_away(false_alarm_per_point(12) * 100, 1) == Decimal("8.1")
    assert false_alarm_in_points(12, 1) == pytest.approx(false_alarm_per_point(12), abs=1e-4)
    assert false_alarm_in_points(12, 12) > false_alarm_per_point(12)


def test_small_counts_never_have_a_negative_limit() -> None:
    limits = fit_garwood_limits([1, 0, 2, 0, 3, 1])
    assert limits is not None
    assert (limits.lower, limits.upper) == (0.0, 4.0)
    assert limits.prediction_lower == 0


def test_one_function_gives_every_signal_its_looks() -> None:
    up = describe_signal(Position.ABOVE, Direction.DECREASE)
    assert (up.variation, up.colour, up.icon, up.shape) == (
        Variation.CONCERN, "concern-orange", "concern-high", "triangle-up")  # fmt: skip
    assert "concern" in up.words
    assert describe_signal(Position.BELOW, Direction.DECREASE).variation is Variation.IMPROVEMENT
    assert describe_signal(Position.ABOVE, Direction.NEITHER).variation is Variation.NEITHER
    assert describe_signal(Position.WITHIN, Direction.INCREASE).icon == "common-cause"
    assert describe_signal(Position.NO_LIMITS, Direction.INCREASE).variation is Variation.NOT_JUDGED


def test_changes_are_exact_and_points_are_not_per_cent() -> None:
    assert measure_change(572, 473) == Change(Decimal(99), Decimal(99) / 473 * 100)
    assert measure_change(5, 0) == Change(Decimal(5), None)
    assert measure_change(None, 5) is None
    assert measure_point_change(Decimal("52.5"), 50.1) == PointChange(Decimal("2.4"))


def test_targets() -> None:
    assert check_target(10, 10, Direction.DECREASE) is TargetResult.MET
    assert check_target(11, 10, Direction.DECREASE) is TargetResult.NOT_MET
    assert check_target(11, 10, Direction.NEITHER) is TargetResult.NO_TARGET


@pytest.mark.parametrize(("target", "inclusive", "expected"), [
    (90.0, True, Assurance.PASS), (90.0, False, Assurance.HIT_OR_MISS), (110.0, True, Assurance.FAIL),
    (100.0, True, Assurance.HIT_OR_MISS), (89.0, False, Assurance.PASS), (None, True, Assurance.NONE),
])  # fmt: skip
def test_assurance_is_inclusive_for_mdc_and_strict_for_nhsr(
    target: float | None, inclusive: bool, expected: Assurance
) -> None:
    assert assess_target(target, 90.0, 110.0, Direction.INCREASE, inclusive=inclusive) is expected


def test_a_constant_series_is_judged_directly_against_its_target() -> None:
    for inclusive in (True, False):
        assert assess_target(5.0, 5.0, 5.0, Direction.DECREASE, inclusive=inclusive) is Assurance.PASS
        assert assess_target(4.9, 5.0, 5.0, Direction.DECREASE, inclusive=inclusive) is Assurance.FAIL


def test_a_rebase_must_be_a_data_date() -> None:
    days = [date(2020, 4, 1), date(2020, 5, 1)]
    assert mark_rebases(days, [days[1]]) == [False, True]
    with pytest.raises(CalculationError, match="2020-06-01"):
        mark_rebases(days, [date(2020, 6, 1)])


def test_a_misspelt_profile_is_corrected() -> None:
    with pytest.raises(CalculationError, match="mdc-2024"):
        get_profile("mdc2024")
    assert set(PROFILES) == {"police-fy-2sd", "mdc-sql-2.5", "mdc-2024", "nhsr-0.2.2", "we", "nelson", "anhoej"}


def test_attribute_limits_by_hand() -> None:
    grid = arrange_points([[0.1, 0.2]])
    numerator, denominator = np.array([[10.0, 40.0]]), np.array([[100.0, 200.0]])
    p = fit_chart_limits(grid, "p", numerator=numerator, denominator=denominator)
    centre = 50 / 300
    assert p.mean[0, 0] == pytest.approx(centre)
    assert p.upper[0, 1] == pytest.approx(centre + 3 * math.sqrt(centre * (1 - centre) / 200))
    u = fit_chart_limits(grid, "u", numerator=numerator, denominator=denominator)
    assert u.upper[0, 0] == pytest.approx(centre + 3 * math.sqrt(centre / 100))
    c = fit_chart_limits(arrange_points([[4.0, 9.0, 5.0]]), "c")
    assert (c.lower[0, 0], c.upper[0, 0]) == pytest.approx((0.0, 6 + 3 * math.sqrt(6)))
    g = fit_chart_limits(arrange_points([[4.0, 8.0]]), "g")
    assert g.upper[0, 0] == pytest.approx(6 + 3 * math.sqrt(42))
    t = fit_chart_limits(arrange_points([[4.0, 8.0]]), "t")
    a, b = 4 ** (1 / 3.6), 8 ** (1 / 3.6)
    assert t.upper[0, 0] == pytest.approx(((a + b) / 2 + 2.66 * (b - a)) ** 3.6)


def test_laney_widens_only_as_far_as_points_scatter() -> None:
    random = np.random.default_rng(3)
    size = np.full((1, 400), 10_000.0)
    for spread, ratio in ((0.0, 1.0), (0.05, 10.0)):
        rate = np.clip(0.3 + spread * random.standard_normal((1, 400)), 0, 1)
        count = random.binomial(10_000, rate).astype(float)
        grid = PointGrid(count / size, np.zeros(size.shape, bool), np.zeros(size.shape, bool))
        plain, laney = (fit_chart_limits(grid, kind, numerator=count, denominator=size) for kind in ("p", "pp"))
        assert laney.sigma[0, 0] / plain.sigma[0, 0] == pytest.approx(ratio, rel=0.25)
    count, size = np.array([[5.0, 9.0]]), np.array([[20.0, 20.0]])
    laney = fit_chart_limits(arrange_points([[0.25, 0.45]]), "pp", numerator=count, denominator=size)
    assert laney.upper[0, 0] == pytest.approx(0.35 + 3 * 0.2 / 1.128379, rel=1e-12)  # equal sizes: the XmR chart


def test_attribute_charts_refuse_what_they_cannot_mean() -> None:
    grid = arrange_points([[0.5]])
    with pytest.raises(CalculationError, match="denominator"):
        fit_chart_limits(grid, "p", numerator=np.array([[1.0]]), denominator=np.array([[0.0]]))
    with pytest.raises(CalculationError, match="negative"):
        fit_chart_limits(arrange_points([[-1.0]]), "c")


def test_western_electric_and_nelson_signal_where_a_run_completes() -> None:
    from openscrutiny.analysis.moving_range import LimitLines

    def hits(values: list[float], rules: str) -> dict[str, list[int]]:
        grid = arrange_points([values])
        one = np.ones(grid.y.shape)
        lines = LimitLines(one.astype(int), 0 * one, -3 * one, 3 * one, -2 * one, 2 * one, one)
        found = find_sigma_signals(grid, lines, rules)
        return {name: [int(at) + 1 for at in np.flatnonzero(flags[0])] for name, flags in found.items() if flags.any()}

    assert hits([0, 3.5], "we") == {"1+": [2]}
    assert hits([2.5, 2.5], "we") == {"2+": [2]}
    assert hits([-1.5, 0, -1.5, -1.5, -1.5], "we") == {"3-": [5]}
    assert hits([0.5] * 9, "we") == {"4+": [8, 9]}
    assert hits([0.5, 0.4, 0.5, 0.5, 0.5, 0.5, 0.4, 0.5, 0.5], "nelson") == {"2+": [9]}
    assert hits([-0.9, -0.5, -0.1, 0.2, 0.6, 0.9], "nelson") == {"3+": [6]}
    assert hits([0.9, -0.9] * 7, "nelson") == {"4": [14]}
    assert hits([0.1, 0.2, -0.3, -0.4, 0.1] * 3, "nelson") == {"7": [15]}
    assert hits([1.5, -1.5, -1.6, 1.4] * 2, "nelson") == {"8": [8]}


def test_anhoej_longest_run_and_crossings() -> None:
    found = find_runs(arrange_points([[1.0] * 10 + [9.0] * 10, [1.0, 9.0] * 10, [5.0] * 20]))
    assert found.longest_run.tolist() == [10, 1, 0]
    assert found.crossings.tolist() == [1, 19, 0]
    assert (found.longest_allowed[0], found.fewest_allowed[0]) == (7, 6)
    assert found.signal.tolist() == [True, False, False]


def test_expected_false_alarms_are_said_in_words() -> None:
    limits = [fit_standard_deviation_limits([10, 12, 9, 11])] * 25
    alarms = expect_false_alarms([*limits, None], 5)
    assert alarms.judged == 25
    assert alarms.expected == pytest.approx(25 * false_alarm_per_point(4))
    assert "about 4 of these would be expected by chance" in alarms.words


def test_benjamini_hochberg() -> None:
    assert adjust_p_values([0.01, None, 0.04, 0.03]) == pytest.approx([0.03, None, 0.04, 0.04])


def test_autocorrelation_and_seasonality_are_noticed_and_not_imagined() -> None:
    random = np.random.default_rng(5)
    noise = random.standard_normal(48)
    season = 2 * np.sin(2 * np.pi * np.arange(48) / 12)
    calm, seasonal = (measure_seasonality(list(100 + each), 12) for each in (noise, noise + season))
    assert seasonal is not None
    assert seasonal.notable
    assert "time of year" in seasonal.words
    assert calm is not None
    assert not calm.notable
    ramp = measure_autocorrelation(list(np.cumsum(noise)))
    assert ramp is not None
    assert ramp.notable
    assert measure_autocorrelation([5.0] * 20) is None
    assert measure_seasonality([1.0, 2.0], 12) is None


def test_rolling_is_sums_over_sums_and_undefined_with_a_gap() -> None:
    assert roll_ratio([1, 1, None, 3, 3], [10, 2, 5, 4, 2], 2) == [None, 2 / 12, None, None, 1.0]
    assert roll_sum([1, 2, 3], 3) == [None, None, 6]


def test_a_difference_is_never_called_significant_without_its_interval() -> None:
    big = judge_proportions(300, 1000, 200, 1000)
    assert big.significant
    assert big.test == "chi-square test"
    assert big.interval[0] > 0
    assert judge_proportions(1, 8, 0, 9).test == "Fisher's exact test"
    assert judge_counts(30, 1, 10, 1).significant
    assert judge_counts(4, 100, 5, 100).test == "exact conditional test"
    weighted = judge_weighted_shares(0.30, 1000, 2.5, 0.26, 1000, 2.5)
    assert not weighted.significant
    assert judge_weighted_shares(0.30, 1000, 1, 0.25, 1000, 1).significant
    assert find_design_effect([1, 1, 1]) == pytest.approx(1)
    assert find_design_effect([1, 3]) == pytest.approx(1.25)
    with pytest.raises(CalculationError, match="share months"):
        refuse_overlap(1, 12, 4, 15)


def test_comparisons_hold_at_any_size() -> None:
    """Against figures worked out by R 4.2 (`prop.test`, `fisher.test`, `poisson.test`), and beyond what it can hold."""
    tiny = compare_proportions(0, 1, 1, 1)
    assert (tiny.diff, tiny.p_fisher, tiny.fisher_cond_or) == (-1.0, 1.0, 0.0)
    wide = compare_proportions(0, 1, 1, 2)
    assert wide.wald == pytest.approx((-1.0, 0.19295191217483902))  # no difference is under -1
    rare = compare_counts(5, 12, 1_000_000, 1_000_000)
    assert rare.p_exact == pytest.approx(0.04161930076632489, rel=1e-12)
    # A billion cases: Fisher's test as the Poisson limit has it, without a billion terms.
    huge = compare_proportions(5, 10**9, 14, 10**9)
    poisson = compare_counts(5, 1, 14, 1)
    assert huge.p_fisher == pytest.approx(poisson.p_exact, rel=1e-6)
    assert huge.fisher_cond_or == pytest.approx(5 / 14, rel=1e-3)
    assert compare_proportions(10**9, 10**9, 0, 10**9).p_fisher == 0.0
    assert compare_proportions(5 * 10**8, 10**9, 5 * 10**8, 10**9).p_fisher == pytest.approx(1.0)
    with pytest.raises(CalculationError, match="too large"):
        compare_proportions(5, 10**12, 5, 10)
    # R's statistic is a sum over cells, whose rounding is part of its figures.
    assert compare_proportions(4, 5, 8000, 10000).chisq_nocorr == pytest.approx(1.034468803757048e-28, rel=1e-9, abs=0)
    assert compare_proportions(21794, 21813, 0, 1).p_yates == pytest.approx(4.2914338821711991e-61, rel=1e-10, abs=0)
    none = compare_counts(0, 12, 0, 2500.5)
    assert (none.ratio, none.p_exact, none.p_mid, none.ratio_interval) == (None, 1.0, 1.0, (0.0, math.inf))


# Pairs whose search for an odds ratio starts from a tie, with the figures of R 4.2's `fisher.test`.
TIED_PAIRS = [
    ((1, 5, 41, 100), 0.3627936028490335),
    ((7, 8, 89, 120), 2.424607544098064),
    ((7, 8, 8, 12), 3.302104339476361),
    ((5, 10, 4, 5), 0.27348678031293466),
    ((9, 10, 11, 15), 3.134697257098599),
    ((19, 20, 8, 10), 4.4804306063105965),
    ((770, 1000, 310, 1000), 7.442788230975673),
]


@pytest.mark.parametrize(("pair", "ratio"), TIED_PAIRS)
def test_an_odds_ratio_is_r_s_figure_also_where_its_search_starts_from_a_tie(
    pair: tuple[int, int, int, int], ratio: float
) -> None:
    assert compare_proportions(*pair).fisher_cond_or == pytest.approx(ratio, rel=1e-9)


def test_ranks_say_which_end_is_good() -> None:
    rates = {"a": 5.0, "b": 7.0, "c": 7.0, "d": None, "e": 9.0}
    place = rank_in_group(rates, "b", Direction.DECREASE)
    assert place is not None
    assert (place.rank, place.tied, place.size, place.median) == (2, True, 4, 7.0)
    assert place.words == "joint 2nd of 4, where 1st is the lowest and best"
    assert rank_in_group(rates, "d", Direction.DECREASE) is None
    assert measure_rate(50, 25_000) == 2.0


def test_funnels_hold_what_is_chance_and_widen_with_overdispersion() -> None:
    random = np.random.default_rng(9)
    size = random.integers(1_000, 50_000, 200)
    fair = fit_rate_funnel(list(random.poisson(0.01 * size)), list(size))
    outside = sum(position is not Position.WITHIN for position in fair.locate(0.95, adjusted=False))
    assert 2 <= outside <= 22
    assert 0.4 < fair.phi < 1  # winsorising takes the tails of chance off too
    rough = fit_rate_funnel(list(random.poisson(0.01 * size * random.lognormal(0, 0.3, 200))), list(size))
    assert rough.phi > 2
    assert rough.tau_squared > 0
    narrow = sum(position is not Position.WITHIN for position in rough.locate(0.95, adjusted=False))
    wide = sum(position is not Position.WITHIN for position in rough.locate(0.95))
    assert wide < narrow / 2
    shares = fit_proportion_funnel([5, 10, 15], [20, 20, 20])
    assert shares.centre == 0.5
    assert all((shares.lower[0.998] <= shares.lower[0.95]).tolist())


def test_projections_are_never_negative_and_say_what_they_set_aside() -> None:
    random = np.random.default_rng(4)
    month = np.arange(60)
    counts = random.poisson(100 * np.exp(0.2 * np.sin(2 * np.pi * month / 12)))
    calm = project_counts([float(value) for value in counts], 6, 12, so_far=600)
    for period in calm.periods:
        assert 0 <= period.interval_95[0] <= period.interval_80[0] <= period.mean <= period.interval_80[1]
        assert period.mean == pytest.approx(100 * np.exp(0.2 * np.sin(2 * np.pi * (59 + period.ahead) / 12)), rel=0.15)
    assert calm.outturn is not None
    assert calm.outturn.mean == pytest.approx(600 + sum(period.mean for period in calm.periods))
    shocked = [float(value) for value in counts]
    shocked[50:54] = [5.0] * 4
    aside = project_counts(shocked, 6, 12, disturbed=dict.fromkeys(range(50, 54), "lockdown"))
    assert aside.set_aside[0] == (50, "lockdown")
    assert aside.periods[0].mean == pytest.approx(calm.periods[0].mean, rel=0.1)
    rare = project_counts([0.0, 1.0, 0.0, 0.0] * 6, 4, 12)
    assert min(period.interval_95[0] for period in rare.periods) >= 0
    naive = project_seasonal_naive([1.0, 2.0, 3.0, 4.0] * 3, 4, 4)
    assert [period.mean for period in naive.periods] == [1, 2, 3, 4]
    with pytest.raises(CalculationError, match="two years"):
        project_counts([1.0] * 10, 4, 12)


def test_ages_that_one_version_alone_has_seen_are_left_out_of_the_ladder() -> None:
    versions = {1: {0: 80.0, 1: 100.0}, 2: {0: 40.0}, 3: {2: 7.0, 9: 9.0}}
    joined = keep_joined_ages(versions)
    assert joined == {1: {0: 80.0, 1: 100.0}, 2: {0: 40.0}, 3: {}}
    assert estimate_completeness(joined).share == (0.8, 1.0)


def test_late_records_by_the_chain_ladder() -> None:
    versions = {1: {0: 80, 1: 95, 2: 100}, 2: {0: 160, 1: 190}, 3: {0: 40}}
    found = estimate_completeness(versions)
    assert found.factors == pytest.approx((285 / 240, 100 / 95))
    assert found.complete_at(0) == pytest.approx(0.8)
    assert found.estimate_final(40, 0) == pytest.approx(50)
    assert (found.is_mature(1), found.is_mature(2)) == (False, True)
    assert compare_like_aged(versions, 3, 2, 0) == (40, 160)
    assert compare_like_aged(versions, 3, 2, 1) is None
    assert find_immature_months(found, [1, 2, 3], now=3) == [2, 3]


def test_a_baseline_is_frozen_with_its_version() -> None:
    then: dict[str, float | None] = {"2019-04": 10.0, "2019-05": None, "2019-06": 12.0}
    frozen = freeze_baseline("2020-07-14", then, ["2019-04", "2019-05"])
    assert frozen.version == "2020-07-14"
    assert frozen.find_changes({"2019-04": 11.0, "2019-05": None, "2019-06": 99.0}) == [("2019-04", 10.0, 11.0)]
    for version, period in (("2020-07-14", "2018-01"), (" ", "2019-04")):
        with pytest.raises(CalculationError, match="baseline"):
            freeze_baseline(version, then, [period])


def test_a_seasonal_series_has_an_adjusted_and_a_same_month_chart() -> None:
    season = [0.0, 5.0, -5.0, 0.0]
    values: list[float | None] = [100.0 + at + season[at % 4] + 0.01 * (at * 7 % 3) for at in range(20)]
    values[7] = None
    found = measure_seasonality(values, 4)
    assert found is not None
    assert found.effects == pytest.approx(season, abs=0.05)
    adjusted = adjust_for_season(values, found)
    assert adjusted[7] is None
    assert [value for value in adjusted if value is not None] == pytest.approx(
        [100.0 + at for at in range(20) if at != 7], abs=0.1
    )
    assert pick_same_place(values, 4) == values[3::4]


def test_what_may_be_shown_is_a_stated_policy() -> None:
    profile = get_profile("mdc-2024")
    assert choose_display(profile, 0, varies=False) is Display.NO_DATA
    assert choose_display(profile, 24, varies=False) is Display.NO_VARIATION
    assert choose_display(profile, 11, varies=True) is Display.RUN_CHART
    assert choose_display(profile, 12, varies=True) is Display.CONTROL_CHART
    assert "needs 12 points" in describe_display(Display.RUN_CHART, profile, 11)


def test_a_rebase_is_a_recorded_decision_and_only_ever_suggested() -> None:
    days = [date(2019 + at // 12, at % 12 + 1, 1) for at in range(24)]
    why = RebaseDecision(days[12], "A. Analyst", days[23], "recording practice changed")
    assert apply_rebases(days, [why]).index(True) == 12
    with pytest.raises(CalculationError) as error:
        apply_rebases(days, [RebaseDecision(date(2031, 1, 1), "", days[23], " ")])
    assert str(error.value).count("\n") == 2
    values: list[float | None] = [10.0, 11.0] * 8 + [30.0, 31.0] * 4
    hits = apply_profile(arrange_points([values]), "mdc-2024").hits
    assert suggest_rebase(days, hits) == days[16]
    assert suggest_rebase(days, apply_profile(arrange_points([[10.0, 11.0] * 12]), "mdc-2024").hits) is None


def test_a_t_chart_gives_the_published_transforms_of_times_between_valve_failures() -> None:
    """Hours between failures, and their powers to four places: Montgomery, Introduction to Statistical Quality Control,
    the example of time-between-events charts, after Nelson (1994)."""
    hours = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96]
    published = [4.80986, 6.70903, 5.72650, 3.81367, 6.43541, 6.23705, 1.46958, 3.96768, 5.39007, 1.78151,
                 9.09619, 5.89774, 3.38833, 4.51095, 5.91690, 5.59189, 7.16124, 7.18601, 9.09083, 3.55203]  # fmt: skip
    lines = fit_chart_limits(arrange_points([[float(each) for each in hours]]), "t")
    centre = float(lines.mean[0, 0]) ** (1 / 3.6)
    steps = [abs(a - b) for a, b in pairwise(published)]
    assert centre == pytest.approx(sum(published) / 20, rel=1e-3)
    upper = sum(published) / 20 + 2.66 * sum(steps) / 19
    assert float(lines.upper[0, 0]) ** (1 / 3.6) == pytest.approx(upper, rel=1e-3)
    assert float(lines.lower[0, 0]) == 0  # the transformed lower limit is under zero
    assert not ((np.array(hours) > lines.upper[0]) | (np.array(hours) < lines.lower[0])).any()


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5])
def test_the_sigma_of_a_g_chart_is_that_of_the_geometric_distribution(share: float) -> None:
    """Benneyan (2001): cases without an event before the next are geometric from 0, with mean (1 - p) / p."""
    between = stats.geom(share, loc=-1)
    lines = fit_chart_limits(arrange_points([[between.mean()] * 2]), "g")
    assert float(lines.sigma[0, 0]) == pytest.approx(between.std())
    assert float(lines.upper[0, 0]) == pytest.approx(between.mean() + 3 * between.std())
    assert float(lines.lower[0, 0]) == max(0.0, between.mean() - 3 * between.std())
