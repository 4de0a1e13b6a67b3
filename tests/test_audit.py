"""What is pinned is pinned exactly, and an audit that nobody answered is no good news."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import audit
import packages
from conftest import ROOT

DIGEST = "--hash=sha256:" + "0" * 64
GOOD = f"alpha==1.2 \\\n    {DIGEST}\n    # via beta\nbeta==2.0 ; python_version < '3.13' \\\n    {DIGEST}\n"


def test_locks_and_vendored_files_are_as_they_should_be() -> None:
    """Every lock file must pin exactly, name no host and agree with the others; vendored files must be as recorded."""
    assert audit.problems() == []


def test_good_lock_is_accepted() -> None:
    """Exact versions with digests must pass, with a marker or without."""
    assert list(audit.lock_problems("x", GOOD)) == []
    assert audit.pinned(GOOD) == {"alpha": "1.2", "beta": "2.0"}


@pytest.mark.parametrize(
    ("lock", "said"),
    [
        (f"alpha>=1.2 \\\n    {DIGEST}\n", "'alpha>=1.2' is no exact version"),
        ("alpha==1.2\n", "'alpha==1.2' has no digest"),
        ("alpha==1.2 \\\n    --hash=md5:00\n", "'alpha==1.2' has no digest"),
        (f"{GOOD}Alpha==1.3 \\\n    {DIGEST}\n", "'alpha' stands there twice"),
        (f"--index-url https://host.example/simple\n{GOOD}", "a lock file names no host"),
        (f"git+https://host.example/alpha\n{GOOD}", "is no exact version"),
        (f"-e .\n{GOOD}", "'-e .' is no exact version"),
    ],
)
def test_bad_lock_is_refused(lock: str, said: str) -> None:
    """What would let another package in must be named."""
    assert any(said in problem for problem in audit.lock_problems("x", lock))


def test_lock_beside_the_project_must_agree() -> None:
    """An engine that runs beside the project must bring the same version of what both have."""
    other = GOOD.replace("1.2", "1.3")
    found = audit.agreement_problems({"lock": GOOD, "properdocs": other, "zensical": GOOD})
    assert list(found) == ["properdocs: alpha 1.3, but 1.2 in lock"]


def test_changed_new_and_lost_vendored_files_are_named(tmp_path: Path) -> None:
    """A file of others that changed, that nobody recorded or that is gone must be named."""
    folder = tmp_path / "docs/vendor"
    folder.mkdir(parents=True)
    (folder / "a.js").write_text("changed")
    (folder / "b.js").write_text("new")
    record = f"# list\n{'0' * 64}  docs/vendor/a.js\n{'0' * 64}  docs/vendor/c.js\n"
    assert list(audit.vendored_problems(tmp_path, record)) == [
        "docs/vendor/a.js: is not the file that was recorded",
        "docs/vendor/c.js: is gone",
        "docs/vendor/b.js: nobody recorded this file of others",
    ]


def report(*dependencies: dict[str, object]) -> str:
    return json.dumps({"dependencies": dependencies})


CLEAN = {"name": "alpha", "version": "1.2", "vulns": []}
HOLE = {"name": "beta", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}
SKIPPED = {"name": "beta", "skip_reason": "Dependency not found on PyPI and could not be audited: beta (2.0)"}


@pytest.mark.parametrize(
    ("found", "code", "said"),
    [
        (report(CLEAN, {**HOLE, "vulns": []}), 0, "Looked up: 2 packages. Known holes: 0."),
        (report(CLEAN, HOLE), 1, "beta 2.0: PYSEC-1, repaired in 2.1"),
        (report(CLEAN, SKIPPED), 3, "Not looked up: 1 package (beta)."),
        (report(CLEAN), 3, "Not looked up: 1 package (beta)."),
        (report(SKIPPED), 3, "NOTHING WAS LOOKED UP: this says nothing about safety."),
        ("", 3, "NOTHING WAS LOOKED UP"),
    ],
)
def test_python_packages_that_were_skipped_are_no_good_news(found: str, code: int, said: str) -> None:
    """pip-audit says "no known vulnerabilities" when it skipped everything; we must say what was not looked up."""
    answers = audit.python_answers(GOOD, found)
    assert answers.code == code
    assert said in str(answers)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ('{"vulnerabilities": {}}', 0),
        ('{"vulnerabilities": {"marked": {"severity": "high", "range": "<19"}}}', 1),
        ('{"message": "405 Method Not Allowed", "error": {}}', 3),
        ("", 3),
    ],
)
def test_npm_that_does_not_answer_is_no_good_news(found: str, code: int) -> None:
    """An error of the registry must not count as "nothing found"."""
    assert audit.npm_answers(["marked"], found).code == code


def test_without_internet_the_audit_says_so() -> None:
    """Where nobody can be reached, the real pip-audit must lead to "nothing was looked up" and a code of its own."""
    try:
        packages.installed("audit")
    except packages.Unavailable as reason:
        pytest.skip(f"pip-audit: {reason}")
    code = (
        "import audit, sys; answers = audit.ask_python('properdocs'); print(answers); sys.exit(answers.code)"
    )
    nobody = {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "NO_PROXY": ""}
    surroundings = {**os.environ, **nobody, "PYTHONPATH": f"{ROOT}/hooks{os.pathsep}{ROOT}/tests"}
    result = subprocess.run(
        [sys.executable, "-c", code], env=surroundings, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 3, result.stderr
    assert "NOTHING WAS LOOKED UP" in result.stdout
