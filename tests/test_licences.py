"""What the site gives to a browser of others: named, and with the notices that their licences ask for."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatchcase
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pytest

from conftest import ROOT

DATA = {".html", ".json", ".bin", ".csv", ".xml"}
"""Pages and their data; all else is a script, a style, an icon, a font or a picture."""
LIST = (ROOT / "LICENCES.md").read_text("utf-8")
NOTICES = (ROOT / "docs/assets/licences.txt").read_text("utf-8")
THEME = Path(str(files("material"))) / "templates"


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading."""
    table = LIST.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def patterns(cell: str) -> list[str]:
    return re.findall(r"`((?:assets/|robots)[^`]+)`", cell)


OF_OTHERS = rows("Of others")
OURS = rows("Ours")


def shipped(site: Path) -> list[str]:
    """Every file of the site that is no page and no data."""
    return sorted(
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and path.suffix not in DATA
    )


def matching(name: str, table: list[list[str]], column: int) -> list[str]:
    """The things of a table to which a file belongs; a star stands for no folder."""
    return [
        row[0]
        for row in table
        for pattern in patterns(row[column])
        if fnmatchcase(name, pattern) and name.count("/") == pattern.count("/")
    ]


def test_every_shipped_file_is_named(site: Path) -> None:
    """A script, style, icon, font or picture that the list does not name must be noticed."""
    names = shipped(site)
    assert len(names) > 40
    unknown = [name for name in names if not matching(name, OF_OTHERS, 2) and not matching(name, OURS, 1)]
    assert unknown == [], "name it in LICENCES.md, and ship its notice in docs/assets/licences.txt"


def test_every_pattern_names_something(site: Path) -> None:
    """What is no longer shipped must go from the list."""
    names = shipped(site)
    for pattern in [found for row in [*OF_OTHERS, *OURS] for cell in row for found in patterns(cell)]:
        assert [name for name in names if fnmatchcase(name, pattern)], pattern


def test_our_files_are_not_of_others(site: Path) -> None:
    """A file that only we claim must carry nobody else's notice, and be written by a person: nothing minified."""
    foreign = re.compile(rb"@license|@preserve|copyright|/\*!|licensed", re.IGNORECASE)
    for name in shipped(site):
        if not matching(name, OF_OTHERS, 2) and name != "assets/licences.txt":
            data = (site / name).read_bytes()
            assert not foreign.search(data), name
            if (source := ROOT / "docs" / name).suffix in (".js", ".mjs"):
                assert max(map(len, source.read_text("utf-8").splitlines())) < 600, name


@pytest.mark.parametrize("bundle", ["stylesheets/main", "stylesheets/palette"])
def test_every_bundled_library_is_named(bundle: str) -> None:
    """The theme's source maps say which libraries its styles hold; the list must name the same."""
    [source_map] = THEME.glob(f"assets/{bundle}.*.map")
    sources = json.loads(source_map.read_text("utf-8"))["sources"]
    held = {found[1] for name in sources if (found := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)/", name))}
    short = bundle.partition("/")[2]
    named = {found[1] for row in OF_OTHERS if (found := re.match(rf"in `{short}`: `(\S+)`", row[2]))}
    assert held == named


def test_named_versions_are_the_shipped_ones() -> None:
    """A new version may bring another licence or library: the list must be looked at again."""
    material = version("mkdocs-material")
    marked = (ROOT / "docs/assets/javascripts/vendor/marked.esm.js").read_text("utf-8")
    for what, named, *_ in OF_OTHERS:
        if what == "marked":
            assert f"marked v{named} " in marked
        else:
            assert named in (material, f"in Material {material}"), what


def test_every_notice_is_shipped(site: Path) -> None:
    """Each thing of others must stand in the shipped notices with its licence, and the text of every licence once."""
    for what, _, _, licence, _ in OF_OTHERS:
        block = re.search(rf"(?:^|: ){re.escape(what)}\nLicence: {re.escape(licence)}\n\S.+\n", NOTICES, re.M)
        assert block, what
    for licence in {row[3] for row in OF_OTHERS}:
        assert NOTICES.count(f"\nText of the licence {licence}\n") == 1, licence
    assert (site / "assets/licences.txt").read_text("utf-8") == NOTICES
    assert 'href="../assets/licences.txt"' in (site / "over/index.html").read_text("utf-8")


def test_material_keeps_its_notice() -> None:
    """The notice and the text that Material's licence asks to be kept must be shipped word for word."""
    [licence] = THEME.parent.parent.glob("mkdocs_material-*.dist-info/licenses/LICENSE")
    for paragraph in licence.read_text("utf-8").strip().split("\n\n"):
        assert paragraph in NOTICES


def test_no_script_of_the_theme_is_shipped(site: Path) -> None:
    """The theme's script holds libraries that the list does not name: it must stay out; marked must keep its banner."""
    scripts = {path.name for path in THEME.rglob("*.js")}
    assert scripts & {Path(name).name for name in shipped(site)} == set()
    assert "Christopher Jeffrey" in (site / "assets/javascripts/vendor/marked.esm.js").read_text("utf-8")


def test_every_icon_is_of_the_named_collection(site: Path) -> None:
    """An icon drawn inline on a page must be one of Material Design Icons or our own mark."""
    shapes = re.compile(
        r'<svg[^>]*viewBox="0 0 24 24"[^>]*>(?:<title>[^<]*</title>)?((?:<path[^>]*>(?:</path>)?)+)</svg>'
    )
    data = re.compile(r' d="([^"]+)"')
    drawn: set[str] = set()
    for path in site.rglob("*.html"):
        for shape in shapes.findall(path.read_text("utf-8")):
            drawn |= set(data.findall(shape))
    own = set(data.findall((ROOT / "docs/assets/images/kapstok.svg").read_text("utf-8")))
    icons = {
        found
        for icon in (THEME / ".icons/material").glob("*.svg")
        for found in data.findall(icon.read_text("utf-8"))
    }
    assert len(drawn) > 10
    assert drawn - own - icons == set()
