"""The preview step by step: what is seen, told and left behind when files are saved in every order.

What a browser sees of it is in ``browser/test_preview.py``; here stands in for the engine what it would do.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import PluginError

import publisher as publishing
from conftest import ROOT
from kapstok.load import load_catalogue
from kapstok.problem import ProblemsFound
from kapstok.site import Settings
from kapstok.site_file import SiteFile
from kapstok.tree import next_to
from preview import Preview
from publisher import Frames, Publisher
from small_site import small_shells
from test_incremental import ASSETS, content

UNSAVED = "De site is niet gewijzigd"


class Server:
    """What the preview asks of the engine's server."""

    mount_path = "/"
    builder: Callable[[], None]
    observer: object
    build_delay: float

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.watched: list[str] = []
        self.app: Any = None

    def watch(self, path: str) -> None:
        self.watched.append(path)

    def unwatch(self, path: str) -> None:
        self.watched.remove(path)

    def set_app(self, app: Any) -> None:
        self.app = app

    def serve_request(self, environ: dict[str, str], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/html")])
        return [(self.folder / environ["PATH_INFO"].lstrip("/") / "index.html").read_bytes()]


class Desk:
    """A project on which somebody works, with its preview."""

    def __init__(self, root: Path) -> None:
        self.root, self.target = root / "project", root / "site"
        shutil.copytree(ROOT / "tests/catalogue", self.root)
        shutil.copytree(ROOT / "templates", self.root / "templates")
        for name in ("over", "begrippen"):
            (self.root / "docs" / name).mkdir(parents=True)
            (self.root / "docs" / name / "index.md").write_text("# Tekst\n", "utf-8")
        self.target.mkdir()
        self.builds = 0
        self.others = set(threading.enumerate())
        self.preview = Preview()
        self.server = Server(self.target)

    def frames(self, target: Path) -> Frames:
        over = SiteFile.of(
            "over/index.html", (self.root / "docs/over/index.md").read_bytes() + b'<p id="contact">'
        )
        files = [over, SiteFile.of("404.html", b"Weg"), *ASSETS]
        return Frames(
            self.root, target, Settings("Proef", "https://proef.test/"), small_shells(), files, ["over/"]
        )

    def rebuild(self) -> None:
        """A build by the engine."""
        self.builds += 1
        folders = ("docs", "templates", "practices", "register")
        self.preview.begins([str(self.root / name) for name in folders])
        try:
            memo = self.preview.memo(self.root, "work")
            catalogue = load_catalogue(self.root, date.today(), memo)
            self.preview.prepare(self.root, catalogue)
            memo.keep()
        except ProblemsFound as found:
            self.preview.refuse(str(found), self.target)
        else:
            self.preview.publish(self.frames(self.target), catalogue, time.monotonic())

    def serve(self) -> None:
        """Begin, as the engine does."""
        self.rebuild()
        self.preview.serve(self.server, [], self.rebuild)
        self.bell = Path(self.server.watched[-1])
        self.heard = self.bell.stat().st_mtime_ns

    def save(self, path: str, text: str) -> None:
        """Write a file, of which the preview hears at once."""
        (self.root / path).parent.mkdir(exist_ok=True)
        (self.root / path).write_text(text, "utf-8")
        self.server.builder()

    def change(self, path: str, old: str, new: str) -> None:
        self.save(path, (self.root / path).read_text("utf-8").replace(old, new))

    def add(self, slug: str, text: str) -> None:
        path = f"practices/taal/{slug}.md"
        self.save(path, f"{(self.root / path).read_text('utf-8')}\n{text}\n")

    def settle(self) -> int:
        """Wait for what goes on behind the scenes, and hear the bell as the engine does: how often it rang, at most 5."""
        for rings in range(5):
            for thread in set(threading.enumerate()) - self.others:
                if thread.name == "kapstok-behind":
                    thread.join(60)
            if self.bell.stat().st_mtime_ns == self.heard:
                return rings
            self.heard = self.bell.stat().st_mtime_ns
            self.server.builder()
        return 5

    def seen(self, address: str) -> str:
        """A page as a browser gets it."""
        return b"".join(self.server.app({"PATH_INFO": address}, lambda *_: None)).decode()

    def cold(self) -> dict[str, bytes]:
        """The site that a build from nothing gives."""
        other = self.root.parent / "cold"
        shutil.rmtree(other, ignore_errors=True)
        catalogue = load_catalogue(self.root, date.today())
        publisher = Publisher()
        publisher.prepare(self.root, catalogue)
        publisher.publish(self.frames(other), catalogue, time.monotonic())
        return content(other)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A preview that runs."""
    desk = Desk(tmp_path)
    desk.serve()
    yield desk
    desk.preview.close()
    assert not next_to(desk.target).exists()


def test_saved_page_is_seen_at_once_and_the_rest_follows(desk: Desk) -> None:
    """The page must be there when the build ends, lists and search behind it, and nothing asks the engine."""
    desk.change("practices/taal/voorleesuur.md", "title: ", "title: Zeer grote ")
    assert "Zeer grote" in desk.seen("praktijken/voorleesuur/")
    assert desk.settle() == 1
    assert "Zeer grote" in desk.seen("themas/taal/")
    assert content(desk.target) == desk.cold()
    assert desk.builds == 1


def test_saves_in_quick_succession_end_in_the_right_site(desk: Desk) -> None:
    """Builds that overtake one another must leave the site of a cold build."""
    for number in range(6):
        desk.add(("voorleesuur", "babbelcafe")[number % 2], f"Zin {number} over een zeppelin.")
        assert f"Zin {number}" in desk.seen(f"praktijken/{('voorleesuur', 'babbelcafe')[number % 2]}/")
    desk.change("docs/over/index.md", "Tekst", "Over een reuzenrad")
    desk.add("voorleesuur", "Met een roeiboot.")
    desk.settle()
    assert content(desk.target) == desk.cold()
    assert "reuzenrad" in desk.seen("over/")
    assert desk.builds == 2


def test_wrong_file_that_goes_takes_its_message_along(desk: Desk) -> None:
    """A mistake must be told on every page as long as it stands, and no longer."""
    desk.save("practices/taal/nieuw.md", "")
    assert "practices/taal/nieuw.md" in desk.seen("themas/taal/")
    (desk.root / "practices/taal/nieuw.md").unlink()
    desk.server.builder()
    assert UNSAVED not in desk.seen("themas/taal/")


def test_site_that_is_refused_behind_the_scenes_is_told_once(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """Where a page goes ahead and the whole is refused, that must be told on the page, and the preview come to rest."""
    terms = (desk.root / "register/terms.yml").read_text("utf-8")
    desk.add("voorleesuur", "Zie [buur](/begrippen/#buur).")
    desk.settle()
    desk.save("register/terms.yml", terms[: terms.index("- id: buur")].replace("  see: [buur]\n", ""))
    assert UNSAVED in desk.seen("praktijken/voorleesuur/")
    desk.add("babbelcafe", "Met een zeppelin.")
    assert "zeppelin" in desk.seen("praktijken/babbelcafe/")
    assert desk.settle() == 1
    assert "Alleen wat u bewaarde is vernieuwd" in desk.seen("praktijken/babbelcafe/")
    assert "begrippen/#buur" in desk.seen("praktijken/babbelcafe/")
    desk.save("register/terms.yml", terms)
    desk.settle()
    assert "vernieuwd;" not in desk.seen("praktijken/babbelcafe/")
    assert content(desk.target) == desk.cold()


def test_older_work_does_not_hide_a_newer_mistake(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the overview of a good save is made, a mistake is saved: its message must stay when the overview is there."""
    go_on, overview = threading.Event(), publishing.overview_of

    def slow(*arguments: Any) -> Any:
        go_on.wait(60)
        return overview(*arguments)

    monkeypatch.setattr(publishing, "overview_of", slow)
    desk.add("voorleesuur", "Met een zeppelin.")
    desk.save("practices/taal/nieuw.md", "")
    go_on.set()
    desk.settle()
    assert UNSAVED in desk.seen("praktijken/babbelcafe/")


def test_what_nobody_foresaw_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An exception behind the scenes must be named in the terminal and announced on the page, once."""

    def broken(*arguments: Any) -> Any:
        raise LookupError("een vreemde fout")

    monkeypatch.setattr(publishing, "overview_of", broken)
    desk.add("voorleesuur", "Met een zeppelin.")
    assert 1 <= desk.settle() <= 2
    assert "niet vernieuwd" in desk.seen("praktijken/voorleesuur/")
    assert "een vreemde fout" in caplog.text


def test_theme_is_work_for_the_engine(desk: Desk) -> None:
    """A theme stands in the frames of all pages, so that the engine must build; a partner does not."""
    desk.change("register/themes.yml", "title: Taal", "title: Talen")
    assert desk.builds == 2
    partner = next((desk.root / "register/partners").glob("*.md")).relative_to(desk.root).as_posix()
    desk.change(partner, "name: ", "name: De nieuwe ")
    assert desk.builds == 2
    desk.settle()
    assert content(desk.target) == desk.cold()


def test_first_site_that_is_refused_leaves_nothing(tmp_path: Path) -> None:
    """Without a site to show the preview must end, and clean up after itself."""
    desk = Desk(tmp_path)
    path = desk.root / "practices/taal/voorleesuur.md"
    path.write_text(f"{path.read_text('utf-8')}\n[x](/begrippen/#niets)\n", "utf-8")
    with pytest.raises(PluginError, match="begrippen/#niets"):
        desk.serve()
    desk.preview.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["project", "site"]


def test_nothing_is_written_once_it_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work behind the scenes that goes on must not bring back the site that the engine deletes."""
    go_on, overview = threading.Event(), publishing.overview_of

    def slow(*arguments: Any) -> Any:
        go_on.wait(60)
        return overview(*arguments)

    desk = Desk(tmp_path)
    desk.serve()
    monkeypatch.setattr(publishing, "overview_of", slow)
    desk.add("voorleesuur", "Met een zeppelin.")
    desk.preview.close()
    shutil.rmtree(desk.target)
    go_on.set()
    time.sleep(2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["project"]
