from __future__ import annotations

import time

import pytest
from hypothesis import given, strategies as st

from analysis.corpus.documents import read_document
from analysis.corpus.parsing import dates, kinds, times
from analysis.corpus.parsing.leaders import find_leaders
from analysis.corpus.parsing.parse import parse_readout
from tests.conftest import PROJECT, write_page

EXPECTED = {
    "2017-07-07-hamburg": (
        "2017-07-07", "summit", "Hamburg", [("Shinzo Abe", "Japan"), ("Moon Jae-in", "ROK")], "09:40", 35, 5, 14,
    ),
    "2024-05-26-seoul": (
        "2024-05-26", "summit", "Seoul", [("Kishida Fumio", "Japan"), ("Yoon Suk Yeol", "ROK")], "16:35", 50, 7, 21,
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
def test_furniture_is_in_no_sentence(name: str) -> None:
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


def test_names_come_in_one_style_and_keep_what_the_page_wrote() -> None:
    leader = parse_readout(write_page(["They met."])).leaders[0]
    assert (leader.name, leader.written, leader.office) == ("Aoki Taro", "AOKI Taro", "Prime Minister")


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


def test_paragraphs_without_numbers_are_points_and_wrapped_lines_belong_together() -> None:
    text = "Readout of a Call\nMay 26, 2024\n\nThe President called the Prime\nMinister today.\n\nThey agreed on\nmuch.\n\n\\###\n"
    parsed = parse_readout(text)
    assert [" ".join(point.text.split()) for point in parsed.points] == [
        "The President called the Prime Minister today.",
        "They agreed on much.",
    ]
    assert parsed.kind == "telephone"
    assert "No numbered points: each paragraph is taken as a point." in parsed.warnings


def test_a_heading_over_its_paragraphs_is_not_coded() -> None:
    parsed = parse_readout(
        "Talks\nMay 26, 2024\n\n1. North Korea\n(1) They spoke.\n(2) They agreed.\n2. Others\nThey parted.\n"
    )
    assert [(p.heading, len(p.sentences)) for p in parsed.points] == [("North Korea", 2), ("Others", 1)]


def test_what_follows_the_footer_is_not_coded() -> None:
    page = write_page(["They met.", "They left."]).replace(
        "Back to Top Page", "Related Links\nThe Two Countries\nMore of them"
    )
    assert [point.text for point in parse_readout(page).points] == ["They met.", "They left."]


def test_headings_within_a_point_are_not_coded() -> None:
    page = "Talks\nMay 26, 2024\n\n1. Relations (from 5:15 p.m.)\n(i) Economy\nThey spoke of trade at length.\n(ii) History\nThey spoke of it.\n2. They left.\n"
    first = parse_readout(page).points[0]
    assert first.heading == "Relations (from 5:15 p.m.)"
    assert [page[a:b] for a, b in first.sentences] == ["They spoke of trade at length.", "They spoke of it."]


@pytest.mark.parametrize(
    ("title", "lead", "found"),
    [
        ("Japan-ROK Summit", "Prime Minister AOKI and President BAEK met.", [("Aoki", "Japan"), ("Baek", "ROK")]),
        ("", "The Honorable Sam A. Hill, President of the United States, met Aoki Taro, Prime Minister of Japan.", [("Sam A. Hill", "US"), ("Aoki Taro", "Japan")]),
        ("", "At the East Asia Summit, Prime Minister Aoki Taro of Japan met H. E. Dr. Baek Min, President of the ROK.", [("Aoki Taro", "Japan"), ("Baek Min", "ROK")]),
    ],
)  # fmt: skip
def test_leaders(title: str, lead: str, found: list[tuple[str, str]]) -> None:
    assert [(leader.name, leader.side) for leader in find_leaders(title, lead)] == found


def test_numbers_inside_a_sentence_are_not_points() -> None:
    parsed = parse_readout(write_page(["They said that\n1) one goes first; and\n2) two follows.", "They left."]))
    assert len(parsed.points) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May 26, 2024", "2024-05-26"), ("26 May 2024", "2024-05-26"), ("2024-05-26", "2024-05-26"),
        ("MAY 26, 2024", "2024-05-26"), ("2024.05.26", "2024-05-26"), ("2024/5/26", "2024-05-26"),
        ("Sunday, May 26th, 2024", "2024-05-26"), ("February 30, 2024", None), ("in May", None),
    ],
)  # fmt: skip
def test_dates(text: str, found: str | None) -> None:
    day = dates.find_date(text)
    assert (str(day) if day else None) == found


