"""What each statistic answers, told as tables and held on every engine: plain Python, DuckDB and Spark."""

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

RECORDS = """
| id | recorded_on | committed_on | area  | offence | hate | victim | minutes | value  |
|----|-------------|--------------|-------|---------|------|--------|---------|--------|
| 1  | 2019-04-01  | 2019-03-30   | north | theft   | yes  | ann    | 10      | 1.10   |
| 2  | 2019-04-30  | 2019-04-01   | north | theft   | no   | ann    | 30      | 2.25   |
| 3  | 2019-05-05  |              | north | fraud   |      | bob    |         |        |
| 4  | 2019-05-06  | 2019-05-06   | south | theft   | yes  | ann    | 20      | 0.0001 |
| 5  | 2019-06-30  | 2019-06-01   |       | arson   | no   |        | 25      | 10     |
| 6  | 2019-07-01  | 2019-06-29   | south |         | yes  | cat    | 15      | 3      |
| 7  | 2019-07-15  | 2019-07-15   | north | theft   | no   | bob    | 45      | 4      |
| 1  | 2019-07-16  | 2019-07-15   | north | theft   | yes  | dan    | 99      | 400    |
"""

MEASURES = {
    "all": "statistic: count",
    "theft": "numerator: {where: {offence: theft}}\npart_of: ''",
    "not_theft": "numerator: {where: {offence: {is_not: theft}}}",
    "no_offence": "numerator: {where: {offence: {missing: true}}}",
    "long": "numerator: {where: {minutes: {at_least: 25}}}",
    "value": "statistic: sum\ncolumn: value",
    "hate_share": "statistic: percentage\nnumerator: {where: {hate: true, offence: theft}}\n"
    "denominator: {where: {offence: theft}}",
    "rate": "statistic: rate\nper: 1000",
    "victims": "statistic: distinct\ncolumn: victim",
    "median": "statistic: median\ncolumn: minutes",
    "ninetieth": "statistic: percentile_90\ncolumn: minutes",
    "prompt": "statistic: share_within\ncolumn: minutes\nwithin: 20",
    "delay": "statistic: median\ndays_between: [committed_on, recorded_on]",
}

EXPECTED = """
| measure    | area    | 2019-04 | 2019-05 | 2019/20-Q1 | 2019/20-Q2 | 6-months-to-2019-09 | 2019-10 |
|------------|---------|---------|---------|------------|------------|---------------------|---------|
| all        | force   | 2       | 2       | 5          | 2          | 7                   | [x]     |
| all        | north   | 2       | 1       | 3          | 1          | 4                   | [x]     |
| all        | outside | 0       | 0       | 1          | 0          | 1                   | [x]     |
| theft      | force   | 2       | 1       | 3          | 1          | 4                   | [x]     |
| not_theft  | force   | 0       | 1       | 2          | 1          | 3                   | [x]     |
| no_offence | force   | 0       | 0       | 0          | 1          | 1                   | [x]     |
| long       | force   | 1       | 0       | 2          | 1          | 3                   | [x]     |
| value      | force   | 3.35    | 0.0001  | 13.3501    | 7          | 20.3501             | [x]     |
| hate_share | force   | 50      | 100     | 66.6667    | 0          | 50                  | [x]     |
| hate_share | outside | [x]     | [x]     | [x]        | [x]        | [x]                 | [x]     |
| rate       | force   | 0.0067  | 0.0067  | 0.0167     | 0.0067     | 0.0233              | [x]     |
| rate       | outside | [z]     | [z]     | [z]        | [z]        | [z]                 | [x]     |
| victims    | force   | 1       | 2       | 2          | 2          | 3                   | [x]     |
| victims    | south   | 0       | 1       | 1          | 1          | 2                   | [x]     |
| median     | force   | 20      | 20      | 22.5       | 30         | 22.5                | [x]     |
| ninetieth  | force   | 28      | 20      | 28.5       | 42         | 37.5                | [x]     |
| prompt     | force   | 50      | 100     | 50         | 50         | 50                  | [x]     |
| delay      | force   | 15.5    | 0       | 15.5       | 1          | 2                   | [x]     |
"""

GRAINS = (Grain.MONTH, Grain.QUARTER, Grain.ROLLING_6, Grain.YEAR_TO_DATE)
FIRST, LAST = Month.parse("2019-04"), Month.parse("2019-10")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ingest_workspace(tmp_path_factory.mktemp("spec"), RECORDS, MEASURES)


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
