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
    "May. 26. 2024", "26/05/2024", "05/26/2024", "2024.05.26", "2024. 5. 26", "May 26.2024", "May.26.2024", "2024/5/26", "26-May-2024", "Date: May 26, 2024", "Published on 26 May 2024",
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
        ("Mr. A met Mr. B in the afternoon of May 26.", "2024-05-26"),
        ("On Sunday evening (26 May), Mr. A met Mr. B.", "2024-05-26"),
        ("Mr. A met Mr. B in Nara last Sunday, 26 May.", "2024-05-26"),
        ("Mr. A met Mr. B on Sunday.", "2024-05-26"),
        ("Mr. A met Mr. B on Tuesday.", "2024-05-28"),
        ("Mr. A met Mr. B on Wednesday.", "2024-05-22"),
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
        ("Talks: 26 May 2024\n\nPublished 28 May 2024\n\nThey met this morning.\n\nThey spoke.", "2024-05-26", "2024-05-26"),
        ("Talks in Nara, May 2024\n\nOn May 26, they met.\n\nThey spoke.", "2024-05-26", None),
        ("Talks\n\n05/06/2024 04:12 PM\n\nMr. A met Mr. B on 5 June.\n\nThey spoke.", "2024-06-05", None),
        ("Talks\n\n05/06/2024 04:12 PM\n\nThey met.\n\nThey spoke.", None, None),
        ("Talks of 2023 and 2024\n\nOn May 26, they met.\n\nThey spoke.", None, None),
        ("Seoul, 26 May 2024\n\nTalks\n\nThey met. The overview is as follows.\n\n1. They met.", "2024-05-26", "2024-05-26"),
    ],
)  # fmt: skip
def test_the_date_of_the_page_and_of_the_meeting(page: str, date: str | None, page_date: str | None) -> None:
    parsed = parse_readout(page)
    assert [str(day) if day else None for day in (parsed.date, parsed.page_date)] == [date, page_date]
    assert any(w.startswith("The page is dated") for w in parsed.warnings) == (page_date not in (None, date))
    assert any(w.startswith("No date") for w in parsed.warnings) == (date is None)
    assert parsed.title.startswith("Talks")


MONTHS = "January February March April May June July August September October November December".split()
SHORT_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_long_and_short(number: int) -> None:
    for month in (MONTHS[number - 1], SHORT_MONTHS[number - 1], f"{SHORT_MONTHS[number - 1]}."):
        assert dates.find_date(f"{month} 2, 2024") == dates.find_date(f"2 {month} 2024") == dt.date(2024, number, 2)
        lead = f"They met on {month.strip('.')} 2."
        assert dates.meeting_date(lead, dt.date(2024, number, 3)) == dt.date(2024, number, 2)
    assert dates.find_date("Sept. 2, 2024") == dt.date(2024, 9, 2)


@pytest.mark.parametrize("day", ["1st", "2nd", "3rd", "4th", "1 st", "2<sup>nd</sup>", "3<sup>rd</sup>"])
def test_ordinal_days(day: str) -> None:
    assert dates.find_date(f"{day} of May 2024") == dates.find_date(f"May {day}, 2024") == dt.date(2024, 5, int(day[0]))
    assert dates.find_date(f"{day} day of May 2024") == dt.date(2024, 5, int(day[0]))


@pytest.mark.parametrize(
    "weekday",
    "Mon Monday Tue Tues Tuesday Wed Wednes Wednesday Thu Thur Thurs Thursday Fri Friday Sat Satur Saturday Sun Sunday".split(),
)
def test_weekdays_beside_a_date(weekday: str) -> None:
    for line in (f"{weekday}, May 26, 2024", f"May 26 ({weekday}), 2024", f"26 ( {weekday}.) May 2024"):
        assert dates.is_date_line(line)
    assert dates.meeting_date(f"On {weekday}, May 2, they met.", DAY) == dt.date(2024, 5, 2)
    assert dates.meeting_date(f"{weekday} May 2, they met.", DAY) == dt.date(2024, 5, 2)


