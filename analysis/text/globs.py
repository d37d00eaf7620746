"""Glob patterns as tables: the parts between their `*` → what an automaton looks for, and how to read around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from .arrays import Flags, Offsets, spread
from .encoding import Codes
from .folding import Folding
from .patterns import is_word

MAX_STEPS = 32  # letters after which the end of a word is looked up instead of walked to


class _Anchor(NamedTuple):
    """The part of a pattern that the automaton finds: number of its segment, offset in it, the part."""

    segment: int
    offset: int
    part: str


class _Row(NamedTuple):
    """A segment: its first code in the pool, its length, its tail (see `_tail`); or all of them as columns."""

    begin: Any
    length: Any
    tail: Any


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


def _columns(kind: type[_Row] | type[_Columns], rows: Iterable[tuple[Any, ...]]) -> Offsets:
    return np.array(list(rows), dtype=np.int64).reshape(-1, len(kind._fields)).T


class GlobTable:
    """The segments of patterns as tables: the one with the anchor, those after it, and those before it backwards.

    needles : for each pattern the bytes that the automaton looks for; two where the pattern does not say whether a word
        begins there.

    Raises ValueError for a pattern without a letter or digit.
    """

    def __init__(self, patterns: Sequence[tuple[str, ...]], folding: Folding) -> None:
        self._folding = folding
        self._rows: list[_Row] = []
        self._codes: list[Codes] = [np.zeros(0, dtype=np.int64)]
        parts = [_parts(segments) for segments in patterns]
        shared = Counter(part for anchors in parts for _, _, part in anchors)
        best = [_best(anchors, shared) for anchors in parts]
        self.needles = [_needles(segments, anchor, folding) for segments, anchor in zip(patterns, best, strict=True)]
        self._patterns = _Columns(*_columns(_Columns, map(self._lay_out, patterns, best)))
        self._globs = _Row(*_columns(_Row, self._rows))
        self._pool = np.concatenate(self._codes)

    def _lay_out(self, segments: Sequence[str], anchor: _Anchor) -> tuple[int, ...]:
        """The row of a pattern in `_Columns`; adds rows for its segments."""
        here = segments[anchor.segment]
        body = self._add([here])
        after, before = segments[anchor.segment + 1 :], [part[::-1] for part in segments[: anchor.segment][::-1]]
        more = here != anchor.part
        return anchor.offset, more, body, self._add(after), len(after), self._add(before), len(before)

    def _add(self, segments: Sequence[str]) -> int:
        """Add rows for segments that follow each other; returns the number of the first."""
        first = len(self._rows)
        for segment in segments:
            begin = self._rows[-1].begin + self._rows[-1].length if self._rows else 0
            self._rows.append(_Row(begin, len(segment), _tail(segment)))
            self._codes.append(self._folding.fold_part(segment))
        return first

    def follow(self, codes: Codes, pattern: Offsets, place: Offsets) -> tuple[Offsets, Offsets, Offsets]:
        """Pattern, start and end of every complete match; `place` is the offset of each pattern's anchor."""
        word, of = self._folding.word, self._patterns
        body = place - of.offset[pattern]
        kept = np.flatnonzero(of.more[pattern] == 0)
        more = np.flatnonzero(of.more[pattern])
        more = more[self._reads(codes, body[more], of.body[pattern[more]])]
        kept = np.sort(np.concatenate([kept, more]))
        pattern, body = pattern[kept], body[kept]

        back = self._extend(codes[::-1], len(codes) - body, of.before[pattern], of.n_before[pattern])
        start = np.where(back >= 0, len(codes) - back, 0)
        kept = np.flatnonzero((back >= 0) & (codes[start - 1] < word))
        pattern, body, start = pattern[kept], body[kept], start[kept]

        end = body + self._globs.length[of.body[pattern]]
        end = self._extend(codes, end, of.after[pattern], of.n_after[pattern])
        kept = np.flatnonzero((end >= 0) & (codes[end] < word))
        return pattern[kept], start[kept], end[kept]

    def _extend(self, codes: Codes, place: Offsets, first: Offsets, count: Offsets) -> Offsets:
        """Where the segments after an offset end, each after a `*`; -1 where one is missing."""
        place = place.copy()
        for n in range(int(count.max(initial=0))):
            at = np.flatnonzero((count > n) & (place >= 0))
            place[at] = self._step(codes, place[at], first[at] + n)
        return place

    def _step(self, codes: Codes, place: Offsets, row: Offsets) -> Offsets:
        stop = ends_of_words(codes, place, self._folding.word)
        begin = stop - self._globs.tail[row]
        end = np.full(len(place), -1)
        fits = np.flatnonzero(begin >= place)
        fits = fits[self._reads(codes, begin[fits], row[fits])]
        end[fits] = begin[fits] + self._globs.length[row[fits]]
        return end

    def _reads(self, codes: Codes, place: Offsets, row: Offsets) -> Flags:
        """Whether the text has each segment at each offset."""
        owner, number = spread(self._globs.begin[row], self._globs.length[row])
        wanted = self._pool[number]
        there = codes[place[owner] + number - self._globs.begin[row][owner]]
        wrong = (there != wanted) & ((wanted != self._folding.any) | (there < self._folding.word))
        fits = np.ones(len(place), dtype=bool)
        fits[owner[wrong]] = False
        return fits


def ends_of_words(codes: Codes, place: Offsets, word: int) -> Offsets:
    """The end of the word that continues at each offset; the offset itself where none does.

    place : (n,) offsets into the codes. word : the lowest code of a letter or digit.
    """
    end = place.copy()
    on = np.flatnonzero(codes[end] >= word)
    for _ in range(MAX_STEPS):
        if not len(on):
            return end
        end[on] += 1
        on = on[codes[end[on]] >= word]
    outside = np.flatnonzero(codes < word)
    end[on] = outside[np.searchsorted(outside, end[on])]
    return end


def _tail(segment: str) -> int:
    """How many of a segment's first characters belong to the word of the `*` before it."""
    return next((n for n, c in enumerate(segment) if not _in_word(c)), len(segment))


def _in_word(character: str) -> bool:
    return character == "?" or is_word(character)


def _parts(segments: Sequence[str]) -> list[_Anchor]:
    """The parts of a pattern without a wildcard; each could be its anchor."""
    parts = [
        _Anchor(n, found.start(), found.group())
        for n, segment in enumerate(segments)
        for found in re.finditer(r"[^?]+", segment)
        if any(map(is_word, found.group()))
    ]
    if not parts:
        raise ValueError(f"Pattern {'*'.join(segments)!r} has no letter or digit. Add one.")
    return parts


def _best(anchors: Sequence[_Anchor], shared: Counter[str]) -> _Anchor:
    """The rarest part: long, and in few patterns. One letter more outweighs eight times as many patterns."""
    return min(anchors, key=lambda anchor: shared[anchor.part] / 8.0 ** len(anchor.part))


def _needles(segments: Sequence[str], anchor: _Anchor, folding: Folding) -> list[bytes]:
    """The anchor in codes, its first letter marked where a word begins there; both forms where that is open."""
    codes = folding.fold_part(anchor.part)
    word = np.array([is_word(c) for c in anchor.part])
    codes[1:][word[1:] & ~word[:-1]] += folding.shift
    before = segments[anchor.segment][: anchor.offset] or "".join(segments[: anchor.segment])
    begins = [False] if before and _in_word(before[-1]) else [True, False] if anchor.segment else [True]
    ways = []
    for way in begins if word[0] else [False]:
        marked = codes.copy()
        marked[0] += folding.shift if way else 0
        ways.append(bytes(folding.as_bytes(marked)))
    return ways
