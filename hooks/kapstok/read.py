"""Bytes to raw records: the one place that reads content.

Nothing here is trusted: symbolic links, big files, wrong encodings, YAML anchors and
duplicate keys become problems.
"""

from __future__ import annotations

import csv
import errno
import io
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from .front_matter import MAX_VALUES, LinesOf, Refused, parsed, split
from .memo import Memo, digest
from .problem import CONTROL, Problem, ProblemsFound
from .raw import Lines, Loc, RawCatalogue, RawRecord, Value
from .rules import found, suggestion
from .words import counted

MAX_BYTES = 200_000
MAX_REGISTER = 7_500
"""Values in a register of YAML: five times what the fullest one has."""
MAX_ROWS = 3_000
"""Rows in a register of CSV: three times what the fullest one has."""
MAX_LINES = 50_000
ADDRESSES = "addresses.txt"
MAX_BYTES_OF = {ADDRESSES: 2_000_000}
"""The list of published addresses only grows: this is room for some forty thousand."""
HANGIJZERS = "hete-hangijzers"
WORDS = "words.txt"
"""Words that the dictionary lacks: among the registers, and read by ``spelling`` alone."""
_FOLDERS = {"partners": "partner", "subsidies": "subsidy"}
"""The folders among the registers, with the kind of their records."""


def read_catalogue(root: Path, memo: Memo | None = None) -> RawCatalogue:
    """Read ``practices/`` and ``register/`` below ``root``; every file gives records or a problem.

    Of ``docs/`` only the names count: links lead there.
    Every file is read; ``memo`` knows what files with the same bytes gave before.
    """
    raw = RawCatalogue(memo=memo or Memo(), written=written_pages(root))
    if (root / "register").is_symlink():
        raw.problems.append(found("koppeling", "register", hint="folder", what="folder"))
        return raw
    for path, shown in _markdown_files(root / "practices", root, raw, depth=2):
        kind = "hangijzer" if path.split("/")[-2] == HANGIJZERS else "practice"
        _read_record(path, shown, kind, raw)
    raw.problems += _strangers(root)
    for folder, kind in _FOLDERS.items():
        for path, shown in _markdown_files(root / "register" / folder, root, raw, depth=1):
            _read_record(path, shown, kind, raw)
    for name, records in _REGISTERS.items():
        register = root / "register" / name
        shown = _relative(register, root)
        if not register.is_file() or register.is_symlink():
            raw.problems.append(found("ontbreekt", shown, what="register"))
        else:
            _read_file(str(register), shown, raw, records)
    return raw


def read_draft(path: str, kind: str, content: bytes) -> RawRecord | Problem:
    """The record in the content of a file that is not on disk yet, or why it could not be read there."""
    try:
        return _record(path, kind, _decoded(content, len(content)))
    except Refused as refused:
        return _told(refused, path)


def read_text(path: Path, root: Path) -> str:
    """The text of a file without records; ``ProblemsFound`` when it holds no text."""
    data = path.read_bytes()
    try:
        return _decoded(data, len(data))
    except Refused as refused:
        raise ProblemsFound([_told(refused, _relative(path, root))]) from None


def _told(refused: Refused, path: str) -> Problem:
    return found(refused.rule, path, refused.line, hint=refused.hint, **refused.values)


def written_pages(root: Path) -> list[str]:
    """The addresses of the hand-written pages in ``docs/``, as the engine gives them: ``over.md`` is ``over/``."""
    files = (path.relative_to(root / "docs").with_suffix("") for path in (root / "docs").rglob("*.md"))
    pages = (path.parent if path.name == "index" else path for path in files)
    return sorted("" if page == Path() else f"{page.as_posix()}/" for page in pages)


def _relative(path: Path, root: Path) -> str:
    """The name of a file as people see it."""
    return _visible(path.relative_to(root).as_posix())


def _visible(name: str) -> str:
    """Nothing in it moves a terminal, and all of it can be written."""
    return re.sub(rf"{CONTROL}|[\n\t\ud800-\udfff]", "\ufffd", name)


def _strangers(root: Path) -> Iterator[Problem]:
    """What lies among the registers and is none of them: nothing would ever read it."""
    known = sorted([*_FOLDERS, *_REGISTERS, WORDS])
    for path in sorted((root / "register").glob("[!.]*")):
        shown = _relative(path, root)
        if path.name in known:
            continue
        if path.suffix == ".md" and path.is_file():
            form = " of ".join(f"register/{folder}/<naam>.md" for folder in _FOLDERS)
            yield found("verkeerde-map", shown, form=form)
        else:
            yield found("onbekend-register", shown, value=path.name, **suggestion(path.name, known))


