"""``kapstok links``: do the addresses of others still answer? It asks politely, and remembers what it found."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from pathlib import Path

from ..load import load_catalogue
from ..progress import shown
from ..site import Settings
from ..web.results import STATES, LinkResults, is_offline, results_json, results_of, updated
from ..web.rounds import visits
from ..web.uses import WebAddress, web_addresses
from ..web.visitor import Manners, Visit, Visitor
from ..whole_file import write_whole
from ..words import counted
from .options import add_today, settings_of

NAME = "links"
HELP = "vraag elk webadres van anderen op en onthoud wat antwoordt"
RESULTS = Path("report/links.json")


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--output",
        metavar="BESTAND",
        type=Path,
        help=f"bestand met de resultaten, ook van vorige keren (standaard: {RESULTS})",
    )
    parser.add_argument(
        "--only", metavar="PAD", help="alleen adressen in dit bestand of deze map, zoals register/partners"
    )
    parser.add_argument(
        "--allow-local",
        action="store_true",
        help="vraag ook adressen op deze computer en in het eigen netwerk op",
    )
    add_today(parser)


def run(options: argparse.Namespace) -> int:
    catalogue = load_catalogue(options.root, options.today)
    output: Path = options.output or options.root / RESULTS
    used = web_addresses(catalogue)
    wanted = [item for item in used if not options.only or _lies_in(item, options.only)]
    if not wanted:
        print(
            f"Er staan geen webadressen in '{options.only}'." if options.only else "Er zijn geen webadressen."
        )
        return 0
    manners = Manners(_agent(settings_of(os.environ)), allow_local=options.allow_local)
    print(f"{counted(len(wanted), 'webadres', 'webadressen')} opvragen als '{manners.agent}'.", flush=True)
    found, complete = _visited([item.address for item in wanted], Visitor(manners))
    if is_offline(found):
        print("Geen enkele website was te bereiken: is er internet? De resultaten blijven zoals ze waren.")
        return 0
    before = results_of(output.read_text("utf-8", "replace")) if output.is_file() else None
    if output.is_file() and before is None:
        print(f"'{output}' was niet te lezen; het telt opnieuw vanaf nu.")
    results = updated(before, used, found, options.today, complete)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_whole(output, results_json(results))
    except OSError:
        sys.stderr.write(f"'{output}' is niet te schrijven; kies met --output een ander bestand.\n")
        return 2
    print(_summary(results, found))
    print(f"Bewaard in {output}.")
    return 0


def _visited(addresses: list[str], visitor: Visitor) -> tuple[dict[str, Visit], bool]:
    """What each address answered, and whether all were asked; Ctrl+C keeps what there is."""
    found: dict[str, Visit] = {}
    answers = visits(addresses, visitor.visit)
    try:
        for address, visit in shown(answers, "Opgevraagd", sys.stderr, total=len(addresses)):
            found[address] = visit
    except KeyboardInterrupt:
        print("\nOnderbroken; wat er al is, blijft.")
    return found, len(found) == len(addresses)


def _summary(results: LinkResults, found: dict[str, Visit]) -> str:
    """How many addresses of this round are in each state."""
    counts = Counter(link.state for link in results.links if link.address in found)
    return f"Nagekeken: {len(found)}. " + ", ".join(
        f"{STATES[state]}: {counts[state]}" for state in STATES if counts[state]
    )


def _lies_in(item: WebAddress, path: str) -> bool:
    own = path.removeprefix("./").rstrip("/")
    return any(place == own or place.startswith(f"{own}/") for place in item.paths)


def _agent(settings: Settings) -> str:
    """Who asks: the project and the address where its makers are found, when there is one."""
    home = settings.url or settings.repository
    return f"Kapstok-linkcontrole (+{home})" if home else "Kapstok-linkcontrole"
