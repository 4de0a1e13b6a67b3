"""Bytes to raw records: nothing is trusted, and every value remembers its line."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import kapstok
from kapstok.read import MAX_BYTES, MAX_LINES, MAX_ROWS, RawCatalogue, RawRecord, read_catalogue

from .values import SKELETON, read_files, write_files

FILE = "practices/taal/babbel.md"
GOOD = "---\ntitle: Babbel\ntheme: taal\n---\n\nTekst.\n"


def read_one(root: Path, content: str | bytes, path: str = FILE) -> RawRecord:
    """The record that one file gives."""
    raw = read_files(root, {path: content})
    assert raw.problems == []
    (found,) = raw.records
    return found


def refused(root: Path, content: str | bytes, path: str = FILE) -> int:
    """The line of the one problem of a file that gives no record."""
    raw = read_files(root, {path: content})
    assert raw.records == []
    (problem,) = raw.problems
    assert problem.path == path
    return problem.line


def front(root: Path, yaml: str) -> RawRecord:
    """The record of front matter alone."""
    return read_one(root, f"---\n{yaml}\n---\nTekst.\n")


def test_empty_project_reads_without_a_problem(tmp_path: Path) -> None:
    """A project with empty folders and registers must give nothing, and no problem."""
    assert read_files(tmp_path, {}) == RawCatalogue()


def test_record_holds_what_the_file_says(tmp_path: Path) -> None:
    """Path, kind, slug, fields and body must be those of the file."""
    found = read_one(tmp_path, GOOD)
    assert (found.path, found.kind, found.slug) == (FILE, "practice", "babbel")
    assert (found.data, found.body) == ({"title": "Babbel", "theme": "taal"}, "Tekst.")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("practices/hete-hangijzers/1-x.md", "hangijzer"),
        ("practices/taal/x.md", "practice"),
        ("register/partners/x.md", "partner"),
        ("register/subsidies/x.md", "subsidy"),
    ],
)
def test_folder_gives_the_kind(path: str, kind: str, tmp_path: Path) -> None:
    """The folder of a Markdown file must decide what kind of record it is."""
    assert read_one(tmp_path, GOOD, path).kind == kind


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_make_no_difference(end: str, tmp_path: Path) -> None:
    """A file of Windows or of an old Mac must give the same record as one of Linux."""
    text = "---\ntitle: Babbel\ntheme:\n  - taal\n---\n\nEen.\n\nTwee.\n"
    assert read_one(tmp_path / "a", text.replace("\n", end)) == read_one(tmp_path / "b", text)


def test_byte_order_mark_makes_no_difference(tmp_path: Path) -> None:
    """The mark that Windows programs put before UTF-8 must not hide the front matter."""
    assert read_one(tmp_path / "a", b"\xef\xbb\xbf" + GOOD.encode()) == read_one(tmp_path / "b", GOOD)


@pytest.mark.parametrize(
    "value", ["no", "true", "015", "1e3", "0x1F", "2013-05-01", "12:30", "1_000", ".inf", "2013"]
)
def test_scalars_stay_text(value: str, tmp_path: Path) -> None:
    """A value that YAML would turn into a truth value, number or date must stay what was typed."""
    assert front(tmp_path, f"title: {value}").data == {"title": value}


@pytest.mark.parametrize("value", ["", "~", "null"])
def test_empty_values_are_none(value: str, tmp_path: Path) -> None:
    """A field without a value must be empty, not a text."""
    assert front(tmp_path, f"title: {value}").data == {"title": None}


@pytest.mark.parametrize("value", ["", "~", "null"])
def test_quoted_empty_values_are_text(value: str, tmp_path: Path) -> None:
    """Between quotes a sign must be a text."""
    assert front(tmp_path, f"title: '{value}'").data == {"title": value}


def test_odd_characters_survive(tmp_path: Path) -> None:
    """Accents, other scripts, emoji and joined characters must come through unchanged."""
    value = "Café قلب 日本 👩‍👩‍👧 e\u0301"
    assert front(tmp_path, f"title: {value}").data == {"title": value}


def test_every_key_and_item_has_its_line(tmp_path: Path) -> None:
    """Keys, items of lists and keys inside items must remember the line of the file."""
    found = front(tmp_path, "title: |\n  een\n  twee\nsource:\n  - {id: a}\n  - id: b\n    page: 3")
    assert found.line(("title",)) == 2
    assert found.line(("source",)) == 5
    assert found.line(("source", 0, "id")) == 6
    assert found.line(("source", 1, "page")) == 8


def test_lines_are_kept_between_builds(tmp_path: Path) -> None:
    """A record that was written down and read back must know its lines, all of them."""
    found = front(tmp_path, "title: x\nsource:\n  - id: a")
    kept = pickle.loads(pickle.dumps(found))
    assert kept == found
    assert dict(kept.lines) == {
        (): 2,
        ("title",): 2,
        ("source",): 3,
        ("source", 0): 4,
        ("source", 0, "id"): 4,
    }


def test_line_counts_blank_lines_after_the_fence(tmp_path: Path) -> None:
    """Empty lines under the first fence must not shift the line of a field."""
    assert read_one(tmp_path, "---\n\n\ntitle: Babbel\n---\nTekst.\n").line(("title",)) == 4


def test_line_does_not_count_a_line_separator(tmp_path: Path) -> None:
    """A separator character that text editors do not show as a new line must not shift the lines below it."""
    found = front(tmp_path, 'title: "Bab\u2028bel"\ntheme: taal')
    assert found.line(("theme",)) == 3


def test_line_of_an_absent_field_is_that_of_what_holds_it(tmp_path: Path) -> None:
    """A field that is not there must have the line of the nearest field around it."""
    found = front(tmp_path, "title: x\nsource:\n  - id: a")
    assert found.line(("source", 0, "page")) == found.line(("source", 0)) == 4


def test_line_of_a_single_value_where_a_list_may_stand(tmp_path: Path) -> None:
    """The first item of a list that was written as a single value must have the line of that value."""
    found = front(tmp_path, "title: x\nsource:\n  id: a\n  page: b")
    assert found.line(("source", 0, "page")) == 5


def test_line_of_an_unknown_field_is_the_first(tmp_path: Path) -> None:
    """A field that has nothing around it must have the first line of the front matter."""
    assert front(tmp_path, "title: x").line(("nowhere", "at", "all")) == 2


@pytest.mark.parametrize("gap", ["", "\n", "\n\n\n", "   \n\n"])
def test_body_begins_on_its_line(gap: str, tmp_path: Path) -> None:
    """The line of the body must be that of its first words, however many empty lines come before."""
    text = f"---\ntitle: x\n---\n{gap}Tekst.\n"
    found = read_one(tmp_path, text)
    assert text.split("\n")[found.body_line - 1] == "Tekst."


def test_rule_in_the_body_stays(tmp_path: Path) -> None:
    """A line of hyphens in the text must not be taken for a fence."""
    assert read_one(tmp_path, "---\ntitle: x\n---\nEen.\n\n---\n\nTwee.\n").body == "Een.\n\n---\n\nTwee."


def test_fence_needs_a_line_of_its_own(tmp_path: Path) -> None:
    """Hyphens inside a value must not end the front matter."""
    assert front(tmp_path, "title: a --- b").data == {"title": "a --- b"}


@pytest.mark.parametrize(
    ("yaml", "line"),
    [
        ("title: a\ntitle: b", 3),
        ("source:\n  id: a\n  page: 1\n  id: b", 5),
        ("links:\n  - url: a\n    url: b", 4),
    ],
)
def test_same_key_twice_is_refused(yaml: str, line: int, tmp_path: Path) -> None:
    """A field that stands twice at the same place must be a problem on the line of the second."""
    assert refused(tmp_path, f"---\n{yaml}\n---\nTekst.\n") == line


def test_same_key_at_two_places_is_fine(tmp_path: Path) -> None:
    """The same field inside two items must not be taken for a duplicate."""
    assert front(tmp_path, "links:\n  - url: a\n  - url: b").data == {"links": [{"url": "a"}, {"url": "b"}]}


@pytest.mark.parametrize(
    "yaml", ["title: &a x", "title: x\ntheme: *a", "a: &a [x]\nb: [*a, *a]", "title: &a\n  b: c"]
)
def test_anchors_and_aliases_are_refused(yaml: str, tmp_path: Path) -> None:
    """A reference inside YAML must be a problem: a few lines of them can stand for gigabytes."""
    assert refused(tmp_path, f"---\n{yaml}\n---\nTekst.\n") >= 2


@pytest.mark.parametrize("value", ["'*a en &b'", "a & b", "a *b* c"])
def test_reference_signs_inside_a_text_are_fine(value: str, tmp_path: Path) -> None:
    """An ampersand or an asterisk that is part of a text must not be taken for a reference."""
    assert front(tmp_path, f"title: {value}").data == {"title": value.strip("'")}


def test_merge_key_is_an_ordinary_key(tmp_path: Path) -> None:
    """YAML's merge key must not bring in fields that nobody can see."""
    assert front(tmp_path, "<<: {title: x}").data == {"<<": {"title": "x"}}


