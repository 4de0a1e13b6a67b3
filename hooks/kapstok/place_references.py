"""Do the places of a record exist, and do they belong together? Municipalities, boroughs, provinces, variants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .known import Known
from .model import Practice
from .names import nearest
from .places import Places
from .problem import Problem, quoted
from .raw import Loc, RawRecord
from .rules import rules

_OR = " of "


def town_problems(
    record: RawRecord, known: Known, names: Iterable[str], loc: Loc = ("municipality",)
) -> Iterator[Problem]:
    """Names that are no municipality of any period."""
    places = known.places
    for index, name in enumerate(names):
        if name in places.towns or name in known.town_names:
            continue
        at = (*loc, index)
        town, borough = places.nearest(name)
        if borough and nearest(name, [borough], 0):
            yield record.problem("deelgemeente", at, name, choices=_choices(places, borough))
        elif borough:
            towns = _OR.join(quoted(row.municipality) for row in places.boroughs[borough])
            rule = rules()["onbekende-gemeente"]
            meant = rule.filled(rule.words["meant"], {"near": borough, "towns": towns})
            yield record.problem(rule.id, at, name, "borough", meant=meant, choices=_choices(places, borough))
        else:
            otherwise = "postcode" if re.search("[0-9]", name) else "official"
            hint = {"hint": "near", "near": town} if town else {"hint": otherwise}
            yield record.problem("onbekende-gemeente", at, name, **hint)


def _choices(places: Places, borough: str) -> str:
    """What to write for a borough, for each municipality that has one of its name."""
    rule = rules()["deelgemeente"]
    choices = [
        rule.filled(rule.words["choice"], {"town": row.municipality, "borough": row.name})
        for row in places.boroughs[borough]
    ]
    return _OR.join(choices)


def place_problems(record: RawRecord, known: Known, item: Practice) -> Iterator[Problem]:
    """A practice has a place, and its municipalities, neighbourhoods and provinces belong together."""
    yield from town_problems(record, known, item.municipality)
    if not item.municipality and not item.province:
        yield record.problem("geen-plaats", ("municipality",))
    for name in item.municipality:
        town = known.places.towns.get(name)
        if town and item.province and not set(town.provinces) & set(item.province):
            given, province = ", ".join(item.province), town.today.province
            yield record.problem(
                "provincie-klopt-niet", ("province",), given, town=town.name, province=province
            )
    for name in item.place:
        if name not in item.municipality:
            yield record.problem("plaats-zonder-gemeente", ("place", name), name)


def variant_problems(record: RawRecord, known: Known, item: Practice) -> Iterator[Problem]:
    """A variant says for which of the practice's places it holds."""
    for index, variant in enumerate(item.variants):
        at = ("variants", index)
        if not variant.municipality and not variant.province:
            yield record.problem("variant-zonder-plaats", at, variant.note)
        yield from town_problems(record, known, variant.municipality, (*at, "municipality"))
        for name in variant.municipality:
            if name in known.places.towns and name not in item.municipality:
                yield record.problem("plaats-zonder-gemeente", at, name, "variant")
