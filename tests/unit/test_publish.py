"""The one place that writes: brings a folder in line with the files of the site."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kapstok.memory import Memory
from kapstok.publish import BrokenSite, Published, publish, renew
from kapstok.site_file import Made, SiteFile
from kapstok.tree import Tree

OLD = 1_000_000_000


def site(files: dict[str, str]) -> list[SiteFile]:
    return [SiteFile.of(path, text.encode()) for path, text in files.items()]


def put(target: Path, files: dict[str, str]) -> Published:
    """Publish files of which as many are pages as there should be."""
    return publish(site(files), target, sum(path.endswith(".html") for path in files))


def content(folder: Path) -> dict[str, str]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def age(folder: Path) -> None:
    """Set the time of every file to long ago."""
    for path in folder.rglob("*"):
        os.utime(path, (OLD, OLD), follow_symlinks=False)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder with a site that was published before."""
    folder = tmp_path / "site"
    put(folder, {"index.html": "start", "a/index.html": "a", "a/b/index.html": "b", "style.css": "p{}"})
    age(folder)
    return folder


def test_site_is_written_into_a_new_folder(tmp_path: Path) -> None:
    """Every file must be written, with the folders that it needs."""
    files = {"index.html": "start", "a/b/index.html": "b", "data/x.csv": "1"}
    assert put(tmp_path / "new/site", files) == Published(frozenset(files), unchanged=0, deleted=0)
    assert content(tmp_path / "new/site") == files


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    """Line ends and odd bytes must not be changed."""
    publish([SiteFile.of("x.bin", b"\r\n\x00\xff\n")], tmp_path, 0)
    assert (tmp_path / "x.bin").read_bytes() == b"\r\n\x00\xff\n"


@pytest.mark.parametrize("lost", ["c/", "data/x.csv"])
def test_lost_address_is_refused(lost: str, target: Path) -> None:
    """Without a file at an address that was ever published, nothing must be written, and the address be named."""
    before = content(target)
    files = site({"index.html": "nieuw", "a/index.html": "a"})
    with pytest.raises(BrokenSite, match=f"'/{lost}' leidt nergens meer heen"):
        publish(files, target, 2, ["", "a/", lost])
    assert content(target) == before
    assert publish(files, target, 2, ["", "a/"]).written == {"index.html"}


def test_unchanged_files_keep_their_time(target: Path) -> None:
    """A file that is the same must not be written again."""
    assert put(target, content(target)) == Published(frozenset(), unchanged=4, deleted=0)
    assert {path.stat().st_mtime for path in target.rglob("*") if path.is_file()} == {OLD}


def test_only_the_changed_file_is_written(target: Path) -> None:
    """After one edit one file must be written and the others left alone."""
    assert put(target, {**content(target), "a/index.html": "A"}) == Published(
        frozenset(["a/index.html"]), unchanged=3, deleted=0
    )
    assert [p.name for p in target.rglob("*") if p.is_file() and p.stat().st_mtime != OLD] == ["index.html"]


def test_change_of_the_same_length_is_seen(target: Path) -> None:
    """A file must be compared by its bytes and not by its size."""
    put(target, {**content(target), "style.css": "q{}"})
    assert (target / "style.css").read_text() == "q{}"


def test_what_is_gone_is_deleted(target: Path) -> None:
    """A file that is no part of the site any more must be deleted."""
    files = content(target)
    del files["a/b/index.html"]
    assert put(target, files) == Published(frozenset(), unchanged=3, deleted=1)
    assert content(target) == files


def test_folder_that_becomes_empty_is_deleted(target: Path) -> None:
    """Folders without a file must not be left behind, however deep."""
    put(target, {"index.html": "start"})
    assert sorted(path.name for path in target.iterdir()) == ["index.html"]


def test_empty_folder_that_was_there_is_deleted(target: Path) -> None:
    """An empty folder of somebody else must not stay in the site."""
    (target / "leeg/leger").mkdir(parents=True)
    put(target, content(target))
    assert not (target / "leeg").exists()


