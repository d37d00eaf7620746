from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from analysis.corpus.corpus import read_corpus
from analysis.corpus.documents import read_document
from analysis.corpus.front_matter import split_front_matter
from tests.builders.adding import PAGES, TEXT, add, files, run
from tests.builders.site import packed, page, playing, redirect, status
from tests.builders.studies import write_page


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "new" / "study"


def test_a_pasted_text_is_kept_as_typed_under_its_front_matter(corpus: Path) -> None:
    typed = TEXT.replace("\n", "\r\n") + "  \r\n\tend  "
    result = add(
        corpus, "-", "--publisher", "A: publisher's #1", "--url", "https://example.org/a", given=typed.encode()
    )
    assert result.exit_code == 0, result.output
    assert (
        "2024-05-26; meeting; leaders; Busan; Aoki Taro (Japan) and Baek Min (ROK); 16:35 50 min; 2 points, 4 sentences"
        in result.output
    )
    whole = files(corpus)["2024-05-26-busan.txt"].decode()
    source, text = split_front_matter(whole, "x")
    assert text == typed
    assert (source.publisher, source.url, source.accessed) == (
        "A: publisher's #1",
        "https://example.org/a",
        dt.date(2026, 1, 2),
    )
    assert source.date is None
    assert source.kind is None
    assert source.licence is None
    assert "No licence" in result.output


@pytest.mark.parametrize("ending", [".txt", ".md", ".html"])
def test_a_file_is_added_and_the_study_reads_it(ending: str, corpus: Path, tmp_path: Path) -> None:
    source = tmp_path / f"saved{ending}"
    source.write_bytes((PAGES / "white-house.html").read_bytes() if ending == ".html" else TEXT.encode())
    assert add(corpus, source).exit_code == 0
    assert len(read_corpus([corpus / "readouts"]).readouts) == 1
    assert run("check", "--corpus", corpus).exit_code == 0


def test_this_machine_is_not_contacted_unless_allowed(corpus: Path) -> None:
    with playing(a=page("<p>x</p>")) as site:
        result = add(corpus, site.at("/a"))
        assert (result.exit_code, site.asked) == (1, [])
        assert f"{site.at('/a')}: 127.0.0.1 is not on the public internet. Use --allow-local" in result.stderr
        assert not files(corpus)


def test_replace_replaces_the_older_version_and_nothing_else(corpus: Path) -> None:
    with playing(a=page((PAGES / "kantei.html").read_text())) as site:
        add(corpus, site.at("/a"), "--allow-local", "--place", "Otaru", "--licence", "By hand")
        site.answers["/a"] = page((PAGES / "kantei.html").read_text().replace("fishing grounds", "herring grounds"))
        result = add(corpus, site.at("/a"), "--allow-local", "--replace")
        assert "replaced" in result.output
        (name,) = files(corpus)
        read = read_document(corpus / "readouts" / name)
        assert "herring grounds" in read.text
        assert (read.place, read.source.licence) == ("Otaru", "By hand")
        add(corpus, "-", "--replace", "--date", "2020-01-01", "--place", "Otaru", given=TEXT)
        assert sorted(files(corpus)) == ["2020-01-01-otaru.txt", "2024-05-26-otaru.txt"]


def test_without_a_date_nothing_is_written_even_with_yes(corpus: Path) -> None:
    undated = TEXT.replace("May 26, 2024", "").replace("On May 26, commencing", "Commencing")
    for more in ([], ["--yes"]):
        result = add(corpus, "-", *more, given=undated)
        assert result.exit_code == 1
        assert "--date 2024-05-26" in result.stderr
    assert not files(corpus)
    assert add(corpus, "-", "--date", "2019-03-04", given=undated).exit_code == 0
    assert read_document(corpus / "readouts" / "2019-03-04-busan.txt").source.date == dt.date(2019, 3, 4)


