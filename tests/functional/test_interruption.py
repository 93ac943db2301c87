"""Killed at any moment, build and publish leave the last good state; the next run ends where a calm one does."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from openscrutiny import pipeline
from openscrutiny.reporting.releases.releases import check_release
from tests.factories import ingest_workspace
from tests.kills import KILLS, Killer

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
PERIOD = "2019/20-Q2"


def build(root: Path) -> None:
    pipeline.draft(root, "report", PERIOD, step=lambda message: None)


def publish(root: Path) -> None:
    pipeline.publish(root, "report", PERIOD, "A. Analyst", "Test", step=lambda message: None)


def hash_folder(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def make_workspace(root: Path) -> Path:
    ingest_workspace(root, RECORDS, {"all": ""})
    (root / "packs" / "report").mkdir(parents=True)
    (root / "packs" / "report" / "pack.yaml").write_text(PACK)
    return root


def check_whole(folder: Path) -> None:
    """Every report that a reader can see has all its files, each with the hash its statement gives."""
    for statement in folder.rglob("release.json"):
        if not any(part.startswith(".") for part in statement.relative_to(folder).parts):
            assert check_release(statement.parent) == ()


@pytest.mark.slow
@pytest.mark.parametrize(("work", "made"), [(build, "drafts"), (publish, "releases")])
def test_fifty_kills_leave_a_whole_state_that_the_next_run_mends(
    tmp_path: Path, work: Callable[[Path], None], made: str
) -> None:
    calm, hit = make_workspace(tmp_path / "calm"), make_workspace(tmp_path / "hit")
    loaded = hash_folder(hit / "store")
    killer = Killer(work)
    for _ in range(2):  # the second is timed: what is only paid once is paid
        shutil.rmtree(calm / made, ignore_errors=True)
        killer.run(calm)
    expected = hash_folder(calm / made)
    killed = 0
    while killed < KILLS:
        if killer.kill(hit):
            killed += 1
        elif work is publish:  # it is out: a further publish would find nothing to do
            assert hash_folder(hit / made) == expected
            shutil.rmtree(hit / made)
        check_whole(hit / made)
    work(hit)
    assert hash_folder(hit / made) == expected
    assert hash_folder(hit / "store").items() >= loaded.items()  # and the definitions of the day beside it
