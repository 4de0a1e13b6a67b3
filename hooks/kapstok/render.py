"""Templates: one Jinja2 environment, autoescape everywhere, filters that write Dutch."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from . import addresses, words
from .addresses import address
from .chart import chart_svg
from .markdown import inline
from .policy import POLICY, alone
from .share import frame_code, mail_link, qr_svg


class Templates:
    """The templates of the catalogue pages."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environment = Environment(
            loader=FileSystemLoader(folder),
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
