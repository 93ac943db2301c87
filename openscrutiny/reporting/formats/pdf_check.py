"""Checks a PDF for what PDF/UA-1 (ISO 14289-1) asks that a program can see: tags, names, languages, alternatives.

It is no replacement for a person with a screen reader: whether an alternative text is a good one, no checker knows.
The clause of the standard that a fault breaks is named in it.
"""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from openscrutiny.reporting.formats.row_headers import list_children, read_attribute, walk_structure

_HEADING = re.compile(r"^/H([1-6])$")
_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"

# The structure types of PDF 1.7 (ISO 32000-1, 14.8.4): any other must be mapped to one of these.
_STANDARD_NAMES = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl",
    "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu",
    "WT WP Figure Formula Form",
)
_STANDARD_TYPES = frozenset(f"/{name}" for names in _STANDARD_NAMES for name in names.split())
_PARENTS = {
    "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
    "/THead": {"/Table"},
    "/TBody": {"/Table"},
    "/TFoot": {"/Table"},
    "/LI": {"/L"},
    "/LBody": {"/LI"},
    "/TOCI": {"/TOC"},
}


def check_pdf(data: bytes) -> tuple[str, ...]:
    """Every fault found, in plain words; none where the file passes. A file that is no PDF is one fault."""
    try:
        pdf = Pdf.open(BytesIO(data))
    except pikepdf.PdfError as error:
        return (f"the file cannot be read as a PDF: {error}",)
    with pdf:
        faults = [*_check_catalogue(pdf), *_check_metadata(pdf), *_check_fonts(pdf)]
        if Name.StructTreeRoot in pdf.Root:
            faults += [*_check_structure(pdf), *_check_tables(pdf), *_check_pages(pdf)]
    return tuple(faults)


def _check_catalogue(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if not root.get(Name.MarkInfo, Dictionary()).get(Name.Marked, False):
        yield "7.1: the file does not say that it is tagged (MarkInfo, Marked)"
    if root.get(Name.MarkInfo, Dictionary()).get(Name.Suspects, False):
        yield "7.1: the file says that its tags are doubtful (MarkInfo, Suspects)"
    if Name.StructTreeRoot not in root:
        yield "7.1: the file has no structure tree"
    if not str(root.get(Name.Lang, "")):
        yield "7.2: the file does not say what language it is in (Lang)"
    if not root.get(Name.ViewerPreferences, Dictionary()).get(Name.DisplayDocTitle, False):
        yield "7.1: the window would show the file's name and not its title (DisplayDocTitle)"
    if pdf.is_encrypted and not pdf.allow.accessibility:
        yield "7.16: the encryption keeps screen readers out"


def _check_metadata(pdf: Pdf) -> Iterator[str]:
    if Name.Metadata not in pdf.Root:
        yield "5: the file has no XMP metadata"
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if str(metadata.get(_PART, "")) != "1":
            yield "5: the metadata do not claim PDF/UA-1 (pdfuaid:part)"
        if not str(metadata.get(_TITLE, "")).strip():
            yield "7.1: the metadata have no title (dc:title)"


def _check_fonts(pdf: Pdf) -> Iterator[str]:
    for item in pdf.objects:
        if not isinstance(item, Dictionary) or item.get(Name.Type) != Name.Font:
            continue
        name = str(item.get(Name.BaseFont, "a font"))
        if item.get(Name.Subtype) == Name.Type0:
            if Name.ToUnicode not in item:
                yield f"7.21.7: {name} does not say which letters its glyphs are (ToUnicode)"
            continue
        if item.get(Name.Subtype) == Name.Type3:
            continue
        descriptor = item.get(Name.FontDescriptor, Dictionary())
        if not any(key in descriptor for key in (Name.FontFile, Name.FontFile2, Name.FontFile3)):
            yield f"7.21.4: {name} is not embedded"


def _resolve_type(element: Object, roles: Object) -> str:
    kind = str(element.S)
    for _ in range(10):  # roles may be chained, and in a broken file in a circle
        if kind in _STANDARD_TYPES or kind not in roles:
            break
        kind = str(roles[kind])
    return kind


def _check_structure(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root.StructTreeRoot
    roles = root.get(Name.RoleMap, Dictionary())
    last_level = 0
    for element in walk_structure(root):
        kind = _resolve_type(element, roles)
        if kind not in _STANDARD_TYPES:
            yield f"7.1: {kind} is no standard structure type and is mapped to none"
        parent = element.get(Name.P)
        above = _resolve_type(parent, roles) if parent is not None and Name.S in parent else ""
        if kind in _PARENTS and above not in _PARENTS[kind]:
            yield f"7.2: {kind} stands in {above or 'the root'}"
        if kind in ("/Figure", "/Formula") and not str(element.get(Name.Alt, element.get(Name.ActualText, ""))).strip():
            yield f"7.3: a {kind[1:].lower()} has no alternative text"
        heading = _HEADING.match(kind)
        if heading:
            level = int(heading[1])
            if level > last_level + 1:
                yield f"7.4.2: a heading of level {level} follows one of level {last_level}"
            last_level = level


def _check_tables(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root.StructTreeRoot
    roles = root.get(Name.RoleMap, Dictionary())
    for number, table in enumerate(
        (each for each in walk_structure(root) if _resolve_type(each, roles) == "/Table"), start=1
    ):
        rows = [each for each in walk_structure(table) if _resolve_type(each, roles) == "/TR"]
        heads = [cell for row in rows for cell in list_children(row) if _resolve_type(cell, roles) == "/TH"]
        if not heads:
            yield f"7.5: table {number} has no header cell"
        for cell in heads:
            if read_attribute(cell, "/Scope") is None:
                yield f"7.5: a header cell of table {number} does not say whether it heads a row or a column (Scope)"
        yield from _check_grid(number, rows)
        known = {str(cell.ID) for cell in heads if Name.ID in cell}
        for row in rows:
            for cell in list_children(row):
                named = read_attribute(cell, "/Headers")
                if isinstance(named, Array) and any(str(named[index]) not in known for index in range(len(named))):
                    yield f"7.5: a cell of table {number} names a header that is not there (Headers)"


def _check_grid(number: int, rows: list[Object]) -> Iterator[str]:
    """Each row as wide as the others, cells that span rows and columns counted."""
    carried: dict[int, int] = {}  # width still taken in each later row by cells that span rows
    widths = set()
    for index, row in enumerate(rows):
        width = carried.get(index, 0)
        for cell in list_children(row):
            columns = int(read_attribute(cell, "/ColSpan") or 1)
            width += columns
            for later in range(index + 1, index + int(read_attribute(cell, "/RowSpan") or 1)):
                carried[later] = carried.get(later, 0) + columns
        widths.add(width)
    if len(widths) > 1:
        yield f"7.5: the rows of table {number} are not of one width ({', '.join(map(str, sorted(widths)))} cells)"


def _check_pages(pdf: Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        if Name.StructParents not in page.obj:
            yield f"7.1: page {number} is not tied to the structure tree (StructParents)"
        annotations = page.obj.get(Name.Annots)
        if annotations is None or not len(annotations):
            continue
        if page.obj.get(Name.Tabs) != Name.S:
            yield f"7.18.3: the tab order of page {number} is not that of its structure (Tabs)"
        for index in range(len(annotations)):
            link = annotations[index]
            if link.get(Name.Subtype) != Name.Link:
                continue
            if Name.StructParent not in link:
                yield f"7.18.5: a link on page {number} is not tagged"
            if not str(link.get(Name.Contents, "")).strip():
                yield f"7.18.5: a link on page {number} does not say where it goes (Contents)"
