"""Tables as many bodies print them, all right: in thousands, rounded to 5 or 10, running accounts, rates, intervals."""

from pathlib import Path

import pytest

from openscrutiny.claims.check import check_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import Verdict

TABLES = (Path(__file__).parent / "tables_right.txt").read_text("utf-8").split("\n%%\n")


@pytest.mark.parametrize("text", TABLES, ids=lambda text: text.partition("\n")[0])
def test_no_right_table_is_called_wrong(text: str) -> None:
    assert [judgement.explanation for judgement in check_document(Document.of(text)).of(Verdict.WRONG)] == []


@pytest.mark.parametrize(
    ("printed", "note", "found"),
    [
        ("2,231", "Figures are in thousands and may not sum due to rounding.", False),
        ("2,234", "Figures are in thousands and may not sum due to rounding.", True),
        ("2,235", "Counts are rounded to the nearest 5.", False),
        ("2,240", "Counts are rounded to the nearest 5.", True),
        ("2,231", "Source: council records.", True),
    ],
)
def test_rounding_excuses_no_more_than_it_can_make(printed: str, note: str, found: bool) -> None:
    rows = ["| Area | Homes |", "|---|---|", "| North | 815 |", "| South | 1,415 |", f"| Total | {printed} |"]
    report = check_document(Document.of("\n".join(["Homes", "", *rows, "", note])))
    assert bool(report.of(Verdict.WRONG)) == found


@pytest.mark.parametrize(
    ("unit", "total", "found"),
    [
        ("£", "44.50", False),
        ("£", "44.60", True),
        ("£", "45.00", True),
        ("£m", "44.90", False),
        ("£000", "45.00", False),
    ],
)
def test_pounds_beside_pence_are_exact_and_whole_millions_are_not(unit: str, total: str, *, found: bool) -> None:
    text = f"Item\t{unit}\nHall\t25\nTea\t12.50\nPost\t7\nTotal\t{total}\n"
    assert bool(check_document(Document.of(text)).of(Verdict.WRONG)) is found
