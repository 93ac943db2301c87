"""Plans how a file of a given header becomes rows of a table: its columns, the status of changes, the coverage."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from openscrutiny.errors import RecordsError, did_you_mean
from openscrutiny.organisation import Organisation
from openscrutiny.records.columns import STORED_AS, Check, ColumnPlanner, Conversion, with_values
from openscrutiny.records.coverage import Coverage
from openscrutiny.records.sources import ChangeStatus, ColumnSource, LoadKind, Source
from openscrutiny.records.supersession import quote
from openscrutiny.records.tables import ColumnType, Table


def plan_conversion(
    connection: duckdb.DuckDBPyConnection,
    root: Path,
    source: Source,
    table: Table,
    organisation: Organisation,
    coverage: Coverage,
    header: Sequence[str],
    file: str,
) -> Conversion:
    """The conversion of a file with this header. Raises RecordsError naming every header that is missing."""
    plan = Conversion()
    mapped = {column.column: column for column in source.columns}
    planner = ColumnPlanner(connection, root, plan, source, table, organisation)
    missing: list[str] = []
    for column in table.columns:
        origin = mapped.get(column.name)
        if origin is None:
            plan.typed[column.name] = f"CAST(NULL AS {STORED_AS.get(column.type, 'VARCHAR')})"
            continue
        raw = _raw(plan, origin, header, source, file, missing, column.type is ColumnType.PERSON)
        planner.plan_column(column, origin, raw)
    if source.status:
        raw = _raw(plan, source.status, header, source, file, missing, False)
        _plan_status(plan, source.status, raw, source)
    if missing:
        raise RecordsError("\n".join(missing))
    for column in table.columns:
        if column.name in mapped:
            planner.plan_time_in_force(column, mapped[column.name])
    _plan_coverage(plan, source, table, coverage)
    return plan


def _raw(
    plan: Conversion,
    origin: ColumnSource,
    header: Sequence[str],
    source: Source,
    file: str,
    missing: list[str],
    private: bool,
) -> str:
    """The SQL of the raw text, blank as NULL."""
    if origin.constant is not None:
        return quote(origin.constant)
    found = next((one for one in origin.headers if one in header), None)
    if found is None:
        missing.append(
            f"{file}:1: {' or '.join(repr(one) for one in origin.headers)}: no such column in the file"
            f" ({source.definition}:{origin.line} maps it to '{origin.column}')."
            f" {did_you_mean(origin.headers[0] if origin.headers else '', header)}"
        )
        return "NULL"
    if list(header).count(found) > 1:
        missing.append(f"{file}:1: '{found}': stands twice in the header. Rename one of the two columns.")
    if found not in plan.headers:
        plan.headers.append(found)
        plan.positions.append(list(header).index(found))
    number = plan.headers.index(found)
    if private:
        plan.private.add(number)
        plan.private_columns.add(origin.column)
    return f"r{number}"


def _plan_status(plan: Conversion, origin: ColumnSource, raw: str, source: Source) -> None:
    text = f"coalesce({with_values(raw, origin)}, {quote(ChangeStatus.CURRENT)})"
    words = ", ".join(quote(word) for word in ChangeStatus)
    mend = f"Map it under 'values' of 'status' in {source.definition}."
    plan.add_check(Check("status", text, f"{text} NOT IN ({words})", "is not a status.", mend))
    plan.counts = f"({text} NOT IN ({quote(ChangeStatus.CANCELLED)}, {quote(ChangeStatus.TRANSFERRED)}))"


def _plan_coverage(plan: Conversion, source: Source, table: Table, coverage: Coverage) -> None:
    """A row outside what its load declares is not taken. Changes may also amend what lies before it, anywhere."""
    day = plan.typed[table.coverage_by]
    months = f"the load covers {coverage.first} to {coverage.last}"
    mend = f"Correct 'coverage' in the manifest or in {source.definition}, or deliver the row with its own months."
    if day.startswith("CAST(NULL"):
        return
    outside = f"{day} > DATE '{coverage.last.last_day}'"
    if source.kind is LoadKind.SNAPSHOT:
        outside = f"({outside} OR {day} < DATE '{coverage.first.first_day}')"
    text = f"CAST({day} AS VARCHAR)"
    plan.add_check(Check(table.coverage_by, text, outside, f"lies outside the coverage: {months}.", mend))
    if table.area and coverage.areas and source.kind is LoadKind.SNAPSHOT:
        area = plan.typed[table.area]
        wrong = f"{area} NOT IN ({', '.join(map(quote, coverage.areas))})"
        reason = f"lies outside the coverage: the load covers {', '.join(coverage.areas)}."
        plan.add_check(Check(table.area, area, wrong, reason, mend))