def test_the_day_of_publication_replaces_a_missing_date_with_a_note(corpus: Path, tmp_path: Path) -> None:
    html = (
        (PAGES / "white-house.html")
        .read_text()
        .replace("May 26, 2024</time>", "</time>")
        .replace("On May 26", "On May 25")
    )
    (tmp_path / "a.html").write_text(html)
    result = add(corpus, tmp_path / "a.html")
    assert "The text has no date. The day of publication, 2024-05-25, is used." in result.output
    assert list(files(corpus)) == ["2024-05-25-busan.txt"]


@pytest.mark.parametrize(
    ("answer", "written"), [("2019-03-04\n", True), ("\n", False), ("yesterday\n2019-03-04\n", True)]
)
def test_at_a_terminal_the_date_is_asked_for(answer: str, written: bool, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.replace("May 26, 2024", "").replace("On May 26, commencing", "Commencing"))
    result = add(corpus, tmp_path / "a.txt", given=answer, terminal=True)
    assert (result.exit_code == 0, bool(files(corpus))) == (written, written)


def test_a_short_text_needs_confirmation(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(write_page(["They met."]))
    assert "only 2 words" in add(corpus, tmp_path / "a.txt").stderr
    assert add(corpus, tmp_path / "a.txt", given="n\n", terminal=True).exit_code == 0
    assert not files(corpus)
    assert add(corpus, tmp_path / "a.txt", given="y\n", terminal=True).exit_code == 0
    assert len(files(corpus)) == 1


def test_a_bad_source_does_not_stop_others_and_all_faults_come_last(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "page_files").mkdir(parents=True)
    (folder / "page_files" / "ad.html").write_text("<p>Buy.</p>")
    (folder / "a.txt").write_text("")
    (folder / "b.html").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "c.pdf").write_bytes(b"%PDF-1.4 nonsense")
    (folder / "d.txt").write_text(TEXT)
    (tmp_path / "e.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "empty").mkdir()
    result = add(
        corpus,
        folder,
        tmp_path / "e.docx",
        tmp_path / "none.txt",
        tmp_path / "empty",
        "ftp://example.org/x",
        "file:///etc/passwd",
    )
    assert result.exit_code == 1
    assert list(files(corpus)) == ["2024-05-26-busan.txt"]
    messages = result.stderr.strip().splitlines()
    assert len(messages) == 8
    for part in ("a.txt: It contains no text", "b.html: This is not a page", "c.pdf: The PDF is damaged", "e.docx: Only .html", "The file does not exist",
                 "contains no .html", "Only http and https addresses can be read, not 'ftp'", "not 'file'"):  # fmt: skip
        assert any(part in line for line in messages), part


def test_pages_that_cannot_be_fetched_are_reported_and_not_written(corpus: Path) -> None:
    with playing(gone=status(404), png=page(b"\x89PNG\r\n", "text/html"), zip=page(b"PK", "application/zip"), away=redirect("file:///etc/passwd"),
                 bomb=packed(b"\0" * 30_000_000), none=page("<html><body><script>x</script></body></html>")) as site:  # fmt: skip
        result = add(corpus, *(site.at(path) for path in site.answers), "--allow-local")
        assert result.exit_code == 1
        assert len(result.stderr.strip().splitlines()) == len(site.answers)
        assert "The page does not exist (404)" in result.stderr
        assert not files(corpus)


def test_a_dry_run_writes_nothing(corpus: Path) -> None:
    result = add(corpus, "-", "--dry-run", given=TEXT)
    assert result.exit_code == 0
    assert "would be added as" in result.output
    assert not corpus.exists()


@pytest.mark.parametrize("source", ["/dev/null", "/dev/zero", "nowhere", "", "x" * 5000, "www.mofa.go.jp/a.html"])
def test_a_source_that_is_not_a_file_or_address_is_reported(source: str, corpus: Path) -> None:
    result = add(corpus, source)
    assert (result.exit_code, len(result.stderr.strip().splitlines())) == (1, 1)


def test_a_source_that_is_too_large_is_not_read(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"word " * 2_100_000)
    for result in (add(corpus, tmp_path / "a.txt"), add(corpus, "-", given=b"word " * 2_100_000)):
        assert (result.exit_code, "larger than 10 MB" in result.stderr) == (1, True)
