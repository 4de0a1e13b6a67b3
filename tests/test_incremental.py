"""A build that goes on from the last one: after any edits the same bytes as a cold one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kapstok.site
from conftest import ROOT
from kapstok.addresses import CONTRIBUTE, PRACTICES, SEARCH, SELECTION, numbered
from kapstok.chapters import Chapters
from kapstok.load import load_catalogue
from kapstok.memo import Memo
from kapstok.memory import Memory
from kapstok.overview import overview_of
from kapstok.pages.practice_lists import MOST
from kapstok.problem import ProblemsFound
from kapstok.publish import BrokenSite, publish, renew
from kapstok.read import HANGIJZERS
from kapstok.render import Templates
from kapstok.site import CATALOGUE_JSON, Settings, expected_pages, record_files, site_files
from kapstok.site_file import SiteFile
from kapstok.tree import next_to
from small_site import small_shells

TODAY = date(2026, 1, 1)
PROCESSES = ("another", "the same", "a preview")
"""Who builds on: a preview renews the pages of records that were saved ahead of all others."""
WORDS = ("buren", "Ouders", "straat", "Gent", "ü & <b>", "[dit](voorleesuur.md)", "elke", "school", "Wat")


class Project:
    """Content, templates, a frame and settings, which edits change, and the site that follows them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT / "tests/catalogue", root / "content")
        shutil.copytree(ROOT / "templates", root / "templates")
        self.frame = ""
        self.name = "Proef"
        self.memo: Memo | None = None
        self.found: Memo | None = None
        """What the overviews found."""
        self.memory: Memory | None = None
        self.built: dict[Path, bytes] = {}
        """The records as they were at the last build."""

    @property
    def site(self) -> Path:
        return self.root / "site"

    def files(self, under: str = "content") -> list[Path]:
        return sorted(path for path in (self.root / under).rglob("*") if path.is_file())

    def build(self, target: Path, memo: Memo, memory: Memory, found: Memo | None = None) -> str:
        """Publish; the message when it is refused."""
        found = found or Memo()
        try:
            catalogue = load_catalogue(self.root / "content", TODAY, memo)
            chapters = Chapters(memory.chapters)
            generated = site_files(
                catalogue, small_shells(self.frame), Templates(self.root / "templates"),
                Settings(self.name, "https://proef.test/"), overview_of(catalogue, memo=found), ["over/"], chapters,
            )  # fmt: skip
            written = SiteFile.of("over/index.html", b'<p id="contact">Over</p>')
            missing = SiteFile.of("404.html", b"Weg")
            publish(
                [written, missing, *generated, *ASSETS],
                target, expected_pages(catalogue) + 1, catalogue.published, memory, chapters.made,
            )  # fmt: skip
            memo.keep()
            found.keep()
        except (ProblemsFound, BrokenSite) as refused:
            return str(refused)
        return ""

    def build_on(self, process: str) -> str:
        """Go on from the last build, of this process or of another one."""
        if process == "another" or self.memo is None or self.memory is None:
            self.memo = Memo(self.root / "cache/work")
            self.found = Memo(self.root / "cache/overview")
            self.memory = Memory.below(self.root / "cache", self.site)
        elif process == "a preview":
            self.renew_ahead(self.memo, self.memory)
        refused = self.build(self.site, self.memo, self.memory, self.found)
        if not refused:
            self.built = {path: path.read_bytes() for path in self.files()}
        return refused

    def renew_ahead(self, memo: Memo, memory: Memory) -> bool:
        """Renew the pages of the records that changed, as a preview does at once."""
        now = {path: path.read_bytes() for path in self.files()}
        saved = {path for path in now.keys() | self.built.keys() if now.get(path) != self.built.get(path)}
        paths = {path.relative_to(self.root / "content").as_posix() for path in saved}
        try:
            catalogue = load_catalogue(self.root / "content", TODAY, memo)
        except ProblemsFound:
            return False
        pages = record_files(
            catalogue, small_shells(self.frame), Templates(self.root / "templates"),
            Settings(self.name, "https://proef.test/"), overview_of(catalogue), paths,
        )  # fmt: skip
        with suppress(OSError):
            return renew(pages, self.site, memory)
        return False


