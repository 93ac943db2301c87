"""Web pages, Word documents and PDFs give the text a reader sees: whole tables, list numbers, footnote marks apart from figures."""

from pathlib import Path

import docx
import pytest
import typst
from docx.oxml.ns import qn

from openscrutiny.claims.check import check_document
from openscrutiny.claims.extraction.files import read_document
from openscrutiny.claims.verdicts import Verdict


def read_page(folder: Path, body: str) -> list[str]:
    (folder / "page.html").write_text(f"<!doctype html><html><body>{body}</body></html>", "utf-8")
    return [line.text for line in read_document(folder / "page.html").lines]


def wrong_quotes(path: Path) -> list[str]:
    return [j.places[0].quote for j in check_document(read_document(path)).of(Verdict.WRONG)]


PAGE_TABLE = """<table><thead>
<tr><th rowspan="2">Beat</th><th colspan="2">2021</th>
    <th colspan="2">2022</th></tr>
<tr><th>Count</th><th>FTE</th><th>Count</th><th>FTE</th></tr></thead>
<tfoot><tr><td>Total</td><td>21</td><td>20.5</td><td>25</td><td>24.0</td></tr></tfoot>
<tbody>
  <tr><td>Quay<br>Side<sup>1</sup></td><td>9<sup>a</sup></td><td>8.5</td><td>11</td><td>10.5</td></tr>
  <tr><td>Mill</td><td>12</td><td>12.0</td><td>14</td><td>13.5</td></tr>
</tbody></table>"""


def test_a_table_of_a_page_keeps_together_with_its_headings_over_each_column(tmp_path: Path) -> None:
    assert [line for line in read_page(tmp_path, PAGE_TABLE) if line] == [
        "Beat\t2021\t2021\t2022\t2022",
        "\tCount\tFTE\tCount\tFTE",
        "Quay Side[1]\t9[a]\t8.5\t11\t10.5",
        "Mill\t12\t12.0\t14\t13.5",
        "Total\t21\t20.5\t25\t24.0",
    ]


def test_a_name_over_several_rows_stands_beside_each(tmp_path: Path) -> None:
    rows = "<tr><td rowspan=2>North</td><td>Theft</td><td>5</td></tr><tr><td>Fraud</td><td>6</td></tr>"
    assert read_page(tmp_path, f"<table>{rows}</table>")[:2] == ["North\tTheft\t5", "North\tFraud\t6"]


def test_a_table_that_only_places_text_is_read_as_text(tmp_path: Path) -> None:
    inner = "<table><tr><th>Area</th><th>Calls</th></tr><tr><td>East</td><td>40</td></tr></table>"
    lines = read_page(tmp_path, f"<table><tr><td>Menu</td><td><p>Before.</p>{inner}<p>After.</p></td></tr></table>")
    assert [line for line in lines if line] == ["Menu", "Before.", "Area\tCalls", "East\t40", "After."]


def test_footnote_marks_stand_apart_from_figures_and_are_not_read_as_figures(tmp_path: Path) -> None:
    body = "<p>Thefts rose from 1,200<sup>2</sup> to 1,500<sup>3</sup>, a rise of 25%, on the 13<sup>th</sup>.</p>"
    assert read_page(tmp_path, body) == ["Thefts rose from 1,200[2] to 1,500[3], a rise of 25%, on the 13th."]
    assert wrong_quotes(tmp_path / "page.html") == []


def test_numbered_lists_keep_their_numbers_and_menus_and_scripts_are_left_out(tmp_path: Path) -> None:
    body = (
        "<nav><p>Home</p></nav><ol start=3><li>Third<ul><li>dot</li></ul></li>\n<li>Fourth</li></ol>"
        "<script>let x = 'rose'</script><p hidden>unseen</p><p style='display: none'>unseen</p><pre>a  b\n c</pre>"
    )
    lines = [line for line in read_page(tmp_path, body) if line]
    assert lines == ["3. Third", "- dot", "4. Fourth", "a  b", " c"]


def test_a_list_of_terms_and_amounts_is_a_table_and_one_of_words_is_not(tmp_path: Path) -> None:
    account = "<dl><dt>Pay</dt><dd>1,204</dd><div><dt>Cars</dt>\n<dd>300</dd></div><dt>Total</dt><dd>1,514</dd></dl>"
    lines = read_page(
        tmp_path, account + "<dl><dt>Crime</dt><dd>What is recorded.</dd><dt>Call</dt><dd>One by phone.</dd></dl>"
    )
    assert lines == [
        "Pay\t1,204",
        "Cars\t300",
        "Total\t1,514",
        "",
        "Crime",
        "What is recorded.",
        "Call",
        "One by phone.",
    ]
    assert wrong_quotes(tmp_path / "page.html") == ["1,514"]


