"""A record as a page for an engine that knows nothing of catalogues: YAML front matter and Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from ..generate import RecordFile

LISTS = ("theme", "municipality")
"""The fields by which an engine that can makes lists."""


def plain_front(record: RecordFile) -> dict[str, object]:
    """The front matter with a title, and with a list where there may be one value or several.

    ``aliases`` gets another name: engines take it for former addresses, and those of a partner are names.
    """
    front = {"title": record.front.get("title") or record.front["name"], **record.front}
    for name in LISTS:
        if isinstance(front.get(name), str):
            front[name] = [front[name]]
    if "aliases" in front:
        front["also"] = front.pop("aliases")
    return front


def write_pages(records: Iterable[RecordFile], folder: Path) -> None:
    """Write every record below a folder, at the path that it has in the project."""
    for record in records:
        front = yaml.dump(plain_front(record), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        path = folder / record.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{front}---\n\n{record.body}\n", "utf-8")
