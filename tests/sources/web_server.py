"""A small web on this computer, with all that goes wrong on the large one."""

from __future__ import annotations

import gzip
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import NamedTuple


class Answer(NamedTuple):
    """What the server says: its status, its headers, and its body, packed or not."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)


class Web:
    """Answers by path. asked: all that was asked for, with its headers. Use it as a context."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.over = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Handler,), {"web": self}))
        self._server.daemon_threads = False
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Web:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def say(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> str:
        """Have a path answered so; return its address."""
        named = {"Content-Type": "text/html; charset=utf-8"} | {name.replace("_", "-"): value for name, value in headers.items()}
        raw = body.encode() if isinstance(body, str) else body
        self.answers[path] = Answer(raw, status, tuple(named.items()))
        return self.address + path

    def lead(self, path: str, target: str, status: int = 302) -> str:
        return self.say(path, status=status, Location=target)


def packed(raw: bytes) -> bytes:
    return gzip.compress(raw)


class _Handler(BaseHTTPRequestHandler):
    web: Web

    def do_GET(self) -> None:
        self.web.asked.append((self.path, dict(self.headers)))
        if self.path == "/silent":
            self.web.over.wait(30)
        elif self.path == "/trickle":
            self._trickle(200)
        elif self.path == "/trickling-redirect":
            self._trickle(302, "/story")
        else:
            self._answer(self.web.answers.get(self.path, Answer(b"<p>Not here.</p>", 404)))

    def _answer(self, answer: Answer) -> None:
        self._begin(answer.status, answer.headers)
        with suppress(OSError):  # hung up: it had enough
            self.wfile.write(answer.body)

    def _trickle(self, status: int, target: str = "") -> None:
        self._begin(status, (("Location", target),) if target else ())
        with suppress(OSError):
            while not self.web.over.wait(0.05):
                self.wfile.write(b"x")

    def _begin(self, status: int, headers: tuple[tuple[str, str], ...]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass
