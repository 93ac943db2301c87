"""Results do not depend on threads: the same observations, in the same order, with one, two and four."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from openscrutiny.calculation.calculate import Scope, calculate
from openscrutiny.calculation.engines import connect_engine
from openscrutiny.catalogue.load import load_catalogue
from openscrutiny.periods import Grain, Month
from openscrutiny.records.sources import LoadKind
from openscrutiny.records.versions import DataVersion, Load, Part, TableVersion
from openscrutiny.series import Observation
from tests.factories import write_workspace

ROWS = 300_000  # several row groups, so that every thread has its share
FIRST, LAST = Month.of(2019, 4), Month.of(2020, 3)
MEASURES = {
    "all": "",
    "theft": "numerator: {where: {offence: theft}}",
    "value": "statistic: sum\ncolumn: value",
    "share": "statistic: percentage\nnumerator: {where: {hate: true}}\ndenominator: {where: {offence: theft}}",
    "victims": "statistic: distinct\ncolumn: victim",
    "median": "statistic: median\ncolumn: value",
    "ninetieth": "statistic: percentile_90\ncolumn: minutes",
}


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> DataVersion:
    path = tmp_path_factory.mktemp("threads") / "rows.parquet"
    columns = {
        "_row": "range",
        "_counts": "true",
        "recorded_on": "DATE '2019-04-01' + (hash(range) % 366)::INT",
        "area": "['north', 'south', NULL][1 + (hash(range, 'area') % 3)::INT]",
        "offence": "['theft', 'fraud', 'arson', NULL][1 + (hash(range, 'offence') % 4)::INT]",
        "hate": "hash(range, 'hate') % 7 = 0",
        "victim": "'v' || hash(range, 'victim') % 90000",
        "minutes": "(hash(range, 'minutes') % 500)::BIGINT",
        "value": "((hash(range, 'value') % 99999999)::BIGINT / 10000)::DECIMAL(18, 4)",
    }
    made = ", ".join(f"{value} AS {name}" for name, value in columns.items())
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {made} FROM range({ROWS})) TO '{path}' (ROW_GROUP_SIZE 30000)")
    load = Load(
        "load", "crimes", "", "", "", LoadKind.SNAPSHOT, date(2020, 5, 1), FIRST, LAST, (), (), ROWS, 0, 0, "", ""
    )
    return DataVersion("threads", {"crimes": TableVersion("crimes", (Part("load", path, ()),), (load,))})


def test_one_two_and_four_threads_answer_alike(tmp_path: Path, version: DataVersion) -> None:
    catalogue = load_catalogue(write_workspace(tmp_path, "| id |\n| 1 |", MEASURES))
    answers: list[tuple[Observation, ...]] = []
    for threads in (1, 2, 4, 4):
        with connect_engine() as engine:
            engine.connection.raw_sql(f"SET threads = {threads}")
            answers.append(calculate(catalogue, version, Scope(FIRST, LAST, tuple(Grain)), engine).observations)
    assert {o.measure for o in answers[0] if o.value} == set(MEASURES)
    assert all(answer == answers[0] for answer in answers[1:])
    assert repr(answers[0]) == repr(answers[-1])  # down to the digits of every decimal
