"""A visit to an address, against real servers on this machine: what it finds, and how politely."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kapstok.web.network import is_public
from kapstok.web.rounds import visits
from kapstok.web.visitor import Visit, Visitor

from .web_servers import AGENT, Website, closed_port, manners, self_signed, website


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as running:
        yield running


def seen(site: Website, path: str, **own: object) -> Visit:
    """What a new visitor finds at a path."""
    return Visitor(manners(**own)).visit(site.address(path))


def test_page_that_is_there_answers(site: Website) -> None:
    """A page that is there must be said to answer, and HEAD must be enough."""
    found = seen(site, "/code/200")
    assert (found.outcome, found.code, found.final) == ("answers", 200, site.address("/code/200"))
    assert site.of("/code/200") == ["HEAD"]


@pytest.mark.parametrize("code", [400, 404, 410])
def test_page_that_is_gone_fails_with_its_code(site: Website, code: int) -> None:
    """A page that is gone must fail with its code, after GET said the same, and must not be asked again and again."""
    found = seen(site, f"/code/{code}")
    assert (found.outcome, found.reason, found.code) == ("fails", "code", code)
    assert site.of(f"/code/{code}") == ["HEAD", "GET"]


@pytest.mark.parametrize("code", [401, 403, 451])
def test_site_that_lets_no_program_in_is_not_called_dead(site: Website, code: int) -> None:
    """A refusal says that the site is there: nothing more may be said of the page."""
    assert (seen(site, f"/code/{code}").outcome, seen(site, f"/code/{code}").reason) == ("unknown", "closed")


def test_trouble_that_passes_is_no_failure(site: Website) -> None:
    """A server that errs and then answers must be asked again and found well."""
    assert seen(site, "/then-well").outcome == "answers"
    assert len(site.of("/then-well")) == 3


def test_trouble_that_stays_fails_after_a_few_tries(site: Website) -> None:
    """A server that goes on erring must fail, after growing pauses and a fixed number of requests."""
    assert seen(site, "/code/500", tries=2) == Visit("fails", "code", 500, site.address("/code/500"))
    asked = [one.start for one in site.asked if one.path == "/code/500"]
    assert len(asked) == 4
    pauses = [after - before for before, after in pairwise(asked)]
    assert pauses[-1] > 1.5 * pauses[0]


def test_retry_after_is_obeyed(site: Website) -> None:
    """A server that asks to wait a second must not be asked before."""
    assert seen(site, "/too-many").outcome == "answers"
    first, second = (one for one in site.asked if one.path == "/too-many")
    assert second.start - first.end >= 1


def test_host_that_asks_to_wait_long_is_left_alone(site: Website) -> None:
    """Who asks to come back tomorrow must not be asked again in this round, not for another page either."""
    visitor = Visitor(manners())
    assert visitor.visit(site.address("/come-back-tomorrow")).reason == "busy"
    before = len(site.asked)
    found = visitor.visit(site.address("/code/200"))
    assert (found.outcome, found.reason) == ("unknown", "busy")
    assert len(site.asked) == before


def test_host_that_goes_on_saying_too_many_is_left_alone(site: Website) -> None:
    """A server that goes on saying 'too many requests' is busy, not dead, and must be left alone."""
    visitor = Visitor(manners(tries=1))
    assert visitor.visit(site.address("/too-many-always")).reason in ("busy", "closed")
    before = len(site.asked)
    assert visitor.visit(site.address("/code/200")).reason == "busy"
    assert len(site.asked) == before


def test_unreadable_retry_after_does_no_harm(site: Website) -> None:
    """A wait that is no number and no date must be taken for none."""
    assert seen(site, "/odd-wait").outcome == "answers"


@pytest.mark.parametrize(
    ("path", "moved"),
    [("/moved/301", True), ("/moved/308", True), ("/moved/302", False), ("/moved/307", False), ("/moved-twice", False)],
)  # fmt: skip
def test_permanent_redirects_are_told_apart(site: Website, path: str, moved: bool) -> None:
    """Only when every redirect is permanent did the page move; the last address must be given in any case."""
    found = seen(site, path)
    assert (found.outcome, found.moved, found.final) == ("answers", moved, site.address("/code/200?new"))


@pytest.mark.parametrize("path", ["/loop", "/endless"])
def test_redirects_without_end_are_ended(site: Website, path: str) -> None:
    """A circle of redirects, and a chain without end, must end as a failure after a few requests."""
    assert seen(site, path).reason == "loop"
    assert len(site.asked) < 15


@pytest.mark.parametrize(
    "target", ["ftp://files.test/", "javascript:alert(1)", "http://[1", "file:///etc/passwd"]
)
def test_redirect_to_what_is_no_website_fails(site: Website, target: str) -> None:
    """A redirect to anything but http must not be followed, nor be given to somebody to click on."""
    found = seen(site, f"/to?{target}")
    assert (found.reason, found.final) == ("address", site.address(f"/to?{target}"))


@pytest.mark.parametrize(
    "path", ["/no-head/405", "/no-head/501", "/no-head/403", "/no-head/404", "/head-hangs"]
)
def test_get_is_asked_where_head_is_refused(site: Website, path: str) -> None:
    """A server that does not answer HEAD well must be asked with GET before anything is said of it."""
    assert seen(site, path).outcome == "answers"
    assert site.of(path)[-1] == "GET"


def test_slow_page_answers(site: Website) -> None:
    """A page that takes its time, within what we wait, must be found well."""
    assert seen(site, "/slow").outcome == "answers"


def test_page_that_hangs_is_given_up(site: Website) -> None:
    """A server that never answers must fail in time."""
    found = seen(site, "/hangs", timeout=0.3, tries=1)
    assert (found.outcome, found.reason) == ("fails", "timeout")


def test_huge_page_is_not_fetched(site: Website) -> None:
    """Of a page of hundreds of megabytes only the beginning of the answer may come."""
    assert seen(site, "/huge").outcome == "answers"
    time.sleep(0.2)
    assert site.sent < 10_000_000


def test_answer_that_is_none_fails(site: Website) -> None:
    """What is no HTTP at all must fail, and never raise."""
    assert seen(site, "/broken", tries=1).reason == "broken"


def test_refused_connection_fails_and_spares_the_rest_of_the_site() -> None:
    """A port at which nobody listens must fail, and a second page there must not be tried again."""
    visitor, where = Visitor(manners(tries=0, pause=20.0)), f"http://127.0.0.1:{closed_port()}"
    assert visitor.visit(f"{where}/a").reason == "connection"
    start = time.monotonic()
    assert visitor.visit(f"{where}/b").reason == "connection"
    assert time.monotonic() - start < 20


def test_unknown_name_fails() -> None:
    """A name that no longer exists must be said to be that."""
    assert Visitor(manners(tries=0)).visit("http://does-not-exist.invalid/").reason == "name"


@pytest.mark.parametrize("address", ["http://", "http://a b.be/", "http://x.be:99999/", "http://[1/"])
def test_address_that_is_none_fails(address: str) -> None:
    """What cannot be an address must be said to be none, and never raise."""
    assert Visitor(manners(tries=0)).visit(address).reason == "address"


def test_self_signed_certificate_is_said_to_be_that(tmp_path: Path) -> None:
    """A certificate that nobody vouches for must be named, and the page not be asked for without it."""
    with website("localhost", certificate=self_signed(tmp_path)) as site:
        found = Visitor(manners()).visit(site.address("/code/200").replace("http:", "https:"))
        assert (found.outcome, found.reason) == ("certificate", "issuer")
        assert site.asked == []


def test_robots_are_respected() -> None:
    """A page that robots.txt forbids must not be asked for, and another one may be."""
    with website(robots="User-agent: *\nDisallow: /code/\n") as site:
        visitor = Visitor(manners())
        assert visitor.visit(site.address("/code/200")).reason == "robots"
        assert visitor.visit(site.address("/slow")).outcome == "answers"
        assert {one.path for one in site.asked} == {"/robots.txt", "/slow"}
        assert site.of("/robots.txt") == ["GET"]


def test_robots_may_name_us() -> None:
    """Rules for our own name must count for us."""
    with website(robots="User-agent: Kapstok-linkcontrole\nDisallow: /\n\nUser-agent: *\nAllow: /\n") as site:
        assert seen(site, "/code/200").reason == "robots"


def test_robots_of_where_a_redirect_leads_are_respected() -> None:
    """A redirect must not lead us past the robots.txt of another site."""
    with website(robots="User-agent: *\nDisallow: /\n") as other, website("127.0.0.2") as site:
        assert seen(site, f"/to?{other.address('/code/200')}").reason == "robots"
        assert other.of("/code/200") == []


def test_robots_that_fail_forbid() -> None:
    """When robots.txt gives an error nobody knows what is allowed: nothing may be asked."""
    with website(robots="500") as site:
        found = seen(site, "/code/200", tries=0)
        assert (found.outcome, found.reason, found.code) == ("unknown", "no-robots", 500)
        assert site.of("/code/200") == []


def test_robots_that_lead_nowhere_allow() -> None:
    """A robots.txt that is somewhere else, where nobody answers, says nothing of this site."""
    with website(robots=f"http://127.0.0.2:{closed_port()}/robots.txt") as site:
        assert seen(site, "/code/200", tries=0).outcome == "answers"


def test_every_request_names_the_project(site: Website) -> None:
    """The owner of a server must see who asks and where to complain."""
    seen(site, "/no-head/405")
    assert {one.agent for one in site.asked} == {AGENT}


def test_one_host_is_asked_one_request_at_a_time_with_pauses() -> None:
    """Requests to one host must not overlap and keep the pause, at whatever port, from several threads."""
    with website() as site, website() as same:
        visitor = Visitor(manners(pause=0.2))
        paths = (
            site.address("/slow"),
            same.address("/code/200"),
            site.address("/code/404"),
            same.address("/moved/301"),
        )
        threads = [threading.Thread(target=visitor.visit, args=(address,)) for address in paths]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        asked = sorted([*site.asked, *same.asked], key=lambda one: one.start)
        assert len(asked) == 8
        assert min(after.start - before.end for before, after in pairwise(asked)) >= 0.18


def test_pause_of_robots_is_kept() -> None:
    """A site that asks for a longer pause in robots.txt must get it, from the first page on."""
    with website(robots="User-agent: *\nCrawl-delay: 1\n") as site:
        seen(site, "/no-head/405")
        assert [one.method for one in site.asked] == ["GET", "HEAD", "GET"]
        assert min(after.start - before.end for before, after in pairwise(site.asked)) >= 0.98


def test_redirect_to_a_host_waits_for_its_turn() -> None:
    """A redirect to a host that is being asked must wait until it is free."""
    with website() as busy, website("127.0.0.2") as site:
        visitor = Visitor(manners(pause=0.2))
        found = dict(
            visits([busy.address("/slow"), site.address(f"/to?{busy.address('/code/200')}")], visitor.visit)
        )
        assert {visit.outcome for visit in found.values()} == {"answers"}
        asked = sorted(busy.asked, key=lambda one: one.start)
        assert min(after.start - before.end for before, after in pairwise(asked)) >= 0.18


def test_hosts_are_asked_at_once_but_few() -> None:
    """Several hosts may be asked at the same time, but no more than we say."""
    hosts = [f"127.0.0.{number}" for number in range(1, 6)]
    running = [website(host) for host in hosts]
    sites = [one.__enter__() for one in running]
    try:
        list(visits([site.address("/slow") for site in sites], Visitor(manners()).visit, hosts_at_once=2))
        spans = [(one.start, one.end) for site in sites for one in site.asked if one.path == "/slow"]
        most = max(sum(start <= moment < end for start, end in spans) for moment, _ in spans)
        assert most == 2
    finally:
        for one in running:
            one.__exit__(None, None, None)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_own_network_is_refused(host: str) -> None:
    """Without leave no connection may be made to this machine, whatever its name."""
    with website(host) as site:
        found = Visitor(manners(allow_local=False, tries=0)).visit(site.address("/code/200"))
        assert (found.outcome, found.reason, site.asked) == ("unknown", "private", [])


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::10.0.0.1",
     "64:ff9b:1::a00:1", "::127.0.0.1", "::ffff:0:10.0.0.1", "fec0::1", "ff02::1"],
)  # fmt: skip
def test_private_addresses_are_not_public(address: str) -> None:
    """Addresses of private networks must not be public, nor such an address inside another one."""
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2a00:1450:400e:80c::200e", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
)
def test_public_addresses_are(address: str) -> None:
    """An address of the public internet must be public."""
    assert is_public(address)


def test_round_ends_when_nothing_answers_any_more() -> None:
    """A server that never comes to an end must not keep the round from ending with what it has."""

    def visit(address: str) -> Visit:
        if "slow" in address:
            never.wait()
        return Visit("answers")

    never = threading.Event()
    found = dict(visits(["http://slow.be/", "http://a.be/"], visit, patience=2.0))
    never.set()
    assert list(found) == ["http://a.be/"]


def test_mistake_of_ours_comes_out() -> None:
    """An error in the program must not be taken for a dead link, nor leave the reader waiting."""

    def visit(address: str) -> Visit:
        raise RuntimeError("mistake")

    with pytest.raises(RuntimeError, match="mistake"):
        list(visits(["http://a.be/"], visit))
