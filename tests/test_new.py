"""``kapstok new``: a practice from questions on a real terminal, or from options in a script."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import ROOT
from kapstok.__main__ import main
from kapstok.dialogue import FIRST
from kapstok.practice_file import written
from kapstok.shapes import shapes
from terminal import CONTROL_C, CONTROL_D, Terminal

HERE = Path(__file__).parent
BEFORE = "\x15"
"""Ctrl+U: wipes what stands on the line."""
OPTIONS = (
    "--title",
    "Leesclub",
    "--summary",
    "Buren lezen samen.",
    "--theme",
    "taal",
    "--municipality",
    "Gent",
)
KEPT = ".cache/nieuwe-praktijk.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small catalogue, to be added to."""
    return Path(shutil.copytree(HERE / "catalogue", tmp_path / "catalogue"))


@dataclass(frozen=True)
class Result:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def script(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """The command in a script: no terminal, the text comes in."""

    def run(*options: str, text: str = "") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))
        code = main(["new", "--root", str(root), *options])
        return Result(code, *capsys.readouterr())

    return run


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


# In a script


def test_options_make_a_file(script, root: Path) -> None:
    """With all answers as options the canonical file must be written, without a question."""
    before = files(root)
    result = script(*OPTIONS, "--partner", "PVG", "--partner", "bibliotheek", "--body-file", "-", text="## Wat\n\nBuren lezen.\n")  # fmt: skip
    assert (result.returncode, result.stderr) == (0, "")
    assert files(root) - before == {"practices/taal/leesclub-gent.md"}
    assert (root / "practices/taal/leesclub-gent.md").read_text("utf-8") == (
        "---\ntitle: Leesclub\nsummary: Buren lezen samen.\ntheme: taal\nmunicipality: Gent\n"
        "partners: [PVG, bibliotheek]\n---\n\n## Wat\n\nBuren lezen.\n"
    )
    for step in ("make serve", "make check", "git switch -c praktijk-leesclub-gent", "git push"):
        assert step in result.stdout


def test_new_long_words_are_named(script, root: Path) -> None:
    """Words that the search does not know yet must be proposed for their list, which a test asks for."""
    result = script(*OPTIONS, "--body-file", "-", text="Buren lezen in het straatfeesthuis.")
    assert "       straatfeesthuis" in result.stdout
    assert "git add practices/taal/leesclub-gent.md register/compounds.txt\n" in result.stdout


