"""What the link checker found last, for the addresses that the catalogue still names."""

from __future__ import annotations

from ..catalogue import Catalogue
from ..web.results import LinkResult, LinkResults, archive_address
from ..web.uses import WebAddress, web_addresses
from ..words import counted, dated
from .parts import SHOWN, Item, Part

_ORDER = ("dead", "certificate", "moved", "temporary")
_HOW = "Voer `make links` uit; dat duurt enkele minuten."


def web_parts(catalogue: Catalogue, results: LinkResults | None) -> tuple[Part, Part]:
    """Links that a reader can click and that fail; and addresses from a source, of which some still answer."""
    used = {item.address: item for item in web_addresses(catalogue)}
    known = [link for link in results.links if link.address in used] if results else []
    note = _note(results, len(used) - len(known))
    live = [link for link in known if used[link.address].checked]
    faulty = sorted(
        (link for link in live if link.state in _ORDER), key=lambda link: (_ORDER.index(link.state), link.address)
    )  # fmt: skip
    links = Part(
        "links",
        "Links die niet meer goed antwoorden",
        "Op deze links klikken lezers; een dode link kost vertrouwen in de rest van de pagina.",
        "Open de link zelf. Werkt ze, vul dan `checked` opnieuw in. Is ze verhuisd, vervang het adres. Is ze dood, vervang het adres door dat van het archief als de pagina daar staat, of haal de link weg.",
        "Elke link waarop een lezer kan klikken, antwoordt." if results else f"Nog niet onderzocht. {_HOW}",
        len(faulty),
        tuple(_item(link, used[link.address]) for link in faulty[:SHOWN]),
        note=note,
    )
    sources = [link for link in known if not used[link.address].checked]
    return links, _from_sources(sources, used, results, note)


def _from_sources(
    links: list[LinkResult], used: dict[str, WebAddress], results: LinkResults | None, note: str
) -> Part:
    """Addresses that stand as text, with the year of their source."""
    answer = [link for link in links if link.state in ("ok", "moved")]
    dead = [link for link in links if link.state == "dead"]
    answer.sort(key=lambda link: (-len(used[link.address].paths), link.address))
    dead.sort(key=lambda link: (-len(used[link.address].paths), link.address))
    items = [_item(link, used[link.address]) for link in (*answer[: SHOWN // 2], *dead[: SHOWN // 2])]
    return Part(
        "adressen",
        "Oude adressen die als tekst op de site staan",
        "Een adres van 2013 dat nog antwoordt, kan een echte link worden; van een dood adres heeft de lezer misschien iets aan een kopie in het archief.",
        "Antwoordt het adres, open het dan en kijk of het nog van dezelfde organisatie is. Is dat zo, schrijf het met https:// en vul `checked` in. Is het dood, kijk dan of het archief een kopie heeft en vermeld die bij `links`.",
        "Geen oud adres antwoordt nog, en geen is dood verklaard." if results else f"Nog niet onderzocht. {_HOW}",
        len(answer) + len(dead),
        tuple(items),
        note=f"{counted(len(answer), 'adres antwoordt', 'adressen antwoorden')}, {counted(len(dead), 'is dood', 'zijn dood')}, {len(links) - len(answer) - len(dead)} nog niet zeker. {note}" if results else "",
    )  # fmt: skip


def _item(link: LinkResult, used: WebAddress) -> Item:
    """What is known of one address, and where to look next."""
    reason = link.words
    if link.state == "moved":
        reason = f"verhuisd naar {link.final}"
    elif link.state == "dead":
        reason += f"; drie keer zonder goed antwoord, sinds {dated(link.failed[0])}"
    elif link.state == "temporary":
        reason += f"; nog niet zeker dood, eerste keer op {dated(link.failed[0])}"
    if link.worked and link.state in ("dead", "temporary", "certificate"):
        reason += f"; werkte nog op {dated(link.worked)}"
    if link.state == "dead":
        return Item(
            link.address, f"{reason}; zoek een kopie in het archief", used.paths, address=archive_address(link.address, used.year)
        )  # fmt: skip
    return Item(link.address, reason, used.paths, address=link.final or link.address)


def _note(results: LinkResults | None, unasked: int) -> str:
    if results is None:
        return ""
    rest = f" {counted(unasked, 'adres is', 'adressen zijn')} nog niet gevraagd." if unasked else ""
    return f"Laatst nagekeken op {dated(results.date)}{'' if results.complete else ' (niet helemaal)'}.{rest}"
