"""What `fetch` makes of the publishers' own forms."""

import csv
import gzip
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import xlsxwriter
from odfdo import Document, Row, Table

from openscrutiny.errors import RecordsError
from openscrutiny.records.fetch import read_downloads
from openscrutiny.records.published_forms import flatten_tables, unpack_members
from openscrutiny.records.publishers import Flatten, QuarterColumns, Unpack

pytestmark = [pytest.mark.open_data, pytest.mark.xdist_group("open_data")]
QUARTERLY = Flatten(
    "counts.csv.gz",
    (("year", "Financial Year"), ("quarter", "Financial Quarter"), ("number", "Number")),
    quarters=QuarterColumns("year", "quarter", 4),
)


def test_every_file_is_fetched_and_kept_with_its_checksum(fetched: Path) -> None:
    downloads = read_downloads(fetched)
    assert {name.split("/")[0] for name in downloads} == {"home_office", "police_uk", "ons", "geography"}
    assert downloads["ons/population_estimates.xlsx"].url.endswith("/mye23tablesew.xlsx")  # not the series by age


def test_the_archive_gives_the_months_asked_for_as_published(fetched: Path, open_data: Path) -> None:
    for force in ("avon_and_somerset", "west_mercia"):
        given = sorted((open_data / "police_uk" / force).glob("*.csv.gz"))
        taken = fetched / "police_uk" / force
        assert [path.name for path in sorted(taken.glob("*.csv.gz"))] == [path.name for path in given]
        for path in given:
            assert gzip.decompress((taken / path.name).read_bytes()) == gzip.decompress(path.read_bytes())
        manifest = taken / f"{given[0].name}.manifest.yaml"
        assert manifest.read_text() == "extracted_on: 2020-01-31\n"


def test_the_workbook_becomes_one_extract_a_force_with_quarters_as_months(fetched: Path, open_data: Path) -> None:
    with gzip.open(next((open_data / "home_office").glob("*.csv.gz")), "rt", newline="") as file:
        given = [list(row.values()) for row in csv.DictReader(file) if row["Force Name"] == "West Mercia"]
    path = fetched / "home_office" / "west-mercia-offences.csv.gz"
    with gzip.open(path, "rt", newline="") as file:
        taken = [list(row.values()) for row in csv.DictReader(file)]
    assert sorted([cell.strip() for cell in row[:7]] for row in given) == sorted(row[:7] for row in taken)
    assert sum(int(row[7]) for row in given) == sum(int(row[7]) for row in taken)
    assert {tuple(row[:2]): row[8] for row in taken}["2019/20", "4"] == "2020-01"
    manifest = path.with_name(f"{path.name}.manifest.yaml").read_text()
    assert manifest == "extracted_on: 2020-01-31\ncoverage: {from: 2012-04, to: 2020-09}\n"


def test_the_look_up_of_small_areas_keeps_every_row(fetched: Path, open_data: Path) -> None:
    name = "geography/lookup_lsoa11_ltla21.parquet"
    columns = ["lsoa11_code", "lsoa11_name", "ltla21_code", "ltla21_name"]
    assert (
        pq.read_table(fetched / name).select(columns).to_pylist()
        == pq.read_table(open_data / name).select(columns).to_pylist()
    )


def write_workbook(path: Path, rows: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Table")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


HEADER: list[object] = ["Financial Year", "Financial Quarter", "Number"]


def test_a_missing_quarter_is_a_hole_not_a_quarter_without_crime(tmp_path: Path) -> None:
    book = write_workbook(tmp_path / "a.xlsx", [HEADER, ["2019/20", 1, 5], ["2019/20", 3, 5]])
    with pytest.raises(RecordsError, match="no rows for the quarters that start in 2019-07"):
        flatten_tables(book, QUARTERLY, tmp_path, date(2020, 1, 31))


def test_an_opendocument_workbook_reads_the_same(tmp_path: Path) -> None:
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("2019-20")
    for row in (["Police recorded crime"], HEADER, ["2019/20", 4, -1]):
        table.append_row(Row())
        table.set_row_values(table.height - 1, row)
    document.body.append(table)
    document.save(tmp_path / "a.ods")
    (made,) = flatten_tables(tmp_path / "a.ods", QUARTERLY, tmp_path, date(2020, 1, 31))
    assert gzip.decompress(made.read_bytes()).decode() == "year,quarter,number,quarter_starts\n2019/20,4,-1,2020-01\n"


@pytest.mark.parametrize("quarter", ["5", "spring"])
def test_what_is_no_quarter_is_refused(tmp_path: Path, quarter: str) -> None:
    book = write_workbook(tmp_path / "a.xlsx", [HEADER, ["2019/20", quarter, 5]])
    with pytest.raises(RecordsError, match="do not name a quarter"):
        flatten_tables(book, QUARTERLY, tmp_path, date(2020, 1, 31))


def test_a_workbook_with_other_columns_is_refused(tmp_path: Path) -> None:
    book = write_workbook(tmp_path / "a.xlsx", [["Year", "Quarter"], ["2019/20", 1]])
    with pytest.raises(RecordsError, match="no sheet has the columns Financial Year"):
        flatten_tables(book, QUARTERLY, tmp_path, date(2020, 1, 31))


def test_an_archive_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"<html>Service unavailable</html>")
    with pytest.raises(RecordsError, match="cannot be unpacked"):
        unpack_members(tmp_path / "a.zip", Unpack("*.csv", "out"), tmp_path, date(2020, 1, 31))
