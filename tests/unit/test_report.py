"""The report for maintainers: each part on invented records, the order of what to confirm, and how it is written."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from html5lib import parse

from kapstok.__main__ import main
from kapstok.catalogue import Catalogue
from kapstok.load import load_catalogue
from kapstok.read import RawRecord
from kapstok.render import Templates
from kapstok.report import Part, Report, report
from kapstok.report.confirm import Urgency, due_records, last_known, months_between, spread_out
from kapstok.report.doubles import ALIKE, near_pairs
from kapstok.report.written import report_html, report_markdown
from kapstok.site import Settings
from kapstok.web.results import LinkResult, LinkResults, State
from kapstok.web.visitor import Reason

from .values import ABSENT, catalogue_of, practice, record

TODAY = date(2026, 3, 2)
SETTINGS = Settings("Proef", "https://proef.test/k/", "https://git.test/x", "edit/main")
ROOT = Path(__file__).parents[2]
TEMPLATES = Templates(ROOT / "templates")
SMALL = ROOT / "tests/catalogue"


def part_of(whole: Report, name: str) -> Part:
    """One part of a report, whether there is something in it or not."""
    (found,) = (part for part in (*whole.parts, *whole.empty) if part.id == name)
    return found


def titles(*records: RawRecord, part: str, links: LinkResults | None = None) -> list[str]:
    """What a part names, in order."""
    return [item.title for item in part_of(report(catalogue_of(*records), TODAY, links), part).items]


def dues(*records: RawRecord) -> list[str]:
    """The slugs of what is due, the first to confirm first."""
    return [due.record.slug for due in due_records(catalogue_of(*records), TODAY)]


def test_what_speaks_of_today_comes_first_and_history_last() -> None:
    """A page that says 'loopt' or 'open' must come before an unknown status, that before old facts, history last."""
    old = {"source": {"id": "boekje"}}
    assert dues(
        practice("d-afgerond", title="D", status="finished", **old),
        practice("c-oud", title="C", **old),
        practice("b-onbekend", title="B", status="unknown", **old),
        practice("a-loopt", title="A", status="running", **old),
        record("subsidy", "e-historisch", name="E", status="historical", as_of="2013"),
        record("subsidy", "open", name="Open", status="open", as_of="2013"),
    ) == ["a-loopt", "open", "b-onbekend", "c-oud", "d-afgerond", "e-historisch"]


def test_oldest_comes_first_then_what_most_records_lead_to() -> None:
    """Of equal urgency the longest overdue must come first; of equal age what others lead to."""
    assert dues(
        practice("recent", title="A", source={"id": "boekje"}, checked="2023-01-01"),
        practice("alone", title="B", source={"id": "boekje"}),
        practice("led-to", title="C", source={"id": "boekje"}, see_also="alone"),
        record("hangijzer", "1-h", practices=[{"practice": "led-to", "point": "1"}], checked="2026-01-01"),
    ) == ["led-to", "alone", "recent"]


def test_partner_with_numbers_that_practices_lead_to_comes_early() -> None:
    """Old contact details must come before old practices when several records lead to them; else not."""
    used = [practice(slug, partners=["Veel"], source={"id": "boekje"}) for slug in ("p", "q")]
    many = record("partner", "veel", name="Veel", phone="09 000 00 00", as_of="2013")
    assert dues(*used, many)[0] == "veel"
    gone = record(
        "partner", "veel", name="Veel", phone="09 000 00 00", as_of="2013", successor={"name": "Nieuw"}
    )
    assert dues(*used, gone)[-1] == "veel"


@pytest.mark.parametrize(
    ("checked", "is_due"),
    [("2024-03-03", False), ("2024-03-02", True), ("2026-03-02", False), (ABSENT, True)],
)
def test_record_is_due_when_its_period_has_passed(checked: object, is_due: bool) -> None:
    """A practice must be due again after 24 months to the day, and not before."""
    assert bool(dues(practice("p", source={"id": "boekje"}, checked=checked))) == is_due


@pytest.mark.parametrize(
    ("fields", "last"),
    [
        ({"checked": "2024-06-01"}, date(2024, 6, 1)),
        ({"checked": "2024-06-01", "source": {"id": "boekje"}}, date(2024, 6, 1)),
        ({"checked": "2023-06-01", "source": {"id": "verslag"}}, date(2024, 12, 31)),
        ({"source": {"id": "boekje"}}, date(2013, 12, 31)),
        ({"year": ["2011", "2012"]}, date(2012, 12, 31)),
        ({}, None),
    ],
)
def test_facts_were_last_known_when_somebody_confirmed_or_wrote_them(
    fields: dict[str, object], last: date | None
) -> None:
    """The day of a confirmation must count to the day, and a newer source after it."""
    catalogue = catalogue_of(practice("p", **fields))
    assert last_known(catalogue, catalogue.practices["p"]) == last


def test_register_says_after_how_many_months() -> None:
    """The period of the register must count for its kind."""
    own = practice("p", checked="2025-03-02", source={"id": "boekje"})
    assert dues(own) == []
    assert dues(own, record("review", "review", practice="12")) == ["p"]


def test_record_of_an_unknown_year_is_due() -> None:
    """Facts of which nobody knows the year must be due, and said to be of an unknown date."""
    (due,) = due_records(catalogue_of(practice("p")), TODAY)
    assert "onbekende datum" in due.reason


def test_link_that_nobody_opened_for_long_is_due() -> None:
    """A link of long ago must be due by itself, in a record that was confirmed; an unchecked address is no link."""
    links = [
        {"label": "Oud", "url": "https://a.be", "checked": "2024-01-01"},
        {"label": "Nieuw", "url": "https://b.be", "checked": "2026-01-01"},
        {"label": "Tekst", "url": "www.c.be"},
    ]
    assert titles(practice("p", checked="2026-01-01", links=links), part="bevestigen") == ["Oud"]


def test_one_municipality_does_not_fill_the_list() -> None:
    """Of one municipality at most three practices must be named, and the others be counted."""
    records = [practice(f"p{n}", title=f"P{n}", source={"id": "boekje"}) for n in range(6)]
    other = practice("z", title="Z", municipality="Asse", source={"id": "boekje"})
    found = part_of(report(catalogue_of(*records, other), TODAY), "bevestigen")
    assert [item.title for item in found.items] == ["P0", "P1", "P2", "Z"]
    assert (found.count, found.more) == (7, 3)


def test_history_is_counted_and_not_asked_for() -> None:
    """What says itself that it is history must not be in the list nor in its count, but be mentioned."""
    own = record("subsidy", "s", status="historical", as_of="2013")
    found = part_of(report(catalogue_of(own), TODAY), "bevestigen")
    assert (found.count, found.items) == (0, ())
    assert "1 oud record" in found.note


def test_reason_says_why() -> None:
    """The reason must name the status and the year of the facts."""
    own = practice("p", status="running", source={"id": "boekje"})
    (item,) = part_of(report(catalogue_of(own), TODAY), "bevestigen").items
    assert item.reason == "de pagina zegt 'loopt'; feiten van 2013, niet nagekeken"
    assert (item.paths, item.page) == (("practices/taal/p.md",), "praktijken/p/")


def test_municipality_that_can_answer_most_comes_first() -> None:
    """Municipalities must stand under today's name, those with most practices that run first; one practice is no question."""
    old = {"source": {"id": "boekje"}}
    found = part_of(
        report(
            catalogue_of(
                *(practice(f"g{n}", **old) for n in range(3)),
                *(practice(f"k{n}", municipality="Kruibeke", status="running", **old) for n in range(2)),
                practice("a", municipality="Asse", **old),
            ),
            TODAY,
        ),
        "vragen",
    )
    assert [(item.title, item.reason) for item in found.items] == [
        ("Beveren-Kruibeke-Zwijndrecht", "2 praktijken te bevestigen, waarvan 2 zeggen dat ze lopen; de oudste feiten zijn van 2013"),
        ("Gent", "3 praktijken te bevestigen; de oudste feiten zijn van 2013"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("closes", "status", "named"),
    [
        ("2026-03-01", "open", True),
        ("2026-03-01", "unknown", False),
        ("2026-03-01", "closed", False),
        ("2026-03-02", "open", True),
        ("2026-05-01", "open", True),
        ("2026-05-01", "unknown", True),
        ("2026-05-02", "open", False),
        (ABSENT, "open", False),
    ],
)
def test_subsidies_that_close(closes: object, status: str, named: bool) -> None:
    """A subsidy must be named from 60 days before it closes, and after that for as long as the page says 'open'."""
    own = record("subsidy", "s", name="Geld", status=status, closes=closes)
    assert titles(own, part="subsidies") == (["Geld"] if named else [])


def test_practices_without_partner_or_municipality() -> None:
    """A practice must be named when it lacks a partner, or a municipality that its scope asks for."""
    everywhere = {"municipality": ABSENT, "province": "Limburg", "partners": ["Bond"]}
    found = part_of(
        report(
            catalogue_of(
                practice("a", title="A"),
                practice("b", title="B", **everywhere),
                practice("c", title="C", scope="provincial", **everywhere),
                practice("d", title="D", partners=["Bond"]),
            ),
            TODAY,
        ),
        "onvolledig",
    )
    assert [(item.title, item.reason) for item in found.items] == [
        ("A", "geen partner"),
        ("B", "geen gemeente"),
    ]


def test_partners_without_practice() -> None:
    """An organisation that nothing names must be listed; a generic service and one in a hangijzer must not."""
    found = titles(
        record("partner", "x", name="Alleen"),
        record("partner", "y", name="Weg", successor={"name": "Nieuw"}),
        record("partner", "z", name="Dienst", generic="true"),
        record("partner", "h", name="Genoemd"),
        record("partner", "a", name="Actief"),
        record("hangijzer", "1-h", partners=["Genoemd"]),
        practice("p", partners=["Actief"]),
        part="partners-zonder-praktijk",
    )
    assert found == ["Alleen", "Weg"]


def test_unknown_partners() -> None:
    """A name that the register lacks must be listed with its files, the most used first."""
    catalogue = catalogue_of(practice("p", partners=["Zon", "Aarde"]), practice("q", partners=["Zon"]))
    found = part_of(report(catalogue, TODAY), "onbekende-partners").items
    assert [(item.title, item.paths) for item in found] == [
        ("Zon", ("practices/taal/p.md", "practices/taal/q.md")),
        ("Aarde", ("practices/taal/p.md",)),
    ]


def test_empty_combinations_stand_in_a_table() -> None:
    """Each theme and province must have its count in the table, and the empty cells be counted."""
    found = part_of(report(catalogue_of(practice("p"), practice("q", municipality="Asse")), TODAY), "leeg")
    assert found.table and found.table.rows == (
        ("Taal", "geen", "geen", "1", "1", "geen", "geen", "2"),
        ("Buurt", "geen", "geen", "geen", "geen", "geen", "geen", "0"),
    )
    assert found.count == 10


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Opbouwwerkers", "opbouwwerker", True),
        ("Federatie Marokkaanse Verenigingen", "Federatie van Marokkaanse Vereniging", True),
        ("Samenlevingsopbouw Gent", "Gent Samenlevingsopbouw vzw", True),
        ("Onthaalbureau Oost-Vlaanderen", "Onthaalbureau West-Vlaanderen", False),
        ("Samenlevingsopbouw", "Samenlevingsopbouw Gent", False),
        ("Huis van het Kind Gent", "Huis van het Kind Lokeren", False),
        ("Onthaalbureau stad Antwerpen", "Onthaalbureau provincie Antwerpen", False),
        ("PRIC", "PRIM", False),
        ("dienst Onderwijs", "dienst Jeugd", False),
    ],
)
def test_names_that_are_alike(one: str, other: str, alike: bool) -> None:
    """A person must be asked about a typing error or another order of words, not about another place or an acronym."""
    places = frozenset("gent lokeren antwerpen oost west vlaanderen stad provincie".split())  # noqa: SIM905
    assert bool(near_pairs([one, other], places)) == alike


