from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, strategies as st

from analysis.cli.main import cli
from analysis.corpus.corpus import read_corpus
from analysis.corpus.documents import read_document
from analysis.corpus.front_matter import split_front_matter
from analysis.ingest.store import name_readout, slug
from tests.builders.site import packed, page, playing, redirect, status
from tests.conftest import PROJECT, write_page

PAGES = PROJECT / "tests" / "pages"
POINTS = [
    "Prime Minister Aoki thanked President Baek for the welcome and the tea. The two leaders concurred on meeting again.",
    "The two leaders spoke of the trade in timber and of the ports. They welcomed the ferry that runs again since spring.",
]
TEXT = write_page(POINTS)


def run(*arguments: object, given: bytes | str | None = None, terminal: bool | None = None) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=given, obj=terminal)


def files(corpus: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (corpus / "readouts").rglob("*") if path.is_file()}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "new" / "study"


def add(corpus: Path, *arguments: object, given: bytes | str | None = None, terminal: bool | None = None) -> Result:
    result = run("add", *arguments, "--accessed", "2026-01-02", "--corpus", corpus, given=given, terminal=terminal)
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_pasted_text_is_kept_as_typed_under_its_front_matter(corpus: Path) -> None:
    typed = TEXT.replace("\n", "\r\n") + "  \r\n\tend  "
    result = add(
        corpus, "-", "--publisher", "A: publisher's #1", "--url", "https://example.org/a", given=typed.encode()
    )
    assert result.exit_code == 0, result.output
    assert (
        "2024-05-26; summit; Busan; Aoki Taro (Japan) and Baek Min (ROK); 16:35 50 min; 2 points, 4 sentences"
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


def test_an_address_that_is_given_says_who_published_and_under_which_licence(corpus: Path) -> None:
    add(corpus, "-", "--url", "https://www.mofa.go.jp/x.html", given=TEXT)
    source = read_document(corpus / "readouts" / "2024-05-26-busan.txt").source
    assert (source.publisher, source.licence) == (
        "Ministry of Foreign Affairs of Japan",
        "Public Data License (Version 1.0)",
    )


def test_pasted_html_is_told_from_text_by_looking(corpus: Path) -> None:
    assert add(corpus, "-", given=(PAGES / "mofa-japan.html").read_bytes()).exit_code == 0
    read = read_document(corpus / "readouts" / "2024-05-26-busan.txt")
    assert [point.number for point in read.parsed.points] == [1, 2, 3]
    assert read.source.url == "https://www.mofa.go.jp/a_o/na/kr/pagemade_0001.html"
    assert read.source.licence == "Public Data License (Version 1.0)"
    assert read.source.title == "Japan-ROK Summit Meeting"


@pytest.mark.parametrize("ending", [".txt", ".md", ".html"])
def test_a_file_is_added_and_the_study_reads_it(ending: str, corpus: Path, tmp_path: Path) -> None:
    source = tmp_path / f"saved{ending}"
    source.write_bytes((PAGES / "white-house.html").read_bytes() if ending == ".html" else TEXT.encode())
    assert add(corpus, source).exit_code == 0
    assert len(read_corpus([corpus / "readouts"]).readouts) == 1
    assert run("check", "--corpus", corpus).exit_code == 0


def test_a_text_with_front_matter_of_its_own_keeps_what_that_says(corpus: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(f"---\nurl: https://www.mofa.go.jp/x.html\nplace: Otaru\n---\n{TEXT}")
    add(corpus, source)
    read = read_document(corpus / "readouts" / "2024-05-26-otaru.txt")
    assert (read.text, read.source.publisher, read.source.place) == (
        TEXT,
        "Ministry of Foreign Affairs of Japan",
        "Otaru",
    )
    source.write_text(f"---\nurl: nowhere\n---\n{TEXT}")
    assert "Line 2: 'url' must be an address" in add(corpus, source).stderr


def test_an_address_is_added_once_in_whatever_form_it_is_written(corpus: Path) -> None:
    with playing(a=page((PAGES / "kantei.html").read_text())) as site:
        assert add(corpus, site.at("/a"), "--allow-local").exit_code == 0
        before = files(corpus)
        again = add(corpus, site.at("/a?utm_source=x#y"), "--allow-local")
        assert (again.exit_code, site.times("/a")) == (0, 1)
        assert "already there" in again.output
        assert files(corpus) == before
        assert read_document(corpus / "readouts" / "2024-05-26-busan.txt").source.url == site.at("/a")


def test_this_machine_is_not_asked_unless_allowed(corpus: Path) -> None:
    with playing(a=page("<p>x</p>")) as site:
        result = add(corpus, site.at("/a"))
        assert (result.exit_code, site.asked) == (1, [])
        assert f"{site.at('/a')}: 127.0.0.1 is not on the public internet; --allow-local" in result.stderr
        assert not files(corpus)


def test_the_same_file_text_and_nearly_the_same_text_are_recognised(corpus: Path, tmp_path: Path) -> None:
    long = write_page(
        [*POINTS, *(f"They spoke of matter {n} and agreed on step {n} towards a better end of it." for n in range(12))]
    )
    (tmp_path / "a.txt").write_text(long)
    (tmp_path / "b.md").write_text(long.replace("A Meeting", "Another title").replace("\n  2.", "\n\n  2."))
    (tmp_path / "c.txt").write_text(long.replace("matter 5", "matter five"))
    assert add(corpus, tmp_path / "a.txt", "--url", "https://example.org/a").exit_code == 0
    before = files(corpus)
    for name, told in (("a.txt", "byte for byte"), ("b.md", "the same text"), ("c.txt", "nearly the same text")):
        result = add(corpus, tmp_path / name)
        assert (result.exit_code, files(corpus)) == (0, before)
        assert told in result.output
    assert add(corpus, tmp_path / "c.txt", "--yes", "--place", "Gunsan").exit_code == 0
    assert sorted(files(corpus)) == ["2024-05-26-busan.txt", "2024-05-26-gunsan.txt"]


def test_what_the_study_would_take_for_one_readout_is_not_written_twice(corpus: Path, tmp_path: Path) -> None:
    other = write_page(["They spoke of the weather over the strait for a while, and then of how fishing boats find their way home in it, "
                        "which all of those present thought to be a matter of weight."])  # fmt: skip
    assert add(corpus, "-", given=TEXT).exit_code == 0
    result = add(corpus, "-", given=other)
    assert result.exit_code == 1
    assert "has the same date, kind, place, time and publisher" in result.stderr
    assert add(corpus, "-", "--publisher", "The White House", given=other).exit_code == 0
    assert sorted(files(corpus)) == ["2024-05-26-busan-white-house.txt", "2024-05-26-busan.txt"]
    assert len(read_corpus([corpus / "readouts"]).readouts) == 2


def test_replace_puts_a_page_into_the_place_of_its_older_self_and_of_no_other(corpus: Path) -> None:
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


def test_the_day_of_publication_stands_in_for_a_date_and_it_is_said(corpus: Path, tmp_path: Path) -> None:
    html = (
        (PAGES / "white-house.html")
        .read_text()
        .replace("May 26, 2024</time>", "</time>")
        .replace("On May 26", "On May 25")
    )
    (tmp_path / "a.html").write_text(html)
    result = add(corpus, tmp_path / "a.html")
    assert "The text has no date; 2024-05-25 is the day of its publication." in result.output
    assert list(files(corpus)) == ["2024-05-25-busan.txt"]


@pytest.mark.parametrize(
    ("answer", "written"), [("2019-03-04\n", True), ("\n", False), ("yesterday\n2019-03-04\n", True)]
)
def test_at_a_terminal_the_date_is_asked_for(answer: str, written: bool, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.replace("May 26, 2024", "").replace("On May 26, commencing", "Commencing"))
    result = add(corpus, tmp_path / "a.txt", given=answer, terminal=True)
    assert (result.exit_code == 0, bool(files(corpus))) == (written, written)


def test_a_short_text_is_asked_about(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(write_page(["They met."]))
    assert "only 2 words" in add(corpus, tmp_path / "a.txt").stderr
    assert add(corpus, tmp_path / "a.txt", given="n\n", terminal=True).exit_code == 0
    assert not files(corpus)
    assert add(corpus, tmp_path / "a.txt", given="y\n", terminal=True).exit_code == 0
    assert len(files(corpus)) == 1


def test_one_bad_source_does_not_stop_the_others_and_all_faults_come_at_the_end(corpus: Path, tmp_path: Path) -> None:
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
    told = result.stderr.strip().splitlines()
    assert len(told) == 8
    for part in ("a.txt: There is no text", "b.html: This is no page", "c.pdf: The PDF cannot be read", "e.docx: Only .html", "no such file",
                 "holds no .html", "Only http and https are read, not 'ftp'", "not 'file'"):  # fmt: skip
        assert any(part in line for line in told), part


def test_pages_that_cannot_be_had_are_told_and_nothing_is_written(corpus: Path) -> None:
    with playing(gone=status(404), png=page(b"\x89PNG\r\n", "text/html"), zip=page(b"PK", "application/zip"), away=redirect("file:///etc/passwd"),
                 bomb=packed(b"\0" * 30_000_000), none=page("<html><body><script>x</script></body></html>")) as site:  # fmt: skip
        result = add(corpus, *(site.at(path) for path in site.answers), "--allow-local")
        assert result.exit_code == 1
        assert len(result.stderr.strip().splitlines()) == len(site.answers)
        assert "There is no such page (404)" in result.stderr
        assert not files(corpus)


@pytest.mark.parametrize("charset", ["shift_jis", "euc-jp", "euc-kr", "windows-1252", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("told", ["", "; charset=utf-8", "; charset=nonsense", "right"])
def test_pages_in_any_charset_whatever_is_said_of_it(charset: str, told: str, corpus: Path) -> None:
    words = {"shift_jis": "日韓首脳会談が行われました。", "euc-jp": "日韓首脳会談が行われました。", "euc-kr": "한일 정상회담이 열렸습니다.",
             "windows-1252": "It was called “a naïve café” — twice.", "utf-16": "会談 “x”", "utf-8-sig": "会談 “x”"}[charset]  # fmt: skip
    html = (
        (PAGES / "kantei.html")
        .read_text()
        .replace('<meta charset="utf-8">', "")
        .replace("the fishing grounds.", f"the fishing grounds. {words}")
    )
    with playing(
        a=page(html.encode(charset), f"text/html{f'; charset={charset}' if told == 'right' else told}")
    ) as site:
        result = add(corpus, site.at("/a"), "--allow-local")
        assert result.exit_code == 0, result.output
        assert words in read_document(corpus / "readouts" / "2024-05-26-busan.txt").text
        if told.startswith(";") and not charset.startswith("utf"):
            assert "Its charset is said to be" in result.output


def test_characters_that_are_lost_are_counted(corpus: Path) -> None:
    result = add(corpus, "-", given=b"\xff\x81 " * 3 + TEXT.encode())
    assert "note: 6 characters could not be read as utf-8" in result.output


def test_a_dry_run_writes_nothing_at_all(corpus: Path) -> None:
    result = add(corpus, "-", "--dry-run", given=TEXT)
    assert result.exit_code == 0
    assert "would be added as" in result.output
    assert not corpus.exists()


def test_nothing_leaves_the_corpus_folder_whatever_the_options_say(corpus: Path) -> None:
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
def test_a_name_is_plain_whatever_it_is_made_of(place: str, kind: str, publisher: str | None, taken: list[str]) -> None:
    name = name_readout(dt.date(2024, 5, 26), place, kind, publisher, taken)
    assert name.startswith("2024-05-26-")
    assert len(name) < 110
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name not in {other.casefold() for other in taken}
    assert slug(slug(place)) == slug(place)


def test_a_leftover_of_a_killed_run_is_read_by_nobody_and_removed_by_the_next(corpus: Path) -> None:
    add(corpus, "-", given=TEXT)
    (corpus / "readouts" / ".2024-05-26-busan.txt.x7.part").write_text("half")
    assert run("check", "--corpus", corpus).exit_code == 0
    add(corpus, "-", given=TEXT)
    assert list(files(corpus)) == ["2024-05-26-busan.txt"]


def test_two_commands_do_not_add_at_once(corpus: Path) -> None:
    from analysis.ingest.store import lock_corpus

    with lock_corpus(corpus):
        result = add(corpus, "-", given=TEXT)
    assert (result.exit_code, "at work here" in result.stderr) == (1, True)


@pytest.mark.parametrize("source", ["/dev/null", "/dev/zero", "nowhere", "", "x" * 5000, "www.mofa.go.jp/a.html"])
def test_what_is_no_file_and_no_address_is_told(source: str, corpus: Path) -> None:
    result = add(corpus, source)
    assert (result.exit_code, len(result.stderr.strip().splitlines())) == (1, 1)


def test_what_is_far_too_large_is_not_read(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"word " * 2_100_000)
    for result in (add(corpus, tmp_path / "a.txt"), add(corpus, "-", given=b"word " * 2_100_000)):
        assert (result.exit_code, "larger than 10 MB" in result.stderr) == (1, True)


def test_a_broken_file_in_the_corpus_does_not_stop_what_is_added(corpus: Path) -> None:
    (corpus / "readouts").mkdir(parents=True)
    (corpus / "readouts" / "bad.txt").write_bytes(b"\xff\xfe")
    assert add(corpus, "-", given=TEXT).exit_code == 0


def make_pdf(pages: list[str], footer: bool = True) -> bytes:
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    buffer = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(buffer) as pdf:
        for number, text in enumerate(pages, start=1):
            figure = Figure(figsize=(8, 11))
            for n, line in enumerate(text.splitlines()):
                figure.text(0.1, 0.9 - n * 0.022, line, fontsize=10)
            if footer:
                figure.text(0.1, 0.96, "Ministry of Made-up Affairs")
                figure.text(0.5, 0.04, f"- {number} -")
            pdf.savefig(figure)
    return buffer.getvalue()


PDF_PAGES = [
    "A Meeting\n\nMay 26, 2024\n\nOn May 26, commencing at 4:35 p.m. for approximately 50 minutes, Mr. AOKI Taro, Prime\n"
    "Minister of Japan, held a Summit Meeting with H.E. Mr. BAEK Min, President of the Republic of\nKorea (ROK), in Busan. The overview is as "
    "follows.\n\n1. The two leaders spoke of the economy and of well-being. They concurred that the econ-\nomy grows, and that well-\nbeing does.",
    "2. They welcomed the ferry — the first since spring — and the re-\nopened port, and spoke of trade.\n\n3. They parted.",
]


def test_a_pdf_keeps_its_points_and_loses_page_numbers_heads_and_broken_words(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(make_pdf(PDF_PAGES))
    result = add(corpus, tmp_path / "a.pdf")
    assert result.exit_code == 0, result.output
    read = read_document(corpus / "readouts" / "2024-05-26-busan.txt")
    assert [point.number for point in read.parsed.points] == [1, 2, 3]
    words = " ".join(read.text.split())
    for part in (
        "the economy grows",
        "that well-being does",
        "ferry — the first",
        "the reopened port",
        "3. They parted.",
    ):
        assert part in words
    assert "Made-up" not in words
    assert "- 1 -" not in words
    assert "3 words were put together" in result.output


def test_pdfs_that_are_locked_scanned_or_broken_are_told_apart(corpus: Path, tmp_path: Path) -> None:
    import pypdf

    whole = make_pdf(PDF_PAGES)
    locked = pypdf.PdfWriter(clone_from=io.BytesIO(whole))
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(tmp_path / "locked.pdf")
    (tmp_path / "scanned.pdf").write_bytes(make_pdf([""], footer=False))
    for n in range(0, len(whole), len(whole) // 12):
        (tmp_path / f"broken{n}.pdf").write_bytes(whole[: n + 20])
    result = add(corpus, tmp_path)
    assert "locked.pdf: The PDF is locked" in result.stderr
    assert "scanned.pdf: The PDF holds pictures" in result.stderr
    assert "broken0.pdf: The PDF" in result.stderr
