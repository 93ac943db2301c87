"""Downloads published files: resumed where they broke off, retried with growing pauses, checksummed, all or nothing.

A folder that is fetched into holds `fetched.json`: of every file its address, SHA-256, size, the publisher's own
marks of the edition (ETag, Last-Modified) and the day. A half-loaded file is `<file>.part`; `<file>.part.json` tells
which edition it is of.
"""

import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from openscrutiny.errors import RecordsError
from openscrutiny.records.publishers import PublishedFile, move_address
from openscrutiny.records.store import flush_file, storage_error

STATE_FILE = "fetched.json"
PASSING = (408, 425, 429, 500, 502, 503, 504)  # answers after which trying again helps
LONGEST_PAUSE = 60.0
BLOCK = 1 << 20
AGENT = "OpenScrutiny (open data for police performance reports)"

Progress = Callable[[str, int, int | None], None]
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Download:
    """A file as it was last fetched."""

    url: str
    file: str
    sha256: str
    bytes: int
    etag: str
    last_modified: str
    fetched_on: str

    @property
    def published_on(self) -> date:
        """The day the publisher changed it last, else the day it was fetched."""
        try:
            return parsedate_to_datetime(self.last_modified).date()
        except ValueError:
            return date.fromisoformat(self.fetched_on)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one file. `before` is its last download where the publisher has changed it since."""

    download: Download
    path: Path
    unchanged: bool = False
    before: Download | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """How patiently to download: attempts in all, the first pause in seconds (doubled each time), the time limit."""

    attempts: int = 6
    pause: float = 1.0
    timeout: float = 60.0
    sleep: Callable[[float], None] = time.sleep


class _PassingError(Exception):
    """A passing fault: worth another attempt, after the pause the server asks for, if it does."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


def fetch_file(
    file: PublishedFile,
    folder: Path,
    base: str = "",
    manner: Manner = Manner(),
    progress: Progress = lambda step, done, of: None,
) -> Fetched:
    """Download one file into `folder` unless it is there unchanged. Raises RecordsError; what was there stays."""
    url = move_address(file.url, base) if file.url else find_link(file, base, manner)
    target = folder / file.to
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        known = read_downloads(folder).get(file.to)
        before = known if known and target.is_file() and hash_content(target) == known.sha256 else None
        marks = _patiently(url, manner, lambda: _download(url, target, before, manner, progress))
        if marks is None and before is not None:
            return Fetched(before, target, unchanged=True)
        return _take_in(file, folder, url, marks or {}, before)
    except OSError as error:
        raise storage_error(folder, error) from error


def find_link(file: PublishedFile, base: str, manner: Manner) -> str:
    """The first address on the file's page that its pattern fits. Raises RecordsError."""
    page = move_address(file.page, base)

    def read() -> str:
        with _open(page, {}, manner) as answer:
            return answer.read().decode("utf-8", "replace")

    links = [unescape(found) for found in re.findall(r"""href=["']([^"']+)["']""", _patiently(page, manner, read))]
    fitting = next((link for link in links if re.search(file.link, link)), None)
    if fitting is None:
        raise RecordsError(
            f"{page}: none of its {len(links)} links fits '{file.link}'. The page has changed; correct 'link' in"
            " publishers.yaml, or download the file by hand."
        )
    return move_address(urljoin(page, fitting), base)


def read_downloads(folder: Path) -> dict[str, Download]:
    """What was fetched into a folder before, by file."""
    try:
        told = json.loads((folder / STATE_FILE).read_text("utf-8"))
        return {item["file"]: Download(**item) for item in told["files"]}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError):
        raise RecordsError(f"{folder / STATE_FILE}: is damaged. Remove it; every file is then fetched anew.") from None


def write_downloads(folder: Path, downloads: Mapping[str, Download]) -> None:
    """Keep what was fetched, in one rename."""
    told = {"format": 1, "files": [asdict(downloads[name]) for name in sorted(downloads)]}
    aside = folder / f"{STATE_FILE}.part"
    aside.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    flush_file(aside)
    aside.replace(folder / STATE_FILE)


