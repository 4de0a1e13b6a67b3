"""What breaks a rule of accessibility on a page that is open: by axe-core, by our own measures, and by walking with Tab."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

AUDIT = Path(__file__).with_name("audit.js").read_text("utf-8")
WALK = Path(__file__).with_name("walk.js").read_text("utf-8")

RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What a scheme can break: in the dark scheme the rest of the page is the same."""
SCHEMES = {"light": ("default", RULES), "dark": ("slate", COLOURS)}
WIDTHS = (360, 1280)

REPEATED = ("li", "tr", "dt", "dd", ".k-directory > div")
LONG = [f"{name}:nth-of-type(n+9)" for name in REPEATED]
"""In a list of hundreds the later items repeat the first; checking all of them takes half a minute."""
WALKED_PAST = ", ".join(f"main {name}:nth-of-type(n+5)" for name in (*REPEATED, "svg a"))
"""The same for the keyboard, which takes a moment for each stop."""
STRUCTURE = ("page", "headings", "landmarks", "links", "images", "tables", "fields")
"""The measures of audit.js that do not depend on how wide the page is."""

SPACING = """isWide => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = isWide ? [sheet] : [];
}"""
"""The spacing of 1.4.12, as a reader's own style sheet sets it."""


@dataclass(frozen=True)
class View:
    """One way in which a reader looks at a page, and what of audit.js is measured there."""

    name: str
    width: int
    measures: tuple[str, ...]
    letters: int = 16
    spacing: bool = False
    forced: bool = False


VIEWS = (
    View("1280 pixels", 1280, (*STRUCTURE, "targets", "motion", "edges", "reflow")),
    View("320 pixels, a zoom of 400 %", 320, ("landmarks", "targets", "reflow", "text")),
    View("320 pixels, wide spacing", 320, ("reflow", "text"), spacing=True),
    View("360 pixels", 360, ("reflow",)),
    View("1280 pixels, wide spacing", 1280, ("text",), spacing=True),
    View("640 pixels, a zoom of 200 %", 640, ("reflow", "text")),
    View("letters of 200 %", 1280, ("reflow", "text"), letters=32),
    View("360 pixels, letters of 200 %", 360, ("reflow", "text"), letters=32),
    View("forced colours", 1280, ("forced",), forced=True),
)


ARRIVED = """() => {
    for (const moving of document.getAnimations()) {
        if (Number.isFinite(moving.effect.getComputedTiming().endTime)) moving.finish();
    }
}"""
"""Colours on their way from one scheme to the other are those of neither."""


def violations(page: Page, rules: dict = RULES) -> set[str]:
    """What breaks a rule of axe-core, and with all rules also what breaks the structure of a page: rule, element and why."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"runOnly": rules, "resultTypes": ["violations"], "preload": False}
    page.evaluate(ARRIVED)
    found = page.evaluate(
        "given => axe.run(...given)", [{"exclude": [[selector] for selector in LONG]}, options]
    )["violations"]
    broken = {
        f"{rule['id']}: {node['target'][-1]} {node['html'][:100]!r}: "
        + "; ".join(check["message"] for check in node["any"] + node["all"] + node["none"])
        for rule in found
        for node in rule["nodes"]
    }
    return broken | set(measured(page, *STRUCTURE, "targets")) if rules is RULES else broken


def violations_in_every_scheme(page: Page) -> dict[str, list[str]]:
    """What ``violations`` finds on the page that is open in both schemes, narrow and wide: sentence to where."""
    found: dict[str, list[str]] = {}
    with still(page):
        for scheme, (name, rules) in SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                for violation in violations(page, rules):
                    found.setdefault(violation, []).append(f"{scheme} {width}")
    return found


def measured(page: Page, *measures: str) -> list[str]:
    """What these measures of audit.js find on the page as it is now."""
    if not page.evaluate("'audit' in window"):
        page.evaluate(AUDIT)
    return page.evaluate(
        "names => names.flatMap((name) => audit[name]().map((text) => `${name}: ${text}`))", measures
    )


def seen_in_every_way(page: Page) -> dict[str, list[str]]:
    """What the measures find in every view of the page that is open: sentence to names of views."""
    found: dict[str, list[str]] = {}
    with still(page):
        session = page.context.new_cdp_session(page)
        for view in VIEWS:
            page.set_viewport_size({"width": view.width, "height": 800})
            page.emulate_media(forced_colors="active" if view.forced else "none")
            session.send("Page.setFontSizes", {"fontSizes": {"standard": view.letters}})
            page.evaluate(SPACING, view.spacing)
            for sentence in measured(page, *view.measures):
                found.setdefault(sentence, []).append(view.name)
        page.emulate_media(forced_colors="null")
        session.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
        session.detach()
    return found


def walked(page: Page, backwards: bool = False, whole: bool = False) -> list[str]:
    """What is wrong for a reader who presses Tab (or Shift+Tab) until the keyboard has left the page that is open.

    Header and footer, which all pages share, are walked through when the ``whole`` page is asked for.
    """
    if not page.evaluate("'walk' in window"):
        page.evaluate(AUDIT)
        page.evaluate(WALK)
    key = "Shift+Tab" if backwards else "Tab"
    with still(page):
        limit = page.evaluate("given => walk.begin(...given)", [WALKED_PAST, whole, backwards]) + 30
        for press in range(limit):
            page.keyboard.press(key)
            if press % 10 == 9 and page.evaluate("walk.isDone()"):
                break
        return page.evaluate("walk.end()")


@contextmanager
def still(page: Page) -> Iterator[None]:
    """The page for a reader who asks for less motion."""
    page.emulate_media(reduced_motion="reduce")
    yield
    page.emulate_media(reduced_motion="null")
