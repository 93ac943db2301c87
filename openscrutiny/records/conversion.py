"""How raw text becomes typed columns: one SQL expression a column for its value, and one for what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from openscrutiny.errors import RecordsError, did_you_mean
from openscrutiny.organisation import OUTSIDE, Organisation
from openscrutiny.records.coverage import Coverage
from openscrutiny.records.persons import person_hash_sql
from openscrutiny.records.sources import ISO_DAY, ISO_MONTH, ChangeStatus, ColumnSource, LoadKind, Source
from openscrutiny.records.supersession import name, quote
from openscrutiny.records.tables import Column, ColumnType, Table

STORED_AS = {
    ColumnType.DATE: "DATE",
    ColumnType.MONTH: "DATE",
    ColumnType.WHOLE: "BIGINT",
    ColumnType.DECIMAL: "DECIMAL(18, 4)",
    ColumnType.FLAG: "BOOLEAN",
}
YES, NO = "'true', 't', 'yes', 'y', '1'", "'false', 'f', 'no', 'n', '0'"
WITHHELD = "(withheld)"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that may be wrong with a row: an SQL condition, and what to say where it holds."""

    column: str
    value: str
    wrong: str
    reason: str
    mend: str


@dataclass(slots=True)
class Conversion:
    """SQL over a relation `raw` of text columns r0, r1 ...: the typed columns, the checks, the joins of look-ups.

    `positions` are the used headers' places in the file, in the order of r0, r1 ...
    """

    headers: list[str] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    private: set[int] = field(default_factory=set)
    typed: dict[str, str] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)
    counts: str = "true"

    private_columns: set[str] = field(default_factory=set)

    @property
    def raw_columns(self) -> tuple[str, ...]:
        return tuple(f"r{number}" for number in range(len(self.headers)))


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
    missing: list[str] = []
    for column in table.columns:
        origin = mapped.get(column.name)
        if origin is None:
            plan.typed[column.name] = f"CAST(NULL AS {STORED_AS.get(column.type, 'VARCHAR')})"
            continue
        raw = _raw(plan, origin, header, source, file, missing, column.type is ColumnType.PERSON)
        _plan_column(connection, root, plan, column, origin, raw, source, table, organisation)
    if source.status:
        raw = _raw(plan, source.status, header, source, file, missing, False)
        _plan_status(plan, source.status, raw, source)
    if missing:
        raise RecordsError("\n".join(missing))
    _plan_coverage(plan, source, table, organisation, coverage)
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
    return f"nullif(trim(r{number}), '')"


def _plan_column(
    connection: duckdb.DuckDBPyConnection,
    root: Path,
    plan: Conversion,
    column: Column,
    origin: ColumnSource,
    raw: str,
    source: Source,
    table: Table,
    organisation: Organisation,
) -> None:
    where = f"{source.definition}:{origin.line}"
    text = _with_values(raw, origin)
    if origin.lookup:
        text = _with_lookup(connection, root, plan, column, origin, text, source, organisation)
    if column.type is ColumnType.AREA:
        text = f"coalesce({text}, {quote(OUTSIDE)})"
        areas = tuple(organisation.area_names)[1:]
        mend = f"Map it under 'values' or 'lookup' in {where}, or add the area to organisation.yaml."
        wrong = f"{text} NOT IN ({', '.join(map(quote, areas))})"
        plan.checks.append(Check(column.name, text, wrong, "is not an area.", mend))
    if column.required:
        mend = f"Fill it in at its origin, or write 'required: false' in tables/{table.name}.yaml."
        plan.checks.append(Check(column.name, text, f"{text} IS NULL", "is empty.", mend))
    if column.values:
        mend = f"Map it under 'values' in {where}, or add it to the codes of '{column.name}'."
        wrong = f"{text} NOT IN ({', '.join(map(quote, column.values))})"
        plan.checks.append(Check(column.name, text, wrong, "is not one of its codes.", mend))
    typed = _typed(column, origin, text)
    if column.type in STORED_AS:
        mend = _type_mend(column, origin, where)
        wrong = f"({typed} IS NULL AND {text} IS NOT NULL)"
        plan.checks.append(Check(column.name, text, wrong, f"is not a {_article_free(column.type)}.", mend))
    plan.typed[column.name] = typed


def _with_values(raw: str, origin: ColumnSource) -> str:
    if not origin.values:
        return raw
    cases = " ".join(f"WHEN {quote(one.strip())} THEN nullif({quote(code)}, '')" for one, code in origin.values)
    return f"(CASE coalesce({raw}, '') {cases} ELSE {raw} END)"