def hash_content(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _take_in(file: PublishedFile, folder: Path, url: str, marks: Mapping[str, str], before: Download | None) -> Fetched:
    """Check the finished part and put it in place."""
    target, part, edition = _places(folder / file.to)
    found = hash_content(part)
    if file.sha256 and found != file.sha256:
        part.unlink()
        edition.unlink(missing_ok=True)
        raise RecordsError(
            f"{url}: wrong checksum: publishers.yaml expects SHA-256 {file.sha256}, the file has {found}."
            " It was not kept. Fetch it again; if the publisher has changed it, look at it and correct 'sha256'."
        )
    size, today = part.stat().st_size, datetime.now(UTC).date().isoformat()
    download = Download(url, file.to, found, size, marks.get("etag", ""), marks.get("last_modified", ""), today)
    flush_file(part)
    part.replace(target)
    edition.unlink(missing_ok=True)
    write_downloads(folder, read_downloads(folder) | {file.to: download})
    same = before is not None and before.sha256 == found
    return Fetched(download, target, unchanged=same, before=None if same else before)


def _patiently(url: str, manner: Manner, attempt: Callable[[], Answer]) -> Answer:
    """Try until it works, pausing 1, 2, 4 ... times `manner.pause`. Raises RecordsError with the last reason."""
    why = ""
    for number in range(manner.attempts):
        try:
            return attempt()
        except _PassingError as broken:
            why = str(broken)
            if number + 1 < manner.attempts:
                wait = manner.pause * 2**number if broken.wait is None else broken.wait
                manner.sleep(min(wait, LONGEST_PAUSE))
    raise RecordsError(
        f"{url}: could not be fetched in {manner.attempts} attempts: {why}. Run it again later; it goes on from there."
    )


def _download(
    url: str, target: Path, before: Download | None, manner: Manner, progress: Progress
) -> dict[str, str] | None:
    """One attempt at the rest of the file. None where the publisher says that it is unchanged."""
    _, part, edition = _places(target)
    marks = _read_edition(edition, url)
    have = part.stat().st_size if part.exists() and marks else 0
    mark = marks.get("etag") or marks.get("last_modified", "")
    headers: dict[str, str] = {}
    if have and mark:
        # If-Range: of another edition the whole is sent, so that two editions are never joined.
        headers = {"Range": f"bytes={have}-", "If-Range": mark}
    elif before:
        headers = {"If-None-Match": before.etag} if before.etag else {"If-Modified-Since": before.last_modified}
    try:
        with _open(url, {name: text for name, text in headers.items() if text}, manner) as answer:
            if answer.status == 206 and answer.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
                mode = "ab"
            elif answer.status == 200:
                mode, have = "wb", 0
            else:
                part.unlink(missing_ok=True)
                raise _PassingError(f"answered {answer.status} with another part than was asked for")
            marks = {
                "url": url,
                "etag": answer.headers.get("ETag", ""),
                "last_modified": answer.headers.get("Last-Modified", ""),
            }
            edition.write_text(json.dumps(marks), "utf-8")
            _receive(answer, part, mode, have, progress)
    except HTTPError as error:
        if error.code == 304 and before:
            return None
        if error.code == 416:  # the part is longer than the file: of no use
            part.unlink(missing_ok=True)
            raise _PassingError("the part on disk does not fit the file") from None
        raise
    return marks


def _receive(answer: HTTPResponse, part: Path, mode: str, have: int, progress: Progress) -> None:
    length = answer.headers.get("Content-Length")
    whole = have + int(length) if length else None
    with part.open(mode) as out:
        while True:
            try:
                block = answer.read(BLOCK)
            except (HTTPException, ConnectionError, TimeoutError) as error:
                raise _PassingError(f"the connection broke off ({error})") from None
            if not block:
                break
            out.write(block)
            have += len(block)
            progress("fetching", have, whole)
    if whole is not None and have < whole:
        raise _PassingError(f"the connection broke off after {have:,} of {whole:,} bytes")


def _open(url: str, headers: Mapping[str, str], manner: Manner) -> HTTPResponse:
    """The server's answer. Raises _PassingError for passing faults, HTTPError for 304 and 416, else RecordsError."""
    request = Request(url, headers={"User-Agent": AGENT, **headers})
    try:
        answer: HTTPResponse = urlopen(request, timeout=manner.timeout)
    except HTTPError as error:
        error.close()
        if error.code in (304, 416):
            raise
        if error.code in PASSING:
            raise _PassingError(
                f"the server answered {error.code}", _read_pause(error.headers.get("Retry-After"))
            ) from None
        raise RecordsError(
            f"{url}: the server answered {error.code}. Correct the address in publishers.yaml."
        ) from None
    except (URLError, ConnectionError, TimeoutError, HTTPException) as error:
        raise _PassingError(str(getattr(error, "reason", error))) from None
    return answer


def _read_pause(text: str | None) -> float | None:
    return float(text) if text and text.isdigit() else None


def _read_edition(edition: Path, url: str) -> dict[str, str]:
    """The edition a part is of; nothing where it is of another address or not known."""
    try:
        marks: dict[str, str] = json.loads(edition.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return marks if marks.get("url") == url else {}


def _places(target: Path) -> tuple[Path, Path, Path]:
    return target, target.with_name(f"{target.name}.part"), target.with_name(f"{target.name}.part.json")
