"""The pure modules of the form, in the browser that runs them, beside their twins in Python."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import html5lib
import pytest
from playwright.sync_api import Page

from conftest import ROOT, Watched
from file_names import PROPOSED
from kapstok.catalogue import Catalogue
from kapstok.form import form_facts, form_fields
from kapstok.repository import Repository

from .forms import HOSTILE
from .network import only_refused_by_the_policy
from .test_selection_module import call

PAIRS = json.loads((ROOT / "tests/written.json").read_text("utf-8"))
GITHUB = Repository.of("https://github.com/stad/kapstok", "").new_file().data()
GITLAB = Repository.of("https://gitlab.com/stad/kapstok", "").new_file().data()
PLACE = {"folder": "taalpromotie", "slug": "praatcafe-gent"}


# The file


def test_browser_writes_what_python_writes(page: Page, catalogue: Catalogue) -> None:
    """Each practice of the shared list must be written byte for byte as it says."""
    fields = [asdict(field) for field in form_fields(catalogue).values()]
    page.goto("over/")
    written = page.evaluate(
        """async ([pairs, fields]) => {
            const { practiceFile } = await import(new URL("../assets/javascripts/practice-file.mjs", document.baseURI));
            return pairs.map(({ data, body }) => practiceFile(data, body, fields));
        }""",
        [PAIRS, fields],
    )
    wrong = [index for index, pair in enumerate(PAIRS) if written[index] != pair["text"]]
    assert wrong == []


# Addresses


def proposed(page: Page, title: str, towns: list[str], *taken: str) -> str:
    return page.evaluate(
        """async ([title, towns, taken]) => {
            const { proposedSlug } = await import(new URL("../assets/javascripts/slug.mjs", document.baseURI));
            return proposedSlug(title, towns, new Set(taken));
        }""",
        [title, towns, taken],
    )


def test_browser_proposes_what_python_proposes(page: Page) -> None:
    """The address in the form must be the name that the command line gives the same practice."""
    page.goto("over/")
    for title, towns, slug in PROPOSED:
        assert proposed(page, title, towns) == slug


def test_a_taken_address_gets_a_number(page: Page) -> None:
    """The proposal must be free."""
    page.goto("over/")
    assert proposed(page, "Praatcafé", ["Gent"], "praatcafe") == "praatcafe-gent"
    assert proposed(page, "Praatcafé", ["Gent"], "praatcafe-gent") == "praatcafe-gent-2"
    assert proposed(page, "Praatcafé", ["Gent"], "praatcafe-gent", "praatcafe-gent-2") == "praatcafe-gent-3"


@pytest.mark.parametrize("text", [*HOSTILE, "---\ntitle: Één & twee\n---\n\n## Wat\n\n100% + #1?"])
def test_github_gets_name_and_text(page: Page, text: str) -> None:
    """GitHub must get the folder in the path, and name and text as ``filename`` and ``value``, exactly."""
    found = call(page, "repository-address", "newFileAddress", GITHUB, PLACE, text)
    parts = urlsplit(found["address"])
    query = parse_qs(parts.query, keep_blank_values=True)
    assert found["isFilled"]
    assert parts.path == "/stad/kapstok/new/main/practices/taalpromotie"
    assert query == {"filename": ["praatcafe-gent.md"], "value": [text]}


def test_gitlab_gets_only_the_name(page: Page) -> None:
    """GitLab takes no text in an address: it must get the name, and the form must know that it has to be pasted."""
    found = call(page, "repository-address", "newFileAddress", GITLAB, PLACE, "tekst")
    parts = urlsplit(found["address"])
    assert not found["isFilled"]
    assert parts.path == "/stad/kapstok/-/new/main/practices/taalpromotie"
    assert parse_qs(parts.query) == {"file_name": ["praatcafe-gent.md"]}


def test_a_text_that_is_too_long_stays_out_of_the_address(page: Page) -> None:
    """Up to the limit of the host the text must go along, one sign more and it must be left out."""
    room = int(GITHUB["limit"]) - len(
        call(page, "repository-address", "newFileAddress", GITHUB, PLACE, "")["address"]
    )
    fits = call(page, "repository-address", "newFileAddress", GITHUB, PLACE, "x" * room)
    over = call(page, "repository-address", "newFileAddress", GITHUB, PLACE, "x" * (room + 1))
    assert fits["isFilled"] and len(fits["address"]) == GITHUB["limit"]
    assert not over["isFilled"] and "value" not in over["address"]


def test_mail_holds_the_text_or_asks_for_the_file(page: Page) -> None:
    """A short text must stand in the mail with mail line ends; a long one must be left for the attachment."""
    box = "redactie@example.org"
    short = call(page, "repository-address", "fileMail", box, "Één & twee?", "a.md", "regel 1\nregel 2")
    long = call(page, "repository-address", "fileMail", box, "Titel", "a.md", "x" * 2000)
    assert short["address"].startswith(f"mailto:{box}?subject=Praktijk%3A%20%C3%89%C3%A9n%20%26%20twee%3F")
    assert unquote(short["address"]).endswith("regel 1\r\nregel 2")
    assert short["isWhole"] and not long["isWhole"]
    assert len(long["address"]) < 200 and "a.md" in long["address"]


# The preview


def nodes(page: Page, text: str) -> str:
    """The nodes of a Markdown text, as HTML."""
    return page.evaluate(
        """async (text) => {
            const { markdownNodes } = await import(new URL("../assets/javascripts/markdown-nodes.mjs", document.baseURI));
            const box = document.createElement("div");
            box.append(...markdownNodes(text, { resolve: (target) => (target === "naam.md" ? "/praktijken/naam/" : "") }));
            return box.outerHTML;
        }""",
        text,
    )


def test_only_known_elements_come_out_of_markdown(window: Watched, page: Page) -> None:
    """Whatever stands in a text, no element, attribute or address may come out that the preview does not build itself."""
    from test_hostile import BODY as ATTACK

    page.goto("over/")
    tree = html5lib.parseFragment(nodes(page, ATTACK), namespaceHTMLElements=False)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)][1:]
    assert {element.tag for element in elements} <= {"div", "p", "h2", "a", "em", "strong", "code"}
    attributes = {name: value for element in elements for name, value in element.attrib.items()}
    assert set(attributes) <= {"href"}
    assert all(
        str(element.get("href")).startswith(("https:", "http:", "mailto:"))
        for element in elements
        if element.tag == "a"
    )
    only_refused_by_the_policy(window)


def test_links_of_the_text_lead_where_the_site_leads_them(page: Page) -> None:
    """A link to a file must be resolved, one that leads nowhere must be text."""
    page.goto("over/")
    html = nodes(page, "[een](naam.md) [twee](weg.md) [drie](https://example.org/)")
    assert (
        html
        == '<div><p><a href="/praktijken/naam/">een</a> twee <a href="https://example.org/">drie</a></p></div>'
    )


def outline(html: str) -> list[tuple[str, str]]:
    """Blocks of HTML as (tag, words), without what a glossary adds."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    blocks = {"p", "h2", "h3", "h4", "li", "td", "th", "blockquote", "dt", "dd"}
    return [
        (str(element.tag), " ".join("".join(element.itertext()).split()))
        for element in tree.iter()
        if element.tag in blocks
    ]


