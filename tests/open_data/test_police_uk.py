"""data.police.uk: two forces' street-level crime by month and district, with the month that was never published."""

import gzip
import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from openscrutiny import pipeline
from openscrutiny.organisation import OUTSIDE
from openscrutiny.periods import Calendar, Grain, Month, Period
from openscrutiny.series import State

from .conftest import Held, Workspace

pytestmark = [pytest.mark.open_data, pytest.mark.xdist_group("open_data")]
CALENDAR = Calendar()
UNPUBLISHED = Month.parse("2019-07")


@pytest.fixture(scope="session")
def counted(avon_and_somerset: Workspace) -> Held:
    return avon_and_somerset.count("2018-01", "2019-12", Grain.MONTH, Grain.QUARTER)


@pytest.fixture(scope="session")
def incomplete(avon_and_somerset: Workspace) -> Path:
    """The report of the quarter that holds the unpublished month."""
    return avon_and_somerset.draft("2019/20-Q2")


def month(text: str) -> Period:
    return Period(Grain.MONTH, Month.parse(text), Month.parse(text))


def test_every_row_is_stored_or_kept_as_a_repeated_id(avon_and_somerset: Workspace, west_mercia: Workspace) -> None:
    def told(workspace: Workspace) -> tuple[int, ...]:
        loads = workspace.loads
        sums = (sum(load.rows for load in loads), sum(load.duplicates for load in loads))
        return len(loads), *sums, sum(load.rejected for load in loads)

    assert told(avon_and_somerset) == (23, 336_248 - 7_327, 7_327, 0)
    assert told(west_mercia) == (5, 50_984 - 1, 1, 0)


def test_west_mercias_crime_of_late_2018(west_mercia: Workspace) -> None:
    held = west_mercia.count("2018-10", "2018-12", Grain.QUARTER)
    assert held["total_crime", "force", CALENDAR.parse("2018/19-Q3")].value == 21_944


def test_districts_and_outside_add_up_to_the_force(avon_and_somerset: Workspace, counted: Held) -> None:
    places = [area.id for area in avon_and_somerset.catalogue.organisation.areas] + [OUTSIDE]
    period = CALENDAR.parse("2018/19-Q3")
    for measure in avon_and_somerset.catalogue.measures:
        values = [counted[measure, place, period].value for place in places]
        assert None not in values
        assert sum(value or 0 for value in values) == counted[measure, "force", period].value
    assert (counted["total_crime", OUTSIDE, period].value or 0) > 0


def test_types_add_up_to_all_crime_without_anti_social_behaviour(avon_and_somerset: Workspace, counted: Held) -> None:
    parts = [m.id for m in avon_and_somerset.catalogue.measures.values() if m.part_of == "total_crime"]
    assert len(parts) == 13
    period = month("2018-12")
    total = sum(counted[part, "force", period].value or 0 for part in parts)
    assert total == counted["total_crime", "force", period].value
    assert (counted["anti_social_behaviour", "force", period].value or 0) > 0


def test_the_unpublished_month_is_missing_everywhere_and_no_quarter_with_it_is_whole(counted: Held) -> None:
    quarter = CALENDAR.containing(UNPUBLISHED, Grain.QUARTER)
    for (_, _, period), observation in counted.items():
        if period.grain is Grain.MONTH:
            assert observation.state is (State.NOT_AVAILABLE if period.first == UNPUBLISHED else State.VALUE)
        else:
            assert observation.state is (State.INCOMPLETE if period == quarter else State.VALUE)