@pytest.mark.parametrize(
    "words",
    [
        "Date", "dated", "Posted", "published", "updated", "Last updated", "release", "released", "issued", "on",
        "As of", "time", "local time", "Standard time", "Japan time", "Japan Standard Time", "Korea time", "Korean time",
        "Eastern time", "Seoul time", "Tokyo time", "KST", "CEST", "UTC+9", "GMT -5", "UTC +09:00", "9 a.m.", "9pm", "10:30",
        "10.30 a.m.", "10:30:59 pm",
    ],
)  # fmt: skip
def test_words_beside_a_date(words: str) -> None:
    assert dates.is_date_line(f"May 26, 2024 {words}")
    assert dates.is_date_line(f"{words}: 26 May 2024")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("13/1/2024", (2024, 1, 13)), ("19/01/2024", (2024, 1, 19)), ("20/10/2024", (2024, 10, 20)), ("29/09/2024", (2024, 9, 29)),
        ("30/12/2024", (2024, 12, 30)), ("31/12/2024", (2024, 12, 31)), ("1/13/2024", (2024, 1, 13)), ("12/31/2024", (2024, 12, 31)),
        ("10/20/2024", (2024, 10, 20)), ("09/30/2024", (2024, 9, 30)), ("12/12/2024", None), ("32/12/2024", None), ("13/13/2024", None),
        ("30/00/2024", None), ("May 26, 20245", None), ("May 266, 2024", None), ("2024-5-6", (2024, 5, 6)), ("5.6.2024", (2024, 6, 5)), ("16.02.2024", (2024, 2, 16)), ("16.13.2024", None), ("2024-13-01", None),
        ("February 30, 2024, then March 1, 2024", (2024, 3, 1)),
    ],
)  # fmt: skip
def test_numeric_dates(written: str, day: tuple[int, int, int] | None) -> None:
    assert dates.find_date(written) == (dt.date(*day) if day else None)


def test_a_date_line_has_a_longest_length() -> None:
    line = "May 26, 2024"
    assert dates.is_date_line(line.ljust(120))
    assert not dates.is_date_line(line.ljust(121))


@pytest.mark.parametrize("city", ["Seoul, ", "New York, ", "Rio de, ", "A b, c "])
def test_only_a_city_may_be_before_a_date(city: str) -> None:
    assert dates.is_date_line(f"{city}May 26, 2024") == (city in ("Seoul, ", "New York, "))


@pytest.mark.parametrize("part", ["morning", "afternoon", "evening", "night"])
def test_a_day_with_its_part(part: str) -> None:
    late = "Prime Minister Aoki of Japan, who has many titles and names, met them"
    assert dates.meeting_date(f"{late} on the {part} of May 20.", DAY) == dt.date(2024, 5, 20)


def test_a_day_late_in_the_lead_must_be_near_the_pages_date() -> None:
    for position in (59, 60):
        lead = "They met".ljust(position) + "on May 1."
        assert dates.meeting_date(lead, DAY) == (dt.date(2024, 5, 1) if position < 60 else DAY)
    late = "They met".ljust(60) + "on May "
    for apart in (-15, -14, 14, 15):
        page = dt.date(2024, 5, 16)
        day = page + dt.timedelta(apart)
        assert dates.meeting_date(f"{late}{day.day}.", page) == (day if abs(apart) <= 14 else page)


def test_a_day_far_after_the_pages_date_is_of_the_year_before() -> None:
    page = dt.date(2024, 1, 1)
    assert dates.meeting_date("On June 29, they met.", page) == dt.date(2024, 6, 29)  # 180 days
    assert dates.meeting_date("On June 30, they met.", page) == dt.date(2023, 6, 30)


def test_yesterday_is_the_day_before_the_page() -> None:
    assert dates.meeting_date("They met yesterday.", dt.date.min) == dt.date.min
    assert dates.meeting_date("They met yesterday.", None) is None
    assert dates.meeting_date("On May 26, 2024, they met.", None) == DAY


@pytest.mark.parametrize("back", range(7))
def test_a_weekday_is_the_last_one_up_to_the_day_of_the_page(back: int) -> None:
    day = DAY - dt.timedelta(back)
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[day.weekday()]
    assert dates.meeting_date(f"They met on {name}.", DAY) == dates.meeting_date(f"They met on the {name}.", DAY) == day


@pytest.mark.parametrize(
    ("head", "day"), [("Talks in 2023", dt.date(2023, 5, 2)), ("Talks of 2023 and 2024", None), ("Talks", None)]
)
def test_without_a_date_of_the_page_a_day_has_the_only_year_above_the_lead(head: str, day: dt.date | None) -> None:
    assert dates.meeting_date("On May 2, they met.", None, head) == day
    assert dates.meeting_date("On 2nd of May, they met.", None, head) == day
    assert dates.meeting_date("They met.", None, head) is None
    assert dates.meeting_date("On February 30, they met.", None, head) is None