def test_tags_make_no_objects(tmp_path: Path) -> None:
    """A tag that asks for a Python object must give text, and run nothing."""
    trace = tmp_path / "trace"
    found = front(tmp_path, f"title: !!python/object/apply:os.system ['touch {trace}']")
    assert found.data == {"title": [f"touch {trace}"]}
    assert not trace.exists()


def test_eight_levels_are_not_too_deep(tmp_path: Path) -> None:
    """Nesting that a person might write must be read."""
    assert front(tmp_path, "a: " + "[" * 7 + "x" + "]" * 7).data["a"]


@pytest.mark.parametrize("depth", [9, 500])
def test_deep_nesting_is_refused(depth: int, tmp_path: Path) -> None:
    """Nesting that no record needs must be a problem."""
    assert refused(tmp_path, f"---\na: {'[' * depth}{']' * depth}\n---\nTekst.\n") == 2


def test_very_deep_nesting_is_refused(tmp_path: Path) -> None:
    """A file of nothing but list signs, small enough to be read, must be a problem and not end the process."""
    write_files(tmp_path, {**SKELETON, FILE: f"---\n{'- ' * 40_000}x\n---\nTekst.\n"})
    code = (
        "from pathlib import Path; from kapstok.read import read_catalogue; "
        f"print(len(read_catalogue(Path({str(tmp_path)!r})).problems))"
    )
    folder = Path(kapstok.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "1\n")


