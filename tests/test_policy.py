"""The security policy: in every page that is published, and in the examples for web servers."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from conftest import BASE, ROOT
from kapstok.policy import BEFORE_PAINT, DIRECTIVES, POLICY, PREVIEW, alone, header

HEADERS = ROOT / "hosting/headers"
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
NO_PAGES = {"assets", "data", "embed", "places", "search"}
"""Folders at the top of the site that nobody frames: files, and the lists that are made for it."""
INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


def digest(text: str) -> str:
    """A text that stands inline, as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_nothing_inline_is_allowed() -> None:
    """The policy must allow nothing by default, no inline code but one script, no code from text, and no other host."""
    assert DIRECTIVES[0] == "default-src 'none'"
    more = {"script-src": {digest(BEFORE_PAINT)}, "img-src": {"data:"}}
    for directive in DIRECTIVES:
        name, *allowed = directive.split()
        assert set(allowed) <= {"'none'", "'self'"} | more.get(name, set())


def test_a_preview_allows_the_script_of_the_engine() -> None:
    """The policy of a preview must name no digest: beside one, a browser would refuse every other inline script."""
    assert "script-src 'self' 'unsafe-inline';" in PREVIEW
    assert "sha256" not in PREVIEW


def test_the_script_in_the_head_is_code_only() -> None:
    """What is written into every page must hold no comment, and nothing that would end the element around it."""
    assert not re.search(r"^\s|//|/\*|\n\n", BEFORE_PAINT, re.M)
    assert not re.search(r"</script|<!--", BEFORE_PAINT, re.I)


def test_every_page_carries_the_policy_and_nothing_else_inline(site: Path) -> None:
    """Every page must name the policy before anything that it governs, and hold no inline style, handler or script but the one that it names."""
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 900
    for path in pages:
        html = path.read_text("utf-8")
        assert [unescape(text) for text in META.findall(html)] == [POLICY], path
        before = html[: META.search(html).start()]
        assert not re.search(r"<(link|script|style)\b", before), path
        framed = 'class="k-skip"' in html
        assert INLINE.findall(html) == [BEFORE_PAINT] * framed, path
        assert [digest(text) in POLICY for text in INLINE.findall(html)] == [True] * framed, path
        assert not re.search(r"<style\b|<[^>]*\s(style|on[a-z]+)=", html), path
        assert not re.search(r'(href|src|action|formaction)="\s*(javascript|data|vbscript):', html, re.I), (
            path
        )


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    """No page and no style sheet may name a file of another host to load."""
    loads = re.compile(
        r'<(?:script|img|iframe|source|link (?![^>]*rel="canonical"))[^>]*?(?:src|href)="(?:https?:)?//'
    )
    for path in sorted(site.rglob("*.html")):
        assert not loads.search(path.read_text("utf-8")), path
    for path in sorted(site.rglob("*.css")):
        text = path.read_text("utf-8")
        assert "@import" not in text, path
        assert set(re.findall(r"url\(\s*[\"']?([^\"'):]*:?)", text)) <= {"data:"}, path


def test_a_page_of_its_own_allows_its_style_only() -> None:
    """The policy of a page on its own must hold the digest of exactly its style, and change with it."""
    assert "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='" in alone("")
    assert alone("a{}") != alone("a{} ")
    assert "unsafe" not in alone("a{}")


# The examples for web servers


def test_no_example_names_a_former_script(site: Path) -> None:
    """Every example must name the digest of the script that the pages hold today, and no other."""
    [script] = INLINE.findall((site / "index.html").read_text("utf-8"))
    files = [path for path in (ROOT / "hosting").rglob("*") if path.is_file() and path.suffix != ".md"]
    named = {path.name: set(re.findall(r"'sha256-[^']*'", path.read_text("utf-8"))) for path in files}
    assert len(files) == 4
    assert {name: digests for name, digests in named.items() if digests != {digest(script)}} == {}


def test_nginx_and_apache_say_the_policy() -> None:
    """The examples must send exactly the policy, with lists for other sites in anybody's frame and the rest in nobody's."""
    nginx = (HEADERS / "nginx.conf").read_text("utf-8")
    assert re.findall(r'Content-Security-Policy "([^"]*)"', nginx) == [header("$kapstok_frames")]
    assert re.findall(r'kapstok_frames "([^"]*)"', nginx) == ["'none'", "*"]
    apache = (HEADERS / "apache.htaccess").read_text("utf-8")
    said = re.findall(r'Content-Security-Policy "([^"]*)" "expr=%\{REQUEST_URI\} (..) m#/embed/#"', apache)
    assert said == [(header(), "!~"), (header("*"), "=~")]


def test_header_file_says_the_policy_and_names_every_section(site: Path) -> None:
    """Where matching rules add up, one must hold the policy, and each section but the lists for other sites must refuse frames."""
    text = (HEADERS / "_headers").read_text("utf-8")
    assert re.findall(r"^/\*\n  Content-Security-Policy: (.*)$", text, re.M) == [POLICY]
    assert text.count("Content-Security-Policy") == 1
    refusing = re.findall(r"^/(?:([a-z-]+)/\*)?\n  X-Frame-Options: DENY$", text, re.M)
    assert refusing == ["", *sorted({path.name for path in site.iterdir() if path.is_dir()} - NO_PAGES)]


def test_examples_send_the_same_headers() -> None:
    """All examples must send the same other headers."""
    sent = [
        set(
            re.findall(
                r"^ *(?:add_header |Header always set )?([A-Z][\w-]+):? \"?([^\"\n]+?)\"?(?: always;)?$",
                (HEADERS / name).read_text("utf-8"),
                re.M,
            )
        )
        for name in ("nginx.conf", "apache.htaccess", "_headers")
    ]
    others = [
        {
            pair
            for pair in pairs
            if pair[0] in ("X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy")
        }
        for pairs in sent
    ]
    assert others[0] == others[1] == others[2] and len(others[0]) == 3


@pytest.fixture
def nginx(tmp_path: Path, site: Path) -> Iterator[str]:
    """The address of the site behind a real nginx with the example."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        pytest.skip("nginx is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    temporary = " ".join(
        f"{name}_temp_path {tmp_path}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"""daemon off; pid {tmp_path}/pid; error_log {tmp_path}/errors;
        events {{}}
        http {{ access_log off; {temporary}
          server {{ listen 127.0.0.1:{port}; root {site.parent}; include {HEADERS}/nginx.conf; }} }}"""
    )
    command = [
        program,
        "-p",
        str(tmp_path),
        "-c",
        str(tmp_path / "nginx.conf"),
        "-e",
        str(tmp_path / "errors"),
    ]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    server = subprocess.Popen(command)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}{BASE}"
    finally:
        server.terminate()
        server.wait()


def test_nginx_sends_the_headers(nginx: str) -> None:
    """The real nginx must send the right policy with a page, a list for other sites, a style sheet and a missing page."""
    for path, frames in (
        ("", "'none'"),
        ("embed/thema/toeleiding/", "*"),
        ("assets/stylesheets/site.css", "'none'"),
        ("x", "'none'"),
    ):
        try:
            with urlopen(nginx + path) as answer:
                headers = answer.headers
        except HTTPError as error:
            headers = error.headers
        assert headers.get_all("Content-Security-Policy") == [header(frames)], path
        assert headers["X-Content-Type-Options"] == "nosniff", path
