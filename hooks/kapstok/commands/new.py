"""``kapstok new``: the file of a new practice, from questions or from options."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..answers import Answers, Facts, in_text, missing
from ..check import check
from ..dialogue import Dialogue
from ..drafts import Draft, with_drafts, write_drafts
from ..file_name import GIVE_SLUG, NO_SLUG, proposed_slug
from ..given import WrongOption, add_answers, given_answers, option_of
from ..kept import KEPT, keep, kept_answers, put_aside
from ..load import built_catalogue, load_catalogue
from ..problem import Problem, ProblemsFound, problems_text, quoted
from ..questions import Questions
from ..raw import RawCatalogue
from ..read import read_catalogue
from ..shapes import shapes
from ..terminal import Stopped
from .compounds import proposals
from .options import settings_of

NAME = "new"
HELP = "maak een praktijk: de opdracht stelt vragen, of neemt alles uit de opties"
_LACKING = {"municipality": "--municipality (of --province)", "": "--body-file"}
_OF_THE_TEXT = ("te-groot", "codering")
"""Rules of a whole file that only its text can break: an option holds less, and no such sign."""


def add_options(parser: argparse.ArgumentParser) -> None:
    add_answers(parser)
    parser.add_argument("--dry-run", action="store_true", help="toon het bestand en schrijf niets")


def run(options: argparse.Namespace) -> int:
    raw = read_catalogue(options.root)
    checked, problems = check(raw)
    if problems:
        sys.stderr.write("De catalogus heeft al problemen; verbeter die eerst.\n" + problems_text(problems))
        return 1
    try:
        answers = given_answers(options)
    except WrongOption as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    lacking = missing(answers)
    if not lacking:
        return _from_options(
            options, raw, Answers(Facts(checked).named(answers.data), answers.body, answers.slug)
        )
    if not sys.stdin.isatty():
        names = ", ".join(_LACKING.get(key) or option_of(key) for key in lacking)
        sys.stderr.write(
            f"Hier kunnen geen vragen gesteld worden, dus alles moet in de opties staan. Er ontbreekt: {names}.\n"
        )
        return 2
    return _from_questions(options, raw, Facts(checked), answers)


def _from_options(options: argparse.Namespace, raw: RawCatalogue, answers: Answers) -> int:
    answers.slug = answers.slug or proposed_slug(answers.data)
    if not answers.slug:
        sys.stderr.write(f"--slug: {NO_SLUG}\n    {GIVE_SLUG}\n")
        return 1
    taken = next((record.path for record in raw.records if record.path == answers.draft.path), None)
    if taken:
        sys.stderr.write(
            f"De naam {quoted(answers.slug)} bestaat al: {taken}. Kies een andere met --slug, of wijzig dat bestand.\n"
        )
        return 1
    problems = _whole_problems(raw, answers)
    if problems:
        named = (replace(problem, path=_asked_by(problem), field="") for problem in problems)
        sys.stderr.write(problems_text(named))
        return 1
    return _finish(options, answers)


def _asked_by(problem: Problem) -> str:
    """The option that a problem is about."""
    key = problem.field.split(".")[0]
    if key in shapes():
        return option_of(key)
    return "--body-file" if problem.line or problem.rule in _OF_THE_TEXT else "--slug"


def _whole_problems(raw: RawCatalogue, answers: Answers) -> list[Problem]:
    """What the check of the whole catalogue says with the practice in it; a line is a line of the text."""
    draft = answers.draft
    whole = with_drafts(raw, [draft])
    try:
        built_catalogue(whole, date.today())
    except ProblemsFound as found:
        record = next((record for record in whole.records if record.path == draft.path), None)
        return [
            in_text(problem, record) if problem.path == draft.path else problem for problem in found.problems
        ]
    return []


def _from_questions(options: argparse.Namespace, raw: RawCatalogue, facts: Facts, answers: Answers) -> int:
    kept: Path = options.root / KEPT
    questions = Questions(answers, facts, date.today(), lambda answers: keep(kept, answers))
    taken = frozenset(record.slug for record in raw.records if record.kind in ("practice", "hangijzer"))
    try:
        resumed = kept.exists() and _resume(kept, questions)
        try:
            return _answered(options, raw, Dialogue(questions, taken), resumed)
        except (Stopped, KeyboardInterrupt):
            keep(kept, questions.answers)
            raise
    except (Stopped, KeyboardInterrupt):
        there = f"Uw antwoorden staan in {kept}; 'make new' gaat ermee verder." if kept.exists() else ""
        print(f"\nGestopt. {there}".rstrip())
        return 1


def _answered(options: argparse.Namespace, raw: RawCatalogue, dialogue: Dialogue, resumed: bool) -> int:
    """Ask until the check of the whole catalogue accepts the practice, and write it."""
    dialogue.first_questions(resumed)
    while True:
        dialogue.overview()
        problems = _whole_problems(raw, dialogue.questions.answers)
        if not problems:
            code = _finish(options, dialogue.questions.answers)
            if code == 0 and not options.dry_run:
                (options.root / KEPT).unlink(missing_ok=True)
            return code
        print(
            f"\n{problems_text(map(dialogue.at_item, problems))}Kies het nummer dat ervoor staat om te verbeteren."
        )


def _resume(kept: Path, questions: Questions) -> bool:
    """Whether somebody goes on with what was kept; else it is put aside."""
    found = kept_answers(kept)
    if isinstance(found, Problem):
        print(f"{problems_text([found])}Dit stond klaar in {kept}; het blijft bewaard in {put_aside(kept)}.")
        return False
    title = found.data.get("title")
    begun = f"U was al met een praktijk begonnen{f': {quoted(title)}' if title else ''}."
    if not questions.answers.data and questions.agreed(f"{begun} Gaat u ermee verder?"):
        questions.answers = found
        return True
    print(f"{begun} Ze blijft bewaard in {put_aside(kept)}.")
    return False


def _finish(options: argparse.Namespace, answers: Answers) -> int:
    """Show the file, or write it and say what comes next."""
    draft = answers.draft
    if options.dry_run:
        print(draft.content.decode(), end="")
        return 0
    try:
        write_drafts(options.root, [draft])
    except OSError:
        sys.stderr.write(
            f"{options.root / draft.path}: dit bestand is niet te schrijven. Er is niets gewijzigd.\n"
        )
        return 1
    print(f"Geschreven: {draft.path}\n\n{_next_steps(options.root, draft)}", end="")
    return 0


def _next_steps(root: Path, draft: Draft) -> str:
    words = proposals(load_catalogue(root, date.today()))
    steps = (
        f"Wat nu?\n"
        f"  1. Bekijk de pagina: make serve, en dan http://127.0.0.1:8000/praktijken/{draft.slug}/\n"
        f"  2. Controleer alles, ook de spelling: make check\n"
    )
    if words:
        steps += (
            "     Zet deze nieuwe woorden voor de zoekfunctie in register/compounds.txt; kijk de delen na:\n"
            + "".join(f"       {line}\n" for line in words)
        )
    repository = settings_of(os.environ).host
    if repository.address:
        new = repository.new_file().address(draft.path) or repository.address
        return f"{steps}  3. Dien ze in: maak op deze pagina een bestand {draft.path} en plak de inhoud.\n     {new}\n"
    branch = f"praktijk-{draft.slug}"
    return (
        f"{steps}  3. Dien ze in, met git:\n"
        f"       git switch -c {branch}\n"
        f"       git add {draft.path}{' register/compounds.txt' if words else ''}\n"
        f'       git commit -m "content: Praktijk {draft.slug}"\n'
        f"       git push -u origin {branch}\n"
    )
