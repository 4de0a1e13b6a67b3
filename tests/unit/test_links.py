"""Every internal link and anchor of the finished site, checked."""

from __future__ import annotations

import pytest

from kapstok.links import LinkIndex, Marks


def broken(files: dict[str, str]) -> list[tuple[str, str]]:
    """The broken links of a site of these files."""
    index = LinkIndex(files.__getitem__)
    for path, text in files.items():
        index.files.add(path)
        if path.endswith(".html") and path != "404.html":
            index.look(path, Marks.of(text))
    return list(index.broken())


SITE = {
    "index.html": "<p>Start</p>",
    "404.html": "",
    "a/index.html": '<h2 id="wat">Wat</h2>',
    "a/b/index.html": "",
    "a/b/c/index.html": "",
    "een map/ü.html": "",
    "style.css": "",
    "data/x.json": "{}",
}


def follows(target: str, page: str = "a/b/index.html") -> bool:
    """Does a link on a page lead somewhere?"""
    return broken({**SITE, page: f'<a href="{target}">x</a>'}) == []


@pytest.mark.parametrize(
    "target",
    ["../", "../..",
        "../../", "./", "c/", "../b/", "c/index.html", "../../style.css", "../../data/x.json", "", "#", "?q=x", "..", "."],
)  # fmt: skip
def test_link_to_a_page_leads_somewhere(target: str) -> None:
    """A relative link to a page or file of the site must be found."""
    assert follows(target)


@pytest.mark.parametrize(
    "target", ["nergens/", "nergens.html", "../nergens/", "c", "../../style.css/", "c/nergens.html"]
)
def test_link_to_no_page_is_broken(target: str) -> None:
    """A relative link to what is not there must be told, with the page on which it stands."""
    assert broken({**SITE, "a/b/index.html": f'<a href="{target}">x</a>'}) == [("a/b/index.html", target)]


@pytest.mark.parametrize(
    "target", ["../../../", "../../../a/", "../../../../etc/passwd", "../../..", "c/../../../../x"]
)
def test_link_out_of_the_site_is_broken(target: str) -> None:
    """A link that climbs above the root of the site must be told."""
    assert not follows(target)


@pytest.mark.parametrize("target", ["/", "/a/", "/style.css", "/index.html"])
def test_link_from_the_root_of_the_host_is_broken(target: str) -> None:
    """A link that only works at the root of a host must be told: the site may lie in a folder."""
    assert not follows(target)


@pytest.mark.parametrize(
    "target", ["https://x.be/nergens", "http://x.be", "mailto:a@b.be", "tel:09", "//x.be/y", "data:,x"]
)
def test_link_to_another_site_is_not_followed(target: str) -> None:
    """Addresses of other sites must be left alone."""
    assert follows(target)


@pytest.mark.parametrize("target", ["../#wat", "../index.html#wat", "../?q=x#wat"])
def test_anchor_that_is_there_is_found(target: str) -> None:
    """A link to an id of another page must be found."""
    assert follows(target)


@pytest.mark.parametrize("target", ["../#hoe", "#wat", "../#Wat", "../index.html#"])
def test_anchor_must_be_on_the_page(target: str) -> None:
    """A link to an id that its page does not have must be told; one without a name leads to the page."""
    assert follows(target) == (target == "../index.html#")


def test_anchor_of_the_page_itself_is_found() -> None:
    """A link to an id on the same page must be found."""
    assert broken({"index.html": '<a href="#x">x</a><p id="x">y</p>'}) == []


def test_anchor_may_be_encoded() -> None:
    """An id outside ASCII must be found when the link writes it encoded."""
    assert broken({"index.html": '<a href="#caf%C3%A9">x</a><p id="café">y</p>'}) == []


def test_anchor_in_a_file_that_is_no_page_is_not_looked_for() -> None:
    """A fragment of an image or document must be left alone."""
    assert follows("../../data/x.json#x")


def test_encoded_address_is_found() -> None:
    """A file with spaces and accents must be found when the link writes them encoded."""
    assert follows("../../een%20map/%C3%BC.html")


@pytest.mark.parametrize("target", ["../../een map/ü.html", "../?a=b&amp;c=d", "&#46;&#46;/"])
def test_address_is_read_as_html(target: str) -> None:
    """An address must be read as a browser does: with entities, spaces and a query."""
    assert follows(target)


def test_folder_may_lack_its_slash() -> None:
    """A link that ends in dots must be taken for the folder that it names."""
    assert follows("../..", "a/b/c/index.html")


@pytest.mark.parametrize(
    "html",
    [
        '<script src="nergens.js"></script>',
        '<img alt="" src="nergens.png">',
        '<form action="nergens/"></form>',
        '<link rel="stylesheet" href="nergens.css">',
        '<kapstok-search data-index="nergens.json"></kapstok-search>',
        '<meta http-equiv="refresh" content="0; url=nergens/">',
        '<a class="x"\n  href="nergens/">x</a>',
    ],
)
def test_every_kind_of_address_is_checked(html: str) -> None:
    """Scripts, images, forms, styles, indexes and redirects must be checked like links."""
    assert len(broken({"index.html": html})) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<p>Schrijf href="nergens/" in de tekst.</p>',
        '<pre> src="nergens.js"</pre>',
        '<!-- <a href="nergens/">x</a> -->',
    ],
)
def test_text_is_no_link(html: str) -> None:
    """What only looks like an address in the text of a page must not be taken for one."""
    assert broken({"index.html": html}) == []


def test_data_attribute_is_no_id() -> None:
    """A name that only ends in "id" must not count as an anchor."""
    assert len(broken({"index.html": '<a href="#x">x</a><p data-id="x">y</p>'})) == 1


@pytest.mark.parametrize("target", ["http://[x", "//[::1", "https://ex℀mple.test/"])
def test_address_that_cannot_be_read_is_broken(target: str) -> None:
    """An address that makes no sense must be told, and not stop the run."""
    assert broken({"index.html": f'<a href="{target}">x</a>'}) == [("index.html", target)]


def test_frame_is_looked_at_from_every_folder() -> None:
    """What pages have in common must be right for each of them, also where it leads below the page's own folder."""
    frame = Marks.of('<i id="top"></i><a href="../x/">x</a><a href="#top">t</a><a href="b/">b</a>')
    files = {"a/c/index.html": "", "a/d/index.html": "", "a/x/index.html": "", "a/c/b/index.html": ""}
    index = LinkIndex(
        lambda path: '<i id="top"></i><a href="../x/">x</a><a href="#top">t</a><a href="b/">b</a>'
    )
    index.files.update(files)
    for path in ("a/c/index.html", "a/d/index.html"):
        index.look(path, Marks.of(""), frame)
    assert ("a/d/index.html", "b/") in list(index.broken())
    assert ("a/c/index.html", "b/") not in list(index.broken())


def test_page_may_be_added_after_the_link_to_it() -> None:
    """The order in which pages come must not matter."""
    assert broken({"index.html": '<a href="b/">x</a>', "b/index.html": '<a href="../">x</a>'}) == []


def test_broken_links_come_in_order() -> None:
    """Broken links must come by page and then by address, each once."""
    page = '<a href="z/"></a><a href="y/"></a><a href="z/"></a>'
    assert broken({"b.html": page, "a.html": page}) == [
        ("a.html", "y/"),
        ("a.html", "z/"),
        ("b.html", "y/"),
        ("b.html", "z/"),
    ]


def test_page_for_wrong_addresses_is_left_alone() -> None:
    """The 404 page is shown at any depth: its addresses must be absolute and are not checked."""
    assert broken({"404.html": '<a href="/kapstok/">x</a>'}) == []
