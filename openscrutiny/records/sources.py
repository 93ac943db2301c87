"""Source mappings: how an extract's files and columns become rows of a table. One file of `sources/` a source."""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from openscrutiny.definitions import Faults, Section, list_definitions, read_definition
from openscrutiny.errors import did_you_mean
from openscrutiny.organisation import OUTSIDE, Organisation
from openscrutiny.records.coverage import MANIFEST_ENDING, Declaration, read_declaration
from openscrutiny.records.tables import DATE_TYPES, Column, ColumnType, Table

ISO_DAY, ISO_MONTH = "%Y-%m-%d", "%Y-%m"


class LoadKind(StrEnum):
    """What a file stands for."""

    SNAPSHOT = "snapshot"  # everything there is within its coverage: replaces that
    CHANGES = "changes"  # records new or changed since: each replaces the record of its id


class FileFormat(StrEnum):
    """How a file is written. CSV may be in gzip or zip."""

    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"
    ODS = "ods"


class ChangeStatus(StrEnum):
    """What became of a record in a file of changes. Only current and reclassified records count."""

    CURRENT = "current"
    RECLASSIFIED = "reclassified"
    CANCELLED = "cancelled"
    TRANSFERRED = "transferred"


@dataclass(frozen=True, slots=True)
class Lookup:
    """A table that turns what the extract holds into what the contract wants, such as LSOA into area."""

    file: str
    key: str
    value: str
    otherwise: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnSource:
    """Where a contract's column comes from: the first of `headers` that the file has, or a constant."""

    column: str
    headers: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    date_formats: tuple[str, ...] = ()
    lookup: Lookup | None = None
    constant: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of extract and its mapping onto a table."""

    name: str
    definition: str
    table: str
    files: str
    kind: LoadKind
    columns: tuple[ColumnSource, ...]
    declared: Declaration
    format: FileFormat | None = None
    encoding: str = "utf-8"
    delimiter: str = ","
    sheet: str = ""
    header_row: int = 1
    status: ColumnSource | None = None

    def find_files(self, root: Path) -> tuple[Path, ...]:
        """Every file of the workspace that this source reads, by name."""
        found = (path for path in root.glob(self.files) if not path.name.endswith(MANIFEST_ENDING))
        return tuple(sorted(path for path in found if path.is_file()))


def load_sources(
    root: Path, organisation: Organisation, tables: Mapping[str, Table], faults: Faults
) -> dict[str, Source]:
    """Every source mapping of the workspace at `root`, by name; what is wrong goes to `faults`."""
    return {
        path.stem: _read_source(path, root, organisation, tables, faults) for path in list_definitions(root / "sources")
    }


def _read_source(
    path: Path, root: Path, organisation: Organisation, tables: Mapping[str, Table], faults: Faults
) -> Source:
    top = read_definition(path, faults, root)
    name = top.text("table")
    table = tables.get(name)
    if name and table is None:
        top.fault("table", f"no such table '{name}'.", did_you_mean(name, tables))
    formats = _date_formats(top)
    columns = _read_columns(top, table, formats, root)
    kind = top.word("kind", LoadKind, LoadKind.SNAPSHOT)
    status = _read_status(top)
    if status and kind is LoadKind.SNAPSHOT:
        top.fault("status", "only a source of changes has a status.", "Write 'kind: changes' or remove it.")
    if table and kind is LoadKind.CHANGES and not table.record_id:
        top.fault("kind", f"the table '{name}' has no record id to find changed records by.", "Write 'kind: snapshot'.")
    source = Source(
        name=path.stem,
        definition=top.file,
        table=name,
        files=top.text("files"),
        kind=kind,
        columns=columns,
        declared=read_declaration(top, tuple(organisation.area_names)[1:]),
        format=top.word("format", FileFormat) if "format" in top else None,
        encoding=top.text("encoding", "utf-8"),
        delimiter=top.text("delimiter", ","),
        sheet=top.text("sheet", ""),
        header_row=top.whole("header_row", 1, least=1),
        status=status,
    )
    _check_file(top, source)
    top.finish()
    return source


def _check_file(top: Section, source: Source) -> None:
    if Path(source.files).is_absolute() or ".." in Path(source.files).parts:
        top.fault("files", "leads out of the workspace.", "Write a path within it, as in: records/crimes-*.csv")
    try:
        codecs.lookup(source.encoding)
    except LookupError:
        top.fault("encoding", f"'{source.encoding}' is not an encoding.", "Write utf-8, cp1252 or utf-16.")
    if len(source.delimiter) != 1:
        top.fault("delimiter", f"'{source.delimiter}' is not one character.", 'Write one, as in: ";" or "\\t".')


def _read_columns(top: Section, table: Table | None, formats: tuple[str, ...], root: Path) -> tuple[ColumnSource, ...]:
    part = top.section("columns", required=True)
    if part is None or table is None:
        return ()
    read = tuple(_read_column(part, name, table, formats, root) for name in part)
    for column in table.columns:
        if column.required and column.name not in part:
            top.fault("columns", f"'{column.name}' is required and not mapped.", f"Add '{column.name}: its header'.")
    part.finish()
    return read


def _read_column(part: Section, name: str, table: Table, formats: tuple[str, ...], root: Path) -> ColumnSource:
    line = part.items[name][1]
    column = table.column(name)
    if column is None:
        part.value(name)
        part.fault(name, f"no such column in the table '{table.name}'.", did_you_mean(name, table.column_names))
        return ColumnSource(name, line=line)
    usual = formats or ((ISO_MONTH,) if column.type is ColumnType.MONTH else (ISO_DAY,))
    dates = usual if column.type in DATE_TYPES else ()
    if not isinstance(part.value(name), dict):
        return ColumnSource(name, part.texts(name), date_formats=dates, line=line)
    section = part.section(name)
    assert section is not None
    constant = section.text("constant", "") if "constant" in section else None
    read = ColumnSource(
        name,
        headers=section.texts("from"),
        values=_read_values(section),
        date_formats=(_date_formats(section) or dates) if dates else (),
        lookup=_read_lookup(section, root),
        constant=constant,
        line=line,
    )
    if bool(read.headers) == (constant is not None):
        section.fault("", "needs either 'from' or 'constant'.", "Name the header it comes from, or its one value.")
    _check_values(section, column, [code for _, code in read.values])
    section.finish()
    return read


def _read_values(section: Section) -> tuple[tuple[str, str], ...]:
    values = section.value("values", {})
    if not isinstance(values, dict):
        section.fault("values", "is not a set of 'raw: code' lines.", "Indent one a value below it.")
        return ()
    return tuple((_as_text(raw), _as_text(code)) for raw, code in values.items())


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _check_values(section: Section, column: Column, codes: list[str]) -> None:
    if column.type is ColumnType.CODE and column.values:
        for code in codes:
            if code not in column.values:
                section.fault("values", f"'{code}' is not a code of it.", did_you_mean(code, column.values))


def _read_lookup(section: Section, root: Path) -> Lookup | None:
    part = section.section("lookup")
    if part is None:
        return None
    otherwise = part.text("otherwise", OUTSIDE) if "otherwise" in part else None
    lookup = Lookup(part.text("file"), part.text("key"), part.text("value"), otherwise)
    if lookup.file and not (root / lookup.file).is_file():
        part.fault(
            "file", f"no such file '{lookup.file}'.", "Put it there (`openscrutiny fetch`?), or correct its path."
        )
    part.finish()
    return lookup


def _date_formats(section: Section) -> tuple[str, ...]:
    formats = (*section.texts("date_format"), *section.texts("date_formats"))
    for text in formats:
        if "%" not in text:
            key = "date_format" if "date_format" in section else "date_formats"
            section.fault(key, f"'{text}' is not a date format.", "Write it as %d/%m/%Y (day, month, year).")
    return tuple(text for text in formats if "%" in text)


def _read_status(top: Section) -> ColumnSource | None:
    if "status" not in top:
        return None
    if not isinstance(top.value("status"), dict):
        return ColumnSource("status", top.texts("status"))
    section = top.section("status")
    assert section is not None
    read = ColumnSource("status", section.texts("from"), _read_values(section), line=section.line)
    for _, word in read.values:
        if word not in list(ChangeStatus):
            section.fault("values", f"'{word}' is not a status.", did_you_mean(word, list(ChangeStatus)))
    section.finish()
    return read
