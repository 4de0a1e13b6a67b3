"""The catalogue as files: pages in their shells, redirects, the index, open data and the sitemap."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

import kapstok
from kapstok.addresses import RULES, SECTIONS, address
from kapstok.catalogue import Catalogue
from kapstok.links import LinkIndex, Marks
from kapstok.markdown import rendered
from kapstok.overview import overview_of
from kapstok.pages import Page, catalogue_pages
from kapstok.read import RawRecord
from kapstok.redirects import Redirect, redirects
from kapstok.render import Templates
from kapstok.rules import rules
from kapstok.shell import Shell, shell_key, slot
from kapstok.site import (
    LISTS,
    Settings,
    expected_pages,
    made_page,
    permanent_addresses,
    redirect_html,
    site_files,
    sitemap,
    themes_css,
)

from .values import ABSENT, catalogue_of, practice, published, record, removed

HOOKS = Path(kapstok.__file__).parent.parent
TEMPLATES = Templates(HOOKS.parent / "templates")
SETTINGS = Settings("Proef", "https://proef.test/kapstok/", "https://git.test/x/", "/edit/main/")
HTML = (
    f'<title>{slot("title")}</title><meta name=description content="{slot("description")}">{slot("robots")}'
    f'<link rel="canonical" href="{slot("canonical")}">{slot("content")}{slot("edit")}'
)


def shells() -> dict[str, Shell]:
    """A shell of one line for each section and depth."""
    found = {
        shell_key(url.split("/")[0], url.count("/")): Shell.parse(HTML, "", url or "Start", "Alles.")
        for url in LISTS
    }
    found |= {shell_key(section, 2): Shell.parse(HTML, "", section, "") for section in SECTIONS}
    return found | {shell_key("meedoen", 3): Shell.parse(HTML, "", "meedoen", "")}


def files(catalogue: Catalogue, written: tuple[str, ...] = ()) -> dict[str, str]:
    """Path to text of every file of the site."""
    return {
        f.path: f.data.decode("utf-8", "backslashreplace")
        for f in site_files(catalogue, shells(), TEMPLATES, SETTINGS, overview_of(catalogue), written)
    }


RICH = (
    practice(
        "babbel", title="Babbelcafé", theme=["taal", "buurt"], section="babbelen", municipality=["Gent", "Kruibeke"],
        place={"Gent": "Drongen"}, partners=["PVG", "Scouts"], target_groups=["ouders"], subsidies="geld", year="2012",
        source=[{"id": "boekje", "page": "3"}], figures=[{"label": "tafels", "value": "5"}],
        links=[{"label": "Site", "url": "https://x.be", "checked": "2024-01-01"}, {"label": "Oud", "url": "www.y.be"}],
        variants=[{"municipality": "Kruibeke", "note": "in de zomer"}], hangijzers="1-tijd",
        see_also=[{"practice": "feest", "reason": "zelfde plek"}], aliases=["praattafel"], note="Opmerking.",
        body="## Wat\n\nZie [feest](../buurt/feest.md#wat) en [een partner](/partners/pvg/).",
    ),
    practice("feest", title="Feest", theme="buurt", municipality=ABSENT, province=["Limburg"], body="## Wat\n\nFeest."),
    record(
        "hangijzer", "1-tijd", theme=["taal"], practices=[{"practice": "feest", "point": "1"}], partners=["PVG"],
        source={"id": "boekje"}, body="## 1. Begin\n\nTekst.", aliases=["1-oud"],
    ),
    record(
        "partner", "pvg", name="PVG", municipality="Gent", province="Oost-Vlaanderen", email="info@pvg.be",
        successor={"name": "Bond", "partner": "bond", "confidence": "medium"}, services=["cafés"], source={"id": "boekje"},
    ),
    record("partner", "bond", name="Bond", generic="true"),
    record("subsidy", "geld", name="Geld", level="provinciaal", province="Limburg", source={"id": "boekje"}),
    record("resource", "gids", theme="taal", practices="babbel", publishers="pvg", url="www.gids.be"),
    record("table", "tafels", practices="babbel", source={"id": "boekje"}, notes="Een noot."),
    record("table", "los"),
    record("term", "nt2", title="NT2", text="Nederlands als tweede taal."),
)  # fmt: skip


@pytest.fixture(scope="module")
def rich() -> Catalogue:
    """A catalogue that uses nearly every field."""
    return catalogue_of(*RICH)


@pytest.fixture(scope="module")
def site(rich: Catalogue) -> dict[str, str]:
    """The files of that catalogue."""
    return files(rich, ("over/",))


def test_package_does_not_know_the_engine() -> None:
    """Another engine must be able to supply the shells: the package must not import MkDocs."""
    code = "import sys, kapstok.site, kapstok.publish, kapstok.load; print('mkdocs' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=HOOKS, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_every_record_has_a_page_at_its_address(rich: Catalogue, site: dict[str, str]) -> None:
    """Practices, hangijzers, themes, target groups, partners, subsidies and towns must have a page."""
    groups = (
        rich.practices, rich.hangijzers, rich.themes, rich.target_groups, rich.partners, rich.subsidies, rich.places.towns,
    )  # fmt: skip
    assert [
        address(i) for items in groups for i in items.values() if f"{address(i)}index.html" not in site
    ] == []


@pytest.mark.parametrize("url", LISTS)
def test_every_list_has_a_page(url: str, site: dict[str, str]) -> None:
    """Every list must have a page."""
    assert f"{url}index.html" in site


@pytest.mark.parametrize(
    "records",
    [(), RICH, (removed("weg", former_slugs=["ouder"]), removed("w", kind="theme"))],
    ids=["empty", "rich", "deleted"],
)
def test_number_of_pages_is_foretold(records: tuple[RawRecord, ...]) -> None:
    """The number that the publisher expects must be that of the pages, with the 404 page of the engine."""
    catalogue = catalogue_of(*records)
    assert sum(path.endswith(".html") for path in files(catalogue)) + 1 == expected_pages(catalogue)


def test_paths_stay_inside_the_site(rich: Catalogue) -> None:
    """A path must be relative, without climbing, and used once."""
    paths = [file.path for file in site_files(rich, shells(), TEMPLATES, SETTINGS, overview_of(rich))]
    assert len(paths) == len(set(paths))
    assert not [path for path in paths if path.startswith("/") or ".." in path.split("/")]


def test_every_link_leads_somewhere(site: dict[str, str]) -> None:
    """Every link of every page must lead to a page or file of the site."""
    files = {**site, "over/index.html": ""}
    index = LinkIndex(files.__getitem__)
    index.files.update(files)
    for path, text in files.items():
        if path.endswith(".html"):
            index.look(path, Marks.of(text))
    assert [link for link in index.broken() if "assets/" not in link[1]] == []


def test_every_id_is_once_on_a_page(site: dict[str, str]) -> None:
    """No page may use an id twice."""
    twice = {
        path: [name for name, count in Counter(re.findall(r'\sid="([^"]*)"', html)).items() if count > 1]
        for path, html in site.items()
        if path.endswith(".html")
    }
    assert {path: names for path, names in twice.items() if names} == {}


@pytest.mark.parametrize("template", ["practice.html", "hangijzer.html", "partner.html", "subsidy.html"])
def test_heading_of_an_author_takes_no_id_of_ours(template: str) -> None:
    """A heading in a text that is worded like one of ours must get another id."""
    ours = re.findall(r'\sid="([a-z0-9-]+)"', (HOOKS.parent / "templates" / template).read_text("utf-8"))
    text = "\n\n".join(f"## {name}" for name in ours)
    assert ours
    assert {name for name, _ in rendered(text, lambda target: None).headings}.isdisjoint(ours)


@pytest.mark.parametrize(
    "own",
    [
        practice("x", links=[{"label": "Site", "url": "www.y.be"}]),
        practice("x", municipality=ABSENT, province="Limburg", checked="2024-01-01"),
        practice("x", source={"id": "boekje"}, status="unknown"),
        record("hangijzer", "x"),
        record("partner", "x", body=""),
        record("partner", "x", successor={"name": "Y"}),
        record("subsidy", "x", body="", links=[{"label": "Site", "url": "www.y.be"}]),
        record("resource", "x", theme="taal"),
        record("table", "x"),
        record("theme", "x"),
    ],
    ids=lambda own: f"{own.kind}-{list(own.data)[-1]}",
)
def test_absent_value_leaves_no_trace(own: RawRecord) -> None:
    """A field that a record does not have must not be shown as a word of the program."""
    shown = [
        path
        for path, text in files(catalogue_of(own)).items()
        if re.search(r"\b(None|Undefined|nan)\b|\(\)", text)
    ]
    assert shown == []


def test_same_catalogue_gives_the_same_files(rich: Catalogue, site: dict[str, str]) -> None:
    """The order of the records must not change a byte, nor the order of the files; tables keep theirs."""
    tables = [item for item in RICH if item.kind == "table"]
    others = [item for item in RICH if item.kind != "table"]
    assert list(files(catalogue_of(*reversed(others), *tables), ("over/",)).items()) == list(site.items())


def test_missing_shell_is_an_error(rich: Catalogue) -> None:
    """A shell that the engine did not give must stop the build."""
    known = shells()
    del known["partners:2"]
    with pytest.raises(KeyError, match="partners:2"):
        list(site_files(rich, known, TEMPLATES, SETTINGS, overview_of(rich)))


def test_pages_name_the_search_index(site: dict[str, str]) -> None:
    """The page of search must lead to the index that is in the site, whose name changes with its content."""
    (index,) = [path for path in site if path.startswith("search/") and path.endswith("/index.json")]
    assert index.replace("index.json", "years.bin") in site
    assert f"../{index}" in site["zoeken/index.html"]


def page(
    tmp_path: Path, template: str = "{{ heading }}", settings: Settings = SETTINGS, **fields: str
) -> str:
    """One page of a section with one shell and one template."""
    (tmp_path / "t.html").write_text(template)
    own = Page("praktijken/x/", "t.html", **fields)  # type: ignore[arg-type]
    shell = Shell.parse(HTML, "<p>Begin.</p>", "Uit de schil", "Omschrijving.")
    return made_page(own, shell, Templates(tmp_path), settings).data.decode()


def test_title_of_a_page_names_the_site(tmp_path: Path) -> None:
    """The title must be that of the page and then that of the site."""
    assert "<title>Babbel – Proef</title>" in page(tmp_path, title="Babbel")


def test_home_names_the_site_first(site: dict[str, str]) -> None:
    """The title of the home page must begin with the name of the site."""
    assert "<title>Proef: Start</title>" in site["index.html"]


def test_page_without_a_title_has_that_of_its_shell(tmp_path: Path) -> None:
    """Where a page gives no title or description the hand-written ones must stand."""
    html = page(tmp_path)
    assert ("<title>Uit de schil – Proef</title>" in html, 'content="Omschrijving."' in html) == (True, True)


def test_title_and_description_are_escaped(tmp_path: Path) -> None:
    """Signs in a title or a summary must not become HTML."""
    html = page(tmp_path, title="<b>x</b>", description='"><script>')
    assert ("<b>" in html, "<script>" in html) == (False, False)


def test_template_escapes_values(tmp_path: Path) -> None:
    """A value in a template must be escaped without anybody thinking of it."""
    assert "&lt;b&gt;" in page(tmp_path, template="{{ '<b>' }}")


def test_template_with_an_unknown_name_is_an_error(tmp_path: Path) -> None:
    """A typing error in a template must stop the build, not print nothing."""
    with pytest.raises(Exception, match="headng"):
        page(tmp_path, template="{{ headng }}")


def test_template_knows_the_way_to_the_root(tmp_path: Path) -> None:
    """A page must reach the root of the site from its own depth."""
    assert "[../../]" in page(tmp_path, template="[{{ root }}]")


@pytest.mark.parametrize("url", ["https://proef.test/kapstok/", "https://proef.test/kapstok"])
def test_canonical_address_is_whole(url: str, tmp_path: Path) -> None:
    """The canonical address must be that of the site and then of the page, whatever its slash."""
    html = page(tmp_path, settings=Settings("Proef", url))
    assert '<link rel="canonical" href="https://proef.test/kapstok/praktijken/x/">' in html


def test_page_leads_to_its_file(tmp_path: Path) -> None:
    """A maintainer must find the file of a page."""
    assert 'href="https://git.test/x/edit/main/practices/taal/x.md"' in page(
        tmp_path, source="practices/taal/x.md"
    )


@pytest.mark.parametrize(("repository", "source"), [("", "practices/taal/x.md"), ("https://git.test/x", "")])
def test_no_file_no_link_to_edit(repository: str, source: str, tmp_path: Path) -> None:
    """Without a repository or a file there must be no link to edit."""
    assert "k-edit" not in page(
        tmp_path, settings=Settings("Proef", "/", repository, "edit/main"), source=source
    )


def test_former_address_leads_on(rich: Catalogue) -> None:
    """Every alias must lead to its record, in the section of the record, by its title."""
    assert set(redirects(rich)) == {
        Redirect("praktijken/praattafel/", "praktijken/babbel/", "Babbelcafé"),
        Redirect("hete-hangijzers/1-oud/", "hete-hangijzers/1-tijd/", "Vraag?"),
    }


def leads_on(*records: RawRecord) -> dict[str, str]:
    """Former addresses and where they lead."""
    return {redirect.address: redirect.target for redirect in redirects(catalogue_of(*records))}


@pytest.mark.parametrize(
    ("kind", "section"),
    [("partner", "partners"), ("subsidy", "subsidies"), ("target_group", "doelgroepen")],
)
def test_former_address_of_the_register_leads_on(kind: str, section: str) -> None:
    """A former slug in the register must lead to the page of today."""
    assert leads_on(record(kind, "nieuw", former_slugs=["oud"])) == {f"{section}/oud/": f"{section}/nieuw/"}


def test_former_address_of_a_theme_leads_on_with_its_list_for_other_sites() -> None:
    """A renamed theme must be found at its former page and in frames that show its former list."""
    assert leads_on(record("theme", "nieuw", former_slugs=["oud"])) == {
        "themas/oud/": "themas/nieuw/",
        "embed/thema/oud/": "embed/thema/nieuw/",
    }


def test_former_addresses_lead_straight_to_the_page() -> None:
    """Renamed twice: both former addresses must lead to today's page, not to one another."""
    assert leads_on(practice("nu", aliases=["eerst", "later"])) == {
        "praktijken/eerst/": "praktijken/nu/",
        "praktijken/later/": "praktijken/nu/",
    }


