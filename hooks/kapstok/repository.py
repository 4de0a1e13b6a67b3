"""The host on which the files live: where a file is edited, where a new one is made, where somebody just tells.

What the hosts promise, and what they only do:

* GitHub edits at ``edit/<branch>/<path>`` and makes a file at ``new/<branch>/<folder>`` with the query parameters
  ``filename`` and ``value``. Those two are not documented, and in use for years. The folder stands in the path:
  with an encoded slash in ``filename`` nothing is filled in. An address of more than about 8,190 characters is
  refused (414); who has not signed in yet gets the address once more, encoded a second time, as ``return_to`` of
  the page to sign in, so there is less room than that.
* GitLab edits at ``-/edit/<branch>/<path>`` and makes a file at ``-/new/<branch>/<folder>`` with ``file_name``.
  Its editor ignores ``content`` since version 16, so a new file begins empty. Who may not push and has no fork
  yet is shown the file instead of the editor, and for a new file "not found".
* Both go to a line that stands behind ``#L``.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Literal
from urllib.parse import quote, urlsplit

from .problem import Problem
from .rules import SETTINGS, found

Kind = Literal["github", "gitlab", "other"]

ISSUE_FORM = "praktijk.yml"
"""The issue form in ``.github/ISSUE_TEMPLATE/``."""
ISSUE_TEMPLATE = "Praktijk"
"""The issue template in ``.gitlab/issue_templates/``, without ``.md``."""
LONGEST_ADDRESS = 6_000
"""Most characters of a new-file address: encoded a second time it stays below the 8,190 that GitHub takes."""


@dataclass(frozen=True)
class NewFile:
    """How a browser asks the host for a new file.

    ``new`` is the address with ``{folder}`` and ``{name}`` in it, "" when the host is unknown; ``content`` is the query
    parameter that fills the editor, "" where the host has none; ``limit`` is the most characters of the whole
    address. A folder keeps its slashes, all else is encoded. Past the limit, leave the content out and have it pasted.
    """

    kind: Kind
    new: str = ""
    content: str = ""
    limit: int = 0

    def address(self, path: str) -> str:
        """Where the file at a path is made, "" when the host is unknown."""
        folder, _, name = path.rpartition("/")
        return self.new.replace("{folder}", quote(folder)).replace("{name}", quote(name))

    def data(self) -> dict[str, str | int]:
        """The same for a data attribute or JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Repository:
    """Where the files live; without an address there are no links to it.

    ``edit`` is what comes between ``address`` and the path of a file, "" when that is not known.
    """

    kind: Kind = "other"
    address: str = ""
    branch: str = "main"
    edit: str = ""

    @classmethod
    def of(cls, address: str, edit: str) -> Repository:
        """What ``repo_url`` and ``edit_uri`` of the configuration say; the second may be empty for a known host."""
        address = address.strip().rstrip("/").removesuffix(".git")
        edit = edit.strip().strip("/")
        if not address:
            return cls()
        kind = _kind(address, edit)
        named = re.fullmatch(r"(?:-/)?_?(?:edit|blob)/(.+)", edit)
        branch = named[1] if named else "main"
        own = {"github": f"edit/{branch}", "gitlab": f"-/edit/{branch}", "other": ""}
        return cls(kind, address, branch, own[kind] or edit)

    def edit_address(self, path: str, line: int = 0) -> str:
        """Where a file is edited, at a line when the host can; "" when it is not known."""
        if not (self.address and self.edit and path):
            return ""
        there = f"#L{line}" if line and self.kind != "other" else ""
        return f"{self.address}/{self.edit}/{quote(path)}{there}"

    def new_file(self) -> NewFile:
        """How the host is asked for a new file."""
        if self.kind == "github":
            new = f"{self.address}/new/{self.branch}/{{folder}}?filename={{name}}"
            return NewFile("github", new, "value", LONGEST_ADDRESS)
        if self.kind == "gitlab":
            new = f"{self.address}/-/new/{self.branch}/{{folder}}?file_name={{name}}"
            return NewFile("gitlab", new, "", LONGEST_ADDRESS)
        return NewFile("other")

    def issue_address(self) -> str:
        """Where somebody tells about a practice without writing a file; "" when the host is unknown."""
        if self.kind == "github":
            return f"{self.address}/issues/new?template={ISSUE_FORM}"
        if self.kind == "gitlab":
            names = ("issuable_template", "description_template")  # of older and of newer versions
            return f"{self.address}/-/issues/new?{'&'.join(f'{name}={ISSUE_TEMPLATE}' for name in names)}"
        return ""


def _kind(address: str, edit: str) -> Kind:
    """Which host: by its name, or for an instance of one's own by the form of the edit address."""
    host = (urlsplit(address).hostname or "").lower()
    if edit.startswith("-/") or host == "gitlab.com" or host.startswith("gitlab."):
        return "gitlab"
    if host == "github.com" or host.startswith("github."):
        return "github"
    return "other"


def repository_problems(address: str, edit: str) -> list[Problem]:
    """What is wrong with the two settings, for the person who publishes the site."""
    address, edit = address.strip(), edit.strip()
    if not address:
        return []
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return [found("instelling-adres", SETTINGS, field="repo_url", value=address)]
    if "@" in parts.netloc:
        shown = address.replace(parts.netloc, f"…@{parts.netloc.rpartition('@')[2]}")
        return [found("instelling-wachtwoord", SETTINGS, field="repo_url", value=shown)]
    if re.search(r"[\s?#]", address + edit) or "://" in edit:
        return [found("instelling-bewerkadres", SETTINGS, field="edit_uri", value=edit or address)]
    return []
