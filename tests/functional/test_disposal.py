"""After disposal a report says that a month is gone, and never prints zero for it."""

import json
from datetime import date
from pathlib import Path

from openscrutiny import pipeline
from openscrutiny.catalogue.load import load_catalogue
from openscrutiny.records.purge import Erasure, Retention, purge_records
from openscrutiny.records.store import Store
from tests.factories import ingest_workspace, read_page

RECORDS = """\
| id | recorded_on |
| 1 | 2019-04-03 |
| 2 | 2019-05-03 |
| 3 | 2019-06-03 |
"""
PACK = """\
title: Report
publication_date: 2020-05-01
all_crime: {caption: All, groups: [{measures: [a]}]}
priorities: [a]
"""


def test_a_month_disposed_of_is_not_available_and_the_report_says_why(tmp_path: Path) -> None:
    root = ingest_workspace(tmp_path, RECORDS, {"a": ""}, last="2020-03")
    (root / "packs" / "report").mkdir(parents=True)
    (root / "packs" / "report" / "pack.yaml").write_text(PACK)
    store, tables = Store(root / "store"), load_catalogue(root).tables
    retention = Retention("crimes", "recorded_on", date(2019, 5, 1), "one year")
    purge_records(store, tables, retention, "A. Officer", date(2020, 4, 1))
    purge_records(store, tables, Erasure("order 9", ("2",)), "A. Officer", date(2020, 4, 2))
    draft, _ = pipeline.draft(root, "report", "2019/20-Q4", step=lambda message: None)
    figures = {row["address"]: row["text"] for row in json.loads((draft / "figures.json").read_bytes())["figures"]}
    told = [figures[f"a.{when}.value"] for when in ("month.2019-04", "month.2019-05", "month.2019-06")]
    assert told == ["[x]", "0", "1"]
    page = read_page(draft)
    assert "Records of April 2019 were disposed of on 1 April 2020 (one year)" in page
    assert "Some records were erased by order on 2 April 2020" in page
    assert "order 9" not in page
