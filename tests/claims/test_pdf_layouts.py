"""PDFs as real bodies make them: columns, hyphens, running heads, turned tables, stamps, pages without text."""

from pathlib import Path

import pikepdf
import pytest
import typst
from click.testing import CliRunner
from PIL import Image

from openscrutiny.claims.check import check_document
from openscrutiny.claims.extraction.files import read_document
from openscrutiny.claims.reading.passages import Document
from openscrutiny.claims.verdicts import Verdict
from openscrutiny.cli.claims import claims

FILLING = (
    "The panel met the force at the town hall and heard how its officers went about their work in the villages. " * 4
)
BURGLARY = "The number of burglaries recorded in the northern and southern command areas of the constabulary rose from 120 to 150, an increase of {}%, as neighbourhood responsibilities changed considerably."
TABLE = "table(columns: 3, [Area], [2023], [2024], [North], [20], [30], [South], [15], [25], [East], [5], [6], [Total], [40], [{}])"


def read(folder: Path, source: str) -> Document:
    (folder / "report.pdf").write_bytes(typst.compile(source.encode(), format="pdf"))
    return read_document(folder / "report.pdf")


def wrong(document: Document) -> list[str]:
    return sorted(judgement.should_be for judgement in check_document(document).of(Verdict.WRONG))


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize(("percentage", "total", "mended"), [(25, 61, []), (20, 62, ["25%", "61"])])
def test_columns_of_a_page_are_read_one_after_another(
    tmp_path: Path, columns: int, percentage: int, total: int, mended: list[str]
) -> None:
    source = (
        f"#set page(columns: {columns}, margin: 1.5cm)\n#set par(justify: true)\n#set text(hyphenate: true, size: 9pt)\n"
        f"#place(top, scope: \"parent\", float: true)[= Annual report of the whole year, over all of the columns of the page]\n"
        f"{FILLING}\n\n{BURGLARY.format(percentage)}\n\n#{TABLE.format(total)}\n\n" + f"{FILLING}\n\n" * 3
        + f"#colbreak()\n{FILLING}\n\n{FILLING}\n\n" * (columns - 1)
    )  # fmt: skip
    document = read(tmp_path, source)
    assert wrong(document) == mended
    assert not any("\t" in line.text and "panel" in line.text for line in document.lines)


def test_a_table_of_two_columns_of_words_is_not_taken_for_a_page_in_columns(tmp_path: Path) -> None:
    row = "[Reduce the number of burglaries in the two towns by a tenth, with more officers on foot there in the evening], [Burglaries fell from 120 to 90 in the year, and officers were on foot on each of the evenings of the winter],"
    document = read(tmp_path, f"#set page(margin: 1.5cm)\n#table(columns: (1fr, 1fr), inset: 8pt, {row * 5})")
    assert sum("\t" in line.text for line in document.lines) >= 5


BESIDE = "#grid(columns: (2fr, 1fr), gutter: 1.5cm, align: {}, [{}], box(inset: 4pt)[{}])\n\n"
LONG = "Burglary in the two towns went up in the year after a year in which it had gone down. It rose from 120 in 2023 to 150 in 2024, an increase of 20%, as officers were moved from the towns to the villages around them for the summer."


def test_a_box_beside_a_paragraph_is_read_after_it(tmp_path: Path) -> None:
    """The aim's lines stand between the paragraph's, and would break the sentence that runs past them."""
    aim = "#text(size: 8pt)[Good looks like]\n\nA fall of a tenth in each of the towns"
    document = read(
        tmp_path, f"#set page(margin: 1.5cm)\n{FILLING}\n\n" + BESIDE.format("top", LONG, aim) + f"{FILLING}\n\n" * 2
    )
    assert wrong(document) == ["25%"]
    lines = [line.text for line in document.lines]
    first = lines.index("Good looks like")
    assert any(line.endswith("for the summer.") for line in lines[:first])
    assert lines[first + 2].startswith("A fall")


def test_a_cell_set_half_way_down_its_row_stays_in_the_table(tmp_path: Path) -> None:
    """A figure, or words in every row, beside wrapped words is no box."""
    rows = "".join(f"[{FILLING[:150]}], [{cell}]," for cell in ("120", "130", "250"))
    document = read(
        tmp_path, f"#set page(margin: 1.5cm)\n#table(columns: (2fr, 1fr), align: horizon, inset: 6pt, {rows})"
    )
    assert sum(line.text.endswith(cell) for line in document.lines for cell in ("\t120", "\t130", "\t250")) == 3


