"""Plain engines on the same records, each as its makers ship it, in the real browser.

Their packages are pinned here and installed into ``.cache/``; nothing else needs them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Browser

from bench.server import serving
from conftest import ROOT

from .measures import TOP
from .records import PlainRecord

PACKAGES = {"pagefind": "1.6.0", "minisearch": "7.2.0"}
CACHE = ROOT / ".cache" / "search-baselines"
PAGE = """<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><title>{title}</title></head>
<body><main>{content}</main></body>
</html>
"""

Answers = list[list[str]]

ASK_PAGEFIND = """
async ([queries, most]) => {
  const pagefind = await import(new URL("pagefind/pagefind.js", document.baseURI));
  const found = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    found.push((await Promise.all(results.slice(0, most).map((result) => result.data()))).map(({ url }) => url));
  }
  return found;
}
"""
ASK_MINISEARCH = """
async ([records, fields, settings, queries, most]) => {
  const { default: MiniSearch } = await import(new URL("minisearch.js", document.baseURI));
  const engine = new MiniSearch({ idField: "slug", fields });
  engine.addAll(records);
  return queries.map((query) => engine.search(query, settings).slice(0, most).map(({ id }) => id));
}
"""
LISTEN = """
(() => {
  const { Worker } = globalThis;
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => { if (data.type === 3) globalThis.answered?.(data.data.items); });
    }
  };
})();
"""
"""Type 3 is the message by which Material's search worker gives its results."""
ASK_MATERIAL = """
async ([queries, most]) => {
  const box = document.querySelector("[data-md-component=search-query]");
  const found = [];
  for (const query of queries) {
    const items = await new Promise((resolve, reject) => {
      globalThis.answered = resolve;
      setTimeout(() => reject(new Error(`no answer to ${query}`)), 20000);
      box.value = query;
      box.dispatchEvent(new KeyboardEvent("keyup"));
    });
    found.push(items.slice(0, most).map(([{ location }]) => location));
  }
  return found;
}
"""


def installed() -> Path:
    """The folder with the packages, installed when it is not there yet."""
    folder = CACHE / "-".join(f"{name}-{version}" for name, version in PACKAGES.items())
    if not (folder / "done").exists():
        if not (shutil.which("npm") and shutil.which("node")):
            raise SystemExit("The plain engines need node and npm.")
        folder.mkdir(parents=True, exist_ok=True)
        wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
        quiet = ("--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
        subprocess.run(["npm", "install", *quiet, "--prefix", str(folder), *wanted], check=True)
        (folder / "done").touch()
    return folder / "node_modules"


def pagefind_answers(
    records: Sequence[PlainRecord], queries: Sequence[str], browser: Browser, folder: Path
) -> Answers:
    """Pagefind over a page for each record, with its default options."""
    site = folder / "pagefind-site"
    _write_pages(site, {record.slug: PAGE.format(title="", content=record.html) for record in records})
    command = ["node", str(installed() / "pagefind/lib/runner/bin.cjs"), "--site", str(site), "--silent"]
    subprocess.run(command, check=True)
    return [_slugs(urls) for urls in _asked(browser, site, ASK_PAGEFIND, [list(queries), TOP])]


def minisearch_answers(
    records: Sequence[PlainRecord], queries: Sequence[str], browser: Browser, folder: Path, **settings: object
) -> Answers:
    """MiniSearch over the fields of each record; ``settings`` are its search options."""
    site = folder / "minisearch-site"
    _write_pages(site, {})
    library = installed() / "minisearch/dist/es/index.js"
    (site / "minisearch.js").write_bytes(library.read_bytes())
    rows = [{"slug": record.slug, **record.fields} for record in records]
    return _asked(
        browser, site, ASK_MINISEARCH, [rows, list(records[0].fields), settings, list(queries), TOP]
    )


def material_answers(
    records: Sequence[PlainRecord], queries: Sequence[str], browser: Browser, folder: Path
) -> Answers:
    """Material's own search in a site that MkDocs builds: its box is filled, and its worker answers."""
    source, site = folder / "material", folder / "material-site"
    (source / "docs").mkdir(parents=True)
    for record in records:
        (source / f"docs/{record.slug}.md").write_text(record.markdown, "utf-8")
    (source / "docs/index.md").write_text("# Start\n", "utf-8")
    settings = {
        "site_name": "Proef",
        "theme": {"name": "material", "language": "nl", "font": False},
        "plugins": [{"search": {"lang": "nl"}}],
    }
    (source / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=source, check=True)
    return [_slugs(found) for found in _asked(browser, site, ASK_MATERIAL, [list(queries), TOP], LISTEN)]


BASELINES: Mapping[str, Callable[[Sequence[PlainRecord], Sequence[str], Browser, Path], Answers]] = {
    f"Pagefind {PACKAGES['pagefind']}": pagefind_answers,
    f"MiniSearch {PACKAGES['minisearch']}": minisearch_answers,
    f"MiniSearch {PACKAGES['minisearch']}, prefix and fuzzy 0.2": lambda *given: minisearch_answers(
        *given, prefix=True, fuzzy=0.2
    ),
    "Material for MkDocs, lang nl": material_answers,
}


def _write_pages(site: Path, pages: Mapping[str, str]) -> None:
    for slug, html in {**pages, "": PAGE.format(title="Start", content="")}.items():
        (site / slug).mkdir(parents=True, exist_ok=True)
        (site / slug / "index.html").write_text(html, "utf-8")


def _asked(browser: Browser, site: Path, script: str, given: list, before: str = "") -> Answers:
    """What a script on the first page of a served site answers."""
    with serving(site) as served:
        context = browser.new_context()
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.goto(served.address)
        answers = page.evaluate(script, given)
        context.close()
    return answers


def _slugs(urls: Iterable[str]) -> list[str]:
    """The records that addresses lead to, each once."""
    return list(dict.fromkeys(url.partition("#")[0].strip("/") for url in urls))
