"""``kapstok import`` and ``kapstok export``: practices as a list in Excel or CSV, with real files."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from conftest import ROOT
from kapstok import whole_file
from kapstok.__main__ import main
from kapstok.check import check
from kapstok.commands import import_list
from kapstok.exports import example_list
from kapstok.listed import columns
from kapstok.load import load_catalogue
from kapstok.practice_file import written
from kapstok.raw import Value
from kapstok.read import read_catalogue
from kapstok.sheet_excel import MAX_CELL, MAX_UNPACKED

HERE = Path(__file__).parent
ROW = {"title": "Leesclub", "summary": "Buren lezen samen.", "theme": "taal", "municipality": "Gent", "body": "## Wat\n\nBuren lezen."}  # fmt: skip
"""A practice that the small catalogue accepts."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small catalogue, to be changed."""
    return Path(shutil.copytree(HERE / "catalogue", tmp_path / "catalogue"))


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]):
    """Run a command on the small catalogue: its exit code and what it wrote."""

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(arguments[0]), "--root", str(root), *map(str, arguments[1:])])
        return (code, *capsys.readouterr())

    return command


def files(root: Path) -> dict[str, bytes]:
    """Every file of the practices, also hidden ones, with its content."""
    found = sorted(path for path in (root / "practices").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def csv_list(path: Path, *rows: dict[str, str], separator: str = ";", encoding: str = "utf-8-sig") -> Path:
    """A list in CSV with the columns of its rows."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(
        [names, *([row.get(name, "") for name in names] for row in rows)]
    )
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def write(root: Path, **fields: Value) -> Path:
    """A practice of its own in the small catalogue."""
    file = root / "practices/taal/leesclub.md"
    data = {key: value for key, value in ROW.items() if key != "body"}
    file.write_text(written({**data, **fields}, ROW["body"]), "utf-8")
    return file


def excel_list(path: Path, *rows: list[object], sheet: str = "Blad1") -> Path:
    """A list in Excel, cell by cell."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def data_of(root: Path) -> dict[str, dict[str, object]]:
    """What the check makes of each practice."""
    checked, problems = check(read_catalogue(root))
    assert problems == []
    return {
        slug: {**item.model_dump(), "body": item.body} for slug, item in checked.records["practice"].items()
    }


# The way out and back


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_real_catalogue_comes_back_unchanged(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exporting the real catalogue and importing the list must change no practice."""
    path = tmp_path / f"lijst.{kind}"
    assert main(["export", "--root", str(ROOT), str(path)]) == 0
    assert main(["import", "--root", str(ROOT), str(path)]) == 0
    number = len(read_catalogue(ROOT).of_kind("practice"))
    out = capsys.readouterr().out
    assert f"ongewijzigd  {number} praktijken" in out
    assert "nieuw" not in out and "gewijzigd    " not in out


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_list_fills_an_empty_catalogue(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Importing the list of the real catalogue where there are no practices must give the same data and texts."""
    path, empty = tmp_path / f"lijst.{kind}", tmp_path / "leeg"
    shutil.copytree(ROOT / "register", empty / "register")
    shutil.copytree(ROOT / "practices" / "hete-hangijzers", empty / "practices" / "hete-hangijzers")
    assert main(["export", "--root", str(ROOT), str(path)]) == 0
    assert main(["import", "--root", str(empty), str(path), "--write"]) == 0, capsys.readouterr().err
    assert data_of(empty) == data_of(ROOT)


def test_second_import_changes_nothing(run, root: Path, tmp_path: Path) -> None:
    """A list that was imported must be unchanged when it is imported again."""
    path = csv_list(tmp_path / "lijst.csv", ROW)
    assert run("import", path, "--write")[0] == 0
    before = files(root)
    row = {**ROW, "slug": "leesclub-gent"}
    assert run("import", csv_list(path, row), "--write")[:2] == (
        0,
        "ongewijzigd  1 praktijk\nGeschreven: geen bestanden.\n",
    )
    assert files(root) == before


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "value",
    ["=1+1", "+32", "-kort-", "@thuis", "'=1+1", "''-", "'t Hof", "een; twee", 'Een "twee", drie', "2013", "0012", "TRUE", "1e3", "null", "😀 é", "[haakjes]", "{x}", "a\\b"],
)  # fmt: skip
def test_hostile_text_survives_the_round(kind: str, value: str, run, root: Path, tmp_path: Path) -> None:
    """No text may be changed by a list, nor be a formula in a spreadsheet."""
    path = tmp_path / f"lijst.{kind}"
    write(root, title=value, note=value)
    assert run("export", path)[0] == 0
    before = data_of(root)
    assert (before["leesclub"]["title"], before["leesclub"]["note"]) == (value, value)
    (root / "practices/taal/leesclub.md").unlink()
    assert run("import", path, "--write")[0] == 0
    assert data_of(root) == before
    cells = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";")) if kind == "csv" else [[str(cell.value or "") for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows()]  # fmt: skip
    assert not any(text.startswith(("=", "+", "-", "@")) for row in cells for text in row)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("partners", ["een; twee", "drie"]), ("partners", ["[x]"]), ("partners", ['"x"']), ("keywords", ["'x", "y"]),
        ("place", {"Gent": ["Een: twee", "Drie, vier"]}), ("figures", [{"label": "a, b", "value": "=1", "note": "x: y"}]),
        ("see_also", ["voorleesuur"]), ("source", [{"id": "boekje", "page": "3"}]), ("note", "Een\ntwee."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_lists_and_pieces_survive_the_round(
    kind: str, key: str, value, run, root: Path, tmp_path: Path
) -> None:
    """Several values and pieces of any text must come back the same."""
    file = write(root, **{key: value})
    before, path = data_of(root), tmp_path / f"lijst.{kind}"
    assert run("export", path)[0] == 0
    assert "ongewijzigd  4 praktijken" in run("import", path)[1]
    file.unlink()
    assert run("import", path, "--write")[0] == 0
    assert data_of(root) == before


# What import does


def test_trial_writes_nothing(run, root: Path, tmp_path: Path) -> None:
    """Without --write the command must say what would come and leave everything as it is."""
    before = files(root)
    code, out, _ = run("import", csv_list(tmp_path / "lijst.csv", ROW))
    assert (code, files(root)) == (0, before)
    assert out == (
        "nieuw        practices/taal/leesclub-gent.md (rij 2)\nongewijzigd  geen praktijken\n"
        "Dit was een proef: er is niets geschreven. Schrijf ze met --write.\n"
    )


def test_new_practice_is_written_canonically(run, root: Path, tmp_path: Path) -> None:
    """A new row must become the file that the canonical writer gives."""
    assert (
        run("import", csv_list(tmp_path / "lijst.csv", {**ROW, "partners": "PVG; bibliotheek"}), "--write")[0]
        == 0
    )
    assert (root / "practices/taal/leesclub-gent.md").read_text("utf-8") == (
        "---\ntitle: Leesclub\nsummary: Buren lezen samen.\ntheme: taal\nmunicipality: Gent\n"
        "partners: [PVG, bibliotheek]\n---\n\n## Wat\n\nBuren lezen.\n"
    )


def test_changed_practice_says_what_changed(run, root: Path, tmp_path: Path) -> None:
    """A changed row must name its fields; a column that is not there and an empty text stay as they are."""
    row = {"slug": "voorleesuur", "title": "Het voorleesuur", "target_groups": "ouders", "body": ""}
    before = files(root)
    code, out, _ = run("import", csv_list(tmp_path / "lijst.csv", row), "--write")
    assert "gewijzigd    practices/taal/voorleesuur.md (rij 2: title, target_groups)" in out
    text = (root / "practices/taal/voorleesuur.md").read_text("utf-8")
    assert (
        code == 0
        and "summary: Vrijwilligers lezen voor" in text
        and "Vrijwilligers lezen elke zaterdag voor." in text
    )
    others = {name: data for name, data in files(root).items() if "voorleesuur" not in name}
    assert others == {name: data for name, data in before.items() if "voorleesuur" not in name}


def test_other_fields_keep_their_lines(run, root: Path, tmp_path: Path) -> None:
    """A field that does not change must keep its lines, with the comments that somebody wrote there."""
    file = root / "practices/taal/voorleesuur.md"
    text = file.read_text("utf-8").replace("---\ntitle:", "---\n# Nagelezen door twee mensen.\ntitle:", 1)
    text = text.replace(
        "municipality: Kruibeke\n", "municipality: [Kruibeke]   # het verslag, blz. 3\n# tot hier\n"
    )
    file.write_text(text, "utf-8")
    run("import", csv_list(tmp_path / "lijst.csv", {"slug": "voorleesuur", "title": "Anders"}), "--write")
    assert file.read_text("utf-8") == text.replace("title: Voorleesuur", "title: Anders")


def test_comment_above_a_field_stays_with_it(run, root: Path, tmp_path: Path) -> None:
    """A comment on a line of its own must stay above the field that follows, and only go when that field goes."""
    file = root / "practices/taal/leesclub.md"
    fields = "title: Leesclub\nsummary: Buren lezen.\n# Eén thema.\ntheme: taal\n\n# Let op: de kern.\n# Zie het verslag.\nmunicipality: Gent\n"
    file.write_text(f"---\n{fields}# Volgens de krant.\nnote: Kort.\n# Einde.\n---\n\nTekst.\n", "utf-8")
    row = {"slug": "leesclub", "theme": "buurt", "note": ""}
    assert run("import", csv_list(tmp_path / "lijst.csv", row), "--write")[0] == 0
    text = (root / "practices/buurt/leesclub.md").read_text("utf-8")
    assert text == f"---\n{fields.replace('theme: taal', 'theme: buurt')}# Einde.\n---\n\nTekst.\n"


def test_lines_that_cannot_be_told_apart_are_written_anew(run, root: Path, tmp_path: Path) -> None:
    """Front matter on one line, as a program writes it, must be changed as well."""
    file = root / "practices/taal/leesclub.md"
    file.write_text(
        "---\n{title: Leesclub, summary: Buren lezen., theme: taal, municipality: Gent}\n---\n\nTekst.\n"
    )
    code, _, err = run(
        "import", csv_list(tmp_path / "l.csv", {"slug": "leesclub", "title": "Anders"}), "--write"
    )
    assert (code, err) == (0, "")
    assert file.read_text("utf-8").startswith("---\ntitle: Anders\nsummary: Buren lezen.\ntheme: taal\n")


def test_empty_cell_empties_a_field(run, root: Path, tmp_path: Path) -> None:
    """A column that is there and has an empty cell must take the field away."""
    path = csv_list(tmp_path / "lijst.csv", {"slug": "voorleesuur", "checked": ""})
    assert "(rij 2: checked)" in run("import", path, "--write")[1]
    assert "checked" not in (root / "practices/taal/voorleesuur.md").read_text("utf-8")


def test_other_theme_moves_the_file(run, root: Path, tmp_path: Path) -> None:
    """A practice whose first theme changes must move to the folder of that theme."""
    path = csv_list(
        tmp_path / "lijst.csv", {"slug": "voorleesuur", "theme": "buurt; taal", "section": "feesten"}
    )
    assert "practices/buurt/voorleesuur.md (rij 2: theme, section, was practices/taal/voorleesuur.md)" in run("import", path, "--write")[1]  # fmt: skip
    assert {name for name in files(root) if "voorleesuur" in name} == {"practices/buurt/voorleesuur.md"}


def test_one_mistake_keeps_everything(run, root: Path, tmp_path: Path) -> None:
    """When one row has a mistake, no row may be written, and the message must name its cell."""
    before = files(root)
    path = csv_list(tmp_path / "lijst.csv", ROW, {**ROW, "title": "Ander", "municipality": "Lokere"})
    code, _, err = run("import", path, "--write")
    assert (code, files(root)) == (1, before)
    assert err == (
        "lijst.csv, cel D3: municipality: 'Lokere' is geen gemeente.\n    Bedoelde u 'Lokeren'?\n"
        "1 probleem gevonden; er is niets geschreven.\n"
    )


@pytest.mark.parametrize("order", [1, -1], ids=("last", "first"))
def test_error_while_writing_restores_everything(order: int, run, root: Path, tmp_path: Path) -> None:
    """When a file cannot be written, all files must be as they were."""
    (root / "practices/taal/tweede-gent.md").mkdir()
    before = files(root)
    rows = [{"slug": "voorleesuur", "title": "Anders"}, {**ROW}, {**ROW, "title": "Tweede"}]
    names = ("title", "summary", "theme", "municipality", "section", "status", "status_note", "source", "checked", "target_groups")  # fmt: skip
    run("export", tmp_path / "alles.csv")
    old = next(row for row in csv.DictReader(io.StringIO((tmp_path / "alles.csv").read_text("utf-8-sig"), newline=""), delimiter=";") if row["slug"] == "voorleesuur")  # fmt: skip
    first = {"slug": "voorleesuur", **{name: old[name] for name in names}, "title": "Anders", "body": ""}
    code, _, err = run("import", csv_list(tmp_path / "lijst.csv", *[first, *rows[1:]][::order]), "--write")
    assert code == 1 and "tweede-gent.md" in err and "Alles is zoals het was." in err
    assert files(root) == before


def test_link_beside_a_file_leads_nowhere(run, root: Path, tmp_path: Path) -> None:
    """A hidden link that somebody put in the folder must not make the import write elsewhere."""
    elsewhere = tmp_path / "elders"
    elsewhere.write_text("van iemand")
    (root / f"practices/taal/.leesclub-gent.md.{os.getpid()}.new").symlink_to(elsewhere)
    assert run("import", csv_list(tmp_path / "lijst.csv", ROW), "--write")[0] == 0
    assert elsewhere.read_text() == "van iemand"
    written = root / "practices/taal/leesclub-gent.md"
    assert written.is_file() and not written.is_symlink()


def test_files_of_another_import_are_left_alone(run, root: Path, tmp_path: Path) -> None:
    """What another import that is going on has ready must neither be taken nor be removed."""
    others = [
        root / "practices/taal" / name
        for name in (
            ".leesclub-gent.md.1.new",
            ".voorleesuur.md.1.old",
            ".leesclub-gent.md.new",
            ".voorleesuur.md.old",
        )
    ]
    for other in others:
        other.write_text("van een ander", "utf-8")
    rows = (ROW, {"slug": "voorleesuur", "title": "Anders"})
    for number, row in enumerate(rows):
        assert run("import", csv_list(tmp_path / f"{number}.csv", row), "--write")[0] == 0
    assert [other.read_text("utf-8") for other in others] == ["van een ander"] * 4


def test_what_a_killed_import_left_is_tidied_up(
    run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import that is killed leaves hidden files, of which the check says nothing; the next one must take them away."""
    code = (
        "import os, signal\nfrom kapstok import drafts\nfrom kapstok.__main__ import main\n"
        "drafts.os.replace = lambda *paths: os.kill(os.getpid(), signal.SIGKILL)\n"
        "main(['import', *os.sys.argv[1:], '--write'])\n"
    )
    rows = ({**ROW, "theme": "buurt", "section": ""}, {"slug": "voorleesuur", "title": "Anders"})
    lists = [csv_list(tmp_path / f"{number}.csv", row) for number, row in enumerate(rows)]
    before = files(root)
    for path in lists:
        killed = subprocess.run(
            [sys.executable, "-c", code, path, "--root", root], env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
        )  # fmt: skip
        assert killed.returncode == -signal.SIGKILL
    left = files(root).keys() - before.keys()
    assert {Path(name).suffix for name in left} == {".new", ".old"} and len(left) == 3
    assert main(["check", "--root", str(root)]) == 0
    monkeypatch.setattr(whole_file, "_LONGEST", -1)
    assert run("import", lists[1], "--write")[0] == 0
    assert files(root).keys() == before.keys()


@pytest.mark.parametrize("begin", ["---\n# Nagelezen.\n", "x"])
def test_file_that_changes_meanwhile(
    begin: str, run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that somebody saves while the list is checked must stay as it is, and nothing be written."""
    file = root / "practices/taal/voorleesuur.md"
    text = file.read_text("utf-8").replace("---\n", begin, 1)
    monkeypatch.setattr(import_list, "_tell", lambda *given: file.write_text(text, "utf-8"))
    before = files(root)
    path = csv_list(
        tmp_path / "lijst.csv", *({"slug": slug, "title": "Anders"} for slug in ("babbelcafe", "voorleesuur"))
    )
    code, _, err = run("import", path, "--write")
    assert (code, err) == (
        1,
        f"{file}: dit bestand is intussen gewijzigd. Er is niets geschreven; probeer opnieuw.\n",
    )
    assert files(root) == {**before, "practices/taal/voorleesuur.md": text.encode()}


def test_every_problem_is_said_at_its_cell(run, tmp_path: Path) -> None:
    """All rows must be looked at in one run, each problem at its own cell, in the order of the rows."""
    rows = [
        {**ROW, "title": "", "slug": "een"},
        {**ROW, "slug": "twee", "year": "vorig jaar", "checked": "mei"},
        {**ROW, "slug": "drie", "figures": "[{label: a, value: 1"},
        {**ROW, "slug": "vier", "body": "## Wat\n\nBel 0475 12 34 56."},
        {**ROW, "slug": "Vijf vijf"},
        {**ROW, "slug": "twee"},
        {**ROW, "slug": "straatfeest", "theme": "taal"},
    ]
    _, _, err = run("import", csv_list(tmp_path / "lijst.csv", *rows))
    for expected in (
        "lijst.csv, cel A2: title: Dit veld is verplicht en ontbreekt.\n    Vul deze cel in.",
        "lijst.csv, cel G3: year: 'vorig jaar' is geen jaartal.",
        "lijst.csv, cel H3: checked: 'mei' is geen datum.",
        "lijst.csv, cel I4: figures: '[{label: a, value: 1' is niet te lezen.",
        "lijst.csv, cel E5, regel 3: '0475 12 34 56' is een persoonlijk adres of gsm-nummer.",
        "lijst.csv, cel F6: slug: 'Vijf vijf' kan geen adres zijn.",
        "lijst.csv, cel F7: slug: 'twee' staat ook in rij 3.",
    ):
        assert expected in err


def test_row_without_name_does_not_change_another(run, tmp_path: Path) -> None:
    """A row without a file name whose title gives one that exists must be asked about, not taken for it."""
    path = csv_list(tmp_path / "lijst.csv", {**ROW, "title": "Voorleesuur", "municipality": ""})
    assert "Een praktijk met de naam 'voorleesuur' staat er al." in run("import", path)[2]


def test_row_without_title_says_so(run, tmp_path: Path) -> None:
    """Rows without a file name and a title must be told that the title is missing, and what else is wrong."""
    row = {"slug": "", **ROW, "title": ""}
    path = csv_list(tmp_path / "lijst.csv", row, {**row, "municipality": "Lokere"})
    code, _, err = run("import", path)
    missing = "Dit veld is verplicht en ontbreekt.\n    Vul deze cel in.\n"
    assert (code, err) == (
        1,
        f"lijst.csv, cel B2: title: {missing}lijst.csv, cel B3: title: {missing}"
        "lijst.csv, cel E3: municipality: 'Lokere' is geen gemeente.\n    Bedoelde u 'Lokeren'?\n"
        "3 problemen gevonden; er is niets geschreven.\n",
    )


def test_title_that_gives_no_name(run, tmp_path: Path) -> None:
    """A title without a letter for an address must be asked a file name, and be told what else is wrong."""
    row = {"slug": "", **ROW, "title": "Кафе", "municipality": "", "province": "Limburg", "year": "ooit"}
    err = run("import", csv_list(tmp_path / "lijst.csv", row))[2]
    assert err.startswith(
        "lijst.csv, cel A2: slug: Uit de titel volgt geen naam voor het bestand.\n"
        "    Geef een slug: kleine letters, cijfers en streepjes.\n"
    )
    assert "year: 'ooit' is geen jaartal." in err and "2 problemen gevonden" in err


def test_column_that_is_missing_is_asked_for(run, tmp_path: Path) -> None:
    """A required field without a column must ask for a column, not for a line that a list has not."""
    row = {key: value for key, value in ROW.items() if key != "summary"}
    assert run("import", csv_list(tmp_path / "lijst.csv", row))[2].startswith(
        "lijst.csv, rij 2: summary: Dit veld is verplicht en ontbreekt.\n"
        "    Voeg een kolom 'summary' toe en vul ze in.\n"
    )


# Files as people have them


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_separator_and_unicode(separator: str, encoding: str, run, tmp_path: Path) -> None:
    """A list may be separated by semicolons, commas or tabs, in any Unicode that a spreadsheet writes."""
    row = {**ROW, "title": 'Café "één"; twee, drie', "slug": "cafe"}
    code, out, err = run(
        "import", csv_list(tmp_path / "lijst.csv", row, separator=separator, encoding=encoding)
    )
    assert (code, err) == (0, "") and "practices/taal/cafe.md" in out


def test_line_that_names_the_separator(run, tmp_path: Path) -> None:
    """The line ``sep=;`` of some spreadsheets must not count as a row."""
    path = csv_list(tmp_path / "lijst.csv", ROW)
    path.write_bytes(b"\xef\xbb\xbfsep=;\r\n" + path.read_bytes()[3:])
    assert run("import", path)[0] == 0


def test_windows_1252_is_explained(run, tmp_path: Path) -> None:
    """A list in the old coding of Windows must be explained, not garbled."""
    path = csv_list(tmp_path / "lijst.csv", ROW, {**ROW, "title": "Café"}, encoding="windows-1252")
    code, _, err = run("import", path, "--write")
    assert code == 1 and "is niet als UTF-8 bewaard" in err and "'CSV UTF-8'" in err and "regel" in err


def test_dutch_titles_and_case_of_columns(run, tmp_path: Path) -> None:
    """Columns may have the Dutch titles of the fields, in any case."""
    path = csv_list(tmp_path / "lijst.csv", {"TITEL": "Leesclub", "Samenvatting": "Buren lezen.", "Thema": "taal", "gemeente": "Gent", "Tekst": "## Wat\n\nX.", "Bestandsnaam": "leesclub"})  # fmt: skip
    assert "practices/taal/leesclub.md (rij 2)" in run("import", path)[1]


def test_values_may_be_called_as_on_the_site(run, root: Path, tmp_path: Path) -> None:
    """A cell may hold the title of a choice, in any case, as a colleague types it."""
    row = {
        **ROW,
        "theme": "Taal",
        "section": "Lezen",
        "municipality": "gent",
        "place": "gent: Rabot",
        "status": "loopt",
    }
    code, _, err = run("import", csv_list(tmp_path / "lijst.csv", row), "--write")
    assert (code, err) == (0, "")
    text = (root / "practices/taal/leesclub-gent.md").read_text("utf-8")
    assert "theme: taal\nsection: lezen\nmunicipality: Gent\nplace: {Gent: Rabot}\nstatus: running\n" in text


def test_two_places_of_one_municipality_are_not_one(run, tmp_path: Path) -> None:
    """A municipality that a cell calls by two names must be said, and no place be lost."""
    row = {**ROW, "place": "{gent: Rabot, Gent: Drongen}"}
    err = run("import", csv_list(tmp_path / "lijst.csv", row))[2]
    assert "cel F2: place.gent: 'gent' staat niet bij de gemeenten van deze praktijk." in err


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Gemeentes", "lijst.csv, cel B1: 'Gemeentes' is geen kolom.\n    Bedoelde u 'Gemeente'?"),
        ("titel", "lijst.csv, cel B1: De kolom 'titel' staat er twee keer, ook in A1."),
        ("", "lijst.csv, cel B1: Deze kolom heeft geen naam, maar in rij 2 staat er iets."),
        ("zwembad", "lijst.csv, cel B1: 'zwembad' is geen kolom.\n    De kolommen zijn: slug, title,"),
    ],
)
def test_wrong_column_is_the_only_message(header: str, expected: str, run, tmp_path: Path) -> None:
    """A column that is not understood must be said alone: what follows from it is noise."""
    path = tmp_path / "lijst.csv"
    path.write_text(f"title;{header}\nLeesclub;x\n", "utf-8")
    err = run("import", path)[2]
    assert expected in err and "1 probleem gevonden; er is niets geschreven." in err


def test_empty_rows_and_columns_are_no_matter(run, tmp_path: Path) -> None:
    """Empty rows and columns must be skipped, and rows keep the numbers that the spreadsheet shows."""
    path = tmp_path / "lijst.csv"
    path.write_text(
        ';;\n\n;title;;summary;theme;municipality;body\n;;;;;;\n;Leesclub;;"Buren\nlezen.";taal;Gent;X\n',
        "utf-8",
    )
    assert "(rij 5)" in run("import", path)[1]


def test_cells_of_excel_have_a_type(run, root: Path, tmp_path: Path) -> None:
    """Numbers and dates of Excel must come as the text that somebody would have typed in a file."""
    path = excel_list(
        tmp_path / "lijst.xlsx",
        ["title", "summary", "theme", "municipality", "year", "checked", "figures", "body"],
        [
            "Leesclub",
            "Buren lezen.",
            "taal",
            "Gent",
            2024,
            date(2026, 3, 2),
            "[{label: deelnemers, value: 24}]",
            "X",
        ],
        ["Tweede", "Buren lezen.", "taal", "Gent", 2024.0, "2/3/2026", None, "X"],
    )
    code, _, err = run("import", path, "--write")
    assert (code, err) == (0, "")
    found = data_of(root)
    assert (found["leesclub-gent"]["year"], found["leesclub-gent"]["checked"]) == ((2024,), date(2026, 3, 2))
    assert (found["tweede-gent"]["year"], found["tweede-gent"]["checked"]) == ((2024,), date(2026, 3, 2))


def test_formula_is_refused(run, tmp_path: Path) -> None:
    """A formula has no text of its own; it must be refused with its cell and a way out."""
    path = excel_list(tmp_path / "lijst.xlsx", ["title", "summary"], ["=A1&B1", "x"])
    err = run("import", path)[2]
    assert (
        "lijst.xlsx, cel A2: Hier staat een formule, geen waarde: '=A1&B1'." in err
        and "plak ze als waarden" in err
    )


def test_sheet_is_chosen(run, tmp_path: Path) -> None:
    """Of several sheets the one with rows must be taken, the one that is asked for, or none."""
    path = tmp_path / "lijst.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Leeg"
    for name, title in (("Lijst", "Leesclub"), ("Oud", "Oude club")):
        sheet = book.create_sheet(name)
        sheet.append(list(ROW))
        sheet.append([title, *list(ROW.values())[1:]])
    book.save(path)
    assert "Dit bestand heeft 2 bladen: 'Lijst', 'Oud'." in run("import", path)[2]
    assert "oude-club-gent" in run("import", path, "--sheet", "Oud")[1]
    assert "Er is geen blad 'Lijs'.\n    Bedoelde u 'Lijst'?" in run("import", path, "--sheet", "Lijs")[2]
    del book["Oud"]
    book.save(path)
    assert "leesclub-gent" in run("import", path)[1]


# Files that are none


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "Dit bestand bevat geen rijen."),
        (b"\n\n;;\n", "Dit bestand bevat geen rijen."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is niet als UTF-8 bewaard"),
        (b"abc\0def", "Dit is geen lijst in CSV of Excel."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 500, "een oud Excel-bestand (.xls), of er staat een wachtwoord op"),
        (b"PK\x03\x04" + b"x" * 500, "Dit is geen Excel-werkmap (.xlsx)."),
        (b'title;summary\n"Leesclub;nooit gesloten\n', "De lijst is niet te lezen"),
        (b'title;summary\n"Lees"club;x\n', "De lijst is niet te lezen"),
        (b"title;" + b"x" * 200_000 + b"\n", "De lijst is niet te lezen"),
        (b";" * 500 + b"x\n", "meer dan 200 kolommen"),
        (b"title\n" + b"x\n" * 10_001, "meer dan 10000 rijen"),
        (b"x" * 20_000_001, "groter dan 20 MB"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)  # fmt: skip
def test_no_list_is_explained(content: bytes, expected: str, run, tmp_path: Path) -> None:
    """A file that is no list must give one sentence, whatever it is."""
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(content)
    code, out, err = run("import", path, "--write")
    assert (code, out) == (1, "") and expected in err and "Traceback" not in err


def test_list_that_is_not_there(run, tmp_path: Path) -> None:
    """A name that leads to no file must be said."""
    assert "niet-hier.csv: Dit bestand is niet te openen." in run("import", tmp_path / "niet-hier.csv")[2]


def test_zip_bomb_is_refused(run, tmp_path: Path) -> None:
    """A file that unpacks to more than a list can be must be refused before it is unpacked."""
    book = excel_list(tmp_path / "lijst.xlsx", list(ROW), list(ROW.values()))
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as file, file.open("xl/bom.xml", "w") as part:
        for _ in range(MAX_UNPACKED // 1_000_000 + 1):
            part.write(b" " * 1_000_000)
    assert book.stat().st_size < 100_000
    assert "Dit Excel-bestand bevat te veel." in run("import", book)[2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_external_entity_is_not_read(encoding: str, run, tmp_path: Path) -> None:
    """XML in the file must not read another file, nor blow up by its entities."""
    secret = tmp_path / "geheim.txt"
    secret.write_text("ZEERGEHEIM")
    book = excel_list(tmp_path / "oud.xlsx", list(ROW), list(ROW.values()))
    with zipfile.ZipFile(book) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    entity = f'<!DOCTYPE worksheet [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    cell = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData>'
    sheet = entity + re.sub("<sheetData>.*</sheetData>", cell, sheet, flags=re.DOTALL)
    parts["xl/worksheets/sheet1.xml"] = sheet.encode(encoding)
    path = tmp_path / "lijst.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    code, out, err = run("import", path)
    assert code == 1 and "Dit is geen Excel-werkmap (.xlsx)." in err and "ZEERGEHEIM" not in out + err


@pytest.mark.parametrize(
    "row",
    ['<row r="1048576"><c r="A1048576"><v>1</v></c></row>', '<row r="2"><c r="XFD2"><v>1</v></c></row>'],
)
def test_far_cell_does_no_harm(row: str, run, tmp_path: Path) -> None:
    """A cell at the far end of a sheet must be refused soon, without the room of all cells before it."""
    book = excel_list(tmp_path / "oud.xlsx", ["title"])
    path = tmp_path / "lijst.xlsx"
    with zipfile.ZipFile(book) as file, zipfile.ZipFile(path, "w") as other:
        for name in file.namelist():
            data = file.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</sheetData>", row.encode() + b"</sheetData>")
            other.writestr(name, data)
    code, _, err = run("import", path)
    assert code == 1 and ("rijen" in err or "kolommen" in err)


@pytest.mark.parametrize("theme", ["../../buiten", "/etc", "hete-hangijzers", "taal/../..", ".."])
def test_no_row_is_written_elsewhere(theme: str, run, root: Path, tmp_path: Path) -> None:
    """A row may not choose a folder outside of the practices."""
    before = {path for path in tmp_path.rglob("*")}
    path = csv_list(tmp_path / "lijst.csv", {**ROW, "theme": theme})
    assert run("import", path, "--write")[0] == 1
    assert {found for found in tmp_path.rglob("*")} - before == {path}


# What export does


def test_columns_are_the_fields(run, tmp_path: Path) -> None:
    """The columns must be the file name, the fields of the model in their order and the text."""
    assert run("export", tmp_path / "lijst.csv")[:2] == (0, f"{tmp_path / 'lijst.csv'}: 3 praktijken.\n")
    first = (tmp_path / "lijst.csv").read_bytes().split(b"\r\n")[0]
    assert first == b"\xef\xbb\xbf" + ";".join(columns()).encode()


@pytest.mark.parametrize(
    ("option", "value", "slugs"),
    [
        ("--theme", "buurt", {"straatfeest", "voorleesuur"}),
        ("--municipality", "Gent", {"babbelcafe"}),
        ("--municipality", "Beveren-Kruibeke-Zwijndrecht", {"voorleesuur"}),
    ],
)
def test_part_of_the_catalogue(option: str, value: str, slugs: set[str], run, tmp_path: Path) -> None:
    """A theme or a municipality, also by the name of today, must choose the practices."""
    path = tmp_path / "lijst.csv"
    assert run("export", path, option, value)[0] == 0
    rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";")
    assert {row["slug"] for row in rows} == slugs


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("lijst.csv", "--theme", "tal"), "'tal' is geen thema. Bedoelde u 'taal'?"),
        (("lijst.csv", "--municipality", "gent"), "'gent' is geen gemeente. Bedoelde u 'Gent'?"),
        (("lijst.ods",), "lijst.ods: een lijst is een bestand op .xlsx of .csv."),
    ],
)
def test_wrong_call_of_export(arguments: tuple[str, ...], expected: str, run, tmp_path: Path) -> None:
    """A wrong option must be explained, with exit code 2."""
    code, _, err = run("export", tmp_path / arguments[0], *arguments[1:])
    assert code == 2 and expected in err


