"""A small web server as a host would be: gzip for what compresses, and a note of every answer."""

from __future__ import annotations

import gzip
import http.server
import mimetypes
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMPRESSED = (".html", ".css", ".js", ".mjs", ".json", ".bin", ".svg", ".xml", ".csv", ".txt")
TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".bin": "application/octet-stream"}


@dataclass(frozen=True)
class Answer:
    """One file that was sent: its path on the server and the bytes of the body as they went over the line."""

    path: str
    size: int


@dataclass(eq=False)
class Served:
    """A folder that is being served: where, and what was sent since the last ``take``."""

    folder: Path
    base: str
    headers: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    _answers: list[Answer] = field(default_factory=list)
    _bodies: dict[str, tuple[bytes, str, bool] | None] = field(default_factory=dict)

    def take(self) -> list[Answer]:
        """What was sent since the last time, in order."""
        taken, self._answers = self._answers, []
        return taken

    def body(self, path: str) -> tuple[bytes, str, bool] | None:
        """The bytes of a file as they are sent, their type and whether they are compressed; None when absent."""
        if path not in self._bodies:
            self._bodies[path] = self._read(path)
        return self._bodies[path]

    def _read(self, path: str) -> tuple[bytes, str, bool] | None:
        file = self.folder / path
        if path.endswith("/") or not path:
            file /= "index.html"
        if not file.is_file() or not file.resolve().is_relative_to(self.folder.resolve()):
            return None
        data = file.read_bytes()
        kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if file.suffix in COMPRESSED:
            return gzip.compress(data, 9, mtime=0), kind, True
        return data, kind, False

    def sent(self, path: str, size: int) -> None:
        """Note an answer."""
        self._answers.append(Answer(path, size))


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    served: Served

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        inside = path.startswith(self.served.base)
        found = self.served.body(path[len(self.served.base) :]) if inside else None
        if found is None:
            self.send_error(404)
            return
        data, kind, compressed = found
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        for name, value in self.served.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.served.sent(path, len(data))
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path, base: str = "/", headers: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Serve a folder below ``base`` on a free port of this machine; ``headers`` go with every answer."""
    served = Served(folder, base, headers or {})
    handler = type("Handler", (_Handler,), {"served": served})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    served.address = f"http://127.0.0.1:{server.server_port}{base}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
