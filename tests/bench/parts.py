"""Two parts of Kapstok that no other way of working takes away, each measured by itself.

    python -P parts.py start   # loading the program, after the engine and its theme are loaded
    python -P parts.py pages   # rendering every page with Jinja2, when everything that it shows is at hand

It runs in the folder of a project and writes ``took.json``: the seconds of that part by the clock and of the
processors, and the paths and letters of the pages.  Of the pages nothing but the content is made, once before it counts:
templates are compiled by then, and what comes back on many pages was drawn.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def measured(work: Callable[[], T]) -> tuple[dict[str, float], T]:
    """What the work took in this process, and what it gave."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}, found


def start() -> Mapping[str, object]:
    """Loading the program."""
    import mkdocs.commands.build  # noqa: F401

    took, _ = measured(lambda: __import__("mkdocs_hook"))
    return took


def pages() -> Mapping[str, object]:
    """Rendering every page."""
    from markupsafe import Markup

    from kapstok.load import load_catalogue
    from kapstok.memo import Memo
    from kapstok.overview import overview_of
    from kapstok.pages import catalogue_pages, searching_pages
    from kapstok.pages.embeds import embed_pages
    from kapstok.render import Templates
    from kapstok.shell import Shell
    from kapstok.site import Settings, content_of, embed_html

    catalogue = load_catalogue(Path("."), date.today(), Memo())
    similar = overview_of(catalogue, searched=False).similar
    templates, settings = Templates(Path("templates")), Settings("Kapstok", "https://kapstok.test/")
    shell = Shell((), Markup(""), "Kapstok", "")
    indexed = {page.url for page in searching_pages(catalogue)}
    whole = [page for page in catalogue_pages(catalogue, similar) if page.url not in indexed]
    frames = list(embed_pages(catalogue))

    def rendered() -> list[int]:
        return [len(content_of(page, shell, templates, settings)) for page in whole] + [
            len(embed_html(page, templates, settings)) for page in frames
        ]

    rendered()
    took, letters = measured(rendered)
    paths = [f"{page.url}index.html" for page in (*whole, *frames)]
    return {**took, "letters": dict(zip(paths, letters, strict=True))}


if __name__ == "__main__":
    gc.disable()
    found = {"start": start, "pages": pages}[sys.argv[1]]()
    Path("took.json").write_text(json.dumps(found), "utf-8")
    os._exit(0)
