"""A fixed baseline frozen with its data version, under every profile that has one, and for charts of rare events."""

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from openscrutiny import pipeline
from openscrutiny.analysis.attribute_charts import fit_chart_limits
from openscrutiny.analysis.point_grid import arrange_points
from openscrutiny.analysis.profiles import fit_profile_limits, get_profile
from openscrutiny.catalogue.limit_rule import PROFILES
from openscrutiny.errors import ReportError
from openscrutiny.periods import Month
from openscrutiny.reporting.figures.explain import explain_figure
from tests.factories import COLUMNS, ORGANISATION, SOURCE, read_page, write_workspace

FIRST, SIZE = Month.of(2016, 10), 24
STEPS = (0, 5, -3, 2, -4, 6, -1, 3, -6, 4, 1, -2)
COUNTS = {FIRST + at: 30 + STEPS[at % 12] + at % 5 for at in range(48)}
BEHIND = [COUNTS[FIRST + at] for at in range(SIZE)]
LATE, LATE_BY = FIRST + 5, 20
GAPS = (20, 34, 11, 27, 41, 16, 30, 22, 38, 13)
EVENTS = [date(2016, 9, 20) + timedelta(days=sum(GAPS[at % 10] for at in range(upto))) for upto in range(50)]
LATE_EVENT = EVENTS[4] + timedelta(days=8)
FREEZE = "frozen: [{as_at: %s, by: A. Board, on: 2018-11-20, reason: Two years were closed.%s}]"
FIXED = f"baseline: {SIZE}, baseline_from: {FIRST}, "
SERIES = {f"m{at}": profile for at, profile in enumerate(PROFILES[1:])}
PACK = f"""\
title: Report
publication_date: 2020-10-20
all_crime: {{caption: All, groups: [{{measures: [m0]}}]}}
priorities: [{", ".join((*SERIES, "share", "events"))}]
"""


def define(as_at: str = "2018-11-10", more: str = "") -> dict[str, str]:
    frozen = FREEZE % (as_at, more)
    counted = "numerator: {where: {offence: theft}}\nlimits: {profile: %s, " + FIXED + frozen + "}"
    return {name: counted % profile for name, profile in SERIES.items()} | {
        "share": "statistic: percentage\nnumerator: {where: {offence: theft, hate: true}}\ndenominator: "
        f"{{where: {{offence: theft}}}}\nlimits: {{profile: mdc-2024, chart: p, {FIXED}{frozen}}}",
        "events": "numerator: {where: {offence: arson}}\n"
        f"limits: {{profile: mdc-2024, chart: t, {FIXED}{frozen}}}",
    }  # fmt: skip


def load(root: Path, taken: str, last: str, *, late: bool) -> None:
    (root / "sources" / "crimes.yaml").write_text(SOURCE.replace("2020-10-14", taken) % (FIRST - 1, last))
    lines = [",".join(COLUMNS)]
    for month, count in COUNTS.items():
        if str(month) <= last:
            many = count + (LATE_BY if late and month == LATE else 0)
            lines += [f"{month}-{at},{month}-01,,north,theft,{'yes' if at % 4 else 'no'},,," for at in range(many)]
    days = [*EVENTS, LATE_EVENT] if late else EVENTS
    lines += [f"e{day},{day},,north,arson,no,,," for day in days if f"{day:%Y-%m}" <= last]
    (root / "records" / "crimes.csv").write_text("\n".join(lines) + "\n")
    pipeline.ingest(root)


def prepare(root: Path, measures: dict[str, str]) -> Path:
    write_workspace(root, "| id |\n| 1 |", measures)
    (root / "organisation.yaml").write_text(ORGANISATION)
    (root / "packs" / "report").mkdir(parents=True)
    (root / "packs" / "report" / "pack.yaml").write_text(PACK)
    load(root, "2018-11-10", "2018-10", late=False)
    load(root, "2020-10-10", "2020-09", late=True)
    return root


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = prepare(tmp_path_factory.mktemp("frozen") / "workspace", define())
    return pipeline.draft(root, "report", "2020/21-Q2", step=lambda message: None)[0]


@pytest.fixture(scope="module")
def figures(folder: Path) -> dict[str, dict[str, Any]]:
    return {row["address"]: row for row in json.loads((folder / "figures.json").read_bytes())["figures"]}


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    return read_page(folder)


def read(figures: dict[str, dict[str, Any]], address: str) -> float:
    return float(figures[address]["value"])


