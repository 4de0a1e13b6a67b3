"""What must hold for every input: invented by hypothesis, the same ones at each run.

``make fuzz`` invents others for as long as it is asked to, and keeps the smallest input that fails as a file below
``.cache/fuzz/``.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from active_content import (
    TEXT_ATTRIBUTES,
    TEXT_TAGS,
    active_content,
    faults,
    fragment_elements,
    page_elements,
    pairs,
    text_of,
)
from conftest import ROOT
from kapstok.body import MAX_BODY
from kapstok.catalogue import build_catalogue
from kapstok.check import check
from kapstok.drafts import Draft, changed_fields, with_drafts
from kapstok.file_name import proposed_slug
from kapstok.listed import columns, drafts_of, rows_of
from kapstok.markdown import rendered
from kapstok.names import SLUG, slugified
from kapstok.practice_file import written
from kapstok.problem import CONTROL, Problem
from kapstok.raw import RawCatalogue, RawRecord, Value
from kapstok.read import read_catalogue, read_draft
from kapstok.rules import rules
from kapstok.sheet import NoSheet
from kapstok.sheet_csv import write_csv
from kapstok.sheet_excel import Unwritable, write_excel
from kapstok.sheet_file import read_sheet
from small_site import rendered_site, small_site
from strategies import BODIES, DAMAGED, SMALL, TEXTS, VALUES, accepted_data, damaged, files, practice_data
from test_hostile import OUR_SCRIPTS

FUZZING = "KAPSTOK_FUZZ" in os.environ
"""A long run: other examples each time, of which the failing one is kept."""
KEPT = ROOT / ".cache/fuzz"
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def examples(count: int) -> settings:
    """How many inputs a property is tried on: the same ones in each run of the tests, new ones while fuzzing."""
    if FUZZING:
        return settings(max_examples=count * 4, deadline=None, database=None, suppress_health_check=SLOW)
    phases = (Phase.explicit, Phase.generate, Phase.shrink)
    return settings(
        max_examples=count, derandomize=True, deadline=None, database=None, phases=phases, suppress_health_check=SLOW
    )  # fmt: skip


@contextlib.contextmanager
def kept(name: str, data: bytes | str) -> Iterator[None]:
    """While fuzzing, an input that fails is written to a file; the last one written is the smallest."""
    try:
        yield
    except Exception:
        if FUZZING:
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / name).write_bytes(
                data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
            )
        raise


PRACTICE = "practices/taal/kwaad.md"


@cache
def around() -> RawCatalogue:
    """The small catalogue as it is read, without a mistake."""
    return read_catalogue(SMALL)


def with_file(path: str, data: bytes) -> RawCatalogue:
    """The small catalogue with one practice more."""
    found = read_draft(path, "practice", data)
    raw = around()
    if isinstance(found, RawRecord):
        return RawCatalogue([*raw.records, found], list(raw.problems))
    return RawCatalogue(list(raw.records), [*raw.problems, found])


FOREIGN = re.compile(
    r"\b(?:None|NoneType|dict|tuple|str|int|Traceback|Error|Exception|pydantic|yaml|input_value)\b"
)


def assert_said(problem: Problem, data: bytes) -> None:
    """A problem is in full Dutch sentences, at a line of the file, without a word of the program."""
    assert problem.rule in rules()
    for sentence in (problem.message, problem.hint):
        assert sentence and sentence[-1] in ".?!:'", sentence
        assert not re.search(CONTROL, sentence)
    template = rules()[problem.rule]
    assert not FOREIGN.search(re.sub(r"\{[^}]*\}", "", template.message))
    assert len(problem.message) < 1_000
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert 0 <= problem.line <= lines
    for form in (problem.text(), problem.annotation("x"), json.dumps(problem.data(), ensure_ascii=False)):
        assert form.encode("utf-8")


def first_page(raw: RawCatalogue, slug: str = "kwaad") -> str:
    """The page of a practice in a catalogue without problems."""
    checked, problems = check(raw)
    assert problems == []
    return rendered_site(build_catalogue(checked, date(2026, 1, 1)))[f"praktijken/{slug}/index.html"]


@cache
def known_pairs() -> frozenset[tuple[str, str]]:
    good = small_site(SMALL)
    ours = {(tag, "") for tag in TEXT_TAGS} | TEXT_ATTRIBUTES
    return pairs(text for path, text in good.items() if path.endswith(".html")) | ours


@examples(250)
@given(files())
def test_any_file_gives_problems_or_a_practice(data: bytes) -> None:
    """Whatever stands in a file, reading and checking must give problems in sentences or a record, and never an exception."""
    with kept("practice.md", data):
        _, problems = check(with_file(PRACTICE, data))
        for problem in problems:
            if problem.path == PRACTICE:
                assert_said(problem, data)
            else:
                assert problem.rule in rules()


@examples(200)
@given(st.binary(max_size=400))
def test_any_bytes_give_problems(data: bytes) -> None:
    """Bytes of anything must give problems in sentences."""
    with kept("bytes.md", data):
        _, problems = check(with_file(PRACTICE, data))
        assert any(problem.path == PRACTICE for problem in problems)
        for problem in problems:
            assert_said(problem, data)


@contextlib.contextmanager
def damaged_catalogue(file: tuple[str, bytes]) -> Iterator[Path]:
    """The small catalogue with other bytes in one of its files."""
    path, data = file
    with tempfile.TemporaryDirectory() as folder, kept(path.replace("/", "-"), data):
        root = Path(folder) / "catalogue"
        shutil.copytree(SMALL, root, copy_function=os.link)
        (root / path).unlink()
        (root / path).write_bytes(data)
        yield root


@examples(250)
@given(DAMAGED)
def test_any_register_gives_problems_or_a_catalogue(file: tuple[str, bytes]) -> None:
    """A damaged file of the catalogue, whichever it is, must give problems in sentences or a catalogue with all its pages."""
    with damaged_catalogue(file) as root:
        checked, problems = check(read_catalogue(root))
        for problem in problems:
            assert_said(
                problem, (root / problem.path).read_bytes() if (root / problem.path).is_file() else b""
            )
        if not problems:
            build_catalogue(checked, date(2026, 1, 1))


@examples(12)
@given(DAMAGED.filter(lambda file: file[0].startswith("register/")))
def test_what_the_check_accepts_of_a_register_is_rendered(file: tuple[str, bytes]) -> None:
    """Each page of an accepted catalogue must be rendered, with nothing active on it."""
    with damaged_catalogue(file) as root:
        checked, problems = check(read_catalogue(root))
        assume(not problems)
        pages = rendered_site(build_catalogue(checked, date(2026, 1, 1)))
        for name in ("themas/taal/index.html", "begrippen/index.html", "index.html"):
            assert active_content(pages[name], known_pairs(), OUR_SCRIPTS) == []


@examples(12)
@given(accepted_data(), BODIES)
def test_any_text_is_shown_as_text(data: dict[str, Value], body: str) -> None:
    """What the check accepts must be rendered, its title read as it was typed, and nothing on the page be active."""
    content = written(data, f"## Wat\n\n{body}").encode("utf-8", "surrogatepass")
    raw = with_file(PRACTICE, content)
    assume(check(raw)[1] == [])
    with kept("accepted.md", content):
        page = first_page(raw)
        assert active_content(page, known_pairs(), OUR_SCRIPTS) == []
        title = str(data["title"])
        assert [text_of(element) for tag, _, element in page_elements(page) if tag == "h1"] == [
            " ".join(title.split())
        ]


@examples(400)
@given(BODIES)
def test_any_markdown_gives_only_text(body: str) -> None:
    """Any Markdown must give only the elements, attributes and addresses of a text, its ids only once."""
    with kept("body.md", body):
        found = rendered(body[:MAX_BODY], lambda target: None)
        ids: list[str] = []
        for tag, attributes, _ in fragment_elements(str(found.html)):
            assert tag in TEXT_TAGS
            assert {(tag, name) for name in attributes} <= TEXT_ATTRIBUTES
            assert faults(tag, attributes) == []
            ids += [attributes["id"]] if "id" in attributes else []
        assert len(ids) == len(set(ids))
        assert set(ids) <= {name for name, _ in found.headings}


@examples(300)
@given(practice_data(), TEXTS)
def test_written_file_is_read_back(data: dict[str, Value], body: str) -> None:
    """The one writer of a practice must write what reading gives back, and write that the same again.

    Blanks around the text are no part of it: those of every kind may stay behind at the fence.
    """
    assume(all(key.isidentifier() for key in data))
    text = written(data, body.strip())
    assume("\0" not in text and "\ud800" not in text)
    with kept("written.md", text):
        found = read_draft(PRACTICE, "practice", text.encode("utf-8", "surrogatepass"))
        if isinstance(found, Problem):
            assert found.rule in {"te-ingewikkeld", "codering", "tab", "te-groot", "ongeldige-yaml"}
        else:
            assert written(found.data, found.body) == text


@examples(60)
@given(st.lists(accepted_data(), min_size=1, max_size=3), st.lists(BODIES, min_size=3, max_size=3))
def test_exported_list_is_imported_unchanged(data: list[dict[str, Value]], bodies: list[str]) -> None:
    """A list that ``export`` writes must be read by ``import`` as the same practices, in CSV and in Excel."""
    raw = around()
    for number, (fields, body) in enumerate(zip(data, bodies, strict=False)):
        text = written({**fields, "aliases": f"eerder-{number}"}, f"## Wat\n\n{body}")
        record = read_draft(
            f"practices/taal/kwaad-{number}.md", "practice", text.encode("utf-8", "surrogatepass")
        )
        assume(isinstance(record, RawRecord))
        assert isinstance(record, RawRecord)
        raw = RawCatalogue([*raw.records, record], [])
    assume(check(raw)[1] == [])
    own = {record.slug: record for record in raw.of_kind("practice")}
    rows = list(rows_of(own.values()))
    with tempfile.TemporaryDirectory() as folder:
        for name, write in (("list.csv", write_csv), ("list.xlsx", write_excel)):
            path = Path(folder) / name
            try:
                write(path, columns(), rows)
            except Unwritable:
                continue
            drafts, problems = drafts_of(read_sheet(path), raw, name)
            assert problems == []
            assert {
                row.draft.slug: changed_fields(row.draft, own[row.draft.slug]) for row in drafts
            } == dict.fromkeys(own)


def imported(data: bytes, name: str) -> None:
    """Read a list and check its practices, as ``import`` does, up to where it would write."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            sheet = read_sheet(path)
        except NoSheet as none:
            assert none.problem.message.endswith(".") and none.problem.hint.endswith((".", "?"))
            return
        drafts, problems = drafts_of(sheet, around(), name)
        for problem in problems:
            assert problem.message.endswith((".", "'.")), problem.message
        whole = with_drafts(around(), [row.draft for row in drafts])
        problems_of_whole = check(whole)[1]
        for row in drafts:
            if row.draft.slug:
                assert_inside(row.draft)
            else:
                assert row.draft.path in {problem.path for problem in problems_of_whole}


