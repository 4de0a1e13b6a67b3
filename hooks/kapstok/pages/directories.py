"""The partner directory and the subsidy overview, with a page for each entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..addresses import PARTNERS, SUBSIDIES, address
from ..catalogue import Catalogue, sort_key
from ..field_types import PROVINCES
from ..model import Partner, Subsidy
from ..words import LEVELS
from .page import Page, cards, citations

FIRST_CATEGORIES = ("Integratie en inburgering",)
LAST_CATEGORIES = ("Andere organisaties",)
EVERYWHERE = "Heel Vlaanderen, België of zonder vaste streek"


def directory_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The two overviews."""
    partners = list(catalogue.partners.values())
    yield Page(
        PARTNERS,
        "partners.html",
        context={
            "categories": partner_categories(partners),
            "generic": [p for p in partners if p.generic],
            "counts": {p.slug: len(catalogue.practices_of_partner.get(p.slug, ())) for p in partners},
            "unregistered": unregistered_partners(catalogue),
        },
    )
    subsidies = list(catalogue.subsidies.values())
    yield Page(
        SUBSIDIES,
        "subsidies.html",
        context={
            "levels": [(level, [s for s in subsidies if s.level == level]) for level in LEVELS],
            "themes": catalogue.themes,
            "counts": {s.slug: len(catalogue.practices_of_subsidy.get(s.slug, ())) for s in subsidies},
            "newer": newer_subsidies(catalogue),
        },
    )


def partner_categories(partners: Iterable[Partner]) -> list[tuple[str, list[tuple[str, list[Partner]]]]]:
    """The partners that are organisations, by category and then by region."""
    found: dict[str, dict[str, list[Partner]]] = {}
    for partner in partners:
        if not partner.generic:
            regions = partner.province or (EVERYWHERE,)
            for region in regions:
                found.setdefault(partner.category, {}).setdefault(region, []).append(partner)

    def rank(category: str) -> tuple[int, str]:
        return (
            0 if category in FIRST_CATEGORIES else 2 if category in LAST_CATEGORIES else 1,
            sort_key(category),
        )

    order = (*PROVINCES, EVERYWHERE)
    return [
        (category, [(region, found[category][region]) for region in order if region in found[category]])
        for category in sorted(found, key=rank)
    ]


def unregistered_partners(catalogue: Catalogue) -> list[tuple[str, list]]:
    """Names that practices use and the register lacks, with those practices."""
    found: dict[str, list] = {}
    for practice in (*catalogue.practices.values(), *catalogue.hangijzers.values()):
        for name, partner in catalogue.partners_of(practice):
            if partner is None:
                found.setdefault(name, []).append(practice)
    return [(name, found[name]) for name in sorted(found, key=sort_key)]


def partner_page(catalogue: Catalogue, partner: Partner) -> Page:
    """A partner: what it does, how to reach it (and of when that is), and where it took part."""
    url = address(partner)
    practices = catalogue.practices_of_partner.get(partner.slug, ())
    return Page(
        url,
        "partner.html",
        f"{partner.name} (partner)",
        f"{partner.name}: {partner.category}. Aanbod, gegevens en de praktijken waaraan deze partner meewerkt.",
        {
            "partner": partner,
            "body": catalogue.body_of(partner),
            "cards": cards(catalogue, practices),
            "hangijzers": catalogue.hangijzers_of_partner.get(partner.slug, ()),
            "resources": catalogue.resources_of_partner.get(partner.slug, ()),
            "towns": [catalogue.places.towns[name] for name in partner.municipality],
            "successor": catalogue.partners.get(partner.successor.partner or "")
            if partner.successor
            else None,
            "same": catalogue.same_organisation.get(partner.slug, ()),
            "predecessors": catalogue.succeeded_by.get(partner.slug, ()),
            "citations": citations(catalogue, partner.source),
        },
        partner.path,
    )


def subsidy_page(catalogue: Catalogue, subsidy: Subsidy) -> Page:
    """A subsidy: what it paid for, its conditions, its status and the practices that name it."""
    url = address(subsidy)
    return Page(
        url,
        "subsidy.html",
        f"{subsidy.name} (subsidie)",
        f"{subsidy.name} ({LEVELS[subsidy.level]}). {subsidy.focus}"[:200],
        {
            "subsidy": subsidy,
            "body": catalogue.body_of(subsidy),
            "themes": [catalogue.themes[slug] for slug in subsidy.theme],
            "cards": cards(catalogue, catalogue.practices_of_subsidy.get(subsidy.slug, ())),
            "successor": catalogue.partners.get(subsidy.successor.partner or "")
            if subsidy.successor
            else None,
            "newer": newer_subsidies(catalogue, subsidy),
            "citations": citations(catalogue, subsidy.source),
        },
        subsidy.path,
    )


def newer_subsidies(catalogue: Catalogue, old: Subsidy | None = None) -> list[Subsidy]:
    """Subsidies that are not historical, the newest first; for an old one those of its themes that are newer."""
    found = [
        item
        for item in catalogue.subsidies.values()
        if item.status in ("open", "unknown")
        and (old is None or (item.as_of > old.as_of and set(item.theme) & set(old.theme)))
    ]
    return sorted(found, key=lambda item: (item.status != "open", -item.as_of))
