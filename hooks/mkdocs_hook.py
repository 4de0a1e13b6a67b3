"""The adapter between MkDocs (or its fork ProperDocs) and the package ``kapstok``: it supplies shells and decides nothing about content.

MkDocs renders the hand-written pages of docs/ into a folder of its own; pages with the template
``shell.html`` are captured as shells instead of being written. After the build the catalogue's
pages, put into those shells, are published together with the hand-written ones (``publisher.py``).
State lives in ``config.extra["kapstok"]``: MkDocs keeps the module between rebuilds.
While serving (``preview.py``), a mistake in the content is shown and the last good site stays.
"""

from __future__ import annotations

import gc
import logging
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import CountHandler

from kapstok.catalogue import Catalogue
from kapstok.contact import mailbox_problems
from kapstok.engine import (
    NOT_SHIPPED,
    SHELL_SECTIONS,
    SHELL_TEMPLATE,
    engine_files,
    shell_source,
    theme_values,
)
from kapstok.load import load_catalogue
from kapstok.problem import ProblemsFound
from kapstok.repository import repository_problems
from kapstok.shell import Shell, shell_key, slot, split_text
from kapstok.site import Settings
from kapstok.site_file import SiteFile
from kapstok.words import counted
from preview import Preview
from publisher import ENGINE, Frames, Publisher


@dataclass
class State:
    """One build: the catalogue, where the result goes, and the shells captured so far."""

    root: Path
    target: Path
    stage: tempfile.TemporaryDirectory
    catalogue: Catalogue | None
    begun: float
    shells: dict[str, Shell] = field(default_factory=dict)
    written_pages: list[str] = field(default_factory=list)


_process = {"publisher": Publisher()}
"""What holds for the whole process: who publishes, once or again and again."""


def on_startup(command, dirty):
    """Remember whether this is a preview; a captured shell is no page that somebody misses."""
    if command == "serve":
        _process["publisher"] = Preview()
    logging.getLogger(f"{ENGINE}.commands.build").addFilter(
        lambda record: not record.getMessage().startswith("Page skipped")
    )


def on_config(config):
    """Check before MkDocs empties anything, and let it build beside the site.

    A build keeps nearly all that it makes to its end: looking for garbage all the time would cost a tenth of it.
    """
    gc.disable()
    publisher = _process["publisher"]
    publisher.begins([config.docs_dir, config.config_file_path, *config.watch])
    root = Path(config.config_file_path).parent
    catalogue = None
    begun = time.monotonic()
    memo = publisher.memo(root, "work")
    try:
        problems = repository_problems(config.repo_url or "", config.edit_uri or "")
        problems += mailbox_problems(config.extra.get("mailbox") or "")
        if problems:
            raise ProblemsFound(problems)
        catalogue = load_catalogue(root, date.today(), memo)
        publisher.prepare(root, catalogue)
        memo.keep()
    except ProblemsFound as found:
        publisher.refuse(str(found), Path(config.site_dir))
    config.extra.update(theme_values(catalogue, _settings(config), isinstance(publisher, Preview)))
    stage = tempfile.TemporaryDirectory(prefix="kapstok-")
    config.extra["kapstok"] = State(root, Path(config.site_dir), stage, catalogue, begun)
    config.site_dir = stage.name
    config.theme.static_templates.discard("sitemap.xml")
    return config


def on_files(files, config):
    """Add a shell for the pages one level below each list, and leave out what is never loaded."""
    for section in SHELL_SECTIONS:
        name, content = f"{section}/shell.md", shell_source(section)
        files.append(File.generated(config, name, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
    for file in list(files):
        if file.src_uri.startswith(NOT_SHIPPED) or file.src_uri.endswith(".map"):
            files.remove(file)
    return files


def on_page_context(context, page, config, nav):
    """Put slots where a catalogue page differs from its shell."""
    page.previous_page = page.next_page = None
    if page.meta.get("template") == SHELL_TEMPLATE:
        page.meta["shell_title"] = page.meta.get("title", page.title)
        page.meta["shell_description"] = page.meta.get("description", "")
        page.meta["description"] = slot("description")
        page.canonical_url = slot("canonical")
    return context


def on_post_page(output, page, config):
    """Capture a shell (returning nothing keeps it from being written); remember a hand-written page."""
    state = config.extra["kapstok"]
    if page.meta.get("template") != SHELL_TEMPLATE:
        state.written_pages.append(page.url if page.url != "./" else "")
        return output
    section, _, _ = page.url.partition("/")
    key = shell_key(
        "" if page.url in ("", "./") else section, 0 if page.url in ("", "./") else page.url.count("/")
    )
    frame, text = split_text(output)
    state.shells[key] = Shell.parse(frame, text, page.meta["shell_title"], page.meta["shell_description"])
    return ""


def on_serve(server, config, builder):
    """A preview builds when it is told that a file was saved."""
    publisher = _process["publisher"]
    if isinstance(publisher, Preview):
        publisher.serve(server, [config.docs_dir, config.config_file_path], builder)
    return server


def on_shutdown():
    """A preview leaves nothing behind."""
    publisher = _process["publisher"]
    if isinstance(publisher, Preview):
        publisher.close()


def on_post_build(config):
    """Publish the hand-written pages and the catalogue's together."""
    state = config.extra["kapstok"]
    publisher = _process["publisher"]
    try:
        if not state.catalogue:
            return
        warnings = _warnings(config)
        if warnings:
            text = f"De bouw gaf {counted(warnings, 'waarschuwing', 'waarschuwingen')}, zie hierboven."
            publisher.refuse(text, state.target)
            return
        files = _written(state, state.catalogue)
        frames = Frames(state.root, state.target, _settings(config), state.shells, files, state.written_pages)
        publisher.publish(frames, state.catalogue, state.begun)
    finally:
        state.stage.cleanup()
        if isinstance(publisher, Preview):
            gc.enable()
        else:  # nor is it worth a look at the end of the process
            gc.freeze()


def _settings(config) -> Settings:
    """What mkdocs.yml and the environment say; a variable that is set to nothing counts as not set."""
    return Settings(
        config.site_name,
        config.site_url or "/",
        config.repo_url or "",
        config.edit_uri or "",
        (config.extra.get("mailbox") or "").strip(),
        (config.extra.get("publisher") or "").strip(),
    )


def _warnings(config) -> int:
    """How many warnings MkDocs counted so far in a strict build: it looks at them only after this hook."""
    if not config.strict:
        return 0
    counters = [
        handler for handler in logging.getLogger(ENGINE).handlers if isinstance(handler, CountHandler)
    ]
    return sum(count for counter in counters for _, count in counter.get_counts())


def _written(state: State, catalogue: Catalogue) -> list[SiteFile]:
    """What the engine made of docs/ and of the theme; the style sheets become one."""
    stage = Path(state.stage.name)
    paths = (path for path in stage.rglob("*") if path.is_file())
    found = {path.relative_to(stage).as_posix(): path.read_bytes() for path in paths}
    memo = _process["publisher"].memo(state.root, "style")
    files = list(engine_files(found, state.shells.values(), catalogue, memo))
    memo.keep()
    return files
