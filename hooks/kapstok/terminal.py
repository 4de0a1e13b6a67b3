"""A line that somebody types on a terminal."""

from __future__ import annotations

from contextlib import suppress

with suppress(ImportError):  # absent on Windows, where a line can be edited without it
    import readline


class Stopped(Exception):
    """Somebody stops, with Ctrl+C or Ctrl+D; holds what was typed on the last line."""


def read_line(prompt: str, before: str = "") -> str:
    """A line from the terminal, with ``before`` typed already; raises Stopped."""
    hooked = before and "readline" in globals()
    if hooked:
        readline.set_startup_hook(lambda: readline.insert_text(before))
    try:
        return input(prompt).strip()
    except (KeyboardInterrupt, EOFError):
        raise Stopped(readline.get_line_buffer().strip() if "readline" in globals() else "") from None
    finally:
        if hooked:
            readline.set_startup_hook(None)
