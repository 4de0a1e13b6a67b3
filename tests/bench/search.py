"""What search costs: bytes to the first result and milliseconds to every answer, in the real browser.

``make search-bench N="real 1000 10000"`` prints the figures as Markdown.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

import chromium
from conftest import BASE, ROOT, build_site

from .machine import processor_name
from .project import write_project
from .server import Answer, Served, serving
from .table import table
from .visits import (
    PLAIN,
    PRACTICES,
    SEARCH,
    Fetched,
    Sample,
    Typist,
    cold_by_address,
    cold_by_typing,
    fetched_by,
    fetched_for,
    profiled,
    visit,
)

QUERIES = (
    "taalcoach", "huiswerk", "zwemmen voor vrouwen", "genk", "moskee", "praatcafe", "vrijwilligers",
    "hoe bereiken we ouders", "buurtfeest", "ocmw", "nieuwkomers onthaal", "jeugdwerk", "woonwagens",
    "sport", "tolken", "antwerpen senioren", "bibliotheek", "huiswerkbegleiding", "kinderopvang", "subsidie wijk",
)  # fmt: skip
GOALS = {"real": (100_000, 400, None), "1000": (140_000, 400, 30), "10000": (240_000, 400, 80)}
"""For each size: most bytes of all files of search (gzip), milliseconds to a cold first result, p95 of warm answers."""
COLD = 10
CLICKS = 120


@dataclass(frozen=True)
class Cost:
    """Everything that was measured on one catalogue."""

    size: str
    build_seconds: float
    fetched: list[Fetched]
    typed: list[Fetched]
    by_address: list[Sample]
    by_typing: list[Sample]
    warm: dict[str, list[Sample]]
    work: dict[str, float]
    pages: dict[str, int]
    profile: dict[str, float]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` percent of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * share / 100) - 1)]


def site_of(size: str, work: Path) -> Path:
    """The built site of a catalogue: the project's own, or one of ``size`` practices."""
    project = ROOT
    if size != "real":
        project = work / f"project-{size}"
        write_project(int(size), project)
    target = work / f"site-{size}"
    result = build_site(project, target)
    if result.returncode:
        sys.exit(result.stdout + result.stderr)
    return target


def measured(browser: Browser, served: Served, size: str, build_seconds: float, profile: bool) -> Cost:
    """Every measurement on one site, one after another."""
    plain = fetched_by(browser, served, PLAIN)
    assert not any("search" in path for path in plain), "a page without search fetches a file of search"
    pages = {}
    for path in (SEARCH, PRACTICES):
        fetched_by(browser, served, path)
        pages[path] = len(served.body(path)[0])
    fetched, typed = (
        [fetched_for(browser, served, query, plain, by_letter) for query in QUERIES]
        for by_letter in (False, True)
    )
    by_address = [cold_by_address(browser, served, query) for query in QUERIES[:COLD]]
    by_typing = [cold_by_typing(browser, served, query) for query in QUERIES[:COLD]]
    warm = {}
    spent: dict[str, float] = {}
    with visit(browser, served, SEARCH) as page:
        typist = Typist(page)
        typist.type(["taal"])
        before = typist.work()
        warm["keystrokes, /zoeken/"] = typist.type(QUERIES)
        work = {kind: ms - before[kind] for kind, ms in typist.work().items()}
        if profile:
            with profiled(page, spent):
                typist.type(QUERIES)
    for path in (SEARCH, f"{SEARCH}?q=taal", PRACTICES):
        with visit(browser, served, path) as page:
            typist = Typist(page)
            typist.type(["taal"] if "?" in path else ["taal", ""])
            warm[f"facet clicks, /{path}"] = typist.click_facets(CLICKS)
    return Cost(size, build_seconds, fetched, typed, by_address, by_typing, warm, work, pages, spent)


def kilo(size: float) -> str:
    """Bytes in thousands."""
    return f"{size / 1000:.1f}"


def bytes_table(costs: Sequence[Cost]) -> str:
    """What every size costs over the line."""
    head = "practices|query|total p50|p95|**max**|goal|scripts|data p50|data max|data before use|/zoeken/|/praktijken/"
    rows = []
    for cost in costs:
        for name, fetched in (("at once", cost.fetched), ("letter by letter", cost.typed)):
            totals = [item.code + item.data for item in fetched]
            data = [item.data for item in fetched]
            unasked = {path for item in fetched for path in item.data_before}
            rows.append(
                (
                    cost.size, name, kilo(median(totals)), kilo(percentile(totals, 95)), f"**{kilo(max(totals))}**",
                    _goal(cost, 0), kilo(max(item.code for item in fetched)), kilo(median(data)), kilo(max(data)),
                    ", ".join(sorted(unasked)) or "none", kilo(cost.pages[SEARCH]), kilo(cost.pages[PRACTICES]),
                )
            )  # fmt: skip
    return table(head.split("|"), rows)


