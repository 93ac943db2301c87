"""Files of every kind are read; hostile and damaged ones end in a clear error within bounds."""

import os
import time
import zipfile
from pathlib import Path

import docx
import pytest
import typst

from openscrutiny.claims.check import check_document
from openscrutiny.claims.contradictions import merge
from openscrutiny.claims.extraction.bounds import bound_work
from openscrutiny.claims.extraction.files import UnreadableError, read_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import Judgement, Place, Verdict

BOUND_SECONDS = 30
ROWS = (
    ("Area", "Q1", "Q2", "Total"),
    ("North", "10", "20", "30"),
    ("South", "15", "25", "40"),
    ("East", "5", "6", "11"),
)
BAD_TOTAL = ("Total", "30", "51", "83")
SENTENCE = "Burglary rose from 120 to 150, an increase of 20%."


def wrong_kinds(document: Document) -> list[str]:
    return sorted(judgement.kind for judgement in check_document(document).of(Verdict.WRONG))


def test_a_word_document_is_read_with_its_table(tmp_path: Path) -> None:
    written = docx.Document()
    written.add_paragraph(SENTENCE)
    table = written.add_table(rows=0, cols=4)
    for row in (*ROWS, BAD_TOTAL):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    written.save(str(tmp_path / "report.docx"))
    assert wrong_kinds(read_document(tmp_path / "report.docx")) == ["change", "table_total"]


def test_a_web_page_is_read_without_its_scripts(tmp_path: Path) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (*ROWS, BAD_TOTAL))
    page = f"<!doctype html><title>x</title><script>rose from 1 to 2, an increase of 5%</script><p>{SENTENCE}</p><table>{rows}</table>"
    (tmp_path / "report.html").write_text(page)
    assert wrong_kinds(read_document(tmp_path / "report.html")) == ["change", "table_total"]


def test_a_pdf_is_read_with_its_pages_tables_and_wrapped_lines(tmp_path: Path) -> None:
    cells = ", ".join(f"[{cell}]" for row in (*ROWS, BAD_TOTAL) for cell in row)
    long = (
        "The number of residential burglaries in the whole of the force area in the second quarter of the year "
        + SENTENCE[9:]
    )
    source = f"{long}\n\n#pagebreak()\n\n#table(columns: 4, column-gutter: 12pt, {cells})"
    (tmp_path / "report.pdf").write_bytes(typst.compile(source.encode(), format="pdf"))
    document = read_document(tmp_path / "report.pdf")
    report = check_document(document)
    assert wrong_kinds(document) == ["change", "table_total"]
    assert {place.page for judgement in report.of(Verdict.WRONG) for place in judgement.places} == {1, 2}
    for place in (place for judgement in report.judgements for place in judgement.places):
        assert place.quote in document.lines[place.line - 1].text


@pytest.mark.parametrize("mark", [",", ";"])
def test_a_csv_file_is_read_as_a_table(tmp_path: Path, mark: str) -> None:
    rows = [[f'"{cell}"' for cell in row] for row in (*ROWS, BAD_TOTAL)]
    rows[1][0] = '"North,\nand north ""east"""'
    (tmp_path / "areas.csv").write_text("\n".join(mark.join(row) for row in rows))
    document = read_document(tmp_path / "areas.csv")
    assert document.lines[1].text == 'North, and north "east"\t10\t20\t30'
    assert wrong_kinds(document) == ["table_total"]


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 400_000_000)


def _nested(path: Path) -> None:
    deep = "<w:p>" * 200_000 + "</w:p>" * 200_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="x"><w:body>{deep}</w:body></w:document>')


def _entities(path: Path) -> None:
    lines = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'<!DOCTYPE d [<!ENTITY e0 "lol">{lines}]><d>&e11;</d>')


def _nested_tables(path: Path) -> None:
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deep = "<w:tbl><w:tr><w:tc>" * 60 + f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 60
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {word}><w:body>{deep}</w:body></w:document>")


