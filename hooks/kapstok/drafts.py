"""Practices that are not in the catalogue yet: checked as if they were, and written all together or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from .model import Practice
from .names import slugified
from .practice_file import rewritten, written
from .progress import Watch
from .raw import RawCatalogue, RawRecord, Value
from .read import HANGIJZERS, read_draft
from .shapes import shapes
from .whole_file import tidy


@dataclass(frozen=True)
class Draft:
    """A practice to be written: its data and text; path, front matter and text of the file that it takes the place of, if any."""

    slug: str
    data: dict[str, Value]
    body: str
    replaces: str = ""
    front: str = ""
    before: str = ""

    @property
    def path(self) -> str:
        """Its file: in the folder of the first theme."""
        theme = self.data.get("theme")
        first = theme[0] if isinstance(theme, list) and theme else theme
        folder = slugified(str(first or "")) or "thema"
        return f"practices/{'thema' if folder == HANGIJZERS else folder}/{self.slug}.md"

    @property
    def content(self) -> bytes:
        """The bytes of its file."""
        text = rewritten(self.front, self.data, self.body) if self.front else written(self.data, self.body)
        return text.encode()


def with_drafts(raw: RawCatalogue, drafts: Iterable[Draft]) -> RawCatalogue:
    """The catalogue as it would be read after the drafts were written."""
    drafts = list(drafts)
    gone = {draft.replaces for draft in drafts}
    whole = RawCatalogue([record for record in raw.records if record.path not in gone], list(raw.problems))
    for draft in drafts:
        found = read_draft(draft.path, "practice", draft.content)
        if isinstance(found, RawRecord):
            whole.records.append(found)
        else:
            whole.problems.append(found)
    return whole


def changed_fields(draft: Draft, old: RawRecord | None) -> list[str] | None:
    """Which fields differ from the file that it replaces, None when nothing does; all of them for a new one.

    What counts is what the model makes of a value: ``Gent`` is ``[Gent]``, and a default may be left out.
    """
    before = _values(old.data, old.body) if old else {}
    after = _values(draft.data, draft.body)
    fields = [key for key in (*shapes(), "body") if before.get(key) != after.get(key)]
    return fields if fields or draft.path != draft.replaces else None


def _values(data: Mapping[str, Value], body: str) -> dict[str, object]:
    try:
        values: dict[str, object] = Practice.model_validate(data).model_dump()
    except ValidationError:
        values = dict(data)
    return {**values, "body": body.strip()}


class Changed(OSError):
    """Somebody changed a file since it was read; nothing is written."""


def write_drafts(root: Path, drafts: Sequence[Draft], watched: Watch = iter) -> None:
    """Write the files; when one cannot be written, all is as it was and the error goes on.

    All new files stand ready under another name before the first old one is replaced, each at once:
    whoever is killed meanwhile leaves every practice as it was or as it becomes, and hidden files that the next one tidies up.
    """
    undo: list[Callable[[], object]] = []
    staged: list[tuple[Path, Path]] = []
    kept: list[Path] = []
    replacing = {root / draft.replaces: draft for draft in drafts if draft.replaces}
    mark = f".{os.getpid()}"  # two imports at once do not take one another's files
    try:
        for draft in watched(drafts):
            path = root / draft.path
            if not path.parent.is_dir():
                path.parent.mkdir()
                undo.append(path.parent.rmdir)
            ready = path.with_name(f".{path.name}{mark}.new")
            undo.append(lambda ready=ready: ready.unlink(missing_ok=True))
            ready.unlink(missing_ok=True)  # it may be a link to a file elsewhere
            with ready.open("xb") as file:
                file.write(draft.content)
            staged.append((ready, path))
        for path in (path for path, draft in replacing.items() if _is_changed(path, draft)):
            raise Changed(errno.EBUSY, "changed", str(path))
        for path in replacing:
            old = path.with_name(f".{path.name}{mark}.old")
            old.unlink(missing_ok=True)
            _second_name(path, old)
            undo.append(lambda old=old, path=path: _restore(old, path))
            kept.append(old)
        for ready, path in staged:
            if path not in replacing:
                if path.exists():
                    raise FileExistsError(errno.EEXIST, "exists", str(path))
                undo.append(lambda path=path: path.unlink(missing_ok=True))
            os.replace(ready, path)
        for path in set(replacing) - {path for _, path in staged}:
            path.unlink()
    except BaseException:
        for step in reversed(undo):
            with suppress(OSError):
                step()
        raise
    for old in kept:
        with suppress(OSError):  # all is written: what stays behind is hidden and read by nothing
            old.unlink()
    for folder in (root / "practices").glob("*/"):
        tidy(folder, r".+\.md", time.time())


def _is_changed(path: Path, draft: Draft) -> bool:
    """The file is no longer what the draft was made of."""
    found = read_draft(draft.replaces, "practice", path.read_bytes())
    return not isinstance(found, RawRecord) or (found.front, found.body) != (draft.front, draft.before)


def _second_name(path: Path, other: Path) -> None:
    """Keep what is in a file under another name as well."""
    try:
        os.link(path, other)
    except OSError:  # a file system without hard links
        shutil.copy2(path, other)


def _restore(old: Path, path: Path) -> None:
    """Give a file back what was kept under another name, and take that name away."""
    os.replace(old, path)
    old.unlink(missing_ok=True)  # it stays when both are names of one file
