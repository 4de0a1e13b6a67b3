"""What ``argparse`` says to a person, in Dutch.

Its texts go through gettext, whose translations are files of another format beside each language; there is one language here.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "usage: ": "gebruik: ",
    "positional arguments": "gegevens",
    "options": "opties",
    "show this help message and exit": "toon deze hulp",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "dit ontbreekt: %s",
    "one of the arguments %s is required": "geef een van deze: %s",
    "unrecognized arguments: %s": "dit kent de opdracht niet: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan %(matches)s zijn; schrijf de optie voluit",
    "not allowed with argument %s": "dit gaat niet samen met %s",
    "ignored explicit argument %r": "hier past geen waarde bij, en er staat %r",
    "expected one argument": "hier ontbreekt een waarde",
    "expected at most one argument": "hier past hoogstens één waarde bij",
    "expected at least one argument": "hier ontbreekt minstens één waarde",
    "expected %s argument": "hier hoort %s waarde bij",
    "expected %s arguments": "hier horen %s waarden bij",
    "invalid %(type)s value: %(value)r": "%(value)r past hier niet",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r past hier niet; kies uit %(choices)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r is geen opdracht; kies uit %(choices)s",
    "unexpected option string: %s": "dit kent de opdracht niet: %s",
    "can't open '%(filename)s': %(error)s": "'%(filename)s' is niet te openen: %(error)s",
}


def speak() -> None:
    """Let every parser of this process speak Dutch."""
    argparse._ = said  # type: ignore[attr-defined]
    argparse.ngettext = lambda one, many, number: said(one if number == 1 else many)  # type: ignore[attr-defined]


def said(text: str) -> str:
    """The Dutch for a text of ``argparse``, and the text itself where a person never meets it."""
    return SAID.get(text, text)
