"""Every record of the small catalogue leads to the file in which it stands, at each host."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kapstok.addresses import FIGURES, TERMS, address
from kapstok.catalogue import Catalogue
from kapstok.load import load_catalogue
from kapstok.site import Settings
from small_site import rendered_site

ROOT = Path(__file__).parent / "catalogue"
HOSTS = {
    "github": ("https://github.com/voorbeeld/kapstok", "", "https://github.com/voorbeeld/kapstok/edit/main/"),
    "gitlab": ("https://gitlab.com/groep/kapstok", "", "https://gitlab.com/groep/kapstok/-/edit/main/"),
    "own gitlab": ("https://git.example/g/k", "-/edit/2026", "https://git.example/g/k/-/edit/2026/"),
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT, date(2026, 1, 1))


def expected_files(catalogue: Catalogue) -> dict[str, str]:
    """The page of each record and what stands in the register: its file, with ``#L`` when it shares that file."""
    own = {
        address(item): item.path
        for items in (catalogue.practices, catalogue.hangijzers, catalogue.partners, catalogue.subsidies)
        for item in items.values()
    }
    shared = {TERMS: "register/terms.yml", FIGURES: "register/tables.yml"}
    in_registers = {address(item): item for item in catalogue.themes.values()}
    in_registers |= {address(item): item for item in catalogue.target_groups.values()}
    for page, item in (in_registers | dict(catalogue.removed)).items():
        lines = (ROOT / item.path).read_text("utf-8").split("\n")
        at = next(n for n, line in enumerate(lines, 1) if re.search(rf"\bid: {item.slug}\b", line))
        shared[page] = f"{item.path}#L{at}"
    rows = (ROOT / "register/municipalities.csv").read_text("utf-8").split("\n")
    for town in catalogue.places.towns.values():
        at = max(n for n, row in enumerate(rows, 1) if row.startswith(f"{town.name},"))
        shared[address(town)] = f"register/municipalities.csv#L{at}"
    return own | shared


def edit_links(files: dict[str, str]) -> dict[str, str]:
    """Page to the address behind "Bewerk deze pagina"."""
    found = {}
    for path, html in files.items():
        links = re.findall(r'<a class="k-edit" href="([^"]+)">Bewerk deze pagina</a>', html)
        assert len(links) <= 1, path
        if links:
            found[path.removesuffix("index.html")] = links[0]
    return found


@pytest.mark.parametrize("host", HOSTS)
def test_every_record_leads_to_its_file(host: str, catalogue: Catalogue) -> None:
    """Every record, those of the registers too, must lead to its file and its line; no other page may."""
    repository, edit, start = HOSTS[host]
    files = rendered_site(catalogue, Settings("Proef", "https://proef.test/", repository, edit))
    assert edit_links(files) == {page: start + file for page, file in expected_files(catalogue).items()}


def test_no_repository_no_link(catalogue: Catalogue) -> None:
    """Without a repository no page may promise that it can be edited."""
    files = rendered_site(catalogue, Settings("Proef", "https://proef.test/"))
    assert edit_links(files) == {}
    assert not any("k-edit" in html for path, html in files.items() if path.endswith(".html"))
