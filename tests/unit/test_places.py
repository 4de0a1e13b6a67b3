"""Municipalities of every period, their boroughs and what became of them."""

from __future__ import annotations

from kapstok.model import Borough, Municipality
from kapstok.places import Places


def row(
    name: str, nis: str, province: str, until: str | None = None, successor: str | None = None
) -> Municipality:
    return Municipality.model_validate(
        {
            "name": name,
            "nis": nis,
            "province": province,
            "lat": 51,
            "lon": 4,
            "until": until,
            "successor": successor,
        }
    )


ROWS = (
    row("Gent", "44021", "Oost-Vlaanderen"),
    row("Lokeren", "46029", "Oost-Vlaanderen"),
    row("Lokeren", "46014", "Oost-Vlaanderen", "2024-12-31", "46029"),
    row("Moerbeke", "44045", "Oost-Vlaanderen", "2024-12-31", "46029"),
    row("Zwijndrecht", "11056", "Antwerpen", "2024-12-31", "46030"),
    row("Kruibeke", "46013", "Oost-Vlaanderen", "2024-12-31", "46030"),
    row("Beveren-Kruibeke-Zwijndrecht", "46030", "Oost-Vlaanderen"),
    row("Hasselt", "71072", "Limburg"),
    row("Brussel", "21004", "Brussel"),
    row("Antwerpen", "11002", "Antwerpen"),
)
BOROUGHS = tuple(
    Borough(name=name, municipality_nis=nis, municipality=town)
    for name, nis, town in (
        ("Sinaai", "46029", "Lokeren"),
        ("Drongen", "44021", "Gent"),
        ("Afsnee", "44021", "Gent"),
        ("Deurne", "11002", "Antwerpen"),
        ("Deurne", "71072", "Hasselt"),
    )
)
PLACES = Places.build(ROWS, BOROUGHS)


def test_name_with_two_codes_is_one_town() -> None:
    """A municipality that kept its name and changed its code must be one town."""
    assert [item.nis for item in PLACES.towns["Lokeren"].rows] == ["46014", "46029"]


def test_town_of_two_codes_is_today_the_last() -> None:
    """Today's row of a town that changed its code must be the one without an end."""
    assert PLACES.towns["Lokeren"].today.nis == "46029"


def test_order_of_the_register_makes_no_difference() -> None:
    """The rows may come in any order."""
    assert Places.build(reversed(ROWS), reversed(BOROUGHS)) == PLACES


def test_merged_town_does_not_exist() -> None:
    """A town whose name is gone must not count as a municipality of today."""
    assert not PLACES.towns["Kruibeke"].exists


def test_town_that_changed_its_code_exists() -> None:
    """A town that kept its name must count as a municipality of today."""
    assert PLACES.towns["Lokeren"].exists


def test_merged_town_leads_to_its_successor() -> None:
    """The town of today for an old name must be the municipality that it became."""
    assert PLACES.current("Kruibeke").name == "Beveren-Kruibeke-Zwijndrecht"


def test_town_of_today_is_its_own_successor() -> None:
    """The town of today for a name of today must be itself."""
    assert PLACES.current("Gent") is PLACES.towns["Gent"]


def test_town_that_merged_twice_leads_to_the_last() -> None:
    """A chain of mergers must be followed to its end."""
    places = Places.build(
        [
            row("A", "11111", "Limburg", "1999-12-31", "22222"),
            row("B", "22222", "Limburg", "2018-12-31", "33333"),
            row("C", "33333", "Limburg"),
        ],
        [],
    )
    assert places.current("A").name == "C"


def test_name_may_be_used_again() -> None:
    """A name that went up in another and came back with a new code must exist today."""
    places = Places.build(
        [
            row("A", "11111", "Limburg", "1999-12-31", "22222"),
            row("B", "22222", "Limburg"),
            row("A", "33333", "Limburg"),
        ],
        [],
    )
    assert (places.towns["A"].exists, places.current("A").today.nis) == (True, "33333")


def test_circle_of_successors_ends() -> None:
    """Two municipalities that name each other as successor must not hang the build."""
    places = Places.build(
        [
            row("A", "11111", "Limburg", "2018-12-31", "22222"),
            row("B", "22222", "Limburg", "2018-12-31", "11111"),
        ],
        [],
    )
    assert set(places.towns) == {"A", "B"}


def test_unknown_successor_is_left_alone() -> None:
    """A successor that the register lacks must leave the town its own row of today."""
    places = Places.build([row("A", "11111", "Limburg", "2018-12-31", "99999")], [])
    assert places.towns["A"].today.nis == "11111"


def test_predecessors_have_another_name() -> None:
    """A merged town must name those that went up in it, not its own former self."""
    assert [item.name for item in PLACES.towns["Lokeren"].predecessors] == ["Moerbeke"]


def test_gone_town_has_no_predecessors() -> None:
    """The predecessors of today's town must not be shown at a town that went up in it."""
    assert PLACES.towns["Zwijndrecht"].predecessors == ()


def test_provinces_of_a_town_that_moved() -> None:
    """A town that changed province must have today's first and then that of its own time."""
    assert PLACES.towns["Zwijndrecht"].provinces == ("Oost-Vlaanderen", "Antwerpen")


def test_boroughs_belong_to_the_town_of_today() -> None:
    """The boroughs of a code must be at its town, by name."""
    assert PLACES.towns["Gent"].boroughs == ("Afsnee", "Drongen")


def test_name_of_two_boroughs_gives_both() -> None:
    """A borough name that occurs twice must give both, so that nobody guesses."""
    assert [item.municipality for item in PLACES.boroughs["Deurne"]] == ["Antwerpen", "Hasselt"]


def test_today_lists_municipalities_by_province_and_name() -> None:
    """The list of today must hold every existing town once, by province as we order them and then by name."""
    assert [town.name for town in PLACES.today] == [
        "Antwerpen",
        "Hasselt",
        "Beveren-Kruibeke-Zwijndrecht",
        "Gent",
        "Lokeren",
        "Brussel",
    ]


def test_town_has_an_address() -> None:
    """The slug of a town must be its name as a part of an address."""
    assert PLACES.towns["Beveren-Kruibeke-Zwijndrecht"].slug == "beveren-kruibeke-zwijndrecht"
