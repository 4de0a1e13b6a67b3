"""The figures as Markdown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from conftest import ROOT

from .builds import DOCUMENT, MARKS, opened, with_report
from .engines import ENGINES
from .notes import MEASURED, SERVE, Notes, Run, read_notes, source_digest
from .report import OWN_PARTS, report

RUNS = [
    Run(1_000, "kapstok", 1, 2.5, 3.0, 90_000_000, 3_000, 2_500, 61_000_000, load=0.5),
    Run(1_000, "kapstok", 2, 2.7, 3.2, 90_000_000, 3_000, 2_500, 61_000_000, load=1.5),
    Run(1_000, "kapstok-lean", 1, 2.0, 2.4, 80_000_000, 2_900, 2_500, 60_000_000),
    Run(1_000, "kapstok-lean", 2, 2.0, 2.4, 82_000_000, 2_900, 2_500, 60_000_000),
    Run(1_000, "material", 1, 5.0, 4.8, 50_000_000, 1_800, 1_760, 17_400_000),
    Run(1_000, "material", 2, 8.0, 4.8, 54_000_000, 1_800, 1_760, 17_400_000),
    Run(1_000, "material-nav", 1, 600.0, 0.0, ended=True),
    Run(1_000, "floor", 1, 1.0, 1.2, 40_000_000, 2_900, 2_500, 60_000_000),
    Run(1_000, "floor", 2, 1.0, 1.2, 40_000_000, 2_900, 2_500, 60_000_000),
    Run(1_000, "own-start", 1, 0.2, 0.2),
    Run(1_000, "own-start", 2, 0.2, 0.2),
    Run(1_000, "own-pages", 1, 0.8, 0.6),
    Run(1_000, "own-pages", 2, 0.8, 0.6),
    Run(1_000, "kapstok-edit", 1, 1.5, 1.5),
    Run(1_000, "floor-edit", 1, 0.5, 0.3),
    Run(1_000, SERVE, 1, 0.7, 0.5),
]
NOTES = Notes("source", "a machine", {"kapstok": "Python 3", "material": "MkDocs 1"}, RUNS)


def test_report_of_given_figures() -> None:
    """Medians, ranges, ratios of the rounds and the cost of search must stand in the report."""
    lines = report(NOTES).splitlines()
    assert lines[:4] == [
        "Machine: a machine.",
        "Versions: MkDocs 1; Python 3.",
        "Rounds: 2 at 1,000.",
        "Load of the machine just before a run: 0.5 to 1.5, median 1.0.",
    ]
    start = lines.index("### 1,000 practices")
    assert lines[start + 2 : start + 17] == [
        "|  | pages | output, MB | files | clock, s | user+sys, s | peak, MB | Kapstok takes |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        "| Kapstok | 2,500 | 61.0 | 3,000 | 2.60 (2.50–2.70) | 3.10 (3.00–3.20) | 90 |  |",
        "| Kapstok without its search index | 2,500 | 60.0 | 2,900 | 2.00 (2.00–2.00) | 2.40 (2.40–2.40) | 81 |  |",
        "| Kapstok after one edit (runs: 1) |  |  |  | 1.50 (1.50–1.50) | 1.50 (1.50–1.50) |  |  |",
        "| MkDocs + Material, automatic navigation |  |  |  | > 600 |  |  | < 0.003 × clock |",
        "| MkDocs + Material, pages out of the navigation | 1,760 | 17.4 | 1,800 | 6.50 (5.00–8.00) | 4.80 (4.80–4.80) | 52 | 0.33 × clock, 0.50 × user+sys |",
        "| The floor: those two pages, all records read, as many bytes written | 2,500 | 60.0 | 2,900 | 1.00 (1.00–1.00) | 1.20 (1.20–1.20) | 40 | 2.00 × clock, 2.00 × user+sys |",
        "| The floor after one edit (runs: 1) |  |  |  | 0.50 (0.50–0.50) | 0.30 (0.30–0.30) |  | 3.00 × clock, 5.00 × user+sys |",
        "| Of Kapstok: loading the program, after the engine |  |  |  | 0.20 (0.20–0.20) | 0.20 (0.20–0.20) |  |  |",
        "| Of Kapstok: rendering its pages with Jinja2, when all that they show is at hand |  |  |  | 0.80 (0.80–0.80) | 0.60 (0.60–0.60) |  |  |",
        "",
        "The search index adds to a build: 0.60 s clock, 0.70 s user+sys.",
        "",
        "From a saved practice to its page in the preview: 0.70 (0.70–0.70) s, 0.50 (0.50–0.50) s user+sys.",
    ]
    assert "Kapstok without its search index, which stands apart above; the median" in "\n".join(lines)
    assert f"| gate | limit | measured | the floor alone | {OWN_PARTS} | met |" in lines
    rows = [line for line in lines if line.endswith(("| yes |", "| **no** |"))]
    assert rows == [
        "| 1,000: a build ÷ MkDocs + Material, pages out of the navigation | 0.35 × | 0.33 clock, 0.50 user+sys | 0.16 clock, 0.25 user+sys | 0.33 clock, 0.42 user+sys | **no** |",
        "| 1,000: a build ÷ MkDocs + Material, automatic navigation | 0.06 × | 0.003 clock | 0.002 clock | 0.003 clock | yes |",
        "| 1,000: from a saved practice to its page in the preview | 0.6 s | 0.70 clock | — | — | **no** |",
    ]


def test_engine_with_fewer_runs_says_so() -> None:
    """Figures of fewer rounds than those of others must not look like theirs."""
    rows = report(Notes("", "", {}, [*RUNS[:4], RUNS[4]])).splitlines()
    assert any(
        line.startswith("| MkDocs + Material, pages out of the navigation (runs: 1) |") for line in rows
    )


def test_notes_survive_the_disk(tmp_path: Path) -> None:
    """What was measured must be read back as it was."""
    path = tmp_path / "folder/notes.json"
    NOTES.write(path)
    assert read_notes(path) == NOTES
    assert [file.name for file in path.parent.iterdir()] == ["notes.json"]


def test_old_figures_belong_to_what_is_here(tmp_path: Path, monkeypatch) -> None:
    """A measurement must go on only with the same files, machine and versions."""
    path = tmp_path / "notes.json"
    engine = ENGINES["material"]
    opened(path, [engine], fresh=False).write(path)
    assert opened(path, [engine], fresh=False) == read_notes(path)
    both = opened(path, [engine, ENGINES["kapstok"]], fresh=False)
    assert set(both.versions) == {"material", "kapstok"}
    replace(read_notes(path), versions={"material": "MkDocs 0.1"}).write(path)
    with pytest.raises(SystemExit, match="FRESH=1"):
        opened(path, [engine], fresh=False)
    assert opened(path, [engine], fresh=True).runs == []
    monkeypatch.setattr("bench.builds.source_digest", lambda: "other")
    with pytest.raises(SystemExit, match="measured on something else"):
        opened(path, [engine], fresh=False)


def test_every_measured_file_counts(tmp_path: Path) -> None:
    """A change, a new name or a new file must give another digest; the same files the same one."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/a").write_text("one")
    first = source_digest(["folder"], tmp_path)
    assert source_digest(["folder"], tmp_path) == first
    (tmp_path / "folder/a").write_text("two")
    second = source_digest(["folder"], tmp_path)
    (tmp_path / "folder/a").rename(tmp_path / "folder/b")
    assert len({first, second, source_digest(["folder"], tmp_path)}) == 3
    assert all((ROOT / name).exists() for name in MEASURED)


def test_report_replaces_the_one_before() -> None:
    """A report must stand between its marks, and leave the rest of the document alone."""
    old = f"before\n{MARKS[0]}\n\nold\n\n{MARKS[1]}\nafter\n"
    new = with_report(old, "new")
    assert new == f"before\n{MARKS[0]}\n\nnew\n\n{MARKS[1]}\nafter\n"
    with pytest.raises(ValueError):
        with_report("no marks", "new")


def test_document_has_a_place_for_the_report() -> None:
    """The document with measurements must have the marks, once, in their order."""
    text = DOCUMENT.read_text("utf-8")
    assert DOCUMENT.parent == ROOT
    assert [text.count(mark) for mark in MARKS] == [1, 1]
    assert text.index(MARKS[0]) < text.index(MARKS[1])
