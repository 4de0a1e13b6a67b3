"""The form: every field of the model, as a person fills it in, and the facts that it asks from."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from typing import Literal

import pytest
from pydantic import Field

from conftest import ROOT
from kapstok.catalogue import Catalogue
from kapstok.check import check
from kapstok.field_types import Figure, Names, Text
from kapstok.form import HELP, FormField, form_facts, form_fields, form_groups
from kapstok.load import load_catalogue
from kapstok.model import Practice
from kapstok.pages.contribute import contribute_page
from kapstok.raw import RawRecord
from kapstok.read import read_catalogue, read_draft
from kapstok.render import Templates
from kapstok.repository import Repository

from .values import catalogue_of, practice, record

TEMPLATES = ROOT / "templates"


class More(Practice):
    """The model with fields that nobody told the form about."""

    budget: Text | None = Field(None, max_length=40, title="Budget", description="`bedrag` in euro")
    season: Literal["zomer", "winter"] | None = Field(None, title="Seizoen")
    languages: Names = Field((), title="Talen")
    costs: tuple[Figure, ...] = Field((), title="Kosten")
    visited: date | None = Field(None, title="Bezocht op")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT, date(2026, 1, 1))


def shown(groups: tuple) -> list[FormField]:
    return [field for group in groups for field in (*group.fields, *group.more)]


def page_of(catalogue: Catalogue, **more: object) -> str:
    page = contribute_page(catalogue)
    frame = {"heading": "Meedoen", "text": "", "host": Repository(), "mailbox": ""}
    return str(Templates(TEMPLATES).render(page.template, page.url, {**frame, **page.context, **more}))


def inputs_of(html: str) -> dict[str, str]:
    """Key to kind of every field on the page, those of items too."""
    return {key: kind for kind, key in re.findall(r'data-input="(\w+)" data-key="(\w+)"', html)}


# Fields


def test_form_has_every_field_of_the_model(catalogue: Catalogue) -> None:
    """Each field that a person may write, and each part of one, must be in the form, once."""
    keys = [name for name, field in Practice.model_fields.items() if not field.exclude]
    fields = shown(form_groups(catalogue))
    assert sorted(field.key for field in fields) == sorted(keys)
    assert list(form_fields(catalogue)) == keys
    found = inputs_of(page_of(catalogue))
    for field in fields:
        assert found[field.key]
        for part in field.fields:
            assert f'id="veld-{field.key}-@-{part.key}"' in page_of(catalogue) or part.input == "choices"


def test_new_field_of_the_model_appears_by_itself(catalogue: Catalogue) -> None:
    """A field that only the model knows must stand in the last group, with a control that fits its type."""
    groups = form_groups(catalogue, More)
    new = {field.key: field for field in groups[-1].fields if field.key not in Practice.model_fields}
    kinds = {key: field.input for key, field in new.items()}
    assert kinds == {
        "budget": "text", "season": "choice", "languages": "names", "costs": "items", "visited": "date"
    }  # fmt: skip
    assert new["budget"].help == "Bedrag in euro"
    html = page_of(catalogue, groups=groups)
    assert {key: inputs_of(html)[key] for key in kinds} == kinds
    assert '<label for="veld-budget">Budget' in html


def test_limits_and_choices_follow_from_the_model(catalogue: Catalogue) -> None:
    """A field must say its limit, whether it is required, and its choices in Dutch words."""
    fields = form_fields(catalogue)
    assert fields["title"].maximum == 90 and fields["title"].required
    assert fields["keywords"].maximum == 8
    assert fields["see_also"].fields[1].maximum == 120
    assert ("intermunicipal", "intergemeentelijk") in fields["scope"].choices
    assert ("running", "loopt") in fields["status"].choices
    assert fields["municipality"].required_when


def test_few_known_values_are_shown_and_many_are_suggested() -> None:
    """A register that fits on the screen must be check boxes; a long one suggestions while somebody types."""
    few = form_fields(catalogue_of(record("target_group", "kinderen", title="Kinderen")))["target_groups"]
    many = form_fields(catalogue_of(*(record("target_group", f"groep-{n}") for n in range(40))))[
        "target_groups"
    ]
    assert ("kinderen", "Kinderen") in few.choices and few.input == "choices"
    assert (many.input, many.known) == ("names", "target_groups")


def test_help_is_for_fields_that_exist(catalogue: Catalogue) -> None:
    """Help of the form must belong to a field of the model, and none may speak of files or code."""
    fields = [
        *(every := form_fields(catalogue).values()),
        *(part for field in every for part in field.fields),
    ]
    assert set(HELP) <= {field.at for field in fields}
    for field in fields:
        assert not re.search(r"`|\.yml|\.md\b|\bid\b|\blijst van\b", field.help), field.at


def test_essential_fields_come_first(catalogue: Catalogue) -> None:
    """What is required must stand in the groups that are open, and at most seven fields may be open at once."""
    groups = form_groups(catalogue)
    at_once = [field for group in groups if group.is_open for field in group.fields]
    assert {field.key for field in shown(groups) if field.required} <= {field.key for field in at_once}
    assert len(at_once) <= 7
    assert [group.is_open for group in groups] == sorted((group.is_open for group in groups), reverse=True)


# The page


def test_form_is_hidden_until_scripts_run(catalogue: Catalogue) -> None:
    """Without scripts no field may be shown, and the page must say what to do instead."""
    html = page_of(catalogue)
    assert re.search(r"<form[^>]* hidden>", html)
    assert "alleen met JavaScript" in html.partition("<noscript>")[2].partition("</noscript>")[0]
    for way in ("bestand", "lijst", "mail"):
        assert f'href="#{way}"' in html and f'id="{way}"' in html


def test_file_to_copy_is_right(catalogue: Catalogue) -> None:
    """The file that the page offers to copy must pass the check as it stands."""
    context = contribute_page(catalogue).context
    content = str(context["pattern"]).encode()
    found = read_draft(str(context["pattern_path"]), "practice", content)
    assert isinstance(found, RawRecord)
    assert load_with(found) == []


def load_with(new: RawRecord) -> list[str]:
    """What the check says of one more file among the real ones."""
    raw = read_catalogue(ROOT)
    raw.records.append(new)
    return [problem.text() for problem in check(raw)[1]]


@pytest.mark.parametrize(
    ("address", "name"),
    [("https://github.com/stad/kapstok", "GitHub"), ("https://gitlab.com/stad/kapstok", "GitLab")],
)
def test_host_is_named(catalogue: Catalogue, address: str, name: str) -> None:
    """With a repository the first button must name its host; the page must carry what the host takes."""
    host = Repository.of(address, "")
    html = page_of(catalogue, host=host)
    assert f"Stel voor op {name}" in html
    assert f'data-new="{host.new_file().new}"' in html


def test_without_repository_and_mailbox_nothing_dead_is_offered(catalogue: Catalogue) -> None:
    """Without settings the page must offer the download and the text, and no link that leads nowhere."""
    html = page_of(catalogue)
    assert "Stel voor" not in html and "mailto:" not in html and 'href=""' not in html
    assert "Download het bestand" in html and "Kopieer de inhoud" in html


def test_mailbox_is_offered(catalogue: Catalogue) -> None:
    """With a mailbox somebody must be able to mail the file, a list, and just the text."""
    html = page_of(catalogue, mailbox="redactie@example.org")
    assert "Mail het naar de redactie" in html
    assert html.count("mailto:redactie@example.org") == 3


# Facts


def facts(*records: RawRecord) -> dict:
    return json.loads(form_facts(catalogue_of(*records)).data)


def test_facts_know_every_place() -> None:
    """Names of every period must come with their provinces, those that are gone with today's name, boroughs apart."""
    found = facts()
    assert found["municipalities"]["Gent"] == ["Oost-Vlaanderen"]
    assert found["municipalities"]["Zwijndrecht"] == ["Oost-Vlaanderen", "Antwerpen"]
    assert found["former"]["Kruibeke"] == "Beveren-Kruibeke-Zwijndrecht"
    assert "Gent" not in found["former"]
    assert found["boroughs"]["Zellik"] == ["Asse"]


