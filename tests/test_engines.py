"""The way out: the same site from another engine, and an engine that skips the hook is found out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import engines
import packages
from conftest import BASE, ROOT, small_project

URL = {"SITE_URL": f"https://kapstok.test{BASE}"}
GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, without the name of the program that made it."""
    return {
        path.relative_to(folder).as_posix(): GENERATOR.sub(b"", path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def articles(folder: Path) -> dict[str, list[str]]:
    """The content of every page, without the theme around it; the address of the home page may end in a dot."""
    pattern = re.compile(r"<article.*?</article>|<body>.*</body>", re.DOTALL)
    pages = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.html"))
    }
    return {
        name: [part.replace('href="/kapstok/."', 'href="/kapstok/"') for part in pattern.findall(html)]
        for name, html in pages.items()
    }


def built(engine: str, root: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    try:
        return engines.build(engine, root, target, **URL, **environment)
    except packages.Unavailable as reason:
        pytest.skip(f"{engine}: {reason}")


def pages_command(root: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """``kapstok pages``, on a site that is there."""
    return subprocess.run(
        [sys.executable, "-m", "kapstok", "pages", str(site)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("project"))


def test_properdocs_gives_the_same_site(site: Path, tmp_path: Path) -> None:
    """Every file of the real site must come out of ProperDocs byte for byte; only the generator's name may differ."""
    result = built("properdocs", ROOT, tmp_path / "site")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Page skipped" not in result.stderr, "a captured shell is no page that somebody misses"
    ours, theirs = files(site), files(tmp_path / "site")
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert len(ours) > 1000
    home = (tmp_path / "site/index.html").read_text("utf-8")
    assert "ProperDocs" in home, "the other engine must have made it"


@pytest.mark.parametrize("engine", engines.HOOKED)
def test_a_warning_of_either_engine_publishes_nothing(engine: str, project: Path, tmp_path: Path) -> None:
    """A strict build with a warning must publish nothing, whichever engine warns."""
    page = project / "docs/nieuw.md"
    page.write_text("# Nieuw\n\n[Weg](weg.md)\n", "utf-8")
    try:
        result = built(engine, project, tmp_path / "site")
    finally:
        page.unlink()
    assert result.returncode != 0
    assert "De bouw gaf 1 waarschuwing" in result.stdout + result.stderr
    assert not (tmp_path / "site").exists()


def test_zensical_gives_the_same_pages(project: Path, tmp_path: Path) -> None:
    """Zensical must render the frames of a site with the same pages, and the same content in every one of them."""
    result = built("zensical", project, tmp_path / "theirs")
    assert result.returncode == 0, result.stdout + result.stderr
    assert built("mkdocs", project, tmp_path / "ours").returncode == 0
    ours, theirs = articles(tmp_path / "ours"), articles(tmp_path / "theirs")
    assert ours.keys() == theirs.keys()
    assert len(ours) > 50
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert "zensical" in (tmp_path / "theirs/index.html").read_text("utf-8")
    assert pages_command(project, tmp_path / "theirs").returncode == 0
    shared = files(tmp_path / "ours").keys() & files(tmp_path / "theirs").keys()
    assert {"sitemap.xml", "data/catalogue.json", "assets/stylesheets/site.css"} < shared


def test_frames_that_were_not_rendered_leave_the_site_alone(project: Path, tmp_path: Path) -> None:
    """Filling before the engine rendered must say what to do, and touch no byte of the site that is there."""
    target = tmp_path / "site"
    target.mkdir()
    (target / "index.html").write_text("vorige")
    assert engines.run("mkdocs", ["-m", "kapstok", "prepare", f"{tmp_path}/p"], project).returncode == 0
    again = engines.run("mkdocs", ["-m", "kapstok", "prepare", f"{tmp_path}/p"], project)
    assert (again.returncode, "niet leeg" in again.stderr) == (2, True), "what lies there stays"
    command = ["-m", "kapstok", "fill", f"{tmp_path}/p", "--site", str(target)]
    result = engines.run("mkdocs", command, project)
    assert result.returncode == 1
    assert f"Bouw eerst {tmp_path}/p/mkdocs.yml." in result.stderr
    assert "Traceback" not in result.stderr
    assert (target / "index.html").read_text() == "vorige"


def test_engine_without_hooks_is_found_out(project: Path, tmp_path: Path) -> None:
    """Zensical on our own configuration skips the hook and says nothing; the check of the pages must say it."""
    root = tmp_path / "project"
    shutil.copytree(project, root)
    try:
        result = engines.run("zensical", ["-m", "zensical", "build"], root)
    except packages.Unavailable as reason:
        pytest.skip(f"zensical: {reason}")
    assert result.returncode == 0, "the engine itself must be content, or this shows nothing"
    assert (root / "site/index.html").is_file()
    assert_hook_was_skipped(pages_command(root, root / "site"))


def test_hook_that_is_left_out_is_found_out(project: Path, tmp_path: Path) -> None:
    """A site built without the hook must fail the check of the number of pages, although its engine saw no mistake."""
    config = project / "mkdocs.yml"
    original = config.read_text("utf-8")
    config.write_text(original.replace("hooks:\n  - hooks/mkdocs_hook.py\n", ""), "utf-8")
    try:
        result = built("mkdocs", project, tmp_path / "site")
    finally:
        config.write_text(original, "utf-8")
    assert result.returncode == 0, "the engine itself must be content, or this shows nothing"
    assert (tmp_path / "site/index.html").is_file()
    assert_hook_was_skipped(pages_command(project, tmp_path / "site"))


def assert_hook_was_skipped(checked: subprocess.CompletedProcess[str]) -> None:
    """What ``kapstok pages`` says of a site whose engine skipped the hook."""
    assert checked.returncode == 1
    assert re.search(r"de site telt \d+ pagina's, maar het zouden er \d+ moeten zijn", checked.stderr)
    assert "sloeg het programma dat de site bouwde, 'hooks/mkdocs_hook.py' over" in checked.stderr


def test_whole_site_passes_the_check_of_its_pages(site: Path) -> None:
    """The real site must pass the same check, or it says nothing about others."""
    checked = pages_command(ROOT, site)
    assert checked.returncode == 0, checked.stderr
    assert "geen enkele ontbreekt" in checked.stdout


def test_lost_page_and_open_slot_are_named(project: Path, tmp_path: Path) -> None:
    """A page that is gone and a page that nobody filled must each be named."""
    target = tmp_path / "site"
    assert built("mkdocs", project, target).returncode == 0
    (target / "praktijken/babbelcafe/index.html").unlink()
    (target / "praktijken/straatfeest/index.html").write_text("@@kapstok:content@@")
    said = pages_command(project, target).stderr
    assert "het adres '/praktijken/babbelcafe/' ontbreekt." in said
    assert "praktijken/straatfeest/index.html: deze pagina heeft nog geen inhoud." in said


def test_folder_that_is_not_there_is_a_wrong_call(project: Path, tmp_path: Path) -> None:
    """Without a site the command must say what to do, with another code than for a bad site."""
    checked = pages_command(project, tmp_path / "weg")
    assert checked.returncode == 2
    assert "Bouw de site eerst met 'make build'." in checked.stderr
