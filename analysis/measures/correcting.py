"""The codebook's labels of all sentences and a coder's of a random sample → shares corrected for the codebook's errors.

The corrected total of a theme is tuning · (the codebook's total) + the weighted sum of (coder − tuning · codebook) over
the sample, each sentence divided by its probability: the difference estimator of survey sampling (Särndal, Swensson and
Wretman 1992, Model Assisted Survey Sampling, ch. 6), as in design-based supervised learning (Egami, Hinck, Stewart and
Wei 2023, NeurIPS 36) and prediction-powered inference (Angelopoulos et al. 2023, Science 382:669). It is right on
average whatever the codebook's errors are, because chance that is known chose the sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .intervals import LEVEL, ROUNDING, Floats

UNSEEN = 2.0  # coded sentences that are taken to differ and happened not to be drawn
Rows = NDArray[np.int64]


class Drawn(NamedTuple):
    """The coded sentences of one sample.

    rows : (m,) places of its sentences among all. strata : (m,) stratum of each, from 0.
    sizes : (strata,) sentences of each stratum. known : places of the sentences that earlier samples drew, all of them
    coded; a sample is drawn from all others.
    """

    rows: Rows
    strata: Rows
    sizes: Rows
    known: Rows = np.array([], dtype=np.int64)

    @property
    def counts(self) -> Rows:
        """Coded sentences of each stratum."""
        return np.bincount(self.strata, minlength=len(self.sizes))

    @property
    def enough(self) -> bool:
        """Whether every stratum has two coded sentences, or all of its sentences coded."""
        return bool((self.counts >= np.minimum(self.sizes, 2)).all())

    @property
    def factors(self) -> Floats:
        """Sentences that each coded sentence stands for, (m,)."""
        factors: Floats = (self.sizes / np.maximum(self.counts, 1))[self.strata]
        return factors


class Corrected(NamedTuple):
    """Estimates with 95 % intervals, (k,) each."""

    codebook: Floats
    corrected: Floats
    low: Floats
    high: Floats


def tune(weights: Floats, codebook: Floats, coder: Floats, samples: Sequence[Drawn]) -> Floats:
    """How far each theme relies on the codebook, (k,), 0 to 1: the value that gives the smallest variance.

    0 gives the estimate from the sample alone, 1 the codebook's total plus the mean difference, as in design-based
    supervised learning; tuned, it is as in PPI++ (Angelopoulos, Duchi and Zrnic 2023, arXiv:2311.01453). 1 where the
    codebook does not vary within strata, for then nothing depends on it.

    Parameters
    ----------
    weights : (n,) what a label of each sentence counts, such as its part of all words.
    codebook, coder : (n, k) part of each sentence that each theme has; `coder` is read for coded sentences only.
    samples : as from `Drawn`, each with enough coded sentences.

    >>> book = np.array([[1.0], [0], [1], [0], [1], [0]])
    >>> tune(np.full(6, 1 / 6), book, book, [Drawn(np.arange(4), np.zeros(4, int), np.array([6]))]).tolist()
    [1.0]
    """
    parts = _parts(samples)
    covariance, variance = (
        sum(part**2 * _variance(drawn, (weights[:, None] * one)[drawn.rows], (weights[:, None] * codebook)[drawn.rows])
            for part, drawn in zip(parts, samples, strict=True))
        for one in (coder, codebook)
    )  # fmt: skip
    varies = variance > ROUNDING**2
    return np.where(varies, np.clip(covariance / np.where(varies, variance, 1.0), 0.0, 1.0), 1.0)


def correct_labels(codebook: Floats, coder: Floats, samples: Sequence[Drawn], tuning: Floats) -> Floats:
    """Corrected labels of all sentences, (n, k): added up over any sentences, with weights, they give the estimate.

    A sentence has tuning · codebook, and if drawn also (coder − tuning · codebook) / its probability. A sentence
    that an earlier sample drew has the coder's label. Several samples are averaged by their coded sentences: each
    estimates the whole, and their errors are uncorrelated, because whatever the earlier ones drew, a later one is right
    on average.

    >>> book, coder = np.array([[1.0], [1], [0], [0]]), np.array([[1.0], [0], [0], [0]])
    >>> drawn = Drawn(np.array([0, 1]), np.array([0, 0]), np.array([4]))
    >>> correct_labels(book, coder, [drawn], np.ones(1)).ravel().tolist()
    [1.0, -1.0, 0.0, 0.0]
    """
    labels = np.zeros_like(codebook)
    for part, drawn in zip(_parts(samples), samples, strict=True):
        own = tuning * codebook
        own[drawn.rows] += drawn.factors[:, None] * (coder - tuning * codebook)[drawn.rows]
        own[drawn.known] = coder[drawn.known]
        labels += part * own
    return labels


def correct(weights: Floats, codebook: Floats, coder: Floats, samples: Sequence[Drawn], tuning: Floats) -> Corrected:
    """Estimate Σ weights · label of each theme, corrected for the codebook's errors.

    Parameters
    ----------
    weights : (n,) of each sentence: its part of the words for a share; for a change also minus its part of those
        before. 0 for sentences that do not belong to it.
    codebook, coder, samples, tuning : as for `tune`.

    Returns
    -------
    Corrected: the codebook's own estimate, the corrected one, and its interval, cut where no share can be: ± Student's
    t (coded sentences less strata) times the standard error of stratified sampling without replacement. To the variance
    two sentences are added that are taken to differ, as in the interval of Agresti and Coull (1998, The American
    Statistician 52:119): errors on a rare theme may not be in the sample, and without them its interval is too narrow.
    The interval is about these texts: it is a point where all is coded.

    >>> book, coder = np.array([[1.0], [1], [0], [0]]), np.array([[1.0], [0], [0], [0]])
    >>> drawn = Drawn(np.array([0, 1, 2, 3]), np.array([0, 0, 0, 0]), np.array([4]))
    >>> [float(value[0]) for value in correct(np.full(4, 0.25), book, coder, [drawn], np.ones(1))]
    [0.5, 0.25, 0.25, 0.25]
    """
    from scipy.special import stdtrit

    labels = correct_labels(codebook, coder, samples, tuning)
    variance, freedom = np.zeros(codebook.shape[1]), 0
    for part, drawn in zip(_parts(samples), samples, strict=True):
        rest = weights[drawn.rows, None] * (coder - tuning * codebook)[drawn.rows]
        variance += part**2 * (_variance(drawn, rest, rest) + part * _unseen(drawn, weights[drawn.rows]))
        inside = weights[drawn.rows] != 0
        freedom += int(inside.sum()) - len(np.unique(drawn.strata[inside]))
    reach = stdtrit(max(freedom, 1), (1 + LEVEL) / 2) * np.sqrt(variance)
    estimate, least, most = weights @ labels, weights[weights < 0].sum(), weights[weights > 0].sum()
    low, high = (np.clip(estimate + side * reach, least, most) for side in (-1, 1))
    return Corrected(weights @ codebook, np.clip(estimate, least, most), low, high)


def _parts(samples: Sequence[Drawn]) -> Floats:
    """What each sample counts among several: its part of the coded sentences."""
    sizes = np.array([len(drawn.rows) for drawn in samples], dtype=float)
    return np.asarray(sizes / sizes.sum())


def _variance(drawn: Drawn, one: Floats, other: Floats) -> Floats:
    """Covariance, (k,), of the estimated totals of two quantities, (m, k) each, by strata, without replacement."""
    n, size = drawn.counts.astype(float), drawn.sizes
    scale = size**2 * (1 - n / size) / np.maximum(n, 1) / np.maximum(n - 1, 1)
    rest = []
    for values in (one, other):
        totals = np.zeros((len(size), values.shape[1]))
        np.add.at(totals, drawn.strata, values)
        rest.append(values - (totals / np.maximum(n, 1)[:, None])[drawn.strata])
    covariance: Floats = (scale[drawn.strata, None] * rest[0] * rest[1]).sum(axis=0)
    return covariance


def _unseen(drawn: Drawn, weights: Floats) -> float:
    """The variance that UNSEEN more coded sentences would add if coder and codebook differed on them."""
    left = 1 - (drawn.counts / drawn.sizes)[drawn.strata]
    return float(UNSEEN * (left * (drawn.factors * weights) ** 2).mean())
