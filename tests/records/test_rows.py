"""Every row of a file is stored, kept as a duplicate, or rejected with line, column, reason and mend."""

import hashlib
import hmac
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from openscrutiny.errors import DefinitionError, RecordsError
from tests.records.desk import Desk, crime


def test_a_clean_row_is_stored_typed(desk: Desk) -> None:
    desk.deliver("crimes.csv", [crime("C1", "01/07/2020", " North ", "THEFT", "Y", "", "12.50", "3")])
    (report,) = desk.ingest()
    assert (report.rows, report.rejected, report.duplicates, report.unchanged) == (1, 0, 0, False)
    stored = desk.rows("crime_id, recorded_on, area, offence, hate, victim, loss, days, _row")
    assert stored == [("C1", date(2020, 7, 1), "north", "theft", True, None, Decimal("12.5"), 3, 2)]


def test_dates_in_three_formats_are_read(desk: Desk) -> None:
    desk.deliver("crimes.csv", [crime("C1", "04/09/2020"), crime("C2", "2020-09-04"), crime("C3", "04 Sep 2020")])
    desk.ingest()
    assert {row[1] for row in desk.rows()} == {date(2020, 9, 4)}
    assert len(desk.rows()) == 3


def test_every_fault_of_a_row_is_told_with_its_line_column_value_and_reason(desk: Desk) -> None:
    desk.deliver("crimes.csv", [crime("C1"), crime("C2", "31/02/2020", "West", "arsn", "maybe", "", "x", "3.5")])
    (report,) = desk.ingest()
    assert (report.rows, report.rejected) == (1, 1)
    assert sorted(desk.rejected()) == [
        (3, "area", "West", "is not an area."),
        (3, "days", "3.5", "is not a whole number."),
        (3, "hate", "maybe", "is neither yes nor no."),
        (3, "loss", "x", "is not a decimal."),
        (3, "offence", "arsn", "is not one of its codes."),
        (3, "recorded_on", "31/02/2020", "is not a date."),
    ]
    assert all("sources/crimes.yaml:" in mend for (mend,) in desk.rejected("mend"))


def test_a_decimal_with_more_decimals_than_are_kept_is_rejected_and_never_rounded(desk: Desk) -> None:
    """Four decimals are kept; what a workbook's binary numbers add past the ninth is none of its digits."""
    losses = ("0.1234", "0.12345", "12.50000000", "0.30000000000000004", "-0.00001", "1e-5", "99999999999999.9999")
    desk.deliver(
        "crimes.csv", [crime(f"C{n}", "01/07/2020", "North", "THEFT", "Y", "", s) for n, s in enumerate(losses)]
    )
    (report,) = desk.ingest()
    assert report.rejected == 3
    kept = ("0.1234", "12.5", "0.3", "99999999999999.9999")
    assert {loss for (loss,) in desk.rows("loss")} == set(map(Decimal, kept))
    reason = "has more than four decimals: nothing is rounded unsaid."
    assert sorted(desk.rejected()) == [
        (3, "loss", "0.12345", reason), (6, "loss", "-0.00001", reason), (7, "loss", "1e-5", reason),
    ]  # fmt: skip


def test_an_empty_required_value_is_rejected_and_an_empty_area_is_outside(desk: Desk) -> None:
    desk.deliver("crimes.csv", [crime("C1", area=""), crime("C2", area="N/K"), crime("C3", offence="")])
    desk.ingest()
    assert [row[2] for row in desk.rows()] == ["outside", "outside"]
    assert desk.rejected() == [(4, "offence", "", "is empty.")]


def test_a_row_outside_the_declared_coverage_is_rejected(desk: Desk) -> None:
    desk.deliver("crimes.csv", [crime("C1"), crime("C2", "30/06/2020"), crime("C3", area="South")], areas="north")
    desk.ingest()
    assert desk.ids() == ["C1"]
    assert {(line, column) for line, column, _, _ in desk.rejected()} == {(3, "recorded_on"), (4, "area")}


def test_of_repeated_ids_the_first_row_counts(desk: Desk) -> None:
    lines = [crime("C1"), crime("C2"), crime("C1", area="South"), crime("C1"), crime(""), crime("")]
    desk.deliver("crimes.csv", lines)
    (report,) = desk.ingest()
    assert (report.rows, report.duplicates) == (4, 2)
    assert desk.duplicates() == [(4, "C1", 2), (5, "C1", 2)]
    assert ("C1", date(2020, 7, 1), "north", "theft") in desk.rows()


def test_lines_are_right_where_fields_hold_line_breaks(desk: Desk) -> None:
    lines = [crime('"C\n1"'), "", crime("C2", "nonsense"), crime("C3")]
    desk.deliver("crimes.csv", lines)
    desk.ingest()
    assert desk.rejected("line, value") == [(5, "nonsense")]
    assert desk.rows("_row") == [(2,), (6,)]