@pytest.mark.parametrize(("slug", "aliases"), [("1-vraag", ["praatje"]), ("praatje", [])])
def test_practice_may_become_a_hangijzer(slug: str, aliases: list[str]) -> None:
    """The published address of a practice that is a hangijzer now must lead there, whether it was renamed or not."""
    found = leads_on(record("hangijzer", slug, aliases=aliases), published("/praktijken/praatje/"))
    assert found["praktijken/praatje/"] == f"hete-hangijzers/{slug}/"


def test_address_that_never_was_leads_nowhere() -> None:
    """A slug that was never published in the other section must not get a page there."""
    assert leads_on(practice("a"), record("hangijzer", "1-b"), published("/praktijken/a/")) == {}


GONE = removed("weg", title="Weg", kind="theme", former_slugs=["ouder"], instead=["/themas/taal/", "/praktijken/ook-weg/"],
)  # fmt: skip
GONE_TOO = removed("ook-weg", instead=["/themas/buurt/", "/gemeenten/gent/"])


def test_deleted_record_says_so_at_every_address() -> None:
    """The page and the list of a deleted theme must say so, and its former addresses lead there."""
    found = files(catalogue_of(GONE, GONE_TOO))
    for path in ("themas/weg/index.html", "embed/thema/weg/index.html"):
        assert "Dit thema staat sinds 1 januari 2026 niet meer in Kapstok. Ze is gestopt." in found[path]
    assert 'data-target="../../themas/weg/"' in found["themas/ouder/index.html"]
    assert 'data-target="../../../embed/thema/weg/"' in found["embed/thema/ouder/index.html"]


