"""The first use of a term on a page leads to its explanation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

from markupsafe import Markup

from .markdown import Rendered

_TAG = re.compile(r"(<[^>]*>)")
_CLOSED = {"a", "h2", "h3", "h4", "code", "pre"}
"""Elements in which nothing is linked."""


@dataclass(frozen=True)
class Glossary:
    """Written forms of terms and where each is explained."""

    forms: dict[str, str]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, terms: Iterable[tuple[str, tuple[str, ...]]]) -> Glossary:
        """From (address, written forms); a form also counts with a capital at the start of a sentence."""
        forms: dict[str, str] = {}
        for target, written in terms:
            for form in written:
                forms.setdefault(escape(form, quote=False), target)
                forms.setdefault(escape(form[:1].upper() + form[1:], quote=False), target)
        longest_first = sorted(forms, key=lambda form: (-len(form), form))
        pattern = (
            re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])") if forms else None
        )
        return cls(forms, pattern)

    def linked(self, body: Rendered) -> Rendered:
        """The body with a link at the first use of each term, outside links, headings and code."""
        if self.pattern is None:
            return body
        used: set[str] = set()
        inside: list[str] = []

        def link(match: re.Match[str]) -> str:
            target = self.forms[match[0]]
            if target in used:
                return match[0]
            used.add(target)
            return f'<a class="k-term" href="{target}">{match[0]}</a>'

        pieces = _TAG.split(str(body.html))
        for index, piece in enumerate(pieces):
            if index % 2:
                name = re.match(r"</?([a-z0-9]*)", piece)
                if name and name[1] in _CLOSED:
                    if piece.startswith("</"):
                        inside = inside[:-1]
                    else:
                        inside.append(name[1])
            elif piece and not inside:
                pieces[index] = self.pattern.sub(link, piece)
        return replace(body, html=Markup("".join(pieces)))
