"""The table of fields in the Dutch guide, generated from the model so that the two cannot differ."""

from __future__ import annotations

from .shapes import shapes

BEGIN = "<!-- velden: gemaakt met 'python -m kapstok fields' -->"
END = "<!-- einde velden -->"
SOMETIMES = {"municipality": "als er geen provincie is", "province": "als er geen gemeente is"}
"""When a field is required that the model does not require by itself."""


def fields_table() -> str:
    """A Markdown table of the fields of a practice: name, required or not, what it is, an example."""
    rows = ["| veld | verplicht | wat | voorbeeld |", "|---|---|---|---|"]
    for key, shape in shapes().items():
        required = "ja" if shape.required else SOMETIMES.get(key, "nee")
        rows.append(f"| `{key}` | {required} | {shape.help} | `{shape.example}` |")
    return "\n".join(rows)


def with_current_table(guide: str) -> str:
    """The guide with the table between its two marks renewed."""
    before, _, rest = guide.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{fields_table()}\n\n{END}{after}"
