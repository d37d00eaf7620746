"""`sentences` and `tags` → `emphasis` of every theme at every readout, and `shifts` between readouts.

Emphasis is first of all the share of words. A sentence's words are split evenly among its themes;
the words of a sentence without a theme go to `none`; so a readout's shares add up to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from .codebook import NONE
from .intervals import Floats, difference_interval, percentile_interval, resample_shares, wilson

EMPHASIS_COLUMNS = [
    "readout_id", "theme", "n_words", "n_sentences", "n_matches", "share_words", "share_sentences",
    "share_points", "per_1000_words", "first_point", "low", "high",
]  # fmt: skip
SHIFT_COLUMNS = [
    "from_id", "to_id", "theme", "before", "after", "change", "low", "high", "smallest", "verdict",
]  # fmt: skip
SPREAD = 1e-12  # below it draws differ by rounding only
MORE, LESS, NOT_SHOWN = "more", "less", "not shown"


@dataclass(frozen=True)
class _Measured:
    """One readout: words (n sentences, n themes + none), shares, their bounds, resampled shares."""

    words: Floats
    counts: Floats
    shares: Floats
    low: Floats
    high: Floats
    draws: Floats

    @property
    def without_spread(self) -> list[bool]:
        """Where resampling shows no spread: a theme has no words or all, or the same part of every sentence."""
        return [bool(spread < SPREAD) for spread in np.ptp(self.draws, axis=0)]


def measure_emphasis(
    readouts: pd.DataFrame, sentences: pd.DataFrame, tags: pd.DataFrame, matches: pd.DataFrame, themes: Sequence[str]
) -> pd.DataFrame:
    """Emphasis of each theme, and of `none`, at each readout; zeros are rows.

    Parameters
    ----------
    readouts : readout_id, in the order wanted.
    sentences, tags, matches : as from `corpus` and `tagging`.
    themes : keys of the codebook, in the order wanted.

    Returns
    -------
    One row per readout and theme: n_words (words given to the theme), n_sentences (in which it is),
    n_matches, share_words, share_sentences, share_points (of the points, any mention),
    per_1000_words (matches), first_point (number of the first point with it, NA where absent), low
    and high (95 % interval of share_words: percentiles of resampled sentences; Wilson's for that
    share of the sentences where resampling shows no spread, as with a theme in none or in all). All
    of a readout without sentences is NA. Matches of `none` are NA: there is no such thing.
    """
    measured = _measure(readouts["readout_id"], sentences, tags, themes)
    counted = matches.groupby(["readout_id", "theme"]).size()
    points = _points(sentences, tags)
    columns = [*themes, NONE]
    rows = []
    for readout_id, m in measured.items():
        total, n_points = m.words.sum(), points.get((readout_id, None), [])
        for i, theme in enumerate(columns):
            n_matches = counted.get((readout_id, theme), 0) if theme != NONE else np.nan
            found = points.get((readout_id, theme), [])
            rows.append((
                readout_id, theme, m.words[:, i].sum(), m.counts[i], n_matches,
                m.shares[i], _share(m.counts[i], len(m.words)), _share(len(found), len(n_points)),
                _share(n_matches * 1000, total), min(found, default=None), m.low[i], m.high[i],
            ))  # fmt: skip
    table = pd.DataFrame(rows, columns=EMPHASIS_COLUMNS)
    whole_numbers = ["n_sentences", "n_matches", "first_point"]
    return table.astype(dict.fromkeys(whole_numbers, "Int64"))


def measure_shifts(
    readouts: pd.DataFrame,
    sentences: pd.DataFrame,
    tags: pd.DataFrame,
    themes: Sequence[str],
    pairs: Iterable[tuple[str, str]] | None = None,
) -> pd.DataFrame:
    """Change of each theme's share of words between meetings.

    Parameters
    ----------
    readouts : readout_id, in the order of their dates.
    pairs : (from, to) readout_ids; by default every two neighbours, then the first and the last.

    Returns
    -------
    One row per pair and theme, `none` left out: before, after, change (after minus before, as
    shares), low and high (its 95 % interval: resampled sentences, Newcombe's where a side shows no
    spread), smallest (the smallest change that these two texts could have shown), verdict: "more" or
    "less" where the interval excludes zero, else "not shown".
    """
    measured = _measure(readouts["readout_id"], sentences, tags, themes)
    rows = [
        (from_id, to_id, theme, *_shift(measured[from_id], measured[to_id], i))
        for from_id, to_id in (default_pairs(list(measured)) if pairs is None else pairs)
        for i, theme in enumerate(themes)
    ]
    return pd.DataFrame(rows, columns=SHIFT_COLUMNS)


def default_pairs(readout_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Neighbours in order, then the first with the last.

    >>> default_pairs(["a", "b", "c"])
    [('a', 'b'), ('b', 'c'), ('a', 'c')]
    """
    pairs = list(pairwise(readout_ids))
    return [*pairs, (readout_ids[0], readout_ids[-1])] if len(readout_ids) > 2 else pairs


