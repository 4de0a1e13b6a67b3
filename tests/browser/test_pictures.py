"""The pictures in the guide show the form as it is."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser

from conftest import ROOT
from pictures import FOLDER, LIST, PICTURES, Picture, taken


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_picture_shows_the_page_as_it_is(picture: Picture, browser: Browser, address: str) -> None:
    """A picture must have been taken of the page of today; ``make pictures`` takes them anew."""
    with taken(browser, address, picture) as (element, shown):
        assert element.is_visible()
        assert json.loads(LIST.read_text("utf-8")).get(picture.name) == shown, "run 'make pictures'"


def test_every_picture_is_in_the_guide() -> None:
    """Each picture must stand in the guide, and no other file in its folder."""
    guide = (ROOT / "BIJDRAGEN.md").read_text("utf-8")
    names = {picture.name for picture in PICTURES}
    assert {path.stem for path in FOLDER.glob("*.png")} == names
    assert {name for name in names if f"docs/assets/images/meedoen/{name}.png)" not in guide} == set()