ASSETS = [
    SiteFile.of(path.relative_to(ROOT / "docs").as_posix(), path.read_bytes())
    for path in sorted((ROOT / "docs/assets").rglob("*"))
    if path.is_file()
]


def content(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def picked(project: Project, number: int, under: str = "content") -> Path:
    files = project.files(under)
    return files[number % len(files)]


def change_word(project: Project, one: int, two: int) -> None:
    """Another word somewhere in a practice or register file; sometimes that is a mistake."""
    path = picked(project, one)
    words = path.read_text("utf-8").split(" ")
    words[two % len(words)] = WORDS[two % len(WORDS)]
    path.write_text(" ".join(words), "utf-8")


def change_text(project: Project, one: int, two: int) -> None:
    """A sentence at the end of a record."""
    path = picked(project, one, "content/practices")
    path.write_text(f"{path.read_text('utf-8')}\nNog {WORDS[two % 4]} erbij.\n", "utf-8")


def change_title(project: Project, one: int, two: int) -> None:
    """Another title or name: it stands on many pages."""
    path = picked(project, one)
    text = path.read_text("utf-8")
    for key in ("title: ", "name: ", "question: "):
        text = text.replace(key, f"{key}{WORDS[two % 4]} ", 1)
    path.write_text(text, "utf-8")


def same_length(project: Project, one: int, two: int) -> None:
    """Letters that change places: the same size, and the same time of writing."""
    path = picked(project, one, "content/practices")
    before = path.stat()
    text = path.read_text("utf-8")
    at = text.rfind("e", 0, len(text) - two % 40)
    path.write_text(text[:at] + "a" + text[at + 1 :], "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def add(project: Project, one: int, two: int) -> None:
    """A new practice like another one, without its former addresses."""
    path = picked(project, one, "content/practices/taal")
    text = "\n".join(line for line in path.read_text("utf-8").split("\n") if not line.startswith("aliases"))
    path.with_name(f"nieuw-{two % 3}.md").write_text(text, "utf-8")


def delete(project: Project, one: int, two: int) -> None:
    """A file less; where somebody refers to it, a mistake."""
    fresh = [path for path in project.files("content/practices") if path.name.startswith("nieuw")]
    (fresh[one % len(fresh)] if fresh else picked(project, one)).unlink()


def rename(project: Project, one: int, two: int) -> None:
    """The same content at another address."""
    for path in project.files("content/practices"):
        if path.name.startswith("nieuw"):
            path.rename(path.with_name(f"nieuw-{two % 5}.md"))
            return


def restore(project: Project, one: int, two: int) -> None:
    """Back to the beginning."""
    shutil.rmtree(project.root / "content")
    shutil.copytree(ROOT / "tests/catalogue", project.root / "content")


def change_template(project: Project, one: int, two: int) -> None:
    """A word more in a template."""
    path = picked(project, one, "templates")
    if path.suffix == ".html" and "theme" not in path.parts:
        path.write_text(f"{path.read_text('utf-8')}{{# {two} #}}<p>{two}</p>", "utf-8")


def change_frame(project: Project, one: int, two: int) -> None:
    """Another frame around every page."""
    project.frame = f"<p>{two}</p>"


def change_settings(project: Project, one: int, two: int) -> None:
    """Another name of the site."""
    project.name = f"Proef {two % 3}"


def spoil_site(project: Project, one: int, two: int) -> None:
    """Somebody writes in the site, deletes from it, or adds to it."""
    for folder in (project.site, next_to(project.site)):
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        if files:
            path = files[one % len(files)]
            if two % 3 == 0:
                path.unlink()
            elif two % 3 == 1:
                path.write_bytes(b"x" * path.stat().st_size)
            else:
                (path.parent / "vreemd.html").write_bytes(b"x")


def spoil_cache(project: Project, one: int, two: int) -> None:
    """A cache that is cut off, changed or gone."""
    for path in project.files("cache") if (project.root / "cache").exists() else []:
        data = bytearray(path.read_bytes())
        if two % 3 == 0:
            path.unlink()
        elif data:
            data[one % len(data)] ^= 1
            path.write_bytes(data if two % 3 == 1 else data[: len(data) // 2])


EDITS: tuple[Callable[[Project, int, int], None], ...] = (
    change_word, change_text, change_title, same_length, add, delete, rename, restore,
    change_template, change_frame, change_settings, spoil_site, spoil_cache,
)  # fmt: skip

NUMBER = st.integers(0, 10_000)
STEP = st.tuples(
    st.lists(st.tuples(st.sampled_from(EDITS), NUMBER, NUMBER), min_size=1, max_size=3),
    st.sampled_from(PROCESSES),
)


@settings(
    max_examples=int(os.environ.get("SEQUENCES", "6")),
    deadline=None,
    derandomize="SEQUENCES" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(STEP, min_size=2, max_size=4))
def test_site_is_that_of_a_cold_build(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[list[tuple[Callable[[Project, int, int], None], int, int]], str]],
) -> None:
    """After each of any edits of content, templates, frame and settings the site must be, byte for byte, that of a
    cold build; and where a cold build is refused, so must this one be, in the same words, and leave the site alone,
    save for the pages that a preview renewed ahead of it.

    ``SEQUENCES=500`` tries more of them, others each time.
    """
    root = tmp_path_factory.mktemp("edits")
    project = Project(root)
    assert project.build_on("another") == ""
    for number, (edits, process) in enumerate(steps):
        for edit, one, two in edits:
            edit(project, one, two)
        before = content(project.site)
        cold = root / f"cold-{number}"
        expected = project.build(cold, Memo(), Memory())
        assert project.build_on(process) == expected
        if expected:
            if process != "a preview":
                assert content(project.site) == before
            restore(project, 0, 0)
        else:
            assert content(project.site) == content(cold)
            shutil.rmtree(cold)
    shutil.rmtree(root)


def test_edits_are_seen(tmp_path: Path) -> None:
    """The edits must change the site, or the comparison would say nothing; most of it must stay."""
    project = Project(tmp_path)
    assert project.build_on("another") == ""
    before = content(project.site)
    times = {path: path.stat().st_mtime_ns for path in project.site.rglob("*.html")}
    change_text(project, 1, 0)
    assert project.build_on("another") == ""
    after = content(project.site)
    assert len(before) > 100
    assert [path for path, data in after.items() if b" erbij." in data and path.endswith(".html")]
    assert 0 < sum(after.get(path) != data for path, data in before.items()) < 30
    assert sum(path.exists() and path.stat().st_mtime_ns == time for path, time in times.items()) > 100


def test_only_its_own_page_shows_a_text(tmp_path: Path) -> None:
    """Where only texts change, pages of other records must not: nothing of them is worked out again then."""
    project = Project(tmp_path)
    assert project.build_on("another") == ""
    before = content(project.site)
    own = set()
    for path in (*project.files("content/practices"), *project.files("content/register")):
        if path.suffix == ".md":
            path.write_text(f"{path.read_text('utf-8')}\n## Nog iets\n\nEen woord: fietszadel.\n", "utf-8")
            kind = {"partners": "partners", "subsidies": "subsidies", HANGIJZERS: HANGIJZERS}
            own.add(f"{kind.get(path.parent.name, 'praktijken')}/{path.stem}/index.html")
    cold = tmp_path / "cold"
    assert project.build(cold, Memo(), Memory()) == ""
    after = content(cold)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    of_all_texts = {CATALOGUE_JSON, f"{CONTRIBUTE}index.html", "search/", "data/form."}
    of_the_index = {f"{url}index.html" for url in (PRACTICES, SEARCH, SELECTION)}
    others = {path for path in changed - own - of_the_index if not path.startswith(tuple(of_all_texts))}
    assert own <= changed and not others
    assert project.build_on("another") == ""
    assert content(project.site) == after


def test_other_pages_are_not_worked_out_for_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After another text only the pages that show it may be asked for; after another title all of them are."""
    project = Project(tmp_path)
    assert project.build_on("another") == ""
    asked = []

    def watched(name: str) -> None:
        make = getattr(kapstok.site, name)
        monkeypatch.setattr(
            kapstok.site, name, lambda *given, **named: asked.append(name) or make(*given, **named)
        )

    watched("other_pages")
    watched("page_file")
    change_text(project, 1, 0)
    assert project.build_on("another") == ""
    assert "other_pages" not in asked and 0 < asked.count("page_file") < 10
    change_title(project, 1, 0)
    assert project.build_on("another") == ""
    assert "other_pages" in asked


def test_outline_is_of_everything_but_texts(tmp_path: Path) -> None:
    """A field, a file, a register, a hand-written page and the day count; a text does not."""
    root = tmp_path / "content"
    shutil.copytree(ROOT / "tests/catalogue", root)
    path = root / "practices/buurt/straatfeest.md"

    def outline(today: date = TODAY) -> bytes:
        return load_catalogue(root, today).outline

    def append(name: str, text: str) -> None:
        with (root / name).open("a", encoding="utf-8") as file:
            file.write(text)

    seen = [outline()]
    append("practices/buurt/straatfeest.md", "\nNog een zin.\n")
    append("register/partners/bibliotheek.md", "\nNog een zin.\n")
    assert outline() == seen[0]
    edits: tuple[Callable[[], object], ...] = (
        lambda: path.write_text(path.read_text("utf-8").replace("\n", "\nkeywords: [stoep]\n", 1), "utf-8"),
        lambda: shutil.copy(path, path.with_name("ander-feest.md")),
        lambda: append("register/synonyms.yml", "  - vader = papa\n"),
        lambda: (root / "docs").mkdir(),
        lambda: append("docs/nieuw.md", "# Nieuw\n"),
    )
    for edit in edits:
        edit()
        seen.append(outline())
    assert outline(date(2026, 1, 2)) not in seen
    assert len(set(seen)) == len(edits)  # an empty folder changes nothing


def test_page_of_a_list_comes_and_goes(tmp_path: Path) -> None:
    """Practices that fill a page more must bring it, and take it away again with every link to it and its folder."""
    project = Project(tmp_path)
    fresh = [project.root / f"content/practices/buurt/nieuw-{number}.md" for number in range(MOST)]
    text = (project.root / "content/practices/buurt/straatfeest.md").read_text("utf-8")
    page = project.site / numbered(PRACTICES, 2) / "index.html"
    assert project.build_on("another") == ""
    before = content(project.site)
    for path in fresh:
        path.write_text(text, "utf-8")
    assert project.build_on("another") == ""
    assert page.is_file()
    for path in fresh:
        path.unlink()
    assert project.build_on("another") == ""
    assert not page.parent.exists()
    assert content(project.site) == before


def test_page_goes_ahead(tmp_path: Path) -> None:
    """What a preview renews at once must be the page as a cold build makes it, and nothing else; the rest follows."""
    project = Project(tmp_path)
    assert project.build_on("another") == ""
    before = content(project.site)
    change_title(project, 1, 0)
    cold = tmp_path / "cold"
    assert project.build(cold, Memo(), Memory()) == ""
    assert project.memo and project.memory
    assert project.renew_ahead(project.memo, project.memory)
    after = content(project.site)
    (changed,) = [path for path, data in after.items() if before.get(path) != data]
    assert after[changed] == (cold / changed).read_bytes()
    assert content(cold) != after
    assert project.build_on("the same") == ""
    assert content(project.site) == content(cold)
