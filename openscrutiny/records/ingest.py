"""From an extract to a load: every row of the file is stored, kept as a duplicate, or rejected with its reason.

DuckDB reads, converts and checks the text in one pass where it can. A file that its reader refuses (ragged rows, bytes
of another encoding), or whose lines are not one a record, is read again record by record, so that every line number
is right.
"""

import dataclasses
import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from openscrutiny.definitions import Faults
from openscrutiny.errors import RecordsError
from openscrutiny.organisation import OUTSIDE, Organisation
from openscrutiny.periods import Month
from openscrutiny.records.coverage import Coverage, read_manifest
from openscrutiny.records.persons import find_person_key, fingerprint_key, give_key
from openscrutiny.records.progress import Progress, watch_queries
from openscrutiny.records.rejections import write_duplicates, write_rejected
from openscrutiny.records.sources import Source
from openscrutiny.records.staging import Delivery, Staged, stage_delivery
from openscrutiny.records.store import Store
from openscrutiny.records.supersession import name, quote
from openscrutiny.records.tables import ColumnType, Table
from openscrutiny.records.unpacking import hash_file
from openscrutiny.records.versions import Load


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of one file: of its rows, so many stored, rejected, and kept aside as duplicates."""

    load: str
    table: str
    file: str
    rows: int
    rejected: int
    duplicates: int
    seconds: float
    unchanged: bool


def ingest_source(
    root: Path,
    source: Source,
    table: Table,
    organisation: Organisation,
    store: Store,
    progress: Progress | None = None,
) -> tuple[LoadReport, ...]:
    """Read every file of a source into the store; one report a file. Raises RecordsError, DefinitionError.

    Each file is taken whole or not at all; a file that was taken before, unchanged, is not read again.
    """
    deliveries = _find_deliveries(root, source, table, organisation)
    key = find_person_key(root) if any(column.type is ColumnType.PERSON for column in table.columns) else b""
    return tuple(_ingest_file(delivery, store, key, progress or _silent) for delivery in deliveries)


def _silent(stage: str, done: int, total: int | None) -> None:
    pass


def _find_deliveries(root: Path, source: Source, table: Table, organisation: Organisation) -> list[Delivery]:
    """The files of a source with what is declared of each. Raises DefinitionError with all that is not."""
    faults = Faults()
    deliveries = []
    paths = source.find_files(root)
    if not paths:
        faults.add(source.definition, 0, "files", f"no file is named '{source.files}'.", "Put the extract there.")
    areas = tuple(organisation.area_names)[1:]
    for path in paths:
        declared = read_manifest(root, path, areas, source.declared, faults)
        file = str(path.relative_to(root))
        if declared.coverage is None:
            mend = (
                f"Write 'coverage: {{from: 2020-07, to: 2020-09}}' in {source.definition} or in {file}.manifest.yaml."
            )
            faults.add(file, 0, "", "nothing says which months it covers.", mend)
        if declared.extracted_on is None:
            mend = f"Write 'extracted_on: 2020-10-14' in {source.definition} or in {file}.manifest.yaml."
            faults.add(file, 0, "", "nothing says when it was extracted.", mend)
        if declared.coverage and declared.extracted_on:
            coverage = _whole_force(declared.coverage, organisation)
            deliveries.append(Delivery(root, path, source, table, organisation, coverage, declared.extracted_on))
    faults.raise_if_any()
    return deliveries


def force_areas(organisation: Organisation, first: Month, last: Month) -> tuple[str, ...]:
    """Every area that there is in some of the months, and outside."""
    existing = (
        area.id
        for area in organisation.areas
        if (area.starts is None or area.starts <= last) and (area.ends is None or first <= area.ends)
    )
    return (*sorted(existing), OUTSIDE)


def _whole_force(coverage: Coverage, organisation: Organisation) -> Coverage:
    """Naming every area is the same as naming none."""
    everything = set(force_areas(organisation, coverage.first, coverage.last))
    return dataclasses.replace(coverage, areas=()) if everything <= set(coverage.areas) else coverage


def hash_contract(table: Table) -> str:
    """What tells two contracts of a table apart: its stored columns and how records are known and covered."""
    told = [(column.name, str(column.type)) for column in table.columns]
    return _hash(repr((told, table.record_id, table.area, table.coverage_by)))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _hash_mapping(delivery: Delivery) -> str:
    """What tells two readings of the same file apart, whatever the workspace's folder."""
    source = dataclasses.replace(delivery.source, definition="", files="")
    columns = tuple(dataclasses.replace(column, line=0) for column in source.columns)
    status = source.status and dataclasses.replace(source.status, line=0)
    source = dataclasses.replace(source, columns=columns, status=status, declared=type(source.declared)())
    lookups = [hash_file(delivery.root / column.lookup.file) for column in source.columns if column.lookup]
    areas = [(area.id, str(area.starts), str(area.ends)) for area in delivery.organisation.areas]
    values = [(column.name, column.required, column.values, column.in_force) for column in delivery.table.columns]
    return _hash(repr((source, lookups, areas, values)))


