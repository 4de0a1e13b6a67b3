"""Pages of what people contribute: practices, hete hangijzers and the themes that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..addresses import address
from ..cartography import SmallMap
from ..catalogue import Catalogue
from ..model import Hangijzer, Practice, Theme
from ..related import Similar
from .page import Card, Page, card, cards, citations, facts_year
from .small_maps import practice_map, theme_map


def theme_pages(catalogue: Catalogue) -> Iterator[Page]:
    """One page for each theme."""
    country = SmallMap.of(catalogue.places.today)
    for theme in catalogue.themes.values():
        yield theme_page(catalogue, theme, country)


def practice_page(
    catalogue: Catalogue, practice: Practice, similar: Iterable[Similar], country: SmallMap
) -> Page:
    """A practice: text, facts, sources and everything that it touches."""
    url = address(practice)
    theme = catalogue.themes[practice.theme[0]]
    towns = catalogue.towns_of[practice.slug]
    resources = catalogue.resources_of_practice.get(practice.slug, ())
    tables = catalogue.tables_of_practice.get(practice.slug, ())
    return Page(
        url,
        "practice.html",
        practice.title,
        practice.summary,
        {
            "practice": practice,
            "body": catalogue.body_of(practice),
            "theme": theme,
            "themes": [catalogue.themes[slug] for slug in practice.theme],
            "section": next((s for s in theme.sections if s.id == practice.section), None),
            "towns": [(town, practice.place.get(town.name, ())) for town in towns],
            "provinces": catalogue.provinces_of[practice.slug],
            "small_map": practice_map(catalogue, country, practice),
            "partners": catalogue.partners_of(practice),
            "target_groups": [catalogue.target_groups[slug] for slug in practice.target_groups],
            "subsidies": [catalogue.subsidies[slug] for slug in practice.subsidies],
            "hangijzers": catalogue.hangijzers_of_practice.get(practice.slug, ()),
            "theme_hangijzers": catalogue.hangijzers_of_theme.get(theme.slug, ()),
            "related": [
                (card(catalogue, item.practice), item.reason) for item in catalogue.related[practice.slug]
            ],
            "similar": [
                (card(catalogue, catalogue.practices[item.slug]), item.reason)
                for item in similar
                if item.slug in catalogue.practices
            ],
            "resources": resources,
            "links": [link for link in practice.links if link.url not in {item.url for item in resources}],
            "tables": [table for table in tables if table.practices[0] == practice.slug],
            "tables_elsewhere": [
                (table, catalogue.practices[table.practices[0]])
                for table in tables
                if table.practices[0] != practice.slug
            ],
            "citations": citations(catalogue, practice.source),
            "facts_year": facts_year(catalogue, practice),
        },
        practice.path,
    )


@dataclass(frozen=True)
class Argument:
    """A part of the text of a hangijzer: what stands under one heading, and the practices that prove it.

    ``number`` is 0 and ``id`` is empty for what has no numbered heading, such as an introduction.
    """

    number: int
    id: str
    title: str
    html: Markup
    cards: list[Card]


def arguments(catalogue: Catalogue, hangijzer: Hangijzer) -> list[Argument]:
    """The text of a hangijzer, cut before each heading of the second level."""
    body = catalogue.body_of(hangijzer)
    titles = dict(body.headings)
    found = []
    for piece in re.split(r'(?=<h2 id=")', body.html):
        heading = re.match(r'<h2 id="([^"]+)"', piece)
        title = titles[heading[1]] if heading else ""
        numbered = re.match(r"\d+", title)
        number = int(numbered[0]) if numbered else 0
        proofs = [
            catalogue.practices[proof.practice] for proof in hangijzer.practices if proof.point == number
        ]
        found.append(
            Argument(number, heading[1] if heading else "", title, Markup(piece), cards(catalogue, proofs))
        )
    return found


def hangijzer_page(catalogue: Catalogue, hangijzer: Hangijzer) -> Page:
    """A hard question: the short answer, its arguments, and the practices that prove each point."""
    url = address(hangijzer)
    named = {proof.practice for proof in hangijzer.practices}
    others = [p for p in catalogue.practices_of_hangijzer[hangijzer.slug] if p.slug not in named]
    return Page(
        url,
        "hangijzer.html",
        hangijzer.title,
        hangijzer.summary,
        {
            "hangijzer": hangijzer,
            "arguments": arguments(catalogue, hangijzer),
            "others": cards(catalogue, others),
            "themes": [catalogue.themes[slug] for slug in hangijzer.theme],
            "partners": catalogue.partners_of(hangijzer),
            "all_hangijzers": list(catalogue.hangijzers.values()),
            "citations": citations(catalogue, hangijzer.source),
            "facts_year": facts_year(catalogue, hangijzer),
        },
        hangijzer.path,
    )


def theme_page(catalogue: Catalogue, theme: Theme, country: SmallMap) -> Page:
    """A theme: its question, its practices by section, hangijzers, subsidies and resources."""
    practices = catalogue.practices_of_theme.get(theme.slug, ())
    own = [practice for practice in practices if practice.theme[0] == theme.slug]
    grouped = [
        (section, cards(catalogue, [p for p in own if p.section == section.id])) for section in theme.sections
    ]
    return Page(
        address(theme),
        "theme.html",
        f"{theme.title}: {theme.question}",
        f"{theme.question} {theme.summary}",
        {
            "theme": theme,
            "count": len(practices),
            "small_map": theme_map(catalogue, country, practices),
            "sections": [(section, found) for section, found in grouped if found],
            "unsectioned": cards(catalogue, [p for p in own if p.section is None]),
            "from_other_themes": cards(catalogue, [p for p in practices if p.theme[0] != theme.slug]),
            "hangijzers": catalogue.hangijzers_of_theme.get(theme.slug, ()),
            "subsidies": catalogue.subsidies_of_theme.get(theme.slug, ()),
            "resources": catalogue.resources_of_theme.get(theme.slug, ()),
            "themes": list(catalogue.themes.values()),
        },
        theme.path,
        theme.line,
    )
