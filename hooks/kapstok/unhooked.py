"""The second adapter, for an engine without hooks: a project that it renders, and its output read back.

``write_project`` makes a copy of ``docs/`` in which every shell is a Markdown file, with a configuration that
names no hook; the engine renders it; ``read_output`` finds the shells and the hand-written pages in what it wrote.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import frontmatter
import yaml

from .catalogue import Catalogue
from .engine import NOT_SHIPPED, SHELL_SECTIONS, SHELL_TEMPLATE, shell_source, theme_values
from .shell import Shell, shell_key, slot, split_text
from .site import LISTS, Settings

CONFIG = "mkdocs.yml"
OUTPUT = "site"
OF_THE_ENGINE = (*NOT_SHIPPED, "search.json", "assets/javascripts/LICENSE", "assets/stylesheets/modern/")
_CANONICAL = re.compile(r'(<link rel="canonical" href=")[^"]*(">)')


class NotRendered(Exception):
    """The engine did not do its part; the message says what is missing."""


@dataclass(frozen=True)
class Output:
    """What an engine rendered: shells, the addresses of the hand-written pages, and the files of the engine by their paths."""

    shells: Mapping[str, Shell]
    written_pages: tuple[str, ...]
    files: Mapping[str, bytes]


class _Loader(yaml.SafeLoader):
    """YAML with MkDocs' ``!ENV [NAME, default]``."""


def _environment(loader: _Loader, node: yaml.Node) -> str:
    [name, default] = loader.construct_sequence(node)
    return os.environ.get(name) or default


_Loader.add_constructor("!ENV", _environment)


def read_config(root: Path) -> dict[str, object]:
    """The configuration of the project, with what the environment sets."""
    return yaml.load((root / CONFIG).read_text("utf-8"), _Loader)


def settings_of(config: Mapping[str, object]) -> Settings:
    """The settings of the site in a configuration."""
    extra = config["extra"]
    return Settings(
        config["site_name"],
        config["site_url"],
        config["repo_url"],
        config["edit_uri"],
        extra["mailbox"].strip(),
        extra["publisher"].strip(),
    )


def write_project(root: Path, folder: Path, catalogue: Catalogue) -> None:
    """Write what the engine renders to ``folder``: ``mkdocs.yml`` and ``docs/``, nothing generated in ours."""
    config = read_config(root)
    settings = settings_of(config)
    shutil.copytree(root / "docs", folder / "docs", dirs_exist_ok=True)
    for section in SHELL_SECTIONS:
        (folder / f"docs/{section}/shell.md").write_text(shell_source(section), "utf-8")
    for path in sorted((folder / "docs").rglob("*.md")):
        page = frontmatter.load(path)
        if page.get("template") == SHELL_TEMPLATE:
            page["description"] = slot("description")
            path.write_text(frontmatter.dumps(page) + "\n", "utf-8")
    for name in ("hooks", "watch", "validation"):
        config.pop(name, None)
    theme = config["theme"] | {"custom_dir": str(root.resolve() / config["theme"]["custom_dir"])}
    # The look of Material for MkDocs, and no check of links: publishing checks all of them.
    changed = {"theme": theme | {"variant": "classic"}, "site_dir": OUTPUT, "validation": False}
    config |= changed | {"extra": dict(theme_values(catalogue, settings))}
    (folder / CONFIG).write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), "utf-8")


def read_output(root: Path, folder: Path) -> Output:
    """What the engine made of the project in ``folder``; raises NotRendered when a shell is missing."""
    site = folder / OUTPUT
    shells, files = {}, {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name, data = path.relative_to(site).as_posix(), path.read_bytes()
        if name.endswith(".html"):
            data = _skipping(data.decode()).encode()
        if name.endswith("index.html") and slot("content").encode() in data:
            url = name.removesuffix("index.html")
            shells[shell_key(*_key(url))] = _shell(data.decode(), *_titles(root, url))
        elif not name.startswith(OF_THE_ENGINE) and not name.endswith(".map"):
            files[name] = data
    needed = [*LISTS, *(f"{section}/shell/" for section in SHELL_SECTIONS)]
    missing = [url for url in needed if shell_key(*_key(url)) not in shells]
    if missing:
        raise NotRendered(
            f"{site}: '{missing[0]}index.html' is er niet of heeft geen plaats voor de inhoud. Bouw eerst {folder / CONFIG}."
        )
    written = (name.removesuffix("index.html") for name in files if name.endswith("index.html"))
    return Output(shells, tuple(written), files)


def _key(url: str) -> tuple[str, int]:
    """The section and the depth of a page, as ``shell_key`` takes them."""
    return url.partition("/")[0], url.count("/")


def _titles(root: Path, url: str) -> tuple[str, str]:
    """The title and the description that the page of a shell has in ``docs/``."""
    path = root / f"docs/{url}index.md"
    if not path.exists():
        path = root / f"docs/{url.rstrip('/')}.md"
    if not path.exists():
        return url.removesuffix("/shell/"), ""
    page = frontmatter.load(path)
    return page["title"], page.get("description", "")


def _skipping(html: str) -> str:
    """The page with Zensical's skip link leading to our content: its own goal is in a block that our theme replaces."""
    return html.replace('href="#__skip"', 'href="#inhoud"')


def _shell(html: str, title: str, description: str) -> Shell:
    """A shell without the address that the engine gave it."""
    frame, text = split_text(_CANONICAL.sub(rf"\g<1>{slot('canonical')}\g<2>", html))
    return Shell.parse(frame, text, title, description)
