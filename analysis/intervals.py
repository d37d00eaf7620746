"""How sure: intervals for shares and for their changes, all at 95 %, all reproducible."""

from __future__ import annotations

import hashlib
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
RESAMPLES = 2000
SEED = 20240526
Floats = NDArray[np.float64]


def wilson(count: float, n: int) -> tuple[float, float]:
    """Wilson's score interval for `count` of `n` (Wilson 1927, JASA 22:158); (nan, nan) when n is 0.

    A count that is not whole is that of units of which a theme has only a part.

    >>> [round(bound, 5) for bound in wilson(0, 10)]
    [0.0, 0.27753]
    """
    if n == 0:
        return (float("nan"), float("nan"))
    share, unit = count / n, Z * Z / n
    centre = (share + unit / 2) / (1 + unit)
    reach = (share * (1 - share) * unit + unit * unit / 4) ** 0.5 / (1 + unit)
    return (max(0.0, centre - reach) if count else 0.0, min(1.0, centre + reach) if count < n else 1.0)


def resample_shares(words: Floats, name: str, resamples: int = RESAMPLES) -> Floats:
    """Shares of the columns when the rows are drawn again with replacement.

    Parameters
    ----------
    words : (n sentences, n themes), words of each sentence given to each theme; every row adds up
        to the words of its sentence.
    name : what the draws depend on besides the fixed seed, so that neither the order of readouts
        nor the presence of others changes an interval.

    Returns
    -------
    (resamples, n themes), each row adding up to 1. The bootstrap of Efron (1979, Annals of
    Statistics 7:1), with sentences as the units.
    """
    n = len(words)
    digest = hashlib.sha256(name.encode("utf-8")).digest()
    generator = np.random.default_rng([SEED, int.from_bytes(digest[:8], "big")])
    drawn = generator.multinomial(n, np.full(n, 1 / n), size=resamples)
    totals: Floats = drawn @ words
    shares: Floats = totals / totals.sum(axis=1, keepdims=True)
    return shares


def percentile_interval(draws: Floats) -> tuple[Floats, Floats]:
    """The middle 95 % of each column of `draws`: lower and upper bounds."""
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=0)
    return low, high


def difference_interval(before: tuple[float, float, float], after: tuple[float, float, float]) -> tuple[float, float]:
    """Interval of the difference of two independent shares from the interval of each.

    `before` and `after` are (share, low, high). Newcombe's hybrid score interval (1998, Statistics in
    Medicine 17:873, method 10), which needs no more than the two intervals and so also holds where
    a share is 0 or 1.

    >>> sides = (48 / 80, *wilson(48, 80)), (56 / 70, *wilson(56, 70))
    >>> [round(bound, 5) for bound in difference_interval(*sides)]
    [0.05243, 0.33387]
    """
    change = after[0] - before[0]
    down = float(np.hypot(after[0] - after[1], before[2] - before[0]))
    up = float(np.hypot(after[2] - after[0], before[0] - before[1]))
    return (change - down, change + up)
