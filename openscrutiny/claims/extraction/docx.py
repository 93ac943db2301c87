"""Text of a Word document as a reader sees it: paragraphs with their numbers, table rows parted by tabs, notes by their marks."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, takewhile
from pathlib import Path
from posixpath import dirname
from typing import Any

from openscrutiny.claims.extraction.merged_cells import MergedCell, lay_out
from openscrutiny.claims.extraction.word_numbering import WORD, Numbering, value
from openscrutiny.claims.extraction.word_paragraphs import MARKUP, read_paragraph
from openscrutiny.claims.reading.quantities import read_cell

MAXIMUM_UNPACKED_BYTES = 300_000_000
MAXIMUM_XML_BYTES = 80_000_000
MAXIMUM_PARTS = 20_000
LOCKED = 0x1
"""The flag of a part of an archive that has a password."""
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
PAGE_NUMBER = re.compile(r"[\W\d]*(?:page[\W\d]*)?(?:of[\W\d]*)?", re.IGNORECASE)
LONGEST_HEADING = 40
"""Characters of a column's heading, where columns are laid out by tabs."""
DEEPEST = 20
"""Tables and text boxes within one another."""


def extract_docx(path: Path) -> str:
    """Paragraphs and table rows in the order of the document. Raises ValueError with the fault and the mend."""
    if not zipfile.is_zipfile(path):
        raise ValueError(
            "is damaged, locked with a password, or in Word's old form. Save it again as DOCX without a password."
        )
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if any(part.flag_bits & LOCKED for part in parts):
            raise ValueError("is locked with a password. Save it again without one.")
        if sum(part.file_size for part in parts) > MAXIMUM_UNPACKED_BYTES or len(parts) > MAXIMUM_PARTS:
            raise ValueError("unpacks to more than any report does: it will not be opened.")
        main = next((name for name in _named(archive, "document") if "/" in name), "")
        if not main:
            raise ValueError("is not a Word document. Save it as DOCX or PDF.")
        body = _read_part(archive, main).find(f"{WORD}body")
        folder = dirname(main)
        roots = {
            name: _read_part(archive, f"{folder}/{name}.xml")
            for name in ("numbering", "styles", "footnotes", "endnotes")
            if f"{folder}/{name}.xml" in archive.namelist()
        }
        margins = [
            _read_part(archive, name)
            for kind in ("header", "footer")
            for name in _named(archive, kind)
            if dirname(name) == folder
        ]
    notes = {
        (kind, note.get(f"{WORD}id", "")): note for kind in ("footnotes", "endnotes") for note in roots.get(kind, ())
    }
    writer = WordWriter(Numbering.of(roots.get("numbering"), roots.get("styles")), notes)
    lines = list(writer.write_blocks(body, 0)) if body is not None else []
    return "\n".join([*lines, *writer.write_margins(margins)])


def _named(archive: zipfile.ZipFile, kind: str) -> list[str]:
    """The parts called `kind` with or without a number, in order."""
    return sorted(
        name
        for name in archive.namelist()
        if name.endswith(".xml") and name.rsplit("/", 1)[-1][:-4].rstrip("0123456789") == kind
    )