def files_list(costs: Sequence[Cost]) -> str:
    """Which files the first query of every size fetched."""

    def listed(answers: Iterable[Answer]) -> str:
        return ", ".join(f"{item.path.rpartition('/')[2]} {kilo(item.size)}" for item in answers) or "nothing"

    return "\n".join(
        f"- {cost.size}: before use {listed(cost.fetched[0].before)}; "
        f"for '{cost.fetched[0].query}' {listed(cost.fetched[0].after)}"
        for cost in costs
    )


def cold_table(costs: Sequence[Cost]) -> str:
    """How long the first result takes in a fresh profile."""
    rows = []
    for cost in costs:
        for name, samples in (
            ("navigation to /zoeken/?q=…", cost.by_address),
            ("first keystroke", cost.by_typing),
        ):
            ready, drawn = [s.ready for s in samples], [s.drawn for s in samples]
            figures = (f"{value:.0f}" for value in (median(ready), max(ready), median(drawn), max(drawn)))
            rows.append((cost.size, name, *figures, _goal(cost, 1)))
    return table(["practices", "from", "ready p50", "max", "drawn p50", "max", "goal"], rows)


def warm_table(costs: Sequence[Cost]) -> str:
    """How long an answer takes on a page that has answered before."""
    head = "practices|what|n|cpu p50|p95|max|ready p50|p95|max|drawn p50|**p95**|max|goal p95|most work"
    rows = []
    for cost in costs:
        for name, samples in cost.warm.items():
            figures = [
                f"{value:.1f}"
                for values in (
                    [s.cpu for s in samples],
                    [s.ready for s in samples],
                    [s.drawn for s in samples],
                )
                for value in (median(values), percentile(values, 95), max(values))
            ]
            figures[7] = f"**{figures[7]}**"
            most = max(samples, key=lambda sample: sample.cpu)
            what = f"{most.what} ({most.results} shown)"
            rows.append((cost.size, name, len(samples), *figures, _goal(cost, 2), what))
    return table(head.split("|"), rows)


def work_list(costs: Sequence[Cost]) -> str:
    """What kind of work the keystrokes give."""
    return "\n".join(
        f"- {cost.size}: "
        + ", ".join(f"{kind} {ms / sum(cost.work.values()):.0%}" for kind, ms in cost.work.items())
        for cost in costs
    )


def profile_list(cost: Cost) -> str:
    """The functions that the keystrokes spend their processor time on."""
    spent = {name: ms for name, ms in cost.profile.items() if name != "(idle)"}
    ranked = sorted(spent.items(), key=lambda item: (-item[1], item[0]))
    return "\n".join(f"- {ms / sum(spent.values()):.1%} {name}" for name, ms in ranked[:15])


def _goal(cost: Cost, which: int) -> str:
    """A goal as a cell."""
    goal = GOALS[cost.size][which] if cost.size in GOALS else None
    return "" if goal is None else f"≤ {kilo(goal) if which == 0 else goal}"


def report(costs: Sequence[Cost], machine: str) -> str:
    """The figures as Markdown."""
    parts = [
        f"Machine: {machine}",
        "kB over the line (gzip level 9, without headers) of all files of search, from opening /zoeken/ to the "
        "result of a query, its first result and after every letter of it; beside it the pages themselves:",
        bytes_table(costs),
        files_list(costs),
        f"Cold first result, ms ({COLD} queries, each in a fresh profile):",
        cold_table(costs),
        "Warm answers, ms (cpu: processor time of the page's main thread, drawing included; ready: from the input "
        "event to the results; drawn: until the next frame, one every 16.7 ms, is painted):",
        warm_table(costs),
        "The processor time of the keystrokes by kind (rest: painting, events, the address):",
        work_list(costs),
    ]
    for cost in costs:
        if cost.profile:
            parts += [f"Where the processor time of the keystrokes at {cost.size} goes:", profile_list(cost)]
    parts.append("Seconds to build: " + ", ".join(f"{cost.size} {cost.build_seconds:.0f}" for cost in costs))
    return "\n\n".join(parts)


def machine_name(browser: Browser) -> str:
    """Cores, processor and browser."""
    return f"{os.cpu_count()} cores ({processor_name()}), Chromium {browser.version}, Python {platform.python_version()}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="bench.search", description="Measure what search costs.")
    parser.add_argument(
        "sizes", nargs="*", default=["real", "1000", "10000"], help="real, or a number of practices"
    )
    parser.add_argument("--json", type=Path, help="write every figure to this file")
    parser.add_argument(
        "--profile", action="store_true", help="also say what the keystrokes spend their time on"
    )
    options = parser.parse_args()
    costs = []
    with tempfile.TemporaryDirectory(prefix="kapstok-bench-") as work, chromium.launched() as browser:
        machine = machine_name(browser)
        for size in options.sizes:
            started, load = time.perf_counter(), os.getloadavg()[0]
            site = site_of(size, Path(work))
            seconds = time.perf_counter() - started
            with serving(site, BASE) as served:
                costs.append(measured(browser, served, size, seconds, options.profile))
            machine += f"; load at {size} {load:.1f} to {os.getloadavg()[0]:.1f}"
            if options.json:
                figures = {"machine": machine, "costs": [asdict(cost) for cost in costs]}
                options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(report(costs, machine))


if __name__ == "__main__":
    main()
