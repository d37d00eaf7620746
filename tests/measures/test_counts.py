from __future__ import annotations

import pandas as pd

from analysis.measures.counts import MEASURES, count_readouts

SAID = pd.DataFrame({"readout_id": "a", "point": [1, 1, 2], "sentence": [1, 2, 3], "n_words": [6, 2, 12]})
TAGS = pd.DataFrame({"readout_id": "a", "sentence": [1, 1], "theme": ["trade", "youth"], "weight": 0.5})
MATCHES = pd.DataFrame({"readout_id": "a", "sentence": [1, 1, 1], "theme": ["trade", "trade", "youth"]})


def test_every_measure_of_a_small_readout_is_that_done_by_hand() -> None:
    counts = count_readouts(["a"], SAID, TAGS, ["trade", "youth", "ferry"], MATCHES)["a"]
    assert counts.values["share_words"].tolist() == [0.15, 0.15, 0, 0.7]
    assert counts.values["share_sentences"].round(9).tolist() == [0.333333333, 0.333333333, 0, 0.666666667]
    assert counts.values["share_points"].tolist() == [0.5, 0.5, 0, 1]
    assert counts.values["per_1000_words"].tolist()[:3] == [100, 50, 0]
    assert counts.units.parts.tolist() == [[3, 3, 0, 2], [0, 0, 0, 12]]
    assert counts.units.wholes.tolist() == [8, 12]
    assert counts.whole.parts.tolist() == [[3, 3, 0, 14]]
    assert counts.whole.wholes.tolist() == [20]


def test_a_readout_without_sentences_has_no_rows_and_one_without_matches_counts_none() -> None:
    counts = count_readouts(["b", "a"], SAID, TAGS, ["trade"])
    assert list(counts) == ["b", "a"]
    assert counts["b"].words.shape == (0,)
    assert counts["a"].matches[:, 0].tolist() == [0, 0, 0]


def test_the_measures_have_the_names_that_charts_show() -> None:
    assert MEASURES == {
        "share_words": "share of words",
        "share_sentences": "share of sentences",
        "share_points": "share of agenda points",
        "per_1000_words": "matches per 1,000 words",
    }
