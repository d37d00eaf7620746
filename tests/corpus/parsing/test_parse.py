"""Whole pages: the two readouts of the project, any text, and rubbish."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from analysis.corpus.documents import read_document
from analysis.corpus.parsing.parse import parse_readout
from tests.builders.forms import FIRST, LEAD, SECOND, THIRD, Expected, check, wrap
from tests.builders.studies import PROJECT, write_page

EXPECTED = {
    "2017-07-07-hamburg": (
        "2017-07-07", "meeting", "Hamburg", [("Shinzo Abe", "Japan"), ("Moon Jae-in", "ROK")], "09:40", 35, 5, 14,
    ),
    "2024-05-26-seoul": (
        "2024-05-26", "meeting", "Seoul", [("Kishida Fumio", "Japan"), ("Yoon Suk Yeol", "ROK")], "16:35", 50, 7, 21,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_the_two_readouts_are_read_as_people_read_them(name: str) -> None:
    parsed = read_document(PROJECT / "corpus" / "readouts" / f"{name}.txt").parsed
    assert (
        str(parsed.date),
        parsed.kind,
        parsed.place,
        [(leader.name, leader.side) for leader in parsed.leaders],
        parsed.start_time,
        parsed.duration_minutes,
        len(parsed.points),
        sum(len(point.sentences) for point in parsed.points),
    ) == EXPECTED[name]
    assert parsed.warnings == ()


@pytest.mark.parametrize("name", EXPECTED)
def test_sentences_contain_no_furniture(name: str) -> None:
    document = read_document(PROJECT / "corpus" / "readouts" / f"{name}.txt")
    coded = " ".join(point.text for point in document.parsed.points)
    for furniture in ("Photo", "Back to", "was attended", "overview of the meeting", "summary of the meeting"):
        assert (
            furniture in document.text
            or furniture == "was attended"
            or "overview" in furniture
            or "summary" in furniture
        )
        assert furniture not in coded


line = st.text(st.characters(codec="utf-8"), max_size=40)


SAID = [
    "", "1. A b c.", "2. D e. F g.", "(1) H.", "May 26, 2024", "- I j", "-", "1.", "(On k)", "**L**", "\u200b3.\u00a0M.",
    "(N attended.)", "Attendees:", "Photo: O", "* * *", "p.\\###", "１．Q r.", "[S by T]", "\u2028", "Back to U", "((((", "4. 4. V",
]  # fmt: skip


pages = st.lists(st.one_of(line, st.sampled_from(SAID)), max_size=12)


@given(pages.flatmap(lambda lines: st.sampled_from(["\n", "\r\n", " ", "\f"]).map(lambda end: end.join(lines))))
def test_offsets_hold_on_any_text(text: str) -> None:
    parsed = parse_readout(text)
    before = 0
    for point in parsed.points:
        assert text[point.start : point.end] == point.text
        for start, end in point.sentences:
            assert before <= start < end <= point.end
            assert text[start:end].strip() == text[start:end]
            before = end
    if parsed.lead:
        assert text[parsed.lead_start : parsed.lead_end] == parsed.lead


@given(
    st.lists(
        st.sampled_from(["They met.", "Both agreed. It rained.", "He spoke of 3.5 per cent."]), min_size=1, max_size=12
    )
)
def test_every_numbered_point_is_found_in_order(points: list[str]) -> None:
    parsed = parse_readout(write_page(points))
    assert [(point.number, point.text) for point in parsed.points] == list(enumerate(points, start=1))


INLINE = "They agreed that (A) the ports open; and (B) the ships sail, that A) it is so and B) it stays so, "


INLINE += (
    "(a) now and (b) then, with 1) the first, 2) the second and 3) the third, (1) here and (2) there, and 2. that."
)


def test_forms_together() -> None:
    page = (
        "Home > News > Releases\n\nTweet\n\nJapan-ROK Summit Meeting\n\nSunday, May 26th, 2024 (JST)\n\nFirst Division, Some "
        f"Bureau\n\n- (Photo) The leaders\n- (Photo) The leaders\n\n{LEAD} (The meeting was attended by Mr. Ito (Jun). Others "
        f"came too.)\n\n １．{FIRST} {INLINE}\n\n ２．(1) {SECOND}\n\n     (2) {THIRD}\n\n 1. Photo: the hall\n\n３． 3. {THIRD} "
        "\\###\n\nBack to Japan-Republic of Korea Relations\n\n2024 | 2023\n"
    )
    expected: Expected = [
        (1, None, "At the outset", 3),
        (2, None, "Prime Minister", 1),
        (3, None, "They parted", 1),
        (4, None, "They parted", 1),
    ]
    for text in (page, wrap(page), wrap(page, 60), page.replace("\n", "\r\n")):
        parsed = check(text, expected)
        assert (str(parsed.date), parsed.kind, parsed.place, parsed.warnings) == ("2024-05-26", "meeting", "Busan", ())


RUBBISH = {
    "one line of words": "word " * 400_000,
    "one line of sentences": "They met in Busan. " * 20_000,
    "one line without a space": "a" * 2_000_000,
    "points on one line": " ".join(f"{n}. They met." for n in range(1, 5_001)),
    "blank lines": "\n" * 100_000,
    "brackets": "(" * 1_000_000,
    "brackets that say something": "(attended " * 50_000 + ")" * 50_000,
    "spaces": "a" + " " * 1_000_000 + "b",
    "invisible characters": "\u200b" * 500_000,
    "NUL": "\0" * 500_000,
    "marks": "- " * 200_000,
    "nested marks": "\n".join(" " * (n % 500) + "- " * (n % 50) for n in range(5_000)),
    "numbers": "1. " * 10_000,
    "stars": "*" * 500_000,
    "hashes": "#a " * 200_000,
    "breadcrumbs": "a > " * 200_000,
    "questions": "Q: a\n\n" * 10_000,
    "headings": "a\n\n" * 10_000,
    "names": "Prime Minister AOKI Taro, " * 50_000,
    "honorifics": "Mr. " * 10_000,
    "countries": "Japan-" * 100_000,
    "times": "4:35 p.m. " * 4_000,
    "dates": "May 26, 2024\n" * 10_000,
    "shouts": "? " * 20_000,
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", RUBBISH)
def test_rubbish_is_parsed(kind: str) -> None:
    """Each takes a second or two; quadratic work would take minutes."""
    for text in (RUBBISH[kind], write_page([RUBBISH[kind]])):
        parsed = parse_readout(text)
        assert all(text[point.start : point.end] == point.text for point in parsed.points)


def test_what_a_page_does_not_state_gives_warnings() -> None:
    assert parse_readout("").warnings == (
        "No date found; give it in the front matter, as in `date: 2024-05-26`.",
        "No points found; a readout needs a text under its title and date.",
        "No leaders found in the lead.",
        "The kind of meeting is not stated; it is taken as `other`.",
        "No place found in the lead.",
    )
    said = "Prime Minister Aoki of Japan met President Baek of the ROK in Busan."
    assert parse_readout(f"Summit\n\nMay 26, 2024\n\n{said}").warnings == (
        "No numbered points: each paragraph is taken as a point.",
    )
    numbered = f"Summit\n\nMay 26, 2024\n\n{said}\n\n1. {FIRST}\n2. {SECOND}\n4. {THIRD}\n\nDinner\n\n1. {FIRST}"
    assert parse_readout(numbered).warnings == (
        "The number after 2 is 4: the text between them is taken as point 2.",
        "The numbers begin at 1 again further down: that text is taken as part of the point above it.",
    )


def test_a_page_as_plain_values() -> None:
    plain = parse_readout("Summit\n\nMay 26, 2024\n\n1. They met. They left.\n2. It rained.").to_dict()
    assert list(plain) == [
        "title", "date", "page_date", "kind", "level", "place", "leaders", "start_time", "duration_minutes", "lead",
        "lead_start", "lead_end", "points", "warnings",
    ]  # fmt: skip
    assert (plain["date"], plain["page_date"]) == ("2024-05-26", "2024-05-26")
    assert plain["points"][0]["sentences"] == [[25, 34], [35, 45]]
    assert parse_readout("").to_dict()["date"] is parse_readout("").to_dict()["page_date"] is None


CALL = (
    "President Baek Min of the ROK and Japanese Prime Minister Aoki Taro had a telephone conversation on May 26, 2024."
)
SAID = "The two leaders agreed to open the harbour again."
SAIL = "They wished all the sailors of both countries well."


@pytest.mark.parametrize(
    "page",
    [
        f"이 웹사이트는 기록물입니다. 수정할 수 없습니다.\n\n{CALL}\n\n{SAID}\n\n{SAIL}",
        f"View settings\n\nFont size:\n\n{CALL}\n\n{SAID}\n\n{SAIL}\n\nMay 27, 2024",
        f"Seoul (Some News) The below is attributable to a spokesperson:\n\n{CALL}\n{SAID}\n{SAIL}",
        f"{CALL}\n\nFrom:\nAn Office\nPublished\n27 May 2024\n\n{CALL}\n\n{SAID}\n\n{SAIL}\n\nUpdates to this page\n\n"
        "1. A spelling was corrected.\n2. First published.",
        f"{CALL}\n\n{SAID}\n\n{SAIL}\n\n  • Ships\n  • Ports\n  • Trade",
        f"{CALL} They discussed ships.\n\n{SAID}\n\n{SAIL}",
    ],
)
def test_the_opening_is_the_lead_whatever_stands_around_it(page: str) -> None:
    parsed = parse_readout(page)
    assert parsed.lead.startswith(CALL)
    assert [page[a:b] for point in parsed.points for a, b in point.sentences] == [SAID, SAIL]


def test_an_opening_in_one_paragraph_with_what_was_said_is_split_off() -> None:
    parsed = parse_readout(f"A Call\n\n{CALL} {SAID} {SAIL}")
    assert (parsed.lead, [point.text for point in parsed.points]) == (CALL, [f"{SAID} {SAIL}"])


@pytest.mark.parametrize("foot", ["Notes to editors", "Changes to this page:", "Corrections to this release"])
def test_a_list_of_notes_is_not_the_points_however_long(foot: str) -> None:
    parsed = parse_readout(f"{CALL}\n\n{SAID}\n\n{SAIL}\n\n{foot}\n\n1. {SAID} {SAIL} {SAID}\n2. {SAID} {SAIL} {SAID}")
    assert [point.text for point in parsed.points] == [SAID, SAIL]
    assert any("left out" in warning for warning in parsed.warnings)


def test_numbers_with_headings_are_the_points_and_a_long_lead_is_reported() -> None:
    page = f"{CALL}\n\n{SAID} {SAIL}\n\n{SAID}\n\n1. Ships\n\n{SAIL} {SAID}\n\n2. Ports\n\n{SAID} {SAIL} {SAIL}"
    parsed = parse_readout(page)
    assert [(point.heading, len(point.sentences)) for point in parsed.points] == [("Ships", 2), ("Ports", 3)]
    assert any("27 words between its first paragraph and point 1" in warning for warning in parsed.warnings)
    short = parse_readout(page.replace(f"\n\n{SAID}\n\n1.", "\n\n1."))
    assert not any("between its first" in warning for warning in short.warnings)


def test_a_short_list_below_the_text_is_not_its_points() -> None:
    page = f"{CALL}\n\n{SAID}\n\n{SAIL}\n\n{SAID} {SAIL}\n\n1. One.\n2. Two."
    assert [point.number for point in parse_readout(page).points] == [1, 2, 3]


def test_items_of_a_sentence_are_text_and_items_of_their_own_are_points() -> None:
    page = f"{LEAD}\n\n1. They told their ministers to\n  (a) sail, and\n  (b) trade.\n\n2. They met:\n(1) {SAID}\n(2) {SAIL}"
    points = parse_readout(page).points
    assert [(point.label, len(point.sentences)) for point in points] == [("1", 3), ("2", 1), ("2(1)", 1), ("2(2)", 1)]


def test_what_is_left_out_is_reported() -> None:
    page = f"{CALL}\n\n{SAID}\n\n{SAIL} {SAID} {SAIL} {SAID}\n\nBack to Ships\n\n{SAID} {SAIL} {SAID} Ships."
    assert any("left out" in warning for warning in parse_readout(page).warnings)


def test_a_second_call_with_the_same_words_does_not_take_the_place_of_the_first() -> None:
    page = (
        "Readout of two calls\n\nMarch 3, 2022\n\nPresident Ann Hill spoke with President Ito Ken of Japan this evening to "
        "hear of the fire at the mill.\n\nPresident Hill also spoke this evening with Director Bo Lund."
    )
    parsed = parse_readout(page)
    assert parsed.lead.startswith("President Ann Hill spoke with President Ito Ken")
    assert [leader.name for leader in parsed.leaders] == ["Ann Hill", "Ito Ken"]
    assert [point.text for point in parsed.points] == ["President Hill also spoke this evening with Director Bo Lund."]


def test_a_summary_with_the_words_of_the_opening_is_not_the_lead() -> None:
    summary = "Prime Minister Aoki of Japan spoke with President Baek of the ROK about the harbour."
    lead = "Prime Minister Aoki of Japan spoke with President Baek of the ROK about the harbour this morning."
    other = "Minister Ito of Japan met Envoy Lund of Norway this morning."
    for first, found in ((summary, lead), (other, other)):
        parsed = parse_readout(f"A Call\n\nMay 26, 2024\n\n{first}\n\n{lead}\n\n{SAID}\n\n{SAIL}")
        assert parsed.lead == found
