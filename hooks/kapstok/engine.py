"""What every engine is asked for, whichever adapter asks: shells by their template, and the values that the theme prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .addresses import RULES, SECTIONS
from .catalogue import Catalogue
from .memo import Memo
from .policy import BEFORE_PAINT, POLICY, PREVIEW
from .shell import Shell
from .site import Settings, themes_css
from .site_file import SiteFile
from .style import ALONE, FOLDER, OWN, SHEET, names_in, site_style

SHELL_TEMPLATE = "shell.html"
SHELL_SECTIONS = tuple(sorted([*SECTIONS, RULES.rstrip("/")]))
"""Each has a shell for the pages one level below its list."""
NOT_SHIPPED = (
    "assets/javascripts/bundle.",
    "assets/javascripts/lunr/",
    "assets/javascripts/workers/",
    "assets/images/favicon.png",
    "assets/images/home.png",
    "sitemap.xml",
)
"""Beginnings of the paths of files that no page of ours loads, or that the package writes itself."""


def shell_source(section: str) -> str:
    """The Markdown of a page that becomes the shell below a list."""
    return f"---\ntemplate: {SHELL_TEMPLATE}\ntitle: {section}\n---\n"


def theme_values(
    catalogue: Catalogue | None, settings: Settings, preview: bool = False
) -> Mapping[str, object]:
    """What the templates of the theme read from ``config.extra``: the policy of every page and the script in its head, the themes for the 404 page, how to reach the editors, and who publishes the site."""
    themes = catalogue.themes.values() if catalogue else ()
    return {
        "policy": PREVIEW if preview else POLICY,
        "before_paint": BEFORE_PAINT,
        "mailbox": settings.mailbox,
        "publisher": settings.publisher,
        "issue_address": settings.host.issue_address(),
        "themes": [
            {"slug": theme.slug, "title": theme.title, "question": theme.question} for theme in themes
        ],
    }


def engine_files(
    found: Mapping[str, bytes], shells: Iterable[Shell], catalogue: Catalogue, memo: Memo
) -> Iterator[SiteFile]:
    """The files that an engine made, by their paths in the site; one style sheet takes the place of the theme's and ours.

    ``memo`` knows the last style sheet.
    """
    sheets = sorted(name for name in found if name.startswith(FOLDER) and name.endswith(".css"))
    sheets.remove(ALONE)
    for name in sorted(found.keys() - set(sheets)):
        yield SiteFile.of(name, found[name])
    pages = [found[name].decode() for name in sorted(found) if name.endswith(".html")]
    names = names_in([*pages, *("".join(shell.pieces) for shell in shells)])
    theme = [found[name].decode() for name in sheets if name != OWN]
    own = found[OWN].decode() + themes_css(catalogue)
    style = memo.of("style", lambda: site_style(theme, own, names), *theme, own, repr(sorted(names)))
    yield SiteFile.of(SHEET, style.encode())
