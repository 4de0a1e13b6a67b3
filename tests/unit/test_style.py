"""The style sheet of the site: the theme's rules that can match, and ours."""

from __future__ import annotations

import pytest

from kapstok.style import names_in, site_style

PAGE = '<html class="frame"><body dir="ltr" data-md-color-scheme="default"><main class="text wide" id="main"><p>x</p>'


def lean(theme: str, own: str = "") -> str:
    return site_style([theme], own, names_in([PAGE]))


@pytest.mark.parametrize(
    "rule",
    [
        "p{color:red}",
        ".text p{color:red}",
        "#main>.wide:hover{color:red}",
        "[dir=ltr] .text{left:0}",
        '[data-md-color-scheme="default"]{color:red}',
        ".text:not(.absent):is(.other,.more){color:red}",
        ".text:nth-child(2n+1)::before{color:red}",
        "input[type=checkbox][hidden]{display:none}",
        "@media print{.text{color:red}}",
        "@supports (display:grid){p{display:grid}}",
        '.text:after{content:"} .absent { ; /* x */"}',
        "@keyframes turn{0%{opacity:0}to{opacity:1}}",
    ],
)
def test_a_rule_that_can_match_stays(rule: str) -> None:
    """A rule must stay when all it asks for is on a page; what stands in brackets asks for nothing."""
    assert lean(rule) == rule


@pytest.mark.parametrize(
    "rule",
    [
        ".absent{color:red}",
        ".text .absent p{color:red}",
        "#other{color:red}",
        "[dir=rtl] .text{right:0}",
        "[data-md-color-scheme=slate] p{color:red}",
        "@media print{.absent{color:red}}",
        ".text{}",
    ],
)
def test_a_rule_that_cannot_match_goes(rule: str) -> None:
    """A rule must go when it asks for a class, an id or a state of the theme that no page has."""
    assert lean(rule) == ""


def test_only_selectors_that_can_match_stay() -> None:
    """Of a rule with several selectors those that can match must stay, also with commas in brackets and strings."""
    assert lean('.absent,.text:is(a,b),[title="a,b"] .absent,p{color:red}') == ".text:is(a,b),p{color:red}"


def test_variables_that_nothing_reads_go() -> None:
    """A variable must go when nothing reads it, also not through another one; ours may read the theme's."""
    theme = ':root{--a:var(--b);--b:1px;--c:var(--d);--d:url("data:x;{}");--e:2px}p{margin:var(--a)}'
    assert lean(theme, ".own{margin:var(--e)}") == (
        ":root{--a:var(--b);--b:1px;--e:2px}p{margin:var(--a)}.own{margin:var(--e)}"
    )


def test_our_own_rules_all_stay() -> None:
    """All that we write must stay, in its order, without comments and idle space: our scripts make what no page has yet."""
    own = '/* x */\n.made  .later {\n  color: red;\n  content: "a  /* b */";\n}\n\n@media print {\n  a { --k: 1 }\n}\n'
    assert lean("", own) == '.made .later{color: red;content: "a  /* b */"}@media print{a{--k: 1}}'


def test_the_focus_is_the_browsers() -> None:
    """Where the theme's script would add a class for the keyboard's focus, the browser's own state must be asked."""
    assert lean("p:not(.focus-visible){outline:none}p.focus-visible{color:red}") == (
        "p:not(:focus-visible){outline:none}p:focus-visible{color:red}"
    )


def test_names_are_those_of_tags() -> None:
    """Names must be read from every tag: classes one by one, other attributes with and without their value."""
    assert names_in(['<a class="x y" id="z" hidden>', "<b>"]) == {
        ("class", "x"),
        ("class", "y"),
        ("id", ""),
        ("id", "z"),
    }