@pytest.mark.parametrize("name", [".git/config", ".well-known/security.txt", ".nojekyll", ".git/a/b.html"])
def test_hidden_names_at_the_top_are_kept(name: str, target: Path) -> None:
    """What begins with a dot at the top is somebody else's and must stay."""
    files = content(target)
    (target / name).parent.mkdir(parents=True, exist_ok=True)
    (target / name).write_text("x")
    assert put(target, files).deleted == 0
    assert (target / name).read_text() == "x"


def test_hidden_link_at_the_top_is_kept(target: Path, tmp_path: Path) -> None:
    """A link to a folder that begins with a dot at the top is somebody else's too."""
    files = content(target)
    (tmp_path / "elsewhere").mkdir()
    (target / ".well-known").symlink_to(tmp_path / "elsewhere")
    put(target, files)
    assert (target / ".well-known").is_symlink()


@pytest.mark.parametrize("name", [".well-known", ".git/refs/tags"])
def test_hidden_folder_without_files_is_kept(name: str, target: Path) -> None:
    """An empty folder that begins with a dot at the top, or lies in one, must stay."""
    files = content(target)
    (target / name).mkdir(parents=True)
    put(target, files)
    assert (target / name).is_dir()


def test_hidden_names_below_the_top_are_deleted(target: Path) -> None:
    """A hidden file inside the site is no part of it and must be deleted."""
    files = content(target)
    (target / "a/.DS_Store").write_text("x")
    assert put(target, files).deleted == 1


def test_site_may_have_hidden_files(tmp_path: Path) -> None:
    """A hidden file that is part of the site must be written."""
    put(tmp_path, {".nojekyll": "", "a/.x": "y"})
    assert content(tmp_path) == {".nojekyll": "", "a/.x": "y"}


@pytest.mark.parametrize("name", ["index.html.new", "a/.index.html.new"])
def test_file_left_by_a_broken_run_is_deleted(name: str, target: Path) -> None:
    """What a run that was cut off left behind must not stay."""
    files = content(target)
    (target / name).write_text("half")
    put(target, files)
    assert content(target) == files


def test_nothing_temporary_is_left(target: Path) -> None:
    """After publishing there must be no file but those of the site."""
    put(target, {"index.html": "nieuw", "c/index.html": "c"})
    assert content(target) == {"index.html": "nieuw", "c/index.html": "c"}


BAD = {
    "broken link": ({"index.html": '<a href="nergens/">x</a>'}, 1),
    "broken anchor": ({"index.html": '<a href="#nergens">x</a>'}, 1),
    "page too few": ({"index.html": "nieuw"}, 2),
    "page too many": ({"index.html": "nieuw", "b/index.html": "b"}, 1),
    "no page": ({}, 4),
}


@pytest.mark.parametrize("mistake", BAD)
def test_broken_site_leaves_the_old_one(mistake: str, target: Path) -> None:
    """A site with a mistake must be refused, and not a single file be touched."""
    files, pages = BAD[mistake]
    before = content(target)
    with pytest.raises(BrokenSite):
        publish(site(files), target, pages)
    assert content(target) == before
    assert {path.stat().st_mtime for path in target.rglob("*")} == {OLD}


def test_broken_site_makes_no_folder(tmp_path: Path) -> None:
    """When nothing was published before, a refused site must leave nothing behind."""
    with pytest.raises(BrokenSite):
        publish(site({"index.html": '<a href="nergens/">x</a>'}), tmp_path / "site", 1)
    assert list(tmp_path.iterdir()) == []


def test_two_files_of_one_address_are_refused(target: Path) -> None:
    """Two pages that would overwrite each other must be refused."""
    before = content(target)
    with pytest.raises(BrokenSite, match=r"a/index\.html"):
        publish([SiteFile.of("a/index.html", b"1"), SiteFile.of("a/index.html", b"2")], target, 2)
    assert content(target) == before


def test_mistake_names_page_and_link(tmp_path: Path) -> None:
    """The message must name the page and the link that leads nowhere."""
    with pytest.raises(BrokenSite, match=r"index\.html.*'nergens/'"):
        publish(site({"index.html": '<a href="nergens/">x</a>'}), tmp_path, 1)


