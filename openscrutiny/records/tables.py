"""Data contracts: what a table of records holds. One file of `tables/` a table, parsed once into a frozen `Table`."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from openscrutiny.definitions import Faults, Section, list_definitions, read_definition
from openscrutiny.errors import did_you_mean
from openscrutiny.organisation import Organisation
from openscrutiny.periods import Grain, Month


class ColumnType(StrEnum):
    """What a column holds, and (in brackets) how it is stored: everything else is text."""

    TEXT = "text"
    CODE = "code"  # one of a code list or of the listed values
    AREA = "area"  # an area id of the organisation, or `outside`
    PERSON = "person"  # a reference to a person: stored as a keyed hash only
    DATE = "date"  # (DATE)
    MONTH = "month"  # a month without a day (DATE, its first day)
    WHOLE = "whole number"  # (BIGINT)
    DECIMAL = "decimal"  # (DECIMAL(18, 4)); with more decimals the row is rejected
    FLAG = "flag"  # (BOOLEAN)


class DateRole(StrEnum):
    """Which moment a date column tells of."""

    RECORDED = "recorded"
    REPORTED = "reported"
    COMMITTED = "committed"
    OUTCOME = "outcome"


SMALLEST_PERIODS = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)
DATE_TYPES = (ColumnType.DATE, ColumnType.MONTH)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a contract. `values` are the allowed ones where it is a code (empty: any).

    `in_force` tells of each value the first and last month it may stand in (None: no limit); empty where none has any.
    """

    name: str
    type: ColumnType
    required: bool = True
    values: tuple[str, ...] = ()
    in_force: tuple[tuple[Month | None, Month | None], ...] = ()
    date_role: DateRole | None = None
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of records: `record_id` names the id column or is empty; `coverage_by` the date loads cover by.

    `smallest_period` is the shortest one its dates tell apart: a table of counts by quarter knows no months.
    """

    name: str
    title: str
    record: str
    columns: tuple[Column, ...]
    coverage_by: str
    record_id: str = ""
    area: str = ""
    weight: str = ""
    smallest_period: Grain = Grain.MONTH

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


def load_tables(root: Path, organisation: Organisation, faults: Faults) -> dict[str, Table]:
    """Every table contract of the workspace at `root`, by name; what is wrong goes to `faults`."""
    paths = list_definitions(root / "tables")
    return {path.stem: _read_table(path, root, organisation, faults) for path in paths}


def _read_table(path: Path, root: Path, organisation: Organisation, faults: Faults) -> Table:
    top = read_definition(path, faults, root)
    columns = tuple(_read_column(section, organisation) for section in top.sections("columns"))
    table = Table(
        name=path.stem,
        title=top.text("title"),
        record=top.text("record"),
        columns=columns,
        coverage_by=top.text("coverage_by"),
        record_id=top.text("record_id", ""),
        area=top.text("area", ""),
        weight=top.text("weight", ""),
        smallest_period=top.word("smallest_period", Grain, Grain.MONTH),
    )
    for key, name in (
        ("coverage_by", table.coverage_by),
        ("record_id", table.record_id),
        ("area", table.area),
        ("weight", table.weight),
    ):
        if name and name not in table.column_names:
            top.fault(key, f"no such column '{name}' in this table.", did_you_mean(name, table.column_names))
    if table.smallest_period not in SMALLEST_PERIODS:
        mend = f"Write {', '.join(SMALLEST_PERIODS)}."
        top.fault("smallest_period", f"'{table.smallest_period}' is not a calendar period.", mend)
    by = table.column(table.coverage_by)
    if by and by.type not in DATE_TYPES:
        top.fault("coverage_by", f"'{by.name}' is not a date.", "Name a column of type date or month.")
    top.finish()
    return table


def _read_column(section: Section, organisation: Organisation) -> Column:
    kind = section.word("type", ColumnType)
    values = section.texts("values")
    code_list = section.text("code_list", "")
    lists = dict(organisation.code_lists)
    if code_list and code_list not in lists:
        section.fault("code_list", f"no such code list '{code_list}'.", did_you_mean(code_list, lists))
    role = section.word("date_role", DateRole, DateRole.RECORDED) if "date_role" in section else None
    codes = {} if values else organisation.codes(code_list)
    limited = any(code.starts or code.ends for code in codes.values())
    column = Column(
        name=section.text("name"),
        type=kind,
        required=section.flag("required", True),
        values=values or tuple(codes),
        in_force=tuple((code.starts, code.ends) for code in codes.values()) if limited else (),
        date_role=role,
        meaning=section.text("meaning", ""),
    )
    section.finish()
    return column
