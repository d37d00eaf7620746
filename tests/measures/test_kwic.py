from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.kwic import find_in_context
from analysis.study import Study

TEXT = "“A ferry sails, and the old ferry-boat sails too.”"


def test_keywords_stand_in_their_context(study: Study) -> None:
    found = find_in_context(study.sentences, ["hydrogen", "maximum pressure"], width=3)
    assert found[["before", "keyword", "after"]].values.tolist() == [
        ["time when the", "maximum pressure", "needs to be"],
        ["the fields of", "hydrogen", "and its derivatives"],
    ]
    for row in found.itertuples():
        assert study.corpus.documents[row.readout_id].text[row.start : row.end] == row.keyword


@pytest.mark.parametrize(
    ("width", "before", "after"),
    [
        (0, "", ""),
        (1, "A", "sails"),
        (2, "“A", "sails, and"),
        (8, "“A", "sails, and the old ferry-boat sails too.”"),
    ],
)
def test_the_context_has_so_many_words_and_whole_ends(width: int, before: str, after: str) -> None:
    said = pd.DataFrame([("a", 1, TEXT, 10)], columns=["readout_id", "sentence", "text", "start"])
    found = find_in_context(said, words={"ferry"}, width=width)
    assert list(found.columns) == "readout_id sentence before keyword after start end".split()
    assert found[["before", "keyword", "after"]].values.tolist() == [[before, "ferry", after]]
    assert found[["start", "end"]].values.tolist() == [[13, 18]]


def test_a_pattern_and_a_word_at_one_place_are_one_row_in_the_order_of_the_text() -> None:
    said = pd.DataFrame([("a", 1, TEXT, 0)], columns=["readout_id", "sentence", "text", "start"])
    found = find_in_context(said, ["ferry", "sail*"], words={"ferry"})
    assert found["keyword"].tolist() == ["ferry", "sails", "ferry", "sails"]
    assert find_in_context(said).empty
