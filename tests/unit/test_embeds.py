"""The lists that another site shows in a frame."""

from __future__ import annotations

from kapstok.addresses import embed_address
from kapstok.catalogue import Catalogue
from kapstok.pages.embeds import MOST, embed_pages, entries

from .values import ABSENT, catalogue_of, practice


def titles(catalogue: Catalogue, url: str, key: str = "entries") -> list[str]:
    """The titles of the practices in the list at an address."""
    (page,) = [page for page in embed_pages(catalogue) if page.url == url]
    return [entry.practice.title for entry in page.context[key]]  # type: ignore[union-attr]


def test_every_theme_and_every_town_has_a_list() -> None:
    """Each theme and each municipality of every period must have a list of its own."""
    catalogue = catalogue_of()
    urls = [page.url for page in embed_pages(catalogue)]
    assert sorted(urls) == sorted(
        embed_address(item) for item in (*catalogue.themes.values(), *catalogue.places.towns.values())
    )


def test_newest_facts_come_first() -> None:
    """The practice with the newest facts must stand first, with its year."""
    catalogue = catalogue_of(
        practice("aaa", title="Oud", source=ABSENT, year="2012"),
        practice("bbb", title="Nieuw", source=ABSENT, year="2024"),
    )
    assert titles(catalogue, "embed/thema/taal/") == ["Nieuw", "Oud"]
    assert [entry.year for entry in entries(catalogue, catalogue.practices.values())] == [2024, 2012]


def test_a_list_stays_light() -> None:
    """Of more practices than a light page can hold the first fifty must stand in the list."""
    catalogue = catalogue_of(*(practice(f"p{number}", title=f"P{number}") for number in range(MOST + 3)))
    assert len(titles(catalogue, "embed/thema/taal/")) == MOST


def test_a_town_without_practices_shows_those_nearby_and_says_so() -> None:
    """A municipality without practices must not pretend that those of others are its own."""
    catalogue = catalogue_of(practice("babbel", title="Babbel", municipality="Gent"))
    (page,) = [page for page in embed_pages(catalogue) if page.url == "embed/gemeente/kruibeke/"]
    assert page.title == "Praktijken in de buurt van Kruibeke"
    assert "Uit Kruibeke staan er nog geen praktijken" in str(page.context["intro"])
    assert titles(catalogue, page.url) == []
    assert titles(catalogue, page.url, "nearby") == ["Babbel"]


def test_a_former_town_names_its_successor() -> None:
    """The list of a municipality that merged must say of which it is part now."""
    catalogue = catalogue_of()
    (page,) = [page for page in embed_pages(catalogue) if page.url == "embed/gemeente/kruibeke/"]
    town = catalogue.places.towns["Kruibeke"]
    assert f"Kruibeke is nu een deel van {town.today.name}." in str(page.context["intro"])