def test_key_that_is_no_word_is_refused(tmp_path: Path) -> None:
    """A list as the name of a field must be a problem."""
    assert refused(tmp_path, "---\ntitle: x\n? [a, b]\n: c\n---\nTekst.\n") == 3


@pytest.mark.parametrize(
    ("yaml", "line"),
    [
        ("title: a: b", 2),
        ("title: x\ntheme: [a", 3),
        ("title: 'x", 2),
        ("title: x\n theme: y", 3),
        ("title: @x", 2),
    ],
)
def test_broken_yaml_is_refused(yaml: str, line: int, tmp_path: Path) -> None:
    """YAML that cannot be read must be a problem at or just after the line of the mistake."""
    assert refused(tmp_path, f"---\n{yaml}\n---\nTekst.\n") in (line, line + 1)


def test_control_character_is_refused(tmp_path: Path) -> None:
    """A control character in the front matter must be a problem."""
    assert refused(tmp_path, "---\ntitle: a\x07b\n---\nTekst.\n") == 2


@pytest.mark.parametrize("yaml", ["\tid: a", "  id: a\tb", "  id: a\t", "\t"])
def test_tab_in_the_front_matter_is_refused(yaml: str, tmp_path: Path) -> None:
    """A tab must be a problem on its own line, wherever it stands, because YAML's own message is a riddle."""
    assert refused(tmp_path, f"---\ntitle: x\nsource:\n{yaml}\n---\nTekst.\n") == 4


