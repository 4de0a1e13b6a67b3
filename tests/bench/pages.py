"""What every kind of page costs a reader: bytes, movement while it loads, and Lighthouse's scores on a slow phone.

``make page-bench`` prints the tables as Markdown and says gate by gate what is met; ``KINDS="home practice"``
takes some kinds only, ``RUNS=5`` so many visits of Lighthouse each, ``N=1000`` a catalogue of a thousand practices.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser

import chromium
from browser.kinds import KINDS, page_of
from conftest import BASE
from kapstok.load import load_catalogue
from kapstok.policy import header

from .lighthouse_scores import PARTS, TIMES, Scores, scores_of
from .search import site_of
from .server import Served, serving
from .table import table
from .weights import Visit, beyond_frame, visited

GATES = {"beyond the frame": 30_000, "first view": 130_000, "moves": 0, "interactive, home": 1000}
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}


@dataclass(frozen=True)
class Cost:
    """What one kind of page costs; ``scores`` is None where Lighthouse was not asked."""

    kind: str
    path: str
    beyond: int
    narrow: Visit
    wide: Visit
    scores: Scores | None


def cost_of(browser: Browser, served: Served, kind: str, path: str, runs: int) -> Cost:
    """Every measurement of one kind of page, one after another."""
    file = path.partition("?")[0]
    file = f"{file}index.html" if file.endswith("/") or not file else file
    html = (served.folder / file).read_text("utf-8")
    narrow, wide = (visited(browser, served, path, width) for width in (360, 1280))
    is_listed = 'name="robots" content="noindex"' not in html
    scores = scores_of(served.address + path, runs, is_listed) if runs else None
    return Cost(kind, path, beyond_frame(html), narrow, wide, scores)


def missed(costs: Sequence[Cost]) -> list[str]:
    """What is not met, gate by gate."""
    found = []
    for cost in costs:
        values = {
            "beyond the frame": cost.beyond,
            "first view": max(cost.narrow.bytes, cost.wide.bytes),
            "moves": max(cost.narrow.shift, cost.wide.shift),
        }
        if cost.scores and cost.kind == "home":
            values["interactive, home"] = cost.scores.times["interactive"]
        found += [
            f"{cost.kind}: {name} {value:g} > {GATES[name]}"
            for name, value in values.items()
            if value > GATES[name]
        ]
        if cost.scores:
            scores = cost.scores.scores
            found += [
                f"{cost.kind}: {part} {scores[part]} < {LEAST[part]}"
                for part in PARTS
                if scores[part] < LEAST[part]
            ]
        for visit in (cost.narrow, cost.wide):
            found += [f"{cost.kind}: {what}" for what in (*visit.refused, *visit.errors, *visit.foreign)]
    return found


def weights_table(costs: Sequence[Cost]) -> str:
    """Bytes and movement."""
    head = ("page", "HTML beyond the frame", "first view", "files", "moves at 360 / 1280 px")
    rows = [
        (cost.kind, f"{cost.beyond / 1000:.1f} kB", f"{max(cost.narrow.bytes, cost.wide.bytes) / 1000:.1f} kB",
         max(cost.narrow.files, cost.wide.files), f"{cost.narrow.shift:g} / {cost.wide.shift:g}")
        for cost in costs
    ]  # fmt: skip
    return table(head, rows)


def scores_table(costs: Sequence[Cost]) -> str:
    """Lighthouse, and the audits that lost points."""
    head = ("page", *PARTS, *(f"{name}, ms" for name in TIMES.values()), "machine", "lost")
    rows = [
        (cost.kind, *(cost.scores.scores[part] for part in PARTS), *cost.scores.times.values(), cost.scores.machine,
         ", ".join(cost.scores.lost) or "–")
        for cost in costs if cost.scores
    ]  # fmt: skip
    return table(head, rows)


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"kinds of pages: {', '.join(KINDS)}")
    parser.add_argument(
        "--size", default="real", help="the project's own catalogue, or a number of practices"
    )
    parser.add_argument("--runs", type=int, default=3, help="visits of Lighthouse to each page; 0: none")
    parser.add_argument("--json", type=Path, help="write everything that was measured to a file")
    given = parser.parse_args()
    unknown = set(given.kinds) - set(KINDS)
    if unknown:
        parser.error(f"no such kind: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as work, chromium.launched() as browser:
        site = site_of(given.size, Path(work))
        root = Path(work) / f"project-{given.size}" if given.size != "real" else Path.cwd()
        catalogue = load_catalogue(root, date.today())
        costs = []
        with serving(site, BASE, headers={"Content-Security-Policy": header()}) as served:
            for kind in given.kinds or KINDS:
                print(kind, file=sys.stderr, flush=True)
                costs.append(cost_of(browser, served, kind, page_of(kind, catalogue), given.runs))
        print(
            f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {browser.version}\n"
        )
    print(weights_table(costs), end="\n\n")
    if given.runs:
        print(scores_table(costs), end="\n\n")
    print("\n".join(f"- Not met: {what}" for what in missed(costs)) or "Every gate is met.")
    if given.json:
        given.json.write_text(json.dumps([asdict(cost) for cost in costs], indent=1), "utf-8")


if __name__ == "__main__":
    main()
