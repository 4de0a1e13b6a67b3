"""What every engine is asked for, whichever adapter asks: shells by their template, and the values that the theme prints."""

from __future__ import annotations

from collections.abc import Mapping

from .addresses import RULES, SECTIONS
from .catalogue import Catalogue
from .site import Settings

SHELL_TEMPLATE = "shell.html"
SHELL_SECTIONS = tuple(sorted([*SECTIONS, RULES.rstrip("/")]))
"""Each has a shell for the pages one level below its list."""
NOT_SHIPPED = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "sitemap.xml")
"""Beginnings of the paths of files that no page of ours loads, or that the package writes itself."""


def shell_source(section: str) -> str:
    """The Markdown of a page that becomes the shell below a list."""
    return f"---\ntemplate: {SHELL_TEMPLATE}\ntitle: {section}\n---\n"


def theme_values(catalogue: Catalogue | None, settings: Settings) -> Mapping[str, object]:
    """What the templates of the theme read from ``config.extra``: the themes for the 404 page, and how to reach the editors."""
    themes = catalogue.themes.values() if catalogue else ()
    return {
        "mailbox": settings.mailbox,
        "issue_address": settings.host.issue_address(),
        "themes": [
            {"slug": theme.slug, "title": theme.title, "question": theme.question} for theme in themes
        ],
    }
