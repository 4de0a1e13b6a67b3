"""The page by which somebody adds a practice: the form and the other ways."""

from __future__ import annotations

from ..addresses import CONTRIBUTE
from ..catalogue import Catalogue
from ..form import form_facts, form_groups
from ..practice_file import written
from ..problem import GUIDE
from ..raw import Value
from ..words import HEADINGS
from .page import Page

_BODY = """## Wat

Een taalcoach en een anderstalige spreken elke week af en praten Nederlands.

## Hoe

De bibliotheek zoekt de vrijwilligers en brengt de duo's samen."""


def contribute_page(catalogue: Catalogue) -> Page:
    """The form, from the model, and a file that somebody without JavaScript copies."""
    theme = next(iter(catalogue.themes))
    data: dict[str, Value] = {
        "title": "Taalcoaches in onze gemeente",
        "summary": "Vrijwilligers oefenen elke week een uur Nederlands met iemand die de taal leert.",
        "theme": theme,
        "municipality": catalogue.places.today[0].name,
        "year": "2026",
    }
    return Page(
        CONTRIBUTE,
        "contribute.html",
        context={
            "groups": form_groups(catalogue),
            "headings": list(HEADINGS),
            "facts": form_facts(catalogue).path,
            "pattern": written(data, _BODY),
            "pattern_path": f"practices/{theme}/taalcoaches.md",
            "rules_guide": GUIDE,
        },
    )
