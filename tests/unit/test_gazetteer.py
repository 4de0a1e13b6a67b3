"""The file of names for the field "Mijn gemeente"."""

from __future__ import annotations

import json

from kapstok.catalogue import Catalogue
from kapstok.gazetteer import gazetteer

from .values import borough, catalogue_of, practice


def rows(catalogue: Catalogue) -> dict[str, list]:
    """Name to the rest of its row."""
    return {name: rest for name, *rest in json.loads(gazetteer(catalogue).data)}


def test_row_says_slug_count_and_other_names() -> None:
    """A municipality must come with its slug, its number of practices, boroughs, former names and neighbourhoods."""
    found = rows(
        catalogue_of(
            practice("a", municipality="Kruibeke", place={"Kruibeke": "de Haven"}),
            practice("b", municipality="Asse"),
        )
    )
    name = "Beveren-Kruibeke-Zwijndrecht"
    assert found[name] == ["beveren-kruibeke-zwijndrecht", 1, "", "Kruibeke|Zwijndrecht", "de Haven"]
    assert found["Asse"] == ["asse", 1, "Zellik", "", ""]
    assert found["Antwerpen"] == ["antwerpen", 0, "", "", ""]


def test_only_municipalities_of_today_are_suggested() -> None:
    """A merged municipality must be a name of today's, and no row of its own; one that kept its name is one row."""
    names = [row[0] for row in json.loads(gazetteer(catalogue_of()).data)]
    assert names == ["Antwerpen", "Asse", "Beveren-Kruibeke-Zwijndrecht", "Gent", "Lokeren"]


def test_a_name_stands_once_in_a_row() -> None:
    """A borough that is a former municipality too, or is named by a practice, must stand there once."""
    catalogue = catalogue_of(
        borough("Kruibeke", "46030", "Beveren-Kruibeke-Zwijndrecht"),
        practice("a", municipality="Asse", place={"Asse": ["Zellik"]}),
    )
    found = rows(catalogue)
    assert found["Beveren-Kruibeke-Zwijndrecht"][2:] == ["", "Kruibeke|Zwijndrecht", ""]
    assert found["Asse"][2:] == ["Zellik", "", ""]


def test_name_of_the_file_changes_with_its_content() -> None:
    """The file may be cached for ever: other content must have another name, the same content the same."""
    empty, one = catalogue_of(), catalogue_of(practice("a"))
    assert gazetteer(empty).path != gazetteer(one).path
    assert gazetteer(one).path == gazetteer(catalogue_of(practice("a"))).path
