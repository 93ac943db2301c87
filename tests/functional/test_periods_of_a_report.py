"""A report can be built for every length of period, with measures of every statistic."""

import json
import random
from pathlib import Path

import pytest

from openscrutiny import pipeline
from openscrutiny.errors import ReportError
from openscrutiny.periods import Month, months_between
from tests.factories import ORGANISATION, read_page, write_workspace

FIRST = Month.of(2016, 4)
MEASURES = {
    "all": "numerator: {where: {offence: [theft, fraud, arson]}}",
    "theft": "numerator: {where: {offence: theft}}\npart_of: all",
    "value": "statistic: sum\ncolumn: value",
    "share": "statistic: percentage\nnumerator: {where: {hate: true}}\ndenominator: {where: {minutes: {at_least: 0}}}",
    "rate": "statistic: rate\nper: 1000",
    "victims": "statistic: distinct\ncolumn: victim",
    "median": "statistic: median\ncolumn: minutes",
    "ninetieth": "statistic: percentile_90\ncolumn: minutes",
    "pinned": "limits: {profile: mdc-2024, baseline: 12, baseline_from: 2016-04}",
    "prompt": "statistic: share_within\ncolumn: minutes\nwithin: 20",
}
PACK = f"""\
title: Report
publication_date: 2020-10-15
all_crime: {{caption: All, groups: [{{measures: [all, theft]}}]}}
priorities: [{", ".join(MEASURES)}]
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root, chance = tmp_path_factory.mktemp("periods") / "workspace", random.Random(1)
    rows = ["id | recorded_on | area | offence | hate | victim | minutes | value"]
    for month in months_between(FIRST, Month.of(2020, 9)):
        for _ in range(chance.randint(20, 40)):
            cells = (
                len(rows), month.first_day.replace(day=chance.randint(1, 28)), chance.choice(["north", "south", ""]),
                chance.choice(["theft", "fraud", "arson"]), chance.choice(["yes", "no"]), f"v{chance.randint(1, 300)}",
                chance.randint(0, 90), chance.randint(1, 999),
            )  # fmt: skip
            rows.append(" | ".join(map(str, cells)))
    write_workspace(root, "\n".join(f"| {row} |" for row in rows), MEASURES, first="2016-04", last="2020-09")
    rule = ORGANISATION.replace("disclosure: []", "disclosure: [{table: crimes, grain: area, under: 5}]")
    (root / "organisation.yaml").write_text(rule)
    (root / "packs" / "report").mkdir(parents=True)
    (root / "packs" / "report" / "pack.yaml").write_text(PACK)
    pipeline.ingest(root)
    return root


@pytest.mark.parametrize(
    ("period", "grain", "incomplete"),
    [
        ("2020-09", "month", False),
        ("2019/20", "year", False),
        ("2020/21", "year", True),
        ("2020/21-to-2020-09", "year_to_date", False),
        ("12-months-to-2020-09", "rolling_12", False),
    ],
)
def test_every_length_of_period(workspace: Path, period: str, grain: str, incomplete: bool) -> None:
    folder, _ = pipeline.draft(workspace, "report", period, step=lambda message: None)
    figures = {row["address"]: row for row in json.loads((folder / "figures.json").read_bytes())["figures"]}
    for measure in MEASURES:
        shown = figures[f"{measure}.{grain}.value"]
        assert (shown["period"], shown["state"]) == (period, "incomplete" if incomplete else "value")


def test_what_is_no_period_is_told_all_the_forms(workspace: Path) -> None:
    with pytest.raises(ReportError, match=r"2020-09, 2020/21-Q2, 2020/21, 2020/21-to-2020-09 .* 12-months-to-2020-09"):
        pipeline.draft(workspace, "report", "Q2", step=lambda message: None)


def test_a_fixed_baseline_that_no_chart_shows_any_more(workspace: Path) -> None:
    for period in ("2020-08", "2020-09"):
        folder, _ = pipeline.draft(workspace, "report", period, step=lambda message: None)
        figures = {row["address"]: row for row in json.loads((folder / "figures.json").read_bytes())["figures"]}
        behind = [figures[f"pinned.month.{month}.value"]["value"] for month in months_between(FIRST, FIRST + 11)]
        mean = figures["pinned.month.from-2016-04.mean"]
        assert float(mean["value"]) == pytest.approx(sum(map(float, behind)) / 12)
        assert read_page(folder).count("the mean of the first 12 months from April 2016 is") == 1


def test_a_fixed_baseline_begins_with_a_month_of_the_data(workspace: Path) -> None:
    path = workspace / "measures" / "pinned.yaml"
    written = path.read_text()
    path.write_text(written.replace("2016-04", "2016-03"))
    try:
        with pytest.raises(ReportError, match=r"limits\.baseline_from: 2016-03 is not a date of the data"):
            pipeline.draft(workspace, "report", "2020-09", step=lambda message: None)
    finally:
        path.write_text(written)