def _ingest_file(delivery: Delivery, store: Store, key: bytes, progress: Progress) -> LoadReport:
    began = time.monotonic()
    load = _identify(delivery, key)
    with store.writing() as building:
        if any(key and one.person_key not in ("", load.person_key) for one in store.loads()):
            raise RecordsError(
                f"{delivery.file}: the person key is not the one that people in the store were hashed with, so none"
                " would match. Restore that key."
            )
        known = tuple(one for one in store.loads() if _is_same_delivery(one, load))
        if same := next((one for one in known if one.id == load.id), None):
            return _report(same, began, unchanged=True)
        if purged := next((one for one in known if one.purges), None):
            raise RecordsError(
                f"{delivery.file}: rows of it were purged on {purged.purges[-1].on}, so it cannot be read anew with"
                " other definitions. Deliver a new extract without those rows."
            )
        built = building / "load"
        built.mkdir()
        with store.connect(building) as connection, watch_queries(connection, progress) as tell:
            if key:
                give_key(connection, key)
            staged = stage_delivery(connection, delivery, building, tell)
            tell("writing", 0, None)
            duplicates = write_duplicates(connection, staged, delivery.table, built)
            rejected = write_rejected(connection, staged, built)
            rows = _write_rows(connection, staged, delivery.table, built)
        load = dataclasses.replace(load, rows=rows, rejected=rejected, duplicates=duplicates)
        return _report(store.add(load, built, delivery.table, building, known), began, unchanged=False)


def _is_same_delivery(known: Load, load: Load) -> bool:
    """The same content under new definitions, or a corrected file in the place of one of the same day."""
    if (known.source, known.table) != (load.source, load.table):
        return False
    return known.file_hash == load.file_hash or (known.file, known.extracted_on) == (load.file, load.extracted_on)


def _report(load: Load, began: float, unchanged: bool) -> LoadReport:
    seconds = time.monotonic() - began
    return LoadReport(
        load.id, load.table, load.file, load.rows, load.rejected, load.duplicates, seconds, unchanged=unchanged
    )


def _identify(delivery: Delivery, key: bytes) -> Load:
    """The load a file will be, before it is read. Its id tells of everything that its rows depend on."""
    coverage, source = delivery.coverage, delivery.source
    file_hash, mapping, contract = hash_file(delivery.path), _hash_mapping(delivery), hash_contract(delivery.table)
    told = (delivery.table.name, source.name, file_hash, str(source.kind), str(delivery.extracted_on))
    load_id = _hash(repr((*told, str(coverage.first), str(coverage.last), coverage.areas, mapping, contract)))
    return Load(
        id=load_id,
        table=delivery.table.name,
        source=source.name,
        file=delivery.file,
        file_hash=file_hash,
        kind=source.kind,
        extracted_on=delivery.extracted_on,
        first=coverage.first,
        last=coverage.last,
        areas=coverage.areas,
        force_areas=force_areas(delivery.organisation, coverage.first, coverage.last),
        rows=0,
        rejected=0,
        duplicates=0,
        contract_hash=contract,
        mapping_hash=mapping,
        person_key=fingerprint_key(key) if key else "",
    )


def _write_rows(connection: duckdb.DuckDBPyConnection, staged: Staged, table: Table, built: Path) -> int:
    columns = ", ".join(name(column) for column in table.column_names)
    counted = connection.execute("SELECT count(*) FROM repeated").fetchone()
    first = f" AND {staged.place} NOT IN (SELECT duplicate FROM repeated)" if counted and counted[0] else ""
    counted = connection.execute(
        f"COPY (SELECT {columns}, {staged.line} AS _row, _counts FROM staged WHERE _raw IS NULL{first})"
        f" TO {quote(built / 'rows.parquet')} (FORMAT parquet, PARQUET_VERSION v2)"
    ).fetchone()
    return int(counted[0]) if counted else 0
