"""Everything that ``practice-check.mjs`` needs to check a practice in the browser as ``check`` does here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from . import body, contact, field_types
from .addresses import EMBEDS, SECTION_OF
from .catalogue import Catalogue
from .check import NEEDS
from .history import History
from .known import Known
from .markdown import RESERVED_IDS
from .messages import PATTERNS
from .model import Practice
from .model_facts import model_facts
from .raw import texts_of
from .read import HANGIJZERS
from .rules import rule_facts
from .text_links import OWN_ANCHOR


def catalogue_check_facts(catalogue: Catalogue) -> dict[str, Any]:
    """The facts of a catalogue without problems, whose texts are rendered already."""
    bodies, files = catalogue.bodies, catalogue.known.pages.files
    return check_facts(
        catalogue.known, {url: [name for name, _ in bodies[path].headings] for path, url in files.items()}
    )


def check_facts(known: Known, headings: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """JSON of the rules and of what a practice may refer to.

    ``headings`` are the ids of the headings in the text behind each address of a record.
    Lists of records hold ``{id}``; a practice has the ``theme`` whose folder it lies in, a theme its ``sections``
    (null when they cannot be read), a partner its ``title`` and ``aliases`` and whether it is ``generic``.  ``municipalities`` gives the provinces of
    each name, today's first (none when its row cannot be read), ``boroughs`` their municipalities, ``aliases`` the slug of
    today for each former one, ``history`` what became of every name.
    """
    return {
        "rules": rule_facts(),
        "model": model_facts(Practice),
        "needs": {rule: sorted(fields) for rule, fields in NEEDS.items()},
        "forms": {"slug": field_types.SLUG, "day": field_types.DAY, "whole": field_types.WHOLE, "years": field_types.YEARS, "flags": field_types.FLAGS, "patterns": PATTERNS},
        "web": {
            "blank": field_types.BLANK, "never": field_types.NO_ADDRESS, "programs": field_types.PROGRAM_SCHEMES, "live": field_types.WEB_SCHEMES,
        },
        "personal": {
            "mobile": contact.MOBILE, "mail": contact.MAIL, "names": contact.NAMES,
            "hosts": sorted(contact.PRIVATE_HOSTS), "functions": sorted(contact.FUNCTIONS),
            "by_model": sorted(body.MODEL_CHECKS["practice"]),
        },
        "text": {
            "most": body.MAX_BODY, "title": body.TITLE, "underline": body.UNDERLINE, "deep": body.DEEP, "image": body.IMAGE,
        },
        "pages": {
            "sections": SECTION_OF, "embeds": EMBEDS, "hangijzers": HANGIJZERS, "own_anchor": OWN_ANCHOR,
            "anchors": sorted(RESERVED_IDS), "headings": {url: list(headings[url]) for url in sorted(headings)},
            "beginnings": sorted(known.pages.beginnings),
        },
        "history": _history(known.history),
        **_records(known),
    }  # fmt: skip


def _history(history: History) -> dict[str, dict[str, dict[str, Any]]]:
    """By kind of page and slug: the record that is called otherwise today, or why it is gone and what to read instead.

    ``own`` says that a deleted record had this slug until the end.
    """
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for (kind, slug), record in [*sorted(history.former.items()), *sorted(history.removed.items())]:
        reason, instead = record.data.get("reason"), texts_of(record.data.get("instead"))
        is_own = history.removed.get((kind, slug)) is record
        gone = {"reason": reason, "instead": instead, "place": record.place, "own": is_own}
        now = {"kind": record.kind, "slug": record.slug, "place": record.place}
        found.setdefault(kind, {})[slug] = gone if record.kind == "removed" else now
    return found


def _records(known: Known) -> dict[str, Any]:
    """What a practice may refer to."""
    places = known.places
    slug_at = {path: slug for slug, path in known.owners.items()}
    return {
        "themes": [
            {"id": slug, "sections": theme and [{"id": section.id} for section in theme.sections]}
            for slug, theme in ((slug, known.themes.get(slug)) for slug in sorted(known.of_kind("theme")))
        ],
        "practices": [
            {"id": slug, "theme": path.split("/")[1]}
            for slug, path in known.owners.items()
            if slug in known.of_kind("practice")
        ],
        "partners": [
            {"id": item.slug, "title": item.name, "aliases": item.aliases, "generic": item.generic}
            for item in known.partners.values()
        ],
        **{
            f"{kind}s" if kind != "subsidy" else "subsidies": [
                {"id": slug} for slug in sorted(known.of_kind(kind))
            ]
            for kind in ("target_group", "hangijzer", "subsidy", "source")
        },
        "municipalities": {
            **{name: [] for name in sorted(known.town_names)},
            **{name: list(town.provinces) for name, town in sorted(places.towns.items())},
        },
        "boroughs": {
            name: [borough.municipality for borough in places.boroughs[name]]
            for name in sorted(places.boroughs)
        },
        "aliases": {alias: slug_at.get(path, "") for alias, path in sorted(known.aliases.items())},
    }
