"""The adapter between MkDocs (or its fork ProperDocs) and the package ``kapstok``: it supplies shells and decides nothing about content.

MkDocs renders the hand-written pages of docs/ into a folder of its own; pages with the template
``shell.html`` are captured as shells instead of being written. After the build the catalogue's
pages, put into those shells, are published together with the hand-written ones.
State lives in ``config.extra["kapstok"]``: MkDocs keeps the module between rebuilds.
While serving, a mistake in the content is shown and the last good site stays in the preview.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
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
from kapstok.memo import Memo
from kapstok.memory import Memory
from kapstok.overview import Overview, overview_of
from kapstok.problem import ProblemsFound
from kapstok.progress import shown
from kapstok.publish import BrokenSite, publish
from kapstok.render import Templates
from kapstok.repository import repository_problems
from kapstok.shell import Shell, shell_key, slot, split_text
from kapstok.site import Settings, expected_pages, site_files
from kapstok.site_file import SiteFile
from kapstok.tree import next_to
from kapstok.words import counted, system_words
from preview import QUIET, Behind, observer_of

ENGINE = CountHandler.__module__.partition(".")[0]
"""Under which name the engine logs: ``mkdocs``, or ``properdocs``, which gives its own modules to who imports MkDocs'."""
log = logging.getLogger(f"{ENGINE}.hooks.kapstok")

CACHE = ".cache/build"


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


_process: dict[str, Any] = {"serving": False, "behind": Behind()}
"""What holds for the whole process: whether it is a preview, of which folder, and what its last build made."""


def on_startup(command, dirty):
    """Remember whether this is a preview; a captured shell is no page that somebody misses."""
    _process["serving"] = command == "serve"
    logging.getLogger(f"{ENGINE}.commands.build").addFilter(
        lambda record: not record.getMessage().startswith("Page skipped")
    )


def on_config(config):
    """Check before MkDocs empties anything, and let it build beside the site.

    A build keeps nearly all that it makes to its end: looking for garbage all the time would cost a tenth of it.
    """
    gc.disable()
    root = Path(config.config_file_path).parent
    catalogue = None
    begun = time.monotonic()
    memo = _memo(root, "work")
    try:
        problems = repository_problems(config.repo_url or "", config.edit_uri or "")
        problems += mailbox_problems(config.extra.get("mailbox") or "")
        if problems:
            raise ProblemsFound(problems)
        catalogue = load_catalogue(root, date.today(), memo)
    except ProblemsFound as found:
        _refuse(str(found), Path(config.site_dir))
    config.extra.update(theme_values(catalogue, _settings(config), _process["serving"]))
    stage = tempfile.TemporaryDirectory(prefix="kapstok-")
    memo.keep()
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
    """Build as soon as a file is saved: the engine's own observer looks twice a second."""
    watched = [config.docs_dir, config.config_file_path]
    observer = observer_of([*watched, *config.watch])
    if observer:
        for path in watched:
            server.unwatch(path)
        server.observer = observer
        server.build_delay = QUIET
        for path in watched:
            server.watch(path)
    return server


def on_shutdown():
    """MkDocs deletes the folder of its preview, and knows nothing of what lies beside it."""
    if _process["serving"] and "target" in _process:
        shutil.rmtree(next_to(_process["target"]), ignore_errors=True)


def on_post_build(config):
    """Publish the hand-written pages and the catalogue's together."""
    state = config.extra["kapstok"]
    try:
        if state.catalogue:
            _publish(state, state.catalogue, config)
    finally:
        state.stage.cleanup()
        if _process["serving"]:
            gc.enable()


def _publish(state: State, catalogue: Catalogue, config) -> None:
    warnings = _warnings(config)
    if warnings:
        _refuse(
            f"De bouw gaf {counted(warnings, 'waarschuwing', 'waarschuwingen')}, zie hierboven.", state.target
        )
        return
    settings = _settings(config)
    templates = _templates(state)
    expected = expected_pages(catalogue) + len(state.written_pages)
    written = _written(state, catalogue)
    memory = _memory(state)

    def site(overview: Overview) -> bool:
        generated = site_files(catalogue, state.shells, templates, settings, overview, state.written_pages)
        files = shown(chain(written, generated), "Bestanden van de site", sys.stderr, since=state.begun)
        try:
            result = publish(files, state.target, expected, catalogue.published, memory)
        except BrokenSite as broken:
            _refuse(str(broken), state.target)
            return False
        except OSError as error:
            _refuse(f"{error.filename or state.target}: {system_words(error)}", state.target)
            return False
        log.info(
            "%s: %s geschreven, %d ongewijzigd, %d verwijderd.",
            state.target, counted(result.written, "bestand", "bestanden"), result.unchanged, result.deleted,
        )  # fmt: skip
        _process["overview"] = overview
        return True

    last = _process.get("overview") if _process["serving"] else None
    behind: Behind = _process["behind"]
    with behind.lock:
        build = behind.build()
        done = site(last or _overview(catalogue))
    if last and done:
        behind.start(build, lambda: partial(_renewed, site, _overview(catalogue), last))


def _templates(state: State) -> Templates:
    """The templates; a preview compiles them once as long as none of them changes."""
    new = Templates(state.root / "templates")
    known = _process.get("templates") if _process["serving"] else None
    if known is None or known.digest != new.digest:
        _process["templates"] = known = new
    return known


def _overview(catalogue: Catalogue) -> Overview:
    """The overview; without an index of search when somebody measures what the rest of a build takes."""
    return overview_of(catalogue, searched=os.environ.get("KAPSTOK_SEARCH") != "0")


def _renewed(site: Callable[[Overview], bool], overview: Overview, last: Overview) -> None:
    """In a preview the overview of the last build serves until this one's is made."""
    if overview != last:
        site(overview)


def _memo(root: Path, name: str) -> Memo:
    """Work of the last build, in the same way; ``name`` says which work."""
    if os.environ.get("KAPSTOK_CACHE") == "0":
        return Memo()
    if not _process["serving"]:
        return Memo(root / CACHE / name)
    return _process.setdefault(f"memo {name}", Memo())


def _memory(state: State) -> Memory:
    """What the last build wrote: of this process while serving, else of the last one."""
    if os.environ.get("KAPSTOK_CACHE") == "0":
        return Memory()
    if not _process["serving"]:
        return Memory.below(state.root / CACHE, state.target)
    _process["target"] = state.target
    return _process.setdefault("memory", Memory())


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


def _refuse(text: str, target: Path) -> None:
    """Say why nothing is published: an error that ends the build, or in a preview that is already there a message."""
    if _process["serving"] and (target / "index.html").exists():
        log.error("De site is niet gewijzigd; u ziet nog de vorige.\n%s", text)
    else:
        raise PluginError(f"De site is niet gewijzigd.\n{text}") from None


def _written(state: State, catalogue: Catalogue) -> list[SiteFile]:
    """What the engine made of docs/ and of the theme; the style sheets become one."""
    stage = Path(state.stage.name)
    paths = (path for path in stage.rglob("*") if path.is_file())
    found = {path.relative_to(stage).as_posix(): path.read_bytes() for path in paths}
    memo = _memo(state.root, "style")
    files = list(engine_files(found, state.shells.values(), catalogue, memo))
    memo.keep()
    return files
