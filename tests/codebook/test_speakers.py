from __future__ import annotations

import pytest

from analysis.codebook.model import VoiceRules
from analysis.codebook.speakers import find_speakers, find_subjects
from analysis.corpus.parsing.leaders import Leader

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
