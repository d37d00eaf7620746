from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from analysis.corpus.documents import read_document
from analysis.ingest.draft import find_type, read_source
from analysis.ingest.errors import SourceRefused
from tests.builders.adding import PAGES, TEXT, add

MOFA = "https://www.mofa.go.jp/a.html"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "new" / "study"


def test_a_stated_address_supplies_publisher_and_licence(corpus: Path) -> None:
    add(corpus, "-", "--url", "https://www.mofa.go.jp/x.html", given=TEXT)
    source = read_document(corpus / "readouts" / "2024-05-26-busan.txt").source
    assert (source.publisher, source.licence) == (
        "Ministry of Foreign Affairs of Japan",
        "Public Data License (Version 1.0)",
    )


def test_pasted_html_is_recognised_by_its_bytes(corpus: Path) -> None:
    assert add(corpus, "-", given=(PAGES / "mofa-japan.html").read_bytes()).exit_code == 0
    read = read_document(corpus / "readouts" / "2024-05-26-busan.txt")
    assert [point.number for point in read.parsed.points] == [1, 2, 3]
    assert read.source.url == "https://www.mofa.go.jp/a_o/na/kr/pagemade_0001.html"
    assert read.source.licence == "Public Data License (Version 1.0)"
    assert read.source.title == "Japan-ROK Summit Meeting"


def test_a_text_keeps_its_own_front_matter(corpus: Path, tmp_path: Path) -> None:
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


@pytest.mark.parametrize(
    ("raw", "declared", "kind"),
    [
        (b"%PDF-1.7", "text/html", "application/pdf"), (b"<!DOCTYPE html><p>", "text/plain", "text/html"), (b"plain", "text/plain", "text/plain"),
        (b"1. They met.", "", "text/plain"), ("<html>".encode("utf-16"), "", "text/html"), (b"\n<!-- x --><HTML>", "application/octet-stream", "text/html"),
        (b"a < b", "", "text/plain"), (b"<!-- -->" * 600 + b"x", "", "text/plain"), (b"<!-- -->\n" * 9 + b"<p>x", "", "text/html"), (b"x", "application/xhtml+xml", "text/html"),
    ],
)  # fmt: skip
def test_the_type_is_found_from_the_bytes(raw: bytes, declared: str, kind: str) -> None:
    assert find_type(raw, declared) == kind


@pytest.mark.parametrize(
    ("raw", "declared"),
    [(b"\x89PNG", "text/html"), (b"x", "image/png"), (b"no pdf", "application/pdf"), (b"PK\x03\x04", "")],
)
def test_other_types_are_refused(raw: bytes, declared: str) -> None:
    with pytest.raises(SourceRefused) as caught:
        find_type(raw, declared)
    assert caught.value.reason == "wrong type"


@pytest.mark.parametrize(
    ("page", "facts", "publisher", "licence"),
    [
        ("<meta property=og:site_name content='A Ministry'>", {}, "A Ministry", None),
        ("<meta property=og:site_name content='A Ministry'>", {"url": MOFA}, "A Ministry", "Public Data License (Version 1.0)"),
        ("", {"url": MOFA}, "Ministry of Foreign Affairs of Japan", "Public Data License (Version 1.0)"),
        ("", {"url": MOFA, "publisher": "Me", "licence": "Mine"}, "Me", "Mine"),
        (f"<link rel=canonical href='{MOFA}'><meta property=og:site_name content='MOFA'>", {}, "Ministry of Foreign Affairs of Japan",
         "Public Data License (Version 1.0)"),
    ],
)  # fmt: skip
def test_publisher_and_licence_come_from_the_known_host_unless_stated(
    page: str, facts: dict[str, str], publisher: str, licence: str | None
) -> None:
    raw = f"<html><head>{page}</head><body><p>1. They met.</p></body></html>".encode()
    source = read_source(raw, accessed=dt.date(2026, 1, 2)).with_facts(**facts).source
    assert (source.publisher, source.licence) == (publisher, licence)


def test_invisible_characters_are_taken_out_and_garbled_ones_noted() -> None:
    page = "<main><p>1. They wel&shy;comed ex&#8203;change.</p><p>2. Japanâ€™s ships sailed.</p></main>".encode()
    draft = read_source(page, accessed=dt.date(2026, 1, 2))
    assert "1. They welcomed exchange." in draft.text
    assert any("garbled" in note for note in draft.notes)
