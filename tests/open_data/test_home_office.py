"""The Home Office's open data table: West Mercia's quarters, the limits from them, and the report built of them."""

import json
import math
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from openscrutiny.periods import Calendar, Grain, Period
from openscrutiny.reporting.figures.explain import explain_figure
from openscrutiny.reporting.formats.pdf_check import check_pdf
from openscrutiny.series import State

from .conftest import Held, Workspace

pytestmark = [pytest.mark.open_data, pytest.mark.xdist_group("open_data")]
Figures = dict[str, dict[str, Any]]
CALENDAR = Calendar()
YEAR = [CALENDAR.parse(f"2019/20-Q{quarter}") for quarter in (1, 2, 3, 4)]
TOTAL = "total_recorded_crime"
BELOW_ZERO, TAKEN_OFF = 4, -4  # rows below zero, and their sum

# Upper and lower limits that the reference pack printed for Q2 2020/21, from the records of its own day. Its two
# burglary rows are left out here: limits of two rows do not add up to the limits of their sum.
PACK_LIMITS = {
    TOTAL: (24420, 19173),
    "violence_with_injury": (3294, 2278),
    "violence_without_injury": (6670, 5006),
    "rape": (351, 263),
    "other_sexual_offences": (564, 518),
    "personal_robbery": (157, 140),
    "business_robbery": (19, 11),
    "vehicle_offences": (1388, 1252),
    "theft_from_person": (255, 110),
    "bicycle_theft": (274, 138),
    "shoplifting": (2173, 1633),
    "all_other_theft_offences": (2482, 1505),
    "criminal_damage_and_arson": (2598, 2199),
    "drug_offences": (685, 464),
    "possession_of_weapons": (268, 207),
    "public_order": (1736, 970),
    "misc_crimes_against_society": (369, 324),
}
# Residential dwelling, and business and community: the means of the pack's limits, Q2 2020/21 and Q2 2019/20.
PACK_BURGLARY = {"mean": (1004 + 926) / 2 + (757 + 603) / 2, "2020/21-Q2": 615 + 556, "2019/20-Q2": 984 + 718}


@pytest.fixture(scope="session")
def counted(home_office: Workspace) -> Held:
    return home_office.count("2012-04", "2020-09", Grain.MONTH, Grain.QUARTER, Grain.YEAR)


@pytest.fixture(scope="session")
def quarter(counted: Held) -> Callable[[str, Period], int]:
    def value(measure: str, period: Period) -> int:
        observation = counted[measure, "force", period]
        assert observation.value is not None, observation
        return int(observation.value)

    return value


def test_every_row_of_the_force_is_stored(home_office: Workspace) -> None:
    """And of each of the seven forces it is compared with."""
    assert [(load.rows, load.rejected, load.duplicates) for load in home_office.loads] == [(4386, 0, 0)] * 8


def test_every_quarter_from_2012_on_has_a_figure_and_its_types_add_up(
    home_office: Workspace, counted: Held, quarter: Callable[[str, Period], int]
) -> None:
    periods = sorted({period for _, _, period in counted if period.grain is Grain.QUARTER})
    assert len(periods) == 34
    parts = [measure.id for measure in home_office.catalogue.measures.values() if measure.part_of == TOTAL]
    assert len(parts) == 17
    for period in periods:
        assert quarter(TOTAL, period) == sum(quarter(part, period) for part in parts)


def test_total_recorded_crime_of_2019_20_and_the_limits_from_it(
    figures: Figures, quarter: Callable[[str, Period], int]
) -> None:
    assert [quarter(TOTAL, period) for period in YEAR] == [21440, 23260, 22071, 20105]
    assert figures[f"{TOTAL}.quarter.upper_limit"]["text"] == "24,347"
    assert figures[f"{TOTAL}.quarter.lower_limit"]["text"] == "19,091"
    assert figures[f"{TOTAL}.quarter.value"]["text"] == "20,691"


def test_the_limits_of_every_offence_group_are_those_of_its_four_quarters(
    home_office: Workspace, figures: Figures, quarter: Callable[[str, Period], int]
) -> None:
    for measure in home_office.catalogue.measures:
        values = [quarter(measure, period) for period in YEAR]
        mean, deviation = statistics.mean(values), statistics.stdev(values)
        for kind, limit in (("upper_limit", mean + 2 * deviation), ("lower_limit", mean - 2 * deviation)):
            assert math.isclose(float(str(figures[f"{measure}.quarter.{kind}"]["value"])), limit), measure


def test_the_limits_agree_with_the_reference_pack_as_nearly_as_its_vintage_allows(figures: Figures) -> None:
    for measure, printed in PACK_LIMITS.items():
        upper, lower = (
            float(str(figures[f"{measure}.quarter.{kind}"]["value"])) for kind in ("upper_limit", "lower_limit")
        )
        middle, pack_middle = (upper + lower) / 2, sum(printed) / 2
        assert abs(middle / pack_middle - 1) < 0.025, (measure, middle, pack_middle)