def test_preview_reads_markdown_as_the_site_does(page: Page, catalogue: Catalogue) -> None:
    """The text of every practice must have the same blocks and words in the preview as on its page."""
    practices = list(catalogue.practices.values())
    page.goto("over/")
    found = page.evaluate(
        """async (texts) => {
            const { markdownNodes } = await import(new URL("../assets/javascripts/markdown-nodes.mjs", document.baseURI));
            return texts.map((text) => {
                const box = document.createElement("div");
                box.append(...markdownNodes(text));
                return box.innerHTML;
            });
        }""",
        [practice.body for practice in practices],
    )
    different = {
        practice.slug: (outline(html), outline(str(catalogue.body_of(practice).html)))
        for practice, html in zip(practices, found, strict=True)
        if outline(html) != outline(str(catalogue.body_of(practice).html))
    }
    assert different == {}


def test_paragraphs_and_lists_are_those_of_the_site(page: Page, catalogue: Catalogue) -> None:
    """What other dialects read otherwise must look as on the site: lists without an empty line, bare addresses, HTML."""
    from kapstok.markdown import rendered

    page.goto("over/")
    text = "Dit is:\n- een\n- twee\n\n- a\n- b\n\nhttps://example.org ~~x~~ a_b_c\n## Kop\nTekst &amp; <b>vet</b> &lt;i&gt;"
    shown = outline(nodes(page, text).removeprefix("<div>").removesuffix("</div>"))
    assert shown == outline(str(rendered(text, lambda target: None).html))


# Suggestions


def suggested(page: Page, catalogue: Catalogue, known: str, typed: str) -> list[Any]:
    page.goto("over/")
    return page.evaluate(
        """async ([facts, known, typed]) => {
            const { suggestionsOf } = await import(new URL("../assets/javascripts/suggestions.mjs", document.baseURI));
            return suggestionsOf(facts, () => [])[known](typed).map(({ value, label, note, place }) => [value, label, note, place ?? ""]);
        }""",
        [json.loads(form_facts(catalogue).data), known, typed],
    )


def test_former_municipalities_and_boroughs_are_explained(page: Page, catalogue: Catalogue) -> None:
    """A name from before a merger must say today's, a borough must become a place in its municipality."""
    kruibeke = "Beveren-Kruibeke-Zwijndrecht"
    former = suggested(page, catalogue, "municipalities", "kruib")
    assert ["Kruibeke", "Kruibeke", f"nu {kruibeke}", ""] in former
    assert suggested(page, catalogue, "municipalities", "zellik") == [
        ["Asse", "Zellik", "deelgemeente van Asse", "Zellik"]
    ]


def test_best_suggestion_comes_first(page: Page, catalogue: Catalogue) -> None:
    """A municipality that is called so must come before boroughs and longer names."""
    assert suggested(page, catalogue, "municipalities", "gent")[0][:2] == ["Gent", "Gent"]
    assert suggested(page, catalogue, "municipalities", "") == []
    titles = [label for _, label, *_ in suggested(page, catalogue, "practices", "praatcaf")]
    assert titles and all("praatcaf" in title.lower() for title in titles)
