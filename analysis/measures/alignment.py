"""Alignment of two meetings: their points → pairs that continue, points that are new or dropped."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .intervals import LEVEL, SEED, Floats
from .repeated import folded_words
from .shifts import CONTINUED, DROPPED, NEW

ALIGNMENT_COLUMNS = ["from_id", "to_id", "from_point", "to_point", "similarity", "chance", "status"]
SIMILARITY_COLUMNS = ["from_id", "to_id", "from_point", "to_point", "similarity"]
SHUFFLES = 500  # random deals of the words that say what chance gives
SAME = 1 - 1e-9  # similarity from which two points have the same words
MAX_CELLS = 1_000_000  # of an array, words by points by deals: 8 MB
Bag = NDArray[np.int64]  # the words of a point as numbers


def align_points(sentences: pd.DataFrame, from_id: str, to_id: str) -> pd.DataFrame:
    """Pair the points of one meeting with those of another.

    Points are compared by the words they share (cosine of the TF-IDF of stems, without function words) and paired so
    that the similarities add up to the largest sum (optimal assignment, Kuhn 1955). A pair counts where it is more
    alike than chance makes it: the words of each meeting are dealt to its points at random and paired again, and 95 %
    of these deals stay below `chance`. Points with exactly the same words are always a pair. A point without
    counterpart may still have one in other words.

    Parameters
    ----------
    sentences : readout_id, point, text.
    from_id, to_id : the two readouts.

    Returns
    -------
    ALIGNMENT_COLUMNS, one row per pair, then one per point without counterpart: similarity (0 to 1; without
    counterpart: to the most similar point), chance (the similarity to exceed), status: "continued", "dropped"
    (to_point is NA) or "new" (from_point is NA). No rows where a meeting has no points.

    >>> said = pd.DataFrame({"readout_id": ["a", "b"], "point": [1, 1], "text": ["Ferry tariffs.", "Ferry tariffs."]})
    >>> align_points(said, "a", "b")[["from_point", "to_point", "status"]].values.tolist()
    [[1, 1, 'continued']]
    """
    from scipy.optimize import linear_sum_assignment

    points = [_points(sentences, name) for name in (from_id, to_id)]
    if not all(points):
        return pd.DataFrame(columns=ALIGNMENT_COLUMNS)
    bags, split = _bags([words for side in points for words in side.values()]), len(points[0])
    similarity = _similarity(bags, split)
    chance = _chance(bags, split, f"{from_id} {to_id}")
    paired = zip(*linear_sum_assignment(-similarity), strict=True)
    pairs = [(i, j) for i, j in paired if similarity[i, j] > min(chance[i, j], SAME)]
    names = [list(side) for side in points]
    rows: list[tuple[object, ...]] = [
        (names[0][i], names[1][j], similarity[i, j], chance[i, j], CONTINUED) for i, j in pairs
    ]
    for i in sorted(set(range(split)) - {i for i, _ in pairs}):
        j = int(similarity[i].argmax())
        rows.append((names[0][i], None, similarity[i, j], chance[i, j], DROPPED))
    for j in sorted(set(range(len(names[1]))) - {j for _, j in pairs}):
        i = int(similarity[:, j].argmax())
        rows.append((None, names[1][j], similarity[i, j], chance[i, j], NEW))
    table = pd.DataFrame(rows, columns=["from_point", "to_point", "similarity", "chance", "status"])
    table = table.assign(from_id=from_id, to_id=to_id)[ALIGNMENT_COLUMNS]
    return table.astype({"from_point": "Int64", "to_point": "Int64", "similarity": float, "chance": float})


def compare_points(sentences: pd.DataFrame, from_id: str, to_id: str) -> pd.DataFrame:
    """Similarity (0 to 1) of every point of one meeting to every point of another: SIMILARITY_COLUMNS."""
    points = [_points(sentences, name) for name in (from_id, to_id)]
    similarity = _similarity(_bags([words for side in points for words in side.values()]), len(points[0]))
    rows = [
        (from_id, to_id, one, other, similarity[i, j])
        for i, one in enumerate(points[0])
        for j, other in enumerate(points[1])
    ]
    return pd.DataFrame(rows, columns=SIMILARITY_COLUMNS)


def _points(sentences: pd.DataFrame, readout_id: str) -> dict[int, list[str]]:
    """The stems of each point of a readout, without function words."""
    from nltk.stem.porter import PorterStemmer
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    stem = PorterStemmer().stem
    own = sentences[sentences["readout_id"] == readout_id]
    texts: dict[int, list[str]] = own.groupby("point", sort=False)["text"].agg(list).to_dict()
    return {
        point: [stem(word) for text in parts for word in folded_words(text) if word not in ENGLISH_STOP_WORDS]
        for point, parts in texts.items()
    }


def _bags(points: Iterable[Sequence[str]]) -> list[Bag]:
    """Each point as the numbers of its words."""
    number: dict[str, int] = {}
    return [np.array([number.setdefault(word, len(number)) for word in words], dtype=np.int64) for words in points]


def _similarity(bags: Sequence[Bag], split: int) -> Floats:
    """Cosine similarity of the TF-IDF of the points before `split` with those after."""
    if not 0 < split < len(bags):
        return np.zeros((split, len(bags) - split))
    n_words = 1 + max((int(bag.max()) for bag in bags if len(bag)), default=0)
    counts = np.array([np.bincount(bag, minlength=n_words) for bag in bags])
    weights = _weigh(counts)
    similarity: Floats = weights[:split] @ weights[split:].T
    return similarity


def _weigh(counts: NDArray[np.int64]) -> Floats:
    """TF-IDF of counts, (..., n points, n words), as scikit-learn's TfidfTransformer with sublinear_tf gives it.

    Squares are summed from left to right, as it sums them: the last digit decides between pairs that are as alike.
    """
    there = counts > 0
    n_points, df = counts.shape[-2], there.sum(axis=-2, keepdims=True)
    weights: Floats = np.where(there, np.log(np.maximum(counts, 1)) + 1.0, 0.0)
    weights *= np.log((n_points + 1.0) / (df + 1.0)) + 1.0
    lengths = np.sqrt(np.cumsum(weights**2, axis=-1)[..., -1:])
    weights /= np.where(lengths > 0, lengths, 1.0)
    return weights


def _chance(bags: Sequence[Bag], split: int, name: str) -> Floats:
    """The similarity that each pair of points must exceed: the 95 % quantile for both points under random deals.

    A deal gives each meeting's words to its own points, as many to each as it has; then the points are paired again.
    """
    from scipy.optimize import linear_sum_assignment

    sides = [bags[:split], bags[split:]]
    seed = int.from_bytes(hashlib.sha256(name.encode("utf-8")).digest()[:8], "big")
    generator = np.random.default_rng([SEED, seed])
    words = [np.concatenate(side) for side in sides]
    owners = np.repeat(np.arange(len(bags)), [len(bag) for bag in bags])
    n_words = 1 + max((int(side.max()) for side in words if len(side)), default=0)
    dealt = [np.zeros((SHUFFLES, len(side))) for side in sides]
    step = max(1, MAX_CELLS // (len(bags) * n_words))
    for first in range(0, SHUFFLES, step):
        many = min(step, SHUFFLES - first)
        deals = np.stack([np.concatenate([generator.permutation(side) for side in words]) for _ in range(many)])
        cells = (np.arange(many)[:, None] * len(bags) + owners) * n_words + deals
        weights = _weigh(np.bincount(cells.ravel(), minlength=many * len(bags) * n_words).reshape(many, -1, n_words))
        similarities = weights[:, :split] @ weights[:, split:].swapaxes(1, 2)
        for n, similarity in enumerate(similarities, start=first):
            pairs = linear_sum_assignment(-similarity)
            for side, paired in zip(dealt, pairs, strict=True):
                side[n, paired] = similarity[pairs]
    limits = [np.quantile(side, LEVEL, axis=0) for side in dealt]
    chance: Floats = np.maximum.outer(limits[0], limits[1])
    return chance