def test_lines_are_right_among_many_rows(desk: Desk) -> None:
    lines = [crime(f"C{number}", "bad" if number % 9973 == 0 else "01/07/2020") for number in range(1, 60_001)]
    desk.deliver("crimes.csv", lines)
    desk.ingest()
    assert desk.rejected("line") == [(number + 1,) for number in range(9973, 60_001, 9973)]
    wrong = [row for row in desk.rows("crime_id, _row") if int(row[0][1:]) + 1 != row[1]]
    assert wrong == []


def test_a_lookup_turns_codes_into_areas_and_keeps_lines_right(desk: Desk) -> None:
    (desk.root / "lsoa.csv").write_text("LSOA,Area\nE1,north\nE2,south\n")
    path = desk.root / "sources/crimes.yaml"
    start, end = path.read_text().split("  area: ")
    lookup = "  area: {from: LPA, lookup: {file: lsoa.csv, key: LSOA, value: Area, otherwise: outside}}\n"
    path.write_text(start + lookup + end.split("\n", 1)[1])
    desk.deliver(
        "crimes.csv", [crime("C1", area="E9"), crime("C2", area="E2"), crime("C3", "x", "E1"), crime("C4", area="E1")]
    )
    desk.ingest()
    assert desk.rows("crime_id, area, _row") == [("C1", "outside", 2), ("C2", "south", 3), ("C4", "north", 5)]
    assert desk.rejected("line") == [(4,)]


def test_people_are_stored_as_a_keyed_hash_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENSCRUTINY_PERSON_KEY", "k" * 80)
    desk.deliver(
        "crimes.csv",
        [crime("C1", "01/07/2020", "North", "THEFT", "", "Jo O'Dé"), crime("C2", "x", "North", "THEFT", "", "Jo O'Dé")],
    )
    desk.ingest()
    expected = hmac.new(b"k" * 80, "Jo O'Dé".encode(), hashlib.sha256).hexdigest()
    assert desk.rows("victim") == [(expected,)]
    assert "(withheld)" in desk.rejected("raw")[0][0]
    for path in (desk.root / "store").rglob("*.parquet"):
        assert "Jo O'" not in str(duckdb.sql(f"FROM '{path}'").fetchall())


def test_the_person_key_is_made_once_and_for_its_owner_only(desk: Desk) -> None:
    desk.deliver("crimes.csv", [crime("C1")])
    desk.ingest()
    path = desk.root / ".person_key"
    assert path.stat().st_mode & 0o777 == 0o600
    key = path.read_bytes()
    desk.deliver("crimes2.csv", [crime("C2")])
    desk.ingest()
    assert path.read_bytes() == key


def test_another_person_key_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.deliver("crimes.csv", [crime("C1")])
    desk.ingest()
    desk.deliver("crimes2.csv", [crime("C2")])
    monkeypatch.setenv("OPENSCRUTINY_PERSON_KEY", "another key that nobody used before")
    with pytest.raises(RecordsError, match="Restore that key"):
        desk.ingest()
    assert desk.ids() == ["C1"]


def test_a_missing_header_is_named_with_the_nearest_one(desk: Desk) -> None:
    path = desk.deliver("crimes.csv", [crime("C1")])
    path.write_text(path.read_text().replace("Offence", "Offense").replace("LPA", "Lpa"))
    with pytest.raises(RecordsError) as error:
        desk.ingest()
    assert "'Offence': no such column" in str(error.value)
    assert "Did you mean 'Offense'?" in str(error.value)
    assert "'LPA'" in str(error.value)


def test_a_file_of_which_nothing_is_declared_is_refused_with_both_mends(desk: Desk) -> None:
    path = desk.deliver("crimes.csv", [crime("C1")])
    path.with_name("crimes.csv.manifest.yaml").unlink()
    with pytest.raises(DefinitionError) as error:
        desk.ingest()
    assert len(error.value.faults) == 2
    assert "crimes.csv.manifest.yaml" in str(error.value)


def test_every_fault_of_a_source_comes_at_once(desk: Desk) -> None:
    path = desk.root / "sources/crimes.yaml"
    path.write_text(
        path.read_text().replace("  offence:", "  offense:").replace("kind: snapshot", "kind: snapshots")
        + "colour: red\n"
    )
    with pytest.raises(DefinitionError) as error:
        desk.ingest()
    text = str(error.value)
    for told in (
        "Did you mean 'snapshot'?",
        "Did you mean 'offence'?",
        "'offence' is required and not mapped",
        "colour",
    ):
        assert told in text
