"""Calculation against one hand-written scan of the same records, in the same run: medians of five, as ratios.

    python benchmarks/calculate.py [MILLIONS]     (20 by default; two cores, DuckDB limited to 2 GB)

The hand-written SQL stands beside in benchmarks/calculate.sql: one scan for everything that adds up, one query each
for distinct people and a median.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from openscrutiny.calculation.calculate import Scope, calculate
from openscrutiny.calculation.engines import MEMORY_LIMIT, connect_engine
from openscrutiny.catalogue.load import load_catalogue
from openscrutiny.catalogue.measure import Filter, Statistic
from openscrutiny.periods import Grain, Month
from openscrutiny.records.sources import LoadKind
from openscrutiny.records.versions import DataVersion, Load, Part, TableVersion

ROOT = Path(__file__).parents[1]
SQL = Path(__file__).with_suffix(".sql").read_text()
FIRST, LAST = Month.of(2017, 4), Month.of(2020, 9)
RUNS = 5


def write_records(path: Path, millions: float) -> None:
    """Random crimes over 42 months, as the store would hold them."""
    catalogue = load_catalogue(ROOT / "examples" / "west_mercia")
    table = catalogue.tables["crimes"]
    areas = [area.id for area in catalogue.organisation.areas] + ["outside"]
    columns = ["row_number() OVER () AS _row", "row_number() OVER () AS _line", "true AS _counts"]
    for column in table.columns:
        match str(column.type):
            case "date":
                made = "DATE '2017-04-01' + (random() * 1278)::INT"
            case "flag":
                made = "random() < 0.1"
            case "area":
                made = f"{areas}[1 + (random() * {len(areas) - 1})::INT]"
            case "code" if column.values:
                made = f"{list(column.values)}[1 + (random() * {len(column.values) - 1})::INT]"
            case "person":
                made = "md5(((random() * 3000000)::INT)::VARCHAR)"
            case _:
                made = "'SYN-' || range"
        columns.append(f'{made} AS "{column.name}"')
    rows = f"SELECT {', '.join(columns)} FROM range({int(millions * 1_000_000)})"
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({rows}) TO '{path}' (FORMAT parquet)")


def time_median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def run_sql(name: str, path: Path) -> Callable[[], object]:
    """A query of calculate.sql by its name, on its own connection."""
    query = next(part for part in SQL.split("-- name: ") if part.startswith(name)).split("\n", 1)[1]

    def work() -> object:
        with duckdb.connect(config={"memory_limit": MEMORY_LIMIT}) as connection:
            return connection.execute(query.replace("{records}", str(path))).fetchall()

    return work


def main(millions: float) -> None:
    catalogue = load_catalogue(ROOT / "examples" / "west_mercia")
    crimes = [m for m in catalogue.measures.values() if m.table == "crimes"]
    additive = [m for m in crimes if m.is_additive and m.statistic is Statistic.COUNT]
    distinct = [m for m in crimes if m.statistic is Statistic.DISTINCT][:1]
    median = [replace(m, numerator=Filter()) for m in crimes if m.statistic is Statistic.MEDIAN][:1]  # of every record
    print(f"{millions:g} million records, {len(additive)} additive measures, memory {MEMORY_LIMIT}, {date.today()}")  # noqa: DTZ011
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        write_records(path, millions)
        day, rows = date(2020, 10, 14), int(millions * 1_000_000)
        load = Load("load", "crimes", "", "", "", LoadKind.SNAPSHOT, day, FIRST, LAST, (), (), rows, 0, 0, "", "")
        version = DataVersion("benchmark", {"crimes": TableVersion("crimes", (Part("load", path, ()),), (load,))})
        for name, measures, grains in (
            ("additive", additive, tuple(Grain)),
            ("distinct", distinct, (Grain.MONTH,)),
            ("median", median, (Grain.MONTH,)),
        ):

            def ours(measures: list = measures, grains: tuple = grains) -> object:  # type: ignore[type-arg]
                with connect_engine() as engine:
                    return calculate(catalogue, version, Scope(FIRST, LAST, grains), engine, measures)

            mine, theirs = time_median(ours), time_median(run_sql(name, path))
            print(f"{name:>10}: {mine:6.2f} s, hand-written {theirs:6.2f} s, ratio {mine / theirs:4.2f} (at most 1.5)")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 20)