def _markdown_files(folder: Path, root: Path, raw: RawCatalogue, depth: int) -> list[tuple[str, str]]:
    """The Markdown files exactly ``depth`` levels below ``folder``, each as the system and as people name it; whatever else lies there is a problem."""
    own = _relative(folder, root)
    if folder.is_symlink():
        raw.problems.append(found("koppeling", own, hint="folder", what="folder"))
        return []
    if not folder.is_dir():
        raw.problems.append(found("ontbreekt", own, hint="folder", what="folder"))
        return []
    form = f"{own}/<thema>/<naam>.md" if depth == 2 else f"{own}/<naam>.md"

    def below(here: str, shown: str, level: int) -> Iterator[tuple[str, str]]:
        try:
            with os.scandir(here) as entries:
                present = sorted(
                    (entry for entry in entries if entry.name[0] != "."), key=lambda entry: entry.name
                )
        except OSError as error:
            raw.problems.append(found("onleesbaar", shown, what=_why_unreadable(error)))
            return
        folders = [entry for entry in present if entry.is_dir(follow_symlinks=False)]
        for entry in present:
            name = f"{shown}/{_visible(entry.name)}"
            if entry.is_symlink():
                raw.problems.append(found("koppeling", name, what="file"))
            elif entry.is_dir(follow_symlinks=False):
                continue
            elif not entry.name.endswith(".md"):
                raw.problems.append(found("geen-markdown", name, value=entry.name))
            elif level != depth:
                raw.problems.append(found("verkeerde-map", name, form=form))
            else:
                yield f"{here}/{entry.name}", name
        for entry in folders:
            yield from below(f"{here}/{entry.name}", f"{shown}/{_visible(entry.name)}", level + 1)

    return list(below(str(folder), own, 1))


Reader = Callable[[str, str, RawCatalogue], list[RawRecord]]
"""Gives the records in a text, from its path as problems name it; what it cannot read is a problem of the catalogue."""


def _read_file(path: str, shown: str, raw: RawCatalogue, records: Reader) -> None:
    """Add the records of one file, ``shown`` to people, or the problem that it cannot be read."""
    most = MAX_BYTES_OF.get(os.path.basename(path), MAX_BYTES)
    try:
        data, size = _bytes_of(path, most + 1)
    except OSError as error:
        raw.problems.append(found("onleesbaar", shown, what=_why_unreadable(error)))
        return
    own = raw.memo.of("file", lambda: _read_data(shown, data, size, most, records), shown, data, str(size))
    raw.records += own.records
    raw.problems += own.problems


