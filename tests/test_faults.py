"""Faults around a build: killed, a full disk, no rights, two at once, a clock that jumps, files that change meanwhile.

The served site must always be the last good one or the new one, whole, and the next build must put everything right
without being told.  The faults are real: processes that are killed, file systems that are full, folders that may not
be written.  Where publishing itself is under test, every single step that it asks of the system is tried, by way of
the interpreter's audit hook, which sees each of them before it happens.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import build_site, small_project
from kapstok import exchange
from kapstok.check import check
from kapstok.drafts import Draft, write_drafts
from kapstok.memory import Memory
from kapstok.problem import Problem
from kapstok.publish import BrokenSite, publish
from kapstok.raw import RawRecord
from kapstok.read import read_catalogue
from kapstok.site_file import SiteFile
from kapstok.tree import next_to

HERE = Path(__file__).parent
POINTS = int(os.environ.get("KAPSTOK_KILLS", "4"))
"""How many builds of the real command are killed at a random moment; ``make fuzz`` asks for more."""

LAST = {
    "index.html": '<a href="praktijken/a/">a</a> <a href="weg/">weg</a> eerste',
    "praktijken/a/index.html": "<p>dezelfde</p>",
    "weg/index.html": "<p>verdwijnt</p>",
    "assets/stijl.css": "a { color: red }",
    "map/binnen.txt": "een map wordt een bestand",
    "bestand": "een bestand wordt een map",
    **{f"oud/{number}/index.html": f"<p>{number}</p>" for number in range(8)},
}
NEXT = {
    "index.html": '<a href="praktijken/a/">a</a> <a href="nieuw/">nieuw</a> tweede',
    "praktijken/a/index.html": "<p>dezelfde</p>",
    "nieuw/index.html": "<p>verschijnt</p>",
    "nieuw/dieper/index.html": "<p>nog dieper</p>",
    "assets/stijl.css": "a { color: tan }",
    "map": "een map werd een bestand",
    "bestand/binnen.txt": "een bestand werd een map",
    **{f"jong/{number}/index.html": f"<p>{number}</p>" for number in range(8)},
}
THEIRS = {".git/config": "van iemand anders", ".well-known/security.txt": "ook"}


def content(folder: Path) -> dict[str, str]:
    """Every file of a site with its digest, what is somebody else's left out."""
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not (name := path.relative_to(folder).as_posix()).startswith(".")
    }


def digests(files: dict[str, str]) -> dict[str, str]:
    return {path: hashlib.sha256(text.encode()).hexdigest() for path, text in files.items()}


def theirs(folder: Path) -> dict[str, str]:
    """What is somebody else's in a site."""
    return {path: (folder / path).read_text("utf-8") for path in THEIRS if (folder / path).is_file()}


def put(files: dict[str, str], target: Path, memory: Path | None) -> None:
    """Publish the files as a build does, with its memory."""
    publish(
        [SiteFile.of(path, text.encode()) for path, text in files.items()],
        target,
        sum(path.endswith(".html") for path in files),
        memory=Memory.below(memory, target) if memory else None,
    )


def in_child(work: Callable[[], None]) -> int:
    """The exit code of a process that does the work: 0 done, 3 an OSError, another an exception, below 0 a signal."""
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        except OSError:
            code = 3
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


STEPS = ("open", "os.", "shutil.", "ctypes.")


def at_step(number: int, do: Callable[[], None]) -> None:
    """From now on, have this process do something just before the step of that number that it asks of the system."""
    left = [number]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(STEPS):
            left[0] -= 1
            if left[0] == -1:
                do()

    sys.addaudithook(watch)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def in_two_steps() -> None:
    """Let this process be on a system that cannot exchange two folders at once."""

    def cannot(one: Path, other: Path) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    exchange._at_once = cannot


def each_step(root: Path, fault: Callable[[int], None]) -> Iterator[tuple[int, Path, int]]:
    """Publish with a fault at the first step, the second …, until all steps went well: exit code, site, number.

    The site was published twice before, and holds names of somebody else.
    """
    target, memory = root / "site", root / "memory"
    for number in range(1_000):
        shutil.rmtree(root, ignore_errors=True)

        def work(number: int = number) -> None:
            put(NEXT, target, memory)
            for path, text in THEIRS.items():
                (target / path).parent.mkdir(exist_ok=True)
                (target / path).write_text(text, "utf-8")
            put(LAST, target, memory)
            fault(number)
            put(NEXT, target, memory)

        code = in_child(work)
        yield code, target, number
        if code == 0:
            assert content(target) == digests(NEXT)
        assert in_child(lambda: put(NEXT, target, memory)) == 0
        assert content(target) == digests(NEXT), number
        assert theirs(target) == THEIRS, number
        assert {path.name for path in root.iterdir()} <= {"site", ".site.next", "memory"}, number
        if code == 0 and number > 20:
            return
    raise AssertionError("publishing never came to an end")


