from __future__ import annotations

import pandas as pd
import pytest

from analysis.codebook.conditions import Kinds
from analysis.codebook.model import Codebook
from analysis.codebook.tagging import find_matches
from tests.builders import simple_matcher
from tests.builders.studies import make_codebook


def test_kinds_are_numbered_by_first_appearance() -> None:
    assert Kinds.from_list([]).names == []
    assert Kinds.from_list(["b", "a", "b"]).of.tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    ("group", "said", "kind", "counts"),
    [
        ({"unless": ["m", "n"]}, "x", "", True),
        ({"unless": ["m", "n"]}, "x and m", "", False),
        ({"unless": ["m", "n"]}, "n and x", "", False),
        ({"only_with": ["m", "n"]}, "x", "", False),
        ({"only_with": ["m", "n"]}, "x and n", "", True),
        ({"only_with": ["m"], "unless": ["n"]}, "x and m", "", True),
        ({"only_with": ["m"], "unless": ["n"]}, "x, m and n", "", False),
        ({"unless_kinds": ["summit"]}, "x", "summit", False),
        ({"unless_kinds": ["summit"]}, "x", "telephone", True),
        ({}, "x", "summit", True),
    ],
)
def test_a_conditional_pattern_counts(group: dict[str, list[str]], said: str, kind: str, counts: bool) -> None:
    theme = make_codebook({"a": ["y"]}).themes[0].model_dump() | {"conditional": [{"patterns": ["x"], **group}]}
    table = {"readout_id": "r", "sentence": [1, 2], "text": [said, "m and n"], "start": 0, "kind": [kind, "other"]}
    sentences = pd.DataFrame(table)
    assert (len(find_matches(sentences, Codebook.model_validate({"themes": [theme]}))) == 1) == counts


def _themes(said: list[str], book: Codebook, **more: str) -> list[set[str]]:
    """The themes that are found in each sentence of one readout."""
    numbers = range(1, len(said) + 1)
    sentences = pd.DataFrame({"readout_id": "r", "sentence": numbers, "text": said, "start": 0, **more})
    found = find_matches(sentences, book)
    assert list(found.itertuples(index=False, name=None)) == simple_matcher.find_matches(sentences, book)
    return [set(found.loc[found["sentence"] == n, "theme"]) for n in numbers]


TOPICS = {"within": 1, "phrases": {"war": ["ukraine"], "dprk": ["{dprk}"]}}
OF_WAR = make_codebook(
    {"korea": ["korea"], "world": ["ukraine"]}, sets={"dprk": ["north korea", "dprk"]}, topics=TOPICS
).model_dump()
OF_WAR["themes"][0]["conditional"] = [{"patterns": ["missile*"], "unless_topics": ["war"]}]
OF_WAR["themes"][1]["conditional"] = [{"patterns": ["missile*"], "only_topics": ["war"], "unless": ["{dprk}"]}]


@pytest.mark.parametrize(
    ("said", "themes"),
    [
        (["Missiles."], [{"korea"}]),
        (["Missiles in Ukraine."], [{"world"}]),
        (["They spoke of Ukraine.", "Missiles fell."], [{"world"}, {"world"}]),
        (["They spoke of Ukraine.", "They paused.", "Missiles fell."], [{"world"}, set(), {"korea"}]),
        (["They spoke of Ukraine.", "The DPRK launched missiles."], [{"world"}, {"korea"}]),
    ],
)
def test_the_topic_last_named_decides_what_a_word_is_about(said: list[str], themes: list[set[str]]) -> None:
    assert _themes(said, Codebook.model_validate(OF_WAR)) == themes


@pytest.mark.parametrize(
    ("said", "sides", "themes"),
    [
        (["Missiles."], "US;Ukraine", [{"world"}]),
        (["Missiles."], "Japan;US", [{"korea"}]),
        (["The DPRK spoke.", "Missiles."], "US;Ukraine", [set(), {"korea"}]),
        (["The DPRK spoke.", "They paused.", "Missiles."], "US;Ukraine", [set(), set(), {"world"}]),
    ],
)
def test_where_none_is_named_the_topic_is_that_of_the_sides(
    said: list[str], sides: str, themes: list[set[str]]
) -> None:
    book = Codebook.model_validate(OF_WAR | {"topics": TOPICS | {"sides": {"war": ["Ukraine"]}}})
    assert _themes(said, book, sides=sides) == themes


def test_a_topic_does_not_reach_into_another_readout() -> None:
    table = {"readout_id": ["a", "b"], "sentence": 1, "text": ["They spoke of Ukraine.", "Missiles."], "start": 0}
    assert find_matches(pd.DataFrame(table), Codebook.model_validate(OF_WAR))["theme"].tolist() == ["world", "korea"]


def test_topics_are_found_in_each_piece_of_a_large_table() -> None:
    said = ["They spoke of Ukraine.", "z" * 1_500_000, "Missiles."] * 2
    table = {"readout_id": ["a"] * 3 + ["b"] * 3, "sentence": [1, 2, 3] * 2, "text": said, "start": 0}
    book = Codebook.model_validate(OF_WAR | {"topics": TOPICS | {"within": 2, "sides": {"war": ["Ukraine"]}}})
    found = find_matches(pd.DataFrame(table).assign(sides="US;Ukraine"), book)
    assert found["theme"].tolist() == ["world", "world"] * 2


def test_a_party_to_the_meeting_is_no_theme() -> None:
    book = make_codebook({"world": ["seas"]}).model_dump()
    book["themes"][0]["conditional"] = [{"patterns": ["china"], "unless_sides": ["China"]}]
    of_two = Codebook.model_validate(book)
    assert _themes(["China spoke of the seas."], of_two, sides="Japan;ROK") == [{"world"}]
    assert _themes(["China spoke."], of_two, sides="China;Japan") == [set()]
    assert _themes(["China spoke."], of_two) == [{"world"}]


def test_a_pattern_can_give_way_to_other_themes() -> None:
    book = make_codebook({"trade": ["trade"], "safety": ["alliance"]}).model_dump()
    book["themes"][1]["conditional"] = [{"patterns": ["three countries"], "unless_themes": ["trade"]}]
    said = ["The three countries met.", "The three countries trade.", "The three countries, the alliance, trade."]
    assert _themes(said, Codebook.model_validate(book)) == [{"safety"}, {"trade"}, {"safety", "trade"}]
