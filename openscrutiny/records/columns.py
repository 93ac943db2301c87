"""What becomes of one column of an extract: SQL for its text, its type, and for all that may be wrong with it."""

from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from openscrutiny.errors import RecordsError
from openscrutiny.organisation import OUTSIDE, Organisation
from openscrutiny.records.persons import person_hash_sql
from openscrutiny.records.sources import ISO_DAY, ISO_MONTH, ColumnSource, Source
from openscrutiny.records.supersession import name, quote
from openscrutiny.records.tables import Column, ColumnType, Table

STORED_AS = {
    ColumnType.DATE: "DATE",
    ColumnType.MONTH: "DATE",
    ColumnType.WHOLE: "BIGINT",
    ColumnType.DECIMAL: "DECIMAL(18, 4)",
    ColumnType.FLAG: "BOOLEAN",
}
SAID = {"true": ("true", "t", "yes", "y", "1"), "false": ("false", "f", "no", "n", "0")}
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
    """SQL over a relation of raw text columns r0, r1 ... that makes of each contract's column n its text `_t<n>` and
    its typed value `_v<n>`; a look-up adds `_u<n>`, whether the text is not in it.

    `positions` are the used headers' places in the file, in the order of r0, r1 ... One of `faulty` holds exactly where
    the `wrong` of one of `checks` does; there are fewer of them, since every row of a file is asked.
    """

    headers: list[str] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    private: set[int] = field(default_factory=set)
    private_columns: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    faulty: list[str] = field(default_factory=list)
    counts: str = "true"

    @property
    def raw_columns(self) -> tuple[str, ...]:
        return tuple(f"r{number}" for number in range(len(self.headers)))

    def add_check(self, check: Check) -> None:
        self.checks.append(check)
        self.faulty.append(check.wrong)

    def layers(self, raw: str, carried: str = "") -> str:
        """A query with every expression worked out once: blanks trimmed, then texts and look-ups, then types.

        `carried` names columns to carry along, each followed by a comma.
        """
        clean = ", ".join(f"{_trimmed(column)} AS {column}" for column in self.raw_columns) or "1"
        texts = (
            f"SELECT {', '.join(['*', *self.texts])} FROM (SELECT {carried}{clean} FROM ({raw})) {' '.join(self.joins)}"
        )
        return f"SELECT {', '.join(['*', *self.values])} FROM ({texts})"


def _trimmed(column: str) -> str:
    """Blanks around a text do not count, and a blank text is none. Trimming is slow, so only where there may be any:
    an empty text or one that begins with a blank comes before '!'.
    """
    return f"CASE WHEN {column} < '!' OR suffix({column}, ' ') THEN nullif(trim({column}), '') ELSE {column} END"