def test_export_replaces_no_file_by_itself(run, tmp_path: Path) -> None:
    """A list that somebody may be working in must not be overwritten without being asked."""
    path = tmp_path / "lijst.csv"
    path.write_text("mijn werk")
    assert run("export", path)[0] == 2 and path.read_text() == "mijn werk"
    assert run("export", path, "--overwrite")[0] == 0


@pytest.mark.parametrize("sign", ["x", "😀"])
def test_text_that_is_too_long_for_excel(sign: str, run, root: Path, tmp_path: Path) -> None:
    """A text that a cell of Excel cannot hold must be refused instead of cut off, and be kept in CSV."""
    longest = MAX_CELL // (len(sign.encode("utf-16-le")) // 2)
    write(root, note=sign * (longest + 1))
    code, _, err = run("export", tmp_path / "lijst.xlsx")
    assert code == 1 and "te lang voor Excel: een cel telt hoogstens 32767 tekens." in err
    assert not (tmp_path / "lijst.xlsx").exists()
    assert run("export", tmp_path / "lijst.csv")[0] == 0
    assert "ongewijzigd  4 praktijken" in run("import", tmp_path / "lijst.csv")[1]
    write(root, note=sign * longest)
    assert run("export", tmp_path / "lijst.xlsx")[0] == 0
    assert "ongewijzigd  4 praktijken" in run("import", tmp_path / "lijst.xlsx")[1]


