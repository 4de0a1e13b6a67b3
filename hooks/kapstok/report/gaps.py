"""What is missing in the catalogue, and subsidies whose page says more than is still true."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ..addresses import address
from ..catalogue import Catalogue
from ..coverage import theme_rows
from ..field_types import PROVINCES
from ..model import Practice
from ..pages.directories import unregistered_partners
from ..words import counted, dated
from .parts import SHOWN, Item, Part, Table

SOON = timedelta(days=60)


def closing_subsidies(catalogue: Catalogue, today: date) -> Part:
    """Subsidies that close within two months, and those that closed while the page says that they are open."""
    found: list[tuple[date, Item]] = []
    for subsidy in catalogue.subsidies.values():
        closes = subsidy.closes
        if closes is None or subsidy.status in ("closed", "historical"):
            continue
        if closes < today and subsidy.status == "open":
            reason = f"sloot op {dated(closes)}, maar de pagina zegt nog 'open'"
        elif today <= closes <= today + SOON:
            reason = f"sluit op {dated(closes)}"
        else:
            continue
        found.append((closes, Item(subsidy.name, reason, (subsidy.path,), address(subsidy))))
    found.sort(key=lambda one: (one[0], one[1].paths))
    return Part(
        "subsidies",
        "Subsidies die sluiten of gesloten zijn",
        "Wie een dossier maakt voor een oproep die gesloten is, verliest dagen werk.",
        "Zet bij een gesloten oproep `status: closed`. Vraag bij een oproep die sluit of er een volgende komt, en vul dan `closes` opnieuw in.",
        "Geen subsidie sluit binnen 60 dagen, en geen die gesloten is staat nog als open op de site.",
        len(found),
        tuple(item for _, item in found),
    )


def incomplete_practices(catalogue: Catalogue) -> Part:
    """Practices without a partner, or of one municipality without saying which."""
    found = []
    for practice in catalogue.practices.values():
        local = practice.scope in ("municipal", "intermunicipal")
        missing = [
            word
            for word, is_missing in (
                ("geen gemeente", local and not practice.municipality),
                ("geen partner", not practice.partners),
            )
            if is_missing
        ]
        if missing:
            found.append((practice, " en ".join(missing)))
    return Part(
        "onvolledig",
        "Praktijken zonder partner of zonder gemeente",
        "Wie een praktijk wil overnemen, zoekt met wie ze gebeurde en wie er te bellen is.",
        "Kijk in de bron of er toch een partner of een gemeente staat, en vul `partners` of `municipality` in. Noemt de bron niemand, laat het dan zo.",
        "Elke praktijk heeft een partner en een plaats.",
        len(found),
        tuple(_of_practice(practice, reason) for practice, reason in found[:SHOWN]),
    )


def unknown_partners(catalogue: Catalogue) -> Part:
    """Names of partners that records use and the register lacks."""
    found = unregistered_partners(catalogue)
    return Part(
        "onbekende-partners",
        "Partners die niet in het register staan",
        "Een partner zonder pagina is niet te vinden bij de andere praktijken waaraan hij meewerkt.",
        "Is het een organisatie of een soort dienst, maak dan `register/partners/<naam>.md`, of zet de naam bij `aliases` van een partner die er al staat. Een losse groep mensen hoeft geen pagina.",
        "Elke partner die een praktijk noemt, staat in het register.",
        len(found),
        tuple(
            Item(name, f"genoemd in {_titles(records)}", tuple(record.path for record in records))
            for name, records in sorted(found, key=lambda one: -len(one[1]))[:SHOWN]
        ),
    )


def partners_without_practice(catalogue: Catalogue) -> Part:
    """Organisations that no practice or hangijzer names; those that published something, and former ones, last."""
    found = [
        partner
        for partner in catalogue.partners.values()
        if partner.slug not in catalogue.practices_of_partner
        and partner.slug not in catalogue.hangijzers_of_partner
        and not partner.generic
    ]
    found.sort(key=lambda partner: (bool(partner.successor), partner.slug in catalogue.resources_of_partner))
    return Part(
        "partners-zonder-praktijk",
        "Partners zonder praktijk",
        "Een organisatie zonder voorbeeld helpt een lezer weinig; vaak doet ze mee aan een praktijk die haar anders noemt.",
        "Zoek op de site naar wat ze doet. Doet ze mee aan een praktijk, voeg haar dan toe bij `partners`. Bestaat ze niet meer, vul dan `successor` in. De andere staan goed waar ze staan: als adres.",
        "Elke organisatie werkt mee aan een praktijk.",
        len(found),
        tuple(
            Item(
                partner.name,
                f"{partner.category}, gegevens van {partner.as_of or 'een onbekend jaar'}"
                + (f"; opvolger: {partner.successor.name}" if partner.successor else ""),
                (partner.path,),
                address(partner),
            )
            for partner in found[:SHOWN]
        ),
    )  # fmt: skip


def empty_combinations(catalogue: Catalogue) -> Part:
    """Themes of which a province has no practice, in a table with the counts."""
    rows = theme_rows(catalogue)
    empty = sum(not count for row in rows for _, count in row.counts)
    return Part(
        "leeg",
        "Thema's zonder praktijk in een provincie",
        "Een lezer zoekt een voorbeeld van dichtbij; in een lege cel vindt hij niets.",
        "Weet u een praktijk voor een lege cel, voeg ze dan toe. Vraag anders aan een gemeente van die provincie of ze er een kent.",
        "Elk thema heeft een praktijk in elke provincie.",
        empty,
        table=Table(
            "Aantal praktijken per thema en provincie",
            ("Thema", *PROVINCES, "Samen"),
            tuple(
                (
                    row.theme.title,
                    *(str(count) if count else "geen" for _, count in row.counts),
                    str(row.total),
                )
                for row in rows
            ),
        ),
        note="Een praktijk telt mee in elke provincie waar ze loopt, en één keer bij 'Samen'.",
    )


def _of_practice(practice: Practice, reason: str) -> Item:
    return Item(practice.title, reason, (practice.path,), address(practice))


def _titles(records: Iterable) -> str:
    found = [f"'{record.title}'" for record in records]
    rest = len(found) - 2
    return ", ".join(found[:2]) + (f" en {counted(rest, 'andere', 'andere')}" if rest > 0 else "")
