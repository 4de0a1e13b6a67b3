"""A polite visit of one address: what it answers, without reading it.

One request at a time per host and a pause between two; HEAD, then GET where HEAD is not answered;
robots.txt and Retry-After are obeyed; redirects are followed here, so that each of them keeps to the same rules.
"""

from __future__ import annotations

import re
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from urllib3 import BaseHTTPResponse, Retry, Timeout
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    InvalidHeader,
    LocationParseError,
    LocationValueError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    SSLError,
)
from urllib3.exceptions import TimeoutError as HTTPTimeout
from urllib3.util import parse_url

from .network import PrivateAddress, connections

Outcome = Literal["answers", "fails", "certificate", "unknown"]
Reason = Literal[
    "", "code", "name", "connection", "timeout", "tls", "loop", "address", "broken",
    "expired", "other-name", "issuer", "robots", "no-robots", "private", "busy", "closed",
]  # fmt: skip

MOST_REDIRECTS = 10
ROBOTS_BYTES = 500_000
LONGEST_CRAWL_DELAY = 60.0
_PASSING = frozenset({429, 500, 502, 503, 504})
_CLOSED = frozenset({401, 403, 407, 429, 451, 999})
"""Codes of a site that is there and does not let a program in."""
_CERTIFICATE: dict[int, Reason] = {10: "expired", 62: "other-name", 64: "other-name"}
"""OpenSSL's verify codes; every other one is about the issuer."""


@dataclass(frozen=True)
class Manners:
    """How requests are made; times in seconds. ``agent`` names the project and its address."""

    agent: str
    pause: float = 1.0
    timeout: float = 20.0
    tries: int = 3
    longest_wait: float = 120.0
    allow_local: bool = False


@dataclass(frozen=True)
class Visit:
    """What an address answers: its last code, the address after redirects, and whether it moved for good.

    The same address with https, or without ``www``, is no move.
    """

    outcome: Outcome
    reason: Reason = ""
    code: int | None = None
    final: str = ""
    moved: bool = False


@dataclass
class _Host:
    """One host: who may ask now, when, and why it is left alone for the rest of the round."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    ended: float = float("-inf")
    not_before: float = 0.0
    pause: float = 0.0
    busy: Visit | None = None


@dataclass
class _Origin:
    """Scheme, host and port: its robots.txt is read once, and one that does not answer is asked once."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    robots: RobotFileParser | None = None
    failed: Visit | None = None


@dataclass(frozen=True)
class _Answer:
    code: int
    location: str
    body: bytes = b""


