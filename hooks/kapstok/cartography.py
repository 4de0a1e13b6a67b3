"""Maps drawn as SVG at build time: municipalities as dots on their centre points.

No tiles and no borders: a province is a soft shape around its dots.  The projection is
equirectangular, with degrees of longitude scaled by the cosine of the middle latitude.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from markupsafe import Markup

from .field_types import PROVINCES
from .model import Municipality
from .places import Town

Point = tuple[float, float]

SMALL_WIDTH = 320
SMALL_MARGIN = 14


@dataclass(frozen=True)
class Projection:
    """From degrees to the units of a drawing of ``width`` by ``height``."""

    west: float
    north: float
    across: float
    down: float
    margin: tuple[int, int]
    width: int
    height: int

    @classmethod
    def around(cls, towns: Iterable[Town], width: int, margin: tuple[int, int]) -> Projection:
        """The drawing that holds these centre points with a margin (beside, above and below) around them."""
        rows = [town.today for town in towns]
        lats, lons = [row.lat for row in rows] or [51.0], [row.lon for row in rows] or [4.4]
        narrow = cos(radians((min(lats) + max(lats)) / 2))
        beside, above = margin
        down = (width - 2 * beside) / max((max(lons) - min(lons)) * narrow, 0.1)
        height = round((max(lats) - min(lats)) * down) + 2 * above
        return cls(min(lons), max(lats), down * narrow, down, margin, width, height)

    def at(self, lat: float, lon: float) -> Point:
        """The place of a point, to a tenth of a unit."""
        return (
            round((lon - self.west) * self.across + self.margin[0], 1),
            round((self.north - lat) * self.down + self.margin[1], 1),
        )

    def of(self, row: Municipality) -> Point:
        """The place of a municipality's centre point."""
        return self.at(row.lat, row.lon)


def radius(count: int, most: int, least: float, largest: float) -> float:
    """The radius of a dot: its area grows with the count up to ``most``, and it never falls below ``least``."""
    return round(max(least, largest * sqrt(count / max(most, 1))), 1)


def hull(points: Iterable[Point]) -> list[Point]:
    """The corners of the smallest convex shape around the points (Andrew's monotone chain)."""
    ordered = sorted(set(points))

    def side(way: Sequence[Point]) -> list[Point]:
        corners: list[Point] = []
        for x, y in way:
            while len(corners) > 1:
                (ax, ay), (bx, by) = corners[-2:]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                corners.pop()
            corners.append((x, y))
        return corners[:-1]

    return side(ordered) + side(ordered[::-1]) if len(ordered) > 1 else ordered


def outline(points: Iterable[Point]) -> str:
    """A path along the hull of the points; a wide, round stroke of the fill's colour makes it a soft shape."""
    return "M" + "L".join(f"{round(x)} {round(y)}" for x, y in hull(points)) + "z"


def dots(points: Iterable[Point]) -> str:
    """A path of lines without a length, to be stroked with round ends: one dot each, in whole units."""
    path, at = [], (0, 0)
    for x, y in sorted({(round(x), round(y)) for x, y in points}):
        path.append(f"m{x - at[0]} {y - at[1]}h0")
        at = (x, y)
    return "".join(path).replace(" -", "-")


@dataclass(frozen=True)
class SmallMap:
    """A picture of some municipalities, for beside a text; ``backdrop`` is drawn under the dots."""

    projection: Projection
    backdrop: Markup

    @classmethod
    def of(cls, towns: Sequence[Town]) -> SmallMap:
        """The map that fits these municipalities of today."""
        projection = Projection.around(towns, SMALL_WIDTH, (SMALL_MARGIN, SMALL_MARGIN))
        shapes = Markup("").join(
            Markup('<path class="k-land" d="{}"/>').format(outline(map(projection.of, rows)))
            for rows in by_province(towns).values()
        )
        every = dots(projection.of(town.today) for town in towns)
        return cls(projection, shapes + Markup('<path class="k-dots" d="{}"/>').format(every))

    def svg(self, towns: Mapping[Town, int], label: str) -> Markup:
        """The map with these municipalities marked, larger for a larger number, as an image with a text."""
        most = max([12, *towns.values()])
        marks = Markup("").join(
            Markup('<circle cx="{}" cy="{}" r="{}"/>').format(
                *map(round, self.projection.of(town.today)), radius(count, most, 3.5, 9)
            )
            for town, count in sorted(towns.items(), key=lambda item: (-item[1], item[0].slug))
        )
        return self._image(marks, label)

    def svg_of_provinces(self, towns: Iterable[Town], label: str) -> Markup:
        """The map with every municipality of some provinces marked alike."""
        path = dots(self.projection.of(town.today) for town in towns)
        return self._image(Markup('<path class="k-dots k-dots--own" d="{}"/>').format(path), label)

    def _image(self, marks: Markup, label: str) -> Markup:
        return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>').format(
            self.projection.width, self.projection.height, label, self.backdrop, marks
        )


def by_province(towns: Iterable[Town]) -> dict[str, list[Municipality]]:
    """Today's rows of the towns, by province in their own order."""
    found: dict[str, list[Municipality]] = {}
    for town in towns:
        found.setdefault(town.today.province, []).append(town.today)
    return {province: found[province] for province in PROVINCES if province in found}
