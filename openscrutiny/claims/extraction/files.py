"""Text from files: plain text and Markdown here; PDF, DOCX and HTML in a process of its own with bounded time and memory."""

import csv
import io
import json
import re
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from openscrutiny.claims.extraction.docx import extract_docx
from openscrutiny.claims.extraction.encodings import decode
from openscrutiny.claims.extraction.html import extract_html
from openscrutiny.claims.extraction.markdown import blank_markup
from openscrutiny.claims.extraction.pdf import MAXIMUM_TEXT, extract_pdf
from openscrutiny.claims.reading.passages import Document
from openscrutiny.errors import OpenScrutinyError

MAXIMUM_FILE_BYTES = 60_000_000
MAXIMUM_LINE = 1_000_000
MEMORY_BYTES = 2_000_000_000
CPU_SECONDS = 60
WALL_SECONDS = 90

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".csv", ".tsv", ".rst", ""})
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
THOUSANDS = re.compile(
    r"(?<![\d.,\u00a0\u202f\u2009])[1-9]\d{0,2}(?:[\u00a0\u202f\u2009]\d{3})+(?![\d\u00a0\u202f\u2009])"
)
"""A number whose thousands are parted by hard or thin spaces."""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What no reader sees, and what other programs would take for the end of a line."""
SYMBOL = re.compile(r"[\ue000-\uf8ff]")
"""A character of a symbol font, such as Word's bullets, which stands for nothing outside it."""
UNBROKEN = re.compile(r"\S{250}(?=\S)")
"""More than any word or figure of a report; it is parted by spaces, so that no rule reads it whole."""
UNSEEN = re.compile(r"[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
"""Places where a line may or may not be broken, and marks of the direction of writing."""
PARSED_SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm", ".xhtml"})


class UnreadableError(OpenScrutinyError):
    """A file cannot be read as a document. Its text names the file, the fault and the mend."""


def read_document(path: Path) -> Document:
    """The extracted text of a file. Raises UnreadableError; never takes more than `WALL_SECONDS`."""
    try:
        return _read_file(path)
    except OSError as error:
        raise UnreadableError(
            f"{path}: cannot be read: {error.strerror}. Check the name of the file, and that you may read it."
        ) from None


def _read_file(path: Path) -> Document:
    size = path.stat().st_size
    if path.is_dir():
        raise UnreadableError(f"{path}: is a folder. Name the files in it.")
    if not path.is_file():  # a pipe or a device may never end
        raise UnreadableError(f"{path}: is a pipe or a device. Save it as a file.")
    if size > MAXIMUM_FILE_BYTES:
        raise UnreadableError(
            f"{path}: is {size / 1e6:,.0f} MB; the most that is read is {MAXIMUM_FILE_BYTES / 1e6:,.0f} MB. Split the file."
        )
    if not size:
        raise UnreadableError(f"{path}: is empty. Save it again.")
    suffix = path.suffix.lower()
    notes: tuple[str, ...] = ()
    with path.open("rb") as file:
        head = file.read(5)
    if head == b"%PDF-" or head[:4] == b"PK\x03\x04" or suffix in PARSED_SUFFIXES:
        text, notes = _extract_apart(path, ".pdf" if head == b"%PDF-" else ".docx" if head[:2] == b"PK" else suffix)
        text = UNSEEN.sub("", text)
    elif suffix in TEXT_SUFFIXES or not suffix:
        text = _read_text(path)
        if suffix == ".csv":
            text = _lay_out_cells(text)
        elif suffix in MARKDOWN_SUFFIXES:
            text = blank_markup(text)
    else:
        raise UnreadableError(f"{path}: '{suffix}' is not a kind that is read. Give text, Markdown, HTML, DOCX or PDF.")
    return _bounded(path, text, notes)


def _bounded(path: Path, text: str, notes: tuple[str, ...]) -> Document:
    if len(text) > MAXIMUM_TEXT:
        raise UnreadableError(
            f"{path}: holds {len(text):,} characters; the most that is read is {MAXIMUM_TEXT:,}. Split the file."
        )
    if not text.strip():
        raise UnreadableError(f"{path}: holds no text. A scanned document must first be made readable (OCR).")
    text = SYMBOL.sub("•", UNPRINTABLE.sub(" ", text))
    text = THOUSANDS.sub(lambda number: re.sub(r"\D", ",", number[0]), text)
    text = UNBROKEN.sub(r"\g<0> ", text)
    if max(map(len, text.split("\n"))) > MAXIMUM_LINE:
        raise UnreadableError(f"{path}: has a line longer than {MAXIMUM_LINE:,} characters. Break it into paragraphs.")
    return replace(Document.of(text, path.name, str(path)), notes=notes)


def _read_text(path: Path) -> str:
    try:
        return decode(path.read_bytes())
    except ValueError as error:
        raise UnreadableError(f"{path}: {error}") from None


def _lay_out_cells(text: str) -> str:
    """The rows of a CSV file, one a line, with a tab between cells."""
    first = text.lstrip("\n").partition("\n")[0]
    mark = max(",;\t", key=first.count)
    csv.field_size_limit(MAXIMUM_LINE)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    except csv.Error:
        return text
    return "\n".join("\t".join(re.sub(r"\s+", " ", cell) for cell in row) for row in rows)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _extract_apart(path: Path, suffix: str) -> tuple[str, tuple[str, ...]]:
    """Runs this module on the file in another process, whose failure cannot harm this one."""
    command = [sys.executable, "-m", "openscrutiny.claims.extraction.files", suffix, str(path)]
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
    return str(answer["text"]), tuple(map(str, answer["notes"]))


def extract(suffix: str, path: Path) -> tuple[str, tuple[str, ...]]:
    """The text of one PDF, DOCX or HTML file, where tabs part cells and form feeds the pages of a PDF; and what could not be read."""
    if suffix == ".pdf":
        return extract_pdf(path)
    return (extract_docx(path) if suffix == ".docx" else extract_html(path)), ()


def main() -> None:
    """Reads the file named in the arguments and writes its text, or the fault, as JSON."""
    sys.setrecursionlimit(2000)
    try:
        text, notes = extract(sys.argv[1], Path(sys.argv[2]))
        answer: dict[str, object] = {"text": text.replace("\0", " "), "notes": notes}
    except MemoryError:
        answer = {"fault": "needs more memory than any report does. Save it again, or as plain text."}
    except ValueError as error:
        answer = {"fault": str(error) or "is damaged."}
    except Exception as error:
        answer = {"fault": f"is damaged or not what its name says ({type(error).__name__}: {error}). Save it again."}
    sys.stdout.buffer.write(json.dumps(answer).encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
