"""The addresses that were ever published: each must answer for ever.

A page answers, a former slug that leads on, or a deleted record that says so (``history``).
``check`` looks at the addresses of records, because it can say what to write; ``publish`` looks at all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from .addresses import addresses_of, record_at
from .history import FORMER, History
from .names import most_similar, slugified
from .problem import Problem, quoted
from .read import RawCatalogue, RawRecord

LIST = "register/addresses.txt"
HEAD = """\
# Elk adres dat ooit gepubliceerd is, één per regel, gesorteerd. Het blijft ergens heen leiden: de controle vraagt erom.
# 'make addresses' voegt nieuwe adressen toe. Alleen een adres dat niemand ooit kreeg, mag u hier weghalen.
"""
_ADDRESS = re.compile(r"/(?:[a-z0-9-]+/)*(?:[a-z0-9-]+\.[a-z]+)?")


def parsed(lines: Iterable[str]) -> frozenset[str]:
    """The addresses in the lines of the list, relative to the root of the site as everywhere in the program."""
    return frozenset(line.strip()[1:] for line in lines if line.strip() and not line.startswith("#"))


def list_text(addresses: Iterable[str]) -> str:
    """The list as it is written."""
    return HEAD + "".join(f"/{url}\n" for url in sorted(addresses))


def address_problems(raw: RawCatalogue, history: History) -> Iterator[Problem]:
    """Lines of the list that are no address, and addresses of records that nothing answers any more.

    What could not be read counts as there: one mistake, one message.
    """
    unread = {slugified(PurePosixPath(problem.path).stem) for problem in raw.problems}
    all_read = all(problem.path.endswith(".md") for problem in raw.problems)
    for record in raw.of_kind("published"):
        lines = record.texts("lines")
        listed = parsed(lines)
        lost: dict[tuple[str, str], int] = {}
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            if not _ADDRESS.fullmatch(line.strip()):
                yield Problem(
                    record.path, number, "", line, f"{quoted(line)} is geen adres van de site.",
                    "Verwijder de regel, of schrijf een adres zoals '/praktijken/naam/'.",
                )  # fmt: skip
                continue
            found = record_at(line.strip()[1:])
            if found and all_read and found[1] not in unread and not history.answers(*found):
                lost[found] = number
        for (kind, slug), number in lost.items():
            yield _lost(record.path, number, kind, slug, renamed(kind, slug, history, listed))


def renamed(kind: str, slug: str, history: History, listed: frozenset[str]) -> RawRecord | None:
    """The record that probably had this slug: of those that were never published the most similar, or the only one."""
    kinds = ("practice", "hangijzer") if kind in ("practice", "hangijzer") else (kind,)
    new = {
        record.slug: record
        for record in history.records.values()
        if record.kind in kinds and addresses_of(record.kind, record.slug)[0] not in listed
    }
    name = most_similar(slug, new) or (next(iter(new)) if len(new) == 1 else None)
    return new[name] if name else None


def _lost(path: str, number: int, kind: str, slug: str, new: RawRecord | None) -> Problem:
    """The problem of a record that nothing answers for, at the file that probably was renamed."""
    line = f"/{addresses_of(kind, slug)[0]}"
    message = f"Het adres {quoted(line)} is gepubliceerd en leidt nergens meer heen."
    gone = "Is ze verwijderd, zet ze dan in register/removed.yml."
    if kind not in FORMER:
        hint = "Een gemeente die ophield, blijft in register/municipalities.csv staan: zet haar rij terug."
        return Problem(path, number, "", line, message, hint)
    if new is None:
        hint = f"Heet de pagina nu anders, zet dan '{slug}' bij '{FORMER[kind]}' onder de nieuwe naam. {gone}"
        return Problem(path, number, "", line, message, hint)
    field = FORMER[new.kind]
    hint = f"Bedoelde u '{new.slug}'? Zet dan '{slug}' bij '{field}' van {new.place}. {gone}"
    return Problem(new.path, new.line((field,)), field, slug, message, hint)


def unlisted(records: Iterable[tuple[str, str]], listed: frozenset[str]) -> list[str]:
    """The addresses of records, given by kind and slug, that the list does not have yet."""
    found = (url for kind, slug in records for url in addresses_of(kind, slug))
    return sorted(url for url in found if url not in listed)
