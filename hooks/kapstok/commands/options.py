"""Options that several commands share."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date

from ..site import Settings


def add_today(parser: argparse.ArgumentParser) -> None:
    """``--today``: the day that a command takes for today."""
    parser.add_argument(
        "--today", metavar="DAG", type=_day, default=date.today(), help="doe alsof het deze dag is: jaar-maand-dag"
    )  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is geen datum; schrijf jaar-maand-dag") from None


def settings_of(environment: Mapping[str, str]) -> Settings:
    """What the environment says of the site; "" for what it does not say."""
    return Settings(
        "Kapstok",
        environment.get("SITE_URL", ""),
        environment.get("REPO_URL", ""),
        environment.get("EDIT_URI", ""),
    )
