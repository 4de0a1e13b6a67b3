"""The classic list of attempts to bring something active into a page, in every text of every kind of record."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pydantic_core import PydanticCustomError

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
from kapstok.catalogue import build_catalogue
from kapstok.check import check
from kapstok.field_types import web_address
from kapstok.markdown import rendered
from kapstok.practice_file import flow, written
from kapstok.read import read_catalogue
from small_site import rendered_site, small_site
from test_hostile import OUR_SCRIPTS

HERE = Path(__file__).parent
SIGNS = str.maketrans({"␤": "\n", "␉": "\t"})


def vectors() -> list[str]:
    lines = (HERE / "xss.txt").read_text("utf-8").split("\n")
    return [line.translate(SIGNS) for line in lines if line and not re.match(r"# [a-zA-Z ]|# ?$", line)]


def plain(text: str) -> str:
    """A vector as a text on one line, as it can stand in front matter."""
    return " ".join(text.split())


def is_address(text: str) -> bool:
    try:
        web_address(text)
    except PydanticCustomError:
        return False
    return bool(text)


def field(text: str) -> str:
    """A text in front matter."""
    return flow(plain(text))


def short(text: str, most: int) -> str:
    """A text of which no sign is cut that would become another one."""
    return plain(text)[:most].strip()


VECTORS = vectors()


def practice(number: int, text: str) -> str:
    """A practice with the vector in each of its texts."""
    one = plain(text)
    data = {
        "title": short(text, 90),
        "summary": short(text, 200),
        "theme": "taal",
        "municipality": "Gent",
        "place": {"Gent": one},
        "partners": [f"{one} zz{number}"],
        "status": "running",
        "status_note": one,
        "source": {"id": "boekje"},
        "figures": [{"label": one, "value": one, "note": one}],
        "links": [{"label": one, "url": one}] if is_address(one) else [],
        "keywords": [one],
        "variants": [{"municipality": "Gent", "note": one}],
        "see_also": [{"practice": "straatfeest", "reason": short(text, 120)}],
        "contact": one,
        "note": one,
    }
    if is_address(f"https://ok.test/{one}"):
        data["links"].append({"label": one, "url": f"https://ok.test/{one}", "checked": "2026-01-01"})
    return written(data, f"## Wat {one}\n\n{text}\n\nTekst {one}\n\n- {one}\n")


def lay(root: Path) -> None:
    """The small catalogue with the vectors in everything."""
    shutil.copytree(HERE / "catalogue", root)
    register = root / "register"
    for number, text in enumerate(VECTORS):
        (root / f"practices/taal/xss-{number}.md").write_text(practice(number, text), "utf-8")
    several = [f"[{', '.join(map(field, VECTORS[start::8]))}]" for start in range(8)]
    for number, texts in enumerate(several):
        one = field(VECTORS[number])
        body = "\n\n".join(VECTORS[number::8])
        name = field(short(VECTORS[number + 60], 100) + f" {number}")
        (register / f"partners/xss-{number}.md").write_text(
            f"---\nname: {name}\nkind: {one}\ncategory: {one}\nregion: {one}\nphone: {one}\nfax: {one}\nemail: {one}\n"
            f"services: {texts}\nas_of: 2013\n"
            f"successor: {{name: {one}, note: {one}}}\nnote: {one}\n---\n\n{body}\n",
            "utf-8",
        )
        (register / f"subsidies/xss-{number}.md").write_text(
            f"---\nname: {name}\nlevel: vlaams\nfocus: {one}\nconditions: {one}\ndeadline: {one}\ntheme: taal\nas_of: 2013\n"
            f"successor: {{name: {one}}}\nnote: {one}\nkeywords: [{one}]\n---\n\n{body}\n",
            "utf-8",
        )
        (root / f"practices/hete-hangijzers/{number + 2}-xss.md").write_text(
            f"---\ntitle: {name}\nnumber: {number + 2}\nsummary: {one}\ntheme: taal\nkeywords: [{one}]\nnote: {one}\n"
            f"source: {{id: boekje}}\npractices: [{{practice: xss-{number}, point: 1}}]\n---\n\n## 1. Punt\n\n{body}\n",
            "utf-8",
        )
    added = {
        "terms.yml": "".join(f"- {{id: xss-{n}, title: {field(text)}, text: {field(text)}, forms: [{field(text + ' x')}]}}\n" for n, text in enumerate(VECTORS)),
        "sources.yml": "".join(f"- {{id: xss-{n}, title: {field(text)}, cite: {field(text)}, year: 2013, publisher: {field(text)}, description: {field(text)}}}\n" for n, text in enumerate(VECTORS)),
        "target-groups.yml": "".join(f"- {{id: xss-{n}, title: {field(text)}}}\n" for n, text in enumerate(VECTORS[::20])),
        "resources.yml": "".join(f"- {{id: xss-{n}, title: {field(text)}, kind: {field(text)}, theme: taal, publisher: {field(text)}, email: {field(text)}, phone: {field(text)}, summary: {field(text)}, note: {field(text)}, practices: [xss-{n}]{f', url: {field(text)}' if is_address(plain(text)) else ''}}}\n" for n, text in enumerate(VECTORS)),
        "tables.yml": "".join(f"- {{id: xss-{n}, title: {field(text)}, columns: [{field(text)}, {field(text + ' x')}], rows: [[{field(text)}, '3']], notes: [{field(text)}], practices: [xss-{n}], chart: {{kind: bars, column: {field(text + ' x')}, alt: {field(text)}}}}}\n" for n, text in enumerate(VECTORS)),
        "removed.yml": "".join(f"- {{id: weg-{n}, kind: practice, title: {field(text)}, removed: 2026-01-01, reason: {field(text)}, instead: [/praktijken/xss-{n}/]}}\n" for n, text in enumerate(VECTORS)),
        "themes.yml": "".join(f"- {{id: xss-{n}, title: {field(text)}, question: {field(text)}, summary: {field(text)}, icon: forum, colour: '#1d4ed8', colour_dark: '#9db7ff', intro: {field(text)}, sections: [{{id: a, title: {field(text)}}}]}}\n" for n, text in enumerate(VECTORS[3::20])),
        "synonyms.yml": "xss:\n" + "".join(f"  - {field(text.replace('=', '').replace('>', '') + ' = oefenen')}\n" for text in VECTORS),
        "compounds.txt": "".join(f"{plain(text).replace('=', '').replace('#', '')}=taal+{plain(text)}\n" for text in VECTORS),
    }  # fmt: skip
    for name, text in added.items():
        with (register / name).open("a", encoding="utf-8") as file:
            file.write(text)


ALLOWED = {"afbeelding", "dode-link", "kop-eerste-niveau", "past-niet", "persoonsgegevens"}
"""What the check says of these texts besides: they are built all the same, so that nothing depends on the check."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("xss") / "catalogue"
    lay(root)
    checked, problems = check(read_catalogue(root))
    assert [problem.text() for problem in problems if problem.rule not in ALLOWED] == []
    return rendered_site(build_catalogue(checked, date(2026, 1, 1)))


