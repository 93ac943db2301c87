"""Spreadsheets, CSV and JSON: the same figures as the page, numbers as numbers, codes as codes."""

import csv
import json
from dataclasses import replace
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from openscrutiny.reporting.document.document import Cell, Row, Table, TableColumn
from openscrutiny.reporting.document.words_en import WORDS_EN
from openscrutiny.reporting.formats.data import render_csv, render_json
from openscrutiny.reporting.formats.table_data import list_tables, read_number, tabulate_chart, tabulate_small_charts
from openscrutiny.reporting.formats.xlsx import render_xlsx

from .sample_document import make_area_table, make_control_chart, make_document, make_small_charts


@pytest.fixture(scope="module")
def book() -> bytes:
    return render_xlsx(make_document(), WORDS_EN)


def read_sheet(book: bytes, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_name(name).to_python()  # type: ignore[return-value]


def test_a_workbook_has_cover_contents_notes_and_a_sheet_for_each_table(book: bytes) -> None:
    names = CalamineWorkbook.from_filelike(BytesIO(book)).sheet_names
    tables = [table.name for table in list_tables(make_document(), WORDS_EN)]
    assert names == ["Cover", "Contents", "Notes", *tables]
    assert "measure-0-chart-data" in tables
    listed = [row[0] for row in read_sheet(book, "Contents")]
    assert set(tables) <= set(listed)


def test_numbers_are_numbers_and_codes_stay_codes(book: bytes) -> None:
    rows = {str(row[0]): row for row in read_sheet(book, "hate-crime-by-area")}
    assert rows["Force"][1:] == [473.0, 1572.0, "[z]", -0.215, "[x]"]
    assert rows["Herefordshire"][1:] == [88.0, 117.0, "concern, above the upper limit", 0.33, "[i]"]
    assert rows["North Worcestershire"][-1] == "[c]"
    assert rows["Shropshire"][-1] == 0.0
    assert all(cell != "" for row in list(rows.values())[-6:] for cell in row)
    assert "suppressed" in " ".join(map(str, rows))


def test_shares_and_thousands_are_shown_as_printed(book: bytes) -> None:
    styles = ZipFile(BytesIO(book)).read("xl/styles.xml").decode()
    assert 'formatCode="0.0%"' in styles
    assert 'formatCode="0%"' in styles
    assert 'formatCode="#,##0"' in styles


def test_the_same_document_gives_the_same_bytes(book: bytes) -> None:
    assert render_xlsx(make_document(), WORDS_EN) == book


def test_sheet_names_are_short_enough_and_unlike() -> None:
    long = "a-very-long-name-of-a-table-that-excel-would-refuse"
    cells = (Row((Cell("x"), Cell("1"))),)
    columns = (TableColumn("Area", number=False), TableColumn("n"))
    tables = tuple(Table(f"{long}-{number}", "Caption", columns, cells) for number in range(3))
    book = render_xlsx(replace(make_document(), blocks=tables), WORDS_EN)
    names = CalamineWorkbook.from_filelike(BytesIO(book)).sheet_names
    assert len({name.lower() for name in names}) == len(names) == 5
    assert all(len(name) <= 31 for name in names)


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("1,572", "1572", 0),
        ("−3%", "-0.03", 0),
        ("21.5%", "0.215", 1),
        ("£5,284", "5284", 0),
        ("0", "0", 0),
        ("12.50", "12.50", 2),
    ],
)
def test_printed_numbers_are_read(text: str, value: str, places: int) -> None:
    number = read_number(Cell(text))
    assert number is not None
    assert (number.value, number.places) == (Decimal(value), places)


@pytest.mark.parametrize("text", ["[c]", "21% (99)", "2020/21", "", "1,57", "▲ 3%"])
def test_what_is_no_number_stays_text(text: str) -> None:
    assert read_number(Cell(text)) is None


def test_a_cell_with_its_own_value_keeps_it() -> None:
    number = read_number(Cell("21%", value=Decimal("0.2093")))
    assert number is not None
    assert number.value == Decimal("0.2093")


def test_csv_has_one_header_row_and_plain_numbers() -> None:
    data = render_csv(make_area_table(), WORDS_EN)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Area", "Crimes recorded: Q1", "Crimes recorded: Q2"]
    assert rows[-1] == ["Force", "473", "1572", "[z]", "-0.215", "[x]"]
    assert len({len(row) for row in rows}) == 1


def test_csv_cannot_start_a_formula() -> None:
    table = Table("t", "c", (TableColumn("Name", number=False),), (Row((Cell("=cmd|' /C calc'!A0"),)),))
    assert "\n'=cmd" in render_csv(table, WORDS_EN).decode().replace("\r", "")


def test_json_holds_every_table_with_addresses_and_codes() -> None:
    content = json.loads(render_json(make_document(), WORDS_EN))
    assert [table["name"] for table in content["tables"]] == [
        table.name for table in list_tables(make_document(), WORDS_EN)
    ]
    cell = content["tables"][-1]["rows"][2]["cells"][2]
    assert cell == {
        "text": "117",
        "figure": "hate-crime-by-area:2:after",
        "signal": "concern",
        "signal_words": "above the upper limit",
        "provisional": False,
    }
    assert set(content["codes"]) == {"[c]", "[i]", "[x]", "[z]"}
    assert content["published"] == "2020-11-27"


def test_a_chart_without_a_table_brings_its_own_data() -> None:
    table = tabulate_chart(make_control_chart(), WORDS_EN)
    assert len(table.rows) == 36
    assert [cell.text for cell in table.rows[27].cells] == [
        "Jul 2020",
        "241",
        "178",
        "131",
        "226",
        "above the upper limit",
    ]
    assert [cell.text for cell in table.rows[6].cells][1:2] == ["[x]"]
    by_area = tabulate_small_charts(make_small_charts(), WORDS_EN)
    assert (len(by_area.rows), len(by_area.columns)) == (12, 6)
