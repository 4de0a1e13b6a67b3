"""Every internal link and anchor of the finished site, checked."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote, urlsplit

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_START_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*>""")
_ADDRESS = re.compile(r'\s(?:href|src|action|poster|data-index|data-names)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]+)"')
_REFRESH = re.compile(r'http-equiv="refresh" content="\d+; ?url=([^"]+)"')


@dataclass
class LinkIndex:
    """What each page links to and which anchors it has; pages are added one by one."""

    files: set[str] = field(default_factory=set)
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    links: dict[str, frozenset[str]] = field(default_factory=dict)
    _seen: dict[tuple[str, str], bool] = field(default_factory=dict)

    def add(self, path: str, data: bytes) -> None:
        """Take in one file of the site; only HTML is read."""
        self.files.add(path)
        if path.endswith(".html"):
            html = "\n".join(_START_TAG.findall(_COMMENT.sub("", data.decode())))
            self.anchors[path] = frozenset(unescape(name) for name in _ID.findall(html))
            found = _ADDRESS.findall(html) + _REFRESH.findall(html)
            self.links[path] = frozenset(unescape(target) for target in found)

    def broken(self) -> Iterator[tuple[str, str]]:
        """Each page with an address on it that leads nowhere, sorted."""
        for path in sorted(self.links):
            if path == "404.html":
                continue
            for target in sorted(self.links[path]):
                if not self._leads_somewhere(path, target):
                    yield path, target

    def _leads_somewhere(self, path: str, target: str) -> bool:
        """Pages share most of their links: what is above a page's own folder is looked at once."""
        folder, rest = posixpath.dirname(path), target
        while folder and rest.startswith("../"):
            folder, rest = posixpath.dirname(folder), rest[3:]
        if not rest or rest[0] in "#?":
            return self._is_there(path, target)
        known = self._seen.get((folder, rest))
        if known is None:
            known = self._seen[folder, rest] = self._is_there(posixpath.join(folder, "index.html"), rest)
        return known

    def _is_there(self, path: str, target: str) -> bool:
        try:
            parts = urlsplit(target)
        except ValueError:
            return False
        if parts.scheme or parts.netloc:
            return True
        if parts.path.startswith("/"):
            return False
        goal = path
        if parts.path:
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
            if goal.startswith(".."):
                return False
            if parts.path.endswith("/") or parts.path.split("/")[-1] in (".", ".."):
                goal = posixpath.normpath(posixpath.join(goal, "index.html"))
        if goal not in self.files:
            return False
        return not parts.fragment or goal not in self.anchors or unquote(parts.fragment) in self.anchors[goal]
