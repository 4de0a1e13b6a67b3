"""A visit to every kind of page with nothing in the cache: light, still, and only to the site itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.server import Served, serving
from bench.weights import beyond_frame, visited
from conftest import BASE
from kapstok.catalogue import Catalogue
from kapstok.policy import header

from .kinds import EMBEDS, KINDS, page_of

BEYOND_FRAME = 30_000
FIRST_VIEW = 130_000
"""Bytes with gzip: of the page itself, beyond the frame that is the same on every page; and of everything that it fetches."""


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[Served]:
    """The real site from a server that compresses, counts and sends the policy."""
    with serving(site, BASE, {"Content-Security-Policy": header()}) as found:
        yield found


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", [*KINDS, *(f"embed: {name}" for name in EMBEDS)])
def test_a_visit_is_light_still_and_alone(
    browser: Browser, served: Served, catalogue: Catalogue, kind: str, width: int
) -> None:
    """Opened and read to its end, a page must stay within its budget, move nothing, be refused nothing and ask no other host."""
    name = kind.removeprefix("embed: ")
    path = EMBEDS[name](catalogue) if name != kind else page_of(kind, catalogue)
    found = visited(browser, served, path, width)
    assert found.bytes <= FIRST_VIEW, f"{found.files} files"
    assert found.shift == 0, found.moved
    assert (found.refused, found.errors, found.foreign) == ((), (), ())


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "path", ["gemeenten/?q=zellik", "gemeenten/?q=gen", "begrippen/?q=onthaal", "praktijken/?q=xqzqwpr"]
)
def test_a_list_that_an_address_makes_short_is_still(
    browser: Browser, served: Served, path: str, width: int
) -> None:
    """A list must be seen as the address asks for it at once, and what stands below it must not come up."""
    found = visited(browser, served, path, width)
    assert found.shift == 0, found.moved


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_light(site: Path, catalogue: Catalogue, kind: str) -> None:
    """The HTML of a page must stay within its budget beyond the frame that is the same on every page."""
    path = site / page_of(kind, catalogue).partition("?")[0]
    assert beyond_frame((path / "index.html" if path.is_dir() else path).read_text("utf-8")) <= BEYOND_FRAME


def test_what_moves_or_is_refused_is_seen(browser: Browser, site: Path, tmp_path: Path) -> None:
    """A page whose text is pushed down, and that asks what it may not have, must be found out."""
    (tmp_path / "index.html").write_text(
        """<!doctype html><title>x</title><link rel="icon" href="data:,"><style>p { height: 9rem }</style>
        <article><p id="late" hidden>Een<br>twee<br>drie<br>vier</p><h1>Kop</h1></article><script src="late.js"></script>""",
        "utf-8",
    )
    (tmp_path / "late.js").write_text(
        "setTimeout(() => { late.hidden = false; fetch('https://elders.invalid/'); }, 120);", "utf-8"
    )
    with serving(tmp_path, headers={"Content-Security-Policy": header()}) as served:
        found = visited(browser, served, "", 360)
    assert found.shift > 0
    assert sorted(text.split()[0] for text in found.refused) == ["connect-src", "style-src-elem"]
    assert found.errors
