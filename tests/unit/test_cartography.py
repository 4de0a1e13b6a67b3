"""Drawing on centre points: projection, hulls, dots and small maps."""

from __future__ import annotations

import re

import pytest

from kapstok.cartography import Projection, SmallMap, dots, hull, radius
from kapstok.model import Municipality
from kapstok.places import Places, Town


def towns(*points: tuple[float, float], province: str = "Limburg") -> list[Town]:
    """Municipalities A, B, … of one province at these points (latitude, longitude)."""
    rows = [
        Municipality.model_validate(
            {"name": chr(65 + i), "nis": str(70000 + i), "province": province, "lat": lat, "lon": lon}
        )
        for i, (lat, lon) in enumerate(points)
    ]
    return list(Places.build(rows, []).today)


def test_corners_lie_on_the_margin() -> None:
    """The outermost points must lie on the margin of the drawing, north above and west to the left."""
    both = towns((51.4, 2.6), (50.7, 5.8))
    projection = Projection.around(both, 960, (16, 44))
    assert projection.of(both[0].today) == (16, 44)
    assert projection.of(both[1].today) == pytest.approx((944, projection.height - 44), abs=0.5)


def test_a_kilometre_is_as_long_both_ways() -> None:
    """Ten kilometres east must be drawn as long as ten kilometres south (51 degrees north)."""
    projection = Projection.around(towns((51.4, 2.6), (50.7, 5.8)), 960, (16, 44))
    x, y = projection.at(51.05, 4.0)
    east = projection.at(51.05, 4.0 + 10 / 70.0)[0] - x
    south = projection.at(51.05 - 10 / 111.2, 4.0)[1] - y
    assert east == pytest.approx(south, rel=0.01)


@pytest.mark.parametrize("points", [(), ((51.0, 4.4),), ((51.0, 4.4), (51.0, 4.4))])
def test_few_points_can_be_drawn(points: tuple[tuple[float, float], ...]) -> None:
    """No point, one point, or two at the same place must give a drawing, not an error."""
    assert "NaN" not in SmallMap.of(towns(*points)).svg({}, "Leeg")


def test_area_of_a_dot_grows_with_the_number() -> None:
    """Four times as many must be drawn twice as wide, in the same drawing."""
    assert radius(40, 40, 1, 16) == 2 * radius(10, 40, 1, 16)


def test_a_dot_stays_visible() -> None:
    """A small number beside a very large one must still be drawn."""
    assert radius(1, 10_000, 3.5, 16) == 3.5


def test_hull_holds_the_corners_only() -> None:
    """The hull must be the corners, without the points inside or on a side."""
    points = [(0, 0), (4, 0), (4, 4), (0, 4), (2, 2), (2, 0), (1, 3)]
    assert set(hull(points)) == {(0, 0), (4, 0), (4, 4), (0, 4)}


@pytest.mark.parametrize("points", [[], [(1, 1)], [(1, 1), (1, 1)], [(1, 1), (2, 2)]])
def test_hull_of_few_points_is_those_points(points: list[tuple[float, float]]) -> None:
    """Fewer than three points must be their own hull."""
    assert set(hull(points)) == set(points)


def test_dots_are_at_their_points() -> None:
    """Following the relative moves of the path must give every point, rounded, once."""
    points = [(3.2, 9.9), (120.4, 7), (3.3, 10.1), (60, 200), (61, 199)]
    path = dots(points)
    x = y = 0
    found = set()
    for move in re.findall(r"m(-?\d+)[ ]?(-?\d+)h0", path):
        x, y = x + int(move[0]), y + int(move[1])
        found.add((x, y))
    assert found == {(3, 10), (120, 7), (60, 200), (61, 199)}
    assert path.count("m") == 4


def test_marks_are_drawn_large_to_small() -> None:
    """A small dot must lie on a large one, not under it."""
    a, b = towns((51.0, 5.0), (51.1, 5.1))
    svg = SmallMap.of([a, b]).svg({a: 1, b: 12}, "x")
    radii = [float(value) for value in re.findall(r'r="([\d.]+)"', svg)]
    assert radii == sorted(radii, reverse=True) and len(radii) == 2


def test_text_of_a_map_is_escaped() -> None:
    """Signs in the text of a map must not become HTML."""
    assert 'aria-label="&lt;b&gt;&#34;"' in SmallMap.of(towns((51, 5))).svg({}, '<b>"')
