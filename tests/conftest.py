"""Fixtures shared by every test."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from openscrutiny import pipeline
from openscrutiny.cli.workspace import copy_example
from openscrutiny.records.example_data import write_example_records
from openscrutiny.records.ingest import LoadReport

ROOT = Path(__file__).parents[1]
OPEN_DATA = ROOT.parent / "shared" / "data"
IN_CI = os.environ.get("CI") == "true"


def skip_or_fail(reason: str) -> None:
    """Skip and say why; in CI a test that cannot run is a failure."""
    if IN_CI:
        pytest.fail(f"cannot run in CI: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def open_data() -> Path:
    """The folder of real open data beside the project."""
    if not OPEN_DATA.is_dir():
        skip_or_fail("the real open data is not beside the project")
    return OPEN_DATA


@dataclass(frozen=True)
class Example:
    """The embedded example with its records loaded. Tests that use it share a worker: xdist_group `example`."""

    root: Path
    loads: tuple[LoadReport, ...]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    root = tmp_path_factory.mktemp("example") / "west_mercia"
    copy_example(root)
    write_example_records(root / "records")
    return Example(root, pipeline.ingest(root))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        skip_or_fail("no Chromium is installed")
    return str(found)


@pytest.fixture(scope="session")
def java() -> str:
    """The path of a Java runtime, for Spark."""
    found = shutil.which("java")
    if not found:
        skip_or_fail("no Java runtime is installed")
    return str(found)
