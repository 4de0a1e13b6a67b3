"""Every way to make a site of the same records that is compared, one module for each engine.

``ENGINES`` holds them in the order of the table.
"""

from __future__ import annotations

from . import eleventy, floor, hugo, kapstok, material, parts
from .engine import Engine

ENGINES: dict[str, Engine] = {
    engine.name: engine
    for family in (kapstok, material, floor, parts, hugo, eleventy)
    for engine in family.ENGINES
}