def _bytes_of(path: str, most: int) -> tuple[bytes, int]:
    """The first bytes of an ordinary file, and how many it has; what waits for a writer, or leads elsewhere by now, is an OSError and never a long wait."""
    file = os.open(
        path,
        os.O_RDONLY
        | getattr(os, "O_NONBLOCK", 0)
        | getattr(os, "O_NOFOLLOW", 0)
        | getattr(os, "O_BINARY", 0),
    )
    try:
        known = os.fstat(file)
        if not stat.S_ISREG(known.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
        data = os.read(file, most)
        while len(data) < most and (more := os.read(file, most - len(data))):
            data += more
        return data, known.st_size
    finally:
        os.close(file)


def _why_unreadable(error: OSError) -> str:
    """The word of the rule ``onleesbaar`` for what the system says."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return "denied"
    return "gone" if error.errno == errno.ENOENT else "other"


def _read_data(shown: str, data: bytes, size: int, most: int, records: Reader) -> RawCatalogue:
    own = RawCatalogue()
    key = digest(shown, data)
    try:
        read = records(_decoded(data, size, most), shown, own)
        own.records = [_with_digests(item, digest(key, str(index))) for index, item in enumerate(read)]
    except Refused as refused:
        own.problems.append(_told(refused, shown))
    return own


def _with_digests(record: RawRecord, key: bytes) -> RawRecord:
    """A record with the digest of what it was read from, and the one that leaves out its text."""
    outline = digest(record.path, record.front) if record.front else key
    return replace(record, key=key, outline=outline)


def _read_record(path: str, shown: str, kind: str, raw: RawCatalogue) -> None:
    _read_file(path, shown, raw, lambda text, shown, _: [_record(shown, kind, text)])


def _decoded(data: bytes, size: int, most: int = MAX_BYTES) -> str:
    if len(data) > most:
        raise Refused(0, "te-groot", size=f"{size / 1000:.0f}", limit=most // 1000)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(data[: error.start].count(b"\n") + 1, "codering", what="utf8") from None
    if "\0" in text:
        raise Refused(text[: text.index("\0")].count("\n") + 1, "codering", "nul", what="nul")
    return re.sub("[\u0085\u2028\u2029]", " ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _record(shown: str, kind: str, text: str) -> RawRecord:
    """A Markdown file: one record."""
    front, front_line, body, body_line = split(text)
    data, lines = parsed(front, front_line)
    if not isinstance(data, dict):
        raise Refused(2, "verkeerde-opbouw", what="fields")
    kept = LinesOf.of(front, front_line, lines)
    return RawRecord(shown, kind, PurePosixPath(shown).stem, data, kept, body, body_line, front)


def _list_of(kind: str) -> Reader:
    """A register in one YAML file: a list of records with an ``id``."""

    def records(text: str, shown: str, raw: RawCatalogue) -> list[RawRecord]:
        data, lines = parsed(text, first_line=1, most=MAX_REGISTER)
        if data is not None and not isinstance(data, list):
            raise Refused(1, "verkeerde-opbouw", "list", what="list")
        items = []
        own = _below(lines)
        for index, item in enumerate(data or []):
            if len(own[index]) > MAX_VALUES:
                raise Refused(lines[(index,)], "te-ingewikkeld", "record", what="many", limit=MAX_VALUES)
            identity = item.get("id") if isinstance(item, dict) else None
            if not isinstance(item, dict) or not isinstance(identity, str) or not identity.strip():
                line = lines.get((index,), 1)
                raw.problems.append(found("verplicht-veld", shown, line, "id", hint="id"))
                continue
            rest = {key: value for key, value in item.items() if key != "id"}
            items.append(RawRecord(shown, kind, identity, rest, own[index]))
        return items

    return records


def _synonyms(text: str, shown: str, raw: RawCatalogue) -> list[RawRecord]:
    """A mapping of headings to lines: one record a heading."""
    data, lines = parsed(text, first_line=1, most=MAX_REGISTER)
    if data is not None and not isinstance(data, dict):
        raise Refused(1, "verkeerde-opbouw", "headings", what="headings")

    own = _below(lines)
    return [
        RawRecord(
            shown, "synonyms", name, {"lines": value}, {("lines", *loc): n for loc, n in own[name].items()}
        )
        for name, value in (data or {}).items()
    ]


def _below(lines: Lines) -> dict[str | int, dict[Loc, int]]:
    """The lines of each item of a list or mapping, as seen from the item."""
    found: dict[str | int, dict[Loc, int]] = {}
    for loc, number in lines.items():
        if loc:
            found.setdefault(loc[0], {})[loc[1:]] = number
    return found


def _review(text: str, shown: str, raw: RawCatalogue) -> list[RawRecord]:
    """A few fields: one record with all of them."""
    data, lines = parsed(text, first_line=1, most=MAX_REGISTER)
    if data is not None and not isinstance(data, dict):
        raise Refused(1, "verkeerde-opbouw", "fields", what="register")
    return [RawRecord(shown, "review", Path(shown).stem, data, lines)] if data else []


def _lines_of(kind: str) -> Reader:
    """A plain text file: one record with all its lines."""

    def records(text: str, shown: str, raw: RawCatalogue) -> list[RawRecord]:
        lines: list[Value] = [*text.removesuffix("\n").split("\n")] if text else []
        if len(lines) > MAX_LINES:
            raise Refused(MAX_LINES + 1, "te-ingewikkeld", "lines", what="many", limit=MAX_LINES)
        own: dict[Loc, int] = {(): 1, **{("lines", index): index + 1 for index in range(len(lines))}}
        return [RawRecord(shown, kind, Path(shown).stem, {"lines": lines}, own)] if lines else []

    return records


def _rows_of(kind: str, key: str) -> Reader:
    """A register in one CSV file: a record a row; the first line names the columns."""

    def records(text: str, shown: str, raw: RawCatalogue) -> list[RawRecord]:
        reader = csv.DictReader(io.StringIO(text), strict=True)
        rows = []
        try:
            for row in reader:
                data: dict[str, Value] = {
                    name: (value.strip() or None) if isinstance(value, str) else None
                    for name, value in row.items()
                    if name
                }
                if len(rows) == MAX_ROWS:
                    raise Refused(reader.line_num, "te-ingewikkeld", "lines", what="many", limit=MAX_ROWS)
                surplus: list[str] = row.get(None) or []  # type: ignore[call-overload]
                if any(cell.strip() for cell in surplus):
                    raw.problems.append(_too_long(shown, reader.line_num, len(data), len(surplus)))
                rows.append(RawRecord(shown, kind, str(data.get(key) or ""), data, {(): reader.line_num}))
        except csv.Error:
            raise Refused(0, "tabel-onleesbaar") from None
        return rows

    return records


def _too_long(shown: str, line: int, columns: int, surplus: int) -> Problem:
    """The problem of a row with cells under no column: what stands there would be lost."""
    counts = {
        "cells": counted(columns + surplus, "cel", "cellen"),
        "columns": counted(columns, "kolom", "kolommen"),
    }
    return found("rij-en-kolommen", shown, line, hint="remove", **counts)


_REGISTERS: dict[str, Reader] = {
    "themes.yml": _list_of("theme"),
    "target-groups.yml": _list_of("target_group"),
    "sources.yml": _list_of("source"),
    "resources.yml": _list_of("resource"),
    "tables.yml": _list_of("table"),
    "terms.yml": _list_of("term"),
    "removed.yml": _list_of("removed"),
    "synonyms.yml": _synonyms,
    "compounds.txt": _lines_of("compounds"),
    ADDRESSES: _lines_of("published"),
    "review.yml": _review,
    "municipalities.csv": _rows_of("municipality", "nis"),
    "boroughs.csv": _rows_of("borough", "name"),
}
