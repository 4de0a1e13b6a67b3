"""The catalogue beside its sources: nothing missing, nothing contradicted, nothing copied.

These tests need the folder ``shared`` beside the project (the five documents and the inventory of
their facts); without it they are skipped, and say so.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from conftest import ROOT, SHARED
from kapstok.catalogue import Catalogue
from kapstok.load import load_catalogue
from kapstok.names import folded, slugified

pytestmark = pytest.mark.skipif(
    not (SHARED / "inventory").is_dir(), reason="the folder shared with the sources is not beside the project"
)

STATUSES = {
    "in uitvoering": {"running", "planned"},
    "continu": {"running"},
    "geschrapt": {"stopped"},
    "uitgevoerd": {"finished"},
}
NO_PARTNER = {"switch-oostende": {"lokale-politie"}}
"""Where the source names a service that is no partner: Switch works before a file goes to the police."""
WORD = re.compile(r"[0-9a-zà-öø-ÿ]+")
RUN = 8
ADDRESS = re.compile(r"(?:www\.|https?://)\S+(?: > [^,;\"\]\n(]+)*")
"""A printed address with its path, such as ``www.voorbeeld.be > publicaties``."""


def inventory(name: str) -> list[dict]:
    return [json.loads(line) for line in (SHARED / f"inventory/{name}.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT, date(2026, 1, 1))


# Coverage


def practice_findings(catalogue: Catalogue, fact: dict) -> list[str]:
    """What the inventory says of a practice and its record lacks or contradicts."""
    record = catalogue.practices.get(fact["id"])
    if record is None:
        return ["missing"]
    found = []
    if fact["theme"] != record.theme[0]:
        found.append(f"theme {record.theme[0]} instead of {fact['theme']}")
    if fact.get("also_theme") and fact["also_theme"] not in record.theme:
        found.append(f"theme {fact['also_theme']} is missing")
    if set(fact["municipalities"]) != set(record.municipality):
        found.append(f"municipalities {set(fact['municipalities']) ^ set(record.municipality)}")
    for place in fact.get("place") or []:
        if place["place"] not in record.place.get(place["municipality"], ()):
            found.append(f"place {place}")
    missing = set(fact["provinces"]) - set(catalogue.provinces_of[record.slug])
    if missing:
        found.append(f"provinces {missing}")
    if fact["scope"] != record.scope:
        found.append(f"scope {record.scope} instead of {fact['scope']}")
    partners = {partner.slug for _, partner in catalogue.partners_of(record) if partner}
    lacking = set(fact.get("partner_ids") or ()) - partners - NO_PARTNER.get(fact["id"], set())
    if lacking:
        found.append(f"partners {lacking}")
    if set(fact["target_groups"]) - set(record.target_groups):
        found.append(f"target groups {set(fact['target_groups']) - set(record.target_groups)}")
    if fact["year"] and fact["year"] not in record.year:
        found.append(f"year {fact['year']}")
    if fact["status"]:
        allowed = STATUSES[fact["status"]["status"]]
        if record.status not in allowed:
            found.append(f"status {record.status} instead of {allowed}")
        for part in ("status", "time"):
            word = fact["status"][part]
            if (
                word
                and fact["source"].startswith("denderleeuw")
                and word.lower() not in (record.status_note or "").lower()
            ):
                found.append(f"status note lacks {word!r}")
    refs = {(ref.id, ref.page) for ref in record.source}
    if not {(fact["source"], fact.get("page"))} & refs and fact.get("page"):
        found.append(f"source {fact['source']} p. {fact['page']}")
    if fact["source"] not in {ref.id for ref in record.source}:
        found.append(f"source {fact['source']}")
    text = folded(
        " ".join([record.body, str(record.figures), str(record.variants), record.summary, record.note or ""])
    )
    for figure in fact.get("figures") or []:
        for number in re.findall(r"\d[\d.,/]*\d|\d", str(figure["value"])):
            if number not in text and number.replace(".", "") not in text.replace(".", ""):
                found.append(f"figure {figure['label']}: {figure['value']}")
    addresses = {link.url for link in record.links} | {
        resource.url for resource in catalogue.resources_of_practice.get(record.slug, ())
    }
    if set(fact.get("links") or ()) - addresses:
        found.append(f"links {set(fact['links']) - addresses}")
    related = {item.practice.slug for item in catalogue.related[record.slug]}
    if set(fact.get("see_also") or ()) - related:
        found.append(f"see also {set(fact['see_also']) - related}")
    return found


def test_every_practice_is_covered(catalogue: Catalogue) -> None:
    """Every practice of the inventory must be a record that holds its facts."""
    findings = {fact["id"]: practice_findings(catalogue, fact) for fact in inventory("practices")}
    assert {name: found for name, found in findings.items() if found} == {}


def test_every_hangijzer_is_covered(catalogue: Catalogue) -> None:
    """Each hangijzer must have as many arguments as the source, each with a practice that proves it."""
    by_number = {item.number: item for item in catalogue.hangijzers.values()}
    for fact in inventory("hangijzers"):
        record = by_number[fact["number"]]
        headings = [text for _, text in catalogue.body_of(record).headings]
        assert [int(text.split(".")[0]) for text in headings] == [
            argument["n"] for argument in fact["arguments"]
        ]
        assert {proof.point for proof in record.practices} == {
            argument["n"] for argument in fact["arguments"]
        }
        assert set(fact["related_themes"]) <= set(record.theme)


def test_every_partner_is_covered(catalogue: Catalogue) -> None:
    """Every partner must be in the register, with its printed data and its successor."""
    findings = []
    for fact in inventory("partners"):
        record = catalogue.partners.get(fact["id"])
        if record is None:
            findings.append((fact["id"], "missing"))
            continue
        names = {folded(name) for name in (record.name, *record.aliases)}
        printed_words = set(words(folded(fact["name"])))
        if not any(printed_words <= set(words(name)) or set(words(name)) <= printed_words for name in names):
            findings.append((fact["id"], f"name {fact['name']}"))
        for key in ("email", "website"):
            printed = fact[key]
            if (
                printed
                and not (getattr(record, key) or "").startswith(printed)
                and printed not in (record.note or "")
            ):
                findings.append((fact["id"], f"{key} {printed}"))
        if (
            fact["phone"]
            and fact["phone"] != record.phone
            and "mobiel" not in (record.note or "")
            and "gsm" not in (record.note or "")
        ):
            findings.append((fact["id"], f"phone {fact['phone']}"))
        if fact["category"] and fact["category"] != record.category:
            findings.append((fact["id"], f"category {fact['category']}"))
        if fact["generic"] != record.generic:
            findings.append((fact["id"], "generic"))
        if bool(fact["services"]) != bool(record.services):
            findings.append((fact["id"], "services"))
        successor = fact["successor"]
        if (
            successor
            and folded(record.name) not in folded(successor["name"])
            and not (record.successor or record.note)
        ):
            findings.append((fact["id"], f"successor {successor['name']}"))
        if (
            successor
            and record.successor
            and successor.get("year")
            and successor["year"] != record.successor.year
        ):
            findings.append((fact["id"], f"successor year {successor['year']}"))
        if successor and record.successor and successor["confidence"] != record.successor.confidence:
            findings.append((fact["id"], f"successor confidence {successor['confidence']}"))
    assert findings == []


def test_every_subsidy_is_covered(catalogue: Catalogue) -> None:
    """Every subsidy must be there with its level, province, links and practices."""
    findings = []
    for fact in inventory("subsidies"):
        record = catalogue.subsidies.get(fact["id"])
        if record is None:
            findings.append((fact["id"], "missing"))
            continue
        if record.level != fact["level"]:
            findings.append((fact["id"], f"level {fact['level']}"))
        if fact["province"] and fact["province"] not in record.province:
            findings.append((fact["id"], f"province {fact['province']}"))
        if set(fact.get("info_links") or ()) - {link.url for link in record.links}:
            findings.append(
                (fact["id"], f"links {set(fact['info_links']) - {link.url for link in record.links}}")
            )
        named = {practice.slug for practice in catalogue.practices_of_subsidy.get(fact["id"], ())}
        # The booklet's National Lottery line and the call of 2024 are two records: only the call paid for jong-leren.
        expected = set(fact["practices"]) - ({"jong-leren"} if fact["id"] == "nationale-loterij" else set())
        if expected - named:
            findings.append((fact["id"], f"practices {expected - named}"))
    assert findings == []


def test_every_resource_is_covered(catalogue: Catalogue) -> None:
    """Every resource must be there with its address, themes and practices."""
    findings = []
    for fact in inventory("resources"):
        record = catalogue.resources.get(fact["id"])
        if record is None:
            findings.append((fact["id"], "missing"))
            continue
        if fact["url"] and fact["url"] != record.url:
            findings.append((fact["id"], f"url {fact['url']}"))
        themes = {theme for theme in (fact["theme"], fact.get("also_theme")) if theme}
        if themes - set(record.theme):
            findings.append((fact["id"], f"themes {themes}"))
        if set(fact.get("practices") or ()) - set(record.practices):
            findings.append((fact["id"], "practices"))
        if set(fact.get("municipalities") or ()) - set(record.municipality):
            findings.append((fact["id"], "municipalities"))
    assert findings == []


def test_every_table_is_covered(catalogue: Catalogue) -> None:
    """Every table of figures must be there, with every number that it prints."""
    findings = []
    for fact in inventory("figures"):
        record = catalogue.tables.get(fact["id"])
        if record is None:
            findings.append((fact["id"], "missing"))
            continue
        if len(record.rows) != len(fact["rows"]):
            findings.append((fact["id"], f"{len(record.rows)} rows instead of {len(fact['rows'])}"))
        text = str(record.rows) + str(record.columns) + str(record.notes)
        plain = text.replace(".", "").replace(",", "")
        for row in fact["rows"]:
            for cell in row:
                for number in re.findall(r"\d[\d.,]*\d|\d", str(cell or "")):
                    if number.replace(".", "").replace(",", "") not in plain:
                        findings.append((fact["id"], f"number {number}"))
    assert findings == []


def test_every_municipality_has_a_page(site: Path) -> None:
    """Every municipality that a source names must have a page under its own name."""
    data = json.loads((SHARED / "inventory/municipalities.json").read_text("utf-8"))
    missing = [
        item["name"]
        for item in data["municipalities"]
        if not (site / f"gemeenten/{slugified(item['name'])}/index.html").exists()
    ]
    assert missing == []


def test_reference_tables_are_complete() -> None:
    """The project's tables of places must hold every row of the reference."""
    for name in ("municipalities.csv", "boroughs.csv"):
        reference = (SHARED / "reference" / name).read_text("utf-8").splitlines()
        own = (ROOT / "register" / name).read_text("utf-8").splitlines()
        assert set(reference) <= set(own)


