"""The whole path on the embedded example: the pack's tables in every cell, publish, explain, the same bytes."""

import csv
import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import sync_playwright
from python_calamine import CalamineWorkbook

from openscrutiny import pipeline
from openscrutiny.cli import main
from openscrutiny.errors import ReportError
from openscrutiny.reporting.formats.data_files import DICTIONARY
from openscrutiny.reporting.formats.pdf_check import check_pdf
from tests.conftest import Example
from tests.factories import read_page

REPORT, PERIOD = "performance-report", "2020/21-Q2"

# upper limit, lower limit, Q2 2020/21, Q2 2019/20, year to date: as the reference pack's tables print them
PRINTED = """
total_recorded_crime           24420 19173 20754 23316 -15%
violence_with_injury           3294  2278  2890  3048  -13%
violence_without_injury        6670  5006  6403  6333  +1%
rape                           351   263   368   328   -3%
other_sexual_offences          564   518   571   534   -9%
personal_robbery               157   140   144   148   -20%
business_robbery               19    11    8     13    -54%
residential_burglary_dwelling  1004  926   615   984   -30%
burglary_business_and_community 757  603   556   718   -31%
vehicle_offences               1388  1252  872   1339  -40%
theft_from_person              255   110   102   217   -62%
bicycle_theft                  274   138   281   241   +14%
shoplifting                    2173  1633  1418  1989  -38%
all_other_theft_offences       2482  1505  1520  2224  -36%
criminal_damage_and_arson      2598  2199  2259  2458  -16%
drug_offences                  685   464   698   554   +33%
possession_of_weapons          268   207   243   233   -12%
public_order                   1736  970   1450  1610  -7%
misc_crimes_against_society    369   324   356   345   +2%
cyber                          1070  324   1162  863   +47%
alcohol_related                2183  1072  1895  1912  -6%
incidents                      84806 66504 82585 81350 -1%
anti_social_behaviour          12433 6997  13004 11337 +49%
child_sexual_exploitation      214   75    164   168   -2%
ksi_casualties                 -     -     145   151   -26%
killed_in_collisions           -     -     14    14    -32%
seriously_injured_in_collisions -    -     131   137   -26%
hate_crime                     607   307   572   557   +3%
vulnerable_adult               3904  3163  3961  3793  +3%
child_at_risk                  5744  5008  5356  5613  -9%
domestic_abuse                 7957  6066  7620  7598  +3%
soc_disruptions                -     -     52    30    +58%
"""

WORTH = (
    "baseline_n",
    "false_alarm_per_point",
    "false_alarm_per_year",
    "prediction_lower_limit",
    "prediction_upper_limit",
)
WORTH_OF_FOUR = ("4", "17%", "42%", "4,879", "14,551")
AHEAD = ("2020-10", "2020-11", "2020-12", "2021-01", "2021-02", "2021-03")

pytestmark = pytest.mark.xdist_group("example")

Figures = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def workspace(example: Example) -> Path:
    return example.root


@pytest.fixture(scope="module")
def draft(workspace: Path) -> Path:
    return pipeline.draft(workspace, REPORT, PERIOD, step=lambda message: None)[0]


@pytest.fixture(scope="module")
def figures(draft: Path) -> Figures:
    return {row["address"]: row for row in json.loads((draft / "figures.json").read_bytes())["figures"]}


def test_every_cell_of_the_pack_s_tables(figures: Figures) -> None:
    wrong = []
    for line in PRINTED.strip().splitlines():
        measure, *printed = line.split()
        change = figures[f"{measure}.year_to_date.percentage_change_on_last_year"]
        sign = "+" if float(change["value"]) > 0 else "-"
        got = [
            figures.get(f"{measure}.quarter.upper_limit", {}).get("text", "-"),
            figures.get(f"{measure}.quarter.lower_limit", {}).get("text", "-"),
            figures[f"{measure}.quarter.value"]["text"],
            figures[f"{measure}.quarter.2019/20-Q2.value"]["text"],
            sign + change["text"],
        ]
        for name, cell, expected in zip(("upper", "lower", "now", "before", "to date"), got, printed, strict=True):
            if expected != "-" and cell.replace(",", "") != expected:
                wrong.append(f"{measure} {name}: {cell}, not {expected}")
    assert wrong == []


def test_the_total_is_the_sum_of_its_types_in_every_quarter(figures: Figures, workspace: Path) -> None:
    types = [path.stem for path in (workspace / "measures").glob("*.yaml") if "part_of: total_" in path.read_text()]
    assert len(types) == 18
    quarters = ["", *(f"2019/20-Q{n}." for n in range(1, 5)), "2020/21-Q1."]
    for quarter in quarters:
        parts = [int(figures[f"{name}.quarter.{quarter}value"]["value"]) for name in types]
        assert sum(parts) == int(figures[f"total_recorded_crime.quarter.{quarter}value"]["value"]), quarter


