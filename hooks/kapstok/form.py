"""The form of ``/meedoen/``: the fields of a practice as a person fills them in, and the facts that it asks from.

Fields, limits and choices follow from the model. What is said here is only what a model cannot know: which fields a
person meets first (``_GROUPS``), where values come from (``_KNOWN``) and help for somebody who sees no file (``HELP``).
A field that is new in the model stands in the last group by itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel

from .catalogue import Catalogue
from .check_facts import catalogue_check_facts
from .fields import SOMETIMES
from .model import Practice
from .shapes import Shape, shapes
from .words import SCOPES, STATUSES

Input = Literal[
    "text", "sentence", "number", "date", "flag", "choice", "name", "choices", "themes", "names", "places", "items"
]  # fmt: skip
"""How a field is filled in: one value of a kind (``name`` is one of many known ones), some of a few choices, the themes
(the first is the folder), names one by one, names for each municipality, or groups of fields."""

HELP: Mapping[str, str] = {
    "title": "Kort en herkenbaar.",
    "summary": "Eén zin: wie doet wat, voor wie? Ze staat op kaartjes en in zoekresultaten.",
    "theme": "Het thema dat het best past.",
    "section": "De vraag binnen dat thema waar de praktijk bij hoort.",
    "municipality": "Waar gebeurt het? Typ een gemeente of een deelgemeente en kies uit de lijst. Een naam van voor een fusie mag ook.",
    "place": "Alleen als het niet om de hele gemeente gaat.",
    "province": "Alleen als de praktijk bij geen gemeente hoort; anders volgt de provincie daaruit.",
    "scope": "Van één gemeente, van enkele gemeenten samen, van een provincie of van Vlaanderen.",
    "partners": "Wie doet het of helpt mee? Staat een organisatie niet in de lijst, typ dan haar naam.",
    "target_groups": "Voor wie is het?",
    "subsidies": "Typ een deel van de naam en kies uit de lijst.",
    "year": "Over welk jaar of welke jaren gaan de feiten?",
    "status": "Alleen als een bron het zegt.",
    "status_note": "Wat de bron erover zegt.",
    "source": "Het document waarin de feiten staan. Kent u ze uit de eerste hand, laat dit dan leeg.",
    "source.id": "",
    "source.page": "Het gedrukte nummer.",
    "source.side": "Alleen bij het boekje van 2013.",
    "source.estimated": "Het nummer staat niet gedrukt.",
    "figures": "Een aantal of een bedrag, met wat het betekent.",
    "links": "Een adres waar meer staat.",
    "links.url": "Begint met https://.",
    "links.checked": "De dag waarop u het adres zelf opende; anders is het geen link.",
    "keywords": "Woorden of vragen die iemand typt en die niet in uw tekst staan. Ze worden gezocht, niet getoond.",
    "variants": "Wat maar voor een deel van de plaatsen geldt.",
    "hangijzers": "Moeilijke vragen waarop deze praktijk een antwoord geeft.",
    "see_also": "Praktijken die erop lijken of erbij aansluiten, met de reden.",
    "aliases": "Namen die de pagina vroeger had. Een nieuwe praktijk heeft er geen.",
    "checked": "De dag waarop iemand die het weet de feiten nakeek; vandaag, als u dat bent.",
    "contact": "Een mailbox van een dienst of een webpagina, geen adres van een persoon.",
    "note": "Wat een lezer moet weten over de feiten.",
}
"""Help in the form, for fields whose description speaks of files; "" where the title says enough."""

_KNOWN = {
    "theme": "themes",
    "section": "sections",
    "municipality": "municipalities",
    "partners": "partners",
    "target_groups": "target_groups",
    "subsidies": "subsidies",
    "hangijzers": "hangijzers",
    "source.id": "sources",
    "variants.municipality": "own_municipalities",
    "see_also.practice": "practices",
}
"""Fields whose values are known: under which key of the facts they stand.

