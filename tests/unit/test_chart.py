"""Charts: what is drawn fits, and can be read on the narrowest phone."""

from __future__ import annotations

import re
from datetime import date

import pytest

from conftest import ROOT
from kapstok.chart import LETTER, WIDTH, chart_svg
from kapstok.load import load_catalogue
from kapstok.model import Chart, Table

TEXT = re.compile(r'<text[^>]* x="([\d.]+)" y="([\d.]+)"( text-anchor="middle")?>([^<]*)</text>')


def table(kind: str, rows: list[tuple[str, ...]], columns: tuple[str, ...] = ("Jaar", "Aantal")) -> Table:
    return Table(title="T", columns=columns, rows=tuple(rows), chart=Chart(kind=kind, alt="Uitleg."))


def texts(svg: str) -> list[tuple[float, float, float, str]]:
    """Of each text its left and right side as wide letters would have it, its base line and what it says."""
    found = []
    for x, y, middle, said in TEXT.findall(svg):
        width = len(said) * LETTER
        left = float(x) - (width / 2 if middle else 0)
        found.append((left, left + width, float(y), said))
    return found


@pytest.mark.parametrize("kind", ["bars", "lines"])
def test_texts_stay_inside_the_chart(kind: str) -> None:
    """No label or value may reach beyond the sides of the chart, however long it is."""
    long = "Gemeentelijke basisschool met een bijzonder lange naam in Denderleeuw"
    svg = str(
        chart_svg(
            table(kind, [(long, "1.411.244,50", "1"), ("b", "12", "2")], columns=("School", long, long))
        )
    )
    for left, right, _, said in texts(svg):
        assert left >= -1 and right <= WIDTH + 1, said
    assert "…" in svg


def test_label_stands_above_its_bar() -> None:
    """The label of a bar must stand above the bar, and its value behind it."""
    svg = str(chart_svg(table("bars", [("2012", "40"), ("2013", "80")])))
    bars = [
        (float(y), float(width)) for y, width in re.findall(r'<rect x="0" y="([\d.]+)" width="([\d.]+)"', svg)
    ]
    said = {text: (left, base) for left, _, base, text in texts(svg)}
    assert said["2012"][1] < bars[0][0] < said["40"][1]
    assert said["40"][0] > bars[0][1] == bars[1][1] / 2


def test_lines_are_named_below() -> None:
    """Each line must have its name with a sample of its stroke below the columns."""
    rows = [("Jongens", "1", "2"), ("Meisjes", "2", "3")]
    svg = str(chart_svg(table("lines", rows, columns=("Wie", "2012", "2013"))))
    base = {text: y for _, _, y, text in texts(svg)}
    assert base["2012"] < base["Jongens"] < base["Meisjes"]
    assert svg.count("k-chart__line--1") >= 2


def test_real_charts_fit() -> None:
    """Every chart of the catalogue must keep its texts inside, but for the rounding of wide letters."""
    tables = load_catalogue(ROOT, date(2026, 1, 1)).tables.values()
    drawn = [item for item in tables if item.chart]
    assert drawn
    for item in drawn:
        for left, right, _, said in texts(str(chart_svg(item))):
            assert left >= -1 and right <= WIDTH + 1, (item.slug, said)
