"""What hypothesis makes of the content of a catalogue: right, nearly right and absurd."""

from __future__ import annotations

import string
from collections.abc import Callable
from pathlib import Path

import yaml
from hypothesis import strategies as st

from kapstok.model import MODELS
from kapstok.practice_file import flow
from kapstok.raw import Value
from kapstok.shapes import Shape, shapes

HERE = Path(__file__).parent
SMALL = HERE / "catalogue"
VECTORS = [
    line.replace("␤", "\n").replace("␉", "\t")
    for line in (HERE / "xss.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("# ")
]

WORDS = st.text(string.ascii_letters + string.digits + " .,'-éëïü€", max_size=30)
NASTY = st.sampled_from(
    [
        "", " ", "null", "~", "yes", "no", "true", "0", "-0", "015", "1e999", "nan", "inf", "9" * 5_000, "-1", "0x10", "1_000",
        "2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "2026-1-1", "2026-01-01T00:00:00Z", "12:30:45",
        "&a", "*a", "!x", "!!python/object:os.system", "!!binary aGFs", "<<", "|", ">", "%TAG", "@x", "`x", "- x", "? x", ": x", "# x",
        "[", "]", "{", "}", "{{ 7*7 }}", "{% x %}", "---", "...", "\t", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029",
        "\u202e", "\u200b", "\u200d", "\ufeff", "\ufffe", "\uffff", "\U0010ffff", "\u0130", "ß", "ﬀ", "e\u0301", "\u0301" * 200, "😀" * 100, "Ａ", "١٢٣",
        "../../etc/passwd", "/etc/passwd", "C:\\x", "a/b", ".", "..", "con", "x" * 300, "a" * 5_000, "a b " * 2_000, "'" * 50, '"' * 50,
        "jan.de.smet@gent.be", "0470 12 34 56", "info@gent.be", "http://[::1", "http://a:b@c:99999/", "HTTPS://X.BE", "javascript:alert(1)", "//x.be",
        "klzzwxh:0001", "\x02klzzwxh:0001\x03", "@@kapstok:content@@", "=1+1", "+1", "-1", "@a", "\u212a", "İ" * 50,
        "Gent", "taal", "buurt", "straatfeest", "babbelcafe", "1-geen-tijd", "Bibliotheek", "PVG", "boekje", "kwaad",
    ]
)  # fmt: skip
TEXTS = st.one_of(WORDS, NASTY, st.text(max_size=60), st.sampled_from(VECTORS))
"""Any text that can stand in a value of YAML or not."""

VALUES: st.SearchStrategy[Value] = st.recursive(
    st.one_of(TEXTS, st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=8,
)
"""Any value of a field."""

GOOD: dict[str, Value] = {
    "title": "Kwaad", "summary": "Kort en goed.", "theme": "taal", "section": "babbelen", "municipality": "Gent",
    "place": {"Gent": "Rabot"}, "province": "Oost-Vlaanderen", "scope": "municipal", "partners": ["PVG"], "target_groups": ["ouders"],
    "subsidies": ["taalsubsidie"], "year": ["2024"], "status": "running", "status_note": "Loopt.", "source": {"id": "boekje", "page": "3"},
    "figures": [{"label": "Duo's", "value": "24"}], "links": [{"label": "Site", "url": "https://gent.be/", "checked": "2026-01-01"}],
    "keywords": ["conversatie"], "variants": [{"municipality": "Gent", "note": "Anders."}], "hangijzers": ["1-geen-tijd"],
    "see_also": [{"practice": "straatfeest", "reason": "Ook."}], "aliases": ["eerder-kwaad"], "checked": "2026-01-01",
    "contact": "integratie@gent.be", "note": "Nog iets.",
}  # fmt: skip
"""A practice with every field, right."""


def _misspelt(key: str) -> st.SearchStrategy[str]:
    return st.sampled_from([key, key.upper(), f"{key}s", key[1:], f" {key}", f"{key}:", "slug", "path", "body", "__class__"])  # fmt: skip


@st.composite
def practice_data(draw: st.DrawFn) -> dict[str, Value]:
    """The fields of a practice, of which some are nearly right or absurd."""
    data = {key: GOOD[key] for key in GOOD if draw(st.booleans()) or key in ("title", "summary", "theme", "municipality")}  # fmt: skip
    for key in draw(st.lists(st.sampled_from(sorted(GOOD)), max_size=4)):
        name = draw(st.one_of(st.just(key), _misspelt(key)))
        data[name] = draw(st.one_of(VALUES, _shaped(shapes()[key])))
    return data


def _shaped(shape: Shape) -> st.SearchStrategy[Value]:
    """Values of the shape that a field asks for, of any text."""
    if shape.parts:
        parts = {part.key: TEXTS for part in shape.parts}
        return st.lists(st.fixed_dictionaries({}, optional=parts), max_size=3)
    if shape.kind == "texts_by_name":
        return st.dictionaries(TEXTS, st.one_of(TEXTS, st.lists(TEXTS, max_size=3)), max_size=3)
    return TEXTS if shape.kind == "text" else st.lists(TEXTS, max_size=4)


SAFE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff"), max_size=80
)  # fmt: skip
SENTENCES = st.one_of(SAFE, st.sampled_from(VECTORS).map(lambda text: " ".join(text.split())[:85])).filter(
    lambda text: text.strip() != ""
)
"""A text that a field without rules accepts, whatever it says."""


@st.composite
def accepted_data(draw: st.DrawFn) -> dict[str, Value]:
    """A practice with any text in each field that takes one."""
    one = lambda: draw(SENTENCES)  # noqa: E731
    return {
        **GOOD,
        "title": one(), "summary": one(), "place": {"Gent": one()}, "partners": [f"{one()} qzx"], "status_note": one(),
        "figures": [{"label": one(), "value": one(), "note": one()}], "links": [{"label": one(), "url": "https://gent.be/"}],
        "keywords": [one()], "variants": [{"municipality": "Gent", "note": one()}],
        "see_also": [{"practice": "straatfeest", "reason": one()}], "note": one(),
    }  # fmt: skip


PIECES = st.sampled_from(
    [
        "# ", "## ", "### ", "- ", "* ", "1. ", "> ", "    ", "\t", "\n", "\n\n", "  \n", "**", "*", "__", "_", "`", "``", "```\n", "~~~\n", "[", "]",
        "](", ")", "![", "[a]: ", "[^1]", "*[a]: ", "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<!", "&", "&amp;", "&#x3c;", "&#0;",
        "\\", "|", "|-|\n", "a | b\n--|--\n", ": ", "===\n", "---\n", "***\n", "http://a.be", "www.a.be", "a@b.be", "straatfeest.md", "/praktijken/straatfeest/",
        "#wat", "{: #x .y }", "\x02", "\x03", "wzxhzdk:0", "<p>", "</p>", "<div>", "<a href=\"", "<a href='javascript:x'>", "<b>", "<table>", "<svg>", "<math>",
        "<style>", "<script>", "<br>", "<h2 id=\"inhoud\">", "<li>", "taal", "woord", "é", "\u202e", "😀",
    ]
)  # fmt: skip
BODIES = st.one_of(
    st.lists(st.one_of(PIECES, WORDS, st.sampled_from(VECTORS)), max_size=40).map("".join),
    st.tuples(PIECES, st.integers(1, 2_000)).map(lambda pair: pair[0] * min(pair[1], 9_000 // len(pair[0]))),
    st.text(max_size=300),
)
"""Any Markdown."""


def _block(data: dict[str, Value]) -> str:
    return yaml.safe_dump(data, allow_unicode=True, default_flow_style=False, sort_keys=False)


def _flow(data: dict[str, Value]) -> str:
    return "".join(f"{key}: {flow(value)}\n" for key, value in data.items() if value is not None)


def _bare(data: dict[str, Value]) -> str:
    """As somebody types it who does not think of quotes."""
    return "".join(f"{key}: {value}\n" for key, value in data.items())


STYLES: tuple[Callable[[dict[str, Value]], str], ...] = (_block, _flow, _bare)
LINES = st.sampled_from(
    [
        "title: Weer\n", "a: &x [1]\nb: *x\n", "<<: {a: b}\n", "<<: *x\n", "? a\n: b\n", "? [a]\n: b\n", "note: |\n  a\n   b\n c\n", "note: >-\n\n\n  a\n",
        "note: !!python/name:os.system\n", "note: !x y\n", "%YAML 1.2\n", "---\n", "...\n", "\tnote: a\n", "note: 'a\n", 'note: "\\ud800"\n', 'note: "\\q"\n',
        "note:\n", "  note: a\n", "note: a: b\n", "- a\n", "[a, b]\n", "{a: b\n", "note: [[[[[[[[[[a]]]]]]]]]]\n", "# note\n", "note: #\n", "\ufeff\n", "\x00", "note: \x0b\n",
        'note: "\\0\\a\\e"\n', "note: !!int '1'\n", "note: !!set {a}\n", "note: !!timestamp 2026-01-01\n", "'': a\n", "~: a\n", "1: a\n", "theme: {taal: taal}\n",
    ]
)  # fmt: skip
NEW_LINES = st.sampled_from(["\n", "\r\n", "\r", "\x85", "\u2028", "\n\n", "\n\x0b"])
CODECS = st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252", "utf-7", "utf-32"])  # fmt: skip


@st.composite
def files(draw: st.DrawFn, data: st.SearchStrategy[dict[str, Value]] | None = None) -> bytes:
    """The bytes of a practice that somebody, or something, wrote."""
    front = draw(st.sampled_from(STYLES))(draw(data or practice_data()))
    for line in draw(st.lists(LINES, max_size=2)):
        where = draw(st.integers(0, len(front)))
        where = front.rfind("\n", 0, where) + 1 if draw(st.booleans()) else where
        front = front[:where] + line + front[where:]
    fence = draw(st.sampled_from(["---", "---", "---", "--- ", "----", "+++", "", "---\n---"]))
    text = f"{fence}\n{front}{fence}\n\n{draw(BODIES)}\n"
    text = text.replace("\n", draw(NEW_LINES)) if draw(st.booleans()) else text
    codec = draw(CODECS)
    written = text.encode(
        codec, "surrogatepass" if codec.startswith(("utf-8", "utf-16", "utf-32")) else "replace"
    )
    return draw(st.one_of(st.just(written), damaged(written)))


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes after pieces of them were lost, doubled, replaced or exchanged."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 30)))
        new = draw(
            st.one_of(
                st.just(b""),
                st.binary(max_size=6),
                TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
                LINES.map(str.encode),
                st.just(data[start:end] * 2),
            )
        )
        data = data[:start] + new + data[end:]
    return data


CONTENT = sorted(path for path in SMALL.rglob("*") if path.is_file())
DAMAGED = st.sampled_from(CONTENT).flatmap(
    lambda path: st.tuples(
        st.just(path.relative_to(SMALL).as_posix()),
        st.one_of(damaged(path.read_bytes()), st.binary(max_size=200), entries(path)),
    )
)
"""A file of the small catalogue, damaged or replaced: its path and its bytes."""


def entries(path: Path) -> st.SearchStrategy[bytes]:
    """A register of any values, in the form of this one."""
    if path.suffix == ".csv":
        header = path.read_text("utf-8").splitlines()[0]
        row = st.lists(TEXTS, max_size=9).map(",".join)
        return st.lists(row, max_size=5).map(
            lambda rows: "\n".join([header, *rows]).encode("utf-8", "surrogatepass")
        )
    if path.suffix == ".txt":
        return st.lists(TEXTS, max_size=8).map(
            lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass")
        )
    keys = sorted({name for model in MODELS.values() for name in model.model_fields} | {"id"})
    record = st.dictionaries(st.sampled_from(keys), VALUES, max_size=6)
    whole = st.one_of(
        VALUES, record, st.lists(record, max_size=4), st.dictionaries(TEXTS, VALUES, max_size=4)
    )
    form = "---\n{}---\n\n{}" if path.suffix == ".md" else "{}"
    return st.tuples(whole, BODIES).map(
        lambda pair: form.format(yaml.safe_dump(pair[0], allow_unicode=True), pair[1]).encode(
            "utf-8", "surrogatepass"
        )
    )
