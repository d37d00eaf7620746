"""`sentences`, `tags`, `matches` → what each readout gives to each theme by every measure, with its resampled values.

Four measures stand side by side, because a theme can be spoken of at length in one sentence or in
passing in many. All are shares: of the words, of the sentences, of the points; and matches for each
word, which tables show per 1,000 words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from .intervals import Bounded, Floats, resample_counts, resample_shares, share_interval, wilson_interval

MEASURES = {
    "share_words": "share of words",
    "share_sentences": "share of sentences",
    "share_points": "share of points",
    "per_1000_words": "matches per 1,000 words",
}
SCALES = {"per_1000_words": 1000.0}


@dataclass(frozen=True)
class Measured:
    """One measure of one readout.

    parts : (n, k), what each unit (sentence, or point) gives to each theme.
    wholes : (n,), what it could give: its words, or 1.
    counts : (resamples, n), how often each unit is drawn.
    worth : number of independent observations where resampling shows no spread.
    """

    parts: Floats
    wholes: Floats
    counts: np.ndarray[tuple[int, int], np.dtype[np.int64]]
    worth: int

    @cached_property
    def empty(self) -> bool:
        """Whether there is nothing to measure; everything is nan then."""
        return not self.wholes.sum()

    @cached_property
    def shares(self) -> Floats:
        """Share of each theme, (k,)."""
        return self._missing if self.empty else self.parts.sum(axis=0) / self.wholes.sum()

    @cached_property
    def draws(self) -> Floats:
        """Shares of each theme when units are drawn again, (resamples, k)."""
        return self._missing[None, :] if self.empty else resample_shares(self.parts, self.wholes, self.counts)

    @cached_property
    def bounded(self) -> Bounded:
        """Shares with their 95 % intervals."""
        missing = Bounded(self._missing, self._missing, self._missing)
        return missing if self.empty else share_interval(self.shares, self.draws, self.worth)

    @cached_property
    def score(self) -> Bounded:
        """Shares with Wilson's intervals alone, from which those of changes are made."""
        missing = Bounded(self._missing, self._missing, self._missing)
        return missing if self.empty else wilson_interval(self.shares, self.draws, self.worth)

    @property
    def _missing(self) -> Floats:
        return np.full(self.parts.shape[1], np.nan)


@dataclass(frozen=True)
class Readout:
    """One readout as numbers; rows are its n sentences, columns its k themes, `none` the last.

    name : its readout_id, on which the draws depend.
    words : (n,) words of each sentence.
    weights : (n, k) part of each sentence that each theme has; every row adds up to 1.
    matches : (n, k) matches; nan for `none`, of which there is no such thing.
    points : (n,) number of the point of each sentence.
    """

    name: str
    words: Floats
    weights: Floats
    matches: Floats
    points: np.ndarray[tuple[int], np.dtype[np.int64]]

    @cached_property
    def measured(self) -> dict[str, Measured]:
        """Every measure of MEASURES."""
        n, ones = len(self.words), np.ones(len(self.words))
        counts = resample_counts(n, self.name) if n else np.zeros((1, 0), dtype=np.int64)
        present = (self.weights > 0).astype(float)
        numbers, of_point = np.unique(self.points, return_inverse=True)
        in_point = np.zeros((len(numbers), present.shape[1]))
        np.maximum.at(in_point, of_point, present)
        drawn_points = resample_counts(len(numbers), f"{self.name} points") if n else counts
        return {
            "share_words": Measured(self.weights * self.words[:, None], self.words, counts, n),
            "share_sentences": Measured(present, ones, counts, n),
            "share_points": Measured(in_point, np.ones(len(numbers)), drawn_points, len(numbers)),
            "per_1000_words": Measured(self.matches, self.words, counts, int(self.words.sum())),
        }


def as_numbers(
    readout_ids: Sequence[str],
    sentences: pd.DataFrame,
    tags: pd.DataFrame,
    themes: Sequence[str],
    matches: pd.DataFrame | None = None,
) -> dict[str, Readout]:
    """Tables → numbers, a Readout for each of `readout_ids`; one without sentences has no rows.

    Without `matches` there are none.
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
        name: Readout(name, words[own], weights[own], counted[own], points[own])
        for name in readout_ids
        for own in [rows.get(name, nothing)]
    }


def _fill(keys: pd.MultiIndex, table: pd.DataFrame, themes: Sequence[str], values: pd.Series | float = 1.0) -> Floats:
    """(n sentences, n themes + 1): the values of a table's rows, added up in their places."""
    filled = np.zeros((len(keys), len(themes) + 1))
    if table.empty:
        return filled
    rows = keys.get_indexer(pd.MultiIndex.from_frame(table[["readout_id", "sentence"]]))
    columns = pd.Index(themes).get_indexer(table["theme"])
    there = (rows >= 0) & (columns >= 0)
    given = values.to_numpy(dtype=float)[there] if isinstance(values, pd.Series) else values
    np.add.at(filled, (rows[there], columns[there]), given)
    return filled
