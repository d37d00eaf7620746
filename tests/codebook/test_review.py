"""Review of patterns: what each found, and how often coders agree."""

from __future__ import annotations

import pandas as pd

from analysis.codebook.review import review_patterns
from analysis.codebook.tagging import find_matches
from tests.builders.studies import make_codebook


def test_patterns_are_reviewed_as_the_file_writes_them() -> None:
    book = make_codebook(
        {"a": ["{fruit} tree*", "tree house*", "x"], "b": ["stone*"]}, sets={"fruit": ["apple", "pear"]}
    )
    said = ["Apple trees and a pear tree.", "A tree house by an apple tree.", "A stone tree house.", "None."]
    sentences = pd.DataFrame({"readout_id": "r", "sentence": [1, 2, 3, 4], "text": said, "start": 0})
    coded = [(1, {"a"}), (1, set()), (2, {"a"}), (3, {"b"})]
    coding = pd.DataFrame([("r", n, frozenset(themes)) for n, themes in coded])
    coding.columns = ["readout_id", "sentence", "themes"]
    table = review_patterns(find_matches(sentences, book), coding, book)
    assert table.fillna(-1).values.tolist() == [
        ["a", "{fruit} tree*", 3, 2, 1, 3, 2 / 3],
        ["a", "tree house*", 2, 2, 1, 2, 0.5],
        ["a", "x", 0, 0, 0, 0, -1],
        ["b", "stone*", 1, 1, 1, 1, 1.0],
    ]


def test_without_hand_coding_there_is_no_precision() -> None:
    book = make_codebook({"a": ["x"]})
    sentences = pd.DataFrame({"readout_id": "r", "sentence": [1], "text": ["x"], "start": 0})
    coding = pd.DataFrame(columns=["readout_id", "sentence", "themes"])
    table = review_patterns(find_matches(sentences, book), coding, book)
    assert table["n_coded"].tolist() == [0]
    assert table["precision"].isna().all()
