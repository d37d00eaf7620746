"""Kinds of meeting, by the words of titles and leads."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing import kinds
from analysis.corpus.parsing.leaders import Leader
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
def test_kind_of_a_title_and_a_lead(title: str, lead: str, kind: str) -> None:
    assert kinds.find_kind(title, lead) == kind


@pytest.mark.parametrize(
    "title", ["Press Conference by Foreign Minister Aoki", "Remarks by the Prime Minister", "Statement to the Press"]
)
def test_remarks_to_the_press_by_title(title: str) -> None:
    assert parse_readout(f"{title}\n\nMay 26, 2024\n\nIt rained.\n\nIt stopped.").kind == "press-remarks"


def test_a_press_conference_can_have_numbers() -> None:
    page = f"Press Conference by Foreign Minister Aoki\n\nMay 26, 2024\n\n1. {F} met {G}.\n2. They parted."
    assert parse_readout(page).kind == "press-remarks"


def test_a_quoted_i_does_not_make_remarks() -> None:
    quoted = "“I am glad. I hope for more,” he said."
    assert parse_readout(f"Talks\n\nMay 26, 2024\n\n{A} met {B}. {quoted}\n\n{quoted}").kind == "summit"


def test_kinds_are_known() -> None:
    assert {"summit", "telephone", "foreign-ministers", "trilateral", "courtesy-call", "press-remarks", "other"} == set(
        kinds.KNOWN_KINDS
    )


KIND_PHRASES = {
    "courtesy-call": ["paid a courtesy call on Mr. B", "paid a courtesy visit to Mr. B"],
    "trilateral": ["held a trilateral meeting"],
    "foreign-ministers": ["held a foreign ministers' meeting", "met as foreign minister", "met the Minister for Foreign Affairs", "met the Minister of Foreign Affairs", "met the ministers for foreign affairs"],
    "telephone": ["held a telephone talk", "held a teleconference", "spoke by phone", "called Mr. B", "had a call with Mr. B"],
    "summit": ["held a summit", "met Mr. B", "held a meeting", "held talks", "held a talk", "spoke with Mr. B", "hosted Mr. B", "welcomed Mr. B"],
    "other": ["called for calm", "called on Mr. B", "made a call for calm", "made a call on Mr. B", "made a call to Mr. B", "made a condolence call", "made a farewell call", "attended a party", "was glad as Vice Foreign Minister", "was vice-foreign minister", "was state minister for foreign affairs", "was deputy minister for foreign affairs"],
}  # fmt: skip
TRIPLES = "Japan,China,ROK,Korea,U.S.,US,USA,Australia,India,Philippines,Republic of Korea,United States".split(",")


@pytest.mark.parametrize("kind", KIND_PHRASES)
def test_every_phrase_of_a_kind(kind: str) -> None:
    for phrase in KIND_PHRASES[kind]:
        assert kinds.find_kind("", f"Mr. A {phrase}.") == kind, phrase
        assert kinds.find_kind("", f"Mr. A {phrase}.".upper()) == kind or kind == "other", phrase


@pytest.mark.parametrize("side", TRIPLES)
def test_every_side_of_three_countries(side: str) -> None:
    for title in (f"{side}-Japan-ROK Meeting", f"Japan – {side} – ROK", f"Japan-ROK-{side} talks"):
        assert kinds.find_kind(title, "It rained.") == "trilateral"
    assert kinds.find_kind(f"{side}-Japan", "It rained.") == "other"


def leader(office: str, side: str = "Japan") -> Leader:
    return Leader("A", "A", side, office)


@pytest.mark.parametrize(
    ("office", "kind"),
    [
        ("Prime Minister", "summit"), ("President", "summit"), ("Acting President", "summit"), ("President-elect", "summit"),
        ("Premier", "summit"), ("Chancellor", "summit"), ("Federal Chancellor", "summit"), ("Taoiseach", "summit"), ("Vice President", "summit"),
        ("Foreign Minister", "foreign-ministers"), ("Foreign Secretary", "foreign-ministers"), ("Minister for Foreign Affairs", "foreign-ministers"),
        ("Minister of Foreign Affairs", "foreign-ministers"), ("Secretary of State", "foreign-ministers"), ("Vice Foreign Minister", "other"),
        ("Speaker", "other"), ("Director-General", "other"),
    ],
)  # fmt: skip
def test_offices_decide_the_kind_of_a_bare_meeting(office: str, kind: str) -> None:
    assert kinds.find_kind("", "They met.", (leader(office), leader(office, "ROK"))) == kind
    assert kinds.find_kind("", "It rained.", (leader(office), leader(office, "ROK"))) == "other"
    assert kinds.find_kind("A Meeting", "It rained.", (leader(office), leader(office, "ROK"))) == kind
    mixed = "summit" if kind == "summit" else "other"
    assert kinds.find_kind("", "They met.", (leader("President"), leader(office, "ROK"))) == mixed


def test_three_leaders_of_two_countries_are_not_trilateral() -> None:
    three = (leader("President", "US"), leader("President", "ROK"), leader("Prime Minister"))
    assert kinds.find_kind("", "They held a summit.", three) == "trilateral"
    assert kinds.find_kind("", "They held a summit.", (*three[:2], leader("President", "US"))) == "summit"
    assert kinds.find_kind("", "They held a summit.", (*three, leader("President", "China"))) == "summit"
    assert kinds.find_kind("", "They spoke by telephone.", three) == "telephone"


@pytest.mark.parametrize(
    "title",
    [
        "Press conference", "Press Remarks", "Press occasion", "Press availability", "Press briefing", "Remarks by A", "Remarks of A",
        "Remarks to A", "Statement to the press", "Comments to the Press", "Comment to the press", "Doorstep", "Interview",
    ],
)  # fmt: skip
def test_titles_of_remarks(title: str) -> None:
    assert kinds.is_remarks(title, [])
    assert not kinds.is_remarks("Talks", [])


@pytest.mark.parametrize("start", ["", "It rained. ", "He was; ", "Oh, ", "Oh! ", "Oh? ", "It is that ", "And and ", "All but ", "Now as ", "It which ", "See what ", "But today "])  # fmt: skip
@pytest.mark.parametrize("pronoun", ["I met", "I've met", "I'm glad", "I'd go", "I'll go"])
def test_the_first_person(start: str, pronoun: str) -> None:
    assert kinds.is_remarks("", [f"{start}{pronoun} him."] * 2)
    assert kinds.is_remarks("", [f"{start}{pronoun} him. {start}{pronoun} her."]) or not start.endswith(" ")
    assert not kinds.is_remarks("", [f"{start}{pronoun} him."])
    assert not kinds.is_remarks("", ["They met."] * 5 + [f"{start}{pronoun} him."] * 2)
    assert not kinds.is_remarks("", [f"“{start}{pronoun} him.”"] * 2)
