from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli.main import cli
from analysis.corpus.corpus import read_corpus
from analysis.corpus.documents import read_document
from analysis.ingest.addresses import is_public_or_local
from analysis.ingest.cache import Cache
from analysis.ingest.client import Client, Limits
from analysis.ingest.errors import SourceRefused
from analysis.ingest.robots import RobotsPolicy
from analysis.ingest.sources import read_sources
from analysis.io.faults import InputFaults
from tests.builders.meetings import HEADER, list_pages, meeting, row
from tests.builders.site import Site, page, playing, redirect, status
from tests.conftest import PROJECT

QUICK = Limits(connect=2, read=1, total=2, retries=1, backoff=0.01, longest_wait=0.5)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "study").mkdir()
    return tmp_path / "study"


@pytest.fixture
def site() -> Iterator[Site]:
    with playing() as site:
        yield site


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.ingest.client.Limits", lambda: QUICK)


def fetch(corpus: Path, *options: object) -> Result:
    arguments = ["fetch", "--allow-local", "--pause", "0", "--corpus", corpus, *options]
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_known_pages_are_fetched_once_and_a_second_run_asks_for_nothing(corpus: Path, site: Site) -> None:
    site.answers |= {f"/{n}": page(meeting(n)) for n in range(1, 4)}
    list_pages(corpus, site, *map(row, range(1, 4)))
    result = fetch(corpus)
    assert result.exit_code == 0, result.output
    assert site.paths == ["/robots.txt", "/1", "/2", "/3"]
    assert "added                   3" in result.output
    read = read_corpus([corpus / "readouts"]).readouts
    assert list(read["readout_id"]) == ["2024-05-01-busan", "2024-05-02-busan", "2024-05-03-busan"]
    assert set(read["publisher"]) == {"A Ministry"}
    again = fetch(corpus)
    assert "already there           3" in again.output
    assert len(site.asked) == 4


def test_pages_that_were_had_before_are_not_asked_again_also_when_their_readouts_are_gone(
    corpus: Path, site: Site
) -> None:
    site.answers["/1"] = page(meeting(1))
    list_pages(corpus, site, row(1))
    fetch(corpus)
    (readout,) = (corpus / "readouts").iterdir()
    before = readout.read_bytes()
    readout.unlink()
    assert fetch(corpus).exit_code == 0
    assert readout.read_bytes() == before
    assert site.times("/1") == 1
    for kept in (corpus / ".cache" / "pages").glob("*.raw"):
        kept.write_bytes(b"damaged")
    readout.unlink()
    assert fetch(corpus).exit_code == 0
    assert site.times("/1") == 2
    assert (corpus / ".cache" / ".gitignore").read_text() == "*\n"


def test_since_kind_and_limit_choose(corpus: Path, site: Site) -> None:
    site.answers |= {f"/{n}": page(meeting(n)) for n in range(1, 6)}
    list_pages(corpus, site, *(row(n, kind="summit" if n != 4 else "telephone") for n in range(1, 6)))
    fetch(corpus, "--since", "2024-05-02", "--kind", "summit", "--limit", "2")
    assert site.paths == ["/robots.txt", "/2", "/3"]
    fetch(corpus, "--since", "2024-05-02", "--kind", "summit", "--limit", "2")
    assert site.paths[3:] == ["/robots.txt", "/5"]


@pytest.mark.usefixtures("quick")
def test_what_fails_is_counted_by_reason_and_told_and_the_rest_is_added(corpus: Path, site: Site) -> None:
    site.answers |= {
        "/1": page(meeting(1)), "/3": status(500), "/4": status(429, Retry_After="999"), "/5": page(b"%PNG", "image/png"),
        "/6": page("<main></main>"), "/7": redirect("/7"), "/8": redirect("file:///etc/passwd"), "/9": redirect("/1x"), "/1x": page(meeting(9)),
    }  # fmt: skip
    list_pages(corpus, site, *map(row, range(1, 10)))
    result = fetch(corpus)
    assert result.exit_code == 1
    for line in ("added                   2", "failed                  7", "  busy                  2", "  not found             1", "  address               1",
                 "  redirect              1", "  wrong type            1", "  empty                 1"):  # fmt: skip
        assert line in result.stdout, line
    assert f"{site.at('/2')}: There is no such page (404)." in result.stderr
    assert len(read_corpus([corpus / "readouts"]).readouts) == 2
    asked = len(site.asked)
    fetch(corpus)
    assert not {"/1", "/9", "/5", "/6"} & set(site.paths[asked:])