def test_double_names_name_both_files_once() -> None:
    """A pair of partners must be named once, with both files, also when several names are alike; so must practices."""
    records = [
        record("partner", "a", name="Federatie van verenigingen", aliases=["Federatie verenigingen vzw"]),
        record("partner", "b", name="Federatie voor vereniging"),
        practice("p", title="Koken met de buren van de straat"),
        practice("q", title="Koken met de buur van de straat", theme="buurt"),
        practice("r", title="Fietsen met de buren van de wijk", see_also="s"),
        practice("s", title="Fietsen met de buur van de wijk", theme="buurt"),
    ]
    found = part_of(report(catalogue_of(*records), TODAY), "dubbel").items
    assert [item.paths for item in found] == [
        ("register/partners/a.md", "register/partners/b.md"),
        ("practices/taal/p.md", "practices/buurt/q.md"),
    ]


@pytest.mark.parametrize("known", [{"same_as": "b"}, {"successor": {"name": "B", "partner": "b"}}])
def test_partners_that_belong_together_are_no_double(known: dict[str, object]) -> None:
    """What the register says of two partners already must not be asked."""
    records = [
        record("partner", "a", name="Federatie verenigingen", **known),
        record("partner", "b", name="Federatie vereniging"),
    ]
    assert titles(*records, part="dubbel") == []


