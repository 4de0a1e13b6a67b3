"""The counting server: it sends what it says, and counts what it sends."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from .search import percentile
from .server import Answer, serving


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<p>taal</p>" * 100, "utf-8")
    (tmp_path / "site/index.bin").write_bytes(bytes(1000))
    (tmp_path / "site/image.png").write_bytes(bytes(1000))
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    return tmp_path / "site"


@pytest.mark.parametrize(("path", "name"), [("", "index.html"), ("index.bin", "index.bin")])
def test_text_and_data_are_compressed(path: str, name: str, folder: Path) -> None:
    """A page and a binary index must be sent with gzip, and counted by the bytes that are sent."""
    with serving(folder, "/kapstok/") as served, urlopen(served.address + path) as answer:
        body = answer.read()
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(body) == (folder / name).read_bytes()
        assert served.take() == [Answer(f"/kapstok/{path}", len(body))]
        assert served.take() == []


def test_an_image_is_sent_as_it_is(folder: Path) -> None:
    """What is compressed already must not be compressed again."""
    with serving(folder) as served, urlopen(served.address + "image.png") as answer:
        assert "Content-Encoding" not in answer.headers
        assert len(answer.read()) == 1000


@pytest.mark.parametrize("path", ["absent.html", "../secret.txt", "%2e%2e/secret.txt"])
def test_only_the_folder_is_served(path: str, folder: Path) -> None:
    """A file that is absent or outside the folder must not be sent, nor counted."""
    with serving(folder) as served:
        with pytest.raises(HTTPError, match="404"):
            urlopen(served.address + path)
        assert served.take() == []


def test_percentiles_are_values_that_occurred() -> None:
    """A percentile must be the nearest rank: of 1 to 20 the 95th is 19, the 50th 10, the 100th 20."""
    values = [float(number) for number in range(20, 0, -1)]
    assert [percentile(values, share) for share in (50, 95, 100, 1)] == [10, 19, 20, 1]
