"""``kapstok links``: from the records to the file that remembers what answered."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kapstok.__main__ import main

from .web_servers import Website, closed_port, website

ROOT = Path(__file__).parents[2]
PRACTICE = "practices/taal/lokaal.md"
PAGE = """---
title: Lokaal
summary: Links naar deze computer.
theme: taal
municipality: Gent
source: {{id: boekje}}
links:
{links}
---

## Wat

Tekst.
"""


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as running:
        yield running


def project(root: Path, *addresses: str) -> Path:
    """The small catalogue with one more practice, which links to these addresses."""
    shutil.copytree(ROOT / "tests/catalogue", root)
    links = "\n".join(f'  - {{label: L, url: "{address}", checked: 2026-01-05}}' for address in addresses)
    (root / PRACTICE).write_text(PAGE.format(links=links), "utf-8")
    return root


def asked(root: Path, today: str = "2026-03-02", *more: str) -> dict[str, dict]:
    """What the file says of each address after a round over that practice."""
    assert (
        main(["links", "--root", str(root), "--only", PRACTICE, "--allow-local", "--today", today, *more])
        == 0
    )
    return {link["address"]: link for link in remembered(root)["links"]}


def remembered(root: Path) -> dict:
    return json.loads((root / "report/links.json").read_text("utf-8"))


def test_round_says_of_each_address_what_it_answers(
    tmp_path: Path, site: Website, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file must give each address its state, code, day, last address and files; the command how many of each."""
    root = project(
        tmp_path / "p", site.address("/code/200"), site.address("/code/404"), site.address("/moved/301")
    )
    found = asked(root)
    assert found[site.address("/code/404")] == {
        "address": site.address("/code/404"), "state": "temporary", "reason": "code", "code": 404,
        "final": site.address("/code/404"), "date": "2026-03-02", "worked": None, "failed": ["2026-03-02"],
        "checked": "2026-01-05", "paths": [PRACTICE],
    }  # fmt: skip
    assert {link["state"] for link in found.values()} == {"ok", "moved", "temporary"}
    assert remembered(root)["complete"] is True
    said = capsys.readouterr().out
    assert "3 webadressen opvragen als 'Kapstok-linkcontrole" in said
    assert "Nagekeken: 3. antwoordt: 1, verhuisd: 1, tijdelijk zonder goed antwoord: 1" in said


def test_address_is_dead_at_the_third_round_some_days_apart(tmp_path: Path, site: Website) -> None:
    """Three failures in weekly rounds must make an address dead, with the day on which it last answered."""
    root = project(tmp_path / "p", site.address("/code/410"))
    states = [
        asked(root, day)[site.address("/code/410")]["state"]
        for day in ("2026-03-02", "2026-03-03", "2026-03-09", "2026-03-16")
    ]
    assert states == ["temporary", "temporary", "temporary", "dead"]


def test_file_is_the_same_for_the_same_answers(tmp_path: Path, site: Website) -> None:
    """The same answers on the same day must give the same bytes."""
    root = project(tmp_path / "p", site.address("/code/404"), site.address("/code/200"))
    asked(root)
    first = (root / "report/links.json").read_bytes()
    asked(root)
    assert (root / "report/links.json").read_bytes() == first


def test_own_network_is_refused_unless_allowed(tmp_path: Path, site: Website) -> None:
    """Without the option no request may reach this machine."""
    root = project(tmp_path / "p", site.address("/code/200"))
    assert main(["links", "--root", str(root), "--only", PRACTICE]) == 0
    assert [link["reason"] for link in remembered(root)["links"]] == ["private"]
    assert site.asked == []


def test_machine_without_internet_forgets_nothing(
    tmp_path: Path, site: Website, capsys: pytest.CaptureFixture[str]
) -> None:
    """When nothing at all can be reached the file must stay as it was, and the command say so."""
    root = project(tmp_path / "p", site.address("/code/200"))
    asked(root)
    before = (root / "report/links.json").read_bytes()
    dead = [f"http://127.0.0.{number}:{closed_port()}/" for number in (2, 3, 4)]
    text = (project(tmp_path / "q", *dead) / PRACTICE).read_text("utf-8")
    (root / PRACTICE).write_text(text, "utf-8")
    assert main(["links", "--root", str(root), "--only", PRACTICE, "--allow-local"]) == 0
    assert "is er internet?" in capsys.readouterr().out
    assert (root / "report/links.json").read_bytes() == before


def test_damaged_file_is_begun_anew(
    tmp_path: Path, site: Website, capsys: pytest.CaptureFixture[str]
) -> None:
    """A damaged file must be said to be one, and not stop the round."""
    root = project(tmp_path / "p", site.address("/code/200"))
    (root / "report").mkdir()
    (root / "report/links.json").write_bytes(b"{\xff")
    assert len(asked(root)) == 1
    assert "was niet te lezen" in capsys.readouterr().out


def test_part_without_addresses_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path without addresses must be named, and nothing be written."""
    root = project(tmp_path / "p", "https://voorbeeld.example/")
    assert main(["links", "--root", str(root), "--only", "practices/weg.md"]) == 0
    assert "Er staan geen webadressen in 'practices/weg.md'." in capsys.readouterr().out
    assert not (root / "report").exists()


def test_place_that_cannot_be_written_is_said_in_words(
    tmp_path: Path, site: Website, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that cannot be written must be named, with exit code 2."""
    root = project(tmp_path / "p", site.address("/code/200"))
    arguments = [
        "links",
        "--root",
        str(root),
        "--only",
        PRACTICE,
        "--allow-local",
        "--output",
        "/dev/null/x.json",
    ]
    assert main(arguments) == 2
    assert "'/dev/null/x.json' is niet te schrijven" in capsys.readouterr().err


def test_interruption_keeps_what_there_is(tmp_path: Path, site: Website) -> None:
    """Ctrl+C must end the round at once, keep what was found, and say that it is not all."""
    root = project(
        tmp_path / "p", site.address("/code/404"), *(site.address(f"/slow?{n}") for n in range(20))
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "kapstok", "links", "--root", str(root), "--only", PRACTICE, "--allow-local"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
    )  # fmt: skip
    end = time.monotonic() + 120
    while len([one for one in site.asked if "slow" in one.path]) < 2 and time.monotonic() < end:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (0, "")
    assert "Onderbroken" in said
    assert remembered(root)["complete"] is False
    assert 1 <= len(remembered(root)["links"]) < 20