def test_facts_know_every_address() -> None:
    """Every address that is taken must be there, former ones too."""
    found = facts(practice("a", title="Eerste", aliases=["oud"]))
    assert {"id": "a", "title": "Eerste", "theme": "taal"} in found["practices"]
    assert found["aliases"] == {"oud": "a"}


def test_facts_list_the_fields_in_the_order_of_the_model(catalogue: Catalogue) -> None:
    """The writer of the file takes the order of the fields from the facts: it must be that of the model."""
    fields = json.loads(form_facts(catalogue).data)["fields"]
    assert [field["key"] for field in fields] == list(form_fields(catalogue))
    links = next(field for field in fields if field["key"] == "links")
    assert [part["key"] for part in links["fields"]] == ["label", "url", "checked"]


def test_name_of_the_facts_changes_with_their_content() -> None:
    """The file may be cached for ever: other content must have another name, the same content the same."""
    one, other = form_facts(catalogue_of()), form_facts(catalogue_of(practice("a")))
    assert one.path != other.path
    assert one == form_facts(catalogue_of())


# What was taken along


def test_vendored_library_is_what_was_published() -> None:
    """The library that reads Markdown for the preview must be the file that README names, byte for byte."""
    folder = ROOT / "docs/assets/javascripts/vendor"
    library = (folder / "marked.esm.js").read_bytes()
    readme = (ROOT / "README.md").read_text("utf-8")
    version = re.search(rb"marked v([\d.]+) ", library)
    assert version and f"marked {version[1].decode()}" in readme
    assert hashlib.sha256(library).hexdigest() in readme
    assert "MIT" in (folder / "marked.LICENSE.txt").read_text("utf-8")
