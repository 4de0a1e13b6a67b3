"""The real site: built strictly with MkDocs, complete, and never half."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from conftest import PROJECT, ROOT, build_site, small_project
from kapstok.addresses import RULES, address, addresses_of
from kapstok.catalogue import Catalogue
from kapstok.links import LinkIndex, Marks
from kapstok.load import load_catalogue
from kapstok.published import LIST, list_text
from kapstok.read import written_pages
from kapstok.redirects import redirects
from kapstok.rules import rules
from kapstok.site import permanent_addresses


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT, date(2026, 1, 1))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project of its own: the real engine and templates around the three-practice catalogue."""
    return small_project(tmp_path_factory.mktemp("project"))


def snapshot(folder: Path) -> dict[str, tuple[int, str]]:
    """Every file with its time of writing and its digest."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mtime_ns,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_record_has_its_page(site: Path, catalogue: Catalogue) -> None:
    """Each record of the catalogue must have a page at its permanent address."""
    records = [
        item
        for items in (
            catalogue.practices,
            catalogue.hangijzers,
            catalogue.themes,
            catalogue.partners,
            catalogue.subsidies,
            catalogue.target_groups,
            catalogue.places.towns,
        )
        for item in items.values()
    ]
    missing = [address(item) for item in records if not (site / address(item) / "index.html").is_file()]
    assert missing == []


def test_sitemap_lists_every_page(site: Path) -> None:
    """The sitemap must list every page except the 404 page, redirects and lists for other sites."""
    tree = ElementTree.parse(site / "sitemap.xml")
    listed = {element.text for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    pages = set()
    for path in site.rglob("index.html"):
        if '<meta name="robots" content="noindex">' not in path.read_text("utf-8"):
            folder = path.parent.relative_to(site).as_posix()
            pages.add("https://kapstok.test/kapstok/" + ("" if folder == "." else f"{folder}/"))
    assert listed == pages


def test_every_internal_link_leads_somewhere(site: Path) -> None:
    """Every link, script, style and anchor of the finished site must exist."""
    index = LinkIndex(lambda path: (site / path).read_text("utf-8"))
    links = 0
    for file in sorted(site.rglob("*")):
        if file.is_file():
            path = file.relative_to(site).as_posix()
            index.files.add(path)
            if path.endswith(".html") and path != "404.html":
                marks = Marks.of(file.read_text("utf-8"))
                links += len(marks.addresses)
                index.look(path, marks)
    assert list(index.broken()) == []
    assert links > 10_000


def test_not_found_page_offers_search_and_themes(site: Path, catalogue: Catalogue) -> None:
    """The 404 page must be Dutch, with a search form and every theme, at addresses that work from any depth."""
    html = (site / "404.html").read_text("utf-8")
    assert 'action="/kapstok/zoeken/"' in html
    assert all(f'href="/kapstok/themas/{slug}/"' in html for slug in catalogue.themes)
    assert "Deze pagina vinden we niet" in html


def test_no_page_of_the_engine_is_left_over(site: Path) -> None:
    """Shells, source maps and the theme's own search must not be published."""
    names = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    assert not [name for name in names if "shell" in name or name.endswith(".map") or "/lunr" in name]
    assert "sitemap.xml.gz" not in names
    assert not any("@@kapstok" in path.read_text("utf-8") for path in site.rglob("*.html"))