def test_real_catalogue_gives_few_doubles() -> None:
    """On the real records the list must be one that somebody reads: tune ``ALIKE`` when it is not."""
    found = part_of(report(load_catalogue(ROOT, TODAY), TODAY), "dubbel")
    assert found.count <= 5, (ALIKE, [item.title for item in found.items])


def result(address: str, state: State, reason: Reason = "", **own: object) -> LinkResult:
    """What is known of an address."""
    given: dict = {
        "code": None, "final": address, "date": TODAY, "worked": None, "failed": (date(2026, 2, 1),),
        "checked": None, "paths": (), **own,
    }  # fmt: skip
    return LinkResult(address, state, reason, **given)


LINKS = practice(
    "p",
    source={"id": "boekje"},
    links=[
        {"label": name, "url": f"https://{name}.be/", "checked": "2026-01-01"}
        for name in ("dood", "cert", "verhuisd", "even", "goed", "dicht")
    ]
    + [{"label": "x", "url": "www.oud.be"}, {"label": "y", "url": "www.weg.be"}],
)
RESULTS = LinkResults(
    TODAY,
    False,
    (
        result("https://cert.be/", "certificate", "expired"),
        result("https://dood.be/", "dead", "name", worked=date(2025, 1, 1)),
        result("https://even.be/", "temporary", "timeout"),
        result("https://goed.be/", "ok"),
        result("https://dicht.be/", "unknown", "closed", code=403),
        result("https://verhuisd.be/", "moved", final="https://nieuw.be/"),
        result("http://www.oud.be/", "ok", final="https://www.oud.be/"),
        result("http://www.weg.be/", "dead", "code", code=404),
        result("https://niet-meer-in-de-catalogus.be/", "dead", "name"),
    ),
)


