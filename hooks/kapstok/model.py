"""The typed records: with ``field_types`` the only place where the rules of a field live.

Titles and descriptions of fields are Dutch: they are the help that a maintainer reads.
Rules that need other records (does this theme exist?) are in ``check``.
Source of the rules: the field table in README.md and BIJDRAGEN.md follows this module.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from .field_types import (
    WEB_SCHEMES,
    Day,
    Figure,
    Flag,
    Level,
    Links,
    Names,
    Part,
    Proof,
    Province,
    Provinces,
    Scope,
    SeeAlso,
    Slug,
    Slugs,
    Sources,
    Status,
    SubsidyStatus,
    Successor,
    Text,
    Variant,
    Whole,
    Years,
    as_link,
    as_list,
    no_person,
    web_address,
    wrong,
)
from .synonyms import sides


class Record(BaseModel):
    """What every record has: nothing unknown, nothing changed after the check."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    slug: str = Field(default="", exclude=True)
    path: str = Field(default="", exclude=True)
    line: int = Field(default=0, exclude=True)
    body: str = Field(default="", exclude=True)
    body_line: int = Field(default=0, exclude=True)


class Practice(Record):
    """An inspiring practice (inspirerende praktijk)."""

    title: Text = Field(
        max_length=90,
        title="Titel",
        description="titel, hoogstens 90 tekens",
        examples=["Taalcoaches in Lokeren"],
    )
    summary: Text = Field(
        max_length=200,
        title="Samenvatting",
        description="één zin van hoogstens 200 tekens: op kaartjes en in zoekresultaten",
        examples=["Vrijwilligers oefenen elke week Nederlands."],
    )
    theme: Annotated[Names, Field(min_length=1)] = Field(
        title="Thema",
        description="één of meer thema's (`id` in `register/themes.yml`); het eerste is de map van het bestand",
        examples=["[taalpromotie, toeleiding]"],
    )
    section: Text | None = Field(
        None,
        title="Deelvraag",
        description="een deelvraag van het eerste thema (`id` bij `sections`)",
        examples=["vrije-tijd"],
    )
    municipality: Names = Field(
        (),
        title="Gemeente",
        description="één of meer gemeenten, met de officiële naam; een naam van voor een fusie mag",
        examples=["[Lokeren, Kruibeke]"],
    )
    place: dict[str, Names] = Field(
        default_factory=dict,
        title="Plaats",
        description="deelgemeente of wijk, per gemeente; de gemeente staat ook bij `municipality`",
        examples=["{Lokeren: Eksaarde}"],
    )
    province: Provinces = Field(
        (),
        title="Provincie",
        description="één of meer van Antwerpen, Limburg, Oost-Vlaanderen, Vlaams-Brabant, West-Vlaanderen, Brussel; volgt anders uit de gemeente",
        examples=["Limburg"],
    )
    scope: Scope = Field(
        "municipal",
        title="Schaal",
        description="`municipal` (gemeentelijk, als u niets invult), `intermunicipal`, `provincial` of `flemish`",
        examples=["intermunicipal"],
    )
    partners: Names = Field(
        (),
        title="Partners",
        description="één of meer namen, zoals in het register of een van de andere namen daar",
        examples=["[bibliotheek, OCMW]"],
    )
    target_groups: Names = Field(
        (),
        title="Doelgroepen",
        description="één of meer doelgroepen (`id` in `register/target-groups.yml`)",
        examples=["[anderstaligen, ouders]"],
    )
    subsidies: Names = Field(
        (),
        title="Subsidies",
        description="één of meer subsidies (bestandsnaam in `register/subsidies/`, zonder `.md`)",
        examples=["jint-startsubsidie"],
    )
    year: Years = Field(
        (), title="Jaar", description="jaar of jaren waarover de feiten gaan", examples=["[2025, 2026]"]
    )
    status: Status | None = Field(
        None,
        title="Stand",
        description="alleen als een bron het zegt: `running` (loopt), `finished` (afgerond), `stopped` (stopgezet), `planned` (gepland), `unknown` (onbekend)",
        examples=["running"],
    )
    status_note: Text | None = Field(
        None,
        title="Toelichting bij de stand",
        description="wat de bron over de stand zegt",
        examples=["Volgens het bestuur loopt het voort."],
    )
    source: Sources = Field(
        (),
        title="Bron",
        description="één of meer documenten: `id` uit `register/sources.yml`, `page` (gedrukt nummer), `side: ommezijde` (achterkant van het boekje van 2013), `estimated: true` (nummer niet gedrukt)",
        examples=["{id: kapstokken-2013, page: 25}"],
    )
    figures: Annotated[tuple[Figure, ...], BeforeValidator(as_list)] = Field(
        (),
        title="Cijfers",
        description="lijst van cijfers: `label`, `value`, eventueel `note`",
        examples=['[{label: duo\'s, value: "24"}]'],
    )
    links: Links = Field(
        (),
        title="Links",
        description="één of meer links: `label`, `url`, en `checked` als u het adres zelf opende",
        examples=['{label: Site, url: "https://…", checked: 2026-03-02}'],
    )
    keywords: Annotated[Names, Field(max_length=8)] = Field(
        (),
        title="Zoekwoorden",
        description="één tot acht woorden of vragen die een lezer typt en die niet in de tekst staan; gezocht, niet getoond",
        examples=["[taalbuddy, conversatie]"],
    )
    variants: Annotated[tuple[Variant, ...], BeforeValidator(as_list)] = Field(
        (),
        title="Varianten",
        description="lijst van wat maar voor een deel van de plaatsen geldt: `municipality` of `province`, en `note`",
        examples=["[{municipality: Lokeren, note: Om de twee weken.}]"],
    )
    hangijzers: Names = Field(
        (),
        title="Hete hangijzers",
        description="één of meer hete hangijzers (bestandsnaam zonder `.md`)",
        examples=["1-al-zoveel-werk"],
    )
    see_also: Annotated[
        tuple[Annotated[SeeAlso, BeforeValidator(as_link)], ...], BeforeValidator(as_list)
    ] = Field(
        (),
        title="Lees ook",
        description="lijst van verwante praktijken: `practice` (bestandsnaam) en `reason` (hoogstens 120 tekens); de link verschijnt aan beide kanten",
        examples=["[{practice: praatcafes, reason: in groep}]"],
    )
    aliases: Slugs = Field(
        (),
        title="Vroegere adressen",
        description="lijst van vroegere bestandsnamen; elk vroeger adres leidt naar deze pagina",
        examples=["[taalmaatjes-lokeren]"],
    )
    checked: Day | None = Field(
        None,
        title="Nagekeken op",
        description="datum waarop iemand die het weet de feiten nakeek",
        examples=["2026-03-02"],
    )
    contact: Annotated[Text, AfterValidator(no_person)] | None = Field(
        None,
        title="Contact",
        description="functioneel mailadres of webpagina",
        examples=["integratie@example.org"],
    )
    note: Text | None = Field(
        None,
        title="Opmerking",
        description="opmerking van de redactie voor de lezer",
        examples=["De bron noemt geen jaar."],
    )


