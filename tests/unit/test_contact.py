"""The mailbox of the editors, and what counts as personal."""

from __future__ import annotations

import pytest

from kapstok.contact import mailbox_problems


@pytest.mark.parametrize(
    "mailbox", ["", "  ", "integratie@gemeente.be", "sociale.dienst@stad.example", "info@x-y.be"]
)
def test_mailbox_of_a_function_is_taken(mailbox: str) -> None:
    """The mailbox of a service must be taken, and so must none."""
    assert mailbox_problems(mailbox) == []


@pytest.mark.parametrize(
    ("mailbox", "said"),
    [
        ("jan.peeters@gemeente.be", "'jan.peeters@gemeente.be' is een persoonlijk mailadres."),
        ("integratie@gmail.com", "'integratie@gmail.com' is een persoonlijk mailadres."),
        ("integratie", "'integratie' is geen mailadres."),
        ("mailto:integratie@gemeente.be", "is geen mailadres."),
        ('integratie@gemeente.be"><script>', "is geen mailadres."),
        ("integratie@gemeente.be, info@gemeente.be", "is geen mailadres."),
    ],
)
def test_other_mailbox_is_refused(mailbox: str, said: str) -> None:
    """A personal address, and what is no single address, must be refused with what to write instead."""
    [problem] = mailbox_problems(mailbox)
    assert said in problem.message
    assert "MAILBOX" in problem.hint
    assert problem.path == "mkdocs.yml"