def test_a_table_with_words_in_many_of_its_columns_is_no_page_in_columns(tmp_path: Path) -> None:
    cells = "[Violence with injury], [2,890], [−5%], [common cause], [no target], [0.79],"
    source = f"#set page(margin: 1.5cm)\n{FILLING}\n\n#set text(size: 9pt)\n#table(columns: (2fr, 1fr, 1fr, 1.7fr, 1.5fr, 1fr), {cells * 6})"
    document = read(tmp_path, source)
    assert sum(line.text.startswith("Violence") and line.text.endswith("\t0.79") for line in document.lines) == 6


def test_a_word_cut_by_the_end_of_its_line_is_one_word(tmp_path: Path) -> None:
    words = "Robbery rose from 120 to 150, an in-\ncrease of 20%. Of 200 replies 120 (60%) came from resi-\ndents and 90 (40%) from busi-\nnesses. Twenty-\nfive of the officers are long-\nserving, and staff are long in serving."
    (tmp_path / "report.txt").write_text(words)
    document = read_document(tmp_path / "report.txt")
    report = check_document(document)
    assert "25%" in wrong(document)
    for place in (place for judgement in report.judgements for place in judgement.places):
        assert place.quote in document.lines[place.line - 1].text


def test_a_sentence_goes_on_over_a_page_and_its_running_head_and_foot(tmp_path: Path) -> None:
    source = (
        "#set page(paper: \"a5\", header: [Wolds Panel #h(1fr) Annual report 2024/25], footer: context [#h(1fr) Page #counter(page).display()])\n"
        "Before the meeting in the town hall of the district the panel was told that burglary had gone up, from\n#pagebreak()\n"
        "120 to 150, an increase of 20%.\n#pagebreak()\nRobbery rose from 50 to 60."
    )  # fmt: skip
    document = read(tmp_path, source)
    assert wrong(document) == ["25%"]
    text = document.text
    assert text.count("Annual report 2024/25") == 1
    assert "Page" not in text
    assert [line.page for line in document.lines if "150" in line.text] == [2]


@pytest.mark.parametrize("angle", [-90, 90, 180])
def test_a_turned_table_is_read(tmp_path: Path, angle: int) -> None:
    source = f"Burglary rose from 120 to 150.\n\n#rotate({angle}deg, reflow: true, {TABLE.format(62)})"
    assert wrong(read(tmp_path, source)) == ["61"]


def test_a_page_turned_on_its_side_and_a_stamp_across_it_are_read(tmp_path: Path) -> None:
    source = f"#place(center + horizon, rotate(-45deg, text(size: 60pt)[DRAFT]))\n{FILLING}\n\n#{TABLE.format(62)}"
    document = read(tmp_path, source)
    assert wrong(document) == ["61"]
    assert [line.text for line in document.lines if "DRAFT" in line.text] == ["DRAFT"]
    with pikepdf.open(tmp_path / "report.pdf") as pdf:
        pdf.pages[0].Rotate = 90
        pdf.save(tmp_path / "turned.pdf")
    assert wrong(read_document(tmp_path / "turned.pdf")) == ["61"]


@pytest.mark.parametrize("pages", [[False], [True, False], [False, False, True]])
def test_a_scanned_page_is_named_and_ends_the_command_only_where_no_page_has_text(
    tmp_path: Path, pages: list[bool]
) -> None:
    Image.new("L", (60, 80), 128).save(tmp_path / "scan.png")
    parts = ["Burglary rose from 120 to 150, an increase of 25%." if page else '#image("scan.png")' for page in pages]
    (tmp_path / "report.typ").write_text("\n#pagebreak()\n".join(parts))
    typst.compile(tmp_path / "report.typ", output=tmp_path / "report.pdf")
    result = CliRunner().invoke(claims, [str(tmp_path / "report.pdf")])
    if not any(pages):
        assert result.exit_code == 2
        assert "holds no text" in result.stderr
        return
    scanned = [str(number) for number, page in enumerate(pages, 1) if not page]
    told = f"page {scanned[0]} is a picture" if len(scanned) == 1 else f"pages {', '.join(scanned)} are pictures"
    assert result.exit_code == 0
    assert f"report.pdf: {told} without text" in result.stderr
