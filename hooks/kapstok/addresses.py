"""The permanent addresses: where each record's page is, relative to the root of the site."""

from __future__ import annotations

from collections.abc import Mapping

from .model import Hangijzer, Partner, Practice, Record, Subsidy, TargetGroup, Theme
from .names import slugified
from .places import Town
from .problem import GUIDE

PRACTICES = "praktijken/"
HANGIJZERS = "hete-hangijzers/"
THEMES = "themas/"
PROVINCES = "provincies/"
MUNICIPALITIES = "gemeenten/"
PARTNERS = "partners/"
SUBSIDIES = "subsidies/"
TARGET_GROUPS = "doelgroepen/"
FIGURES = "cijfers/"
SEARCH = "zoeken/"
TERMS = "begrippen/"
MAP = "kaart/"
EMBED = "embed/"
SELECTION = "selectie/"
CONTRIBUTE = "meedoen/"
FRESHNESS = "over/stand/"
RULES = GUIDE


SECTION_OF: Mapping[str, str] = {
    "practice": PRACTICES,
    "hangijzer": HANGIJZERS,
    "theme": THEMES,
    "partner": PARTNERS,
    "subsidy": SUBSIDIES,
    "target_group": TARGET_GROUPS,
    "municipality": MUNICIPALITIES,
    "province": PROVINCES,
}
"""The kinds that have a page for each record, and where those stand."""
SECTIONS = frozenset(url.rstrip("/") for url in SECTION_OF.values())
_KIND_OF: Mapping[type, str] = {
    Practice: "practice",
    Hangijzer: "hangijzer",
    Theme: "theme",
    Partner: "partner",
    Subsidy: "subsidy",
    TargetGroup: "target_group",
    Town: "municipality",
    str: "province",
}
EMBEDS: Mapping[str, str] = {"theme": f"{EMBED}thema/", "municipality": f"{EMBED}gemeente/"}
"""The kinds that have a list for other sites as well, and where those stand."""


def addresses_of(kind: str, slug: str) -> tuple[str, ...]:
    """Every permanent address of a record: its page first, then its list for other sites, if it has one."""
    own = (SECTION_OF[kind], EMBEDS[kind]) if kind in EMBEDS else (SECTION_OF[kind],)
    return tuple(f"{section}{slug}/" for section in own)


def record_at(url: str) -> tuple[str, str] | None:
    """Kind and slug of the record that an address is of; None for every other page."""
    section, _, slug = url.removesuffix("/").rpartition("/")
    kinds = {path: kind for sections in (SECTION_OF, EMBEDS) for kind, path in sections.items()}
    kind = kinds.get(f"{section}/")
    return (kind, slug) if kind and slug and url.endswith("/") else None


def address(thing: Record | Town | str) -> str:
    """The address of a record, a town, or (as text) a province."""
    kind = _KIND_OF.get(type(thing))
    if kind is None:
        raise TypeError(f"no page for {type(thing).__name__}")
    slug = slugified(thing) if isinstance(thing, str) else thing.slug
    return f"{SECTION_OF[kind]}{slug}/"


def embed_address(thing: Theme | Town) -> str:
    """Where the list of a theme or a town stands that another site shows in a frame."""
    return f"{EMBEDS['theme' if isinstance(thing, Theme) else 'municipality']}{thing.slug}/"


def numbered(url: str, number: int) -> str:
    """Where a page stands of a list that is spread over several: the first is the list itself.

    No slug has an underscore, so no record can ever stand where such a page does.
    """
    return url if number == 1 else f"{url}pagina_{number}/"


def depth(url: str) -> int:
    """How many folders deep an address lies: the home page 0, ``praktijken/x/`` 2."""
    return url.count("/")


def root_from(url: str) -> str:
    """The way from a page back to the root of the site."""
    return "../" * depth(url) or "./"