def test_links_that_fail_are_named_with_their_reason() -> None:
    """Links that a reader can click must be named when they fail, the dead first, with what to do next."""
    found = part_of(report(catalogue_of(LINKS), TODAY, RESULTS), "links")
    assert [item.title for item in found.items] == [
        "https://dood.be/", "https://cert.be/", "https://verhuisd.be/", "https://even.be/",
    ]  # fmt: skip
    dead, certificate, moved, passing = found.items
    assert dead.reason == (
        "de naam van de website bestaat niet; drie keer zonder goed antwoord, sinds 1 februari 2026; "
        "werkte nog op 1 januari 2025; zoek een kopie in het archief"
    )
    assert dead.address == "https://web.archive.org/web/2013/https://dood.be/"
    assert dead.paths == ("practices/taal/p.md",)
    assert certificate.reason == "het certificaat is verlopen"
    assert moved.reason == "verhuisd naar https://nieuw.be/"
    assert passing.reason.endswith("nog niet zeker dood, eerste keer op 1 februari 2026")
    assert "2 maart 2026 (niet helemaal)" in found.note


def test_old_addresses_have_a_part_of_their_own() -> None:
    """Addresses from a source must not stand among the links: one that answers may become a link, a dead one may not."""
    found = part_of(report(catalogue_of(LINKS), TODAY, RESULTS), "adressen")
    assert [item.title for item in found.items] == ["http://www.oud.be/", "http://www.weg.be/"]
    assert found.items[0].address == "https://www.oud.be/"