def test_struck_and_unseen_words_are_left_out_and_lists_count_as_they_say(tmp_path: Path) -> None:
    body = (
        "<p>Thefts were <del>120</del><ins>150</ins><s> or so</s>.</p><p style='visibility: hidden'>unseen</p><input hidden>Seen"
        "<ol type=a start=2><li>b<li>c</ol><ol reversed start=3><li>three<li>two</ol>"
    )
    lines = [line for line in read_page(tmp_path, body) if line]
    assert lines == ["Thefts were 150.", "Seen", "b. b", "c. c", "3. three", "2. two"]


def test_code_comments_and_struck_words_of_markdown_are_not_read_and_keep_their_lines(tmp_path: Path) -> None:
    claim = "Burglary rose from 120 to 150, an increase of 20%."
    rows = (
        "| Area | Note | Calls |\n|---|---|---|\n| North | a \\| b | 100 |\n| South | `x | y` | 90 |\n| Total | | 191 |"
    )
    plain = "Area    Calls\nEast      100\nWest       90\nTotal     192"
    text = f"```\n{claim}\n```\n\n~~{claim}~~\n\n<!-- {claim}\n{claim} -->\n\n{rows}\n\n~~~\n{plain}\n~~~\n\nRobbery rose from 100 to 150 \\(a rise of 40\\%)."
    (tmp_path / "a.md").write_text(text, "utf-8")
    document = read_document(tmp_path / "a.md")
    assert [len(line.text) for line in document.lines] == [len(line) for line in text.split("\n")]
    assert wrong_quotes(tmp_path / "a.md")[:2] == ["191", "192"]
    assert len(wrong_quotes(tmp_path / "a.md")) == 3


def test_a_deeply_nested_page_keeps_its_text(tmp_path: Path) -> None:
    deep = "<div>" * 50_000 + "Burglary rose from 120 to 150, an increase of 20%." + "</div>" * 50_000
    assert read_page(tmp_path, deep)[0] == "Burglary rose from 120 to 150, an increase of 20%."


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
def test_hard_and_thin_spaces_part_thousands(tmp_path: Path, space: str) -> None:
    (tmp_path / "note.txt").write_text(f"Calls rose from 1{space}200 to 1{space}500, a rise of 25{space}%.", "utf-8")
    document = read_document(tmp_path / "note.txt")
    assert document.lines[0].text.startswith("Calls rose from 1,200 to 1,500")
    report = check_document(document)
    assert len(report.of(Verdict.CONSISTENT)) == 1
    assert not report.findings


def test_a_word_table_with_merged_cells_and_one_within_another(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=3)
    for row, texts in zip(
        table.rows, (("Beat", "Spring", ""), ("", "Count", "FTE"), ("Quay", "9", "8.5"), ("", "4", "3.5")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    outer = document.add_table(rows=1, cols=1).cell(0, 0)
    outer.text = "Notes"
    inner = outer.add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Mill", "7"
    run = document.add_paragraph("There were 14").add_run("2")
    run.font.superscript = True
    document.save(str(tmp_path / "a.docx"))
    lines = [line.text for line in read_document(tmp_path / "a.docx").lines if line.text.strip()]
    assert lines == [
        "Beat\tSpring\tSpring", "\tCount\tFTE", "Quay\t9\t8.5", "Quay\t4\t3.5", "Notes", "Mill\t7", "There were 14[2]",
    ]  # fmt: skip


def test_text_in_content_controls_is_read_and_deleted_text_is_not(tmp_path: Path) -> None:
    document = docx.Document()
    kept = document.add_paragraph("Inside a control.")
    control, content = (kept._p.makeelement(qn(name), {}) for name in ("w:sdt", "w:sdtContent"))
    kept._p.addprevious(control)
    control.append(content)
    content.append(kept._p)
    gone = document.add_paragraph("Stays. ")
    deletion = gone._p.makeelement(qn("w:del"), {})
    run = gone.add_run("Struck out.")
    gone._p.append(deletion)
    deletion.append(run._r)
    document.save(str(tmp_path / "a.docx"))
    lines = [line.text.strip() for line in read_document(tmp_path / "a.docx").lines if line.text.strip()]
    assert lines == ["Inside a control.", "Stays."]


@pytest.mark.parametrize("stroke", ["0.5pt", "none"])
def test_a_pdf_table_ruled_or_not_is_read_by_its_columns(tmp_path: Path, stroke: str) -> None:
    rows = [("Area", "2022", "2023", "Change"), ("North", "100", "120", "20"), ("South", "200", "210", "10"),
            ("East", "150", "160", "10"), ("West", "50", "60", "10"), ("Total", "500", "550", "60")]  # fmt: skip
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    source = f"Crimes#super(typographic: false)[1] by area.\n\n#table(columns: 4, stroke: {stroke}, {cells})\n\nThe rest follows."
    (tmp_path / "a.pdf").write_bytes(typst.compile(source.encode(), format="pdf"))
    assert read_document(tmp_path / "a.pdf").lines[0].text == "Crimes[1] by area."
    assert wrong_quotes(tmp_path / "a.pdf") == ["60"]
