"""Counts of each readout: `sentences`, `tags`, `matches` → arrays of sentences by themes, with four measures.

A theme can fill one long sentence or appear briefly in many, so emphasis has four measures: the share of words, of
sentences and of agenda points, and matches per word (tables show them per 1,000 words).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .intervals import Bounded, Floats, effective_size, resampled_shares, share_interval, wilson_interval

MEASURES = {
    "share_words": "share of words",
    "share_sentences": "share of sentences",
    "share_points": "share of agenda points",
    "per_1000_words": "matches per 1,000 words",
}
SCALES = {"per_1000_words": 1000.0}
BY_POINT = "by_point"


@dataclass(frozen=True)
class Measured:
    """One measure of one readout.

    parts : (n, k), what each unit (sentence or point) contributes to each theme.
    wholes : (n,), what each unit could contribute at most: its words, or 1.
    name : seeds the resampling, see `intervals.resample_counts`.
    ceiling : (k,), the largest possible value of each theme; 1 for a share.
    """

    parts: Floats
    wholes: Floats
    name: str
    ceiling: Floats | float = 1.0

    @cached_property
    def empty(self) -> bool:
        """Whether the units are empty; every value is nan then."""
        return not self.wholes.sum()

    @cached_property
    def shares(self) -> Floats:
        """Share of each theme, (k,)."""
        return self._missing if self.empty else self.parts.sum(axis=0) / self.wholes.sum()

    @property
    def resampled(self) -> Floats:
        """Shares of each theme in resamples of the units, (resamples, k); not kept, because they are large."""
        return self._missing[None, :] if self.empty else resampled_shares(self.parts, self.wholes, self.name)

    @cached_property
    def bounded(self) -> Bounded:
        """Shares with their 95 % intervals."""
        if self.empty:
            return Bounded(self._missing, self._missing, self._missing)
        return self._raised(share_interval(self.shares / self.ceiling, self.resampled / self.ceiling, len(self.wholes)))

    @cached_property
    def score(self) -> Bounded:
        """Shares with Wilson's intervals alone, which the intervals of changes are made from."""
        return self._raised(wilson_interval(self.shares / self.ceiling, self.sizes))

    @cached_property
    def sizes(self) -> Floats:
        """Effective number of units of each theme, (k,)."""
        if self.empty:
            return self._missing
        return effective_size(self.shares / self.ceiling, self.resampled / self.ceiling, len(self.wholes))

    def _raised(self, bounded: Bounded) -> Bounded:
        return Bounded(*(bound * self.ceiling for bound in bounded))

    @property
    def _missing(self) -> Floats:
        return np.full(self.parts.shape[1], np.nan)


@dataclass(frozen=True)
class ReadoutCounts:
    """One readout as arrays: rows are its n sentences, columns its k themes, `none` last.

    name : its readout_id, which seeds the resampling.
    words : (n,) words of each sentence.
    weights : (n, k) share of each sentence that each theme has; every row adds up to 1.
    matches : (n, k) matches; nan for `none`, which has no patterns.
    points : (n,) number of the point of each sentence.
    """

    name: str
    words: Floats
    weights: Floats
    matches: Floats
    points: NDArray[np.int64]

    @cached_property
    def measured(self) -> dict[str, Measured]:
        """Every measure of MEASURES, and the share of words with whole points as units (BY_POINT)."""
        present = (self.weights > 0).astype(float)
        given = self.weights * self.words[:, None]
        by_point = measure_units(np.hstack([given, present]), self.words, self.points, f"{self.name} points")
        in_points, of_points = np.hsplit(by_point.parts, 2)
        has, ones = (of_points > 0).astype(float), np.ones(len(of_points))
        return {
            "share_words": Measured(given, self.words, self.name),
            "share_sentences": Measured(present, np.ones(len(self.words)), self.name),
            "share_points": Measured(has, ones, by_point.name),
            "per_1000_words": Measured(self.matches, self.words, self.name, self._densest),
            BY_POINT: Measured(in_points, by_point.wholes, by_point.name),
        }

    @property
    def _densest(self) -> Floats:
        """Matches per word of each theme if every sentence had as many as those that have one."""
        if not self.words.sum():
            return np.ones(self.matches.shape[1])
        having = np.maximum((self.matches > 0).sum(axis=0), 1)
        dense: Floats = np.maximum(self.matches.sum(axis=0) / having, 1.0) / self.words.mean()
        return dense


def measure_units(parts: Floats, wholes: Floats, units: NDArray[Any], name: str) -> Measured:
    """Add up the sentences of each unit of resampling: the sentence itself, or its point.

    parts : (n, k), wholes : (n,), units : (n,) the unit of each sentence, name : see `resample_counts`.
    """
    numbers, of_unit = np.unique(units, return_inverse=True)
    given, whole = np.zeros((len(numbers), parts.shape[1])), np.zeros(len(numbers))
    np.add.at(given, of_unit, parts)
    np.add.at(whole, of_unit, wholes)
    return Measured(given, whole, name)


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
    weights[:, -1] = weights.sum(axis=1) == 0
    counted = _fill(keys, matches, themes) if matches is not None else np.zeros_like(weights)
    counted[:, -1] = np.nan
    words, points = sentences["n_words"].to_numpy(dtype=float), sentences["point"].to_numpy(dtype=np.int64)
    rows = sentences.groupby("readout_id", sort=False).indices
    nothing = np.array([], dtype=np.int64)
    return {
        name: ReadoutCounts(name, words[own], weights[own], counted[own], points[own])
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