def test_what_is_suppressed_tells_no_rule_that_it_met(figures: Figures) -> None:
    hidden = [row for row in figures.values() if row["state"] == "suppressed"]
    assert any(row["kind"].endswith("judgement") for row in hidden)
    assert {(tuple(row["rules_met"]), row["text"]) for row in hidden} == {((), "[c]")}


def test_sentences_are_written_from_the_figures(draft: Path) -> None:
    page = " ".join(re.sub(r"<[^>]+>", "", (draft / "index.html").read_text()).split())
    assert (
        "saw a 21% (99) increase on the previous quarter and a 3% (15) increase on the same quarter last year" in page
    )
    assert "synthetic" in page


def test_every_column_of_the_data_is_in_the_dictionary(draft: Path) -> None:
    with (draft / "data" / "figures.csv").open(encoding="utf-8") as file:
        header = next(csv.reader(file))
    with (draft / "data" / "data_dictionary.csv").open(encoding="utf-8") as file:
        described = [row["column"] for row in csv.DictReader(file)]
    assert header == described == list(DICTIONARY)


def test_publish_freezes_then_says_nothing_changed_and_explains_without_the_store(
    workspace: Path, tmp_path: Path
) -> None:
    run = CliRunner().invoke
    options = ["--period", PERIOD, "--workspace", str(workspace), "--actor", "A. Analyst", "--reason", "First release"]
    first = run(main, ["publish", REPORT, *options], catch_exceptions=False)
    assert first.exit_code == 0
    assert "Release 1" in first.output
    again = run(main, ["publish", REPORT, *options], catch_exceptions=False)
    assert "Nothing changed since release 1" in again.output
    assert "web page" not in again.output  # nothing is drawn for nothing
    alone = tmp_path / "release"
    shutil.copytree(workspace / "releases" / REPORT / "2020-21-Q2" / "1", alone)
    told = run(main, ["explain", "hate_crime.quarter.upper_limit", "--release", str(alone)]).output
    assert "hate_crime.quarter.upper_limit = 607" in told
    assert "Q2 2020/21" in told
    assert "hate_crime/force/2019/20-Q2 = 557" in told
    assert '"hate_crime"' in told.partition("SELECT")[2]
    change = "hate_crime.quarter.percentage_change_on_previous_quarter"
    assert "(572 - 473) / 473 x 100 = 20.9" in run(main, ["explain", change, "--release", str(alone)]).output
    assert run(main, ["verify", "--release", str(alone)]).exit_code == 0
    (alone / "figures.json").write_text("{}")
    assert run(main, ["verify", "--release", str(alone)]).exit_code == 1