def _with_lookup(
    connection: duckdb.DuckDBPyConnection,
    root: Path,
    plan: Conversion,
    column: Column,
    origin: ColumnSource,
    text: str,
    source: Source,
    organisation: Organisation,
) -> str:
    lookup = origin.lookup
    assert lookup is not None
    number = len(plan.joins)
    path = root / lookup.file
    reader = "read_parquet({})" if path.suffix == ".parquet" else "read_csv({}, all_varchar=true, header=true)"
    key, value = (f"trim(CAST({name(one)} AS VARCHAR))" for one in (lookup.key, lookup.value))
    try:
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE lookup{number} AS SELECT {key} AS key, min({value}) AS value,"
            f" count(DISTINCT {value}) AS found FROM {reader.format(quote(path))} WHERE {key} <> '' GROUP BY 1"
        )
    except duckdb.Error as error:
        raise RecordsError(
            f"{lookup.file}: cannot be read as the look-up of '{origin.column}' ({source.definition}:{origin.line}):"
            f" {str(error).splitlines()[0]}"
        ) from None
    twice = connection.execute(f"SELECT key FROM lookup{number} WHERE found > 1 ORDER BY 1 LIMIT 1").fetchone()
    if twice:
        raise RecordsError(f"{lookup.file}: '{twice[0]}' has two values. Keep one row for each '{lookup.key}'.")
    plan.joins.append(f"LEFT JOIN lookup{number} ON lookup{number}.key = {text}")
    found = f"lookup{number}.value"
    if lookup.otherwise is not None:
        if column.type is ColumnType.AREA:  # a look-up of the whole country knows areas that are not of this force
            own = ", ".join(map(quote, tuple(organisation.area_names)[1:]))
            return f"(CASE WHEN {found} IN ({own}) THEN {found} ELSE {quote(lookup.otherwise)} END)"
        return f"coalesce({found}, {quote(lookup.otherwise)})"
    mend = f"Add it to {lookup.file}, or write 'otherwise:' in {source.definition}:{origin.line}."
    wrong = f"({found} IS NULL AND {text} IS NOT NULL)"
    plan.checks.append(Check(column.name, text, wrong, f"is not in {lookup.file}.", mend))
    return found


def _typed(column: Column, origin: ColumnSource, text: str) -> str:
    match column.type:
        case ColumnType.DATE | ColumnType.MONTH:
            return _typed_date(column, origin, text)
        case ColumnType.WHOLE:
            plain = f"(CASE WHEN NOT contains({text}, '.') AND NOT contains(lower({text}), 'e') THEN {text} END)"
            return f"TRY_CAST({plain} AS BIGINT)"
        case ColumnType.DECIMAL:
            return f"TRY_CAST({text} AS DECIMAL(18, 4))"
        case ColumnType.FLAG:
            return f"(CASE WHEN lower({text}) IN ({YES}) THEN true WHEN lower({text}) IN ({NO}) THEN false END)"
        case ColumnType.PERSON:
            return person_hash_sql(text)
        case _:
            return text


def _typed_date(column: Column, origin: ColumnSource, text: str) -> str:
    whole = ISO_MONTH if column.type is ColumnType.MONTH else ISO_DAY
    others = [one for one in origin.date_formats if one != ISO_DAY]
    found = [f"TRY_CAST({text} AS DATE)"] if len(others) < len(origin.date_formats) or whole == ISO_DAY else []
    if others:
        found.append(f"CAST(try_strptime({text}, [{', '.join(map(quote, others))}]) AS DATE)")
    day = f"coalesce({', '.join(reversed(found))})" if len(found) > 1 else found[0]
    return f"CAST(date_trunc('month', {day}) AS DATE)" if column.type is ColumnType.MONTH else day


def _type_mend(column: Column, origin: ColumnSource, where: str) -> str:
    if origin.date_formats:
        return f"Write it as {' or '.join(origin.date_formats)}, or add its format to 'date_format' in {where}."
    if column.type is ColumnType.FLAG:
        return f"Write yes or no, or map it under 'values' in {where}."
    return f"Correct it at its origin, or map it under 'values' in {where}."


def _article_free(kind: ColumnType) -> str:
    return "yes or no" if kind is ColumnType.FLAG else str(kind)


def _plan_status(plan: Conversion, origin: ColumnSource, raw: str, source: Source) -> None:
    text = f"coalesce({_with_values(raw, origin)}, {quote(ChangeStatus.CURRENT)})"
    words = ", ".join(quote(word) for word in ChangeStatus)
    mend = f"Map it under 'values' of 'status' in {source.definition}."
    plan.checks.append(Check("status", text, f"{text} NOT IN ({words})", "is not a status.", mend))
    plan.counts = f"({text} NOT IN ({quote(ChangeStatus.CANCELLED)}, {quote(ChangeStatus.TRANSFERRED)}))"


def _plan_coverage(
    plan: Conversion, source: Source, table: Table, organisation: Organisation, coverage: Coverage
) -> None:
    """A row outside what its load declares is not taken. Changes may also amend what lies before it, anywhere."""
    day = plan.typed[table.coverage_by]
    months = f"the load covers {coverage.first} to {coverage.last}"
    mend = f"Correct 'coverage' in the manifest or in {source.definition}, or deliver the row with its own months."
    outside = f"{day} > DATE '{coverage.last.last_day}'"
    if source.kind is LoadKind.SNAPSHOT:
        outside = f"({outside} OR {day} < DATE '{coverage.first.first_day}')"
    text = f"CAST({day} AS VARCHAR)"
    plan.checks.append(Check(table.coverage_by, text, outside, f"lies outside the coverage: {months}.", mend))
    if not table.area:
        return
    area = plan.typed[table.area]
    if coverage.areas and source.kind is LoadKind.SNAPSHOT:
        wrong = f"{area} NOT IN ({', '.join(map(quote, coverage.areas))})"
        reason = f"lies outside the coverage: the load covers {', '.join(coverage.areas)}."
        plan.checks.append(Check(table.area, area, wrong, reason, mend))
    for one in organisation.areas:
        limits = [f"{day} < DATE '{one.starts.first_day}'"] if one.starts else []
        limits += [f"{day} > DATE '{one.ends.last_day}'"] if one.ends else []
        if limits:
            wrong = f"({area} = {quote(one.id)} AND ({' OR '.join(limits)}))"
            mend = "Map it to the area of that time, or correct 'from' and 'to' in organisation.yaml."
            plan.checks.append(Check(table.area, area, wrong, "did not exist as an area in that month.", mend))
