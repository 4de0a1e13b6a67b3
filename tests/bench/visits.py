"""What one visit to the search costs, measured from outside.

Only the public contract is used: the addresses, ``data-search-state`` (busy, ready, error) on the element
with the results, ``data-id`` on each of them, boxes named after the keys of an address, and the network.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from .server import Answer, Served

SEARCH, PRACTICES, PLAIN = "zoeken/", "praktijken/", "themas/taalpromotie/"
BOX = "main input[name=q]"
KEYS = ("soort", "thema", "provincie", "gemeente", "doelgroep", "partner")
CODE = (".js", ".mjs", ".css", ".wasm")
PACE = 120
"""Milliseconds between two keystrokes of a fast typist: what is fetched may depend on it."""

CLOCK = """
(() => {
  let pending = null;
  let drawing = 0;
  let waiting = [];
  const clock = globalThis.benchClock = { first: null, typed: null, samples: [] };
  const afterPaint = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  };
  const state = () => document.querySelector("[data-search-state]")?.dataset.searchState;
  const isSettled = () => !pending && !drawing && state() !== "busy";
  const release = () => {
    if (!isSettled()) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  addEventListener("input", (event) => {
    pending = { at: performance.now(), name: event.target.name };
    clock.typed ??= pending.at;
  }, true);
  new MutationObserver(() => {
    if (state() !== "ready" && state() !== "error") return;
    const ready = performance.now();
    const sample = pending;
    const results = document.querySelectorAll("[data-search-state] [data-id]").length;
    pending = null;
    drawing += 1;
    requestAnimationFrame(() => afterPaint(() => {
      drawing -= 1;
      const drawn = performance.now();
      if (results && new URLSearchParams(location.search).get("q")) clock.first ??= { ready, drawn };
      if (sample) clock.samples.push({ ready: ready - sample.at, drawn: drawn - sample.at, results });
      release();
    }));
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-search-state"] });
  clock.settled = () => new Promise((resolve) => {
    waiting.push(resolve);
    release();
    setTimeout(() => { if (state() === "ready") pending = null; release(); }, 2000);
  });
})();
"""
"""Notes for each input event how long it took until the state was ready, and until the frame that shows it was painted.

``settled`` waits until everything that was asked is drawn; an event that the page leaves unanswered
(a space behind a word, say) is dropped after two seconds.
"""


@dataclass(frozen=True)
class Sample:
    """One answer of the search: milliseconds until ready and until drawn, and the number of results shown.

    ``cpu`` is what the page's main thread worked for it, in milliseconds of processor time: script, style,
    layout and paint.  It hardly depends on what else the machine is doing.
    """

    what: str
    ready: float
    drawn: float
    results: int
    cpu: float = 0.0


@dataclass(frozen=True)
class Fetched:
    """The files of search that one visit fetched: before use, and until the result; and the page itself."""

    query: str
    before: tuple[Answer, ...]
    after: tuple[Answer, ...]
    page: int
    results: int

    @property
    def code(self) -> int:
        """Bytes of scripts and styles."""
        return sum(answer.size for answer in (*self.before, *self.after) if answer.path.endswith(CODE))

    @property
    def data(self) -> int:
        """Bytes of everything else."""
        return sum(answer.size for answer in (*self.before, *self.after)) - self.code

    @property
    def data_before(self) -> tuple[str, ...]:
        """Paths of what is not code and was fetched before anybody searched."""
        return tuple(answer.path for answer in self.before if not answer.path.endswith(CODE))


@contextmanager
def visit(browser: Browser, served: Served, path: str) -> Iterator[Page]:
    """A page in a profile of its own, with nothing in its cache."""
    context = browser.new_context(base_url=served.address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    context.add_init_script(CLOCK)
    page = context.new_page()
    served.take()
    page.goto(path)
    yield page
    context.close()


def settled(page: Page) -> None:
    """Wait until what was asked is on the screen; an error of the search is an AssertionError."""
    page.evaluate("benchClock.settled()")
    assert page.get_attribute("[data-search-state]", "data-search-state") == "ready", page.url


def fetched_by(browser: Browser, served: Served, path: str) -> set[str]:
    """The paths of everything that opening a page fetches."""
    with visit(browser, served, path) as page:
        page.wait_for_load_state("networkidle")
        return {answer.path for answer in served.take()}


def fetched_for(browser: Browser, served: Served, query: str, plain: set[str], by_letter: bool) -> Fetched:
    """The files of search, from opening its page to the result of a query: its first one, or typed letter by letter.

    A file of search is one that a page without search (``plain``) does not fetch.
    """
    own = served.base + SEARCH

    def of_search(answers: Sequence[Answer]) -> tuple[Answer, ...]:
        return tuple(answer for answer in answers if answer.path not in plain and answer.path != own)

    with visit(browser, served, SEARCH) as page:
        page.wait_for_load_state("networkidle")
        before = served.take()
        page.click(BOX)
        if by_letter:
            page.keyboard.type(query, delay=PACE)
        else:
            page.keyboard.insert_text(query)
        settled(page)
        after = served.take()
        size = sum(answer.size for answer in before if answer.path == own)
        shown = page.locator("[data-search-state] [data-id]").count()
        return Fetched(query, of_search(before), of_search(after), size, shown)


def cold_by_address(browser: Browser, served: Served, query: str) -> Sample:
    """From the beginning of the navigation to an address with a query until its first result."""
    with visit(browser, served, f"{SEARCH}?q={quote(query)}") as page:
        settled(page)
        first = page.evaluate("benchClock.first")
        assert first, f"no result for {query!r}"
        return Sample(query, first["ready"], first["drawn"], 1)


def cold_by_typing(browser: Browser, served: Served, query: str) -> Sample:
    """From the first input event on an open page until the first result.

    The whole query comes as one event, so that the typist's pace does not count.
    """
    with visit(browser, served, SEARCH) as page:
        page.wait_for_load_state("networkidle")
        page.click(BOX)
        page.keyboard.insert_text(query)
        settled(page)
        first, typed = page.evaluate("[benchClock.first, benchClock.typed]")
        assert first, f"no result for {query!r}"
        return Sample(query, first["ready"] - typed, first["drawn"] - typed, 1)


class Typist:
    """Someone at a page that has answered before; notes what every answer costs."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def type(self, queries: Sequence[str]) -> list[Sample]:
        """Each query letter by letter; emptying the box is not counted."""
        found = []
        for query in queries:
            self._page.fill(BOX, "")
            settled(self._page)
            self._page.focus(BOX)
            for end, letter in enumerate(query, 1):
                found += self._sampled(query[:end], lambda letter=letter: self._page.keyboard.type(letter))
        return found

    def click_facets(self, number: int, seed: int = 1) -> list[Sample]:
        """So many clicks on boxes of all facets: choose one, choose another, and let both go again."""
        chance = random.Random(seed)
        options = _options(self._page)
        keys = [key for key in KEYS if options.get(key)]
        found: list[Sample] = []
        chosen: list[tuple[str, str]] = []
        for at in range(number):
            choosing = at % 4 < 2
            if choosing:
                key = chance.choices(keys)[0]
                values = [value for value in options[key] if (key, value) not in chosen]
                chosen.append((key, chance.choices(values)[0]))
            key, value = chosen[-1] if choosing else chosen.pop()
            _open(self._page, key, value)
            found += self._sampled(
                f"{'+' if choosing else '-'} {key} {value}",
                lambda key=key, value=value: _click(self._page, key, value),
            )
            _close_long(self._page)
        return found

    def _sampled(self, what: str, action: Callable[[], None]) -> list[Sample]:
        """What the clock noted of an action: one sample, or none when the page did not answer."""
        before, worked = self._page.evaluate("benchClock.samples.length"), self._worked()
        action()
        settled(self._page)
        cpu = self._worked() - worked
        notes = self._page.evaluate("from => benchClock.samples.slice(from)", before)
        return [Sample(what, note["ready"], note["drawn"], note["results"], cpu) for note in notes[-1:]]

    def _worked(self) -> float:
        """Milliseconds of processor time of the page's own tasks since it was opened."""
        return sum(self.work().values())

    def work(self) -> dict[str, float]:
        """The same by kind of work; the rest is painting, events and the address."""
        found = self._session.send("Performance.getMetrics")["metrics"]
        value = {metric["name"]: metric["value"] * 1000 for metric in found}
        parts = {
            "script": value["ScriptDuration"],
            "style": value["RecalcStyleDuration"],
            "layout": value["LayoutDuration"],
        }
        tasks = value["TaskDuration"] - value["DevToolsCommandDuration"]
        return {**parts, "rest": tasks - sum(parts.values())}


def _options(page: Page) -> dict[str, list[str]]:
    """The values of each facet, after opening everything once."""
    page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")
    page.wait_for_timeout(300)
    options: dict[str, list[str]] = {}
    for key, value in page.eval_on_selector_all(
        "main input[type=checkbox]", "boxes => boxes.map((box) => [box.name, box.value])"
    ):
        options.setdefault(key, []).append(value)
    _close_long(page)
    return options


def _open(page: Page, key: str, value: str) -> None:
    """Open what a reader opens before choosing a value, and wait until that is drawn."""
    page.evaluate(
        """([key, value]) => {
            const box = document.querySelector(`main input[name="${key}"][value="${CSS.escape(value)}"]`);
            for (let part = box.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
            return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        }""",
        [key, value],
    )


def _click(page: Page, key: str, value: str) -> None:
    """A click in a task of its own, so that it counts as the page's work."""
    page.evaluate(
        """([key, value]) => new Promise((resolve) => setTimeout(() => {
            document.querySelector(`main input[name="${key}"][value="${CSS.escape(value)}"]`).click();
            resolve();
        }))""",
        [key, value],
    )


def _close_long(page: Page) -> None:
    """A reader has no facet of hundreds of values open while looking at another."""
    page.evaluate(
        """() => {
            for (const part of document.querySelectorAll("main details details"))
                if (part.querySelectorAll("input").length > 8) part.open = false;
            return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        }"""
    )


@contextmanager
def profiled(page: Page, spent: dict[str, float]) -> Iterator[None]:
    """Sample the processor while the block runs; fills ``spent`` with milliseconds for each function."""
    session = page.context.new_cdp_session(page)
    session.send("Profiler.enable")
    session.send("Profiler.setSamplingInterval", {"interval": 500})
    session.send("Profiler.start")
    yield
    profile = session.send("Profiler.stop")["profile"]
    names = {node["id"]: _place(node["callFrame"]) for node in profile["nodes"]}
    for node, delta in zip(profile["samples"], profile["timeDeltas"], strict=True):
        spent[names[node]] = spent.get(names[node], 0.0) + delta / 1000


def _place(frame: dict) -> str:
    name = frame["functionName"] or "(anonymous)"
    file = frame["url"].rpartition("/")[2].partition("?")[0]
    return f"{name} {file}:{frame['lineNumber'] + 1}" if file else name
