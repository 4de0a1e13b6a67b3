"""The commands of hosting/README.md know the files of the real site."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path

from bench.load import COMPRESSED
from conftest import ROOT

README = (ROOT / "hosting/README.md").read_text("utf-8")
DIGEST = re.compile(r"^search/[0-9a-f]{10}/|\.[0-9a-f]{8,64}\.")


def test_upload_keeps_exactly_what_carries_a_digest(site: Path) -> None:
    """The patterns for an object store must name every file that carries a digest, and no other."""
    [patterns] = re.findall(r'HASHED="([^"]*)"', README)
    included = patterns.replace("--include ", "").split()
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    kept = {name for name in names if any(fnmatchcase(name, pattern) for pattern in included)}
    assert kept == {name for name in names if DIGEST.search(name)}
    assert len(kept) > 50


def test_every_sort_of_text_is_compressed_beforehand(site: Path) -> None:
    """The command that compresses must name every sort of file of the site that gains by it, as the measurement does."""
    named = set(re.findall(r"-name '\*(\.[a-z]+)'", README))
    assert named == set(COMPRESSED)
    sorts = {path.suffix for path in site.rglob("*") if path.is_file()}
    assert sorts - named == {".png"}
