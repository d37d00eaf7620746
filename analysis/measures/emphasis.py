"""Emphasis: `sentences`, `tags` and `matches` → the share of each readout that each theme has, by every measure.

Emphasis is above all the share of words. A sentence's words are split evenly among its themes;
the words of a sentence without a theme go to `none`. So a readout's shares add up to 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ..codebook.model import NONE, Codebook
from .counts import MEASURES, ReadoutCounts, count_readouts
from .intervals import Floats

EMPHASIS_COLUMNS = [
    "readout_id", "theme", "n_words", "n_sentences", "n_matches", "share_words", "share_sentences",
    "share_points", "per_1000_words", "first_point", "first_rank", "low", "high",
]  # fmt: skip
MEASURE_COLUMNS = ["readout_id", "theme", "measure", "value", "rank"]
WHOLE_NUMBERS = ["n_sentences", "n_matches", "first_point", "first_rank"]


def measure_emphasis(
    sentences: pd.DataFrame, tags: pd.DataFrame, matches: pd.DataFrame, codebook: Codebook,
    *, readout_ids: Sequence[str] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Emphasis of each theme, and of `none`, at each readout; zeros are rows.

    Parameters
    ----------
    sentences : one row per coded sentence: readout_id, point, sentence, n_words.
    tags : as from `tag_sentences`: readout_id, sentence, theme, weight.
    matches : as from `find_matches`: readout_id, sentence, theme.
    codebook : its themes, in their order, are the rows.
    readout_ids : the readouts in the order wanted; by default those of `sentences`, in their order.

    Returns
    -------
    One row per readout and theme: n_words (words given to the theme), n_sentences (sentences with it), n_matches,
    share_words, share_sentences, share_points (0 to 1; points with any mention), per_1000_words (matches),
    first_point (number of the first point with it) and first_rank (1 for the theme mentioned first), both NA where
    the theme is absent, low and high (95 % interval of share_words by agenda points, see `intervals`; NA with
    fewer than two points). In a readout without sentences everything is NA. `none` has no matches: NA.

    Raises
    ------
    KeyError for a table without one of the columns above.

    >>> book = Codebook.from_patterns(trade=["trade*"], youth=["student*"])
    >>> said = pd.DataFrame({"readout_id": ["a", "a"], "point": [1, 1], "sentence": [1, 2], "n_words": [6, 2]})
    >>> tags = pd.DataFrame({"readout_id": ["a"], "sentence": [1], "theme": ["trade"], "weight": [1.0]})
    >>> table = measure_emphasis(said, tags, tags, book)
    >>> dict(zip(table["theme"], table["share_words"].tolist()))
    {'trade': 0.75, 'youth': 0.0, 'none': 0.25}
    """
    names = list(dict.fromkeys(sentences["readout_id"])) if readout_ids is None else readout_ids
    return emphasis_of_counts(count_readouts(names, sentences, tags, codebook.keys, matches), codebook.keys)


def emphasis_of_counts(counts: Mapping[str, ReadoutCounts], themes: Sequence[str]) -> pd.DataFrame:
    """The table of `measure_emphasis` from readouts counted already (`counts.count_readouts`), in their order."""
    if not counts:
        return pd.DataFrame(columns=EMPHASIS_COLUMNS).astype(dict.fromkeys(WHOLE_NUMBERS, "Int64"))
    rows = [_columns(readout) for readout in counts.values()]
    columns = {name: np.stack([row[name] for row in rows]) for name in rows[0]}
    columns["first_rank"] = _ranks(columns["first_rank"])
    table = pd.DataFrame({name: column.ravel() for name, column in columns.items()})
    table["readout_id"] = np.repeat(np.array(list(counts), dtype=object), len(themes) + 1)
    table["theme"] = np.tile(np.array([*themes, NONE], dtype=object), len(counts))
    return table[EMPHASIS_COLUMNS].astype(dict.fromkeys(WHOLE_NUMBERS, "Int64"))


def measure_side_by_side(counts: Mapping[str, ReadoutCounts], themes: Sequence[str]) -> pd.DataFrame:
    """Every measure of emphasis, one row per readout, theme (`none` included) and measure.

    Returns
    -------
    MEASURE_COLUMNS: value (a share, or matches per 1,000 words), rank among the themes of the codebook (1 is
    the largest; equal values share the better rank; NA for `none`, for an absent theme and in an empty readout).
    """
    if not counts:
        return pd.DataFrame(columns=MEASURE_COLUMNS).astype({"rank": "Int64"})
    values = np.stack([readout.values[measure] for readout in counts.values() for measure in MEASURES])
    ranks = _ranks(-np.where(values > 0, values.round(12), np.nan))
    table = pd.DataFrame({"value": values.ravel(), "rank": ranks.ravel()})
    n_themes = len(themes) + 1
    for name, keys, repeats in (
        ("readout_id", list(counts), len(MEASURES) * n_themes),
        ("measure", list(MEASURES), n_themes),
        ("theme", [*themes, NONE], 1),
    ):
        table[name] = np.resize(np.repeat(np.array(keys, dtype=object), repeats), len(table))
    return table[MEASURE_COLUMNS].astype({"rank": "Int64"})


def _columns(readout: ReadoutCounts) -> dict[str, Floats]:
    """One readout's columns, each (k,), `none` the last; first_rank is the first sentence here, 0 the first of all."""
    bounded, first = readout.bounded, _first_sentence(readout)
    points = np.append(readout.points, 0)  # for themes that are in no sentence
    return {
        "n_words": readout.given.sum(axis=0),
        "n_sentences": (readout.weights > 0).sum(axis=0),
        "n_matches": np.append(readout.matches[:, :-1].sum(axis=0), np.nan),
        **readout.values,
        "first_point": np.where(np.isnan(first), np.nan, points[np.nan_to_num(first, nan=-1).astype(int)]),
        "first_rank": first,
        "low": bounded.low,
        "high": bounded.high,
    }


def _first_sentence(readout: ReadoutCounts) -> Floats:
    """Position of the first sentence with each theme, (k,); nan where absent."""
    present = readout.weights > 0
    if not len(present):
        return np.full(present.shape[1], np.nan)
    return np.where(present.any(axis=0), present.argmax(axis=0), np.nan)


def _ranks(values: Floats) -> Floats:
    """Rank of each theme in its row, (rows, k): 1 is the smallest; nan for a missing value and for `none`, the last."""
    ranks = pd.DataFrame(values[:, :-1]).rank(axis=1, method="min").to_numpy()
    return np.column_stack([ranks, np.full(len(values), np.nan)])
