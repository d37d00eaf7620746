"""Ranges and sets as arrays of numbers, where numpy has no word for them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]
Flags = NDArray[np.bool_]


def spread(first: Offsets, count: Offsets) -> tuple[Offsets, Offsets]:
    """Ranges one after the other: for every number in them its range, and the number itself.

    >>> [field.tolist() for field in spread(np.array([5, 0]), np.array([2, 3]))]
    [[0, 0, 1, 1, 1], [5, 6, 0, 1, 2]]
    """
    owner = np.repeat(np.arange(len(count)), count)
    return owner, np.arange(len(owner)) - (np.cumsum(count) - count - first)[owner]


def anew(numbers: NDArray[Any]) -> Flags:
    """Where a number differs from the one before it; the first does.

    >>> anew(np.array([0, 0, 3, 0])).tolist()
    [True, False, True, True]
    """
    differs = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=differs[1:])
    return differs


def merge(*numbers: Offsets) -> Offsets:
    """All numbers in order, each once.

    >>> merge(np.array([3, 1]), np.array([1])).tolist()
    [1, 3]
    """
    ordered = np.sort(np.concatenate(numbers), kind="stable")
    return ordered[anew(ordered)]


def is_in(numbers: NDArray[Any], ordered: NDArray[Any]) -> Flags:
    """Which numbers are among some others, which are in order.

    >>> is_in(np.array([4, 2, 9]), np.array([2, 4])).tolist()
    [True, True, False]
    """
    if not len(ordered):
        return np.zeros(len(numbers), dtype=bool)
    place = np.minimum(np.searchsorted(ordered, numbers), len(ordered) - 1)
    found: Flags = ordered[place] == numbers
    return found


def count_before(flags: Flags, places: Offsets) -> Offsets:
    """How many flags are up before each place, from 0 to the number of flags.

    >>> count_before(np.array([True, False, True]), np.array([0, 1, 3])).tolist()
    [0, 1, 2]
    """
    packed = np.zeros(len(flags) // 64 + 1, dtype=np.uint64)
    packed.view(np.uint8)[: (len(flags) + 7) // 8] = np.packbits(flags, bitorder="little")
    before = np.concatenate([[0], np.cumsum(np.bitwise_count(packed), dtype=np.int64)])
    word, bit = places >> 6, (places & 63).astype(np.uint64)
    lower = (np.uint64(1) << bit) - np.uint64(1)
    count: Offsets = before[word] + np.bitwise_count(packed[word] & lower)
    return count


def within(first: Offsets, stop: Offsets, places: Offsets) -> tuple[Offsets, Offsets]:
    """The places that are within ranges, which are in order and apart, and before them which range each is in.

    >>> [field.tolist() for field in within(np.array([0, 5]), np.array([2, 9]), np.array([1, 3, 5]))]
    [[0, 1], [1, 5]]
    """
    part = np.searchsorted(first, places, side="right") - 1
    part, places = part[part >= 0], places[part >= 0]
    inside = places < stop[part]
    return part[inside], places[inside]
