"""The catalogue as files: pages in their shells, redirects, the index, open data and the sitemap."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from itertools import chain

from markupsafe import Markup

from .addresses import (
    CONTRIBUTE,
    FIGURES,
    FRESHNESS,
    HANGIJZERS,
    MAP,
    MUNICIPALITIES,
    PARTNERS,
    PRACTICES,
    RULES,
    SEARCH,
    SELECTION,
    SUBSIDIES,
    TARGET_GROUPS,
    TERMS,
    THEMES,
    address,
    addresses_of,
    depth,
)
from .addresses import PROVINCES as PROVINCE_PAGES
from .catalogue import Catalogue
from .chapters import Chapters
from .exports import EXAMPLE_CSV, catalogue_json, example_list, practices_csv
from .field_types import PROVINCES
from .fingerprint import Fingerprints
from .form import form_facts
from .gazetteer import gazetteer
from .links import Marks
from .memo import digest
from .overview import Awaited, Overview
from .pages import (
    Page,
    TextPage,
    catalogue_pages,
    contribute_page,
    other_pages,
    practice_pages,
    searching_pages,
    text_pages,
)
from .pages.embeds import embed_pages
from .pages.practice_lists import page_count
from .redirects import Redirect, redirects
from .render import Templates
from .repository import Repository
from .rules import rules
from .selection import selection_index
from .shell import Shell, shell_key
from .site_file import Made, SiteFile, made

NOINDEX = Markup('<meta name="robots" content="noindex">')


@dataclass(frozen=True)
class Settings:
    """What the site's configuration says: its name, its address, where its files are edited, the mailbox of its editors and who publishes it."""

    name: str
    url: str
    repository: str = ""
    edit: str = ""
    mailbox: str = ""
    publisher: str = ""

    @property
    def host(self) -> Repository:
        """The host of the files."""
        return Repository.of(self.repository, self.edit)

    def whole_address(self, url: str) -> str:
        """The address of a page with the host that the site is published on."""
        return f"{self.url.rstrip('/')}/{url}"

    def edit_address(self, source: str, line: int = 0) -> str:
        """Where a maintainer edits a file, "" when the project has no repository address yet."""
        return self.host.edit_address(source, line)


