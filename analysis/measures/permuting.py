"""Permutation of whole units → p values, intervals and verdicts of a family of themes.

A family is a set of themes declared beforehand. Its error rate is kept by the maximum over its themes (Westfall
and Young 1993, Resampling-Based Multiple Testing): at most 5 % of families without any change claim one. This is exact
where units are exchangeable.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, permutations
from math import comb, factorial, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .intervals import SEED, Floats

MORE, LESS, HINT, NOT_SHOWN, NOT_TESTED = "more", "less", "hint", "not shown", "not tested"
ALPHA, ALPHA_HINT = 0.05, 0.10
ONE_IN = 20  # ALPHA as a whole number, so that counts are compared without rounding
MAX_LISTED = 20_000  # arrangements: as many as this are all listed, of more N_DRAWN are drawn
N_DRAWN = 9_999
N_DRAWN_FIRST = 999  # as many are enough where they leave no theme with an adjusted p below P_WORTH_MORE
P_WORTH_MORE = 0.2
BLOCK_CELLS = 1_000_000  # cells of a matrix of drawn arrangements
MIN_SPREAD = 1e-12  # standard deviation below which values differ by rounding only
TIE = 1e-9  # difference of two standardised statistics below which they are equal
Sizes = tuple[tuple[int, int], ...]  # by stratum: its units, and how many of them are in the group that is drawn
Columns = dict[str, NDArray[Any]]


def judge(observed: Floats, permuted: Floats) -> Columns:
    """Test one family of themes by its permutation distribution.

    Parameters
    ----------
    observed : (k,) statistic of each theme, 0 where nothing changed.
    permuted : (n arrangements, k) the same statistic of every arrangement, the observed one among them.

    Returns
    -------
    Columns of (k,): detectable (c·s, s the permutation standard deviation of the theme, c the critical value of the
    family: no smaller change of it can be claimed; nan where no arrangement differs from any other), low and high
    (observed ± detectable, cut at -1 and 1), p (share of the arrangements whose statistic is as far from 0),
    adjusted_p (share of the arrangements in which any theme of the family is as far from 0 in standard deviations),
    verdict ("more" or "less" where adjusted_p < .05, "hint" where it is below .10, else "not shown"). The interval
    excludes 0 exactly where the verdict is "more" or "less".

    >>> every = np.arange(-30.0, 31.0)[:, None] / 100
    >>> judged = judge(every[-1], every)
    >>> judged["p"].round(3).tolist(), judged["low"].round(2).tolist(), judged["verdict"].tolist()
    ([0.033], [0.01], ['more'])
    """
    n, spread = len(permuted), permuted.std(axis=0)
    varies = spread > MIN_SPREAD
    scale = np.where(varies, spread, np.inf)
    sizes, bar = np.abs(permuted) / scale, np.abs(observed) / scale - TIE
    largest = np.sort(sizes.max(axis=1, initial=0.0))
    adjusted = (n - np.searchsorted(largest, bar, side="left")) / n
    claimed = adjusted < ALPHA
    reach = np.where(varies, largest[n - 1 - (n - 1) // ONE_IN] * spread, np.nan)
    low, high = np.maximum(observed - reach, -1.0), np.minimum(observed + reach, 1.0)
    words = np.array([MORE, LESS, HINT, NOT_SHOWN], dtype=object)
    signed = np.where(observed > 0, 0, 1)
    return {
        "detectable": reach,
        "low": np.where(claimed, low, np.minimum(low, 0.0)),  # a tie with the critical value is no change: see TIE
        "high": np.where(claimed, high, np.maximum(high, 0.0)),
        "p": (sizes >= bar).mean(axis=0),
        "adjusted_p": adjusted,
        "verdict": words[np.where(claimed, signed, np.where(adjusted < ALPHA_HINT, 2, 3))],
    }


def untested(k: int) -> Columns:
    """The columns of `judge` where nothing is tested: NA, and the verdict "not tested"."""
    missing = {name: np.full(k, np.nan) for name in ("low", "high", "detectable", "p", "adjusted_p")}
    return missing | {"verdict": np.full(k, NOT_TESTED, dtype=object)}


def judge_families(observed: Floats, permuted: Floats, in_core: NDArray[np.bool_]) -> Columns:
    """`judge` for the core themes and for the context themes, each a family of its own; columns of (k,)."""
    columns = untested(len(observed))
    for family in (in_core, ~in_core):
        for name, judged in judge(observed[family], permuted[:, family]).items():
            columns[name][family] = judged
    return columns


def count_arrangements(sizes: Sizes) -> int:
    """How many ways there are to choose the drawn group within every stratum.

    >>> count_arrangements(((12, 5),))
    792
    """
    return prod(comb(n, chosen) for n, chosen in sizes)


def arrange(sizes: Sizes) -> Iterator[Floats]:
    """Arrangements of units in two groups, as matrices of (arrangements, units): 1 where a unit is in the drawn group.

    Units stand stratum by stratum. All arrangements are listed at once where there are at most MAX_LISTED; else N_DRAWN
    are drawn with a fixed seed, N_DRAWN_FIRST of them first, and the observed arrangement must be added.

    >>> next(arrange(((2, 1), (1, 1)))).tolist()
    [[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]]
    """
    if count_arrangements(sizes) <= MAX_LISTED:
        yield _list_all(sizes)
        return
    rows = max(1, BLOCK_CELLS // sum(n for n, _ in sizes))
    yield _draw(sizes, 0, N_DRAWN_FIRST)
    for first in range(N_DRAWN_FIRST, N_DRAWN, rows):
        yield _draw(sizes, first, min(rows, N_DRAWN - first))


@lru_cache(maxsize=8)
def _list_all(sizes: Sizes) -> Floats:
    matrix = np.zeros((1, 0))
    for n, chosen in sizes:
        places = np.array(list(combinations(range(n), chosen)), dtype=np.intp).reshape(comb(n, chosen), chosen)
        own = np.zeros((len(places), n))
        np.put_along_axis(own, places, 1.0, axis=1)
        matrix = np.hstack([matrix.repeat(len(own), axis=0), np.tile(own, (len(matrix), 1))])
    matrix.setflags(write=False)
    return matrix


@lru_cache(maxsize=8)
def _draw(sizes: Sizes, first: int, rows: int) -> Floats:
    generator = np.random.default_rng([SEED, first])
    matrix = np.zeros((rows, sum(n for n, _ in sizes)))
    start = 0
    for n, chosen in sizes:
        keys = generator.random((rows, n))
        if chosen:
            bar = np.partition(keys, chosen - 1, axis=1)[:, chosen - 1 : chosen]
            matrix[:, start : start + n] = keys <= bar
        start += n
    matrix.setflags(write=False)
    return matrix


@lru_cache(maxsize=8)
def reorder(n: int) -> NDArray[np.intp]:
    """Orders of n units, (orders, n): all where there are at most MAX_LISTED, else the present one and N_DRAWN drawn.

    >>> reorder(3).tolist()
    [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    """
    if factorial(n) <= MAX_LISTED:
        orders = np.array(list(permutations(range(n))), dtype=np.intp)
    else:
        drawn = np.random.default_rng([SEED, n]).random((N_DRAWN, n)).argsort(axis=1)
        orders = np.vstack([np.arange(n), drawn])
    orders.setflags(write=False)
    return orders
