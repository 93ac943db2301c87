"""What changed between two data versions: net movement of records by reason, month and area."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import duckdb

from openscrutiny.errors import RecordsError
from openscrutiny.periods import Month
from openscrutiny.records.columns import STORED_AS
from openscrutiny.records.store import Store
from openscrutiny.records.supersession import name, quote
from openscrutiny.records.tables import ColumnType, Table
from openscrutiny.records.versions import DataVersion, TableVersion


class Reason(StrEnum):
    """Why a count moved. Records without an id can only be new or withdrawn."""

    NEW = "new"
    WITHDRAWN = "withdrawn"
    MOVED = "moved in date or area"
    RECLASSIFIED = "reclassified"


@dataclass(frozen=True, slots=True, order=True)
class Revision:
    """Records that came to and went from a month and area for one reason. Reclassified ones both come and go."""

    table: str
    reason: Reason
    month: Month
    area: str
    came: int
    went: int

    @property
    def net(self) -> int:
        return self.came - self.went


def find_version(store: Store, text: str) -> DataVersion:
    """The version of an id, or of what was known on a day (2020-10-14). Raises RecordsError."""
    try:
        return store.version(date.fromisoformat(text))
    except ValueError:
        pass
    days = sorted({load.extracted_on for load in store.loads()}, reverse=True)
    for day in days:
        if (version := store.version(day)).id == text:
            return version
    known = ", ".join(f"{store.version(day).id} ({day})" for day in days[:8])
    raise RecordsError(f"'{text}' is no data version of this store. Write a day, as in 2020-10-14, or one of: {known}.")


def current_rows(version: TableVersion | None, table: Table) -> str:
    """SQL for the rows of a table that count: stored, counting, and not replaced by a later load."""
    columns = ", ".join(name(column) for column in table.column_names)
    queries = []
    for part in version.parts if version else ():
        lost = ", ".join(quote(path) for path in part.lost)
        gone = f" AND _row NOT IN (SELECT _row FROM read_parquet([{lost}]))" if lost else ""
        queries.append(f"SELECT {columns} FROM read_parquet({quote(part.rows)}) WHERE _counts{gone}")
    nothing = ", ".join(
        f"CAST(NULL AS {STORED_AS.get(one.type, 'VARCHAR')}) AS {name(one.name)}" for one in table.columns
    )
    return " UNION ALL ".join(queries) or f"SELECT {nothing} WHERE false"


def compare_versions(before: DataVersion, after: DataVersion, tables: Mapping[str, Table]) -> tuple[Revision, ...]:
    """Every movement from one version to the other, by table, reason, month and area."""
    found: list[Revision] = []
    with duckdb.connect(":memory:", config={"memory_limit": "2GB"}) as connection:
        for table_name in sorted({*before.tables, *after.tables} & set(tables)):
            table = tables[table_name]
            for label, version in (("earlier", before), ("later", after)):
                rows = current_rows(version.tables.get(table_name), table)
                month = f"CAST(date_trunc('month', {name(table.coverage_by)}) AS DATE)"
                area = name(table.area) if table.area else "''"
                record = f"CAST({name(table.record_id)} AS VARCHAR)" if table.record_id else "NULL::VARCHAR"
                codes = [name(one.name) for one in table.columns if one.type in (ColumnType.CODE, ColumnType.FLAG)]
                told = ", ".join(f"coalesce(CAST({one} AS VARCHAR), '')" for one in codes)
                code = f"concat_ws('|', {told})" if told else "''"
                connection.execute(
                    f"CREATE OR REPLACE TEMP VIEW {label} AS SELECT {record} AS id, {month} AS month,"
                    f" CAST({area} AS VARCHAR) AS area, {code} AS code FROM ({rows})"
                )
            moved = connection.execute(_MOVEMENTS).fetchall()
            found += [
                Revision(table_name, Reason(reason), Month.containing(month), area, came, went)
                for reason, month, area, came, went in moved
            ]
    return tuple(sorted(found))


_MOVEMENTS = f"""
WITH paired AS (
    SELECT earlier.id AS old_id, later.id AS new_id, earlier.month AS old_month, later.month AS new_month,
           earlier.area AS old_area, later.area AS new_area, earlier.code AS old_code, later.code AS new_code
    FROM (FROM earlier WHERE id IS NOT NULL) AS earlier
    FULL JOIN (FROM later WHERE id IS NOT NULL) AS later ON earlier.id = later.id
), block AS (
    SELECT month, area, sum(amount) AS net FROM (
        SELECT month, area, 1 AS amount FROM later WHERE id IS NULL
        UNION ALL SELECT month, area, -1 FROM earlier WHERE id IS NULL) GROUP BY ALL
), moves(reason, month, area, came, went) AS (
    SELECT '{Reason.NEW}', new_month, new_area, 1, 0 FROM paired WHERE old_id IS NULL
    UNION ALL SELECT '{Reason.WITHDRAWN}', old_month, old_area, 0, 1 FROM paired WHERE new_id IS NULL
    UNION ALL SELECT '{Reason.MOVED}', old_month, old_area, 0, 1 FROM paired
        WHERE (old_month <> new_month OR old_area <> new_area)
        AND old_id IS NOT NULL AND new_id IS NOT NULL
    UNION ALL SELECT '{Reason.MOVED}', new_month, new_area, 1, 0 FROM paired
        WHERE (old_month <> new_month OR old_area <> new_area)
        AND old_id IS NOT NULL AND new_id IS NOT NULL
    UNION ALL SELECT '{Reason.RECLASSIFIED}', new_month, new_area, 1, 1 FROM paired
        WHERE old_month = new_month AND old_area = new_area AND old_code <> new_code
    UNION ALL SELECT '{Reason.NEW}', month, area, net, 0 FROM block WHERE net > 0
    UNION ALL SELECT '{Reason.WITHDRAWN}', month, area, 0, -net FROM block WHERE net < 0
)
SELECT reason, month, area, sum(came)::BIGINT, sum(went)::BIGINT FROM moves GROUP BY ALL ORDER BY ALL
"""
