from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from analysis.corpus.parsing.parse import parse_readout
from analysis.ingest.draft import find_type
from analysis.ingest.errors import SourceRefused
from analysis.ingest.html import DEEPEST, MOST_ELEMENTS, read_page
from tests.conftest import PROJECT

PAGES = sorted((PROJECT / "tests" / "pages").glob("*.html"))
LEAD = (
    "On May 26, commencing at 4:35 p.m. for approximately 50 minutes, Mr. AOKI Taro, Prime Minister of Japan, held a Summit Meeting "
    "with H.E. Mr. BAEK Min, President of the Republic of Korea (ROK), in Busan. The overview of the meeting is as follows."
)
HEAD = f"<h1>Japan-ROK Summit Meeting</h1><p>May 26, 2024</p><p>{LEAD}</p>"
SAID = [
    "They spoke of tea and of the weather.",
    "They spoke of tin and of the harbour.",
    "They spoke of tar and of the roads.",
]


def text_of(body: str) -> str:
    return read_page(f"<html><body><main>{HEAD}{body}</main></body></html>").text


def points_of(body: str) -> list[tuple[int, str]]:
    return [(point.number, " ".join(point.text.split())) for point in parse_readout(text_of(body)).points]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_of_a_real_looking_page_the_points_are_left_and_the_rest_of_the_site_is_not(path: Path) -> None:
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
        "summit",
        "Busan",
        50,
    )
    assert parsed.lead.startswith("On May 26")
    for foreign in ("Search", "tracked", "cookies", "Vice Ministers", "Copyright", "Sitemap", "Hidden", "hidden", "For nobody", "template", "Another post",
                    "Turn on", "Home", "Tweet", "MENU", "12 Made-up-ro"):  # fmt: skip
        assert foreign not in page.text, foreign


def test_a_ministrys_page_reads_as_the_texts_of_the_corpus_do() -> None:
    text = read_page((PROJECT / "tests" / "pages" / "mofa-japan.html").read_text(encoding="utf-8")).text
    assert re.search(
        r"\n\n  1\. At the outset, .*\n  2\. The two .*\n  3\. Prime .*\n\nBack to Republic of Korea\n$", text
    )


def numbered(tag: str, *items: str) -> str:
    return f"<{tag}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{tag.split()[0]}>"


@pytest.mark.parametrize(
    "body",
    [
        numbered("ol", *SAID),
        "<ol><li>" + "<li>".join(SAID) + "</ol>",
        numbered("ol", *(f"<p>{said}</p>" for said in SAID)),
        numbered("ol style='list-style: none'", *(f"{n}. {said}" for n, said in enumerate(SAID, 1))),
        numbered("ul", *(f"{n}. {said}" for n, said in enumerate(SAID, 1))),
        numbered("ol", SAID[0]) + numbered("ol start=2", SAID[1]) + numbered("ol start='3'", SAID[2]),
        "<ol>" + "".join(f"<li value={n}>{said}</li>" for n, said in enumerate(SAID, 1)) + "</ol>",
        "".join(f"<p>{n}. {said}</p>" for n, said in enumerate(SAID, 1)),
        "<p>" + "<br>".join(f"{n}. {said}" for n, said in enumerate(SAID, 1)) + "</p>",
        "<p>" + "<br><br>\n".join(f"&nbsp;{n}.&nbsp;{said}" for n, said in enumerate(SAID, 1)) + "</p>",
        "<table>" + "".join(f"<tr><td>{n}.</td><td>{said}</td></tr>" for n, said in enumerate(SAID, 1)) + "</table>",
        "<table>" + "".join(f"<tr><td>{n}<td><p>{said}" for n, said in enumerate(SAID, 1)) + "</table>",
        "<dl>" + "".join(f"<dt>{n}.</dt><dd>{said}</dd>" for n, said in enumerate(SAID, 1)) + "</dl>",
        "<ol>" + "<li></li><li> </li>".join(f"<li>{said}</li>" for said in SAID) + "</ol>",
        "<div><div>"
        + "</div><div>".join(f"<span>{n}.</span> {said}" for n, said in enumerate(SAID, 1))
        + "</div></div>",
    ],
)
def test_points_keep_their_numbers_however_the_page_makes_them(body: str) -> None:
    found = points_of(body)
    assert [number for number, _ in found] == [1, 2, 3]
    assert [said for _, said in found] == SAID


def test_a_list_that_begins_later_says_so() -> None:
    assert "\n  3. They spoke of tea" in text_of(numbered("ol start=3", *SAID))
    assert "(c) They spoke of tea" in text_of(numbered("ol type=a start=3", *SAID))
    assert "(iii) They" in text_of(numbered("ol type=i", *SAID))
    assert re.findall(r"^(\d)\. They", text_of(numbered("ol reversed", *SAID)), re.MULTILINE) == ["3", "2", "1"]


