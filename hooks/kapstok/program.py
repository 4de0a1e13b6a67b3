"""The program itself, as a digest: another program may make other bytes of the same content."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

LIBRARIES = (
    "jinja2", "markupsafe", "markdown", "nh3", "pydantic", "pystemmer", "python-frontmatter", "pyyaml",
    "rapidfuzz", "zxing-cpp",
)  # fmt: skip
"""What pages and checks go through."""


@cache
def program() -> bytes:
    """The digest of this package's files, of Python and of the libraries."""
    found = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for name in LIBRARIES:
        found.update(f"{name} {version(name)}\0".encode())
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".yml", ".txt"):
            found.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    return found.digest()
