"""Problems as GitLab reads them: a code-quality report, which marks the lines of a merge request."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from .problem import Problem


def code_quality(problems: Iterable[Problem]) -> str:
    """A report of all problems, an empty list when there are none.

    GitLab shows each fingerprint once and compares it with that of the target branch: it holds no line, so that a
    problem that was there already stays the same one when lines are added above it; equal ones are counted.
    """
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for problem in sorted(set(problems)):
        identity = (problem.path, problem.field, problem.rule, problem.value, problem.message)
        seen[identity] = seen.get(identity, 0) + 1
        field = f"{problem.field}: " if problem.field else ""
        found.append(
            {
                "description": f"{field}{problem.message} {problem.hint}".strip(),
                "check_name": problem.rule or "kapstok",
                "fingerprint": hashlib.sha256(
                    "\0".join([*identity, str(seen[identity])]).encode()
                ).hexdigest(),
                "severity": "major",
                "location": {"path": problem.path, "lines": {"begin": max(problem.line, 1)}},
            }
        )
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
