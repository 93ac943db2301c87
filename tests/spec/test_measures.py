"""What each statistic answers: the tables of docs/reference/statistics.md, held on plain Python, DuckDB and Spark."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from openscrutiny.calculation.calculate import Scope, calculate
from openscrutiny.calculation.engines import connect_engine
from openscrutiny.calculation.reference import calculate_by_hand
from openscrutiny.catalogue.load import load_catalogue
from openscrutiny.periods import Grain, Month
from openscrutiny.records.store import Store
from openscrutiny.rounding import round_half_away
from openscrutiny.series import MARKS, Observation, State
from tests.factories import ingest_workspace, read_table

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "statistics.md"
TABLES = re.findall(r"(?:^\|.*\n)+", PAGE.read_text(), re.MULTILINE)
RECORDS, EXPECTED = TABLES[0], TABLES[2]
MEASURES = {row["measure"]: row["definition"].replace("; ", "\n") for row in read_table(TABLES[1])}

GRAINS = tuple(Grain)
FIRST, LAST = Month.parse("2019-04"), Month.parse("2020-04")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ingest_workspace(tmp_path_factory.mktemp("spec"), RECORDS, MEASURES, last="2020-03")


def answer(workspace: Path, engine: str) -> tuple[Observation, ...]:
    catalogue = load_catalogue(workspace)
    version = Store(workspace / "store").version()
    if engine == "plain python":
        return calculate_by_hand(catalogue, version, FIRST, LAST, GRAINS)
    with connect_engine(engine) as connected:
        return calculate(catalogue, version, Scope(FIRST, LAST, GRAINS), connected).observations


def print_cells(workspace: Path, found: tuple[Observation, ...]) -> dict[tuple[str, str, str], str]:
    calendar = load_catalogue(workspace).organisation.calendar

    def show(o: Observation) -> str:
        if o.state is not State.VALUE:
            return MARKS[o.state]
        assert o.value is not None
        return format(round_half_away(o.value, 4).normalize(), "f")

    return {(o.measure, o.area, calendar.key(o.period)): show(o) for o in found}


@pytest.mark.parametrize("engine", ["plain python", "duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def test_every_statistic_on_every_engine(workspace: Path, engine: str, request: pytest.FixtureRequest) -> None:
    if engine == "spark":
        request.getfixturevalue("java")
    cells = print_cells(workspace, answer(workspace, engine))
    wrong = []
    for row in read_table(EXPECTED):
        for period, expected in row.items():
            if period not in ("measure", "area"):
                got = cells[row["measure"], row["area"], period]
                if got != expected:
                    wrong.append(f"{row['measure']} {row['area']} {period}: {got}, not {expected}")
    assert wrong == []


def test_areas_and_outside_add_up_to_the_force(workspace: Path) -> None:
    by_place: dict[tuple[str, object], Decimal] = {}
    force: dict[tuple[str, object], Decimal] = {}
    for o in answer(workspace, "duckdb"):
        if o.measure in ("all", "theft", "value") and o.value is not None:
            held = force if o.area == "force" else by_place
            held[o.measure, o.period] = held.get((o.measure, o.period), Decimal(0)) + o.value
    assert force
    assert force == by_place


@pytest.mark.spark
def test_spark_answers_what_duckdb_answers_cell_for_cell(workspace: Path, java: str) -> None:
    assert answer(workspace, "spark") == answer(workspace, "duckdb")


def test_plain_python_answers_what_duckdb_answers_cell_for_cell(workspace: Path) -> None:
    assert answer(workspace, "plain python") == answer(workspace, "duckdb")
