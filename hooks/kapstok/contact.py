"""Personal contact data that may not stand in a record: mobile numbers and mail addresses of people."""

from __future__ import annotations

import re

from .problem import Problem
from .rules import SETTINGS, found

_MOBILE = re.compile(
    r"(?<!\d)(?<!BE)(?<!BE )(?:(?:\+|00)\s?32[\s./-]*(?:\(0\)[\s./-]*)?4|0\s?4)\d{2}(?:[\s./-]*\d){6}(?!\d)"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PRIVATE_HOSTS = {
    "gmail.com", "hotmail.com", "hotmail.be", "outlook.com", "outlook.be", "live.be", "yahoo.com",
    "telenet.be", "skynet.be", "proximus.be", "icloud.com", "scarlet.be",
}  # fmt: skip

_FUNCTIONS = set(
    [
        "algemeen",
        "balie",
        "bestuur",
        "bib",
        "bibliotheek",
        "burgerzaken",
        "communicatie",
        "contact",
        "cultuur",
        "dienst",
        "diensten",
        "diversiteit",
        "gemeente",
        "huis",
        "inburgering",
        "info",
        "integratie",
        "jeugd",
        "jeugddienst",
        "kinderopvang",
        "klacht",
        "klachten",
        "loket",
        "mail",
        "meldpunt",
        "nt2",
        "ocmw",
        "onderwijs",
        "onthaal",
        "pers",
        "personeel",
        "post",
        "preventie",
        "project",
        "redactie",
        "samenleven",
        "samenleving",
        "school",
        "secretariaat",
        "sociaal",
        "sociale",
        "sport",
        "stad",
        "steunpunt",
        "taal",
        "team",
        "toerisme",
        "vrije",
        "vrijetijd",
        "vrijwilligers",
        "welzijn",
        "werk",
        "wijk",
        "wonen",
    ]
)
"""Words of a function mailbox."""


def personal_contact(text: str) -> str | None:
    """The first mobile number or personal mail address in a text, or None.

    A mail address is personal when its local part is names with dots (``jan.de.smet@``) and none
    of them is a function (``sociale.dienst@``), or when its host is a private provider's.
    """
    mobile = _MOBILE.search(text)
    if mobile:
        return mobile.group(0)
    for match in _MAIL.finditer(text):
        local, _, host = match.group(0).lower().partition("@")
        names = (
            re.fullmatch(r"[a-z-]+(?:[._][a-z-]+)+\d*", local)
            and not set(re.split(r"[._-]", local)) & _FUNCTIONS
        )
        if host in _PRIVATE_HOSTS or names:
            return match.group(0)
    return None


def mailbox_problems(mailbox: str) -> list[Problem]:
    """What is wrong with the address at which the editors can be reached; an empty one is not given yet."""
    mailbox = mailbox.strip()
    if not mailbox:
        return []
    if not _MAIL.fullmatch(mailbox) or personal_contact(mailbox):
        kind = "personal" if _MAIL.fullmatch(mailbox) else "none"
        return [found("instelling-mailbox", SETTINGS, field="extra.mailbox", value=mailbox, what=kind)]
    return []
