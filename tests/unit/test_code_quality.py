"""Problems as GitLab reads them."""

from __future__ import annotations

import json
from dataclasses import replace

from kapstok.code_quality import code_quality
from kapstok.problem import Problem

PROBLEM = Problem(
    "practices/taal/x.md", 4, "theme", "tal", "'tal' is geen thema.", "Bedoelde u 'taal'?", "thema"
)


def report(*problems: Problem) -> list[dict]:
    return json.loads(code_quality(problems))


def test_problem_has_what_gitlab_needs() -> None:
    """A problem must give its words, its rule, a severity, its file and its line."""
    [found] = report(PROBLEM)
    assert len(found.pop("fingerprint")) == 64
    assert found == {
        "description": "theme: 'tal' is geen thema. Bedoelde u 'taal'?",
        "check_name": "thema",
        "severity": "major",
        "location": {"path": "practices/taal/x.md", "lines": {"begin": 4}},
    }


def test_no_problem_is_an_empty_report() -> None:
    """Without problems there must be a report all the same: an empty list."""
    assert report() == []


def test_problem_of_a_whole_file_stands_at_its_first_line() -> None:
    """A problem without a line must stand at line 1: GitLab refuses line 0."""
    assert report(replace(PROBLEM, line=0))[0]["location"]["lines"] == {"begin": 1}


def test_fingerprint_survives_lines_above() -> None:
    """A problem that moves must stay the same one; the same words twice in a file must be two."""
    first, second = report(PROBLEM, replace(PROBLEM, line=9))
    assert first["fingerprint"] != second["fingerprint"]
    moved = report(replace(PROBLEM, line=6), replace(PROBLEM, line=11))
    assert [item["fingerprint"] for item in moved] == [first["fingerprint"], second["fingerprint"]]
    assert report(replace(PROBLEM, path="practices/taal/y.md"))[0]["fingerprint"] != first["fingerprint"]
