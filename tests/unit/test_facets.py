"""Facets: the values by which a list is narrowed, each with its honest count."""

from __future__ import annotations

import pytest

from kapstok.catalogue import Catalogue
from kapstok.facets import (
    KEYS,
    LONG,
    Facet,
    Option,
    facet_options,
    facet_titles,
    facet_values,
    facets,
    searchable,
)

from .values import ABSENT, catalogue_of, practice, record

PRACTICES = ("practice",)
ALL = ("practice", "hangijzer", "partner", "subsidy")


def options(catalogue: Catalogue, key: str, kinds: tuple[str, ...] = ALL) -> list[tuple[str, int]]:
    """Each value of one facet with its count; nothing when the facet is not there."""
    return [
        (option.id, option.count)
        for facet in facets(catalogue, kinds)
        if facet.key == key
        for option in facet.options
    ]


def test_values_are_counted() -> None:
    """The count of a value must be the number of records that have it."""
    found = catalogue_of(
        practice("a", target_groups=["ouders", "kinderen"]),
        practice("b", target_groups="ouders"),
        practice("c"),
    )
    assert options(found, "doelgroep") == [("kinderen", 1), ("ouders", 2)]


def test_only_the_kinds_of_the_list_count() -> None:
    """A count must be about the records of the list in which it stands."""
    found = catalogue_of(practice("a"), practice("b", theme="buurt"), record("subsidy", "s", theme="taal"))
    assert (options(found, "thema", PRACTICES), options(found, "thema", ALL)) == (
        [("taal", 1), ("buurt", 1)],
        [("taal", 2), ("buurt", 1)],
    )


def test_value_that_nothing_has_is_not_shown() -> None:
    """A value without records must not be offered."""
    found = catalogue_of(practice("a", municipality="Gent"), practice("b", municipality="Asse"))
    assert options(found, "gemeente") == [("asse", 1), ("gent", 1)]


def test_facet_of_one_value_is_not_shown() -> None:
    """A facet that cannot narrow anything must not be offered."""
    assert options(catalogue_of(practice("a"), practice("b")), "gemeente") == []


def test_empty_catalogue_has_no_facets() -> None:
    """Without records there must be nothing to narrow."""
    assert facets(catalogue_of(), ALL) == []


def test_facets_come_in_their_order() -> None:
    """Facets must come as the addresses name them, whatever the records."""
    found = catalogue_of(
        practice("a", target_groups="ouders", partners=["P"]),
        practice("b", theme="buurt", municipality="Asse", target_groups="kinderen", partners=["Q"]),
        record("partner", "p", name="P"),
        record("partner", "q", name="Q"),
    )
    keys = [facet.key for facet in facets(found, ALL)]
    assert keys == [key for key in KEYS if key in keys]
    assert {"soort", "thema", "provincie", "gemeente", "doelgroep", "partner"} <= set(keys)


def test_themes_keep_their_order() -> None:
    """Themes must come in the order of the register, not of the alphabet."""
    found = catalogue_of(practice("a", theme="buurt"), practice("b", theme="taal"))
    assert options(found, "thema") == [("taal", 1), ("buurt", 1)]


def test_partners_come_by_name() -> None:
    """Partners must come by name, without capitals and accents."""
    found = catalogue_of(
        record("partner", "x", name="Één"),
        record("partner", "y", name="aap"),
        record("partner", "z", name="Zoo"),
        practice("a", partners=["Zoo", "aap", "Één"]),
    )
    assert options(found, "partner") == [("y", 1), ("x", 1), ("z", 1)]


def test_practice_of_two_themes_counts_in_both() -> None:
    """A record with several values must count once at each."""
    assert options(catalogue_of(practice("a", theme=["buurt", "taal"])), "thema") == [
        ("taal", 1),
        ("buurt", 1),
    ]


def test_merged_municipality_counts_at_the_one_of_today() -> None:
    """A practice of two municipalities that merged must count once, at what they became."""
    found = catalogue_of(practice("a", municipality=["Kruibeke", "Zwijndrecht"]), practice("b"))
    assert options(found, "gemeente") == [("beveren-kruibeke-zwijndrecht", 1), ("gent", 1)]


def test_two_services_of_a_generic_partner_count_once() -> None:
    """A generic partner of which a practice names two services must count once."""
    found = catalogue_of(
        record("partner", "x", name="Xx", aliases=["Ander"], generic="true"),
        record("partner", "y", name="Yy"),
        practice("a", partners=["Xx", "Ander", "Yy"]),
    )
    assert options(found, "partner") == [("x", 1), ("y", 1)]


