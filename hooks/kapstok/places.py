"""Municipalities of every period, their boroughs and what became of them.

Keyed on the NIS code: a municipality may keep its name and change its code (Lokeren in 2025),
or keep its ground and change its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from .field_types import PROVINCES, Province
from .model import Borough, Municipality
from .names import allowed_distance, nearest, slugified


@dataclass(frozen=True)
class Town:
    """A municipality name with everything that it stood for: one page, one address."""

    name: str
    slug: str
    rows: tuple[Municipality, ...]
    today: Municipality
    predecessors: tuple[Municipality, ...]
    boroughs: tuple[str, ...]

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def exists(self) -> bool:
        """A municipality of this name exists today."""
        return self.today.name == self.name

    @property
    def provinces(self) -> tuple[Province, ...]:
        """Every province in which it ever lay, today's first."""
        seen: dict[Province, None] = {self.today.province: None}
        for row in self.rows:
            seen.setdefault(row.province)
        return tuple(seen)


@dataclass(frozen=True)
class Places:
    """All towns by name, and boroughs by name."""

    towns: Mapping[str, Town]
    boroughs: Mapping[str, tuple[Borough, ...]]

    @classmethod
    def build(cls, municipalities: Iterable[Municipality], boroughs: Iterable[Borough]) -> Places:
        """Join the rows of the registers; unknown successors are left for ``check`` to report."""
        rows = sorted(municipalities, key=lambda row: (row.name, row.until is None, row.until))
        by_nis = {row.nis: row for row in rows}
        by_borough: dict[str, list[Borough]] = {}
        in_town: dict[str, list[str]] = {}
        for borough in sorted(boroughs, key=lambda b: (b.name, b.municipality_nis)):
            by_borough.setdefault(borough.name, []).append(borough)
            in_town.setdefault(borough.municipality_nis, []).append(borough.name)
        named: dict[str, list[Municipality]] = {}
        before: dict[str, list[Municipality]] = {}
        for row in rows:
            named.setdefault(row.name, []).append(row)
            if row.successor:
                before.setdefault(row.successor, []).append(row)
        towns = {}
        for name, own in named.items():
            today = _today(own[-1], by_nis)
            predecessors = (
                tuple(row for row in before.get(today.nis, []) if row.name != name)
                if today.name == name
                else ()
            )
            names = tuple(in_town.get(today.nis, [])) if today.name == name else ()
            towns[name] = Town(name, slugified(name), tuple(own), today, predecessors, names)
        return cls(towns, {name: tuple(found) for name, found in by_borough.items()})

    @cached_property
    def today(self) -> tuple[Town, ...]:
        """The municipalities of today, by province and name."""
        found = [town for town in self.towns.values() if town.exists]
        return tuple(sorted(found, key=lambda town: (PROVINCES.index(town.today.province), town.slug)))

    def nearest(self, name: str) -> tuple[str, str]:
        """The municipality that a name is nearest to, or ("" and) the borough when that is nearer; empty when none is near.

        A postcode beside the name is no part of it.
        """
        if name in self.boroughs and name not in self.towns:
            return "", name
        name = re.sub("[0-9]", "", name)
        for distance in range(allowed_distance(name) + 1):
            if town := nearest(name, self.towns, distance):
                return town, ""
            if borough := nearest(name, self.boroughs, distance):
                return "", borough
        return nearest(name, self.towns) or "", ""

    def current(self, name: str) -> Town:
        """Today's town for a name of any period."""
        return self.towns[self.towns[name].today.name]


def _today(row: Municipality, by_nis: Mapping[str, Municipality]) -> Municipality:
    seen = set()
    while row.successor and row.successor in by_nis and row.nis not in seen:
        seen.add(row.nis)
        row = by_nis[row.successor]
    return row
