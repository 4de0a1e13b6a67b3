"""Markdown of a record to safe HTML: rendered, sanitised, headings given ids, links resolved."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import urlsplit

import markdown
import nh3
from markupsafe import Markup, escape

from .names import slugified

_TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code", "pre", "br", "hr",
    "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "sup", "sub", "abbr",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}, "th": {"scope"}}
_HEADING = re.compile(r"<h([2-4])>(.*?)</h\1>", re.DOTALL)
_LINK = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")

LinkResolver = Callable[[str], str | None]
"""Gives the address of a link as written in Markdown, or None when it leads nowhere."""


@dataclass(frozen=True)
class Rendered:
    """Safe HTML, its headings as (id, text), and the links that lead nowhere."""

    html: Markup
    headings: tuple[tuple[str, str], ...]
    broken: tuple[str, ...]


@lru_cache(maxsize=1)
def _renderer() -> markdown.Markdown:
    return markdown.Markdown(extensions=["tables", "def_list", "abbr", "sane_lists"], output_format="html")


def rendered(text: str, resolve: LinkResolver) -> Rendered:
    """Render untrusted Markdown.

    ``resolve`` is asked for every link that is not an absolute http(s) or mailto address.
    Heading ids are made of the heading's words; ids, styles, scripts, frames and images
    of the author do not survive.
    """
    renderer = _renderer()
    renderer.reset()
    clean = nh3.clean(
        renderer.convert(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    headings: list[tuple[str, str]] = []
    broken: list[str] = []

    def heading(match: re.Match[str]) -> str:
        words = unescape(_TAG.sub("", match[2]))
        base = slugified(words) or "deel"
        taken = {name for name, _ in headings}
        name, count = base, 1
        while name in taken:
            count += 1
            name = f"{base}-{count}"
        headings.append((name, words))
        return f'<h{match[1]} id="{name}">{match[2]}</h{match[1]}>'

    def link(match: re.Match[str]) -> str:
        target = unescape(match[1])
        parts = urlsplit(target)
        if parts.scheme in ("http", "https"):
            return f'<a href="{match[1]}"{match[2]} rel="noopener noreferrer">{match[3]}</a>'
        if parts.scheme == "mailto" or (not parts.scheme and not parts.path and parts.fragment):
            return match[0]
        found = resolve(target)
        if found is None:
            broken.append(target)
            return match[3]
        return f'<a href="{escape(found)}"{match[2]}>{match[3]}</a>'

    html = _LINK.sub(link, _HEADING.sub(heading, clean))
    return Rendered(Markup(html), tuple(headings), tuple(broken))


def inline(text: str) -> Markup:
    """One paragraph of our own register text, sanitised, without the paragraph around it."""
    html = rendered(text, lambda target: None).html
    return Markup(re.sub(r"^<p>(.*)</p>\s*$", r"\1", html, flags=re.DOTALL))
