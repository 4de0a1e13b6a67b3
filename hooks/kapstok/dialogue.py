"""Questions about a new practice on a terminal: the fields of the model one by one, then whatever is still wanted.

An answer that the check refuses is explained with its words and asked again, with what was typed still there.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from .answers import HEADINGS, LISTED, Answers, Facts, answered, body_of, sections_of, texts
from .cells import cell_text
from .file_name import proposed_slug
from .names import SLUG, slugified
from .problem import Problem, quoted
from .raw import Value
from .shapes import Shape, shapes

with suppress(ImportError):  # absent on Windows, where a line can be edited without it
    import readline

FIRST = (
    "title", "summary", "theme", "section", "municipality", "province",
    "partners", "target_groups", "year", "source", "checked",
)  # fmt: skip
"""The fields that everybody is asked, in this order; all others stand in the overview."""
FEW = 12
"""A list of choices that is not longer is shown with the question, a longer one at ``?``."""
WIDTH = 88
TEXT = "Tekst"
NAME = "Bestandsnaam"


def read_line(prompt: str, before: str = "") -> str:
    """A line from the terminal, with ``before`` typed already."""
    hooked = before and "readline" in globals()
    if hooked:
        readline.set_startup_hook(lambda: readline.insert_text(before))
    try:
        return input(prompt).strip()
    finally:
        if hooked:
            readline.set_startup_hook(None)


@dataclass
class Dialogue:
    """The questions about one practice; ``keep`` is called after each answer, so that none is ever lost."""

    answers: Answers
    facts: Facts
    taken: frozenset[str]
    today: date
    keep: Callable[[Answers], None]
    ask: Callable[[str, str], str] = read_line
    say: Callable[[str], None] = print

    def first_questions(self) -> None:
        """Ask what everybody is asked, except what has an answer."""
        self.say("Enter slaat over wat niet verplicht is, ? geeft uitleg, Ctrl+C stopt en bewaart.")
        for key in FIRST:
            data = self.answers.data
            if data.get(key) or (key == "province" and data.get("municipality")):
                continue
            if key == "checked" and data.get("source"):
                continue
            if key == "section" and not self.facts.choices("section", data):
                continue
            self.question(shapes()[key])
        if not self.answers.body.strip():
            self.text()
        if not self.answers.slug:
            self.name()

    def overview(self) -> bool:
        """Show every field, and change what is asked; False when somebody wants to stop."""
        while True:
            items = [*shapes().values(), TEXT, NAME]
            self.say("")
            for number, item in enumerate(items, 1):
                title = item.title if isinstance(item, Shape) else item
                self.say(f"{number:3} {title:25} {self._shown(item)}".rstrip())
            answer = self.ask("Nummer om in te vullen of te wijzigen, Enter om te bewaren: ", "")
            if not answer:
                return True
            if not answer.isdecimal() or not 0 < int(answer) <= len(items):
                self.say(f"{quoted(answer)} is geen nummer uit de lijst.")
                continue
            item = items[int(answer) - 1]
            if isinstance(item, Shape):
                self.question(item)
            elif item == TEXT:
                self.text()
            else:
                self.name()

    def _shown(self, item: Shape | str) -> str:
        if item == TEXT:
            return f"{len(self.answers.body.split())} woorden" if self.answers.body else ""
        if not isinstance(item, Shape):
            return self.answers.slug
        return textwrap.shorten(
            cell_text(item, self.answers.data.get(item.key)), WIDTH - 30, placeholder=" …"
        )

    def question(self, shape: Shape) -> None:
        """Ask one field until the check accepts it; nothing when it is skipped."""
        if shape.kind == "parts":
            self._pieces(shape)
        elif shape.kind == "texts_by_name":
            self._by_name(shape)
        else:
            self._value(shape)
        self.keep(self.answers)

    def _required(self, shape: Shape) -> bool:
        data = self.answers.data
        return shape.required or (shape.key == "province" and not data.get("municipality"))

    def _head(self, shape: Shape) -> None:
        several = ", één of meer, met een komma ertussen" if shape.kind == "texts" else ""
        required = "verplicht" if self._required(shape) else "mag leeg"
        self.say(f"\n{shape.title} ({required}{several})")

    def _list(self, choices: dict[str, str]) -> None:
        for number, (value, title) in enumerate(choices.items(), 1):
            self.say(
                f"{number:3} {title}" + ("" if title.casefold() == value.replace("-", " ") else f" ({value})")
            )

    def _help(self, shape: Shape, choices: dict[str, str]) -> None:
        example = f" Bijvoorbeeld: {shape.example}" if shape.example else ""
        text = f"{shape.help or shape.title}.".replace("..", ".").replace("`", "'")
        self.say(
            textwrap.fill(
                f"{text[0].upper()}{text[1:]}{example}", WIDTH, initial_indent="  ", subsequent_indent="  "
            )
        )
        if FEW < len(choices) <= LISTED:
            self._list(choices)

    def _value(self, shape: Shape) -> None:
        choices = self.facts.choices(shape.key, self.answers.data)
        before = cell_text(shape, self.answers.data.get(shape.key))
        self._head(shape)
        if len(choices) <= FEW:
            self._list(choices)
        old = dict(self.answers.data)
        while True:
            text = self.ask("> ", before)
            if text == "?":
                self._help(shape, choices)
                continue
            if shape.is_day and text.casefold() == "vandaag":
                text = self.today.isoformat()
            self.answers.data = dict(old)
            try:
                value = answered(shape, text, choices)
            except ValueError:
                self.say(f"  {quoted(text)} is niet te lezen: sluit elk haakje en aanhalingsteken.")
                before = text
                continue
            if not value:
                self.answers.data.pop(shape.key, None)
                if not self._required(shape):
                    return
                self.say("  Dit veld is verplicht. Typ ? voor uitleg.")
                continue
            self.answers.data[shape.key] = value
            if self._accepted(shape):
                return
            before = text
            self.answers.data = dict(old)

    def _accepted(self, shape: Shape) -> bool:
        """The check has nothing against the answer, or somebody takes the values that it proposes instead."""
        problems = self.facts.problems(self.answers, shape.key)
        if not problems:
            return True
        self._explain(problems)
        data = self.answers.data
        items, places = [], dict(_mapping(data.get("place")))
        for item in texts(data.get(shape.key)):
            instead, borough = self.facts.instead(shape.key, item, data)
            items.append(instead or item)
            if borough:
                places[instead] = borough
        if items == list(texts(data.get(shape.key))):
            return False
        also = f", met plaats {', '.join(str(place) for place in places.values())}" if places else ""
        if not self.agreed(f"  Neem ik {quoted(', '.join(items))}{also}?"):
            return False
        data[shape.key] = list(dict.fromkeys(items)) if shape.kind == "texts" else items[0]
        if places:
            data["place"] = places
        remaining = self.facts.problems(self.answers, shape.key)
        self._explain(remaining)
        return not remaining

    def agreed(self, question: str) -> bool:
        """Yes, also by Enter alone."""
        return self.ask(f"{question} [J/n] ", "").casefold() in ("", "j", "ja")

    def _explain(self, problems: list[Problem]) -> None:
        for problem in problems:
            at_line = f"Regel {problem.line}: " if problem.line else ""
            self.say(f"  {at_line}{problem.message}" + (f"\n  {problem.hint}" if problem.hint else ""))

    def _pieces(self, shape: Shape) -> None:
        """Ask the pieces of a field one after another; without the first, no piece more."""
        self._head(shape)
        pieces = [piece for piece in _listed(self.answers.data.get(shape.key)) if isinstance(piece, dict)]
        if pieces:
            self.say(f"  Nu: {cell_text(shape, list(pieces))}")
            if not self.agreed("  Blijft dat staan?"):
                pieces = []
        while True:
            piece = self._piece(shape, pieces)
            if not piece:
                break
            pieces.append(piece)
            self.keep(self.answers)
            self.say("  Nog een? Zo niet: Enter.")
        self.answers.data.pop(shape.key, None)
        if pieces:
            self.answers.data[shape.key] = list(pieces)

    def _piece(self, shape: Shape, others: list[dict[str, Value]]) -> dict[str, Value]:
        piece: dict[str, Value] = {}
        while True:
            for part in shape.parts:
                choices = self.facts.choices(f"{shape.key}.{part.key}", self.answers.data)
                value = self._part(part, choices, piece.get(part.key))
                if value:
                    piece[part.key] = value
                elif part is shape.parts[0] and (part.required or not piece):
                    if part.required or not any(other.required for other in shape.parts):
                        return {}
                else:
                    piece.pop(part.key, None)
            self.answers.data[shape.key] = [*others, piece]
            problems = self.facts.problems(self.answers, shape.key)
            if not problems:
                return piece
            self._explain(problems)

    def _part(self, part: Shape, choices: dict[str, str], given: Value) -> Value:
        before = cell_text(part, given)
        if choices and len(choices) <= FEW:
            self._list(choices)
        while True:
            text = self.ask(f"  {part.title}{'' if part.required else ' (mag leeg)'}: ", before)
            if text == "?":
                self._help(part, choices)
                continue
            try:
                return answered(part, text, choices)
            except ValueError:
                self.say(f"  {quoted(text)} is niet te lezen: sluit elk haakje en aanhalingsteken.")
                before = text

    def _by_name(self, shape: Shape) -> None:
        """Ask a borough or quarter for each municipality."""
        self._head(shape)
        given = _mapping(self.answers.data.get(shape.key))
        towns = list(texts(self.answers.data.get("municipality")))
        if not towns:
            self.say("  Vul eerst een gemeente in.")
        found: dict[str, Value] = {}
        for town in towns:
            before = cell_text(shapes()["municipality"], given.get(town))
            text = self.ask(f"  {town}: ", before)
            while text == "?":
                self._help(shape, {})
                text = self.ask(f"  {town}: ", before)
            value = answered(shapes()["municipality"], text, {})
            if value:
                found[town] = value
        self.answers.data.pop(shape.key, None)
        if found:
            self.answers.data[shape.key] = found

    def text(self) -> None:
        """Ask the text under each heading; a line that the check refuses is asked again by itself."""
        self.say(
            f"\n{TEXT} (verplicht): 60 tot 250 woorden, elke zin op een eigen regel.\n"
            "  Onder elk kopje mag u meer regels typen of plakken; een regel met alleen een punt sluit af.\n"
            "  Enter op de eerste regel slaat het kopje over."
        )
        while True:
            for heading, asked in HEADINGS.items():
                sections = sections_of(self.answers.body)
                if sections.get(heading):
                    self.say(
                        f"\n{heading}: {asked} Enter houdt wat er staat:\n{textwrap.indent(sections[heading], '  | ')}"
                    )
                else:
                    self.say(f"\n{heading}: {asked}")
                lines: list[str] = []
                try:
                    self._read_lines(lines)
                finally:
                    if lines:
                        self.answers.body = body_of({**sections, heading: "\n".join(lines)})
                        self.keep(self.answers)
                self._mend()
                self.keep(self.answers)
            if self.answers.body.strip():
                break
            self.say("  De tekst ontbreekt: schrijf minstens wat de praktijk is.")
        self.say(f"  De tekst telt {len(self.answers.body.split())} woorden.")

    def _read_lines(self, lines: list[str]) -> None:
        while True:
            line = self.ask("| ", "")
            if line == "." or (not line and not lines):
                return
            lines.append(line)

    def _mend(self) -> None:
        while problems := self.facts.problems(self.answers, ""):
            self._explain(problems[:1])
            lines = self.answers.body.split("\n")
            at = min(problems[0].line, len(lines)) - 1
            lines[at] = self.ask(f"Regel {at + 1}: ", lines[at])
            self.answers.body = "\n".join(lines)

    def name(self) -> None:
        """Ask the name of the file."""
        proposed = self.answers.slug or proposed_slug(self.answers.data)
        while True:
            answer = self.ask(
                f"\n{NAME}, voor altijd het adres van de pagina\n[{proposed}] Enter is goed, of typ een andere: ",
                "",
            )
            slug = answer or proposed
            if not SLUG.match(slug):
                self.say(f"  Gebruik kleine letters, cijfers en streepjes: '{slugified(slug) or 'naam'}'.")
            elif slug in self.taken:
                self.say(f"  De naam {quoted(slug)} bestaat al. Kies een andere.")
            else:
                self.answers.slug = slug
                self.keep(self.answers)
                return


def _mapping(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


def _listed(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value] if value else []