The sections follow from the theme and the municipalities of a variant from those of the practice."""

_WORDS: Mapping[str, Mapping[str, str]] = {
    "scope": SCOPES,
    "status": STATUSES,
    "source.side": {"ommezijde": "achterkant"},
}
_SENTENCES = frozenset(["summary", "status_note", "note", "figures.note", "variants.note", "see_also.reason"])
"""Texts that may take more than one line on the screen."""
_ONE = {
    "source": "bron",
    "figures": "cijfer",
    "links": "link",
    "variants": "variant",
    "see_also": "verwante praktijk",
}
"""Words for one item of a list of them."""
_FEW = 35
"""Up to so many known values are shown all at once."""
_TOLD = 4
"""So many titles tell what stands in a group that is folded."""
_GROUPS = (
    ("wat", "Wat is het", True, ("title", "summary", "theme", "section"), "", ()),
    ("waar", "Waar", True, ("municipality", "place"), "Van een provincie, van heel Vlaanderen of van gemeenten samen", ("province", "scope")),
    ("tekst", "Tekst", True, (), "", ()),
    ("wie", "Wie doet het", False, ("partners", "contact"), "", ()),
    ("voor-wie", "Voor wie", False, ("target_groups",), "", ()),
    ("wanneer", "Wanneer en bron", False, ("year", "checked", "source", "status", "status_note"), "", ()),
)  # fmt: skip
"""Id, title, open or not, fields, title of the rare ones, rare fields."""
_LAST = ("extra", "Extra")
"""The group of all other fields, those that are new in the model too."""


@dataclass(frozen=True)
class FormField:
    """A field as it is filled in.

    ``at`` is its place in the data with dots (``links.url``), ``required_when`` when it cannot be left out although
    ``required`` is false. ``maximum`` is the most characters of a text or the most
    values of a list. ``choices`` are (value, words); ``known`` names the list of the facts that suggests values;
    ``fields`` are those of one item, ``one`` what it is called.
    """

    key: str
    at: str
    title: str
    help: str
    example: str
    required: bool
    input: Input
    maximum: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    known: str = ""
    fields: tuple[FormField, ...] = ()
    one: str = ""
    required_when: str = ""


@dataclass(frozen=True)
class Group:
    """Fields that stand together; ``is_open`` when everybody fills them in. ``more`` are rare ones of an open group."""

    id: str
    title: str
    is_open: bool
    fields: tuple[FormField, ...]
    more_title: str = ""
    more: tuple[FormField, ...] = ()

    @property
    def told(self) -> str:
        """What stands in it: ``partners, doelgroepen, contact``, of many fields some."""
        titles = [field.title.lower() for field in self.fields]
        return ", ".join(titles) if len(titles) <= _TOLD + 1 else f"{', '.join(titles[:_TOLD])} en meer"


@dataclass(frozen=True)
class FormFacts:
    """The file that the form fetches: its path below the site (it changes with the content) and its bytes."""

    path: str
    data: bytes


def form_fields(catalogue: Catalogue, model: type[BaseModel] = Practice) -> dict[str, FormField]:
    """Every field that a person writes in front of a text, by key, in the order of the model."""
    known = _known(catalogue)
    return {key: _field(shape, "", known) for key, shape in shapes(model).items()}


def form_groups(catalogue: Catalogue, model: type[BaseModel] = Practice) -> tuple[Group, ...]:
    """The same fields as a person meets them: those that everybody fills in first, none left out."""
    fields = form_fields(catalogue, model)
    groups = []
    for name, title, is_open, keys, more_title, more in _GROUPS:
        first, rare = ([fields.pop(key) for key in found] for found in (keys, more))
        groups.append(Group(name, title, is_open, tuple(first), more_title, tuple(rare)))
    return (*groups, Group(*_LAST, False, tuple(fields.values())))


@lru_cache(maxsize=2)
def form_facts(catalogue: Catalogue) -> FormFacts:
    """What a browser needs to know to propose values and to check a practice.

    JSON: what ``catalogue_check_facts`` gives, with titles: ``fields`` as in ``FormField``; ``themes`` with their ``sections``,
    ``target_groups``, ``hangijzers``, ``subsidies``, ``practices`` and ``sources`` (with their ``year``) as lists of
    ``{id, title}``; ``former`` gives today's name of the municipalities that are gone.
    """
    known = _known(catalogue)
    facts = {
        **catalogue_check_facts(catalogue),
        "fields": [asdict(field) for field in form_fields(catalogue).values()],
        "themes": [
            {
                "id": theme.slug,
                "title": theme.title,
                "sections": [{"id": section.id, "title": section.title} for section in theme.sections],
            }
            for theme in catalogue.themes.values()
        ],
        "practices": [
            {"id": item.slug, "title": item.title, "theme": item.theme[0]}
            for item in catalogue.practices.values()
        ],
        "partners": [
            {"id": item.slug, "title": item.name, "aliases": item.aliases, "generic": item.generic}
            for item in catalogue.partners.values()
        ],
        "sources": [
            {"id": item.slug, "title": item.cite, "year": item.year} for item in catalogue.sources.values()
        ],
        **{
            name: [{"id": value, "title": words} for value, words in known[name]]
            for name in ("target_groups", "hangijzers", "subsidies")
        },
        "former": {
            name: town.today.name for name, town in sorted(catalogue.places.towns.items()) if not town.exists
        },
    }
    data = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
    return FormFacts(f"data/form.{hashlib.sha256(data).hexdigest()[:10]}.json", data)


def _known(catalogue: Catalogue) -> dict[str, tuple[tuple[str, str], ...]]:
    """The values that stand in the registers, as (value, words)."""
    return {
        "themes": tuple(
            (item.slug, f"{item.title}: {item.question[:1].lower()}{item.question[1:]}")
            for item in catalogue.themes.values()
        ),
        "target_groups": tuple((item.slug, item.title) for item in catalogue.target_groups.values()),
        "hangijzers": tuple((item.slug, item.title) for item in catalogue.hangijzers.values()),
        "subsidies": tuple((item.slug, item.name) for item in catalogue.subsidies.values()),
        "practices": tuple((item.slug, item.title) for item in catalogue.practices.values()),
        "sources": tuple((item.slug, f"{item.cite} ({item.year})") for item in catalogue.sources.values()),
    }


def _field(shape: Shape, before: str, known: Mapping[str, tuple[tuple[str, str], ...]]) -> FormField:
    key, at = shape.key, f"{before}{shape.key}"
    kind = _input(shape)
    where = _KNOWN.get(at, "")
    words = _WORDS.get(at, {})
    choices = tuple((value, words.get(value, value)) for value in shape.choices)
    few = known.get(where, ())
    if few and len(few) <= _FEW:
        kind, choices = ("choices" if kind == "names" else "choice"), few
    elif where and kind == "text":
        kind = "choice" if where == "sections" else "name"
    if kind == "text" and at in _SENTENCES:
        kind = "sentence"
    help = shape.help.replace("`", "")
    return FormField(
        key,
        at,
        shape.title,
        HELP.get(at, help[:1].upper() + help[1:]),
        shape.example if kind in ("text", "sentence") else "",
        shape.required,
        "themes" if where == "themes" else kind,
        shape.maximum,
        choices,
        where,
        tuple(_field(part, f"{at}.", known) for part in shape.parts),
        _ONE.get(at, "item") if shape.parts else "",
        SOMETIMES.get(at, ""),
    )  # fmt: skip


def _input(shape: Shape) -> Input:
    """How a value of this shape is filled in."""
    match shape.kind:
        case "parts":
            return "items"
        case "texts_by_name":
            return "places"
        case "texts":
            return "choices" if shape.choices else "names"
    return "date" if shape.what == "day" else shape.what
