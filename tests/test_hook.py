"""The check before a commit, in a git repository of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import ROOT

PRACTICE = "practices/taal/voorleesuur.md"


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """One command in the repository, with nobody's own git settings."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(
        command, cwd=root, env={**clean, **settings}, capture_output=True, text=True, check=False
    )


def make_hook(root: Path) -> subprocess.CompletedProcess[str]:
    """``make hook`` with the packages that are there: the environment of this project is not touched."""
    return run(root, "make", "--assume-old=.venv/.stamp", "hook")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The small catalogue with the program in a repository with one commit."""
    root = tmp_path / "repository"
    shutil.copytree(ROOT / "tests/catalogue", root)
    for name in ("hooks", "templates"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", ".gitignore", ".pre-commit-config.yaml"):
        shutil.copy(ROOT / name, root / name)
    (root / ".venv").symlink_to(sys.prefix)
    run(root, "git", "init", "--quiet", "--initial-branch=main")
    (root / ".git/info/exclude").write_text(".venv\n")
    run(root, "git", "config", "user.name", "Proef")
    run(root, "git", "config", "user.email", "proef@example.org")
    run(root, "git", "add", "--all")
    assert run(root, "git", "commit", "--quiet", "--message", "Begin").returncode == 0
    return root


def change(root: Path, old: str, new: str) -> None:
    path = root / PRACTICE
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_good_content_is_committed(repository: Path) -> None:
    """Once the hook is on, a commit of good content must pass, and so must one that touches no content."""
    assert make_hook(repository).returncode == 0
    change(repository, "elke zaterdag", "elke woensdag")
    assert run(repository, "git", "commit", "--all", "--message", "Goed").returncode == 0
    (repository / "nota.txt").write_text("x")
    run(repository, "git", "add", "nota.txt")
    result = run(repository, "git", "commit", "--message", "Nota")
    assert result.returncode == 0
    assert "In orde" not in result.stdout + result.stderr


def test_mistake_is_not_committed(repository: Path) -> None:
    """A mistake must stop the commit with the words of the check, and leave what was staged."""
    make_hook(repository)
    change(repository, "theme: [taal, buurt]", "theme: [tal]")
    result = run(repository, "git", "commit", "--all", "--message", "Fout")
    assert result.returncode != 0
    assert f"{PRACTICE}:4: theme: 'tal' is geen thema." in result.stderr
    assert "Begin" in run(repository, "git", "log", "-1", "--format=%s").stdout
    assert run(repository, "git", "diff", "--cached", "--name-only").stdout == ""
    assert run(repository, "git", "diff", "--name-only").stdout.strip() == PRACTICE


def test_what_is_staged_counts(repository: Path) -> None:
    """What is committed must be checked, not what lies in the folder: both ways round."""
    make_hook(repository)
    change(repository, "elke zaterdag", "elke woensdag")
    run(repository, "git", "add", PRACTICE)
    change(repository, "theme: [taal, buurt]", "theme: [tal]")
    assert run(repository, "git", "commit", "--message", "Goed").returncode == 0
    run(repository, "git", "add", PRACTICE)
    change(repository, "theme: [tal]", "theme: [taal, buurt]")
    assert run(repository, "git", "commit", "--message", "Fout").returncode != 0


def test_missing_environment_is_said(repository: Path) -> None:
    """Without the packages the hook must say in words what to do."""
    make_hook(repository)
    (repository / ".venv").unlink()
    change(repository, "elke zaterdag", "elke woensdag")
    result = run(repository, "git", "commit", "--all", "--message", "Goed")
    assert result.returncode != 0
    assert "voer eerst 'make check' uit" in result.stderr


def test_own_hooks_are_left_alone(repository: Path) -> None:
    """Somebody's own hooks must not be switched off; asking twice must be harmless."""
    assert make_hook(repository).returncode == make_hook(repository).returncode == 0
    (repository / "eigen").mkdir()
    run(repository, "git", "config", "core.hooksPath", "eigen")
    assert make_hook(repository).returncode != 0
    assert run(repository, "git", "config", "core.hooksPath").stdout.strip() == "eigen"
    run(repository, "git", "config", "--unset", "core.hooksPath")
    (repository / ".git/hooks").mkdir(exist_ok=True)
    (repository / ".git/hooks/pre-push.sample").write_text("#!/bin/sh\n")
    for name in ("pre-commit", "commit-msg"):
        (repository / ".git/hooks" / name).write_text("#!/bin/sh\n")
        result = make_hook(repository)
        assert result.returncode != 0 and f"hooks/{name})" in result.stdout
        assert run(repository, "git", "config", "core.hooksPath").stdout == ""
        (repository / ".git/hooks" / name).unlink()
    assert make_hook(repository).returncode == 0


def test_tool_runs_the_same_hook() -> None:
    """The configuration of the tool pre-commit must name the hook that these tests run."""
    [source] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    [hook] = source["hooks"]
    assert source["repo"] == "local"
    assert os.access(ROOT / hook["entry"], os.X_OK)
    assert hook["always_run"] and "files" not in hook  # a commit that only deletes names no file
