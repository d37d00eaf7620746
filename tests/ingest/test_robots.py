from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.ingest.addresses import is_public_or_local
from analysis.ingest.client import Client
from analysis.ingest.errors import SourceRefused
from analysis.ingest.robots import RobotsPolicy
from tests.builders.fetching import QUICK, fetch
from tests.builders.meetings import list_pages, meeting, row
from tests.builders.site import Site, page, playing, redirect, status


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "study").mkdir()
    return tmp_path / "study"


def test_redirects_obey_robots_txt_too(corpus: Path, site: Site) -> None:
    site.answers |= {"/robots.txt": page("User-agent: *\nDisallow: /closed\n", "text/plain"), "/1": page(meeting(1)),
                     "/closed/2": page(meeting(2)), "/3": redirect("/closed/3"), "/closed/3": page(meeting(3))}  # fmt: skip
    list_pages(corpus, site, row(1), row(2, "/closed/2"), row(3))
    result = fetch(corpus)
    assert site.paths == ["/robots.txt", "/1", "/3"]
    assert "  robots.txt            2" in result.stdout
    assert "asks programs not to read this page" in result.stderr


@pytest.mark.parametrize(
    ("answer", "read"),
    [(status(404), True), (status(403), True), (status(500), False), (status(429), False), (redirect("/r"), True), (redirect("/loop"), False),
     (page(b"\xff\x00\xfe", "image/png"), True)],
)  # fmt: skip
def test_which_answers_to_robots_txt_allow_reading(
    answer: Callable[..., None], read: bool, corpus: Path, site: Site
) -> None:
    site.answers |= {
        "/robots.txt": answer,
        "/r": page("User-agent: *\nDisallow: /no\n"),
        "/loop": redirect("/loop"),
        "/1": page(meeting(1)),
        "/2": page(meeting(2)),
    }
    list_pages(corpus, site, row(1), row(2))
    result = fetch(corpus, limits=QUICK)
    assert (site.times("/1") == 1, site.times("/2") == 1, result.exit_code == 0) == (read, read, read)
    if not read:
        assert "could not be read" in result.stderr


@pytest.mark.parametrize(
    ("rules", "pauses"),
    [("", 2.0), ("User-agent: *\nCrawl-delay: 7\n", 7.0), ("User-agent: *\nCrawl-delay: 1\n", 2.0), ("User-agent: readouts\nCrawl-delay: 5\n", 5.0),
     ("User-agent: *\nRequest-rate: 1/9\n", 9.0)],
)  # fmt: skip
def test_requests_are_paused_at_least_as_long_as_the_site_asks(rules: str, pauses: float, site: Site) -> None:
    site.answers["/robots.txt"] = page(rules, "text/plain")
    now, slept = [0.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    robots = RobotsPolicy(Client(QUICK, is_public_or_local), 2.0, sleep, lambda: now[0])
    for n in range(3):
        robots.before(site.at(f"/{n}"))
    assert slept == [pauses] * 3
    now[0] += 100
    robots.before(site.at("/4"))
    assert slept == [pauses] * 3


def test_each_site_has_its_own_rules_and_pauses(site: Site) -> None:
    with playing() as other:
        site.answers["/robots.txt"] = page("User-agent: *\nDisallow: /\n", "text/plain")
        slept: list[float] = []
        robots = RobotsPolicy(Client(QUICK, is_public_or_local), 2.0, slept.append, lambda: 0.0)
        with pytest.raises(SourceRefused):
            robots.before(site.at("/1"))
        robots.before(other.at("/1"))
        assert slept == [2.0]
