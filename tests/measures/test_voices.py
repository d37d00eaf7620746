from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.permuting import NOT_TESTED
from analysis.measures.voices import VOICE_AND_THEME, compare_voices, give_words, measure_voices
from analysis.study import Study

# Two sentences of readout a: one side states two things, of which the second has no match; then both agree.
STATEMENTS = pd.DataFrame(
    [("a", 1, 1, "Japan", "stated", 0, 20, 4), ("a", 1, 2, "Japan", "stated", 20, 40, 2), ("a", 1, 3, "both", "agreed", 40, 60, 6),
     ("a", 2, 1, "both", "agreed", 60, 90, 8)],
    columns=["readout_id", "sentence", "statement", "voice", "act", "start", "end", "n_words"],
)  # fmt: skip
MATCHES = pd.DataFrame(
    [("a", 1, "trade", 5), ("a", 1, "youth", 45)], columns=["readout_id", "sentence", "theme", "start"]
)
TAGS = pd.DataFrame(
    [("a", 1, "trade"), ("a", 1, "youth"), ("a", 2, "youth")], columns=["readout_id", "sentence", "theme"]
)
SENTENCES = pd.DataFrame({"readout_id": ["a", "a"], "point": [1, 2], "sentence": [1, 2], "n_words": [12, 8]})


@pytest.fixture(scope="module")
def voiced() -> pd.DataFrame:
    return give_words(STATEMENTS, TAGS, MATCHES)


def test_a_statement_has_the_themes_matched_in_it_or_before_it_by_its_speaker(voiced: pd.DataFrame) -> None:
    """The second statement goes on from the first; the last has a carried theme, so its sentence's."""
    found = voiced[["sentence", "statement", "theme", "n_words"]].values.tolist()
    assert found == [[1, 1, "trade", 4], [1, 2, "trade", 2], [1, 3, "youth", 6], [2, 1, "youth", 8]]


def test_the_words_of_a_sentence_without_a_theme_are_given_to_none() -> None:
    found = give_words(STATEMENTS, TAGS[:2], MATCHES)
    assert found[["sentence", "statement", "theme", "n_words"]].values.tolist()[-1] == [2, 1, "none", 8]
    assert found.index.tolist() == list(range(len(found)))


def test_a_match_belongs_to_the_statement_that_it_begins_in() -> None:
    """A match at the very start of a statement is in it; one at its end is in the next."""
    matches = MATCHES.assign(start=[20, 40])
    found = give_words(STATEMENTS, TAGS, matches).set_index(["sentence", "statement"])["theme"]
    assert found[(1, 2)] == "trade"
    assert found[(1, 3)] == "youth"


def test_shares_are_those_done_by_hand(voiced: pd.DataFrame) -> None:
    table = measure_voices(voiced, SENTENCES, ["a"])
    assert table[["voice", "act", "n_words", "share_words"]].values.tolist() == [
        ["Japan", "stated", 6, 0.3], ["both", "agreed", 14, 0.7],
    ]  # fmt: skip
    assert ((table["low"] < table["share_words"]) & (table["share_words"] < table["high"])).all()
    by_theme = measure_voices(voiced, SENTENCES, ["a"], VOICE_AND_THEME)
    assert by_theme["share_words"].tolist() == [0.3, 0.7]


def test_changes_are_compared_by_points(voiced: pd.DataFrame) -> None:
    other = voiced.assign(readout_id="b", n_words=[1.0, 5.0, 6.0, 8.0])
    both = pd.concat([SENTENCES, SENTENCES.assign(readout_id="b")])
    table = compare_voices(pd.concat([voiced, other]), both, ["a", "b"])
    assert table[["from_id", "to_id"]].drop_duplicates().values.tolist() == [["a", "b"]]
    assert table["n_before"].tolist() == table["n_after"].tolist() == [2, 2]
    assert table["change"].tolist() == pytest.approx([0, 0])
    assert set(table["verdict"]) == {NOT_TESTED}


def test_the_words_of_voices_are_the_words_of_the_study(study: Study) -> None:
    words = study.statement_themes.groupby(["readout_id", "sentence"])["n_words"].sum()
    wanted = study.sentences.set_index(["readout_id", "sentence"])["n_words"].astype(float)
    pd.testing.assert_series_equal(words, wanted.loc[words.index], check_names=False)
    assert study.act_shares.groupby("readout_id")["share_words"].sum().tolist() == pytest.approx([1, 1])


def test_no_statement_is_no_row() -> None:
    nothing = give_words(STATEMENTS[:0], TAGS[:0], MATCHES[:0])
    assert compare_voices(nothing, SENTENCES, ["a"]).empty
    assert measure_voices(nothing, SENTENCES, []).empty
