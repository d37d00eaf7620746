"""Glob patterns as tables: the parts between their `*` → what is looked for first, and how to read around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .arrays import Flags, Offsets, spread
from .encoding import Codes
from .folding import Folding
from .patterns import WORD, is_word
from .prefixes import BYTES, LENGTHS, as_numbers, next_bytes

MAX_STEPS = 32  # letters after which the end of a word is looked up instead of walked to
_BEGINS_WORD = re.compile(rf"(?<!{WORD})(?<![*?])(?P<skip>\?*)(?={WORD})")


class Anchor(NamedTuple):
    """The part of a pattern that is looked for first, at the start of a word or, read backwards, at its end.

    backwards : whether it is at the end of a word. skip : characters of the word before it (backwards: after it), all
    `?`. segment, offset : where it is in the pattern. part : its characters.
    """

    backwards: bool
    skip: int
    segment: int
    offset: int
    part: str


class _Row(NamedTuple):
    """A segment, or all of them as columns.

    length : in codes. tail : see `_tail`. block, n_blocks : its first eight bytes in the pool, and how many eights.
    wild, n_wild : likewise the offsets of its `?`.
    """

    length: Any
    tail: Any
    block: Any
    n_blocks: Any
    wild: Any
    n_wild: Any


class _Text(NamedTuple):
    """Codes, and the next eight bytes after each as one number."""

    codes: Codes
    following: NDArray[np.uint64]

    @classmethod
    def of(cls, codes: Codes) -> _Text:
        codes = np.ascontiguousarray(codes)
        return cls(codes, next_bytes(codes))


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

    anchors : of each pattern.

    Raises ValueError for a pattern without a letter or digit.
    """

    def __init__(self, patterns: Sequence[tuple[str, ...]], folding: Folding) -> None:
        self._folding = folding
        self._rows: list[_Row] = []
        self._blocks: list[Codes] = []
        self._wild_offsets: list[int] = []
        possible = [_anchors(segments, BYTES // folding.itemsize) for segments in patterns]
        shared = Counter(anchor.part for anchors in possible for anchor in anchors)
        self.anchors = [min(anchors, key=lambda anchor: _commonness(anchor, shared)) for anchors in possible]
        self._patterns = _Columns(*_columns(_Columns, map(self._lay_out, patterns, self.anchors)))
        self._globs = _Row(*_columns(_Row, self._rows))
        blocks = np.array(self._blocks, dtype=folding.dtype).reshape(-1, BYTES // folding.itemsize)
        free = (blocks == 0) | (blocks == folding.any)
        self._masks = as_numbers(np.where(free, 0, np.iinfo(folding.dtype).max).astype(folding.dtype))
        self._values = as_numbers(np.where(free, 0, blocks).astype(folding.dtype))
        self._wild = np.array(self._wild_offsets, dtype=np.int64)

    def _lay_out(self, segments: Sequence[str], anchor: Anchor) -> tuple[int, ...]:
        """The row of a pattern in `_Columns`; adds rows for its segments."""
        here = segments[anchor.segment]
        body = self._add([here])
        after, before = segments[anchor.segment + 1 :], [part[::-1] for part in segments[: anchor.segment][::-1]]
        more = here != anchor.part
        return anchor.offset, more, body, self._add(after), len(after), self._add(before), len(before)

    def _add(self, segments: Sequence[str]) -> int:
        """Add rows for segments that follow each other; returns the number of the first."""
        first = len(self._rows)
        per = BYTES // self._folding.itemsize
        for segment in segments:
            n_blocks, wild = max(-(-len(segment) // per), 1), [n for n, c in enumerate(segment) if c == "?"]
            self._rows.append(
                _Row(len(segment), _tail(segment), len(self._blocks), n_blocks, len(self._wild_offsets), len(wild))
            )
            codes = np.zeros(n_blocks * per, dtype=self._folding.dtype)
            codes[: len(segment)] = self._folding.fold_part(segment)
            self._blocks.extend(codes.reshape(n_blocks, per))
            self._wild_offsets.extend(wild)
        return first

    def follow(self, codes: Codes, pattern: Offsets, place: Offsets) -> tuple[Offsets, Offsets, Offsets]:
        """Pattern, start and end of every complete match; `place` is the offset of each pattern's anchor."""
        word, of = self._folding.word, self._patterns
        text, body = _Text.of(codes), place - of.offset[pattern]
        end = body + self._globs.length[of.body[pattern]]
        kept = np.flatnonzero((codes[end] < word) | (of.n_after[pattern] > 0))
        pattern, body, end = pattern[kept], body[kept], end[kept]
        more = np.flatnonzero(of.more[pattern])
        fits = np.ones(len(pattern), dtype=bool)
        fits[more] = self._reads(text, body[more], of.body[pattern[more]])
        pattern, body, end = pattern[fits], body[fits], end[fits]

        start = self._begin(codes, body, pattern)
        kept = np.flatnonzero((start > 0) & (codes[start - 1] < word))
        pattern, end, start = pattern[kept], end[kept], start[kept]

        end = self._extend(text, end, of.after[pattern], of.n_after[pattern])
        kept = np.flatnonzero((end >= 0) & (codes[end] < word))
        return pattern[kept], start[kept], end[kept]

    def _begin(self, codes: Codes, body: Offsets, pattern: Offsets) -> Offsets:
        """Where the segments before an offset begin; -1 where one is missing. They are read backwards."""
        start, of = body.copy(), self._patterns
        some = np.flatnonzero(of.n_before[pattern])
        if len(some):
            first, count = of.before[pattern[some]], of.n_before[pattern[some]]
            back = self._extend(_Text.of(codes[::-1]), len(codes) - body[some], first, count)
            start[some] = np.where(back >= 0, len(codes) - back, -1)
        return start

    def _extend(self, text: _Text, place: Offsets, first: Offsets, count: Offsets) -> Offsets:
        """Where the segments after an offset end, each after a `*`; -1 where one is missing."""
        place = place.copy()
        for n in range(int(count.max(initial=0))):
            at = np.flatnonzero((count > n) & (place >= 0))
            place[at] = self._step(text, place[at], first[at] + n)
        return place

    def _step(self, text: _Text, place: Offsets, row: Offsets) -> Offsets:
        stop = ends_of_words(text.codes, place, self._folding.word)
        begin = stop - self._globs.tail[row]
        fits = begin >= place
        fits[fits] = self._reads(text, begin[fits], row[fits])
        return np.where(fits, begin + self._globs.length[row], -1)

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


def _anchors(segments: Sequence[str], most: int) -> list[Anchor]:
    """The parts of a pattern that could be its anchor: without a wildcard, of at most `most` characters.

    Those at the end of a word are asked for only where no word begins with a letter or `?`, as in `*ly`.
    """
    whole = "*".join(segments)
    for backwards, text in ((False, whole), (True, whole[::-1])):
        found = []
        for begins in _BEGINS_WORD.finditer(text):
            part = re.split(r"[*?]", text[begins.end() :], maxsplit=1)[0]
            part = part[: next(length for length in LENGTHS if length <= min(len(part), most))]
            place = len(text) - begins.end() - len(part) if backwards else begins.end()
            before = whole[:place].split("*")
            found.append(Anchor(backwards, len(begins["skip"]), len(before) - 1, len(before[-1]), part))
        if found:
            return found
    raise ValueError(f"Pattern {whole!r} has no letter or digit. Add one.")


def _commonness(anchor: Anchor, shared: Counter[str]) -> tuple[int, float]:
    """Less for parts that are rarer: one letter more outweighs eight times as many patterns."""
    return anchor.skip, shared[anchor.part] / 8.0 ** len(anchor.part)
