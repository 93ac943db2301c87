"""A whole series judged by a profile: every rule kept, gaps and people's decisions heeded, the stated policy held."""

from decimal import Decimal
from pathlib import Path

import pytest

from openscrutiny.analysis.assurance import Assurance
from openscrutiny.analysis.display_policy import Display
from openscrutiny.analysis.judgement import Variation
from openscrutiny.catalogue.load import load_catalogue
from openscrutiny.catalogue.measure import Measure
from openscrutiny.periods import Calendar, Grain, Month, Period
from openscrutiny.reporting.judging.assessment import Observations, assess
from openscrutiny.reporting.judging.judged import Judged
from openscrutiny.reporting.judging.series_judgement import assess_series_target, judge_series
from openscrutiny.series import Observation, State
from tests.factories import write_workspace

FIRST = Month.of(2018, 1)
STEADY = [50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 52]


@pytest.fixture
def read_measure(tmp_path: Path):  # type: ignore[no-untyped-def]
    def read(limits: str, extra: str = "") -> Measure:
        write_workspace(tmp_path, "| id |\n| 1 |", {"a": f"limits: {limits}\n{extra}"})
        return load_catalogue(tmp_path).measures["a"]

    return read


def observe(values: list[int | None]) -> list[Observation]:
    found = []
    for at, value in enumerate(values):
        period = Period(Grain.MONTH, FIRST + at, FIRST + at)
        state = State.NOT_AVAILABLE if value is None else State.VALUE
        found.append(Observation("a", "force", period, state, None if value is None else Decimal(value)))
    return found


def variations(judged: tuple[Judged, ...]) -> list[Variation]:
    return [each.judgement.variation for each in judged]


def test_a_run_of_seven_is_named_at_every_point_of_it(read_measure) -> None:  # type: ignore[no-untyped-def]
    judged = judge_series(read_measure("{profile: mdc-sql-2.5}"), observe([*STEADY, 55, 54, 55, 54, 55, 54, 55]))
    assert ["shift_high" in each.rules for each in judged[-7:]] == [True] * 7
    assert judged[-1].judgement.words.startswith("in a run of seven or more above the mean")
    assert judged[-1].judgement.variation is Variation.CONCERN  # fewer is better
    assert judged[0].rules == ()


def test_a_gap_and_a_month_left_out_are_bridged_and_never_judged(read_measure) -> None:  # type: ignore[no-untyped-def]
    values = [*STEADY, 55, 54, 55, None, 500, 54, 55, 54, 55]
    left_out = f"[{{from: {FIRST + 16}, reason: A fault of counting.}}]"
    judged = judge_series(read_measure(f"{{profile: mdc-sql-2.5, left_out: {left_out}}}"), observe(values))
    assert judged[15].rules == judged[16].rules == ()
    assert judged[16].left_out == "A fault of counting."
    assert judged[15].judgement.variation is judged[16].judgement.variation is Variation.NOT_JUDGED
    assert all("shift_high" in each.rules for at, each in enumerate(judged) if at >= 12 and at not in (15, 16))
    assert judged[-1].limits is not None
    assert judged[-1].limits.baseline_n == 19


def test_limits_start_again_where_a_person_decided(read_measure) -> None:  # type: ignore[no-untyped-def]
    rebase = f"[{{date: {FIRST + 12}, by: A. Board, on: 2019-09-01, reason: A lasting change.}}]"
    values = [*STEADY, *(value + 40 for value in STEADY)]
    judged = judge_series(read_measure(f"{{profile: mdc-2024, rebase: {rebase}}}"), observe(values))
    assert set(variations(judged)) == {Variation.COMMON_CAUSE}
    means = [each.limits.mean for each in judged if each.limits]
    assert means[-1] - means[0] == pytest.approx(40)
    assert [judged[0].span, judged[-1].span] == [f"from-{FIRST}", f"from-{FIRST + 12}"]


def test_below_the_profile_s_least_it_is_a_run_chart(read_measure) -> None:  # type: ignore[no-untyped-def]
    judged = judge_series(read_measure("{profile: mdc-sql-2.5}"), observe(STEADY[:11]))
    assert {each.display for each in judged} == {Display.RUN_CHART}
    assert all(each.limits is None and each.centre == 50 and not each.rules for each in judged)
    assert judged[-1].judgement.words == "not judged: 11 comparable points, and mdc-sql-2.5 needs 12"


@pytest.mark.parametrize(("target", "assured"), [(6, Assurance.PASS), (5, Assurance.PASS), (4, Assurance.FAIL)])
def test_what_does_not_vary_has_no_limits_and_its_target_is_judged_directly(  # type: ignore[no-untyped-def]
    read_measure, target: int, assured: Assurance
) -> None:
    measure = read_measure("{profile: mdc-sql-2.5}")
    judged = judge_series(measure, observe([5] * 20))
    assert set(variations(judged)) == {Variation.NO_VARIATION}
    assert all(each.limits is None for each in judged)
    assert assess_series_target(judged[-1], target, measure) is assured


