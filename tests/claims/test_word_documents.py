"""Word documents give the text a reader sees: automatic numbers, notes, boxes once, and nothing deleted or hidden."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from openscrutiny.claims.extraction.files import UnreadableError, read_document

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def listed(text: str, level: int, name: int = 1) -> str:
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>')


def read_word(folder: Path, blocks: Sequence[str], **parts: str) -> list[str]:
    """The lines, but for blank ones, of a document of these blocks and parts."""
    with zipfile.ZipFile(folder / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{''.join(blocks)}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {SPACES}>{content}</w:{name}>")
    return [line.text for line in read_document(folder / "a.docx").lines if line.text.strip()]


LEVELS = (("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("upperRoman", "%4."), ("bullet", "o"))
NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    + "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(LEVELS)
    )
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:styleId="Base"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Sub"><w:basedOn w:val="Base"/></w:style>'
)


def test_headings_and_lists_keep_the_numbers_that_word_gives_them(tmp_path: Path) -> None:
    blocks = [
        listed("Crime", 0), listed("Burglary", 1), paragraph(run("Robbery"), '<w:pStyle w:val="Sub"/>'), listed("first", 2),
        listed("second", 2), listed("within", 3), listed("dot", 4), listed("third", 2), listed("anew", 2, 2), listed("Roads", 0),
        listed("Speed", 1),
    ]  # fmt: skip
    assert read_word(tmp_path, blocks, numbering=NUMBERING, styles=STYLES) == [
        "1 Crime", "1.1 Burglary", "1.2 Robbery", "(a) first", "(b) second", "I. within", "- dot", "(c) third", "(a) anew",
        "2 Roads", "2.1 Speed",
    ]  # fmt: skip


def test_a_text_box_is_read_once_and_a_note_after_the_paragraph_that_holds_its_mark(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(run('In the box.'))}</w:txbxContent>"
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    mark = '<w:r><w:footnoteReference w:id="4"/></w:r>'
    blocks = [paragraph(run("Before") + f"<w:r>{both}</w:r>" + run(" and after.")), paragraph(run("Old.") + f"<w:r>{old}</w:r>"),
              paragraph(run("Calls: 1,204") + mark + run(".")), paragraph(run("Next."))]  # fmt: skip
    notes = f'<w:footnote w:id="4">{paragraph(run("Excludes hoaxes."))}</w:footnote>'
    assert read_word(tmp_path, blocks, footnotes=notes) == [
        "Before and after.", "In the box.", "Old.", "In the box.", "Calls: 1,204[1].", "[1] Excludes hoaxes.", "Next.",
    ]  # fmt: skip


def test_what_is_deleted_moved_away_or_hidden_is_not_read(tmp_path: Path) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    blocks = [
        paragraph(run("Thefts were ") + f"<w:del>{run('120')}</w:del><w:ins>{run('150')}</w:ins>" + run("!")),
        paragraph(f"<w:moveFrom>{run('Moved.')}</w:moveFrom>" + run("Here.")),
        paragraph(f"<w:moveTo>{run('Moved. ')}</w:moveTo>" + run("There.")),
        paragraph(run("Joined to "), "<w:rPr><w:del/></w:rPr>"),
        paragraph(run("the next") + run(" 999", "<w:vanish/>") + run(".")),
        paragraph(run("Table ") + "<w:r><w:instrText> SEQ Table </w:instrText></w:r>" + run("1")),
        paragraph(run("1,204") + run("1", raised) + run(" on the 13") + run("th", raised)),
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('Gone'))}</w:tc></w:tr><w:tr><w:tc>{paragraph(run('Kept'))}</w:tc></w:tr></w:tbl>",
    ]
    assert read_word(tmp_path, blocks) == [
        "Thefts were 150!", "Here.", "Moved. There.", "Joined to the next.", "Table 1", "1,204[1] on the 13th", "Kept",
    ]  # fmt: skip


def test_line_breaks_symbols_and_columns_laid_out_by_tabs(tmp_path: Path) -> None:
    tab = "<w:r><w:tab/></w:r>"
    sign = '<w:r><w:sym w:font="Wingdings 3" w:char="F070"/></w:r>'
    blocks = [
        paragraph(run("One") + "<w:r><w:br/></w:r>" + run("Two")),
        paragraph(sign + run("5%, non") + "<w:r><w:noBreakHyphen/></w:r>" + run("crime, soft") + "<w:r><w:softHyphen/></w:r>" + run("ened")),
        paragraph(run("1.") + tab + run("By hand")),
        paragraph(run("Contents") + tab + run("3"), '<w:pStyle w:val="TOC1"/>'),
        *(paragraph(tab.join(map(run, row))) for row in (("Area", "Q1", "Q2"), ("North", "100", "120"), ("South", "90", "95"))),
    ]  # fmt: skip
    assert read_word(tmp_path, blocks) == [
        "One", "Two", "▲5%, non-crime, softened", "1. By hand", "Contents 3", "Area\tQ1\tQ2", "North\t100\t120", "South\t90\t95",
    ]  # fmt: skip


def test_a_header_is_read_once_and_a_page_number_not_at_all(tmp_path: Path) -> None:
    blocks = [paragraph(run("Words."))]
    parts = {"header1": paragraph(run("For the panel of 4 May")), "header2": paragraph(run("For the panel of 4 May")),
             "footer1": paragraph(run("Page 1 of 3"))}  # fmt: skip
    assert read_word(tmp_path, blocks, **parts) == ["Words.", "For the panel of 4 May"]


def test_a_locked_pdf_says_what_to_do(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(UnreadableError, match=r"locked\.pdf: is locked with a password\. Save it again"):
        read_document(tmp_path / "locked.pdf")


def test_a_locked_document_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "locked.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000)
    with pytest.raises(UnreadableError, match="locked with a password"):
        read_document(tmp_path / "locked.docx")
