"""The map, the small maps, and who is near."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kapstok.cartography import Projection, SmallMap
from kapstok.catalogue import Catalogue
from kapstok.pages import map as pages_map
from kapstok.pages import places as pages_places
from kapstok.pages.map import Spot, map_page, map_spots, with_names
from kapstok.pages.places import nearest_practices, regional_practices
from kapstok.pages.small_maps import named, practice_map, province_map, theme_map
from kapstok.read import RawRecord

from .values import ABSENT, catalogue_of, practice, town

PLACES = (
    town("11002", "Antwerpen", "Antwerpen", lat="51.27", lon="4.37"),
    town("23002", "Asse", "Vlaams-Brabant", lat="50.91", lon="4.2"),
    town("44021", "Gent", "Oost-Vlaanderen", lat="51.08", lon="3.73"),
    town("46029", "Lokeren", "Oost-Vlaanderen", lat="51.12", lon="3.96"),
    town("46030", "Beveren-Kruibeke-Zwijndrecht", "Oost-Vlaanderen", lat="51.22", lon="4.25"),
)


def catalogue(*records: RawRecord) -> Catalogue:
    """The small register with real centre points, and these practices."""
    return catalogue_of(*PLACES, *records)


def spots(*records: RawRecord) -> dict[str, Spot]:
    """The dots of the map by name."""
    found = catalogue(*records)
    projection = Projection.around(found.places.today, 960, (16, 44))
    return {spot.town.name: spot for spot in map_spots(found, projection)}


def test_colour_is_the_first_theme_of_most() -> None:
    """A dot must have the theme that is the first of most of its practices."""
    own = spots(practice("a"), practice("b", theme=["taal", "buurt"]), practice("c", theme="buurt"))["Gent"]
    assert (own.theme, own.count) == ("taal", 3)


def test_a_tie_has_no_colour() -> None:
    """Two themes with as many practices must not be decided by chance."""
    assert spots(practice("a"), practice("b", theme="buurt"))["Gent"].theme is None


def test_every_theme_of_a_practice_counts_for_the_filter() -> None:
    """A filter must find a practice under each of its themes, as the list of practices does."""
    own = spots(practice("a", theme=["taal", "buurt"]), practice("b"))["Gent"]
    assert dict(own.by_theme) == {"taal": 2, "buurt": 1}


def test_a_merged_municipality_is_on_the_map_as_today() -> None:
    """A practice under a former name must be counted once, at today's municipality."""
    found = spots(practice("a", municipality=["Kruibeke", "Zwijndrecht"]))
    assert {name: spot.count for name, spot in found.items()} == {"Beveren-Kruibeke-Zwijndrecht": 1}


def test_dots_come_by_province_and_name() -> None:
    """The keyboard must meet the dots by province, and by name in it."""
    found = spots(
        *(practice(f"p{i}", municipality=name) for i, name in enumerate(("Lokeren", "Asse", "Gent")))
    )
    assert list(found) == ["Gent", "Lokeren", "Asse"]


def test_names_keep_clear_of_dots_and_each_other() -> None:
    """A name must be written only where it covers no dot and no other name: the largest get one first."""
    base = spots(practice("a"))["Gent"]
    crowd = [replace(base, x=100.0 + i, y=100.0, town=replace(base.town, slug=f"t{i}")) for i in range(30)]
    placed = with_names(crowd, Projection.around([base.town], 960, (16, 44)))
    assert 0 < sum(spot.name_at is not None for spot in placed) < 30


def test_practices_without_municipality_are_listed() -> None:
    """What is not on the map must be named beside it."""
    page = map_page(catalogue(practice("a"), practice("b", municipality=ABSENT, province="Limburg")))
    assert [(p.slug, place) for p, place in page.context["elsewhere"]] == [("b", "Limburg")]
    assert page.context["practice_count"] == 1


def test_map_without_practices_can_be_drawn() -> None:
    """An empty catalogue must give an empty map."""
    assert map_page(catalogue()).context["spots"] == []


# Small maps


@pytest.fixture(scope="module")
def country() -> SmallMap:
    return SmallMap.of(catalogue().places.today)


def text_of(svg: str | None) -> str:
    """What a map says to who does not see it."""
    return str(svg).partition('aria-label="')[2].partition('"')[0]


def test_practice_map_says_its_municipalities(country: SmallMap) -> None:
    """The map of a practice must name its municipalities of today."""
    own = catalogue(practice("a", municipality=["Gent", "Kruibeke"]))
    text = text_of(practice_map(own, country, own.practices["a"]))
    assert text == "Kaart van Vlaanderen en Brussel: Beveren-Kruibeke-Zwijndrecht en Gent"


def test_provincial_practice_shows_its_province(country: SmallMap) -> None:
    """A practice of a province must show the municipalities of that province, and no other."""
    own = catalogue(practice("a", municipality=ABSENT, province="Oost-Vlaanderen", scope="provincial"))
    svg = str(practice_map(own, country, own.practices["a"]))
    assert text_of(svg) == "Kaart van Vlaanderen en Brussel: provincie Oost-Vlaanderen"
    assert svg.partition("k-dots--own")[2].count("h0") == 3


def test_practice_of_all_flanders_has_no_map(country: SmallMap) -> None:
    """A map on which everything is marked says nothing."""
    own = catalogue(practice("a", municipality=ABSENT, province="Limburg", scope="flemish"))
    assert practice_map(own, country, own.practices["a"]) is None


