from __future__ import annotations

import signal
from pathlib import Path

import pytest

from analysis.corpus.corpus import read_corpus
from analysis.corpus.documents import read_document
from tests.builders.fetching import QUICK, fetch
from tests.builders.meetings import list_pages, meeting, row
from tests.builders.site import Site, Visit, page, redirect, status


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "study").mkdir()
    return tmp_path / "study"


def test_known_pages_are_fetched_once(corpus: Path, site: Site) -> None:
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


def test_since_kind_and_limit_select_sources(corpus: Path, site: Site) -> None:
    site.answers |= {f"/{n}": page(meeting(n)) for n in range(1, 6)}
    list_pages(corpus, site, *(row(n, kind="summit" if n != 4 else "telephone") for n in range(1, 6)))
    fetch(corpus, "--since", "2024-05-02", "--kind", "summit", "--limit", "2")
    assert site.paths == ["/robots.txt", "/2", "/3"]
    fetch(corpus, "--since", "2024-05-02", "--kind", "summit", "--limit", "2")
    assert site.paths[3:] == ["/robots.txt", "/5"]


def test_failures_are_counted_by_reason_and_the_rest_is_added(corpus: Path, site: Site) -> None:
    site.answers |= {
        "/1": page(meeting(1)), "/3": status(500), "/4": status(429, Retry_After="999"), "/5": page(b"%PNG", "image/png"),
        "/6": page("<main></main>"), "/7": redirect("/7"), "/8": redirect("file:///etc/passwd"), "/9": redirect("/1x"), "/1x": page(meeting(9)),
    }  # fmt: skip
    list_pages(corpus, site, *map(row, range(1, 10)))
    result = fetch(corpus, limits=QUICK)
    assert result.exit_code == 1
    for line in ("added                   2", "failed                  7", "  busy                  2", "  not found             1", "  address               1",
                 "  redirect              1", "  wrong type            1", "  empty                 1"):  # fmt: skip
        assert line in result.stdout, line
    assert f"{site.at('/2')}: The page does not exist (404)." in result.stderr
    assert len(read_corpus([corpus / "readouts"]).readouts) == 2
    asked = len(site.asked)
    fetch(corpus, limits=QUICK)
    assert not {"/1", "/9", "/5", "/6"} & set(site.paths[asked:])


def test_the_page_overrides_the_table_which_supplies_the_rest(corpus: Path, site: Site) -> None:
    site.answers["/1"] = page(meeting(1))
    site.answers["/2"] = page(meeting(2, date="", where="as planned"))
    list_pages(corpus, site, row(3, "/1", "telephone", "Otaru"), row(8, "/2", "summit", "Gunsan"))
    result = fetch(corpus)
    assert result.exit_code == 0, result.output
    own = read_document(corpus / "readouts" / "2024-05-01-busan.txt")
    assert (own.source.date, own.source.kind, own.source.place, own.kind) == (None, None, None, "meeting")
    for name, table, said in (
        ("date", "2024-05-03", "2024-05-01"),
        ("kind", "telephone", "meeting"),
        ("place", "Otaru", "Busan"),
    ):
        assert f"line 2 of the sources has {name} {table}, the page {said}; the page's is kept." in result.output
    filled = read_document(corpus / "readouts" / "2024-05-08-gunsan.txt")
    assert (str(filled.source.date), filled.source.place) == ("2024-05-08", "Gunsan")


def test_the_same_page_under_another_address_is_not_added_again(corpus: Path, site: Site) -> None:
    site.answers |= {"/1": page(meeting(1)), "/2": page(meeting(1).replace("<main>", "<main><!-- another -->"))}
    list_pages(corpus, site, row(1), row(2))
    result = fetch(corpus)
    assert (result.exit_code, len(list((corpus / "readouts").iterdir()))) == (0, 1)
    assert "already there           1" in result.output


def test_an_interrupted_command_reports_what_it_did_and_continues_next_time(corpus: Path, site: Site) -> None:
    def interrupt(visit: Visit) -> None:
        signal.raise_signal(signal.SIGINT)
        page(meeting(2))(visit)

    site.answers |= {"/1": page(meeting(1)), "/2": interrupt}
    list_pages(corpus, site, row(1), row(2))
    result = fetch(corpus)
    assert result.exit_code == 130
    assert "continue" in result.stderr
    assert "added                   1" in result.output
    site.answers["/2"] = page(meeting(2))
    assert fetch(corpus).exit_code == 0
    assert (site.times("/1"), len(list((corpus / "readouts").iterdir()))) == (1, 2)
