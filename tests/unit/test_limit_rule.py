"""A measure chooses its rules: every key read, and every key that does not belong refused with a mend."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from openscrutiny.analysis.attribute_charts import CHART_TYPES
from openscrutiny.analysis.profiles import PROFILES as ANALYSED
from openscrutiny.catalogue.decisions import Rebase, Span
from openscrutiny.catalogue.limit_rule import PROFILES, Chart, Conflict, LimitRule
from openscrutiny.catalogue.load import load_catalogue
from openscrutiny.catalogue.measure import pluralise
from openscrutiny.errors import DefinitionError
from openscrutiny.periods import Month
from tests.factories import write_workspace

NO_RECORDS = "| id |\n| 1 |"


def read_limits(root: Path, limits: str) -> LimitRule:
    write_workspace(root, NO_RECORDS, {"a": f"limits: {limits}"})
    return load_catalogue(root).measures["a"].limits


def test_every_profile_and_chart_of_the_analysis_can_be_chosen() -> None:
    assert tuple(ANALYSED) == PROFILES
    assert set(Chart) == set(CHART_TYPES)


def test_the_rule_of_a_series_is_read_whole(tmp_path: Path) -> None:
    written = """
  profile: mdc-sql-2.5
  beside: police-fy-2sd
  multiple: 3
  conflict: concern
  exclude_outliers: true
  rebase:
    - {date: 2019-06, by: A. Board, on: 2019-09-01, reason: The level has moved.}
  left_out:
    - {from: 2019-07, to: 2019-08, reason: The system was down.}
    - {from: 2019-09, reason: It was down again.}
"""
    rule = read_limits(tmp_path, written)
    assert rule == LimitRule(
        profile="mdc-sql-2.5",
        multiple=Decimal(3),
        exclude_outliers=True,
        conflict=Conflict.CONCERN,
        rebases=(Rebase(Month.of(2019, 6), "A. Board", date(2019, 9, 1), "The level has moved."),),
        left_out=(
            Span(Month.of(2019, 7), Month.of(2019, 8), "The system was down."),
            Span(Month.of(2019, 9), Month.of(2019, 9), "It was down again."),
        ),
        beside_year=True,
    )
    assert not rule.by_year
    assert rule.has_year_limits


def test_without_limits_the_year_s_rule_holds_and_a_run_chart_is_anhoej_s(tmp_path: Path) -> None:
    write_workspace(tmp_path, NO_RECORDS, {"a": "", "b": "limits: {profile: anhoej}"})
    measures = load_catalogue(tmp_path).measures
    assert measures["a"].limits == LimitRule()
    assert measures["b"].limits.chart is Chart.RUN


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ("{profile: mdc-sql-2}", "limits.profile: no such rule profile 'mdc-sql-2'. Did you mean 'mdc-sql-2.5'?"),
        ("{profile: police-fy-2sd, chart: run}", "limits.chart: police-fy-2sd has one chart and one rule."),
        ("{profile: we, multiple: 3}", "limits.multiple: belongs to police-fy-2sd, not to we."),
        ("{profile: anhoej, chart: xmr}", "limits.chart: anhoej is of run charts."),
        ("{profile: we, chart: p}", "limits.chart: a p chart is of percentages and shares; this is a count."),
        ("{profile: we, beside: nelson}", "limits.beside: 'nelson' cannot stand beside another profile."),
        ("{profile: we, rebase: [{date: 2019-06-15, by: B, on: 2019-09-01, reason: R}]}",
         "limits.rebase[1].date: 2019-06-15 is not a date of the data. Write 2019-06"),
        ("{profile: we, rebase: [{date: 2019-06}]}", "limits.rebase[1]: 'by' is missing."),
        ("{profile: we, rebase: [{date: 2019-06}]}", "limits.rebase[1]: 'on' is missing."),
        ("{profile: we, rebase: [{date: 2019-06}]}", "limits.rebase[1]: 'reason' is missing."),
        ("{profile: we, rebase: [{date: 2019-06, by: ' ', on: 2019-09-01, reason: R}]}", "by: is empty."),
        ("{profile: we, left_out: [{from: 2019-06, to: 2019-05, reason: R}]}", "2019-05 is before 2019-06."),
        ("{frozen: [{year: 2019/21, as_at: 2020-04-10, by: B, on: 2020-04-20, reason: R}]}",
         "limits.frozen[1].year: '2019/21' is not a financial year. Write it as 2020/21."),
        ("{frozen: [{year: 2019/20, by: B, on: 2020-04-20, reason: R}]}", "limits.frozen[1]: 'as_at' is missing."),
        ("{profile: we, frozen: [{year: 2019/20, as_at: 2020-04-10, by: B, on: 2020-04-20, reason: R}]}",
         "limits.frozen: a financial 'year' is a baseline of police-fy-2sd, not of we. Leave 'year' out"),
        ("{profile: we, frozen: [{as_at: 2020-04-10, by: B, on: 2020-04-20, reason: R}]}",
         "limits.frozen: there is no fixed baseline to freeze: the limits come from all points shown."),
        ("{frozen: [{as_at: 2020-04-10, by: B, on: 2020-04-20, reason: R}]}",
         "limits.frozen: which financial year? Add 'year: 2019/20' to each."),
        ("{profile: we, baseline: 12}",
         "limits.baseline: 12 points from which month on? The first that a chart shows moves on each month."),
        ("{profile: we, baseline_from: 2017-04}", "limits.baseline_from: how many points from then on?"),
        ("{profile: we, baseline: 12, baseline_from: 2017-13}", "limits.baseline_from: '2017-13' is not a month."),
        ("{baseline_from: 2017-04}", "limits.baseline_from: police-fy-2sd has one chart and one rule."),
        ("{profile: we, baseline: 2, baseline_from: 2019-01, rebase: [{date: 2019-06, by: B, on: 2019-09-01, reason: R}]}",  # noqa: E501
         "limits come from a fixed baseline."),
    ],
)  # fmt: skip
def test_what_a_rule_may_not_hold_is_refused(tmp_path: Path, limits: str, told: str) -> None:
    with pytest.raises(DefinitionError) as raised:
        read_limits(tmp_path, limits)
    assert told in str(raised.value)


def test_the_target_of_a_count_says_of_which_period(tmp_path: Path) -> None:
    write_workspace(tmp_path, NO_RECORDS, {"a": "good_looks_like: {text: Fewer, target: 40}"})
    with pytest.raises(DefinitionError, match="the target of a count is of a period"):
        load_catalogue(tmp_path)


@pytest.mark.parametrize(
    ("one", "several"),
    [("casualty", "casualties"), ("offence", "offences"), ("breach", "breaches"), ("day", "days"), ("loss", "losses")],
)
def test_units_are_spelt_in_the_plural(one: str, several: str) -> None:
    assert pluralise(one) == several
