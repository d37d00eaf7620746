"""Sentences and their tags → a stratified random sample to code by hand, each sentence with its probability.

Strata are made of what the codebook says: a sentence belongs to the rarest of its themes. Within a stratum they are
drawn at random without replacement, so that the probability of each is known exactly: drawn / stratum_size. Rare themes
are oversampled: a stratum gets sentences in proportion to the square root of its size (power allocation: Bankier 1988,
The American Statistician 42:174), at least two, so that it has a variance. Where the codebook finds nothing, it may
have missed any theme: that stratum counts double.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..codebook.model import NONE
from .intervals import Floats, Z

DRAWN_COLUMNS = ["readout_id", "sentence", "stratum", "stratum_size", "probability"]
BY_THEME, BY_MEETING = "theme", "meeting"
WORTH_OF_NONE = 2.0  # how much more a stratum without a theme counts
MIN_OF_STRATUM = 2  # sentences drawn from each stratum, or all that it has
ASSUMED_ERROR = 0.1  # part of the sentences in which coder and codebook differ on a theme, before any is coded
Whole = NDArray[np.int64]


def draw_sample(
    sentences: pd.DataFrame, tags: pd.DataFrame, size: int, seed: int, by: Sequence[str] = (BY_THEME,)
) -> pd.DataFrame:
    """Draw sentences to code, in a random order.

    Parameters
    ----------
    sentences : readout_id, sentence; the sentences that may be drawn, meeting after meeting.
    tags : readout_id, sentence, theme.
    size : sentences to draw. seed : the same seed draws the same sentences of the same corpus.
    by : what strata are made of: "theme", "meeting" or both. A stratum of theme and meeting that would get fewer than
        two sentences is joined with that of the theme's next meeting.

    Returns
    -------
    DRAWN_COLUMNS, one row per sentence drawn: stratum (a number from 1 that says nothing of its theme), stratum_size
    (its sentences), probability (sentences drawn from the stratum / stratum_size).

    Raises
    ------
    ValueError where `size` is larger than the number of sentences, or too small for two of each stratum.

    >>> said = pd.DataFrame({"readout_id": "a", "sentence": range(1, 11)})
    >>> tags = pd.DataFrame({"readout_id": "a", "sentence": [3, 7], "theme": "trade"})
    >>> drawn = draw_sample(said, tags, 4, seed=1)
    >>> sorted(zip(drawn["stratum_size"].tolist(), drawn["probability"].tolist()))
    [(2, 1.0), (2, 1.0), (8, 0.25), (8, 0.25)]
    """
    strata, sizes, worths = stratify(sentences, tags, size, by)
    generator = np.random.default_rng(seed)
    numbers = generator.permutation(len(sizes)) + 1
    chosen = np.concatenate([
        generator.choice(np.flatnonzero(strata == stratum), n, replace=False)
        for stratum, n in enumerate(allocate(sizes, size, worths))
    ])  # fmt: skip
    chosen = generator.permutation(chosen)
    own = strata[chosen]
    return sentences.iloc[chosen][["readout_id", "sentence"]].assign(
        stratum=numbers[own], stratum_size=sizes[own], probability=(np.bincount(own) / sizes)[own]
    ).reset_index(drop=True)[DRAWN_COLUMNS]  # fmt: skip


class Strata(NamedTuple):
    """The stratum of each sentence, (n,), from 0; the sentences of each stratum; and how much each counts."""

    of: Whole
    sizes: Whole
    worths: Floats


def allocate(sizes: Whole, size: int, worths: Floats | float = 1.0) -> Whole:
    """How many sentences each stratum gives: by its worth times the square root of its size, at least two or all.

    Raises ValueError where that cannot be.

    >>> allocate(np.array([100, 25, 1]), 16).tolist()
    [10, 5, 1]
    """
    wanted = worths * np.sqrt(sizes)
    given = np.minimum(sizes, MIN_OF_STRATUM)
    if not given.sum() <= size <= sizes.sum():
        raise ValueError(
            f"Draw from {given.sum()} to {sizes.sum()} sentences: {len(sizes)} strata give two or more each."
        )
    for _ in range(size - int(given.sum())):
        given[np.argmax(np.where(given < sizes, wanted / (2 * given + 1), -1.0))] += 1
    return given


def stratify(sentences: pd.DataFrame, tags: pd.DataFrame, size: int, by: Sequence[str] = (BY_THEME,)) -> Strata:
    """The strata of sentences; as for `draw_sample`."""
    names = _rarest_themes(sentences, tags) if BY_THEME in by else np.full(len(sentences), "")
    themes, of = np.unique(names, return_inverse=True)
    strata = Strata(of.astype(np.int64), np.bincount(of), np.where(themes == NONE, WORTH_OF_NONE, 1.0))
    if BY_MEETING not in by:
        return strata
    meetings, worths = pd.factorize(sentences["readout_id"])[0], list[float]()
    joined = np.zeros(len(of), dtype=np.int64)
    for theme, given in enumerate(allocate(strata.sizes, size, strata.worths)):
        own = np.flatnonzero(of == theme)
        joined[own] = len(worths) + _join_meetings(meetings[own], given / len(own))
        worths += [strata.worths[theme]] * (int(joined[own].max()) + 1 - len(worths))
    return Strata(joined, np.bincount(joined), np.array(worths))


def _rarest_themes(sentences: pd.DataFrame, tags: pd.DataFrame) -> NDArray[np.str_]:
    """The rarest theme of each sentence, `none` where it has none."""
    keys = ["readout_id", "sentence"]
    own = tags.merge(sentences[keys], on=keys)[[*keys, "theme"]].drop_duplicates()
    own = own.assign(found=own.groupby("theme")["theme"].transform("size")).sort_values(["found", "theme"])
    rarest = own.drop_duplicates(keys).set_index(keys)["theme"]
    return np.array(rarest.reindex(pd.MultiIndex.from_frame(sentences[keys])).fillna(NONE), dtype=str)


def _join_meetings(meetings: Whole, rate: float) -> Whole:
    """Numbers of neighbouring meetings, (n,), joined until each number is given two sentences at this rate or more."""
    joined, number, expected = dict[int, int](), 0, 0.0
    for meeting, n in zip(*np.unique(meetings, return_counts=True), strict=True):
        if expected >= MIN_OF_STRATUM:
            number, expected = number + 1, 0.0
        joined[int(meeting)] = number
        expected += n * rate
    if expected < MIN_OF_STRATUM and number:
        joined = {meeting: min(own, number - 1) for meeting, own in joined.items()}
    return np.array([joined[int(meeting)] for meeting in meetings], dtype=np.int64)


def size_for_width(words: Floats, strata: Strata, width: float, error: float = ASSUMED_ERROR) -> int:
    """The smallest sample whose 95 % interval of a share of all words is at most this wide.

    words : (n,) words of each sentence. strata : as from `stratify`. error : part of the sentences in which
    coder and codebook differ on a theme. All sentences where no sample is enough.

    >>> size_for_width(np.full(600, 20.0), Strata(np.repeat([0, 1], 300), np.array([300, 300]), np.ones(2)), 0.1)
    123
    """
    of, sizes, worths = strata
    spread = error * np.bincount(of, weights=(words / words.sum()) ** 2) / sizes
    low, high = int(np.minimum(sizes, MIN_OF_STRATUM).sum()), len(of)
    while low < high:
        middle = (low + high) // 2
        given = allocate(sizes, middle, worths)
        if 2 * Z * np.sqrt((sizes**2 * (1 - given / sizes) / given * spread).sum()) <= width:
            high = middle
        else:
            low = middle + 1
    return low