def test_same_input_gives_same_bytes_whatever_the_surroundings(project: Path, tmp_path: Path) -> None:
    """Another machine, as far as that goes, must not change a byte.

    Another time zone, locale, hash seed, home, place of the project, order in which its files were made, their times
    and rights, and no memory of an earlier build.
    """
    copy = tmp_path / "elders/een map met spaties"
    mask = os.umask(0o077)
    try:
        for path in sorted(project.rglob("*"), reverse=True):
            name = path.relative_to(project)
            if path.is_file() and name.parts[0] in PROJECT:
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy / name)
                os.utime(copy / name, (0, len(str(name)) * 10**7))
    finally:
        os.umask(mask)
    first, second = tmp_path / "a", tmp_path / "b"
    one = build_site(project, first, TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    two = build_site(
        copy, second, TZ="Pacific/Auckland", LC_ALL="C", LANG="C", PYTHONHASHSEED="2", HOME=str(tmp_path), KAPSTOK_CACHE="0"
    )  # fmt: skip
    assert one.returncode == two.returncode == 0, one.stderr + two.stderr
    assert {name: digest for name, (_, digest) in snapshot(first).items()} == {
        name: digest for name, (_, digest) in snapshot(second).items()
    }


def test_second_build_writes_only_what_changed(project: Path, tmp_path: Path) -> None:
    """A file whose content stays the same must not be written again; a changed one must be."""
    target = tmp_path / "site"
    assert build_site(project, target).returncode == 0
    before = snapshot(target)
    assert build_site(project, target).returncode == 0
    assert snapshot(target) == before
    practice = project / "practices/taal/voorleesuur.md"
    original = practice.read_text("utf-8")
    try:
        practice.write_text(original.replace("elke zaterdag", "elke woensdag"), "utf-8")
        assert build_site(project, target).returncode == 0
    finally:
        practice.write_text(original, "utf-8")
    after = snapshot(target)
    changed = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    assert "praktijken/voorleesuur/index.html" in changed
    assert "praktijken/straatfeest/index.html" not in changed


def test_every_published_address_answers(site: Path, catalogue: Catalogue) -> None:
    """Each address that was ever published must have a file in the real site."""
    assert len(catalogue.published) > 1000
    lost = [
        url
        for url in catalogue.published
        if not (site / url / "index.html").is_file() and not (site / url).is_file()
    ]
    assert lost == []


def test_command_knows_every_address_of_the_site(site: Path, catalogue: Catalogue) -> None:
    """What ``kapstok addresses`` adds to the list must be every page of the real site but those of single rules, and the open data."""
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    expected = {"" if page == "." else f"{page}/" for page in pages} - {f"{RULES}{rule}/" for rule in rules()}
    assert permanent_addresses(catalogue, written_pages(ROOT)) == expected | {
        "data/catalogue.json", "data/practices.csv",
    }  # fmt: skip


def test_list_of_addresses_is_complete(catalogue: Catalogue) -> None:
    """The list must have every address that no contributor adds, and be as the command writes it.

    A pull request with a new practice does not fail here: whoever publishes adds its address with ``make addresses``.
    """
    contributed = {url for kind, item in catalogue.with_page() for url in addresses_of(kind, item.slug)}
    former = {redirect.address for redirect in redirects(catalogue)} | set(catalogue.removed)
    addresses = permanent_addresses(catalogue, written_pages(ROOT))
    assert addresses - contributed - former - catalogue.published == set(), "make addresses"
    assert (ROOT / LIST).read_text("utf-8") == list_text(catalogue.published)


def test_deleted_record_is_gone(project: Path, tmp_path: Path) -> None:
    """The page of a record that was never published must disappear with it, and so must its folder."""
    target = tmp_path / "site"
    new = project / "practices/buurt/straatdiner.md"
    new.write_text((project / "practices/buurt/straatfeest.md").read_text("utf-8"), "utf-8")
    try:
        assert build_site(project, target).returncode == 0
    finally:
        new.unlink()
    assert (target / "praktijken/straatdiner/index.html").is_file()
    assert build_site(project, target).returncode == 0
    assert not (target / "praktijken/straatdiner").exists()


def test_lost_page_in_docs_leaves_the_last_good_site(project: Path, tmp_path: Path) -> None:
    """A hand-written page that was published must not disappear: the build names its address."""
    target = tmp_path / "site"
    assert build_site(project, target).returncode == 0
    before = snapshot(target)
    listed = project / LIST
    original = listed.read_text("utf-8")
    listed.write_text(f"{original}/over-ons/\n", "utf-8")
    try:
        result = build_site(project, target)
    finally:
        listed.write_text(original, "utf-8")
    assert result.returncode != 0
    assert (
        "register/addresses.txt: het adres '/over-ons/' leidt nergens meer heen."
        in result.stdout + result.stderr
    )
    assert snapshot(target) == before


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("practices/taal/voorleesuur.md", "theme: [taal, buurt]", "theme: [tal]", "'tal' is geen thema."),
        (
            "practices/taal/babbelcafe.md",
            "(/praktijken/straatfeest/)",
            "(/praktijken/weg/)",
            "'/praktijken/weg/' leidt nergens heen.",
        ),
        (
            "practices/taal/babbelcafe.md",
            "voorleesuur.md#wat",
            "voorleesuur.md#hoe",
            "babbelcafe.md:30: De link '#hoe'",
        ),
        ("docs/over/index.md", "../data/practices.csv", "../data/practice.csv", "over/index.html"),
    ],
)
def test_bad_content_leaves_the_last_good_site(
    project: Path, tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    """A mistake or a broken link must fail the build, say where, and leave every published byte alone."""
    target = tmp_path / "site"
    assert build_site(project, target).returncode == 0
    before = snapshot(target)
    path = project / name
    original = path.read_text("utf-8")
    assert old in original
    try:
        path.write_text(original.replace(old, new), "utf-8")
        result = build_site(project, target)
    finally:
        path.write_text(original, "utf-8")
    assert result.returncode != 0
    assert said in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    assert snapshot(target) == before


def test_a_warning_of_the_engine_leaves_the_last_good_site(project: Path, tmp_path: Path) -> None:
    """A strict build with a warning must fail before a byte of the published site changes."""
    target = tmp_path / "site"
    assert build_site(project, target).returncode == 0
    before = snapshot(target)
    page = project / "docs/nieuw.md"
    page.write_text("# Nieuw\n\n[Weg](weg.md)\n", "utf-8")
    try:
        result = build_site(project, target)
    finally:
        page.unlink()
    assert result.returncode != 0
    assert snapshot(target) == before


def test_missing_page_is_noticed(project: Path, tmp_path: Path) -> None:
    """A site with fewer pages than the catalogue has must not be published."""
    hook = project / "hooks/publisher.py"
    original = hook.read_text("utf-8")
    lost = "(file for file in generated if file.path != 'partners/praatgroep/index.html')"
    assert "chain(frames.files, generated)" in original
    try:
        hook.write_text(original.replace("chain(frames.files, generated)", f"chain(frames.files, {lost})"))
        result = build_site(project, tmp_path / "site")
    finally:
        hook.write_text(original, "utf-8")
    assert "pagina's, maar het zouden er" in result.stdout + result.stderr
    assert result.returncode != 0
    assert not (tmp_path / "site").exists()


def test_dotfiles_of_a_host_are_left_alone(project: Path, tmp_path: Path) -> None:
    """What a host keeps in the folder under a name with a dot must survive a build; other strays must not."""
    target = tmp_path / "site"
    (target / ".well-known").mkdir(parents=True)
    (target / ".well-known/security.txt").write_text("x")
    (target / "oud.html").write_text("x")
    assert build_site(project, target).returncode == 0
    assert (target / ".well-known/security.txt").exists()
    assert not (target / "oud.html").exists()


def test_site_without_settings_promises_nothing(project: Path, tmp_path: Path) -> None:
    """Without a repository and a mailbox there must be no link to edit, and the site must say that the address is missing."""
    result = build_site(project, tmp_path / "site", REPO_URL="", EDIT_URI="", MAILBOX="")
    assert result.returncode == 0, result.stderr
    record = (tmp_path / "site/praktijken/babbelcafe/index.html").read_text("utf-8")
    about = (tmp_path / "site/over/index.html").read_text("utf-8")
    assert "Bewerk deze pagina" not in record
    assert 'Contact: <a href="../../over/#contact">nog niet ingevuld</a>' in record
    assert "heeft nog geen mailadres ingevuld" in about
    assert "met een formulier melden" not in about


def test_settings_reach_every_page(project: Path, tmp_path: Path) -> None:
    """With a repository and a mailbox a record must lead to its file, and every page to the mailbox."""
    mailbox = "integratie@gemeente.example"
    result = build_site(
        project, tmp_path / "site", REPO_URL="https://github.com/voorbeeld/kapstok", MAILBOX=mailbox
    )
    assert result.returncode == 0, result.stderr
    record = (tmp_path / "site/praktijken/babbelcafe/index.html").read_text("utf-8")
    about = (tmp_path / "site/over/index.html").read_text("utf-8")
    assert 'href="https://github.com/voorbeeld/kapstok/edit/main/practices/taal/babbelcafe.md"' in record
    assert 'href="https://github.com/voorbeeld/kapstok/issues/new?template=praktijk.yml"' in about
    assert f'Mail naar <a href="mailto:{mailbox}">{mailbox}</a>.' in about
    for path in (tmp_path / "site").rglob("index.html"):
        html = path.read_text("utf-8")
        assert "md-source" not in html, "the theme's script asks the host for stars and forks there"
        assert "<footer" not in html or f'Contact: <a href="mailto:{mailbox}">{mailbox}</a>' in html, path


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        (
            "MAILBOX",
            "jan.peeters@gemeente.example",
            "'jan.peeters@gemeente.example' is een persoonlijk mailadres.",
        ),
        ("MAILBOX", "integratiedienst", "'integratiedienst' is geen mailadres."),
        ("REPO_URL", "https://jan:geheim@git.example/kapstok", "bevat een gebruikersnaam of wachtwoord."),
    ],
)
def test_wrong_setting_leaves_the_last_good_site(
    project: Path, tmp_path: Path, setting: str, value: str, said: str
) -> None:
    """A setting that may not stand on a page must fail the build in words, and leave every published byte alone."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("vorige")
    result = build_site(project, tmp_path / "site", **{setting: value})
    assert result.returncode != 0
    assert said in result.stdout + result.stderr
    assert "geheim" not in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    assert (tmp_path / "site/index.html").read_text() == "vorige"


def test_package_never_imports_the_engine() -> None:
    """The package must work without MkDocs: only the adapter may import it."""
    for path in (ROOT / "hooks/kapstok").rglob("*.py"):
        lines = path.read_text("utf-8").splitlines()
        assert not [line for line in lines if line.lstrip().startswith(("import mkdocs", "from mkdocs"))], (
            path
        )


def test_no_path_of_this_machine_in_the_site(site: Path) -> None:
    """No published file may name a folder of the machine that built it."""
    home = os.fsencode(str(ROOT))
    assert not [path for path in site.rglob("*") if path.is_file() and home in path.read_bytes()]