def assert_inside(draft: Draft) -> None:
    """The file of a draft lies in the folder of a theme."""
    assert re.fullmatch(r"practices/[a-z0-9-]+/[a-z0-9-]+\.md", draft.path), draft.path


HEADER = ";".join(("slug", "title", "summary", "theme", "municipality", "source", "place", "links", "body"))


@examples(150)
@given(st.one_of(
    st.binary(max_size=300),
    st.lists(st.lists(TEXTS, max_size=10).map(";".join), max_size=5).map(lambda rows: "\n".join([HEADER, *rows]).encode("utf-8", "surrogatepass")),
    st.lists(st.lists(TEXTS, max_size=10).map(",".join), max_size=5).map(lambda rows: "\n".join(rows).encode("utf-16", "surrogatepass")),
))  # fmt: skip
def test_any_csv_is_refused_or_read(data: bytes) -> None:
    """A list in CSV of anything must be refused in a sentence or read, and no row lead out of the folders of themes."""
    with kept("list.csv", data):
        imported(data, "list.csv")


@cache
def workbook() -> dict[str, bytes]:
    """The parts of a file of Excel with the practices of the small catalogue."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_excel(path, columns(), list(rows_of(around().of_kind("practice"))))
        with zipfile.ZipFile(path) as parts:
            return {name: parts.read(name) for name in parts.namelist()}


@st.composite
def workbooks(draw: st.DrawFn) -> bytes:
    """A file of Excel of which parts were damaged, or the whole was."""
    parts = dict(workbook())
    for name in draw(st.lists(st.sampled_from(sorted(parts)), min_size=1, max_size=3)):
        parts[name] = draw(damaged(parts[name]))
    for name in draw(st.lists(st.sampled_from(sorted(parts)), max_size=1)):
        del parts[name]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    whole = out.getvalue()
    return draw(damaged(whole)) if draw(st.integers(0, 3)) == 0 else whole


@examples(60)
@given(workbooks())
def test_any_workbook_is_refused_or_read(data: bytes) -> None:
    """A damaged file of Excel must be refused in a sentence or read, and no row lead out of the folders of themes."""
    with kept("list.xlsx", data):
        imported(data, "list.xlsx")


@examples(400)
@given(TEXTS, VALUES, st.dictionaries(st.sampled_from(["title", "theme", "municipality"]), VALUES))
def test_no_name_leads_out_of_its_folder(text: str, theme: Value, data: dict[str, Value]) -> None:
    """Any text made into an address or a file name must stay one plain name in the folder of a theme."""
    slug = slugified(text)
    assert slug == "" or SLUG.match(slug)
    proposed = proposed_slug(data)
    assert proposed == "" or SLUG.match(proposed)
    assert_inside(Draft(proposed or "kwaad", {**data, "theme": theme}, ""))


@examples(15)
@given(
    st.lists(st.one_of(TEXTS, accepted_data().map(lambda data: str(data["note"]))), min_size=1, max_size=8)
)
def test_any_words_give_files_that_programs_can_read(words: list[str]) -> None:
    """Index, open data and sitemap must be well-formed, whatever the words in a practice."""
    text = written(
        {
            "title": "Kwaad",
            "summary": "Kort.",
            "theme": "taal",
            "municipality": "Gent",
            "note": " ".join(words),
        },
        "\n\n".join(words),
    )
    raw = with_file(PRACTICE, text.encode("utf-8", "surrogatepass"))
    checked, problems = check(raw)
    assume(not problems)
    with kept("words.md", text):
        for path, content in rendered_site(build_catalogue(checked, date(2026, 1, 1))).items():
            if path.endswith(".json"):
                json.loads(content)


BOMBS = {
    "zeros": {"xl/worksheets/sheet1.xml": b"<worksheet>" + bytes(60_000_000)},
    "many parts": {f"xl/worksheets/a{number}.xml": b"" for number in range(1_200)},
    "entities": {"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 1_000 + b'"><!ENTITY b "' + b"&a;" * 1_000 + b'">]><workbook>&b;</workbook>'},
    "shared entities": {"xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst>&a;</sst>'.encode("utf-16")},
    "a far row": {"xl/worksheets/sheet1.xml": b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c></row></sheetData></worksheet>'},
    "far columns": {"xl/worksheets/sheet1.xml": b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + b"".join(b'<row r="%d"><c r="XFD%d" t="inlineStr"><is><t>a</t></is></c></row>' % (row, row) for row in range(1, 2_000)) + b"</sheetData></worksheet>"},
    "nested": {"xl/worksheets/sheet1.xml": b"<a>" * 200_000},
    "a path": {"../../../../tmp/kwaad.xml": b"x", "/etc/kwaad": b"x"},
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_workbook_that_asks_too_much(name: str, tmp_path: Path) -> None:
    """A small file of Excel that would become enormous must be refused, or read for what it is, within two seconds."""
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for part, data in {**workbook(), **BOMBS[name]}.items():
            file.writestr(part, data)
    begun = time.process_time()
    with contextlib.suppress(NoSheet):
        drafts_of(read_sheet(path), around(), "list.xlsx")
    assert time.process_time() - begun < 2
    assert not Path("/tmp/kwaad.xml").exists()


def test_file_that_is_refused_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """While fuzzing, an input that fails must be kept as a file that somebody can read."""
    monkeypatch.setattr("test_properties.FUZZING", True)
    monkeypatch.setattr("test_properties.KEPT", tmp_path / "fuzz")
    with pytest.raises(ZeroDivisionError), kept("a.md", "é"):
        raise ZeroDivisionError
    assert (tmp_path / "fuzz/a.md").read_text("utf-8") == "é"