@dataclass(frozen=True, slots=True)
class ColumnPlanner:
    """Plans the columns of one file, each into the conversion; code lists become enumerations, look-ups joins."""

    connection: duckdb.DuckDBPyConnection
    root: Path
    plan: Conversion
    source: Source
    table: Table
    organisation: Organisation

    def plan_column(self, column: Column, origin: ColumnSource, raw: str) -> None:
        plan, number, asked = self.plan, len(self.plan.values), len(self.plan.checks)
        text, typed = f"_t{number}", f"_v{number}"
        unknown = f"({text} IS NULL AND {raw} IS NOT NULL)"
        where = f"{self.source.definition}:{origin.line}"
        known = self._known_values(column)
        if known and column.type is not ColumnType.FLAG:
            self.connection.execute(f"CREATE TYPE known{number} AS ENUM ({', '.join(map(quote, known))})")
        if origin.lookup:
            found = self._look_up(column, origin, raw)
            if known:
                wrong = f"{text} NOT IN ({', '.join(map(quote, known))})"
                plan.checks.append(Check(column.name, text, wrong, _unknown(column), f"Correct {origin.lookup.file}."))
        elif known:
            found = self._code(number, origin, raw, known)
            if any(code == "" for _, code in origin.values):  # what the extract holds may stand for nothing
                unknown = f"(TRY_CAST({raw} AS codes{number}) IS NULL AND {raw} IS NOT NULL)"
            mend = f"Map it under 'values' in {where}{self._where_known(column)}."
            plan.checks.append(Check(column.name, raw, unknown, _unknown(column), mend))
        else:
            found = with_values(raw, origin)
        if column.required and column.type is not ColumnType.AREA:
            missing = f"({text} IS NULL AND NOT {unknown})" if known and not origin.lookup else f"{text} IS NULL"
            mend = f"Fill it in at its origin, or write 'required: false' in tables/{self.table.name}.yaml."
            plan.checks.append(Check(column.name, text, missing, "is empty.", mend))
        plan.texts.append(f"{found} AS {text}")
        plan.values.append(f"{_typed(column, origin, text, number)} AS {typed}")
        plan.typed[column.name] = typed
        if column.type in STORED_AS and column.type is not ColumnType.FLAG:
            wrong = f"({typed} IS NULL AND {text} IS NOT NULL)"
            if column.type is ColumnType.DECIMAL:
                fine = _too_precise(text)
                reason = "has more than four decimals: nothing is rounded unsaid."
                mend = "Round it at its origin, or hold it as a whole number of a smaller unit."
                plan.checks.append(Check(column.name, text, f"coalesce({fine}, false)", reason, mend))
                wrong = f"({wrong} AND NOT coalesce({fine}, false))"
            reason = f"is not a {column.type}."
            plan.checks.append(Check(column.name, text, wrong, reason, _type_mend(origin, where)))
        if column.required and column.type is not ColumnType.AREA:
            plan.faulty.append(f"{typed} IS NULL")  # whatever is missing, unknown or misread has no value
        else:
            plan.faulty += [check.wrong for check in plan.checks[asked:]]

    def plan_time_in_force(self, column: Column, origin: ColumnSource) -> None:
        """A code or an area must be in force on the day that the row counts for. For when every column is planned."""
        limits = column.in_force
        if column.type is ColumnType.AREA:
            areas = {area.id: (area.starts, area.ends) for area in self.organisation.areas}
            limits = tuple(areas.get(area, (None, None)) for area in self._known_values(column))
        first = [f"DATE '{starts.first_day}'" if starts else "NULL" for starts, _ in limits]
        last = [f"DATE '{ends.last_day}'" if ends else "NULL" for _, ends in limits]
        day, code = self.plan.typed[self.table.coverage_by], self.plan.typed[column.name]
        wrong = [
            f"{day} {beyond} CAST([{', '.join(bounds)}] AS DATE[])[enum_code({code}) + 1]"
            for bounds, beyond in ((first, "<"), (last, ">"))
            if set(bounds) - {"NULL"}
        ]
        if wrong:
            kind = "area" if column.type is ColumnType.AREA else "code"
            reason = f"was no {kind} in force in the month of '{self.table.coverage_by}'."
            mend = (
                f"Map it to the {kind} of that time under 'values' in {self.source.definition}:{origin.line}, or"
                " correct its 'from' and 'to' in organisation.yaml."
            )
            self.plan.add_check(Check(column.name, f"CAST({code} AS VARCHAR)", f"({' OR '.join(wrong)})", reason, mend))

    def _known_values(self, column: Column) -> tuple[str, ...]:
        if column.type is ColumnType.AREA:
            return tuple(self.organisation.area_names)[1:]
        return ("true", "false") if column.type is ColumnType.FLAG else column.values

    def _where_known(self, column: Column) -> str:
        if column.type is ColumnType.AREA:
            return ", or add it to the areas of organisation.yaml"
        return " to true or false" if column.type is ColumnType.FLAG else f", or add it to the codes of '{column.name}'"

    def _code(self, number: int, origin: ColumnSource, raw: str, known: tuple[str, ...]) -> str:
        """The place of the text among what the extract may hold, and what stands at that place (perhaps nothing)."""
        codes: dict[str, str] = {one: one for one in known}
        kind = f"known{number}"
        if known == ("true", "false"):
            kind = "BOOLEAN"
            codes = {
                form: said for said, forms in SAID.items() for one in forms for form in (one, one.upper(), one.title())
            }
        codes |= {one.strip(): codes.get(code, code) for one, code in origin.values}
        blank = codes.pop("", "")
        if tuple(codes.items()) == tuple((one, one) for one in known):
            return f"TRY_CAST({raw} AS {kind})"
        forms = ", ".join(map(quote, codes))
        self.connection.execute(f"CREATE TYPE codes{number} AS ENUM ({forms})")
        stands_for = ", ".join(quote(code) if code else "NULL" for code in codes.values())
        found = f"CAST([{stands_for}] AS {kind}[])[enum_code(TRY_CAST({raw} AS codes{number})) + 1]"
        return f"CASE WHEN {raw} IS NULL THEN CAST({quote(blank)} AS {kind}) ELSE {found} END" if blank else found

    def _look_up(self, column: Column, origin: ColumnSource, raw: str) -> str:
        lookup, text = origin.lookup, with_values(raw, origin)
        assert lookup is not None
        joined = f"lookup{len(self.plan.joins)}"
        reader = (
            "read_parquet({})" if lookup.file.endswith(".parquet") else "read_csv({}, all_varchar=true, header=true)"
        )
        key, value = (f"trim(CAST({name(one)} AS VARCHAR))" for one in (lookup.key, lookup.value))
        where = f"{self.source.definition}:{origin.line}"
        try:
            self.connection.execute(
                f"CREATE OR REPLACE TEMP TABLE {joined} AS SELECT {key} AS key, min({value}) AS value,"
                f" count(DISTINCT {value}) AS found FROM {reader.format(quote(self.root / lookup.file))}"
                f" WHERE {key} <> '' GROUP BY 1"
            )
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            raise RecordsError(f"{lookup.file}: is no look-up of '{origin.column}' ({where}): {reason}") from None
        twice = self.connection.execute(f"SELECT min(key) FROM {joined} WHERE found > 1").fetchone()
        if twice and twice[0] is not None:
            raise RecordsError(f"{lookup.file}: '{twice[0]}' has two values. Keep one row for each '{lookup.key}'.")
        self.plan.joins.append(f"LEFT JOIN {joined} ON {joined}.key = {text}")
        if lookup.otherwise is not None:
            if column.type is ColumnType.AREA:  # a look-up of the whole country has areas that are not of this force
                own = ", ".join(map(quote, self._known_values(column)))
                self.connection.execute(f"DELETE FROM {joined} WHERE value NOT IN ({own})")
            return f"coalesce({joined}.value, {quote(lookup.otherwise)})"
        unknown = f"_u{len(self.plan.values)}"
        self.plan.texts.append(f"({joined}.value IS NULL AND {text} IS NOT NULL) AS {unknown}")
        mend = f"Add it to {lookup.file}, or write 'otherwise:' in {where}."
        self.plan.checks.append(Check(column.name, text, unknown, f"is not in {lookup.file}.", mend))
        return f"{joined}.value"


