"""Nested spans: start and end of all spans of a text → which of them lie inside longer ones."""

from __future__ import annotations

import numpy as np

from .arrays import Flags, Offsets, starts_of_runs


def not_nested(start: Offsets, end: Offsets) -> Flags:
    """Which spans do not lie inside a longer one of the same; equal spans do not count as nested.

    >>> not_nested(np.array([0, 0, 4, 8]), np.array([6, 3, 8, 9])).tolist()
    [True, False, True, True]
    """
    order = np.lexsort((-end, start))
    starts, ends = start[order], end[order]
    first = starts_of_runs(starts) | starts_of_runs(ends)
    reached = np.maximum.accumulate(np.concatenate([[-1], ends[first]]))[:-1]
    kept = np.empty(len(start), dtype=bool)
    kept[order] = (ends[first] > reached)[np.cumsum(first) - 1]
    return kept


def inside(start: Offsets, end: Offsets, other_start: Offsets, other_end: Offsets) -> Flags:
    """Which spans lie inside a longer one of some other spans; those must not be nested in each other.

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
