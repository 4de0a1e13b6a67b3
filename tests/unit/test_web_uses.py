"""Every external address that the catalogue names."""

from __future__ import annotations

from datetime import date

import pytest

from kapstok.web.uses import WebAddress, addresses_in, web_addresses

from .values import catalogue_of, practice, record


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("www.derand.be > taalpromotie > alaboemsasa", ["http://www.derand.be/"]),
        ("www.a.be en www.b.be/x", ["http://www.a.be/", "http://www.b.be/x"]),
        ("Zie (https://A.be/Pad_(x)), zei ze.", ["https://a.be/Pad_(x)"]),
        ("[tekst](https://a.be/x). Meer", ["https://a.be/x"]),
        ("<https://a.be/x#kop>", ["https://a.be/x"]),
        ("HTTP://WWW.A.BE", ["http://www.a.be/"]),
        ("https://wie:wat@a.be/", ["https://a.be/"]),
        ("subsidieteam@vleva.eu", []),
        ("info@www.a.be", []),
        ("Gewone tekst. Met punten.", []),
        ("https://a.be:99999/", ["https://a.be:99999/"]),
    ],
)
def test_addresses_in_a_text(text: str, found: list[str]) -> None:
    """Addresses must be found as people write them, and nothing else be taken for one."""
    assert addresses_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("klasse.be > ouders", ["http://klasse.be/"]),
        ("info@klasse.be", []),
        ("klasse.be/x", ["http://klasse.be/x"]),
    ],
)
def test_field_of_an_address_needs_no_www(text: str, found: list[str]) -> None:
    """Where an address is meant it may lack www; a mail address is none."""
    assert addresses_in(text, is_address=True) == found


def test_every_place_of_an_address_is_found() -> None:
    """Links, websites, notes, texts, resources and contacts must count, each address once, sorted, with its files."""
    catalogue = catalogue_of(
        practice("p", links=[{"label": "x", "url": "www.b.be"}], contact="https://c.be/contact", source={"id": "boekje"}),
        record("hangijzer", "1-h", body="## 1. Een\n\nZie [d](https://d.be/)."),
        record("partner", "q", website="www.b.be", note="Vroeger www.e.be.", as_of="2012"),
        record("subsidy", "s", links=[{"label": "x", "url": "https://f.be/", "checked": "2026-01-05"}]),
        record("resource", "r", url="g.be", year="2011"),
        record("table", "t", notes="Bron: www.h.be."),
        record("term", "u", text="Zie https://i.be/."),
    )  # fmt: skip
    found = web_addresses(catalogue)
    assert [item.address for item in found] == sorted(item.address for item in found)
    assert {item.address for item in found} == {
        "http://www.b.be/", "https://c.be/contact", "https://d.be/", "http://www.e.be/", "https://f.be/",
        "http://g.be/", "http://www.h.be/", "https://i.be/",
    }  # fmt: skip
    by = {item.address: item for item in found}
    assert by["http://www.b.be/"] == WebAddress(
        "http://www.b.be/", ("practices/taal/p.md", "register/partners/q.md"), None, 2012
    )
    assert by["https://f.be/"].checked == date(2026, 1, 5)
    assert by["http://g.be/"].year == 2011


def test_link_that_nobody_opened_stays_unchecked_in_a_checked_record() -> None:
    """The date of a link must count for the link, that of a record for what else stands in it."""
    catalogue = catalogue_of(
        practice("p", checked="2026-02-01", links={"label": "x", "url": "www.b.be"}, note="Zie www.c.be.")
    )
    assert {item.address: item.checked for item in web_addresses(catalogue)} == {
        "http://www.b.be/": None,
        "http://www.c.be/": date(2026, 2, 1),
    }
