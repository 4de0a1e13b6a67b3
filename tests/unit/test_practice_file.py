"""The canonical file of a practice: one way to write it, and what is read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kapstok.practice_file import written
from kapstok.raw import RawRecord, Value
from kapstok.read import read_draft
from kapstok.shapes import shapes

from .values import practice

PAIRS = json.loads((Path(__file__).parent.parent / "written.json").read_text("utf-8"))
"""Also read by the test of the browser's writer, so that both write the same."""


def read_back(text: str) -> RawRecord:
    found = read_draft("practices/taal/naam.md", "practice", text.encode())
    assert isinstance(found, RawRecord), found
    return found


def kept(value: Value) -> Value:
    """The value as a file can hold it: nothing empty, and one value instead of a list of one."""
    if isinstance(value, dict):
        return {key: kept(item) for key, item in value.items() if kept(item)}
    if isinstance(value, list):
        items = [kept(item) for item in value if kept(item)]
        return items[0] if len(items) == 1 else items
    return value


def kept_body(body: str) -> str:
    for end in ("\r\n", "\r"):
        body = body.replace(end, "\n")
    for sign in "\u0085\u2028\u2029":
        body = body.replace(sign, " ")
    return body.strip(" \t\n")


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: str(PAIRS.index(pair)))
def test_written_so(pair: dict) -> None:
    """Each practice of the shared list must be written exactly as it says."""
    assert written(pair["data"], pair["body"]) == pair["text"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: str(PAIRS.index(pair)))
def test_read_back(pair: dict) -> None:
    """What was written must be read as the same data and the same text."""
    found = read_back(pair["text"])
    assert (kept(found.data), found.body) == (kept(pair["data"]), kept_body(pair["body"]))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: str(PAIRS.index(pair)))
def test_written_again(pair: dict) -> None:
    """Reading a file and writing it again must change nothing."""
    found = read_back(pair["text"])
    assert written(found.data, found.body) == pair["text"]


def test_list_has_every_field() -> None:
    """The shared list must try every field of the model and each of its parts."""
    data = PAIRS[0]["data"]
    assert list(data) == list(shapes())
    for shape in shapes().values():
        parts = data[shape.key] if isinstance(data[shape.key], list) else [data[shape.key]]
        assert set(shape.order) <= {key for part in parts if isinstance(part, dict) for key in part}


def test_order_of_the_data_is_of_no_account() -> None:
    """The fields must come in the order of the model, whatever the order in which they were given."""
    data = practice("a", year="2013").data
    assert written(dict(reversed(data.items())), "") == written(data, "")
