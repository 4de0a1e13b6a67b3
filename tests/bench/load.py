"""What one small server holds: the site behind nginx with our configuration, asked by wrk on this machine.

    PYTHONPATH=hooks:tests python -m bench.load [seconds]

One worker of nginx and one thread of wrk with 32 connections, so that neither takes more than a core.
"A core for itself" is what the worker would have answered with the whole second: answers divided by the
processor time that it used, which hardly depends on what else the machine does.
What a visit asks for is not written down here: a real Chromium makes the visit, and its requests are repeated.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request

import chromium
import engines
import nginx

from .machine import processor_name

CONNECTIONS = 32
SECONDS = 10
SCRIPT = Path(__file__).with_suffix(".lua")
COMPRESSED = (".html", ".css", ".js", ".mjs", ".json", ".bin", ".svg", ".xml", ".csv", ".txt")
MEGABIT = 1_000_000 / 8


@dataclass(frozen=True)
class Visit:
    """What a reader does: the addresses in order, and the bytes that came back, headers included."""

    name: str
    addresses: Sequence[str]
    size: int


@dataclass(frozen=True)
class Load:
    """What wrk found: answers a second, and those of a core for itself; latencies in milliseconds, bytes a second, failures."""

    rate: float
    core_rate: float
    p50: float
    p99: float
    bytes_a_second: float
    errors: int


def home(page: Page, address: str) -> None:
    """Somebody opens the home page for the first time."""
    page.goto(address)


def practice(page: Page, address: str) -> None:
    """Somebody follows a link in a mail to one practice."""
    page.goto(f"{address}praktijken/katrol/")


def listed(page: Page, address: str) -> None:
    """Somebody opens the list of all practices."""
    page.goto(f"{address}praktijken/")


def search(page: Page, address: str) -> None:
    """Somebody opens the search, types a question and chooses a province."""
    page.goto(f"{address}zoeken/")
    page.locator("main input[name=q]").press_sequentially("taalcoach vrijwilligers", delay=80)
    page.wait_for_selector('[data-search-state="ready"] [data-id]')
    page.goto(f"{address}zoeken/?q=taalcoach+vrijwilligers&provincie=limburg")
    page.wait_for_selector('[data-search-state="ready"]')


def whole(page: Page, address: str) -> None:
    """Somebody comes in at the home page, searches, and reads two results."""
    home(page, address)
    search(page, address)
    practice(page, address)
    page.goto(f"{address}hete-hangijzers/1-al-zoveel-werk/")


VISITS: Sequence[tuple[str, Callable[[Page, str], None]]] = (
    ("home, first visit", home),
    ("a practice, first visit", practice),
    ("/praktijken/, first visit", listed),
    ("a search session", search),
    ("home, search, two records", whole),
)
PAGES = (("home, the page alone", "/"), ("a practice, the page alone", "/praktijken/katrol/"),
         ("/praktijken/, the page alone", "/praktijken/"))  # fmt: skip


def visited(browser: Browser, address: str, name: str, act: Callable[[Page, str], None]) -> Visit:
    """Make a visit in a browser that knows nothing yet, and remember what it asked for."""
    context = browser.new_context()
    page = context.new_page()
    done: list[Request] = []
    page.on("requestfinished", lambda request: done.append(request))
    act(page, address)
    page.wait_for_load_state("networkidle")
    sizes = [request.sizes() for request in done]
    context.close()
    size = sum(found["responseBodySize"] + found["responseHeadersSize"] for found in sizes)
    return Visit(name, [urlsplit(request.url).path for request in done], size)


def loaded(running: nginx.Running, addresses: Sequence[str], folder: Path, seconds: int) -> Load:
    """What wrk measures on these addresses, asked for in turn."""
    listed = folder / "addresses"
    listed.write_text("\n".join(addresses) + "\n", "utf-8")
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "-s", str(SCRIPT)]
    command += [f"http://127.0.0.1:{running.port}/", "--", str(listed)]
    before = running.processor_seconds()
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    spent = running.processor_seconds() - before
    found = json.loads(result.stdout.strip().splitlines()[-1])
    passed = found["microseconds"] / 1_000_000
    answers = found["requests"]
    return Load(
        rate=answers / passed,
        core_rate=answers / spent,
        p50=found["p50"] / 1000,
        p99=found["p99"] / 1000,
        bytes_a_second=found["bytes"] / passed,
        errors=found["errors"],
    )


def compress_beforehand(site: Path) -> None:
    """A ``.gz`` beside every file that gains by it, as hosting/README.md says."""
    for path in sorted(site.rglob("*")):
        if path.suffix in COMPRESSED and path.stat().st_size >= 512:
            subprocess.run(["gzip", "--keep", "--best", "--no-name", str(path)], check=True)


@contextmanager
def built_site() -> Iterator[tuple[Path, Path]]:
    """The site of the working copy, and a folder for what nginx and wrk write."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        result = engines.build("mkdocs", engines.ROOT, site)
        if result.returncode:
            raise SystemExit(result.stdout + result.stderr)
        Path(folder, "nginx").mkdir()
        yield site, Path(folder, "nginx")


def machine() -> str:
    """What this was measured on."""
    versions = [
        subprocess.run(command, capture_output=True, text=True, check=False)
        for command in ([nginx.program() or "nginx", "-v"], ["wrk", "-v"])
    ]
    names = [re.search(r"nginx/\S+|wrk \S+", found.stdout + found.stderr) for found in versions]
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    found = [processor_name(), f"{os.cpu_count()} cores", f"load {load}"]
    return ", ".join([*found, *(name[0] for name in names if name)])


HEAD = ("requests", "kB", "requests a second", "p50 ms", "p99 ms", "failed", "requests, a core for itself",
        "visits, a core for itself", "Mbit/s then")  # fmt: skip


def row(name: str, requests: int, size: float, load: Load) -> str:
    """One line of the table; ``size`` is the bytes of all requests together."""
    visits = load.core_rate / requests
    cells = (name, f"{requests}", f"{size / 1000:,.0f}", f"{load.rate:,.0f}", f"{load.p50:.1f}", f"{load.p99:.1f}",
             f"{load.errors}", f"{load.core_rate:,.0f}", f"{visits:,.0f}", f"{visits * size / MEGABIT:,.0f}")  # fmt: skip
    return f"| {' | '.join(cells)} |"


def main() -> None:
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    if not (nginx.program() and shutil.which("wrk")):
        raise SystemExit("This needs nginx and wrk; on Debian: apt-get install nginx wrk")
    with built_site() as (site, folder), nginx.serving(site, folder) as running:
        with chromium.launched() as browser:
            visits = [
                visited(browser, f"http://127.0.0.1:{running.port}/", name, act) for name, act in VISITS
            ]
        alone = [Visit(name, [address], 0) for name, address in PAGES]
        print(f"{machine()}; 1 worker, {CONNECTIONS} connections, {seconds} s each\n")
        for title in ("compressed for each request", "compressed beforehand"):
            print(f"| {title} | {' | '.join(HEAD)} |\n{'|---' * (len(HEAD) + 1)}|")
            for visit in [*alone, *visits]:
                load = loaded(running, visit.addresses, folder, seconds)
                size = visit.size or load.bytes_a_second / load.rate
                print(row(visit.name, len(visit.addresses), size, load), flush=True)
            print()
            if title != "compressed beforehand":
                compress_beforehand(site)


if __name__ == "__main__":
    main()
