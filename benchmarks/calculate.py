"""Calculation against hand-written SQL over the same records, in the same run: medians of five, as ratios.

    python benchmarks/calculate.py [MILLIONS]     (20 by default; two cores, DuckDB limited to 2 GB, spilling)

The hand-written SQL stands beside in benchmarks/calculate.sql: one scan for everything that adds up, one query each
for distinct people and a median. Ours and theirs take turns, so that a busy machine slows both. Processor time is
printed too, since it hardly depends on what else the machine does. After the ratios: that cost is linear in rows, and
that an added month costs a month.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from openscrutiny.calculation.calculate import Scope, calculate
from openscrutiny.calculation.engines import MEMORY_LIMIT, connect_engine
from openscrutiny.catalogue.load import Catalogue, load_catalogue
from openscrutiny.catalogue.measure import Filter, Measure, Statistic
from openscrutiny.periods import Grain, Month
from openscrutiny.records.sources import LoadKind
from openscrutiny.records.versions import DataVersion, Load, Part, TableVersion

ROOT = Path(__file__).parents[1]
SQL = Path(__file__).with_suffix(".sql").read_text()
FIRST, LAST = Month.of(2017, 4), Month.of(2020, 9)
RUNS = 5
EVERY_GRAIN = tuple(Grain)


@dataclass(frozen=True)
class Times:
    """Medians of some runs, in seconds: by the clock and of the processor."""

    clock: float
    processor: float


def write_records(catalogue: Catalogue, path: Path, millions: float) -> DataVersion:
    """Random crimes over 42 months, in the order of months that loads bring them in, as the store would hold them."""
    table = catalogue.tables["crimes"]
    areas = [area.id for area in catalogue.organisation.areas] + ["outside"]
    count = int(millions * 1_000_000)
    columns = ["row_number() OVER () AS _row", "row_number() OVER () AS _line", "true AS _counts"]
    for column in table.columns:
        match str(column.type):
            case "date" if column.name == "committed_on":
                made = f"DATE '2017-04-01' + (range * 1278 // {count} - (random() ** 4 * 700)::INT)::INT"
            case "date":
                made = f"DATE '2017-04-01' + (range * 1278 // {count})::INT"
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
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {', '.join(columns)} FROM range({count})) TO '{path}' (FORMAT parquet)")
    day = date(2020, 10, 14)
    load = Load("load", "crimes", "", "", "", LoadKind.SNAPSHOT, day, FIRST, LAST, (), (), count, 0, 0, "", "")
    return DataVersion("benchmark", {"crimes": TableVersion("crimes", (Part("load", path, ()),), (load,))})


def time_in_turns(*works: Callable[[], object]) -> list[Times]:
    """Each work's medians; they take turns, so that a slow minute slows them all."""
    taken: list[list[tuple[float, float]]] = [[] for _ in works]
    for _ in range(RUNS):
        for times, work in zip(taken, works, strict=True):
            clock, processor = time.perf_counter(), time.process_time()
            work()
            times.append((time.perf_counter() - clock, time.process_time() - processor))
    return [Times(*map(statistics.median, zip(*times, strict=True))) for times in taken]


def run_sql(name: str, path: Path) -> Callable[[], object]:
    """A query of calculate.sql by its name, on its own connection."""
    query = next(part for part in SQL.split("-- name: ") if part.startswith(name + "\n")).split("\n", 1)[1]

    def work() -> object:
        with duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "temp_directory": str(path.parent)}) as connection:
            return connection.execute(query.replace("{records}", str(path))).fetchall()

    return work


def run_ours(
    catalogue: Catalogue,
    version: DataVersion,
    measures: list[Measure],
    grains: tuple[Grain, ...],
    first: Month = FIRST,
    last: Month = LAST,
) -> Callable[[], object]:
    """The same through the main path, with its own engine."""

    def work() -> object:
        with connect_engine() as engine:
            return calculate(catalogue, version, Scope(first, last, grains), engine, measures)

    return work


def compare(
    catalogue: Catalogue,
    version: DataVersion,
    path: Path,
    measures: dict[str, list[Measure]],
    kinds: tuple[tuple[str, tuple[Grain, ...], str], ...],
) -> None:
    """Kinds of measure (with grains, and their query) against the SQL that an analyst would write for them."""
    for name, grains, query in kinds:
        ours, theirs = time_in_turns(run_ours(catalogue, version, measures[name], grains), run_sql(query, path))
        windows = "every grain" if len(grains) > 1 else "months"
        print(
            f"{name:>10}, {windows:<11}: {ours.clock:6.2f} s, hand-written {theirs.clock:6.2f} s, "
            f"ratio {ours.clock / theirs.clock:4.2f} (at most 1.5), of processor time "
            f"{ours.processor / theirs.processor:4.2f}"
        )


def show_rows(catalogue: Catalogue, folder: Path, millions: float, measures: dict[str, list[Measure]]) -> None:
    """Cost by rows: a quarter, half and all of them."""
    shares = (0.25, 0.5, 1.0)
    versions = [write_records(catalogue, folder / f"rows_{share}.parquet", millions * share) for share in shares]
    for name, listed in measures.items():
        times = time_in_turns(*(run_ours(catalogue, version, listed, EVERY_GRAIN) for version in versions))
        told = ", ".join(f"{millions * s:g} m {t.processor:5.2f} s" for s, t in zip(shares, times, strict=True))
        growth = times[-1].processor / times[-2].processor
        print(f"{name:>10} by rows, processor time: {told}; twice the rows cost {growth:4.2f} times")


def show_months(catalogue: Catalogue, version: DataVersion, measures: dict[str, list[Measure]]) -> None:
    """Cost by months: 12, 24 and 36 of the same store; each twelve more should cost the same again."""
    for name, listed in measures.items():
        scopes = [run_ours(catalogue, version, listed, EVERY_GRAIN, LAST - (n - 1), LAST) for n in (12, 24, 36)]
        twelve, two, three = (t.processor for t in time_in_turns(*scopes))
        print(
            f"{name:>10} by months, processor time: 12 {twelve:5.2f} s, 24 {two:5.2f} s, 36 {three:5.2f} s; "
            f"twelve more cost {two - twelve:5.2f} s and {three - two:5.2f} s"
        )


def main(millions: float) -> None:
    catalogue = load_catalogue(ROOT / "examples" / "west_mercia")
    crimes = [m for m in catalogue.measures.values() if m.table == "crimes"]
    measures = {
        "additive": [m for m in crimes if m.statistic is Statistic.COUNT],
        "distinct": [m for m in crimes if m.statistic is Statistic.DISTINCT][:1],
        "median": [replace(m, numerator=Filter()) for m in crimes if m.statistic is Statistic.MEDIAN][:1],
    }
    print(f"{millions:g} million records, {len(measures['additive'])} additive measures, memory {MEMORY_LIMIT}")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "rows.parquet"
        version = write_records(catalogue, path, millions)
        month = (Grain.MONTH,)
        kinds = (("additive", EVERY_GRAIN, "additive"), ("distinct", month, "distinct"), ("median", month, "median"))
        compare(catalogue, version, path, measures, kinds)
        show_months(catalogue, version, measures)
        show_rows(catalogue, Path(name), millions / 2, measures)
        few = write_records(catalogue, Path(name) / "few.parquet", millions / 10)
        print(f"of {millions / 10:g} million, since by hand every window joins its months' records again:")
        windows = (("distinct", EVERY_GRAIN, "distinct by every window"),)
        compare(catalogue, few, Path(name) / "few.parquet", measures, windows)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 20)
