"""The site built by each engine that can: ``python -m engines zensical site`` builds it with another than MkDocs.

ProperDocs runs the same hook as MkDocs; Zensical runs none, so the package fills what it rendered.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import packages

ROOT = Path(__file__).parent.parent
HOOKED = ("mkdocs", "properdocs")


def build(engine: str, root: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the project in ``root`` into ``target``; raises packages.Unavailable when the engine cannot be had."""
    if engine in HOOKED:
        command = f"-m {engine} build --strict --config-file mkdocs.yml --site-dir".split()
        return run(engine, [*command, str(target)], root, **environment)
    with tempfile.TemporaryDirectory() as folder:
        steps = (
            ["-m", "kapstok", "prepare", folder],
            ["-m", engine, "build", "--config-file", f"{folder}/mkdocs.yml"],
            ["-m", "kapstok", "fill", folder, "--site", str(target)],
        )
        for step in steps:
            result = run(engine, step, root, **environment)
            if result.returncode:
                break
    return result


def run(engine: str, command: list[str], root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """One command of Python in ``root``, with the packages of the engine beside those of the project."""
    path = [str(root / "hooks")] + ([] if engine == "mkdocs" else [str(packages.installed(engine))])
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": os.pathsep.join(path)}
    return subprocess.run(
        [sys.executable, *command],
        cwd=root,
        env={**surroundings, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def main() -> int:
    """Build the project with the engine of the first argument into the folder of the second."""
    engine, target = sys.argv[1:]
    try:
        result = build(engine, ROOT, Path(target).absolute())
    except packages.Unavailable as reason:
        sys.stderr.write(f"{engine} cannot be had here: {reason}\n")
        return 1
    sys.stdout.write(result.stdout)
    sys.stderr.write(result.stderr)
    return result.returncode


if __name__ == "__main__":
    sys.exit(main())
