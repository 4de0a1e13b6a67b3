"""The Dutch words of the interface for values of the model, and how lists and dates are written."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from datetime import date

from .field_types import SourceRef

KINDS = {"practice": "praktijk", "hangijzer": "hangijzer", "partner": "partner", "subsidy": "subsidie"}
STATUSES = {
    "running": "loopt",
    "finished": "afgerond",
    "stopped": "stopgezet",
    "planned": "gepland",
    "unknown": "onbekend",
}
SUBSIDY_STATUSES = {
    "historical": "historisch",
    "open": "open",
    "closed": "afgesloten",
    "unknown": "niet bekend of ze nog bestaat",
}
SCOPES = {
    "municipal": "gemeentelijk",
    "intermunicipal": "intergemeentelijk",
    "provincial": "provinciaal",
    "flemish": "Vlaams",
}
LEVELS = {
    "vlaams": "Vlaamse overheid",
    "provinciaal": "Provincies",
    "federaal": "Federale overheid",
    "europees": "Europa",
    "fonds": "Fondsen",
}
GIVERS = {
    "vlaams": "de Vlaamse overheid",
    "provinciaal": "de provincie",
    "federaal": "de federale overheid",
    "europees": "wie het Europese geld verdeelt",
    "fonds": "het fonds zelf",
}
"""Whom to ask whether a subsidy still exists, by level."""
FAREWELLS = {
    "practice": "Deze praktijk staat sinds {} niet meer in Kapstok.",
    "hangijzer": "Dit heet hangijzer staat sinds {} niet meer in Kapstok.",
    "partner": "Deze partner staat sinds {} niet meer in Kapstok.",
    "subsidy": "Deze subsidie staat sinds {} niet meer in Kapstok.",
    "theme": "Dit thema staat sinds {} niet meer in Kapstok.",
    "target_group": "Deze doelgroep staat sinds {} niet meer in Kapstok.",
}
LISTS_OF = {
    "practice": "Praktijken",
    "hangijzer": "Hete hangijzers",
    "partner": "Partners",
    "subsidy": "Subsidies",
    "theme": "Thema's",
    "target_group": "Doelgroepen",
}
PROVINCE_NAMES = {
    "Antwerpen": "provincie Antwerpen",
    "Limburg": "provincie Limburg",
    "Oost-Vlaanderen": "provincie Oost-Vlaanderen",
    "Vlaams-Brabant": "provincie Vlaams-Brabant",
    "West-Vlaanderen": "provincie West-Vlaanderen",
    "Brussel": "Brussels Hoofdstedelijk Gewest",
}
_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]

HEADINGS = {
    "Wat": "wat is het, voor wie, met wie?",
    "Hoe": "hoe gaat het in de praktijk?",
    "Resultaat": "wat kwam ervan?",
    "Leerpunten": "waar moet een ander op letten?",
}
"""The headings of a text, as in BIJDRAGEN.md."""


def listed(items: Iterable[str]) -> str:
    """``a, b en c``."""
    found = list(items)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} en {found[-1]}" if found else ""


def counted(number: int, one: str, many: str) -> str:
    """``1 praktijk``, ``3 praktijken``, ``geen praktijken``."""
    return f"1 {one}" if number == 1 else f"{number} {many}" if number else f"geen {many}"


def dated(day: date) -> str:
    """``5 mei 2013``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def years(values: Iterable[int]) -> str:
    """``2013`` or ``2013 en 2024``."""
    return listed(str(year) for year in sorted(set(values)))


def cited(ref: SourceRef, cite: str, year: int) -> str:
    """``Kapstokken (2013), blz. 26``; only a page number that is printed, for a reader must find it there."""
    page = f", blz. {ref.page}" if ref.page and not ref.estimated else ""
    side = f"{' aan de' if page else ','} achterkant van het boekje" if ref.side else ""
    return f"{cite} ({year}){page}{side}"


def system_words(error: OSError) -> str:
    """Why a file cannot be written, and what to do about it."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "de schijf is vol. Maak plaats en bouw opnieuw."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "hier mag niet geschreven worden. Geef schrijfrechten of kies een andere map."
    return f"het systeem meldt een fout ({error.strerror})."