def test_address_that_was_never_asked_is_counted() -> None:
    """Addresses that are new since the last round must be mentioned."""
    assert "8 adressen zijn nog niet gevraagd" in part_of(
        report(catalogue_of(LINKS), TODAY, LinkResults(TODAY, True, ())), "links"
    ).note  # fmt: skip


def test_without_results_the_report_says_how_to_get_them() -> None:
    """Where the link checker never ran the report must say how to run it."""
    assert "make links" in part_of(report(catalogue_of(LINKS), TODAY), "links").nothing


HOSTILE = practice(
    "h", title='<script>alert(1)</script> | *x* [y](javascript:z) "q"', summary="S.", source={"id": "boekje"}
)


def test_markdown_leads_to_files_and_pages() -> None:
    """A file must lead to where it is edited, a title to its page; without addresses both must be named."""
    whole = report(catalogue_of(practice("p", title="Babbel", source={"id": "boekje"})), TODAY)
    text = report_markdown(whole, SETTINGS)
    assert "[`practices/taal/p.md`](https://git.test/x/edit/main/practices/taal/p.md)" in text
    assert "**Babbel** ([pagina](https://proef.test/k/praktijken/p/)): praktijk;" in text
    bare = report_markdown(whole, Settings("Proef", ""))
    assert "**Babbel**: praktijk; feiten van 2013, niet nagekeken. `practices/taal/p.md`" in bare


def test_record_in_a_file_with_others_has_its_line(small: Catalogue) -> None:
    """A publication must be found in its register: the line must be named, and a known host open it there."""
    resource = next(iter(small.resources.values()))
    text = report_markdown(report(small, TODAY), Settings("Proef", "", "https://github.com/x/y"))
    place = f"register/resources.yml:{resource.line}"
    assert f"[`{place}`](https://github.com/x/y/edit/main/register/resources.yml#L{resource.line})" in text


def test_text_of_a_record_means_nothing_in_markdown() -> None:
    """Signs in a title must not become HTML, a link or a column of a table."""
    text = report_markdown(report(catalogue_of(HOSTILE), TODAY), SETTINGS)
    assert "\\<script\\>" in text and "\\[y\\](javascript" in text and "\\| \\*x\\*" in text


def test_name_in_a_text_calls_nobody() -> None:
    """A record called '@iemand' must not send that person a message of the host; a mail address stays as it is."""
    named = practice("a", title="@iemand en info@x.be", summary="S.", source={"id": "boekje"})
    text = report_markdown(report(catalogue_of(named), TODAY), SETTINGS)
    assert "@&#8203;iemand" in text and "@iemand" not in text


