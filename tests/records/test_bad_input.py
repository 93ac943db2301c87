"""Whatever is delivered: a clear error or rejections, and the last good state intact."""

import gzip
import io
import random
import resource
import zipfile
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
import xlsxwriter

from openscrutiny.errors import RecordsError
from tests.records.desk import HEADER, Desk, crime


def text_of(*lines: str) -> str:
    return "\n".join([",".join(HEADER), *lines, ""])


def assert_refused(desk: Desk, words: str) -> None:
    before = desk.records.store.version()
    with pytest.raises(RecordsError, match=words):
        desk.ingest()
    assert desk.records.store.version() == before
    assert list((desk.root / "store/building").iterdir()) == []


def test_rows_of_another_encoding_are_rejected_until_it_is_declared(desk: Desk) -> None:
    content = text_of(crime("C1"), crime("Café")).encode("cp1252")
    desk.deliver_bytes("crimes.csv", content)
    assert desk.ingest()[0].rejected == 1
    assert desk.rejected("line, reason, mend")[0][:2] == (3, "holds bytes that are not utf-8.")
    desk.define_source(more="encoding: cp1252")
    assert desk.ingest()[0].rejected == 0
    assert desk.ids() == ["C1", "Café"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_encoding(desk: Desk, encoding: str) -> None:
    desk.deliver_bytes("crimes.csv", text_of(crime("Café")).encode(encoding))
    desk.ingest()
    assert desk.ids() == ["Café"]


def test_ragged_rows_are_rejected_and_an_open_quote_takes_no_others_with_it(desk: Desk) -> None:
    lines = [
        crime("C1"),
        "C2,01/07/2020",
        crime("C3") + ",9",
        'C4,"01/07/2020',
        crime("C5"),
        crime('"C6"x'),
        crime("C7"),
    ]
    desk.deliver("crimes.csv", lines)
    (report,) = desk.ingest()
    assert desk.ids() == ["C1", "C5", "C7"]
    assert report.rejected == 4
    assert [(line, reason) for line, _, _, reason in desk.rejected()] == [
        (3, "has 2 columns where the header has 8."),
        (4, "has 9 columns where the header has 8."),
        (5, "opens a quote that is not closed."),
        (7, "has text after a closing quote."),
    ]


def test_garbage_is_rejected_row_by_row(desk: Desk) -> None:
    seeded = random.Random(7)
    garbage = bytes(seeded.randrange(256) for _ in range(200_000))
    desk.deliver_bytes("crimes.csv", text_of(crime("C1")).encode() + garbage + b"\n" + crime("C2").encode() + b"\n")
    (report,) = desk.ingest()
    assert desk.ids() == ["C1", "C2"]
    assert report.rejected > 100


@pytest.mark.slow
def test_a_million_rows_of_garbage_are_rejected_in_bounded_memory(desk: Desk) -> None:
    desk.deliver("crimes.csv", [f"x{number},?,?,?,?,?,?,?" for number in range(1_000_000)])
    (report,) = desk.ingest()
    assert (report.rows, report.rejected) == (0, 1_000_000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 4 * 1024 * 1024  # KiB


def test_gzip_and_zip_are_read(desk: Desk) -> None:
    desk.deliver_bytes("crimes-1.csv.gz", gzip.compress(text_of(crime("C1")).encode()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("crimes.csv", text_of(crime("C2", "01/10/2020")))
    desk.deliver_bytes("crimes-2.zip", packed.getvalue(), "2020-10 2020-10")
    desk.ingest()
    assert desk.ids() == ["C1", "C2"]


def test_a_truncated_gzip_is_refused(desk: Desk) -> None:
    desk.deliver("crimes-1.csv", [crime("C1")])
    desk.ingest()
    content = gzip.compress(text_of(*(crime(f"D{number}") for number in range(5000))).encode())
    desk.deliver_bytes("crimes-2.csv.gz", content[: len(content) // 2], on="2020-11-14")
    assert_refused(desk, "crimes-2.csv.gz: ends before it is complete")


@pytest.mark.parametrize("ending", ["gz", "zip"])
def test_a_bomb_is_refused(desk: Desk, ending: str) -> None:
    packed = io.BytesIO()
    if ending == "gz":
        with gzip.GzipFile(fileobj=packed, mode="wb") as file:
            for _ in range(120):
                file.write(b"0" * (1 << 20))
    else:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("crimes.csv", "w") as member:
            for _ in range(120):
                member.write(b"0" * (1 << 20))
    desk.deliver_bytes(f"crimes.{ending}", packed.getvalue())
    assert_refused(desk, "unpacks to more than 250 times its size")


@pytest.mark.parametrize("file", ["crimes.zip", "crimes.csv.gz", "crimes.xlsx", "crimes.ods", "crimes.parquet"])
def test_a_file_that_is_not_what_its_name_says_is_refused(desk: Desk, file: str) -> None:
    desk.deliver_bytes(file, b"this is not it")
    assert_refused(desk, file)


def test_a_workbook_is_read_and_formulas_without_a_result_are_rejected(desk: Desk) -> None:
    path = desk.root / "records/crimes.xlsx"
    desk.deliver_bytes("crimes.xlsx", b"")
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as workbook:
        sheet = workbook.add_worksheet("Data")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["C1", "01/07/2020", "North", "THEFT", True, "", 2.5, 3])
        sheet.write_row(2, 0, ["C2", "2020-07-01", "North", "THEFT"])
        sheet.write_formula(2, 7, "=1+1", value="")
        sheet.write_row(3, 0, ["C3", "2020-07-01", "North", "THEFT"])
        sheet.write_formula(3, 7, "=1+1", value=2)
        sheet.write_row(4, 0, ["C4", "2020-07-01", "North", "THEFT"])
        sheet.write_formula(4, 7, "=1/0", value="#DIV/0!")
    desk.ingest()
    assert desk.rows("crime_id, hate, days, _row") == [("C1", True, 3, 2), ("C3", None, 2, 4)]
    reason = "holds a formula without a result in column 'Days'."
    assert desk.rejected("line, reason") == [(3, reason), (5, reason)]


def test_parquet_is_read(desk: Desk) -> None:
    desk.deliver_bytes("crimes.parquet", b"")
    columns = {name: [None, None] for name in HEADER} | {
        "Crime Number": ["C1", "C2"], "Recorded": ["2020-07-01", "2021-07-01"], "LPA": ["North", "South"],
        "Offence": ["theft", "arson"], "Days": [1, 2]}  # fmt: skip
    pyarrow.parquet.write_table(pyarrow.table(columns), desk.root / "records/crimes.parquet")
    desk.ingest()
    assert desk.rows("crime_id, days") == [("C1", 1)]
    assert desk.rejected("line, value") == [(2, "2021-07-01")]


def test_a_full_disk_is_said_and_the_last_good_state_stands(desk: Desk, tmp_path: Path) -> None:
    desk.deliver("crimes-1.csv", [crime("C1")])
    desk.ingest()
    desk.deliver_bytes(
        "crimes-2.csv.gz", gzip.compress(text_of(*(crime(f"D{n}") for n in range(90_000))).encode()), on="2020-11-14"
    )
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limit[1]))  # a file cannot grow: as on a full disk
    try:
        assert_refused(desk, "what was stored is intact")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    desk.ingest()
    assert len(desk.ids()) == 90_000


@pytest.mark.parametrize(
    ("encoding", "change", "told"),
    [
        ("utf-16-le", ("", ""), "is not utf-8: it holds NUL bytes.*encoding: utf-16-le"),
        ("utf-8", (",", ";"), "has one column where ',' parts them.*delimiter: \";\""),
        ("utf-8", (",", "\t"), "has one column.*delimiter:"),
    ],
)
def test_what_makes_every_column_unknown_is_told_once(
    desk: Desk, encoding: str, change: tuple[str, str], told: str
) -> None:
    text = text_of(crime("C1")).replace(*change)
    desk.deliver_bytes("crimes.csv", text.encode(encoding))
    assert_refused(desk, told)
    desk.define_source(more=f'encoding: {encoding}\ndelimiter: "{change[1].replace(chr(9), chr(92) + "t") or ","}"')
    desk.ingest()
    assert desk.ids() == ["C1"]


def test_a_row_with_nul_bytes_is_rejected(desk: Desk) -> None:
    desk.deliver_bytes("crimes.csv", text_of(crime("C\0 1"), crime("C2")).encode())
    desk.ingest()
    assert desk.ids() == ["C2"]
    assert desk.rejected("line, reason") == [(2, "holds NUL bytes.")]
