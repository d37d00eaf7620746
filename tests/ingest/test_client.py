from __future__ import annotations

import pytest

from analysis.ingest.addresses import is_public_or_local
from analysis.ingest.client import Client, Limits, user_agent
from analysis.ingest.errors import SourceRefused
from tests.builders.site import (
    Held,
    Site,
    broken_off,
    endless,
    endless_headers,
    in_turn,
    packed,
    page,
    playing,
    redirect,
    status,
)

QUICK = Limits(connect=2, read=2, total=4, size=200_000, retries=2, backoff=0.01, longest_wait=0.5)


def client(**changed: float) -> Client:
    return Client(Limits(**{**QUICK.__dict__, **changed}), is_public_or_local)


def refusal(site: Site, path: str = "/", **changed: float) -> SourceRefused:
    with pytest.raises(SourceRefused) as caught:
        client(**changed).get(site.at(path))
    return caught.value


def test_a_page_comes_with_its_type_charset_and_bytes_and_the_project_is_named(site: Site) -> None:
    site.answers["/"] = page("<p>Hello</p>".encode("cp932"), 'Text/HTML; Charset="Shift_JIS"')
    found = client().get(site.at("/#top"))
    assert (found.address, found.content_type, found.charset, found.raw) == (
        site.at("/"),
        "text/html",
        "Shift_JIS",
        b"<p>Hello</p>",
    )
    assert site.asked[0][2] == user_agent()
    assert user_agent().startswith("readouts/")


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects_are_followed_by_hand_and_relative_ones_too(code: int, site: Site) -> None:
    site.answers |= {"/": redirect("/b/?x=1", code), "/b/?x=1": redirect("c", code), "/b/c": page("<p>There.</p>")}
    hops: list[str] = []
    assert client().get(site.at("/"), hops.append).address == site.at("/b/c")
    assert hops == [site.at("/"), site.at("/b/?x=1"), site.at("/b/c")]


def test_redirects_end_after_five_and_loops_end_too(site: Site) -> None:
    site.answers |= {f"/{n}": redirect(f"/{n + 1}") for n in range(9)} | {"/loop": redirect("/loop")}
    site.answers["/5"] = page("<p>Five.</p>")
    assert client().get(site.at("/0")).address == site.at("/5")
    site.answers["/5"] = redirect("/6")
    assert refusal(site, "/0").reason == "redirect"
    assert refusal(site, "/loop").reason == "redirect"
    assert site.times("/loop") == 6


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data",
        "javascript:alert(1)",
        "http://me:pw@127.0.0.1/",
        "//[::",
        "gopher://x/",
    ],
)
def test_a_redirect_outside_the_public_web_is_refused(location: str, site: Site) -> None:
    site.answers["/"] = redirect(location)
    assert refusal(site).reason in ("address", "redirect")


def test_a_redirect_to_another_server_on_this_machine_is_refused_unless_allowed(site: Site) -> None:
    with playing() as other:
        other.answers["/"] = page("<p>Inside.</p>")
        site.answers["/"] = redirect(f"http://127.0.0.2:{other.port}/")
        with pytest.raises(SourceRefused) as caught:
            Client(QUICK, lambda host: host == "127.0.0.1").get(site.at("/"))
        assert (caught.value.reason, other.asked) == ("address", [])
        site.answers["/"] = redirect(other.at("/"))
        assert client().get(site.at("/")).raw == b"<p>Inside.</p>"


@pytest.mark.parametrize(
    ("code", "reason", "times"),
    [
        (404, "not found", 1),
        (410, "not found", 1),
        (403, "closed", 1),
        (418, "status 418", 1),
        (204, "status 204", 1),
        (500, "busy", 3),
        (429, "busy", 3),
    ],
)
def test_a_failure_has_a_reason_and_is_retried_only_if_that_can_help(
    code: int, reason: str, times: int, site: Site
) -> None:
    site.answers["/"] = status(code) if code != 204 else lambda visit: visit.say(204, b"")
    assert (refusal(site).reason, site.times("/")) == (reason, times)


def test_a_busy_site_is_retried_after_the_time_it_asks_for(site: Site) -> None:
    site.answers["/"] = in_turn(status(500), status(429, Retry_After="1"), page("<p>Now.</p>"))
    assert client(longest_wait=2).get(site.at("/")).raw == b"<p>Now.</p>"
    moments = [moment for _, moment, _ in site.asked]
    assert moments[2] - moments[1] >= 1


@pytest.mark.parametrize("asks", ["3600", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_a_site_that_asks_for_a_long_wait_is_not_retried(asks: str, site: Site) -> None:
    site.answers["/"] = status(503, Retry_After=asks)
    assert "asks to wait" in refusal(site).message
    assert site.times("/") == 1


def test_an_invalid_retry_after_is_ignored(site: Site) -> None:
    site.answers["/"] = in_turn(status(503, Retry_After="soon"), page("<p>Now.</p>"))
    assert client().get(site.at("/")).raw == b"<p>Now.</p>"


@pytest.mark.parametrize(
    "answer", [endless(), packed(b"\0" * 50_000_000), page(b"x" * 200_001)], ids=["endless", "packed small", "large"]
)
def test_an_answer_that_is_too_large_is_refused_even_if_compressed(answer: object, site: Site) -> None:
    site.answers["/"] = answer  # type: ignore[assignment]
    assert refusal(site).reason == "too large"


@pytest.mark.parametrize("answer", [endless(b"<p>", 0.05), endless_headers], ids=["drips", "headers drip"])
def test_a_dripping_answer_ends_when_its_time_is_up(answer: object, site: Site) -> None:
    site.answers["/"] = answer  # type: ignore[assignment]
    assert refusal(site, total=0.5).reason == "time-out"


def test_missing_broken_and_empty_answers_are_distinguished(site: Site) -> None:
    site.answers |= {
        "/slow": Held(),
        "/half": broken_off,
        "/empty": page("  "),
        "/odd": packed(b"x", "gzip, nonsense"),
    }
    site.answers["/notgzip"] = lambda visit: visit.say(200, b"plain", Content_Encoding="gzip")
    assert refusal(site, "/slow", read=0.3).reason == "time-out"
    assert refusal(site, "/half").reason == "broken answer"
    assert refusal(site, "/notgzip").reason == "broken answer"
    assert refusal(site, "/empty").reason == "empty"
    with pytest.raises(SourceRefused) as caught:
        client().get("http://127.0.0.1:9/")
    assert caught.value.reason == "no connection"


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    site.answers["/"] = page("<p>Straight.</p>")
    assert client().get(site.at("/")).raw == b"<p>Straight.</p>"
