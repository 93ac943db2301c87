"""The store: loads as Parquet, never overwritten, and one index that is replaced whole.

    store/HEAD.json                        the loads that count, replaced by one rename
    store/loads/<id>/rows.parquet          the contract's columns, `_row` (the line it begins on), `_counts`
    store/loads/<id>/rejected.parquet      line, column, value, reason, mend, raw
    store/loads/<id>/duplicates.parquet    line, id, first_line
    store/lost/<older>-<newer>.parquet     `_row` numbers of the older load that the newer replaces
    store/building/                        half-made work; swept when the next writer starts

Whatever kills a writer, HEAD.json names only whole loads: new files are written aside, flushed to disk and renamed
before HEAD.json is.
"""

import dataclasses
import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import duckdb

from openscrutiny.errors import RecordsError
from openscrutiny.periods import Month
from openscrutiny.records.sources import LoadKind
from openscrutiny.records.supersession import count_withdrawn, write_lost
from openscrutiny.records.tables import Table
from openscrutiny.records.versions import DataVersion, Load, Part, Purge, TableVersion, hash_loads

__all__ = ["DataVersion", "Load", "Part", "Store", "TableVersion"]

MEMORY_LIMIT = "2GB"


class Store:
    """The records of one workspace, in one folder. Reading needs no lock; one writer at a time holds it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def loads(self) -> tuple[Load, ...]:
        """Every load that counts, in the order of extraction."""
        try:
            told = json.loads((self.folder / "HEAD.json").read_text("utf-8"))
        except FileNotFoundError:
            return ()
        except ValueError as error:
            raise RecordsError(
                f"{self.folder / 'HEAD.json'}: is damaged ({error}). Restore it from a backup."
            ) from None
        return tuple(sorted((_load_from(item) for item in told["loads"]), key=lambda load: load.order))

    def version(self, as_at: date | None = None) -> DataVersion:
        """What was known on a day: of all loads extracted by then. With no day, of all loads."""
        known = tuple(load for load in self.loads() if as_at is None or load.extracted_on <= as_at)
        tables = {
            table: self._table_version(table, tuple(load for load in known if load.table == table))
            for table in sorted({load.table for load in known})
        }
        return DataVersion(hash_loads(known), tables)

    def _table_version(self, table: str, loads: tuple[Load, ...]) -> TableVersion:
        if len({load.contract_hash for load in loads}) > 1:
            newest = max(loads, key=lambda load: load.order).contract_hash
            older = ", ".join(sorted(load.file for load in loads if load.contract_hash != newest))
            raise RecordsError(
                f"tables/{table}.yaml: has changed since some files were read ({older}). Run `openscrutiny ingest` on"
                " them again; files that are no longer there must be put back."
            )
        parts = tuple(
            Part(load.id, self.rows_path(load), self.lost_paths(load, loads[number + 1 :]))
            for number, load in enumerate(loads)
        )
        return TableVersion(table, parts, loads)

    def rows_path(self, load: Load) -> Path:
        return self.load_folder(load.id) / _numbered("rows", load)

    def rejected_path(self, load: Load) -> Path:
        return self.load_folder(load.id) / _numbered("rejected", load)

    def duplicates_path(self, load: Load) -> Path:
        return self.load_folder(load.id) / _numbered("duplicates", load)

    def load_folder(self, load_id: str) -> Path:
        return self.folder / "loads" / load_id

    def lost_path(self, older: str, newer: str) -> Path:
        return self.folder / "lost" / f"{older}-{newer}.parquet"

    def lost_paths(self, load: Load, later: Iterable[Load]) -> tuple[Path, ...]:
        """The files of the load's rows that the later ones replace; a load that replaces none has no file."""
        return tuple(path for newer in later if (path := self.lost_path(load.id, newer.id)).exists())

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """Hold the store for writing and answer a folder to build in. Sweeps what a killed writer left behind.

        Raises RecordsError where the disk is full or another writes, KeyboardInterrupt where the work is stopped.
        """
        try:
            for part in ("loads", "lost", "building"):
                (self.folder / part).mkdir(parents=True, exist_ok=True)
            with (self.folder / "lock").open("w") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise RecordsError(f"{self.folder}: another ingest or purge is at work. Wait for it.") from None
                self.sweep()
                building = Path(mkdtemp(dir=self.folder / "building"))
                try:
                    yield building
                finally:
                    shutil.rmtree(building, ignore_errors=True)
        except (OSError, duckdb.IOException) as error:
            raise storage_error(self.folder, error) from error
        except RuntimeError as error:  # what DuckDB makes of Ctrl-C during a query
            raise KeyboardInterrupt if isinstance(error.__cause__, KeyboardInterrupt) else error from None

    def connect(self, building: Path, threads: int | None = None) -> duckdb.DuckDBPyConnection:
        """A DuckDB with bounded memory that spills into the building folder."""
        settings: dict[str, Any] = {"memory_limit": MEMORY_LIMIT, "temp_directory": str(building / "spill")}
        if threads:
            settings["threads"] = threads
        connection = duckdb.connect(":memory:", config=settings)
        connection.execute("SET enable_progress_bar = false")
        return connection

    def add(self, load: Load, built: Path, table: Table, building: Path, replaces: tuple[Load, ...] = ()) -> Load:
        """Take in a load built aside in `built` (on the store's own disk). Answers it with its withdrawn records.

        `replaces` are earlier readings of the same file. All or nothing: it counts once HEAD.json names it.
        """
        others = [other for other in self.loads() if other not in replaces]
        flush_tree(built)
        home = self.load_folder(load.id)
        shutil.rmtree(home, ignore_errors=True)
        built.rename(home)
        peers = sorted([*(other for other in others if other.table == load.table), load], key=lambda one: one.order)
        place = peers.index(load)
        with self.connect(building) as connection:
            for older, newer in [
                *((peer, load) for peer in peers[:place]),
                *((load, peer) for peer in peers[place + 1 :]),
            ]:
                aside = building / "lost.parquet"
                rows = self.rows_path(older), self.rows_path(newer)
                if write_lost(connection, table, *rows, newer, aside):
                    flush_file(aside)
                    aside.rename(self.lost_path(older.id, newer.id))
            changed = {peer.id: self._recount(connection, peers, peer) for peer in peers[place:]}
        kept = [changed.get(one.id, one) for one in [*others, load]]
        self.write_head(kept)
        return changed[load.id]

    def _recount(self, connection: duckdb.DuckDBPyConnection, peers: list[Load], load: Load) -> Load:
        """The load with its withdrawn records counted anew, given the loads before it."""
        place = peers.index(load)
        pairs = [
            (lost, self.lost_paths(older, peers[number + 1 : place]))
            for number, older in enumerate(peers[:place])
            if (lost := self.lost_path(older.id, load.id)).exists()
        ]
        return dataclasses.replace(load, withdrawn=count_withdrawn(connection, pairs))

    def write_head(self, loads: Iterable[Load]) -> None:
        """Make these the loads that count, in one rename."""
        for part in ("loads", "lost"):
            flush_folder(self.folder / part)
        told = {"format": 1, "loads": [_told(load) for load in sorted(loads, key=lambda load: load.order)]}
        aside = self.folder / "building" / "HEAD.json"
        aside.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
        flush_file(aside)
        aside.replace(self.folder / "HEAD.json")
        flush_folder(self.folder)

    def sweep(self) -> None:
        """Remove what no load of HEAD.json needs."""
        loads = {load.id: load for load in self.loads()}
        for path in (self.folder / "building").iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for path in (self.folder / "loads").iterdir():
            if path.name not in loads:
                shutil.rmtree(path)
                continue
            load = loads[path.name]
            for file in path.iterdir():
                if file not in (self.rows_path(load), self.rejected_path(load), self.duplicates_path(load)):
                    file.unlink()
        for path in (self.folder / "lost").iterdir():
            if not all(one in loads for one in path.stem.split("-")):
                path.unlink()


