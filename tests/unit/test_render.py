"""Templates as they were compiled for an earlier build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment

from kapstok import render
from kapstok.render import Compiled, Templates


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], tuple[str, list[str]]]:
    """Renders ``page.html`` as a new build does: the result, and which templates had to be compiled."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text(
        '{% from "macros.html" import twice %}{{ twice("a") }}', "utf-8"
    )
    (tmp_path / "templates/macros.html").write_text(
        "{% macro twice(text) %}{{ text }}{{ text }}{% endmacro %}", "utf-8"
    )
    compiled: list[str] = []
    compile = Environment.compile

    def watched(self: Environment, source, name=None, *args, **more):
        compiled.append(name)
        return compile(self, source, name, *args, **more)

    monkeypatch.setattr(Environment, "compile", watched)

    def render_page() -> tuple[str, list[str]]:
        compiled.clear()
        templates = Templates(tmp_path / "templates", Compiled(tmp_path / "cache/templates"))
        html = templates.render("page.html", "", {})
        templates.keep()
        return html, sorted(compiled)

    return render_page


def test_nothing_is_compiled_twice(written: Callable[[], tuple[str, list[str]]]) -> None:
    assert written() == ("aa", ["macros.html", "page.html"])
    assert written() == ("aa", [])


def test_a_template_that_changed_is_compiled(
    tmp_path: Path, written: Callable[[], tuple[str, list[str]]]
) -> None:
    """What another template takes from it must follow, and only it is compiled."""
    written()
    (tmp_path / "templates/macros.html").write_text(
        "{% macro twice(text) %}{{ text }}-{{ text }}{% endmacro %}", "utf-8"
    )
    assert written() == ("a-a", ["macros.html"])
    assert written() == ("a-a", [])


def test_another_program_compiles_anew(
    written: Callable[[], tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Filters are worked out while a template is compiled: those of another program may give something else."""
    written()
    monkeypatch.setattr(render, "program", lambda: b"another")
    assert written() == ("aa", ["macros.html", "page.html"])


def test_a_damaged_file_costs_only_time(tmp_path: Path, written: Callable[[], tuple[str, list[str]]]) -> None:
    written()
    file = tmp_path / "cache/templates"
    file.write_bytes(file.read_bytes()[:-9])
    assert written() == ("aa", ["macros.html", "page.html"])
    assert written() == ("aa", [])