def _read_part(archive: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    if archive.getinfo(name).file_size > MAXIMUM_XML_BYTES:
        raise ValueError(f"holds more than {MAXIMUM_XML_BYTES / 1e6:.0f} MB of text. Split the file.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    return etree.fromstring(archive.read(name).replace(STRICT, WORD[1:-1].encode()), parser)


@dataclass(slots=True)
class WordWriter:
    """Writes a document's blocks in order, counting its lists and its notes."""

    numbering: Numbering
    notes: dict[tuple[str, str], Any]
    mark_of: dict[tuple[str, str], int] = field(default_factory=dict)
    waiting: list[tuple[str, str]] = field(default_factory=list)  # notes whose mark has been printed and text not
    told: set[tuple[str, str]] = field(default_factory=set)
    kept: str = ""  # what a paragraph whose end was deleted leaves to the next

    def write_blocks(self, parent: Any, depth: int) -> Iterator[str]:
        """Lines with a blank one between blocks; each note follows the block that holds its mark."""
        if depth > DEEPEST:
            raise ValueError(
                f"holds tables, text boxes or notes more than {DEEPEST} deep within one another. Save it as plain text."
            )
        tabbed = False
        for element in _children(parent):
            if element.tag == f"{WORD}tbl":
                yield from ["", *self._write_table(element, depth), ""]
                tabbed = False
            else:
                lines, boxes = self._write_paragraph(element)
                if tabbed and not (lines and "\t" in lines[0]):
                    yield ""
                yield from lines
                tabbed = bool(lines) and "\t" in lines[-1]
                if not tabbed:
                    yield ""
                for box in boxes:
                    yield from self.write_blocks(box, depth + 1)
            yield from self._write_notes(depth)
        if tabbed:
            yield ""

    def write_margins(self, roots: list[Any]) -> Iterator[str]:
        """What stands at the head and foot of pages, each different text once, without the pages' numbers."""
        seen = set()
        for root in roots:
            for line in self.write_blocks(root, 1):
                if line not in seen and not PAGE_NUMBER.fullmatch(line):
                    seen.add(line)
                    yield from ["", line]

    def _write_paragraph(self, element: Any) -> tuple[list[str], list[Any]]:
        """The lines of a paragraph with its number, and its text boxes."""
        seen = read_paragraph(element, self.mark_of)
        self.waiting += seen.notes
        properties = element.find(f"{WORD}pPr")
        text, self.kept = self.kept + _part_cells(seen.text, value(properties, "pStyle")), ""
        if properties is not None and properties.find(f"{WORD}rPr/{WORD}del") is not None:
            self.kept = text
            return [], seen.boxes
        if not text.strip():
            return [], seen.boxes
        label = self.numbering.label(properties)
        if (
            not label
            and "list" in value(properties, "pStyle").lower()
            and value(properties, "pStyle") != "ListParagraph"
        ):
            label = "- "
        return (label + text.strip("\n\t ")).split("\n"), seen.boxes

    def _write_notes(self, depth: int) -> Iterator[str]:
        while self.waiting:
            note = self.waiting.pop(0)
            if note in self.notes and note not in self.told:
                self.told.add(note)
                lines = [line.strip() for line in self.write_blocks(self.notes[note], depth + 1) if line.strip()]
                yield from [f"[{self.mark_of[note]}] {' '.join(lines)}", ""] if lines else []

    def _write_table(self, table: Any, depth: int) -> Iterator[str]:
        rows = [_children_of_row(row) for row in _children(table, "tr") if row.find(f"{WORD}trPr/{WORD}del") is None]
        inner = any(True for row in rows for cell in row.cells for _ in _children(cell, "tbl"))
        if inner:  # it places text, and no row of it is a row of figures
            for row in rows:
                for cell in row.cells:
                    yield from self.write_blocks(cell, depth + 1)
            return
        boxes: list[Any] = []
        laid = [
            [
                *([MergedCell("", row.before)] if row.before else []),
                *(self._cell(rows, r, cell, boxes) for cell in row.cells if not _continued(cell)),
            ]
            for r, row in enumerate(rows)
        ]
        yield from lay_out(laid)
        for box in boxes:
            yield ""
            yield from self.write_blocks(box, depth + 1)

    def _cell(self, rows: list["Row"], r: int, cell: Any, boxes: list[Any]) -> MergedCell:
        parts = []
        for paragraph in _children(cell, "p"):
            lines, own = self._write_paragraph(paragraph)
            parts.append(" ".join(lines).removeprefix("- ").replace("\t", " "))
            boxes += own
        down = 1
        if _merge(cell) == "restart":
            at = rows[r].column(cell)
            down += sum(1 for _ in takewhile(lambda row: at in row.continued, rows[r + 1 :]))
        return MergedCell(" ".join(part for part in parts if part).strip(), _across(cell), down)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a table's row, and how many columns it leaves empty before them."""

    cells: list[Any]
    before: int
    continued: frozenset[int]  # the columns whose cells go on from the row above

    def column(self, cell: Any) -> int:
        at = next(i for i, other in enumerate(self.cells) if other is cell)
        return self.before + sum(map(_across, self.cells[:at]))


def _children_of_row(row: Any) -> Row:
    said = value(row.find(f"{WORD}trPr"), "gridBefore")
    before = int(said) if said.isdecimal() and len(said) < 4 else 0
    cells = list(_children(row, "tc"))
    columns = accumulate(map(_across, cells), initial=before)
    return Row(cells, before, frozenset(at for cell, at in zip(cells, columns, strict=False) if _continued(cell)))


def _children(parent: Any, *tags: str) -> Iterator[Any]:
    """Paragraphs and tables (or the tags given) of an element, those inside content controls and revisions too."""
    wanted = {f"{WORD}{tag}" for tag in tags or ("p", "tbl")}
    through = {f"{WORD}{tag}" for tag in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo")}
    through |= {f"{MARKUP}AlternateContent", f"{MARKUP}Choice"}
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in wanted:
            yield element
        elif element.tag in through:
            stack += reversed(element)


def _part_cells(text: str, style: str) -> str:
    """Tabs kept where they lay figures out in columns; elsewhere they are spaces."""
    if style.startswith("TOC"):  # a contents list's page numbers are no figures
        return text.replace("\t", " ")
    lines = []
    for line in text.split("\n"):
        cells = [cell.strip() for cell in line.strip().split("\t") if cell.strip()]
        named = len(cells) > 1 and any(character.isalpha() for character in cells[0][:3])
        figures = any(read_cell(cell) for cell in cells[1:])
        columns = named and (figures or (len(cells) > 2 and max(map(len, cells)) <= LONGEST_HEADING))
        lines.append("\t".join(cells) if columns else " ".join(line.split("\t")))
    return "\n".join(lines)


def _across(cell: Any) -> int:
    span = value(cell.find(f"{WORD}tcPr"), "gridSpan")
    return int(span) if span.isdecimal() and len(span) < 5 else 1


def _merge(cell: Any) -> str:
    merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
    return "" if merge is None else str(merge.get(f"{WORD}val", "continue"))


def _continued(cell: Any) -> bool:
    return _merge(cell) == "continue"
