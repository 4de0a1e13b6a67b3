"""The measurements as Markdown: a table for each size, the cost of the search index, and the gates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import sub, truediv
from statistics import median

from .engines import ENGINES
from .gates import GATES, Verdict, compared, judged, without_search
from .notes import SERVE, Notes, Run
from .table import table

OWN_PARTS = "the floor with Kapstok's own start and pages"
WAYS = {"wall": "clock", "cpu": "user+sys", "peak": ""}


def report(notes: Notes) -> str:
    """Everything that the notes hold."""
    parts = [_head(notes)]
    for size in notes.sizes():
        parts += [f"### {size:,} practices", _size_table(notes, size), *_apart(notes, size)]
    verdicts = [judged(gate, notes) for gate in GATES]
    lean = any(run.engine.endswith("-lean") for run in notes.runs)
    taken = "without its search index, which stands apart above" if lean else "with its search index"
    parts += [
        "### Gates",
        f"Kapstok {taken}; the median of the values of all rounds.",
        table(("gate", "limit", "measured", "the floor alone", OWN_PARTS, "met"), map(_gate_row, verdicts)),
    ]
    return "\n\n".join(parts)


def _head(notes: Notes) -> str:
    """What it was measured on, and how often."""
    rounds = {size: max(run.turn for run in notes.runs if run.size == size) for size in notes.sizes()}
    loads = [run.load for run in notes.runs if run.load]
    lines = [
        f"Machine: {notes.machine}.",
        f"Versions: {'; '.join(sorted(set(notes.versions.values())))}.",
        f"Rounds: {', '.join(f'{number} at {size:,}' for size, number in rounds.items())}.",
    ]
    if loads:
        lines.append(
            f"Load of the machine just before a run: {min(loads):.1f} to {max(loads):.1f}, median {median(loads):.1f}."
        )
    return "\n".join(lines)


def _size_table(notes: Notes, size: int) -> str:
    head = ("", "pages", "output, MB", "files", "clock, s", "user+sys, s", "peak, MB", "Kapstok takes")
    most = max(len(notes.of(size, name)) for name in ENGINES)
    rows = []
    for name, engine in ENGINES.items():
        runs = notes.of(size, name)
        if not runs:
            continue
        own = _own(name)
        ratio = _ratio(notes.of(size, without_search(notes, own, size)), runs) if own else ""
        last = runs[-1]
        if last.ended:
            rows.append((engine.label, "", "", "", f"> {last.wall:.0f}", "", "", ratio))
            continue
        label = engine.label if len(runs) == most else f"{engine.label} (runs: {len(runs)})"
        figures = (_range(runs, lambda run: run.wall), _range(runs, lambda run: run.cpu))
        written = (
            (f"{last.pages:,}", f"{last.bytes / 1e6:.1f}", f"{last.files:,}") if last.files else ("",) * 3
        )
        peak = f"{median(run.peak for run in runs) / 1e6:.0f}" if last.peak else ""
        rows.append((label, *written, *figures, peak, ratio))
    return table(head, rows)


def _own(name: str) -> str:
    """The engine of ours that a row is compared with, "" for none."""
    if name.startswith(("kapstok", "own")) or name == "material-two":
        return ""
    return "kapstok-edit" if name == "floor-edit" else "kapstok"


def _ratio(own: list[Run], other: list[Run]) -> str:
    """What Kapstok takes of the time of another: by the clock, and by user+sys."""
    values = compared(own, other, truediv)
    below = "< " if any(run.ended for run in other) else ""
    return ", ".join(
        f"{below}{_figure(median(found))} × {WAYS[way]}" for way, found in values.items() if found
    )


def _figure(value: float) -> str:
    """Two decimals, or three where two say too little."""
    return f"{value:.2f}" if abs(value) >= 0.1 else f"{value:.3f}"


def _range(runs: Sequence[Run], of: Callable[[Run], float]) -> str:
    """The median, and the least and most."""
    values = [of(run) for run in runs]
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def _apart(notes: Notes, size: int) -> Iterator[str]:
    """What the search index adds, and how fast the preview is."""
    for name, what in (("kapstok", "a build"), ("kapstok-edit", "a build after one edit")):
        values = compared(notes.of(size, name), notes.of(size, f"{name}-lean"), sub)
        shown = [f"{median(found):.2f} s {WAYS[way]}" for way, found in values.items() if found]
        if shown:
            yield f"The search index adds to {what}: {', '.join(shown)}."
    saves = notes.of(size, SERVE)
    if saves:
        yield (
            f"From a saved practice to its page in the preview: {_range(saves, lambda run: run.wall)} s, "
            f"{_range(saves, lambda run: run.cpu)} s user+sys."
        )


def _gate_row(verdict: Verdict) -> tuple[str, ...]:
    gate = verdict.gate
    met = {True: "yes", False: "**no**", None: ""}[verdict.met]
    measured = _medians(verdict.medians) or "not measured"
    floors = (_medians(found) or "—" for found in (verdict.floor, verdict.own))
    return gate.text, f"{gate.limit:g} {gate.unit}", measured, *floors, met


def _medians(medians: Mapping[str, float]) -> str:
    return ", ".join(f"{_figure(value)} {WAYS[way]}".strip() for way, value in medians.items())
