"""The parts of patterns between their `*`: which words an automaton must find, and how the rest is read around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from .arrays import Flags, Offsets, anew, spread
from .encoding import Codes
from .folding import Folding
from .patterns import is_word

SEEK = -1  # as a tail: the segment is looked for within a word
STEPS = 32  # letters after which the end of a word is looked up instead of walked to


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

    offset : of the anchor in its segment. more : whether the segment has more than it. body, after, before : the first
    row of that segment, of those after it, of those before it; n_after, n_before : how many. seeks : see `_must_seek`.
    """

    offset: Offsets
    more: Offsets
    body: Offsets
    after: Offsets
    n_after: Offsets
    before: Offsets
    n_before: Offsets
    seeks: Offsets


def _columns(kind: type[_Row] | type[_Columns], rows: Iterable[tuple[Any, ...]]) -> Offsets:
    return np.array(list(rows), dtype=np.int64).reshape(-1, len(kind._fields)).T


class GlobTable:
    """The segments of patterns as tables: the one with the anchor, those after it, those before it backwards.

    needles : for each pattern what the automaton is to find, as bytes; two ways where the pattern does not say
        whether a word begins there.
    """

    def __init__(self, patterns: Sequence[tuple[str, ...]], folding: Folding) -> None:
        self._folding = folding
        self._rows: list[_Row] = []
        self._codes: list[Codes] = [np.zeros(0, dtype=np.int64)]
        parts = [_parts(segments) for segments in patterns]
        shared = Counter(part for anchors in parts for _, _, part in anchors)
        best = [_best(segments, anchors, shared) for segments, anchors in zip(patterns, parts, strict=True)]
        self.needles = [_needles(segments, anchor, folding) for segments, anchor in zip(patterns, best, strict=True)]
        self._patterns = _Columns(*_columns(_Columns, map(self._lay_out, patterns, best)))
        self._globs = _Row(*_columns(_Row, self._rows))
        self._pool = np.concatenate(self._codes)

    def _lay_out(self, segments: Sequence[str], anchor: _Anchor) -> tuple[int, ...]:
        """The row of a pattern in `_Columns`; its segments get rows of their own."""
        here = segments[anchor.segment]
        body = self._add([here])
        after, before = segments[anchor.segment + 1 :], [part[::-1] for part in segments[: anchor.segment][::-1]]
        more, seeks = here != anchor.part, _must_seek(segments)
        return anchor.offset, more, body, self._add(after), len(after), self._add(before), len(before), seeks

    def _add(self, segments: Sequence[str]) -> int:
        """Rows for segments that follow each other; number of the first."""
        first = len(self._rows)
        for n, segment in enumerate(segments, start=1):
            begin = self._rows[-1].begin + self._rows[-1].length if self._rows else 0
            self._rows.append(_Row(begin, len(segment), _tail(segment, last=n == len(segments))))
            self._codes.append(self._folding.spell_part(segment))
        return first

    def follow(self, codes: Codes, pattern: Offsets, place: Offsets) -> tuple[Offsets, Offsets, Offsets]:
        """Pattern, start and end of what is all there, of patterns whose anchors are at some places of the codes."""
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
        kept = kept[self._first_of_each(pattern[kept], start[kept], body[kept])]
        pattern, body, start = pattern[kept], body[kept], start[kept]

        end = body + self._globs.length[of.body[pattern]]
        end = self._extend(codes, end, of.after[pattern], of.n_after[pattern])
        kept = np.flatnonzero((end >= 0) & (codes[end] < word))
        return pattern[kept], start[kept], end[kept]

    def _first_of_each(self, pattern: Offsets, start: Offsets, body: Offsets) -> Offsets:
        """Of the anchors of a pattern that seeks, with one start, the first: what follows another follows it, too.

        Where nothing follows, the anchor must stand at the end of its word, which the first need not.
        """
        seeks = (self._patterns.seeks[pattern] > 0) & (self._patterns.n_after[pattern] > 0)
        if not seeks.any():
            return np.arange(len(pattern))
        order = np.lexsort((body, start, pattern))
        first = anew(pattern[order]) | anew(start[order])
        return np.sort(order[first | ~seeks[order]])

    def _extend(self, codes: Codes, place: Offsets, first: Offsets, count: Offsets) -> Offsets:
        """Where the segments after a place end, each after a `*`; -1 where they are not there."""
        place = place.copy()
        for n in range(int(count.max(initial=0))):
            at = np.flatnonzero((count > n) & (place >= 0))
            place[at] = self._step(codes, place[at], first[at] + n)
        return place

    def _step(self, codes: Codes, place: Offsets, row: Offsets) -> Offsets:
        stop = ends_of_words(codes, place, self._folding.word)
        tail = self._globs.tail[row]
        begin = stop - tail
        seek = np.flatnonzero(tail == SEEK)
        begin[seek] = self._sought(codes, place[seek], stop[seek], row[seek])
        end = np.full(len(place), -1)
        fits = np.flatnonzero(begin >= place)
        fits = fits[self._reads(codes, begin[fits], row[fits])]
        end[fits] = begin[fits] + self._globs.length[row[fits]]
        return end

    def _sought(self, codes: Codes, place: Offsets, stop: Offsets, row: Offsets) -> Offsets:
        """The first place from `place` to `stop` where a segment is; -1 where there is none."""
        found = np.full(len(place), -1)
        owner, tried = spread(place, np.maximum(stop - self._globs.length[row] - place + 1, 0))
        fits = np.flatnonzero(self._reads(codes, tried, row[owner]))
        first = fits[anew(owner[fits])]
        found[owner[first]] = tried[first]
        return found

    def _reads(self, codes: Codes, place: Offsets, row: Offsets) -> Flags:
        """Whether each segment is what the text has at each place."""
        owner, number = spread(self._globs.begin[row], self._globs.length[row])
        wanted = self._pool[number]
        there = codes[place[owner] + number - self._globs.begin[row][owner]]
        wrong = (there != wanted) & ((wanted != self._folding.any) | (there < self._folding.word))
        fits = np.ones(len(place), dtype=bool)
        fits[owner[wrong]] = False
        return fits


