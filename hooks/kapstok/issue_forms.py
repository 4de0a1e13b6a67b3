"""The themes in the forms with which somebody tells about a practice, at both hosts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from .catalogue import Catalogue

Line = Callable[[str], str]

FORMS: Mapping[str, tuple[str, str, Line]] = {
    ".github/ISSUE_TEMPLATE/praktijk.yml": (
        "        # thema's: gemaakt met 'python -m kapstok schema'\n",
        "        # einde thema's\n",
        lambda title: f"        - {json.dumps(title, ensure_ascii=False)}\n",
    ),
    ".gitlab/issue_templates/Praktijk.md": (
        "<!-- thema's: gemaakt met 'python -m kapstok schema' -->\n",
        "<!-- einde thema's -->\n",
        lambda title: f"- [ ] {title}\n",
    ),
}
"""Path of a form to the lines around its list of themes, and how it writes one."""


def with_current_themes(path: str, form: str, catalogue: Catalogue) -> str:
    """A form with its list of themes renewed; a form without its two marks stays as it is."""
    begin, end, line = FORMS[path]
    before, mark, rest = form.partition(begin)
    _, closing, after = rest.partition(end)
    if not (mark and closing):
        return form
    lines = (line(f"{theme.title}: {theme.question}") for theme in catalogue.themes.values())
    return f"{before}{begin}{''.join(lines)}{end}{after}"
