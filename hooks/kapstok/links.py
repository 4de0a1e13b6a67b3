"""Every internal link and anchor of the finished site, checked."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from itertools import chain
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_START_TAG = re.compile(r"""<[a-zA-Z][^"'>]*+(?:(?:"[^"]*"|'[^']*')[^"'>]*+)*+>""")
_ADDRESS = re.compile(r'\s(?:href|src|action|poster|data-index|data-names)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]+)"')
_REFRESH = re.compile(r'http-equiv="refresh" content="\d+; ?url=([^"]+)"')

Goal = tuple[str, str]
"""A file of the site and an anchor on it, "" for none."""
NOWHERE: Goal = ("", "")


class Marks(NamedTuple):
    """The ids and the addresses of a piece of HTML."""

    ids: frozenset[str]
    addresses: frozenset[str]

    @classmethod
    def of(cls, html: str) -> Marks:
        """Read the start tags of a page, or of a piece that ends where it began."""
        if "<!--" in html:
            html = _COMMENT.sub("", html)
        tags = "\n".join(_START_TAG.findall(html))
        found = _ADDRESS.findall(tags) + _REFRESH.findall(tags)
        return cls(frozenset(map(unescape, _ID.findall(tags))), frozenset(map(unescape, found)))

    @property
    def local(self) -> list[str]:
        """The addresses that lead to the page itself or below its folder."""
        return [address for address in self.addresses if not address.startswith("../") and ":" not in address]


NO_MARKS = Marks(frozenset(), frozenset())


class LinkIndex:
    """Where the pages of a site lead to; files and pages are added one by one.

    ``read`` gives the HTML of a page: it is asked for the pages on which an anchor must be, and
    for all of them when something is wrong and must be named.
    """

    def __init__(self, read: Callable[[str], str]) -> None:
        self.files: set[str] = set()
        self._read = read
        self._goals: set[Goal] = set()
        self._seen: set[tuple[str, str]] = set()
        self._frames: set[tuple[int, str]] = set()

    def look(self, path: str, marks: Marks, frame: Marks = NO_MARKS) -> None:
        """Take in a page, and the frame that it has in common with others of the same section and depth.

        Pages share most of their links: what is above a page's own folder is looked at once.
        """
        folder = posixpath.dirname(path)
        addresses: Iterable[str] = marks.addresses
        if frame.addresses:
            shared = (id(frame.addresses), posixpath.dirname(folder))
            addresses = chain(addresses, frame.local if shared in self._frames else frame.addresses)
            self._frames.add(shared)
        for target in addresses:
            if target.startswith("#") and ((name := unquote(target[1:])) in marks.ids or name in frame.ids):
                continue
            above, rest = folder, target
            while above and rest.startswith("../"):
                above, rest = posixpath.dirname(above), rest[3:]
            if not rest or rest[0] in "#?":
                above, rest = path, target
            if (above, rest) not in self._seen:
                self._seen.add((above, rest))
                goal = goal_of(path, target)
                if goal:
                    self._goals.add(goal)

    def is_whole(self) -> bool:
        """Every address leads somewhere."""
        return not self._wrong(self._goals)

    def broken(self) -> Iterator[tuple[str, str]]:
        """Each page with an address on it that leads nowhere, sorted."""
        wrong = self._wrong(self._goals)
        if not wrong:
            return
        for path in sorted(path for path in self.files if path.endswith(".html") and path != "404.html"):
            for target in sorted(Marks.of(self._read(path)).addresses):
                if goal_of(path, target) in wrong:
                    yield path, target

    def _wrong(self, goals: set[Goal]) -> set[Goal]:
        """The goals that are not there."""
        wrong = {goal for goal in goals if goal[0] not in self.files}
        anchors: dict[str, set[Goal]] = {}
        for goal in goals - wrong:
            if goal[1] and goal[0].endswith(".html"):
                anchors.setdefault(goal[0], set()).add(goal)
        for path, asked in anchors.items():
            ids = Marks.of(self._read(path)).ids
            wrong |= {goal for goal in asked if goal[1] not in ids}
        return wrong


def goal_of(path: str, target: str) -> Goal | None:
    """Where an address on a page leads to: NOWHERE when it cannot be on this site, None when it is on another."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return NOWHERE
    if parts.scheme or parts.netloc:
        return None
    if parts.path.startswith("/"):
        return NOWHERE
    goal = path
    if parts.path:
        goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
        if goal.startswith(".."):
            return NOWHERE
        if parts.path.endswith("/") or parts.path.split("/")[-1] in (".", ".."):
            goal = posixpath.normpath(posixpath.join(goal, "index.html"))
    return goal, unquote(parts.fragment)
