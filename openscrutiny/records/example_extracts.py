"""Writes a table of the example as an extract, and as extracts of earlier months had it: before all had arrived."""

import gzip
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv

from openscrutiny.periods import Month
from openscrutiny.records.example_history import Whole

SAID_TWICE = 7  # rows of an extract that are given again at its end
NOW = date(2020, 10, 14)
EARLIER = (date(2019, 10, 14), *(date(2020, month, 14) for month in (6, 7, 8, 9)))
SINCE = Month.of(2019, 4)  # what earlier extracts hold from
ARRIVED = (0.86, 0.95, 0.99, 1.0)  # of a month's records, by how many months later the extract is taken


def write_extract(path: Path, table: pa.Table, bad_lines: Sequence[str] = ()) -> int:
    """The table as gzipped CSV without a time stamp, bad lines amid its rows and some ids repeated at its end."""
    middle = table.num_rows * 2 // 3
    again = SAID_TWICE if bad_lines else 0
    options = csv.WriteOptions(include_header=False, quoting_style="none")
    text = io.BytesIO()
    text.write((",".join(table.column_names) + "\n").encode())
    csv.write_csv(table.slice(0, middle), text, options)
    text.write("".join(f"{line}\n" for line in bad_lines).encode())
    csv.write_csv(table.slice(middle), text, options)
    csv.write_csv(table.slice(table.num_rows - again * 40, again), text, options)
    part = path.with_name(path.name + ".part")
    with part.open("wb") as raw, gzip.GzipFile("", "wb", compresslevel=3, fileobj=raw, mtime=0) as packed:
        packed.write(text.getbuffer())
    part.replace(path)
    return int(table.num_rows) + len(bad_lines) + again


def write_earlier_extracts(folder: Path, name: str, table: pa.Table, chance: np.random.Generator) -> dict[str, int]:
    """The table as each earlier extract had it, with a manifest each; rows by file name.

    Every record of an extract is in the later ones too, and the newest has them all.
    """
    months = table["Reported Date"].to_numpy().astype("datetime64[M]").astype(np.int64) + 1970 * 12
    luck = chance.random(table.num_rows)
    rows = {}
    for day in EARLIER:
        last = Month.containing(day) - 1
        arrived = luck < _arrived(day, months) / _arrived(NOW, months)
        held = (months >= SINCE.index) & (months <= last.index) & arrived
        file = f"{name}_{day.isoformat()}.csv.gz"
        manifest = f'coverage: {{from: "{SINCE}", to: "{last}"}}\nextracted_on: {day.isoformat()}\n'
        (folder / f"{file}.manifest.yaml").write_text(manifest, "utf-8")
        rows[file] = write_extract(folder / file, table.filter(pa.array(held)))
    return rows


def _arrived(day: date, months: Whole) -> NDArray[np.float64]:
    """The share of each row's month that had arrived by a day."""
    ages = Month.containing(day).index - months
    return np.asarray(np.take(ARRIVED, np.clip(ages, 1, len(ARRIVED)) - 1), dtype=np.float64)
