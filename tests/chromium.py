"""Where Chromium is on this machine, and how it is started."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)


def path() -> str | None:
    """The system's Chromium (or $CHROMIUM), else the one that Playwright installed, else None."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    if sys.platform == "darwin":
        for candidate in MAC:
            if candidate.exists():
                return str(candidate)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


@contextmanager
def launched() -> Iterator[Browser]:
    """A Chromium without a window; an AssertionError when there is none."""
    from playwright.sync_api import sync_playwright

    found = path()
    assert found, "no Chromium: run 'make tools'"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found,
            args=[
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        )  # fmt: skip
        yield started
        started.close()


def until(page: Page, expression: str, arg: Any = None, patience: float = 60) -> None:
    """Wait until an expression holds in the page; asked from outside, because a page may refuse to evaluate texts itself."""
    from playwright.sync_api import TimeoutError

    end = time.monotonic() + patience
    while not page.evaluate(expression, arg):
        if time.monotonic() > end:
            raise TimeoutError(f"not true within {patience} seconds: {expression}")
        page.wait_for_timeout(20)
