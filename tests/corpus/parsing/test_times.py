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


NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def test_every_number_in_words() -> None:
    for value, word in enumerate(NUMBERS, start=1):
        assert times.duration_minutes(f"for {word} minutes") == value
    for n, ten in enumerate(TENS, start=2):
        assert times.duration_minutes(f"for {ten} minutes") == 10 * n
        for value, unit in enumerate(NUMBERS[:9], start=1):
            assert times.duration_minutes(f"for {ten}-{unit} minutes") == 10 * n + value
            assert times.duration_minutes(f"for {ten} {unit} mins") == 10 * n + value


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("a quarter of an hour", 15), ("three-quarters of an hour", 45), ("three quarter hour", None), ("half hour", 30),
        ("an hour", 60), ("1 hr", 60), ("2 hrs.", 120), ("3h", 180), ("1 hour and a half", 90), ("two and a half hours", 150),
        ("one hour, 5 minutes", 65), ("2 hours and twenty-five minutes", 145), ("0 minutes", None), ("24 hours", 1440),
        ("24 hours and 1 minute", None), ("45-minute long", 45), ("100 minutes", 100), ("1000 minutes", None), ("12,345 minutes", None),
    ],
)  # fmt: skip
def test_written_durations(written: str, minutes: int | None) -> None:
    assert times.duration_minutes(f"They met for {written}.") == minutes


@pytest.mark.parametrize(
    "before",
    [
        "flew for", "a flight of", "flying for", "travelled", "landed after", "launched for", "airborne for", "every", "within",
        "in the next", "in the last", "in the past", "for the previous", "delayed by", "waited", "had to wait", "postponed by",
        "a journey of", "a drive of", "were apart", "in advance by",
    ],
)  # fmt: skip
def test_durations_of_something_else(before: str) -> None:
    assert times.duration_minutes(f"They {before} 50 minutes") is None
    assert times.duration_minutes(f"They {before} Nara, met for 50 minutes") == 50


@pytest.mark.parametrize(
    "after",
    [
        "ago", "earlier", "later", "before", "after", "a day", "a week", "per day", "of flight", "flight", "away", "notice", "late",
        "ceasefire", "truce", "drive", "in advance",
    ],
)  # fmt: skip
def test_durations_before_words_for_something_else(after: str) -> None:
    assert times.duration_minutes(f"50 minutes {after}") is None


@pytest.mark.parametrize(
    "total", ["total of", "totalling", "totaling about", "altogether", "in all around", "combined"]
)
def test_a_total_replaces_its_parts(total: str) -> None:
    assert times.durations(f"for 20 minutes and for 30 minutes, {total} 55 minutes") == [55]


@pytest.mark.parametrize("total", ["in total", "altogether", "in all", "combined", "total"])
def test_a_total_is_also_named_behind(total: str) -> None:
    assert times.durations(f"for 20 minutes and for 30 minutes, 55 minutes {total}") == [55]


def test_the_whole_and_its_parts_count_once() -> None:
    assert times.durations("for 50 minutes: 20 minutes and 30 minutes") == [50]
    assert times.durations("for 50 minutes, 20 minutes, 31 minutes") == [50, 20, 31]
    assert times.durations("for 50 minutes and 50 minutes") == [50, 50]


@pytest.mark.parametrize("joint", ["to", "until", "till", "through", "-", "–", "—", "~"])
def test_pairs_of_times(joint: str) -> None:
    assert times.durations(f"from 5:10 {joint} 6:30 p.m.") == [80]
    assert times.start_time(f"from 5:10 {joint} 6:30 p.m.") == "17:10"


@pytest.mark.parametrize("joint", ["to", "until", "till", "-", "–", "—"])
def test_pairs_on_the_24_hour_clock(joint: str) -> None:
    assert times.start_time(f"17:10 {joint} 18:30") == "17:10"


