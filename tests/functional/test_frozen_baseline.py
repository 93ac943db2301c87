"""A financial year frozen with its data version: records that come later are told, and move no limits."""

import json
from pathlib import Path

import pytest

from openscrutiny import pipeline
from openscrutiny.errors import ReportError
from openscrutiny.reporting.figures.explain import explain_figure
from tests.factories import COLUMNS, SOURCE, read_page, write_workspace

PACK = """\
title: Report
publication_date: 2020-10-20
all_crime: {caption: All, groups: [{measures: [a]}]}
priorities: [a]
"""
DECISION = "{year: 2019/20, as_at: 2020-04-10, by: A. Board, on: 2020-04-20, reason: The year was closed.%s}"
QUARTERS = {"2019-04": 50, "2019-07": 40, "2019-10": 60, "2020-01": 50, "2020-04": 45, "2020-07": 55}
LATE = {"2020-01": 20}  # of the last quarter of the year, twenty more arrived after it was closed


def load(root: Path, taken: str, last: str, more: dict[str, int]) -> None:
    (root / "sources" / "crimes.yaml").write_text(SOURCE.replace("2020-10-14", taken) % ("2019-04", last))
    lines = [",".join(COLUMNS)]
    for month, count in QUARTERS.items():
        if month <= last:
            many = range(count + more.get(month, 0))
            lines += [f"{month}-{number},{month}-01,,north,theft,,,," for number in many]
    (root / "records" / "crimes.csv").write_text("\n".join(lines) + "\n")
    pipeline.ingest(root)


def draft(root: Path, frozen: str) -> Path:
    write_workspace(root, "| id |\n| 1 |", {"a": f"limits: {{frozen: [{frozen}]}}"})
    (root / "packs" / "report").mkdir(parents=True)
    (root / "packs" / "report" / "pack.yaml").write_text(PACK)
    load(root, "2020-04-10", "2020-03", {})
    load(root, "2020-10-10", "2020-09", LATE)
    return pipeline.draft(root, "report", "2020/21-Q2", step=lambda message: None)[0]


def test_late_records_do_not_move_a_frozen_baseline(tmp_path: Path) -> None:
    folder = draft(tmp_path, DECISION % "")
    figures = {row["address"]: row for row in json.loads((folder / "figures.json").read_bytes())["figures"]}
    assert figures["a.quarter.2019/20-Q4.value"]["value"] == "70"
    assert figures["a.quarter.2019/20-Q4.frozen_value"]["value"] == "50"
    assert (figures["a.quarter.mean"]["text"], figures["a.quarter.mean_of_today"]["text"]) == ("50", "55")
    assert (figures["a.quarter.lower_limit"]["text"], figures["a.quarter.upper_limit"]["text"]) == ("34", "66")
    assert "(50 + 40 + 60 + 50) / 4 = 50" in explain_figure(folder, "a.quarter.mean")
    page, version = read_page(folder), figures["a.quarter.baseline_version"]["text"]
    assert (
        f"The baseline of 2019/20 is frozen as the records stood on 10 April 2020 (data version {version}), "
        "decided by A. Board on 20 April 2020: The year was closed."
    ) in page
    assert (
        f"A measure: the limits come from 2019/20 as frozen (data version {version}). Since then records have moved "
        "Q4 2019/20 from 50 to 70. From today’s records the mean would be 55 and not 50, "
        "the lower limit would be 29 and not 34 and the upper limit would be 81 and not 66."
    ) in page


def test_a_report_of_a_month_tells_its_limits_and_what_they_are_frozen_from(tmp_path: Path) -> None:
    draft(tmp_path, DECISION % "")
    folder, _ = pipeline.draft(tmp_path, "report", "2020-07", step=lambda message: None)
    page = read_page(folder)
    assert "July 2020 was within its usual range; the limits, 0 to 67, come from the months of 2019/20." in page
    assert "(April 2019: 50, May 2019: 0," in page
    assert "The baseline of 2019/20 is frozen as the records stood on 10 April 2020" in page
    assert "Since then records have moved January 2020 from 50 to 70." in page


@pytest.mark.parametrize(
    ("frozen", "told"),
    [
        (DECISION % ", version: 0123456789abcdef", "not 0123456789abcdef: records of an earlier day have been loaded"),
        (
            DECISION.replace("as_at: 2020-04-10", "as_at: 2020-03-01") % "",
            "do not hold all of 2019/20. Give a later day",
        ),
    ],
)
def test_a_baseline_that_is_not_there_any_more_stops_the_build(tmp_path: Path, frozen: str, told: str) -> None:
    with pytest.raises(ReportError) as raised:
        draft(tmp_path, frozen)
    assert told in str(raised.value)
