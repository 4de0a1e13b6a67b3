"""A practice as an example, for who copies a file or fills in a list."""

from __future__ import annotations

from .catalogue import Catalogue
from .raw import Value

_BODY = """## Wat

Een taalcoach en een anderstalige spreken elke week af en praten Nederlands.

## Hoe

De bibliotheek zoekt de vrijwilligers en brengt de duo's samen."""


def example(catalogue: Catalogue) -> tuple[dict[str, Value], str]:
    """The fields of a practice that this catalogue takes, and its text."""
    return {
        "title": "Taalcoaches in onze gemeente",
        "summary": "Vrijwilligers oefenen elke week een uur Nederlands met iemand die de taal leert.",
        "theme": next(iter(catalogue.themes)),
        "municipality": catalogue.places.today[0].name,
        "year": "2026",
    }, _BODY
