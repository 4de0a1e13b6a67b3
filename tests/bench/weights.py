"""One visit to a page with nothing in the cache: what it weighs, whether anything moves, and what it is refused."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass

from playwright.sync_api import Browser

from .server import Served

CONTENT = re.compile(r"(<article\b[^>]*>).*(</article>)", re.DOTALL)
"""What a page has beyond the frame that is the same on every page."""

WATCH = """
globalThis.moved = [];
globalThis.refused = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    if (!hadRecentInput) moved.push([value, sources.map(({ node }) => node?.className || node?.nodeName).join(" ")]);
  }
}).observe({ type: "layout-shift", buffered: true });
addEventListener("securitypolicyviolation", (event) => {
  refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
"""

TO_THE_END = """async () => {
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  const files = () => performance.getEntriesByType("resource").length;
  const settled = async () => {
    for (let before = -1; before !== files();) {
      before = files();
      await pause(150);
    }
  };
  await settled();
  for (const top of [document.body.scrollHeight, 0]) {
    scrollTo(0, top);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  await settled();
}"""
"""Until no more files come, the page read to its end and back."""


@dataclass(frozen=True)
class Visit:
    """Bytes and number of the answers until the page is ready, and what happened until it was read to its end.

    ``shift`` is Chromium's measure of how much moved, ``moved`` what; ``refused`` is by the policy; ``errors`` of scripts;
    ``foreign`` are requests to other hosts.
    """

    bytes: int
    files: int
    shift: float
    moved: tuple[str, ...]
    refused: tuple[str, ...]
    errors: tuple[str, ...]
    foreign: tuple[str, ...]


def compressed(html: str) -> int:
    """Bytes of a page with gzip, as a server compresses that does so for every reader."""
    return len(gzip.compress(html.encode(), 6, mtime=0))


def beyond_frame(html: str) -> int:
    """Bytes, with gzip, of a page beyond the frame that is the same on every page."""
    frame, found = CONTENT.subn(r"\1\2", html)
    assert found == 1, "a page has one article"
    return compressed(html) - compressed(frame)


def visited(browser: Browser, served: Served, path: str, width: int) -> Visit:
    """Open a page, let its scripts do their work, read to its end and back."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_init_script(WATCH)
    page = context.new_page()
    errors: list[str] = []
    foreign: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((served.address, "data:")) else foreign.append(request.url)
        ),
    )
    served.take()
    page.goto(served.address + path)
    page.evaluate(TO_THE_END)
    if page.locator("[data-search-state]").count():
        page.wait_for_selector("[data-search-state=ready]")
    answers = served.take()
    moved, refused = page.evaluate("[moved, refused]")
    context.close()
    return Visit(
        sum(answer.size for answer in answers),
        len(answers),
        sum(value for value, _ in moved),
        tuple(sorted({what for _, what in moved})),
        tuple(refused),
        tuple(errors),
        tuple(foreign),
    )
