"""Every measure of the example on plain Python, DuckDB and Spark, cell for cell, on a thinned set of its records."""

import gzip
from pathlib import Path

import pytest

from openscrutiny import pipeline
from openscrutiny.calculation.calculate import Scope, calculate
from openscrutiny.calculation.engines import connect_engine
from openscrutiny.calculation.reference import calculate_by_hand
from openscrutiny.catalogue.load import load_catalogue
from openscrutiny.cli.workspace import copy_example
from openscrutiny.periods import Grain, Month
from openscrutiny.records.example_data import write_example_records
from openscrutiny.records.store import Store
from openscrutiny.series import Observation

EVERY = 150  # one record in so many is kept
FIRST, LAST = Month.parse("2019-04"), Month.parse("2020-09")
GRAINS = tuple(Grain)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("engines") / "workspace"
    copy_example(root)
    write_example_records(root / "records")
    for path in sorted((root / "records").glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            lines = file.readlines()
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.writelines([lines[0], *lines[1::EVERY]])
    pipeline.ingest(root)
    return root


@pytest.fixture(scope="module")
def by_hand(workspace: Path) -> tuple[Observation, ...]:
    version = Store(workspace / "store").version()
    return calculate_by_hand(load_catalogue(workspace), version, FIRST, LAST, GRAINS)


@pytest.mark.xdist_group("engines")
@pytest.mark.parametrize("engine", ["duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def test_every_measure_of_the_example(
    workspace: Path, by_hand: tuple[Observation, ...], engine: str, request: pytest.FixtureRequest
) -> None:
    if engine == "spark":
        request.getfixturevalue("java")
    catalogue = load_catalogue(workspace)
    with connect_engine(engine) as connected:
        found = calculate(catalogue, Store(workspace / "store").version(), Scope(FIRST, LAST, GRAINS), connected)
    assert {o.measure for o in found.observations} == set(catalogue.measures)
    assert [(one, other) for one, other in zip(found.observations, by_hand, strict=True) if one != other] == []
