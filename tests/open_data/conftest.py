"""The open data served in its publishers' forms, fetched by the command, and the example workspaces on it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from openscrutiny import pipeline
from openscrutiny.calculation.calculate import Scope, calculate
from openscrutiny.calculation.engines import connect_engine
from openscrutiny.catalogue.load import Catalogue, load_catalogue
from openscrutiny.cli import main
from openscrutiny.periods import Grain, Month, Period
from openscrutiny.records.store import Store
from openscrutiny.series import Observation

from ..conftest import ROOT
from .published_forms import publish_all
from .publisher_server import run_publisher

EXAMPLES = ROOT / "examples"
Held = dict[tuple[str, str, Period], Observation]


@dataclass(frozen=True)
class Workspace:
    """A workspace with its records loaded."""

    root: Path
    loads: tuple[pipeline.LoadReport, ...]

    @property
    def catalogue(self) -> Catalogue:
        return load_catalogue(self.root)

    @property
    def store(self) -> Store:
        return Store(self.root / "store")

    def count(self, first: str, last: str, *grains: Grain) -> Held:
        """Every measure's observations from month `first` to `last`."""
        scope = Scope(Month.parse(first), Month.parse(last), grains)
        with connect_engine("duckdb") as engine:
            found = calculate(self.catalogue, self.store.version(), scope, engine).observations
        return {(o.measure, o.area, o.period): o for o in found}

    def draft(self, period: str) -> Path:
        return pipeline.draft(self.root, "performance-report", period, step=lambda message: None)[0]


@pytest.fixture(scope="session")
def fetched(open_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A records folder filled by `openscrutiny fetch` from publishers on localhost."""
    folder = tmp_path_factory.mktemp("fetched")
    with run_publisher() as publisher:
        publisher.pages.update(publish_all(open_data))
        run = CliRunner().invoke(main, ["fetch", "--to", str(folder), "--base-url", publisher.base, "--pause", "0"])
    assert run.exit_code == 0, run.output
    return folder


def make_workspace(root: Path, example: str, records: Path, *parts: str, overlay: str = "") -> Workspace:
    shutil.copytree(EXAMPLES / example, root)
    if overlay:
        shutil.copytree(root / overlay, root, dirs_exist_ok=True)
    for part in parts:
        shutil.copytree(records / part, root / "records" / part)
    return Workspace(root, pipeline.ingest(root))


@pytest.fixture(scope="session")
def home_office(fetched: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return make_workspace(tmp_path_factory.mktemp("home_office") / "w", "home_office", fetched, "home_office")


@pytest.fixture(scope="session")
def avon_and_somerset(fetched: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("avon_and_somerset") / "w"
    return make_workspace(root, "police_uk", fetched, "police_uk/avon_and_somerset", "geography")


@pytest.fixture(scope="session")
def west_mercia(fetched: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("west_mercia") / "w"
    parts = ("police_uk/west_mercia", "geography")
    return make_workspace(root, "police_uk", fetched, *parts, overlay="another_force/west_mercia")
