"""Rare events: the days between them are charted from the dates in the store, exact, and only where allowed."""

import json
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from openscrutiny import pipeline
from openscrutiny.analysis.attribute_charts import fit_chart_limits
from openscrutiny.analysis.judgement import Variation
from openscrutiny.analysis.point_grid import arrange_points
from openscrutiny.catalogue.load import load_catalogue
from openscrutiny.errors import DefinitionError
from openscrutiny.periods import Grain, Month, Period
from openscrutiny.reporting.figures.event_gaps import judge_gaps, list_gaps
from openscrutiny.reporting.judging.assessment import Observations
from openscrutiny.series import Observation, State
from tests.factories import ORGANISATION, read_page, write_workspace

STEPS = [41, 23, 67, 12, 35, 50, 8, 29, 44, 0, 17, 61, 33, 26, 38, 9, 55, 21, 47, 30, 14, 36, 52, 19, 400]
DAYS = [date(2017, 6, 5) + timedelta(days=sum(STEPS[:at])) for at in range(len(STEPS) + 1)]
AGAIN = [day + timedelta(days=3) for day in DAYS[4:6]]  # two people a second time
MEASURES = {
    "arson": "numerator: {where: {offence: arson}}\nlimits: {profile: mdc-2024, chart: t}",
    "whole": "numerator: {where: {offence: arson}}\nlimits: {profile: we, chart: g, beside: police-fy-2sd}",
    "people": "statistic: distinct\ncolumn: victim\nnumerator: {where: {offence: arson}}\n"
    "limits: {profile: mdc-2024, chart: t, left_out: [{from: 2018-06, reason: A fault of counting.}]}",
}
PACK = """\
title: Report
publication_date: 2020-10-15
all_crime: {caption: All, groups: [{measures: [arson]}]}
priorities: [arson, whole, people]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("rare") / "workspace"
    rows = ["id | recorded_on | area | offence | victim"]
    rows += [f"{at} | {day} | {'north' if at % 2 else 'south'} | arson | v{at}" for at, day in enumerate(DAYS)]
    rows += [f"9{at} | {day} | north | arson | v{at}" for at, day in enumerate(AGAIN, 4)]
    rows += [f"8{at} | {day} | north | theft | w" for at, day in enumerate(DAYS)]
    table = "\n".join(f"| {row} |" for row in rows)
    write_workspace(root, table, MEASURES, first="2016-04", last="2020-09")
    rule = ORGANISATION.replace("disclosure: []", "disclosure: [{table: crimes, grain: area, under: 5}]")
    (root / "organisation.yaml").write_text(rule)
    (root / "packs" / "report").mkdir(parents=True)
    (root / "packs" / "report" / "pack.yaml").write_text(PACK)
    pipeline.ingest(root)
    made, _ = pipeline.draft(root, "report", "2020/21-Q2", step=lambda message: None)
    return made


@pytest.fixture(scope="module")
def figures(folder: Path) -> dict[str, dict[str, Any]]:
    return {row["address"]: row for row in json.loads((folder / "figures.json").read_bytes())["figures"]}


def read_gaps(figures: dict[str, dict[str, Any]], measure: str) -> list[dict[str, Any]]:
    found = [row for row in figures.values() if (row["measure"], row["kind"]) == (measure, "days_between")]
    return sorted(found, key=lambda row: row["period"])


def test_every_gap_is_a_figure_exact_by_the_day(figures: dict[str, dict[str, Any]]) -> None:
    days = sorted([*DAYS, *AGAIN])
    expected = [(str(day), (day - before).days) for before, day in pairwise(days) if day >= date(2017, 10, 1)]
    gaps = read_gaps(figures, "arson")
    assert [(row["period"][3:13], int(row["value"])) for row in gaps] == expected
    assert {row["unit"] for row in gaps} == {"days"}
    assert {row["area"] for row in gaps} == {"force"}
    since = figures[f"arson.month.on-{DAYS[-1]}.days_since"]
    assert int(since["value"]) == (date(2020, 9, 30) - DAYS[-1]).days


def test_two_events_of_a_day_are_two_points(figures: dict[str, dict[str, Any]]) -> None:
    day = next(day for before, day in pairwise(DAYS) if before == day)
    first, second = (figures[f"arson.month.on-{day}{number}.days_between"] for number in ("", "-02"))
    assert (first["value"], second["value"]) == ("44", "0")
    assert second["period_label"] == f"{first['period_label']} (2)"


def test_a_distinct_thing_is_one_event_on_its_first_day(figures: dict[str, dict[str, Any]]) -> None:
    gaps = read_gaps(figures, "people")
    assert [row["period"][3:13] for row in gaps] == [str(day) for day in DAYS if day >= date(2017, 10, 1)]
    left_out = [row for row in figures.values()
                if (row["measure"], row["text"]) == ("people", "left out of the limits: A fault of counting.")
                and row["kind"] == "days_between_judgement"]  # fmt: skip
    touching = [day for before, day in pairwise(DAYS) if before < date(2018, 7, 1) and day >= date(2018, 6, 1)]
    assert [row["period"][3:13] for row in sorted(left_out, key=lambda row: row["period"])] == list(map(str, touching))
    assert int(figures["people.month.from-2017-10.days_between_baseline_n"]["value"]) == len(gaps) - len(touching)


def test_limits_are_those_of_the_analysis(figures: dict[str, dict[str, Any]]) -> None:
    for measure, chart in (("arson", "t"), ("whole", "g")):
        values = [float(row["value"]) for row in read_gaps(figures, measure)]
        lines = fit_chart_limits(arrange_points([values]), chart)
        for line, drawn in (("mean", lines.mean), ("lower_limit", lines.lower), ("upper_limit", lines.upper)):
            told = figures[f"{measure}.month.from-2017-10.days_between_{line}"]
            assert float(told["value"]) == pytest.approx(float(drawn[0, 0]), rel=1e-9)
    hardly = figures["people.month.from-2017-10.days_between_lower_limit"]  # a gap of 0 days is below it
    assert (0 < float(hardly["value"]) < 0.05, hardly["text"]) == (True, "under 0.1")
    assert figures["arson.month.from-2017-10.days_between_baseline_n"]["text"] == str(len(read_gaps(figures, "arson")))


def test_a_long_quiet_time_is_an_improvement_where_fewer_are(figures: dict[str, dict[str, Any]], folder: Path) -> None:
    last = figures[f"arson.month.on-{DAYS[-1]}.days_between_judgement"]
    assert last["rules_met"][0] == "single_high"
    assert last["text"].startswith("above the upper limit: an improvement")
    page = read_page(folder)
    assert "400 days from the one before to the latest, on" in page
    assert "On 30 September 2020 it was" in page


def test_scorecard_strip_and_standing_out_tell_the_gap_s_signal(
    figures: dict[str, dict[str, Any]], folder: Path
) -> None:
    page = read_page(folder)
    day = figures[f"arson.month.on-{DAYS[-1]}.days_between"]["period_label"]
    standing = page.split('id="standing-out"')[1].split("<h1")[0]
    assert f"400 days from the one before to the latest, on {day}, above the upper limit" in standing
    scorecard = page.split('id="scorecard"')[1].split("<h1")[0]
    assert scorecard.count("improvement (high)") >= 2  # t and g alike
    assert "Judged by the days between the latest two events" in scorecard
    assert f"days between events, to {day}, above the upper limit" in page
    assert f"The days to the latest event, on {day}, came to 400: above the upper limit: an improvement" in page


def test_a_mark_between_events_has_its_chance_told_by_chart_and_in_how_to_read(
    figures: dict[str, dict[str, Any]], folder: Path
) -> None:
    page = read_page(folder)
    rules = page.split("How to read the charts")[-1]
    for measure, title in (("arson", "mdc-2024), t chart"), ("whole", "we), g chart")):
        kinds = [f"{measure}.month.from-2017-10.days_between_false_alarm_per_{each}" for each in ("point", "year")]
        point, year = (figures[kind] for kind in kinds)
        assert 0 < float(point["value"]) < float(year["value"]) < 50
        told = f"If nothing changed, {point['text']} of latest gaps would be marked all the same, and {year['text']} of"
        assert told in page
        assert title in rules


def test_counts_by_month_are_about_their_median_and_no_area_has_a_chart(folder: Path) -> None:
    page = read_page(folder)
    assert "Rules: mdc-2024, run chart" in page
    assert "the days between events, below, have limits" in page
    assert "So few happen that the counts by month have no limits" in page
    book = json.loads((folder / "figures.json").read_bytes())["figures"]
    assert {row["area"] for row in book if row["kind"].startswith("days_")} == {"force"}


@pytest.mark.parametrize(
    ("limits", "rule", "told"),
    [
        ("limits: {profile: we, chart: t}", "[{table: crimes, grain: force, under: 5}]",
         "a t chart tells the days of single events, and the disclosure rule of 'crimes' hides counts of the whole"),
        ("limits: {profile: we, chart: g}\nstatistic: sum\ncolumn: value", "[]",
         "a g chart is of counts of rare events, and of days between two dates; this is a sum."),
    ],
)  # fmt: skip
def test_what_would_tell_single_events_is_refused(tmp_path: Path, limits: str, rule: str, told: str) -> None:
    write_workspace(tmp_path, "| id |\n| 1 |", {"a": limits})
    (tmp_path / "organisation.yaml").write_text(ORGANISATION.replace("disclosure: []", f"disclosure: {rule}"))
    with pytest.raises(DefinitionError) as raised:
        load_catalogue(tmp_path)
    assert told in str(raised.value)


def test_a_gap_across_a_month_that_is_not_known_is_not_known(tmp_path: Path) -> None:
    write_workspace(tmp_path, "| id |\n| 1 |", {"a": "limits: {profile: we, chart: t}"})
    measure = load_catalogue(tmp_path).measures["a"]
    months = [Period(Grain.MONTH, Month.of(2020, at), Month.of(2020, at)) for at in range(1, 7)]
    held = Observations(
        Observation("a", "force", month, State.VALUE, Decimal(1))
        for month in months
        if month.first != Month.of(2020, 3)
    )
    days = [date(2020, 1, 5), date(2020, 2, 10), date(2020, 4, 2), date(2020, 4, 12)]
    gaps = list_gaps(measure, days, months[0].first, held, "force")
    assert [gap.days for gap in gaps] == [36, None, 10]
    judged = judge_gaps(measure, gaps, "force")
    assert judged[1].judgement.variation is Variation.NOT_JUDGED


def test_limits_start_again_at_the_first_gap_that_begins_after_a_rebase(tmp_path: Path) -> None:
    rebase = "[{date: 2020-04, by: B, on: 2020-09-01, reason: R}]"
    write_workspace(tmp_path, "| id |\n| 1 |", {"a": f"limits: {{profile: mdc-2024, chart: t, rebase: {rebase}}}"})
    measure = load_catalogue(tmp_path).measures["a"]
    months = [Period(Grain.MONTH, Month.of(2020, at), Month.of(2020, at)) for at in range(1, 7)]
    held = Observations(Observation("a", "force", month, State.VALUE, Decimal(1)) for month in months)
    days = [date(2020, 1, 5) + timedelta(days=20 * at) for at in range(8)]
    gaps = list_gaps(measure, days, months[0].first, held, "force")
    judged = judge_gaps(measure, gaps, "force")
    spans = {str(gap.since): each.span for gap, each in zip(gaps, judged, strict=True)}
    assert {since: span for since, span in spans.items() if since >= "2020-04"} == dict.fromkeys(
        [str(gap.since) for gap in gaps if gap.since >= date(2020, 4, 1)], "from-2020-05")  # fmt: skip
    assert {span for since, span in spans.items() if since < "2020-04"} == {"from-2020-01"}
