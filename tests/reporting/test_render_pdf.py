"""The PDF: tagged, checked, the same every time, and large print that is set anew."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Name

from openscrutiny.errors import ReportError
from openscrutiny.reporting.document.document import Cell, Document, Heading, Paragraph, Row, Table, TableColumn
from openscrutiny.reporting.document.words_en import WORDS_EN
from openscrutiny.reporting.formats.paper_charts import TEXT_WIDTH
from openscrutiny.reporting.formats.pdf import render_pdf
from openscrutiny.reporting.formats.pdf_check import check_pdf
from openscrutiny.reporting.formats.row_headers import list_children, read_attribute, walk_structure
from openscrutiny.reporting.formats.table_fit import fit_table, share_width

from .sample_document import make_document, make_scorecard, make_small_charts


@pytest.fixture(scope="module")
def paper() -> bytes:
    return render_pdf(make_document(draft=True), WORDS_EN)


def read_text(data: bytes) -> list[str]:
    import pdfplumber

    with pdfplumber.open(BytesIO(data)) as pdf:
        return [page.extract_text() for page in pdf.pages]


@pytest.mark.parametrize("size", [11, 18, 24])
def test_every_size_passes_the_checks(size: float) -> None:
    assert check_pdf(render_pdf(make_document(), WORDS_EN, size=size)) == ()


def test_the_same_document_gives_the_same_bytes(paper: bytes) -> None:
    assert render_pdf(make_document(draft=True), WORDS_EN) == paper
    with pikepdf.open(BytesIO(paper)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20201127000000Z", "the date of publication, not of the run"


def test_every_page_is_numbered_and_marked_and_a_draft_says_so(paper: bytes) -> None:
    pages = read_text(paper)
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert "Official" in text
        assert "Draft" in text
        assert "Release 1" in text
    assert "Contents" in pages[1]


def test_contents_give_the_page_a_heading_is_on(paper: bytes) -> None:
    pages = read_text(paper)
    line = next(line for line in pages[1].splitlines() if line.startswith("Areas"))
    assert "Areas" in pages[int(line.split()[-1].strip(".")) - 1].splitlines()


def test_headings_are_bookmarks(paper: bytes) -> None:
    with pikepdf.open(BytesIO(paper)) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root][-3:] == ["Summary", "Measures", "Areas"]
        assert [entry.title for entry in outline.root[-2].children] == ["Hate crime", "Measure 2"]


def test_row_headers_are_tagged_and_named_by_the_cells_of_their_row(paper: bytes) -> None:
    with pikepdf.open(BytesIO(paper)) as pdf:
        rows = [
            list_children(each)
            for body in walk_structure(pdf.Root.StructTreeRoot)
            if Name.TBody == body.S
            for each in walk_structure(body)
            if each.S == Name.TR
        ]
        assert len(rows) == 40 + 3 * 6
        for row in rows:
            assert row[0].S == Name.TH
            assert read_attribute(row[0], "/Scope") == Name.Row
            for cell in row[1:]:
                assert str(row[0].ID) in [str(each) for each in read_attribute(cell, "/Headers").as_list()]  # type: ignore[union-attr]


def test_a_chart_is_a_figure_whose_alternative_is_its_summary(paper: bytes) -> None:
    with pikepdf.open(BytesIO(paper)) as pdf:
        said = [str(each.Alt) for each in walk_structure(pdf.Root.StructTreeRoot) if Name.Figure == each.S]
    assert sum(text.startswith("Control chart of hate crimes") for text in said) == 2
    assert sum(text.startswith("Five small charts") for text in said) == 2


def test_large_print_is_set_anew_and_not_enlarged(paper: bytes) -> None:
    large = render_pdf(make_document(), WORDS_EN, size=24)
    import pdfplumber

    with pdfplumber.open(BytesIO(large)) as pdf:
        assert {(round(page.width), round(page.height)) for page in pdf.pages} == {(595, 842)}
        body = [letter["size"] for letter in pdf.pages[2].chars if letter["text"] == "a"]
        assert min(body) >= 10
        assert 24 in {round(size) for size in body}
        assert len(pdf.pages) > len(read_text(paper))
        for page in pdf.pages:
            assert all(letter["x1"] <= page.width - 40 for letter in page.chars), "text runs off the paper"


def test_a_wide_table_is_parted_with_its_first_column_in_every_part() -> None:
    table = make_scorecard()
    size, parts = fit_table(table, 11, TEXT_WIDTH)
    assert (len(parts), size >= 8) == (1, True)
    size, parts = fit_table(table, 24, TEXT_WIDTH)
    assert len(parts) > 1
    assert size >= 20
    assert all(part[0] == 0 for part in parts)
    assert sorted({index for part in parts for index in part}) == list(range(7))
    for part in parts:
        assert sum(share_width(table, part, TEXT_WIDTH / size)) == pytest.approx(TEXT_WIDTH / size, rel=0.01)


def test_words_that_look_like_typesetting_are_printed_as_they_are() -> None:
    odd = "#let x = 1; $a_b$ [c] *not* <script> \\ @ref `code` //"
    table = Table("odd", odd, (TableColumn(odd, number=False), TableColumn("n")), (Row((Cell(odd), Cell("1"))),))
    blocks = (Heading(1, odd, "odd heading #1"), Paragraph(odd.replace("*", "")), table)
    data = render_pdf(replace(make_document(), blocks=blocks, title=odd), WORDS_EN)
    assert check_pdf(data) == ()
    assert "#let x = 1; $a_b$ [c]" in " ".join(read_text(data))


def test_what_typst_cannot_set_is_told_and_ends_nothing() -> None:
    skipping = (Heading(1, "One", "one"), Heading(4, "Four", "four"))
    with pytest.raises(ReportError, match="Gap: the PDF cannot be set"):
        render_pdf(replace(make_document(), title="Gap", blocks=skipping), WORDS_EN)


def break_pdf(data: bytes, how: str) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        elements = list(walk_structure(pdf.Root.StructTreeRoot))
        match how:
            case "title":
                del pdf.Root.Metadata
            case "language":
                del pdf.Root.Lang
            case "window":
                del pdf.Root.ViewerPreferences
            case "tags":
                del pdf.Root.StructTreeRoot
                del pdf.Root.MarkInfo
            case "alternative":
                del next(each for each in elements if Name.Figure == each.S).Alt
            case "scope":
                del next(each for each in elements if each.S == Name.TH).A
            case "heading":
                next(each for each in elements if each.S == Name.H2).S = Name.H4
            case "type":
                next(each for each in elements if Name.Div == each.S).S = Name.Gadget
            case "tabs":
                for page in pdf.pages:
                    if Name.Tabs in page.obj:
                        del page.obj.Tabs
            case "font":
                for item in pdf.objects:
                    if isinstance(item, pikepdf.Dictionary) and item.get(Name.Type) == Name.FontDescriptor:
                        for key in (Name.FontFile, Name.FontFile2, Name.FontFile3):
                            if key in item:
                                del item[key]
            case "row":
                row = next(each for each in elements if Name.TBody == each.S).K[0]
                del row.K[0]
        stream = BytesIO()
        pdf.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("title", "XMP"),
        ("language", "language"),
        ("window", "DisplayDocTitle"),
        ("tags", "structure tree"),
        ("alternative", "alternative text"),
        ("scope", "Scope"),
        ("heading", "heading of level"),
        ("type", "standard structure type"),
        ("tabs", "tab order"),
        ("font", "not embedded"),
        ("row", "not of one width"),
    ],
)
def test_the_checker_finds_each_fault_we_make(paper: bytes, how: str, said: str) -> None:
    assert any(said in fault for fault in check_pdf(break_pdf(paper, how)))


def test_the_checker_says_what_is_no_pdf() -> None:
    assert "cannot be read" in check_pdf(b"<html>")[0]


def test_a_document_without_blocks_can_be_set() -> None:
    empty: Document = replace(make_document(), blocks=(), notice="", particulars=())
    assert check_pdf(render_pdf(empty, WORDS_EN)) == ()


def list_sections(*sections: tuple[str, int]) -> list[list[str]]:
    """The sections with a heading on each page after the contents; each has so many lines."""
    blocks = [
        block
        for name, lines in sections
        for block in (Heading(1, name, name.lower()), *(Paragraph(f"{name} line {n}") for n in range(lines)))
    ]
    pages = read_text(render_pdf(replace(make_document(), blocks=tuple(blocks)), WORDS_EN))[2:]
    return [[name for name, _ in sections if f"{name}\n" in page] for page in pages]


def test_a_section_begins_a_page_unless_it_saves_one_to_follow_the_one_before() -> None:
    """A page with a few lines on it is a page wasted; two sections that fill most of a page each stand alone."""
    assert list_sections(("First", 42), ("Second", 20), ("Third", 1)) == [["First"], ["Second", "Third"]]
    assert list_sections(("First", 20), ("Second", 25), ("Third", 30)) == [["First"], ["Second"], ["Third"]]


def test_small_charts_in_large_print_are_parted_and_not_shrunk() -> None:
    """Five charts by area are taller than a page at 24 points: they are parted, and their letters stay large."""
    import pdfplumber

    charts = make_small_charts()
    document = replace(make_document(), blocks=(Heading(1, "Areas", "areas"), replace(charts, table=None)))
    with pdfplumber.open(BytesIO(render_pdf(document, WORDS_EN, size=24))) as pdf:
        pages = list(pdf.pages)[2:]
        text = "\n".join(page.extract_text() for page in pages)
        sizes = [char["size"] for page in pages for word in page.extract_words(return_chars=True)
                 if word["text"] in ("Shropshire", "Herefordshire") for char in word["chars"]]  # fmt: skip
    assert f"{charts.title}" in text.replace("\n", " ")
    assert "(part 1 of" in text
    assert "(part 2 of" in text
    assert min(sizes) > 18