def test_theme_map_says_numbers(country: SmallMap) -> None:
    """The map of a theme must name its municipalities, those with most practices first."""
    own = catalogue(practice("a", municipality="Asse"), practice("b"), practice("c"))
    text = text_of(theme_map(own, country, own.practices.values()))
    assert text == "Kaart van Vlaanderen en Brussel: praktijken in Gent (2) en Asse"


def test_theme_without_places_has_no_map(country: SmallMap) -> None:
    """A theme without practices in a municipality must have no map."""
    assert theme_map(catalogue(), country, ()) is None


def test_province_map_shows_that_province_only() -> None:
    """The map of a province must hold its own municipalities."""
    own = catalogue(practice("a"), practice("b", municipality="Asse"))
    svg = str(province_map(own, "Oost-Vlaanderen"))
    assert text_of(svg) == "Kaart, provincie Oost-Vlaanderen: praktijken in Gent"
    assert svg.count("h0") == 3
    assert province_map(own, "Limburg") is None


def test_many_names_are_counted() -> None:
    """A text must not name hundreds of municipalities."""
    one = catalogue().places.towns["Gent"]
    many = {replace(one, name=f"T{i:02}", slug=f"t{i:02}"): 1 for i in range(40)}
    text = named(many)
    assert text.startswith("T00, T01") and text.endswith("T19 en 20 andere")


# Who is near


def near(own: Catalogue, name: str, **limits: int) -> list[tuple[str, str, int]]:
    """Slug, municipality and kilometres of the nearest practices."""
    found = nearest_practices(own, own.places.towns[name], **limits)
    return [(item.slug, place, distance) for item, place, distance in found]


def test_the_nearest_comes_first() -> None:
    """From Antwerpen, Beveren must come before Lokeren and Gent, with the distance as the crow flies."""
    own = catalogue(
        practice("g"), practice("b", municipality="Kruibeke"), practice("l", municipality="Lokeren"), practice("a", municipality="Antwerpen")
    )  # fmt: skip
    assert near(own, "Antwerpen") == [
        ("b", "Beveren-Kruibeke-Zwijndrecht", 10),
        ("l", "Lokeren", 33),
        ("g", "Gent", 49),
    ]


def test_own_practices_are_not_near() -> None:
    """A practice that is also of the municipality itself must not be offered as a neighbour's."""
    own = catalogue(practice("a", municipality=["Gent", "Lokeren"]), practice("b", municipality="Lokeren"))
    assert [slug for slug, _, _ in near(own, "Gent")] == ["b"]


def test_a_practice_of_two_neighbours_comes_once() -> None:
    """A practice of several neighbours must stand with the nearest one, once."""
    own = catalogue(practice("a", municipality=["Gent", "Lokeren"]))
    assert [(slug, place) for slug, place, _ in near(own, "Antwerpen")] == [("a", "Lokeren")]


def test_one_neighbour_does_not_fill_the_list() -> None:
    """A neighbour with many practices must leave room for the next one, up to the number asked for."""
    own = catalogue(
        *(practice(f"l{i}", title=f"L{i}", municipality="Lokeren") for i in range(9)),
        *(practice(f"g{i}", title=f"G{i}") for i in range(9)),
    )
    assert [slug for slug, _, _ in near(own, "Antwerpen", most=5, of_one=3)] == ["l0", "l1", "l2", "g0", "g1"]


def test_a_merged_municipality_has_the_neighbours_of_today() -> None:
    """The neighbours of a former municipality must be those of today's, which is itself no neighbour."""
    own = catalogue(practice("b", municipality="Kruibeke"), practice("a", municipality="Antwerpen"))
    assert [slug for slug, _, _ in near(own, "Kruibeke")] == ["a"]


def test_distances_do_not_grow_with_the_practices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times as many practices must not ask for one distance more."""
    asked = []
    real = pages_places.kilometres
    monkeypatch.setattr(pages_places, "kilometres", lambda one, other: asked.append(1) or real(one, other))
    numbers = []
    for count in (3, 30):
        asked.clear()
        list(
            pages_places.place_pages(
                catalogue(
                    *(
                        practice(f"p{i}", municipality=("Gent", "Lokeren", "Asse")[i % 3])
                        for i in range(count)
                    )
                )
            )
        )
        numbers.append(len(asked))
    assert 0 < numbers[1] <= numbers[0]


def test_regional_practices_begin_with_the_province() -> None:
    """Practices of the province alone must come before those of all Flanders; those of a municipality are not meant."""
    every = ["Antwerpen", "Limburg", "Oost-Vlaanderen", "Vlaams-Brabant", "West-Vlaanderen"]
    own = catalogue(
        practice("alle", title="A", municipality=ABSENT, province=every, scope="flemish"),
        practice("eigen", title="B", municipality=ABSENT, province="Oost-Vlaanderen", scope="provincial"),
        practice("gent", title="C"),
    )
    assert [p.slug for p in regional_practices(own, "Oost-Vlaanderen")] == ["eigen", "alle"]


def test_every_province_has_a_name_on_the_map() -> None:
    """A province must not be forgotten on the map."""
    from kapstok.field_types import PROVINCES

    assert set(pages_map.NAMES) == set(PROVINCES)
