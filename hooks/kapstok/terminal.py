"""A line that somebody types on a terminal."""

from __future__ import annotations

from contextlib import suppress

with suppress(ImportError):  # absent on Windows, where a line can be edited without it
    import readline


_OF_A_TEXT = "| "
"""The prompt of a line of a text, in which spaces at the beginning mean something: a list in a list, or code."""


class Stopped(Exception):
    """Somebody stops, with Ctrl+C or Ctrl+D; holds what was typed on the last line."""


def read_line(prompt: str, before: str = "") -> str:
    """A line from the terminal, with ``before`` typed already; raises Stopped."""
    hooked = before and "readline" in globals()
    if hooked:
        readline.set_startup_hook(lambda: readline.insert_text(before))
    try:
        return _trimmed(prompt, input(prompt))
    except (KeyboardInterrupt, EOFError):
        typed = readline.get_line_buffer() if "readline" in globals() else ""
        raise Stopped(_trimmed(prompt, typed)) from None
    finally:
        if hooked:
            readline.set_startup_hook(None)


def _trimmed(prompt: str, line: str) -> str:
    return line.rstrip() if prompt == _OF_A_TEXT else line.strip()