def test_the_measure_s_setting_decides_a_conflict(read_measure) -> None:  # type: ignore[no-untyped-def]
    values = [*[60] * 6, 62, 58, 61, 59, 60, 60, 10, 12, 14, 16, 18, 20, 22]  # rising, and far below the mean
    for conflict, meaning in (("improvement", Variation.IMPROVEMENT), ("concern", Variation.CONCERN)):
        judged = judge_series(read_measure(f"{{profile: mdc-sql-2.5, conflict: {conflict}}}"), observe(values))
        assert {"trend_up", "shift_low"} <= set(judged[-1].rules)
        assert judged[-1].judgement.variation is meaning


def test_a_share_has_limits_of_each_point_in_its_own_units(read_measure) -> None:  # type: ignore[no-untyped-def]
    share = "statistic: percentage\nnumerator: {where: {hate: true}}\ndenominator: {where: {offence: theft}}"
    measure = read_measure("{profile: mdc-sql-2.5, chart: p}", share)
    found = []
    for at in range(14):
        top, bottom = Decimal(20 + at % 3), Decimal(100 + 10 * at)
        period = Period(Grain.MONTH, FIRST + at, FIRST + at)
        found.append(Observation("a", "force", period, State.VALUE, top / bottom * 100, top, bottom))
    judged = judge_series(measure, found)
    limits = [each.limits for each in judged if each.limits]
    assert len(limits) == 14
    assert limits[0].mean == pytest.approx(
        100 * float(sum(o.numerator for o in found) / sum(o.denominator for o in found))
    )
    assert limits[0].upper - limits[0].lower > limits[-1].upper - limits[-1].lower
    assert [judged[0].span, judged[-1].span] == [f"at-{FIRST}", f"at-{FIRST + 13}"]


def test_small_counts_of_the_year_s_rule_have_exact_limits_beside(read_measure) -> None:  # type: ignore[no-untyped-def]
    measure, calendar = read_measure("{profile: police-fy-2sd}"), Calendar(4)
    quarters = calendar.periods(Grain.QUARTER, Month.of(2019, 4), Month.of(2020, 6))
    values = [0, 6, 1, 0, 3]
    held = Observations(
        tuple(
            Observation("a", "force", quarter, State.VALUE, Decimal(value))
            for quarter, value in zip(quarters, values, strict=True)
        )
    )
    found = assess(measure, "force", quarters[-1], held, calendar)
    assert found.latest.limits is not None
    assert found.latest.limits.lower < 0
    assert found.exact is not None
    assert (found.exact.lower, found.exact.upper) == (0, 5)


YEARS = [40, 44, 42, 41, 43, 40, 45, 42, 44, 41, 43, 42]
SIX = "{date: 2019-07, by: A. Board, on: 2019-09-01, reason: More is recorded.}"


def judge_months(measure: Measure, values: list[int | None], first: Month) -> dict[str, Judged]:
    """Every month of the chart that ends with the last value, by its name, under the year's rule."""
    months = [Period(Grain.MONTH, first + at, first + at) for at in range(len(values))]
    held = Observations(
        tuple(
            Observation("a", "force", month, State.VALUE, Decimal(value))
            for month, value in zip(months, values, strict=True)
            if value is not None
        )
    )
    found = assess(measure, "force", months[-1], held, Calendar(4))
    return {str(each.now.period.first): each for each in found.chart}


def test_the_year_s_rule_starts_again_at_a_rebase(read_measure) -> None:  # type: ignore[no-untyped-def]
    """A run chart for twelve months, then limits from them, then from the financial year that lies whole behind."""
    values = [*YEARS, *YEARS[:3], *[value + 60 for value in YEARS], *[value + 60 for value in YEARS]]  # from April 2018
    judged = judge_months(read_measure(f"{{rebase: [{SIX}]}}"), values, Month.of(2018, 4))
    assert judged["2019-06"].limits is not None
    assert judged["2019-06"].span == "2019/20"
    run = judged["2019-08"]
    assert (run.limits, run.display, run.span, run.centre) == (None, Display.RUN_CHART, "from-2019-07", 102)
    assert run.judgement.variation is Variation.NOT_JUDGED
    assert run.judgement.words == "not judged: the twelve months from which the limits start again are not over"
    after = judged["2020-07"]
    assert after.limits is not None
    assert (after.limits.mean, after.limits.baseline_n) == (pytest.approx(sum(YEARS) / 12 + 60), 12)
    assert (str(after.baseline[0].period.first), str(after.baseline[-1].period.first)) == ("2019-07", "2020-06")
    assert after.span == "from-2020-07"
    assert after.judgement.variation is Variation.COMMON_CAUSE
    later = judge_months(read_measure(f"{{rebase: [{SIX}]}}"), [*values, *YEARS], Month.of(2018, 4))
    assert later["2021-04"].span == "2021/22"


