"""Keyness: word counts of a target and a reference → how far each word sets the two apart, and whether chance would.

Two statistics. The log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, Political Analysis
16:372) shrinks what rare words seem to show towards what both sides use. Its z only orders words for charts: it treats
every use of a word as independent. The test permutes whole agenda points between target and reference, because a
word said five times in one point is one decision.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..text.words import as_word, word_spans
from .comparing import MIN_UNITS
from .intervals import Floats
from .permuting import ALPHA, MAX_LISTED, NOT_SHOWN, NOT_TESTED, arrange, count_arrangements

COUNT_COLUMNS = ["readout_id", "point", "word", "n"]
KEYNESS_COLUMNS = [
    "target_id", "reference_id", "word", "n_target", "n_reference", "per_1000_target", "per_1000_reference",
    "log_ratio", "log_odds", "z", "p", "q", "verdict",
]  # fmt: skip
MORE_IN, LESS_IN = "more in target", "more in reference"
REST = "the rest"
PRIOR_WORDS = 500.0  # weight of the prior in words: that of an ordinary readout
MAX_CELLS = 2_000_000  # cells of an array, words by arrangements: 16 MB
TIE = 1e-9  # share of a difference below which another is as large, whatever the rounding


def count_words_of(sentences: pd.DataFrame) -> pd.DataFrame:
    """Count the words of every agenda point (of a text without points: of every paragraph).

    Words are those of `text.word_spans`, in lower case, with straight apostrophes.

    Parameters
    ----------
    sentences : readout_id, point, text.

    Returns
    -------
    COUNT_COLUMNS, one row per point and word in it, in the order of readout_id, point and word. A point without words
    has no row.

    >>> sentences = pd.DataFrame({"readout_id": ["a", "b"], "point": [1, 1], "text": ["Trade, trade!", "No trade"]})
    >>> count_words_of(sentences).values.tolist()
    [['a', 1, 'trade', 2], ['b', 1, 'no', 1], ['b', 1, 'trade', 1]]
    """
    rows = [
        (row.readout_id, row.point, as_word(row.text[start:end]))
        for row in sentences[["readout_id", "point", "text"]].itertuples(index=False)
        for start, end in word_spans(row.text)
    ]
    found = pd.DataFrame(rows, columns=COUNT_COLUMNS[:-1])
    return found.groupby(COUNT_COLUMNS[:-1]).size().rename("n").reset_index()


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


def permute_words(target: Any, reference: Any) -> Floats:
    """Test whether each word is more frequent on one side than chance makes it.

    Whole points are permuted between the sides: all arrangements where at most 20,000 exist, else 9,999 drawn with a
    fixed seed and the observed one. The statistic is the absolute difference of the two rates (occurrences divided by
    words, each a ratio of sums). Neither the order of points nor that of the sides changes a value.

    Parameters
    ----------
    target, reference : (n points, n words) counts of all words, as arrays or sparse; no point without words.

    Returns
    -------
    (n words,) p: the share of arrangements with so large a difference; nan where a side has fewer than 4 points.

    >>> permute_words(np.array([[1, 9], [2, 8], [1, 8], [2, 9]]), np.array([[9, 1], [8, 2], [8, 1], [9, 2]])).round(3)
    array([0.029, 0.029])
    """
    if min(target.shape[0], reference.shape[0]) < MIN_UNITS:
        return np.full(target.shape[1], np.nan)
    counts, is_drawn = _pool(target, reference)
    wholes, sizes = counts.sum(axis=0), ((len(is_drawn), int(is_drawn.sum())),)
    bar = _differences(counts, wholes, is_drawn[None, :].astype(float)) * (1 - TIE)
    n = int(count_arrangements(sizes) > MAX_LISTED)  # the observed arrangement is listed, but not drawn
    as_large = np.full(len(bar), float(n))
    for matrix in arrange(sizes):
        n += len(matrix)
        step = max(1, MAX_CELLS // len(matrix))
        for own in (slice(first, first + step) for first in range(0, len(bar), step)):
            as_large[own] += (_differences(counts[own], wholes, matrix) >= bar[own]).sum(axis=1)
    p: Floats = as_large / n
    return p


def _pool(target: Any, reference: Any) -> tuple[Any, NDArray[np.bool_]]:
    """The points of both sides, in an order that depends on nothing but their words.

    Returns counts, (n words, n points) and sparse, and whether a point is of the side that is drawn: that with
    fewer points, whichever of the two it is.
    """
    from scipy import sparse

    both = sparse.csr_array(sparse.vstack([sparse.csr_array(target), sparse.csr_array(reference)]), dtype=float)
    both.eliminate_zeros()
    both.sort_indices()
    ends = list(zip(both.indptr[:-1], both.indptr[1:], strict=True))
    said = [(both.indices[a:b].tolist(), both.data[a:b].tolist()) for a, b in ends]
    sides = range(target.shape[0]), range(target.shape[0], len(said))
    drawn = min(sides, key=lambda side: (len(side), sorted(said[point] for point in side)))
    order = sorted(range(len(said)), key=lambda point: (said[point], point in drawn))
    return sparse.csr_array(both[order].T), np.isin(order, drawn)


def _differences(counts: Any, wholes: Floats, matrix: Floats) -> Floats:
    """Absolute difference of the rates of each word in each arrangement, (n words, n arrangements).

    The rates are brought to one denominator, so that every sum is of whole numbers and exact.
    """
    chosen, total = wholes @ matrix.T, wholes.sum()
    difference: Floats = counts @ matrix.T
    difference *= total
    difference -= counts.sum(axis=1)[:, None] * chosen
    np.abs(difference, out=difference)
    difference /= chosen * (total - chosen)
    return difference


def measure_keyness(
    counts: pd.DataFrame, target: str, reference: str | None = None, *, leave_out: Collection[str] = ()
) -> pd.DataFrame:
    """The words that set one readout apart from another, or from all the rest.

    Parameters
    ----------
    counts : as from `count_words_of`; all of it is the prior, in proportion, weighing PRIOR_WORDS.
    target, reference : readout_ids; without a reference, all other readouts together are it.
    leave_out : words that count in the totals but are not tested: function words, names.

    Returns
    -------
    KEYNESS_COLUMNS, one row per word of either side, in the order of z: n_target, n_reference; per_1000_…
    (rates per 1,000 words); log_ratio (effect size after Hardie 2014: how many times the rate doubles, ½ added to
    both counts); log_odds; z (an order for charts, not a test); p (see `permute_words`); q (the share of false finds
    expected among words with as small a p: Benjamini and Hochberg 1995); verdict: "more in target" or "more in
    reference" where q is below .05, else "not shown". Where a side has fewer than 4 points with words, p and q are NA
    and the verdict is "not tested". No rows where a side has no words.

    >>> trade, ferry = "trade trade trade ferry", "ferry ferry ferry trade"
    >>> sentences = pd.DataFrame({"readout_id": [*"aaaaaabbbbbb"], "point": [*range(6)] * 2,
    ...     "text": [trade] * 6 + [ferry] * 6})
    >>> measure_keyness(count_words_of(sentences), "a", "b")[["word", "verdict"]].values.tolist()
    [['trade', 'more in target'], ['ferry', 'more in reference']]
    """
    is_target = counts["readout_id"] == target
    is_reference = ~is_target if reference is None else counts["readout_id"] == reference
    words = pd.Index(np.unique(counts.loc[is_target | is_reference, "word"].to_numpy(dtype=object)))
    if not is_target.any() or not is_reference.any() or len(words) < 2:  # one word alone cannot set anything apart
        return pd.DataFrame(columns=KEYNESS_COLUMNS)
    sides = [_by_point(counts[own], words) for own in (is_target, is_reference)]
    a, b = (side.sum(axis=0) for side in sides)
    whole = counts.groupby("word")["n"].sum()[words].to_numpy(dtype=float)
    difference, error = log_odds(a, b, PRIOR_WORDS * whole / whole.sum())
    table = pd.DataFrame({
        "target_id": target, "reference_id": reference if reference is not None else REST,
        "word": words, "n_target": a.astype(int), "n_reference": b.astype(int),
        "per_1000_target": 1000 * a / a.sum(), "per_1000_reference": 1000 * b / b.sum(),
        "log_ratio": np.log2((a + 0.5) / (a.sum() + 0.5) * (b.sum() + 0.5) / (b + 0.5)),
        "log_odds": difference, "z": difference / error, "p": permute_words(*sides),
    })  # fmt: skip
    table = _judge(table[~table["word"].isin(set(leave_out))].reset_index(drop=True))
    order = np.lexsort((table["word"], -table["z"].round(9)))
    return table.iloc[order].reset_index(drop=True)[KEYNESS_COLUMNS]


def _by_point(own: pd.DataFrame, words: pd.Index) -> Any:
    """The counts of one side as a sparse matrix, (n points, n words)."""
    from scipy import sparse

    points = own.groupby(["readout_id", "point"]).ngroup().to_numpy()
    cells = own["n"].to_numpy(dtype=float), (points, words.get_indexer(own["word"]))
    return sparse.csr_array(cells, shape=(points.max() + 1, len(words)))


def _judge(table: pd.DataFrame) -> pd.DataFrame:
    """The table with q and verdict."""
    if table["p"].isna().any():  # of one comparison, all words are tested or none
        return table.assign(q=np.nan, verdict=NOT_TESTED)
    q = _false_discovery(table["p"].to_numpy())
    leaning = np.where(table["per_1000_target"] > table["per_1000_reference"], MORE_IN, LESS_IN)
    return table.assign(q=q, verdict=np.where(q < ALPHA, leaning, NOT_SHOWN))


def _false_discovery(p: Floats) -> Floats:
    """The share of false finds among words with as small a p, or a smaller one (Benjamini and Hochberg 1995)."""
    order = np.argsort(p)
    share = p[order] * (len(p) / np.arange(1, len(p) + 1))
    q = np.empty(len(p))
    q[order] = np.minimum.accumulate(share[::-1])[::-1]
    return np.clip(q, 0, 1)


def distinctive_words(keyness: pd.DataFrame, most: int = 8) -> pd.DataFrame:
    """The words that lean most to each side by z: at most `most` a side, each used twice or more."""
    repeated = keyness[keyness["n_target"] + keyness["n_reference"] > 1]
    parts = [repeated[repeated["z"] > 0].head(most), repeated[repeated["z"] < 0].tail(most)]
    return pd.concat(parts, ignore_index=True)
