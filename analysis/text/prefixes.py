"""Prefixes: many short sequences of codes → which of them stand at each of some offsets of a text.

Eight bytes of the text are one number. Cut to the length of a prefix, it is looked up in a table of hashes, then among
the prefixes: a few operations on whole arrays for each length.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .arrays import Offsets, as_numbers, next_bytes
from .encoding import Codes

LENGTHS = (8, 6, 4, 3, 2, 1)  # of prefixes, in codes; each length costs time
_MIXER = np.uint64(0x9E3779B97F4A7C15)  # spreads numbers over the highest bits (Knuth 1973, section 6.4)
_SHIFT = np.uint64(64 - 16)


class PrefixTable:
    """Distinct prefixes, each of one of LENGTHS and at most eight bytes.

    >>> table = PrefixTable([np.array([5], np.uint8), np.array([5, 6], np.uint8)])
    >>> codes = np.array([5, 6, 5, 7, *[0] * 8], np.uint8)
    >>> [field.tolist() for field in table.find(codes, np.array([0, 1, 2]))]
    [[0, 0, 1], [0, 2, 0]]
    """

    def __init__(self, prefixes: Sequence[Codes]) -> None:
        by_length: dict[int, list[int]] = {}
        for n, prefix in enumerate(prefixes):
            by_length.setdefault(len(prefix), []).append(n)
        self._tables = [
            _OfOneLength(np.array([prefixes[n] for n in numbers]), np.array(numbers))
            for _, numbers in sorted(by_length.items())
        ]

    def find(self, codes: Codes, places: Offsets) -> tuple[Offsets, Offsets]:
        """Number of the prefix and offset of everything found; at least eight bytes follow each offset."""
        following = next_bytes(codes)[places]
        found = [table.find(following) for table in self._tables]
        which, at = (np.concatenate(field) for field in zip(*found, strict=True))
        return which, places[at]


class _OfOneLength:
    """Prefixes of one length, by number."""

    def __init__(self, codes: Codes, numbers: Offsets) -> None:
        keys = as_numbers(codes)
        order = np.argsort(keys)
        self._keys, self._numbers = keys[order], numbers[order]
        self._mask = as_numbers(np.full_like(codes[:1], np.iinfo(codes.dtype).max))[0]
        self._possible = np.zeros(1 << 16, dtype=bool)
        self._possible[_hash(keys)] = True

    def find(self, following: NDArray[np.uint64]) -> tuple[Offsets, Offsets]:
        """The prefix, and the position, of each number that begins with one."""
        wanted = following & self._mask
        at = np.flatnonzero(self._possible[_hash(wanted)])
        n = np.minimum(np.searchsorted(self._keys, wanted[at]), len(self._keys) - 1)
        fits = np.flatnonzero(self._keys[n] == wanted[at])
        return self._numbers[n[fits]], at[fits]


def _hash(numbers: NDArray[np.uint64]) -> Offsets:
    return (numbers * _MIXER >> _SHIFT).view(np.int64)
