"""From a delivered CSV file to plain UTF-8 text on disk: unpacked within bounds, decoded, hashed, its lines counted."""

import codecs
import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from openscrutiny.errors import RecordsError
from openscrutiny.records.progress import Progress

BLOCK = 1 << 20
UNPACKED_FREELY = 64 << 20  # bytes that any file may unpack to
UNPACKED_TIMES = 250  # beyond that, how many times its own size
BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class PlainText:
    """UTF-8 text on disk. `damaged`: some bytes are NUL, or were not of the encoding and stand as U+FFFD."""

    path: Path
    lines: int
    damaged: bool = False


def hash_file(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal. Raises RecordsError."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise RecordsError(f"{path.name}: cannot be read: {error.strerror}. Check the file and its rights.") from None


def unpack_text(path: Path, encoding: str, building: Path, progress: Progress) -> PlainText:
    """The file as plain UTF-8: itself where it is that already, else a copy in `building`. Raises RecordsError."""
    packed = path.suffix.lower() in (".gz", ".zip")
    head = next(_blocks(path, lambda *_: None), b"")[:4]
    marked = next((name for mark, name in BYTE_ORDER_MARKS if head.startswith(mark)), "")
    encoding = codecs.lookup(marked or encoding).name
    if not packed and encoding == "utf-8":
        return _measure(path, progress)
    target = building / "plain.csv"
    lines, damaged, last = 0, False, ""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with target.open("wb") as out:
        for block in _blocks(path, progress):
            damaged |= b"\0" in block and not encoding.startswith("utf-16")
            if encoding == "utf-8":
                lines += block.count(b"\n")
                last = block[-1:].decode("latin-1") or last
                out.write(block)
                continue
            text, bad = _decode(decoder, encoding, block)
            damaged |= bad
            lines += text.count("\n")
            last = text[-1:] or last
            out.write(text.encode("utf-8", "replace"))
    return PlainText(target, lines + (last not in ("", "\n")), damaged)


def _decode(decoder: codecs.IncrementalDecoder, encoding: str, block: bytes) -> tuple[str, bool]:
    state = decoder.getstate()
    try:
        return decoder.decode(block), False
    except UnicodeDecodeError:
        decoder.setstate(state)
        decoder.errors = "replace"
        try:
            return decoder.decode(block), True
        finally:
            decoder.errors = "strict"


def _measure(path: Path, progress: Progress) -> PlainText:
    lines, last, damaged = 0, b"\n", False
    for block in _blocks(path, progress):
        lines += block.count(b"\n")
        last = block[-1:]
        damaged |= b"\0" in block
    return PlainText(path, lines + (last != b"\n"), damaged)


def _opened(path: Path) -> IO[bytes]:
    try:
        if path.suffix.lower() == ".gz":
            return cast(IO[bytes], gzip.open(path, "rb"))
        if path.suffix.lower() == ".zip":
            archive = zipfile.ZipFile(path)
            members = [one for one in archive.infolist() if not one.is_dir() and "__MACOSX" not in one.filename]
            if len(members) != 1:
                raise RecordsError(f"{path.name}: holds {len(members)} files. Zip one file, or unpack it.")
            return archive.open(members[0])
        return path.open("rb")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise RecordsError(f"{path.name}: cannot be unpacked: {error}. Deliver it again without a password.") from None


def _blocks(path: Path, progress: Progress) -> Iterator[bytes]:
    """The unpacked bytes, block by block. Raises RecordsError where it is cut off, broken or a bomb."""
    size, done, packed = path.stat().st_size, 0, path.suffix.lower() in (".gz", ".zip")
    allowed = max(UNPACKED_FREELY, size * UNPACKED_TIMES)
    try:
        with _opened(path) as file:
            while block := file.read(BLOCK):
                done += len(block)
                if done > allowed and packed:
                    raise RecordsError(
                        f"{path.name}: unpacks to more than {UNPACKED_TIMES} times its size. That is no extract; look"
                        " at it, and deliver it unpacked if it is right."
                    )
                progress("reading", done, None if packed else size)
                yield block
    except EOFError:
        raise RecordsError(f"{path.name}: ends before it is complete (truncated). Deliver it again.") from None
    except (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error) as error:
        raise RecordsError(f"{path.name}: cannot be unpacked: {error}. Deliver it again.") from None
