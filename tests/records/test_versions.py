"""What a load replaces, what was known on a day, and that the order of loading does not matter."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openscrutiny.errors import RecordsError
from openscrutiny.periods import Month
from openscrutiny.records.revisions import Reason, compare_versions
from tests.records.desk import Desk, crime

JULY, OCTOBER = Month.of(2020, 7), Month.of(2020, 10)


def test_a_later_snapshot_replaces_its_coverage_and_counts_what_it_withdraws(desk: Desk) -> None:
    desk.deliver("crimes-1.csv", [crime("C1"), crime("C2"), crime("C3", "01/09/2020"), crime("")])
    desk.deliver("crimes-2.csv", [crime("C1", area="South"), crime(""), crime("")], "2020-07 2020-08", "2020-11-14")
    desk.ingest()
    assert desk.rows("crime_id, area") == [("C1", "south"), ("C3", "north"), (None, "north"), (None, "north")]
    assert [load.withdrawn for load in desk.records.store.loads()] == [0, 1]


def test_a_snapshot_of_one_area_leaves_the_others(desk: Desk) -> None:
    desk.deliver("crimes-1.csv", [crime("C1"), crime("C2", area="South")])
    desk.deliver("crimes-2.csv", [crime("C9")], on="2020-11-14", areas="north")
    desk.ingest()
    assert desk.ids() == ["C2", "C9"]


def test_a_record_that_moved_month_counts_once(desk: Desk) -> None:
    desk.deliver("crimes-1.csv", [crime("C1", "01/07/2020")])
    desk.deliver("crimes-2.csv", [crime("C1", "01/10/2020")], "2020-10 2020-12", "2021-01-14")
    desk.ingest()
    assert desk.rows("crime_id, recorded_on") == [("C1", date(2020, 10, 1))]


def test_changes_cancel_transfer_reclassify_and_add(desk: Desk) -> None:
    desk.define_source(
        "updates", kind="changes", more="status: {from: Days, values: {X: cancelled, T: transferred, R: reclassified}}"
    )
    path = desk.root / "sources/updates.yaml"
    path.write_text(path.read_text().replace("  days: Days\n", ""))
    desk.deliver("crimes-1.csv", [crime(f"C{number}") for number in range(1, 6)])
    gone = ["", "", ""]
    desk.deliver(
        "updates-1.csv",
        [crime("C1", "01/07/2020", "North", "THEFT", *gone, "X"),
         crime("C2", "01/07/2020", "North", "THEFT", *gone, "T"),
         crime("C3", "01/07/2020", "North", "ARSON", *gone, "R"), crime("C7", "01/10/2020")],
        "2020-10 2020-10", "2020-11-14")  # fmt: skip
    desk.ingest()
    desk.ingest("updates")
    assert desk.rows("crime_id, offence") == [("C3", "arson"), ("C4", "theft"), ("C5", "theft"), ("C7", "theft")]


def test_as_at_shows_what_was_known_that_day(desk: Desk) -> None:
    desk.deliver("crimes-1.csv", [crime("C1"), crime("C2")])
    desk.ingest()
    known = desk.records.store.version(date(2020, 10, 31))
    desk.deliver("crimes-2.csv", [crime("C1")], on="2020-11-14")
    desk.ingest()
    assert desk.ids() == ["C1"]
    assert desk.ids(date(2020, 10, 31)) == ["C1", "C2"]
    assert desk.records.store.version(date(2020, 10, 31)).id == known.id
    assert desk.records.store.version().id != known.id
    assert desk.records.store.version(date(2020, 1, 1)).tables == {}


def test_a_month_is_covered_for_the_force_only_if_every_area_is(desk: Desk) -> None:
    desk.deliver("crimes-1.csv", [crime("C1")], areas="north, outside")
    desk.ingest()
    table = desk.records.store.version().tables["crimes"]
    assert table.covers(JULY, "north")
    assert not table.covers(JULY, "south")
    assert not table.covers(JULY)
    desk.deliver("crimes-2.csv", [], on="2020-10-20", areas="south")
    desk.ingest()
    table = desk.records.store.version().tables["crimes"]
    assert table.covers(JULY)
    assert table.known_on(JULY) == date(2020, 10, 20)
    assert not table.covers(OCTOBER)
    assert table.known_on(OCTOBER) is None


def test_the_same_file_again_changes_nothing_and_says_so(desk: Desk) -> None:
    desk.deliver("crimes-1.csv", [crime("C1")])
    desk.ingest()
    before = desk.records.store.version()
    (desk.root / "records/crimes-1.csv").rename(desk.root / "records/crimes-renamed.csv")
    (desk.root / "records/crimes-1.csv.manifest.yaml").rename(desk.root / "records/crimes-renamed.csv.manifest.yaml")
    (report,) = desk.ingest()
    assert report.unchanged
    assert desk.records.store.version() == before


def test_a_mended_mapping_reads_the_file_anew(desk: Desk) -> None:
    desk.deliver("crimes-1.csv", [crime("C1", area="Nord")])
    assert desk.ingest()[0].rejected == 1
    path = desk.root / "sources/crimes.yaml"
    path.write_text(path.read_text().replace("North: north", "North: north, Nord: north"))
    (report,) = desk.ingest()
    assert (report.rows, report.rejected, report.unchanged) == (1, 0, False)
    assert len(desk.records.store.loads()) == 1


def test_a_contract_that_changed_asks_for_the_files_again(desk: Desk) -> None:
    path = desk.deliver("crimes-1.csv", [crime("C1")])
    desk.ingest()
    path.rename(desk.root / "aside.csv")
    contract = desk.root / "tables/crimes.yaml"
    contract.write_text(contract.read_text() + "  - {name: outcome, type: text, required: false}\n")
    desk.deliver("crimes-2.csv", [crime("C2")], "2020-07 2020-09", "2020-11-14")
    desk.ingest()
    with pytest.raises(RecordsError, match=r"records/crimes-1\.csv"):
        desk.records.store.version()
    (desk.root / "aside.csv").rename(path)
    desk.ingest()
    assert desk.ids() == ["C2"]


def test_revisions_tell_each_movement_by_its_reason(desk: Desk) -> None:
    desk.deliver("crimes-1.csv", [crime("C1"), crime("C2"), crime("C3"), crime("C4"), crime("C5"), crime("")])
    lines = [crime("C1"), crime("C2", offence="ARSON"), crime("C3", "01/08/2020"), crime("C4", area="South"),
             crime("C6", "01/09/2020"), crime(""), crime("")]  # fmt: skip
    desk.deliver("crimes-2.csv", lines, on="2020-11-14")
    desk.ingest()
    store = desk.records.store
    found = compare_versions(store.version(date(2020, 10, 31)), store.version(), desk.records.tables)
    told = {(one.reason, str(one.month), one.area): (one.came, one.went) for one in found}
    assert told == {
        (Reason.NEW, "2020-07", "north"): (1, 0),
        (Reason.NEW, "2020-09", "north"): (1, 0),
        (Reason.WITHDRAWN, "2020-07", "north"): (0, 1),
        (Reason.RECLASSIFIED, "2020-07", "north"): (1, 1),
        (Reason.MOVED, "2020-07", "north"): (0, 2),
        (Reason.MOVED, "2020-07", "south"): (1, 0),
        (Reason.MOVED, "2020-08", "north"): (1, 0),
    }
    assert sum(one.net for one in found) == len(desk.ids()) - len(desk.ids(date(2020, 10, 31)))


EXTRACTS = {
    "crimes-a.csv": ([crime("C1"), crime("C2", "01/08/2020"), crime("")], "2020-07 2020-08", "2020-09-14"),
    "crimes-b.csv": ([crime("C2", "02/08/2020", "South"), crime("C3", "03/08/2020")], "2020-08 2020-09", "2020-10-14"),
    "crimes-c.csv": ([crime("C3", "03/08/2020", "South"), crime("C1", "03/08/2020")], "2020-08 2020-08", "2020-10-14"),
    "crimes-d.csv": ([crime("C4"), crime(""), crime("")], "2020-07 2020-07", "2020-12-14"),
}


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(sorted(EXTRACTS)))
def test_results_do_not_depend_on_the_order_of_loading(
    make_desk: Callable[[str], Desk], tmp_path: Path, order: list[str]
) -> None:
    found = []
    for files in (sorted(EXTRACTS), order):
        desk = make_desk(Path(mkdtemp(dir=tmp_path)).name + "/w")
        for file in files:
            lines, months, on = EXTRACTS[file]
            desk.deliver(file, lines, months, on)
            desk.ingest()
        version = desk.records.store.version()
        withdrawn = [(load.id, load.withdrawn) for load in desk.records.store.loads()]
        found.append((version.id, desk.rows(), withdrawn))
        shutil.rmtree(desk.root)
    assert found[0] == found[1]
