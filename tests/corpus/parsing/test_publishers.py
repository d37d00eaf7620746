"""Publishers: whose side a page is, by the name of its publisher and by the marks in its first and last lines."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing.countries import KNOWN
from analysis.corpus.parsing.publishers import MARKED_LINES, side_of_page, side_of_publisher

MARKS = {
    "UK": ("10 Downing Street", "Downing Street", "gov.uk", "FCDO", "Foreign, Commonwealth & Development Office",
           "Foreign and Commonwealth Office", "Crown copyright"),
    "EU": ("European Union External Action", "European External Action Service", "EEAS", "HR/VP", "europa.eu",
           "European Commission - Statement"),
    "Russia": ("President of Russia", "Ministry of Foreign Affairs of the Russian Federation", "kremlin",
               "Presidential Executive Office"),
    "US": ("White House", "THE WHITE HOUSE", "U.S. Embassy", "U.S. Mission", "Department of State", "state.gov",
           "United States government", "attributable to Deputy Spokesperson Hill", "OFFICE OF THE SPOKESPERSON",
           "BRIEFING ROOM"),
    "ROK": ("Cheong Wa Dae", "Blue House", "Office of the President, Republic of Korea", "바로가기"),
    "Japan": ("Cabinet Public Affairs Office", "Kantei", "MOFA Japan", "トップページ", "2:15 p.m. JST"),
    "Germany": ("Bundesregierung", "Bundeskanzleramt", "Auswärtiges Amt", "Federal Foreign Office", "Federal Chancellery"),
    "France": ("Élysée", "Elysee", "diplomatie.gouv.fr", "Ministry for Europe and Foreign Affairs"),
    "China": ("Home > China News", "Suggest to a friend:", "MFA PRC", "fmprc", "Xinhua", "Xi Jinping Meets Guests"),
    "Canada": ("Global Affairs Canada", "Prime Minister of Canada", "pm.gc.ca", "Government of Canada"),
    "India": ("New Delhi", "Ministry of External Affairs", "Press Information Bureau", "PM India", "PMO", "PM Modi",
              "Shri Anand Rao", "EAM"),
    "Australia": ("dfat.gov.au", "minister.defence.gov.au", "Parliament House, Canberra",
                  "Department of Foreign Affairs and Trade"),
}  # fmt: skip


@pytest.mark.parametrize(("side", "mark"), [(side, mark) for side, marks in MARKS.items() for mark in marks])
def test_every_mark_of_a_page(side: str, mark: str) -> None:
    assert side_of_page(f"{mark}\n\nTalks\n\nThey met.") == side
    assert side_of_page(f"Talks\n\nThey met.\n\n{mark}") == side
    assert side_of_publisher(mark) == side


@pytest.mark.parametrize("side", KNOWN)
def test_a_publisher_named_after_a_country(side: str) -> None:
    assert side_of_publisher(f"Ministry of Made-up Affairs of {KNOWN[side][0]}") == side


@pytest.mark.parametrize("name", [None, "", "Agency", "Anti-Japan League"])
def test_a_publisher_of_no_country(name: str | None) -> None:
    assert side_of_publisher(name) == ""


def test_marks_of_two_sides_say_nothing_and_lines_count_before_sentences() -> None:
    assert side_of_page("Kantei\n\nBlue House\n\nThey met.") == ""
    assert side_of_page("Kantei\n\nThey met at the Blue House.") == "Japan"
    assert side_of_page("They met at the Blue House.") == "ROK"
    assert side_of_page("") == ""


def test_marks_are_searched_in_the_first_and_last_lines() -> None:
    other = ["A line\n\n"] * 100
    for place, found in ((MARKED_LINES - 1, True), (MARKED_LINES, False), (100 - MARKED_LINES, False)):
        lines = [*other[:place], "Kantei\n", *other[place:]]
        assert (side_of_page("".join(lines)) == "Japan") is found
    assert side_of_page("".join([*other, "Kantei\n", *other[: MARKED_LINES - 1]])) == "Japan"
    assert side_of_page("".join([*other, "Kantei\n", *other[:MARKED_LINES]])) == ""