def _shift(before: _Measured, after: _Measured, i: int) -> tuple[float, float, float, float, float, float, str]:
    change = after.shares[i] - before.shares[i]
    if before.without_spread[i] or after.without_spread[i]:
        sides = [(float(m.shares[i]), float(m.low[i]), float(m.high[i])) for m in (before, after)]
        low, high = difference_interval(sides[0], sides[1])
    else:
        bounds = percentile_interval(after.draws[:, [i]] - before.draws[:, [i]])
        low, high = float(bounds[0][0]), float(bounds[1][0])
    verdict = MORE if low > 0 else LESS if high < 0 else NOT_SHOWN
    return before.shares[i], after.shares[i], change, low, high, max(change - low, high - change), verdict


def _measure(
    readout_ids: Iterable[str], sentences: pd.DataFrame, tags: pd.DataFrame, themes: Sequence[str]
) -> dict[str, _Measured]:
    weights = tags.pivot_table(index=["readout_id", "sentence"], columns="theme", values="weight", aggfunc="sum")
    index = pd.MultiIndex.from_frame(sentences[["readout_id", "sentence"]])
    given = weights.reindex(index=index, columns=list(themes)).fillna(0.0).to_numpy(dtype=float)
    given = np.column_stack([given, (given.sum(axis=1) == 0).astype(float)])
    words = given * sentences[["n_words"]].to_numpy(dtype=float)
    owner = sentences["readout_id"].to_numpy()
    return {name: _measure_one(words[owner == name], given[owner == name] > 0, name) for name in readout_ids}


def _measure_one(words: Floats, present: object, name: str) -> _Measured:
    counts = np.asarray(present, dtype=float).sum(axis=0)
    missing = np.full(words.shape[1], np.nan)
    if not words.sum():
        return _Measured(words, counts, missing, missing, missing, missing[None, :])
    shares, draws = words.sum(axis=0) / words.sum(), resample_shares(words, name)
    low, high = percentile_interval(draws)
    measured = _Measured(words, counts, shares, np.minimum(low, shares), np.maximum(high, shares), draws)
    for i, without_spread in enumerate(measured.without_spread):
        if without_spread:
            measured.low[i], measured.high[i] = wilson(float(shares[i]) * len(words), len(words))
    return measured


def _points(sentences: pd.DataFrame, tags: pd.DataFrame) -> dict[tuple[str, str | None], list[int]]:
    """Numbers of the points in which a theme is, by readout and theme; all points under None."""
    themed = sentences[["readout_id", "sentence", "point"]].merge(tags, how="left", on=["readout_id", "sentence"])
    themed["theme"] = themed["theme"].fillna(NONE)
    found: dict[tuple[str, str | None], list[int]] = {
        (str(name), str(theme)): sorted(part.unique())
        for (name, theme), part in themed.groupby(["readout_id", "theme"])["point"]
    }
    return found | {(str(name), None): list(part.unique()) for name, part in themed.groupby("readout_id")["point"]}


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")
