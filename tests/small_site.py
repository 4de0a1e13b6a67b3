"""The site of a catalogue in a folder, rendered by the package alone, in a shell of four lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kapstok.addresses import SECTIONS
from kapstok.catalogue import Catalogue
from kapstok.load import load_catalogue
from kapstok.overview import overview_of
from kapstok.render import Templates
from kapstok.shell import Shell, shell_key
from kapstok.site import LISTS, Settings, site_files

TEMPLATES = Path(__file__).parent.parent / "templates"
SETTINGS = Settings("Proef", "https://proef.test/", "https://git.test/kapstok", "edit/main")
HTML = """<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>@@kapstok:title@@</title>
<meta name="description" content="@@kapstok:description@@">
<link rel="canonical" href="@@kapstok:canonical@@">@@kapstok:robots@@
</head>
<body>
@@kapstok:content@@
@@kapstok:edit@@
</body>
</html>
"""


def small_site(root: Path) -> dict[str, str]:
    """Path to text of every file that the catalogue below ``root`` gives."""
    return rendered_site(load_catalogue(root, date(2026, 1, 1)))


def small_shells(extra: str = "") -> dict[str, Shell]:
    """A shell for every section and depth, with ``extra`` in its frame."""
    html = HTML.replace("</body>", f"{extra}</body>")
    shells = {}
    for url in LISTS:
        section = url.split("/")[0]
        key = shell_key(section, url.count("/"))
        shells[key] = Shell.parse(html, "<p>Tekst.</p>", section or "Start", "Omschrijving.")
    for section in sorted(SECTIONS):
        shells[shell_key(section, 2)] = Shell.parse(html, "", section, "")
    shells[shell_key("meedoen", 3)] = Shell.parse(html, "", "meedoen", "")
    return shells


def rendered_site(catalogue: Catalogue, settings: Settings = SETTINGS) -> dict[str, str]:
    """The same for a catalogue."""
    files = site_files(
        catalogue, small_shells(), Templates(TEMPLATES), settings, overview_of(catalogue), ["over/"]
    )
    return {file.path: file.data.decode("utf-8", "replace") for file in files}
