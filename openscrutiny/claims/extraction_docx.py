"""Text of a Word document: paragraphs one a line, table rows parted by tabs."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openscrutiny.claims.merged_cells import MergedCell, lay_out

MAXIMUM_UNPACKED_BYTES = 300_000_000
MAXIMUM_XML_BYTES = 80_000_000
MAXIMUM_PARTS = 20_000
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DEEPEST_TABLE = 20


def extract_docx(path: Path) -> str:
    """Paragraphs and table rows in the order of the document. Raises ValueError with the fault and the mend."""
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > MAXIMUM_UNPACKED_BYTES or len(parts) > MAXIMUM_PARTS:
            raise ValueError("unpacks to more than any report does: it will not be opened.")
        if "word/document.xml" not in archive.namelist():
            raise ValueError("is not a Word document. Save it as DOCX or PDF.")
        if archive.getinfo("word/document.xml").file_size > MAXIMUM_XML_BYTES:
            raise ValueError(f"holds more than {MAXIMUM_XML_BYTES / 1e6:.0f} MB of text. Split the file.")
        data = archive.read("word/document.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    body = etree.fromstring(data, parser).find(f"{WORD}body")
    return "\n".join(_block_lines(body, 0)) if body is not None else ""


def _block_lines(parent: Any, depth: int) -> Iterator[str]:
    for element in _children(parent):
        if element.tag == f"{WORD}tbl":
            yield ""
            yield from _table_lines(element, depth)
            yield ""
        else:
            yield _paragraph(element)
            yield ""


def _children(parent: Any, *tags: str) -> Iterator[Any]:
    """Paragraphs and tables (or the tags given) of an element, those inside content controls and revisions too."""
    wanted = {f"{WORD}{tag}" for tag in tags or ("p", "tbl")}
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in wanted:
            yield element
        elif element.tag in {f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}ins", f"{WORD}customXml", f"{WORD}moveTo"}:
            stack += reversed(element)


def _table_lines(table: Any, depth: int) -> Iterator[str]:
    rows = [list(_children(row, "tc")) for row in _children(table, "tr")]
    inner = any(True for row in rows for cell in row for _ in _children(cell, "tbl"))
    if inner:  # it places text, and no row of it is a row of figures
        if depth < DEEPEST_TABLE:
            for row in rows:
                for cell in row:
                    yield from _block_lines(cell, depth + 1)
        return
    yield from lay_out([[_cell(rows, r, cell) for cell in row if not _continued(cell)] for r, row in enumerate(rows)])


def _cell(rows: list[list[Any]], r: int, cell: Any) -> MergedCell:
    text = " ".join(_paragraph(p).removeprefix("- ") for p in _children(cell, "p")).strip()
    down = 1
    if _merge(cell) == "restart":
        at = _column(rows[r], cell)
        for row in rows[r + 1 :]:
            if not any(_continued(other) and _column(row, other) == at for other in row):
                break
            down += 1
    return MergedCell(text, _across(cell), down)


def _across(cell: Any) -> int:
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    value = span.get(f"{WORD}val", "1") if span is not None else "1"
    return int(value) if value.isdigit() else 1


def _merge(cell: Any) -> str:
    merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
    return "" if merge is None else str(merge.get(f"{WORD}val", "continue"))


def _continued(cell: Any) -> bool:
    return _merge(cell) == "continue"


def _column(row: list[Any], cell: Any) -> int:
    column = 0
    for other in row:
        if other is cell:
            break
        column += _across(other)
    return column


def _paragraph(element: Any) -> str:
    text = "".join(_pieces(element))
    style = element.find(f"{WORD}pPr/{WORD}pStyle")
    bullet = element.find(f"{WORD}pPr/{WORD}numPr") is not None or (
        style is not None and "list" in style.get(f"{WORD}val", "").lower()
    )
    return ("- " if bullet and text.strip() else "") + text


def _pieces(element: Any) -> Iterator[str]:
    """The text of a paragraph; a raised number is a footnote mark and stands in brackets."""
    stack, raised = list(reversed(element)), False
    while stack:
        node = stack.pop()
        if node.tag == f"{WORD}r":
            align = node.find(f"{WORD}rPr/{WORD}vertAlign")
            raised = align is not None and align.get(f"{WORD}val") == "superscript"
        if node.tag == f"{WORD}t":
            mark = (node.text or "").strip()
            yield f"[{mark}]" if raised and mark.replace(",", "").isdigit() else node.text or ""
        elif node.tag in {f"{WORD}tab", f"{WORD}br", f"{WORD}cr"}:
            yield " "
        elif node.tag == f"{WORD}noBreakHyphen":
            yield "-"
        elif node.tag not in {FALLBACK, f"{WORD}pPr", f"{WORD}rPr", f"{WORD}tbl", f"{WORD}del", f"{WORD}moveFrom"}:
            stack += reversed(node)
