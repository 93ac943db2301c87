"""Reads a workspace's measure files into frozen `Measure`s: the only schema of a measure there is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openscrutiny.catalogue.addition import check_additions
from openscrutiny.catalogue.decisions import read_span
from openscrutiny.catalogue.limit_rule import read_limit_rule
from openscrutiny.catalogue.measure import (
    Break,
    Condition,
    Filter,
    GoodLooksLike,
    Improvement,
    Measure,
    Operator,
    Pack,
    Statistic,
)
from openscrutiny.catalogue.pack import load_pack
from openscrutiny.catalogue.similar_group import make_similar_measures
from openscrutiny.catalogue.statistic_rules import ORDERED, check_statistic
from openscrutiny.definitions import Faults, Section, list_definitions, read_definition
from openscrutiny.errors import did_you_mean
from openscrutiny.organisation import Organisation, load_organisation
from openscrutiny.periods import Grain
from openscrutiny.records.sources import Source, load_sources
from openscrutiny.records.tables import DATE_TYPES, Column, ColumnType, Table, load_tables


@dataclass(frozen=True)
class Catalogue:
    """Everything a workspace defines, read once: organisation, tables, sources, measures and report packs."""

    root: Path
    organisation: Organisation
    tables: Mapping[str, Table]
    sources: Mapping[str, Source]
    measures: Mapping[str, Measure]
    packs: Mapping[str, Pack]

    def for_report(self, report: str) -> "Catalogue":
        """The same with the measures of the report's most similar forces, each counted in its force's own table."""
        group = self.packs[report].most_similar
        if group is None:
            return self
        return replace(self, measures={**self.measures, **make_similar_measures(self.measures, group)})

    def definition_files(self) -> tuple[Path, ...]:
        """Every file that defines something, by name: what a release hashes and keeps."""
        folders = ("tables", "sources", "measures", "packs/*")
        found = [path for folder in folders for path in self.root.glob(f"{folder}/*.y*ml")]
        found += self.root.glob("packs/**/*.md")
        return (self.root / "organisation.yaml", *sorted(found))


def load_catalogue(root: Path) -> Catalogue:
    """Read the workspace at `root`. Raises DefinitionError with every fault of every file at once."""
    faults = Faults()
    organisation = load_organisation(root, faults)
    tables = load_tables(root, organisation, faults)
    sources = load_sources(root, organisation, tables, faults)
    paths = list_definitions(root / "measures")
    measures = {path.stem: _read_measure(path, root, organisation, tables, faults) for path in paths}
    check_additions(measures, root, faults)
    packs = {
        path.parent.name: load_pack(path, root, measures, organisation.force.name, faults)
        for path in sorted(root.glob("packs/*/pack.yaml"))
    }
    _check_disclosure(organisation, tables, faults)
    _check_groups(packs, tables, faults)
    faults.raise_if_any()
    return Catalogue(root, organisation, tables, sources, measures, packs)


def _read_measure(
    path: Path, root: Path, organisation: Organisation, tables: Mapping[str, Table], faults: Faults
) -> Measure:
    top = read_definition(path, faults, root)
    table = tables.get(top.text("table"))
    if table is None and "table" in top:
        top.fault("table", f"no such table '{top.text('table')}'.", did_you_mean(top.text("table"), tables))
    statistic = top.word("statistic", Statistic, Statistic.COUNT)
    title = top.text("title")
    measure = Measure(
        id=path.stem,
        title=title,
        short=top.text("short", title),
        objective=_known(top, "objective", organisation.objectives),
        level=_known(top, "level", {level.id for level in organisation.levels}),
        priority=_known(top, "priority", {priority.id for priority in organisation.priorities}),
        table=top.text("table"),
        period_by=_column_name(top, "period_by", table, DATE_TYPES, required=True),
        statistic=statistic,
        numerator=_read_filter(top, "numerator", table),
        denominator=_read_filter(top, "denominator", table),
        column=_column_name(top, "column", table, None),
        days_between=_read_days_between(top, table),
        within=top.number("within"),
        per=top.whole("per", 1000, least=1),
        unit_of_count=top.text("unit_of_count"),
        improvement=top.word("improvement", Improvement),
        limits=read_limit_rule(top, organisation.calendar),
        part_of=top.text("part_of", ""),
        overlaps=top.flag("overlaps"),
        provisional_days=top.whole("provisional_days", 0, least=0),
        breaks=tuple(_read_break(section) for section in top.sections("breaks")),
        good_looks_like=_read_good_looks_like(top),
        set_aside=tuple(read_span(section) for section in top.sections("set_aside")),
        plural=top.text("plural", ""),
        authored_by=top.text("authored_by", ""),
        checked_by=top.text("checked_by", ""),
        next_review=top.day("next_review"),
        notes=top.text("notes", ""),
    )
    check_statistic(top, measure, table, organisation)
    top.finish()
    return measure


def _known(top: Section, key: str, choices: Any) -> str:
    word = top.text(key, "")
    if word and choices and word not in choices:
        top.fault(key, f"no such {key} '{word}' in organisation.yaml.", did_you_mean(word, choices))
    return word


def _column_name(
    top: Section, key: str, table: Table | None, types: tuple[ColumnType, ...] | None, required: bool = False
) -> str:
    name = top.text(key, None if required else "")
    _find_column(top, key, name, table, types)
    return name


def _find_column(
    section: Section, key: str, name: str, table: Table | None, types: tuple[ColumnType, ...] | None = None
) -> Column | None:
    if table is None or not name:
        return None
    column = table.column(name)
    if column is None:
        section.fault(key, f"no such column in table '{table.name}'.", did_you_mean(name, table.column_names))
    elif types and column.type not in types:
        wanted = " or ".join(str(kind) for kind in types)
        section.fault(key, f"'{name}' is a {column.type}, not a {wanted}.", "Name another column.")
    return column


def _read_filter(top: Section, key: str, table: Table | None) -> Filter:
    if top.value(key) in (None, "population"):
        return Filter()
    side = top.section(key)
    where = side.section("where", required=True) if side else None
    conditions = tuple(_read_condition(where, name, table) for name in where.keys()) if where else ()  # noqa: SIM118
    if side:
        side.finish()
    return Filter(tuple(condition for condition in conditions if condition))


def _read_condition(where: Section, name: str, table: Table | None) -> Condition | None:
    column = _find_column(where, name, name, table)
    written = where.value(name)
    operator = Operator.IS
    if isinstance(written, dict):
        if len(written) != 1 or next(iter(written)) not in list(Operator):
            where.fault(name, "is not one comparison.", f"Write one of {', '.join(Operator)}: {{at_least: 3}}.")
            return None
        word, written = next(iter(written.items()))
        operator = Operator(word)
    values = tuple(written) if isinstance(written, list) else (written,)
    if column is None:
        return None
    return Condition(name, operator, tuple(_read_value(where, name, column, operator, value) for value in values))


def _read_value(where: Section, name: str, column: Column, operator: Operator, value: Any) -> Any:
    """The value as its column's type; a fault where it cannot be one."""
    if operator is Operator.MISSING:
        if not isinstance(value, bool):
            where.fault(name, f"'missing' is not '{value}'.", "Write missing: true or missing: false.")
        return bool(value)
    if operator in (Operator.AT_LEAST, Operator.AT_MOST) and column.type not in ORDERED:
        where.fault(name, f"'{name}' is a {column.type}, which has no order.", "Compare a number or a date.")
        return value
    match column.type:
        case ColumnType.FLAG:
            right = isinstance(value, bool)
        case ColumnType.WHOLE | ColumnType.DECIMAL:
            right = isinstance(value, (int, float)) and not isinstance(value, bool)
            value = Decimal(str(value)) if right and isinstance(value, float) else value
        case ColumnType.DATE | ColumnType.MONTH:
            right = isinstance(value, date) and not isinstance(value, datetime)
            value = str(value)
        case _:
            right, value = True, str(value)
            if column.values and value not in column.values:
                where.fault(name, f"'{value}' is no value of '{name}'.", did_you_mean(value, column.values))
    if not right:
        where.fault(name, f"'{value}' is not a {column.type}.", "Write a value of the column's type.")
    return value


