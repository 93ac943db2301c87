"""Text of a PDF: the characters of each page by the way they run, put into lines, columns and tables; what every page repeats said once."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openscrutiny.claims.extraction.page_columns import part_columns
from openscrutiny.claims.extraction.page_lines import Mark, form_lines
from openscrutiny.claims.extraction.printed_tables import PrintedLine, write_lines
from openscrutiny.claims.extraction.running_heads import Page, join_blocks, take_running_heads
from openscrutiny.claims.extraction.side_boxes import part_boxes

MAXIMUM_TEXT = 5_000_000
"""Characters of a document: a thousand pages of close print are some four million."""
HYPHENS = {0x02: "-", 0x2011: "-"}
"""A hyphen at the end of a line, as the PDF library gives it, and one where no line may end."""
SKEW = 10
"""Degrees by which a line may stray from level or upright, as on a scanned page; what stands more askew is a stamp over the page."""
PICTURE = 3
"""The kind of page object that is a picture, as the PDF library numbers them."""


def extract_pdf(path: Path) -> tuple[str, tuple[str, ...]]:
    """Lines of text, where tabs part cells and a form feed begins a page; and what could not be read. Raises ValueError where there is too much."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ValueError("is locked with a password. Save it again without one.") from None
        raise
    pages, pictures, size = [], [], 0
    for number, page in enumerate(document, 1):
        read = _read_page(page)
        size += read.size
        if size > MAXIMUM_TEXT:
            raise ValueError(f"holds more than {MAXIMUM_TEXT:,} characters. Split the file.")
        if not read.size and any(drawn.type == PICTURE for drawn in page.get_objects(max_depth=3)):
            pictures.append(number)
        pages.append(read)
        page.close()
    text = join_blocks([_write_page(page) for page in take_running_heads(pages)], "\f")
    return text, _tell_pictures(pictures) if text.strip() else ()


def _tell_pictures(pages: list[int]) -> tuple[str, ...]:
    if not pages:
        return ()
    named = ", ".join(str(page) for page in pages[:20]) + (f" and {len(pages) - 20} more" if len(pages) > 20 else "")
    told = f"page {named} is a picture" if len(pages) == 1 else f"pages {named} are pictures"
    return (f"{told} without text, and was not read. Make the text readable first (OCR).",)


def _read_page(page: Any) -> Page:
    """The page's characters by the way they run: level ones, those of turned lines turned level, and stamps across the page."""
    level: list[Mark] = []
    turned: dict[int, list[Mark]] = {}
    stamps: dict[int, list[str]] = {}
    askew: list[str] = []  # the stamp that the last character was of
    for mark, angle in _page_marks(page):
        if mark is SPACE:
            askew.append(" ")
        elif abs(angle) <= SKEW:
            level.append(mark)
            askew = []
        elif abs(angle - 90 * round(angle / 90)) > SKEW:
            askew = stamps.setdefault(round(angle), [])
            askew.append(mark.text)
        else:
            quarter = -round(angle / 90) % 4
            (turned.setdefault(quarter, []) if quarter else level).append(_turn(mark, quarter))
            askew = []
    return Page(level, form_lines(level), list(turned.values()), ["".join(s).strip() for s in stamps.values()])


SPACE = Mark(0.0, 0.0, 0.0, 0.0, " ")
"""A space, wherever it stands: words are told apart by their gaps."""


def _page_marks(page: Any) -> Iterator[tuple[Mark, float]]:
    """Each character where it stands, and the angle in degrees, clockwise, at which it runs."""
    from ctypes import byref

    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    raw, box = textpage.raw, pdfium.FS_RECTF()
    read_code, read_box, read_angle = (
        pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharAngle
    )  # fmt: skip
    for index in range(textpage.count_chars()):
        code = read_code(raw, index)
        if code in {0x20, 0xA0}:
            yield SPACE, 0.0
        if (code <= 32 and code not in HYPHENS) or code in {0xA0, 0xAD} or not read_box(raw, index, byref(box)):
            continue
        left, right, top, bottom = box.left, box.right, box.top, box.bottom
        mark = Mark((top + bottom) / 2, left, right, max(top - bottom, 1.0), HYPHENS.get(code) or chr(code))
        yield mark, math.degrees(read_angle(raw, index))
    textpage.close()


def _turn(mark: Mark, quarter: int) -> Mark:
    """The mark turned level, where its line runs up (1), upside down (2) or down (3) the page."""
    if quarter == 0:
        return mark
    low, high = mark.middle - mark.height / 2, mark.middle + mark.height / 2
    across = (mark.left + mark.right) / 2
    thick = max(mark.right - mark.left, 1.0)
    match quarter:
        case 1:
            return Mark(-across, low, high, thick, mark.text)
        case 2:
            return Mark(-mark.middle, -mark.right, -mark.left, mark.height, mark.text)
        case _:
            return Mark(across, -high, -low, thick, mark.text)


def _write_page(page: Page) -> str:
    """A page's level text, column after column; then its turned text and its stamps."""
    blocks = ["\n".join(page.heads)] if page.heads else []
    blocks += _write_marks(page.marks, page.lines)
    for marks in page.turned:
        blocks += _write_marks(marks, form_lines(marks))
    return join_blocks([*blocks, *page.stamps])


def _write_marks(marks: list[Mark], lines: list[PrintedLine]) -> list[str]:
    regions = part_columns(lines)
    if len(regions) == 1:
        regions = part_boxes(lines)
    if len(regions) == 1:
        return [write_lines(lines)]
    return [write_lines(form_lines([mark for mark in marks if region.holds(mark)])) for region in regions]
