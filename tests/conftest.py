"""The real site, built once and strictly, and a real Chromium for every test that needs one."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis.configuration import set_hypothesis_home_dir
from playwright.sync_api import Browser, BrowserContext, Page, expect

import chromium

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
BASE = "/kapstok/"
"""The site is served below a folder, so that a link from the root of the host is found out."""
PATIENCE = 60_000
"""Milliseconds that a browser may take for one step: what comes is looked for at once, a busy machine may be slow."""

expect.set_options(timeout=PATIENCE)


def build_site(root: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the real build of the project in ``root`` into ``target``."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    return subprocess.run(
        command,
        cwd=root,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "SITE_URL": f"https://kapstok.test{BASE}",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


PROJECT = ("docs", "practices", "register", "hooks", "templates", "mkdocs.yml")


def small_project(root: Path) -> Path:
    """A project of its own below ``root``: the real engine and templates around the small catalogue."""
    for name in PROJECT:
        source = ROOT / name
        if name in ("practices", "register"):
            shutil.copytree(ROOT / "tests/catalogue" / name, root / name)
        elif source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)
    return root


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site."""
    target = tmp_path_factory.mktemp("site") / "kapstok"
    result = build_site(ROOT, target)
    assert result.returncode == 0, result.stdout + result.stderr
    return target


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing: pytest prints what matters."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the real site on this machine."""
    handler = functools.partial(_Quiet, directory=str(site.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BASE}"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; ``make test`` sees to it that there is one."""
    with chromium.launched() as started:
        yield started


@dataclass
class Watched:
    """A browser context that remembers what a page must never do."""

    context: BrowserContext
    address: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def page(self, path: str = "") -> Page:
        """Open a page of the site in a new tab."""
        page = self.context.new_page()
        page.on(
            "console", lambda message: self.errors.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._remember(request.url))
        page.goto(self.address + path)
        return page

    def _remember(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.foreign.append(url)


@pytest.fixture
def desktop(browser: Browser, address: str) -> Iterator[Watched]:
    """A window of 1280 px; at the end: no console error, no request to another host, no cookie."""
    yield from _watched(browser, address, width=1280, height=900)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Watched]:
    """A window of 360 px, with the same checks at the end."""
    yield from _watched(browser, address, width=360, height=740)


def _watched(browser: Browser, address: str, width: int, height: int) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(PATIENCE)
    watched = Watched(context, address)
    yield watched
    cookies = context.cookies()
    context.close()
    assert watched.errors == []
    assert watched.foreign == []
    assert cookies == []


def pytest_configure(config: pytest.Config) -> None:
    """The package lies in hooks/ and is not installed; what hypothesis remembers goes where the rest goes."""
    sys.path.insert(0, str(ROOT / "hooks"))
    set_hypothesis_home_dir(ROOT / ".cache/hypothesis")