def test_deleted_record_leads_straight_to_pages_that_exist() -> None:
    """What to read instead of something deleted must never be something deleted."""
    html = files(catalogue_of(GONE, GONE_TOO))["themas/weg/index.html"]
    inside = html.partition("Lees in de plaats")[2].partition("</ul>")[0]
    assert re.findall(r'href="([^"]+)"', inside) == [
        "../../themas/taal/", "../../themas/buurt/", "../../gemeenten/gent/",
    ]  # fmt: skip


def test_deleted_record_is_not_listed() -> None:
    """A deleted record must be in no search, list, open data or sitemap, and be kept from search engines."""
    found = files(catalogue_of(practice("a"), removed("weg", title="Verdwenen")))
    page = found.pop("praktijken/weg/index.html")
    assert page.count('<meta name="robots" content="noindex">') == 1
    assert "noindex" not in found["praktijken/a/index.html"]
    named = [path for path, text in found.items() if "Verdwenen" in text or "praktijken/weg" in text]
    assert [path for path in named if not path.startswith("data/selection.")] == []


def test_permanent_addresses_are_those_of_the_site(rich: Catalogue, site: dict[str, str]) -> None:
    """The addresses that the list of published ones gets must be those of all pages but single rules, and of the open data."""
    pages = {path.removesuffix("index.html") for path in site if path.endswith(".html")}
    of_rules = {f"{RULES}{rule}/" for rule in rules()}
    expected = pages - of_rules | {"over/", "data/catalogue.json", "data/practices.csv"}
    assert permanent_addresses(rich, ["over/"]) == expected


