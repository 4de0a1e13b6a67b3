"""Raw records to typed ones, or problems: every problem of every file in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pydantic import ValidationError

from .body import body_problems
from .contact import personal_contact
from .messages import model_problems
from .model import MODELS, Borough, Municipality, Record
from .names import folded, slugified
from .places import Places
from .problem import Problem, quoted
from .read import RawCatalogue, RawRecord, Value
from .references import Known, reference_problems


@dataclass
class Checked:
    """Typed records by kind and slug, and the places that they lie in."""

    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    places: Places = field(default_factory=lambda: Places({}, {}))


def check(raw: RawCatalogue) -> tuple[Checked, list[Problem]]:
    """Check everything that was read; the typed records count only when there is no problem."""
    problems = list(raw.problems)
    checked = Checked({kind: {} for kind in MODELS})
    typed: list[tuple[RawRecord, Record]] = []
    faulty: dict[int, frozenset[str]] = {}
    for record in raw.records:
        found, bad = _typed(record, problems)
        faulty[id(record)] = bad
        if found is not None:
            typed.append((record, found))
    rows = [item for _, item in typed if isinstance(item, Municipality)]
    boroughs = [item for _, item in typed if isinstance(item, Borough)]
    checked.places = Places.build(rows, boroughs)
    for record, item in typed:
        if not isinstance(item, Municipality | Borough):
            checked.records[record.kind].setdefault(record.slug, item)
    known = Known.of(raw, checked.records, checked.places)
    problems += _uniqueness_problems(raw)
    problems += _register_problems(raw, typed)
    for record, item in typed:
        problems += _text_problems(record)
        problems += body_problems(record)
        bad = faulty[id(record)]
        problems += [p for p in reference_problems(record, item, known) if not _is_said(p, bad)]
    return checked, problems


_STAND_IN: dict[str, dict[str, object]] = {
    "practice": {"title": "?", "summary": "?", "theme": "?"},
    "hangijzer": {"title": "?", "number": 1, "summary": "?", "theme": "?"},
    "partner": {"name": "?", "kind": "?", "category": "?"},
    "subsidy": {"name": "?", "level": "vlaams", "focus": "?", "theme": "?", "as_of": 2000},
    "resource": {"title": "?", "kind": "?"},
}
"""Required fields of a record that has a mistake elsewhere, so that its other fields are checked too."""


def _typed(record: RawRecord, problems: list[Problem]) -> tuple[Record | None, frozenset[str]]:
    """The typed record and the fields that already have a problem; no record when too little is left of it."""
    model = MODELS[record.kind]
    own = {
        "slug": record.slug, "path": record.path, "line": record.line(),
        "body": record.body, "body_line": record.body_line,
    }  # fmt: skip
    clash = own.keys() & record.data.keys()
    for name in sorted(clash):
        problems.append(
            Problem(
                record.path, record.line((name,)), name, "", f"{quoted(name)} is geen veld.", "Verwijder de regel."
            )
        )  # fmt: skip
    try:
        return model.model_validate({**record.data, **own}), frozenset(clash)
    except ValidationError as error:
        problems.extend(model_problems(record, model, error))
        bad = (
            frozenset(str(finding["loc"][0]) for finding in error.errors(include_url=False) if finding["loc"])
            | clash
        )
    if record.kind not in _STAND_IN:
        return None, bad
    rest = {name: value for name, value in record.data.items() if name not in bad}
    try:
        return model.model_validate({**_STAND_IN[record.kind], **rest, **own}), bad
    except ValidationError:
        return None, bad


def _is_said(problem: Problem, bad: frozenset[str]) -> bool:
    """The field has a problem already; or a place is missing because its field could not be read."""
    field_name = problem.field.split(".")[0]
    return field_name in bad or (not problem.value and bool(bad & {"municipality", "province"}))


def _text_problems(record: RawRecord) -> Iterator[Problem]:
    """Rules of the text, and no personal data in any text of what people contribute."""
    if record.kind not in ("practice", "hangijzer", "partner", "subsidy", "resource", "table", "term"):
        return
    if record.kind in ("practice", "hangijzer") and not record.body.strip():
        yield Problem(
            record.path, record.body_line, "", "", "De tekst ontbreekt.",
            "Schrijf onder de kopgegevens wat de praktijk is: '## Wat'.",
        )  # fmt: skip
    if len(record.body) > MAX_BODY:
        yield Problem(
            record.path, record.body_line, "", "", f"De tekst telt {len(record.body)} tekens; hoogstens {MAX_BODY}.",
            "Kort ze in: een praktijk telt 60 tot 250 woorden.",
        )  # fmt: skip
    texts = [
        (loc, value) for loc, value in _leaves(record.data) if loc[0] not in MODEL_CHECKS.get(record.kind, ())
    ]
    for loc, value in [*texts, ((), record.body)]:
        found = personal_contact(value)
        if found:
            line = record.line(loc) if loc else record.body_line + value[: value.index(found)].count("\n")
            yield Problem(
                record.path, line, ".".join(str(part) for part in loc if not isinstance(part, int)), found,
                f"{quoted(found)} is een persoonlijk adres of gsm-nummer.",
                "Verwijder het, of gebruik een functioneel adres.",
            )  # fmt: skip


MAX_BODY = 10_000
MODEL_CHECKS = {"practice": {"contact"}, "partner": {"email", "phone", "fax"}}
"""Fields in which the model itself looks for personal data."""


def _leaves(value: Value, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text in a raw value, with its place."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*loc, index))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(item, (*loc, name))


def _uniqueness_problems(raw: RawCatalogue) -> Iterator[Problem]:
    """A slug names one record of its kind; practices and hangijzers share one set of slugs and aliases."""
    contributed = [r for r in raw.records if r.kind in ("practice", "hangijzer")]
    first: dict[str, RawRecord] = {}
    for record in contributed:
        other = first.setdefault(record.slug, record)
        if other is not record:
            yield Problem(
                record.path, 0, "", record.slug,
                f"De naam {quoted(record.slug)} bestaat al: {other.path}.",
                "Kies een andere bestandsnaam; de naam is het adres van de pagina.",
            )  # fmt: skip
    taken: dict[str, RawRecord] = {}
    for record in contributed:
        for index, alias in enumerate(_texts(record.data.get("aliases"))):
            line = record.line(("aliases", index))
            owner = first.get(alias) or taken.get(alias)
            if owner is not None:
                yield Problem(
                    record.path, line, "aliases", alias,
                    f"{quoted(alias)} is al het adres van {owner.path}.",
                    "Een vroeger adres kan maar naar één pagina leiden; verwijder het hier.",
                )  # fmt: skip
            taken.setdefault(alias, record)
    numbers: dict[str, RawRecord] = {}
    for record in raw.of_kind("hangijzer"):
        for number in _texts(record.data.get("number")):
            other = numbers.setdefault(number.strip().lstrip("0"), record)
            if other is not record:
                yield Problem(
                    record.path, record.line(("number",)), "number", number,
                    f"Het nummer {quoted(number)} heeft {other.path} al.",
                    "Geef elk heet hangijzer een eigen nummer.",
                )  # fmt: skip
    for kind in ("partner", "subsidy", "theme", "target_group", "source", "resource", "table", "term"):
        seen: dict[str, RawRecord] = {}
        for record in raw.of_kind(kind):
            if seen.setdefault(record.slug, record) is not record:
                yield Problem(
                    record.path,
                    record.line(),
                    "id",
                    record.slug,
                    f"Het id {quoted(record.slug)} staat er twee keer.",
                    "Behoud er één.",
                )
            elif slugified(record.slug) != record.slug:
                yield Problem(
                    record.path, record.line(), "id", record.slug,
                    f"Het id {quoted(record.slug)} kan geen adres zijn.",
                    f"Gebruik kleine letters, cijfers en streepjes: '{slugified(record.slug) or 'naam'}'.",
                )  # fmt: skip
    names: dict[str, RawRecord] = {}
    for record in raw.of_kind("partner"):
        aliases = _texts(record.data.get("aliases"))
        own = _texts(record.data.get("name"))
        for field_name, values in (("name", own), ("aliases", aliases)):
            for name in values:
                other = names.setdefault(folded(name), record)
                if other is not record:
                    yield Problem(
                        record.path, record.line((field_name,)), field_name, name,
                        f"{quoted(name)} is ook een naam in {other.path}.",
                        "Elke naam hoort bij één organisatie: voeg ze samen, of maak de naam preciezer.",
                    )  # fmt: skip


def _register_problems(raw: RawCatalogue, typed: Iterable[tuple[RawRecord, Record]]) -> Iterator[Problem]:
    """Rules between the rows of the tables of places."""
    rows = [(record, item) for record, item in typed if isinstance(item, Municipality)]
    codes: dict[str, RawRecord] = {}
    for record, row in rows:
        if codes.setdefault(row.nis, record) is not record:
            yield Problem(
                record.path,
                record.line(),
                "nis",
                row.nis,
                f"De code {quoted(row.nis)} staat er twee keer.",
                "Behoud er één.",
            )
    living: dict[str, RawRecord] = {}
    for record, row in rows:
        if row.until is None and living.setdefault(row.name, record) is not record:
            yield Problem(
                record.path, record.line(), "until", row.name,
                f"Er zijn twee gemeenten {quoted(row.name)} zonder einddatum.",
                "Vul bij de oude 'until' en 'successor' in.",
            )  # fmt: skip
    known = {str(record.data.get("nis")) for record in raw.of_kind("municipality")}
    for record, row in rows:
        if row.successor and row.successor not in known:
            yield Problem(
                record.path,
                record.line(),
                "successor",
                row.successor,
                f"De code {quoted(row.successor)} bestaat niet.",
                "Verbeter ze.",
            )
        if bool(row.successor) != bool(row.until):
            yield Problem(
                record.path,
                record.line(),
                "until",
                row.name,
                f"{quoted(row.name)} heeft een einddatum of een opvolger, maar niet beide.",
                "Vul beide in.",
            )
    for record, item in typed:
        if isinstance(item, Borough) and item.municipality_nis not in known:
            yield Problem(
                record.path,
                record.line(),
                "municipality_nis",
                item.municipality_nis,
                f"De code {quoted(item.municipality_nis)} bestaat niet.",
                "Verbeter ze.",
            )


def _texts(value: object) -> list[str]:
    """The texts in a raw value, whatever its shape."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]
