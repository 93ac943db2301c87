"""kill -9 at any moment: what is stored afterwards equals an undisturbed run."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from tests.records.desk import Desk, crime

ROWS = 8_000


def deliver_all(desk: Desk) -> None:
    for number, month in enumerate(("07", "08", "09")):
        lines = [crime(f"C{number}-{row}", f"{row % 28 + 1:02d}/{month}/2020") for row in range(ROWS)]
        desk.deliver(f"crimes-{month}.csv", [*lines, crime("bad", "bad")], f"2020-{month} 2020-{month}")
    desk.deliver("crimes-all.csv", [crime(f"C0-{row}") for row in range(ROWS)], "2020-07 2020-08", "2020-12-01")


def start_ingest(desk: Desk) -> subprocess.Popen[bytes]:
    code = "from openscrutiny.cli.records import ingest; ingest()"
    command = [sys.executable, "-c", code, "--workspace", str(desk.root)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def state_of(desk: Desk) -> tuple[str, int, str, list[tuple[str, int, int, int]]]:
    """The data version, its rows and their hash, and what each load says of itself."""
    rows = desk.rows("crime_id, recorded_on, area, offence")
    told = [(load.id, load.rows, load.rejected, load.withdrawn) for load in desk.records.store.loads()]
    return desk.records.store.version().id, len(rows), hashlib.sha256(repr(rows).encode()).hexdigest(), told


def kill_at_moments(make_desk: Callable[[str], Desk], moments: int) -> None:
    undisturbed = make_desk("undisturbed")
    deliver_all(undisturbed)
    began = time.monotonic()
    assert start_ingest(undisturbed).wait() == 0
    usual = time.monotonic() - began
    expected = state_of(undisturbed)
    seeded = random.Random(2020)
    desk = make_desk("killed-0")
    deliver_all(desk)
    killed = 0
    for moment in range(moments):
        process = start_ingest(desk)
        time.sleep(usual * seeded.uniform(0.2, 1.0))
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
        process.wait()
        desk.records.store.version()  # whatever there is can be read
        for load in desk.records.store.loads():
            assert (load.id, load.rows, load.rejected) in {told[:3] for told in expected[3]}
        if len(desk.records.store.loads()) == 4:
            assert state_of(desk) == expected
            desk = make_desk(f"killed-{moment + 1}")
            deliver_all(desk)
    assert killed
    desk.ingest()
    assert state_of(desk) == expected
    assert list((desk.root / "store/building").iterdir()) == []


def test_a_killed_ingest_leaves_the_last_good_state(
    make_desk: Callable[[str], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENSCRUTINY_PERSON_KEY", "one key for every workspace here")
    kill_at_moments(make_desk, 4)


@pytest.mark.slow
def test_fifty_killed_ingests_leave_the_last_good_state(
    make_desk: Callable[[str], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENSCRUTINY_PERSON_KEY", "one key for every workspace here")
    kill_at_moments(make_desk, 50)
