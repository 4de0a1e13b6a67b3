"""What our pages take from the theme's frame, and what they leave out: an update that changes it must be looked at."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import material
import pytest

from conftest import ROOT

THEME = Path(material.__file__).parent / "templates"
HASH = re.compile(r"\.[0-9a-f]{8}\.min\.")
"""The theme's files have their digest in their name."""

LOOKED_AT = {
    "base.html block styles": "d95089fe2c902caf",
    "base.html block config": "1387b5b97c5ee598",
    "base.html block scripts": "95c06dc65cb2a4a9",
    "base.html block site_meta": "13c9b0764ae1e6c3",
    "partials/javascripts/base.html": "d6113712bc4deb30",
    "partials/javascripts/content.html": "3722e156f0f6339d",
    "partials/javascripts/palette.html": "8790389765ea6036",
    "partials/palette.html": "fb935107ae7d3d74",
    "partials/header.html": "8cf3fb15bcf969ff",
}
"""Parts of the theme that templates/theme/ replaces, or that before-paint.js works with, and a digest of what they were."""


def part(name: str) -> str:
    """The text of a part, whatever the version."""
    path, _, block = name.partition(" block ")
    text = HASH.sub(".min.", (THEME / path).read_text("utf-8"))
    text = re.sub(r"mkdocs-material-[\d.]+", "mkdocs-material", text)
    if not block:
        return text
    start = text.index(f"{{% block {block} %}}")
    return text[start : text.index("{% endblock %}", start)]


@pytest.mark.parametrize("name", LOOKED_AT)
def test_the_theme_is_as_it_was_looked_at(name: str) -> None:
    """A part that we replace must be as it was: else compare it with templates/theme/ and write down its new digest."""
    digest = hashlib.sha256(part(name).encode()).hexdigest()[:16]
    assert digest == LOOKED_AT[name], part(name)


def test_templates_of_the_catalogue_use_nothing_of_the_theme() -> None:
    """Only the frame may name the theme's classes: the style sheet keeps the rules of the pages that the engine renders."""
    for path in [*(ROOT / "templates").glob("*.*"), *(ROOT / "docs/assets/javascripts").glob("*js")]:
        classes = re.findall(r"\bmd-(?!color-scheme|color-media|component)[a-z_-]+", path.read_text("utf-8"))
        assert not classes, path


def test_readme_names_the_blocks_that_we_replace() -> None:
    """Whoever takes over an update of the theme must read in README.md which blocks of its frame are ours."""
    blocks = re.findall(r"{% block (\w+) %}", (ROOT / "templates/theme/main.html").read_text("utf-8"))
    (line,) = re.findall(
        r"^- `templates/theme/` replaces .*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    named = set(re.findall(r"`(\w+)`", line))
    assert named == set(blocks) - {"content"}, "of `content`, inside `container`, each page has its own"
