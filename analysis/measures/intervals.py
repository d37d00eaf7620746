"""How sure: intervals for shares and for their changes, all at 95 %, all reproducible.

The interval of a share is the wider, on each side, of two: the middle 95 % of the shares that
resampled sentences give, and Wilson's interval for that share of as many sentences as the text is
worth. The first alone falls short where a theme rests on few sentences, and says nothing where it
is in none or in all. What the two reach together is measured, see `coverage`: as much as they promise
where sentences are independent, less where those of a point keep to one theme.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from threadpoolctl import ThreadpoolController

LEVEL = 0.95
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
RESAMPLES = 2000
SEED = 20240526
AT_ONCE = 1_000_000  # resampled sentences in memory together
STEPS = 1000  # in which the smallest change is looked for, from 0 to 1
SPREAD = 1e-12  # below it resampled shares differ by rounding only
MOST = 2  # times its number that a sentence may be worth
Floats = NDArray[np.float64]
_THREADS = ThreadpoolController()


class Bounded(NamedTuple):
    """Shares with their intervals, (n themes,) each."""

    shares: Floats
    low: Floats
    high: Floats


def wilson(count: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """Wilson's score interval for `count` of `n` (Wilson 1927, JASA 22:209); nan where n is 0.

    A count that is not whole is that of units of which a theme has only a part.

    >>> [round(float(bound), 5) for bound in wilson(0, 10)]
    [0.0, 0.27753]
    """
    counted, of = np.asarray(count, dtype=float), np.asarray(n, dtype=float)
    of = np.where(of > 0, of, np.nan)
    share, unit = counted / of, Z * Z / of
    centre = (share + unit / 2) / (1 + unit)
    reach = np.sqrt(share * (1 - share) * unit + unit * unit / 4) / (1 + unit)
    low = np.where(counted == 0, 0.0, np.maximum(0.0, centre - reach))
    high = np.where(counted == of, 1.0, np.minimum(1.0, centre + reach))
    return np.where(np.isnan(share), np.nan, low), np.where(np.isnan(share), np.nan, high)


@lru_cache(maxsize=4)  # the resamples of a readout serve all its measures and comparisons
def resample_counts(n: int, name: str, resamples: int = RESAMPLES, part: int = 0) -> Floats:
    """How often each of `n` sentences is in a resample of n with replacement; one row a resample.

    `name` seeds the resampling besides the fixed seed, so that neither the order of readouts nor the presence of
    others changes an interval. Resamples too many for the memory have `part` 0, 1, ....
    Returns (resamples, n), whole numbers, not to be written to; every row adds up to n.
    The bootstrap of Efron (1979, Annals of Statistics 7:1).
    """
    digest = hashlib.sha256(name.encode("utf-8")).digest()
    generator = np.random.default_rng([SEED, int.from_bytes(digest[:8], "big"), part])
    resampled = generator.integers(0, n, size=(resamples, n), dtype=np.uint16 if n < 2**16 else np.uint32)
    places = resampled + np.arange(0, resamples * n, n)[:, None]
    counts = np.bincount(places.ravel(), minlength=resamples * n).reshape(resamples, n).astype(float)
    counts.setflags(write=False)
    return counts


def resampled_shares(parts: Floats, wholes: Floats, name: str, at_once: int = AT_ONCE) -> Floats:
    """Shares in RESAMPLES resamples of the rows, as `resample_shares` gives them for the counts of `name`.

    at_once : how many resampled sentences may be in memory together.
    """
    n = len(wholes)
    each = min(RESAMPLES, max(1, at_once // n))
    sizes = [min(each, RESAMPLES - begin) for begin in range(0, RESAMPLES, each)]
    parts_of = [resample_shares(parts, wholes, resample_counts(n, name, size, part)) for part, size in enumerate(sizes)]
    return parts_of[0] if len(parts_of) == 1 else np.concatenate(parts_of)


def resample_shares(parts: Floats, wholes: Floats, counts: Floats) -> Floats:
    """Shares of the resamples given by `counts`: sums of `parts` over the sum of `wholes`.

    Parameters
    ----------
    parts : (n, k), what each of n sentences gives to each of k themes.
    wholes : (n,), what it could give: its words for a share of words, 1 for a share of sentences.
    counts : (resamples, n), as from `resample_counts`.

    Returns
    -------
    (resamples, k). A resample of empty sentences only has a share of 0.
    """
    with _THREADS.limit(limits=1):  # products are so small that more threads wait for each other
        sums = np.vstack([parts.T, wholes]) @ counts.T  # the shares of a theme lie side by side: they are sorted later
    shares: Floats = sums[:-1] / np.where(sums[-1] > 0, sums[-1], 1.0)
    return shares.T


def percentile_interval(resampled: Floats) -> tuple[Floats, Floats]:
    """The middle 95 % of each column of `resampled`: lower and upper bounds, between neighbours in proportion."""
    ordered, last = np.sort(resampled, axis=0), len(resampled) - 1
    below = int(last * (1 - LEVEL) / 2)
    part, above = last * (1 - LEVEL) / 2 - below, min(below + 1, last)
    low = ordered[below] + part * (ordered[above] - ordered[below])
    high = ordered[last - below] - part * (ordered[last - below] - ordered[last - above])
    return low, high


def effective_size(shares: Floats, resampled: Floats, n: int) -> Floats:
    """As many independent sentences as would spread as the resamples do; at most 2n, and n where they do not spread.

    The effective sample size of Kish (1965, Survey Sampling): sentences of unequal length are worth
    fewer than their number, those with a part of a theme each more. The limit keeps resamples that hardly spread
    from being taken for certainty.
    """
    spread = resampled.var(axis=0) * n / max(n - 1, 1)
    inner = np.maximum(shares * (1 - shares), 0.0)
    flat = (np.ptp(resampled, axis=0) < SPREAD) | (inner < SPREAD)
    size: Floats = np.where(flat, n, np.minimum(MOST * n, inner / np.where(flat, 1.0, spread)))
    return size


def wilson_interval(shares: Floats, sizes: Floats) -> Bounded:
    """Wilson's interval of each share for its effective number of sentences (as Dean and Pagano
    2015, Journal of Survey Statistics and Methodology 3:484, recommend for clustered samples).
    """
    return Bounded(shares, *wilson(np.minimum(shares, 1.0) * sizes, sizes))


def share_interval(shares: Floats, resampled: Floats, n: int) -> Bounded:
    """Interval of each share: on each side the wider of the percentile interval and Wilson's.

    Parameters
    ----------
    shares : (k,), as measured.
    resampled : (resamples, k), as from `resample_shares`.
    n : number of sentences.
    """
    score, (low, high) = wilson_interval(shares, effective_size(shares, resampled, n)), percentile_interval(resampled)
    return Bounded(shares, np.minimum(low, score.low), np.maximum(high, score.high))


def change_interval(before: Bounded, after: Bounded, resampled: Floats) -> tuple[Floats, Floats]:
    """Interval of each change: on each side the wider of the percentile interval and Newcombe's.

    `before` and `after` are Wilson's, `resampled` the differences of resampled shares, (resamples, k).
    """
    low, high = percentile_interval(resampled)
    down, up = newcombe(before, after)
    return np.minimum(low, down), np.maximum(high, up)


def smallest_change(before: Bounded, sizes: Floats, up: bool) -> Floats:
    """The smallest rise, or fall, of each share that its interval could tell from none.

    `before` is Wilson's, `sizes` the effective numbers of sentences of the text after. Shares after are in steps of
    a thousandth, and Newcombe's interval is asked; nan where no change is large enough.
    The percentile interval may ask for more.
    """
    hidden, shown = np.zeros(len(sizes), dtype=int), np.full(len(sizes), STEPS + 1)
    for _ in range(STEPS.bit_length()):  # the farther, the surer: half of what lies between is left out each time
        step = (hidden + shown) // 2
        after = np.clip(before.shares + (step if up else -step) / STEPS, 0.0, 1.0)
        low, high = newcombe(before, Bounded(after, *wilson(after * sizes, sizes)))
        seen = low > 0 if up else high < 0
        hidden, shown = np.where(seen, hidden, step), np.where(seen, step, shown)
    room = 1 - before.shares if up else before.shares
    return np.where(shown / STEPS <= room, shown / STEPS, np.nan)


def newcombe(before: Bounded, after: Bounded) -> tuple[Floats, Floats]:
    """Interval of the difference of independent shares from the interval of each.

    The hybrid score interval of Newcombe (1998, Statistics in Medicine 17:873, method 10), which
    also holds where a share is 0 or 1.

    >>> sides = [Bounded(k / n, *wilson(k, n)) for k, n in ((48, 80), (56, 70))]
    >>> [round(float(bound), 5) for bound in newcombe(*sides)]
    [0.05243, 0.33387]
    """
    change = after.shares - before.shares
    down = np.hypot(after.shares - after.low, before.high - before.shares)
    up = np.hypot(after.high - after.shares, before.shares - before.low)
    return change - down, change + up
