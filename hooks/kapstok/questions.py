"""A question about one field, asked until the check accepts the answer.

What the check refuses is explained with its words and asked again, with what was typed still there.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from .answers import LISTED, Answers, Facts, answered, texts
from .cells import cell_text
from .fields import SOMETIMES
from .form import HELP
from .names import folded, slugified
from .problem import Problem, quoted
from .raw import Value
from .shapes import Shape, shapes
from .terminal import Stopped, read_line

FEW = 12
"""A list of choices that is not longer is shown with the question, a longer one at ``?``."""
WIDTH = 88


@dataclass
class Questions:
    """Questions about one practice; ``keep`` is called after each answer, so that none is ever lost."""

    answers: Answers
    facts: Facts
    today: date
    keep: Callable[[Answers], None]
    ask: Callable[[str, str], str] = read_line
    say: Callable[[str], None] = print

    def question(self, shape: Shape) -> None:
        """Ask one field until the check accepts it; nothing when it is skipped."""
        if shape.kind == "parts":
            self._pieces(shape)
        elif shape.kind == "texts_by_name":
            self._by_name(shape)
        else:
            self._value(shape)
        self.keep(self.answers)

    def required(self, shape: Shape) -> bool:
        data = self.answers.data
        return shape.required or (shape.key == "province" and not data.get("municipality"))

    def _head(self, shape: Shape) -> None:
        several = ", één of meer, met een komma ertussen" if shape.kind == "texts" else ""
        sometimes = f"verplicht {SOMETIMES[shape.key]}" if shape.key in SOMETIMES else "mag leeg"
        required = "verplicht" if self.required(shape) else sometimes
        self.say(f"\n{shape.title} ({required}{several})")

    def _list(self, choices: dict[str, str]) -> None:
        for number, (value, title) in enumerate(choices.items(), 1):
            self.say(f"{number:3} {title}" + ("" if slugified(title) == slugified(value) else f" ({value})"))

    def _help(self, shape: Shape, choices: dict[str, str]) -> None:
        example = f" Bijvoorbeeld: {shape.example}" if shape.example else ""
        text = HELP.get(shape.key, shape.help) if "`" in shape.help else shape.help
        text = f"{text or shape.title}.".replace("..", ".").replace("?.", "?").replace("`", "'")
        text = f"Eén{text[3:]}" if text.startswith("één") else f"{text[0].upper()}{text[1:]}"
        self.say(textwrap.fill(f"{text}{example}", WIDTH, initial_indent="  ", subsequent_indent="  "))
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
            try:
                text = self.ask("> ", before)
            except Stopped as stopped:
                self._keep_unfinished(shape, str(stopped), choices)
                raise
            if text == "?" or (choices and text == f"{before}?"):
                self._help(shape, choices)
                continue
            if shape.what == "day" and text.casefold() == "vandaag":
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
                if not self.required(shape):
                    return
                self.say("  Dit veld is verplicht. Typ ? voor uitleg.")
                continue
            self.answers.data[shape.key] = value
            if self._accepted(shape):
                return
            before = text
            self.answers.data = dict(old)

    def _keep_unfinished(self, shape: Shape, text: str, choices: dict[str, str]) -> None:
        """Keep what was typed without Enter, if the check has nothing against it."""
        with suppress(ValueError):
            value = answered(shape, text, choices)
            whole = Answers({**self.answers.data, shape.key: value}, self.answers.body, self.answers.slug)
            if value and not self.facts.problems(whole, shape.key):
                self.answers.data[shape.key] = value
                self.keep(self.answers)

    def _accepted(self, shape: Shape) -> bool:
        """The check has nothing against the answer, or somebody takes the values that it proposes instead."""
        data = self.answers.data
        problems = self.facts.problems(self.answers, shape.key)
        if not problems:
            choices = self.facts.choices(shape.key, data)
            for item in texts(data[shape.key]) if choices else ():
                if folded(item) not in map(folded, choices):
                    self.say(f"  {quoted(item)} staat nog niet in het register; dat mag.")
            return True
        choices = self.facts.choices(shape.key, data)
        self.explain(replace(problem, hint=_advice(problem, choices)) for problem in problems)
        items, boroughs = [], []
        places = {town: _listed(names) for town, names in _mapping(data.get("place")).items()}
        for item in texts(data.get(shape.key)):
            instead, borough = self.facts.instead(shape.key, item, data)
            items.append(instead or item)
            if borough:
                boroughs.append(borough)
                places[instead] = list(dict.fromkeys([*map(str, places.get(instead, [])), borough]))
        items = list(dict.fromkeys(items))
        if items == list(texts(data.get(shape.key))):
            return False
        also = f", met plaats {', '.join(boroughs)}" if boroughs else ""
        if not self.agreed(f"  Neem ik {quoted(', '.join(items))}{also}?"):
            return False
        data[shape.key] = [*items] if shape.kind == "texts" else items[0]
        if boroughs:
            data["place"] = {town: [*names] for town, names in places.items()}
        remaining = self.facts.problems(self.answers, shape.key)
        self.explain(remaining)
        return not remaining

    def agreed(self, question: str) -> bool:
        """Yes, also by Enter alone."""
        while (answer := self.ask(f"{question} [J/n] ", "").casefold()) not in (
            "",
            "j",
            "ja",
            "n",
            "nee",
            "neen",
        ):
            self.say(f"  {quoted(answer)} is geen antwoord: typ j of n.")
        return answer in ("", "j", "ja")

    def explain(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.say(f"  {problem.message}" + (f"\n  {problem.hint}" if problem.hint else ""))

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
            self.explain(problems)

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
            names = replace(shapes()["municipality"], title=town, help=shape.help, required=False)
            value = self._part(names, {}, given.get(town))
            if value:
                found[town] = value
        self.answers.data.pop(shape.key, None)
        if found:
            self.answers.data[shape.key] = found


def _advice(problem: Problem, choices: dict[str, str]) -> str:
    """What to do about a problem here, where the list of choices is nearer than the file of the register."""
    listed = FEW < len(choices) <= LISTED and "register/" in problem.hint
    return "Typ ? voor de lijst." if listed else problem.hint


def _mapping(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


def _listed(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value] if value else []
