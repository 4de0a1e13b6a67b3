"""Golden pages of the three-practice catalogue. To accept changed pages: UPDATE_GOLDEN=1 make test."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from small_site import small_site

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
PAGES = (
    "praktijken/babbelcafe/index.html",
    "praktijken/praattafel/index.html",
    "praktijken/leeshoek/index.html",
    "praktijken/straatfeest/index.html",
    "praktijken/voorleesuur/index.html",
    "praktijken/index.html",
    "hete-hangijzers/1-geen-tijd/index.html",
    "themas/taal/index.html",
    "gemeenten/index.html",
    "gemeenten/kruibeke/index.html",
    "gemeenten/beveren-kruibeke-zwijndrecht/index.html",
    "provincies/oost-vlaanderen/index.html",
    "kaart/index.html",
    "begrippen/index.html",
    "partners/index.html",
    "partners/praatvereniging/index.html",
    "subsidies/index.html",
    "subsidies/taalsubsidie/index.html",
    "doelgroepen/ouders/index.html",
    "cijfers/index.html",
    "embed/thema/taal/index.html",
    "embed/gemeente/kruibeke/index.html",
    "selectie/index.html",
    "meedoen/index.html",
    "over/stand/index.html",
    "meedoen/regels/index.html",
    "meedoen/regels/onbekende-deelvraag/index.html",
    "index.html",
    "sitemap.xml",
    "robots.txt",
    "data/catalogue.json",
    "data/practices.csv",
)

HASHED = re.compile(r"data/form\.[0-9a-f]{10}\.json")
"""The facts of the form hold every sentence of the check: a page must not change with each of them."""


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return small_site(HERE / "catalogue")


@pytest.mark.parametrize("path", PAGES)
def test_page(path: str, pages: dict[str, str]) -> None:
    """A page of the small catalogue must be what was last looked at and accepted."""
    golden = GOLDEN / path.replace("/", "__")
    pages = {**pages, path: HASHED.sub("data/form.json", pages[path])}
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(pages[path], "utf-8")
    assert pages[path] == golden.read_text("utf-8")


def test_no_golden_page_is_left_over() -> None:
    """Every golden file must belong to a page that is compared."""
    assert {path.name for path in GOLDEN.iterdir()} == {path.replace("/", "__") for path in PAGES}


def test_same_catalogue_gives_same_bytes(pages: dict[str, str]) -> None:
    """Rendering twice must give the same files in the same order."""
    assert list(small_site(HERE / "catalogue").items()) == list(pages.items())


def test_every_id_is_once_on_a_page(pages: dict[str, str]) -> None:
    """No page may give two elements the same id: a link to it would lead to the wrong one."""
    for path, html in pages.items():
        if path.endswith(".html"):
            ids = re.findall(r'\sid="([^"]+)"', html)
            assert len(ids) == len(set(ids)), path
