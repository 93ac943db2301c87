"""Text from files: plain text and Markdown here; PDF, DOCX and HTML in a process of its own with bounded time and memory."""

import html
import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openscrutiny.claims.passages import Document
from openscrutiny.errors import OpenScrutinyError

MAXIMUM_FILE_BYTES = 60_000_000
MAXIMUM_TEXT = 20_000_000
"""Characters: a thousand pages of close print are some four million."""
MAXIMUM_LINE = 1_000_000
MAXIMUM_UNPACKED_BYTES = 300_000_000
MEMORY_BYTES = 2_000_000_000
CPU_SECONDS = 60
WALL_SECONDS = 90

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".csv", ".tsv", ".rst", ""})
PARSED_SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm", ".xhtml"})


class UnreadableError(OpenScrutinyError):
    """A file cannot be read as a document. Its text names the file, the fault and the mend."""


def read_document(path: Path) -> Document:
    """The extracted text of a file. Raises UnreadableError; never takes more than `WALL_SECONDS`."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read: {error.strerror}. Check the name of the file.") from None
    if path.is_dir():
        raise UnreadableError(f"{path}: is a folder. Name the files in it.")
    if size > MAXIMUM_FILE_BYTES:
        raise UnreadableError(
            f"{path}: is {size / 1e6:,.0f} MB; the most that is read is {MAXIMUM_FILE_BYTES / 1e6:,.0f} MB. Split the file."
        )
    suffix = path.suffix.lower()
    head = path.open("rb").read(5)
    if head == b"%PDF-" or head[:4] == b"PK\x03\x04" or suffix in PARSED_SUFFIXES:
        text = _extract_apart(path, ".pdf" if head == b"%PDF-" else ".docx" if head[:2] == b"PK" else suffix)
    elif suffix in TEXT_SUFFIXES or not suffix:
        text = _decode(path)
    else:
        raise UnreadableError(f"{path}: '{suffix}' is not a kind that is read. Give text, Markdown, HTML, DOCX or PDF.")
    return _bounded(path, text)


def _bounded(path: Path, text: str) -> Document:
    if len(text) > MAXIMUM_TEXT:
        raise UnreadableError(
            f"{path}: holds {len(text):,} characters; the most that is read is {MAXIMUM_TEXT:,}. Split the file."
        )
    if not text.strip():
        raise UnreadableError(f"{path}: holds no text. A scanned document must first be made readable (OCR).")
    if max(map(len, text.split("\n"))) > MAXIMUM_LINE:
        raise UnreadableError(f"{path}: has a line longer than {MAXIMUM_LINE:,} characters. Break it into paragraphs.")
    return Document.of(text, path.name)


def _decode(path: Path) -> str:
    data = path.read_bytes()
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError(f"{path}: is not text. Give text, Markdown, HTML, DOCX or PDF.")
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252", "latin-1"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError(f"{path}: is in no known encoding. Save it as UTF-8.")


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _extract_apart(path: Path, suffix: str) -> str:
    """Runs this module on the file in another process, whose failure cannot harm this one."""
    command = [sys.executable, "-m", "openscrutiny.claims.extraction", suffix, str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=WALL_SECONDS, preexec_fn=_limit, check=False)
    except subprocess.TimeoutExpired:
        raise UnreadableError(
            f"{path}: took longer than {WALL_SECONDS} s to read. Print it again to a plain PDF."
        ) from None
    try:
        answer = json.loads(done.stdout.decode("utf-8"))
    except ValueError:
        raise UnreadableError(
            f"{path}: needs more time or memory than any report does, or is damaged. Save it again, or as plain text."
        ) from None
    if "fault" in answer:
        raise UnreadableError(f"{path}: {answer['fault']}")
    return str(answer["text"])


def extract(suffix: str, path: Path) -> str:
    """The text of one PDF, DOCX or HTML file; table cells are parted by tabs, pages of a PDF by form feeds."""
    if suffix == ".pdf":
        return extract_pdf(path)
    if suffix == ".docx":
        return extract_docx(path)
    return extract_html(path)


def extract_pdf(path: Path) -> str:
    """Lines from the places of the characters: a wide gap in a line is a tab, a new page a form feed."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    pages, size = [], 0
    for page in document:
        text = _page_lines(page)
        size += len(text)
        if size > MAXIMUM_TEXT:
            raise ValueError(f"holds more than {MAXIMUM_TEXT:,} characters. Split the file.")
        pages.append(text)
        page.close()
    return "\n\f".join(pages)


Mark = tuple[float, float, float, float, str]
"""A character: the middle of its line, its left and right edges, its height (all in points), and itself."""


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
        yield (box.top + box.bottom) / 2, box.left, box.right, height, "-" if code in {2, 0xAD, 0x2011} else chr(code)
    textpage.close()


def _page_lines(page: Any) -> str:
    """A page's characters put into lines by height, then into words and cells by the gaps between them."""
    lines: list[list[Mark]] = []
    for mark in _page_marks(page):
        for line in reversed(lines[-40:]):
            if abs(line[0][0] - mark[0]) <= 0.35 * min(line[0][3], mark[3]) or (
                abs(line[0][0] - mark[0]) <= 0.25 * max(line[0][3], mark[3])
            ):
                line.append(mark)
                break
        else:
            lines.append([mark])
    lines.sort(key=lambda line: -line[0][0])
    out: list[str] = []
    above: Mark | None = None
    for line in lines:
        line.sort(key=lambda mark: mark[1])
        words = _words(line)
        apart = above is not None and above[0] - line[0][0] > 1.4 * max(above[3], line[0][3])
        if apart and not ("\t" in words and "\t" in out[-1]):  # rows of a table stand apart too
            out.append("")
        out.append(words)
        above = line[0]
    return "\n".join(out)


