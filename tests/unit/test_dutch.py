"""The command line speaks Dutch."""

from __future__ import annotations

import argparse
import ast
import inspect

import pytest

from kapstok.__main__ import main
from kapstok.commands.dutch import SAID

OF_PROGRAMMERS = (
    "cannot", "conflicting", "invalid option string", "invalid conflict_resolution", "mutually exclusive", "dest= is",
    "'required' is", 'argument "-" with mode', "%r is not callable", "subcommands", ".__call__",
)  # fmt: skip
"""How texts begin that only somebody meets who wrote a wrong parser, or that are no text."""


def texts_of_argparse() -> set[str]:
    """Every text that this Python's argparse translates."""
    return {
        text.value
        for call in ast.walk(ast.parse(inspect.getsource(argparse)))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "ngettext")
        for text in call.args
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    }


def test_every_text_that_a_person_meets_is_dutch() -> None:
    """A Python that says something new must be noticed."""
    texts = {text for text in texts_of_argparse() if not text.startswith(OF_PROGRAMMERS)}
    assert len(texts) > 15
    assert texts <= SAID.keys()


@pytest.mark.parametrize("text", SAID)
def test_the_dutch_has_the_same_values(text: str) -> None:
    """What is filled in must be filled in there too."""
    values = {"prog": "p", "message": "m", "argument_name": "a", "option": "o", "matches": "x", "type": "t"}
    values |= {"value": "v", "choices": "c", "parser_name": "n", "filename": "f", "error": "e"}
    given: object = values if "%(" in text else ("waarde",) * text.count("%")
    assert SAID[text] % given
    assert SAID[text].count("%") <= text.count("%")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--help"], ["gebruik: kapstok", "opties:", "toon deze hulp"]),
        (["chek"], ["opdracht: 'chek' past hier niet; kies uit 'check', 'spell'"]),
        (["import"], ["kapstok import: dit ontbreekt: lijst"]),
        (["check", "--kleur"], ["kapstok: dit kent de opdracht niet: --kleur"]),
        (["links", "--today"], ["--today: hier ontbreekt een waarde"]),
    ],
)
def test_a_wrong_call_is_told(
    capsys: pytest.CaptureFixture[str], arguments: list[str], expected: list[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == (0 if "--help" in arguments else 2)
    out, err = capsys.readouterr()
    for text in expected:
        assert text in out + err