def test_page_stands_on_its_own() -> None:
    """The page must be well-formed, without script, frame, image or any file of another place, and escape its texts."""
    html = report_html(report(catalogue_of(HOSTILE, LINKS), TODAY, RESULTS), SETTINGS, TEMPLATES)
    tree = parse(html, namespaceHTMLElements=False)
    assert (
        not list(tree.iter("script"))
        + list(tree.iter("img"))
        + list(tree.iter("link"))
        + list(tree.iter("iframe"))
    )
    assert not re.search(r"url\(|@import|\son\w+=", html)
    links = [element.get("href") or "" for element in tree.iter("a")]
    assert all(link.startswith(("https://", "http://", "#")) for link in links)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_both_forms_say_the_same() -> None:
    """Every item, reason and count of the report must stand in both."""
    whole = report(catalogue_of(LINKS, practice("q", title="Feest", partners=["Zon"])), TODAY, RESULTS)
    text = report_markdown(whole, SETTINGS)
    tree = parse(report_html(whole, SETTINGS, TEMPLATES), namespaceHTMLElements=False)
    page = " ".join("".join(tree.itertext()).split())
    for part in whole.parts:
        for item in part.items:
            for said in (item.title, item.reason, *item.paths):
                assert said in page and said in text
        assert f"{part.title}: {part.count}" in page and f"{part.title}: {part.count}" in text


def test_report_does_not_depend_on_order() -> None:
    """The same records must give the same report."""
    records = [practice(f"p{n}", title="Zelfde", source={"id": "boekje"}) for n in range(9)]
    assert report(catalogue_of(*records), TODAY) == report(catalogue_of(*reversed(records)), TODAY)


def test_months_are_counted_whole() -> None:
    """A month must be counted when it has passed to the day, whatever its length."""
    pairs = [("2025-12-31", "2026-01-30"), ("2025-12-31", "2026-02-28"), ("2024-02-29", "2025-02-28"), ("2026-03-02", "2026-01-01")]  # fmt: skip
    assert [months_between(date.fromisoformat(a), date.fromisoformat(b)) for a, b in pairs] == [1, 2, 12, 0]


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return load_catalogue(SMALL, TODAY)


def test_small_catalogue(small: Catalogue) -> None:
    """The small catalogue must give what a person would look at first."""
    found = [due.record.slug for due in spread_out(due_records(small, TODAY))]
    assert found == ["babbelcafe", "straatfeest", "1-geen-tijd", "draaiboek"]
    assert Urgency.SETTLED in {due.urgency for due in due_records(small, TODAY)}


def test_command_writes_both_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command must write both files in its folder, say where, and end well."""
    monkeypatch.setenv("REPO_URL", "https://git.test/x")
    monkeypatch.setenv("EDIT_URI", "edit/main")
    arguments = ["report", "--root", str(SMALL), "--today", "2026-03-02", "--output", str(tmp_path / "a/b")]
    assert main(arguments) == 0
    assert str(tmp_path / "a/b/report.md") in capsys.readouterr().out
    assert "https://git.test/x/edit/main/practices/taal/babbelcafe.md" in (
        tmp_path / "a/b/report.html"
    ).read_text("utf-8")
    first = [path.read_bytes() for path in sorted((tmp_path / "a/b").iterdir())]
    assert main(arguments) == 0
    assert first == [path.read_bytes() for path in sorted((tmp_path / "a/b").iterdir())]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--links", "nowhere.json"], "geen bestand dat 'links' bewaarde"), (["--output", "/dev/null/x"], "niet te schrijven")],
)  # fmt: skip
def test_wrong_call_is_said_in_words(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be read or written must be said in a sentence, with exit code 2."""
    assert main(["report", "--root", str(SMALL), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_day_that_is_none_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    """A day that cannot be must be refused with the value."""
    with pytest.raises(SystemExit) as stopped:
        main(["report", "--today", "morgen"])
    assert stopped.value.code == 2
    assert "'morgen' is geen datum" in capsys.readouterr().err
