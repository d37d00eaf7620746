"""The second reader: what it learns from coded sentences, and what it may not see."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.second_reader import (
    MIN_SENTENCES,
    READER,
    agreeing,
    compare_readers,
    known_themes,
    read_again,
)

NOUNS = ("apples", "plums", "pears", "cherries", "grapes", "melons", "quinces")
SHIPS = ("boats", "barges", "ferries", "tugs", "sails", "decks", "hulls")


def make(documents: int = 12, n: int = 12) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Documents whose odd sentences are on fruit and even ones on ships; all are coded but those of the last."""
    rows = [
        (
            f"d{d:02d}",
            s,
            f"They spoke of {(NOUNS if s % 2 else SHIPS)[(s + d) % 7]} and {(NOUNS if s % 2 else SHIPS)[(s * d) % 7]}.",
        )
        for d in range(documents)
        for s in range(1, n + 1)
    ]
    sentences = pd.DataFrame(rows, columns=["readout_id", "sentence", "text"])
    own = sentences[sentences["readout_id"] != f"d{documents - 1:02d}"]
    themes = [frozenset({"fruit"}) if s % 2 else frozenset() for s in own["sentence"]]
    return sentences, own[["readout_id", "sentence"]].assign(coder="x", themes=themes, note="")


def test_it_reads_what_it_can_learn_and_the_same_whatever_the_order() -> None:
    sentences, coding = make()
    table = read_again(sentences, coding, ["fruit"])
    assert set(table["coder"]) == {READER}
    right = [("fruit" in themes) == bool(s % 2) for themes, s in zip(table["themes"], table["sentence"], strict=True)]
    assert all(right)
    turned = sentences.sample(frac=1, random_state=1)
    again = read_again(turned, coding.sample(frac=1, random_state=2), ["fruit"]).loc[sentences.index]
    pd.testing.assert_frame_equal(table, again)


def test_a_document_is_read_by_what_others_say_alone() -> None:
    """Wrong codes of a document change what is read elsewhere at most, never in it."""
    sentences, coding = make()
    own = (coding["readout_id"] == "d03").to_numpy()
    turned = [
        frozenset({"fruit"}) - themes if mine else themes for mine, themes in zip(own, coding["themes"], strict=True)
    ]
    before = read_again(sentences, coding, ["fruit"])
    after = read_again(sentences, coding.assign(themes=turned), ["fruit"])
    mine = before["readout_id"] == "d03"
    assert before[mine].equals(after[mine])
    assert after[mine]["themes"].tolist() != [themes for themes, one in zip(turned, own, strict=True) if one]


def test_it_does_not_read_before_enough_is_coded() -> None:
    sentences, coding = make()
    assert known_themes(coding, ["fruit", "sea"]) == ["fruit"]
    assert known_themes(coding.head(MIN_SENTENCES - 1), ["fruit"]) == []
    assert known_themes(coding[coding["readout_id"] < "d04"], ["fruit"]) == []
    assert known_themes(coding.assign(themes=[frozenset({"fruit"})] * len(coding)), ["fruit"]) == []
    for themes in (["sea"], []):
        with pytest.raises(ValueError, match="needs 100 coded sentences of 5 readouts"):
            read_again(sentences, coding, themes)


def test_both_are_compared_with_the_coder_on_the_same_themes() -> None:
    sentences, coding = make()
    reading = read_again(sentences, coding, ["fruit"])
    book = reading.assign(coder="codebook", themes=[frozenset({"sea"})] * len(reading))
    table = compare_readers(coding, book, reading, ["fruit"]).set_index("theme")
    assert list(table.index) == ["fruit", "all themes"]
    assert table.loc["fruit", ["n_coded", "f1", "f1_reader", "alpha_reader"]].tolist() == [66, 0, 1, 1]
    assert table.loc["fruit", "alpha"] < 0
    same = agreeing(book, reading, ["fruit"])
    assert len(same) == sum(not themes for themes in reading["themes"])
    assert len(agreeing(reading, reading, ["fruit"])) == len(reading)
