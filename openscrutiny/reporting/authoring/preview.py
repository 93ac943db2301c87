"""A report's prose as one web page, written anew whenever its Markdown changes: figures are read once and kept."""

import time
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

from openscrutiny.catalogue.prose import MEASURES, list_prose
from openscrutiny.errors import Fault
from openscrutiny.reporting.document.document import Block, Bullets, Document, Heading, Paragraph
from openscrutiny.reporting.formats.html import render_html
from openscrutiny.reporting.words.binding import bind_prose, read_narratives
from openscrutiny.reporting.words.sentences import SentenceWriter

Say = Callable[[str], None]


class Preview:
    """The prose of one report bound to figures in memory. `page` is safe to call from several threads."""

    def __init__(self, writer: SentenceWriter, report: str, say: Say = lambda line: None, every: int = 1) -> None:
        self.writer, self.report, self.say, self.every = writer, report, say, every
        self.pack = writer.catalogue.packs[report]
        self._lock = Lock()
        self._made: tuple[str, bytes] = ("", b"")

    def page(self) -> tuple[str, bytes]:
        """The page and the stamp of the files it was made of; the page of before where no file has changed."""
        with self._lock:
            stamp = self._stamp()
            if stamp != self._made[0]:
                started = time.perf_counter()
                document, faults = self.make()
                self._made = (stamp, self._refresh(render_html(document, self.writer.messages.words)))
                said = f"{len(faults)} faults" if len(faults) != 1 else "1 fault"
                self.say(f"rendered in {time.perf_counter() - started:.2f} s, {said}")
            return self._made

    def make(self) -> tuple[Document, tuple[Fault, ...]]:
        """The document as its files are now, with what is wrong in them at its head."""
        say, organisation = self.writer.messages.say, self.writer.catalogue.organisation
        prose = read_narratives(self.writer.catalogue, self.report, self.pack.priorities)
        bound = [bind_prose(one, self.writer) for one in prose]
        faults = tuple(sorted(fault for narrative in bound for fault in narrative.faults))
        told = Bullets(tuple(str(fault) for fault in faults)) if faults else Paragraph(say("preview-none"))
        blocks: list[Block] = [Heading(1, say("preview-faults"), "faults"), told]
        for narrative in sorted(bound, key=lambda one: self._place(one.section)):
            blocks.append(Heading(1, self._title(narrative.section), narrative.section.replace("/", "-")))
            blocks += narrative.blocks or (Paragraph(say("preview-empty")),)
        period = self.writer.messages.period(self.writer.maker.report_period, organisation.calendar)
        document = Document(
            title=self.pack.title,
            subtitle=period,
            organisation=organisation.name,
            language=organisation.language,
            marking=self.pack.marking,
            notice=organisation.notice,
            publication_date=self.pack.publication_date or date.today(),  # noqa: DTZ011
            release="",
            draft=True,
            particulars=(),
            blocks=tuple(blocks),
        )
        return document, faults

    def _title(self, section: str) -> str:
        measure = self.writer.catalogue.measures.get(section.removeprefix(f"{MEASURES}/"))
        return measure.title if measure else section.capitalize()

    def _place(self, section: str) -> tuple[int, str]:
        """Introduction, then the pages in their order, then the notes."""
        order = ["introduction", *(f"{MEASURES}/{name}" for name in self.pack.priorities)]
        return (order.index(section) if section in order else len(order)), section

    def _stamp(self) -> str:
        found = sha256()
        for section, path in list_prose(self.writer.catalogue.root, self.report).items():
            state = path.stat()
            found.update(f"{section} {state.st_mtime_ns} {state.st_size}\n".encode())
        return found.hexdigest()[:20]

    def _refresh(self, page: str) -> bytes:
        """The page that asks for itself again: without a script, so that it works in any browser."""
        meta = f'<head>\n<meta http-equiv="refresh" content="{self.every}">' if self.every else "<head>"
        return page.replace("<head>", meta, 1).encode()


def serve_preview(preview: Preview, port: int) -> ThreadingHTTPServer:
    """A server of the preview on the loopback address; port 0 takes a free one. The caller serves and closes it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.partition("?")[0] != "/":
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            stamp, page = preview.page()
            fresh = self.headers.get("If-None-Match") == f'"{stamp}"'
            self.send_response(HTTPStatus.NOT_MODIFIED if fresh else HTTPStatus.OK)
            self.send_header("ETag", f'"{stamp}"')
            self.send_header("Cache-Control", "no-cache")
            if not fresh:
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            if not fresh:
                self.wfile.write(page)

        def log_message(self, format: str, *args: object) -> None:  # a line for every refresh would drown the rest
            return

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)