def test_the_leads_day_goes_before_the_pages() -> None:
    parsed = parse_readout(
        "Talks\nJanuary 1, 2024\n\nOn December 31, they met. The overview is as follows.\n\n1. They met.\n"
    )
    assert (str(parsed.date), str(parsed.page_date)) == ("2023-12-31", "2024-01-01")


@pytest.mark.parametrize(
    ("text", "time", "minutes"),
    [
        ("at 9:40 a.m. for approximately 35 minutes", "09:40", 35), ("at 5 pm for an hour and a half", "17:00", 90),
        ("from 12:05 p.m. for one hour and 10 minutes", "12:05", 70), ("at 0:30 a.m.", "00:30", None),
        ("from 5:37 p.m. to 6:11 p.m.", "17:37", 34), ("for about 1.5 hours", None, 90),
        ("for half an hour", None, 30), ("commencing at 16:55 for 20 minutes", "16:55", 20), ("for about 90 minutes", None, 90), ("they met", None, None),
    ],
)  # fmt: skip
def test_times_and_durations(text: str, time: str | None, minutes: int | None) -> None:
    assert (times.start_time(text), times.duration_minutes(text)) == (time, minutes)


@pytest.mark.parametrize(
    ("title", "lead", "kind"),
    [
        ("Japan-ROK Relations", "On May 1, Mr. A held a Summit Meeting with Mr. B during his visit for the Trilateral Summit.", "summit"),
        ("Japan-ROK Summit Telephone Talk", "On May 1, Mr. A talked with Mr. B.", "telephone"),
        ("", "Mr. A, Minister for Foreign Affairs of Japan, held a telephone talk with Mr. B.", "foreign-ministers"),
        ("", "The Japan-U.S.-ROK Trilateral Summit Meeting was held.", "trilateral"),
        ("", "Mr. A paid a courtesy call on the Prime Minister.", "courtesy-call"),
        ("", "It was a fine day.", "other"),
    ],
)  # fmt: skip
def test_kinds(title: str, lead: str, kind: str) -> None:
    assert kinds.find_kind(title, lead) == kind


RUBBISH = {
    "one line of words": "word " * 400_000,
    "one line of sentences": "They met in Busan. " * 20_000,
    "one line without a space": "a" * 2_000_000,
    "points": "\n".join(f"{n}. They met." for n in range(1, 10_001)),
    "points on one line": " ".join(f"{n}. They met." for n in range(1, 10_001)),
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
    "questions": "Q: a\n\n" * 20_000,
    "headings": "a\n\n" * 20_000,
    "names": "Prime Minister AOKI Taro, " * 50_000,
    "honorifics": "Mr. " * 10_000,
    "countries": "Japan-" * 100_000,
    "times": "4:35 p.m. " * 4_000,
    "dates": "May 26, 2024\n" * 20_000,
    "shouts": "? " * 20_000,
}  # fmt: skip


@pytest.mark.parametrize("kind", RUBBISH)
def test_rubbish_gives_a_parse_within_bounded_time(kind: str) -> None:
    """Each takes a second or two; what takes time by the square of its length would take minutes."""
    for text in (RUBBISH[kind], write_page([RUBBISH[kind]])):
        begun = time.process_time()
        parsed = parse_readout(text)
        assert time.process_time() - begun < 40
        assert all(text[point.start : point.end] == point.text for point in parsed.points)


def test_a_hundred_thousand_points_are_read() -> None:
    text = "\n".join(f"{n}. They met." for n in range(1, 100_001))
    assert [point.number for point in parse_readout(text).points] == list(range(1, 100_001))
