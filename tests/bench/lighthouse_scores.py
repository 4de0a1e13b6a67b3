"""Lighthouse, which Google's Chromium people keep: scores of a page as a slow phone sees it.

The npm packages are locked in ``lighthouse/`` by version and digest and installed into ``.cache/``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import chromium
from conftest import ROOT

LOCKED = Path(__file__).parent / "lighthouse"
CACHE = ROOT / ".cache" / "lighthouse"
PARTS = ("performance", "accessibility", "best-practices", "seo")
TIMES = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest paint",
    "interactive": "interactive",
    "total-blocking-time": "blocking",
}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
USUAL = ("is-crawlable",)
"""What a page that search engines must pass over cannot have."""


class Unavailable(Exception):
    """Lighthouse cannot be had here: no node, or no registry."""


@dataclass(frozen=True)
class Scores:
    """Scores of 0 to 100 by part, milliseconds by moment, and the audits that lost points; medians of several runs."""

    scores: dict[str, int]
    times: dict[str, int]
    lost: tuple[str, ...]
    machine: int
    """Lighthouse's own measure of how fast the machine was meanwhile; a busy one scores less."""


def installed() -> Path:
    """The program, installed when it is not there yet or locked anew; Unavailable when it cannot be."""
    lock = (LOCKED / "package-lock.json").read_bytes()
    program = CACHE / "node_modules/lighthouse/cli/index.js"
    if program.exists() and (CACHE / "package-lock.json").read_bytes() == lock:
        return program
    if not (shutil.which("npm") and shutil.which("node")):
        raise Unavailable("node and npm are not installed")
    shutil.rmtree(CACHE, ignore_errors=True)
    shutil.copytree(LOCKED, CACHE)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    result = subprocess.run(command, cwd=CACHE, capture_output=True, text=True, check=False)
    if result.returncode:
        shutil.rmtree(CACHE)
        raise Unavailable(f"npm could not install Lighthouse: {result.stderr.strip()}")
    return program


def scores_of(address: str, runs: int, is_listed: bool = True) -> Scores:
    """The median of several visits with the mobile profile; ``is_listed`` is whether search engines may show the page."""
    found = [_visited(address, is_listed) for _ in range(runs)]
    scores = {part: round(median(_score(one, part) for one in found)) for part in PARTS}
    times = {
        name: round(median(one["audits"][audit]["numericValue"] for one in found))
        for audit, name in TIMES.items()
    }
    return Scores(scores, times, tuple(sorted(_lost(found))), round(median(_speed(one) for one in found)))


def _visited(address: str, is_listed: bool) -> dict:
    path = chromium.path()
    assert path, "no Chromium: run 'make tools'"
    skipped: Sequence[str] = () if is_listed else [f"--skip-audits={audit}" for audit in USUAL]
    command = [
        "node", str(installed()), address, "--output=json", "--output-path=stdout", "--quiet", *skipped,
        f"--only-categories={','.join(PARTS)}", f"--chrome-flags={FLAGS}",
    ]  # fmt: skip
    result = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": path}, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def _score(report: dict, part: str) -> float:
    return 100 * report["categories"][part]["score"]


def _speed(report: dict) -> float:
    return report["environment"]["benchmarkIndex"]


def _lost(reports: Sequence[dict]) -> set[str]:
    """Audits that count for a part other than performance and were not passed."""
    return {
        counted["id"]
        for report in reports
        for part in PARTS[1:]
        for counted in report["categories"][part]["auditRefs"]
        if counted["weight"] and (report["audits"][counted["id"]]["score"] or 0) < 1
        and report["audits"][counted["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    }  # fmt: skip