def _unknown(column: Column) -> str:
    if column.type is ColumnType.AREA:
        return "is not an area."
    return "is neither yes nor no." if column.type is ColumnType.FLAG else "is not one of its codes."


def with_values(raw: str, origin: ColumnSource) -> str:
    if not origin.values:
        return raw
    cases = " ".join(f"WHEN {quote(one.strip())} THEN nullif({quote(code)}, '')" for one, code in origin.values)
    return f"(CASE coalesce({raw}, '') {cases} ELSE {raw} END)"


def _typed(column: Column, origin: ColumnSource, text: str, number: int) -> str:
    match column.type:
        case ColumnType.DATE | ColumnType.MONTH:
            return _typed_date(column, origin, text)
        case ColumnType.WHOLE:
            return f"CASE WHEN {text} ~ '^[+-]?[0-9]+$' THEN TRY_CAST({text} AS BIGINT) END"
        case ColumnType.DECIMAL:
            return f"CASE WHEN NOT {_too_precise(text)} THEN TRY_CAST({text} AS DECIMAL(18, 4)) END"
        case ColumnType.FLAG:
            return f"TRY_CAST({text} AS BOOLEAN)"
        case ColumnType.AREA:
            return f"coalesce(TRY_CAST({text} AS known{number}), CAST({quote(OUTSIDE)} AS known{number}))"
        case ColumnType.CODE if column.values:
            return f"TRY_CAST({text} AS known{number})"
        case ColumnType.PERSON:
            return person_hash_sql(text)
        case _:
            return text


def _too_precise(text: str) -> str:
    """Whether a decimal would lose digits in the four that are kept.

    Past the ninth decimal nothing is looked at: a workbook's binary numbers end in digits that nobody wrote.
    """
    return f"(TRY_CAST({text} AS DECIMAL(27, 9)) <> TRY_CAST({text} AS DECIMAL(18, 4)))"


def _typed_date(column: Column, origin: ColumnSource, text: str) -> str:
    whole = ISO_MONTH if column.type is ColumnType.MONTH else ISO_DAY
    others = [one for one in origin.date_formats if one != ISO_DAY]
    found = [f"TRY_CAST({text} AS DATE)"] if len(others) < len(origin.date_formats) or whole == ISO_DAY else []
    if others:
        found.append(f"CAST(try_strptime({text}, [{', '.join(map(quote, others))}]) AS DATE)")
    day = f"coalesce({', '.join(reversed(found))})" if len(found) > 1 else found[0]
    return f"CAST(date_trunc('month', {day}) AS DATE)" if column.type is ColumnType.MONTH else day


def _type_mend(origin: ColumnSource, where: str) -> str:
    if origin.date_formats:
        return f"Write it as {' or '.join(origin.date_formats)}, or add its format to 'date_format' in {where}."
    return f"Correct it at its origin, or map it under 'values' in {where}."
