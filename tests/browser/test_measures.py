"""The measures of accessibility themselves: each must find the mistake that it is there for, and pass what is right."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from .accessibility import measured, seen_in_every_way, walked

FRAME = """<!doctype html><html lang="nl"><head><title>Proef</title><base href="https://kapstok.test/"><style>
  body {{ font: 16px/1.5 sans-serif; margin: 0; }} header {{ background: #fff; position: sticky; top: 0; }}
  :focus-visible {{ outline: 3px solid #b4460f; }} html {{ scroll-padding-top: {padding}; }} {style}
</style></head><body data-md-color-scheme="default"><header>Kop</header><main><h1>Proef</h1>{content}</main><footer>Voet</footer></body></html>"""

RIGHT = """<p>Lees <a href="a/">de tekst</a>.</p><label for="f">Naam</label> <input id="f" size="8">
  <table><caption>Tabel</caption><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><th scope="row">B</th></tr></tbody></table>
  <svg role="img" aria-label="Kaart" width="9" height="9"></svg><p><button style="border: 1px solid">Doe het</button></p>"""

WRONG = {
    "headings": ("<h3>Te diep</h3>", "a level is skipped"),
    "landmarks": ("<nav><a href='a/'>A</a></nav>", "a navigation has no name"),
    "links": ("<p><a href='a/'>hier</a></p>", "says nothing by itself"),
    "images": ("<svg width='9' height='9'><circle r='4'/></svg>", "neither named nor hidden"),
    "tables": (
        "<table><caption>T</caption><tbody><tr><td>1</td></tr></tbody></table>",
        "no headers of columns",
    ),
    "fields": ("<input placeholder='Naam'>", "has no name"),
    "page": ("<p tabindex='3'>Eerst</p>", "its own place in the order"),
    "targets": (
        "<p><button style='font-size: 8px; padding: 0'>a</button><button style='font-size: 8px; padding: 0'>b</button></p>",
        "beside",
    ),
    "motion": ("<p style='transition: color 1s'>Traag</p>", "glides"),
    "reflow": (
        "<div style='overflow-x: auto; width: 9rem'><table><tr><td style='white-space: nowrap'>een lange regel die niet past</td></tr></table></div>",
        "no stop and name",
    ),
    "text": (
        "<p style='height: 20px; overflow: hidden'>Een zin die<br>op twee regels staat</p>",
        "is cut off",
    ),
    "edges": ("<p><input aria-label='Naam' style='border: 1px solid #ddd'></p>", "can hardly be seen"),
    "forced": (
        "<p><button style='border: 0; background: #123; color: #fff'>Doe het</button></p>",
        "has no edge",
    ),
}
"""For each measure a mistake, and what it says of it."""


@pytest.fixture
def trial(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 600})
    yield page
    page.close()


def show(page: Page, content: str, style: str = "", padding: str = "3rem") -> None:
    """A page with this content."""
    page.goto("about:blank")
    page.set_content(FRAME.format(content=content, style=style, padding=padding))


def test_a_right_page_passes_every_measure(trial: Page) -> None:
    """What is right must pass in every view, and on a walk in both directions."""
    show(trial, RIGHT)
    assert measured(trial, *WRONG) == []
    assert seen_in_every_way(trial) == {}
    assert walked(trial) == []
    show(trial, RIGHT)
    assert walked(trial, backwards=True) == []


@pytest.mark.parametrize("measure", WRONG)
def test_a_measure_finds_its_mistake(trial: Page, measure: str) -> None:
    """A mistake must be found by its measure, and by no measure of something else."""
    content, sentence = WRONG[measure]
    show(trial, RIGHT + content)
    assert any(sentence in found for found in measured(trial, measure))


def test_text_over_text_is_found_where_the_letters_grow(trial: Page) -> None:
    """A box of a fixed height must be found when its text grows out of it, over the next."""
    show(
        trial,
        "<p style='font-size: 1rem; height: 40px; margin: 0; width: 30rem'>"
        + "woord " * 20
        + "</p><p style='margin: 0'>De volgende.</p>",
    )
    found = seen_in_every_way(trial)
    assert any("lies over" in sentence and "letters of 200 %" in views for sentence, views in found.items())


@pytest.mark.parametrize(
    ("content", "style", "sentence"),
    (
        ("<p><a href='a/'>A</a></p>", "a:focus-visible { outline: none; }", "does not show the focus"),
        ("<p><a href='a/'>A</a></p>", "a:focus-visible { outline-color: #eee; }", "does not show the focus"),
        ("<p><a href='a/'>A</a></p>", "[data-md-color-scheme=slate] a:focus-visible { outline: none; }", "in the dark"),
        ("<p onclick='1' tabindex='0'></p>", "", "a stop without a name"),
        ("<input id='x' aria-label='X' tabindex='-1'><a href='a/'>A</a><p><a href='b/' onfocus='x.focus()'>B</a></p>", "", "comes out of order"),
        ("<input aria-label='Val' onkeydown=\"event.key === 'Tab' && event.preventDefault()\"><a href='a/'>A</a>", "", "is not reached"),
    ),
)  # fmt: skip
def test_a_walk_finds_what_is_wrong(trial: Page, content: str, style: str, sentence: str) -> None:
    """A focus that does not show, a stop without a name, another order and a trap must each be found."""
    show(trial, content, style)
    assert any(sentence in found for found in walked(trial))


def test_a_walk_backwards_finds_what_lies_under_the_header(trial: Page) -> None:
    """A header that stays in place must be found when it covers what the keyboard comes to."""
    content = "".join(f"<p><a href='{number}/'>{number}</a></p>" for number in range(40))
    show(trial, content, "header { height: 5rem; }", padding="0")
    assert any("lies under" in found for found in walked(trial, backwards=True))
    show(trial, content, "header { height: 5rem; }", padding="6rem")
    assert walked(trial, backwards=True) == []
