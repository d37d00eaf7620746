from __future__ import annotations

import pytest

from analysis.codebook.rules import VoiceRules
from analysis.codebook.speakers import find_speakers, find_subjects
from analysis.corpus.parsing.parsed import Leader

RULES = VoiceRules(jointly=("the two leaders",), alone=("he",))
LEADERS = [
    Leader("Kishida Fumio", "KISHIDA Fumio", "Japan", "Prime Minister"),
    Leader("Yoon Suk Yeol", "YOON Suk Yeol", "ROK", "President"),
]


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("Prime Minister Kishida spoke.", [("Japan", "Prime Minister Kishida", False)]),
        ("The President spoke.", [("ROK", "The President", False)]),
        ("Japan and the ROK spoke.", [("both", "Japan and the ROK", True)]),
        ("Japan, the ROK spoke.", [("Japan", "Japan", True), ("ROK", "the ROK", True)]),
        ("Japan and China spoke.", [("neither", "Japan and China", True)]),
        ("The two leaders and he spoke.", [("both", "The two leaders", False), ("same", "he", False)]),
        ("Japan, and the ROK spoke.", [("Japan", "Japan", True), ("ROK", "the ROK", True)]),
        ("They spoke.", []),
    ],
)
def test_subjects(sentence: str, subjects: list[tuple[str, str, bool]]) -> None:
    found = find_subjects(sentence, find_speakers(RULES, LEADERS))
    assert [(one.voice, sentence[one.start : one.end], one.country) for one in found] == subjects


def test_every_side_counts_if_no_leader_is_known() -> None:
    found = find_subjects("Japan and China spoke. Japan spoke.", find_speakers(RULES, []))
    assert [one.voice for one in found] == ["both", "Japan"]


def test_up_to_twelve_subjects_are_one() -> None:
    for n, subjects in ((12, 1), (13, 2)):
        said = " and ".join(["Japan", "the ROK"] * 6 + ["Japan"] * (n - 12))
        assert len(find_subjects(f"{said} spoke.", find_speakers(RULES, LEADERS))) == subjects


@pytest.mark.parametrize("name", ["Japan", "Japan's side", "the Japanese side", "the Japanese Government"])
def test_a_side_speaks_under_each_of_its_names(name: str) -> None:
    found = find_subjects(f"{name} spoke.", find_speakers(RULES, LEADERS))
    assert [(one.voice, one.start, one.end) for one in found] == [("Japan", 0, len(name))]


def test_the_one_side_that_met_and_another_are_neither() -> None:
    found = find_subjects("Japan and China spoke. Japan spoke.", find_speakers(RULES, LEADERS[:1]))
    assert [one.voice for one in found] == ["neither", "Japan"]


THREE = [*LEADERS, Leader("Sam Hill", "Sam Hill", "US", "President")]


@pytest.mark.parametrize(
    ("sentence", "voices"),
    [
        ("Japan, the ROK, and the United States spoke.", ["both"]),
        ("Japan, the ROK and the United States spoke.", ["both"]),
        ("Japan and the ROK spoke.", ["Japan and ROK"]),
        ("The ROK, and Japan, spoke, and the United States did.", ["ROK", "Japan", "US"]),
        ("Japan, the ROK, the United States spoke.", ["Japan", "ROK", "US"]),
        ("Japan, the ROK, and China spoke.", ["neither"]),
        ("Japan; the ROK spoke.", ["Japan", "ROK"]),
        ("He, Japan and the ROK spoke.", ["same", "Japan and ROK"]),
        ("Kishida as well as Yoon spoke.", ["Japan and ROK"]),
    ],
)
def test_a_list_that_ends_with_and_is_one_subject(sentence: str, voices: list[str]) -> None:
    rules = VoiceRules(jointly=("the two leaders",), alone=("he",))
    assert [one.voice for one in find_subjects(sentence, find_speakers(rules, THREE))] == voices


