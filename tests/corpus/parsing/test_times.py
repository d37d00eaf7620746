"""Start times and durations, by the words of leads."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing import times
from analysis.corpus.parsing.parse import parse_readout
from tests.builders.forms import FIRST, HEAD, LEAD, SECOND

A, B = "Prime Minister Aoki of Japan", "President Baek of the ROK"


F, G = "Foreign Minister Aoki of Japan", "Foreign Minister Baek of the ROK"


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


@pytest.mark.parametrize(
    ("text", "time", "minutes"),
    [
        ("at 9:40 a.m. for approximately 35 minutes", "09:40", 35), ("at 5 pm for an hour and a half", "17:00", 90),
        ("from 12:05 p.m. for one hour and 10 minutes", "12:05", 70), ("at 0:30 a.m.", "00:30", None),
        ("from 5:37 p.m. to 6:11 p.m.", "17:37", 34), ("for about 1.5 hours", None, 90),
        ("for half an hour", None, 30), ("commencing at 16:55 for 20 minutes", "16:55", 20), ("for about 90 minutes", None, 90), ("they met", None, None),
    ],
)  # fmt: skip
def test_start_and_duration_of_a_phrase(text: str, time: str | None, minutes: int | None) -> None:
    assert (times.start_time(text), times.duration_minutes(text)) == (time, minutes)


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
def test_a_later_sentence_can_state_the_duration(form: str, day: str) -> None:
    met, lasted = (
        f"{F} spoke by telephone with {G}{day}.",
        "The telephone call, their first one, lasted about 25 minutes.",
    )
    parsed = parse_readout("Talks\n\nMay 26, 2024\n\n" + form.format(met=met, lasted=lasted))
    assert parsed.duration_minutes == 25


def test_durations_of_several_meetings_are_added_up_with_a_warning() -> None:
    page = HEAD.replace(
        "for approximately 50 minutes", "for approximately 20 minutes in a small group and then for an hour"
    )
    parsed = parse_readout(page + f"1. {FIRST}")
    assert parsed.duration_minutes == 80
    assert parsed.warnings == ("The lead times 2 meetings (20 and 60 minutes); their sum, 80 minutes, is taken.",)


def test_a_duration_in_the_body_is_not_the_meetings() -> None:
    flight = "They spoke of the missile that flew for 50 minutes at 7:10 a.m. on May 20."
    lead = LEAD.replace(", commencing at 4:35 p.m. for approximately 50 minutes", "")
    for page in (
        HEAD.replace(LEAD, lead) + f"1. {flight}\n2. {SECOND}",
        f"Talks\nMay 26, 2024\n\nThey met.\n\n{flight}",
    ):
        parsed = parse_readout(page)
        assert (parsed.start_time, parsed.duration_minutes) == (None, None)
