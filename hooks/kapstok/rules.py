"""The rules of the check: every message that authors see, from one table, ``dutch/rules.yml``.

A template holds ``{name}`` (a value), ``{name!q}`` (a value in quotes) or ``{name!w}`` (a word of the rule);
the browser fills the same templates in ``rules.mjs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import yaml

from .names import nearest
from .problem import Problem, quoted

SETTINGS = "mkdocs.yml"
"""Where the settings of the site stand."""
TABLE = Path(__file__).parent / "dutch" / "rules.yml"
_SLOT = re.compile(r"\{(\w+)(?:!(\w))?\}")


@dataclass(frozen=True)
class Rule:
    """One rule: what an author reads (``message``, ``hints``, ``words``) and what the guide says of it.

    ``place`` says where the snippets ``wrong`` and ``right`` belong: ``fields``, ``text``, ``file`` or ``name``
    of a practice, or the path of another file.
    """

    id: str
    group: str
    title: str
    message: str
    hints: Mapping[str, str]
    what: str
    why: str
    wrong: str
    right: str
    words: Mapping[str, str] = field(default_factory=dict)
    place: str = "fields"

    def filled(self, template: str, values: Mapping[str, object]) -> str:
        """A template of this rule with its slots filled; a slot without a value is a KeyError."""

        def value(match: re.Match[str]) -> str:
            found, how = values[match[1]], match[2]
            return quoted(found) if how == "q" else self.words[str(found)] if how == "w" else str(found)

        return _SLOT.sub(value, template)


@lru_cache(maxsize=1)
def rules() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of the guide."""
    groups = yaml.load(TABLE.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return MappingProxyType(
        {
            name: Rule(id=name, group=group, **entry)
            for group, entries in groups.items()
            for name, entry in entries.items()
        }
    )


def found(
    rule: str, path: str, line: int = 0, field: str = "", value: str = "", *, hint: str = "", **values: object
) -> Problem:
    """A problem in the words of its rule.

    ``hint`` is the name of one of the rule's hints, the first when it is not given.
    """
    broken = rules()[rule]
    known = {"value": value, **values}
    advice = broken.hints[hint or next(iter(broken.hints))]
    return Problem(
        path, line, field, value, broken.filled(broken.message, known), broken.filled(advice, known), rule
    )


def suggestion(name: str, known: Iterable[str], otherwise: str = "choose") -> dict[str, str]:
    """The hint and its value for a name that is not known: the nearest one, or all of them."""
    choices = list(known)
    near = nearest(name, choices)
    return {"hint": "near", "near": near} if near else {"hint": otherwise, "choices": ", ".join(choices)}


def rule_facts() -> dict[str, dict[str, object]]:
    """What the browser needs to say the same: message, hints and words of every rule."""
    return {
        rule.id: {
            "message": rule.message,
            "hints": dict(rule.hints),
            **({"words": dict(rule.words)} if rule.words else {}),
        }
        for rule in rules().values()
    }
