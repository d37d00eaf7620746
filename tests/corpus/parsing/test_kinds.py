"""Kinds of meeting, by the words of titles and leads."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing import kinds
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
