"""Bytes to raw records: front matter as plain text values that remember their line numbers.

Nothing here is trusted: symbolic links, big files, wrong encodings, YAML anchors and
duplicate keys become problems.
Scalars stay text (``no`` is not a boolean, ``015`` not a number); the model gives them a type.
"""

from __future__ import annotations

import csv
import io
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from frontmatter.default_handlers import YAMLHandler

from .names import SLUG, slugified
from .problem import Problem, quoted

Value = str | list["Value"] | dict[str, "Value"] | None
Lines = dict[tuple[str | int, ...], int]

MAX_BYTES = 200_000
MAX_DEPTH = 8
HANGIJZERS = "hete-hangijzers"
_FENCE = YAMLHandler()
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class RawRecord:
    """One untrusted record: ``data`` as written, ``lines`` the line of every key and item in it."""

    path: str
    kind: str
    slug: str
    data: dict[str, Value]
    lines: Lines
    body: str = ""
    body_line: int = 0

    def line(self, loc: tuple[str | int, ...] = ()) -> int:
        """The line of a field, or of the nearest field around it.

        A single value where a list may stand has no index of its own: ``("source", 0, "page")``
        is looked up as ``("source", "page")`` too.
        """
        while loc:
            bare = tuple(part for part in loc if not isinstance(part, int))
            for candidate in (loc, bare):
                if candidate in self.lines:
                    return self.lines[candidate]
            loc = loc[:-1]
        return self.lines.get((), 1)


@dataclass
class RawCatalogue:
    """Everything that was read, and what could not be."""

    records: list[RawRecord] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def of_kind(self, kind: str) -> list[RawRecord]:
        return [record for record in self.records if record.kind == kind]


class _Refused(Exception):
    def __init__(self, line: int, message: str, hint: str = "") -> None:
        self.args = (line, message, hint)


def read_catalogue(root: Path) -> RawCatalogue:
    """Read ``practices/`` and ``register/`` below ``root``; every file gives records or a problem."""
    raw = RawCatalogue()
    if (root / "register").is_symlink():
        raw.problems.append(
            Problem(
                "register",
                0,
                "",
                "",
                "Deze map is een symbolische koppeling.",
                "Zet de map zelf op deze plaats.",
            )
        )
        return raw
    for path in _markdown_files(root / "practices", root, raw, depth=2):
        kind = "hangijzer" if path.parent.name == HANGIJZERS else "practice"
        _read_markdown(path, root, kind, raw)
    for kind, folder in (("partner", "partners"), ("subsidy", "subsidies")):
        for path in _markdown_files(root / "register" / folder, root, raw, depth=1):
            _read_markdown(path, root, kind, raw)
    for kind, name in (
        ("theme", "themes.yml"),
        ("target_group", "target-groups.yml"),
        ("source", "sources.yml"),
        ("resource", "resources.yml"),
        ("table", "tables.yml"),
        ("term", "terms.yml"),
    ):
        _read_list(root / "register" / name, root, kind, raw)
    _read_synonyms(root / "register" / "synonyms.yml", root, raw)
    _read_lines(root / "register" / "compounds.txt", root, "compounds", raw)
    _read_fields(root / "register" / "review.yml", root, "review", raw)
    for kind, name, key in (
        ("municipality", "municipalities.csv", "nis"),
        ("borough", "boroughs.csv", "name"),
    ):
        _read_csv(root / "register" / name, root, kind, key, raw)
    return raw


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _markdown_files(folder: Path, root: Path, raw: RawCatalogue, depth: int) -> list[Path]:
    """The Markdown files exactly ``depth`` levels below ``folder``; whatever else lies there is a problem."""
    found: list[Path] = []
    if folder.is_symlink():
        raw.problems.append(
            Problem(
                _relative(folder, root),
                0,
                "",
                "",
                "Deze map is een symbolische koppeling.",
                "Zet de map zelf op deze plaats.",
            )
        )
        return found
    if not folder.is_dir():
        raw.problems.append(
            Problem(_relative(folder, root), 0, "", "", "Deze map ontbreekt.", "Maak ze aan.")
        )
        return found
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files) + [f for f in folders if (Path(here) / f).is_symlink()]:
            path = Path(here) / name
            shown = _relative(path, root)
            level = len(path.relative_to(folder).parts)
            if name.startswith("."):
                continue
            if path.is_symlink():
                raw.problems.append(
                    Problem(
                        shown,
                        0,
                        "",
                        "",
                        "Dit is een symbolische koppeling.",
                        "Zet het bestand zelf op deze plaats.",
                    )
                )
            elif not name.endswith(".md"):
                raw.problems.append(
                    Problem(
                        shown,
                        0,
                        "",
                        name,
                        "Hier staan alleen Markdown-bestanden.",
                        "Geef het bestand een naam op .md.",
                    )
                )
            elif level != depth:
                where = "<thema>/<naam>.md" if depth == 2 else "<naam>.md"
                raw.problems.append(
                    Problem(
                        shown,
                        0,
                        "",
                        "",
                        "Dit bestand staat niet in de juiste map.",
                        f"De vorm is {_relative(folder, root)}/{where}.",
                    )
                )
            else:
                found.append(path)
    return found


