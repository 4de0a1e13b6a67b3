"""What a reader's own selection needs to know of each practice and hangijzer: one file for the browser.

``/selectie/`` fetches it; no other page does. The cells that ``/data/practices.csv`` has too are the same
here.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from .addresses import address
from .catalogue import Catalogue
from .model import Hangijzer, Practice
from .pages.page import place_text
from .pages.removed import farewell
from .words import cited

COLUMNS = (
    "kind", "slug", "title", "summary", "place", "theme", "municipality", "province", "year", "source", "address",
)  # fmt: skip


@dataclass(frozen=True)
class SelectionIndex:
    """The file as the browser reads it."""

    data: bytes

    @cached_property
    def path(self) -> str:
        """Its path below the site; it changes with the content, so that the file may be cached for ever."""
        return f"data/selection.{hashlib.sha256(self.data).hexdigest()[:10]}.json"


def selection_index(catalogue: Catalogue) -> SelectionIndex:
    """Every practice and hangijzer that a reader can select.

    JSON: ``columns`` names the cells of each row of ``records``; ``source`` is a list of source id,
    page (or null) and what follows the name of the source in a citation. ``themes`` and ``sources``
    give titles by id, ``aliases`` today's slug of each former one, ``removed`` what is left of each deleted
    record by each of its slugs: title, a sentence and the address of the page that says more.
    """
    records = (*catalogue.practices.values(), *catalogue.hangijzers.values())
    used = {ref.id for record in records for ref in record.source}
    payload = {
        "version": 1,
        "columns": COLUMNS,
        "records": [_row(catalogue, record) for record in records],
        "themes": {theme.slug: theme.title for theme in catalogue.themes.values()},
        "sources": {slug: _head(catalogue, slug) for slug in catalogue.sources if slug in used},
        "aliases": {alias: record.slug for record in records for alias in record.aliases},
        "removed": {
            slug: [item.title, farewell(item), url]
            for url, item in catalogue.removed.items()
            if item.kind in ("practice", "hangijzer")
            for slug in (item.slug, *item.former_slugs)
        },
    }
    return SelectionIndex(json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode())


def _row(catalogue: Catalogue, record: Practice | Hangijzer) -> list[object]:
    practice = record if isinstance(record, Practice) else None
    return [
        "practice" if practice else "hangijzer",
        record.slug,
        record.title,
        record.summary,
        place_text(catalogue, practice) if practice else "",
        record.theme,
        practice.municipality if practice else (),
        catalogue.provinces_of[record.slug] if practice else (),
        practice.year if practice else (),
        [
            [
                ref.id,
                ref.page,
                cited(ref, catalogue.sources[ref.id].cite, catalogue.sources[ref.id].year).removeprefix(
                    _head(catalogue, ref.id)
                ),
            ]
            for ref in record.source
        ],
        address(record),
    ]


def _head(catalogue: Catalogue, slug: str) -> str:
    """A source as it is cited, without a page: ``Kapstokken (2013)``."""
    source = catalogue.sources[slug]
    return f"{source.cite} ({source.year})"
