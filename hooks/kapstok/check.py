"""Raw records to typed ones, or problems: every problem of every file in one run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from .body import body_problems, personal_problems
from .history import CONTRIBUTED, history_problems
from .known import Known
from .memo import Memo, digest
from .messages import model_problems
from .model import MODELS, Borough, Municipality, Record, Removed
from .names import SLUG, slugified
from .problem import Problem
from .progress import Watch
from .published import address_problems
from .raw import RawCatalogue, RawRecord, texts_of
from .references import reference_problems
from .registers import register_problems
from .rules import found
from .text_links import link_problems


@dataclass(frozen=True)
class Checked:
    """Typed records by kind and slug, and what they may refer to."""

    records: Mapping[str, dict[str, Record]]
    known: Known
    memo: Memo = field(default_factory=Memo, repr=False, compare=False)
    keys: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)
    """The digest of each file that is a record."""
    outline: bytes = field(default=b"", repr=False, compare=False)
    """The digest of everything that was read but for the texts of those files."""


@dataclass(frozen=True)
class Typed:
    """A raw record with what the model makes of it: the record (None when too little is left of it),
    the problems of its fields, and the fields that have one."""

    raw: RawRecord
    item: Record | None
    problems: tuple[Problem, ...] = ()
    faulty: frozenset[str] = frozenset()
    own: tuple[Problem, ...] = ()
    """The problems of its texts, which nothing else has to do with."""


def check(raw: RawCatalogue, watched: Watch = iter) -> tuple[Checked, list[Problem]]:
    """Check everything that was read; the typed records count only when there is no problem.

    ``watched`` passes the records on and shows how far the work is.
    """
    results = [_remembered(record, raw.memo) for record in watched(raw.records)]
    pairs = [(result.raw, result.item) for result in results if result.item is not None]
    known = Known.of(raw, pairs)
    by_path = sorted(raw.records, key=lambda record: record.path)
    keys = {item.path: item.key or digest(repr(item)) for item in by_path if item.kind in _OWN_FILE}
    outline = digest(*raw.written, "", *(item.outline or repr(item) for item in by_path))
    checked = Checked({kind: {} for kind in MODELS}, known, raw.memo, keys, outline)
    for record, item in pairs:
        if not isinstance(item, Municipality | Borough):
            key = f"{item.kind}/{record.slug}" if isinstance(item, Removed) else record.slug
            checked.records[record.kind].setdefault(key, item)
    problems = [*raw.problems, *register_problems(raw, pairs)]
    problems += history_problems(raw, known.history)
    problems += address_problems(raw, known.history)
    for result in results:
        problems += record_problems(result, known)
    return checked, problems


def record_problems(result: Typed, known: Known) -> Iterator[Problem]:
    """Every problem of one record, of which only ``known`` says what else there is.

    ``practice-check.mjs`` finds the same in the browser, in the same order.
    """
    record, item = result.raw, result.item
    yield from result.problems
    yield from _address_problems(record, known)
    if item is None:
        return
    yield from result.own
    for problem in reference_problems(record, item, known):
        if not _is_said(problem, result.faulty):
            yield problem
    yield from link_problems(record, known.pages, known.history)


_STAND_IN: dict[str, dict[str, object]] = {
    "practice": {"title": "?", "summary": "?", "theme": "?"},
    "hangijzer": {"title": "?", "number": 1, "summary": "?", "theme": "?"},
    "partner": {"name": "?", "kind": "?", "category": "?"},
    "subsidy": {"name": "?", "level": "vlaams", "focus": "?", "theme": "?", "as_of": 2000},
    "resource": {"title": "?", "kind": "?"},
}
"""Required fields of a record that has a mistake elsewhere, so that its other fields are checked too."""


def _remembered(record: RawRecord, memo: Memo) -> Typed:
    return memo.of("typed", lambda: typed(record), record.key) if record.key else typed(record)


def typed(record: RawRecord) -> Typed:
    """What the model makes of a record."""
    result = _typed(record)
    if result.item is None:
        return result
    return replace(result, own=(*personal_problems(record), *body_problems(record)))


def _typed(record: RawRecord) -> Typed:
    model = MODELS[record.kind]
    own = {
        "slug": record.slug, "path": record.path, "line": record.line(),
        "body": record.body, "body_line": record.body_line,
    }  # fmt: skip
    clash = own.keys() & record.data.keys()
    problems = [record.problem("onbekend-veld", (name,), hint="remove", name=name) for name in sorted(clash)]
    try:
        item = model.model_validate({**record.data, **own})
        return Typed(record, item, tuple(problems), frozenset(clash))
    except ValidationError as error:
        problems += model_problems(record, model, error)
        places = [finding["loc"] for finding in error.errors(include_url=False)]
    faulty = frozenset(str(loc[0]) for loc in places if loc) | clash
    left = {name: value for name, value in record.data.items() if name not in faulty}
    if record.kind not in _STAND_IN:
        return Typed(record, None, tuple(problems), faulty)
    try:
        rest = model.model_validate({**_STAND_IN[record.kind], **left, **own})
    except ValidationError:
        rest = None
    return Typed(record, rest, tuple(problems), faulty)


_OWN_FILE = (*CONTRIBUTED, "partner", "subsidy")
"""Kinds of which each record is a file, whose name is an address."""


def _address_problems(record: RawRecord, known: Known) -> Iterator[Problem]:
    """The name of a file is an address, and of one record; a former address is of nothing else."""
    if record.kind in _OWN_FILE and not SLUG.match(record.slug):
        slug = slugified(record.slug)
        hint = "file" if slug else "other"
        yield found("geen-adres", record.path, value=record.slug, hint=hint, what="file", slug=slug)
    if record.kind not in CONTRIBUTED:
        return
    if known.owners[record.slug] != record.path:
        yield found("naam-bestaat-al", record.path, value=record.slug, owner=known.owners[record.slug])
    own: set[str] = set()
    for index, alias in enumerate(texts_of(record.data.get("aliases"))):
        owner = known.owners.get(alias) or known.aliases[alias]
        if alias in known.owners or owner != record.path or alias in own:
            yield record.problem("adres-bestaat-al", ("aliases", index), alias, owner=owner)
        own.add(alias)


NEEDS: Mapping[str, frozenset[str]] = {
    "geen-plaats": frozenset(["municipality", "province"]),
    "plaats-zonder-gemeente": frozenset(["municipality"]),
    "toelichting-zonder-stand": frozenset(["status"]),
}
"""Fields without which a rule cannot tell: when one of them has a problem of its own, that is enough."""


def _is_said(problem: Problem, faulty: frozenset[str]) -> bool:
    """The field of a problem, or one that its rule needs, has a problem already."""
    return problem.field.split(".")[0] in faulty or bool(NEEDS.get(problem.rule, frozenset()) & faulty)