# Own words


def words(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("’", "'"))


@lru_cache(maxsize=1)
def source_runs() -> dict[tuple[str, ...], str]:
    """Every run of eight words of the sources, read with and without hyphens at line ends."""
    runs: dict[tuple[str, ...], str] = {}
    for path in sorted((SHARED / "sources").glob("*.txt")):
        text = path.read_text("utf-8", errors="replace")
        for version in (text, re.sub(r"-\s*\n\s*", "", text)):
            found = words(version)
            for at in range(len(found) - RUN + 1):
                runs.setdefault(tuple(found[at : at + RUN]), path.stem)
    return runs


def names(catalogue: Catalogue) -> list[str]:
    """Names, titles of publications and printed addresses: these may stand as they are."""
    found = [name for partner in catalogue.partners.values() for name in (partner.name, *partner.aliases)]
    found += [resource.title for resource in catalogue.resources.values()]
    found += [resource.url for resource in catalogue.resources.values() if resource.url]
    found += [partner.website for partner in catalogue.partners.values() if partner.website]
    found += [
        title for item in catalogue.practices.values() for title in (item.title, *item.title.split(": "))
    ]
    for items in (catalogue.practices, catalogue.subsidies, catalogue.hangijzers):
        found += [link.url for item in items.values() for link in item.links]
    found += [town.name for town in catalogue.places.towns.values()]
    found += [source.title for source in catalogue.sources.values()]
    return sorted(found, key=len, reverse=True)


