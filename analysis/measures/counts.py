"""Counts of each readout: `sentences`, `tags`, `matches` → arrays of sentences by themes, with four measures.

A theme can fill one long sentence or appear briefly in many, so emphasis has four measures: the share of words, of
sentences and of agenda points, and matches per word (tables show them per 1,000 words).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .comparing import Units, add_up
from .intervals import Bounded, Floats, interval_of_share

MEASURES = {
    "share_words": "share of words",
    "share_sentences": "share of sentences",
    "share_points": "share of agenda points",
    "per_1000_words": "matches per 1,000 words",
}


@dataclass(frozen=True)
class ReadoutCounts:
    """One readout as arrays: rows are its n sentences, columns its k themes, `none` last.

    words : (n,) words of each sentence.
    weights : (n, k) share of each sentence that each theme has; every row adds up to 1.
    matches : (n, k) matches; nan for `none`, which has no patterns.
    points : (n,) number of the point of each sentence.
    """

    words: Floats
    weights: Floats
    matches: Floats
    points: NDArray[np.int64]

    @cached_property
    def given(self) -> Floats:
        """Words that each sentence gives to each theme, (n, k)."""
        return self.weights * self.words[:, None]

    @cached_property
    def units(self) -> Units:
        """The agenda points, with the words that each gives to each theme."""
        return add_up(self.given, self.words, self.points)

    @cached_property
    def whole(self) -> Units:
        """The readout as one unit, as where meetings are compared."""
        return Units(self.given.sum(axis=0, keepdims=True), self.words.sum(keepdims=True))

    @cached_property
    def bounded(self) -> Bounded:
        """Shares of words with their intervals, by agenda points."""
        return interval_of_share(*self.units[:2])

    @cached_property
    def values(self) -> dict[str, Floats]:
        """Every measure of MEASURES, (k,) each; nan in a readout without words."""
        present, n_words = (self.weights > 0).astype(float), self.words.sum() or np.nan
        in_points = add_up(present, np.ones(len(present)), self.points).parts > 0
        return {
            "share_words": self.given.sum(axis=0) / n_words,
            "share_sentences": present.sum(axis=0) / (len(present) or np.nan),
            "share_points": in_points.sum(axis=0) / (len(in_points) or np.nan),
            "per_1000_words": 1000 * self.matches.sum(axis=0) / n_words,
        }


def count_readouts(
    readout_ids: Sequence[str],
    sentences: pd.DataFrame,
    tags: pd.DataFrame,
    themes: Sequence[str],
    matches: pd.DataFrame | None = None,
) -> dict[str, ReadoutCounts]:
    """Count the sentences, tags and matches of each readout.

    Parameters
    ----------
    readout_ids : the readouts in the order wanted; one without sentences has arrays of length 0.
    sentences : readout_id, sentence, point, n_words.
    tags : readout_id, sentence, theme, weight.
    themes : keys of the codebook, the columns.
    matches : readout_id, sentence, theme; without it every count of matches is 0.

    >>> said = pd.DataFrame({"readout_id": ["a"], "point": [1], "sentence": [1], "n_words": [4]})
    >>> tags = pd.DataFrame({"readout_id": ["a"], "sentence": [1], "theme": ["trade"], "weight": [1.0]})
    >>> count_readouts(["a"], said, tags, ["trade"])["a"].weights.tolist()
    [[1.0, 0.0]]
    """
    keys = pd.MultiIndex.from_frame(sentences[["readout_id", "sentence"]])
    weights = _fill(keys, tags, themes, tags["weight"])
    weights[:, -1] = (1 - weights.sum(axis=1)).round(9)  # rounded: thirds may add up to a little less than 1
    counted = _fill(keys, matches, themes) if matches is not None else np.zeros_like(weights)
    counted[:, -1] = np.nan
    words, points = sentences["n_words"].to_numpy(dtype=float), sentences["point"].to_numpy(dtype=np.int64)
    rows = sentences.groupby("readout_id", sort=False).indices
    nothing = np.array([], dtype=np.int64)
    return {
        name: ReadoutCounts(words[own], weights[own], counted[own], points[own])
        for name in readout_ids
        for own in [rows.get(name, nothing)]
    }


def _fill(keys: pd.MultiIndex, table: pd.DataFrame, themes: Sequence[str], values: pd.Series | float = 1.0) -> Floats:
    """(n sentences, n themes + 1): the values of a table's rows, added up by sentence and theme."""
    filled = np.zeros((len(keys), len(themes) + 1))
    if table.empty:
        return filled
    rows = keys.get_indexer(pd.MultiIndex.from_frame(table[["readout_id", "sentence"]]))
    columns = pd.Index(themes).get_indexer(table["theme"])
    there = (rows >= 0) & (columns >= 0)
    given = values.to_numpy(dtype=float)[there] if isinstance(values, pd.Series) else values
    np.add.at(filled, (rows[there], columns[there]), given)
    return filled
