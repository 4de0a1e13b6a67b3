"""``kapstok new``: the file of a new practice, from questions or from options."""

from __future__ import annotations

import argparse
import itertools
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml
from yaml_env_tag import construct_env_tag

from ..answers import Answers, Facts, in_text, missing
from ..cells import cell_value
from ..check import check
from ..dialogue import Dialogue
from ..drafts import Draft, with_drafts, write_drafts
from ..file_name import proposed_slug
from ..known import Known
from ..load import built_catalogue
from ..names import SLUG, slugified
from ..practice_file import written
from ..problem import Problem, ProblemsFound, problems_text, quoted
from ..raw import RawCatalogue, RawRecord, Value
from ..read import MAX_BYTES, read_catalogue, read_draft
from ..shapes import Shape, shapes

NAME = "new"
HELP = "maak een praktijk: de opdracht stelt vragen, of neemt alles uit de opties"
KEPT = ".cache/nieuwe-praktijk.md"
"""Where answers are kept until the practice is written."""
_LACKING = {"municipality": "--municipality (of --province)", "": "--body-file"}
_KEPT_SLUG = "slug"


def add_options(parser: argparse.ArgumentParser) -> None:
    for shape in shapes().values():
        more = "" if shape.kind == "text" else " (mag meermaals)"
        parser.add_argument(
            _option(shape.key), dest=f"field_{shape.key}", action="append", default=[], metavar="waarde",
            help=f"{shape.title}{more}: {shape.help}".replace("%", "%%"),
        )  # fmt: skip
    parser.add_argument("--slug", default="", metavar="naam", help="de naam van het bestand, zonder .md")
    parser.add_argument("--body-file", default="", metavar="bestand", help="de tekst; - leest wat binnenkomt")
    parser.add_argument("--dry-run", action="store_true", help="toon het bestand en schrijf niets")


def _option(key: str) -> str:
    return f"--{key.replace('_', '-')}"


class _Wrong(Exception):
    """The call is wrong: a sentence that says how."""


def run(options: argparse.Namespace) -> int:
    root: Path = options.root
    raw = read_catalogue(root)
    checked, problems = check(raw)
    if problems:
        sys.stderr.write("De catalogus heeft al problemen; verbeter die eerst.\n" + problems_text(problems))
        return 1
    try:
        answers = _given(options)
    except _Wrong as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    lacking = missing(answers)
    if not lacking:
        return _from_options(options, raw, answers)
    if not sys.stdin.isatty():
        names = ", ".join(_LACKING.get(key) or _option(key) for key in lacking)
        sys.stderr.write(
            f"Hier kunnen geen vragen gesteld worden, dus alles moet in de opties staan. Er ontbreekt: {names}.\n"
        )
        return 2
    return _from_questions(
        options, raw, Facts(checked, Known.of(raw, checked.records, checked.places)), answers
    )


def _given(options: argparse.Namespace) -> Answers:
    """What the options say; raises _Wrong for one that cannot be read."""
    answers = Answers(slug=options.slug)
    for shape in shapes().values():
        values: list[str] = getattr(options, f"field_{shape.key}")
        if shape.kind == "text" and len(values) > 1:
            raise _Wrong(f"{_option(shape.key)} mag er maar één keer staan.")
        try:
            found = [value for text in values if (value := cell_value(shape, text))]
        except ValueError as error:
            raise _Wrong(
                f"{_option(shape.key)}: {quoted(error)} is niet te lezen. Schrijf bijvoorbeeld '{shape.example}'."
            ) from None
        if found:
            answers.data[shape.key] = found[0] if len(found) == 1 else _joined(shape, found)
    if options.slug and not SLUG.match(options.slug):
        raise _Wrong(
            f"--slug: {quoted(options.slug)} kan geen adres zijn. "
            f"Gebruik kleine letters, cijfers en streepjes: '{slugified(options.slug) or 'naam'}'."
        )
    if options.body_file:
        answers.body = _text(options.body_file)
    return answers


def _joined(shape: Shape, values: list[Value]) -> Value:
    """The values of an option that is given more than once."""
    if shape.kind == "texts_by_name":
        return {key: item for value in values if isinstance(value, dict) for key, item in value.items()}
    return [item for value in values for item in (value if isinstance(value, list) else [value])]