def test_burglary_compares_with_the_pack_only_as_the_sum_of_its_two_rows(
    figures: Figures, quarter: Callable[[str, Period], int]
) -> None:
    mean = float(str(figures["burglary.quarter.mean"]["value"]))
    assert abs(mean / PACK_BURGLARY["mean"] - 1) < 0.005
    for key in ("2020/21-Q2", "2019/20-Q2"):
        assert abs(quarter("burglary", CALENDAR.parse(key)) / PACK_BURGLARY[key] - 1) < 0.01


def test_numbers_below_zero_are_added_not_rejected(
    home_office: Workspace, quarter: Callable[[str, Period], int]
) -> None:
    """Where more offences of a code were cancelled than recorded, the published number is below zero."""
    held = f"FROM '{home_office.root}/store/loads/*/rows.parquet' WHERE NOT fraud AND force = 'West Mercia'"
    below, taken_off = ask(f"SELECT count(*), sum(offences) {held} AND offences < 0")
    assert (below, taken_off) == (BELOW_ZERO, TAKEN_OFF)
    quarters = [CALENDAR.parse(f"{year}/{year - 1999:02d}-Q{n}") for year in range(2012, 2021) for n in (1, 2, 3, 4)]
    assert sum(quarter(TOTAL, period) for period in quarters[:34]) == ask(f"SELECT sum(offences) {held}")[0]


def ask(query: str) -> tuple[int, ...]:
    answer = duckdb.sql(query).fetchone()
    assert answer is not None
    return tuple(int(cell) for cell in answer)


def test_a_month_of_a_quarterly_table_is_not_available_and_never_zero(counted: Held) -> None:
    states = {o.state for (_, _, period), o in counted.items() if period.grain is Grain.MONTH}
    assert states == {State.NOT_AVAILABLE}


def test_the_report_has_no_monthly_figure_and_charts_by_quarter(drafted: Path, figures: Figures) -> None:
    assert [figure["address"] for figure in figures.values() if figure["grain"] == "month"] == []
    page = (drafted / "index.html").read_text("utf-8")
    assert "20,691" in page
    assert "24,347" in page
    assert "Total recorded crime excluding fraud by quarter" in page


def test_a_measure_judged_by_a_profile_keeps_the_force_s_own_limits_beside(figures: Figures) -> None:
    own, series = figures["burglary.quarter.judgement"], figures["burglary.quarter.series_judgement"]
    assert (own["rule_profile"], series["rule_profile"]) == ("police-fy-2sd", "mdc-2024")
    assert {"single_low", "shift_low"} <= set(series["rules_met"])
    assert figures["burglary.quarter.mean"]["value"] != figures["burglary.quarter.from-2014-10.mean"]["value"]


def test_the_place_among_the_most_similar_forces_is_that_of_the_published_counts(
    home_office: Workspace, figures: Figures
) -> None:
    """Rates, rank and quartiles worked out by hand from the loaded rows and the populations of the pack."""
    group = home_office.catalogue.packs["performance-report"].most_similar
    assert group is not None
    people = {force.name: dict(force.population)[2020] for force in group.forces}
    found = duckdb.sql(
        f"SELECT force, sum(offences) FROM '{home_office.root}/store/loads/*/rows.parquet' "
        "WHERE NOT fraud AND quarter_starts = DATE '2020-07-01' GROUP BY force"
    ).fetchall()
    rates = {force: float(count) / people[force] * 1000 for force, count in found}
    assert len(rates) == 8
    own = rates["West Mercia"]
    assert float(figures[f"{TOTAL}.quarter.rate_per_1000"]["value"]) == pytest.approx(own)
    assert float(figures[f"{TOTAL}@norfolk.quarter.rate_per_1000"]["value"]) == pytest.approx(rates["Norfolk"])
    rank = sum(rate < own for rate in rates.values()) + 1
    assert figures[f"{TOTAL}.quarter.group_rank"]["value"] == str(rank)
    assert figures[f"{TOTAL}.quarter.group_rank"]["text"] == f"{rank}rd lowest of 8"
    assert float(figures[f"{TOTAL}.quarter.group_median"]["value"]) == pytest.approx(statistics.median(rates.values()))
    assert figures[f"{TOTAL}.quarter.funnel_position"]["text"] == "within the limits"


def test_the_group_s_figures_explain_themselves_and_the_pdf_has_no_fault(drafted: Path) -> None:
    told = explain_figure(drafted, f"{TOTAL}.quarter.group_rank")
    assert f"{TOTAL}@norfolk/force/2020/21-Q2 = " in told
    assert "not printed" not in told
    assert check_pdf((drafted / "report.pdf").read_bytes()) == ()


@pytest.fixture(scope="session")
def drafted(home_office: Workspace) -> Path:
    return home_office.draft("2020/21-Q2")


@pytest.fixture(scope="session")
def figures(drafted: Path) -> Figures:
    """The figures of the drafted report, by address."""
    told = json.loads((drafted / "figures.json").read_text("utf-8"))
    return {figure["address"]: figure for figure in told["figures"]}