def test_tab_in_the_body_is_fine(tmp_path: Path) -> None:
    """A tab in the text must stay."""
    assert read_one(tmp_path, "---\ntitle: x\n---\nEen\ttwee\n").body == "Een\ttwee"


def test_other_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    """A byte that is no UTF-8 must be a problem on the line where it stands."""
    assert refused(tmp_path, "---\ntitle: x\n---\n\nCafé\n".encode("latin-1")) == 5


def test_utf_16_is_refused(tmp_path: Path) -> None:
    """The "Unicode" of old Windows programs must be a problem, not a riddle."""
    assert refused(tmp_path, GOOD.encode("utf-16")) == 1


def test_null_character_is_refused_with_its_line(tmp_path: Path) -> None:
    """A null character must be a problem on the line where it stands."""
    assert refused(tmp_path, "---\ntitle: x\n---\nEen\nTw\0ee\n") == 5


def test_big_file_is_refused(tmp_path: Path) -> None:
    """A file above the limit must be a problem."""
    assert refused(tmp_path, GOOD + "x" * MAX_BYTES) == 0


def test_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    """The limit itself must be allowed."""
    text = GOOD.encode()
    assert read_one(tmp_path, text + b"x" * (MAX_BYTES - len(text))).slug == "babbel"


@pytest.mark.parametrize("text", ["", "\n\n", " \n", "\ufeff"])
def test_empty_file_is_refused(text: str, tmp_path: Path) -> None:
    """A file without anything in it must be a problem of the file as a whole."""
    assert refused(tmp_path, text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "# Titel\n",
        "title: x\n---\nTekst.\n",
        "\n---\ntitle: x\n---\nTekst.\n",
        "---title: x\n---\nTekst.\n",
        "---\ntitle: x\n",
        "---",
        "----x\n---\n",
    ],
)
def test_file_without_a_whole_fence_is_refused(text: str, tmp_path: Path) -> None:
    """Front matter without its first or last line must be a problem on the first line."""
    assert refused(tmp_path, text) == 1


@pytest.mark.parametrize("yaml", ["", "Tekst", "- a\n- b", "# title: x", "~"])
def test_front_matter_that_is_no_list_of_fields_is_refused(yaml: str, tmp_path: Path) -> None:
    """Front matter without fields must be a problem."""
    assert refused(tmp_path, f"---\n{yaml}\n---\nTekst.\n") == 2


@pytest.mark.parametrize(
    "path", ["practices/babbel.md", "practices/taal/oud/babbel.md", "register/partners/a/b.md"]
)
def test_file_in_the_wrong_folder_is_refused(path: str, tmp_path: Path) -> None:
    """A file too high or too deep must be a problem, not be forgotten."""
    assert refused(tmp_path, GOOD, path) == 0


@pytest.mark.parametrize(
    ("path", "rule", "place"),
    [
        ("register/subsidie/x.md", "onbekend-register", "register/subsidie"),
        ("register/theme.yml", "onbekend-register", "register/theme.yml"),
        ("register/x.md", "verkeerde-map", "register/x.md"),
    ],
)
def test_what_is_no_register_is_refused(path: str, rule: str, place: str, tmp_path: Path) -> None:
    """A file or folder among the registers that nothing reads must be a problem, not be forgotten."""
    (problem,) = read_files(tmp_path, {path: GOOD}).problems
    assert (problem.rule, problem.path) == (rule, place)


def test_own_words_and_hidden_files_may_lie_among_the_registers(tmp_path: Path) -> None:
    """The words of the spelling, and what begins with a dot, must be left alone."""
    assert read_files(tmp_path, {"register/words.txt": "babbel\n", "register/.bak": ""}).problems == []


