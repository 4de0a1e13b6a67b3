"""What the search knows of a record: its indexed texts, and what a result shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..catalogue import Catalogue
from ..field_types import Province
from ..model import Hangijzer, Partner, Practice, Record, Subsidy
from ..pages.page import place_text
from ..words import LEVELS, PROVINCE_NAMES


@dataclass(frozen=True)
class Field:
    """How much a field weighs, and how strongly its length counts (0: not at all)."""

    weight: float
    b: float


FIELDS: Mapping[str, Field] = {
    "title": Field(6, 0.3),
    "place": Field(4, 0.3),
    "keywords": Field(2, 0.3),
    "target_group": Field(1.6, 0.3),
    "successor": Field(1.5, 0.3),
    "province": Field(1.5, 0.3),
    "partner": Field(1.3, 0.3),
    "summary": Field(1.5, 0.5),
    "theme": Field(0.8, 0.3),
    "subsidy": Field(0.8, 0.3),
    "section": Field(0.5, 0.3),
    "body": Field(1, 0.7),
}


PARTNER_SUMMARY = 90
"""Characters of the sentence under a partner, which has no summary of its own."""


def summary_of(record: Record) -> str:
    """The sentence under a result."""
    match record:
        case Practice() | Hangijzer():
            return record.summary
        case Partner():
            text = ", ".join(record.services[:2]) or plain(record.body).strip().split("\n", 1)[0]
            return shortened(text, PARTNER_SUMMARY)
        case Subsidy():
            return record.focus
    raise TypeError(type(record).__name__)


def place_of(catalogue: Catalogue, record: Record) -> str:
    """The place under a result."""
    match record:
        case Practice():
            return place_text(catalogue, record)
        case Partner():
            return record.region or ", ".join(record.province)
        case Subsidy():
            return ", ".join(record.province) or LEVELS[record.level]
    return ""


def record_fields(catalogue: Catalogue, record: Record) -> dict[str, str]:
    """The text of each indexed field of a record."""
    match record:
        case Practice():
            towns = catalogue.towns_of[record.slug]
            provinces = catalogue.provinces_of[record.slug]
            partners = catalogue.partners_of(record)
            theme = catalogue.themes[record.theme[0]]
            return {
                "title": record.title,
                "place": " ".join(
                    [t.name for t in towns]
                    + [t.today.name for t in towns if t.today.name != t.name]
                    + [place for places in record.place.values() for place in places]
                    + ([province_text(p) for p in provinces] if not towns and len(provinces) < 5 else [])
                ),
                "keywords": " ".join(record.keywords),
                "target_group": " ".join(
                    catalogue.target_groups[slug].title for slug in record.target_groups
                ),
                "successor": " ".join(
                    partner.successor.name for _, partner in partners if partner and partner.successor
                ),
                "province": " ".join(map(province_text, provinces)),
                "partner": " ".join(
                    f"{name} {partner.name}" if partner and partner.name != name else name
                    for name, partner in partners
                ),
                "summary": record.summary,
                "theme": " ".join(catalogue.themes[slug].title for slug in record.theme),
                "subsidy": " ".join(catalogue.subsidies[slug].name for slug in record.subsidies),
                "section": next((s.title for s in theme.sections if s.id == record.section), ""),
                "body": " ".join([plain(record.body), record.note or "", *(v.note for v in record.variants)]),
            }
        case Hangijzer():
            return {
                "title": record.title,
                "keywords": " ".join(record.keywords),
                "summary": record.summary,
                "theme": " ".join(catalogue.themes[slug].title for slug in record.theme),
                "partner": " ".join(record.partners),
                "body": plain(record.body),
            }
        case Partner():
            return {
                "title": " ".join((record.name, *record.aliases)),
                "place": " ".join((*record.municipality, record.region or "")),
                "province": " ".join(map(province_text, record.province)),
                "keywords": " ".join(record.keywords),
                "successor": record.successor.name if record.successor else "",
                "section": f"{record.category} {record.kind}",
                "body": " ".join([plain(record.body), *record.services]),
            }
        case Subsidy():
            return {
                "title": record.name,
                "province": " ".join(map(province_text, record.province)),
                "keywords": " ".join(record.keywords),
                "successor": record.successor.name if record.successor else "",
                "theme": " ".join(catalogue.themes[slug].title for slug in record.theme),
                "section": LEVELS[record.level],
                "summary": record.focus,
                "body": f"{record.conditions or ''} {plain(record.body)}",
            }
    raise TypeError(type(record).__name__)


def province_text(province: Province) -> str:
    """The title of a province, its first word behind the name: no city has ``antwerpenprovincie``."""
    return PROVINCE_NAMES[province].replace("provincie", f"{province.replace('-', '')}provincie")


def shortened(text: str, most: int) -> str:
    """The text without the signs of Markdown, cut after a word when it is too long."""
    clean = " ".join(re.sub(r"[*_`#\[\]]", "", text).split())
    if len(clean) <= most:
        return clean
    return clean[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def plain(body: str) -> str:
    """The words of a body without the addresses of its links."""
    return re.sub(r"\]\([^)]*\)|<[^>]*>|https?://\S+", " ", body)
