"""A list of practices as drafts: one row a practice, one column a field, and each problem at its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .cells import cell_text, cell_value, protected, unprotected
from .drafts import Draft
from .file_name import GIVE_SLUG, NO_SLUG, proposed_slug
from .names import SLUG, folded, nearest, slugified
from .problem import Problem, quoted
from .raw import RawCatalogue, RawRecord, Value
from .shapes import shapes
from .sheet import CellProblem, Sheet, cell_name

SLUG_COLUMN = "slug"
BODY_COLUMN = "body"
_TITLES = {SLUG_COLUMN: "Bestandsnaam", BODY_COLUMN: "Tekst"}


def columns() -> tuple[str, ...]:
    """The columns of a list, in order: the file name, the fields of the model and the text."""
    return (SLUG_COLUMN, *shapes(), BODY_COLUMN)


def rows_of(records: Iterable[RawRecord]) -> Iterable[tuple[str, ...]]:
    """A row of texts for each practice, see ``columns``; a spreadsheet takes none of them for a formula."""
    for record in records:
        fields = (cell_text(shape, record.data.get(key)) for key, shape in shapes().items())
        yield tuple(protected(text) for text in (record.slug, *fields, record.body))


@dataclass(frozen=True)
class RowDraft:
    """A draft, and the row and the columns (by name) of the list that it stands in."""

    draft: Draft
    row: int
    columns: Mapping[str, int]

    def placed(self, problem: Problem, record: RawRecord | None, list_name: str) -> CellProblem:
        """A problem of the file that the draft will be, at its cell; ``record`` is that file as it was read."""
        key = problem.field.split(".")[0]
        line = 0
        if record and not key and problem.line >= record.body_line > 0:
            key, line = BODY_COLUMN, problem.line - record.body_line + 1
        elif not key and not problem.line:
            key = SLUG_COLUMN
        column = self.columns.get(key)
        cell = f"cel {cell_name(self.row, column)}" if column else f"rij {self.row}"
        at_line = f", regel {line}" if line > 1 else ""
        hint = problem.hint
        if key in shapes() and not self.draft.data.get(key):
            hint = "Vul deze cel in." if column else f"Voeg een kolom '{key}' toe en vul ze in."
        return CellProblem(f"{list_name}, {cell}{at_line}", problem.field, problem.message, hint)


def drafts_of(sheet: Sheet, raw: RawCatalogue, name: str) -> tuple[list[RowDraft], list[CellProblem]]:
    """The practices of a list; ``raw`` are those that there are, ``name`` is what the list is called in problems.

    A field without a column and an empty text stay as they are in the file of that name.
    """
    if not sheet.rows:
        hint = "Zet de namen van de velden op de eerste rij en elke praktijk op een rij eronder."
        return [], [CellProblem(name, "", "Dit bestand bevat geen rijen.", hint)]
    numbers, problems = _numbered(sheet, name)
    if problems:
        return [], problems
    problems += sheet.problems
    own = {record.slug: record for record in raw.of_kind("practice")}
    taken = set(own) | {record.slug for record in raw.of_kind("hangijzer")}
    rows = [_Row(name, number, numbers, texts) for number, texts in sheet.rows[1:]]
    given = {slugified(row.text(SLUG_COLUMN)) for row in rows} - {""}
    drafts: list[RowDraft] = []
    first: dict[str, int] = {}
    for row in rows:
        data = row.data(problems)
        slug = row.text(SLUG_COLUMN)
        if slug and not SLUG.match(slug):
            hint = f"Gebruik kleine letters, cijfers en streepjes: '{slugified(slug) or 'naam'}'."
            problems.append(row.problem(SLUG_COLUMN, f"{quoted(slug)} kan geen adres zijn.", hint))
            continue
        if not slug:
            slug = proposed_slug(data) if data.get("title") else ""
            if slug in taken or slug in given or slug in first:
                where = f"in rij {first[slug]}" if slug in first else "al"
                hint = "Vul bij 'slug' die naam in om deze praktijk te wijzigen, of een andere naam voor een nieuwe."
                message = f"Een praktijk met de naam {quoted(slug)} staat er {where}."
                problems.append(row.problem(SLUG_COLUMN, message, hint))
                continue
            if not slug and data.get("title"):
                problems.append(row.problem(SLUG_COLUMN, NO_SLUG, GIVE_SLUG))
            slug = slug or f"rij-{row.number}-zonder-naam"  # to check the rest; a file is never called so
        if slug in first:
            message = f"{quoted(slug)} staat ook in rij {first[slug]}."
            problems.append(row.problem(SLUG_COLUMN, message, "Behoud één rij voor elke praktijk."))
            continue
        first[slug] = row.number
        old = own.get(slug)
        kept = {key: value for key, value in old.data.items() if key not in numbers} if old else {}
        body = row.text(BODY_COLUMN) or (old.body if old else "")
        replaced = (old.path, old.front, old.body) if old else ()
        draft = Draft(slug, {**kept, **data}, body, *replaced)
        drafts.append(RowDraft(draft, row.number, numbers))
    return drafts, problems


def _numbered(sheet: Sheet, name: str) -> tuple[dict[str, int], list[CellProblem]]:
    """The number of each column by its key, from 1; a column may be called by its key or by its Dutch title."""
    known = {**{key: shape.title for key, shape in shapes().items()}, **_TITLES}
    keys = {folded(title): key for key, title in known.items()} | {key: key for key in known}
    number, header = sheet.rows[0]
    width = max(len(texts) for _, texts in sheet.rows)
    found: dict[str, int] = {}
    problems = []

    def problem(column: int, message: str, hint: str) -> None:
        problems.append(CellProblem(f"{name}, cel {cell_name(number, column)}", "", message, hint))

    for column, text in enumerate([*header, *[""] * (width - len(header))], 1):
        title = text.strip()
        key = keys.get(folded(title))
        if not title:
            filled = next(
                (row for row, texts in sheet.rows[1:] if "".join(texts[column - 1 : column]).strip()), 0
            )
            if filled:
                message = f"Deze kolom heeft geen naam, maar in rij {filled} staat er iets."
                problem(column, message, "Geef de kolom de naam van een veld, of maak ze leeg.")
        elif key is None:
            near = nearest(title, [*known, *known.values()])
            hint = f"Bedoelde u '{near}'?" if near else f"De kolommen zijn: {', '.join(columns())}."
            problem(column, f"{quoted(title)} is geen kolom.", hint)
        elif key in found:
            other = cell_name(number, found[key])
            problem(
                column,
                f"De kolom {quoted(title)} staat er twee keer, ook in {other}.",
                "Behoud er één.",
            )
        else:
            found[key] = column
    return found, problems


@dataclass(frozen=True)
class _Row:
    name: str
    number: int
    columns: Mapping[str, int]
    texts: tuple[str, ...]

    def text(self, key: str) -> str:
        column = self.columns.get(key)
        return unprotected(self.texts[column - 1].strip()) if column and column <= len(self.texts) else ""

    def data(self, problems: list[CellProblem]) -> dict[str, Value]:
        """The fields of the row; an empty one is left out."""
        data: dict[str, Value] = {}
        for key, shape in shapes().items():
            text = self.text(key)
            try:
                value = cell_value(shape, text)
            except ValueError:
                message = f"{quoted(text)} is niet te lezen."
                hint = (
                    f"Schrijf bijvoorbeeld '{shape.example}'; staat er een dubbelpunt, komma of haakje in een waarde, "
                    "zet ze dan tussen dubbele aanhalingstekens."
                )
                problems.append(self.problem(key, message, hint))
                continue
            if value:
                data[key] = value
        return data

    def problem(self, key: str, message: str, hint: str) -> CellProblem:
        column = self.columns.get(key)
        cell = f"cel {cell_name(self.number, column)}" if column else f"rij {self.number}"
        return CellProblem(f"{self.name}, {cell}", key, message, hint)
