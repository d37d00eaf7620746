from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from analysis.corpus.parsing.parse import parse_readout
from analysis.ingest.errors import SourceRefused
from analysis.ingest.html import MAX_DEPTH, MAX_TAGS, read_page
from tests.builders.pages import HEAD, LEAD, SAID, numbered, text_of
from tests.builders.studies import PROJECT

PAGES = sorted((PROJECT / "tests" / "pages").glob("*.html"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_realistic_page_is_reduced_to_its_points(path: Path) -> None:
    page = read_page(path.read_text(encoding="utf-8"))
    parsed = parse_readout(page.text)
    assert [point.number for point in parsed.points] == [1, 2, 3]
    assert [point.text.split(",")[0].split(".")[0][:20] for point in parsed.points] == [
        "At the outset",
        "The two leaders spok",
        "Prime Minister Aoki ",
    ]
    assert (str(parsed.date), parsed.kind, parsed.place, parsed.duration_minutes) == (
        "2024-05-26",
        "meeting",
        "Busan",
        50,
    )
    assert parsed.lead.startswith("On May 26")
    for foreign in ("Search", "tracked", "cookies", "Vice Ministers", "Copyright", "Sitemap", "Hidden", "hidden", "For nobody", "template", "Another post",
                    "Turn on", "Home", "Tweet", "MENU", "12 Made-up-ro"):  # fmt: skip
        assert foreign not in page.text, foreign


def test_a_ministrys_page_is_read_like_the_texts_of_the_corpus() -> None:
    text = read_page((PROJECT / "tests" / "pages" / "mofa-japan.html").read_text(encoding="utf-8")).text
    assert re.search(
        r"\n\n  1\. At the outset, .*\n  2\. The two .*\n  3\. Prime .*\n\nBack to Republic of Korea\n$", text
    )


def test_headings_lose_their_marks_and_text_like_markdown_is_unchanged() -> None:
    text = text_of(
        "<h2>On trade</h2><p>- a dash</p><p>+ plus</p><p>1. one</p><p>2024. A year</p><p># hash * star _under_ &lt;b&gt;</p><p><b>bold</b> <u>line</u></p>"
    )
    for line in ("On trade", "- a dash", "+ plus", "1. one", "2024. A year", "# hash * star _under_ <b>", "bold line"):
        assert f"\n{line}\n" in text, line


@pytest.mark.parametrize(
    "hidden",
    ["<script>X</script>", "<style>X</style>", "<noscript>X</noscript>", "<template><p>X</p></template>", "<iframe>X</iframe>", "<svg><text>X</text></svg>",
     "<p hidden>X</p>", "<div style='DISPLAY : none'>X</div>", "<div style='visibility:hidden'>X</div>", "<p aria-hidden=true>X</p>", "<!-- X -->", "<nav>X</nav>",
     "<form><label>X</label><select><option>X</select></form>", "<button>X</button>", "<div class='cookie-consent'>X</div>", "<ol class=breadcrumb><li>X</ol>", "<div id=sns-share>X</div>"],
)  # fmt: skip
def test_hidden_elements_and_page_furniture_are_not_text(hidden: str) -> None:
    assert "X" not in text_of(f"<p>They met.</p>{hidden}<p>They parted.</p>")
    assert "They met.\n\nThey parted.\n" in text_of(f"<p>They met.</p>{hidden}<p>They parted.</p>")


def test_a_page_within_a_form_is_read() -> None:
    page = read_page(
        f"<html><body><form><input type=hidden><main>{HEAD}{numbered('ol', *SAID)}</main><button>Send</button></form></body></html>"
    )
    assert [point.number for point in parse_readout(page.text).points] == [1, 2, 3]
    assert "Send" not in page.text


def test_a_word_in_a_name_does_not_hide_a_text() -> None:
    assert "They shared." in text_of("<div class='shareholder newsnsx'><p>They shared.</p></div>")


@pytest.mark.parametrize(
    ("head", "address", "url"),
    [
        ("<link rel=canonical href='https://example.org/b'>", "https://example.org/a?x=1", "https://example.org/b"),
        ("<link rel=canonical href='/b'>", "https://example.org/a", "https://example.org/b"),
        ("<link rel=canonical href='https://elsewhere.org/b'>", "https://example.org/a", "https://example.org/a"),
        ("<link rel=canonical href='javascript:alert(1)'>", "https://example.org/a", "https://example.org/a"),
        ("<link rel=canonical href='http://[x'>", "https://example.org/a", "https://example.org/a"),
        ("<link rel=canonical href='https://example.org/b'>", None, "https://example.org/b"),
        ("<meta property=og:url content='https://example.org/c'>", None, "https://example.org/c"),
        ("<!-- saved from url=(0021)https://example.org/d -->", None, "https://example.org/d"),
        ("<link rel=canonical href='b.html'>", None, None), ("", None, None),
    ],
)  # fmt: skip
def test_the_address_of_a_page(head: str, address: str | None, url: str | None) -> None:
    assert read_page(f"<html><head>{head}</head><body><p>Hello there.</p></body></html>", address).url == url


def test_title_and_publisher_are_one_line_each() -> None:
    page = read_page(
        "<title>A\n title\t| Site</title><meta name='og:site_name' content=' A\nsite '><meta property=article:published_time content='2024-13-99'><p>x"
    )
    assert (page.title, page.publisher, page.published) == ("A title | Site", "A site", None)


def test_a_heading_outside_of_the_main_part_is_kept() -> None:
    html = f"<title>Talks in Busan | Site</title><body><div><h1>Talks in Busan</h1></div><main><p>{LEAD}</p><p>They spoke.</p></main></body>"
    assert read_page(html).text.startswith("Talks in Busan\n\nOn May 26")


@pytest.mark.parametrize("html", ["<div>" * (MAX_DEPTH + 9) + "x", "<p>x" * (MAX_TAGS + 1), "<ol><li>" * 5000])
def test_a_page_too_large_or_too_deep_is_refused(html: str) -> None:
    with pytest.raises(SourceRefused):
        read_page(html)


@pytest.mark.parametrize(
    "html",
    ["<table><tr></table>", "<dl></dl>", "<ol>x</ol>", "<ul><li></ul>", "<sup></sup>", "<html>", " ", "<frameset>"],
)
def test_empty_elements_give_no_text(html: str) -> None:
    assert len(read_page(html).text) < 4


def test_preformatted_text_keeps_its_lines_and_paragraphs() -> None:
    text = text_of("<pre>  1. They spoke of tea\n     and of tin.\n\n\n     Then of tar.\n  2. They parted.</pre>")
    assert re.search(r"1\. They spoke of tea\n.*and of tin\.\n\n.*Then of tar\.\n.*2\. They parted\.", text)


def test_many_empty_lines_are_read() -> None:
    assert read_page("<html><p>x" + "\n \n" * 100_000 + "x</html>").text.startswith("x")


@pytest.mark.parametrize("html", ["https://example.org/a", "page.html"])
def test_text_that_looks_like_an_address_is_read(html: str) -> None:
    assert read_page(html).text == f"{html}\n"


@given(st.text(alphabet="<>/!-[]&;=\"' abdilopt0123\n\0\u200f", max_size=200))
def test_any_text_is_read_as_a_page(html: str) -> None:
    assert "\0" not in read_page(html).text