@pytest.mark.parametrize("name", ["babbel.txt", "babbel.MD", "babbel.md.bak", "foto.jpg"])
def test_other_files_are_refused(name: str, tmp_path: Path) -> None:
    """Whatever is not Markdown must be a problem, not be forgotten."""
    assert refused(tmp_path, GOOD, f"practices/taal/{name}") == 0


@pytest.mark.parametrize("path", ["practices/.DS_Store", "practices/taal/.babbel.md", "practices/.git/x.md"])
def test_hidden_files_are_left_alone(path: str, tmp_path: Path) -> None:
    """Files and folders that begin with a dot must give no record and no problem."""
    assert read_files(tmp_path, {path: GOOD}) == RawCatalogue()


def test_symbolic_link_to_a_file_is_refused(tmp_path: Path) -> None:
    """A link to a file must be a problem, and the file must not be read."""
    write_files(tmp_path, {**SKELETON, "elsewhere.md": GOOD, "practices/taal/.keep": ""})
    (tmp_path / FILE).symlink_to(tmp_path / "elsewhere.md")
    raw = read_catalogue(tmp_path)
    assert (raw.records, [problem.path for problem in raw.problems]) == ([], [FILE])


def test_symbolic_link_to_a_folder_is_refused(tmp_path: Path) -> None:
    """A link to a folder must be a problem, and its files must not be read."""
    write_files(tmp_path, {**SKELETON, "elsewhere/babbel.md": GOOD})
    (tmp_path / "practices/taal").symlink_to(tmp_path / "elsewhere")
    raw = read_catalogue(tmp_path)
    assert (raw.records, [problem.path for problem in raw.problems]) == ([], ["practices/taal"])


@pytest.mark.parametrize("folder", ["practices", "register/partners"])
def test_symbolic_link_in_place_of_a_folder_is_refused(folder: str, tmp_path: Path) -> None:
    """A link in place of a folder of the project must be a problem, and its files must not be read."""
    write_files(tmp_path, {**SKELETON, "elsewhere/babbel.md": GOOD, "elsewhere/taal/babbel.md": GOOD})
    (tmp_path / folder / ".keep").unlink()
    (tmp_path / folder).rmdir()
    (tmp_path / folder).symlink_to(tmp_path / "elsewhere")
    raw = read_catalogue(tmp_path)
    assert (raw.records, [problem.path for problem in raw.problems]) == ([], [folder])


def test_symbolic_link_in_place_of_all_registers_is_refused(tmp_path: Path) -> None:
    """A link in place of the folder that holds the registers must be a problem, and no file in it be read."""
    write_files(tmp_path, {**SKELETON, "register/themes.yml": "- id: x\n", "register/partners/x.md": GOOD})
    (tmp_path / "register").rename(tmp_path / "elsewhere")
    (tmp_path / "register").symlink_to(tmp_path / "elsewhere")
    raw = read_catalogue(tmp_path)
    assert (raw.records, bool(raw.problems)) == ([], True)


def test_symbolic_link_in_place_of_a_register_is_refused(tmp_path: Path) -> None:
    """A link in place of a register must be a problem, and the file must not be read."""
    write_files(tmp_path, {**SKELETON, "elsewhere.yml": "- id: x\n"})
    (tmp_path / "register/themes.yml").unlink()
    (tmp_path / "register/themes.yml").symlink_to(tmp_path / "elsewhere.yml")
    raw = read_catalogue(tmp_path)
    assert (raw.records, [problem.path for problem in raw.problems]) == ([], ["register/themes.yml"])


def test_missing_folders_and_registers_are_problems(tmp_path: Path) -> None:
    """A project without its files must give a problem for each of them, and not fail."""
    assert {problem.path for problem in read_catalogue(tmp_path).problems} >= {
        "practices", "register/partners", "register/subsidies", "register/themes.yml", "register/target-groups.yml",
        "register/sources.yml", "register/resources.yml", "register/tables.yml", "register/municipalities.csv",
        "register/boroughs.csv",
    }  # fmt: skip


