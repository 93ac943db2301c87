"""A code or an area counts only in the months that it was in force; every other row is rejected with its mend."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from openscrutiny.errors import DefinitionError
from tests.records.desk import CRIMES, ORGANISATION, Desk, crime

DATED = """
areas:
  - {id: north, name: North, to: 2018-03}
  - {id: south, name: South}
  - {id: east, name: East, from: 2018-04}
code_lists:
  offences:
    - {id: theft, title: Theft}
    - {id: arson, title: Arson, from: 2017-04, to: 2018-03}
    - {id: harassment, title: Harassment, from: 2018-04}
"""
# What becomes of a row by its day, area and code: nothing (stored), or the column that it is rejected for.
SPEC = """
| day        | area  | offence    | rejected |
|------------|-------|------------|----------|
| 2017-03-31 | South | THEFT      |          |
| 2017-03-31 | South | ARSON      | offence  |
| 2017-04-01 | South | ARSON      |          |
| 2018-03-31 | South | ARSON      |          |
| 2018-04-01 | South | ARSON      | offence  |
| 2018-03-31 | South | harassment | offence  |
| 2018-04-01 | South | harassment |          |
| 2018-03-31 | North | THEFT      |          |
| 2018-04-01 | North | THEFT      | area     |
| 2018-03-31 | east  | THEFT      | area     |
| 2018-04-01 | east  | THEFT      |          |
| 2018-04-01 |       | THEFT      |          |
| 2018-04-01 | N/K   | THEFT      |          |
"""


@pytest.fixture
def dated(make_desk: Callable[[str], Desk]) -> Desk:
    desk = make_desk("workspace")
    (desk.root / "organisation.yaml").write_text(ORGANISATION.split("areas:")[0] + DATED)
    contract = CRIMES.replace("type: code, values: [theft, arson]", "type: code, code_list: offences")
    (desk.root / "tables/crimes.yaml").write_text(contract)
    return desk


def read_spec(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.strip().splitlines()[2:]]


def test_codes_and_areas_are_in_force_from_and_to_their_months(dated: Desk) -> None:
    spec = read_spec(SPEC)
    lines = [crime(f"C{line}", day, area, offence) for line, (day, area, offence, _) in enumerate(spec, 2)]
    dated.deliver("crimes.csv", lines, "2017-01 2018-12")
    dated.ingest()
    assert {line: column for line, column, *_ in dated.rejected()} == {
        line: column for line, (*_, column) in enumerate(spec, 2) if column
    }
    assert len(dated.ids()) == sum(not column for *_, column in spec)


def test_a_code_out_of_force_is_told_with_reason_and_mend(dated: Desk) -> None:
    dated.deliver("crimes.csv", [crime("C1", "2018-04-01", "South", "ARSON")], "2018-04 2018-04")
    dated.ingest()
    ((line, column, value, reason, mend),) = dated.rejected('line, "column", value, reason, mend')
    assert (line, column, value) == (2, "offence", "arson")
    assert reason == "was no code in force in the month of 'recorded_on'."
    assert "'values' in sources/crimes.yaml:11" in mend
    assert "'from' and 'to' in organisation.yaml" in mend


def test_a_lookup_may_not_lead_to_an_area_that_is_gone(dated: Desk) -> None:
    (dated.root / "lsoa.csv").write_text("LSOA,area\nE1,north\nE2,south\n")
    path = dated.root / "sources/crimes.yaml"
    lookup = "area: {from: LPA, lookup: {file: lsoa.csv, key: LSOA, value: area, otherwise: outside}}"
    path.write_text(
        path.read_text().replace('area: {from: LPA, values: {North: north, South: south, "N/K": outside}}', lookup)
    )
    lines = [crime("C1", "2018-04-01", "E1"), crime("C2", "2018-04-01", "E2"), crime("C3", "2018-04-01", "E3")]
    dated.deliver("crimes.csv", lines, "2018-04 2018-04")
    dated.ingest()
    assert dated.rows("crime_id, area") == [("C2", "south"), ("C3", "outside")]
    assert [row[:3] for row in dated.rejected()] == [(2, "area", "north")]


def test_corrected_dates_read_the_file_anew(dated: Desk) -> None:
    dated.deliver("crimes.csv", [crime("C1", "2018-04-01", "South", "ARSON")], "2018-04 2018-04")
    assert dated.ingest()[0].rejected == 1
    organisation = dated.root / "organisation.yaml"
    organisation.write_text(organisation.read_text().replace("from: 2017-04, to: 2018-03", "from: 2017-04"))
    (report,) = dated.ingest()
    assert (report.rows, report.rejected) == (1, 0)
    assert dated.rows("recorded_on, offence") == [(date(2018, 4, 1), "arson")]


def test_a_code_that_stands_twice_and_dates_that_end_before_they_begin_are_faults(dated: Desk) -> None:
    organisation = dated.root / "organisation.yaml"
    text = organisation.read_text() + "    - {id: theft, title: Theft again, from: 2019-04, to: 2018-04}\n"
    organisation.write_text(text)
    with pytest.raises(DefinitionError) as error:
        _ = dated.records
    told = str(error.value)
    assert "the code 'theft' stands twice" in told
    assert "2018-04 is before 2019-04" in told
    assert Path("organisation.yaml").name in told