def test_the_same_store_gives_the_same_bytes_in_two_folders(workspace: Path, draft: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    shutil.copytree(workspace, other, ignore=shutil.ignore_patterns("drafts", "releases", "records"))
    (other / "records").mkdir()
    if (workspace / "releases").exists():
        shutil.copytree(workspace / "releases", other / "releases")
    first, _ = pipeline.draft(workspace, REPORT, PERIOD, step=lambda message: None)
    second, _ = pipeline.draft(other, REPORT, PERIOD, step=lambda message: None)
    names = sorted(str(path.relative_to(first)) for path in first.rglob("*") if path.is_file())
    assert names == sorted(str(path.relative_to(second)) for path in second.rglob("*") if path.is_file())
    assert [name for name in names if (first / name).read_bytes() != (second / name).read_bytes()] == []


@pytest.mark.parametrize("name", ["report.pdf", "report-large-print-18.pdf", "report-large-print-24.pdf"])
def test_the_pdf_has_no_fault(draft: Path, name: str) -> None:
    assert check_pdf((draft / name).read_bytes()) == ()


def test_a_rule_profile_is_stored_with_every_judgement_and_limit(figures: Figures) -> None:
    judged = [
        row for row in figures.values() if row["kind"] in ("judgement", "series_judgement", "upper_limit", "mean")
    ]
    assert {row["rule_profile"] for row in judged} == {"police-fy-2sd", "mdc-sql-2.5", "mdc-2024"}
    run = figures["missing_person_incidents.month.2020-09.series_judgement"]
    assert "shift_low" in run["rules_met"]
    assert run["text"] == "in a run of seven or more below the mean: an improvement"
    assert figures["missing_person_incidents.quarter.upper_limit"]["text"] == "1,325"  # the force's own, beside it


def test_limits_say_what_they_are_worth(figures: Figures) -> None:
    quarter = {kind: figures[f"anti_social_behaviour.quarter.{kind}"]["text"] for kind in WORTH}
    assert tuple(quarter.values()) == WORTH_OF_FOUR
    small = [figures[f"business_robbery.quarter.exact_{end}_limit"]["text"] for end in ("lower", "upper")]
    assert small == ["8", "23"]


def test_a_rebase_that_is_no_date_of_the_data_stops_the_build(workspace: Path, tmp_path: Path) -> None:
    other = tmp_path / "rebased"
    shutil.copytree(workspace, other, ignore=shutil.ignore_patterns("drafts", "releases", "records"))
    measure = other / "measures" / "domestic_abuse.yaml"
    measure.write_text(measure.read_text().replace("date: 2018-04", "date: 2021-04"))
    with pytest.raises(ReportError, match="2021-04 is not a date of the data"):
        pipeline.draft(other, REPORT, PERIOD, step=lambda message: None)


def test_an_aim_met_beside_a_range_that_fails_it_is_explained(draft: Path) -> None:
    page = read_page(draft)
    assert (
        "Aim met in Q2 2020/21. Both hold: the first tells what the measure usually does, the second what it did in "
        "Q2 2020/21." in page
    )
    assert page.count("Both hold") == 1


def test_the_figures_in_the_words_have_addresses_in_the_spreadsheet_too(draft: Path, figures: Figures) -> None:
    book = CalamineWorkbook.from_path(str(draft / "report.xlsx"))
    assert book.sheet_names[-1] == "figures_in_words"
    rows = [list(map(str, row)) for row in book.get_sheet_by_name("figures_in_words").to_python()[3:]]
    told = {(section, text): addresses.split() for section, text, addresses in rows}
    assert told["Hate crime", "572 (p)"] == ["hate_crime.quarter.value"]
    assert [figures[address]["text"] for address in told["Hate crime", "▲ 21% (99) on Q1 2020/21"]] == ["21%", "99"]
    assert all(address in figures for addresses in told.values() for address in addresses)
    page = (draft / "index.html").read_text()
    marked = {address for each in re.findall(r'data-figure="([^"]*)"', page) for address in each.split()}
    assert {address for addresses in told.values() for address in addresses} <= marked


def test_the_scorecard_says_how_much_of_it_is_chance(draft: Path, figures: Figures) -> None:
    page = read_page(draft)
    assert "Of 35 measures judged, 15 are marked; about 5 of these would be expected by chance this quarter" in page
    kept = [row for row in figures.values() if row["kind"] == "adjusted_p_value" and float(row["value"]) <= 0.05]
    assert sorted(row["measure"] for row in kept) == ["residential_burglary_dwelling", "vehicle_offences"]
    assert "keeps 2 of their signals" in page


def test_the_rest_of_the_year_is_projected_with_its_interval(figures: Figures) -> None:
    year = "hate_crime.year.2020/21.outturn"
    low, middle, high = (float(figures[f"{year}{end}"]["value"]) for end in ("_lower_95", "", "_upper_95"))
    assert low < middle < high
    so_far = float(figures["hate_crime.year_to_date.value"]["value"])
    naive = sum(float(figures[f"hate_crime.month.{month}.projection_same_last_year"]["value"]) for month in AHEAD)
    assert float(figures[f"{year}_same_last_year"]["value"]) == so_far + naive


def test_collisions_are_projected_by_month_and_no_sum_of_months_is(draft: Path, figures: Figures) -> None:
    """A collision with two casualties is counted once in a month; months of different things do not add up."""
    assert float(figures["ksi_collisions.month.2020-10.projection"]["value"]) > 0
    assert "ksi_collisions.year.2020/21.outturn" not in figures
    page = read_page(draft)
    assert "of this measure do not add up to a year" in page


def test_where_the_season_matters_each_month_is_charted_against_its_own(draft: Path, figures: Figures) -> None:
    seasonal = {address.split(".")[0] for address in figures if address.endswith(".seasonal_share")}
    page = (draft / "index.html").read_text()
    assert seasonal
    assert set(re.findall(r'id="season_([a-z_]+)"', page)) == seasonal
    start = page.index('id="season_hate_crime"')
    chart = page[start : page.index("</svg>", start)]
    told = " ".join(chart.split())
    julys = [figures[f"hate_crime.month.{year}-07.value"]["text"] for year in (2018, 2019, 2020)]
    assert f"July: {', '.join(julys)}" in told


@pytest.mark.parametrize("name", ["index.html", "report.pdf", "report-large-print-18.pdf", "report-large-print-24.pdf"])
def test_the_report_passes_its_own_checker(draft: Path, name: str) -> None:
    """Nothing wrong and nothing questionable, alone and against its own figures."""
    for options in ([], ["--release", str(draft)]):
        told = CliRunner().invoke(main, ["claims", str(draft / name), "--format", "json", *options])
        assert told.exit_code == 0, told.output
        found = json.loads(told.output)
        assert found["findings"] == []
        assert found["checked"] > 0


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_has_no_axe_violation_and_fits_its_screen(draft: Path, chromium: str, width: int) -> None:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        window = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=True)
        window.goto((draft / "index.html").as_uri())
        results = Axe().run(window)
        assert results.violations_count == 0, results.generate_report()
        assert window.evaluate("document.documentElement.scrollWidth") <= width
        browser.close()
