"""The parts of a report, put together."""

from __future__ import annotations

from datetime import date

from ..addresses import address
from ..catalogue import Catalogue, facts_year
from ..model import Record, Resource
from ..web.results import LinkResults
from ..words import counted
from .confirm import Due, Question, Urgency, due_records, questions, spread_out
from .doubles import double_names
from .gaps import (
    closing_subsidies,
    empty_combinations,
    incomplete_practices,
    partners_without_practice,
    unknown_partners,
)
from .parts import Item, Part, Report
from .web import web_parts

QUESTIONS = 6
"""How many municipalities are named: as many as somebody can write to in an hour."""


def report(catalogue: Catalogue, today: date, links: LinkResults | None = None) -> Report:
    """Everything that a maintainer may look at on a day, the most urgent part first.

    ``links`` is what the link checker found last, None when it never ran.
    """
    due = due_records(catalogue, today)
    clicked, from_sources = web_parts(catalogue, links)
    parts = (
        closing_subsidies(catalogue, today),
        clicked,
        to_ask(catalogue, due),
        to_confirm(due),
        double_names(catalogue),
        incomplete_practices(catalogue),
        unknown_partners(catalogue),
        from_sources,
        empty_combinations(catalogue),
        partners_without_practice(catalogue),
    )
    return Report(
        today,
        _summary(catalogue, due),
        tuple(part for part in parts if part.count),
        tuple(part for part in parts if not part.count),
    )


def to_confirm(due: tuple[Due, ...]) -> Part:
    """The facts that should be confirmed first, each with the reason."""
    chosen = spread_out(due)
    settled = sum(one.urgency == Urgency.SETTLED for one in due)
    note = "Bovenaan staat wat over vandaag spreekt ('loopt', 'open'), dan partners met contactgegevens naar wie verschillende praktijken verwijzen, dan een onbekende stand, dan de rest; telkens het oudste eerst, en van één gemeente hoogstens drie."
    if settled:
        note += f" Niet meegeteld: {counted(settled, 'oud record dat zelf zegt', 'oude records die zelf zeggen')} dat het geschiedenis is (afgerond, historisch of met een opvolger)."
    return Part(
        "bevestigen",
        "Eerst bevestigen",
        "Een lezer vertrouwt wat hier staat, en belt of beslist ermee.",
        "Vraag aan wie het weet of het nog klopt. Pas aan wat niet klopt en vul `checked` in met de dag van vandaag; dan verdwijnt het uit deze lijst.",
        "Alle feiten zijn op tijd nagekeken.",
        len(due) - settled,
        tuple(_item(one) for one in chosen),
        note=note,
    )


def to_ask(catalogue: Catalogue, due: tuple[Due, ...]) -> Part:
    """The municipalities that can confirm most with one answer."""
    found = [question for question in questions(catalogue, due) if question.practices > 1]
    return Part(
        "vragen",
        "Eén vraag, veel antwoorden",
        "Eén mail aan een gemeente kan vele praktijken tegelijk bevestigen. Zo komt u met een uur het verst.",
        "Stuur de integratiedienst de link naar de pagina van haar gemeente en vraag wat nog loopt. Vul bij elke praktijk die ze bevestigt `checked` in.",
        "Geen gemeente heeft meer dan één praktijk die op bevestiging wacht.",
        len(found),
        tuple(
            Item(
                question.place,
                _question(question),
                page=address(catalogue.places.towns[question.place]),
            )
            for question in found[:QUESTIONS]
        ),
    )


def _question(question: Question) -> str:
    running = ""
    if question.running:
        running = f", waarvan {question.running} {'zegt dat ze loopt' if question.running == 1 else 'zeggen dat ze lopen'}"
    oldest = f"; de oudste feiten zijn van {question.oldest}" if question.oldest else ""
    return f"{counted(question.practices, 'praktijk', 'praktijken')} te bevestigen{running}{oldest}"


def _item(due: Due) -> Item:
    if isinstance(due.record, Resource):
        return Item(due.title, due.reason, (due.record.path,), line=due.record.line)
    return Item(due.title, due.reason, (due.record.path,), address(due.record))


def _summary(catalogue: Catalogue, due: tuple[Due, ...]) -> str:
    """How fresh the whole is, in two sentences."""
    records: list[Record] = [
        *catalogue.practices.values(), *catalogue.hangijzers.values(), *catalogue.partners.values(),
        *catalogue.subsidies.values(), *catalogue.resources.values(),
    ]  # fmt: skip
    confirmed = sum(bool(getattr(record, "checked", None)) for record in records)
    years = sorted(
        year
        for record in records
        if (year := facts_year(catalogue, record) or getattr(record, "as_of", None))
    )
    middle = f" Van de helft zijn de feiten van {years[len(years) // 2]} of ouder." if years else ""
    late = len({one.record.path + one.title for one in due if not one.is_link})
    ever = f"{confirmed} ooit bevestigd" if confirmed else "nog geen enkel ooit bevestigd"
    return f"De catalogus telt {len(records)} records, waarvan {ever}; {late} zijn aan nazicht toe.{middle}"
