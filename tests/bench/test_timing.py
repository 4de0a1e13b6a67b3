"""The stopwatch: all time and all memory of a command and of what it starts, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from .processes import worked
from .timing import Failed, taken_by

BUSY = "import time\nheld = b'x' * {bytes}\nwhile time.process_time() < {seconds}: pass"
STARTS = "import subprocess, sys\nfor one in [subprocess.Popen([sys.executable, '-c', {code!r}]) for _ in range({times})]: one.wait()"


def started(code: str, times: int = 1) -> list[str]:
    """A command that starts another one so many times at once, and waits for it."""
    return [sys.executable, "-c", STARTS.format(code=code, times=times)]


def test_grandchild_is_counted(tmp_path: Path) -> None:
    """Time and memory of a process that the command started must count."""
    busy = started(BUSY.format(bytes=100_000_000, seconds=0.3))
    taken = taken_by(started(f"import subprocess; subprocess.run({busy!r})"), tmp_path)
    assert 0.3 <= taken.cpu < 1.2
    assert taken.wall >= 0.3
    assert 100e6 < taken.peak < 160e6
    assert not taken.ended


def test_memory_of_several_processes_is_added(tmp_path: Path) -> None:
    """Processes that run at the same time must count together."""
    if not Path("/proc/self/task").exists():
        pytest.skip("this system does not show its processes")
    code = f"{BUSY.format(bytes=60_000_000, seconds=0)}\ntime.sleep(0.5)"
    assert 120e6 < taken_by(started(code, times=2), tmp_path).peak < 200e6


def test_memory_of_the_caller_is_not_counted(tmp_path: Path) -> None:
    """A small command must look small, however much we hold ourselves."""
    held = b"x" * 300_000_000
    assert taken_by([sys.executable, "-c", ""], tmp_path).peak < 60e6 < len(held)


def test_command_is_ended_at_the_limit(tmp_path: Path) -> None:
    """A command that takes too long must be ended, with all that it started."""
    begun = time.perf_counter()
    note = "import time; time.sleep(2); open('late', 'w')"
    taken = taken_by(started(note), tmp_path, limit=0.5)
    assert taken.ended
    assert taken.wall == 0.5
    time.sleep(max(0.0, begun + 3 - time.perf_counter()))
    assert not (tmp_path / "late").exists()


def test_failure_says_what_the_command_said(tmp_path: Path) -> None:
    """A command that fails must not be taken for a fast one."""
    with pytest.raises(Failed, match="no such page"):
        taken_by([sys.executable, "-c", "import sys; sys.exit('no such page')"], tmp_path)
    with pytest.raises(Failed, match="it ended with code 3"):
        taken_by([sys.executable, "-c", "import sys; sys.exit(3)"], tmp_path)


def test_environment_is_passed(tmp_path: Path) -> None:
    """A command must get the variables that are asked for, besides our own."""
    code = "import os; assert os.environ['ASKED'] == '1' and 'PATH' in os.environ"
    taken_by([sys.executable, "-c", code], tmp_path, {"ASKED": "1"})


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    """A process that outlives its command must be ended, or the next run is slower for it."""
    late = "import time; time.sleep(1); open('late', 'w')"
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {late!r}])"
    taken_by([sys.executable, "-c", code], tmp_path)
    time.sleep(2)
    assert not (tmp_path / "late").exists()


def test_work_of_a_running_process_is_known() -> None:
    """Work of a process that still runs must be seen, with that of what it started."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("this system does not show its processes")
    code = f"{BUSY.format(bytes=1, seconds=0.3)}\nprint()\ntime.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    process.stdout.readline()
    before = worked(process.pid)
    process.kill()
    process.communicate()
    assert 0.25 <= before < 1.0
