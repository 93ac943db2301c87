"""kill -9 at any moment: what is stored afterwards equals an undisturbed run."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from openscrutiny.records.persons import KEY_FILE
from tests.kills import KILLS, Killer
from tests.records.desk import Desk, crime

ROWS = 8_000


def deliver_all(desk: Desk) -> None:
    (desk.root / KEY_FILE).write_text("one key for every workspace here")
    for number, month in enumerate(("07", "08", "09")):
        lines = [crime(f"C{number}-{row}", f"{row % 28 + 1:02d}/{month}/2020") for row in range(ROWS)]
        desk.deliver(f"crimes-{month}.csv", [*lines, crime("bad", "bad")], f"2020-{month} 2020-{month}")
    desk.deliver("crimes-all.csv", [crime(f"C0-{row}") for row in range(ROWS)], "2020-07 2020-08", "2020-12-01")


def ingest(root: Path) -> None:
    Desk(root).ingest()


def state_of(desk: Desk) -> tuple[str, int, str, list[tuple[str, int, int, int]]]:
    """The data version, its rows and their hash, and what each load says of itself."""
    rows = desk.rows("crime_id, recorded_on, area, offence")
    told = [(load.id, load.rows, load.rejected, load.withdrawn) for load in desk.records.store.loads()]
    return desk.records.store.version().id, len(rows), hashlib.sha256(repr(rows).encode()).hexdigest(), told


@pytest.mark.slow
def test_fifty_killed_ingests_leave_the_last_good_state(
    make_desk: Callable[[str], Desk],
) -> None:
    killer = Killer(ingest)
    for name in ("first", "undisturbed"):  # the second is timed: what is only paid once is paid
        undisturbed = make_desk(name)
        deliver_all(undisturbed)
        killer.run(undisturbed.root)
    expected = state_of(undisturbed)
    told = {load[:3] for load in expected[3]}
    desk = make_desk("killed-0")
    deliver_all(desk)
    killed = runs = 0
    while killed < KILLS:
        killed += killer.kill(desk.root)
        runs += 1
        loads = desk.records.store.loads()  # whatever there is can be read
        assert {(load.id, load.rows, load.rejected) for load in loads} <= told
        if len(loads) == len(told):
            assert state_of(desk) == expected
            desk = make_desk(f"killed-{runs}")
            deliver_all(desk)
    desk.ingest()
    assert state_of(desk) == expected
    assert list((desk.root / "store/building").iterdir()) == []
