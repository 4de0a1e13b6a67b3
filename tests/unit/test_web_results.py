"""What is known of an address after many visits, and the file that remembers it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kapstok.web.results import (
    LinkResult,
    LinkResults,
    archive_address,
    is_offline,
    judged,
    results_json,
    results_of,
    updated,
)
from kapstok.web.uses import WebAddress
from kapstok.web.visitor import Visit

DAY = date(2026, 3, 2)
USED = WebAddress("http://a.be/", ("practices/taal/a.md",), None, 2013)
GONE = Visit("fails", "code", 404, "http://a.be/")
WELL = Visit("answers", "", 200, "http://a.be/")


def after(*visits: tuple[Visit, int]) -> LinkResult:
    """The result of an address after visits, each so many days after the first day."""
    found: LinkResult | None = None
    for visit, days in visits:
        found = judged(USED, visit, found, DAY + timedelta(days))
    assert found
    return found


@pytest.mark.parametrize(
    ("visits", "state"),
    [
        ([(WELL, 0)], "ok"),
        ([(Visit("answers", "", 200, "http://b.be/", True), 0)], "moved"),
        ([(GONE, 0)], "temporary"),
        ([(WELL, 0), (GONE, 7), (GONE, 14)], "temporary"),
        ([(WELL, 0), (GONE, 7), (GONE, 14), (GONE, 21)], "dead"),
        ([(GONE, 0), (GONE, 7), (GONE, 14), (WELL, 21)], "ok"),
        ([(GONE, 0), (GONE, 7), (WELL, 14), (GONE, 21)], "temporary"),
        ([(GONE, 0), (GONE, 0), (GONE, 0), (GONE, 1)], "temporary"),
        ([(GONE, 0), (GONE, 1), (GONE, 2), (GONE, 3), (GONE, 6)], "dead"),
        ([(GONE, 0), (Visit("unknown", "busy"), 7), (GONE, 14), (GONE, 21)], "dead"),
        ([(Visit("certificate", "expired"), days) for days in (0, 7, 14, 21)], "certificate"),
        ([(Visit("unknown", "closed", 403), days) for days in (0, 7, 14, 21)], "unknown"),
    ],
)
def test_only_what_failed_three_times_some_days_apart_is_dead(
    visits: list[tuple[Visit, int]], state: str
) -> None:
    """An address must be called dead after three failures, days apart, without an answer between them."""
    assert after(*visits).state == state


def test_last_good_day_is_remembered() -> None:
    """A failing address must say when it last answered."""
    assert after((WELL, 0), (GONE, 7)).worked == DAY
    assert after((GONE, 0)).worked is None


def test_words_name_the_code() -> None:
    """The answer in words must name the code, and no program's word."""
    assert after((GONE, 0)).words == "antwoordt met de fout 404"


def test_nothing_reached_anywhere_is_our_own_network() -> None:
    """When no host at all can be reached this machine is cut off; one that answers, badly too, proves otherwise."""
    cut = {f"http://{name}.be/": Visit("fails", "name") for name in "abc"}
    assert is_offline(cut)
    assert not is_offline({**cut, "http://d.be/": GONE})
    assert not is_offline(dict(list(cut.items())[:2]))


def test_round_over_a_part_keeps_the_rest() -> None:
    """What was not visited must stay as it was; what the catalogue lacks must go."""
    others = [WebAddress(f"http://{name}.be/", ("x.md",), None, None) for name in "bc"]
    gone = WebAddress("http://gone.be/", ("x.md",), None, None)
    first = updated(
        None, [USED, *others, gone], {item.address: GONE for item in (USED, others[0], gone)}, DAY, True
    )
    second = updated(first, [*others, USED], {USED.address: WELL}, DAY + timedelta(7), False)
    assert [(link.address, link.state, link.date) for link in second.links] == [
        ("http://a.be/", "ok", DAY + timedelta(7)),
        ("http://b.be/", "temporary", DAY),
    ]
    assert (second.date, second.complete) == (DAY + timedelta(7), False)


def test_file_gives_back_the_results() -> None:
    """What was written must be read back the same, and written again to the same bytes."""
    results = LinkResults(DAY, True, (after((WELL, 0), (GONE, 7)), judged(USED, WELL, None, DAY)))
    text = results_json(results)
    assert results_of(text) == results
    assert results_json(results_of(text) or results) == text


@pytest.mark.parametrize("text", ["", "{", "[]", '{"date": "x"}', "null", '{"version": 2, "links": []}'])
def test_damaged_file_is_no_result(text: str) -> None:
    """A file that is damaged or of another kind must give nothing, and never fail."""
    assert results_of(text) is None


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2013, "https://web.archive.org/web/2013/http://a.be/"),
        (None, "https://web.archive.org/web/http://a.be/"),
    ],
)
def test_archive_is_asked_for_the_year_of_the_facts(year: int | None, expected: str) -> None:
    """The suggested address must be the one that leads to the copy nearest to the year of the facts."""
    assert archive_address("http://a.be/", year) == expected
