"""Keyness: word counts of a target and a reference → how far and how surely each word sets the two apart.

Two statistics. The log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, Political Analysis
16:372) shrinks what rare words seem to show towards what both sides use; charts show it, ordered by its z, which the
prior makes too small for a test. Signed G² (Dunning 1993, Computational Linguistics 19:61) is the test, with Williams'
correction, because without it G² rejects too often at small counts (Williams 1976, Biometrika 63:33).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import numpy as np
import pandas as pd

from ..text.words import as_word, word_spans
from .intervals import LEVEL, Floats, Z
from .permuting import NOT_SHOWN

Correction = Literal["williams", "yates", "none"]
KEYNESS_COLUMNS = [
    "target_id", "reference_id", "word", "n_target", "n_reference", "per_1000_target", "per_1000_reference",
    "log_ratio", "log_odds", "low", "high", "z", "g2", "q", "verdict",
]  # fmt: skip
MORE_IN, LESS_IN = "more in target", "more in reference"
REST = "the rest"
PRIOR_WORDS = 500.0  # weight of the prior in words: that of an ordinary readout


def count_words_of(sentences: pd.DataFrame) -> pd.DataFrame:
    """Count every word of every readout, zeros included.

    Words are those of `text.word_spans`, in lower case, with straight apostrophes. Returns a row per word in
    alphabetical order and a column per readout_id.

    >>> sentences = pd.DataFrame({"readout_id": ["a", "b"], "text": ["Trade, trade!", "No trade"]})
    >>> count_words_of(sentences).to_dict()
    {'a': {'no': 0, 'trade': 2}, 'b': {'no': 1, 'trade': 1}}
    """
    rows = [
        (row.readout_id, as_word(row.text[start:end]))
        for row in sentences[["readout_id", "text"]].itertuples(index=False)
        for start, end in word_spans(row.text)
    ]
    found = pd.DataFrame(rows, columns=["readout_id", "word"])
    counts = found.groupby(["word", "readout_id"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(dict.fromkeys(sentences["readout_id"])), fill_value=0)
    return counts.rename_axis(index=None, columns=None).astype(int)


def log_odds(target: Floats, reference: Floats, prior: Floats) -> tuple[Floats, Floats]:
    """Log-odds ratio of each word with a Dirichlet prior, and its standard error.

    Parameters
    ----------
    target, reference : (n words,) counts.
    prior : (n words,) counts added to both sides; above 0.

    Returns
    -------
    (n words,) each: the difference of the two log-odds, and its approximate standard error. z is the first divided by
    the second.

    >>> difference, error = log_odds(np.array([9.0, 1.0]), np.array([1.0, 9.0]), np.array([1.0, 1.0]))
    >>> float(difference[0].round(3))
    3.219
    """
    sides = [counts + prior for counts in (target, reference)]
    odds = [np.log(side / (side.sum() - side)) for side in sides]
    difference: Floats = odds[0] - odds[1]
    error: Floats = np.sqrt(1 / sides[0] + 1 / sides[1])
    return difference, error


def signed_g2(target: Floats, reference: Floats, correction: Correction = "williams") -> Floats:
    """G² of each word against all others; negative where the word is relatively more frequent in the reference.

    Parameters
    ----------
    target, reference : (n words,) counts.
    correction : "williams" divides by Williams' q, "yates" moves each count by ½ towards its expected
        value, "none" does neither.

    >>> float(signed_g2(np.array([7.0, 3.0]), np.array([2.0, 7.0]), "none")[0].round(5))
    4.53494
    """
    a, b = np.asarray(target, dtype=float), np.asarray(reference, dtype=float)
    sizes = a.sum(), b.sum()
    cells = np.stack([a, b, sizes[0] - a, sizes[1] - b])
    n = sizes[0] + sizes[1]
    rows = np.stack([a + b, a + b, n - a - b, n - a - b])
    expected = rows * np.array([sizes[0], sizes[1], sizes[0], sizes[1]])[:, None] / n
    if correction == "yates":
        cells = cells - np.sign(cells - expected) * np.minimum(0.5, np.abs(cells - expected))
    ratio = np.where((cells > 0) & (expected > 0), cells, 1) / np.where((cells > 0) & (expected > 0), expected, 1)
    g2: Floats = 2 * (cells * np.log(ratio)).sum(axis=0)
    if correction == "williams":
        g2 = g2 / _williams(rows[0], n - rows[0], *sizes)
    return np.where(a >= expected[0], g2, -g2)


def _williams(row: Floats, other_row: Floats, column: float, other_column: float) -> Floats:
    """Williams' q of each table of 2 by 2; 1 where a margin is empty."""
    n = column + other_column
    some = (row > 0) & (other_row > 0) & (column > 0) & (other_column > 0)
    safe_row, safe_other = np.where(some, row, 1.0), np.where(some, other_row, 1.0)
    columns = n / (column or 1) + n / (other_column or 1) - 1
    q: Floats = np.where(some, 1 + (n / safe_row + n / safe_other - 1) * columns / (6 * n), 1.0)
    return q