def _read_text(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        size = path.stat().st_size
        raise _Refused(
            0,
            f"Het bestand is te groot: {size / 1000:.0f} kB.",
            f"Een bestand is hoogstens {MAX_BYTES // 1000} kB; kort de tekst in of zet een document elders.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _Refused(
            line, "Dit bestand is geen UTF-8.", "Bewaar het opnieuw met de codering UTF-8."
        ) from None
    if "\0" in text:
        raise _Refused(
            text[: text.index("\0")].count("\n") + 1,
            "Er staat een nulteken in het bestand.",
            "Verwijder het.",
        )
    return re.sub("[\u0085\u2028\u2029]", " ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _read_markdown(path: Path, root: Path, kind: str, raw: RawCatalogue) -> None:
    shown = _relative(path, root)
    slug = path.stem
    if not SLUG.match(slug):
        raw.problems.append(
            Problem(
                shown, 0, "", slug,
                f"De bestandsnaam {quoted(slug)} kan geen adres zijn.",
                f"Gebruik kleine letters, cijfers en streepjes: '{slugified(slug) or 'naam'}.md'.",
            )
        )  # fmt: skip
        return
    try:
        text = _read_text(path)
        front, front_line, body, body_line = _split(text)
        data, lines = _parse_yaml(front, front_line)
        if not isinstance(data, dict):
            raise _Refused(
                2, "De kopgegevens zijn geen lijst van velden.", "Schrijf elk veld als 'naam: waarde'."
            )
    except _Refused as refused:
        line, message, hint = refused.args
        raw.problems.append(Problem(shown, line, "", "", message, hint))
        return
    raw.records.append(RawRecord(shown, kind, slug, data, lines, body, body_line))


def _split(text: str) -> tuple[str, int, str, int]:
    """Front matter and body, each with the line on which it begins."""
    if not text.strip():
        raise _Refused(0, "Het bestand is leeg.", "Begin met de kopgegevens tussen twee regels '---'.")
    if not text.startswith("---") or not _FENCE.detect(text):
        raise _Refused(
            1,
            "De kopgegevens ontbreken.",
            "Begin het bestand met een regel '---', dan de velden, dan weer '---'.",
        )
    try:
        front, body = _FENCE.split(text)
    except ValueError:
        raise _Refused(
            1, "De kopgegevens worden niet afgesloten.", "Zet na het laatste veld een regel met alleen '---'."
        ) from None
    body_line = text[: len(text) - len(body)].count("\n") + 1
    leading = len(body) - len(body.lstrip("\n"))
    front = front.lstrip("\n")
    front_line = text[: text.index(front)].count("\n") + 1 if front else 2
    return front, front_line, body.strip("\n"), body_line + leading


def _read_list(path: Path, root: Path, kind: str, raw: RawCatalogue) -> None:
    """A register in one YAML file: a list of records with an ``id``."""
    shown = _relative(path, root)
    if not path.is_file() or path.is_symlink():
        raw.problems.append(Problem(shown, 0, "", "", "Dit register ontbreekt.", "Zet het bestand terug."))
        return
    try:
        data, lines = _parse_yaml(_read_text(path), first_line=1)
        if data is not None and not isinstance(data, list):
            raise _Refused(1, "Dit register is geen lijst.", "Begin elk item met '- id: …'.")
    except _Refused as refused:
        line, message, hint = refused.args
        raw.problems.append(Problem(shown, line, "", "", message, hint))
        return
    for index, item in enumerate(data or []):
        line = lines.get((index,), 1)
        identity = item.get("id") if isinstance(item, dict) else None
        if not isinstance(item, dict) or not isinstance(identity, str) or not identity.strip():
            raw.problems.append(
                Problem(shown, line, "id", "", "Dit item heeft geen id.", "Begin het item met '- id: …'.")
            )
            continue
        own = {loc[1:]: number for loc, number in lines.items() if loc[:1] == (index,)}
        data_without_id = {key: value for key, value in item.items() if key != "id"}
        raw.records.append(RawRecord(shown, kind, identity, data_without_id, own))


def _read_synonyms(path: Path, root: Path, raw: RawCatalogue) -> None:
    """A mapping of headings to lines: one record a heading."""
    shown = _relative(path, root)
    if not path.is_file() or path.is_symlink():
        raw.problems.append(Problem(shown, 0, "", "", "Dit register ontbreekt.", "Zet het bestand terug."))
        return
    try:
        data, lines = _parse_yaml(_read_text(path), first_line=1)
        if data is not None and not isinstance(data, dict):
            raise _Refused(
                1, "Dit register heeft geen kopjes.", "Begin met een kopje ('Doelgroepen:'), dan '- a = b'."
            )
    except _Refused as refused:
        line, message, hint = refused.args
        raw.problems.append(Problem(shown, line, "", "", message, hint))
        return
    for heading, value in (data or {}).items():
        own = {("lines", *loc[1:]): number for loc, number in lines.items() if loc[:1] == (heading,)}
        raw.records.append(RawRecord(shown, "synonyms", heading, {"lines": value}, own))


def _read_fields(path: Path, root: Path, kind: str, raw: RawCatalogue) -> None:
    """A register of a few fields: one record with all of them."""
    shown = _relative(path, root)
    if not path.is_file() or path.is_symlink():
        raw.problems.append(Problem(shown, 0, "", "", "Dit register ontbreekt.", "Zet het bestand terug."))
        return
    try:
        data, lines = _parse_yaml(_read_text(path), first_line=1)
        if data is not None and not isinstance(data, dict):
            raise _Refused(
                1, "Dit register is geen lijst van velden.", "Schrijf elk veld als 'naam: waarde'."
            )
    except _Refused as refused:
        line, message, hint = refused.args
        raw.problems.append(Problem(shown, line, "", "", message, hint))
        return
    if data:
        raw.records.append(RawRecord(shown, kind, path.stem, data, lines))


def _read_lines(path: Path, root: Path, kind: str, raw: RawCatalogue) -> None:
    """A plain text file: one record with all its lines."""
    shown = _relative(path, root)
    if not path.is_file() or path.is_symlink():
        raw.problems.append(Problem(shown, 0, "", "", "Dit register ontbreekt.", "Zet het bestand terug."))
        return
    try:
        lines: list[Value] = list(_read_text(path).splitlines())
    except _Refused as refused:
        line, message, hint = refused.args
        raw.problems.append(Problem(shown, line, "", "", message, hint))
        return
    if lines:
        raw.records.append(RawRecord(shown, kind, path.stem, {"lines": lines}, {(): 1}))


def _read_csv(path: Path, root: Path, kind: str, key: str, raw: RawCatalogue) -> None:
    """A register in one CSV file; the first line names the columns."""
    shown = _relative(path, root)
    if not path.is_file() or path.is_symlink():
        raw.problems.append(Problem(shown, 0, "", "", "Dit register ontbreekt.", "Zet het bestand terug."))
        return
    try:
        text = _read_text(path)
    except _Refused as refused:
        line, message, hint = refused.args
        raw.problems.append(Problem(shown, line, "", "", message, hint))
        return
    reader = csv.DictReader(io.StringIO(text))
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error:
        raw.problems.append(
            Problem(
                shown,
                0,
                "",
                "",
                "Deze tabel is niet te lezen.",
                "Sluit elk aanhalingsteken; zet elke rij op een eigen regel.",
            )
        )
        return
    for line, row in rows:
        data: dict[str, Value] = {
            name: (value.strip() or None) if isinstance(value, str) else None
            for name, value in row.items()
            if name
        }
        raw.records.append(RawRecord(shown, kind, str(data.get(key) or ""), data, {(): line}))


def _parse_yaml(text: str, first_line: int) -> tuple[Value, Lines]:
    """YAML to text values and the line of each key; refuses what a record never needs."""
    for number, line in enumerate(text.split("\n"), first_line):
        if "\t" in line:
            raise _Refused(
                number, "Er staat een tab in de kopgegevens.", "Gebruik spaties in plaats van tabs."
            )
    try:
        depth = 0
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise _Refused(
                    event.start_mark.line + first_line,
                    "De kopgegevens zijn te diep genest.",
                    "Maak er een gewone lijst van.",
                )
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise _Refused(
                    event.start_mark.line + first_line,
                    "Verwijzingen met & en * zijn in de kopgegevens niet toegelaten.",
                    "Schrijf de waarde voluit, of zet ze tussen aanhalingstekens.",
                )
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        raise _Refused(
            line,
            "De kopgegevens zijn geen geldige YAML.",
            "Staat er een dubbelpunt, aanhalingsteken of haakje in een waarde? Zet de hele waarde dan tussen aanhalingstekens.",
        ) from None
    except (yaml.YAMLError, RecursionError):
        raise _Refused(
            first_line,
            "De kopgegevens zijn geen geldige YAML.",
            "Verwijder bijzondere tekens en diepe lijsten.",
        ) from None
    lines: Lines = {}
    return (None if node is None else _value(node, (), lines, first_line)), lines


def _value(node: yaml.Node, loc: tuple[str | int, ...], lines: Lines, first_line: int) -> Value:
    lines.setdefault(loc, node.start_mark.line + first_line)
    if isinstance(node, yaml.ScalarNode):
        plain = not node.style
        return None if plain and node.value in ("", "~", "null") else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*loc, index), lines, first_line) for index, item in enumerate(node.value)]
    result: dict[str, Value] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + first_line
        if not isinstance(key_node, yaml.ScalarNode):
            raise _Refused(line, "Een veldnaam is geen gewoon woord.", "Schrijf elk veld als 'naam: waarde'.")
        if key_node.value in result:
            raise _Refused(line, f"Het veld {quoted(key_node.value)} staat er twee keer.", "Behoud er één.")
        lines[(*loc, key_node.value)] = line
        result[key_node.value] = _value(value_node, (*loc, key_node.value), lines, first_line)
    return result
