"""A small workspace of crimes with two areas, and how to deliver extracts to it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from openscrutiny.cli.records import Records, open_records
from openscrutiny.records.ingest import LoadReport, ingest_source

ORGANISATION = """
name: Borders Constabulary
short_name: Borders
force: {id: force, name: Borders}
areas:
  - {id: north, name: North}
  - {id: south, name: South}
"""
CRIMES = """
title: Crimes
record: crime
record_id: crime_id
coverage_by: recorded_on
area: area
columns:
  - {name: crime_id, type: text, required: false}
  - {name: recorded_on, type: date, date_role: recorded}
  - {name: area, type: area}
  - {name: offence, type: code, values: [theft, arson]}
  - {name: hate, type: flag, required: false}
  - {name: victim, type: person, required: false}
  - {name: loss, type: decimal, required: false}
  - {name: days, type: whole number, required: false}
"""
SOURCE = """
table: crimes
files: {files}
kind: {kind}
date_formats: ["%d/%m/%Y", "%Y-%m-%d", "%d %b %Y"]
{more}
columns:
  crime_id: Crime Number
  recorded_on: Recorded
  area: {{from: LPA, values: {{North: north, South: south, "N/K": outside}}}}
  offence: {{from: Offence, values: {{THEFT: theft, ARSON: arson}}}}
  hate: Hate
  victim: Victim
  loss: Loss
  days: Days
"""
HEADER = ["Crime Number", "Recorded", "LPA", "Offence", "Hate", "Victim", "Loss", "Days"]


def crime(number: str, day: str = "01/07/2020", area: str = "North", offence: str = "THEFT", *rest: str) -> str:
    """One line of an extract."""
    cells = [number, day, area, offence, *rest]
    return ",".join(cells + [""] * (len(HEADER) - len(cells)))


@dataclass
class Desk:
    """What an analyst does: put files in `records`, declare them, ingest."""

    root: Path

    @property
    def records(self) -> Records:
        return open_records(self.root)

    def define_source(self, name: str = "crimes", files: str = "", kind: str = "snapshot", more: str = "") -> None:
        text = SOURCE.format(files=files or f"records/{name}*", kind=kind, more=more)
        (self.root / f"sources/{name}.yaml").write_text(text)

    def deliver(
        self, file: str, lines: list[str], months: str = "2020-07 2020-09", on: str = "2020-10-14", **more: object
    ) -> Path:
        return self.deliver_bytes(file, "\n".join([",".join(HEADER), *lines, ""]).encode(), months, on, **more)

    def deliver_bytes(
        self, file: str, content: bytes, months: str = "2020-07 2020-09", on: str = "2020-10-14", **more: object
    ) -> Path:
        path = self.root / "records" / file
        path.write_bytes(content)
        first, last = months.split()
        areas = f", areas: [{more['areas']}]" if "areas" in more else ""
        manifest = f"coverage: {{from: {first}, to: {last}{areas}}}\nextracted_on: {on}\n"
        path.with_name(path.name + ".manifest.yaml").write_text(manifest)
        return path

    def ingest(self, name: str = "crimes") -> tuple[LoadReport, ...]:
        records = self.records
        source = records.sources[name]
        return ingest_source(records.root, source, records.tables[source.table], records.organisation, records.store)

    def rows(self, columns: str = "crime_id, recorded_on, area, offence", as_at: date | None = None) -> list[tuple]:
        """The rows that count, in order."""
        found: list[tuple] = []
        for part in self.records.store.version(as_at).tables["crimes"].parts:
            lost = {row for path in part.lost for (row,) in duckdb.sql(f"SELECT _row FROM '{path}'").fetchall()}
            query = f"SELECT _row, {columns} FROM '{part.rows}' WHERE _counts"
            found += [row[1:] for row in duckdb.sql(query).fetchall() if row[0] not in lost]
        return sorted(found, key=str)

    def ids(self, as_at: date | None = None) -> list[str]:
        return [row[0] for row in self.rows("crime_id", as_at)]

    def rejected(self, columns: str = 'line, "column", value, reason') -> list[tuple]:
        store = self.records.store
        return [row for load in store.loads()
                for row in duckdb.sql(f"SELECT {columns} FROM '{store.rejected_path(load)}'").fetchall()]  # fmt: skip

    def duplicates(self) -> list[tuple]:
        store = self.records.store
        return [row for load in store.loads()
                for row in duckdb.sql(f"SELECT * FROM '{store.duplicates_path(load)}'").fetchall()]  # fmt: skip