def test_one_bad_file_does_not_hide_another(tmp_path: Path) -> None:
    """All problems and all good records must come out of one run."""
    raw = read_files(
        tmp_path,
        {FILE: GOOD, "practices/taal/a.md": "", "practices/taal/b.md": "x", "register/themes.yml": "a: b"},
    )
    assert [record.path for record in raw.records] == [FILE]
    assert [p.path for p in raw.problems] == [
        "practices/taal/a.md",
        "practices/taal/b.md",
        "register/themes.yml",
    ]


def test_order_does_not_depend_on_the_disk(tmp_path: Path) -> None:
    """Records must come sorted by their path, in whatever order they were written."""
    names = ["z/a", "a/z", "m/b", "a/b", "b/a"]
    raw = read_files(tmp_path, {f"practices/{name}.md": GOOD for name in names})
    assert [r.path for r in raw.records] == sorted(f"practices/{name}.md" for name in names)


def test_of_kind_gives_the_records_of_one_kind(tmp_path: Path) -> None:
    """Only the records of the kind that is asked for must come out."""
    raw = read_files(tmp_path, {FILE: GOOD, "register/partners/x.md": GOOD})
    assert [record.slug for record in raw.of_kind("partner")] == ["x"]


def test_list_register_gives_a_record_an_item(tmp_path: Path) -> None:
    """Each item must be a record named by its id, which is no field."""
    raw = read_files(tmp_path, {"register/themes.yml": "- id: taal\n  title: Taal\n- {id: buurt}\n"})
    assert [(r.kind, r.slug, r.data) for r in raw.records] == [
        ("theme", "taal", {"title": "Taal"}),
        ("theme", "buurt", {}),
    ]


def test_list_register_remembers_lines_of_the_file(tmp_path: Path) -> None:
    """The line of a field must be that in the whole file, not in its item."""
    raw = read_files(tmp_path, {"register/themes.yml": "# Thema's\n- id: a\n- id: b\n  title: B\n"})
    second = raw.records[1]
    assert (second.line(), second.line(("title",)), second.line(("unknown",))) == (3, 4, 3)


def test_plain_list_remembers_its_lines(tmp_path: Path) -> None:
    """A line of a plain text register must be known by its number."""
    found = read_one(tmp_path, "# Woorden\nbuurtfeest = buurt + feest\n", "register/compounds.txt")
    assert found.line(("lines", 1)) == 2


@pytest.mark.parametrize("item", ["title: x", "id:", "id: ~", "id: [a]", "id: {a: b}", "id: ''", 'id: ""'])
def test_item_without_an_id_is_refused(item: str, tmp_path: Path) -> None:
    """An item whose id is absent, empty or no text must be a problem on its line."""
    raw = read_files(tmp_path, {"register/themes.yml": f"- id: goed\n- {item}\n"})
    assert ([r.slug for r in raw.records], [p.line for p in raw.problems]) == (["goed"], [2])


def test_item_that_is_no_list_of_fields_is_refused(tmp_path: Path) -> None:
    """A loose word between the items must be a problem on its line."""
    raw = read_files(tmp_path, {"register/themes.yml": "- id: goed\n- los\n"})
    assert ([r.slug for r in raw.records], [p.line for p in raw.problems]) == (["goed"], [2])


def test_number_as_id_is_text(tmp_path: Path) -> None:
    """An id of digits must keep its zeros."""
    assert read_files(tmp_path, {"register/sources.yml": "- id: 007\n"}).records[0].slug == "007"


@pytest.mark.parametrize("text", ["id: x\n", "Tekst\n", "- id: x\n  id: y\n", "- id: &a x\n", "- [\n"])
def test_list_register_that_is_no_list_is_refused(text: str, tmp_path: Path) -> None:
    """A register that is no plain list must be a problem."""
    raw = read_files(tmp_path, {"register/themes.yml": text})
    assert (raw.records, [p.path for p in raw.problems]) == ([], ["register/themes.yml"])