@pytest.mark.parametrize(
    ("key", "value", "former"),
    [
        ("thema", "taal", "oud"),
        ("deelvraag", "taal.lezen", "oud.lezen"),
        ("doelgroep", "ouders", "moeders"),
        ("partner", "x", "ex"),
        ("subsidie", "geld", "centen"),
    ],
)
def test_former_slug_is_another_name_of_the_value(key: str, value: str, former: str) -> None:
    """An address of a search with a former slug must still mean its value."""
    found = catalogue_of(
        record("theme", "taal", sections=[{"id": "lezen", "title": "Lezen"}], former_slugs=["oud"]),
        record("target_group", "ouders", former_slugs=["moeders"]),
        record("partner", "x", name="Xx", former_slugs=["ex"]),
        record("partner", "y", name="Yy"),
        record("subsidy", "geld", former_slugs=["centen"]),
        record("subsidy", "prijs", name="Prijs"),
        practice(
            "a", section="lezen", target_groups="ouders", partners=["Xx", "Yy"], subsidies=["geld", "prijs"]
        ),
        practice("b", theme="buurt", section="feesten", target_groups="kinderen"),
    )
    [facet] = [facet for facet in facets(found, ("practice",)) if facet.key == key]
    assert {option.id: option.also for option in facet.options}[value] == (former,)


def test_partner_that_the_register_lacks_is_no_value() -> None:
    """A name without an entry has no address and must not be offered."""
    found = catalogue_of(practice("a", partners=["Scouts", "Xx"]), record("partner", "x", name="Xx"))
    assert facet_values(found, "practice", found.practices["a"])["partner"] == ("x",)


def test_record_has_a_value_for_each_facet() -> None:
    """Every kind of record must answer for every facet, with its own kind and nothing that it lacks."""
    found = catalogue_of(
        practice("a"),
        record("hangijzer", "1-b"),
        record("partner", "c", province="Limburg"),
        record("subsidy", "d"),
    )
    kinds = {}
    for kind, item in searchable(found):
        values = facet_values(found, kind, item)
        assert set(values) == set(KEYS)
        kinds[item.slug] = values["soort"]
    assert kinds == {"a": ("praktijk",), "1-b": ("hangijzer",), "c": ("partner",), "d": ("subsidie",)}


def test_every_value_has_a_title() -> None:
    """A value that a record has must have a title, or it cannot be shown."""
    found = catalogue_of(
        practice("a", municipality=["Kruibeke", "Lokeren"], target_groups="ouders", partners=["Naam"]),
        practice("b", municipality=ABSENT, province=["Brussel"]),
        record("hangijzer", "1-b", theme="buurt"),
        record("partner", "c", province="Limburg", municipality="Zwijndrecht"),
        record("subsidy", "d", province="West-Vlaanderen"),
    )
    titles = facet_titles(found)
    for kind, item in searchable(found):
        for key, values in facet_values(found, kind, item).items():
            assert key == "periode" or set(values) <= set(titles[key])


def test_options_have_titles_for_people() -> None:
    """A value must be shown as a reader knows it and addressed by its id."""
    found = catalogue_of(practice("a", municipality=ABSENT, province=["Oost-Vlaanderen", "Vlaams-Brabant"]))
    (facet,) = [facet for facet in facets(found, ALL) if facet.key == "provincie"]
    assert [(option.id, option.title) for option in facet.options] == [
        ("oost-vlaanderen", "Oost-Vlaanderen"),
        ("vlaams-brabant", "Vlaams-Brabant"),
    ]


def test_section_scope_and_subsidy_are_facets() -> None:
    """A section must be named with its theme; scope and subsidy as they stand in the record."""
    found = catalogue_of(
        practice("a", section="babbelen", subsidies="geld", scope="provincial"),
        practice("b"),
        record("subsidy", "geld"),
    )
    values = facet_values(found, "practice", found.practices["a"])
    assert (values["deelvraag"], values["schaal"], values["subsidie"]) == (
        ("taal.babbelen",),
        ("provincial",),
        ("geld",),
    )


def test_period_is_five_years_of_the_facts() -> None:
    """The own years of a record must give its periods, else the year of its source."""
    found = catalogue_of(
        practice("a", year=[2009, 2010, 2012]),
        practice("b", source={"id": "boekje"}),
        practice("c", source=ABSENT),
    )
    periods = {
        slug: facet_values(found, "practice", item)["periode"] for slug, item in found.practices.items()
    }
    assert periods == {"a": ("2005-2009", "2010-2014"), "b": ("2010-2014",), "c": ()}


def test_positions_are_those_of_all_kinds() -> None:
    """The position of an option must be the same in a list of practices and in a list of everything."""
    found = catalogue_of(
        practice("a", municipality="Gent"),
        practice("b", municipality="Lokeren"),
        record("partner", "p", municipality="Asse"),
    )
    (facet,) = [facet for facet in facets(found, PRACTICES) if facet.key == "gemeente"]
    assert [(option.id, option.position) for option in facet.options] == [("gent", 1), ("lokeren", 2)]
    assert facet_options(found)["gemeente"] == ["asse", "gent", "lokeren"]


@pytest.mark.parametrize(("number", "is_long"), [(LONG, False), (LONG + 1, True)])
def test_facet_with_very_many_values_is_long(number: int, is_long: bool) -> None:
    """Only a facet with more values than a page can bear must keep them elsewhere."""
    assert Facet("partner", "Partner", (Option("p", "P", 1, 0),) * number).is_long == is_long
