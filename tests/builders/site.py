"""A site on 127.0.0.1 that plays a ministry's: good pages, and everything that a site can do to a reader."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Visit"], None]


@dataclass
class Site:
    """What the site answers by path, and what it was asked, in order: (path, moment, User-Agent)."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, float, str]] = field(default_factory=list)
    port: int = 0

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]

    def times(self, path: str) -> int:
        return self.paths.count(path)


class Visit(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, time.monotonic(), self.headers.get("User-Agent", "")))
        with suppress(OSError):
            self.site.answers.get(self.path, status(404))(self)

    def log_message(self, *_: object) -> None:
        return

    def say(self, code: int, body: bytes, **headers: str) -> None:
        self.send_response(code)
        for name, value in {"Content-Length": str(len(body)), "Connection": "close", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True


def page(body: str | bytes, kind: str = "text/html; charset=utf-8") -> Answer:
    raw = body.encode("utf-8") if isinstance(body, str) else body
    return lambda visit: visit.say(200, raw, Content_Type=kind)


def status(code: int, **headers: str) -> Answer:
    return lambda visit: visit.say(code, b"<p>No.</p>", Content_Type="text/html", **headers)


def redirect(location: str, code: int = 302) -> Answer:
    return status(code, Location=location)


def in_turn(*answers: Answer) -> Answer:
    left = list(answers)
    return lambda visit: (left.pop(0) if len(left) > 1 else left[0])(visit)


def packed(body: bytes, packing: str = "gzip") -> Answer:
    raw = gzip.compress(body)
    return lambda visit: visit.say(200, raw, Content_Type="text/html", Content_Encoding=packing)


def endless(part: bytes = b"<p>more</p>" * 1000, pause: float = 0) -> Answer:
    """An answer without end: big parts at once, or a few bytes now and then."""

    def answer(visit: Visit) -> None:
        visit.send_response(200)
        visit.send_header("Content-Type", "text/html")
        visit.end_headers()
        visit.close_connection = True
        for _ in range(100_000):
            visit.wfile.write(part)
            time.sleep(pause)

    return answer


def endless_headers(visit: Visit) -> None:
    visit.wfile.write(b"HTTP/1.1 200 OK\r\n")
    visit.close_connection = True
    for n in range(500):
        visit.wfile.write(f"X-{n}: 1\r\n".encode())
        time.sleep(0.05)


class Held:
    """An answer that is held back until it is released; says when it has been asked for."""

    def __init__(self) -> None:
        self._asked, self._released = threading.Event(), threading.Event()

    def __call__(self, visit: Visit) -> None:
        self._asked.set()
        self._released.wait()

    def wait_until_asked(self, running: Callable[[], bool]) -> None:
        """Wait for the question; fails where whoever should ask no longer runs."""
        while not self._asked.wait(0.05):
            assert running() or self._asked.is_set(), "it ended without asking"

    def release(self) -> None:
        self._released.set()


def broken_off(visit: Visit) -> None:
    visit.send_response(200)
    visit.send_header("Content-Length", "5000")
    visit.end_headers()
    visit.wfile.write(b"<p>Half of")
    visit.close_connection = True


@contextmanager
def playing(**answers: Answer) -> Iterator[Site]:
    site = Site({f"/{name}": answer for name, answer in answers.items()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (Visit,), {"site": site}))
    server.daemon_threads = True
    server.block_on_close = False
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