def test_table_register_gives_a_record_a_row(tmp_path: Path) -> None:
    """Each row must be a record with its line; empty cells are empty, spaces around a value go."""
    raw = read_files(
        tmp_path, {"register/municipalities.csv": "name,nis,until\nGent, 44021 ,\nAsse,23002,x\n"}
    )
    assert [(r.slug, r.data, r.line()) for r in raw.records] == [
        ("44021", {"name": "Gent", "nis": "44021", "until": None}, 2),
        ("23002", {"name": "Asse", "nis": "23002", "until": "x"}, 3),
    ]


def test_table_register_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    """A table saved on Windows, with its mark and line ends and a quoted comma, must be read."""
    raw = read_files(
        tmp_path, {"register/boroughs.csv": '\ufeffname,municipality_nis\r\n"Heist, Berg",12345\r\n'}
    )
    assert [r.data for r in raw.records] == [{"name": "Heist, Berg", "municipality_nis": "12345"}]


def test_short_row_has_empty_cells(tmp_path: Path) -> None:
    """A row with too few cells must be a record with empty fields, for the check to report."""
    raw = read_files(tmp_path, {"register/municipalities.csv": "name,nis,province\nGent,44021\n"})
    assert raw.records[0].data == {"name": "Gent", "nis": "44021", "province": None}


def test_cell_under_no_column_is_refused(tmp_path: Path) -> None:
    """What stands behind the last column must be a problem on its line, not be forgotten; empty cells say nothing."""
    rows = "name,nis\nAsse,23002,,\nGent,44021,,extra\n"
    (problem,) = read_files(tmp_path, {"register/municipalities.csv": rows}).problems
    assert (problem.rule, problem.line) == ("rij-en-kolommen", 3)
    assert problem.message == "Deze rij heeft 4 cellen; de tabel heeft 2 kolommen."


def test_quote_that_is_never_closed_is_a_problem_or_a_record(tmp_path: Path) -> None:
    """A table that ends up as one giant cell must give a record or a problem, and not stop the run."""
    raw = read_files(tmp_path, {"register/boroughs.csv": 'name,municipality_nis\n"' + "x\n" * 70_000})
    assert raw.records or raw.problems


@pytest.mark.parametrize(
    ("path", "row", "most", "line"),
    [
        ("register/boroughs.csv", "Zellik,23002,Asse\n", MAX_ROWS, MAX_ROWS + 1),
        ("register/addresses.txt", "/praktijken/a/\n", MAX_LINES, MAX_LINES + 1),
    ],
)
def test_register_of_too_many_lines_is_refused(
    path: str, row: str, most: int, line: int, tmp_path: Path
) -> None:
    """A register must be read up to its limit, and refused at the first line beyond, before it costs anything."""
    header = "name,municipality_nis,municipality\n" if path.endswith(".csv") else ""
    assert read_files(tmp_path / "a", {path: header + row * most}).problems == []
    assert refused(tmp_path / "b", header + row * (most + 1), path) >= line


@pytest.mark.parametrize(("count", "is_read"), [(998, True), (999, False)])
def test_front_matter_of_too_many_values_is_refused(count: int, is_read: bool, tmp_path: Path) -> None:
    """A file must have room for a thousand values, more than anybody reads, and no more."""
    raw = read_files(tmp_path, {FILE: f"---\npartners: [{', '.join('a' * count)}]\n---\n\nTekst.\n"})
    assert [problem.rule for problem in raw.problems] == ([] if is_read else ["te-ingewikkeld"])


def test_mistake_at_the_end_is_on_the_last_line(tmp_path: Path) -> None:
    """A mistake in the last line of a file that does not end with a new line must be at that line, not after it."""
    assert refused(tmp_path, "practice: 24\npartner: 12\nsub", "register/review.yml") == 3
