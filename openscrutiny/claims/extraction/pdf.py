"""Text of a PDF, from the places of its characters: wide gaps part cells, raised figures are footnote marks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from openscrutiny.claims.extraction.printed_tables import Piece, PrintedLine, write_lines

MAXIMUM_TEXT = 5_000_000
"""Characters of a document: a thousand pages of close print are some four million."""
WIDE_GAP, WORD_GAP = 0.75, 0.13
"""Heights of a line: the gaps that part cells and words."""
RAISED = 0.8
"""A footnote mark is no taller than this part of its line."""


class Mark(NamedTuple):
    """A character and where it stands, in points."""

    middle: float
    left: float
    right: float
    height: float
    text: str


def extract_pdf(path: Path) -> str:
    """Lines of text; tabs part cells and a form feed begins a page. Raises ValueError where there is too much of it."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ValueError("is locked with a password. Save it again without one.") from None
        raise
    pages, size = [], 0
    for page in document:
        text = _page_lines(page)
        size += len(text)
        if size > MAXIMUM_TEXT:
            raise ValueError(f"holds more than {MAXIMUM_TEXT:,} characters. Split the file.")
        pages.append(text)
        page.close()
    return "\n\f".join(pages)


def _page_marks(page: Any) -> Iterator[Mark]:
    from ctypes import byref

    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    box = pdfium.FS_RECTF()
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code <= 32 or code == 0xA0 or not pdfium.FPDFText_GetLooseCharBox(textpage, index, byref(box)):
            continue
        height = max(box.top - box.bottom, 1.0)
        text = "-" if code in {2, 0xAD, 0x2011} else chr(code)
        yield Mark((box.top + box.bottom) / 2, box.left, box.right, height, text)
    textpage.close()


def _page_lines(page: Any) -> str:
    """A page's characters put into lines by height, into cells by the gaps between them, and tables into whole rows."""
    lines: list[list[Mark]] = []
    for mark in _page_marks(page):
        for line in reversed(lines[-40:]):
            if _level(line[0], mark) or _raised(line[0], line[-1], mark):
                line.append(mark)
                break
            if len(line) <= 3 and _raised(mark, mark, line[-1]):  # a footnote opens with its mark
                line.insert(0, mark)
                break
        else:
            lines.append([mark])
    lines.sort(key=lambda line: -line[0].middle)
    return write_lines([_printed(line) for line in lines])


def _level(one: Mark, two: Mark) -> bool:
    gap = abs(one.middle - two.middle)
    return gap <= 0.35 * min(one.height, two.height) or gap <= 0.25 * max(one.height, two.height)


def _raised(line: Mark, beside: Mark, mark: Mark) -> bool:
    """Whether a small mark stands in the upper part of a line, next to its last character."""
    small = mark.height <= RAISED * line.height and 0 < mark.middle - line.middle <= 0.6 * line.height
    return small and min(abs(mark.left - beside.right), abs(beside.left - mark.right)) <= 0.3 * line.height


def _printed(line: list[Mark]) -> PrintedLine:
    """One line's characters as pieces with a wide gap between each; a footnote mark stands in brackets."""
    line.sort(key=lambda mark: mark.left)
    pieces: list[Piece] = []
    tallest = sorted(mark.height for mark in line)[len(line) // 2]
    base = next((mark.middle for mark in line if mark.height >= tallest), line[0].middle)
    within = False  # a footnote mark
    for index, mark in enumerate(line):
        note = mark.height <= RAISED * tallest and mark.middle > base and (mark.text.isdigit() or mark.text in ",*†‡")
        gap = mark.left - line[index - 1].right if index else 0.0
        height = max(mark.height, line[index - 1].height)
        wide, space = index == 0 or gap > WIDE_GAP * height, index > 0 and gap > WORD_GAP * height
        if within and (wide or space or not note):
            pieces[-1] = pieces[-1].with_text("]", pieces[-1].right)
            within = False
        if wide:
            pieces.append(Piece(mark.left, mark.right, ""))
        opened = "[" if note and not within else ""
        within = within or note
        pieces[-1] = pieces[-1].with_text((" " if space and not wide else "") + opened + mark.text, mark.right)
    if within:
        pieces[-1] = pieces[-1].with_text("]", pieces[-1].right)
    return PrintedLine(line[0].middle, max(mark.height for mark in line), tuple(pieces))
