"""Kinds and places, days and hours, in the words of leads and titles."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.corpus.parsing import dates, kinds, times
from analysis.corpus.parsing.parse import parse_readout

A, B = "Prime Minister Aoki of Japan", "President Baek of the ROK"
F, G = "Foreign Minister Aoki of Japan", "Foreign Minister Baek of the ROK"

KINDS = {
    "summit said": ("", f"{A} held a Summit Meeting with {B}.", "summit"),
    "leaders met": ("", f"{A} met {B}.", "summit"),
    "summit, another one named": ("Japan-ROK Relations", f"On May 1, {A} held a Summit Meeting with {B} during his visit for the Japan-China-ROK Trilateral Summit.", "summit"),
    "telephone": ("", f"{A} held a telephone talk with {B}.", "telephone"),
    "call": ("Readout of a Call", f"{A} spoke with {B}.", "telephone"),
    "called": ("", f"{A} called {B} today.", "telephone"),
    "called for": ("", f"{A} met {B} and called for calm.", "summit"),
    "summit by telephone": ("Japan-ROK Summit Telephone Talk", f"{A} talked with {B}.", "telephone"),
    "foreign ministers": ("Japan-ROK Foreign Ministers' Meeting", "Mr. A met Mr. B.", "foreign-ministers"),
    "foreign ministers, curly": ("Japan-ROK Foreign Ministers’ Meeting", "Mr. A met Mr. B.", "foreign-ministers"),
    "foreign ministers met": ("", f"{F} met {G}.", "foreign-ministers"),
    "ministers for foreign affairs": ("", "Mr. Aoki Taro, Minister for Foreign Affairs of Japan, held talks with Mr. Baek Min, Minister of Foreign Affairs of the ROK.", "foreign-ministers"),
    "foreign ministers by telephone": ("", f"{F} held a telephone talk with {G}.", "foreign-ministers"),
    "secretary of state": ("", "Secretary of State Hill of the United States met Foreign Secretary Wood of the United Kingdom.", "foreign-ministers"),
    "trilateral": ("", "The Japan-U.S.-ROK Trilateral Summit Meeting was held.", "trilateral"),
    "trilateral of foreign ministers": ("Japan-U.S.-ROK Trilateral Foreign Ministers' Meeting", "They met.", "trilateral"),
    "trilateral of others": ("Australia-India-U.S. Meeting", "They met.", "trilateral"),
    "three leaders": ("", f"President Hill of the United States met {A} and {B}.", "trilateral"),
    "three leaders by telephone": ("", f"President Hill of the United States held a telephone talk with {A} and {B}.", "telephone"),
    "courtesy call": ("", f"{G} paid a courtesy call on {A}.", "courtesy-call"),
    "courtesy call in the title": ("Courtesy Call on Prime Minister Aoki by the Foreign Minister of the ROK", f"{G} met {A}.", "courtesy-call"),
    "condolence call": ("Condolence Call by Prime Minister Aoki", "Prime Minister Aoki of Japan paid a condolence call on the Embassy of the ROK.", "other"),
    "a minister and a leader": ("", f"{G} met {A}.", "other"),
    "vice ministers": ("", "Vice Minister for Foreign Affairs Aoki of Japan met Vice Minister for Foreign Affairs Baek of the ROK.", "other"),
    "ministers of defence": ("", "Defense Minister Aoki of Japan met Defense Minister Baek of the ROK.", "other"),
    "three countries on the agenda": ("Talks by Phone", f"{F} held a telephone conversation with {G} on May 26, and exchanged views on Japan-ROK relations, Japan-U.S.-ROK cooperation and a trilateral summit.", "foreign-ministers"),
    "three countries on the agenda of two leaders": ("", f"{A} met {B} and discussed Japan-U.S.-ROK cooperation.", "summit"),
    "views exchanged by telephone": ("", f"{A} exchanged views with {B} by telephone.", "telephone"),
    "nothing held": ("", "It was a fine day.", "other"),
}  # fmt: skip


@pytest.mark.parametrize("form", KINDS)
def test_kinds(form: str) -> None:
    title, lead, kind = KINDS[form]
    page = f"{title}\n\nMay 26, 2024\n\n{lead} The overview is as follows.\n\n1. They spoke.\n2. They left."
    assert parse_readout(page).kind == kind


@pytest.mark.parametrize(
    "title", ["Press Conference by Foreign Minister Aoki", "Remarks by the Prime Minister", "Statement to the Press"]
)
def test_remarks_to_the_press_by_title(title: str) -> None:
    assert parse_readout(f"{title}\n\nMay 26, 2024\n\nIt rained.\n\nIt stopped.").kind == "press-remarks"


def test_a_press_conference_can_have_numbers() -> None:
    page = f"Press Conference by Foreign Minister Aoki\n\nMay 26, 2024\n\n1. {F} met {G}.\n2. They parted."
    assert parse_readout(page).kind == "press-remarks"


def test_a_quoted_i_is_no_remarks() -> None:
    quoted = "“I am glad. I hope for more,” he said."
    assert parse_readout(f"Talks\n\nMay 26, 2024\n\n{A} met {B}. {quoted}\n\n{quoted}").kind == "summit"


PLACES = {
    "in": ("", f"{A} met {B} in Busan.", "Busan"),
    "in, with its country": ("", f"{A} met {B} in Phnom Penh, Cambodia.", "Phnom Penh"),
    "first": ("", f"Today in New York, {A} met {B}.", "New York"),
    "visiting": ("", f"{A}, who was visiting Hamburg, the Federal Republic of Germany, to attend the G20 Summit, met {B}.", "Hamburg"),
    "during a visit": ("", f"{A} met {B} during his visit to Seoul for the Japan-China-ROK Trilateral Summit.", "Seoul"),
    "on the margins": ("", f"{A} met {B} on the margins of the General Assembly in New York.", "New York"),
    "house": ("", f"{A} met {B} at Camp David.", "Camp David"),
    "house and city": ("", f"{A} met {B} at the Blue House in Seoul.", "Seoul"),
    "house with an article": ("", f"{A} met {B} at the Akasaka Palace.", "Akasaka Palace"),
    "title": ("Japan-ROK Summit Meeting in Busan", f"{A} met {B}.", "Busan"),
    "second sentence": ("", f"{A} met {B}. The meeting was held in Nara.", "Nara"),
    "city state": ("", f"{A}, visiting Brunei, met {B}.", "Brunei"),
    "local time": ("", f"{A} met {B} at 9:40 a.m. (local time), 8:40 a.m. in Local Time.", None),
    "the time of a city": ("", f"{A} met {B} at 9:40 a.m. (Lima time).", None),
    "host of a third meeting": ("", f"{A} met {B}, ahead of the Trilateral Summit to be held in Lima next week.", None),
    "host of a meeting before": ("", f"Following the summit hosted in Hiroshima, {A} met {B}.", None),
    "a month": ("", f"{A} met {B} in May.", None),
    "a country": ("", f"{A} met {B} in Japan.", None),
    "an office": ("", f"{A} met {B} at the Ministry of Foreign Affairs.", None),
    "agenda": ("", f"{A} met {B} to discuss peace in Ukraine and the war in Gaza.", None),
    "agenda, discussed": ("", f"{A} met {B} and discussed the situation in Naypyidaw.", None),
    "agenda, but a place": ("", f"{A} met {B} in Busan to discuss the situation in Kyiv.", "Busan"),
    "agenda in the body": ("", f"{A} met {B}.", None),
    "telephone": ("", f"{A}, who was in Busan, held a telephone talk with {B}.", None),
    "virtual": ("", f"{A} met {B} virtually in Busan.", None),
}  # fmt: skip


@pytest.mark.parametrize("form", PLACES)
def test_places(form: str) -> None:
    title, lead, place = PLACES[form]
    page = f"{title}\n\nMay 26, 2024\n\n{lead} The overview is as follows.\n\n1. They spoke of the war in Kyiv.\n2. They left."
    parsed = parse_readout(page)
    assert parsed.place == place
    assert ("No place found in the lead." in parsed.warnings) == (place is None and parsed.kind != "telephone")


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
def test_dates_and_the_lines_that_bear_them(written: str) -> None:
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
def test_lines_that_are_no_dates(line: str) -> None:
    assert not dates.is_date_line(line) or dates.find_date(line) is None


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


TIMES = {
    "4:35 p.m.": ("16:35", None), "5:30 pm": ("17:30", None), "9 AM": ("09:00", None), "11 a.m.": ("11:00", None),
    "6.15p.m.": ("18:15", None), "09:10 a.m.": ("09:10", None), "0:00 p.m.": ("12:00", None), "12:00 p.m.": ("12:00", None),
    "0:10 a.m.": ("00:10", None), "12:10 a.m.": ("00:10", None), "16:35 p.m.": ("16:35", None), "at noon": ("12:00", None),
    "from 5:37 to 6:11": (None, 34), "on the evening of May 1 from 5:37 to 6:11": ("17:37", 34),
    "on the morning of May 1 from 9:37 to 10:11": ("09:37", 34), "from 17:37 to 18:11": ("17:37", 34), "05:37 to 06:11": ("05:37", 34),
    "from 5:37 to 6:11 p.m.": ("17:37", 34), "from 11:50 to 0:20 p.m.": ("11:50", 30), "5:10pm to 6:30pm": ("17:10", 80),
    "from 5:10 p.m. until 6:30 p.m.": ("17:10", 80), "between 5:10 and 6:30 p.m.": ("17:10", 80), "5:10 p.m.–6:30 p.m.": ("17:10", 80),
    "from 11:30 p.m. to 0:15 a.m.": ("23:30", 45), "at 5:37": (None, None), "at 25:10": (None, None), "at 9:75 a.m.": (None, None),
    "commencing at 4:35 p.m. for approximately 50 minutes": ("16:35", 50),
    "for approximately 50 minutes commencing at 4:35 p.m.": ("16:35", 50),
    "for 50 minutes from 4:35 p.m. to 5:25 p.m.": ("16:35", 50),
    "from 4:35 p.m. (3:35 p.m. in Taipei) for an hour": ("16:35", 60),
    "for one hour": (None, 60), "for 90 minutes": (None, 90), "for an hour and a half": (None, 90), "for one and a half hours": (None, 90),
    "for 1 hour 20 minutes": (None, 80), "for one hour and ten minutes": (None, 70), "for 75 min.": (None, 75),
    "for 1 h 30 min": (None, 90), "for half an hour": (None, 30), "a half-hour call": (None, 30), "for three quarters of an hour": (None, 45),
    "for twenty-five minutes": (None, 25), "for 1.5 hours": (None, 90), "a 90-minute meeting": (None, 90),
    "an hour-long meeting": (None, 60), "a two-hour meeting": (None, 120), "for about two hours": (None, 120),
    "for 20 minutes, and then for 40 minutes": (None, 60),
    "for 20 minutes in a small group, and from 5:00 p.m. to 5:20 p.m.": ("17:00", 40),
    "for 85 minutes in total, 23 minutes in a small group and 62 minutes in plenary": (None, 85),
    "for a total of about 85 minutes, 23 minutes in a small group and 62 minutes in plenary": (None, 85),
    "for 85 minutes: 23 minutes in a small group and 62 minutes in plenary": (None, 85),
    "spoke of the missile that flew for 50 minutes": (None, None), "after a flight of 50 minutes": (None, None),
    "following a missile, which flew for 69 minutes, at 1:00 p.m. for 20 minutes": ("13:00", 20),
    "within 48 hours": (None, None), "30 minutes later": (None, None), "24 hours a day": (None, None), "every 30 minutes": (None, None),
}  # fmt: skip


@pytest.mark.parametrize("told", TIMES)
def test_times_and_durations(told: str) -> None:
    assert (times.start_time(told), times.duration_minutes(told)) == TIMES[told]


@pytest.mark.parametrize("told", [told for told in TIMES if "May 1" not in told])
def test_times_and_durations_of_a_page(told: str) -> None:
    page = f"Talks\n\nMay 26, 2024\n\n{A} met {B}, {told}. The overview is as follows.\n\n1. They spoke.\n2. They left."
    parsed = parse_readout(page.replace(" ", "\u00a0"))
    assert (parsed.start_time, parsed.duration_minutes) == TIMES[told]


@pytest.mark.parametrize(
    "form",
    ["1. {met} {lasted}\n2. They left.", "1. {met}\n  ° {lasted}\n2. They left.", "{met} {lasted}\n\nThey left."],
)
@pytest.mark.parametrize("day", [" on May 26", ""])
def test_how_long_a_meeting_lasted_can_stand_in_a_later_sentence(form: str, day: str) -> None:
    met, lasted = (
        f"{F} spoke by telephone with {G}{day}.",
        "The telephone call, their first one, lasted about 25 minutes.",
    )
    parsed = parse_readout("Talks\n\nMay 26, 2024\n\n" + form.format(met=met, lasted=lasted))
    assert parsed.duration_minutes == 25


def test_kinds_are_known() -> None:
    assert {"summit", "telephone", "foreign-ministers", "trilateral", "courtesy-call", "press-remarks", "other"} == set(
        kinds.KNOWN_KINDS
    )
