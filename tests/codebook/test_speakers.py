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
        ("They spoke.", []),
    ],
)
def test_subjects(sentence: str, subjects: list[tuple[str, str, bool]]) -> None:
    found = find_subjects(sentence, find_speakers(RULES, LEADERS))
    assert [(one.voice, sentence[one.start : one.end], one.country) for one in found] == subjects


def test_every_side_counts_if_no_leader_is_known() -> None:
    found = find_subjects("Japan and China spoke. Japan spoke.", find_speakers(RULES, []))
    assert [one.voice for one in found] == ["both", "Japan"]