@pytest.fixture(scope="module")
def html(pages: dict[str, str]) -> dict[str, str]:
    """The pages that hold a vector: those of a list of records are one of each kind."""
    return {
        path: text
        for path, text in pages.items()
        if path.endswith(".html") and not path.startswith(("meedoen/regels/", "gemeenten/"))
    }


def test_list_is_long() -> None:
    """The list must hold at least 150 attempts of seven classes."""
    assert len(set(VECTORS)) >= 150


def test_nothing_active_on_any_page(html: dict[str, str]) -> None:
    """No page may hold an element, attribute or address that pages of a good catalogue lack."""
    good = small_site(HERE / "catalogue")
    ours = {(tag, "") for tag in TEXT_TAGS} | TEXT_ATTRIBUTES
    extra = {
        ("kapstok-names", "data-one"),  # a field of which there are many values
        ("a", "aria-current"),  # a list on several pages
        ("kapstok-search", "data-whole"),
    }
    known = pairs(text for path, text in good.items() if path.endswith(".html")) | ours | extra
    found = {path: active_content(text, known, OUR_SCRIPTS) for path, text in html.items()}
    assert {path: what for path, what in found.items() if what} == {}


def test_what_was_typed_is_still_text(html: dict[str, str]) -> None:
    """The heading of each practice must read exactly as its title was typed."""
    for number, text in enumerate(VECTORS):
        headings = [
            text_of(element)
            for tag, _, element in page_elements(html[f"praktijken/xss-{number}/index.html"])
            if tag == "h1"
        ]
        assert headings == [" ".join(short(text, 90).split())]


@pytest.mark.parametrize("number", range(len(VECTORS)))
def test_text_of_a_record(number: int) -> None:
    """A text must give nothing but the elements, attributes and addresses of a text."""
    for text in (VECTORS[number], f"a {VECTORS[number]} b", f"> {VECTORS[number]}\n\n- {VECTORS[number]}"):
        for tag, attributes, _ in fragment_elements(str(rendered(text, lambda target: None).html)):
            assert tag in TEXT_TAGS
            assert {(tag, name) for name in attributes} <= TEXT_ATTRIBUTES
            assert faults(tag, attributes) == []


def test_two_vectors_together_make_no_third() -> None:
    """Texts that follow each other must not become active together."""
    for text in (
        "\n".join(VECTORS), "\n\n".join(VECTORS), "".join(VECTORS), "".join(reversed(VECTORS)),
        *("".join(VECTORS[start::7]) for start in range(7)),
    ):  # fmt: skip
        for tag, attributes, _ in fragment_elements(str(rendered(text[:20_000], lambda target: None).html)):
            assert tag in TEXT_TAGS
            assert {(tag, name) for name in attributes} <= TEXT_ATTRIBUTES
            assert faults(tag, attributes) == []


def test_files_for_programs_are_well_formed(pages: dict[str, str]) -> None:
    """Index, open data, list for spreadsheets and sitemap must be readable, whatever the words in them."""
    data = {path: text for path, text in pages.items() if path.endswith(".json")}
    assert len(data) >= 4
    for text in data.values():
        json.loads(text)
    catalogue = json.loads(pages["data/catalogue.json"])
    assert {item["title"] for item in catalogue["practices"]} >= {short(text, 90) for text in VECTORS}
    rows = list(csv.reader(io.StringIO(pages["data/practices.csv"].removeprefix("﻿"), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if re.match(r"[=+@\t\r-]", cell)]
    ElementTree.fromstring(pages["sitemap.xml"])