OLD = Redirect("praktijken/oud/", "praktijken/nieuw/", "Nieuw & beter")


def test_redirect_works_without_javascript() -> None:
    """A redirect must lead on at once where no script runs, by a relative address, and be a link by its title as well."""
    html = redirect_html(OLD, TEMPLATES, SETTINGS)
    assert '<noscript><meta http-equiv="refresh" content="0; url=../../praktijken/nieuw/"></noscript>' in html
    assert '<a href="../../praktijken/nieuw/">Nieuw &amp; beter</a>' in html


def test_redirect_is_not_found_by_search_engines() -> None:
    """A redirect must name the page that counts, and itself not be listed."""
    html = redirect_html(OLD, TEMPLATES, SETTINGS)
    assert '<link rel="canonical" href="https://proef.test/kapstok/praktijken/nieuw/">' in html
    assert 'name="robots" content="noindex"' in html


def locations(text: str) -> list[str]:
    """The addresses of a sitemap."""
    return [
        element.text or ""
        for element in ElementTree.fromstring(text.encode()).iter()
        if element.tag.endswith("}loc")
    ]


def test_sitemap_lists_every_page(rich: Catalogue, site: dict[str, str]) -> None:
    """Every page of the catalogue and every hand-written page must be listed once, and no redirect."""
    expected = {
        "https://proef.test/kapstok/" + url for url in {*(p.url for p in catalogue_pages(rich, {})), "over/"}
    }
    found = locations(site["sitemap.xml"])
    assert (len(found), set(found)) == (len(expected), expected)


def test_sitemap_is_well_formed() -> None:
    """Signs in an address must not break the sitemap."""
    assert locations(sitemap(["a/?b=c&d=<e>/"], Settings("x", "https://x.test/&"))) == [
        "https://x.test/&/a/?b=c&d=<e>/"
    ]


def test_each_theme_has_its_colours(rich: Catalogue) -> None:
    """The style sheet must give each theme its colour in the light and in the dark scheme."""
    css = themes_css(rich)
    assert '[data-theme="taal"] { --k-theme: #1d4ed8; }' in css
    assert '[data-md-color-scheme="slate"] [data-theme="taal"] { --k-theme: #9db7ff; }' in css


def test_pages_know_their_section(rich: Catalogue) -> None:
    """Every page must have a shell among those that the adapter is asked for."""
    known = set(shells())
    assert {shell_key(p.section, p.url.count("/")) for p in catalogue_pages(rich, {})} <= known


def test_a_build_loads_only_what_it_needs() -> None:
    """What reads spreadsheets and what asks the web takes a tenth of a second to load, and no build uses it."""
    code = "import sys, mkdocs_hook; print(*{'openpyxl', 'urllib.request'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(HOOKS)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == ""
