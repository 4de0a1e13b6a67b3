"""The one place that writes: brings a folder in line with the files of the site.

Only what changed is written, what is gone is deleted, and nothing is touched before every
internal link was checked.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from .links import LinkIndex
from .published import LIST, file_of
from .site import SiteFile
from .words import counted


@dataclass(frozen=True)
class Published:
    """How many files were written, left alone and deleted."""

    written: int
    unchanged: int
    deleted: int


class BrokenSite(Exception):
    """The site is not fit to be published; what was published before stays."""


def publish(
    files: Iterable[SiteFile], target: Path, expected_pages: int, promised: Collection[str] = ()
) -> Published:
    """Write the files below ``target``, or raise BrokenSite and leave it as it was.

    ``expected_pages`` is the number of pages that the catalogue and the hand-written
    pages should give: an engine that skipped its part is found out here.
    ``promised`` are the addresses that were ever published: each must still have a file.
    """
    links = LinkIndex()
    changed: list[SiteFile] = []
    pages = 0
    for file in files:
        if file.path in links.files:
            raise BrokenSite(f"Twee pagina's hebben hetzelfde adres: {file.path}")
        links.add(file.path, file.data)
        pages += file.path.endswith(".html")
        if not _is_same(target, file.path, file.data):
            changed.append(file)
    lost = [url for url in sorted(promised) if file_of(url) not in links.files]
    if lost:
        raise BrokenSite(
            "\n".join(
                [f"{LIST}: het adres '/{url}' leidt nergens meer heen." for url in lost[:50]]
                + ["Zet de pagina terug: wat gepubliceerd is, blijft bestaan. De site is niet gewijzigd."]
            )
        )
    broken = [f"{path}: de link '{link}' leidt nergens heen." for path, link in links.broken()]
    if broken:
        raise BrokenSite(
            "\n".join(
                [
                    *broken[:50],
                    f"{counted(len(broken), 'gebroken link', 'gebroken links')}; de site is niet gewijzigd.",
                ]
            )
        )
    if pages != expected_pages:
        number = counted(pages, "pagina", "pagina's")
        raise BrokenSite(f"De site telt {number}, maar het zouden er {expected_pages} moeten zijn.")
    for file in changed:
        _write(target, file.path, file.data)
    deleted = _delete_others(target, links.files)
    return Published(len(changed), len(links.files) - len(changed), deleted)


def _is_same(target: Path, name: str, data: bytes) -> bool:
    """The file is there already with these bytes, and no link leads out of the folder on the way to it."""
    path = target / name
    if path.is_symlink() or any(parent.is_symlink() for parent in _inside(target, path)):
        return False
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return False


def _inside(target: Path, path: Path) -> list[Path]:
    """The folders between the target and the file, outermost first."""
    inside = path.relative_to(target).parts[:-1]
    return [target.joinpath(*inside[: count + 1]) for count in range(len(inside))]


def _write(target: Path, name: str, data: bytes) -> None:
    """Replace one file at once: a reader sees the old one or the new one. What stands in the way goes."""
    path = target / name
    for parent in _inside(target, path):
        if parent.is_symlink() or (parent.exists() and not parent.is_dir()):
            parent.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    temporary = path.with_name(f".{path.name}.new")
    if temporary.is_symlink():
        temporary.unlink()
    temporary.write_bytes(data)
    os.replace(temporary, path)


def _delete_others(target: Path, keep: set[str]) -> int:
    """Delete the files that are not part of the site, and folders that become empty.

    Names that begin with a dot at the top (``.git``, ``.well-known``) are somebody else's.
    """
    deleted = 0
    for here, folders, names in os.walk(target, topdown=False):
        inside = Path(here).relative_to(target)
        if inside.parts and inside.parts[0].startswith("."):
            continue
        for name in names:
            path = (inside / name).as_posix()
            if path not in keep and not (
                not inside.parts and name.startswith(".") and not name.endswith(".new")
            ):
                os.unlink(os.path.join(here, name))
                deleted += 1
        for name in folders:
            folder = Path(here) / name
            if not inside.parts and name.startswith("."):
                continue
            if folder.is_symlink():
                folder.unlink()
            elif not any(folder.iterdir()):
                folder.rmdir()
    return deleted