def measure_keyness(
    counts: pd.DataFrame,
    target: str,
    reference: str | None = None,
    *,
    correction: Correction = "williams",
    leave_out: Collection[str] = (),
) -> pd.DataFrame:
    """The words that set one readout apart from another, or from all the rest.

    Parameters
    ----------
    counts : as from `count_words_of`; all of it is the prior, in proportion, weighing PRIOR_WORDS.
    target, reference : readout_ids; without a reference, all other readouts together are it.
    correction : of G², see `signed_g2`.
    leave_out : words that count in the totals but are not tested: function words, names.

    Returns
    -------
    KEYNESS_COLUMNS, one row per word of either side, in the order of z: n_target, n_reference; per_1000_…
    (rates per 1,000 words); log_ratio (effect size after Hardie 2014: how many times the rate doubles, ½ added to
    both counts); log_odds with its 95 % interval low and high; z; g2 (signed); q (the share of false finds
    expected among words with as large a G²: Benjamini and Hochberg 1995); verdict: "more in target" or "more in
    reference" where q is below .05, else "not shown".

    Raises
    ------
    KeyError for a readout_id that is not a column of the counts.

    >>> counts = pd.DataFrame({"a": {"ferry": 9, "trade": 1}, "b": {"ferry": 1, "trade": 9}})
    >>> measure_keyness(counts, "a", "b")[["word", "verdict"]].values.tolist()
    [['ferry', 'more in target'], ['trade', 'more in reference']]
    """
    others = [name for name in counts.columns if name != target] if reference is None else [reference]
    sides = counts[target].to_numpy(dtype=float), counts[others].sum(axis=1).to_numpy(dtype=float)
    spoken = sides[0] + sides[1] > 0
    a, b = (side[spoken] for side in sides)
    whole = counts.sum(axis=1).to_numpy(dtype=float)[spoken]
    if not a.sum() or not b.sum() or len(a) < 2:  # one word alone cannot set anything apart
        return pd.DataFrame(columns=KEYNESS_COLUMNS)
    difference, error = log_odds(a, b, PRIOR_WORDS * whole / whole.sum())
    z, g2 = difference / error, signed_g2(a, b, correction)
    table = pd.DataFrame({
        "target_id": target, "reference_id": reference if reference is not None else REST,
        "word": counts.index[spoken], "n_target": a.astype(int), "n_reference": b.astype(int),
        "per_1000_target": 1000 * a / a.sum(), "per_1000_reference": 1000 * b / b.sum(),
        "log_ratio": np.log2((a + 0.5) / (a.sum() + 0.5) * (b.sum() + 0.5) / (b + 0.5)),
        "log_odds": difference, "low": difference - Z * error, "high": difference + Z * error, "z": z,
        "g2": g2,
    })  # fmt: skip
    table = table[~table["word"].isin(set(leave_out))].reset_index(drop=True)
    if table.empty:
        return pd.DataFrame(columns=KEYNESS_COLUMNS)
    from scipy import stats

    table["q"] = stats.false_discovery_control(stats.chi2.sf(table["g2"].abs(), df=1))
    leaning = np.where(table["g2"] > 0, MORE_IN, LESS_IN)
    table["verdict"] = np.where(table["q"] < 1 - LEVEL, leaning, NOT_SHOWN)
    order = np.lexsort((table["word"], -table["z"].round(9)))
    return table.iloc[order].reset_index(drop=True)[KEYNESS_COLUMNS]


def distinctive_words(keyness: pd.DataFrame, most: int = 8) -> pd.DataFrame:
    """The words that lean most to each side by z: at most `most` a side, each used twice or more."""
    repeated = keyness[keyness["n_target"] + keyness["n_reference"] > 1]
    parts = [repeated[repeated["z"] > 0].head(most), repeated[repeated["z"] < 0].tail(most)]
    return pd.concat(parts, ignore_index=True)