def ends_of_words(codes: Codes, place: Offsets, word: int) -> Offsets:
    """The end of the word that goes on at each place; the place itself where none does."""
    end = place.copy()
    on = np.flatnonzero(codes[end] >= word)
    for _ in range(STEPS):
        if not len(on):
            return end
        end[on] += 1
        on = on[codes[end[on]] >= word]
    outside = np.flatnonzero(codes < word)
    end[on] = outside[np.searchsorted(outside, end[on])]
    return end


def _tail(segment: str, *, last: bool) -> int:
    """How many of a segment's characters are of the word that the `*` before it is in, where that word ends there."""
    outside = next((n for n, c in enumerate(segment) if not _in_word(c)), len(segment))
    return outside if last or outside < len(segment) else SEEK


def _must_seek(segments: Sequence[str]) -> bool:
    return any(all(map(_in_word, segment)) for segment in segments[1:-1])


def _in_word(character: str) -> bool:
    return character == "?" or is_word(character)


def _parts(segments: Sequence[str]) -> list[_Anchor]:
    """The parts of a pattern without a wildcard, of which each could be its anchor."""
    parts = [
        _Anchor(n, found.start(), found.group())
        for n, segment in enumerate(segments)
        for found in re.finditer(r"[^?]+", segment)
        if any(map(is_word, found.group()))
    ]
    if not parts:
        raise ValueError(f"Pattern {'*'.join(segments)!r} has no letter and no digit of its own.")
    return parts


def _best(segments: Sequence[str], anchors: Sequence[_Anchor], shared: Counter[str]) -> _Anchor:
    """The part least often found: the longest, if not for many patterns; a letter more is taken to be worth eight.

    Where a segment is looked for within a word it is the first, so that what is found once need not be tried again.
    """
    if _must_seek(segments):
        return anchors[0]
    return min(anchors, key=lambda anchor: shared[anchor.part] / 8.0 ** len(anchor.part))


def _needles(segments: Sequence[str], anchor: _Anchor, folding: Folding) -> list[bytes]:
    """The anchor in codes; its first letter marked where a word begins there, both ways where that depends."""
    codes = folding.spell_part(anchor.part)
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