def test_sign_that_excel_cannot_hold(run, root: Path, tmp_path: Path) -> None:
    """A sign that no file of Excel holds must be refused, by its text, and be kept in CSV."""
    file = root / "practices/taal/voorleesuur.md"
    file.write_text(file.read_text("utf-8").replace("zaterdag", "zater\uffffdag"), "utf-8")
    assert "bevat een teken dat niet in Excel kan" in run("export", tmp_path / "lijst.xlsx")[2]
    assert run("export", tmp_path / "lijst.csv")[0] == 0
    assert "ongewijzigd  3 praktijken" in run("import", tmp_path / "lijst.csv")[1]


def test_the_example_on_the_site_is_a_list(run, root: Path, tmp_path: Path) -> None:
    """Who fills in the list that the site offers must be able to have it read, as it is and in the end in the catalogue."""
    path = tmp_path / "voorbeeldlijst.csv"
    path.write_bytes(example_list(load_catalogue(root, date(2026, 1, 1))))
    assert run("import", path, "--write")[0] == 0
    assert run("check")[0] == 0
    assert len(list((root / "practices").rglob("taalcoaches-*.md"))) == 1


def test_commands_as_a_person_calls_them(root: Path, tmp_path: Path) -> None:
    """Both commands must run as programs, and say how far they are in plain lines when nobody looks."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    for arguments in (["export", "lijst.xlsx"], ["import", "lijst.xlsx"]):
        result = subprocess.run(
            [sys.executable, "-m", "kapstok", arguments[0], "--root", str(root), str(tmp_path / arguments[1])],
            capture_output=True, text=True, env=environment, check=False,
        )  # fmt: skip
        assert (result.returncode, result.stderr) == (0, ""), result.stderr
    assert result.stdout.startswith("ongewijzigd  3 praktijken\n")
