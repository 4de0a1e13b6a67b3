"""The list of every practice on numbered pages: each stands on one of them, and the pages come and go."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kapstok.addresses import PRACTICES, numbered
from kapstok.catalogue import Catalogue
from kapstok.names import SLUG
from kapstok.overview import overview_of
from kapstok.pages.page import Page
from kapstok.pages.practice_lists import MOST, page_count, practice_lists, spread, what_is_shown
from kapstok.render import Templates
from kapstok.site import expected_pages, permanent_addresses, site_files
from kapstok.site_file import SiteFile
from small_site import SETTINGS, TEMPLATES, small_shells

from .values import catalogue_of, practice, record


def catalogue_with(number: int) -> Catalogue:
    """So many practices, and two hangijzers."""
    practices = (practice(f"p{at:04}", title=f"Praktijk {at:04}") for at in range(number))
    hangijzers = (
        record("hangijzer", "1-een", title="Praktijk 0130, mag dat?"),
        record("hangijzer", "2-twee", title="Alles kwijt?", number="2"),
    )
    return catalogue_of(*practices, *hangijzers)


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    """The pages of a list that is too long for two."""
    return list(practice_lists(catalogue_with(2 * MOST)))


@pytest.mark.parametrize(
    ("number", "sizes"),
    [
        (0, [0]),
        (1, [1]),
        (MOST - 1, [MOST - 1]),
        (MOST, [MOST]),
        (MOST + 1, [MOST // 2, MOST // 2 + 1]),
        (1000, [166, 167, 167, 166, 167, 167]),
    ],
)
def test_items_are_spread_evenly_over_few_pages(number: int, sizes: list[int]) -> None:
    """As few pages as possible must hold every item once, in its order, and the last no fewer than others."""
    parts = spread(range(number))
    assert [len(part) for part in parts] == sizes
    assert [item for part in parts for item in part] == list(range(number))
    assert page_count(number) == len(parts)


@pytest.mark.parametrize("number", range(0, 5 * MOST, 7))
def test_no_page_is_too_long_or_too_short(number: int) -> None:
    """Whatever the number, a page must hold at most what fits, and two pages nearly as much."""
    sizes = [len(part) for part in spread(range(number))]
    assert max(sizes) <= MOST and max(sizes) - min(sizes) <= 1
    assert (len(sizes) - 1) * MOST < max(number, 1)


def test_short_list_stands_on_one_page() -> None:
    """A list that fits must have one page, with the title that docs/ gives, and say nothing of pages."""
    (page,) = practice_lists(catalogue_with(MOST - 2))
    assert (page.url, page.title, page.context["shown"], page.lasting) == (PRACTICES, "", "", True)


def test_every_record_stands_on_one_page(pages: list[Page]) -> None:
    """Each practice and hangijzer must stand on one page, all together by title."""
    found = [getattr(item, "practice", item) for page in pages for item in page.context["items"]]
    assert {item.slug for item in found} == {"1-een", "2-twee", *(f"p{at:04}" for at in range(2 * MOST))}
    assert [item.title for item in found] == sorted(item.title for item in found)
    assert len(found) == 2 * MOST + 2


def test_pages_tell_themselves_apart(pages: list[Page]) -> None:
    """Each page must have an address, a title and a description of its own, and say what stands on it."""
    for values in ("url", "title", "description"):
        assert len({getattr(page, values) for page in pages}) == 3
    assert [page.title for page in pages[1:]] == ["Praktijken, pagina 2 van 3", "Praktijken, pagina 3 van 3"]
    assert [page.context["shown"] for page in pages] == [
        "praktijk 1 tot en met 119, en 1 heet hangijzer",
        "praktijk 120 tot en met 239, en 1 heet hangijzer",
        "praktijk 240 tot en met 360",
    ]


def test_page_of_hangijzers_alone_counts_no_practice() -> None:
    """Where no practice stands, none must be counted."""
    assert what_is_shown(5, 0, 1) == "1 heet hangijzer"


def test_page_of_one_practice_counts_to_none() -> None:
    """One practice must not be told as the first to the last."""
    assert what_is_shown(180, 1, 2) == "praktijk 181, en 2 hete hangijzers"


@pytest.mark.parametrize("number", [2, 10])
def test_no_record_can_stand_at_the_address_of_a_page(number: int) -> None:
    """No slug may be the last part of the address of a numbered page."""
    assert numbered(PRACTICES, 1) == PRACTICES
    last = numbered(PRACTICES, number).removeprefix(PRACTICES).removesuffix("/")
    assert last and "/" not in last and not SLUG.match(last)


def files(catalogue: Catalogue) -> dict[str, SiteFile]:
    """The files of the site of a catalogue, by path."""
    found = site_files(catalogue, small_shells(), Templates(TEMPLATES), SETTINGS, overview_of(catalogue))
    return {file.path: file for file in found}


def test_pages_are_counted_and_listed_but_promised_to_nobody() -> None:
    """The number of pages must be foretold, the sitemap must name them all, and only the first must live for ever."""
    catalogue = catalogue_with(MOST)
    made = files(catalogue)
    second = numbered(PRACTICES, 2)
    assert f"{second}index.html" in made
    assert sum(path.endswith(".html") for path in made) + 1 == expected_pages(catalogue)
    assert f"<loc>https://proef.test/{second}</loc>" in made["sitemap.xml"].data.decode()
    promised = permanent_addresses(catalogue, ())
    assert PRACTICES in promised and second not in promised


def test_pages_lead_to_one_another() -> None:
    """Each page must lead to all others, and say in words which one it is."""
    made = files(catalogue_with(2 * MOST))
    urls = [numbered(PRACTICES, number) for number in (1, 2, 3)]
    texts = [made[f"{url}index.html"].data.decode() for url in urls]
    for number, (url, text) in enumerate(zip(urls, texts, strict=True), 1):
        root = "../" * url.count("/")
        nav = text.partition('<nav class="k-pages')[2].partition("</nav>")[0]
        assert all(f'href="{root}{other}"' in nav for other in urls)
        assert f'href="{root}{url}" aria-current="page"' in nav and nav.count("aria-current") == 1
        assert f"360 praktijken en 2 hete hangijzers. Pagina {number} van 3: praktijk " in text
        assert f'<link rel="canonical" href="https://proef.test/{url}">' in text
        assert "alle praktijken, op 3 pagina's;" in text
    for before, after in pairwise(range(3)):
        assert ">Volgende<" in texts[before] and ">Vorige<" in texts[after]
    assert ">Vorige<" not in texts[0] and ">Volgende<" not in texts[2]
