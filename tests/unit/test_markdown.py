"""Markdown of a record to safe HTML."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from kapstok.markdown import Rendered, inline, rendered


def html(text: str, address: str | None = "../../x/") -> str:
    """The HTML of a text in which every relative link leads to one address."""
    return str(rendered(text, lambda target: address).html)


def asked(text: str) -> list[str]:
    """The links that the resolver is asked for."""
    found: list[str] = []
    rendered(text, lambda target: found.append(target))
    return found


def test_markdown_is_rendered() -> None:
    """Paragraphs, stress, lists and tables must become HTML."""
    found = html("Een **twee** *drie*.\n\n- vier\n\n| a | b |\n|---|---|\n| 5 | 6 |")
    assert all(
        part in found for part in ("<p>Een", "<strong>twee", "<em>drie", "<li>vier", ">a</th>", "<td>6")
    )


def test_tables_can_be_told_apart_and_read_by_their_columns() -> None:
    """Each table must scroll in a region with a name of its own, and its headers say that they are of a column."""
    table = "| a | b |\n|---|---|\n| 5 | 6 |"
    found = html(f"{table}\n\nEn:\n\n{table}")
    assert found.count('<th scope="col">') == 4
    assert [found.count(f'aria-label="Tabel {number}"') for number in (1, 2, 3)] == [1, 1, 0]


def test_result_is_marked_safe() -> None:
    """The HTML must be marked as safe, because it was made so."""
    assert isinstance(rendered("x", lambda target: None).html, Markup)


def test_empty_text_gives_nothing() -> None:
    """A record without a text must give no HTML."""
    assert rendered("", lambda target: None) == Rendered(Markup(""), (), ())


def test_signs_are_escaped() -> None:
    """Signs with a meaning in HTML must come out as text."""
    assert html("1 < 2 & 3 > 2") == "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"


@pytest.mark.parametrize(
    "tag",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.test></SCRIPT>",
        "<style>p{color:red}</style>",
        "<iframe src='//evil.test'></iframe>",
        "<img src=x onerror=alert(1)>",
        "![x](https://evil.test/x.png)",
        "<svg onload=alert(1)></svg>",
        "<math><mtext><script>alert(1)</script>",
        "<object data=x></object>",
        "<form action=//evil.test><input name=q></form>",
        "<button formaction=javascript:alert(1)>x</button>",
        "<video src=x></video>",
        "<link rel=stylesheet href=//evil.test>",
        "<meta http-equiv=refresh content=0>",
        "<base href=//evil.test>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<kapstok-search></kapstok-search>",
        "<!-- x --!><script>alert(1)</script> -->",
    ],
)
def test_nothing_but_text_elements_survive(tag: str) -> None:
    """Scripts, styles, frames, images, forms and the like must not come out, in whatever spelling."""
    names = set(re.findall(r"<([a-z0-9-]+)", html(f"Voor {tag} na\n\n{tag}\n\nEinde").lower()))
    assert names <= {"p", "a"}


@pytest.mark.parametrize(
    "attribute",
    [
        "onclick=alert(1)",
        "id=inhoud",
        "class=k-card",
        "style=color:red",
        "name=x",
        "data-id=x",
        "target=_blank",
        "ping=//evil.test",
    ],
)
@pytest.mark.parametrize("tag", ["p", "h2", "a href='https://x.be'", "td", "ol"])
def test_attributes_of_the_author_do_not_survive(tag: str, attribute: str) -> None:
    """Handlers, ids, classes and styles of an author must not come out on any element."""
    assert attribute.split("=")[0] + "=" not in re.sub(
        r' id="x"', "", html(f"<{tag} {attribute}>x</{tag.split()[0]}>")
    )


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java&#10;script:alert(1)",
        "java&#x09;script:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "javascript&#58;alert(1)",
        "\x01javascript:alert(1)",
        "\x00javascript:alert(1)",
        "javascript&#0;:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "view-source:https://x.be",
        "blob:https://x.be/1",
    ],
)
@pytest.mark.parametrize(
    "shape", ["[x]({})", '<a href="{}">x</a>', "<a href='{}'>x</a>", "[x]: {}\n\n[x]", "<{}>"]
)
def test_link_that_runs_something_is_no_link(shape: str, target: str) -> None:
    """A link of another kind than http, https and mail must lose its address, in whatever spelling."""
    assert "href" not in html(shape.format(target), address=None)


@pytest.mark.parametrize("target", ["https://x.be/a?b=c&d=e#f", "http://x.be", "HTTPS://X.BE/"])
def test_link_to_another_site_stays(target: str) -> None:
    """A link to a site must stay as it is, and not be asked for."""
    assert (f'href="{target.replace("&", "&amp;")}"' in html(f"[x]({target})"), asked(f"[x]({target})")) == (
        True,
        [],
    )


def test_link_to_another_site_tells_nothing() -> None:
    """A link to another site must not tell that site where its reader comes from."""
    assert html("[x](https://x.be)") == '<p><a href="https://x.be" rel="noopener noreferrer">x</a></p>'


def test_link_with_its_title_first_is_treated_alike() -> None:
    """The order of the attributes that an author writes must not make a difference."""
    assert 'rel="noopener noreferrer"' in html('<a title="t" href="https://x.be">x</a>')


@pytest.mark.parametrize("target", ["mailto:info@gent.be", "#wat"])
def test_mail_and_anchor_stay(target: str) -> None:
    """A mail address and an anchor of the page itself must stay as they are."""
    assert html(f"[x]({target})") == f'<p><a href="{target}">x</a></p>'


@pytest.mark.parametrize(
    "target",
    [
        "x.md",
        "../taal/x.md#wat",
        "/praktijken/x/",
        "../../etc",
        "//evil.test/x",
        "?q=x",
        "",
        ".",
        "/",
        "www.gent.be",
    ],
)
@pytest.mark.parametrize("shape", ["[x]({})", '<a href="{}">x</a>', '<a title="t" href="{}">x</a>'])
def test_every_other_link_is_asked_for(shape: str, target: str) -> None:
    """A link that is no address of another site must be resolved, however it is written."""
    assert asked(shape.format(target)) == [target]


@pytest.mark.parametrize("target", ["tel:091234567", "ftp://x.be/", "javascript:alert(1)", "c:/map/x.md"])
def test_link_of_another_kind_is_asked_for(target: str) -> None:
    """A link of a kind that does not come out must not disappear without anybody being told."""
    assert asked(f"[x]({target})") == [target]


@pytest.mark.parametrize("shape", ["<!-- {} -->", "Een <!-- {} --> twee", "<!--\n\n{}\n\n-->"])
@pytest.mark.parametrize("link", ["[x](y.md)", "[x](tel:091234567)", "<a href='tel:091234567'>x</a>"])
def test_link_in_a_comment_is_none(shape: str, link: str) -> None:
    """What an author put between the signs of a comment must not be looked up."""
    assert asked(shape.format(link)) == []


def test_resolved_link_has_its_new_address() -> None:
    """A link must get the address that the resolver gives, and keep its title."""
    assert html('[x](y.md "Titel")') == '<p><a href="../../x/" title="Titel">x</a></p>'


def test_resolved_address_is_escaped() -> None:
    """Whatever the resolver gives must stay inside the attribute."""
    assert html("[x](y.md)", address='"><b>&') == '<p><a href="&#34;&gt;&lt;b&gt;&amp;">x</a></p>'


def test_link_to_nowhere_is_text() -> None:
    """A link that leads nowhere must become its words, and be told."""
    found = rendered("Een *[woord](y.md)*.", lambda target: None)
    assert (found.html, found.broken) == ("<p>Een <em>woord</em>.</p>", ("y.md",))


def test_link_to_nowhere_is_told_as_written() -> None:
    """The address must be told as its author wrote it, not as HTML does."""
    assert rendered("[x](a&b.md) [y](c.md)", lambda target: None).broken == ("a&b.md", "c.md")


@pytest.mark.parametrize("target", ["//[x", "//[::1", "//ex℀mple.test/"])
def test_address_that_cannot_be_read_leads_nowhere(target: str) -> None:
    """An address that makes no sense must be told like any link that leads nowhere, and not stop the run."""
    assert rendered(f'<a href="{target}">x</a>', lambda target: None).broken == (target,)


def test_title_cannot_leave_its_attribute() -> None:
    """Signs in the title of a link must not become elements."""
    found = html('[x](https://x.be "a><img src=x onerror=alert(1)>")')
    assert ("<img" in found, found.count("<a ")) == (False, 1)


def test_explanation_cannot_become_a_heading() -> None:
    """A heading written inside an attribute must stay text."""
    found = rendered('<abbr title="<h2>x</h2><script>alert(1)</script>">NT2</abbr>', lambda target: None)
    assert (found.headings, "<h2" in found.html, "<script" in found.html) == ((), False, False)


def test_headings_get_ids() -> None:
    """A heading must have an id of its words, and be listed."""
    found = rendered("## Hoe begint u?\n\n### Één café", lambda target: None)
    assert found.html == '<h2 id="hoe-begint-u">Hoe begint u?</h2>\n<h3 id="een-cafe">Één café</h3>'
    assert found.headings == (("hoe-begint-u", "Hoe begint u?"), ("een-cafe", "Één café"))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("## Wat\n## Wat\n## Wat", ["wat", "wat-2", "wat-3"]),
        ("## Wat 2\n## Wat\n## Wat", ["wat-2", "wat", "wat-3"]),
        ("## Wat\n## Wat 2\n## Wat", ["wat", "wat-2", "wat-3"]),
        ("## !!!\n## 😀", ["deel", "deel-2"]),
        ("## Wat\n## WAT\n### wát", ["wat", "wat-2", "wat-3"]),
    ],
)
def test_every_heading_has_an_id_of_its_own(text: str, ids: list[str]) -> None:
    """Headings of the same words, or of no words, must have different ids."""
    assert [name for name, _ in rendered(text.replace("\n", "\n\n"), lambda target: None).headings] == ids


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("## *Wat* & `hoe`", "Wat & hoe"),
        ("## Wat <b>nu</b>", "Wat nu"),
        ("## [Wat](https://x.be)", "Wat"),
        ("## A&amp;B", "A&B"),
        ("## 1 < 2", "1 < 2"),
        ('<h2 id="evil" onclick="x">Wat</h2>', "Wat"),
        ("## <script>alert(1)</script>Wat", "Wat"),
    ],
)
def test_heading_is_listed_as_text(heading: str, words: str) -> None:
    """The words of a heading must be plain text, without HTML."""
    assert [text for _, text in rendered(heading, lambda target: None).headings] == [words]


def test_link_in_a_heading_is_resolved() -> None:
    """A link inside a heading must be treated like any other."""
    assert html("## [Wat](x.md)") == '<h2 id="wat"><a href="../../x/">Wat</a></h2>'


def test_first_level_heading_is_no_heading() -> None:
    """The title of a page is the record's: a first-level heading of an author must not become one."""
    assert "<h1" not in html("# Titel\n\n<h1>Titel</h1>")