def without_names(text: str, known: list[str]) -> str:
    """The text with every known name and printed address taken out, so that a run ends there."""
    text = ADDRESS.sub(" ¦ ", text)
    for name in known:
        if name in text:
            text = text.replace(name, " ¦ ")
    return text


def copied(text: str, known: list[str]) -> list[str]:
    """Runs of eight words that the text shares with a source, names aside."""
    found = []
    for piece in without_names(text, known).split("¦"):
        own = words(piece)
        for at in range(len(own) - RUN + 1):
            run = tuple(own[at : at + RUN])
            if run in source_runs():
                found.append(f"[{source_runs()[run]}] {' '.join(run)}")
    return found


def test_nothing_is_copied(catalogue: Catalogue) -> None:
    """No record or page may share a run of eight words with a source, names and quoted titles aside."""
    known = names(catalogue)
    paths = [*sorted((ROOT / "practices").rglob("*.md")), *sorted((ROOT / "register").rglob("*.md"))]
    paths += [
        ROOT / "register" / name for name in ("themes.yml", "resources.yml", "tables.yml", "sources.yml")
    ]
    paths += sorted((ROOT / "docs").rglob("*.md"))
    found = {path.relative_to(ROOT).as_posix(): copied(path.read_text("utf-8"), known) for path in paths}
    assert {path: runs for path, runs in found.items() if runs} == {}


def test_a_copied_sentence_is_found(catalogue: Catalogue) -> None:
    """The copy test must see a sentence of a source, also across its line ends."""
    source = (SHARED / "sources/sint-pieters-leeuw-2016.txt").read_text("utf-8")
    sentence = " ".join(" ".join(source.split()).split()[40:60])
    assert copied(sentence, names(catalogue))
