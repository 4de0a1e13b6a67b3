"""Work in a process of its own: what it gives comes back, and whatever becomes of that process, the work is done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest

from conftest import ROOT
from kapstok.aside import aside

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}


def alive(process: int) -> bool:
    """Neither gone nor waiting for somebody who asks how it ended."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def children() -> set[int]:
    """The processes that this one began and that are still there, dead ones that nobody asked about among them."""
    with open(f"/proc/self/task/{threading.get_native_id()}/children", encoding="ascii") as file:
        return set(map(int, file.read().split()))


def test_result_comes_from_another_process_once() -> None:
    """The work must be done elsewhere, and who asks again get the same object."""
    before = children()
    with aside(lambda: [os.getpid()]) as result:
        found = result()
        assert found != [os.getpid()]
        assert result() is found
    assert children() == before


@pytest.mark.parametrize(
    "end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: 1 / 0, lambda: threading.Lock()]
)
def test_work_that_comes_to_nothing_is_done_here(end: Callable[[], object]) -> None:
    """A process that is killed, an exception there, or something that cannot be handed over: the work must be done here."""
    own = os.getpid()

    def work() -> int:
        if os.getpid() != own:
            return end()  # type: ignore[return-value]
        return own

    with aside(work) as result:
        assert result() == own


def test_exception_is_told_where_it_is_asked_for() -> None:
    """What goes wrong both times must be raised here, and only when somebody asks."""

    def work() -> None:
        raise LookupError("nergens")

    with aside(work):
        pass
    with aside(work) as result, pytest.raises(LookupError, match="nergens"):
        result()


def test_nobody_waits_for_what_nobody_asks() -> None:
    """At the end of the block the other process must end too, however long its work would take."""
    before, begun = children(), time.monotonic()
    with pytest.raises(KeyError), aside(lambda: time.sleep(60)):
        raise KeyError
    assert time.monotonic() - begun < 30
    assert children() == before


def test_process_does_not_outlive_who_began_it() -> None:
    """Where the one that asks is killed, the other must end with its work, though nobody takes what it gives."""
    script = (
        "import os, time; from kapstok.aside import aside\n"
        "def work(): print(os.getpid(), flush=True); time.sleep(0.5); return bytes(10_000_000)\n"
        "with aside(work): time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=ENVIRONMENT) as process:
        assert process.stdout
        child = int(process.stdout.readline())
        process.kill()
    end = time.monotonic() + 30
    while alive(child):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_without_processes_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that has no room for a process, or none like this, must give the same."""

    def full() -> int:
        raise OSError("no room")

    monkeypatch.setattr(os, "fork", full)
    with aside(os.getpid) as result:
        assert result() == os.getpid()
    monkeypatch.delattr(os, "fork")
    with aside(os.getpid) as result:
        assert result() == os.getpid()
