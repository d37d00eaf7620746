"""Wording that two readouts have in common: as long as it can be, in its place, and counted by hand."""

from __future__ import annotations

import pandas as pd

from analysis.measures.repeated import find_repeated, measure_wording
from analysis.study import Study
from tests.builders.sentences import sentences_of

HAMBURG, SEOUL = "2017-07-07-hamburg", "2024-05-26-seoul"


def test_repeated_wording_is_as_long_as_it_can_be_and_in_its_place(study: Study) -> None:
    found = find_repeated(study.sentences, SEOUL, HAMBURG)
    assert "the two leaders shared the view" in found["phrase"].tolist()
    text = study.corpus.documents[SEOUL].text
    for row in found.itertuples():
        assert " ".join(text[row.start : row.end].split()).casefold().startswith(row.phrase.split()[0])
        assert row.n_words == len(row.phrase.split()) >= 3


def test_repeated_wording_counted_by_hand() -> None:
    sentences = sentences_of(
        a=["they shared the view on trade", "new words"], b=["leaders shared the view on hydrogen"]
    )
    table = measure_wording(sentences, "a", "b")
    assert table[["n_words", "n_repeated"]].values.tolist() == [[6, 4], [2, 0]]
    assert find_repeated(sentences, "a", "b")["phrase"].tolist() == ["shared the view on"]
    assert find_repeated(sentences, "a", "a")["n_words"].tolist() == [6]
    twice = sentences_of(
        a=["one two three four five six seven"], b=["one two three", "four five six", "five six seven"]
    )
    assert find_repeated(twice, "a", "b")["phrase"].tolist() == [
        "one two three",
        "four five six",
    ]  # none within another
    glued = sentences_of(a=["one two three four"], b=["one two three", "two three four"])
    assert find_repeated(glued, "a", "b")["phrase"].tolist() == ["one two three"]  # b has no "one two three four"


def test_a_point_without_words_has_no_share_and_one_of_a_word_has() -> None:
    shares = measure_wording(sentences_of(a=["ships", ""], b=["ships sail"]), "a", "b", 1)["share_repeated"]
    assert shares[0] == 1.0
    assert pd.isna(shares[1])


def test_the_columns_are_those_that_are_documented() -> None:
    sentences = sentences_of(a=["They welcomed the new ferry."], b=["We welcomed the new ferry."])
    assert list(find_repeated(sentences, "a", "b")) == [
        "readout_id", "other_id", "sentence", "start", "end", "n_words", "phrase",
    ]  # fmt: skip
    assert list(measure_wording(sentences, "a", "b")) == [
        "readout_id", "other_id", "point", "n_words", "n_repeated", "share_repeated",
    ]  # fmt: skip