def _locked(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    data = bytearray(path.read_bytes())
    data[data.rfind(b"PK\x01\x02") + 8] |= 1  # the flag of a part that has a password
    path.write_bytes(data)


HOSTILE = {
    "bomb.docx": _bomb,
    "nested.docx": _nested,
    "entities.docx": _entities,
    "deep.docx": _nested_tables,
    "locked.docx": _locked,
    "open.html": lambda path: path.write_text("<table>" * 100_000 + SENTENCE),
    "spans.html": lambda path: path.write_text("<table>" + "<tr><td colspan=999 rowspan=999>7</td></tr>" * 2_000),
    "comments.md": lambda path: path.write_text("<!-- " * 900_000),
    "odd.txt": lambda path: path.write_bytes(SENTENCE.encode("utf-16") + b"x"),
    "nothing.pdf": lambda path: path.write_bytes(b""),
    "cut.docx": lambda path: path.write_bytes(b"PK\x03\x04" + b"\0" * 200),
    "cut.pdf": lambda path: path.write_bytes(b"%PDF-1.7\n1 0 obj\n<<"),
    "noise.pdf": lambda path: path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 4000),
    "long.txt": lambda path: path.write_text("Burglary rose from 1 to 2. " * 4_000_000),
    "line.txt": lambda path: path.write_text("9," * 3_000_000),
    "picture.txt": lambda path: path.write_bytes(b"\x89PNG\0\0\0\0" * 10),
    "empty.txt": lambda path: path.write_text("  \n "),
    "report.xyz": lambda path: path.write_text("text"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_damaged_file_ends_in_a_clear_error_in_bounded_time(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    HOSTILE[name](path)
    start = time.perf_counter()
    with pytest.raises(UnreadableError) as caught:
        read_document(path)
    assert time.perf_counter() - start < BOUND_SECONDS
    assert name in str(caught.value)
    assert str(caught.value).count(".") >= 2  # the fault and the mend, each a sentence


def test_a_file_that_may_not_be_read_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(SENTENCE)
    path.chmod(0)
    root = os.geteuid() == 0
    if root:  # who may read everything
        os.seteuid(65534)
    try:
        with pytest.raises(UnreadableError, match=r"secret\.txt: cannot be read: Permission denied\. Check"):
            read_document(path)
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("name", ["report.txt", "report.md", "report.html"])
def test_text_is_read_in_the_encoding_it_is_in(tmp_path: Path, name: str, encoding: str) -> None:
    (tmp_path / name).write_bytes("The cost rose from £120 to £150, an increase of £20.".encode(encoding))
    document = read_document(tmp_path / name)
    assert "from £120 to £150" in document.text
    assert wrong_kinds(document) == ["change"]


def test_claims_that_have_nothing_in_common_are_kept_apart_in_bounded_time() -> None:
    claims = [Judgement(Verdict.WRONG, "change", (Place(1, 60 * i, "rose from 1 to 2"),), "x") for i in range(10_000)]
    start = time.process_time()
    assert len(merge(claims)) == len(claims)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "text",
    ["(" * 50_000, "from " * 60_000, "1 (2%) " * 30_000, "\t" * 200_000, "| 1 " * 100_000, "5% increase, " * 20_000, "a, " * 100_000],
    ids=["brackets", "from", "counts", "tabs", "pipes", "changes", "commas"],
)  # fmt: skip
def test_hostile_text_is_checked_in_bounded_time(text: str) -> None:
    start = time.perf_counter()
    check_document(Document.of(text))
    assert time.perf_counter() - start < BOUND_SECONDS


@pytest.mark.parametrize(
    "text", ["Crime rose from " + "1" * 100_000 + " to 150, an average of 20%.", "Total " + "9,999," * 20_000 + "\n"]
)
def test_a_number_without_end_is_checked_in_bounded_time(tmp_path: Path, text: str) -> None:
    (tmp_path / "digits.txt").write_text(text)
    start = time.process_time()
    check_document(read_document(tmp_path / "digits.txt"))
    assert time.process_time() - start < BOUND_SECONDS


def test_a_check_that_takes_too_long_or_too_much_ends_in_a_clear_error() -> None:
    document = Document.of("There were 1,204 thefts in 2023, up 5% on 1,147 in 2022. " * 10_000, "long.txt")
    start = time.perf_counter()
    late = pytest.raises(UnreadableError, match=r"long\.txt: took longer than 0\.3 s to check\. Split the file")
    with late, bound_work(document.name, seconds=0.3):
        check_document(document)
    assert time.perf_counter() - start < 5
    full = pytest.raises(UnreadableError, match=r"long\.txt: needs more memory")
    with full, bound_work(document.name, memory=100_000_000):
        bytearray(400_000_000)
    with bound_work(document.name, seconds=0.2):
        pass
    time.sleep(0.3)  # nothing is left to go off
    assert bytearray(400_000_000)
