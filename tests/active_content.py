"""What a browser would do with a page: everything on it that acts, and every address, as a real HTML parser sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib

TEXT_TAGS = frozenset(
    [
        "p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code", "pre", "br", "hr",
        "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "sup", "sub", "abbr", "div",
    ]
)  # fmt: skip
TEXT_ATTRIBUTES = frozenset(
    [
        ("a", "href"), ("a", "title"), ("a", "rel"), ("a", "class"), ("abbr", "title"), ("ol", "start"), ("th", "scope"),
        ("h2", "id"), ("h3", "id"), ("h4", "id"), ("table", "class"),
        ("div", "class"), ("div", "role"), ("div", "aria-label"), ("div", "tabindex"),
    ]
)  # fmt: skip
"""What the text of a record may become; the div is the region around a table."""
SCHEMES = frozenset(["", "http", "https", "mailto", "tel"])
_ADDRESSES = frozenset(
    [
        "href", "src", "srcset", "action", "formaction", "data", "poster", "cite", "background", "ping", "manifest",
        "longdesc", "codebase", "usemap", "data-index", "data-names", "data-selection",
    ]
)  # fmt: skip
_LOADED = frozenset(["src", "srcset", "data", "poster", "background", "manifest", "data-index", "data-names"])
_REFRESH = re.compile(r"0; ?url=[^:]*")

Pair = tuple[str, str]


def page_elements(html: str) -> Iterator[tuple[str, dict[str, str], Element]]:
    """Every element of a whole page: tag, attributes, and itself."""
    yield from _elements(html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False))


def fragment_elements(html: str) -> Iterator[tuple[str, dict[str, str], Element]]:
    """The same for a piece of a page."""
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    yield from (
        (tag, attributes, element) for tag, attributes, element in _elements(tree) if element is not tree
    )


def _elements(tree: Element) -> Iterator[tuple[str, dict[str, str], Element]]:
    for element in tree.iter():
        if isinstance(element.tag, str):
            names = ((str(name).split("}")[-1].lower(), value) for name, value in element.attrib.items())
            yield element.tag.split("}")[-1], dict(names), element


def pairs(pages: Iterable[str]) -> frozenset[Pair]:
    """Every tag, and every tag with each of its attributes, of pages that are known to be good."""
    found: set[Pair] = set()
    for html in pages:
        for tag, attributes, _ in page_elements(html):
            found.add((tag, ""))
            found.update((tag, name) for name in attributes)
    return frozenset(found)


def active_content(html: str, known: frozenset[Pair], scripts: Iterable[str]) -> list[str]:
    """What acts on a page: elements and attributes that good pages lack, other scripts than ours, unsafe addresses."""
    found = []
    for tag, attributes, element in page_elements(html):
        unknown = [name for name in ("", *attributes) if (tag, name) not in known]
        found += [f"<{tag} {name}>" for name in unknown]
        found += faults(tag, attributes)
        if tag == "script" and not (attributes.get("src", "").endswith(tuple(scripts)) and not element.text):
            found.append(f"<script src={attributes.get('src')}>")
        if attributes.get("http-equiv", "").lower() == "refresh" and not _REFRESH.fullmatch(
            attributes["content"]
        ):
            found.append(f"<meta refresh {attributes['content']}>")
    return found


def faults(tag: str, attributes: dict[str, str]) -> list[str]:
    """What is never right in an element, wherever it stands."""
    found = [f"<{tag} {name}>" for name in attributes if name.startswith("on") or name in ("style", "srcdoc")]
    for name, value in attributes.items():
        if name in _ADDRESSES:
            if scheme(value) not in SCHEMES:
                found.append(f"<{tag} {name}={value}>")
            if name in _LOADED and (scheme(value) or value.startswith(("//", "\\"))):
                found.append(f"<{tag} {name}={value}>")
            if name in ("href", "action") and re.match(r"[/\\]{2}", value.strip()):
                found.append(f"<{tag} {name}={value}>")
    return found


@lru_cache(maxsize=10_000)
def scheme(value: str) -> str:
    """The scheme of an address as a browser reads it: without the signs that it leaves out."""
    plain = re.sub(r"[\t\n\r]", "", value).strip("".join(map(chr, range(33))))
    found = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", plain)
    if found:
        return found[1].lower()
    try:
        return urlsplit(plain).scheme.lower()
    except ValueError:
        return ""


def text_of(element: Element) -> str:
    """The words of an element, with single blanks."""
    return " ".join("".join(element.itertext()).split())