@pytest.mark.parametrize(
    ("sentence", "leaders", "voice"),
    [
        ("The Foreign Minister spoke.", LEADERS, "unnamed"),
        ("The Foreign Minister and the Vice President spoke.", LEADERS, "unnamed"),
        ("The Foreign Minister and President Yoon spoke.", LEADERS, "both"),
        ("The Foreign Minister and President Yoon spoke.", THREE, "neither"),
        ("The Foreign Minister and China spoke.", LEADERS, "neither"),
        ("The Foreign Minister and Japan spoke.", [], "both"),
        ("The Foreign Minister, Japan and the ROK spoke.", LEADERS, "neither"),
        ("The Secretary-General spoke.", LEADERS, "unnamed"),
        ("The Secretary of State spoke.", LEADERS, "unnamed"),
    ],
)
def test_an_office_that_no_leader_holds_speaks_for_a_side_that_is_not_known(
    sentence: str, leaders: list[Leader], voice: str
) -> None:
    (found,) = find_subjects(sentence, find_speakers(RULES, leaders))
    assert (found.voice, found.country) == (voice, False)


@pytest.mark.parametrize(
    ("leaders", "voices"),
    [(LEADERS, ["ROK"]), (THREE, ["unnamed"]), (LEADERS[1:], ["unnamed"]), ([LEADERS[1], Leader("A", "A", "Peru", "")], ["ROK"])],
)  # fmt: skip
def test_an_office_alone_is_the_leader_who_alone_holds_it(leaders: list[Leader], voices: list[str]) -> None:
    assert [one.voice for one in find_subjects("The President spoke.", find_speakers(RULES, leaders))] == voices


SAME_OFFICE = [
    Leader("Anne Roy", "Anne Roy", "Canada", "Prime Minister"),
    Leader("Aoki Taro", "Aoki", "Japan", "Prime Minister"),
]
BY_OFFICE = [Leader("Prime Minister", "Prime Minister", "Canada", "Prime Minister"), SAME_OFFICE[1]]


@pytest.mark.parametrize(
    ("said", "leaders", "own", "voices"),
    [
        ("The Prime Minister spoke.", SAME_OFFICE, "Canada", ["Canada"]),
        ("The Prime Minister spoke.", SAME_OFFICE, "Japan", ["Japan"]),
        ("The Prime Minister spoke.", SAME_OFFICE, "", ["unnamed"]),
        ("The Prime Minister spoke.", SAME_OFFICE, "Peru", ["unnamed"]),
        ("The Prime Minister spoke.", BY_OFFICE, "", ["Canada"]),
        ("The Prime Minister and Prime Minister Aoki spoke.", BY_OFFICE, "", ["both"]),
        ("The Prime Minister Roy spoke.", SAME_OFFICE, "Japan", ["Canada"]),
    ],
)
def test_an_office_alone_is_that_of_the_publishers_own_leader(
    said: str, leaders: list[Leader], own: str, voices: list[str]
) -> None:
    assert [one.voice for one in find_subjects(said, find_speakers(RULES, leaders, own))] == voices


@pytest.mark.parametrize(
    ("office", "said"),
    [
        ("Secretary of State", "The Secretary"),
        ("Minister for Foreign Affairs", "The Foreign Minister"),
        ("Foreign Minister", "The Minister"),
        ("Federal Chancellor", "The Chancellor"),
    ],
)
def test_an_office_is_known_by_its_short_form(office: str, said: str) -> None:
    leaders = [Leader("Ann Hill", "Ann Hill", "Peru", office), LEADERS[0]]
    assert [one.voice for one in find_subjects(f"{said} spoke.", find_speakers(RULES, leaders, "Peru"))] == ["Peru"]


def test_a_leader_without_a_side_speaks_under_the_name() -> None:
    leaders = [LEADERS[0], Leader("Sam Hill", "Sam Hill", "", "President")]
    for said in ("Hill", "Mr. Hill", "President Hill", "The Deputy Prime Minister Hill"):
        assert [one.voice for one in find_subjects(f"{said} spoke.", find_speakers(RULES, leaders))] == ["Sam Hill"]
    assert [one.voice for one in find_subjects("Hill and Japan spoke.", find_speakers(RULES, leaders))] == ["both"]
