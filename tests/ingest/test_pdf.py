from __future__ import annotations

import io
from pathlib import Path

import pytest

from analysis.corpus.documents import read_document
from analysis.ingest.pdf import read_pdf
from tests.builders.adding import add


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "new" / "study"


def make_pdf(pages: list[str], footer: bool = True, beside: str = "") -> bytes:
    """`beside` : a second column of the first page."""
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    buffer = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(buffer) as pdf:
        for number, text in enumerate(pages, start=1):
            figure = Figure(figsize=(8, 11))
            for n, line in enumerate(text.splitlines()):
                figure.text(0.1, 0.9 - n * 0.022, line, fontsize=10)
            for n, line in enumerate(beside.splitlines() if number == 1 else ()):
                figure.text(0.55, 0.9 - n * 0.022, line, fontsize=10)
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
    assert "3 words broken at line ends" in result.output


def test_locked_scanned_and_broken_pdfs_are_distinguished(corpus: Path, tmp_path: Path) -> None:
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
    assert "scanned.pdf: The PDF contains pictures" in result.stderr
    assert "broken0.pdf: The PDF" in result.stderr


@pytest.mark.parametrize(("beside", "warned"), [("of ships and of the new ports\n" * 12, True), ("", False)])
def test_two_columns_are_warned_of(beside: str, warned: bool) -> None:
    text, notes = read_pdf(make_pdf(["They met in the harbour and spoke\n" * 12], beside=beside))
    assert "They met in the harbour" in text
    assert any("two columns" in note for note in notes) is warned


@pytest.mark.parametrize(
    "words",
    [
        "state-of-the-|art", "win-|win", "anti-|piracy", "cross-|border", "self-|defence", "vice-|ministerial",
        "co-|production", "semi-|annual", "U.S.-|Japan", "long-|term", "2023-|2024", "mis|sile", "co|operation",
        "semi|conductors", "ex|change", "denu|clearisation",
    ],
)  # fmt: skip
def test_a_hyphen_at_a_line_end_stays_only_where_the_word_has_one(words: str) -> None:
    broken = words if "-|" in words else words.replace("|", "-|")
    text, _ = read_pdf(make_pdf([f"They met in the evening and spoke of {broken.replace('|', chr(10))} at length."]))
    assert f"of {words.replace('|', '')} at length" in " ".join(text.split())