def test_many_mistakes_are_counted(tmp_path: Path) -> None:
    """A message about many links must stay readable and say how many there are."""
    html = "".join(f'<a href="{number}/">x</a>' for number in range(200))
    with pytest.raises(BrokenSite) as found:
        publish(site({"index.html": html}), tmp_path, 1)
    assert ("200 gebroken links" in str(found.value), len(str(found.value).splitlines()) < 60) == (True, True)


def test_files_may_come_one_by_one(tmp_path: Path) -> None:
    """The files may be a series that can be read only once."""
    publish((file for file in site({"index.html": "x"})), tmp_path, 1)
    assert content(tmp_path) == {"index.html": "x"}


def test_folder_where_a_file_must_come(target: Path) -> None:
    """A folder with files must give way to a file of its name."""
    put(target, {"index.html": "start", "a": "nu een bestand"})
    assert content(target) == {"index.html": "start", "a": "nu een bestand"}


def test_folder_with_hidden_files_where_a_file_must_come(target: Path) -> None:
    """A hidden file or folder inside a folder must not keep a file from taking its place."""
    (target / "a/.git").mkdir()
    (target / "a/.DS_Store").write_text("x")
    put(target, {"index.html": "start", "a": "nu een bestand"})
    assert content(target) == {"index.html": "start", "a": "nu een bestand"}


def test_folder_as_big_as_the_file_that_must_come(target: Path) -> None:
    """A folder whose size on disk is that of the file must give way too."""
    text = "x" * (target / "a").stat().st_size
    put(target, {"index.html": "start", "a": text})
    assert content(target) == {"index.html": "start", "a": text}


@pytest.mark.parametrize("name", ["style.css/index.html", "style.css/a/b/index.html"])
def test_file_where_a_folder_must_come(name: str, target: Path) -> None:
    """A file must give way to a folder of its name."""
    put(target, {"index.html": "start", name: "nu een map"})
    assert content(target) == {"index.html": "start", name: "nu een map"}


def test_link_where_a_file_must_come(target: Path, tmp_path: Path) -> None:
    """A link must be replaced by the file, and what it pointed at be left alone."""
    outside = tmp_path / "outside.css"
    outside.write_text("p{}")
    (target / "style.css").unlink()
    (target / "style.css").symlink_to(outside)
    put(target, {**content(target), "style.css": "nieuw"})
    assert (outside.read_text(), (target / "style.css").is_symlink()) == ("p{}", False)


def test_link_to_the_same_bytes_is_replaced(target: Path, tmp_path: Path) -> None:
    """A link to a file that happens to be the same must become a file."""
    files = content(target)
    (tmp_path / "outside.css").write_text("p{}")
    (target / "style.css").unlink()
    (target / "style.css").symlink_to(tmp_path / "outside.css")
    put(target, files)
    assert not (target / "style.css").is_symlink()


