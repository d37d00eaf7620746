"""Dates of pages and of meetings."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.corpus.parsing import dates
from analysis.corpus.parsing.parse import parse_readout

DAY = dt.date(2024, 5, 26)


WRITTEN = [
    "May 26, 2024", "26 May 2024", "2024-05-26", "May 26th, 2024", "26th May 2024", "26th of May, 2024", "MAY 26, 2024",
    "May 26 2024", "Sunday, May 26, 2024", "Sunday 26 May 2024", "Sun, 26 May 2024", "May 26 (Sunday), 2024",
    "May 26 (Sun), 2024", "May 26, 2024 (Sunday)", "May 26, 2024 (JST)", "May 26, 2024 KST", "2024-05-26 17:30 (KST)",
    "2024-05-26T17:30:00+09:00", "2024-05-26T17:30Z", "May 26, 2024, 5:30 p.m. (local time)", "(May 26, 2024)", "[26 May 2024]",
    "May. 26. 2024", "26/05/2024", "05/26/2024", "2024.05.26", "2024. 5. 26", "2024/5/26", "26-May-2024", "Date: May 26, 2024", "Published on 26 May 2024",
    "Seoul, May 26, 2024", "New York, 26 May 2024", "- May 26, 2024", "**May 26, 2024**", "May 26<sup>th</sup>, 2024",
]  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_every_form_of_a_date_and_of_a_date_line(written: str) -> None:
    assert dates.find_date(written) == DAY
    assert dates.is_date_line(written)
    parsed = parse_readout(
        f"Talks\n\n{written}\n\nThey met. The overview is as follows.\n\n1. They spoke.\n2. They left."
    )
    assert (parsed.title, parsed.date, len(parsed.points)) == ("Talks", DAY, 2)


@pytest.mark.parametrize(
    "line",
    ["05/06/2024", "They met on May 26, 2024", "Talks of May 26, 2024", "May 2024", "2024", "February 30, 2024", ""],
)
def test_lines_that_are_not_dates(line: str) -> None:
    assert not dates.is_date_line(line) or dates.find_date(line) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May 26, 2024", "2024-05-26"), ("26 May 2024", "2024-05-26"), ("2024-05-26", "2024-05-26"),
        ("MAY 26, 2024", "2024-05-26"), ("2024.05.26", "2024-05-26"), ("2024/5/26", "2024-05-26"),
        ("Sunday, May 26th, 2024", "2024-05-26"), ("February 30, 2024", None), ("in May", None),
    ],
)  # fmt: skip
def test_find_date(text: str, found: str | None) -> None:
    day = dates.find_date(text)
    assert (str(day) if day else None) == found


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("On May 26, Mr. A met Mr. B.", "2024-05-26"),
        ("On 26 May, Mr. A met Mr. B.", "2024-05-26"),
        ("On the 26th of May, Mr. A met Mr. B.", "2024-05-26"),
        ("On Sunday, May 26th, Mr. A met Mr. B.", "2024-05-26"),
        ("On the evening of May 26, Mr. A met Mr. B.", "2024-05-26"),
        ("May 26, from 4:35 p.m., Mr. A met Mr. B.", "2024-05-26"),
        ("Prime Minister Aoki of Japan, who has many names and titles, met Mr. B on May 26.", "2024-05-26"),
        ("Mr. A met Mr. B on 25 April 2024.", "2024-04-25"),
        ("Following the launch on May 20, Mr. A met Mr. B.", "2024-05-28"),
        ("Mr. A met Mr. B to speak of the treaty that both of their countries signed on March 1.", "2024-05-28"),
        ("Mr. A met Mr. B yesterday.", "2024-05-27"),
        ("Mr. A met Mr. B on February 30.", "2024-05-28"),
        ("", "2024-05-28"),
    ],
)  # fmt: skip
def test_the_day_of_the_meeting(lead: str, day: str) -> None:
    assert str(dates.meeting_date(lead, dt.date(2024, 5, 28))) == day


def test_the_leads_day_overrides_the_pages() -> None:
    parsed = parse_readout(
        "Talks\nJanuary 1, 2024\n\nOn December 31, they met. The overview is as follows.\n\n1. They met.\n"
    )
    assert (str(parsed.date), str(parsed.page_date)) == ("2023-12-31", "2024-01-01")


@pytest.mark.parametrize(
    ("page", "date", "page_date"),
    [
        ("Talks\n\nMay 28, 2024\n\nOn May 26, they met. The overview is as follows.\n\n1. They met.", "2024-05-26", "2024-05-28"),
        ("Talks\n\nMay 28, 2024\n\nThey met on 26 May 2024. The overview is as follows.\n\n1. They met.", "2024-05-26", "2024-05-28"),
        ("Talks\n\nOn May 26, 2024, they met. The overview is as follows.\n\n1. They met.", "2024-05-26", None),
        ("Talks\n\nOn May 26, they met. The overview is as follows.\n\n1. They met.", None, None),
        ("Talks\n\nMay 26, 2024\n\nThey met. The overview is as follows.\n\n1. They met.", "2024-05-26", "2024-05-26"),
        ("Talks (May 26, 2024)\n\nThey met. The overview is as follows.\n\n1. They met.", "2024-05-26", "2024-05-26"),
        ("Seoul, 26 May 2024\n\nTalks\n\nThey met. The overview is as follows.\n\n1. They met.", "2024-05-26", "2024-05-26"),
    ],
)  # fmt: skip
def test_the_date_of_the_page_and_of_the_meeting(page: str, date: str | None, page_date: str | None) -> None:
    parsed = parse_readout(page)
    assert [str(day) if day else None for day in (parsed.date, parsed.page_date)] == [date, page_date]
    assert any(w.startswith("The page is dated") for w in parsed.warnings) == (page_date not in (None, date))
    assert any(w.startswith("No date") for w in parsed.warnings) == (date is None)
    assert parsed.title.startswith("Talks")