def test_rows_without_an_id_are_replaced_as_a_block(tmp_path: Path, west_mercia: Workspace) -> None:
    """A month published anew replaces its anti-social behaviour whole, and withdraws the crimes it no longer has."""
    root = tmp_path / "w"
    shutil.copytree(west_mercia.root, root)
    path = next((root / "records/police_uk/west_mercia").glob("2019-02-*.csv.gz"))
    header, *lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    behaviour = [line for line in lines if line.startswith(",")]
    crimes = [line for line in lines if not line.startswith(",")]
    newer = path.with_name("2019-02-later-west-mercia-street.csv.gz")
    newer.write_bytes(gzip.compress("\n".join([header, *behaviour[:10], *crimes[5:]]).encode()))
    newer.with_name(f"{newer.name}.manifest.yaml").write_text("extracted_on: 2020-06-30\n")
    pipeline.ingest(root)
    held = Workspace(root, ()).count("2019-01", "2019-02", Grain.MONTH)
    before = west_mercia.count("2019-01", "2019-02", Grain.MONTH)
    assert held["anti_social_behaviour", "force", month("2019-02")].value == 10
    kept = {line.split(",")[0] for line in crimes[5:]}
    assert held["total_crime", "force", month("2019-02")].value == len(kept)
    unchanged = "anti_social_behaviour", "force", month("2019-01")
    assert held[unchanged] == before[unchanged]
    assert Workspace(root, ()).store.loads()[-1].withdrawn == 5


def read_figures(folder: Path) -> dict[str, dict[str, Any]]:
    return {item["address"]: item for item in json.loads((folder / "figures.json").read_text("utf-8"))["figures"]}


def read_text(folder: Path) -> str:
    page = re.sub(r"<(style|script).*?</\1>", " ", (folder / "index.html").read_text("utf-8"), flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def test_the_report_shows_the_month_missing_in_table_chart_and_text(incomplete: Path) -> None:
    figures, text = read_figures(incomplete), read_text(incomplete)
    assert figures["total_crime.month.2019-07.value"]["text"] == "[x]"
    assert figures["total_crime.quarter.value"]["text"] == "[i]"
    assert figures["total_crime.quarter.change_on_same_quarter_last_year"]["text"] == "[i]"
    assert figures["total_crime.quarter.judgement"]["text"] == "[i]"
    assert re.search(r"July 2019 \[x\] [\d,]+ [\d,]+ [\d,]+ not available", text), "the chart's table"
    assert re.search(r"months are missing: .*?Jul 2019 \(not available\)", text), "the chart's summary"
    assert "The figure for Q2 2019/20 is incomplete: not every month of it has been received" in text
    assert "Common cause: incomplete" not in text, "what is not there is not judged"
    assert "No control limits can be drawn for Q2 2019/20" not in text, "the limits are there, the quarter is not"
    assert re.search(r"July 2019 not received", text), "the data issues"


def test_the_chart_breaks_its_line_at_the_missing_month(incomplete: Path) -> None:
    """Eighteen months to June 2019, a gap, and the two after it: two lines, and a mark a month that has a figure."""
    page = (incomplete / "index.html").read_text("utf-8")
    chart = next(svg for svg in re.findall(r"<svg.*?</svg>", page, flags=re.S) if "chart_total_crime-title" in svg)
    marks = re.findall(r"<title>(\w+ \d{4}): [\d,]+", chart)
    assert len(marks) == 20
    assert marks[-3:] == ["Jun 2019", "Aug 2019", "Sept 2019"]
    lines = re.findall(r'<path d="(M[^"]*)" fill="none"[^>]*stroke-linejoin="round"', chart)
    assert [len(re.findall("[ML]", line)) for line in lines] == [18, 2]


def test_a_whole_quarter_after_it_is_judged_and_compares_only_with_whole_ones(avon_and_somerset: Workspace) -> None:
    figures = read_figures(avon_and_somerset.draft("2019/20-Q3"))
    assert figures["total_crime.quarter.value"]["text"] == "34,346"
    assert figures["total_crime.quarter.change_on_previous_quarter"]["text"] == "[i]"
    assert figures["total_crime.quarter.change_on_same_quarter_last_year"]["value"] == "981"
    assert figures["total_crime.quarter.judgement"]["state"] == "value"
    assert figures["total_crime.year_to_date.value"]["text"] == "[i]"


def test_monthly_extracts_are_told_as_the_months_they_cover_without_the_gap(incomplete: Path) -> None:
    text = read_text(incomplete)
    assert "Jan 2018 to Jun 2019 257,833 0 5,926 0" in text.replace("\u00a0", " ")
    assert "Aug 2019 to Dec 2019" in text.replace("\u00a0", " ")
    assert "7,327 repeated ids in street_crimes" in text
    assert text.count("repeated ids in street_crimes") == 1 + 5, "once on its page and once for each priority"
