"""The page by which somebody adds a practice: the form and the other ways."""

from __future__ import annotations

from ..addresses import CONTRIBUTE
from ..catalogue import Catalogue
from ..example import example
from ..exports import EXAMPLE_CSV
from ..form import form_facts, form_groups
from ..practice_file import written
from ..problem import GUIDE
from ..words import HEADINGS
from .page import Page


def contribute_page(catalogue: Catalogue) -> Page:
    """The form, from the model, and a file that somebody without JavaScript copies."""
    data, body = example(catalogue)
    return Page(
        CONTRIBUTE,
        "contribute.html",
        context={
            "groups": form_groups(catalogue),
            "headings": list(HEADINGS),
            "facts": form_facts(catalogue).path,
            "pattern": written(data, body),
            "pattern_path": f"practices/{data['theme']}/taalcoaches.md",
            "rules_guide": GUIDE,
            "example_list": EXAMPLE_CSV,
        },
    )
