"""Open data: the catalogue as JSON and its practices as CSV.

The columns of that table are named like the fields, but it is no list for ``import``: it says what a reader
looks for (every province, the scope that nobody filled in, the address), and that is more than a file holds.
"""

from __future__ import annotations

import csv
import io
import json

from .addresses import address
from .catalogue import Catalogue
from .cells import cell_text, protected
from .example import example
from .listed import BODY_COLUMN, columns
from .model import Practice, Record
from .shapes import shapes
from .sheet_csv import csv_text

EXAMPLE_CSV = "data/voorbeeldlijst.csv"
"""A list as ``import`` takes it, below the site."""
COLUMNS = (
    "slug", "title", "summary", "theme", "section", "municipality", "province", "scope", "partners",
    "target_groups", "subsidies", "year", "status", "source", "address",
)  # fmt: skip


def catalogue_json(catalogue: Catalogue) -> bytes:
    """Every record with its front matter, its Markdown text and its address, one on a line."""
    kinds = {
        "themes": catalogue.themes,
        "practices": catalogue.practices,
        "hangijzers": catalogue.hangijzers,
        "partners": catalogue.partners,
        "subsidies": catalogue.subsidies,
        "resources": catalogue.resources,
        "tables": catalogue.tables,
        "target_groups": catalogue.target_groups,
        "sources": catalogue.sources,
    }
    lists = (
        f'"{kind}": [\n'
        + ",\n".join(_json(item, kind not in _WITHOUT_PAGE) for item in items.values())
        + "\n]"
        for kind, items in kinds.items()
    )
    return ("{\n" + ",\n".join(lists) + "\n}\n").encode()


_WITHOUT_PAGE = ("resources", "tables", "sources")


def _json(item: Record, has_page: bool) -> str:
    """A record as JSON, what is as the model would fill it in left out."""
    added = {"slug": item.slug} | ({"address": address(item)} if has_page else {})
    fields = item.model_dump_json(exclude_defaults=True)
    body = json.dumps({"body": item.body}, ensure_ascii=False) if item.body else "{}"
    parts = (json.dumps(added, ensure_ascii=False, separators=(",", ":")), fields, body)
    return f"{{{','.join(part[1:-1] for part in parts if part != '{}')}}}"


def practices_csv(catalogue: Catalogue) -> bytes:
    """A row a practice; several values in one cell are separated by ``; ``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for practice in catalogue.practices.values():
        writer.writerow([_cell(value) for value in _row(catalogue, practice)])
    return ("\ufeff" + out.getvalue()).encode()


def example_list(catalogue: Catalogue) -> bytes:
    """A list of one practice, for who wants to fill in more."""
    data, body = example(catalogue)
    cells = {key: cell_text(shape, data.get(key)) for key, shape in shapes().items()} | {BODY_COLUMN: body}
    return csv_text(columns(), [[protected(cells.get(name, "")) for name in columns()]]).encode()


def _row(catalogue: Catalogue, practice: Practice) -> list[object]:
    return [
        practice.slug, practice.title, practice.summary, practice.theme, practice.section, practice.municipality,
        catalogue.provinces_of[practice.slug], practice.scope, practice.partners, practice.target_groups,
        practice.subsidies, practice.year, practice.status,
        [f"{ref.id} {ref.page}" if ref.page else ref.id for ref in practice.source], address(practice),
    ]  # fmt: skip


def _cell(value: object) -> str:
    """Text for a spreadsheet."""
    if value is None:
        return ""
    text = "; ".join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)
    return protected(text)