def _text(name: str) -> str:
    try:
        data = (
            sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else Path(name).read_bytes()[: MAX_BYTES + 1]
        )
        return data.decode("utf-8-sig")
    except OSError:
        raise _Wrong(f"--body-file: {quoted(name)} is niet te openen.") from None
    except UnicodeDecodeError:
        raise _Wrong(
            f"--body-file: {quoted(name)} is geen UTF-8. Bewaar de tekst met de codering UTF-8."
        ) from None


def _from_options(options: argparse.Namespace, raw: RawCatalogue, answers: Answers) -> int:
    answers.slug = answers.slug or proposed_slug(answers.data)
    problems = _whole_problems(raw, answers)
    if problems:
        sys.stderr.write(
            problems_text(replace(problem, path=_asked_by(problem), field="") for problem in problems)
        )
        return 1
    return _finish(options, answers)


def _asked_by(problem: Problem) -> str:
    """The option that a problem is about."""
    key = problem.field.split(".")[0]
    return _option(key) if key in shapes() else "--body-file" if problem.line else "--slug"


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
    taken = frozenset(r.slug for r in raw.records if r.kind in ("practice", "hangijzer"))
    dialogue = Dialogue(answers, facts, taken, date.today(), lambda answers: _keep(kept, answers))
    try:
        if kept.exists() and not answers.data:
            dialogue.answers = _resumed(kept, dialogue)
        dialogue.first_questions()
        while dialogue.overview():
            problems = _whole_problems(raw, dialogue.answers)
            if not problems:
                code = _finish(options, dialogue.answers)
                if code == 0 and not options.dry_run:
                    kept.unlink(missing_ok=True)
                return code
            sys.stdout.write("\n" + problems_text(problems) + "Kies een nummer om te verbeteren.\n")
    except (KeyboardInterrupt, EOFError):
        pass
    except _Wrong as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 1
    there = (
        f"Uw antwoorden staan in {kept}; 'make new' gaat ermee verder."
        if kept.exists()
        else "Er was nog niets te bewaren."
    )
    print(f"\nGestopt. {there}")
    return 1


def _keep(path: Path, answers: Answers) -> None:
    """Write down what was answered so far, as the file that it will be."""
    if answers.data or answers.body:
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            written({**answers.data, _KEPT_SLUG: answers.slug}, answers.body), "utf-8", newline="\n"
        )


def _resumed(path: Path, dialogue: Dialogue) -> Answers:
    """The answers that were kept, if somebody wants to go on with them; else they are put aside."""
    record = read_draft(path.name, "practice", path.read_bytes())
    if not isinstance(record, RawRecord):
        raise _Wrong(f"{problems_text([record])}Verbeter of verwijder {path}.")
    title = record.data.get("title")
    about = f": {quoted(title)}" if title else ""
    if dialogue.agreed(f"U was al met een praktijk begonnen{about}. Gaat u ermee verder?"):
        data = {key: value for key, value in record.data.items() if key != _KEPT_SLUG}
        return Answers(data, record.body, str(record.data.get(_KEPT_SLUG) or ""))
    aside = next(
        other
        for number in itertools.count(1)
        if not (other := path.with_stem(f"{path.stem}-{number}")).exists()
    )
    path.rename(aside)
    dialogue.say(f"Ze blijft bewaard in {aside}.")
    return dialogue.answers


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
    steps = (
        f"Wat nu?\n"
        f"  1. Bekijk de pagina: make serve, en dan http://127.0.0.1:8000/praktijken/{draft.slug}/\n"
        f"  2. Controleer alles, ook de spelling: make check\n"
    )
    address = repository_address(root)
    if address:
        return f"{steps}  3. Dien het bestand in: {address}\n"
    branch = f"praktijk-{draft.slug}"
    return (
        f"{steps}  3. Dien het bestand in, met git:\n"
        f"       git switch -c {branch}\n"
        f"       git add {draft.path}\n"
        f'       git commit -m "content: Praktijk {draft.slug}"\n'
        f"       git push -u origin {branch}\n"
    )


def repository_address(root: Path) -> str:
    """The address of the repository that ``mkdocs.yml`` says, "" when it says none."""
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.add_constructor("!ENV", construct_env_tag)
    try:
        settings = yaml.load((root / "mkdocs.yml").read_text("utf-8"), loader)
    except (OSError, yaml.YAMLError):
        return ""
    return str(settings.get("repo_url") or "") if isinstance(settings, dict) else ""