def storage_error(folder: Path, error: Exception) -> RecordsError:
    """An error of the disk as one that says what to do. What was stored before is untouched."""
    full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error)
    if full:
        return RecordsError(f"{folder}: the disk is full. Free some space and run it again; what was stored is intact.")
    return RecordsError(f"{folder}: cannot be written: {error}. Check the folder; what was stored is intact.")


def flush_file(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def flush_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_tree(folder: Path) -> None:
    for path in folder.iterdir():
        flush_file(path)
    flush_folder(folder)


def _numbered(stem: str, load: Load) -> str:
    """A purge writes the load's files anew under the next number."""
    return f"{stem}-{len(load.purges)}.parquet" if load.purges else f"{stem}.parquet"


def _told(load: Load) -> dict[str, Any]:
    told = dataclasses.asdict(load) | {"first": str(load.first), "last": str(load.last)}
    told["extracted_on"] = load.extracted_on.isoformat()
    told["purges"] = [
        dataclasses.asdict(purge) | {"on": purge.on.isoformat(), "months": [str(month) for month in purge.months]}
        for purge in load.purges
    ]
    return told


def _load_from(item: dict[str, Any]) -> Load:
    purges = tuple(
        Purge(
            **purge
            | {
                "on": date.fromisoformat(purge["on"]),
                "months": tuple(Month.parse(month) for month in purge.get("months", ())),
            }
        )
        for purge in item["purges"]
    )
    changed = {
        "kind": LoadKind(item["kind"]),
        "extracted_on": date.fromisoformat(item["extracted_on"]),
        "first": Month.parse(item["first"]),
        "last": Month.parse(item["last"]),
        "areas": tuple(item["areas"]),
        "force_areas": tuple(item["force_areas"]),
        "purges": purges,
    }
    return Load(**(item | changed))