def test_robots_txt_is_kept_also_by_redirects(corpus: Path, site: Site) -> None:
    site.answers |= {"/robots.txt": page("User-agent: *\nDisallow: /closed\n", "text/plain"), "/1": page(meeting(1)),
                     "/closed/2": page(meeting(2)), "/3": redirect("/closed/3"), "/closed/3": page(meeting(3))}  # fmt: skip
    list_pages(corpus, site, row(1), row(2, "/closed/2"), row(3))
    result = fetch(corpus)
    assert site.paths == ["/robots.txt", "/1", "/3"]
    assert "  robots.txt            2" in result.stdout
    assert "asks programs not to read this page" in result.stderr


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("answer", "read"),
    [(status(404), True), (status(403), True), (status(500), False), (status(429), False), (redirect("/r"), True), (redirect("/loop"), False),
     (page(b"\xff\x00\xfe", "image/png"), True)],
)  # fmt: skip
def test_what_becomes_of_a_site_by_its_robots_txt(
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
    result = fetch(corpus)
    assert (site.times("/1") == 1, site.times("/2") == 1, result.exit_code == 0) == (read, read, read)
    if not read:
        assert "could not be read" in result.stderr


@pytest.mark.parametrize(
    ("rules", "pauses"),
    [("", 2.0), ("User-agent: *\nCrawl-delay: 7\n", 7.0), ("User-agent: *\nCrawl-delay: 1\n", 2.0), ("User-agent: readouts\nCrawl-delay: 5\n", 5.0),
     ("User-agent: *\nRequest-rate: 1/9\n", 9.0)],
)  # fmt: skip
def test_there_is_a_pause_between_any_two_requests_and_never_a_shorter_one_than_the_site_asks_for(
    rules: str, pauses: float, site: Site
) -> None:
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


def test_another_site_has_rules_and_pauses_of_its_own(site: Site) -> None:
    with playing() as other:
        site.answers["/robots.txt"] = page("User-agent: *\nDisallow: /\n", "text/plain")
        slept: list[float] = []
        robots = RobotsPolicy(Client(QUICK, is_public_or_local), 2.0, slept.append, lambda: 0.0)
        with pytest.raises(SourceRefused):
            robots.before(site.at("/1"))
        robots.before(other.at("/1"))
        assert slept == [2.0]


def test_the_pages_own_word_wins_and_what_it_does_not_say_comes_from_the_table(corpus: Path, site: Site) -> None:
    site.answers["/1"] = page(meeting(1))
    site.answers["/2"] = page(meeting(2, date="", where="as planned"))
    list_pages(corpus, site, row(3, "/1", "telephone", "Otaru"), row(8, "/2", "summit", "Gunsan"))
    result = fetch(corpus)
    assert result.exit_code == 0, result.output
    own = read_document(corpus / "readouts" / "2024-05-01-busan.txt")
    assert (own.source.date, own.source.kind, own.source.place, own.kind) == (None, None, None, "summit")
    for name, table, said in (
        ("date", "2024-05-03", "2024-05-01"),
        ("kind", "telephone", "summit"),
        ("place", "Otaru", "Busan"),
    ):
        assert f"line 2 of the sources has {name} {table}, the page {said}; the page's word is kept." in result.output
    filled = read_document(corpus / "readouts" / "2024-05-08-gunsan.txt")
    assert (str(filled.source.date), filled.source.place) == ("2024-05-08", "Gunsan")


def test_a_page_that_is_there_under_another_address_is_not_added_again(corpus: Path, site: Site) -> None:
    site.answers |= {"/1": page(meeting(1)), "/2": page(meeting(1).replace("<main>", "<main><!-- another -->"))}
    list_pages(corpus, site, row(1), row(2))
    result = fetch(corpus)
    assert (result.exit_code, len(list((corpus / "readouts").iterdir()))) == (0, 1)
    assert "already there           1" in result.output


def test_interrupted_by_hand_it_tells_what_it_did_and_goes_on_next_time(
    corpus: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers |= {f"/{n}": page(meeting(n)) for n in (1, 2)}
    list_pages(corpus, site, row(1), row(2))
    write, written = Cache.write, []

    def stop(self: Cache, asked: str, answer: object) -> None:
        if written:
            raise KeyboardInterrupt
        written.append(asked)
        write(self, asked, answer)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Cache, "write", stop)
        result = fetch(corpus)
    assert result.exit_code == 130
    assert "goes on where it stopped" in result.stderr
    assert "added                   1" in result.output
    assert fetch(corpus).exit_code == 0
    assert (site.times("/1"), len(list((corpus / "readouts").iterdir()))) == (1, 2)


def test_the_projects_own_sources_are_read_without_fault() -> None:
    sources = read_sources(PROJECT / "corpus" / "sources.csv")
    assert len(sources) > 40
    header = (PROJECT / "corpus" / "sources.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == HEADER


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2024-13-01,summit,,,,,,https://example.org/a", "'date' must be a date such as 2024-05-26. Got '2024-13-01'."),
        ("20240501,summit,,,,,,https://example.org/a", "'date' must be"), ("2024-05-01,party,,,,,,https://example.org/a", "'kind' must be one of"),
        ("2024-05-01,summit,,,,,,example.org", "'url' is not an address"), ("2024-05-01,summit,,,,,,file:///etc/passwd", "'url' is not"),
        ("2024-05-01,summit,,,,,,http://example.org/first#x", "stands already in line 2"), ("2024-05-01,summit", "'url' is missing"),
        ("2024-05-01,summit,,,,,,https://example.org/a,b", "More cells than columns"),
    ],
)  # fmt: skip
def test_every_fault_of_a_table_of_sources_is_told_with_its_line(line: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_text(f'{HEADER}\n2024-05-01,summit,"Los\nAngeles",,,,,https://example.org/first\n\n{line}\n')
    with pytest.raises(InputFaults) as caught:
        read_sources(path)
    assert "sources.csv:5: " in str(caught.value)
    assert told in str(caught.value)


@pytest.mark.parametrize("text", ["", "date,kind\n", f"{HEADER},url\n", 'a,"b\n'])
def test_a_table_without_its_columns_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text(text)
    with pytest.raises(InputFaults):
        read_sources(tmp_path / "sources.csv")
