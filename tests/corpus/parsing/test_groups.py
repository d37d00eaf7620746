"""Groups: where the lead ends, and which paragraphs are a point's."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing.groups import is_lead
from analysis.corpus.parsing.parse import parse_readout
from tests.builders.forms import FIRST, SECOND, THIRD, THREE, TWO, check

MONTHS = "January February March April May June July August September October November December".split()
ANNOUNCEMENTS = [
    "It was as follows.", "The overview is as follows.", "An overview of the talks is given below.", "A summary was below.", "The outline are following.",
    "The gist were follows.", "The main points are below.", "The key points are given here.", "The following points were made.", "The following is it.",
    "The following are they.", "An overview follows.", "A summary of it follow.", "The outline follows.", "The gist of it follows.",
]  # fmt: skip
HELD = "met,held talks,had talks,talked,spoke at the meeting,called,paid a courtesy call,hosted a dinner,conducted a call,convened a summit,took place as talks,visited for talks,gathered for a meeting,received a call,exchanged views in a conversation,attended a luncheon,participated in consultations".split(",")  # fmt: skip
WHENS = [
    "On 4:35", "From 4 p.m.", "At 9am", "commencing 4.35", "On 3 January", "on 3 Feb.", "On 3 Jan.", "On 3 Aug.", "On 3 Sept.", "On 3 Sep.", "On 3 Oct.",
    "On 3 Nov.", "On 3 Dec.", "today", "yesterday", *(f"On the 3rd of {month}" for month in MONTHS), *(f"{month} 3" for month in MONTHS),
]  # fmt: skip


@pytest.mark.parametrize("announcement", ANNOUNCEMENTS)
def test_announcements_end_the_lead(announcement: str) -> None:
    page = f"Talks\n\nMay 26, 2024\n\nThey met. {announcement}\n\n{FIRST}\n\n{SECOND}"
    check(page, TWO, lead="They met.")
    check(page.replace("They met. ", "It rained.\n\nIt stopped.\n\n"), TWO, lead="It rained.")
    assert parse_readout(page.replace("They met. ", "It rained.\n\nIt stopped.\n\nIt went on.\n\n")).lead == ""


@pytest.mark.parametrize("when", WHENS)
def test_leads_say_what_was_held_and_when(when: str) -> None:
    assert [held for held in HELD if not is_lead(f"{when}, they {held}.")] == []
    assert [held for held in HELD if is_lead(f"They {held}.")] == []
    assert not is_lead(f"{when}, it rained.")


def test_a_page_without_numbers_and_a_list() -> None:
    one = "Talks\n\nMay 26, 2024\n\n"
    check(f"{one}On May 26, they held talks.\n\n- {FIRST}\n- {SECOND}", TWO, lead="On May 26")
    check(f"{one}It rained.\n\n- {FIRST}\n- {SECOND}", [(1, None, "It rained.", 4)], lead="")
    check(
        f"{one}- {FIRST}\n - {THIRD}\n- {SECOND}",
        [THREE[0], (2, None, "They parted", 1), (3, None, "Prime Minister Aoki", 1)],
        lead="",
    )
    check(f"{one}- {FIRST}\n  - {THIRD}\n- {SECOND}", [(1, None, "At the outset", 3), TWO[1]], lead="")
    check(
        f"{one}{FIRST}\n\n- {THIRD}\n\n{SECOND}",
        [(1, None, "At the outset", 3), (2, None, "Prime Minister Aoki", 1)],
        lead="",
    )


def test_headings_in_a_list_without_numbers_begin_points() -> None:
    one = "Talks\n\nMay 26, 2024\n\n"
    check(f"{one}- {FIRST}\n\nOn Trade\n\n- {SECOND}", [THREE[0], (2, "On Trade", "Prime Minister Aoki", 1)], lead="")
    check(f"{one}- {FIRST}\n\n- On Trade\n\n{SECOND}", [THREE[0], (2, "On Trade", "Prime Minister Aoki", 1)], lead="")


def test_parts_of_a_lead_have_lengths() -> None:
    assert is_lead(" " * 395 + "May 2 was the day when they held talks.")
    assert not is_lead(" " * 396 + "May 2 was the day when they held talks.")
    assert is_lead("x" * 1489 + " as follows")
    assert not is_lead("x" * 1490 + " as follows")