class Hangijzer(Record):
    """A hard question with numbered arguments (heet hangijzer)."""

    title: Text = Field(max_length=120, title="Vraag")
    number: Whole = Field(ge=1, le=99, title="Nummer")
    summary: Text = Field(max_length=420, title="Kort antwoord", description="Hoogstens drie zinnen.")
    theme: Annotated[Names, Field(min_length=1)] = Field(title="Thema")
    practices: Annotated[tuple[Proof, ...], BeforeValidator(as_list)] = Field(
        (), title="Praktijken", description="Welke praktijk welk argument bewijst."
    )
    partners: Names = Field((), title="Partners")
    keywords: Annotated[Names, Field(max_length=8)] = Field((), title="Zoekwoorden")
    source: Sources = Field((), title="Bron")
    links: Links = Field((), title="Links")
    aliases: Slugs = Field((), title="Vroegere adressen")
    checked: Day | None = Field(None, title="Nagekeken op")
    note: Text | None = Field(None, title="Opmerking")


class Partner(Record):
    """An organisation or service that practices work with."""

    name: Text = Field(max_length=120, title="Naam")
    aliases: Names = Field((), title="Andere namen")
    former_slugs: Slugs = Field((), title="Vroegere adressen")
    kind: Text = Field(title="Soort")
    category: Text = Field(title="Rubriek")
    generic: Flag = Field(
        False, title="Soortnaam", description="true voor een soort dienst, zoals 'jeugddienst'."
    )
    region: Text | None = Field(None, title="Werkgebied")
    province: Provinces = Field((), title="Provincie")
    municipality: Names = Field((), title="Gemeente")
    phone: Annotated[Text, AfterValidator(no_person)] | None = Field(None, title="Telefoon")
    fax: Annotated[Text, AfterValidator(no_person)] | None = Field(None, title="Fax")
    email: Annotated[Text, AfterValidator(no_person)] | None = Field(None, title="E-mail")
    website: Annotated[Text, AfterValidator(web_address)] | None = Field(None, title="Website")
    services: Names = Field((), title="Aanbod")
    as_of: Whole | None = Field(None, ge=1900, le=2100, title="Gegevens van")
    same_as: Slug | None = Field(
        None, title="Zelfde organisatie", description="De partner waarvan dit een andere dienst is."
    )
    successor: Successor | None = Field(None, title="Opvolger")
    source: Sources = Field((), title="Bron")
    note: Text | None = Field(None, title="Opmerking")
    keywords: Annotated[Names, Field(max_length=8)] = Field((), title="Zoekwoorden")
    checked: Day | None = Field(None, title="Nagekeken op")

    @property
    def title(self) -> str:
        return self.name


