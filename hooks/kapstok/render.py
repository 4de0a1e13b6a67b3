"""Templates: one Jinja2 environment, autoescape everywhere, filters that write Dutch."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from . import addresses, words
from .addresses import address
from .chart import chart_svg
from .markdown import inline
from .memory import load, save
from .policy import POLICY, alone
from .program import program
from .share import frame_code, mail_link, qr_svg


class Compiled(BytecodeCache):
    """Templates as Jinja2 compiled them for an earlier build; of another program or another source they are not used."""

    def __init__(self, file: Path) -> None:
        self._file = file
        found = cast(dict[str, Any], load(file, dict) or {})
        self._known: dict[str, bytes] = (
            found.get("templates", {}) if found.get("program") == program() else {}
        )
        self._new = False

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what is known; Jinja2 looks whether it is of this source."""
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take in what was compiled now."""
        self._known[bucket.key] = bucket.bytecode_to_string()
        self._new = True

    def keep(self) -> None:
        """Write them down for the next build, when there are new ones."""
        if self._new:
            save(self._file, {"program": program(), "templates": self._known})
            self._new = False


class Templates:
    """The templates of the catalogue pages; ``compiled`` saves the work of earlier builds."""

    def __init__(self, folder: Path, compiled: Compiled | None = None) -> None:
        self._folder = folder
        self._compiled = compiled
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            bytecode_cache=compiled,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,
        )
        self._environment.filters.update(
            address=address,
            chart=chart_svg,
            counted=words.counted,
            dated=words.dated,
            embed_address=addresses.embed_address,
            frame_code=frame_code,
            inline=inline,
            listed=words.listed,
            mail_link=mail_link,
            policy_alone=alone,
            qr=qr_svg,
            years=words.years,
        )
        self._environment.globals.update(
            addresses=addresses,
            givers=words.GIVERS,
            level_names=words.LEVELS,
            policy=POLICY,
            province_names=words.PROVINCE_NAMES,
            scopes=words.SCOPES,
            statuses=words.STATUSES,
            subsidy_statuses=words.SUBSIDY_STATUSES,
        )

    @cached_property
    def digest(self) -> bytes:
        """Equal for templates that give equal pages of equal contexts."""
        found = hashlib.blake2b(digest_size=16)
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() and "theme" not in path.relative_to(self._folder).parts:
                found.update(f"{path.relative_to(self._folder).as_posix()}\0".encode() + path.read_bytes())
        return found.digest()

    def render(self, name: str, url: str, context: Mapping[str, object]) -> Markup:
        """Fill one template for the page at ``url``; ``root`` is the way back to the root of the site."""
        template = self._environment.get_template(name)
        return Markup(template.render(root=addresses.root_from(url), url=url, **context))

    def keep(self) -> None:
        """Remember for the next build what was compiled."""
        if self._compiled:
            self._compiled.keep()
