"""The making of a practice on a terminal: what everybody is asked, then whatever is still wanted."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .answers import body_of, sections_of
from .file_name import proposed_slug
from .names import SLUG, slugified
from .problem import Problem, quoted
from .questions import WIDTH, Questions
from .raw import Value
from .shapes import Shape, shapes
from .terminal import Stopped
from .words import HEADINGS

FIRST = (
    "title", "summary", "theme", "section", "municipality", "province",
    "partners", "target_groups", "year", "source", "checked", "contact",
)  # fmt: skip
"""The fields that everybody is asked, in this order; all others stand in the overview."""
_OF_ALL = ("te-lang", "tekst-ontbreekt")
"""Rules of the text as a whole: no line of it mends what they find."""
TEXT = "Tekst"
NAME = "Bestandsnaam"


@dataclass
class Dialogue:
    """The questions in their order; ``taken`` are the file names that there are."""

    questions: Questions
    taken: frozenset[str]

    def first_questions(self, resumed: bool = False) -> None:
        """Ask what everybody is asked, except what has an answer; when resumed, also what was skipped before it."""
        self.questions.say("Enter slaat over wat niet verplicht is, ? geeft uitleg, Ctrl+C stopt en bewaart.")
        data = self.questions.answers.data
        reached = (
            max((index for index, key in enumerate(FIRST) if data.get(key)), default=-1) if resumed else -1
        )
        if resumed and self.questions.answers.body:
            reached = len(FIRST)
        for index, key in enumerate(FIRST):
            data = self.questions.answers.data
            if data.get(key) or (key == "province" and data.get("municipality")):
                continue
            if index < reached and not self.questions.required(shapes()[key]):
                continue
            if key == "checked" and data.get("source"):
                continue
            if key == "section" and not self.questions.facts.choices("section", data):
                continue
            self.questions.question(shapes()[key])
        if not self.questions.answers.body.strip() or (resumed and not self.questions.answers.slug):
            self.text()
        if not self.questions.answers.slug:
            self.name()

    def overview(self) -> None:
        """Show every field, and change what is asked, until somebody wants to go on."""
        while True:
            self.questions.say("")
            for number, item in enumerate(_items(), 1):
                title = item.title if isinstance(item, Shape) else item
                self.questions.say(f"{number:3} {title:25} {self._shown(item)}".rstrip())
            item = self._wanted()
            if not item:
                return
            if isinstance(item, Shape):
                self.questions.question(item)
            elif item == TEXT:
                self.text()
            else:
                self.name()

    def _wanted(self) -> Shape | str:
        """The item that somebody wants to change, "" for none."""
        while answer := self.questions.ask(
            "Nummer om in te vullen of te wijzigen, Enter om te bewaren: ", ""
        ):
            if answer.isdecimal() and 0 < int(answer) <= len(_items()):
                return _items()[int(answer) - 1]
            self.questions.say(f"{quoted(answer)} is geen nummer uit de lijst.")
        return ""

    def at_item(self, problem: Problem) -> Problem:
        """A problem of the practice at the item of the overview that mends it; one of another file as it is."""
        if problem.path:
            return problem
        key = problem.field.split(".")[0]
        item: Shape | str = shapes().get(key) or (TEXT if problem.line else NAME)
        title = item.title if isinstance(item, Shape) else item
        line = f", regel {problem.line}" if problem.line else ""
        return replace(problem, path=f"{_items().index(item) + 1} {title}{line}", line=0, field="")

    def _shown(self, item: Shape | str) -> str:
        if item == TEXT:
            return (
                f"{len(self.questions.answers.body.split())} woorden" if self.questions.answers.body else ""
            )
        if not isinstance(item, Shape):
            return self.questions.answers.slug
        data = self.questions.answers.data
        text = _readable(data.get(item.key), self.questions.facts.choices(item.key, data))
        return textwrap.shorten(text, WIDTH - 30, placeholder=" …")

    def text(self) -> None:
        """Ask the text under each heading; a line that the check refuses is asked again by itself."""
        self.questions.say(
            f"\n{TEXT} (verplicht): 60 tot 250 woorden, elke zin op een eigen regel.\n"
            "  Onder elk kopje mag u meer regels typen of plakken; een regel met alleen een punt sluit af.\n"
            "  Enter op de eerste regel slaat het kopje over."
        )
        while True:
            for heading, asked in HEADINGS.items():
                sections = sections_of(self.questions.answers.body)
                if sections.get(heading):
                    self.questions.say(
                        f"\n{heading}: {asked} Enter houdt wat er staat:\n{textwrap.indent(sections[heading], '  | ')}"
                    )
                else:
                    self.questions.say(f"\n{heading}: {asked}")
                lines: list[str] = []
                try:
                    self._read_lines(lines)
                finally:
                    if lines:
                        self.questions.answers.body = body_of({**sections, heading: "\n".join(lines)})
                        self.questions.keep(self.questions.answers)
                self._mend()
                self.questions.keep(self.questions.answers)
            if self.questions.answers.body.strip():
                break
            self.questions.say("  De tekst ontbreekt: schrijf minstens wat de praktijk is.")
        self.questions.say(f"  De tekst telt {len(self.questions.answers.body.split())} woorden.")

    def _read_lines(self, lines: list[str]) -> None:
        while True:
            try:
                line = self.questions.ask("| ", "")
            except Stopped as stopped:
                lines += [str(stopped)] if str(stopped) else []
                raise
            if line == "." or (not line and not lines):
                return
            lines.append(line)

    def _mend(self) -> None:
        """Ask each line that is refused again; what no line mends, or not at once, is left for the overview."""
        before: Problem | None = None
        while problems := self.questions.facts.problems(self.questions.answers, ""):
            problem = problems[0]
            self.questions.explain([problem])
            if not problem.line or problem.rule in _OF_ALL or problem == before:
                self.questions.say("  Verander dit straks in het overzicht, bij de tekst.")
                return
            before = problem
            lines = self.questions.answers.body.split("\n")
            at = min(problem.line, len(lines)) - 1
            lines[at] = self.questions.ask("| ", lines[at])
            self.questions.answers.body = "\n".join(lines)

    def name(self) -> None:
        """Ask the name of the file."""
        proposed = self.questions.answers.slug or proposed_slug(self.questions.answers.data)
        while True:
            answer = self.questions.ask(
                f"\n{NAME}, voor altijd het adres van de pagina\n[{proposed}] Enter is goed, of typ een andere: ",
                "",
            )
            slug = answer or proposed
            if not SLUG.match(slug):
                self.questions.say(
                    f"  Gebruik kleine letters, cijfers en streepjes: '{slugified(slug) or 'naam'}'."
                )
            elif slug in self.taken:
                self.questions.say(f"  De naam {quoted(slug)} bestaat al. Kies een andere.")
            else:
                self.questions.answers.slug = slug
                self.questions.keep(self.questions.answers)
                return


def _items() -> list[Shape | str]:
    """What the overview shows, in its order."""
    return [*shapes().values(), TEXT, NAME]


def _readable(value: Value, choices: Mapping[str, str]) -> str:
    """A value as a person reads it: choices by their titles, without brackets."""
    if isinstance(value, dict):
        named = "label" not in value and all(isinstance(item, list) for item in value.values())
        return ", ".join(
            f"{key}: {_readable(item, {})}" if named else _readable(item, {}) for key, item in value.items()
        )
    if isinstance(value, list):
        return "; ".join(_readable(item, choices) for item in value)
    return choices.get(str(value), str(value)) if value else ""
