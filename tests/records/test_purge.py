"""Disposal under a retention rule or an erasure order."""

from datetime import date

import duckdb
import pytest
from click.testing import CliRunner

from openscrutiny.cli.records import ingest, purge, revisions
from openscrutiny.errors import RecordsError
from openscrutiny.periods import Month
from openscrutiny.records.persons import find_person_key
from openscrutiny.records.purge import Erasure, Retention, purge_records
from openscrutiny.records.versions import Purge
from tests.records.desk import Desk, crime

TODAY = date(2026, 1, 5)
JULY = Month.parse("2020-07")


def everything_stored(desk: Desk) -> str:
    return "".join(str(duckdb.sql(f"FROM '{path}'").fetchall()) for path in (desk.root / "store").rglob("*.parquet"))


def test_a_retention_rule_leaves_a_tombstone_and_another_version(desk: Desk) -> None:
    desk.deliver("crimes.csv", [crime("C1", "01/07/2020"), crime("C2", "01/09/2020")])
    desk.ingest()
    before = desk.records.store.version().id
    order = Retention("crimes", "recorded_on", date(2020, 8, 1), "seven years")
    report = purge_records(desk.records.store, desk.records.tables, order, "A. Officer", TODAY)
    assert (report.rows, report.before) == (1, before)
    assert report.after == desk.records.store.version().id != before
    assert desk.ids() == ["C2"]
    (load,) = desk.records.store.loads()
    assert load.purges == (Purge(1, "seven years", "A. Officer", TODAY, (JULY,)),)
    assert "C1" not in everything_stored(desk)


def test_a_month_that_lost_rows_to_a_retention_rule_is_not_zero_but_unknown(desk: Desk) -> None:
    desk.deliver("crimes.csv", [crime("C1", "15/07/2020"), crime("C2", "01/09/2020")])
    desk.ingest()
    order = Retention("crimes", "recorded_on", date(2020, 9, 1), "seven years")
    purge_records(desk.records.store, desk.records.tables, order, "A. Officer", TODAY)
    held = desk.records.store.version().tables["crimes"]
    assert [held.covers(month) for month in (JULY, JULY + 1, JULY + 2)] == [False, True, True]
    desk.deliver("crimes-2.csv", [crime("C1", "15/07/2020")], on="2020-11-14")
    desk.ingest()
    assert desk.records.store.version().tables["crimes"].covers(JULY)
    assert not desk.records.store.version(date(2020, 10, 31)).tables["crimes"].covers(JULY)


def test_a_month_of_which_a_person_was_erased_is_still_counted(desk: Desk) -> None:
    desk.deliver("crimes.csv", [crime("C1", "15/07/2020")])
    desk.ingest()
    purge_records(desk.records.store, desk.records.tables, Erasure("order", ("C1",)), "A. Officer", TODAY)
    assert desk.records.store.version().tables["crimes"].covers(JULY)


def test_an_erasure_order_takes_a_person_out_of_every_load_replaced_ones_too(desk: Desk) -> None:
    jo = ["01/07/2020", "North", "THEFT", "", "Jo"]
    desk.deliver(
        "crimes-1.csv", [crime("C1", *jo), crime("C2", *jo[:-1], "Ann"), crime("C1", *jo), crime("C3-Jo", "bad")]
    )
    desk.deliver("crimes-2.csv", [crime("C1", *jo), crime("C2", *jo[:-1], "Ann")], on="2020-11-14")
    desk.ingest()
    order = Erasure("order 17", people=("Jo",))
    report = purge_records(
        desk.records.store, desk.records.tables, order, "A. Officer", TODAY, find_person_key(desk.root)
    )
    assert report.rows == 2
    assert desk.ids() == ["C2"]
    assert desk.ids(date(2020, 10, 31)) == ["C2"]
    assert "C1" not in everything_stored(desk)
    assert "C3-Jo" not in everything_stored(desk)


def test_a_purged_file_is_not_read_anew(desk: Desk) -> None:
    desk.deliver("crimes.csv", [crime("C1"), crime("C2")])
    desk.ingest()
    purge_records(desk.records.store, desk.records.tables, Erasure("order", ("C1",)), "A. Officer", TODAY)
    assert desk.ingest()[0].unchanged
    desk.define_source(more="header_row: 1\nencoding: utf8")
    with pytest.raises(RecordsError, match="were purged on 2026-01-05"):
        desk.ingest()
    assert desk.ids() == ["C2"]


def test_an_order_for_what_is_not_there_changes_nothing(desk: Desk) -> None:
    desk.deliver("crimes.csv", [crime("C1")])
    desk.ingest()
    wrong = Retention("crimes", "recorded", date(2020, 8, 1), "seven years")
    with pytest.raises(RecordsError, match="Did you mean 'recorded_on'"):
        purge_records(desk.records.store, desk.records.tables, wrong, "A. Officer", TODAY)
    report = purge_records(desk.records.store, desk.records.tables, Erasure("order", ("C9",)), "A. Officer", TODAY)
    assert report.rows == 0
    assert report.before == report.after


def test_the_commands_say_what_happened(desk: Desk) -> None:
    desk.deliver("crimes-1.csv", [crime("C1"), crime("C2"), crime("C3", "bad")])
    desk.deliver("crimes-2.csv", [crime("C1")], on="2020-11-14")
    here = ["--workspace", str(desk.root)]
    first = CliRunner().invoke(ingest, here)
    assert first.exit_code == 0
    assert "records/crimes-1.csv: 2 rows stored" in first.output
    assert "1 rejected" in first.output
    assert "already stored, nothing changed" in CliRunner().invoke(ingest, here).output
    moved = CliRunner().invoke(revisions, ["2020-10-31", "2020-11-30", *here]).output
    assert "crimes 2020-07 withdrawn: +0 -1 (net -1)" in moved
    gone = CliRunner().invoke(purge, ["--record", "C1", "--rule", "order 3", "--actor", "A. Officer", *here])
    assert "crimes-1.csv: 1 rows disposed of" in gone.output
    assert "is now" in gone.output
    assert CliRunner().invoke(purge, ["--rule", "r", "--actor", "a", *here]).exit_code == 2
    assert "no source 'crime'. Did you mean 'crimes'?" in CliRunner().invoke(ingest, ["crime", *here]).output
