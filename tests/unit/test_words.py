"""How lists, counts, dates and sources are written in Dutch."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from kapstok.field_types import PROVINCES, Level, Scope, SourceRef, Status, SubsidyStatus
from kapstok.words import (
    LEVELS,
    PROVINCE_NAMES,
    SCOPES,
    STATUSES,
    SUBSIDY_STATUSES,
    cited,
    counted,
    dated,
    listed,
    years,
)


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_list_is_written_with_commas_and_en(items: list[str], text: str) -> None:
    """A list must read as a sentence, from no item to three."""
    assert listed(items) == text


def test_list_may_be_any_series() -> None:
    """A series that can be read once must be listed whole."""
    assert listed(letter for letter in "abc") == "a, b en c"


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "geen praktijken"), (1, "1 praktijk"), (2, "2 praktijken"), (21, "21 praktijken")],
)
def test_count_has_the_right_number(number: int, text: str) -> None:
    """One must be singular, and nothing must be a word."""
    assert counted(number, "praktijk", "praktijken") == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2013, 5, 1), "1 mei 2013"),
        (date(2024, 1, 31), "31 januari 2024"),
        (date(2024, 12, 9), "9 december 2024"),
    ],
)
def test_date_is_written_in_dutch(day: date, text: str) -> None:
    """A day must be written with the month as a word and without zeros."""
    assert dated(day) == text


@pytest.mark.parametrize(
    ("values", "text"), [((), ""), ((2013,), "2013"), ((2024, 2013, 2024), "2013 en 2024")]
)
def test_years_are_sorted_and_once(values: tuple[int, ...], text: str) -> None:
    """Years must come in their order, each once."""
    assert years(values) == text


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "Boekje (2013)"),
        ({"page": 26}, "Boekje (2013), blz. 26"),
        ({"page": 26, "side": "ommezijde"}, "Boekje (2013), blz. 26 aan de achterkant van het boekje"),
        ({"page": 26, "estimated": True}, "Boekje (2013)"),
        (
            {"page": 26, "side": "ommezijde", "estimated": True},
            "Boekje (2013), achterkant van het boekje",
        ),
        ({"side": "ommezijde"}, "Boekje (2013), achterkant van het boekje"),
        ({"estimated": True}, "Boekje (2013)"),
    ],
)
def test_source_is_cited_as_far_as_it_is_known(fields: dict[str, object], text: str) -> None:
    """A citation must name the side where it is the back, and a page only where its number is printed."""
    assert cited(SourceRef.model_validate({"id": "boekje", **fields}), "Boekje", 2013) == text


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (STATUSES, get_args(Status)),
        (SUBSIDY_STATUSES, get_args(SubsidyStatus)),
        (SCOPES, get_args(Scope)),
        (LEVELS, get_args(Level)),
        (PROVINCE_NAMES, PROVINCES),
    ],
)
def test_every_value_of_the_model_has_its_word(words: dict[str, str], values: tuple[str, ...]) -> None:
    """A value that a record may have must have a Dutch word, and no word may be left over."""
    assert set(words) == set(values)
