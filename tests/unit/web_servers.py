"""Servers on this machine that answer as bad and good websites do, and remember who asked when."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

from kapstok.web.visitor import Manners

SLOW = 0.4
LONG = 60.0
"""Seconds: within what a visitor waits, and beyond it."""
"""How long the page ``/slow`` takes; shorter than the patience of the tests."""
AGENT = "Kapstok-linkcontrole (+https://kapstok.test/)"


def manners(**own: object) -> Manners:
    """Manners with short times, on this machine."""
    return Manners(AGENT, **{"pause": 0.05, "timeout": 5.0, "allow_local": True, **own})  # type: ignore[arg-type]


@dataclass
class Asked:
    """One request: when it came and when it was answered."""

    method: str
    path: str
    agent: str
    start: float
    end: float = 0.0


@dataclass
class Website:
    """A running server; ``robots`` is its robots.txt, a code that it answers with instead, or where it is."""

    host: str
    port: int
    robots: str | None = None
    asked: list[Asked] = field(default_factory=list)
    sent: int = 0

    def address(self, path: str = "/") -> str:
        return f"http://{self.host}:{self.port}{path}"

    def of(self, path: str) -> list[str]:
        """The methods with which a path was asked for, in order."""
        return [one.method for one in sorted(self.asked, key=lambda one: one.start) if one.path == path]


class _Handler(BaseHTTPRequestHandler):
    website: Website

    def do_HEAD(self) -> None:
        self._serve()

    def do_GET(self) -> None:
        self._serve()

    def _serve(self) -> None:
        site = self.website
        own = Asked(self.command, self.path, self.headers["User-Agent"], time.monotonic())
        site.asked.append(own)
        nth = len([one for one in site.asked if one.path == self.path])
        try:
            self._answer(site, self.path.partition("?")[0], nth)
        except OSError:
            self.close_connection = True
        finally:
            own.end = time.monotonic()

    def _answer(self, site: Website, path: str, nth: int) -> None:
        head = self.command == "HEAD"
        match path.split("/")[1:]:
            case ["robots.txt"]:
                if site.robots and site.robots.isdecimal():
                    self._say(int(site.robots))
                elif site.robots and site.robots.startswith("http"):
                    self._say(301, {"Location": site.robots})
                else:
                    self._say(404 if site.robots is None else 200, body=(site.robots or "").encode())
            case ["code", code]:
                self._say(int(code))
            case ["then-well"]:
                self._say(500 if nth < 3 else 200)
            case ["too-many"]:
                self._say(429 if nth == 1 else 200, {"Retry-After": "1"} if nth == 1 else {})
            case ["too-many-always"]:
                self._say(429)
            case ["come-back-tomorrow"]:
                self._say(503, {"Retry-After": "86400"})
            case ["odd-wait"]:
                self._say(503 if nth == 1 else 200, {"Retry-After": "morgen"})
            case ["moved", code]:
                self._say(int(code), {"Location": "/code/200?new"})
            case ["moved-twice"]:
                self._say(301, {"Location": "/moved/302"})
            case ["to"]:
                self._say(302, {"Location": unquote(self.path.partition("?")[2])})
            case ["loop"]:
                self._say(302, {"Location": "/loop-back"})
            case ["loop-back"]:
                self._say(302, {"Location": "/loop"})
            case ["endless"]:
                self._say(302, {"Location": f"/endless?{nth}"})
            case ["no-head", code]:
                self._say(int(code) if head else 200)
            case ["head-hangs"]:
                if head:
                    time.sleep(LONG)
                self._say(200)
            case ["slow"]:
                time.sleep(SLOW)
                self._say(200)
            case ["hangs"]:
                time.sleep(LONG)
            case ["huge"]:
                if head:
                    self._say(405)
                    return
                self.send_response(200)
                self.send_header("Content-Length", str(500_000_000))
                self.end_headers()
                for _ in range(5_000):
                    self.wfile.write(b"x" * 100_000)
                    site.sent += 100_000
            case ["broken"]:
                self.wfile.write(b"this is no answer at all\r\n\r\n")
                self.close_connection = True
            case _:
                self._say(200)

    def _say(self, code: int, headers: dict[str, str] | None = None, body: bytes = b"") -> None:
        self.send_response(code, "Odd")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing: the test reads what was asked."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that leaves is what some tests are about."""


@contextmanager
def website(
    host: str = "127.0.0.1", robots: str | None = None, certificate: Path | None = None
) -> Iterator[Website]:
    """A server at a free port of this machine."""
    site = Website(host, 0, robots)
    server = _Server((host, 0), type("Handler", (_Handler,), {"website": site}))
    site.port = server.server_address[1]
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def closed_port(host: str = "127.0.0.1") -> int:
    """A port at which nobody listens."""
    with socket.socket() as one:
        one.bind((host, 0))
        return one.getsockname()[1]


def self_signed(folder: Path) -> Path:
    """A certificate that nobody but its maker vouches for, with its key."""
    path = folder / "own.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", path, "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    path.write_bytes(path.read_bytes() + (folder / "cert.pem").read_bytes())
    return path
