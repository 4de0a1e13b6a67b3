"""The one style sheet of the site: what the theme's rules do for our pages, our own rules, and the themes' colours.

The theme brings rules for every component that it has, six times as many as our pages use.  A rule is left out
only when it cannot match: it names a class, an id or a state of the theme that the engine printed on no page.
What the Markdown of a record can hold has neither, so the pages that the engine renders tell it all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

SHEET = "assets/stylesheets/site.css"
FOLDER = "assets/stylesheets/"
OWN = f"{FOLDER}kapstok.css"
ALONE = f"{FOLDER}embed.css"
"""Lists for other sites have a style sheet of their own."""

_STRING = r'"(?:\\.|[^"\\])*"|' + r"'(?:\\.|[^'\\])*'"
_SPACE = re.compile(rf"({_STRING})|/\*.*?\*/|\s*([{{}};])\s*|\s+", re.DOTALL)
_PIECE = re.compile(rf"(?:{_STRING}|url\([^)\"']*\)|[^{{}};\"'])+|[{{}};]")
_COMMA = re.compile(rf"(?:{_STRING}|\((?:[^()]|\([^()]*\))*\)|[^,])+")
_IN_BRACKETS = re.compile(r":[\w-]+\([^()]*\)")
_CLASS_OR_ID = re.compile(r"([.#])((?:[\w-]|\\.)+)")
_STATE = re.compile(r"""\[(dir|data-md-[\w-]+)(?:=["']?([^\]"']*)["']?)?\]""")
_SELECTED = re.compile(r"\[[^\]]*\]")
_ATTRIBUTE = re.compile(r'\s([a-z][\w-]*)="([^"]*)"')
_VARIABLE = re.compile(r"var\((--[\w-]+)")

Names = frozenset[tuple[str, str]]
"""What the tags of pages hold: ("class", one class), ("id", …), and every other attribute with "" and with its value."""
Block = tuple[str, "list[Block] | None"]
"""What stands before the braces, and what stands in them; None for a declaration, which has none."""


def site_style(theme: Iterable[str], own: str, names: Names) -> str:
    """One style sheet of the theme's, of which only the rules remain that can match these names, and our own."""
    text = "\n".join(theme).replace(".focus-visible", ":focus-visible")  # what browsers do themselves by now
    ours = list(_blocks(_tidied(own)))
    lean = _matching(list(_blocks(_tidied(text))), names)
    size = -1
    while size != len(written := _written([*lean, *ours])):
        size = len(written)
        lean = _without_unused(lean, set(_VARIABLE.findall(written)))
    return written


def names_in(pages: Iterable[str]) -> Names:
    """What a style sheet can select in these pages."""
    names: set[tuple[str, str]] = set()
    for html in pages:
        for name, value in _ATTRIBUTE.findall(html):
            names |= (
                {(name, word) for word in value.split()} if name == "class" else {(name, ""), (name, value)}
            )
    return frozenset(names)


def _tidied(css: str) -> str:
    """Without comments and without space that says nothing."""
    return _SPACE.sub(lambda found: found[1] or found[2] or ("" if found[0].startswith("/*") else " "), css)


def _blocks(css: str) -> Iterator[Block]:
    """Rules and declarations, nested as they are written."""
    pieces = iter(_PIECE.findall(css))

    def inside() -> Iterator[Block]:
        before = ""
        for piece in pieces:
            if piece == "{":
                yield before.strip(), list(inside())
                before = ""
            elif piece in ";}":
                if before.strip():
                    yield before.strip(), None
                before = ""
                if piece == "}":
                    return
            else:
                before += piece

    return inside()


def _matching(blocks: Iterable[Block], names: Names) -> list[Block]:
    """The rules that can match; a rule with several selectors keeps those."""
    kept: list[Block] = []
    for before, inside in blocks:
        if before.startswith(("@media", "@supports")) and inside:
            kept.append((before, _matching(inside, names)))
        elif before.startswith("@"):
            if not before.startswith("@charset"):
                kept.append((before, inside))
        else:
            selectors = [selector for selector in _COMMA.findall(before) if _can_match(selector, names)]
            if selectors:
                kept.append((",".join(selectors), inside))
    return kept


def _can_match(selector: str, names: Names) -> bool:
    """Whether everything that a selector asks for is on some page; what stands in brackets (``:not(…)``) asks for nothing."""
    while (shorter := _IN_BRACKETS.sub("", selector)) != selector:
        selector = shorter
    if not all((name, value) in names for name, value in _STATE.findall(selector)):
        return False
    return all(
        ("class" if sign == "." else "id", name.replace("\\", "")) in names
        for sign, name in _CLASS_OR_ID.findall(_SELECTED.sub("", selector))
    )


def _without_unused(blocks: Iterable[Block], used: set[str]) -> list[Block]:
    """Without the variables that nothing reads, and the rules that are empty then."""
    kept: list[Block] = []
    for before, inside in blocks:
        if inside is not None:
            rest = _without_unused(inside, used)
            if rest:
                kept.append((before, rest))
        elif not before.startswith("--") or before.partition(":")[0] in used:
            kept.append((before, None))
    return kept


def _written(blocks: Iterable[Block]) -> str:
    return "".join(
        f"{before};" if inside is None else f"{before}{{{_written(inside).removesuffix(';')}}}"
        for before, inside in blocks
    )
