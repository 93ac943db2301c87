"""Rows per second of ingest against DuckDB's own CSV reader writing Parquet (ingest.sql). Aim: at least half.

    python benchmarks/ingest.py [--rows 5000000 10000000 20000000] [--runs 5] [--people]

Both read the same UTF-8 file, made from a seed: 8 columns, one row in 100,000 faulty and one a repeated id. Ingest
converts, checks every row with reasons, and looks for repeated ids; the other reads what the file's types seem to be.
Both have two threads and a DuckDB of 2 GB, which spills to disk. Every run is a process of its own, so that its peak
memory is its own; the runs alternate, so that a busy machine slows both. Medians.
"""

import argparse
import multiprocessing
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import duckdb

from openscrutiny.definitions import Faults
from openscrutiny.organisation import load_organisation
from openscrutiny.records.ingest import ingest_source
from openscrutiny.records.sources import load_sources
from openscrutiny.records.store import Store
from openscrutiny.records.tables import load_tables

ORGANISATION = """
name: Benchmark
short_name: Benchmark
force: {id: force, name: Force}
areas: [{id: a0, name: A0}, {id: a1, name: A1}, {id: a2, name: A2}, {id: a3, name: A3}, {id: a4, name: A4}]
"""
TABLE = """
title: Crimes
record: crime
record_id: crime
coverage_by: recorded_on
area: area
columns:
  - {name: crime, type: text}
  - {name: recorded_on, type: date, date_role: recorded}
  - {name: area, type: area}
  - {name: offence, type: code, values: [%s]}
  - {name: domestic, type: flag}
  - {name: hate, type: flag}
  - {name: suspect, type: %s}
  - {name: days, type: whole number}
"""
SOURCE = """
table: crimes
files: crimes.csv
coverage: {from: 2017-04, to: 2020-09}
extracted_on: 2020-10-14
date_format: "%%d/%%m/%%Y"
columns:
  crime: Crime Number
  recorded_on: Recorded
  area: {from: LPA, values: {Area 0: a0, Area 1: a1, Area 2: a2, Area 3: a3, Area 4: a4}}
  offence: {from: Offence, values: {%s}}
  domestic: Domestic
  hate: Hate
  suspect: Suspect
  days: Days
"""
RECORDS = """
COPY (SELECT 'CR/' || lpad((CASE WHEN i % 100000 = 77 THEN i - 1 ELSE i END)::VARCHAR, 9, '0') AS "Crime Number",
  CASE WHEN i % 100000 = 55 THEN '31/02/2020' ELSE strftime(DATE '2017-04-01' + (hash(i) % 1270)::INT, '%d/%m/%Y') END
    AS "Recorded", 'Area ' || (hash(i + 1) % 5) AS "LPA", 'Offence ' || (hash(i + 2) % 18) AS "Offence",
  CASE WHEN hash(i + 3) % 9 = 0 THEN 'Y' ELSE 'N' END AS "Domestic",
  CASE WHEN hash(i + 4) % 40 = 0 THEN 'Y' ELSE 'N' END AS "Hate", 'P' || (hash(i + 5) % 1000000) AS "Suspect",
  (hash(i + 6) % 400)::VARCHAR AS "Days" FROM range({rows}) AS made(i)) TO '{path}' (HEADER)
"""
PLAIN = Path(__file__).with_name("ingest.sql").read_text()


def write_workspace(root: Path, rows: int, people: bool) -> None:
    codes = [f"o{number}" for number in range(18)]
    (root / "tables").mkdir(parents=True)
    (root / "sources").mkdir()
    (root / "organisation.yaml").write_text(ORGANISATION)
    (root / "tables/crimes.yaml").write_text(TABLE % (", ".join(codes), "person" if people else "text"))
    values = ", ".join(f"Offence {number}: o{number}" for number in range(18))
    (root / "sources/crimes.yaml").write_text(SOURCE % values)
    duckdb.execute(RECORDS.replace("{rows}", str(rows)).replace("{path}", str(root / "crimes.csv")))


def time_plain(root: Path) -> float:
    with duckdb.connect(":memory:", config={"memory_limit": "2GB", "threads": 2}) as connection:
        connection.execute("SET enable_progress_bar = false")
        began = time.perf_counter()
        connection.execute(PLAIN.replace("{path}", str(root / "crimes.csv")).replace("{target}", str(root / "plain")))
        return time.perf_counter() - began


def time_ingest(root: Path) -> float:
    shutil.rmtree(root / "store", ignore_errors=True)
    faults = Faults()
    organisation = load_organisation(root, faults)
    tables = load_tables(root, organisation, faults)
    sources = load_sources(root, organisation, tables, faults)
    faults.raise_if_any()
    began = time.perf_counter()
    (report,) = ingest_source(root, sources["crimes"], tables["crimes"], organisation, Store(root / "store"))
    seconds = time.perf_counter() - began
    assert report.rejected
    assert report.duplicates
    return seconds


Measured = tuple[float, float, float]  # seconds on the clock, seconds of the processors, peak memory in GB


def measure(timed: Callable[[Path], float], root: Path) -> Measured:
    """In a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(_measure_here, timed, root).result()


def _measure_here(timed: Callable[[Path], float], root: Path) -> Measured:
    before = time.process_time()
    seconds = timed(root)
    return seconds, time.process_time() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def compare(rows: int, runs: int, people: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_workspace(root, rows, people)
        found = [(measure(time_plain, root), measure(time_ingest, root)) for _ in range(runs)]
        plain, ingest, plain_work, ingest_work = (
            statistics.median(run[side][kind] for run in found) for kind in (0, 1) for side in (0, 1)
        )
        memory = max(run[1][2] for run in found)
        print(
            f"{rows:,} rows: plain {plain:.2f} s ({rows / plain:,.0f} rows/s), ingest {ingest:.2f} s"
            f" ({rows / ingest:,.0f} rows/s, peak {memory:.2f} GB); ratio {plain / ingest:.2f} (aim: 0.50 or more),"
            f" of processor time {plain_work:.2f} s / {ingest_work:.2f} s = {plain_work / ingest_work:.2f}",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[5_000_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--people", action="store_true", help="hash a reference to a person in every row")
    asked = parser.parse_args()
    for rows in asked.rows:
        compare(rows, asked.runs, asked.people)


if __name__ == "__main__":
    main()
