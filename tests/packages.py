"""Packages that the project's own environment lacks: those of one lock file, in a folder of their own below ``.cache/``.

They are used by naming that folder in ``PYTHONPATH``; what is installed in ``.venv`` stays as it is.
"""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


class Unavailable(Exception):
    """The packages cannot be had here: no registry answers."""


def installed(name: str) -> Path:
    """The folder with the packages of ``requirements/<name>.txt``, fetched when it is not there yet."""
    lock = ROOT / f"requirements/{name}.txt"
    folder = ROOT / f".cache/{name}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:12]}"
    if not folder.exists():
        folder.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as partial:
            packages = Path(partial) / "packages"
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            command += [
                "--require-hashes",
                "--no-deps",
                "--target",
                str(packages),
                "--requirement",
                str(lock),
            ]
            result = subprocess.run(command, capture_output=True, text=True, check=False)
            if result.returncode:
                raise Unavailable(f"pip could not install {lock.name}: {result.stderr.strip()[-500:]}")
            with contextlib.suppress(OSError):  # another process was first
                packages.rename(folder)
    return folder
