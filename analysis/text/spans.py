"""Which spans are nested in longer ones, for all spans of a text at once."""

from __future__ import annotations

import numpy as np

from .arrays import Flags, Offsets, anew


def not_nested(start: Offsets, end: Offsets) -> Flags:
    """Which of some spans lie in no longer one of them; equal ones do not lie in each other.

    >>> not_nested(np.array([0, 0, 4, 8]), np.array([6, 3, 8, 9])).tolist()
    [True, False, True, True]
    """
    order = np.lexsort((-end, start))
    starts, ends = start[order], end[order]
    first = anew(starts) | anew(ends)
    reached = np.maximum.accumulate(np.concatenate([[-1], ends[first]]))[:-1]
    kept = np.empty(len(start), dtype=bool)
    kept[order] = (ends[first] > reached)[np.cumsum(first) - 1]
    return kept


def inside(start: Offsets, end: Offsets, other_start: Offsets, other_end: Offsets) -> Flags:
    """Which spans lie in a longer one of some others, of which none lies in another.

    >>> inside(np.array([1, 4]), np.array([3, 9]), np.array([0]), np.array([6])).tolist()
    [True, False]
    """
    if not len(other_start):
        return np.zeros(len(start), dtype=bool)
    order = np.argsort(other_start, kind="stable")
    before = np.searchsorted(other_start[order], start, side="right") - 1
    around = order[np.maximum(before, 0)]
    longer = other_end[around] - other_start[around] > end - start
    return (before >= 0) & (other_end[around] >= end) & longer
