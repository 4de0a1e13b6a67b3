"""The statement of accessibility says what was tested, and nothing that was not."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from conftest import ROOT, build_site, small_project
from kapstok.words import dated

from .criteria import ABSENT, LOOKED_AT, MEASURED, SETTLED

STATEMENT = ROOT / "docs/toegankelijkheid.md"
CRITERIA = 55
"""WCAG 2.2 has 31 criteria of level A, without 4.1.1, and 24 of level AA."""
ROW = re.compile(
    r"^- \*\*(\d\.\d) [^*]+\*\*:(?: gemeten ([\d., ]+))?;?(?: bekeken ([\d., ]+))?;?(?: komt niet voor ([\d., ]+))?$",
    re.MULTILINE,
)

AFTER_A_CHANGE = """What is tested changed since {day}. Run the whole `make test`, look at the criteria of LOOKED_AT
yourself on a page of each kind, write the day into docs/toegankelijkheid.md (twice) and
SETTLED = ("{{day of today}}", "{fingerprint}") into tests/browser/criteria.py."""


def rows() -> list[tuple[str, list[str], list[str], list[str]]]:
    """The list in the statement: guideline, and the numbers that were measured, that were looked at, and that are about what is not there."""
    text = STATEMENT.read_text("utf-8")
    return [(row[0], *(re.findall(r"\d\.\d\.\d+", cell) for cell in row[1:])) for row in ROW.findall(text)]


def in_order(numbers: list[str]) -> list[str]:
    return sorted(numbers, key=lambda number: [int(part) for part in number.split(".")])


def test_the_statement_names_every_criterion_once() -> None:
    """The list in the statement must hold all criteria of A and AA, each with what is true of it, in order."""
    measured, looked_at, absent = ([number for row in rows() for number in row[at]] for at in (1, 2, 3))
    assert measured == in_order(list(MEASURED))
    assert looked_at == in_order(list(LOOKED_AT))
    assert absent == in_order(list(ABSENT))
    assert len({*measured, *looked_at, *absent}) == len(measured + looked_at + absent) == CRITERIA
    for guideline, *cells in rows():
        assert all(number.startswith(f"{guideline}.") for cell in cells for number in cell)


def test_what_is_called_measured_is_measured() -> None:
    """Each criterion that is called measured must name tests that are there."""
    written = "\n".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    names = set(re.findall(r"^def (test_\w+)", written, re.MULTILINE))
    assert {name for tests in MEASURED.values() for name in tests} - names == set()
    assert all(MEASURED.values())


def test_the_day_of_the_statement_is_the_day_of_the_test() -> None:
    """The statement must name the day on which what the tests look at was last settled: after a change everything is looked at again."""
    day, fingerprint = SETTLED
    table = repr((sorted(MEASURED.items()), sorted(LOOKED_AT), sorted(ABSENT)))
    now = hashlib.sha256(table.encode()).hexdigest()[:12]
    assert fingerprint == now, AFTER_A_CHANGE.format(day=day, fingerprint=now)
    assert STATEMENT.read_text("utf-8").count(dated(date.fromisoformat(day))) == 2


def test_every_page_leads_to_the_statement(site: Path) -> None:
    """Every page with our frame must link the statement in its footer, and the sitemap must name it."""
    footers = {
        path: html.partition("<footer")[2]
        for path in sorted(site.rglob("*.html"))
        if "<article" in (html := path.read_text("utf-8"))
    }
    assert len(footers) > (site / "sitemap.xml").read_text("utf-8").count("<loc>")
    assert [
        path for path, footer in footers.items() if ">Toegankelijkheidsverklaring</a>" not in footer
    ] == []
    assert "/toegankelijkheid/</loc>" in (site / "sitemap.xml").read_text("utf-8")


def test_the_statement_has_what_the_model_asks(page: Page) -> None:
    """The headings of the European model must be there, and the way to the ombudsman."""
    page.goto("toegankelijkheid/")
    headings = page.locator("article h2").all_inner_texts()
    asked = ("Voor welke site", "Nalevingsstatus", "Niet-toegankelijke inhoud", "Opstelling van deze verklaring", "Feedback en contactgegevens", "Handhavingsprocedure")  # fmt: skip
    assert [heading for heading in headings if heading in asked] == list(asked)
    ombudsman = page.locator("section, .k-text").last
    expect(ombudsman).to_contain_text("Vlaamse Ombudsdienst")
    expect(ombudsman).to_contain_text("Leuvenseweg 86")
    expect(page.locator("article")).to_contain_text("nog niet ingevuld")


def test_settings_fill_the_statement_in(tmp_path: Path) -> None:
    """With a publisher, a mailbox and a repository the statement must name all three, and not ask to fill them in."""
    target = tmp_path / "site"
    (tmp_path / "project").mkdir()
    built = build_site(
        small_project(tmp_path / "project"), target,
        PUBLISHER="het lokaal bestuur Voorbeeld", MAILBOX="integratie@voorbeeld.be", REPO_URL="https://github.com/voorbeeld/kapstok",
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    article = (
        (target / "toegankelijkheid/index.html")
        .read_text("utf-8")
        .partition("<article")[2]
        .partition("</article>")[0]
    )
    assert "het lokaal bestuur Voorbeeld" in article
    assert "mailto:integratie@voorbeeld.be" in article
    assert 'href="https://github.com/voorbeeld/kapstok"' in article
    assert "nog niet ingevuld" not in article
