"""The engines a calculation can run on: DuckDB by default, Spark as an extra, both through Ibis.

An engine opens the current rows of a table of a data version: the parts' Parquet files less the rows that later loads
have superseded.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ibis

from openscrutiny.errors import CalculationError, did_you_mean
from openscrutiny.records.store import TableVersion

ENGINES = ("duckdb", "spark")
MEMORY_LIMIT = "2GB"


class Engine:
    """A connection to an engine, and how it reads a table's current rows."""

    def __init__(self, name: str, connection: Any) -> None:
        self.name, self.connection = name, connection

    def open_table(self, table: TableVersion) -> Any:
        """The rows that count now, as an Ibis table; None where the table has no load."""
        whole = [part.rows for part in table.parts if not part.lost]
        opened = [self._read(whole, table.name)] if whole else []
        for number, part in enumerate((part for part in table.parts if part.lost), 1):
            rows = self._read([part.rows], f"{table.name}_{number}")
            opened.append(rows.anti_join(self._read(list(part.lost), f"{table.name}_{number}_superseded"), "_row"))
        if not opened:
            return None
        rows = ibis.union(*opened) if len(opened) > 1 else opened[0]
        return rows.filter(rows["_counts"])

    def _read(self, paths: list[Path], name: str) -> Any:
        if self.name == "spark":
            self.connection._session.read.parquet(*map(str, paths)).createOrReplaceTempView(name)
            return self.connection.table(name)
        return self.connection.read_parquet([str(path) for path in paths], table_name=name)


@contextmanager
def connect_engine(name: str = "duckdb") -> Iterator[Engine]:
    """An engine for one calculation. Raises CalculationError where it is not known or not installed."""
    if name not in ENGINES:
        raise CalculationError(f"no engine '{name}'. {did_you_mean(name, ENGINES)}")
    if name == "duckdb":
        with TemporaryDirectory(prefix="openscrutiny-") as spill:  # what does not fit in memory goes here
            connection = ibis.duckdb.connect(":memory:", memory_limit=MEMORY_LIMIT, temp_directory=spill)
            try:
                yield Engine(name, connection)
            finally:
                connection.disconnect()
        return
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise CalculationError("Spark is not installed. Install it with: pip install 'openscrutiny[spark]'") from error
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master("local[2]").appName("openscrutiny")
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "UTC",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.log.level": "ERROR",
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    yield Engine(name, ibis.pyspark.connect(session))