def test_every_field_is_an_option(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each field of the model must be an option that takes what the guide gives as its example."""
    body = root / "tekst.md"
    body.write_text("## Wat\n\nTekst.", "utf-8")
    values = {
        "title": ["Leesclub"], "summary": ["Buren lezen."], "theme": ["taal", "buurt"], "section": ["lezen"],
        "municipality": ["Gent", "Lokeren"], "place": ["{Gent: Drongen}", "Lokeren: Eksaarde", "Gent: Rabot"], "province": ["Oost-Vlaanderen"],
        "scope": ["intermunicipal"], "partners": ["PVG"], "target_groups": ["ouders; kinderen"], "subsidies": ["taalsubsidie"],
        "year": ["2025", "2026"], "status": ["running"], "status_note": ["Het loopt."], "source": ["{id: boekje, page: 3}"],
        "figures": ['[{label: duo\'s, value: "24"}]', "{label: coaches, value: 3}"], "links": ['{label: Site, url: "https://x.be", checked: 2026-03-02}'],
        "keywords": ["lezen", "boeken"], "variants": ["[{municipality: Gent, note: Elke week.}]"], "hangijzers": ["1-geen-tijd"],
        "see_also": ["[{practice: voorleesuur, reason: in groep}]"], "aliases": ["boekenclub"], "checked": ["2/3/2026"],
        "contact": ["integratie@example.org"], "note": ["De bron noemt geen jaar."],
    }  # fmt: skip
    assert list(values) == list(shapes())
    options = [
        text
        for key, given in values.items()
        for value in given
        for text in (f"--{key.replace('_', '-')}", value)
    ]
    assert (
        main(["new", "--root", str(root), *options, "--body-file", str(body), "--slug", "leesclub"]) == 0
    ), capsys.readouterr().err
    text = (root / "practices/taal/leesclub.md").read_text("utf-8")
    for line in (
        "place: {Gent: [Drongen, Rabot], Lokeren: Eksaarde}", "target_groups: [ouders, kinderen]", "year: [2025, 2026]",
        "source: {id: boekje, page: 3}", "  - {label: coaches, value: 3}", "checked: 2026-03-02",
    ):  # fmt: skip
        assert f"\n{line}\n" in text
    assert main(["check", "--root", str(root)]) == 0


def test_values_may_be_called_as_on_the_site(script, root: Path) -> None:
    """An option must take the title of a choice, in any case, as the questions do."""
    options = (
        "--title",
        "Leesclub",
        "--summary",
        "Buren lezen samen.",
        "--theme",
        "Taal",
        "--section",
        "LEZEN",
    )
    result = script(
        *options, "--municipality", "gent", "--status", "Loopt", "--body-file", "-", text="Tekst."
    )
    assert result.returncode == 0, result.stderr
    text = (root / "practices/taal/leesclub-gent.md").read_text("utf-8")
    assert "theme: taal\nsection: lezen\nmunicipality: Gent\nstatus: running\n" in text


@pytest.mark.parametrize("slug", [(), ("--slug", "leesclub-gent")])
def test_practice_that_is_there_is_named(slug: tuple[str, ...], script, root: Path) -> None:
    """A second practice of the same name must be refused with the name of the first, and leave it alone."""
    assert script(*OPTIONS, "--body-file", "-", text="Eerste.").returncode == 0
    result = script(*OPTIONS, *slug, "--body-file", "-", text="Tweede.")
    assert result.returncode == 1
    assert "De naam 'leesclub-gent' bestaat al: practices/taal/leesclub-gent.md." in result.stderr
    assert "Eerste." in (root / "practices/taal/leesclub-gent.md").read_text("utf-8")


def test_missing_answers_are_named(script, root: Path) -> None:
    """Without a terminal and with answers missing, one sentence must name them, with exit code 2."""
    result = script("--title", "Leesclub", "--theme", "taal")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "Hier kunnen geen vragen gesteld worden, dus alles moet in de opties staan. "
        "Er ontbreekt: --summary, --municipality (of --province), --body-file.\n"
    )


def test_refused_answers_are_explained(script, root: Path) -> None:
    """What the check refuses must be said with its words at the option, and nothing may be written."""
    before = files(root)
    result = script(*OPTIONS[:-1], "Gend", "--year", "ooit", "--slug", "straatfeest", "--body-file", "-", text="Tekst.\n\n# Kop")  # fmt: skip
    assert (result.returncode, result.stdout, files(root)) == (1, "", before)
    for expected in (
        "--municipality: 'Gend' is geen gemeente.\n    Bedoelde u 'Gent'?",
        "--year: 'ooit' is geen jaartal.",
        "--slug: De naam 'straatfeest' bestaat al: practices/buurt/straatfeest.md.",
        "--body-file:3: Dit is een kop van het eerste niveau",
    ):
        assert expected in result.stderr


def test_title_that_gives_no_name(script, root: Path) -> None:
    """A title without a letter for an address must be asked a file name."""
    options = ("--title", "Кафе", *OPTIONS[2:-2], "--province", "Limburg")
    result = script(*options, "--body-file", "-", text="Tekst.")
    assert (result.returncode, result.stderr) == (
        1,
        "--slug: Uit de titel volgt geen naam voor het bestand.\n"
        "    Geef een slug: kleine letters, cijfers en streepjes.\n",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a" * 250_000, "Het bestand is te groot: 250 kB."), ("a\0b", "Er staat een nulteken in het bestand.")],
    ids=("large", "nul"),
)
def test_text_that_no_file_can_hold(text: str, expected: str, script, root: Path) -> None:
    """What is wrong with the text as a whole must be said of its option, not of the file name."""
    result = script(*OPTIONS, "--body-file", "-", text=text)
    assert result.returncode == 1 and result.stderr.startswith(f"--body-file: {expected}\n")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--title", "Twee"), "--title mag er maar één keer staan."),
        (("--figures", "[{label: a"), "--figures: '[{label: a' is niet te lezen."),
        (
            ("--place", "Drongen"),
            "--place: 'Drongen' is niet te lezen. Schrijf bijvoorbeeld '{Lokeren: Eksaarde}'.",
        ),
        (("--slug", "Een Naam"), "--slug: 'Een Naam' kan geen adres zijn."),
        (("--slug", "../../buiten"), "kan geen adres zijn."),
        (("--body-file", "/nergens/tekst.md"), "--body-file: '/nergens/tekst.md' is niet te openen."),
    ],
)
def test_wrong_call(options: tuple[str, ...], expected: str, script, root: Path) -> None:
    """A wrong call must be explained with exit code 2."""
    result = script(*OPTIONS, *options)
    assert result.returncode == 2 and expected in result.stderr and "Traceback" not in result.stderr


@pytest.mark.parametrize("where", ["option", "text"])
def test_text_that_is_not_utf8(where: str, root: Path, tmp_path: Path) -> None:
    """Text in another coding must be refused with a sentence."""
    body = tmp_path / "tekst.md"
    body.write_bytes(b"caf\xe9" if where == "text" else b"Tekst.")
    command = [
        sys.executable,
        "-m",
        "kapstok",
        "new",
        "--root",
        str(root),
        *OPTIONS,
        "--body-file",
        str(body),
        "--note",
    ]
    result = subprocess.run(
        [*(part.encode() for part in command), b"caf\xe9" if where == "option" else b"x"],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
    )  # fmt: skip
    assert result.returncode == 2 and "geen UTF-8" in result.stderr


def test_dry_run_shows_the_file(script, root: Path) -> None:
    """With --dry-run the file must be shown and nothing be written."""
    before = files(root)
    result = script(*OPTIONS, "--body-file", "-", "--dry-run", text="Tekst.")
    data = {"title": "Leesclub", "summary": "Buren lezen samen.", "theme": "taal", "municipality": "Gent"}
    assert (result.returncode, result.stdout, files(root)) == (0, written(data, "Tekst."), before)


def test_broken_catalogue_is_said_first(script, root: Path) -> None:
    """Mistakes that were there already must be said before anything is asked."""
    (root / "practices/taal/andere.md").write_text("x", "utf-8")
    result = script(*OPTIONS, "--body-file", "-", text="Tekst.")
    assert result.returncode == 1
    assert result.stderr.startswith(
        "De catalogus heeft al problemen; verbeter die eerst.\npractices/taal/andere.md"
    )


def test_file_that_cannot_be_written(script, root: Path) -> None:
    """When the file cannot be written a sentence must say so, and nothing may be left behind."""
    (root / "practices/taal/leesclub-gent.md").mkdir()
    before = files(root)
    result = script(*OPTIONS, "--body-file", "-", text="Tekst.")
    assert result.returncode == 1 and "is niet te schrijven" in result.stderr and files(root) == before


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("https://github.com/x/kapstok", "https://github.com/x/kapstok/new/main/practices/taal?filename=leesclub-gent.md"),
        ("https://gitlab.com/x/kapstok", "https://gitlab.com/x/kapstok/-/new/main/practices/taal?file_name=leesclub-gent.md"),
        ("https://git.example.org/x", "https://git.example.org/x"),
    ],
)  # fmt: skip
def test_known_repository_is_named(
    setting: str, expected: str, script, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the repository is known, its own address must stand instead of the commands of git."""
    monkeypatch.setenv("REPO_URL", setting)
    result = script(*OPTIONS, "--body-file", "-", text="Tekst.")
    assert expected in result.stdout and "git switch" not in result.stdout


# On a terminal


def begin(root: Path, *options: str) -> Terminal:
    return Terminal("new", "--root", str(root), *options)


def first_answers(terminal: Terminal) -> None:
    """Answer what is required, skip the rest, up to the text."""
    terminal.answer("Titel (verplicht)\n> ", "Leesclub")
    terminal.answer("Samenvatting (verplicht)\n> ", "Buren lezen samen.")
    terminal.answer("> ", "1")
    terminal.answer("Deelvraag", "")
    terminal.answer("Gemeente", "Gent")
    for title in ("Partners", "Doelgroepen", "Jaar", "Bron", "Nagekeken op", "Contact"):
        terminal.answer(title, "")


def text_and_name(terminal: Terminal) -> None:
    """A text under the first heading, and the file name that is proposed."""
    terminal.answer("Wat: ", "Buren lezen.")
    terminal.answer("| ", ".")
    for heading in ("Hoe: ", "Resultaat: ", "Leerpunten: "):
        terminal.answer(heading, "")
    terminal.answer("[leesclub-gent] ", "")


def test_questions_make_a_file(root: Path) -> None:
    """Answering the questions must give the same file as the options, and say what comes next."""
    with begin(root) as terminal:
        first_answers(terminal)
        text_and_name(terminal)
        terminal.answer("Enter om te bewaren: ", "")
        terminal.until("Wat nu?")
        assert terminal.end() == 0
    data = {"title": "Leesclub", "summary": "Buren lezen samen.", "theme": "taal", "municipality": "Gent"}
    assert (root / "practices/taal/leesclub-gent.md").read_text("utf-8") == written(
        data, "## Wat\n\nBuren lezen."
    )
    assert not (root / KEPT).exists()


def test_choices_by_number_value_or_title(root: Path) -> None:
    """A choice may be given by its number, by its value and by its title in any case."""
    with begin(root, "--title", "X", "--summary", "Y.", "--municipality", "Gent") as terminal:
        terminal.answer("Thema", "BUURT, 1")
        terminal.answer("Deelvraag", "Feesten")
        terminal.answer("Partners", "")
        terminal.answer("Doelgroepen", "Kinderen, ouders")
        terminal.answer("Jaar", "")
        assert terminal.interrupt() == 1
    text = (root / KEPT).read_text("utf-8")
    assert (
        "theme: [buurt, taal]\nsection: feesten\n" in text and "target_groups: [kinderen, ouders]\n" in text
    )


def test_help_comes_from_the_model(root: Path) -> None:
    """``?`` must show the help and the example of the field."""
    with begin(root) as terminal:
        terminal.answer("Titel", "?")
        assert "Titel, hoogstens 90 tekens. Bijvoorbeeld: Taalcoaches in Lokeren" in terminal.until("Lokeren")


def test_refused_answer_is_asked_again(root: Path) -> None:
    """A wrong answer must be explained with the words of the check and stand ready to be mended."""
    with begin(root) as terminal:
        terminal.answer("Titel", "x" * 91)
        terminal.until("De tekst telt 91 tekens; hoogstens 90.\n  Kort ze in.")
        terminal.until("> " + "x" * 20)
        terminal.type("\x7f\r")
        terminal.until("Samenvatting")
        terminal.interrupt()
    assert f"title: {'x' * 90}\n" in (root / KEPT).read_text("utf-8")


@pytest.mark.parametrize(
    ("answer", "question", "line"),
    [
        ("Gend", "Bedoelde u 'Gent'?\n  Neem ik 'Gent'? [J/n] ", "municipality: Gent\n"),
        ("gent", "Partners", "municipality: Gent\n"),
        ("Zellik", "Neem ik 'Asse', met plaats Zellik? [J/n] ", "municipality: Asse\nplace: {Asse: Zellik}\n"),
        ("Zelik", "Neem ik 'Asse', met plaats Zellik? [J/n] ", "municipality: Asse\nplace: {Asse: Zellik}\n"),
        ("Lokere, Drongen", "Neem ik 'Lokeren, Gent', met plaats Drongen? [J/n] ", "municipality: [Lokeren, Gent]\nplace: {Gent: Drongen}\n"),
    ],
)  # fmt: skip
def test_municipality_is_proposed(answer: str, question: str, line: str, root: Path) -> None:
    """For a near miss and for a borough the municipality must be proposed, and be taken with Enter."""
    with begin(root, "--title", "X", "--summary", "Y.", "--theme", "taal", "--section", "lezen") as terminal:
        terminal.answer("Gemeente", answer)
        terminal.until(question)
        if question != "Partners":
            terminal.type("\r")
            terminal.until("Partners")
        terminal.interrupt()
    assert line in (root / KEPT).read_text("utf-8")


def test_proposed_borough_stands_with_what_was_there(root: Path) -> None:
    """A borough that is taken for its municipality must not push out a place that was given before."""
    given = (
        "--title",
        "X",
        "--summary",
        "Y.",
        "--theme",
        "taal",
        "--section",
        "lezen",
        "--place",
        "Gent: Rabot",
    )
    with begin(root, *given) as terminal:
        terminal.answer("Gemeente", "Drongen")
        terminal.answer("Neem ik 'Gent', met plaats Drongen? [J/n] ", "")
        terminal.until("Partners")
        terminal.interrupt()
    assert "place: {Gent: [Rabot, Drongen]}\n" in (root / KEPT).read_text("utf-8")


def test_partner_is_proposed(root: Path) -> None:
    """A partner that resembles one of the register must be asked about; a new one is taken, and said to be new."""
    with begin(root, *OPTIONS, "--section", "lezen") as terminal:
        terminal.answer("Partners", "biblotheek, Wijkhuis")
        terminal.answer("Neem ik 'bibliotheek, Wijkhuis'? [J/n] ", "n")
        terminal.until("> biblotheek, Wijkhuis")
        terminal.type(f"{BEFORE}bibliotheek, Wijkhuis\r")
        terminal.until("'Wijkhuis' staat nog niet in het register; dat mag.")
        terminal.until("Doelgroepen")


def test_province_only_without_municipality(root: Path) -> None:
    """The question for the municipality must say that a province can stand for it, which is then asked and required."""
    with begin(root, "--title", "X", "--summary", "Y.", "--theme", "taal", "--section", "lezen") as terminal:
        terminal.answer("Gemeente (verplicht als er geen provincie is, één of meer", "")
        terminal.answer("Provincie (verplicht", "")
        terminal.answer("Dit veld is verplicht.", "limburg")
        terminal.until("Partners")


def test_every_field_can_be_filled_in(root: Path) -> None:
    """Each field of the model must be asked, or stand in the overview with its title."""
    with begin(root) as terminal:
        first_answers(terminal)
        text_and_name(terminal)
        overview = terminal.until("Enter om te bewaren: ")
    for number, shape in enumerate(shapes().values(), 1):
        assert f"{number:3} {shape.title}" in overview
    assert set(FIRST) <= set(shapes())


def test_pieces_are_asked_one_by_one(root: Path) -> None:
    """A field of pieces must ask the parts of each, and ask a refused piece again."""
    with begin(root) as terminal:
        first_answers(terminal)
        text_and_name(terminal)
        terminal.answer("Enter om te bewaren: ", str(list(shapes()).index("links") + 1))
        terminal.answer("Omschrijving: ", "Site")
        terminal.answer("Adres: ", "www.x.be")
        terminal.answer("Nagekeken op (mag leeg): ", "2026-01-02")
        terminal.answer("Schrijf het adres met https:// ervoor", "")
        terminal.until("Adres: www.x.be")
        terminal.type(f"{BEFORE}https://x.be\r")
        terminal.answer("Nagekeken op", "")
        terminal.answer("Nog een? Zo niet: Enter.", "")
        terminal.answer("Enter om te bewaren: ", str(list(shapes()).index("place") + 1))
        terminal.answer("Gent (mag leeg): ", "[Drongen")
        terminal.answer("sluit elk haakje en aanhalingsteken.", "\x01\x0bDrongen, Rabot")
        terminal.answer("Enter om te bewaren: ", "")
        assert terminal.end() == 0
    text = (root / "practices/taal/leesclub-gent.md").read_text("utf-8")
    assert '  - {label: Site, url: "https://x.be", checked: 2026-01-02}\n' in text
    assert "place: {Gent: [Drongen, Rabot]}\n" in text


def test_line_of_the_text_is_mended(root: Path) -> None:
    """A line of the text that the check refuses must be asked again by itself; the others stay."""
    with begin(root, *OPTIONS, "--section", "lezen") as terminal:
        for title in ("Partners", "Doelgroepen", "Jaar", "Bron", "Nagekeken op", "Contact"):
            terminal.answer(title, "")
        terminal.answer("Wat: ", "Eerste regel.")
        terminal.answer("| ", "Bel 0475 12 34 56.")
        terminal.answer("| ", "Derde regel.")
        terminal.answer("| ", ".")
        terminal.until("is een persoonlijk adres of gsm-nummer.")
        terminal.until("| Bel 0475 12 34 56.")
        terminal.type(f"{BEFORE}Bel de dienst.\r")
        terminal.until("Hoe: ")
    assert (
        (root / KEPT).read_text("utf-8").endswith("## Wat\n\nEerste regel.\nBel de dienst.\nDerde regel.\n")
    )


def test_what_no_line_mends_locks_nobody_up(root: Path) -> None:
    """A text that is too long, or a line that stays as it is, must be said once and left for later."""
    with begin(root, *OPTIONS, "--section", "lezen") as terminal:
        for title in ("Partners", "Doelgroepen", "Jaar", "Bron", "Nagekeken op", "Contact"):
            terminal.answer(title, "")
        terminal.answer("Wat: ", "Een lange zin. " * 140)
        for _ in range(4):
            terminal.answer("| ", "Nog een lange zin. " * 110)
        terminal.answer("| ", ".")
        terminal.until("straks in het overzicht")
        terminal.answer("Hoe: ", "Bel 0475 12 34 56.")
        terminal.answer("| ", ".")
        terminal.until("straks in het overzicht")
        terminal.until("Resultaat: ")


def test_pasted_text_stays_whole(root: Path) -> None:
    """A list in a list must stay one, and what is pasted under one heading twice must come together."""
    with begin(root, *OPTIONS, "--section", "lezen") as terminal:
        for title in ("Partners", "Doelgroepen", "Jaar", "Bron", "Nagekeken op", "Contact"):
            terminal.answer(title, "")
        terminal.answer("Wat: ", "Eerst.")
        for line in ("", "- een", "  - twee", "", "## Wat", "", "Later."):
            terminal.answer("| ", line)
        terminal.answer("| ", ".")
        terminal.answer("Hoe: ", "  Elke week.")
        terminal.answer("| ", ".")
        terminal.until("Resultaat: ")
        terminal.interrupt()
    text = (root / KEPT).read_text("utf-8")
    assert text.endswith("## Wat\n\nEerst.\n\n- een\n  - twee\n\nLater.\n\n## Hoe\n\n  Elke week.\n")


@pytest.mark.parametrize("key", [CONTROL_C, CONTROL_D])
def test_nothing_typed_is_lost(key: str, root: Path) -> None:
    """Stopping must keep all answers, also the line that was not finished, say where, and go on there later."""
    with begin(root) as terminal:
        first_answers(terminal)
        terminal.until("Wat: ")
        terminal.answer("| ", "Eerste regel.")
        terminal.until("regel.\n| ")
        if key == CONTROL_C:
            terminal.type("Halve regel")
            terminal.until("Halve regel")
            assert terminal.interrupt() == 1
        else:
            terminal.type(key)
            assert terminal.end() == 1
        assert f"Uw antwoorden staan in {root / KEPT}; 'make new' gaat ermee verder." in terminal.shown
    half = "\nHalve regel" if key == CONTROL_C else ""
    assert (root / KEPT).read_text("utf-8").endswith(f"\n\n## Wat\n\nEerste regel.{half}\n")
    with begin(root) as terminal:
        terminal.answer("U was al met een praktijk begonnen: 'Leesclub'. Gaat u ermee verder? [J/n] ", "")
        for heading in ("Wat: ", "Hoe: ", "Resultaat: ", "Leerpunten: "):
            terminal.answer(heading, "")
        terminal.answer("[leesclub-gent] ", "")
        terminal.answer("Enter om te bewaren: ", "")
        assert terminal.end() == 0
    assert "Eerste regel." in (root / "practices/taal/leesclub-gent.md").read_text("utf-8")


def test_another_practice_puts_the_first_aside(root: Path) -> None:
    """Who begins anew, with questions or with options, must find the earlier answers in another file."""
    for index, options in enumerate(((), ("--title", "Tweede")), 1):
        (root / KEPT).parent.mkdir(exist_ok=True)
        (root / KEPT).write_text("---\ntitle: Eerste\n---\n", "utf-8")
        with begin(root, *options) as terminal:
            if not options:
                terminal.answer("Gaat u ermee verder? [J/n] ", "n")
            terminal.until(f"Ze blijft bewaard in {root / '.cache' / f'nieuwe-praktijk-{index}.md'}.")
            terminal.until("(verplicht)")
        assert "Eerste" in (root / f".cache/nieuwe-praktijk-{index}.md").read_text("utf-8")


def test_link_that_leads_nowhere_is_said_at_once(root: Path) -> None:
    """A link in the text must be looked up when the text is given, and be mended without losing an answer."""
    with begin(root, "--title", "Leesclub", "--summary", "Buren lezen.", "--theme", "taal", "--section", "lezen", "--municipality", "Gent") as terminal:  # fmt: skip
        for title in ("Partners", "Doelgroepen", "Jaar", "Bron", "Nagekeken op", "Contact"):
            terminal.answer(title, "")
        terminal.answer("Wat: ", "Zie [dit](nergens.md).")
        terminal.answer("| ", ".")
        terminal.until("De link 'nergens.md' leidt nergens heen.")
        terminal.answer("| Zie [dit](nergens.md).", "\x15Zie [dit](voorleesuur.md).")
        for heading in ("Hoe: ", "Resultaat: ", "Leerpunten: "):
            terminal.answer(heading, "")
        terminal.answer("[leesclub-gent] ", "straatfeest")
        terminal.answer("De naam 'straatfeest' bestaat al.", "")
        terminal.answer("Enter om te bewaren: ", "")
        assert terminal.end() == 0
    assert "Zie [dit](voorleesuur.md)." in (root / "practices/taal/leesclub-gent.md").read_text("utf-8")


def test_kept_file_that_cannot_be_read(root: Path) -> None:
    """A kept file that somebody broke must be said with its line, and be left as it is under another name."""
    (root / KEPT).parent.mkdir()
    (root / KEPT).write_text("---\ntitle: [\n---\n", "utf-8")
    aside = root / ".cache/nieuwe-praktijk-1.md"
    with begin(root) as terminal:
        terminal.until("nieuwe-praktijk.md:3: De kopgegevens zijn geen geldige YAML.")
        terminal.until(f"het blijft bewaard in {aside}.")
        terminal.until("Titel (verplicht)")
    assert aside.read_text("utf-8") == "---\ntitle: [\n---\n"


def test_stop_in_the_text_is_taken_up_there(root: Path) -> None:
    """Who stops between two headings must be asked the other ones when going on."""
    with begin(root) as terminal:
        first_answers(terminal)
        terminal.answer("Wat: ", "Buren lezen.")
        terminal.answer("| ", ".")
        terminal.until("Hoe: ")
        assert terminal.interrupt() == 1
    with begin(root) as terminal:
        terminal.answer("Gaat u ermee verder? [J/n] ", "misschien")
        terminal.answer("'misschien' is geen antwoord: typ j of n.", "j")
        terminal.answer("Wat: ", "")
        terminal.answer("Hoe: ", "Elke week.")
        terminal.answer("| Elke week.\n| ", ".")
        terminal.until("Resultaat: ")
        terminal.interrupt()
    assert "Buren lezen.\n\n## Hoe\n\nElke week." in (root / KEPT).read_text("utf-8")


def test_overview_is_read_by_a_person(root: Path) -> None:
    """The overview must show titles instead of codes, and after a wrong number ask again without repeating itself."""
    options = ("--section", "lezen", "--status", "running", "--figures", "{label: duo's, value: 24}")
    with begin(root, *OPTIONS, *options, "--place", "Gent: Drongen") as terminal:
        for title in ("Partners", "Doelgroepen", "Jaar", "Bron", "Nagekeken op", "Contact"):
            terminal.answer(title, "")
        text_and_name(terminal)
        overview = terminal.until("Enter om te bewaren: ")
        for text in (
            "Stand                     loopt",
            "Cijfers                   duo's, 24",
            "Plaats                    Gent: Drongen",
        ):
            assert text in overview
        terminal.type("99\r")
        assert "Titel" not in terminal.until("Enter om te bewaren: ")


def test_unknown_choice_leads_to_the_list(root: Path) -> None:
    """``?`` behind an answer that is refused must show the help, and keep the answer."""
    with begin(root, *OPTIONS, "--section", "lezen") as terminal:
        terminal.answer("Partners", "")
        terminal.answer("Doelgroepen", "gezinnetjes")
        terminal.until("is geen doelgroep.")
        terminal.until("> gezinnetjes")
        terminal.type("?\r")
        terminal.until("Voor wie is het?")
        terminal.until("> gezinnetjes")
