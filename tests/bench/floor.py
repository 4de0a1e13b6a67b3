"""The floor: the least that a program does with MkDocs, Material, YAML front matter, Python-Markdown and as many bytes.

    python -P floor.py whole    # everything, in one process
    python -P floor.py halves   # the same, of which another process reads one half and writes one half
    python -P floor.py edit     # after an edit: only the record whose bytes are not those of the last run

It runs in a folder with ``practices/`` and ``register/``, with two pages for MkDocs in ``engine/``, and with the size
of every file of Kapstok's site in ``files.json``.  It builds the two pages, parses and converts each record, and writes
files of those sizes into ``site/``, full of nothing: no page is made, nothing is checked, no link is looked at.
Every record stays in memory until the end, and is then counted in ``read.json``.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import pickle
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from markdown import Markdown
from yaml import Node, ScalarNode, SequenceNode
from yaml.cyaml import CParser

Value = str | list["Value"] | dict[str, "Value"]
Record = tuple[dict[str, Value], str]
"""Front matter and HTML."""
EXTENSIONS = ("abbr", "def_list", "sane_lists", "tables")
FILLER = memoryview(bytes(1 << 18))
REMEMBERED = Path("remembered")


class Nodes(CParser):
    """The nodes of a text, all made in C; no scalar has a type, as in Kapstok. No other way to read YAML was faster."""

    def resolve(self, *_: object) -> str:
        return ""

    def descend_resolver(self, *_: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def whole() -> None:
    """Everything, in one process."""
    two_pages()
    records = read(record_paths())
    files = wanted()
    make_folders(files)
    fill(files)
    count(len(records), records)


def halves() -> None:
    """Everything, of which a second process does half: first of the reading, while MkDocs builds, then of the writing."""
    from kapstok.aside import aside

    paths = record_paths()
    with aside(lambda: read(paths[1::2])) as others:
        two_pages()
        records = [*read(paths[::2]), *others()]
    files = wanted()
    make_folders(files)
    with aside(lambda: fill(files[1::2])) as rest:
        fill(files[::2])
        rest()
    count(len(records), records)


def edit() -> None:
    """Every file compared with what is remembered; only what changed is parsed and written. At first that is all."""
    two_pages()
    last: Mapping[str, bytes] = pickle.loads(REMEMBERED.read_bytes()) if REMEMBERED.exists() else {}
    now = {path: hashlib.blake2b(content(path), digest_size=16).digest() for path in record_paths()}
    changed = [path for path in now if last.get(path) != now[path]]
    records = read(changed)
    files = wanted()
    if not last:
        make_folders(files)
        fill(files)
    else:
        sizes = dict(files)
        for path, (_, html) in zip(changed, records, strict=True):
            page = f"praktijken/{Path(path).stem}/index.html"
            put(page, sizes[page], html.encode())
    REMEMBERED.write_bytes(pickle.dumps(now))
    count(len(now), records)


def two_pages() -> None:
    """MkDocs with Material, on two pages; imported here, so that the other half need not wait for it."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    build(load_config("engine/mkdocs.yml"))


def record_paths() -> list[str]:
    """The file of every record."""
    return [
        f"{folder}/{name}"
        for top in ("practices", "register")
        for folder, _, names in os.walk(top)
        for name in names
        if name.endswith(".md")
    ]


def read(paths: Iterable[str]) -> list[Record]:
    """Every record, parsed and converted."""
    return [record(content(path).decode()) for path in paths]


def content(path: str) -> bytes:
    """The bytes of a file."""
    with open(path, "rb", buffering=0) as file:
        return file.read()


def record(text: str) -> Record:
    """Front matter and HTML of a text."""
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    found = value(Nodes(front).get_single_node())
    assert isinstance(found, dict)
    return found, renderer().reset().convert(body)


def value(node: Node) -> Value:
    """A node as plain data."""
    if type(node) is ScalarNode:
        return node.value
    if type(node) is SequenceNode:
        return [value(item) for item in node.value]
    return {key.value: value(item) for key, item in node.value}


@cache
def renderer() -> Markdown:
    """Python-Markdown with the extensions that the records need."""
    return Markdown(extensions=EXTENSIONS, output_format="html")


def wanted() -> list[tuple[str, int]]:
    """Path and size of every file of the site."""
    return list(json.loads(content("files.json")).items())


def make_folders(files: Iterable[tuple[str, int]]) -> None:
    """Every folder of the site, each once."""
    made = {""}

    def make(folder: str) -> None:
        if folder not in made:
            make(folder.rpartition("/")[0])
            os.mkdir(f"site/{folder}")
            made.add(folder)

    os.mkdir("site")
    for path, _ in files:
        make(path.rpartition("/")[0])


def fill(files: Iterable[tuple[str, int]]) -> None:
    """Every file with as many bytes as it must have."""
    for path, size in files:
        put(path, size)


def put(path: str, size: int, start: bytes = b"") -> None:
    """A file of so many bytes; all after its start are nothing."""
    file = os.open(f"site/{path}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    if start:
        os.write(file, start)
    for left in range(size - len(start), 0, -len(FILLER)):
        os.write(file, FILLER[:left])
    os.close(file)


def count(files: int, records: Sequence[Record]) -> None:
    """Note how many files were read, and what the records come to: who looks can tell that none was skipped."""
    fields = sum(len(front) for front, _ in records)
    letters = sum(len(html) for _, html in records)
    found = {"files": files, "records": len(records), "fields": fields, "letters": letters}
    Path("read.json").write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    gc.disable()
    {"whole": whole, "halves": halves, "edit": edit}[sys.argv[1]]()
    os._exit(0)  # nothing is tidied up
