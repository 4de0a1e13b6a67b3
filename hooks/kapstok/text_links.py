"""Links in the text of a record: the page or heading that each leads to, and those that lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from urllib.parse import unquote

from .addresses import EMBED, SECTION_OF, SECTIONS, root_from
from .body import MAX_BODY
from .history import History
from .markdown import RESERVED_IDS, LinkResolver, rendered
from .memo import digest
from .problem import Problem
from .raw import RawRecord
from .rules import found

_ANCHOR = re.compile(r'href="([^"#:]*)#([^"]+)"')
OWN_ANCHOR = r"^(?:punt|tabel)-"
"""Ids that templates make of numbers and names."""
_WITH_TEXT = ("practice", "hangijzer", "partner", "subsidy")
ROOT = root_from(f"{SECTION_OF['practice']}x/")
"""The way to the root of the site from the page of a record; all of them lie two folders deep."""


@dataclass(frozen=True)
class Pages:
    """Where a link may lead: the address of each file with a text (and of each file name, the first that has it),
    all addresses of the sections, the text behind an address, and with what an address of the site begins (nothing:
    not known)."""

    files: Mapping[str, str]
    names: Mapping[str, str]
    addresses: frozenset[str]
    texts: Mapping[str, str]
    beginnings: frozenset[str]

    @classmethod
    def of(cls, records: Iterable[RawRecord], others: Iterable[str], written: Iterable[str]) -> Pages:
        """The pages of records and, as addresses, of what has no record of its own; ``written`` are those in docs/."""
        files: dict[str, str] = {}
        names: dict[str, str] = {}
        texts: dict[str, str] = {}
        addresses = set(others)
        for record in records:
            if record.kind not in SECTION_OF:
                continue
            address = f"{SECTION_OF[record.kind]}{record.slug}/"
            addresses.add(address)
            if record.kind in _WITH_TEXT:
                files.setdefault(record.path, address)
                names.setdefault(posixpath.basename(record.path), address)
                if len(record.body) <= MAX_BODY:
                    texts.setdefault(address, record.body)
        beginnings = {address.partition("/")[0] for address in written}
        if beginnings:
            beginnings.update(SECTIONS, [EMBED.rstrip("/")])
        return cls(files, names, frozenset(addresses), texts, frozenset(beginnings))

    @cached_property
    def digest(self) -> bytes:
        """Equal when every link leads to the same place."""
        names = (
            f"{name}\n{address}" for lot in (self.files, self.names) for name, address in sorted(lot.items())
        )
        return digest(*names, "", *sorted(self.addresses), "", *sorted(self.beginnings))

    def resolver(self, path: str) -> LinkResolver:
        """For a record's file: the address, seen from its page, of a link as its author writes it.

        A link names another record's file (by its path, else by its name alone) or an address of the site.
        """
        folder = posixpath.dirname(path)

        def resolve(target: str) -> str | None:
            way, mark, fragment = target.partition("#")
            if way.endswith(".md"):
                exact = self.files.get(posixpath.normpath(posixpath.join(folder, way)))
                address = exact or self.names.get(posixpath.basename(way))
                return None if address is None else f"{ROOT}{address}{mark}{fragment}"
            if not way.startswith("/") or way.startswith("//"):
                return None
            inside = way[1:].split("/")
            file = inside[-1].partition("?")[0]
            if file and "." not in file:
                return None
            if len(inside) > 2 and inside[0] in SECTIONS and way[1:] not in self.addresses:
                return None
            if len(inside) > 1 and not file and self.beginnings and inside[0] not in self.beginnings:
                return None
            return f"{ROOT}{way[1:]}{mark}{fragment}"

        return resolve


def link_problems(record: RawRecord, pages: Pages, history: History) -> Iterator[Problem]:
    """Links in the text of a record that name no file, no page, or no heading of a record.

    The hint says what became of a page that was there once. Anchors on other pages are checked in the finished site.
    A text that is too long is a problem already, and no reason to render it.
    """
    if record.kind not in _WITH_TEXT or len(record.body) > MAX_BODY or not re.search(r"[\[<]", record.body):
        return
    own = pages.files.get(record.path, "")
    body = rendered(record.body, pages.resolver(record.path))

    def problem(target: str, hint: str, **values: str) -> Problem:
        line = line_of(record.body, target)
        if line is None:
            return found("dode-link", record.path, value=target, hint=hint, what="nowhere", **values)
        return record.body_problem("dode-link", line, target, hint, what="nowhere", **values)

    for target in body.broken:
        yield problem(target, **(history.fate_of_link(target) or {"hint": "nowhere"}))
    for way, fragment in _ANCHOR.findall(body.html):
        goal = way.removeprefix(ROOT) if way else own
        anchor = unquote(unescape(fragment))
        known = goal not in pages.texts or anchor in headings(pages.texts[goal])
        if not known and anchor not in RESERVED_IDS and not re.search(OWN_ANCHOR, anchor):
            yield problem(f"#{anchor}", "heading")


def line_of(body: str, target: str) -> int | None:
    """The line of a text, from 0, with a link to this target as somebody wrote it; None when it is written otherwise.

    An anchor may stand behind the way to a page.
    """
    way = r"[^\s()<>]*" if target.startswith("#") else ""
    letters = "".join(rf"\\?{re.escape(letter)}" for letter in target)
    link = re.search(rf"""(?:\]\(|\]:|<|=)\s*["'<]?{way}{letters}(?=[\s)>"']|$)""", body, re.MULTILINE)
    return body[: link.start()].count("\n") if link else None


@lru_cache(maxsize=1_000)
def headings(text: str) -> tuple[str, ...]:
    """The ids of the headings of a text."""
    return tuple(name for name, _ in rendered(text, lambda target: target).headings)
