"""Kinds of text and levels of meetings, by the words of titles and leads."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing import kinds, known_kinds
from analysis.corpus.parsing.parse import parse_readout
from analysis.corpus.parsing.parsed import Leader

A, B = "Prime Minister Aoki of Japan", "President Baek of the ROK"
F, G = "Foreign Minister Aoki of Japan", "Foreign Minister Baek of the ROK"
V, W = "Vice Foreign Minister Ito of Japan", "Vice Foreign Minister Choi of the ROK"

PAGES = {
    "summit said": ("", f"{A} held a Summit Meeting with {B}.", "meeting", "leaders"),
    "leaders met": ("", f"{A} met {B}.", "meeting", "leaders"),
    "summit, another one named": ("Japan-ROK Relations", f"On May 1, {A} held a Summit Meeting with {B} during his visit for the Japan-China-ROK Trilateral Summit.", "meeting", "leaders"),
    "telephone": ("", f"{A} held a telephone talk with {B}.", "telephone", "leaders"),
    "telephone meeting": ("", f"{F} held a telephone meeting with {G}.", "telephone", "ministers"),
    "phone diplomacy": ("Talks by Phone", f"{F} talked over the phone with {G}.", "telephone", "ministers"),
    "spoke with": ("", f"{A} spoke today with {B}.", "telephone", "leaders"),
    "spoke with, at a meeting": ("Talks in Busan", f"{A} spoke with {B}.", "meeting", "leaders"),
    "spoke this morning with": ("", f"{A} spoke this morning with {B}.", "telephone", "leaders"),
    "a person of another rank": ("", "Speaker Ito of Japan met Speaker Choi of the ROK.", "meeting", None),
    "calls": ("Readout of Calls", f"{A} spoke with {B}.", "telephone", "leaders"),
    "called": ("", f"{A} called {B} today.", "telephone", "leaders"),
    "called for": ("", f"{A} met {B} and called for calm.", "meeting", "leaders"),
    "summit by telephone": ("Japan-ROK Summit Telephone Talk", f"{A} talked with {B}.", "telephone", "leaders"),
    "video": ("", f"{A} held a video conference with {B}.", "video", "leaders"),
    "foreign ministers in the title": ("Japan-ROK Foreign Ministers’ Meeting", "Mr. A met Mr. B.", "meeting", "ministers"),
    "foreign ministers": ("", f"{F} met {G}.", "meeting", "ministers"),
    "trilateral": ("", "The Japan-U.S.-ROK Trilateral Summit Meeting was held.", "meeting", "leaders"),
    "courtesy call": ("", f"{G} paid a courtesy call on {A}.", "meeting", "mixed"),
    "condolence call": ("Condolence Call by Prime Minister Aoki", f"{A} paid a condolence call on the Embassy of the ROK.", "other", "leaders"),
    "a minister and a leader": ("", f"{G} met {A}.", "meeting", "mixed"),
    "vice ministers": ("", f"{V} met {W}.", "meeting", "officials"),
    "chief negotiators": ("Chief Negotiators Hold Telephone Conversation", "Mr. A had a telephone conversation with Mr. B.", "telephone", "officials"),
    "joint statement": ("Joint Statement of the Leaders", f"{A} met {B}.", "joint-statement", "leaders"),
    "joint statement in the lead": ("", f"The following is the text of the joint statement that {A} and {B} issued.", "joint-statement", "leaders"),
    "fact sheet": ("FACT SHEET: A New Partnership", f"{A} met {B}.", "fact-sheet", "leaders"),
    "remarks": ("Press Conference by Foreign Minister Aoki", f"{F} met {G}.", "press-remarks", "ministers"),
    "nothing held": ("", "It was a fine day.", "other", None),
}  # fmt: skip


@pytest.mark.parametrize("form", PAGES)
def test_kinds_and_levels(form: str) -> None:
    title, lead, kind, level = PAGES[form]
    page = f"{title}\n\nMay 26, 2024\n\n{lead} The overview is as follows.\n\n1. They spoke.\n2. They left."
    parsed = parse_readout(page)
    assert (parsed.kind, parsed.level) == (kind, level)


@pytest.mark.parametrize(
    "title", ["Press Conference by Foreign Minister Aoki", "Remarks by the Prime Minister", "Statement to the Press"]
)
def test_remarks_to_the_press_by_title(title: str) -> None:
    assert parse_readout(f"{title}\n\nMay 26, 2024\n\nIt rained.\n\nIt stopped.").kind == "press-remarks"


def test_a_quoted_i_does_not_make_remarks() -> None:
    quoted = "“I am glad. I hope for more,” he said."
    assert parse_readout(f"Talks\n\nMay 26, 2024\n\n{A} met {B}. {quoted}\n\n{quoted}").kind == "meeting"


def test_kinds_of_former_versions_are_understood() -> None:
    assert known_kinds.current_kind("summit") == ("meeting", "leaders")
    assert set(known_kinds.FORMER_KINDS).isdisjoint(known_kinds.KNOWN_KINDS)


@pytest.mark.parametrize(
    ("wanted", "kind", "level", "is_one"),
    [
        ("meeting", "meeting", "leaders", True), ("leaders", "meeting", "leaders", True), ("telephone", "meeting", "leaders", False),
        ("foreign-ministers", "meeting", "ministers", True), ("foreign-ministers", "meeting", "leaders", False),
        ("summit", "telephone", "leaders", False), ("summit", "meeting", None, False), ("summit", "", "", False),
        ("trilateral", "meeting", "officials", True), ("trilateral", "meeting", None, True), ("trilateral", "telephone", None, False),
        ("summit", "summit", None, True),
    ],
)  # fmt: skip
def test_a_former_kind_stands_for_its_kind_at_its_level(
    wanted: str, kind: str, level: str | None, is_one: bool
) -> None:
    assert known_kinds.is_of(wanted, kind, level) == is_one


@pytest.mark.parametrize(
    ("title", "lead", "kind"),
    [
        ("", "Mr. A paid a farewell call on Mr. B.", "other"), ("", "Mr. A paid a condolence visit to Lima.", "other"),
        ("", "Mr. A paid a farewell call on Mr. B and met him.", "meeting"), ("Farewell Call", "Mr. A spoke with Mr. B.", "telephone"),
        ("", "Mr. A paid a courtesy call on Mr. B.", "meeting"), ("", "Mr. A had a conversation with Mr. B.", "meeting"),
        ("", "Mr. A had lunch with Mr. B.", "meeting"), ("Video Call", "Mr. A spoke with Mr. B.", "video"), ("Phone Call", "Mr. A met Mr. B.", "meeting"),
        ("Dinner", "Mr. A spoke with Mr. B.", "telephone"), ("Mr. A Speaks with Mr. B", "It rained.", "telephone"),
        ("Mr. A Speaks with Mr. B", "Mr. A spoke to Mr. B.", "telephone"), ("", "Mr. A spoke with Mr. B and met Mr. C.", "telephone"),
        ("", "Mr. A met Mr. C, then spoke with Mr. B.", "meeting"), ("", "Mr. A and Mr. B talked via video.", "video"), ("", "They met virtually.", "video"),
        ("", "Mr. A called on Mr. B to act.", "other"), ("", "Mr. A called Mr. B.", "telephone"), ("Calls for Calm", "", "other"), ("Conference Call", "", "other"),
        ("Camp David Principles", "", "joint-statement"), ("Joint Vision", "", "joint-statement"), ("Leaders’ Declaration", "", "joint-statement"),
        ("Joint Press Release", "", "joint-statement"), ("Fact Sheet on the Joint Statement", "", "fact-sheet"), ("Transcript", "They met.", "press-remarks"),
        ("", "The following is the full joint statement of Mr. A and Mr. B.", "joint-statement"),
    ],
)  # fmt: skip
def test_the_title_names_a_kind_of_text_and_the_verb_of_the_lead_how_they_met(title: str, lead: str, kind: str) -> None:
    assert kinds.find_kind(title, lead) == kind


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Vice Ministers’ Meeting", "officials"), ("Deputy Secretaries Meet", "officials"), ("Senior Officials Meet", "officials"), ("2+2", "ministers"),
        ("Secretaries of State Meet", "ministers"), ("Ministerial Meeting", "ministers"), ("Prime Ministers Meet", "leaders"), ("PM in Nara", "leaders"), ("Talks", None),
    ],
)  # fmt: skip
def test_words_state_the_level_where_no_leader_does(title: str, level: str | None) -> None:
    assert kinds.find_level(title, "They met.") == level
    one = (Leader("A", "A", "Japan", "Prime Minister"),)
    assert kinds.find_level(title, "They met.", one) == "leaders"


@pytest.mark.parametrize(
    ("office", "level"),
    [
        ("Prime Minister", "leaders"), ("President", "leaders"), ("Acting President", "leaders"), ("President-elect", "leaders"),
        ("Premier", "leaders"), ("Federal Chancellor", "leaders"), ("Taoiseach", "leaders"), ("Vice President", "leaders"),
        ("Foreign Minister", "ministers"), ("Foreign Secretary", "ministers"), ("Secretary of State", "ministers"),
        ("Deputy Prime Minister", "ministers"), ("Vice Foreign Minister", "officials"), ("Deputy Secretary of State", "officials"),
        ("Director-General", "officials"), ("Special Representative", "officials"),
    ],
)  # fmt: skip
def test_offices_decide_the_level(office: str, level: str) -> None:
    both = tuple(Leader(side, side, side, office) for side in ("Japan", "ROK"))
    assert kinds.find_level("", "They met.", both) == level


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
