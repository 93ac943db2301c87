"""The solver's quarters give every cell that the reference pack prints, all rows together."""

import pytest

from openscrutiny.errors import RecordsError
from openscrutiny.records.example_cells import ASB_BY_KIND, OTHERS, TOTAL, TYPES, PrintedRow
from openscrutiny.records.example_quarters import QUARTERS, Quarters, check_row, find_points, solve_quarters
from tests.example.printed import Printed, differences, read_printed_tables, work_out_cells

PRINTED = read_printed_tables()


@pytest.fixture(scope="module")
def solved() -> dict[str, Quarters]:
    return solve_quarters()


@pytest.mark.parametrize("row", PRINTED, ids=str)
def test_every_printed_cell_is_reproduced(row: Printed, solved: dict[str, Quarters]) -> None:
    assert differences(work_out_cells(solved[row.id].by_quarter()), row.cells) == {}


def test_every_printed_row_is_solved_for(solved: dict[str, Quarters]) -> None:
    assert {row.id for row in PRINTED} == set(solved)


@pytest.mark.parametrize("position", range(6), ids=[f"{year}-Q{quarter}" for year, quarter in QUARTERS])
def test_the_total_is_the_sum_of_its_18_types_in_every_quarter(position: int, solved: dict[str, Quarters]) -> None:
    assert len(TYPES) == 18
    assert solved[TOTAL.id].values[position] == sum(solved[row.id].values[position] for row in TYPES)


@pytest.mark.parametrize(
    ("row", "previous_quarter"),
    [
        ("hate_crime", 473),
        ("drug_offences", 736),
        ("child_sexual_exploitation", 177),
        ("child_at_risk", 4651),
        ("vulnerable_adult", 3584),
        ("burglary_business_and_community", 398),
        ("anti_social_behaviour", 19157),
        ("ksi_casualties", 56),
    ],
)
def test_changes_on_the_previous_quarter_that_the_prose_gives_are_met(
    row: str, previous_quarter: int, solved: dict[str, Quarters]
) -> None:
    assert solved[row].by_quarter()[(2020, 1)] == previous_quarter


@pytest.mark.parametrize(
    ("row", "change"),
    [
        ("total_recorded_crime", -19),
        ("violence_with_injury", -22),
        ("rape", -18),
        ("other_sexual_offences", -24),
        ("vehicle_offences", -44),
        ("domestic_abuse", 6),
        ("drug_offences", 40),
        ("cyber", 61),
        ("anti_social_behaviour", 86),
    ],
)
def test_first_quarter_changes_of_the_covid_appendix_are_met(
    row: str, change: int, solved: dict[str, Quarters]
) -> None:
    quarters = solved[row].by_quarter()
    assert round(100 * quarters[(2020, 1)] / quarters[(2019, 1)] - 100) == change


def test_anti_social_behaviour_by_kind_adds_up_to_its_quarters(solved: dict[str, Quarters]) -> None:
    quarters = solved["anti_social_behaviour"].by_quarter()
    assert quarters[(2019, 1)] in (10290, 10291)
    assert {quarter: sum(kinds) for quarter, kinds in ASB_BY_KIND.items()} == {
        quarter: quarters[quarter] for quarter in ASB_BY_KIND
    }


def test_people_killed_and_people_seriously_injured_add_up(solved: dict[str, Quarters]) -> None:
    killed, injured, both = (
        solved[row].values for row in ("killed_in_collisions", "seriously_injured_in_collisions", "ksi_casualties")
    )
    assert tuple(a + b for a, b in zip(killed, injured, strict=True)) == both


def test_the_solution_is_the_same_every_time(solved: dict[str, Quarters]) -> None:
    assert solve_quarters() == solved


def test_a_row_that_differs_names_the_cell() -> None:
    row = next(row for row in OTHERS if row.id == "soc_disruptions")
    assert check_row(row, Quarters(row.id, (20, 31, 33, 41, 27, 52))) == [
        "last_year is 31, printed is 30",
        "change is 55, printed is 58",
    ]


def test_limits_that_no_whole_quarters_give_are_refused() -> None:
    impossible = PrintedRow("impossible", upper=110, lower=108, now=100, last_year=300, change=0, near=(100,) * 4)
    with pytest.raises(RecordsError, match="'impossible' has no whole quarters"):
        find_points(impossible)