def test_numbers_of_a_list_within_a_list_are_not_points() -> None:
    inner = numbered("ol", "on the shore,", "on the sea, and", "in the air.")
    found = points_of(numbered("ol", f"They spoke of roads: {inner}", SAID[1], SAID[2]))
    assert [number for number, _ in found] == [1, 2, 3]
    assert all(part in found[0][1] for part in ("on the shore", "on the sea", "in the air"))


def test_signs_of_notes_do_not_become_part_of_words_and_raised_letters_do() -> None:
    text = text_of(
        "<p>On security<sup>1</sup> and trade.<sup><a href='#n'>2</a></sup> On the 7<sup>th</sup>, CO<sub>2</sub>, 10<sup>6</sup>.</p>"
    )
    assert "On security[1] and trade.[2] On the 7th, CO2, 106." in text


def test_headings_stand_without_marks_and_what_looks_like_markdown_stays_as_it_was() -> None:
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
def test_what_is_not_shown_or_is_of_the_site_is_not_text(hidden: str) -> None:
    assert "X" not in text_of(f"<p>They met.</p>{hidden}<p>They parted.</p>")
    assert "They met.\n\nThey parted.\n" in text_of(f"<p>They met.</p>{hidden}<p>They parted.</p>")


def test_a_page_that_is_one_large_form_is_read_all_the_same() -> None:
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
def test_where_a_page_is_from(head: str, address: str | None, url: str | None) -> None:
    assert read_page(f"<html><head>{head}</head><body><p>Hello there.</p></body></html>", address).url == url


def test_what_a_page_says_of_itself_stands_in_one_line() -> None:
    page = read_page(
        "<title>A\n title\t| Site</title><meta name='og:site_name' content=' A\nsite '><meta property=article:published_time content='2024-13-99'><p>x"
    )
    assert (page.title, page.publisher, page.published) == ("A title | Site", "A site", None)


def test_a_heading_outside_of_the_main_part_is_kept() -> None:
    html = f"<title>Talks in Busan | Site</title><body><div><h1>Talks in Busan</h1></div><main><p>{LEAD}</p><p>They spoke.</p></main></body>"
    assert read_page(html).text.startswith("Talks in Busan\n\nOn May 26")


@pytest.mark.parametrize("html", ["<div>" * (DEEPEST + 9) + "x", "<p>x" * (MOST_ELEMENTS + 1), "<ol><li>" * 5000])
def test_a_page_that_is_no_page_is_refused(html: str) -> None:
    with pytest.raises(SourceRefused):
        read_page(html)


@pytest.mark.parametrize(
    "html",
    ["<table><tr></table>", "<dl></dl>", "<ol>x</ol>", "<ul><li></ul>", "<sup></sup>", "<html>", " ", "<frameset>"],
)
def test_empty_parts_are_nothing(html: str) -> None:
    assert len(read_page(html).text) < 4


def test_a_text_that_the_page_lays_out_itself_keeps_its_lines_and_paragraphs() -> None:
    text = text_of("<pre>  1. They spoke of tea\n     and of tin.\n\n\n     Then of tar.\n  2. They parted.</pre>")
    assert re.search(r"1\. They spoke of tea\n.*and of tin\.\n\n.*Then of tar\.\n.*2\. They parted\.", text)


def test_empty_lines_without_end_are_read() -> None:
    assert read_page("<html><p>x" + "\n \n" * 100_000 + "x</html>").text.startswith("x")


@pytest.mark.parametrize("html", ["https://example.org/a", "page.html"])
def test_what_looks_like_an_address_is_a_text_too(html: str) -> None:
    assert read_page(html).text == f"{html}\n"


@given(st.text(alphabet="<>/!-[]&;=\"' abdilopt0123\n\0\u200f", max_size=200))
def test_any_text_is_some_page(html: str) -> None:
    assert "\0" not in read_page(html).text


@pytest.mark.parametrize(
    ("raw", "told", "kind"),
    [
        (b"%PDF-1.7", "text/html", "application/pdf"), (b"<!DOCTYPE html><p>", "text/plain", "text/html"), (b"plain", "text/plain", "text/plain"),
        (b"1. They met.", "", "text/plain"), ("<html>".encode("utf-16"), "", "text/html"), (b"\n<!-- x --><HTML>", "application/octet-stream", "text/html"),
        (b"a < b", "", "text/plain"), (b"<!-- -->" * 600 + b"x", "", "text/plain"), (b"<!-- -->\n" * 9 + b"<p>x", "", "text/html"), (b"x", "application/xhtml+xml", "text/html"),
    ],
)  # fmt: skip
def test_what_bytes_are_is_seen_by_looking(raw: bytes, told: str, kind: str) -> None:
    assert find_type(raw, told) == kind


@pytest.mark.parametrize(
    ("raw", "told"),
    [(b"\x89PNG", "text/html"), (b"x", "image/png"), (b"no pdf", "application/pdf"), (b"PK\x03\x04", "")],
)
def test_what_cannot_be_read_is_refused(raw: bytes, told: str) -> None:
    with pytest.raises(SourceRefused) as caught:
        find_type(raw, told)
    assert caught.value.reason == "wrong type"
