"""`sentences` and `tags` → `emphasis`: how much of each readout each theme has, by every measure.

Emphasis is first of all the share of words. A sentence's words are split evenly among its themes;
the words of a sentence without a theme go to `none`; so a readout's shares add up to 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from .codebook import NONE
from .measures import MEASURES, SCALES, Readout

EMPHASIS_COLUMNS = [
    "readout_id", "theme", "n_words", "n_sentences", "n_matches", "share_words", "share_sentences",
    "share_points", "per_1000_words", "first_point", "first_rank", "low", "high",
]  # fmt: skip
MEASURE_COLUMNS = ["readout_id", "theme", "measure", "value", "low", "high", "rank"]
WHOLE_NUMBERS = ["n_sentences", "n_matches", "first_point", "first_rank"]


def measure_emphasis(numbers: Mapping[str, Readout], themes: Sequence[str]) -> pd.DataFrame:
    """Emphasis of each theme, and of `none`, at each readout; zeros are rows.

    Parameters
    ----------
    numbers : the readouts in the order wanted, as from `measures.as_numbers`.
    themes : keys of the codebook, in the order wanted.

    Returns
    -------
    One row per readout and theme: n_words (words given to the theme), n_sentences (in which it is),
    n_matches, share_words, share_sentences, share_points (of the points, any mention),
    per_1000_words (matches), first_point (number of the first point with it), first_rank (1 for the
    theme that is mentioned first; NA, both, where absent), low and high (95 % interval of
    share_words, see `intervals`). All of a readout without sentences is NA. Matches of `none` are
    NA: there is no such thing.
    """
    parts = [_rows(readout, [*themes, NONE]) for readout in numbers.values()]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=EMPHASIS_COLUMNS)
    return table.astype(dict.fromkeys(WHOLE_NUMBERS, "Int64"))


def measure_side_by_side(numbers: Mapping[str, Readout], themes: Sequence[str]) -> pd.DataFrame:
    """Every measure with its interval, one row per readout, theme (`none` included) and measure.

    Returns
    -------
    MEASURE_COLUMNS: value (a share, or matches per 1,000 words), low and high (its 95 % interval),
    rank among the themes of the codebook (1 is the largest; equal values share the better rank; NA
    for `none`, for an absent theme and in an empty readout).
    """
    rows = []
    for name, readout in numbers.items():
        for measure in MEASURES:
            one = readout.measured[measure]
            scale = SCALES.get(measure, 1.0)
            ranks = pd.Series(one.shares[:-1]).where(one.shares[:-1] > 0).round(12).rank(method="min", ascending=False)
            for i, theme in enumerate([*themes, NONE]):
                value, low, high = (bound[i] * scale for bound in one.bounded)
                rows.append((name, theme, measure, value, low, high, ranks.get(i, np.nan)))
    return pd.DataFrame(rows, columns=MEASURE_COLUMNS).astype({"rank": "Int64"})


def _rows(readout: Readout, themes: Sequence[str]) -> pd.DataFrame:
    """One readout's rows, in the order of the themes."""
    measured = readout.measured
    bounded = measured["share_words"].bounded
    columns: dict[str, object] = {name: measured[name].shares for name in MEASURES}
    first = _first_sentence(readout)
    rank = first.iloc[:-1].rank(method="min").reindex(first.index)
    return pd.DataFrame({
        "readout_id": readout.name,
        "theme": themes,
        "n_words": measured["share_words"].parts.sum(axis=0),
        "n_sentences": measured["share_sentences"].parts.sum(axis=0),
        "n_matches": np.append(readout.matches[:, :-1].sum(axis=0), np.nan),
        **columns,
        "per_1000_words": 1000 * measured["per_1000_words"].shares,
        "first_point": first.map(lambda n: readout.points[int(n)], na_action="ignore"),
        "first_rank": rank,
        "low": bounded.low,
        "high": bounded.high,
    })[EMPHASIS_COLUMNS]  # fmt: skip


def _first_sentence(readout: Readout) -> pd.Series:
    """Position of the first sentence with each theme; nan where absent."""
    present = readout.weights > 0
    if not len(present):
        return pd.Series(np.full(present.shape[1], np.nan))
    return pd.Series(np.where(present.any(axis=0), present.argmax(axis=0), np.nan))
