"""Small records and folders: a test says only what it is about, the rest is filled in here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from kapstok.catalogue import Catalogue, build_catalogue
from kapstok.check import Checked, check
from kapstok.problem import Problem
from kapstok.read import HANGIJZERS, Lines, RawCatalogue, RawRecord, Value, read_catalogue

TODAY = date(2026, 1, 1)
ABSENT = object()
"""Given as a value: the field is left out."""

BODY = "## 1. Een\n\nTekst.\n\n## 2. Twee\n\nTekst."
"""A text with two numbered arguments, as a hangijzer has."""
_REQUIRED: Mapping[str, dict[str, object]] = {
    "practice": {"title": "Titel", "summary": "Samenvatting.", "theme": "taal", "municipality": "Gent"},
    "hangijzer": {"title": "Vraag?", "number": "1", "summary": "Antwoord.", "theme": "taal"},
    "partner": {"name": "Naam", "kind": "vzw", "category": "Rubriek"},
    "subsidy": {"name": "Naam", "level": "vlaams", "focus": "Doel.", "theme": "taal", "as_of": "2013"},
    "theme": {
        "title": "Titel",
        "question": "Vraag?",
        "summary": "Samenvatting.",
        "icon": "forum",
        "colour": "#1d4ed8",
        "colour_dark": "#9db7ff",
        "intro": "Inleiding.",
        "sections": [],
    },
    "target_group": {"title": "Titel"},
    "source": {"title": "Titel", "cite": "Boekje", "year": "2013", "description": "Een boekje."},
    "resource": {"title": "Titel", "kind": "gids"},
    "table": {"title": "Titel", "columns": ["Jaar", "Aantal"], "rows": [["2013", "5"]]},
    "term": {"title": "Titel", "text": "Uitleg."},
    "removed": {"kind": "practice", "title": "Titel", "removed": "2026-01-01", "reason": "Ze is gestopt."},
    "municipality": {"name": "Naam", "province": "Antwerpen", "lat": "51.2", "lon": "4.4"},
}
_FOLDERS = {
    "hangijzer": f"practices/{HANGIJZERS}/",
    "partner": "register/partners/",
    "subsidy": "register/subsidies/",
}


def record(kind: str, slug: str, body: str = BODY, path: str = "", **fields: object) -> RawRecord:
    """A raw record with its required fields; every key and item has a line of its own."""
    data = {key: value for key, value in {**_REQUIRED.get(kind, {}), **fields}.items() if value is not ABSENT}
    themes = data.get("theme")
    first = themes[0] if isinstance(themes, list) and themes else themes
    folder = f"practices/{first}/" if kind == "practice" else _FOLDERS.get(kind, f"register/{kind}/")
    lines: Lines = {}
    _number(data, (), lines)
    return RawRecord(path or f"{folder}{slug}.md", kind, slug, data, lines, body, len(lines) + 2)  # type: ignore[arg-type]


def _number(value: object, loc: tuple[str | int, ...], lines: Lines) -> None:
    lines[loc] = len(lines) + 1
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        _number(item, (*loc, key), lines)


def practice(slug: str, **fields: object) -> RawRecord:
    """A practice in Gent, about language."""
    return record("practice", slug, **fields)  # type: ignore[arg-type]


def published(*addresses: str) -> RawRecord:
    """The list of published addresses."""
    return RawRecord("register/addresses.txt", "published", "addresses", {"lines": list(addresses)}, {(): 1})


def removed(slug: str, kind: str = "practice", **fields: object) -> RawRecord:
    """A deleted record."""
    own = record("removed", slug, **fields)  # type: ignore[arg-type]
    own.data["kind"] = kind
    return own


def town(
    nis: str, name: str, province: str, until: Value = None, successor: Value = None, **fields: object
) -> RawRecord:
    """A row of the register of municipalities."""
    return record(
        "municipality", nis, name=name, nis=nis, province=province, until=until, successor=successor, **fields
    )  # type: ignore[arg-type]


def borough(name: str, nis: str, municipality: str) -> RawRecord:
    """A row of the register of boroughs."""
    return record("borough", name, name=name, municipality_nis=nis, municipality=municipality)


REGISTER = (
    record(
        "theme",
        "taal",
        title="Taal",
        sections=[{"id": "babbelen", "title": "Babbelen"}, {"id": "lezen", "title": "Lezen"}],
    ),
    record("theme", "buurt", title="Buurt", sections=[{"id": "feesten", "title": "Feesten"}]),
    record("target_group", "ouders", title="Ouders"),
    record("target_group", "kinderen", title="Kinderen"),
    record("source", "boekje"),
    record("source", "verslag", cite="Verslag", year="2024"),
    town("23002", "Asse", "Vlaams-Brabant"),
    town("11002", "Antwerpen", "Antwerpen"),
    town("44021", "Gent", "Oost-Vlaanderen"),
    town("46014", "Lokeren", "Oost-Vlaanderen", "2024-12-31", "46029"),
    town("46029", "Lokeren", "Oost-Vlaanderen"),
    town("46013", "Kruibeke", "Oost-Vlaanderen", "2024-12-31", "46030"),
    town("11056", "Zwijndrecht", "Antwerpen", "2024-12-31", "46030"),
    town("46030", "Beveren-Kruibeke-Zwijndrecht", "Oost-Vlaanderen"),
    borough("Zellik", "23002", "Asse"),
    borough("Drongen", "44021", "Gent"),
)
"""Two themes, two target groups, two sources and the places that tests refer to."""


def raw_of(*records: RawRecord) -> RawCatalogue:
    """The small register with some records; one of the same kind and slug takes its place."""
    own = {(item.kind, item.slug) for item in records}
    return RawCatalogue([*(item for item in REGISTER if (item.kind, item.slug) not in own), *records])


def checked_of(*records: RawRecord) -> Checked:
    """The records, typed; a problem is a mistake of the test."""
    checked, problems = check(raw_of(*records))
    assert problems == []
    return checked


def problems_of(*records: RawRecord) -> list[Problem]:
    """What the check says of the records."""
    return check(raw_of(*records))[1]


def problem_of(*records: RawRecord) -> Problem:
    """The one problem that the records have."""
    found = problems_of(*records)
    assert len(found) == 1, found
    return found[0]


def catalogue_of(*records: RawRecord) -> Catalogue:
    """The catalogue of the small register and some records."""
    return build_catalogue(checked_of(*records), TODAY)


def _empty_project() -> dict[str, str]:
    with TemporaryDirectory() as folder:
        missing = [problem.path for problem in read_catalogue(Path(folder)).problems]
    return {
        name if "." in name else f"{name}/.keep": "name,nis\n" if name.endswith(".csv") else ""
        for name in missing
    }


SKELETON: Mapping[str, str] = _empty_project()
"""Every folder and register that the reader asks for, without content."""


def write_files(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, line ends as they are given."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def read_files(root: Path, files: Mapping[str, str | bytes]) -> RawCatalogue:
    """Read a project that holds these files and no other content."""
    return read_catalogue(write_files(root, {**SKELETON, **files}))
