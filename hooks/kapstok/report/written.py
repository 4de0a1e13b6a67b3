"""A report as Markdown, to paste into an issue or a mail, and as a page that stands on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..render import Templates
from ..site import Settings
from ..words import counted, dated
from .parts import Item, Part, Report, Table


def report_markdown(report: Report, settings: Settings) -> str:
    """The report as Markdown; a file leads to where it is edited when the repository has an address."""
    lines = [f"# Wat is er na te kijken? ({dated(report.today)})", "", report.summary, ""]
    lines += [f"- {part.title}: {part.count}" for part in report.parts]
    for part in report.parts:
        lines += ["", *_part(part, settings)]
    if report.empty:
        lines += ["", "## Niets te melden", ""]
        lines += [f"- {part.title}: {part.nothing}" for part in report.empty]
    return "\n".join(lines) + "\n"


def report_html(report: Report, settings: Settings, templates: Templates) -> str:
    """The report as one page without scripts or requests, to read or to print."""
    return templates.render("report.html", "", {"report": report, "settings": settings})


def _part(part: Part, settings: Settings) -> Iterator[str]:
    yield f"## {part.title}"
    yield ""
    yield f"**Waarom?** {part.why}"
    yield ""
    yield f"**Wat te doen?** {part.todo}"
    yield ""
    if part.table:
        yield from _table(part.table)
    for number, item in enumerate(part.items, 1):
        yield f"{number}. {_item(item, settings)}"
    if part.more:
        yield f"\nEn nog {counted(part.more, 'ander', 'andere')}."
    if part.note:
        yield f"\n*{part.note}*"


def _item(item: Item, settings: Settings) -> str:
    title = (
        f"<{item.title}>" if re.fullmatch(r"https?://[^\s<>]+", item.title) else f"**{_text(item.title)}**"
    )
    page = f" ([pagina]({settings.whole_address(item.page)}))" if item.page and settings.url else ""
    more = f" <{item.address}>" if item.address and item.address != item.title else ""
    files = ", ".join(_file(*place, settings) for place in item.places)
    return f"{title}{page}: {_text(item.reason)}.{more} {files}".rstrip()


def _file(shown: str, path: str, line: int, settings: Settings) -> str:
    edit = settings.edit_address(path, line)
    return f"[`{shown}`]({edit})" if edit else f"`{shown}`"


def _table(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(_text(cell) for cell in table.columns) + " |"
    yield "|" + " --- |" * len(table.columns)
    for first, *rest in table.rows:
        yield "| " + " | ".join([f"**{_text(first)}**", *(_text(cell) for cell in rest)]) + " |"


def _text(text: str) -> str:
    """Text of a record without a meaning in Markdown; an ``@`` calls nobody to the issue."""
    plain = re.sub(r"([\\`*_\[\]<>|])", r"\\\1", " ".join(text.split()))
    return re.sub(r"(?<!\w)@(?=\w)", "@&#8203;", plain)
