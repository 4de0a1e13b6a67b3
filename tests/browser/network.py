"""A network that fails, and what was asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Request, Route

from conftest import Watched


def remember_index(asked: list[str], request: Request) -> None:
    """Note a request to the folder of the index."""
    if "/search/" in request.url:
        asked.append(request.url)


def abort(route: Route) -> None:
    """The network is gone."""
    route.abort()


def not_found(route: Route) -> None:
    """The file is gone."""
    route.fulfill(status=404, body="")


def garbage(route: Route) -> None:
    """Something between gives a page of its own."""
    route.fulfill(status=200, body="<!doctype html><p>Log in</p>", content_type="text/html")


@contextmanager
def slow(page: Page, pattern: str) -> Iterator[None]:
    """A file that does not come before the end of the block, and is under way by then."""
    held: list[Route] = []
    page.route(pattern, lambda route: held.append(route))
    with page.expect_request(pattern):
        yield
    for route in held:
        route.continue_()
    page.unroute(pattern)


def only_the_failed_request(watched: Watched) -> None:
    """The browser itself reports the request that we broke; nothing else may be wrong."""
    assert all(text.startswith("Failed to load resource") for text in watched.errors)
    watched.errors.clear()


def only_refused_by_the_policy(watched: Watched) -> None:
    """The browser says what its policy refused of a hostile text; nothing else may be wrong."""
    assert all("Content Security Policy" in text for text in watched.errors)
    watched.errors.clear()
