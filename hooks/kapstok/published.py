"""The addresses that were ever published: each must answer for ever.

A page answers, a former slug that leads on, or a deleted record that says so (``history``).
``check`` looks at the addresses of records, because it can say what to write; ``publish`` looks at all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import PurePosixPath

from .addresses import addresses_of, record_at
from .history import CONTRIBUTED, FORMER, History
from .names import most_similar, slugified
from .problem import Problem
from .raw import RawCatalogue, RawRecord, texts_of
from .rules import found

LIST = "register/addresses.txt"
HEAD = """\
# Elk adres dat ooit gepubliceerd is, één per regel, gesorteerd. Het blijft ergens heen leiden: de controle vraagt erom.
# 'make addresses' voegt nieuwe adressen toe. Alleen een adres dat niemand ooit kreeg, mag u hier weghalen.
"""
MAX_LOST = 500
"""Lost addresses that are named in one run: whoever lost more deleted a folder, and mends that first."""
MAX_ADDRESS = 500
"""Characters; the longest slug of the catalogue has some sixty."""
_HIDES_NOTHING = frozenset(["geen-markdown", "onbekend-register"])
"""Rules of files that are none of the catalogue's: a register that has another name by mistake is missed by its own rule."""
_ADDRESS = re.compile(r"/(?:[a-z0-9-]+/)*(?:[a-z0-9-]+\.[a-z]+)?")


def parsed(lines: Iterable[str]) -> frozenset[str]:
    """The addresses in the lines of the list, relative to the root of the site as everywhere in the program."""
    return frozenset(line.strip()[1:] for line in lines if line.strip() and not line.startswith("#"))


def list_text(addresses: Iterable[str]) -> str:
    """The list as it is written."""
    return HEAD + "".join(f"/{url}\n" for url in sorted(addresses))


def file_of(url: str) -> str:
    """The file that a host shows for an address."""
    return url if url and not url.endswith("/") else f"{url}index.html"


def address_problems(raw: RawCatalogue, history: History) -> Iterator[Problem]:
    """Lines of the list that are no address, and addresses of records that nothing answers any more.

    What could not be read counts as there: one mistake, one message.
    """
    unread = {slugified(PurePosixPath(problem.path).stem) for problem in raw.problems}
    all_read = all(problem.path.endswith(".md") or problem.rule in _HIDES_NOTHING for problem in raw.problems)
    for record in raw.of_kind("published"):
        lines = texts_of(record.data.get("lines"))
        listed = parsed(lines)
        lost: dict[tuple[str, str], int] = {}
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            if len(line) > MAX_ADDRESS or not _ADDRESS.fullmatch(line.strip()):
                yield found("geen-pagina-adres", record.path, number, value=line)
                continue
            meant = record_at(line.strip()[1:])
            if meant and all_read and meant[1] not in unread and not history.answers(*meant):
                lost[meant] = number
        new = {kind: _unpublished(kind, history, listed) for kind in {kind for kind, _ in lost}}
        for (kind, slug), number in islice(lost.items(), MAX_LOST):
            yield _lost(record, number, kind, slug, renamed(slug, new[kind]))


def _unpublished(kind: str, history: History, listed: frozenset[str]) -> dict[str, RawRecord]:
    """The records, by their slug, that were never published and that may have had an address of this kind."""
    kinds = CONTRIBUTED if kind in CONTRIBUTED else (kind,)
    return {
        record.slug: record
        for record in history.records.values()
        if record.kind in kinds and addresses_of(record.kind, record.slug)[0] not in listed
    }


def renamed(slug: str, new: Mapping[str, RawRecord]) -> RawRecord | None:
    """The record that probably had this slug: of those that were never published the most similar, or the only one."""
    name = most_similar(slug, new) or (next(iter(new)) if len(new) == 1 else None)
    return new[name] if name else None


def _lost(listed: RawRecord, number: int, kind: str, slug: str, new: RawRecord | None) -> Problem:
    """The problem of a record that nothing answers for, at the file that probably was renamed."""
    url = f"/{addresses_of(kind, slug)[0]}"
    if new is not None and new.kind in FORMER:
        key = FORMER[new.kind]
        return new.problem("adres-verdwenen", (key,), slug, url=url, near=new.slug, key=key, place=new.place)
    hint = "write" if kind in FORMER else "municipality"
    return found("adres-verdwenen", listed.path, number, value=slug, hint=hint, url=url, key=FORMER.get(kind))


def unlisted(records: Iterable[tuple[str, str]], listed: frozenset[str]) -> list[str]:
    """The addresses of records, given by kind and slug, that the list does not have yet."""
    found = (url for kind, slug in records for url in addresses_of(kind, slug))
    return sorted(url for url in found if url not in listed)