def test_link_where_a_folder_must_come(target: Path, tmp_path: Path) -> None:
    """A link to a folder must be replaced by a folder, and nothing be written where it pointed."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (target / "c").symlink_to(outside)
    files = {**content(target), "c/index.html": "c"}
    put(target, files)
    assert (list(outside.iterdir()), content(target)) == ([], files)


def test_link_to_the_same_files_where_a_folder_must_come(target: Path, tmp_path: Path) -> None:
    """A link to a folder that happens to hold the same files must become a folder with files."""
    files = {**content(target), "c/index.html": "c"}
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/index.html").write_text("c")
    (target / "c").symlink_to(tmp_path / "outside")
    put(target, files)
    assert (content(target), (target / "c").is_symlink()) == (files, False)


@pytest.mark.parametrize("where", ["style.css", "c"])
def test_link_to_nothing_gives_way(where: str, target: Path, tmp_path: Path) -> None:
    """A link that leads nowhere must not be in the way of a file or of a folder."""
    files = {"index.html": "start", where if where == "style.css" else "c/index.html": "x"}
    (target / where).unlink(missing_ok=True)
    (target / where).symlink_to(tmp_path / "gone")
    put(target, files)
    assert content(target) == files


def test_link_to_itself_gives_way(target: Path) -> None:
    """A link that leads to itself must not be in the way of a file."""
    (target / "style.css").unlink()
    (target / "style.css").symlink_to("style.css")
    put(target, {"index.html": "start", "style.css": "x"})
    assert content(target) == {"index.html": "start", "style.css": "x"}


def test_link_that_is_no_part_of_the_site_is_deleted(target: Path, tmp_path: Path) -> None:
    """A link in the site must be deleted, and what it pointed at be left alone."""
    files = content(target)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x").write_text("x")
    (target / "map").symlink_to(outside)
    (target / "bestand").symlink_to(outside / "x")
    put(target, files)
    assert (content(outside), sorted(p.name for p in target.iterdir())) == (
        {"x": "x"},
        ["a", "index.html", "style.css"],
    )


def test_target_may_be_a_link(target: Path, tmp_path: Path) -> None:
    """The folder of the site itself may be a link to where it really lies."""
    (tmp_path / "link").symlink_to(target)
    put(tmp_path / "link", {"index.html": "nieuw"})
    assert content(target) == {"index.html": "nieuw"}


def test_names_with_odd_characters(tmp_path: Path) -> None:
    """Spaces, accents and signs in a name must be no problem."""
    files = {"een map/é&'\".txt": "x", "日本/index.html": "y"}
    put(tmp_path, files)
    assert put(tmp_path, files) == Published(frozenset(), unchanged=2, deleted=0)


@pytest.mark.parametrize(
    ("gone", "looks"), [(SiteFile.named("search/a1/index.json", b"{}"), 0), (SiteFile.of("a.csv", b"1"), 1)]
)
def test_pages_that_stay_are_read_when_something_is_lost(
    gone: SiteFile, looks: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that was not made again must be looked at when a file is gone, but not for one that is named by its content."""
    target, memory = tmp_path / "site", Memory()
    page = SiteFile("index.html", lambda: Made(b"<p>start</p>"), b"as it was")
    publish([page, gone], target, 1, memory=memory)
    read: list[str] = []
    monkeypatch.setattr(Tree, "read", lambda tree, path: read.append(path) or "<p>start</p>")
    publish([page], target, 1, memory=memory)
    assert len(read) == looks
    assert content(target) == {"index.html": "<p>start</p>"}


def test_page_is_renewed_ahead(target: Path) -> None:
    """A page alone must be replaced or added at once, the others stay, and the next build must take it for its own."""
    memory = Memory()
    files = {**content(target), "a/index.html": '<a href="b/">b</a>'}
    publish(site(files), target, 3, memory=memory)
    shared = (target / "a/b/index.html").stat().st_ino
    pages = {"a/index.html": '<a href="b/">anders</a>', "c/index.html": '<a href="../a/">a</a>'}
    assert renew(site(pages), target, memory)
    assert content(target) == {**files, **pages}
    assert (target / "a/b/index.html").stat().st_ino == shared
    assert publish(site({**files, **pages}), target, 4, memory=memory) == Published(frozenset(), 5, 0)


@pytest.mark.parametrize(
    "page", ['<a href="b/">b</a>', '<p id="kop"><a href="../x/">x</a>', '<p id="kop"><a href="#nee">']
)
def test_page_that_may_break_the_site_waits_for_it(page: str, target: Path) -> None:
    """Without an anchor that was there, or with a link to nowhere, a page must not go ahead: only the whole site tells."""
    memory = Memory()
    files = {
        **content(target),
        "a/index.html": '<p id="kop"><a href="b/">b</a>',
        "c/index.html": '<a href="../a/#kop">a</a>',
    }
    publish(site(files), target, 4, memory=memory)
    written = dict(memory.written)
    assert not renew(site({"a/index.html": page}), target, memory)
    assert content(target) == files
    assert memory.written == written
