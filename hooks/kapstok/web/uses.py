"""Every external address that a record or a register names, with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from ..catalogue import Catalogue, facts_year
from ..model import Record

_ADDRESS = re.compile(r"""(?:https?://|(?<![\w@.-])www\.)[^\s<>"]+""", re.IGNORECASE)
_BARE_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[^\s<>\"]*)?(?=\s|$)", re.IGNORECASE)
_ADDRESS_FIELDS = frozenset({"url", "website"})


@dataclass(frozen=True)
class WebAddress:
    """An address as it is asked for, and what the catalogue knows of it.

    ``checked`` is the newest date on which somebody opened it or confirmed what stands around it;
    None: it is an address from a source, shown as text. ``year`` is the oldest year of the facts.
    """

    address: str
    paths: tuple[str, ...]
    checked: date | None
    year: int | None


def web_addresses(catalogue: Catalogue) -> tuple[WebAddress, ...]:
    """Every external http(s) address, each once, sorted; one without a scheme is asked for with http."""
    found: dict[str, list[tuple[str, date | None, int | None]]] = {}
    for record in _records(catalogue):
        year = facts_year(catalogue, record) or getattr(record, "as_of", None)
        for address, checked in _addresses(record):
            found.setdefault(address, []).append((record.path, checked, year))
    return tuple(
        WebAddress(
            address,
            tuple(sorted({path for path, _, _ in uses})),
            max((checked for _, checked, _ in uses if checked), default=None),
            min((year for _, _, year in uses if year), default=None),
        )
        for address, uses in sorted(found.items())
    )


def _records(catalogue: Catalogue) -> Iterator[Record]:
    for items in (
        catalogue.practices, catalogue.hangijzers, catalogue.partners, catalogue.subsidies, catalogue.resources,
        catalogue.tables, catalogue.terms, catalogue.themes, catalogue.sources,
    ):  # fmt: skip
        yield from items.values()


def _addresses(record: Record) -> Iterator[tuple[str, date | None]]:
    """The addresses in every text of a record, each with the date of the part that it stands in."""
    yield from _in_value(record.model_dump(), None, "")
    yield from ((address, getattr(record, "checked", None)) for address in addresses_in(record.body))


def _in_value(value: object, checked: date | None, name: str) -> Iterator[tuple[str, date | None]]:
    if isinstance(value, str):
        yield from ((address, checked) for address in addresses_in(value, name in _ADDRESS_FIELDS))
    elif isinstance(value, Mapping):
        own = value.get("checked", checked)
        for key, item in value.items():
            yield from _in_value(item, own, key)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _in_value(item, checked, name)


def addresses_in(text: str, is_address: bool = False) -> list[str]:
    """The addresses in a text: ``www.site.be > menu`` names one, a mail address none.

    A text that is meant as an address may lack ``www`` as well.
    """
    found = [match.group() for match in _ADDRESS.finditer(text)]
    if not found and is_address:
        bare = _BARE_HOST.match(text)
        found = [bare.group()] if bare else []
    return [_normal(_without_end(address)) for address in found]


def _without_end(address: str) -> str:
    """Without the punctuation of the sentence, or a bracket that was opened before it."""
    while address:
        last = address[-1]
        opener = {")": "(", "]": "["}.get(last)
        if last in ".,;:!?'*_" or (opener and address.count(last) > address.count(opener)):
            address = address[:-1]
        else:
            break
    return address


def _normal(address: str) -> str:
    """Scheme and host in small letters, a path, no fragment; as it stands when it is no address at all."""
    whole = address if re.match(r"(?i)https?://", address) else f"http://{address}"
    try:
        parts = parse_url(whole)
    except LocationParseError:
        return whole
    return parts._replace(path=parts.path or "/", fragment=None, auth=None).url
