"""How sure: intervals for shares and for their changes, all at 95 %, all reproducible.

The interval of a share is the wider, on each side, of two: the middle 95 % of the shares that
resampled sentences give, and Wilson's interval for that share of as many sentences as the text is
worth. The first alone falls short where a theme rests on few sentences, and says nothing where it
is in none or in all. What the two reach together is measured, see `coverage`: as much as they promise
where sentences are independent, less where those of a point keep to one theme.
"""

from __future__ import annotations

import hashlib
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

LEVEL = 0.95
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
RESAMPLES = 2000
SEED = 20240526
SPREAD = 1e-12  # below it draws differ by rounding only
MOST = 2  # times its number that a sentence may be worth
Floats = NDArray[np.float64]


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


def resample_counts(n: int, name: str, resamples: int = RESAMPLES) -> NDArray[np.int64]:
    """How often each of `n` sentences is drawn when n are drawn with replacement, again and again.

    `name` is what the draws depend on besides the fixed seed, so that neither the order of readouts
    nor the presence of others changes an interval. Returns (resamples, n); every row adds up to n.
    The bootstrap of Efron (1979, Annals of Statistics 7:1).
    """
    digest = hashlib.sha256(name.encode("utf-8")).digest()
    generator = np.random.default_rng([SEED, int.from_bytes(digest[:8], "big")])
    return generator.multinomial(n, np.full(n, 1 / n), size=resamples)


def resample_shares(parts: Floats, wholes: Floats, counts: NDArray[np.int64]) -> Floats:
    """Shares when rows are drawn as `counts` says: sums of `parts` over the sum of `wholes`.

    Parameters
    ----------
    parts : (n, k), what each of n sentences gives to each of k themes.
    wholes : (n,), what it could give: its words for a share of words, 1 for a share of sentences.
    counts : (resamples, n), as from `resample_counts`.

    Returns
    -------
    (resamples, k). A draw of nothing but empty sentences is a share of 0.
    """
    sums: Floats = counts.astype(float) @ np.column_stack([parts, wholes])
    shares: Floats = sums[:, :-1] / np.where(sums[:, -1:] > 0, sums[:, -1:], 1.0)
    return shares


def percentile_interval(draws: Floats) -> tuple[Floats, Floats]:
    """The middle 95 % of each column of `draws`: lower and upper bounds."""
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=0)
    return low, high


def effective_size(shares: Floats, draws: Floats, n: int) -> Floats:
    """As many independent sentences as would spread as the draws do; at most 2n, and n where draws do not spread.

    The effective sample size of Kish (1965, Survey Sampling): sentences of unequal length are worth
    fewer than their number, those with a part of a theme each more. The limit keeps draws that hardly spread
    from being taken for certainty.
    """
    spread = draws.var(axis=0) * n / max(n - 1, 1)
    inner = np.maximum(shares * (1 - shares), 0.0)
    flat = (np.ptp(draws, axis=0) < SPREAD) | (inner < SPREAD)
    size: Floats = np.where(flat, n, np.minimum(MOST * n, inner / np.where(flat, 1.0, spread)))
    return size


def wilson_interval(shares: Floats, draws: Floats, n: int) -> Bounded:
    """Wilson's interval of each share for the effective number of sentences (as Dean and Pagano
    2015, Journal of Survey Statistics and Methodology 3:484, recommend for clustered samples).
    """
    size = effective_size(shares, draws, n)
    return Bounded(shares, *wilson(np.minimum(shares, 1.0) * size, size))


def share_interval(shares: Floats, draws: Floats, n: int) -> Bounded:
    """Interval of each share: on each side the wider of the percentile interval and Wilson's.

    Parameters
    ----------
    shares : (k,), as measured.
    draws : (resamples, k), as from `resample_shares`.
    n : number of sentences.
    """
    score, (low, high) = wilson_interval(shares, draws, n), percentile_interval(draws)
    return Bounded(shares, np.minimum(low, score.low), np.maximum(high, score.high))


def change_interval(before: Bounded, after: Bounded, draws: Floats) -> tuple[Floats, Floats]:
    """Interval of each change: on each side the wider of the percentile interval and Newcombe's.

    `before` and `after` are Wilson's, `draws` the differences of resampled shares, (resamples, k).
    """
    low, high = percentile_interval(draws)
    down, up = newcombe(before, after)
    return np.minimum(low, down), np.maximum(high, up)


def smallest_change(before: Bounded, sizes: Floats, up: bool) -> Floats:
    """The smallest rise, or fall, of each share that its interval could tell from none.

    `before` is Wilson's, `sizes` the effective numbers of sentences of the text after. Shares after are tried
    in steps of a thousandth, and Newcombe's interval is asked; nan where no change is large enough.
    The percentile interval may ask for more.
    """
    steps = np.arange(1, 1001) / 1000 * (1 if up else -1)
    found = np.full(len(before.shares), np.nan)
    for i, (share, size) in enumerate(zip(before.shares, sizes, strict=True)):
        after = share + steps[(share + steps >= 0) & (share + steps <= 1)]
        one = Bounded(*(np.full(len(after), bound[i]) for bound in before))
        low, high = newcombe(one, Bounded(after, *wilson(after * size, size)))
        shown = np.flatnonzero(low > 0 if up else high < 0)
        found[i] = abs(after[shown[0]] - share) if len(shown) else np.nan
    return found


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