def site_files(
    catalogue: Catalogue,
    shells: Mapping[str, Shell],
    templates: Templates,
    settings: Settings,
    overview: Overview | Awaited,
    written_pages: Iterable[str] = (),
    chapters: Chapters | None = None,
) -> Iterator[SiteFile]:
    """Every file that the catalogue gives, in a fixed order: first what needs no overview.

    ``written_pages`` are the addresses of hand-written pages, for the sitemap; ``chapters`` those of the last build.
    A missing shell is a KeyError: the engine did not do its part.
    """
    chapters = chapters or Chapters({})
    written_pages = sorted(written_pages)
    prints = Fingerprints(settings, templates.digest)
    file_of = partial(page_file, shells=shells, templates=templates, settings=settings, prints=prints)
    frames = (part for key in sorted(shells) for part in (key, shells[key].digest))
    common = digest(prints.common, catalogue.outline, *written_pages, "", *frames)

    def outlined() -> Iterator[SiteFile]:
        addresses = {*written_pages}
        for page in other_pages(catalogue):
            if not page.unlisted:
                addresses.add(page.url)
            yield file_of(page)
        for page in embed_pages(catalogue):
            path = f"{page.url}index.html"
            yield SiteFile(path, partial(made_embed, path, page, templates, settings), prints.of(b"", page))
        for redirect in redirects(catalogue):
            yield SiteFile.of(
                f"{redirect.address}index.html", redirect_html(redirect, templates, settings).encode()
            )
        for asset in (selection_index(catalogue), gazetteer(catalogue)):
            yield SiteFile.named(asset.path, asset.data)
        yield SiteFile.of(PRACTICES_CSV, practices_csv(catalogue))
        yield SiteFile.of(EXAMPLE_CSV, example_list(catalogue))
        addresses.update(page.url for page in searching_pages(catalogue))
        addresses.add(CONTRIBUTE)
        addresses.update(address(item) for kind, item in catalogue.with_page())
        yield SiteFile.of("sitemap.xml", sitemap(sorted(addresses), settings).encode())
        yield SiteFile.of("robots.txt", robots(settings).encode())

    def searching(index_path: str) -> Iterator[SiteFile]:
        context = {
            "search_index": index_path and f"{index_path}index.json",
            "selection_index": selection_index(catalogue).path,
            "names": gazetteer(catalogue).path,
        }
        for page in searching_pages(catalogue):
            yield file_of(replace(page, context={**page.context, **context}))

    def text_page(page: TextPage, *seen: str) -> Iterator[SiteFile]:
        record, make = page
        key = digest(common, catalogue.keys[record.path], *seen)
        return chapters.of(record.path, key, lambda: [file_of(make())])

    def form() -> Iterator[SiteFile]:
        facts = form_facts(catalogue)
        yield SiteFile.named(facts.path, facts.data)
        yield file_of(contribute_page(catalogue))

    headings = repr([(path, body.headings) for path, body in catalogue.bodies.items() if body.headings])
    yield from chapters.of("outline", common, outlined)
    yield from chapters.of("form", digest(common, headings), form)
    yield SiteFile.of(CATALOGUE_JSON, catalogue_json(catalogue))
    for page in text_pages(catalogue):
        yield from text_page(page)
    similar = overview.similar
    for page in practice_pages(catalogue, similar):
        yield from text_page(page, *chain.from_iterable(similar.get(page[0].slug, ())))
    index = overview.index
    index_path = f"search/{index.name}/" if index.files else ""
    yield from chapters.of("search", digest(common, index_path), partial(searching, index_path))
    for name, data in index.files.items():
        yield SiteFile.named(f"{index_path}{name}", data)


def record_files(
    catalogue: Catalogue,
    shells: Mapping[str, Shell],
    templates: Templates,
    settings: Settings,
    overview: Overview,
    paths: Container[str],
) -> Iterator[SiteFile]:
    """Of ``site_files`` only the pages of the records in the files at these paths."""
    prints = Fingerprints(settings, templates.digest)
    for record, make in (*text_pages(catalogue), *practice_pages(catalogue, overview.similar)):
        if record.path in paths:
            yield page_file(make(), shells, templates, settings, prints)


def page_file(
    page: Page,
    shells: Mapping[str, Shell],
    templates: Templates,
    settings: Settings,
    prints: Fingerprints,
) -> SiteFile:
    """The file of a page in the shell of its section and depth."""
    shell = shells[shell_key(page.section, depth(page.url))]
    make = partial(made_page, page, shell, templates, settings)
    return SiteFile(f"{page.url}index.html", make, prints.of(shell.digest, page))


LISTS = (
    "",
    TERMS,
    PRACTICES,
    HANGIJZERS,
    THEMES,
    TARGET_GROUPS,
    FIGURES,
    SEARCH,
    SELECTION,
    MAP,
    CONTRIBUTE,
    PROVINCE_PAGES,
    MUNICIPALITIES,
    PARTNERS,
    SUBSIDIES,
    FRESHNESS,
    RULES,
)
"""The pages that list; each has a hand-written beginning in docs/."""


CATALOGUE_JSON = "data/catalogue.json"
PRACTICES_CSV = "data/practices.csv"


def permanent_addresses(catalogue: Catalogue, written_pages: Iterable[str]) -> frozenset[str]:
    """Every address of the site that others may rely on: pages, lists for other sites, former addresses, open data.

    The pages of single rules are none, because rules are joined and split as the check learns, nor are the
    numbered pages of a list, which move with every practice.
    """
    found = [*catalogue_pages(catalogue, {}), *embed_pages(catalogue)]
    pages = (page.url for page in found if page.lasting)
    former = (redirect.address for redirect in redirects(catalogue))
    return frozenset([*pages, *former, *written_pages, CATALOGUE_JSON, PRACTICES_CSV])