def test_killed_at_every_step(tmp_path: Path) -> None:
    """Killed before any step, publishing must leave the last site or the new one, and the next run must finish it."""
    killed = 0
    for code, target, number in each_step(tmp_path / "root", lambda number: at_step(number, die)):
        assert code in (0, -signal.SIGKILL)
        killed += code != 0
        assert content(target) in (digests(LAST), digests(NEXT)), number
    assert killed >= 50


def test_killed_at_every_step_where_folders_change_places_in_two(tmp_path: Path) -> None:
    """Without an exchange at once the site may be missing for a moment, but must never be half, and must come back."""
    missing = 0

    def fault(number: int) -> None:
        in_two_steps()
        at_step(number, die)

    for _, target, number in each_step(tmp_path / "root", fault):
        missing += not target.exists()
        assert content(target) in ({}, digests(LAST), digests(NEXT)), number
    assert missing <= 1


@pytest.mark.parametrize("steps", ["one", "two"])
def test_refused_at_every_step(steps: str, tmp_path: Path) -> None:
    """Refused any step by a full disk, publishing must leave the last site or the new one, and what is somebody else's."""

    def refuse() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def fault(number: int) -> None:
        if steps == "two":
            in_two_steps()
        at_step(number, refuse)

    refused = 0
    for code, target, number in each_step(tmp_path / "root", fault):
        assert code in (0, 3), number
        refused += code != 0
        assert content(target) in (digests(LAST), digests(NEXT)), number
        assert theirs(target) == THEIRS, number
    assert refused >= 20


def test_refused_site_after_a_killed_build(tmp_path: Path) -> None:
    """What a killed build had taken along must be back at once, also when the next site is not fit to be published."""
    target = tmp_path / "site"
    put(LAST, target, None)
    for path, text in THEIRS.items():
        (target / path).parent.mkdir(exist_ok=True)
        (target / path).write_text(text, "utf-8")
    put(LAST, target, None)
    for path in THEIRS:
        os.rename((target / path).parent, (next_to(target) / path).parent)
    with pytest.raises(BrokenSite):
        put({"index.html": '<a href="nergens/">x</a>'}, target, None)
    assert theirs(target) == THEIRS
    assert content(target) == digests(LAST)


@pytest.mark.parametrize("fault", ["killed", "refused"])
def test_import_that_is_broken_off(fault: str, tmp_path: Path) -> None:
    """Broken off at any step, an import must leave each practice as it was or as it becomes, and refused as it was."""

    def refuse() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    root = tmp_path / "catalogue"
    for number in range(200):
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(HERE / "catalogue", root)
        old = {path: path.read_bytes() for path in root.glob("practices/taal/*.md")}
        records = {record.slug: record for record in read_catalogue(root).of_kind("practice")}

        def replaced(slug: str, records: dict[str, RawRecord] = records) -> tuple[str, str, str]:
            return records[slug].path, records[slug].front, records[slug].body

        drafts = [
            Draft("babbelcafe", {"title": "Anders", "theme": "taal"}, "Tekst.", *replaced("babbelcafe")),
            Draft("voorleesuur", {"title": "Verhuisd", "theme": "buurt"}, "Tekst.", *replaced("voorleesuur")),
            Draft("nieuw", {"title": "Nieuw", "theme": "nieuw"}, "Tekst."),
        ]  # fmt: skip

        def work(number: int = number, drafts: list[Draft] = drafts) -> None:
            at_step(number, die if fault == "killed" else refuse)
            write_drafts(root, drafts)

        code = in_child(work)
        new = {root / draft.path: draft.content for draft in drafts}
        for path, data in old.items():
            moved = root / "practices/buurt" / path.name
            found = path.read_bytes() if path.exists() else moved.read_bytes()
            assert found in (data, new.get(path), new.get(moved)), (number, path)
            if code == 3:
                assert found == data
        if code == 3:
            assert not (root / "practices/nieuw").exists()
            assert not list(root.rglob("*.new")) + list(root.rglob("*.old")), number
        if code == 0:
            assert all(path.read_bytes() == data for path, data in new.items())
            assert not (root / "practices/taal/voorleesuur.md").exists()
            assert number > 5
            return
    raise AssertionError("importing never came to an end")


