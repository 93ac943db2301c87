"""A publisher on localhost: ranges, editions and not-modified as real ones answer, and faults when asked for."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PUBLISHED_ON = "Fri, 31 Jan 2020 09:30:00 GMT"


@dataclass
class Publisher:
    """What is published, by path, and what goes wrong: each fault is used up by one request for its path."""

    base: str = ""
    pages: dict[str, bytes] = field(default_factory=dict)
    faults: dict[str, list[int]] = field(default_factory=dict)  # a status to answer, or minus the bytes to break after
    asked: list[tuple[str, dict[str, str], int]] = field(default_factory=list)

    def asked_for(self, path: str) -> list[tuple[dict[str, str], int]]:
        """Headers and status of every request for a path so far."""
        return [(headers, status) for asked, headers, status in self.asked if asked == path]


@contextmanager
def run_publisher() -> Iterator[Publisher]:
    """A server of its own on a free port, for the time of the block."""
    publisher = Publisher()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            body = publisher.pages.get(path)
            fault = publisher.faults[path].pop(0) if publisher.faults.get(path) else 0
            if body is None or fault > 0:
                self.finish_with(path, fault or 404)
                return
            etag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
            if self.headers.get("If-None-Match") == etag:
                self.finish_with(path, 304)
                return
            start, asked = 0, self.headers.get("Range")
            if asked and self.headers.get("If-Range") == etag:
                start = int(asked.removeprefix("bytes=").rstrip("-"))
            if start >= len(body) > 0:
                self.finish_with(path, 416)
                return
            self.note(path, 206 if start else 200)
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
            self.send_header("Content-Length", str(len(body) - start))
            self.send_header("ETag", etag)
            self.send_header("Last-Modified", PUBLISHED_ON)
            self.end_headers()
            self.wfile.write(body[start : start - fault] if fault else body[start:])

        def finish_with(self, path: str, status: int) -> None:
            self.note(path, status)
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def note(self, path: str, status: int) -> None:
            publisher.asked.append((path, dict(self.headers.items()), status))

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    publisher.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
