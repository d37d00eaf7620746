"""Glob patterns as tables: the parts between their `*` → what is looked for first, and how to read around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .anchors import Anchor, choose_anchors
from .arrays import BYTES, Flags, Offsets, as_numbers, next_bytes, spread
from .encoding import Codes
from .folding import Folding
from .patterns import is_word

MAX_STEPS = 8  # eights of letters after which the end of a word is looked up instead of walked to
_ALL_LETTERS = np.uint64(0x0101010101010101)
_Step = Callable[[Any, Offsets, Offsets], tuple[Offsets, Offsets, Flags]]


class _Row(NamedTuple):
    """A segment, or all of them as columns.

    length : in codes. tail : how many of its codes are in the word of the `*` beside it. block, n_blocks : its first
    eight bytes in the pool, and how many eights. wild, n_wild : likewise the offsets of its `?`.
    """

    length: Any
    tail: Any
    block: Any
    n_blocks: Any
    wild: Any
    n_wild: Any


class _Text(NamedTuple):
    """Codes, the next eight bytes after each as one number, and likewise whether each is of a letter or digit."""

    codes: Codes
    following: NDArray[np.uint64]
    letters: NDArray[np.uint64]

    @classmethod
    def of(cls, codes: Codes, word: int) -> _Text:
        codes = np.ascontiguousarray(codes)
        return cls(codes, next_bytes(codes), next_bytes(codes >= word))


class _Columns(NamedTuple):
    """Patterns as columns.

    offset : of the anchor in its segment. more : whether the segment is longer than the anchor. body, after, before :
    the first row of that segment, of those after it, of those before it. n_after, n_before : how many rows.
    """

    offset: Offsets
    more: Offsets
    body: Offsets
    after: Offsets
    n_after: Offsets
    before: Offsets
    n_before: Offsets


def _as_rows(segments: Sequence[tuple[str, int]], folding: Folding) -> tuple[_Row, Codes, Offsets]:
    """The rows of segments with their tails, the pool of their codes in eights of bytes, and that of their `?`."""
    per = BYTES // folding.itemsize
    codes = folding.fold_part("".join(segment for segment, _ in segments))
    length = np.array([len(segment) for segment, _ in segments], dtype=np.int64)
    n_blocks = np.maximum(-(-length // per), 1)
    block = np.cumsum(n_blocks) - n_blocks
    owner, place = spread(block * per, length)
    blocks = np.zeros(int(n_blocks.sum()) * per, dtype=folding.dtype)
    blocks[place] = codes
    wild = np.flatnonzero(codes == folding.any)
    n_wild = np.bincount(owner[wild], minlength=len(length))
    tail = np.array([tail for _, tail in segments], dtype=np.int64)
    rows = _Row(length, tail, block, n_blocks, np.cumsum(n_wild) - n_wild, n_wild)
    return rows, blocks.reshape(-1, per), place[wild] - block[owner[wild]] * per


class GlobTable:
    """The segments of patterns as tables: the one with the anchor, those after it, and those before it.

    anchors : of each pattern.

    Raises ValueError for a pattern without a letter or digit.
    """

    def __init__(self, patterns: Sequence[tuple[str, ...]], folding: Folding) -> None:
        self._folding = folding
        self._segments: list[tuple[str, int]] = []
        self.anchors = choose_anchors(patterns, BYTES // folding.itemsize)
        columns = [self._lay_out(*both) for both in zip(patterns, self.anchors, strict=True)]
        self._patterns = _Columns(*np.array(columns, dtype=np.int64).reshape(-1, len(_Columns._fields)).T)
        self._globs, blocks, self._wild = _as_rows(self._segments, folding)
        free = (blocks == 0) | (blocks == folding.any)
        self._masks = as_numbers(np.where(free, 0, np.iinfo(folding.dtype).max).astype(folding.dtype))
        self._values = as_numbers(np.where(free, 0, blocks).astype(folding.dtype))

    def _lay_out(self, segments: Sequence[str], anchor: Anchor) -> tuple[int, ...]:
        """The row of a pattern in `_Columns`; adds its segments."""
        here = segments[anchor.segment]
        body = self._add([here])
        after, before = segments[anchor.segment + 1 :], segments[: anchor.segment][::-1]
        more = here != anchor.part
        return anchor.offset, more, body, self._add(after), len(after), self._add(before, -1), len(before)

    def _add(self, segments: Sequence[str], step: int = 1) -> int:
        """Add segments that follow (step -1: precede) each other; returns the number of the first."""
        first = len(self._segments)
        self._segments.extend((segment, _tail(segment[::step])) for segment in segments)
        return first

    def follow(self, codes: Codes, pattern: Offsets, place: Offsets) -> tuple[Offsets, Offsets, Offsets]:
        """Pattern, start and end of every complete match; `place` is the offset of each pattern's anchor."""
        word, of = self._folding.word, self._patterns
        text, body = _Text.of(codes, word), place - of.offset[pattern]
        end = body + self._globs.length[of.body[pattern]]
        kept = np.flatnonzero((codes[end] < word) | (of.n_after[pattern] > 0))
        pattern, body, end = pattern[kept], body[kept], end[kept]
        more = np.flatnonzero(of.more[pattern])
        fits = np.ones(len(pattern), dtype=bool)
        fits[more] = self._reads(text, body[more], of.body[pattern[more]])
        pattern, body, end = pattern[fits], body[fits], end[fits]

        start = self._extend(text, body, of.before[pattern], of.n_before[pattern], self._before)
        kept = np.flatnonzero((start > 0) & (codes[start - 1] < word))
        pattern, end, start = pattern[kept], end[kept], start[kept]

        end = self._extend(text, end, of.after[pattern], of.n_after[pattern], self._after)
        kept = np.flatnonzero((end >= 0) & (codes[end] < word))
        return pattern[kept], start[kept], end[kept]

    def _extend(self, text: _Text, place: Offsets, first: Offsets, count: Offsets, step: _Step) -> Offsets:
        """Where the segments after (or before) an offset end (or begin), each beyond a `*`; -1 where one is missing."""
        place = place.copy()
        for n in range(int(count.max(initial=0))):
            at = np.flatnonzero((count > n) & (place >= 0))
            begin, end, inside = step(text, place[at], first[at] + n)
            inside[inside] = self._reads(text, begin[inside], first[at[inside]] + n)
            place[at] = np.where(inside, end, -1)
        return place

    def _after(self, text: _Text, place: Offsets, row: Offsets) -> tuple[Offsets, Offsets, Flags]:
        begin = ends_of_words(text.letters, place) - self._globs.tail[row]
        return begin, begin + self._globs.length[row], begin >= place

    def _before(self, text: _Text, place: Offsets, row: Offsets) -> tuple[Offsets, Offsets, Flags]:
        end = starts_of_words(text.letters, place) + self._globs.tail[row]
        begin = end - self._globs.length[row]
        return begin, begin, end <= place

    def _reads(self, text: _Text, place: Offsets, row: Offsets) -> Flags:
        """Whether the text has each segment at each offset."""
        fits, n_blocks = np.ones(len(place), dtype=bool), self._globs.n_blocks[row]
        for n in range(int(n_blocks.max(initial=0)) - 1, -1, -1):  # the end differs most often
            on = np.flatnonzero(fits & (n_blocks > n))
            block = self._globs.block[row[on]] + n
            there = text.following[place[on] + n * BYTES // text.codes.itemsize]
            fits[on] = there & self._masks[block] == self._values[block]
        wild = np.flatnonzero(fits & (self._globs.n_wild[row] > 0))
        owner, number = spread(self._globs.wild[row[wild]], self._globs.n_wild[row[wild]])
        within = text.codes[place[wild[owner]] + self._wild[number]] >= self._folding.word
        fits[wild[owner[~within]]] = False
        return fits


def ends_of_words(letters: NDArray[np.uint64], place: Offsets) -> Offsets:
    """The end of the word that continues at each offset; the offset itself where none does.

    letters : `next_bytes` of flags, 1 for a letter or digit. The words are read eight characters at a time.
    """
    end, on = place.copy(), np.arange(len(place))
    for _ in range(MAX_STEPS):
        n = _count_letters(letters[end[on]])
        end[on] += n
        on = on[np.flatnonzero(n == BYTES)]
        if not len(on):
            return end
    outside = np.flatnonzero(letters & np.uint64(1) == 0)
    end[on] = outside[np.searchsorted(outside, end[on])]
    return end


def starts_of_words(letters: NDArray[np.uint64], place: Offsets) -> Offsets:
    """The start of the word that ends at each offset; the offset itself where none does."""
    start, on = place.copy(), np.arange(len(place))
    for _ in range(MAX_STEPS):
        n = _count_letters(letters[start[on] - BYTES].byteswap())
        start[on] -= n
        on = on[np.flatnonzero(n == BYTES)]
        if not len(on):
            return start
    outside = np.flatnonzero(letters & np.uint64(1) == 0)
    start[on] = outside[np.searchsorted(outside, start[on]) - 1] + 1
    return start


def _count_letters(flags: NDArray[np.uint64]) -> Offsets:
    """How many of the eight flags of each number are 1 before the first 0."""
    outside = flags ^ _ALL_LETTERS
    lowest = outside & (~outside + np.uint64(1))
    return (np.bitwise_count(lowest - np.uint64(1)) >> 3).astype(np.int64)


def _tail(segment: str) -> int:
    """How many of a segment's first characters belong to the word of the `*` before it."""
    return next((n for n, c in enumerate(segment) if not _in_word(c)), len(segment))


def _in_word(character: str) -> bool:
    return character == "?" or is_word(character)
