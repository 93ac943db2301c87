"""What an analyst sees: what became of each file, its commonest faults, and a stop that leaves the store whole."""

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from click.testing import CliRunner

from openscrutiny.cli import main
from tests.factories import write_workspace
from tests.records.desk import HEADER, Desk, crime


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(word) for word in words])
    return result.exit_code, result.output


def test_ingest_tells_the_commonest_faults_with_the_first_line_and_the_mend(desk: Desk) -> None:
    desk.deliver(
        "crimes.csv", [crime("C1"), crime("C2", area="Moon"), crime("C3", area="Moon"), crime("C1"), crime("")]
    )
    code, told = run("ingest", "--workspace", desk.root)
    assert code == 0
    assert "2 rows stored in" in told
    assert "2 rejected; 1 repeated ids kept aside." in told
    assert "2 rejected: area: 'Moon' is not an area. Map it under 'values' in sources/crimes.yaml:10" in told
    assert "(first in records/crimes.csv:3)" in told


def test_rejections_are_told_and_written_with_every_line(desk: Desk, tmp_path: Path) -> None:
    desk.deliver("crimes.csv", [crime("C1"), crime("C2", area="Moon"), crime("C1"), "C4"])
    run("ingest", "--workspace", desk.root)
    code, told = run("rejections", "--workspace", desk.root, "--output", tmp_path / "rejected.csv")
    assert code == 0
    assert "records/crimes.csv: 2 rejected, 1 repeated ids kept aside." in told
    with (tmp_path / "rejected.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [(row["line"], row["column"], row["value"], row["reason"]) for row in rows] == [
        ("3", "area", "Moon", "is not an area."),
        ("4", "", "C1", "repeats the id of line 2."),
        ("5", "", "", "has 1 columns where the header has 8."),
    ]
    assert all(row["mend"] for row in rows)


def test_a_source_without_its_file_does_not_keep_the_others_from_being_read(desk: Desk) -> None:
    desk.define_source("absent")
    desk.deliver("crimes.csv", [crime("C1")])
    code, told = run("ingest", "--workspace", desk.root)
    assert code == 1
    assert "no file is named 'records/absent*'" in told
    assert desk.ids() == ["C1"]


def test_revisions_begin_before_there_was_anything(desk: Desk) -> None:
    desk.deliver("crimes.csv", [crime("C1"), crime("C2")])
    desk.ingest()
    code, told = run("revisions", "2020-01-01", "2020-12-31", "--workspace", desk.root)
    assert code == 0
    assert "crimes 2020-07 new: +2 -0 (net +2)" in told


def test_a_report_from_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    write_workspace(tmp_path, "| id |\n|----|", {"all": ""})
    (tmp_path / "packs/report").mkdir(parents=True)
    (tmp_path / "packs/report/pack.yaml").write_text(
        "title: Report\npublication_date: 2019-10-15\nall_crime: {caption: Crime, groups: [{measures: [all]}]}\n"
    )
    code, told = run("build", "report", "--period", "2019/20-Q2", "--workspace", tmp_path)
    assert code == 1
    assert "store: holds no records. Run `openscrutiny ingest`." in told


def test_stopping_a_long_ingest_leaves_the_store_whole_and_says_so(desk: Desk) -> None:
    desk.deliver("crimes-1.csv", [crime("C1")])
    desk.ingest()
    lines = "\n".join(crime(f"D{number}") for number in range(400_000))
    content = f"{','.join(HEADER)}\n{lines}\n".encode()
    desk.deliver_bytes("crimes-2.csv", content, "2020-07 2020-09", "2020-11-14")
    words = [sys.executable, "-m", "openscrutiny", "ingest", "--workspace", str(desk.root)]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, start_new_session=True)
    while not list((desk.root / "store/building").glob("*/load")):  # until it is at work on the second file
        assert process.poll() is None
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 1
    assert told.decode() == "Error: stopped. What was stored before is intact; run it again to go on.\n"
    assert desk.ids() == ["C1"]
    assert list((desk.root / "store/building").iterdir()) == []
