"""The sample configuration of nginx, in a real nginx, on the real site."""

from __future__ import annotations

import gzip
import http.client
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import nginx
from conftest import ROOT
from kapstok import policy

IMMUTABLE = "public, max-age=31536000, immutable"


class Server:
    """Requests to the nginx that runs: status, headers and body."""

    def __init__(self, port: int, site: Path) -> None:
        self.port = port
        self.site = site

    def get(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """One request, its path sent as it is; ``Accept_Encoding`` is the header ``Accept-Encoding``."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(
            method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, body


@pytest.fixture(scope="module")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if nginx.program() is None:
        pytest.skip("nginx is not installed")
    folder = tmp_path_factory.mktemp("nginx")
    (folder / "outside").write_text("geheim")
    own = folder / "site"
    shutil.copytree(site, own)
    (own / "buiten.html").symlink_to(folder / "outside")
    (own / ".git").mkdir()
    (own / ".git/config").write_text("geheim")
    (own / ".well-known").mkdir()
    (own / ".well-known/security.txt").write_text("Contact: https://kapstok.example/over/")
    shipped = own / "data/catalogue.json"
    shipped.with_name("catalogue.json.gz").write_bytes(gzip.compress(shipped.read_bytes(), mtime=0))
    with nginx.serving(own, folder) as running:
        yield Server(running.port, own)


def test_hashed_files_are_kept_and_all_else_is_asked_for(server: Server) -> None:
    """A file with a digest in its name must be kept for a year; anything else must be asked for each time."""
    digest = re.compile(r"/search/[0-9a-f]{10}/|[a-z]\.[0-9a-f]{8,10}\.(min\.)?(js|css|json)$")
    files = (
        path for path in server.site.rglob("*") if path.is_file() and path.suffix not in (".html", ".gz")
    )
    addresses = ["/" + path.relative_to(server.site).as_posix() for path in sorted(files)]
    shown = [url for url in addresses if "/." not in url and url != "/buiten.html"]
    kept = {url for url in shown if server.get(url, "HEAD")[1]["Cache-Control"] == IMMUTABLE}
    assert kept == {url for url in shown if digest.search(url)}
    assert len(kept) > 50
    for path in (
        "/",
        "/praktijken/",
        "/assets/stylesheets/site.css",
        "/data/catalogue.json",
        "/sitemap.xml",
    ):
        status, headers, _ = server.get(path)
        assert (status, headers["Cache-Control"]) == (200, "no-cache"), path
        status, _, body = server.get(path, If_None_Match=headers["ETag"])
        assert (status, body) == (304, b""), "what did not change must not be sent again"


def test_lost_hashed_file_is_not_kept(server: Server) -> None:
    """ "Not found" must never be remembered for a year, also not at the address of a file that is."""
    status, headers, _ = server.get("/search/0123456789/index.json")
    assert (status, headers["Cache-Control"]) == (404, "no-cache")


def test_both_examples_of_nginx_send_the_same() -> None:
    """Whoever includes the headers alone must send what the whole configuration sends."""
    lines = re.compile(r"^ *(add_header (?!Cache-Control).*;)$", re.M)
    alone = (ROOT / "hosting/headers/nginx.conf").read_text("utf-8")
    assert lines.findall(nginx.CONFIG.read_text("utf-8")) == lines.findall(alone) != []


@pytest.mark.parametrize(
    "path", ["/", "/praktijken/katrol/", "/weg/", "/embed/thema/taalpromotie/", "/praktijken"]
)
def test_security_headers_are_everywhere(server: Server, path: str) -> None:
    """Pages, redirects and "not found" must carry the policy of the project; only lists for other sites may be framed."""
    _, headers, _ = server.get(path)
    frames = "*" if path.startswith("/embed/") else "'none'"
    assert headers.get_all("Content-Security-Policy") == [policy.header(frames)]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Server"] == "nginx", "no version"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/assets/javascripts/kapstok-search.mjs", "text/javascript; charset=utf-8"),
        ("/assets/javascripts/kapstok.js", "application/javascript; charset=utf-8"),
        ("/assets/stylesheets/site.css", "text/css; charset=utf-8"),
        ("/assets/images/kapstok.svg", "image/svg+xml; charset=utf-8"),
        ("/data/practices.csv", "text/csv; charset=utf-8"),
        ("/data/catalogue.json", "application/json; charset=utf-8"),
    ],
)
def test_every_sort_of_file_has_its_type(server: Server, path: str, kind: str) -> None:
    """With ``nosniff`` a browser believes the type: a module that comes as something else does not run."""
    assert server.get(path)[1]["Content-Type"] == kind


@pytest.mark.parametrize(
    "path", ["/", "/assets/javascripts/kapstok-search.mjs", "/assets/stylesheets/site.css"]
)
def test_text_is_compressed(server: Server, path: str) -> None:
    """Text must go out compressed to who can read that, and a cache must know that there are two."""
    _, _, plain = server.get(path)
    _, headers, packed = server.get(path, Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed) == plain
    assert len(packed) < len(plain) / 2


def test_search_index_is_compressed(server: Server) -> None:
    """The lists of the search must be compressed, too: they are no text by name."""
    lists = next(server.site.glob("search/*/lists-*.bin"))
    _, headers, packed = server.get("/" + lists.relative_to(server.site).as_posix(), Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed) == lists.read_bytes()


def test_file_compressed_beforehand_goes_out_as_it_is(server: Server) -> None:
    """With ``.gz`` beside a file, nothing is left to compress for each reader."""
    _, _, packed = server.get("/data/catalogue.json", Accept_Encoding="gzip")
    assert packed == (server.site / "data/catalogue.json.gz").read_bytes()


@pytest.mark.parametrize("path", ["/weg/", "/praktijken/weg/", "/assets/", "/assets/weg.css", "/404.html"])
def test_what_is_not_there_is_not_found(server: Server, path: str) -> None:
    """A lost address, and a folder without a page, must give our own page with status 404."""
    status, _, body = server.get(path)
    assert status == 404
    assert "Deze pagina vinden we niet" in body.decode()


def test_folder_is_completed_without_naming_a_host(server: Server) -> None:
    """``/praktijken`` must lead to ``/praktijken/`` on whatever host and scheme the reader is, and keep the query."""
    status, headers, _ = server.get(
        "/praktijken?thema=taalpromotie", Host="kapstok.example", X_Forwarded_Proto="https"
    )
    assert (status, headers["Location"]) == (301, "/praktijken/?thema=taalpromotie")


@pytest.mark.parametrize(
    "path",
    [
        "/../outside",
        "/%2e%2e/outside",
        "/praktijken/..%2f..%2foutside",
        "/assets../outside",
        "/buiten.html",
        "/.git/config",
    ],
)
def test_nothing_outside_the_site_is_served(server: Server, path: str) -> None:
    """No address, link or name with a dot may lead to what is not part of the site."""
    status, _, body = server.get(path)
    assert status in (400, 404)
    assert b"geheim" not in body


def test_reserved_folder_of_the_web_is_served(server: Server) -> None:
    """``/.well-known/`` must work, although it begins with a dot."""
    assert server.get("/.well-known/security.txt")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent(server: Server, method: str) -> None:
    """A static site takes nothing."""
    assert server.get("/", method)[0] == 405


def test_exchange_of_the_folder_is_seen_at_once(server: Server) -> None:
    """When the whole folder is exchanged for a new one, the next request must get the new site."""
    new, old = server.site.with_name("new"), server.site.with_name("old")
    new.mkdir()
    (new / "index.html").write_text("nieuw")
    server.site.rename(old)
    new.rename(server.site)
    try:
        assert server.get("/")[2] == b"nieuw"
    finally:
        server.site.rename(new)
        old.rename(server.site)