class Subsidy(Record):
    """A subsidy, call or fund."""

    name: Text = Field(max_length=160, title="Naam")
    former_slugs: Slugs = Field((), title="Vroegere adressen")
    level: Level = Field(title="Niveau")
    province: Provinces = Field((), title="Provincie")
    focus: Text = Field(title="Waarvoor")
    conditions: Text | None = Field(None, title="Voorwaarden")
    deadline: Text | None = Field(None, title="Indienen")
    closes: Day | None = Field(None, title="Sluit op")
    status: SubsidyStatus = Field("unknown", title="Stand")
    theme: Annotated[Names, Field(min_length=1)] = Field(title="Thema")
    links: Links = Field((), title="Links")
    as_of: Whole = Field(ge=1900, le=2100, title="Gegevens van")
    checked: Day | None = Field(None, title="Nagekeken op")
    successor: Successor | None = Field(None, title="Opvolger")
    source: Sources = Field((), title="Bron")
    note: Text | None = Field(None, title="Opmerking")
    keywords: Annotated[Names, Field(max_length=8)] = Field((), title="Zoekwoorden")

    @property
    def title(self) -> str:
        return self.name


class Section(Part):
    """A sub-question inside a theme."""

    id: Slug = Field(title="Id", description="Kleine letters, cijfers en streepjes; verandert nooit.")
    title: Text = Field(title="Deelvraag")


_Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class Theme(Record):
    """A theme: its question, introduction and sections."""

    title: Text = Field(title="Titel")
    question: Text = Field(title="Vraag", description="De kop van de themapagina.")
    summary: Text = Field(title="Samenvatting")
    icon: Annotated[str, Field(pattern=r"^[a-z0-9/-]+$")] = Field(
        title="Icoon", description="De naam van een bestand in templates/icons/, zonder .svg."
    )
    colour: _Colour = Field(title="Kleur", description="In het lichte schema: '#' en zes tekens.")
    colour_dark: _Colour = Field(
        title="Kleur in het donker", description="In het donkere schema: '#' en zes tekens."
    )
    intro: Text = Field(max_length=10_000, title="Inleiding", description="Een korte inleiding in Markdown.")
    sections: tuple[Section, ...] = Field(title="Deelvragen")
    former_slugs: Slugs = Field((), title="Vroegere adressen")


class TargetGroup(Record):
    """A group of people whom a practice is for."""

    title: Text = Field(title="Titel")
    former_slugs: Slugs = Field((), title="Vroegere adressen")


class Source(Record):
    """A document that facts come from."""

    title: Text = Field(title="Titel")
    cite: Text = Field(title="Korte vorm", description="Zoals de bron onder een praktijk staat.")
    year: Whole = Field(title="Jaar")
    publisher: Text | None = Field(None, title="Uitgever")
    description: Text = Field(title="Omschrijving")


class Resource(Record):
    """A publication, site or tool."""

    title: Text = Field(title="Titel")
    kind: Text = Field(title="Soort")
    theme: Names = Field((), title="Thema")
    publisher: Text | None = Field(None, title="Uitgever")
    publishers: Names = Field(
        (), title="Partners", description="Bestandsnamen in register/partners/ op wier pagina het ook komt."
    )
    year: Whole | None = Field(None, title="Jaar")
    url: Annotated[Text, AfterValidator(web_address)] | None = Field(None, title="Adres")
    checked: Day | None = Field(
        None, title="Nagekeken op", description="Zonder deze datum is het adres geen link."
    )
    email: Text | None = Field(None, title="E-mail")
    phone: Text | None = Field(None, title="Telefoon")
    summary: Text | None = Field(None, title="Samenvatting")
    practices: Names = Field((), title="Praktijken", description="Bestandsnamen zonder .md.")
    municipality: Names = Field((), title="Gemeente")
    source: Sources = Field((), title="Bron")
    note: Text | None = Field(None, title="Opmerking")

    @model_validator(mode="after")
    def _checked_is_live(self) -> Resource:
        if self.checked and self.url and not self.url.lower().startswith(WEB_SCHEMES):
            wrong("checked_address", self.url)
        return self


