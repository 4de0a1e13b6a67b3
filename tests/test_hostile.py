"""Hostile values in every field of a pull request must come out as text, never as active content."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import html5lib
import pytest

from kapstok.catalogue import build_catalogue
from kapstok.check import check
from kapstok.read import read_catalogue
from small_site import rendered_site, small_site

HERE = Path(__file__).parent
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"
YAML_EVIL = "'" + EVIL.replace("'", "''") + "'"
BODY = """## Wat <script>alert(1)</script>

<script>alert(1)</script>
<img src=x onerror=alert(1)>
<svg onload=alert(1)><animate onbegin=alert(1)></svg>
<iframe src="https://evil.test/"></iframe>
<object data="https://evil.test/"></object>
<embed src="https://evil.test/">
<form action="https://evil.test/"><input name=q autofocus onfocus=alert(1)><button formaction=javascript:alert(1)>x</button></form>
<p style="background:url(https://evil.test/x.png)" onclick="alert(1)" id="inhoud">tekst</p>
<a href="javascript:alert(1)">a</a> <a href=" java&#x0A;script:alert(1)">b</a> <a href="JaVaScRiPt&colon;alert(1)">c</a>
<a href="data:text/html,<script>alert(1)</script>">d</a> <a href="vbscript:x">e</a>
<meta http-equiv="refresh" content="0;url=https://evil.test/"><base href="https://evil.test/"><link rel=stylesheet href=https://evil.test/x.css>
<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<details open ontoggle=alert(1)>x</details><video src=https://evil.test/x onerror=alert(1)></video>
[markdown](javascript:alert(1)) [data](data:text/html;base64,PHNjcmlwdD4=) ![beeld](https://evil.test/x.png)
<kapstok-search data-index="https://evil.test/"></kapstok-search>
<!-- --><script>alert(1)</script><!-- -->
[ok](https://example.org/"onmouseover=alert(1)) <https://example.org/'onclick=alert(1)>
"""
PRACTICE = f"""---
title: {YAML_EVIL}
summary: {YAML_EVIL}
theme: taal
section: babbelen
municipality: Gent
place: {{Gent: [{YAML_EVIL}]}}
partners: [{YAML_EVIL}, PVG]
target_groups: [ouders]
subsidies: [taalsubsidie]
status: running
status_note: {YAML_EVIL}
source: {{id: boekje, page: 3}}
figures: [{{label: {YAML_EVIL}, value: {YAML_EVIL}, note: {YAML_EVIL}}}]
links: [{{label: {YAML_EVIL}, url: 'www.x.be"onclick="alert(1)'}}, {{label: {YAML_EVIL}, url: 'https://x.be/"onclick="alert(1)', checked: 2026-01-01}}]
keywords: [{YAML_EVIL}]
variants: [{{municipality: Gent, note: {YAML_EVIL}}}]
see_also: [{{practice: straatfeest, reason: {YAML_EVIL}}}]
contact: {YAML_EVIL}
note: {YAML_EVIL}
---

{BODY}
"""
HANGIJZER = f"""---
title: {YAML_EVIL}
number: 2
summary: {YAML_EVIL}
theme: taal
practices: [{{practice: kwaad, point: 1}}]
keywords: [{YAML_EVIL}]
note: {YAML_EVIL}
source: {{id: boekje}}
---

## 1. Punt

{BODY}
"""
PARTNER = f"""---
name: {YAML_EVIL}
kind: {YAML_EVIL}
category: {YAML_EVIL}
region: {YAML_EVIL}
phone: {YAML_EVIL}
fax: {YAML_EVIL}
email: {YAML_EVIL}
website: {YAML_EVIL.replace("<", "(")}
services: [{YAML_EVIL}]
as_of: 2013
successor: {{name: {YAML_EVIL}, note: {YAML_EVIL}}}
note: {YAML_EVIL}
---

{BODY}
"""
SUBSIDY = f"""---
name: {YAML_EVIL}
level: vlaams
focus: {YAML_EVIL}
conditions: {YAML_EVIL}
deadline: {YAML_EVIL}
theme: taal
as_of: 2013
links: [{{label: {YAML_EVIL}, url: {YAML_EVIL.replace("<", "(")}}}]
successor: {{name: {YAML_EVIL}}}
note: {YAML_EVIL}
---

{BODY}
"""
RESOURCE = f"""
- id: kwaad
  title: {YAML_EVIL}
  kind: {YAML_EVIL}
  theme: taal
  publisher: {YAML_EVIL}
  url: 'www.x.be"onclick="alert(1)'
  summary: {YAML_EVIL}
  note: {YAML_EVIL}
  practices: [kwaad]
"""
TABLE = f"""
- id: kwaad
  title: {YAML_EVIL}
  columns: [{YAML_EVIL}, {YAML_EVIL}]
  rows: [[{YAML_EVIL}, {YAML_EVIL}]]
  notes: [{YAML_EVIL}]
  practices: [kwaad]
"""
REMOVED = f"""
- id: kwaad-weg
  kind: theme
  title: {YAML_EVIL}
  removed: 2026-01-01
  reason: {YAML_EVIL}
  instead: [/praktijken/kwaad/]
  former_slugs: [eerder-kwaad]
"""
OUR_ELEMENTS = ("form", "search", "share", "copy", "selection-page", "map", "municipality", "narrow")
OUR_SCRIPTS = (
    *(f"assets/javascripts/kapstok-{name}.mjs" for name in OUR_ELEMENTS),
    "assets/javascripts/redirect.js",
)
OUR_PICTURES = r"(?:\.\./)*assets/images/meedoen/[a-z]+\.png"
FORBIDDEN = {
    "iframe",
    "object",
    "embed",
    "base",
    "svg:script",
    "style",
    "frame",
    "frameset",
    "applet",
    "video",
}
ADDRESSES = {
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "srcset",
    "xlink:href",
    "background",
    "cite",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The small catalogue with a hostile record of each kind."""
    root = tmp_path_factory.mktemp("hostile") / "catalogue"
    shutil.copytree(HERE / "catalogue", root)
    (root / "practices/taal/kwaad.md").write_text(PRACTICE, "utf-8")
    (root / "practices/hete-hangijzers/2-kwaad.md").write_text(HANGIJZER, "utf-8")
    (root / "register/partners/kwaad.md").write_text(PARTNER, "utf-8")
    (root / "register/subsidies/kwaad.md").write_text(SUBSIDY, "utf-8")
    for name, text in (("resources.yml", RESOURCE), ("tables.yml", TABLE), ("removed.yml", REMOVED)):
        with (root / "register" / name).open("a", encoding="utf-8") as file:
            file.write(text)
    checked, problems = check(read_catalogue(root))
    assert {problem.rule for problem in problems} == {"afbeelding", "dode-link"}
    catalogue = build_catalogue(checked, date(2026, 1, 1))
    return rendered_site(catalogue)


def elements(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every element of a page, as a browser's parser sees it: tag and attributes."""
    tree = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield (
                element.tag.split("}")[-1],
                {str(name).split("}")[-1]: value for name, value in element.attrib.items()},
            )


def test_values_reach_the_pages(pages: dict[str, str]) -> None:
    """The hostile values must be shown as text: otherwise this file tests nothing."""
    page = pages["praktijken/kwaad/index.html"]
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 12
    assert pages["partners/kwaad/index.html"].count("&lt;script&gt;") >= 8
    assert "{{ 7*7 }}" in page
    for path in ("themas/kwaad-weg", "embed/thema/kwaad-weg", "themas/eerder-kwaad"):
        assert "&lt;script&gt;" in pages[f"{path}/index.html"]


@pytest.mark.parametrize("what", ["elements", "attributes", "addresses"])
def test_nothing_active_comes_out(what: str, pages: dict[str, str]) -> None:
    """No page may hold a script, handler, style, frame or address that the author of a record put there."""
    found = []
    for path, html in pages.items():
        if not path.endswith(".html"):
            continue
        for tag, attributes in elements(html):
            if what == "elements" and (
                tag in FORBIDDEN
                or (tag == "script" and not attributes.get("src", "").endswith(OUR_SCRIPTS))
                or (tag == "img" and not re.fullmatch(OUR_PICTURES, attributes.get("src", "")))
            ):
                found.append((path, tag))
            for name, value in attributes.items():
                if what == "attributes" and (
                    name.startswith("on") or name in ("style", "srcdoc", "autofocus")
                ):
                    found.append((path, tag, name))
                scheme = "".join(value.split()).lower().partition(":")[0] if ":" in value else ""
                if what == "addresses" and name in ADDRESSES and scheme in ("javascript", "data", "vbscript"):
                    found.append((path, tag, name, value))
    assert found == []


def test_no_author_takes_an_id(pages: dict[str, str]) -> None:
    """An id of an author must not shadow one of ours."""
    assert 'id="inhoud"' not in pages["praktijken/kwaad/index.html"]


def test_search_element_cannot_be_smuggled_in(pages: dict[str, str]) -> None:
    """Only our templates may place a custom element."""
    assert "<kapstok-search" not in pages["praktijken/kwaad/index.html"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "..%2f..%2fx", "C:\\x"])
def test_slug_stays_in_its_folder(name: str) -> None:
    """A name that could leave the folder must not be a slug."""
    from kapstok.names import SLUG

    assert not SLUG.match(name)


def test_spreadsheet_formulas_are_quoted(tmp_path: Path) -> None:
    """A cell of the CSV export must not be taken for a formula."""
    root = tmp_path / "catalogue"
    shutil.copytree(HERE / "catalogue", root)
    path = root / "practices/buurt/straatfeest.md"
    path.write_text(
        path.read_text("utf-8").replace("title: Straatfeest", "title: '=HYPERLINK(\"http://evil.test\")'")
    )
    assert ",\"'=HYPERLINK" in small_site(root)["data/practices.csv"]


def test_address_of_another_host_without_scheme_is_refused(tmp_path: Path) -> None:
    """``//host/`` looks like a path and leads to another host: the check must refuse it."""
    from kapstok.problem import ProblemsFound

    root = tmp_path / "catalogue"
    shutil.copytree(HERE / "catalogue", root)
    with (root / "practices/buurt/straatfeest.md").open("a", encoding="utf-8") as file:
        file.write("\n[elders](//evil.test/x)\n")
    with pytest.raises(ProblemsFound, match="evil"):
        small_site(root)
