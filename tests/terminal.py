"""A command on a real terminal, as a person meets it: what it shows, and lines and keys that are typed."""

from __future__ import annotations

import codecs
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from pathlib import Path

HOOKS = Path(__file__).parent.parent / "hooks"
CONTROL_C = "\x03"
CONTROL_D = "\x04"
END_OF_LINE = "\x05"
LOCAL_FLAGS = 3  # where termios.tcgetattr has them


class Terminal:
    """One run of ``python -m kapstok``; use it in a ``with`` statement."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self._own, other = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kapstok", *arguments],
            stdin=other, stdout=other, stderr=other, close_fds=True, start_new_session=True,
            preexec_fn=_take_terminal,
            env={**os.environ, "PYTHONPATH": str(HOOKS), "TERM": "xterm", "INPUTRC": "/dev/null", **environment},
        )  # fmt: skip
        os.close(other)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.shown = ""
        self._seen = 0

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._own)

    def until(self, text: str, seconds: float = 60) -> str:
        """Wait for a text after what was waited for before, and give what came till then."""
        end = time.monotonic() + seconds
        while text not in self.shown[self._seen :]:
            if time.monotonic() > end or not self._more():
                raise AssertionError(f"{text!r} was not shown after:\n{self.shown[self._seen :]}")
        begin, self._seen = self._seen, self.shown.index(text, self._seen) + len(text)
        return self.shown[begin : self._seen]

    def type(self, text: str) -> None:
        """Type keys, without Enter."""
        self._ready()
        os.write(self._own, text.encode())

    def answer(self, prompt: str, text: str) -> None:
        """Wait for a prompt, and answer it."""
        self.until(prompt)
        self.type(f"{text}\r")

    def end(self, seconds: float = 60) -> int:
        """Wait until the command ends; its exit code."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit and self._more():
            pass
        return self._process.wait(timeout=seconds)

    def interrupt(self, seconds: float = 60) -> int:
        """Press Ctrl+C until the command ends; its exit code.

        Readline sees one that comes while it gets ready only at the next key, and Ctrl+C itself is none: the terminal
        keeps it. So a key follows that changes nothing.
        """
        self._ready()
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            for keys in (CONTROL_C, END_OF_LINE):
                os.write(self._own, keys.encode())
                again = time.monotonic() + seconds / 20
                while time.monotonic() < again:
                    if not self._more():
                        return self._process.wait(timeout=seconds)
        raise AssertionError("Ctrl+C did not end the command: Timeout")

    def _ready(self, seconds: float = 60) -> None:
        """Wait until the line editor reads the keys; before that the terminal itself would take Ctrl+C and Ctrl+D."""
        end = time.monotonic() + seconds
        while termios.tcgetattr(self._own)[LOCAL_FLAGS] & termios.ICANON:
            if time.monotonic() > end:
                raise AssertionError(f"no line is asked after:\n{self.shown[self._seen :]}")
            time.sleep(0.01)

    def _more(self) -> bool:
        ready, _, _ = select.select([self._own], [], [], 0.2)
        if not ready:
            return True
        try:
            data = os.read(self._own, 65_536)
        except OSError:  # the command has ended
            return False
        text = re.sub(r"\x1b\[\?[0-9]+[hl]|\x07", "", self._decoder.decode(data))
        self.shown += text.replace("\r\n", "\n")
        return bool(data)


def _take_terminal() -> None:
    """Make the terminal the one that sends Ctrl+C."""
    import fcntl

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
