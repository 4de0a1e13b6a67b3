"""The names by which a reader may look for a municipality, as a small file that the browser fetches."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from .catalogue import Catalogue, sort_key


@dataclass(frozen=True)
class Gazetteer:
    """The file of names: its path below ``site/`` (it changes with the content) and its bytes."""

    path: str
    data: bytes


def gazetteer(catalogue: Catalogue) -> Gazetteer:
    """The municipalities of today, by name, with what else they are called.

    JSON: a row each of name, slug, number of practices, boroughs, former names and neighbourhoods that
    practices name; the last three are texts with ``|`` between the names. A name stands once in a row,
    under the first heading of former name, borough and neighbourhood that it has.
    """
    places = catalogue.places
    former: dict[str, list[str]] = {}
    for town in places.towns.values():
        if not town.exists:
            former.setdefault(town.today.name, []).append(town.name)
    inside: dict[str, list[str]] = {}
    for practice in catalogue.practices.values():
        for name, found in practice.place.items():
            inside.setdefault(places.current(name).name, []).extend(found)
    rows = []
    for town in sorted(places.today, key=lambda town: (sort_key(town.name), town.slug)):
        seen = {town.name}
        lists = []
        for names in (former.get(town.name, ()), town.boroughs, inside.get(town.name, ())):
            own = sorted(set(names) - seen, key=lambda name: (sort_key(name), name))
            seen.update(own)
            lists.append("|".join(own))
        before, boroughs, neighbourhoods = lists
        count = len(catalogue.practices_of_town.get(town.name, ()))
        rows.append([town.name, town.slug, count, boroughs, before, neighbourhoods])
    data = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    return Gazetteer(f"places/names.{hashlib.sha256(data).hexdigest()[:10]}.json", data)
