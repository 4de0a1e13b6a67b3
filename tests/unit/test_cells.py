"""A field as one line of text and back; a name for a file; the shapes of the fields."""

from __future__ import annotations

import pytest

from file_names import PROPOSED
from kapstok.cells import cell_text, cell_value, protected, unprotected
from kapstok.file_name import LONGEST, proposed_slug
from kapstok.model import Practice
from kapstok.names import SLUG
from kapstok.raw import Value
from kapstok.shapes import shapes


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("title", " Titel; met, tekens ", "Titel; met, tekens"),
        ("title", "[a]", "[a]"),
        ("title", "   ", None),
        ("partners", "een; twee ;; drie;", ["een", "twee", "drie"]),
        ("partners", '["a; b", c]', ["a; b", "c"]),
        ("place", "{Gent: [Rabot, Drongen]}", {"Gent": ["Rabot", "Drongen"]}),
        (
            "place",
            "Gent: Rabot; Gent: Drongen; Asse: Zellik",
            {"Gent": ["Rabot", "Drongen"], "Asse": ["Zellik"]},
        ),
        ("figures", "[{label: a,\n value: 1}]", [{"label": "a", "value": "1"}]),
        (
            "figures",
            '[{label: "a\u00a0b\u2003c",\u2028value: 1}]',
            [{"label": "a\u00a0b\u2003c", "value": "1"}],
        ),
        ("source", "{id: boekje}", {"id": "boekje"}),
        ("checked", "2026-03-02", "2026-03-02"),
        ("checked", "2/3/2026", "2026-03-02"),
        ("checked", "02-03-2026", "2026-03-02"),
        ("checked", "3/2026", "3/2026"),
        ("note", "2/3/2026", "2/3/2026"),
    ],
)
def test_value_of_a_text(key: str, text: str, value: Value) -> None:
    """A text must give the value that somebody means by it."""
    assert cell_value(shapes()[key], text) == value


@pytest.mark.parametrize(("key", "text"), [("figures", "[{label: a"), ("place", "Rabot"), ("partners", "[a, b"), ("links", "{a: *x}")])  # fmt: skip
def test_wrong_brackets(key: str, text: str) -> None:
    """A text that cannot be read must be an error, not a guess."""
    with pytest.raises(ValueError):
        cell_value(shapes()[key], text)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "'=1", "''+", "\t=1", "", "a", "'t Hof", "1-2"])
def test_protection_is_taken_off(text: str) -> None:
    """A protected text must be no formula, and come back as it was."""
    assert unprotected(protected(text)) == text
    assert protected(text)[:1] not in ("=", "+", "-", "@", "\t")


def test_plain_values_stay_readable() -> None:
    """Values without special signs must stand in a cell as people write them."""
    assert (
        cell_text(shapes()["partners"], ["PVG", "dienst bevolking, onthaal"])
        == "PVG; dienst bevolking, onthaal"
    )
    assert cell_text(shapes()["municipality"], "Gent") == "Gent"
    assert cell_text(shapes()["note"], None) == ""


@pytest.mark.parametrize(("title", "towns", "slug"), PROPOSED)
def test_proposed_file_name(title: str, towns: list[Value], slug: str) -> None:
    """The name must come from title and municipality, be no longer than a line, and be an address."""
    found = proposed_slug({"title": title, "municipality": towns})
    assert found == slug and len(found) <= LONGEST + 2
    assert SLUG.match(found) or not slug


def test_shapes_follow_the_model() -> None:
    """Every field of a practice must have a shape with a Dutch title and help."""
    keys = [key for key, field in Practice.model_fields.items() if not field.exclude]
    assert list(shapes()) == keys
    assert all(shape.title != shape.key and shape.help for shape in shapes().values())
    assert {key: shape.kind for key, shape in shapes().items() if shape.kind != "text"} == {
        **dict.fromkeys(("theme", "municipality", "province", "partners", "target_groups", "subsidies", "year", "keywords", "hangijzers", "aliases"), "texts"),
        **dict.fromkeys(("source", "figures", "links", "variants", "see_also"), "parts"),
        "place": "texts_by_name",
    }  # fmt: skip