@pytest.mark.parametrize("name", SERIES)
def test_late_records_move_no_limits_of_a_frozen_baseline(name: str, figures: dict[str, dict[str, Any]]) -> None:
    span, profile = f"{name}.month.from-{FIRST}", SERIES[name]
    assert read(figures, f"{name}.month.{LATE}.value") == COUNTS[LATE] + LATE_BY
    assert read(figures, f"{name}.month.{LATE}.frozen_point") == COUNTS[LATE]
    late = [count + (LATE_BY if FIRST + at == LATE else 0) for at, count in enumerate(BEHIND)]
    for behind, ending in ((BEHIND, ""), (late, "_of_today")):
        if profile == "anhoej":
            middle = sorted(behind)[SIZE // 2 - 1 : SIZE // 2 + 1]
            assert read(figures, f"{span}.median{ending}") == sum(middle) / 2
            continue
        lines = fit_profile_limits(arrange_points([behind]), get_profile(profile), SIZE)
        for line, drawn in (("mean", lines.mean), ("lower_limit", lines.lower), ("upper_limit", lines.upper)):
            assert read(figures, f"{span}.{line}{ending}") == pytest.approx(float(drawn[0, 0]), rel=1e-9)


def test_a_p_chart_keeps_the_share_of_its_frozen_baseline(figures: dict[str, dict[str, Any]]) -> None:
    hate = sum(sum(at % 4 > 0 for at in range(count)) for count in BEHIND)
    address = "share.month.at-2020-09"
    assert read(figures, f"{address}.mean") == pytest.approx(100 * hate / sum(BEHIND), rel=1e-12)
    assert read(figures, f"{address}.mean_of_today") != read(figures, f"{address}.mean")
    assert figures[f"{address}.baseline_version"]["text"] == figures[f"m0.month.from-{FIRST}.baseline_version"]["text"]


def test_the_days_between_events_keep_theirs(figures: dict[str, dict[str, Any]], page: str) -> None:
    gaps = [(day - before).days for before, day in pairwise(EVENTS)][:SIZE]
    lines = fit_chart_limits(arrange_points([gaps]), "t")
    span = f"events.month.from-{FIRST}"
    for line, drawn in (("mean", lines.mean), ("lower_limit", lines.lower), ("upper_limit", lines.upper)):
        assert read(figures, f"{span}.days_between_{line}") == pytest.approx(float(drawn[0, 0]), rel=1e-9)
    assert read(figures, f"events.month.on-{LATE_EVENT}.days_between") == 8
    assert f"events.month.on-{LATE_EVENT}.days_between_frozen" not in figures
    assert read(figures, f"{span}.days_between_mean_of_today") < read(figures, f"{span}.days_between_mean")
    assert "The baseline of 24 gaps from October 2016 is frozen as the records stood on 10 November 2018" in page


def test_the_version_and_the_decision_are_printed_with_the_chart(
    figures: dict[str, dict[str, Any]], page: str, folder: Path
) -> None:
    version = figures[f"m0.month.from-{FIRST}.baseline_version"]["text"]
    note = (
        "The baseline of October 2016 to September 2018 is frozen as the records stood on 10 November 2018 "
        f"(data version {version}), decided by A. Board on 20 November 2018: Two years were closed."
    )
    assert page.count(note) == len(SERIES) + 1  # every chart of months, once
    assert f"Since then records have moved March 2017 from {COUNTS[LATE]} to {COUNTS[LATE] + LATE_BY}." in page
    told = explain_figure(folder, f"m0.month.from-{FIRST}.mean")
    assert f"({' + '.join(map(str, BEHIND))}) / {SIZE}" in told


@pytest.mark.parametrize(
    ("as_at", "more", "told"),
    [
        ("2018-11-10", ", version: 0123456789abcdef", "Freeze the baseline anew"),
        ("2018-11-01", "", "do not hold all of 2016-10 to 2018-09. Give a later day"),
        ("2018-11-01", "", "do not hold 24 gaps between events from 2016-10 on, but 0. Give a later day"),
    ],
)
def test_a_baseline_that_is_not_there_stops_the_build(tmp_path: Path, as_at: str, more: str, told: str) -> None:
    root = prepare(tmp_path, define(as_at, more))
    with pytest.raises(ReportError) as raised:
        pipeline.open_figures(root, "report", "2020/21-Q2", step=lambda message: None)
    assert told in str(raised.value)
