"""The engines that are compared: each gets the same records, and makes a page of every one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path

import frontmatter
import pytest

from conftest import ROOT, small_project

from .engines import ENGINES
from .engines.eleventy import LOCK
from .engines.engine import Content, Job
from .engines.floor import asked, sizes
from .engines.kapstok import BUILD, SERVE, edited_practice, editing
from .engines.plain import plain_front
from .generate import RecordFile
from .saves import seen
from .timing import taken_by

FOLDERS = {
    "kapstok": "",
    "floor": "",
    "material": "docs",
    "material-nav": "docs",
    "hugo": "content",
    "eleventy": "content",
}
"""Where each engine finds its records."""


@pytest.fixture(scope="module")
def content() -> Content:
    """The real records, and some practices and partners that are invented."""
    return Content(180)


@pytest.fixture(scope="module")
def jobs(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Job]:
    """Every engine made ready, once."""
    made: dict[str, Job] = {}

    def job(name: str) -> Job:
        if name not in made:
            made[name] = ENGINES[name].prepare(content, tmp_path_factory.mktemp(name) / "project")
        return made[name]

    return job


def comparable(records: Iterable[RecordFile]) -> dict[str, tuple[str, str]]:
    """Front matter and text by path."""
    return {
        record.path: (json.dumps(plain_front(record), default=str, sort_keys=True), record.body.strip())
        for record in records
    }


def read_back(folder: Path) -> list[RecordFile]:
    """The records that a folder holds."""
    paths = [path for name in ("practices", "register") for path in sorted((folder / name).rglob("*.md"))]
    found = []
    for path in paths:
        front, body = frontmatter.parse(path.read_text("utf-8"))
        if "also" in front:
            front["aliases"] = front.pop("also")
        found.append(RecordFile(path.relative_to(folder).as_posix(), front, body))
    return found


@pytest.mark.parametrize("name", FOLDERS)
def test_engines_get_the_same_records(name: str, content: Content, jobs) -> None:
    """Every engine must get every record, with the same front matter and the same text."""
    given = comparable(content.records)
    assert len(given) == len(content.records) > 400
    assert comparable(read_back(jobs(name).folder / FOLDERS[name])) == given


@pytest.mark.parametrize("name", ["material", "hugo", "eleventy"])
def test_every_record_becomes_a_page(name: str, content: Content, jobs) -> None:
    """A site must hold a page for each record, with its title as heading, or it is no fair comparison."""
    if missing := ENGINES[name].missing():
        pytest.skip(missing)
    job = jobs(name)
    job.reset(1)
    taken_by(job.command, job.folder, job.environment)
    for record in content.records:
        page = job.output / Path(record.path).with_suffix("") / "index.html"
        (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", page.read_text("utf-8"), re.S)
        assert unescape(heading).strip() == plain_front(record)["title"]
    if name != "material":
        assert (job.output / "theme/taalpromotie/index.html").exists()
        assert (job.output / "municipality/gent/index.html").exists()
    else:
        assert not (job.output / "search").exists()


def test_packages_of_eleventy_are_locked() -> None:
    """Every package must be pinned by version and digest, and no host must be named."""
    text = LOCK.read_text("utf-8")
    packages = {name: package for name, package in json.loads(text)["packages"].items() if name}
    assert "node_modules/@11ty/eleventy" in packages
    assert [name for name, found in packages.items() if not {"version", "integrity"} <= set(found)] == []
    assert "://" not in text


def test_two_pages_are_two(jobs) -> None:
    """The smallest site of MkDocs must have a home page and one other."""
    job = jobs("material-two")
    assert len(list((job.folder / "docs").rglob("*.md"))) == 2


def run(job: Job, turn: int = 1) -> dict[str, int]:
    """What the floor says that it read, after a run."""
    job.reset(turn)
    taken_by(job.command, job.folder, job.environment)
    return json.loads((job.folder / "read.json").read_text("utf-8"))


@pytest.mark.parametrize("name", ["floor", "floor-halves"])
def test_floor_does_all_that_it_must(name: str, content: Content, jobs) -> None:
    """The floor must build two pages, read and convert every record, and write as many files and bytes as Kapstok."""
    job = jobs(name)
    assert run(job)["records"] == len(content.records)
    assert job.objection(job.output) == ""
    assert (job.folder / "engine/site/index.html").exists()
    written = sizes(job.output)
    assert len(written) > len(content.records)
    assert written[f"praktijken/{edited_practice(job.folder).stem}/index.html"] > 10_000
    assert not any(path.startswith("search/") for path in written)
    job.reset(2)
    assert not job.output.exists()
    assert not (job.folder / "engine/site").exists()


def test_floor_that_does_less_is_found_out(content: Content, tmp_path: Path) -> None:
    """A file or byte that was not written, and a record or sentence that was not read, must not pass for the floor."""
    job = ENGINES["floor"].prepare(content, tmp_path / "project")
    record = job.folder / content.records[0].path
    text = record.read_text("utf-8")
    for less in ("", text.rpartition(" ")[0]):
        record.write_text(less, "utf-8") if less else record.unlink()
        run(job)
        assert job.objection(job.output) == "it did not read and convert every record"
    record.write_text(text, "utf-8")
    run(job)
    assert job.objection(job.output) == ""
    page = job.output / "index.html"
    page.write_bytes(page.read_bytes()[1:])
    assert job.objection(job.output) == "it did not write the files that Kapstok writes"
    page.unlink()
    assert job.objection(job.output) == "it did not write the files that Kapstok writes"


def test_floor_after_an_edit_reads_all_and_writes_one(content: Content, jobs) -> None:
    """After an edit the floor must compare every file, convert and write the edited one, and leave the rest alone."""
    job = jobs("floor-edit")
    before = {path: path.stat().st_mtime_ns for path in job.output.rglob("*") if path.is_file()}
    found = run(job)
    assert (found["files"], found["records"]) == (len(content.records), 1)
    assert job.objection(job.output) == ""
    (changed,) = [path for path, when in before.items() if path.stat().st_mtime_ns != when]
    assert changed.parent.name == edited_practice(job.folder).stem
    job.reset(2)
    assert job.objection(job.output) == "the page does not show the edit"
    (job.folder / content.records[0].path).unlink()
    run(job, 3)
    assert job.objection(job.output) == "it did not read every record"


def test_floor_is_asked_for_what_kapstok_writes(content: Content) -> None:
    """What the floor must write and read must be that of a finished build of the same catalogue, made once."""
    assert asked(content) is asked(Content(content.number))
    assert asked(content).read["records"] == len(content.records)
    assert sum(asked(content).sizes.values()) > 10_000_000


def test_a_part_measures_only_itself(jobs) -> None:
    """What loading and rendering take must be what they measured, far less than their process takes."""
    for name in ("own-start", "own-pages"):
        job = jobs(name)
        whole = taken_by(job.command, job.folder, job.environment)
        wall, cpu = job.own()
        assert 0.01 < cpu < whole.cpu * 0.8
        assert 0.01 < wall < whole.wall * 0.8
        assert job.objection(job.output) == ""


def test_a_part_that_does_less_is_found_out(jobs) -> None:
    """Pages that were not rendered, or not whole, must not pass."""
    job = jobs("own-pages")
    taken_by(job.command, job.folder, job.environment)
    note = job.folder / "took.json"
    took = json.loads(note.read_text("utf-8"))
    paths = list(took["letters"])
    for letters, objection in (
        ({path: took["letters"][path] for path in paths[len(paths) // 5 :]}, "it did not render the pages that Kapstok renders"),
        ({**took["letters"], "elders/index.html": 9}, "it did not render the pages that Kapstok renders"),
        (dict.fromkeys(paths, 0), "it did not render whole pages"),
        (dict.fromkeys(paths, 5), "it did not render whole pages"),
    ):  # fmt: skip
        note.write_text(json.dumps({**took, "letters": letters}), "utf-8")
        assert job.objection(job.output) == objection


def test_edit_changes_one_text_each_time(tmp_path: Path) -> None:
    """Each edit must change the text of one practice, and nothing else, in another way."""
    project = small_project(tmp_path)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    practice = edited_practice(project)
    edit = editing(practice)
    texts = []
    for turn in range(2):
        sentence = edit(turn)
        assert frontmatter.parse(practice.read_text("utf-8"))[1].endswith(sentence)
        changed = [path for path, data in before.items() if path.read_bytes() != data]
        assert changed == [practice]
        texts.append(practice.read_text("utf-8"))
    assert texts[0] != texts[1]
    assert practice.parent.name != "hete-hangijzers"


def test_cold_build_begins_with_nothing(jobs) -> None:
    """Before a build from nothing, neither a site nor anything kept may be left."""
    job = jobs("kapstok")
    for name in ("site", ".cache/build"):
        (job.folder / name).mkdir(parents=True)
    job.reset(1)
    assert not (job.folder / "site").exists()
    assert not (job.folder / ".cache").exists()


def test_sites_that_do_not_count(tmp_path: Path) -> None:
    """A site with a search index must not pass for one without, nor one with an older text for one after an edit."""
    job = ENGINES["kapstok-edit-lean"].prepare(Content(1), tmp_path / "project")
    page = job.output / "praktijken" / edited_practice(job.folder).stem / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(job.reset(1), "utf-8")
    assert job.objection(job.output) == ""
    (job.output / "search").mkdir()
    assert job.objection(job.output) == "this version always makes the search index"
    job.reset(2)
    assert job.objection(job.output) == "the page does not show the edit"


@pytest.mark.parametrize(("target", "command"), [("build", BUILD), ("serve", SERVE)])
def test_measured_commands_are_those_of_the_makefile(target: str, command: tuple[str, ...]) -> None:
    """What is measured must be what a maintainer runs."""
    recipe = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.M)[1]
    assert " ".join(command).removeprefix("-m ") in recipe


def test_saved_practice_is_seen_in_the_preview(tmp_path: Path) -> None:
    """The time until a saved practice is seen must be that of a preview that shows it."""
    saves = seen(small_project(tmp_path), pause=0.5)
    wall, cpu = next(saves)
    saves.close()
    assert 0.01 < wall < 60
    assert cpu > 0


def test_front_matter_of_plain_pages() -> None:
    """A plain page must have a title and lists, and no names where engines expect addresses."""
    record = RecordFile("register/partners/x.md", {"name": "X", "theme": "sport", "aliases": ["Ex"]}, "")
    assert plain_front(record) == {"title": "X", "name": "X", "theme": ["sport"], "also": ["Ex"]}
