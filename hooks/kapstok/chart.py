"""Small charts of a table, drawn as SVG at build time: no script, no colour without a text.

Numbers are read as Dutch text writes them: ``1.234,5`` is 1234.5; of ``32 (8 %)`` the first counts.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from .model import Chart, Table

WIDTH = 340
"""In units; on the narrowest phone (320 px) a unit is 0.83 px, so a letter of 15 units stays above 12 px."""
LETTER = 8.5
"""The width of a letter at most, in units."""
ROW = 48
"""The height of a bar with its label above it."""
HEIGHT = 200
MARGIN = 32
LEGEND = 26
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")


def number(text: str | None) -> float | None:
    """The first number in a cell, None when there is none."""
    found = _NUMBER.search(text or "")
    return float(found[0].replace(".", "").replace(",", ".")) if found else None


def chart_svg(table: Table) -> Markup:
    """The chart of a table as an image with a text alternative; nothing when the table asks for none."""
    if table.chart is None:
        return Markup("")
    body, height = _bars(table, table.chart) if table.chart.kind == "bars" else _lines(table, table.chart)
    return Markup(
        '<figure class="k-chart"><svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg></figure>'
    ).format(WIDTH, height, table.chart.alt, body)


def _bars(table: Table, chart: Chart) -> tuple[Markup, int]:
    """A horizontal bar below its label for each row that has a number in the chosen column."""
    column = table.columns.index(chart.column or table.columns[-1])
    rows = [row for row in table.rows if not chart.rows or row[0] in chart.rows]
    found = [(row[0] or "", row[column] or "", number(row[column])) for row in rows]
    shown = [(label, text, value) for label, text, value in found if value is not None]
    most = max((value for _, _, value in shown), default=0) or 1
    room = WIDTH - 10 - LETTER * max((len(text) for _, text, _ in shown), default=0)
    out = Markup("")
    for index, (label, text, value) in enumerate(shown):
        top = index * ROW
        width = round(max(room, WIDTH / 3) * value / most, 1)
        out += Markup(
            '<text x="0" y="{}">{}</text><rect x="0" y="{}" width="{}" height="18"/><text x="{}" y="{}">{}</text>'
        ).format(top + 15, _short(label), top + 22, width, width + 6, top + 36, text)
    return out, len(shown) * ROW


def _lines(table: Table, chart: Chart) -> tuple[Markup, int]:
    """A line for each chosen row over the chosen columns, its values at the points and its name below."""
    columns = [table.columns.index(name) for name in chart.columns] or list(range(1, len(table.columns)))
    rows = [row for row in table.rows if row[0] in chart.rows] if chart.rows else list(table.rows)
    values = [[number(row[column]) for column in columns] for row in rows]
    most = max((value for line in values for value in line if value is not None), default=0) or 1
    step = (WIDTH - 2 * MARGIN) / max(1, len(columns) - 1)

    def place(index: int, value: float) -> tuple[float, float]:
        return round(MARGIN + index * step, 1), round(
            HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * value / most, 1
        )

    out = Markup("")
    for index, column in enumerate(columns):
        name = _short(table.columns[column], min(step, WIDTH / 2))
        out += Markup('<text class="k-chart__axis" x="{}" y="{}" text-anchor="middle">{}</text>').format(
            _inside(round(MARGIN + index * step, 1), name), HEIGHT - 12, name
        )
    for order, (row, line) in enumerate(zip(rows, values, strict=True)):
        points = [
            (*place(index, value), _NUMBER.findall(row[columns[index]] or "")[0])
            for index, value in enumerate(line)
            if value is not None
        ]
        if not points:
            continue
        path = " ".join(f"{x},{y}" for x, y, _ in points)
        out += Markup('<polyline class="k-chart__line k-chart__line--{}" points="{}"/>').format(
            order % 4, path
        )
        for x, y, text in points:
            out += Markup('<circle class="k-chart__dot k-chart__line--{}" cx="{}" cy="{}" r="4"/>').format(
                order % 4, x, y
            )
            out += Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(
                _inside(x, text), y - 9, text
            )
        below = HEIGHT + order * LEGEND + 14
        out += Markup('<polyline class="k-chart__line k-chart__line--{}" points="0,{} 34,{}"/>').format(
            order % 4, below - 5, below - 5
        )
        out += Markup('<text x="42" y="{}">{}</text>').format(below, _short(row[0] or "", WIDTH - 42))
    return out, HEIGHT + len(rows) * LEGEND


def _inside(x: float, text: str) -> float:
    """Where the middle of a text may stand so that it does not reach beyond the sides."""
    half = len(text) * LETTER / 2
    return min(max(x, half), WIDTH - half)


def _short(text: str, room: float = WIDTH) -> str:
    """The text cut to fit in some units; the table beside the chart has it whole."""
    most = int(room / LETTER)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
