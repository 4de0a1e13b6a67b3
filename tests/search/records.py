"""The records as plain text, for engines that get no help: the same texts that our search reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from html import escape

from kapstok.catalogue import Catalogue
from kapstok.model import Hangijzer, Practice
from kapstok.words import PROVINCE_NAMES


@dataclass(frozen=True)
class PlainRecord:
    """A practice or hangijzer; every field is text."""

    slug: str
    title: str
    summary: str
    place: str
    province: str
    theme: str
    section: str
    target_groups: str
    partners: str
    successors: str
    subsidies: str
    keywords: str
    body: str

    @property
    def fields(self) -> dict[str, str]:
        """The texts that are searched, by name."""
        return {name: text for name, text in asdict(self).items() if name != "slug"}

    @property
    def paragraphs(self) -> list[str]:
        """All but the title, as the plainest page that a person could read; HTML."""
        rest = [
            text for name, text in self.fields.items() if text and name not in ("title", "summary", "body")
        ]
        return [f"<p>{escape(text)}</p>" for text in (self.summary, *self.body.split("\n\n"), *rest)]

    @property
    def html(self) -> str:
        """The page with its title."""
        return "\n".join((f"<h1>{escape(self.title)}</h1>", *self.paragraphs))

    @property
    def markdown(self) -> str:
        """The same as Markdown, whose first heading MkDocs takes for the title."""
        return "\n\n".join((f"# {escape(self.title)}", *self.paragraphs)) + "\n"


def plain_records(catalogue: Catalogue) -> list[PlainRecord]:
    """Every practice and hangijzer."""
    practices = [_practice(catalogue, item) for item in catalogue.practices.values()]
    return practices + [_hangijzer(catalogue, item) for item in catalogue.hangijzers.values()]


def _practice(catalogue: Catalogue, item: Practice) -> PlainRecord:
    towns = catalogue.towns_of[item.slug]
    theme = catalogue.themes[item.theme[0]]
    places = (place for found in item.place.values() for place in found)
    notes = (item.note or "", *(variant.note for variant in item.variants))
    return PlainRecord(
        slug=item.slug,
        title=item.title,
        summary=item.summary,
        place=_joined((*(town.name for town in towns), *(town.today.name for town in towns), *places)),
        province=_joined(PROVINCE_NAMES[name] for name in catalogue.provinces_of[item.slug]),
        theme=_joined(catalogue.themes[slug].title for slug in item.theme),
        section=_joined(section.title for section in theme.sections if section.id == item.section),
        target_groups=_joined(catalogue.target_groups[slug].title for slug in item.target_groups),
        partners=_partners(catalogue, item),
        successors=_successors(catalogue, item),
        subsidies=_joined(catalogue.subsidies[slug].name for slug in item.subsidies),
        keywords=_joined(item.keywords),
        body="\n\n".join(text for text in (_plain(item.body), *notes) if text),
    )


def _hangijzer(catalogue: Catalogue, item: Hangijzer) -> PlainRecord:
    return PlainRecord(
        slug=item.slug,
        title=item.title,
        summary=item.summary,
        place="",
        province="",
        theme=_joined(catalogue.themes[slug].title for slug in item.theme),
        section="",
        target_groups="",
        partners=_partners(catalogue, item),
        successors=_successors(catalogue, item),
        subsidies="",
        keywords=_joined(item.keywords),
        body=_plain(item.body),
    )


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(text for text in texts if text))


def _partners(catalogue: Catalogue, item: Practice | Hangijzer) -> str:
    """The names as the record writes them and as the register does."""
    found = catalogue.partners_of(item)
    return _joined(name for written, partner in found for name in (written, partner.name if partner else ""))


def _successors(catalogue: Catalogue, item: Practice | Hangijzer) -> str:
    found = (partner for _, partner in catalogue.partners_of(item) if partner and partner.successor)
    return _joined(partner.successor.name for partner in found if partner.successor)


def _plain(body: str) -> str:
    """A text without the signs of Markdown and the addresses of links."""
    text = re.sub(r"\]\([^)]*\)|<[^>]*>|https?://\S+", " ", body)
    return re.sub(r"^#+ *|[*_`\[\]]", "", text, flags=re.MULTILINE).strip()