class Chart(Part):
    """How a table is drawn: bars of one column, or lines of some rows over some columns."""

    kind: Literal["bars", "lines"] = Field(title="Soort", description="'bars' (balken) of 'lines' (lijnen).")
    column: Text | None = Field(None, title="Kolom van de balken")
    rows: Names = Field((), title="Rijen van de lijnen")
    columns: Names = Field((), title="Kolommen van de lijnen")
    alt: Text = Field(title="In woorden", description="Wat de grafiek toont.")


SENTENCE = 60
"""Characters that a figure with its unit never has."""


class Table(Record):
    """A table of figures; the first column names the row."""

    title: Text = Field(title="Titel")
    columns: tuple[Text, ...] = Field(title="Kolommen", description="De eerste benoemt de rij.")
    rows: tuple[tuple[str | None, ...], ...] = Field(title="Rijen", description="Een lege cel is ''.")
    practices: Names = Field(
        (), title="Praktijken", description="Zonder staat de tabel op de pagina Cijfers."
    )
    source: Sources = Field((), title="Bron")
    notes: Names = Field((), title="Voetnoten")
    chart: Chart | None = Field(None, title="Grafiek")

    @property
    def is_prose(self) -> bool:
        """Whether its cells hold sentences, which do not fit beside each other on a phone."""
        return any(len(cell or "") > SENTENCE for row in self.rows for cell in row[1:])


class Term(Record):
    """A word that needs an explanation; the first use of it on a page links there."""

    title: Text = Field(title="Begrip")
    forms: Names = Field((), title="Andere schrijfwijzen")
    text: Text = Field(title="Uitleg", description="Eén tot drie zinnen.")
    see: Names = Field((), title="Zie ook", description="De id's van verwante begrippen.")
    partner: Slug | None = Field(
        None, title="Partner", description="De naam van het bestand in register/partners/."
    )


def _two_sided(line: str) -> str:
    if sum(len(side) for side in sides(line)) < 2:
        wrong("synonym_line", line)
    return line


class Synonyms(Record):
    """A group of lines for the search, see the module ``synonyms``."""

    lines: tuple[Annotated[Text, AfterValidator(_two_sided)], ...]


class Compounds(Record):
    """Reviewed compounds, see the module ``compounds``."""

    lines: tuple[str, ...]


Months = Annotated[int, Field(ge=1, le=120)]


class Review(Record):
    """After how many months somebody confirms the facts again, for each kind and for a link in any record.

    The values here count for what ``register/review.yml`` leaves out.
    """

    practice: Months = Field(24, title="Praktijken")
    hangijzer: Months = Field(24, title="Hete hangijzers")
    partner: Months = Field(12, title="Partners")
    subsidy: Months = Field(6, title="Subsidies")
    resource: Months = Field(24, title="Publicaties, sites en hulpmiddelen")
    link: Months = Field(12, title="Links in elk record")


class Removed(Record):
    """A record that was deleted: its address says so, and what to read instead."""

    kind: Literal["practice", "hangijzer", "partner", "subsidy", "theme", "target_group"] = Field(
        title="Soort"
    )
    title: Text = Field(title="Titel van toen")
    removed: Day = Field(title="Verwijderd op")
    reason: Text = Field(title="Reden", description="In één of twee zinnen.")
    instead: Names = Field((), title="In de plaats", description="Adressen, zoals /praktijken/naam/.")
    former_slugs: Slugs = Field((), title="Vroegere adressen")


class Published(Record):
    """The addresses that were ever published, see the module ``published``."""

    lines: tuple[str, ...]


class Municipality(Record):
    """One municipality in one period: a code, a name, a province and a centre point (degrees)."""

    name: Text
    nis: Annotated[str, Field(pattern=r"^\d{5}$")]
    province: Province
    lat: float = Field(ge=49, le=52)
    lon: float = Field(ge=2, le=7)
    until: Day | None = None
    successor: Annotated[str, Field(pattern=r"^\d{5}$")] | None = None


class Borough(Record):
    """A borough (deelgemeente) and today's municipality."""

    name: Text
    municipality_nis: Annotated[str, Field(pattern=r"^\d{5}$")]
    municipality: Text


MODELS: dict[str, type[Record]] = {
    "practice": Practice,
    "hangijzer": Hangijzer,
    "partner": Partner,
    "subsidy": Subsidy,
    "theme": Theme,
    "target_group": TargetGroup,
    "source": Source,
    "resource": Resource,
    "table": Table,
    "term": Term,
    "synonyms": Synonyms,
    "compounds": Compounds,
    "review": Review,
    "removed": Removed,
    "published": Published,
    "municipality": Municipality,
    "borough": Borough,
}
