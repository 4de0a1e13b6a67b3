"""One file may not cost much, whatever is in it: two seconds and 200 MB, for reading, checking and rendering together.

The files are the worst that we could think of below the limits of ``read``: repetitions on which a regular
expression, the Markdown library, the YAML parser or a comparison of everything with everything needs the square of
their length. Around a practice is the small catalogue; around a register, and where suggestions are looked for, the real one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import ROOT
from kapstok.body import MAX_BODY
from kapstok.read import MAX_BYTES, MAX_LINES
from measured import Cost, costs

SECONDS, MEGABYTES = 2.0, 200.0
RESULTS = os.environ.get("KAPSTOK_COSTS")
"""A file that takes what each case cost, for MEASUREMENTS.md."""
PRACTICE = "practices/taal/kwaad.md"
HEAD = "---\ntitle: Kwaad\nsummary: Kort.\ntheme: taal\nmunicipality: {town}\n{more}---\n\n"
LONG = MAX_BYTES - 1_000


def filled(piece: str, size: int = LONG) -> str:
    """The piece again and again, up to a size in bytes."""
    return piece * (size // len(piece.encode()))


def many(count: int, item: Callable[[int], str]) -> str:
    """A list in brackets."""
    return f"[{', '.join(item(index) for index in range(count))}]"


PIECES = {
    "quotes": ">", "quotes apart": "> ", "brackets": "[", "closed brackets": "[]", "empty links": "[](", "links": "[a](b)",
    "pictures": "![a", "links with quotes": '[a](b "', "links with angles": "[a](<", "round brackets": "[a](((", "references": "[a][b] ",
    "empty references": "[a]:\n", "stars": "*", "stars and letters": "*a **b ", "lines below": "_a __b ", "ticks": "`a ",
    "angles": "<", "open tags": "<a ", "tags": "<b>", "divs": "<div>\n", "closing tags": "</a", "attributes": '<a href="',
    "comments": "<!--", "cdata": "<![CDATA[", "instructions": "<?", "declarations": "<!a ", "entities": "&#", "headings": "## a\n\n",
    "definitions": "a\n: b\n", "items": "- ", "numbers": "1. a\n", "code": "    a\n", "pipes": "|", "back": "\\|", "addresses": "<http://a>",
    "mail": "a@", "dots": "a.", "letters": "a", "phones": "0412 ", "equals": "=\n", "lines": "\n", "blanks": " \n", "paragraphs": "<p>",
    "tables": "<table><tr><td>", "selects": "<select><option>", "math": "<math><mtext>", "svg": "<svg><style>", "marks": "\x02klzzwxh:0001\x03",
}  # fmt: skip
"""What a text is made of: once as long as a file may be, once as long as a text may be."""
BODIES = {
    "nested items": "".join(f"{'    ' * depth}- a\n" for depth in range(60)),
    "nested quotes": "".join(f"{'> ' * depth}- a\n" for depth in range(90)),
    "ladder of ticks": "".join(f"{'`' * count} " for count in range(130)),
    "abbreviations": "".join(f"*[a{index}]: x\n" for index in range(800)),
    "used references": "".join(f"[{index}]: x\n" for index in range(500)) + filled("[1] ", 4_000),
    "brackets in brackets": "[" * 4_000 + "]" * 4_000,
    "a wide table": "|".join("a" * 100) + "\n" + "|".join(["-"] * 100) + "\n" + filled("|".join("a" * 100) + "\n", 9_000),
}  # fmt: skip
FIELDS = {
    "a text of one letter": f"note: {filled('a')}\n",
    "a text of dots": f"note: {filled('a.')}\n",
    "a text of phones": f'note: "{filled("+32 ")}"\n',
    "a text of controls": f'note: "{filled(chr(0x9B))}"\n',
    "partners": f"partners: {many(20_000, 'aa{}'.format)}\n",
    "nearly known partners": f"partners: {many(900, 'stedelijke bibliotheek van {}'.format)}\n",
    "links to practices": f"see_also: {many(20_000, 'a{}'.format)}\n",
    "long links to practices": f"see_also: {many(900, ('a' * 180 + '{}').format)}\n",
    "years": f"year: {many(20_000, str)}\n",
    "variants": f"variants: {many(240, '{{municipality: [Gentt{0}, Bruge{0}], note: x}}'.format)}\n",
    "unknown fields": "".join(f"munucipalitie{index}: b\n" for index in range(900)),
    "fields": "".join(f"a{index}: b\n" for index in range(18_000)),
    "anchors": "".join(f"a{index}: &a{index} b\n" for index in range(9_000)),
    "open brackets": f"note: {filled('[')}\n",
    "closed brackets": f"note: {'[' * 90_000}{']' * 90_000}\n",
    "dashes": f"note:\n  {filled('- ')}\n",
    "questions": filled("? ") + "\n",
    "colons": filled("a: ") + "\n",
    "tags": f"note: {filled('!a ')}\n",
    "an open quote": f'note: "{filled("a ")}\n',
    "escapes": f'note: "{filled(chr(92) + "x41")}"\n',
    "a number": f"year: {filled('9')}\n",
    "a slug": f"aliases: {filled('a-')}\n",
}
REGISTERS = {
    "themes": ("themes.yml", "".join(f"- id: a{index}\n" for index in range(3_700))),
    "target groups": ("target-groups.yml", "".join(f"- {{id: a{index}, title: b}}\n" for index in range(2_400))),
    "resources": ("resources.yml", "".join(f"- {{id: a{index}, title: b, kind: c, theme: x{index}, practices: y{index}}}\n" for index in range(1_200))),
    "terms": ("terms.yml", "".join(f"- {{id: b{index}, title: b{index}, text: c}}\n" for index in range(1_800))),
    "deleted records in a row": ("removed.yml", "".join(f"- {{id: a{index}, kind: practice, title: x, removed: 2026-01-01, reason: y, instead: /praktijken/a{index + 1}/}}\n" for index in range(1_000))),
    "charts": ("tables.yml", "".join(f"- id: a{table}\n  title: b\n  columns: {many(480, 'c{}'.format)}\n  rows: [[a]]\n  chart: {{kind: lines, alt: x, columns: {many(480, 'd{}'.format)}}}\n" for table in range(7))),
    "synonyms": ("synonyms.yml", "a:\n" + filled("- a = b\n")),
    "a synonym": ("synonyms.yml", f'a:\n- "{filled("a=")}b"\n'),
    "compounds": ("compounds.txt", filled("aa+bb\n")),
    "municipalities": ("municipalities.csv", "name,nis,province,lat,lon,until,successor\n" + "".join(f"a{index},{10_000 + index},Limburg,50,5,,\n" for index in range(2_900))),
    "rows": ("boroughs.csv", "name,municipality_nis,municipality\n" + filled(",\n")),
    "columns": ("boroughs.csv", filled("a,") + "\n" + filled("b,", 900)),
    "an open quote": ("municipalities.csv", 'name,nis\n"' + filled("a")),
    "addresses": ("addresses.txt", "".join(f"/praktijken/a{index}/\n" for index in range(MAX_LINES))),
    "lines that are no address": ("addresses.txt", filled("x\n", 1_900_000)),
    "an address": ("addresses.txt", "/" + filled("a/", 1_900_000) + "\n"),
}  # fmt: skip


def with_fields(more: str, town: str = "Gent") -> str:
    """A practice with these fields as well."""
    return HEAD.format(town=town, more=more) + "## Wat\n\nTekst.\n"


def with_text(body: str) -> str:
    """A practice with this text."""
    return HEAD.format(town="Gent", more="") + body


def files() -> Iterator[tuple[str, str, str]]:
    """Each case that needs the small catalogue around it: its name, the path of its file and what is in it."""
    for name, piece in PIECES.items():
        yield f"file of {name}", PRACTICE, with_text(filled(piece))
        yield f"text of {name}", PRACTICE, with_text(filled(piece, MAX_BODY - 100))
    for name, body in BODIES.items():
        yield f"text with {name}", PRACTICE, with_text(body[:MAX_BODY])
    for name, more in FIELDS.items():
        yield f"fields: {name}", PRACTICE, with_fields(more)
    yield "fence: dashes", PRACTICE, filled("---\n")
    yield "fence: lines", PRACTICE, filled("\n")
    yield "fence: blanks", PRACTICE, f"---{filled(' ')}\ntitle: x\n---\n"


def looked_up() -> Iterator[tuple[str, str, str]]:
    """The same for those that need the real one."""
    for name, town in (
        ("long", filled("a")),
        ("long words", filled("a b ")),
        ("many", many(900, "Sint-Niklasen {}".format)),
    ):
        yield f"municipality: {name}", PRACTICE, with_fields("", town)
    for name in ("nearly known partners", "variants"):
        yield f"real register: {name}", PRACTICE, with_fields(FIELDS[name])
    for name, (file, text) in REGISTERS.items():
        yield f"register: {name}", f"register/{file}", text


SMALL = {name: (path, text) for name, path, text in files()}
REAL = {name: (path, text) for name, path, text in looked_up()}


@pytest.fixture
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cost]:
    """What each case costs beyond the catalogue around it."""
    found: dict[str, Cost] = {}
    for around, cases, work in ((ROOT / "tests/catalogue", SMALL, "render"), (ROOT, REAL, "check")):
        folder = tmp_path_factory.mktemp("limits")
        roots = [folder / str(number) for number in range(len(cases) + 1)]
        for root, (path, text) in zip(roots, [(PRACTICE, with_text("x")), *cases.values()], strict=True):
            for name in ("register", "practices") if work == "render" else ("register",):
                shutil.copytree(around / name, root / name, copy_function=os.link)
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / "practices").mkdir(exist_ok=True)
            (root / path).unlink(missing_ok=True)
            (root / path).write_bytes(text.encode())
        plain, *rest = costs(roots, work)
        for cost in rest:
            cost["seconds"] = max(0.0, cost["seconds"] - plain["seconds"])
        found |= dict(zip(cases, rest, strict=True))
    if RESULTS:
        Path(RESULTS).write_text(json.dumps(found, indent=1), "utf-8")
    return found


def test_a_file_costs_little(measured: dict[str, Cost]) -> None:
    """Each file must take at most two seconds and 200 MB, and give problems or pages, never an exception.

    One test for all of them: they are measured together, by one process that imports the program once.
    """
    accepted = [name for name in SMALL if name.startswith("text") and not measured[name]["problems"]]
    assert len(accepted) > 20, "texts as long as allowed must reach the renderer"
    dear = {
        name: cost
        for name, cost in measured.items()
        if cost["error"] or cost["seconds"] > SECONDS or cost["megabytes"] > MEGABYTES
    }
    assert dear == {}