def test_a_quarter_in_which_the_limits_start_again_is_behind_none(read_measure) -> None:  # type: ignore[no-untyped-def]
    calendar = Calendar(4)
    quarters = calendar.periods(Grain.QUARTER, Month.of(2019, 4), Month.of(2020, 12))
    held = Observations(
        tuple(Observation("a", "force", q, State.VALUE, Decimal(50 + at)) for at, q in enumerate(quarters))
    )
    measure = read_measure("{rebase: [{date: 2019-08, by: B, on: 2019-09-01, reason: R}]}")
    third, fourth = (assess(measure, "force", quarters[at], held, calendar).latest for at in (-2, -1))
    assert third.limits is None  # of 2020/21: the twelve months are those of Q3 2019/20 to Q2 2020/21
    assert fourth.limits is not None
    assert [calendar.key(each.period) for each in fourth.baseline] == [
        "2019/20-Q3",
        "2019/20-Q4",
        "2020/21-Q1",
        "2020/21-Q2",
    ]


def test_months_left_out_have_no_part_in_the_year_s_limits(read_measure) -> None:  # type: ignore[no-untyped-def]
    values: list[int | None] = [*YEARS, *YEARS]
    values[3] = 900
    left_out = "{left_out: [{from: 2019-07, reason: A fault of counting.}, {from: 2020-05, reason: Another.}]}"
    judged = judge_months(read_measure(f"{left_out}"), values, Month.of(2019, 4))
    assert judged["2019-07"].left_out == "A fault of counting."
    assert judged["2020-05"].judgement.variation is Variation.NOT_JUDGED
    limits = judged["2020-06"].limits
    assert limits is not None
    assert limits.baseline_n == 11
    assert limits.upper < 50
    values[3] = None  # one that is missing, and not left out, still leaves them undefined
    assert judge_months(read_measure("{}"), values, Month.of(2019, 4))["2020-06"].limits is None


def test_too_few_quarters_behind_the_year_s_limits_make_a_run_chart(read_measure) -> None:  # type: ignore[no-untyped-def]
    calendar = Calendar(4)
    quarters = calendar.periods(Grain.QUARTER, Month.of(2019, 4), Month.of(2020, 6))
    held = Observations(
        tuple(Observation("a", "force", q, State.VALUE, Decimal(50 + q.first.index % 7)) for q in quarters)
    )
    measure = read_measure("{left_out: [{from: 2019-05, reason: A fault of counting.}]}")
    latest = assess(measure, "force", quarters[-1], held, calendar).latest
    assert (latest.limits, latest.display) == (None, Display.RUN_CHART)
    assert latest.judgement.words == "not judged: 3 comparable periods, and police-fy-2sd needs 4"


def test_a_fixed_baseline_stays_as_the_chart_moves_on(read_measure) -> None:  # type: ignore[no-untyped-def]
    measure = read_measure("{profile: mdc-2024, baseline: 12, baseline_from: 2018-01}")
    months = [Period(Grain.MONTH, FIRST + at, FIRST + at) for at in range(60)]
    values = [value + 5 * (at // 12) for at, value in enumerate(STEADY * 5)]
    observations = [
        Observation("a", "force", month, State.VALUE, Decimal(value))
        for month, value in zip(months, values, strict=True)
    ]
    held = Observations(observations)
    early, late = (assess(measure, "force", months[at], held, Calendar(4)) for at in (36, 59))
    assert len(early.chart) == len(late.chart) == 36
    first, last = early.chart[-1].limits, late.chart[-1].limits
    assert first is not None
    assert last is not None
    assert (first.mean, first.lower, first.upper, first.baseline_n) == (last.mean, last.lower, last.upper, 12)
    assert first.mean == pytest.approx(sum(STEADY) / 12)
    assert [str(o.period.first) for o in late.chart[-1].baseline] == [str(FIRST + at) for at in range(12)]
    assert late.chart[-1].span == "from-2018-01"
    assert late.headline.judgement.variation is Variation.CONCERN
    moving = assess(read_measure("{profile: mdc-2024}"), "force", months[59], held, Calendar(4)).chart[-1].limits
    assert moving is not None
    assert moving.mean > last.mean


def test_points_before_a_fixed_baseline_have_limits_of_their_own(read_measure) -> None:  # type: ignore[no-untyped-def]
    measure = read_measure(f"{{profile: mdc-2024, baseline: 12, baseline_from: {FIRST + 12}}}")
    judged = judge_series(measure, observe([*STEADY, *(value + 40 for value in STEADY * 2)]))
    assert [each.span for each in (judged[0], judged[11], judged[12], judged[-1])] == [
        f"from-{FIRST}", f"from-{FIRST}", f"from-{FIRST + 12}", f"from-{FIRST + 12}"]  # fmt: skip
    means = [each.limits.mean for each in judged if each.limits]
    assert (means[0], means[-1]) == (pytest.approx(sum(STEADY) / 12), pytest.approx(sum(STEADY) / 12 + 40))
