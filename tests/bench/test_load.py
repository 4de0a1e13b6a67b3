"""The measurement of load measures: every visit asks for what it should, and wrk gets answers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import nginx
from bench.load import CONNECTIONS, HEAD, VISITS, compress_beforehand, loaded, row, visited


def test_visits_are_made_and_repeated(browser: Browser, site: Path, tmp_path: Path) -> None:
    """A search session must hold page, engine, index, lists and records, and wrk must get every one of them without a failure."""
    if not (nginx.program() and shutil.which("wrk")):
        pytest.skip("nginx or wrk is not installed")
    shutil.copytree(site, tmp_path / "site" / "kapstok")
    with nginx.serving(tmp_path / "site", tmp_path) as running:
        address = f"http://127.0.0.1:{running.port}/kapstok/"
        visit = visited(browser, address, "search", dict(VISITS)["a search session"])
        asked = " ".join(visit.addresses)
        for part in ("/zoeken/ ", "search-engine.mjs", "/index.json", "/lists-", "/records-", "/facet-"):
            assert part in asked, part
        found = loaded(running, visit.addresses, tmp_path, 1)
    assert found.errors == 0
    assert found.rate > CONNECTIONS
    assert 0 < found.p50 <= found.p99
    assert row("search", len(visit.addresses), visit.size, found).count(" | ") == len(HEAD)
    assert found.rate < found.core_rate


def test_files_are_compressed_beforehand(tmp_path: Path) -> None:
    """What is text and not tiny must get its .gz; the file itself must stay."""
    (tmp_path / "a.html").write_text("a" * 600)
    (tmp_path / "b.html").write_text("b")
    (tmp_path / "c.png").write_bytes(bytes(600))
    compress_beforehand(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "a.html.gz", "b.html", "c.png"]
