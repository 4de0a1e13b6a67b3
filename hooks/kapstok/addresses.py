"""The permanent addresses: where each record's page is, relative to the root of the site."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch

from .model import Hangijzer, Partner, Practice, Subsidy, TargetGroup, Theme
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


SECTIONS = frozenset(
    url.rstrip("/")
    for url in (PRACTICES, HANGIJZERS, THEMES, PROVINCES, MUNICIPALITIES, PARTNERS, SUBSIDIES, TARGET_GROUPS)
)
"""The sections that have a page for each record."""


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


@singledispatch
def address(thing: object) -> str:
    """The address of a record, a town, or (as text) a province."""
    raise TypeError(f"no page for {type(thing).__name__}")


@address.register
def _(thing: Practice) -> str:
    return f"{PRACTICES}{thing.slug}/"


@address.register
def _(thing: Hangijzer) -> str:
    return f"{HANGIJZERS}{thing.slug}/"


@address.register
def _(thing: Theme) -> str:
    return f"{THEMES}{thing.slug}/"


@address.register
def _(thing: Partner) -> str:
    return f"{PARTNERS}{thing.slug}/"


@address.register
def _(thing: Subsidy) -> str:
    return f"{SUBSIDIES}{thing.slug}/"


@address.register
def _(thing: TargetGroup) -> str:
    return f"{TARGET_GROUPS}{thing.slug}/"


@address.register
def _(thing: Town) -> str:
    return f"{MUNICIPALITIES}{thing.slug}/"


@address.register
def _(thing: str) -> str:
    return f"{PROVINCES}{slugified(thing)}/"


def embed_address(thing: Theme | Town) -> str:
    """Where the list of a theme or a town stands that another site shows in a frame."""
    return f"{EMBEDS['theme' if isinstance(thing, Theme) else 'municipality']}{thing.slug}/"


def depth(url: str) -> int:
    """How many folders deep an address lies: the home page 0, ``praktijken/x/`` 2."""
    return url.count("/")


def root_from(url: str) -> str:
    """The way from a page back to the root of the site."""
    return "../" * depth(url) or "./"
