"""The one place that writes: makes the next site beside the one that is served, checks it, and exchanges the two.

A reader finds the last good site or the new one, never a mixture: nothing in the served folder is
touched before every page was made and every internal link was checked, and then it is replaced
as a whole (see ``exchange``).  Only in a preview may single pages go ahead of the whole (``renew``).  What a killed build leaves behind is put right by the next one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from .exchange import exchange, repaired
from .links import LinkIndex, Marks
from .memory import Chapter, Memory, Written
from .published import LIST, file_of
from .site_file import NAMED, SiteFile
from .tree import Tree, give_back, next_to, put_at_once
from .words import counted


@dataclass(frozen=True)
class Published:
    """The paths of the files that were written, and how many were left alone and deleted."""

    written: frozenset[str]
    unchanged: int
    deleted: int


class BrokenSite(Exception):
    """The site is not fit to be published; what was published before stays."""


def publish(
    files: Iterable[SiteFile],
    target: Path,
    expected_pages: int,
    promised: Collection[str] = (),
    memory: Memory | None = None,
    chapters: Mapping[str, Chapter] = MappingProxyType({}),
) -> Published:
    """Bring ``target`` in line with the files, or raise BrokenSite and leave it as it was.

    ``expected_pages`` is the number of pages that the catalogue and the hand-written
    pages should give: an engine that skipped its part is found out here.
    ``promised`` are the addresses that were ever published: each must still have a file.
    ``memory`` is what the last build wrote; it is brought up to date, with the ``chapters`` that are there when all
    files were asked for.  An OSError is a full disk,
    a folder that may not be written and the like.
    """
    target = Path(os.path.realpath(target))
    memory = memory or Memory()
    with memory.alone(target.parent):
        repaired(target)
        give_back(next_to(target), target, memory.written)
        tree = None
        try:
            tree = Tree(next_to(target), target)
            changed = _made(files, tree, memory.written, expected_pages, promised)
            tree.finish()
            deleted = _gone(target, tree.placed, memory.written)
            if not exchange(next_to(target), target):
                _copied(next_to(target), target, tree.placed)
        except OSError:  # a full disk gets its place back
            repaired(target)
            give_back(next_to(target), target, tree.placed if tree else memory.written)
            shutil.rmtree(next_to(target), ignore_errors=True)
            raise
        except BrokenSite:
            if not target.exists():
                shutil.rmtree(next_to(target), ignore_errors=True)
            raise
        memory.written, memory.chapters = tree.placed, dict(chapters)
        memory.keep()
    return Published(frozenset(changed), len(tree.placed) - len(changed), deleted)


def renew(pages: Iterable[SiteFile], target: Path, memory: Memory) -> bool:
    """Put some pages into the site that ``publish`` made last, each at once, before the rest of the site follows.

    False, and nothing is done, when a link on them leads nowhere or an anchor that was there is gone:
    only ``publish`` can tell what that means for the whole.  After an OSError some of them may be there.
    """
    target = Path(os.path.realpath(target))
    with memory.alone(target.parent):
        made = {page.path: (page.key, page.make()) for page in pages}

        def read(path: str) -> str:
            return made[path][1].data.decode() if path in made else (target / path).read_text("utf-8")

        links = LinkIndex(read)
        links.files.update(memory.written, made)
        for path, (_, page) in made.items():
            links.look(path, page.marks, page.frame)
            if path in memory.written and Marks.of((target / path).read_text("utf-8")).ids - (
                page.marks.ids | page.frame.ids
            ):
                return False
        if not links.is_whole():
            return False
        for path, (key, page) in made.items():
            memory.written[path] = put_at_once(target / path, page.data, key)
    return True


def _made(
    files: Iterable[SiteFile],
    tree: Tree,
    last: Mapping[str, Written],
    expected_pages: int,
    promised: Collection[str],
) -> set[str]:
    """Make what is not there yet, check the whole, and give the paths of what changed."""
    links = LinkIndex(tree.read)
    changed: set[str] = set()
    kept: list[str] = []
    for file in files:
        path = file.path
        if path in links.files:
            raise BrokenSite(f"Twee pagina's hebben hetzelfde adres: {path}")
        links.files.add(path)
        known = last.get(path)
        if known and file.key and known.key == file.key and tree.keeps(path, known):
            kept.append(path)
            continue
        made = file.make()
        if tree.put(path, made.data, file.key, known):
            changed.add(path)
        if path.endswith(".html") and path != "404.html":
            links.look(path, made.marks, made.frame)
    gone = any(last[path].key != NAMED for path in last.keys() - links.files)
    if kept and (gone or _lost_ids(tree, changed & last.keys())):
        for path in kept:
            if path.endswith(".html"):
                links.look(path, Marks.of(tree.read(path)))
    _refuse_lost(promised, links.files)
    _refuse_broken(links)
    pages = sum(path.endswith(".html") for path in links.files)
    if pages != expected_pages:
        number = counted(pages, "pagina", "pagina's")
        raise BrokenSite(f"De site telt {number}, maar het zouden er {expected_pages} moeten zijn.")
    return changed


def _lost_ids(tree: Tree, changed: Collection[str]) -> bool:
    """A page that changed lost an anchor that a page which stayed may lead to."""
    return any(
        Marks.of(tree.read_served(path)).ids - Marks.of(tree.read(path)).ids
        for path in changed
        if path.endswith(".html")
    )


def _refuse_lost(promised: Collection[str], files: Collection[str]) -> None:
    lost = [url for url in sorted(promised) if file_of(url) not in files]
    if lost:
        raise BrokenSite(
            "\n".join(
                [f"{LIST}: het adres '/{url}' leidt nergens meer heen." for url in lost[:50]]
                + ["Zet de pagina terug: wat gepubliceerd is, blijft bestaan. De site is niet gewijzigd."]
            )
        )


def _refuse_broken(links: LinkIndex) -> None:
    broken = [f"{path}: de link '{link}' leidt nergens heen." for path, link in links.broken()]
    if broken:
        number = counted(len(broken), "gebroken link", "gebroken links")
        raise BrokenSite("\n".join([*broken[:50], f"{number}; de site is niet gewijzigd."]))


def _gone(target: Path, placed: Mapping[str, Written], last: Mapping[str, Written]) -> int:
    """How many files of the served site are no part of the next one."""
    if last:
        return len(last.keys() - placed.keys())
    return sum(
        (Path(here) / name).relative_to(target).as_posix() not in placed
        for here, _, names in os.walk(target)
        for name in names
    )


def _copied(new: Path, target: Path, placed: Iterable[str]) -> None:
    """For a folder that cannot be exchanged, such as one that is mounted: file by file, each replaced at once."""
    for path in placed:
        goal = target / path
        for parent in reversed(goal.relative_to(target).parents):
            here = target / parent
            if here.is_symlink() or (here.exists() and not here.is_dir()):
                here.unlink()
        goal.parent.mkdir(parents=True, exist_ok=True)
        if goal.is_dir() and not goal.is_symlink():
            shutil.rmtree(goal)
        copy = goal.with_name(f".{goal.name}.new")
        shutil.copy2(new / path, copy)
        os.replace(copy, goal)
    keep = set(placed)
    for here, folders, names in os.walk(target, topdown=False):
        inside = Path(here).relative_to(target)
        for name in (*names, *folders):
            path = (inside / name).as_posix()
            if path in keep or path.startswith("."):
                continue
            if (found := target / path).is_symlink() or not found.is_dir():
                found.unlink()
            elif not any(found.iterdir()):
                found.rmdir()