def expected_pages(catalogue: Catalogue) -> int:
    """How many pages the catalogue should give, counted from its records: lists with their numbered pages, records, rules of the check, frames for other sites, deleted records, redirects and 404."""
    records = sum(
        len(items)
        for items in (
            catalogue.practices, catalogue.hangijzers, catalogue.themes, catalogue.partners,
            catalogue.subsidies, catalogue.target_groups, catalogue.places.towns, PROVINCES,
        )
    )  # fmt: skip
    frames = len(catalogue.themes) + len(catalogue.places.towns)
    gone = sum(len(addresses_of(item.kind, item.slug)) for item in catalogue.removed.values())
    more = page_count(len(catalogue.practices) + len(catalogue.hangijzers)) - 1
    return len(LISTS) + more + len(rules()) + records + frames + gone + len(list(redirects(catalogue))) + 1


def made_page(page: Page, shell: Shell, templates: Templates, settings: Settings) -> Made:
    """One page: its template rendered and put into the shell of its section and depth."""
    content = content_of(page, shell, templates, settings)
    title = page.title or shell.title
    edit = settings.edit_address(page.source, page.line)
    link = Markup('<a class="k-edit" href="{}">Bewerk deze pagina</a>').format(edit) if edit else Markup("")
    html = shell.fill(
        {
            "title": f"{title} – {settings.name}" if page.url else f"{settings.name}: {title}",
            "description": page.description or shell.description,
            "canonical": settings.whole_address(page.url),
            "robots": NOINDEX if page.unlisted else "",
            "content": content,
            "edit": link,
        }
    )
    return Made(html.encode(), Marks.of(content + link), shell.marks)


def content_of(page: Page, shell: Shell, templates: Templates, settings: Settings) -> Markup:
    """What stands on a page between its header and its footer."""
    return templates.render(
        page.template,
        page.url,
        {
            "text": shell.text,
            "canonical": settings.whole_address(page.url),
            "site_address": settings.whole_address(""),
            "heading": shell.title,
            "host": settings.host,
            "mailbox": settings.mailbox,
            **page.context,
        },
    )


def made_embed(path: str, page: Page, templates: Templates, settings: Settings) -> Made:
    """A list for a frame on another site, with its links."""
    return made(path, embed_html(page, templates, settings).encode())


def embed_html(page: Page, templates: Templates, settings: Settings) -> str:
    """A list for a frame on another site: a light document of its own, without a shell."""
    whole = str(page.context["whole"])
    return templates.render(
        page.template,
        page.url,
        {
            "title": page.title,
            "site_name": settings.name,
            "canonical": settings.whole_address(whole),
            **page.context,
        },
    )


def redirect_html(redirect: Redirect, templates: Templates, settings: Settings) -> str:
    """The page of a former address, which leads on at once; also without JavaScript, and from any base path."""
    context = {
        "target": redirect.target,
        "title": redirect.title,
        "canonical": settings.whole_address(redirect.target),
    }
    return templates.render("redirect.html", redirect.address, context)


def themes_css(catalogue: Catalogue) -> str:
    """The colour of each theme in both schemes."""
    lines = []
    for theme in catalogue.themes.values():
        lines.append(f'[data-theme="{theme.slug}"] {{ --k-theme: {theme.colour}; }}')
        lines.append(
            f'[data-md-color-scheme="slate"] [data-theme="{theme.slug}"] {{ --k-theme: {theme.colour_dark}; }}'
        )
    return "\n".join(lines) + "\n"


def sitemap(addresses: Iterable[str], settings: Settings) -> str:
    """Every page of the site, for search engines."""
    base = settings.url.rstrip("/") + "/"
    rows = "\n".join(f"  <url><loc>{escape(base + url)}</loc></url>" for url in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}\n</urlset>\n'


def robots(settings: Settings) -> str:
    """What search engines may read, and where the list of pages is; they look for it at the root of a host only."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {settings.whole_address('sitemap.xml')}\n"
