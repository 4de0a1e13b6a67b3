"""Markdown of a record to safe HTML: rendered, sanitised, headings given ids, links resolved."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import count
from urllib.parse import urlsplit

import markdown
import nh3
from markupsafe import Markup, escape

from .brackets import BoundedBrackets
from .names import slugified

_TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code", "pre", "br", "hr",
    "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "sup", "sub", "abbr",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}, "th": {"scope"}}
_HEADING = re.compile(r"<h([2-4])>(.*?)</h\1>", re.DOTALL)
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_WRITTEN = re.compile(r"""<a\b[^>]*?\shref=["']?([^"'>\s]*)""", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SCHEMES = {"http", "https", "mailto"}
RESERVED_IDS = frozenset(
    [
        "aanbod",
        "bewijs",
        "cijfers",
        "elders",
        "gemeenten",
        "hangijzers",
        "inhoud",
        "kort",
        "lees-ook",
        "lezen",
        "lijkt-hierop",
        "meer",
        "moeilijk",
        "partners",
        "praktijken",
        "provincie",
        "subsidies",
        "voorgangers",
        "voorwaarden",
        "waar-nu",
        "zelfde",
    ]
)
"""Ids of our own templates on the pages of records: a heading of an author gets another one."""

TABLE_START = '<div class="k-table" role="region" aria-label="Tabel {}" tabindex="0"><table class="k-data">'
TABLE_END = "</table></div>"
"""A table may be wider than the screen: it scrolls in a region of its own that the keyboard reaches."""

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
    extensions = ["tables", "def_list", "abbr", "sane_lists", BoundedBrackets()]
    return markdown.Markdown(extensions=extensions, output_format="html")


@lru_cache(maxsize=2_000)
def _sanitised(text: str) -> tuple[str, tuple[str, ...]]:
    """The safe HTML of a text, and the addresses of its links as they were written; the check and the page share it."""
    renderer = _renderer()
    renderer.reset()
    try:
        html = renderer.convert(text)
    except RecursionError:
        _renderer.cache_clear()
        return str(Markup("<p>{}</p>").format(text)), ()
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    return clean, tuple(map(unescape, _WRITTEN.findall(_COMMENT.sub("", html))))


def rendered(text: str, resolve: LinkResolver) -> Rendered:
    """Render untrusted Markdown.

    ``resolve`` is asked for every link that is not an absolute http(s) or mailto address.
    Heading ids are made of the heading's words; ids, styles, scripts, frames and images
    of the author do not survive.
    """
    clean, written = _sanitised(text)
    headings: dict[str, str] = {}
    numbers: dict[str, int] = {}
    broken: list[str] = []
    for target in written:
        scheme = _scheme(target)
        if scheme and scheme not in _SCHEMES and resolve(target) is None:
            broken.append(target)

    def heading(match: re.Match[str]) -> str:
        words = unescape(_TAG.sub("", match[2]))
        base = slugified(words) or "deel"
        name, number = base, numbers.get(base, 1)
        while name in RESERVED_IDS or name in headings:
            number += 1
            name = f"{base}-{number}"
        headings[name] = words
        numbers[base] = number
        return f'<h{match[1]} id="{name}">{match[2]}</h{match[1]}>'

    def link(match: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(match[1]))
        if "href" not in attributes:
            return match[2]
        target = unescape(attributes["href"])
        title = f' title="{attributes["title"]}"' if "title" in attributes else ""
        scheme = _scheme(target)
        if scheme in ("http", "https"):
            return f'<a href="{attributes["href"]}"{title} rel="noopener noreferrer">{match[2]}</a>'
        if scheme == "mailto" or (target.startswith("#") and len(target) > 1):
            return f'<a href="{attributes["href"]}"{title}>{match[2]}</a>'
        found = resolve(target)
        if found is None:
            broken.append(target)
            return match[2]
        return f'<a href="{escape(found)}"{title}>{match[2]}</a>'

    html = _LINK.sub(link, _HEADING.sub(heading, clean))
    tables = count(1)
    html = re.sub("<table>", lambda _: TABLE_START.format(next(tables)), html).replace("</table>", TABLE_END)
    html = html.replace("<th>", '<th scope="col">')
    return Rendered(Markup(html), tuple(headings.items()), tuple(dict.fromkeys(broken)))


def _scheme(target: str) -> str:
    """The scheme of an address in lower case, "" when it has none or cannot be read."""
    try:
        return urlsplit(target).scheme.lower()
    except ValueError:
        return ""


def inline(text: str) -> Markup:
    """One paragraph of our own register text, sanitised, without the paragraph around it."""
    html = str(rendered(text, lambda target: None).html)
    return Markup(re.sub(r"^<p>(.*)</p>\s*$", r"\1", html, flags=re.DOTALL))
