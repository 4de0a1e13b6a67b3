"""Personal contact data that may not stand in a record: mobile numbers and mail addresses of people."""

from __future__ import annotations

import re

from .problem import Problem
from .rules import SETTINGS, found

_BLANK = r"[ \t\r\n\f\v\xa0\u2000-\u200a\u202f]"
_BETWEEN = r"[ \t\r\n\f\v\xa0\u2000-\u200a\u202f./-]*"
_LETTER = r"A-Za-zÀ-ÖØ-öø-ÿ0-9_"
MOBILE = (
    rf"(?<![0-9])(?<!BE)(?<!BE )(?:(?:\+|00){_BLANK}?32{_BETWEEN}(?:\(0\){_BETWEEN})?4|0{_BLANK}?4)"
    rf"[0-9]{{2}}(?:{_BETWEEN}[0-9]){{6}}(?![0-9])"
)
MAIL = rf"(?<![{_LETTER}.+-])[{_LETTER}.+-]+@[{_LETTER}-]+(?:\.[{_LETTER}-]+)+"
NAMES = r"[a-z-]+(?:[._][a-z-]+)+[0-9]*"
"""A mobile number, a mail address, and a local part that is the names of a person; also read by the browser,
so only what means the same in Python and in JavaScript."""
_MOBILE, _FIRST = re.compile(MOBILE), re.compile(r"[+0]")
"""A mobile number, and its first sign: found by that, it takes a tenth of the time."""
PRIVATE_HOSTS = frozenset(
    [
        "gmail.com", "hotmail.com", "hotmail.be", "outlook.com", "outlook.be", "live.be", "yahoo.com",
        "telenet.be", "skynet.be", "proximus.be", "icloud.com", "scarlet.be",
    ]
)  # fmt: skip

FUNCTIONS = frozenset(
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
    for start in _FIRST.finditer(text):
        if mobile := _MOBILE.match(text, start.start()):
            return mobile.group(0)
    for match in re.finditer(MAIL, text) if "@" in text else ():
        local, _, host = match.group(0).lower().partition("@")
        names = re.fullmatch(NAMES, local) and not set(re.split(r"[._-]", local)) & FUNCTIONS
        if host in PRIVATE_HOSTS or names:
            return match.group(0)
    return None


def mailbox_problems(mailbox: str) -> list[Problem]:
    """What is wrong with the address at which the editors can be reached; an empty one is not given yet."""
    mailbox = mailbox.strip()
    if not mailbox:
        return []
    is_mail = re.fullmatch(MAIL, mailbox)
    if not is_mail or personal_contact(mailbox):
        kind = "personal" if is_mail else "none"
        return [found("instelling-mailbox", SETTINGS, field="extra.mailbox", value=mailbox, what=kind)]
    return []
