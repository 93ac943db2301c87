"""Extract after extract: a young month is shown as such, with how complete it is and what it may come to."""

import json
from datetime import date
from pathlib import Path

from openscrutiny import pipeline
from openscrutiny.reporting.figures.explain import explain_figure
from tests.factories import COLUMNS, SOURCE, read_page, write_workspace

PACK = """\
title: Report
publication_date: 2019-11-01
all_crime: {caption: All, groups: [{measures: [a]}]}
priorities: [a]
"""
MONTHS = [f"2019-{month:02d}" for month in range(4, 10)]
FULL, AT_FIRST = 100, 80  # of each month's records, 80 have arrived a month later and all of them two months later


def extract(root: Path, taken: int) -> None:
    """The extract of the tenth of month `taken`: every month before it, the last one still filling up."""
    covered = [month for month in MONTHS if int(month[-2:]) < taken]
    source = SOURCE.replace("2020-10-14", f"2019-{taken:02d}-10") % (covered[0], covered[-1])
    (root / "sources" / "crimes.yaml").write_text(source)
    lines = [",".join(COLUMNS)]
    for month in covered:
        arrived = AT_FIRST if int(month[-2:]) == taken - 1 else FULL
        lines += [f"{month}-{number},{month}-01,,north,theft,,,," for number in range(arrived)]
    (root / "records" / "crimes.csv").write_text("\n".join(lines) + "\n")
    pipeline.ingest(root)


def test_a_young_month_is_told_with_its_completeness(tmp_path: Path) -> None:
    write_workspace(tmp_path, "| id |\n| 1 |", {"a": ""})
    (tmp_path / "packs" / "report").mkdir(parents=True)
    (tmp_path / "packs" / "report" / "pack.yaml").write_text(PACK)
    for taken in (6, 7, 8, 9, 10):
        extract(tmp_path, taken)
    draft, _ = pipeline.draft(tmp_path, "report", "2019/20-Q2", step=lambda message: None)
    figures = {row["address"]: row for row in json.loads((draft / "figures.json").read_bytes())["figures"]}
    assert figures["a.month.2019-09.value"]["value"] == "80"
    assert figures["a.month.2019-09.completeness"]["text"] == "80%"
    assert figures["a.month.2019-09.estimated_final"]["text"] == "100"
    assert "a.month.2019-08.completeness" not in figures  # two months after its end it is mature
    page = read_page(draft)
    assert "September 2019 is about 80% complete at its age" in page
    assert "about 100 are to be expected in the end" in page
    assert "a.month.2019-09.completeness = 80%" in explain_figure(draft, "a.month.2019-09.completeness")


def test_a_draft_of_an_earlier_day_says_which_and_leaves_todays_alone(tmp_path: Path) -> None:
    write_workspace(tmp_path, "| id |\n| 1 |", {"a": ""})
    (tmp_path / "packs" / "report").mkdir(parents=True)
    (tmp_path / "packs" / "report" / "pack.yaml").write_text(PACK)
    for taken in (9, 10, 11):
        extract(tmp_path, taken)
    today, _ = pipeline.draft(tmp_path, "report", "2019/20-Q2", step=lambda message: None)
    earlier, _ = pipeline.draft(tmp_path, "report", "2019/20-Q2", as_at=date(2019, 10, 31), step=lambda message: None)
    assert (today.name, earlier.name) == ("2019-20-Q2", "2019-20-Q2-as-at-2019-10-31")
    known = [find_figure(folder, "a.month.2019-09.value")["value"] for folder in (today, earlier)]
    assert known == [str(FULL), str(AT_FIRST)]
    page = read_page(earlier)
    assert "As known on" in page
    assert "31 October 2019" in page
    assert "As known on" not in read_page(today)
    assert json.loads((earlier / "release.json").read_bytes())["as_at"] == "2019-10-31"


def find_figure(folder: Path, address: str) -> dict[str, str]:
    figures = json.loads((folder / "figures.json").read_bytes())["figures"]
    return next(row for row in figures if row["address"] == address)