def _read_days_between(top: Section, table: Table | None) -> tuple[str, str] | None:
    names = top.texts("days_between")
    if not names:
        return None
    if len(names) != 2:
        top.fault("days_between", "needs two date columns.", "Write [committed_on, recorded_on].")
        return None
    for name in names:
        _find_column(top, "days_between", name, table, DATE_TYPES)
    return names[0], names[1]


def _read_break(section: Section) -> Break:
    day = section.day("date")
    if day is None:
        section.fault("", "'date' is missing.", "Add 'date: 2019-12-01'.")
    found = Break(day or date.min, section.text("reason"))
    section.finish()
    return found


def _read_good_looks_like(top: Section) -> GoodLooksLike | None:
    section = top.section("good_looks_like")
    if section is None:
        return None
    aim = GoodLooksLike(
        section.text("text"),
        section.number("change"),
        section.text("against", ""),
        section.number("target"),
        section.word("per", Grain) if "per" in section else None,
    )
    if aim.change is not None and aim.target is not None:
        section.fault("target", "the aim is a change as well.", "Keep one of 'change' and 'target'.")
    section.finish()
    return aim


def _check_disclosure(organisation: Organisation, tables: Mapping[str, Table], faults: Faults) -> None:
    for rule in organisation.disclosure:
        if rule.table not in tables:
            mend = did_you_mean(rule.table, tables)
            faults.add("organisation.yaml", 0, "disclosure", f"no such table '{rule.table}'.", mend)


def _check_groups(packs: Mapping[str, Pack], tables: Mapping[str, Table], faults: Faults) -> None:
    for name, pack in packs.items():
        for force in pack.most_similar.others if pack.most_similar else ():
            if force.table not in tables:
                file, mend = f"packs/{name}/pack.yaml", did_you_mean(force.table, tables)
                faults.add(file, 0, "most_similar_group", f"no such table '{force.table}'.", mend)
