"""What may stand in a field of a record: values, each with its rules, and parts with fields of their own.

Titles and descriptions of fields are Dutch, as in ``model``.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, NoReturn, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from .contact import personal_contact

Province = Literal["Antwerpen", "Limburg", "Oost-Vlaanderen", "Vlaams-Brabant", "West-Vlaanderen", "Brussel"]
PROVINCES: tuple[Province, ...] = (
    "Antwerpen",
    "Limburg",
    "Oost-Vlaanderen",
    "Vlaams-Brabant",
    "West-Vlaanderen",
    "Brussel",
)
Scope = Literal["municipal", "intermunicipal", "provincial", "flemish"]
Status = Literal["running", "finished", "stopped", "planned", "unknown"]
SubsidyStatus = Literal["historical", "open", "closed", "unknown"]
Level = Literal["vlaams", "provinciaal", "federaal", "europees", "fonds"]

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
WHOLE = r"-?[0-9]{1,15}"
YEARS = (
    r"(?<![0-9])((?:19|20)[0-9]{2})"
    r"(?: *(?:[-–—/]|t/m|t\.?e\.?m\.?|tot(?: en met)?) *((?:19|20)?[0-9]{2})(?![-/0-9]))?(?![0-9])"
)
"""A year among words, with the end of the span that it begins; also read by the browser."""
FLAGS = ("true", "false")
BLANK = r"[\x00-\x20\x7f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
NO_ADDRESS = r"[<\x00-\x1f\x7f]"
PROGRAM_SCHEMES = ("javascript:", "data:", "vbscript:", "file:")
WEB_SCHEMES = ("http://", "https://")


def wrong(kind: str, found: str) -> NoReturn:
    """A finding of our own, see ``messages``."""
    raise PydanticCustomError(kind, "{found}", {"found": found})  # type: ignore[arg-type]


def as_list(value: object) -> object:
    """One value where a list may stand: ``Gent`` is ``[Gent]``."""
    return value if value is None or isinstance(value, list | tuple) else [value]


def as_link(value: object) -> object:
    """The name of a practice where a link with a reason may stand."""
    return {"practice": value} if isinstance(value, str) else value


def filled(value: object) -> object:
    """Refuse a field that is named and holds nothing."""
    return wrong("empty", "") if value is None else value


def no_person(value: str) -> str:
    """Refuse a mobile number or the mail address of a person."""
    found = personal_contact(value)
    if found:
        wrong("personal_contact", found)
    return value


def iso_day(value: object) -> object:
    """A text of year, month and day as a date; nothing else that looks like one."""
    if not isinstance(value, str):
        return value
    try:
        found = date.fromisoformat(value) if re.fullmatch(DAY, value) else None
    except ValueError:
        found = None
    return found or wrong("date_parsing", value)


def whole(value: object) -> object:
    """A text of digits as a number."""
    if not isinstance(value, str):
        return value
    return int(value) if re.fullmatch(WHOLE, value) else wrong("int_parsing", value)


def year(value: object) -> object:
    """A text of digits as a year."""
    if isinstance(value, str) and not re.fullmatch(WHOLE, value):
        wrong("year_parsing", value)
    return whole(value)


def flag(value: object) -> object:
    """The text ``true`` or ``false`` as a truth value."""
    if not isinstance(value, str):
        return value
    return value == "true" if value in FLAGS else wrong("bool_parsing", value)


def web_address(value: str) -> str:
    """Refuse an address that may start a program, or that no address can be."""
    plain = re.sub(BLANK, "", value).lower()
    if plain.startswith(PROGRAM_SCHEMES) or re.search(NO_ADDRESS, value):
        wrong("web_address", value)
    return value


def checked_is_live(link: Link) -> Link:
    """Refuse a link that somebody opened and that nobody can click."""
    if link.checked and not link.url.lower().startswith(WEB_SCHEMES):
        wrong("checked_address", link.url)
    return link


def unique(values: tuple[object, ...]) -> tuple[object, ...]:
    """Refuse a list that names something twice."""
    seen: set[object] = set()
    for value in values:
        if value in seen:
            wrong("duplicate_item", str(value))
        seen.add(value)
    return values


T = TypeVar("T")
Filled = Annotated[T | None, BeforeValidator(filled)]
"""What a field holds that may be left out, but not left empty: that would look like a choice and be a gap."""
Day = Annotated[date, BeforeValidator(iso_day)]
Whole = Annotated[int, BeforeValidator(whole)]
Flag = Annotated[bool, BeforeValidator(flag)]
Text = Annotated[str, Field(min_length=1)]
Names = Annotated[tuple[Text, ...], BeforeValidator(as_list), AfterValidator(unique)]
Year = Annotated[int, BeforeValidator(year), Field(ge=1900, le=2100)]
Years = Annotated[tuple[Year, ...], BeforeValidator(as_list), AfterValidator(unique)]
Provinces = Annotated[tuple[Province, ...], BeforeValidator(as_list), AfterValidator(unique)]
Slug = Annotated[str, Field(pattern=SLUG)]


class Part(BaseModel):
    """A piece of a record with fields of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class SourceRef(Part):
    """Where a fact comes from."""

    id: str = Field(title="Bron", description="Het id van de bron in register/sources.yml.")
    page: Filled[Whole] = Field(None, ge=1, title="Bladzijde", description="Het gedrukte paginanummer.")
    side: Filled[Literal["ommezijde"]] = Field(
        None, title="Kant", description="'ommezijde' voor de achterkant van het boekje."
    )
    estimated: Flag = Field(
        False, title="Geschat", description="true als het paginanummer niet gedrukt staat."
    )


Slugs = Annotated[tuple[Slug, ...], BeforeValidator(as_list)]
Sources = Annotated[tuple[SourceRef, ...], BeforeValidator(as_list)]


class Figure(Part):
    """A number with a label."""

    label: Text = Field(title="Omschrijving")
    value: Text = Field(title="Waarde")
    note: Filled[Text] = Field(None, title="Opmerking")


class Link(Part):
    """An address on the web; without ``checked`` it is shown as text with its year."""

    label: Text = Field(title="Omschrijving")
    url: Annotated[Text, AfterValidator(web_address)] = Field(title="Adres")
    checked: Filled[Day] = Field(
        None, title="Nagekeken op", description="Datum waarop iemand het adres opende: jaar-maand-dag."
    )


Links = Annotated[tuple[Annotated[Link, AfterValidator(checked_is_live)], ...], BeforeValidator(as_list)]


class Variant(Part):
    """What holds for one of several municipalities only."""

    municipality: Names = Field((), title="Gemeente")
    province: Provinces = Field((), title="Provincie")
    note: Text = Field(title="Wat er anders is")


class SeeAlso(Part):
    """A related practice and why."""

    practice: Slug = Field(title="Praktijk")
    reason: Filled[Text] = Field(None, title="Reden", max_length=120)


class Proof(Part):
    """A practice that shows one point of a hangijzer."""

    practice: Slug = Field(title="Praktijk")
    point: Whole = Field(
        title="Punt", ge=1, description="Het nummer van het argument dat de praktijk bewijst."
    )


class Successor(Part):
    """The organisation or fund that came after."""

    name: Text = Field(title="Naam")
    year: Filled[Whole] = Field(None, ge=1900, le=2100, title="Sinds")
    partner: Filled[Slug] = Field(
        None, title="Partner", description="De naam van het bestand in register/partners/."
    )
    confidence: Literal["high", "medium"] = Field("high", title="Zekerheid")
    note: Filled[Text] = Field(None, title="Opmerking")
