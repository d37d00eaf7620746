from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from analysis.corpus.corpus import read_corpus
from analysis.corpus.documents import read_document
from analysis.ingest.store import name_readout, slug
from tests.builders.adding import PAGES, POINTS, TEXT, add, files, run
from tests.builders.site import page, playing
from tests.builders.studies import write_page


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "new" / "study"


def test_an_address_is_added_once_however_it_is_written(corpus: Path) -> None:
    with playing(a=page((PAGES / "kantei.html").read_text())) as site:
        assert add(corpus, site.at("/a"), "--allow-local").exit_code == 0
        before = files(corpus)
        again = add(corpus, site.at("/a?utm_source=x#y"), "--allow-local")
        assert (again.exit_code, site.times("/a")) == (0, 1)
        assert "already there" in again.output
        assert files(corpus) == before
        assert read_document(corpus / "readouts" / "2024-05-26-busan.txt").source.url == site.at("/a")


def test_the_same_file_text_and_nearly_the_same_text_are_recognised(corpus: Path, tmp_path: Path) -> None:
    long = write_page(
        [*POINTS, *(f"They spoke of matter {n} and agreed on step {n} towards a better end of it." for n in range(12))]
    )
    (tmp_path / "a.txt").write_text(long)
    (tmp_path / "b.md").write_text(long.replace("A Meeting", "Another title").replace("\n  2.", "\n\n  2."))
    (tmp_path / "c.txt").write_text(long.replace("matter 5", "matter five"))
    assert add(corpus, tmp_path / "a.txt", "--url", "https://example.org/a").exit_code == 0
    before = files(corpus)
    for name, shared in (("a.txt", "byte for byte"), ("b.md", "the same text"), ("c.txt", "nearly the same text")):
        result = add(corpus, tmp_path / name)
        assert (result.exit_code, files(corpus)) == (0, before)
        assert shared in result.output
    assert add(corpus, tmp_path / "c.txt", "--yes", "--place", "Gunsan").exit_code == 0
    assert sorted(files(corpus)) == ["2024-05-26-busan.txt", "2024-05-26-gunsan.txt"]


def test_a_readout_with_the_same_facts_is_not_written_twice(corpus: Path, tmp_path: Path) -> None:
    other = write_page(["They spoke of the weather over the strait for a while, and then of how fishing boats find their way home in it, "
                        "which all of those present thought to be a matter of weight."])  # fmt: skip
    assert add(corpus, "-", given=TEXT).exit_code == 0
    result = add(corpus, "-", given=other)
    assert result.exit_code == 1
    assert "has the same date, kind, place, time and publisher" in result.stderr
    assert add(corpus, "-", "--publisher", "The White House", given=other).exit_code == 0
    assert sorted(files(corpus)) == ["2024-05-26-busan-white-house.txt", "2024-05-26-busan.txt"]
    assert len(read_corpus([corpus / "readouts"]).readouts) == 2


def test_files_stay_in_the_corpus_folder_whatever_the_options(corpus: Path) -> None:
    for n, place in enumerate(
        [
            "../../etc/passwd",
            "/etc/passwd",
            "C:\\x",
            "CON",
            "NUL.txt",
            "x" * 500,
            "서울",
            "..",
            "-rf",
            "~",
        ]
    ):
        result = add(
            corpus,
            "-",
            "--place",
            place,
            "--date",
            f"2001-01-{n + 1:02}",
            given=TEXT.replace("timber", f"timber{n} " * 30 * (n + 1)),
        )
        assert result.exit_code == 0, (place, result.output)
    names = sorted(files(corpus))
    assert len(names) == 10
    assert all(len(name) < 64 and name.isascii() and name.startswith("2001-01-") for name in names)
    assert sorted(path.name for path in corpus.iterdir()) == [".cache", "readouts"]
    for wrong in (
        ["--date", "../x"],
        ["--kind", "../x"],
        ["--url", "file:///x"],
        ["--title", "a\nb"],
        ["--publisher", ""],
    ):
        assert run("add", "-", *wrong, "--corpus", corpus).exit_code == 2


@given(st.text(), st.text(), st.text() | st.none(), st.lists(st.text()))
def test_a_name_is_plain_whatever_its_parts(place: str, kind: str, publisher: str | None, taken: list[str]) -> None:
    name = name_readout(dt.date(2024, 5, 26), place, kind, publisher, taken)
    assert name.startswith("2024-05-26-")
    assert len(name) < 110
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name not in {other.casefold() for other in taken}
    assert slug(slug(place)) == slug(place)


def test_an_unfinished_file_is_not_read_and_the_next_run_removes_it(corpus: Path) -> None:
    add(corpus, "-", given=TEXT)
    (corpus / "readouts" / ".2024-05-26-busan.txt.x7.part").write_text("half")
    assert run("check", "--corpus", corpus).exit_code == 0
    add(corpus, "-", given=TEXT)
    assert list(files(corpus)) == ["2024-05-26-busan.txt"]


def test_two_commands_do_not_add_at_once(corpus: Path) -> None:
    from analysis.ingest.store import lock_corpus

    with lock_corpus(corpus):
        result = add(corpus, "-", given=TEXT)
    assert (result.exit_code, "running here" in result.stderr) == (1, True)


def test_a_broken_file_in_the_corpus_does_not_stop_an_addition(corpus: Path) -> None:
    (corpus / "readouts").mkdir(parents=True)
    (corpus / "readouts" / "bad.txt").write_bytes(b"\xff\xfe")
    assert add(corpus, "-", given=TEXT).exit_code == 0
