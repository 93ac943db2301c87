"""The same report in every kind of file: the same claims, the same errors, nothing called wrong that is right."""

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
import pikepdf
import pytest
import typst

from openscrutiny.claims.check import check_document
from openscrutiny.claims.extraction.files import UnreadableError, read_document
from openscrutiny.claims.verdicts import Report, Verdict
from tests.claims.formats import write_docx, write_html, write_pdf

HERE = Path(__file__).parent / "other_bodies"
WRITERS: dict[str, Callable[[str, Path], None]] = {
    "report.docx": write_docx,
    "report.html": write_html,
    "ruled.pdf": partial(write_pdf, ruled=True),
    "unruled.pdf": partial(write_pdf, ruled=False),
}
REPORTS = ("fire_quarter3.md", "pcc_precept.txt", "police_quarter.txt", "survey_report.md")
ERRORS = (
    ("fire_quarter3.md", "**2,904**", "**2,940**"),
    ("fire_quarter3.md", "an increase of 214 (8.0%)", "an increase of 214 (9.0%)"),
    ("pcc_precept.txt", "£325.93", "£352.93"),
    ("police_quarter.txt", "Not known\t\t\t12", "Not known\t\t\t21"),
    ("survey_report.md", "812 | 26%", "812 | 31%"),
)


def check(path: Path) -> Report:
    document = read_document(path)
    report, lines = check_document(document), document.lines
    for judgement in report.judgements:
        for place in judgement.places:
            assert place.quote in lines[place.line - 1].text
    return report


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("name", REPORTS)
def test_a_true_report_has_nothing_wrong_in_any_kind_of_file(tmp_path: Path, name: str, kind: str) -> None:
    WRITERS[kind]((HERE / name).read_text("utf-8"), tmp_path / kind)
    report = check(tmp_path / kind)
    assert [judgement.explanation for judgement in report.findings] == []
    assert report.checked >= 25


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(("name", "old", "new"), ERRORS)
def test_an_error_is_found_in_every_kind_of_file(tmp_path: Path, name: str, old: str, new: str, kind: str) -> None:
    text = (HERE / name).read_text("utf-8")
    assert old in text
    WRITERS[kind](text.replace(old, new), tmp_path / kind)
    assert len(check(tmp_path / kind).of(Verdict.WRONG)) >= 1


def test_a_table_cut_by_the_end_of_a_page_is_one_table(tmp_path: Path) -> None:
    rows = [
        f"Ward {i} of the borough with a name so long that it wraps about in its own cell\t{i * 3}\t{i * 4}"
        for i in range(1, 70)
    ]
    text = "Report\n\nWard\t2021\t2022\n" + "\n".join(rows) + "\nTotal\t{}\t{}\n\nMembers are asked to note it."
    totals = sum(i * 3 for i in range(1, 70)), sum(i * 4 for i in range(1, 70))
    for wrong in (0, 100):
        write_pdf(text.format(totals[0], totals[1] + wrong), tmp_path / "long.pdf", ruled=False)
        report = check(tmp_path / "long.pdf")
        assert [j.kind for j in report.of(Verdict.WRONG)] == (["table_total"] if wrong else [])
        assert report.checked >= 2


SPANS = """<table><thead><tr><th rowspan=2>Area<th colspan=2>2021/22<th colspan=2>2022/23<tr><th>Number<th>%<th>Number<th>%</thead>
<tr><td>North<td>200<td>40%<td>240<td>40%<tr><td>South<td>150<td>30%<td>180<td>30%<tr><td>East<td>150<td>30%<td>{}<td>30%
<tr><td>Total<td>500<td>100%<td>600<td>100%</table>"""


def test_cells_over_several_columns_and_rows_keep_figures_under_their_headings(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(SPANS.format("180"))
    assert check(path).of(Verdict.WRONG) == ()
    path.write_text(SPANS.format("108"))
    (finding,) = check(path).of(Verdict.WRONG)
    assert "108" in [place.quote for place in finding.places] or "600" in [place.quote for place in finding.places]


def test_a_table_inside_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    inner = cell.add_table(rows=0, cols=2)
    for row in (("Area", "Crimes"), ("North", "120"), ("South", "140"), ("East", "90"), ("Total", "360")):
        for target, words in zip(inner.add_row().cells, row, strict=True):
            target.text = words
    document.save(str(tmp_path / "nested.docx"))
    (finding,) = check(tmp_path / "nested.docx").of(Verdict.WRONG)
    assert (finding.printed, finding.should_be) == ("360", "350")


SENTENCE = "Burglary rose from 120 to 150, an increase of 20%.\r\nRobbery fell from 100 to 80 – a fall of £5.\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "report.txt").write_bytes(SENTENCE.encode(encoding))
    document = read_document(tmp_path / "report.txt")
    assert [line.text for line in document.lines] == SENTENCE.rstrip().split("\r\n")
    assert [j.should_be for j in check_document(document).of(Verdict.WRONG)] == ["25%"]


def test_a_pdf_under_a_password_or_cut_short_is_a_clear_error(tmp_path: Path) -> None:
    whole = tmp_path / "whole.pdf"
    whole.write_bytes(typst.compile(b"Burglary rose.", format="pdf"))
    with pikepdf.open(whole) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    (tmp_path / "cut.pdf").write_bytes(whole.read_bytes()[:300])
    for name in ("locked.pdf", "cut.pdf"):
        with pytest.raises(UnreadableError, match=name):
            read_document(tmp_path / name)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 60_000 + "x",
        "<table><tr>" + "<td colspan=99999 rowspan=99999>1" * 500 + "</table>",
        "<table>" * 5_000 + "<tr><td>1",
    ],
    ids=["deep", "spans", "tables"],
)
def test_a_hostile_page_ends_in_bounded_time(tmp_path: Path, page: str) -> None:
    (tmp_path / "page.html").write_text(page)
    with contextlib.suppress(UnreadableError):
        check(tmp_path / "page.html")
