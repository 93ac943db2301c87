"""The open data beside the project, put back into the forms in which its publishers give it."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq
import xlsxwriter

HOME_OFFICE_PAGE = "/government/statistics/police-recorded-crime-open-data-tables"
HOME_OFFICE_TABLE = "/media/abc123/prc-pfa-mar2013-onwards-tables-280121.xlsx"
ARCHIVE = "/data/archive/2019-12.zip"
ONS_PAGE = (
    "/peoplepopulationandcommunity/populationandmigration/populationestimates"
    "/datasets/estimatesofthepopulationforenglandandwales"
)
LSOA_LOOKUP = "/sharing/rest/content/items/ff21f0cfbdcc4206906920b3a8858867/data"
FORCE_LOOKUP = "/ESMARspQHYMw9BZ9/arcgis/rest/services/LAD24_CSP24_PFA24_EW_LU/FeatureServer/0/query"
FORCES = ("West Mercia", "Avon and Somerset")
MOST_SIMILAR = (
    "Devon and Cornwall", "Gloucestershire", "Norfolk", "North Wales", "Suffolk", "Warwickshire", "Wiltshire",
)  # fmt: skip


def publish_all(open_data: Path) -> dict[str, bytes]:
    """Every publisher's pages by path. Of the Home Office's forces only nine, which keeps it quick."""
    return {
        HOME_OFFICE_PAGE: (
            b'<a href="https://assets.example/media/1/prc-csp-mar2016-onwards-tables.ods">by partnership</a>'
            b'<a href="https://assets.example' + HOME_OFFICE_TABLE.encode() + b'">by force</a>'
        ),
        HOME_OFFICE_TABLE: make_home_office_workbook(open_data),
        ARCHIVE: make_police_archive(open_data),
        ONS_PAGE: (
            b'<a href="/file?uri=/population/datasets/detailed/myebtablesenglandwales20112023.xlsx">by age</a>'
            b'<a href="/file?uri=/population/datasets/mid2023/mye23tablesew.xlsx">newest</a>'
        ),
        "/file": make_population_workbook(open_data),
        LSOA_LOOKUP: make_lookup_workbook(open_data),
        FORCE_LOOKUP: make_force_lookup(open_data),
    }


def make_home_office_workbook(open_data: Path) -> bytes:
    """A cover, then a sheet a financial year with a title above the header, as the Home Office lays it out."""
    with gzip.open(next((open_data / "home_office").glob("*.csv.gz")), "rt", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    header, years = rows[0], {}
    for row in rows[1:]:
        if row[2] in FORCES + MOST_SIMILAR:
            years.setdefault(row[0], []).append([row[0], int(row[1]), *row[2:7], int(row[7])])
    sheets: list[tuple[str, Iterable[list[object]]]] = [("Cover", [["Police recorded crime open data tables"]])]
    for year, inside in years.items():
        sheets.append((year.replace("/", "-"), [["Police recorded crime by offence"], header, *inside]))
    return _make_workbook(sheets)


def make_police_archive(open_data: Path) -> bytes:
    """`YYYY-MM/YYYY-MM-force-street.csv`, with a file of outcomes that nobody asked for."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted((open_data / "police_uk").glob("*/*.csv.gz")):
            archive.writestr(f"{path.name[:7]}/{path.name.removesuffix('.gz')}", gzip.decompress(path.read_bytes()))
        archive.writestr("2018-01/2018-01-avon-and-somerset-outcomes.csv", "Crime ID,Month\n")
    return target.getvalue()


def make_population_workbook(open_data: Path) -> bytes:
    with next((open_data / "ons").glob("*.csv")).open(encoding="utf-8-sig", newline="") as file:
        return _make_workbook([("MYE", csv.reader(file))])


def make_lookup_workbook(open_data: Path) -> bytes:
    table = pq.read_table(open_data / "geography" / "lookup_lsoa11_ltla21.parquet").to_pylist()
    header = ["LSOA11CD", "LSOA11NM", "LAD21CD", "LAD21NM"]
    keys = ("lsoa11_code", "lsoa11_name", "ltla21_code", "ltla21_name")
    return _make_workbook([("LSOA11_WD21_LAD21", [header, *([row[key] for key in keys] for row in table)])])


def make_force_lookup(open_data: Path) -> bytes:
    table = pq.read_table(open_data / "geography" / "lookup_ltla24_csp24_pfa24.parquet").to_pylist()
    return json.dumps({"features": [{"attributes": row} for row in table]}).encode()


def _make_workbook(sheets: Iterable[tuple[str, Iterable[list[object]]]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as workbook:
        for name, rows in sheets:
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return target.getvalue()
