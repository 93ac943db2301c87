"""Killed at any moment, build and publish leave the last good state; the next run ends where a calm one does."""

import hashlib
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from openscrutiny.reporting.publish import check_release
from tests.factories import ingest_workspace

RECORDS = """
| id | recorded_on | area  | offence |
|----|-------------|-------|---------|
| 1  | 2019-04-01  | north | theft   |
| 2  | 2019-05-30  | south | theft   |
| 3  | 2019-07-05  | north | fraud   |
| 4  | 2019-08-06  | south | theft   |
"""
PACK = """\
title: Report
publication_date: 2019-10-15
all_crime: {caption: Crime, groups: [{measures: [all]}]}
priorities: [all]
"""
KILLS = 4
FOLDERS = {"build": "drafts", "publish": "releases"}


def run(root: Path, verb: str) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "openscrutiny", verb, "report", "--period", "2019/20-Q2", "--workspace", str(root)]
    if verb == "publish":
        words += ["--actor", "A. Analyst", "--reason", "Test"]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def hash_folder(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def make_workspace(root: Path) -> Path:
    ingest_workspace(root, RECORDS, {"all": ""})
    (root / "packs" / "report").mkdir(parents=True)
    (root / "packs" / "report" / "pack.yaml").write_text(PACK)
    return root


@pytest.mark.slow
@pytest.mark.parametrize("verb", ["build", "publish"])
def test_a_kill_leaves_a_whole_state_and_the_next_run_mends_it(tmp_path: Path, verb: str) -> None:
    calm, hit = make_workspace(tmp_path / "calm"), make_workspace(tmp_path / "hit")
    began = time.perf_counter()
    assert run(calm, verb).wait() == 0
    whole = time.perf_counter() - began
    moments = random.Random(20201127)
    for _ in range(KILLS):
        process = run(hit, verb)
        try:
            process.wait(timeout=moments.uniform(0.3, 1.0) * whole)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        for statement in (hit / FOLDERS[verb]).rglob("release.json"):
            if not any(part.startswith(".") for part in statement.relative_to(hit).parts):
                assert check_release(statement.parent) == ()
    assert run(hit, verb).wait() == 0
    assert hash_folder(hit / FOLDERS[verb]) == hash_folder(calm / FOLDERS[verb])
