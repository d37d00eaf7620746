"""The parts of patterns between their `*`: which words an automaton must find, and how the rest is read around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .alphabet import Codes
from .arrays import Flags, Places, anew, spread
from .patterns import is_word
from .spelling import Spelling

SEEK = -1  # as a tail: the segment is looked for within a word
STEPS = 32  # letters after which the end of a word is looked up instead of walked to


class _Anchor(NamedTuple):
    """The part of a pattern that the automaton finds: number of its segment, offset in it, the part."""

    segment: int
    offset: int
    part: str


class Segments:
    """The segments of patterns as tables: the one with the anchor, those after it, those before it backwards.

    needles : for each pattern what the automaton is to find, as bytes; two ways where the pattern does not say
        whether a word begins there.
    """

    def __init__(self, patterns: Sequence[tuple[str, ...]], spelling: Spelling) -> None:
        self._spelling = spelling
        self._rows: list[tuple[int, int, int]] = []  # of each segment: first code, length, tail
        self._codes: list[Codes] = []
        self.needles: list[list[bytes]] = []
        columns: list[tuple[int, ...]] = []
        parts = [_parts(segments) for segments in patterns]
        shared = Counter(part for anchors in parts for _, _, part in anchors)
        for segments, anchors in zip(patterns, parts, strict=True):
            anchor = (
                anchors[0] if _must_seek(segments) else min(anchors, key=lambda a: shared[a.part] / 8 ** len(a.part))
            )
            self.needles.append(_needles(segments, anchor, spelling))
            here = segments[anchor.segment]
            body = self._add([here])
            after, before = segments[anchor.segment + 1 :], [part[::-1] for part in segments[: anchor.segment][::-1]]
            columns.append((
                anchor.offset, here != anchor.part, body, self._add(after), len(after), self._add(before), len(before),
                _must_seek(segments),
            ))  # fmt: skip
        table = np.array(columns, dtype=np.int64).reshape(-1, 8).T
        self._offset, self._more, self._body, self._after, self._n_after, self._before, self._n_before, seeks = table
        self._seeks = seeks.astype(bool)
        self._begin, self._length, self._tail = np.array(self._rows, dtype=np.int64).reshape(-1, 3).T
        self._pool = np.concatenate([*self._codes, np.zeros(0, dtype=np.int64)])

    def _add(self, segments: Sequence[str]) -> int:
        """Rows for segments that follow each other; number of the first."""
        first = len(self._rows)
        for n, segment in enumerate(segments, start=1):
            begin = self._rows[-1][0] + self._rows[-1][1] if self._rows else 0
            self._rows.append((begin, len(segment), _tail(segment, last=n == len(segments))))
            self._codes.append(self._spelling.spell(segment))
        return first

    def follow(self, codes: Codes, pattern: Places, place: Places) -> tuple[Places, Places, Places]:
        """Pattern, start and end of what is all there, of patterns whose anchors are at some places of the codes."""
        word = self._spelling.word
        body = place - self._offset[pattern]
        kept = np.flatnonzero(self._more[pattern] == 0)
        more = np.flatnonzero(self._more[pattern])
        more = more[self._reads(codes, body[more], self._body[pattern[more]])]
        kept = np.sort(np.concatenate([kept, more]))
        pattern, body = pattern[kept], body[kept]

        back = self._extend(codes[::-1], len(codes) - body, self._before[pattern], self._n_before[pattern])
        start = np.where(back >= 0, len(codes) - back, 0)
        kept = np.flatnonzero((back >= 0) & (codes[start - 1] < word))
        kept = kept[self._first_of_each(pattern[kept], start[kept], body[kept])]
        pattern, body, start = pattern[kept], body[kept], start[kept]

        end = body + self._length[self._body[pattern]]
        end = self._extend(codes, end, self._after[pattern], self._n_after[pattern])
        kept = np.flatnonzero((end >= 0) & (codes[end] < word))
        return pattern[kept], start[kept], end[kept]

    def _first_of_each(self, pattern: Places, start: Places, body: Places) -> Places:
        """Of the anchors of a pattern that seeks, with one start, the first: what follows another follows it, too.

        Where nothing follows, the anchor must stand at the end of its word, which the first need not.
        """
        seeks = self._seeks[pattern] & (self._n_after[pattern] > 0)
        if not seeks.any():
            return np.arange(len(pattern))
        order = np.lexsort((body, start, pattern))
        first = anew(pattern[order]) | anew(start[order])
        return np.sort(order[first | ~seeks[order]])

    def _extend(self, codes: Codes, place: Places, first: Places, count: Places) -> Places:
        """Where the segments after a place end, each after a `*`; -1 where they are not there."""
        place = place.copy()
        for n in range(int(count.max(initial=0))):
            at = np.flatnonzero((count > n) & (place >= 0))
            place[at] = self._step(codes, place[at], first[at] + n)
        return place

    def _step(self, codes: Codes, place: Places, row: Places) -> Places:
        stop = ends_of_words(codes, place, self._spelling.word)
        tail = self._tail[row]
        begin = stop - tail
        seek = np.flatnonzero(tail == SEEK)
        begin[seek] = self._sought(codes, place[seek], stop[seek], row[seek])
        end = np.full(len(place), -1)
        fits = np.flatnonzero(begin >= place)
        fits = fits[self._reads(codes, begin[fits], row[fits])]
        end[fits] = begin[fits] + self._length[row[fits]]
        return end

    def _sought(self, codes: Codes, place: Places, stop: Places, row: Places) -> Places:
        """The first place from `place` to `stop` where a segment is; -1 where there is none."""
        found = np.full(len(place), -1)
        owner, tried = spread(place, np.maximum(stop - self._length[row] - place + 1, 0))
        fits = np.flatnonzero(self._reads(codes, tried, row[owner]))
        first = fits[anew(owner[fits])]
        found[owner[first]] = tried[first]
        return found

    def _reads(self, codes: Codes, place: Places, row: Places) -> Flags:
        """Whether each segment is what the text has at each place."""
        owner, number = spread(self._begin[row], self._length[row])
        wanted = self._pool[number]
        there = codes[place[owner] + number - self._begin[row][owner]]
        wrong = (there != wanted) & ((wanted != self._spelling.any) | (there < self._spelling.word))
        fits = np.ones(len(place), dtype=bool)
        fits[owner[wrong]] = False
        return fits


def ends_of_words(codes: Codes, place: Places, word: int) -> Places:
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
    """The parts of a pattern without a wildcard that could be its anchor.

    The best is the one least often found: the longest, if not for many patterns; a letter more is taken to be worth
    eight of them. Where a segment is looked for within a word it is the first, so that what is found once need not be
    tried again.
    """
    parts = [
        _Anchor(n, found.start(), found.group())
        for n, segment in enumerate(segments)
        for found in re.finditer(r"[^?]+", segment)
        if any(map(is_word, found.group()))
    ]
    if not parts:
        raise ValueError(f"Pattern {'*'.join(segments)!r} has no letter and no digit of its own.")
    return parts


def _needles(segments: Sequence[str], anchor: _Anchor, spelling: Spelling) -> list[bytes]:
    """The anchor in codes; its first letter marked where a word begins there, both ways where that depends."""
    codes = spelling.spell(anchor.part)
    word = np.array([is_word(c) for c in anchor.part])
    codes[1:][word[1:] & ~word[:-1]] += spelling.shift
    before = segments[anchor.segment][: anchor.offset] or "".join(segments[: anchor.segment])
    begins = [False] if before and _in_word(before[-1]) else [True, False] if anchor.segment else [True]
    ways = []
    for way in begins if word[0] else [False]:
        marked = codes.copy()
        marked[0] += spelling.shift if way else 0
        ways.append(bytes(spelling.as_bytes(marked)))
    return ways
