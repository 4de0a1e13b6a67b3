"""A finished site on disk, looked at again: whoever built it, no page may be missing and no slot left open.

``publish`` counts what the hook gives it; an engine that skips the hook never comes there.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .catalogue import Catalogue
from .published import file_of
from .shell import SLOTS, slot
from .site import LISTS, expected_pages, permanent_addresses
from .words import counted

SHOWN = 10
HINT = """\
Waarschijnlijk sloeg het programma dat de site bouwde, 'hooks/mkdocs_hook.py' over: het leest 'hooks:' in mkdocs.yml niet.
Bouw met 'make build' en publiceer deze map niet."""


def finished_problems(site: Path, catalogue: Catalogue, written_pages: Iterable[str]) -> list[str]:
    """What is wrong with the pages below ``site``, in sentences; nothing when it is whole.

    ``written_pages`` are the addresses of the Markdown files in ``docs/``.
    """
    written = set(written_pages)
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html") if path.is_file())
    expected = expected_pages(catalogue) + len(written - set(LISTS))
    problems = []
    if len(pages) != expected:
        number = counted(len(pages), "pagina", "pagina's")
        problems.append(f"{site}: de site telt {number}, maar het zouden er {expected} moeten zijn.")
    lost = sorted(
        url for url in permanent_addresses(catalogue, written) if not (site / file_of(url)).is_file()
    )
    problems += [f"{site}: het adres '/{url}' ontbreekt." for url in lost[:SHOWN]]
    if len(lost) > SHOWN:
        problems.append(f"{site}: er ontbreken nog {len(lost) - SHOWN} andere adressen.")
    marks = [slot(name).encode() for name in SLOTS]
    unfilled = [page for page in pages if any(mark in (site / page).read_bytes() for mark in marks)]
    problems += [f"{site / page}: deze pagina heeft nog geen inhoud." for page in unfilled[:SHOWN]]
    return [*problems, HINT] if problems else []