@pytest.mark.parametrize("word", "at from commencing starting beginning around approximately about between At".split())
def test_words_before_a_time_on_the_24_hour_clock(word: str) -> None:
    assert times.start_time(f"{word} 16:55") == "16:55"
    assert times.start_time("16:55") is None


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("at 12:00", "12:00"), ("at 11:59", None), ("at 0:15", "00:15"), ("at 09:10", "09:10"), ("at 23:59", "23:59"), ("at 24:00", None),
        ("at 5:10 in the afternoon", "17:10"), ("at 5:10 in the evening", "17:10"), ("at 5:10 at night", "17:10"),
        ("at 5:10 in the morning", "05:10"), ("at 12 noon", "12:00"), ("from noon", "12:00"), ("commencing around noon", "12:00"),
        ("at 23:00 p.m.", "23:00"), ("at 24:00 p.m.", None), ("at 12:59 p.m.", "12:59"), ("at 12:60 p.m.", None), ("at 1 a.m.", "01:00"),
        ("from 11 to 1 p.m.", "11:00"), ("from 13:00 to 2 p.m.", "13:00"), ("from 24:00 to 2 p.m.", None), ("from 1:60 to 2 p.m.", None),
        ("from 12 to 1 p.m.", "12:00"), ("from 12:30 to 1 a.m.", "00:30"), ("from 1 to 25 p.m.", None), ("at 3 p.m., from 5 to 6 p.m.", "15:00"), ("from 23:59 to 1 a.m.", "23:59"),
    ],
)  # fmt: skip
def test_start_times(text: str, start: str | None) -> None:
    assert times.start_time(text) == start


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("from 5 to 6", []), ("from 5:00 to 6:00", [60]), ("from 5 to 6 p.m.", [60]), ("from 5 p.m. to 6", [60]),
        ("from 11 p.m. to 1 a.m.", [120]), ("from 11:00 to 1:00", [120]), ("from 1 a.m. to 11 p.m.", [1320]), ("from 5:00 to 5:00", []),
        ("from 5:00 to 25:00", []), ("from 5:75 to 6:00", []), ("from 5:00 to 6", []), ("between 5 and 6 p.m.", [60]), ("5 and 6 p.m.", []),
        ("from 5:00 to approximately 6:00", [60]), ("from 5:00 to about 6:00", [60]), ("from 5:00 to around 6:00", [60]),
        ("from 5:00 to 5:50 for 60 minutes", [60]), ("from 5:00 to 5:50 for 61 minutes", [50, 61]),
        ("from 5:00 to 5:50, and then for 50 minutes", [50, 50]), ("from 5:00 to 5:50; for 50 minutes", [50, 50]),
        ("from 5:00 to 5:50, followed by 50 minutes", [50, 50]), ("from 5:00 to 5:50, afterwards for 50 minutes", [50, 50]),
        ("for 50 minutes" + " " * 60 + "5:00 to 5:50", [50]), ("for 50 minutes" + " " * 61 + "5:00 to 5:50", [50, 50]),
    ],
)  # fmt: skip
def test_minutes_of_pairs(text: str, minutes: list[int]) -> None:
    assert times.durations(text) == minutes


def test_what_a_duration_times_is_searched_100_characters_before_it() -> None:
    assert times.durations(f"They flew{' ' * 96}50 minutes") == []
    assert times.durations(f"They flew{' ' * 97}50 minutes") == [50]


def test_a_and_an_are_one() -> None:
    assert times.durations("The talks lasted a minute.") == [1]
    assert times.durations("The talks lasted an hour.") == [60]


@pytest.mark.parametrize(
    ("lead", "start"),
    [
        ("at 9:35 p.m. JST (8:35 a.m. local time)", "08:35"),
        ("at 9:35 p.m. Japan time (8:35 a.m. local time)", "08:35"),
        ("at 9 p.m. Korea Standard Time, 8 a.m. local time", "08:00"),
        ("at 8:35 a.m. local time (July 11, 9:35 p.m. JST)", "08:35"),
        ("at 13:35 local time (JST: 21:35)", "13:35"),
        ("(Seoul time 9:35 p.m.) at 8:35 a.m.", "21:35"),
        ("at 9:35 p.m. on July 11 (KST), 8:35 a.m. local time", "08:35"),
        ("at 9:35 p.m. JST", "21:35"),
        ("at 9:35 p.m. JST, in local time the morning", "21:35"),
    ],
)
def test_local_time_comes_before_that_of_another_zone(lead: str, start: str) -> None:
    assert times.start_time(f"They met {lead}.") == start


@pytest.mark.parametrize(
    ("lead", "minutes"),
    [
        ("from 5:00 p.m. to 5:50 p.m. for 50 minutes", [50]),
        ("for 50 minutes from 5:00 p.m. to 5:50 p.m.", [50]),
        ("from 5:00 p.m. to 5:50 p.m. and for 50 minutes", [50, 50]),
        ("from 5:00 p.m. to 5:50 p.m., then for 50 minutes", [50, 50]),
        ("from 5:00 p.m. to 5:50 p.m.; for 50 minutes", [50, 50]),
        ("from 5:00 p.m. to 5:50 p.m., followed by 50 minutes", [50, 50]),
        ("for 50 minutes, followed by talks from 5:00 p.m. to 5:50 p.m.", [50, 50]),
    ],
)
def test_a_duration_joined_to_two_times_is_another_meeting(lead: str, minutes: list[int]) -> None:
    assert times.durations(f"They met {lead}.") == minutes
