"""The guide of the check: a list of its rules, and a page for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from ..addresses import RULES
from ..rules import Rule, rules
from .page import Page


def rule_pages() -> Iterator[Page]:
    """The list of the rules by group, then every rule."""
    groups = [
        (title, [(rule, sayings(rule)[0]) for rule in group])
        for title, group in groupby(rules().values(), key=lambda rule: rule.group)
    ]
    yield Page(RULES, "rules.html", context={"groups": groups})
    for rule in rules().values():
        yield Page(
            f"{RULES}{rule.id}/",
            "rule.html",
            rule.title,
            f"Een regel van de controle: {plain(rule.what)}",
            {"rule": rule, "sayings": sayings(rule), "advice": [shown(hint) for hint in rule.hints.values()]},
            lasting=False,
        )


def sayings(rule: Rule) -> list[str]:
    """The messages of a rule as a reader recognises them, with … where a value stands."""
    slots = re.findall(r"\{(\w+)!w\}", rule.message)
    if len(slots) != 1:
        return [shown(rule.message)]
    return [shown(rule.message.replace(f"{{{slots[0]}!w}}", word)) for word in rule.words.values()]


def shown(template: str) -> str:
    """A template with … for each value, in quotes where the value stands in quotes."""
    text = re.sub(r"\{\w+(!q)?(?:!w)?\}", lambda slot: "'…'" if slot[1] else "…", template)
    return text.replace("….", "…")


def plain(text: str) -> str:
    """The first sentence of a text without its marks of code."""
    return f"{text.replace('`', '').split('. ')[0].rstrip('.')}."
