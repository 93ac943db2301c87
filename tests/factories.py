"""Makes small workspaces from text: definitions and records written as a test would tell them."""

import re
from collections.abc import Mapping
from pathlib import Path

from openscrutiny import pipeline

ORGANISATION = """\
name: Spec Force (synthetic)
short_name: Spec Force
force: {id: force, name: Spec Force, population: {2019: 300000}}
areas:
  - {id: north, name: North, population: {2019: 100000}}
  - {id: south, name: South, population: {2019: 200000}}
scorecard:
  - {id: "1", title: Service, objectives: [{id: "1.1", title: Crime}]}
levels: [{id: gold, title: Gold}]
priorities: []
disclosure: []
"""

CRIMES = """\
title: Crimes
record: crime
record_id: id
coverage_by: recorded_on
area: area
columns:
  - {name: id, type: text}
  - {name: recorded_on, type: date, date_role: recorded}
  - {name: committed_on, type: date, date_role: committed, required: false}
  - {name: area, type: area, required: false}
  - {name: offence, type: code, values: [theft, fraud, arson], required: false}
  - {name: hate, type: flag, required: false}
  - {name: victim, type: text, required: false}
  - {name: minutes, type: whole number, required: false}
  - {name: value, type: decimal, required: false}
"""

SOURCE = """\
table: crimes
files: records/*.csv
kind: snapshot
columns: {id: id, recorded_on: recorded_on, committed_on: committed_on, area: area, offence: offence,
          hate: {from: hate, values: {"yes": true, "no": false}}, victim: victim, minutes: minutes, value: value}
coverage: {from: "%s", to: "%s"}
extracted_on: 2020-10-14
"""

MEASURE = """\
title: A measure
objective: "1.1"
level: gold
table: crimes
period_by: recorded_on
unit_of_count: offence
improvement: decrease
"""

COLUMNS = ("id", "recorded_on", "committed_on", "area", "offence", "hate", "victim", "minutes", "value")


def write_workspace(
    root: Path, records: str, measures: Mapping[str, str], first: str = "2019-04", last: str = "2019-09"
) -> Path:
    """A workspace of one table; `records` is an ASCII table whose missing columns stay empty. Not yet ingested."""
    for folder in ("tables", "sources", "measures", "records"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "organisation.yaml").write_text(ORGANISATION)
    (root / "tables" / "crimes.yaml").write_text(CRIMES)
    (root / "sources" / "crimes.yaml").write_text(SOURCE % (first, last))
    for name, text in measures.items():
        (root / "measures" / f"{name}.yaml").write_text(MEASURE + text)
    rows = read_table(records)
    lines = [",".join(COLUMNS)]
    lines += [",".join(row.get(column, "") for column in COLUMNS) for row in rows]
    (root / "records" / "crimes.csv").write_text("\n".join(lines) + "\n")
    return root


def ingest_workspace(root: Path, records: str, measures: Mapping[str, str], **span: str) -> Path:
    """The same, with its records in the store."""
    write_workspace(root, records, measures, **span)
    pipeline.ingest(root)
    return root


def read_table(text: str) -> list[dict[str, str]]:
    """Rows of an ASCII table: cells between bars, the first line their names; a dash line is passed over."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not set(line) <= set("|-+ ")]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]


def read_page(folder: Path) -> str:
    """A report's web page, less the marks that hold words together on a line; white space is one space."""
    return " ".join(re.sub(r'<span class="held">(.*?)</span>', r"\1", (folder / "index.html").read_text()).split())