def _words(line: list[Mark]) -> str:
    text, before = "", line[0]
    for mark in line:
        gap = mark[1] - before[2]
        height = max(mark[3], before[3])
        if text:
            text += "\t" if gap > 0.75 * height else " " if gap > 0.13 * height else ""
        text += mark[4]
        before = mark
    return text


def extract_docx(path: Path) -> str:
    """Paragraphs and table rows in the order of the document."""
    import zipfile

    with zipfile.ZipFile(path) as archive:
        names = archive.infolist()
        if sum(entry.file_size for entry in names) > MAXIMUM_UNPACKED_BYTES or len(names) > 20_000:
            raise ValueError("unpacks to more than any report does: it will not be opened.")
        if "word/document.xml" not in archive.namelist():
            raise ValueError("is not a Word document. Save it as DOCX or PDF.")
        if archive.getinfo("word/document.xml").file_size > 4 * MAXIMUM_TEXT:
            raise ValueError(f"holds more text than the {MAXIMUM_TEXT:,} characters that are read. Split the file.")
        data = archive.read("word/document.xml")
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    body = etree.fromstring(data, parser)
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

    def paragraph(element) -> str:  # type: ignore[no-untyped-def]
        parts = []
        for node in element.iter(f"{word}t", f"{word}tab", f"{word}br"):
            parts.append(node.text or "" if node.tag == f"{word}t" else " ")
        style = element.find(f"{word}pPr/{word}pStyle")
        bullet = element.find(f"{word}pPr/{word}numPr") is not None or (
            style is not None and "list" in style.get(f"{word}val", "").lower()
        )
        return ("- " if bullet and "".join(parts).strip() else "") + "".join(parts)

    lines: list[str] = []
    for element in body.iterfind(f"{word}body/*"):
        if element.tag == f"{word}tbl":
            lines.append("")
            for row in element.iter(f"{word}tr"):
                cells = [
                    " ".join(paragraph(p).removeprefix("- ") for p in cell.iter(f"{word}p")).strip()
                    for cell in row.iterfind(f"{word}tc")
                ]
                lines.append("\t".join(cells))
            lines.append("")
        else:
            lines += [*(paragraph(p) for p in element.iter(f"{word}p")), ""]
    return "\n".join(lines)


BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "tr",
        "figure",
        "figcaption",
        "caption",
        "dl",
        "dd",
        "dt",
        "blockquote",
        "pre",
        "nav",
        "summary",
        "details",
    ]
)


UNREAD = frozenset(["script", "style", "head", "template", "noscript", "title"])  # a drawing's title is a hover text


def extract_html(path: Path) -> str:
    """Blocks of text in order; scripts, styles, the hover texts of drawings and what is hidden are left out."""
    from lxml import html as parser

    data = path.read_bytes()
    root = parser.fromstring(data, parser=parser.HTMLParser(encoding="utf-8", huge_tree=False))
    out: list[str] = []
    stack: list[tuple[object, bool]] = [(root, False)]
    while stack:
        item, closing = stack.pop()
        if isinstance(item, str):
            out.append(item)
            continue
        tag = item.tag if isinstance(item.tag, str) else ""  # type: ignore[attr-defined]
        if not tag or tag in UNREAD or item.get("hidden") is not None:  # type: ignore[attr-defined]
            if tag != "head" and not closing and item.tail:  # type: ignore[attr-defined]
                out.append(item.tail)  # type: ignore[attr-defined]
            continue
        if closing:
            out.append("\n" if tag in BLOCKS else "\t" if tag in {"td", "th"} else "")
            if tag in {"p", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "caption"}:
                out.append("\n")
            out.append(item.tail or "")  # type: ignore[attr-defined]
            continue
        out.append("\n" if tag in BLOCKS and tag != "tr" else "\n- " if tag == "li" else "\n" if tag == "br" else "")
        stack.append((item, True))
        stack += [(child, False) for child in reversed(list(item))]  # type: ignore[call-overload]
        if item.text:  # type: ignore[attr-defined]
            out.append(re.sub(r"\s+", " ", item.text))  # type: ignore[attr-defined]
    text = html.unescape(
        "".join(
            re.sub(r"[ \r\f\v]*\n[ \r\f\v]*(?=\S)", " ", part)
            if len(part) > 2 and not part.startswith("\n- ")
            else part
            for part in out
        )
    )
    lines = [re.sub(r"[ \xa0]{2,}", " ", line).strip(" ") for line in text.split("\n")]
    kept: list[str] = []
    for line in lines:
        if line.strip() or (kept and kept[-1].strip()):
            kept.append(line.rstrip("\t"))
    return "\n".join(kept)


def main() -> None:
    """Reads the file named in the arguments and writes its text, or the fault, as JSON."""
    sys.setrecursionlimit(2000)
    try:
        answer = {"text": extract(sys.argv[1], Path(sys.argv[2])).replace("\0", " ")}
    except MemoryError:
        answer = {"fault": "needs more memory than any report does. Save it again, or as plain text."}
    except ValueError as error:
        answer = {"fault": str(error) or "is damaged."}
    except Exception as error:
        answer = {"fault": f"is damaged or not what its name says ({type(error).__name__}: {error}). Save it again."}
    sys.stdout.buffer.write(json.dumps(answer).encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
