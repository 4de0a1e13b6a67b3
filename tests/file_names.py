"""Names of files that are proposed for new practices; Python and JavaScript are held to the same list."""

PROPOSED = [
    ("Koffie met een verhaal", ["Beringen"], "koffie-met-een-verhaal-beringen"),
    ("Taalcoaches in Lokeren", ["Lokeren"], "taalcoaches-in-lokeren"),
    ("Café ’t Hoekje", ["Gent", "Asse"], "cafe-t-hoekje"),
    ("Een titel die zo lang is dat hij nooit in een adres past", ["Sint-Niklaas"], "een-titel-die-zo-lang-is-dat-hij-nooit-sint-niklaas"),
    ("x" * 90, [], "x" * 50),
    ("مرحبا", ["Gent"], "gent"),
    ("???", [], ""),
]  # fmt: skip
"""Title, municipalities and name."""