# The real command.


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project; its first edition is built into ``site/``."""
    root = small_project(tmp_path_factory.mktemp("faults"))
    assert build_site(root, root / "site").returncode == 0
    return root


EDITED = "practices/taal/voorleesuur.md"


@contextlib.contextmanager
def second_edition(project: Path) -> Iterator[None]:
    """The project with one word changed for another of the same length, at the same time of writing."""
    path = project / EDITED
    before, text = path.stat(), path.read_text("utf-8")
    assert "zaterdag" in text
    path.write_text(text.replace("zaterdag", "dinsdags"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    try:
        yield
    finally:
        path.write_text(text, "utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.fixture(scope="module")
def editions(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, str], dict[str, str]]:
    """The bytes of both editions, each built into an empty folder without a memory."""
    found = []
    for edition in (contextlib.nullcontext(), second_edition(project)):
        target = tmp_path_factory.mktemp("edition") / "site"
        with edition:
            assert build_site(project, target, KAPSTOK_CACHE="0").returncode == 0
        found.append(content(target))
    first, second = found
    assert first != second
    return first, second


def started(project: Path, target: Path, **environment: str) -> subprocess.Popen[str]:
    """The real build, going on."""
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)],
        cwd=project,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "SITE_URL": "https://kapstok.test/kapstok/",
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_edit_that_the_clock_does_not_show_is_built(
    project: Path, editions: tuple[dict[str, str], dict[str, str]]
) -> None:
    """An edit of the same size at the same time of writing must be seen, and so must its undoing."""
    with second_edition(project):
        assert build_site(project, project / "site").returncode == 0
        assert content(project / "site") == editions[1]
    assert build_site(project, project / "site").returncode == 0
    assert content(project / "site") == editions[0]


def test_killed_at_a_random_moment(project: Path, editions: tuple[dict[str, str], dict[str, str]]) -> None:
    """A build that is killed at any moment must leave one of the two editions, and the next must be whole."""
    dice = random.Random(20260101)
    target = project / "site"
    begun = time.monotonic()
    assert build_site(project, target).returncode == 0
    whole = time.monotonic() - begun
    with second_edition(project):
        for _ in range(POINTS):
            build = started(project, target)
            time.sleep(dice.uniform(0, whole))
            build.kill()
            build.communicate()
            assert content(target) in editions
        assert build_site(project, target).returncode == 0
        assert content(target) == editions[1]
    assert build_site(project, target).returncode == 0
    assert content(target) == editions[0]


@pytest.mark.parametrize("cache", ["1", "0"])
def test_two_builds_at_once(
    cache: str, project: Path, editions: tuple[dict[str, str], dict[str, str]]
) -> None:
    """Two builds at the same time must both end well, and a reader must see one edition or the other all the while."""
    target = project / "site"
    seen: list[dict[str, str]] = []
    done = threading.Event()

    def read_along() -> None:
        while not done.is_set():
            folder = os.open(target, os.O_RDONLY)
            try:
                found = content_of(folder)
            finally:
                os.close(folder)
            seen.append(found)

    with second_edition(project):
        reader = threading.Thread(target=read_along)
        reader.start()
        builds = [started(project, target, KAPSTOK_CACHE=cache) for _ in range(2)]
        outputs = [build.communicate()[0] for build in builds]
        done.set()
        reader.join()
        assert [build.returncode for build in builds] == [0, 0], outputs
        assert content(target) == editions[1]
    assert seen
    assert all(found in editions for found in seen)
    assert not any("Traceback" in output for output in outputs)
    assert build_site(project, target).returncode == 0
    assert content(target) == editions[0]


def content_of(folder: int) -> dict[str, str]:
    """The same as ``content`` for an open folder, whatever stands at its name meanwhile."""
    found = {}
    for here, _, names, handle in os.fwalk(".", dir_fd=folder):
        for name in names:
            path = os.path.normpath(os.path.join(here, name))
            if not path.startswith("."):
                with open(os.open(name, os.O_RDONLY, dir_fd=handle), "rb") as file:
                    found[path] = hashlib.sha256(file.read()).hexdigest()
    return dict(sorted(found.items()))


@contextlib.contextmanager
def mounted(folder: Path, size: str) -> Iterator[None]:
    """A small file system of its own at a folder; the test is skipped where that may not be made."""
    folder.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("only root can make a file system of its own")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_full_disk(project: Path, tmp_path: Path, editions: tuple[dict[str, str], dict[str, str]]) -> None:
    """On a disk that is full the last site must stay, the message say so, and the next build be whole once there is place."""
    with mounted(tmp_path / "disk", "24m"):
        target = tmp_path / "disk/site"
        assert build_site(project, target).returncode == 0
        filler = tmp_path / "disk/filler"
        with second_edition(project):
            for left in (0, 40_000):
                with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
                    while True:
                        file.write(bytes(4_096))
                os.truncate(filler, filler.stat().st_size - left)
                result = build_site(project, target)
                assert result.returncode != 0
                assert "de schijf is vol. Maak plaats en bouw opnieuw." in result.stdout + result.stderr
                assert "Traceback" not in result.stdout + result.stderr
                assert content(target) == editions[0]
                filler.unlink()
            assert build_site(project, target).returncode == 0
            assert content(target) == editions[1]


def test_folder_that_may_not_be_written(
    project: Path, tmp_path: Path, editions: tuple[dict[str, str], dict[str, str]]
) -> None:
    """Where nothing may be written the last site must stay and the message say so; with rights the next build is whole."""
    with mounted(tmp_path / "disk", "24m"):
        target = tmp_path / "disk/site"
        assert build_site(project, target).returncode == 0
        remount = ["mount", "-o", "remount", str(tmp_path / "disk")]
        with second_edition(project):
            subprocess.run([*remount[:2], "remount,ro", remount[3]], check=True)
            result = build_site(project, target)
            subprocess.run([*remount[:2], "remount,rw", remount[3]], check=True)
            assert result.returncode != 0
            assert "hier mag niet geschreven worden." in result.stdout + result.stderr
            assert "Traceback" not in result.stdout + result.stderr
            assert content(target) == editions[0]
            assert build_site(project, target).returncode == 0
            assert content(target) == editions[1]


def test_memory_that_may_not_be_written(
    project: Path, tmp_path: Path, editions: tuple[dict[str, str], dict[str, str]]
) -> None:
    """A memory that cannot be kept must only cost time."""
    shutil.rmtree(project / ".cache")
    with mounted(project / ".cache", "1m"):
        subprocess.run(["mount", "-o", "remount,ro", str(project / ".cache")], check=True)
        result = build_site(project, tmp_path / "site")
    (project / ".cache").rmdir()
    assert result.returncode == 0, result.stderr
    assert content(tmp_path / "site") == editions[0]


@pytest.mark.skipif(not shutil.which("faketime"), reason="faketime is not there")
@pytest.mark.parametrize("day", ["2001-02-03 04:05:06"])
def test_clock_that_jumps(day: str, project: Path, editions: tuple[dict[str, str], dict[str, str]]) -> None:
    """A build on a clock of another year must give the same bytes, also of a site that was built 'later'."""
    target = project / "site"
    with second_edition(project):
        result = subprocess.run(
            ["faketime", day, sys.executable, "-m", "mkdocs", "build", "--strict"],
            cwd=project,
            env={
                **os.environ,
                "NO_MKDOCS_2_WARNING": "1",
                "SITE_URL": "https://kapstok.test/kapstok/",
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        assert content(target) == editions[1]
    assert build_site(project, target).returncode == 0
    assert content(target) == editions[0]


# Files that change while they are read.


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    root = tmp_path / "catalogue"
    shutil.copytree(HERE / "catalogue", root)
    return root


def problems_of(root: Path) -> list[Problem]:
    return check(read_catalogue(root))[1]


READ = "practices/taal/babbelcafe.md"


def while_read(root: Path, do: Callable[[Path], None]) -> list[Problem]:
    """The problems of a catalogue of which something happens to one file just before it is opened."""
    path = root / READ
    ready = [True]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and ready and os.fspath(arguments[0]) == str(path):  # type: ignore[call-overload]
            ready.clear()
            do(path)

    sys.addaudithook(watch)
    try:
        return problems_of(root)
    finally:
        assert not ready
        ready.clear()


def test_file_that_disappears_while_it_is_read(catalogue: Path) -> None:
    """A file that is gone when it is opened must be a problem with its name."""
    found = [problem for problem in while_read(catalogue, Path.unlink) if problem.path == READ]
    assert [problem.text() for problem in found] == [
        f"{READ}: Dit is niet te lezen: het verdween terwijl het gelezen werd.\n"
        "    Kijk na of het er nog staat en of u het zelf kunt openen, en probeer opnieuw."
    ]


def test_file_that_becomes_a_link_while_it_is_read(catalogue: Path) -> None:
    """A file that somebody replaces by a link must not be followed out of the project."""
    secret = catalogue.parent / "secret.md"
    secret.write_text((catalogue / READ).read_text("utf-8"), "utf-8")

    def replace(path: Path) -> None:
        path.unlink()
        path.symlink_to(secret)

    assert "onleesbaar" in {problem.rule for problem in while_read(catalogue, replace)}


@pytest.mark.parametrize("size", [0, 3, 40, 200])
def test_file_that_is_being_written_while_it_is_read(size: int, catalogue: Path) -> None:
    """A file of which only a part is there must give a problem with its name, or a whole record."""

    def cut(path: Path) -> None:
        os.truncate(path, size)

    assert READ in {problem.path for problem in while_read(catalogue, cut)}


def test_pipe_is_not_waited_for(catalogue: Path) -> None:
    """A pipe with the name of a practice must be a problem at once."""
    os.mkfifo(catalogue / "practices/taal/pijp.md")
    finished: list[list[Problem]] = []
    work = threading.Thread(target=lambda: finished.append(problems_of(catalogue)), daemon=True)
    work.start()
    work.join(20)
    assert [problem.rule for problem in finished[0]] == ["onleesbaar"]


def test_folder_with_the_name_of_a_practice(catalogue: Path) -> None:
    """A file in a folder that is called like a practice must be a problem."""
    (catalogue / "practices/taal/map.md").mkdir()
    shutil.copy(catalogue / READ, catalogue / "practices/taal/map.md/binnen.md")
    assert [problem.rule for problem in problems_of(catalogue)] == ["verkeerde-map"]


def test_link_that_leads_nowhere(catalogue: Path) -> None:
    """A link to nothing must be a problem, as any link."""
    (catalogue / "practices/taal/nergens.md").symlink_to("weg.md")
    assert [problem.rule for problem in problems_of(catalogue)] == ["koppeling"]


@pytest.mark.parametrize("name", [READ, "practices/taal"])
def test_file_that_may_not_be_read(name: str, catalogue: Path) -> None:
    """A file or folder without rights to read must be a problem: nothing may disappear from the site without a word."""
    path = catalogue / name
    mode = path.stat().st_mode
    for folder in (catalogue, *list(catalogue.parents)[:4]):
        if folder.stat().st_uid == os.getuid() and folder != Path("/tmp"):
            folder.chmod(0o755)
    path.chmod(0)
    answer, theirs_end = os.pipe()

    def ask() -> None:
        if os.getuid() == 0:
            os.setuid(65_534)
        found = [problem.text() for problem in problems_of(catalogue) if problem.path == name]
        os.write(theirs_end, found[0].encode())

    check(read_catalogue(HERE / "catalogue"))  # what is imported late is imported now
    code = in_child(ask)
    path.chmod(mode)
    os.close(theirs_end)
    with os.fdopen(answer) as file:
        assert file.read().startswith(f"{name}: Dit is niet te lezen: er zijn geen leesrechten.")
    assert code == 0


@pytest.mark.parametrize("name", [b"\xff\xfe.md", b"a\x1b[31m.md", b"a\nb.md", "é‮.md".encode()])
def test_odd_file_name(name: bytes, catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file name of odd bytes must be a problem that can be shown in every form, and must move no terminal."""
    from kapstok.__main__ import main

    folder = os.fsencode(catalogue / "practices/taal/")
    shutil.copy(os.fsencode(catalogue / READ), os.path.join(folder, name))
    for form in ("text", "json", "github", "gitlab"):
        assert main(["check", "--root", str(catalogue), "--format", form]) == 1
        shown = capsys.readouterr()
        text = shown.out + shown.err
        assert "geen-adres" in text or "kan geen adres zijn" in text
        assert text.encode("utf-8")
        assert "\x1b" not in text
        assert "\nb.md" not in text


def test_build_with_an_unreadable_file_keeps_the_last_site(
    project: Path, editions: tuple[dict[str, str], dict[str, str]]
) -> None:
    """A practice that cannot be read must stop the build, in words, and leave every published byte alone."""
    pipe = project / "practices/taal/pijp.md"
    os.mkfifo(pipe)
    try:
        result = build_site(project, project / "site")
    finally:
        pipe.unlink()
    assert result.returncode != 0
    assert "practices/taal/pijp.md: Dit is niet te lezen" in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    assert content(project / "site") == editions[0]