def test_heading_in_code_is_code() -> None:
    """HTML inside code must come out as text."""
    assert html("`<h2>x</h2>`") == "<p><code>&lt;h2&gt;x&lt;/h2&gt;</code></p>"


@pytest.mark.parametrize(
    ("first", "second"), [("*[VDAB]: dienst", "VDAB"), ("[a]: https://x.be", "[a]"), ("## Wat", "## Wat")]
)
def test_one_text_leaves_nothing_for_the_next(first: str, second: str) -> None:
    """Abbreviations, references and ids of one record must not show up in another."""
    alone = rendered(second, lambda target: None)
    rendered(first, lambda target: None)
    assert rendered(second, lambda target: None) == alone


@pytest.mark.parametrize(
    "text", ["> " * 400 + "x", "*" * 5_000, "[" * 1_000, "<div>" * 2_000, "`" * 4_999, "&" * 5_000]
)
def test_odd_text_does_not_stop_the_run(text: str) -> None:
    """Signs without end must be rendered as something."""
    assert isinstance(html(text), str)


def test_deep_list_does_not_stop_the_run() -> None:
    """A list deeper than anybody writes must be rendered as something."""
    assert isinstance(html("\n".join("    " * level + "- x" for level in range(300))), str)


@pytest.mark.parametrize(
    "text", ["\n".join("    " * level + "- x" for level in range(300)), "x\n: y\n" * 2_000]
)
def test_text_that_is_too_deep_leaves_nothing_for_the_next(text: str) -> None:
    """After a text that could not be rendered the next one must be rendered as always."""
    rendered(text, lambda target: None)
    assert html("Een [link](x.md).\n\n- twee") == (
        '<p>Een <a href="../../x/">link</a>.</p>\n<ul>\n<li>twee</li>\n</ul>'
    )


def test_inline_has_no_paragraph() -> None:
    """One paragraph must come out without the element around it."""
    assert inline("Een **twee**.") == "Een <strong>twee</strong>."


def test_inline_is_safe() -> None:
    """Register text must be sanitised like any other."""
    assert "<script" not in inline("<script>alert(1)</script>Een [x](javascript:alert(1))")
