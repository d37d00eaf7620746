"""Ranges and sorted sets as numpy arrays: the operations that numpy lacks."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]
Flags = NDArray[np.bool_]
BYTES = 8  # of a number
_LARGEST_FREED = 30_000_000  # bytes: glibc minds blocks of up to 32 MB


def keep_freed_memory() -> None:
    """Let this process keep the memory of arrays that it frees, up to some 60 MB, for the next ones.

    glibc returns memory to the system and takes it back for every batch of text, which costs up to a third of the
    time. It keeps twice the largest block that was ever freed (`man mallopt`, M_MMAP_THRESHOLD), so one is freed,
    unused. Other systems are not affected.
    """
    np.empty(_LARGEST_FREED, np.uint8)


def spread(first: Offsets, count: Offsets) -> tuple[Offsets, Offsets]:
    """Enumerate ranges one after the other: for every number the index of its range, and the number.

    >>> [field.tolist() for field in spread(np.array([5, 0]), np.array([2, 3]))]
    [[0, 0, 1, 1, 1], [5, 6, 0, 1, 2]]
    """
    owner = np.repeat(np.arange(len(count)), count)
    return owner, np.arange(len(owner)) - (np.cumsum(count) - count - first)[owner]


def starts_of_runs(numbers: NDArray[Any]) -> Flags:
    """Where a number differs from the one before it; the first counts as different.

    >>> starts_of_runs(np.array([0, 0, 3, 0])).tolist()
    [True, False, True, True]
    """
    differs = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=differs[1:])
    return differs


def merge(*numbers: Offsets) -> Offsets:
    """The numbers of all arrays, sorted, without repeats.

    >>> merge(np.array([3, 1]), np.array([1])).tolist()
    [1, 3]
    """
    ordered = np.sort(np.concatenate(numbers), kind="stable")
    return ordered[starts_of_runs(ordered)]


def is_in(numbers: NDArray[Any], ordered: NDArray[Any]) -> Flags:
    """Which numbers occur in a sorted array.

    >>> is_in(np.array([4, 2, 9]), np.array([2, 4])).tolist()
    [True, True, False]
    """
    if not len(ordered):
        return np.zeros(len(numbers), dtype=bool)
    place = np.minimum(np.searchsorted(ordered, numbers), len(ordered) - 1)
    found: Flags = ordered[place] == numbers
    return found


def count_before(flags: Flags, offsets: Offsets) -> Offsets:
    """How many flags are set before each offset (0 to the number of flags).

    >>> count_before(np.array([True, False, True]), np.array([0, 1, 3])).tolist()
    [0, 1, 2]
    """
    packed = np.zeros(len(flags) // 64 + 1, dtype=np.uint64)
    packed.view(np.uint8)[: (len(flags) + 7) // 8] = np.packbits(flags, bitorder="little")
    before = np.concatenate([[0], np.cumsum(np.bitwise_count(packed), dtype=np.int64)])
    word, bit = offsets >> 6, (offsets & 63).astype(np.uint64)
    lower = (np.uint64(1) << bit) - np.uint64(1)
    count: Offsets = before[word] + np.bitwise_count(packed[word] & lower)
    return count


def within(first: Offsets, stop: Offsets, offsets: Offsets) -> tuple[Offsets, Offsets]:
    """Keep the offsets inside some sorted, disjoint ranges: for each the index of its range, and the offset.

    >>> [field.tolist() for field in within(np.array([0, 5]), np.array([2, 9]), np.array([1, 3, 5]))]
    [[0, 1], [1, 5]]
    """
    part = np.searchsorted(first, offsets, side="right") - 1
    part, offsets = part[part >= 0], offsets[part >= 0]
    inside = offsets < stop[part]
    return part[inside], offsets[inside]


def next_bytes(codes: NDArray[Any]) -> NDArray[np.uint64]:
    """The eight bytes from each offset on as one number, without the last offsets; no copy is made."""
    n = (codes.nbytes - BYTES) // codes.itemsize + 1
    return np.ndarray(max(n, 0), np.uint64, np.ascontiguousarray(codes), strides=(codes.itemsize,))


def as_numbers(codes: NDArray[Any]) -> NDArray[np.uint64]:
    """Rows of at most eight bytes as numbers, with zeros behind them."""
    filled = np.zeros((len(codes), BYTES // codes.itemsize), dtype=codes.dtype)
    filled[:, : codes.shape[1]] = codes
    return filled.view(np.uint64)[:, 0]