class _Failed(Exception):
    """No answer; ``visit`` says why."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.visit = visit


class Visitor:
    """Visits addresses, from any number of threads; it remembers hosts for as long as it lives."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._connections = connections(manners.allow_local)
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}
        self._origins: dict[str, _Origin] = {}

    def visit(self, address: str) -> Visit:
        """What the address answers, after redirects; never raises for what a server does."""
        url, permanent, seen = address, True, set()
        try:
            while True:
                if url in seen or len(seen) > MOST_REDIRECTS:
                    return Visit("fails", "loop", final=url)
                seen.add(url)
                self._obey_robots(url)
                answer = self._ask(url)
                if not answer.location:
                    break
                permanent = permanent and answer.code in (301, 308)
                url = _joined(url, answer.location)
        except _Failed as failed:
            return failed.visit
        moved = permanent and _place(url) != _place(address)
        if answer.code < 400:
            return Visit("answers", "", answer.code, url, moved)
        if answer.code in _CLOSED:
            return Visit("unknown", "closed", answer.code, url)
        return Visit("fails", "code", answer.code, url)

    def _obey_robots(self, url: str) -> None:
        """Raise unless robots.txt of the origin lets us ask (RFC 9309: none at all allows, one that fails forbids)."""
        parts = _parts(url)
        with self._lock:
            origin = self._origins.setdefault(f"{parts.scheme}://{parts.netloc}", _Origin())
        with origin.lock:
            if origin.failed is None and origin.robots is None:
                try:
                    origin.robots = self._read_robots(f"{parts.scheme}://{parts.netloc}/robots.txt")
                except _Failed as failed:
                    origin.failed = failed.visit
        if origin.failed:
            raise _Failed(origin.failed)
        assert origin.robots is not None
        delay = float(origin.robots.crawl_delay(self._manners.agent) or 0)
        if delay > LONGEST_CRAWL_DELAY or not origin.robots.can_fetch(self._manners.agent, url):
            raise _Failed(Visit("unknown", "robots", final=url))
        self._host(url).pause = delay

    def _read_robots(self, url: str) -> RobotFileParser:
        """The rules; a redirect of them to what does not answer is as good as none."""
        rules = RobotFileParser(url)
        answer = self._ask(url, "GET", ROBOTS_BYTES)
        try:
            for _ in range(MOST_REDIRECTS):
                if not answer.location:
                    break
                url = _joined(url, answer.location)
                answer = self._ask(url, "GET", ROBOTS_BYTES)
        except _Failed:
            answer = _Answer(404, "")
        if answer.code >= 500:
            raise _Failed(Visit("unknown", "no-robots", answer.code, url))
        found = answer.body.decode("utf-8", "replace") if answer.code < 300 else ""
        rules.parse(found.splitlines())
        return rules

    def _ask(self, url: str, method: Literal["HEAD", "GET"] = "HEAD", most: int = 0) -> _Answer:
        """The answer to one address, asked again with growing pauses while the trouble may pass."""
        host = self._host(url)
        retry = Retry(
            total=self._manners.tries, backoff_factor=2 * self._manners.pause, status_forcelist=_PASSING
        )
        while True:
            if host.busy:
                raise _Failed(host.busy)
            wait: float | None = None
            answer: _Answer | None = None
            error: HTTPError | None = None
            with self._turn(host):
                try:
                    with self._request(method, url) as response:
                        answer = _Answer(
                            response.status,
                            response.get_redirect_location() or "",
                            _read(response, most, self._manners.timeout),
                        )
                        wait = _retry_after(retry, response)
                except HTTPError as found:
                    error = found
            if method == "HEAD" and not _is_settled(answer, error):
                method = "GET"
                continue
            if answer is not None and answer.code not in _PASSING:
                return answer
            if wait is not None and wait > self._manners.longest_wait:
                host.busy = Visit("unknown", "busy", answer.code if answer else None, url)
                continue
            if error is not None and not _may_pass(error):
                raise _Failed(_failure(error, url))
            try:
                retry = retry.increment(method, url, error=error)
            except MaxRetryError:
                if answer is None:
                    assert error is not None
                    raise _Failed(_failure(error, url)) from None
                if answer.code == 429:
                    host.busy = Visit("unknown", "busy", 429, url)
                return answer
            host.not_before = time.monotonic() + max(wait or 0.0, retry.get_backoff_time())

    @contextmanager
    def _turn(self, host: _Host) -> Iterator[None]:
        """The only request to a host at this moment, and not too soon after the one before."""
        with host.lock:
            free = max(host.not_before, host.ended + max(self._manners.pause, host.pause))
            time.sleep(max(0.0, free - time.monotonic()))
            try:
                yield
            finally:
                host.ended = time.monotonic()

    @contextmanager
    def _request(self, method: str, url: str) -> Iterator[BaseHTTPResponse]:
        """A response whose body is not read; the connection ends with it, so that the rest never comes."""
        response = self._connections.urlopen(
            method,
            url,
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=Timeout(connect=self._manners.timeout, read=self._manners.timeout),
            headers={
                "User-Agent": self._manners.agent,
                "Accept": "text/html,*/*;q=0.8",
                "Accept-Language": "nl,en;q=0.5",
                "Accept-Encoding": "identity",
                "Connection": "close",
            },
        )
        try:
            yield response
        finally:
            response.close()

    def _host(self, url: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(_parts(url).host or "", _Host())


def host_of(address: str) -> str:
    """The host of an address, "" when there is none."""
    try:
        return parse_url(address).host or ""
    except LocationParseError:
        return ""


def _parts(url: str):
    """The parts of an address that can be asked for."""
    try:
        parts = parse_url(url)
    except LocationParseError:
        raise _Failed(Visit("fails", "address", final=url)) from None
    if parts.scheme not in ("http", "https") or not parts.host:
        raise _Failed(Visit("fails", "address", final=url))
    return parts


def _joined(url: str, location: str) -> str:
    """Where a redirect leads, without fragment or password; what is no web address is not shown to anybody."""
    try:
        parts = _parts(urljoin(url, location))
    except (ValueError, _Failed):
        raise _Failed(Visit("fails", "address", final=url)) from None
    return parts._replace(path=parts.path or "/", fragment=None, auth=None).url


def _place(url: str) -> str:
    """An address without what changes when a site starts to use https, or drops ``www``."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")


def _read(response: BaseHTTPResponse, most: int, seconds: float) -> bytes:
    """The beginning of a body, for as long as it takes at most."""
    found, end = b"", time.monotonic() + seconds
    while len(found) < most and time.monotonic() < end:
        piece = response.read1(min(65_536, most - len(found)))
        if not piece:
            break
        found += piece
    return found


def _retry_after(retry: Retry, response: BaseHTTPResponse) -> float | None:
    """The seconds that a server asks us to wait."""
    try:
        return retry.get_retry_after(response)
    except InvalidHeader:
        return None


def _is_settled(answer: _Answer | None, error: HTTPError | None) -> bool:
    """Whether what HEAD gave is the last word: GET would say the same, or should not be tried now."""
    if answer is not None:
        return answer.code < 400 or answer.code == 429
    return isinstance(error, NewConnectionError | ConnectTimeoutError | SSLError | PrivateAddress)


def _may_pass(error: HTTPError) -> bool:
    return not isinstance(error, SSLError | PrivateAddress | LocationValueError)


def _failure(error: HTTPError, url: str) -> Visit:
    """Why there was no answer."""
    cause = error.args[0] if error.args else None
    if isinstance(error, PrivateAddress):
        return Visit("unknown", "private", final=url)
    if isinstance(error, SSLError) and isinstance(cause, ssl.SSLCertVerificationError):
        return Visit("certificate", _CERTIFICATE.get(cause.verify_code, "issuer"), final=url)
    reason: Reason = "broken"
    if isinstance(error, NameResolutionError):
        reason = "name"
    elif isinstance(error, NewConnectionError):
        reason = "connection"
    elif isinstance(error, HTTPTimeout):
        reason = "timeout"
    elif isinstance(error, SSLError):
        reason = "tls"
    elif isinstance(error, LocationValueError):
        reason = "address"
    return Visit("fails", reason, final=url)
