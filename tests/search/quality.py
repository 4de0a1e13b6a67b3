"""How well the shipped search answers judged queries, beside plain engines.

``make quality`` measures the development part; with ``FAILURES=1`` it lists what that misses, with
``BASELINES=1`` it measures Pagefind, MiniSearch and Material's own search too, and with ``PART=end``
it measures the part for the end of a change, which is never listed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser

import chromium
from bench.server import serving
from conftest import BASE, ROOT, build_site
from kapstok.load import load_catalogue

from .baselines import BASELINES
from .judged import FOLDER, PARTS, SOUGHT, Judged, read_judged
from .measures import TOP, Ratio, Row, ndcg, ratio, recall, table
from .records import plain_records

OURS = "Kapstok"
STATE = "[data-search-state]"


def our_answers(site: Path, queries: Sequence[str], browser: Browser) -> list[list[str]]:
    """The first ten slugs for each query, as a reader gets them at ``/praktijken/?q=…``."""
    found = []
    with serving(site, BASE) as served:
        page = browser.new_context().new_page()
        for query in queries:
            page.goto(f"{served.address}praktijken/?q={quote(query)}")
            page.wait_for_selector(f"{STATE}:not([data-search-state=busy])")
            if page.get_attribute(STATE, "data-search-state") != "ready":
                raise RuntimeError(page.inner_text("main")[:500])
            slugs = page.eval_on_selector_all(
                f"{STATE} [data-id]", "cards => cards.map((card) => card.dataset.id)"
            )
            found.append(slugs[:TOP])
        page.context.close()
    return found


def rows_text(name: str, rows: Sequence[Row]) -> str:
    """A table as Markdown."""
    lines = [
        f"{name}",
        "",
        f"| kind | queries | recall@{TOP} | MRR@{TOP} | nDCG@{TOP} | empty |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.kind} | {row.queries} | {row.recall:.1%} | {row.mrr:.3f} | {row.ndcg:.3f} | {row.empty:.0%} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def ratios_text(ratios: Mapping[str, Ratio]) -> str:
    """How many times higher our nDCG is."""
    lines = [
        f"nDCG@{TOP} of {OURS} divided by that of a plain engine (95 % interval, paired bootstrap over the queries):",
        "",
    ]
    lines += ["| engine | ratio | interval |", "|---|---|---|"]
    lines += [
        f"| {name} | {item.value:.2f} | {item.low:.2f} – {item.high:.2f} |" for name, item in ratios.items()
    ]
    return "\n".join(lines) + "\n"


def failures_text(judged: Sequence[Judged], answers: Sequence[Sequence[str]]) -> str:
    """The queries that miss something sought: what is missing, and the first ten."""
    lines = []
    for item, found in zip(judged, answers, strict=True):
        if recall(found, item.grades) < 1:
            missing = [slug for slug, grade in item.grades.items() if grade == SOUGHT and slug not in found]
            lines += [f"{item.kind}: {item.query}", f"  missing: {', '.join(missing)}"]
            lines += [
                "  found:   "
                + (
                    ", ".join(
                        f"{slug} ({item.grades[slug]})" if slug in item.grades else slug for slug in found
                    )
                    or "nothing"
                ),
                "",
            ]
    return "\n".join(lines) or "No query misses anything.\n"


def main() -> int:
    """The command line; 2 when failures of the end part are asked for."""
    parser = argparse.ArgumentParser(prog="search.quality", description="Measure what search finds.")
    parser.add_argument("--part", choices=(*PARTS, "all"), default="develop")
    parser.add_argument(
        "--baselines", action="store_true", help="measure plain engines too (needs node and npm)"
    )
    parser.add_argument(
        "--failures", action="store_true", help="list the queries that miss something (develop only)"
    )
    parser.add_argument("--json", type=Path, help="write every figure to this file")
    parser.add_argument("--judged", type=Path, default=FOLDER, help="the folder of the judged queries")
    options = parser.parse_args()
    if options.failures and options.part != "develop":
        print(
            "The queries of the end part are measured, not listed: a change must not be made to fit them.",
            file=sys.stderr,
        )
        return 2
    parts = PARTS if options.part == "all" else (options.part,)
    judged = [item for part in parts for item in read_judged(options.judged / f"{part}.yml")]
    queries = [item.query for item in judged]
    answers: dict[str, list[list[str]]] = {}
    with tempfile.TemporaryDirectory(prefix="kapstok-quality-") as work, chromium.launched() as browser:
        site = Path(work) / "site"
        built = build_site(ROOT, site)
        if built.returncode:
            sys.exit(built.stdout + built.stderr)
        answers[OURS] = our_answers(site, queries, browser)
        if options.baselines:
            records = plain_records(load_catalogue(ROOT, date.today()))
            for number, (name, asked) in enumerate(BASELINES.items()):
                answers[name] = asked(records, queries, browser, Path(work) / str(number))
    tables = {name: table(judged, found) for name, found in answers.items()}
    scores = {
        name: [ndcg(slugs, item.grades) for item, slugs in zip(judged, found, strict=True)]
        for name, found in answers.items()
    }
    ratios = {name: ratio(scores[OURS], own) for name, own in scores.items() if name != OURS}
    print(f"Judged queries: {options.part}\n")
    for name, rows in tables.items():
        print(rows_text(name, rows))
    if ratios:
        print(ratios_text(ratios))
    if options.failures:
        print(failures_text(judged, answers[OURS]))
    if options.json:
        figures = {
            "part": options.part,
            "tables": {name: [asdict(row) for row in rows] for name, rows in tables.items()},
            "ratios": {name: asdict(item) for name, item in ratios.items()},
        }
        if options.part == "develop":
            figures["queries"] = [
                {"query": item.query, "kind": item.kind, "grades": dict(item.grades),
                 "answers": {name: found[at] for name, found in answers.items()}}
                for at, item in enumerate(judged)
            ]  # fmt: skip
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
