"""Practices as the browser gets them, real ones and spoiled ones."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kapstok.check import record_problems, typed
from kapstok.check_facts import check_facts
from kapstok.known import Known
from kapstok.problem import Problem
from kapstok.raw import RawRecord, texts_of
from kapstok.text_links import Pages, headings

Said = tuple[str, str, str, str, str]
"""Rule, field, value, message and hint."""

WORDS: Sequence[Any] = (
    None, "", " ", "?", "0", "-1", "true", "2013", "2013-02-30", "2024-02-29", "20012", "1 mei 2013", "2025-2026", "2019 - 2021", "sinds 2015", "2024-25", "1900-2024", "a" * 95, "é" * 201,
    "Praatcafé", "Lokere", "gent", "Zelik", "halle", "9100", "9100 Sint-Niklaas", "B-1731 Zellik", "Deurnne", "Zellik", "Deurne", "Sint Niklaas", "’s-Gravenvoeren", "Beveren", "Halle", "Asse ",
    "kindren", "ouders", "biblotheek", "OCMW Lokeren", "vzw de Rand", "De Rand", "taalpromotie", "taal-promotie", "tal",
    "running", "runing", "Running", "municipal", "Limburg", "Limburgg", "constructor", "__proto__", "toString", "{near!q}",
    "jan.peeters@gent.be", "sociale.dienst@gent.be", "info@gmail.com", "bel 0478/12.34.56", "BE 0478 123 456", "+32 (0)478 12 34 56",
    "https://www.example.org", "www.example.org", "javascript:alert(1)", "java\tscript:x", "JAVASCRIPT:x", "<b>", "a\x07b", "a\x85b",
    "praatcafe", "praatcafes", "Praat Cafes", "1-zoveel-werk", "1-al-zoveel-werk", "jint-startsubsidi", "kapstokken", "kapstokken-2013",
    "\u00a0x\u00a0", "\ufeffx", "x\u200b", "İstanbul", "Straße", "ﬁets", "日本", "👩‍👩‍👧", "e\u0301\u0301", "Ǆ", "ΑΘΗΝΑΣ", "it's", "\"'`",
)  # fmt: skip

SHAPES: Sequence[Any] = (
    [], ["a", "a"], ["a", None], [["a"]], [{}], {}, {"a": "b"}, {"Lokeren": "Eksaarde"}, {"Gent": ["Rabot", ""]}, {"Gnt": None},
    {"id": "kapstokken-2013", "page": "x"}, {"id": "kapstokken-2013", "page": "0", "zijde": "x"}, {"label": "x"}, {"practice": "x", "reason": "y" * 121},
    {"label": "x", "url": "www.x.be", "checked": "2026-01-01"}, {"label": "x", "url": "file:x", "checked": "x"},
    {"note": "x"}, {"note": "x", "municipality": ["Gent", "Nergens"]}, {"id": "x", "estimated": "yes"}, ["x"] * 9, [str(n) for n in range(9)],
)  # fmt: skip

TEXTS: Sequence[str] = (
    "", " \n ", "# Titel", "#hekje", "## Wat\n\nTekst.", "Titel\n=====", "Titel\n-----", "## <h1>x</h1>", "![x](y.png)", "x <IMG src=y>",
    "[x](praatcafes.md)", "[x](../taalpromotie/praatcafes.md#hoe)", "[x](nergens.md)", "[x](/praktijken/praatcafes/)", "[x](/praktijken/praatcafes)",
    "[x](/praktijken/nergens/)", "[x](/gemeenten/gent/) en [y](/gemeenten/gend/)", "[x](/themas/)", "[x](/subsidiess/) [y](/privacy/)", "[x](//evil.example/)", "[x](#wat)\n\n## Wat",
    "[x](#niets)", "[x](#)", "[x]()", "[x](<praatcafes.md> 'titel')", '[x](nergens.md "met titel")', "[x](een (twee).md)", "`[x](nergens.md)`",
    "    [x](nergens.md)", "- punt\n\n    [x](nergens.md)", "\\[x](nergens.md)", "[x][y]\n\n[y]: nergens.md", "[nergens]\n\n[nergens]: praatcafes.md",
    "[x][niets]", "<https://www.example.org>", "<ftp://example.org/x>", "[x](javascript:alert(1))", "[x](tel:053123456)", "[x](mailto:info@example.org)",
    '<a href="nergens.md">x</a>', "[a](nergens.md) [b](nergens.md) [c](elders.md)", "[a](elders.md)\n[b](javascript:x)", "bel 0478 12 34 56 of 09 123 45 67",
    "mail an.peeters@gent.be", "x" * 10_001, "## Wat\n\n### Wat\n\n[x](#wat-2)", "## **Vet** en `code`\n\n[x](#vet-en-code)", "## Één\n\n[x](#een)",
    "[x](praatcafes.md#nergens)", "[x](/praktijken/praatcafes/#nergens)", "[x](/hete-hangijzers/1-al-zoveel-werk/#punt-3)", "[x](/begrippen/#nt2)",
    "[x](/data/practices.csv)", "[x](/zoeken/?q=taal)", "[x](/provincies/limburg/)", "[x](/provincies/limbrug/)", "[x](/partners/bibliotheek/)",
    "[x](../../register/partners/bibliotheek.md)", "Tekst met [haakjes] en (haakjes).", "| a | b |\n|---|---|\n| [x](nergens.md) | y |", "## Hoe\nTekst [x](#hoe).",
    "[x](praatcafes.md?x)", "[een\ntwee](nergens.md)", "![x][y] [z](nergens.md)", "a\n\n\n\n    code [x](nergens.md)\n\nb", "[x](/themas/taalpromotie/#lezen)",
    "##### Kop", "######kop", "#######", "    ##### code", "#### Kop\n\n###### \n\n<H5 id=x>y</H5> <h57>",
    "<!-- [x](nee.md) -->", "a <!-- [x](nee.md) --> [y](nergens.md)", "a <!-- [x](nee.md) b\n\n[y](nergens.md)", "<!-- [x](nee.md)", "`<!--` [x](nee.md) `-->`",
    "<!-- `a`\n\n[x](nee.md) --> [y](nergens.md)", "a\n\n    <!--\n\n[x](nee.md) -->", "<!--\n\n## Wat\n\n-->\n\n[x](#wat)", "<!-->[x](nee.md)-->\n\n[y](nergens.md)",
    "a <!-- b\n## Kop\n-->\n\n[x](#kop)", "a <!-- `b -->` [x](nee.md)", "a <!--\n[x](nee.md)\n--> b", "\\<!-- [x](nee.md) -->", "<\\!-- [x](nee.md) -->",
    "<!-- [x]: nee.md -->\n[x]", "a <!-- [x](javascript:x) --> b", "<!-- <a href='javascript:x'>x</a> -->", "`a\n<!-- b` [x](nee.md) -->", "tekst\n<!-- [x](nee.md) -->\n[y](nergens.md)",
)  # fmt: skip


def facts_of(known: Known) -> dict[str, Any]:
    """The facts for the browser, with the headings of every text."""
    return check_facts(known, {url: headings(text) for url, text in known.pages.texts.items()})


def draft_of(record: RawRecord) -> dict[str, Any]:
    """A raw record as the browser knows it."""
    folder = record.path.split("/")[1]
    return {"folder": folder, "slug": record.slug, "data": record.data, "body": record.body}


def said(problems: Sequence[Problem]) -> list[Said]:
    """What the author of one file reads, in the order in which it is found."""
    return [(p.rule, p.field, p.value, p.message, p.hint) for p in problems]


def said_of(record: RawRecord, known: Known) -> list[Said]:
    """What Python says of one practice beside the others, be it one of them, changed, or a new one."""
    address, name = f"praktijken/{record.slug}/", record.path.split("/")[-1]
    pages = Pages(
        {**known.pages.files, record.path: address},
        {name: address, **known.pages.names},
        known.pages.addresses | {address},
        {**known.pages.texts, address: record.body},
        known.pages.beginnings,
    )
    aliases = dict.fromkeys(texts_of(record.data.get("aliases")), record.path)
    together = replace(
        known,
        slugs={**known.slugs, "practice": known.of_kind("practice") | {record.slug}},
        owners={record.slug: record.path, **known.owners},
        aliases={**aliases, **known.aliases},
        pages=pages,
    )
    return said(list(record_problems(typed(record), together)))


def spoiled(record: RawRecord, others: Sequence[RawRecord], dice: random.Random) -> RawRecord:
    """A practice with one to three mistakes in it: fields dropped, filled with something else, renamed or damaged."""
    data = copy.deepcopy(record.data)
    body, path, slug = record.body, record.path, record.slug
    for _ in range(dice.randint(1, 3)):
        key = dice.choice(
            [*data, "section", "place", "status", "links", "municipality", "partners", "see_also"]
        )
        match dice.randint(0, 9):
            case 0:
                data.pop(key, None)
            case 1:
                data[key] = _hostile(dice)
            case 2:
                data[key] = [*_listed(data.get(key, [])), _hostile(dice)]
            case 3:
                data[key] = [*_listed(data.get(key, "x")), *_listed(data.get(key, "x"))]
            case 5:
                data[typed_wrong(key, dice)] = data.pop(key, "x")
            case 4 | 6:
                data[key] = _damaged(data.get(key), dice)
            case 7:
                data[key] = dice.choice(others).data.get(key, "x")
            case 8:
                body = dice.choice([f"{body}\n\n{dice.choice(TEXTS)}", dice.choice(TEXTS)])
            case 9:
                folder = dice.choice(["taalpromotie", "nergens"])
                slug = dice.choice([slug, "Nieuwe Praktijk", dice.choice(others).slug, "een-nieuwe"])
                path = f"practices/{folder}/{slug}.md"
    return RawRecord(path, "practice", slug, json.loads(json.dumps(data)), {}, body)


def _hostile(dice: random.Random) -> Any:
    return dice.choice(WORDS if dice.random() < 0.8 else SHAPES)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _damaged(value: Any, dice: random.Random) -> Any:
    """A value with something changed somewhere inside."""
    if isinstance(value, list) and value:
        index = dice.randrange(len(value))
        return [*value[:index], _damaged(value[index], dice), *value[index + 1 :]]
    if isinstance(value, dict) and value:
        key = dice.choice(list(value))
        return {**value, key: _damaged(value[key], dice)}
    if isinstance(value, str) and value and dice.random() < 0.7:
        return typed_wrong(value, dice)
    return _hostile(dice)


def typed_wrong(text: str, dice: random.Random) -> str:
    """A text with one typing error."""
    at = dice.randrange(len(text) or 1)
    return dice.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + dice.choice("aeLé -") + text[at:],
            text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
            text.upper(),
            f" {text} ",
        ]
    )
