"""Search: many patterns and a text → every match, with its offsets.

The text is folded to one code for each character (`folding`), with the first letter of each word marked. An automaton
(Aho and Corasick 1975, Communications of the ACM 18:6) finds the rarest part of each pattern, also across hyphens and
line ends; arrays then check the rest of all these candidates together (`globs`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import BytesAhoCorasick, Implementation

from .arrays import Flags, Offsets, spread
from .encoding import Codes, Utf8Text
from .folding import FoldedText, Folding
from .globs import GlobTable
from .patterns import pattern_of

MAX_TABLE_CHARACTERS = 500_000  # of all patterns; with more, the automaton is not a table, which would need much memory


class Found(NamedTuple):
    """Matches in no order: number of the pattern, start and end as offsets in the codes."""

    pattern: Offsets
    start: Offsets
    end: Offsets


class Search:
    """Patterns, ready for any text.

    >>> search = Search(["missile*", "defen?e talks"])
    >>> search.spans("Missiles; defence-\\n  talks")
    [(0, 0, 8), (1, 10, 26)]

    Raises ValueError for a pattern without a letter or digit, and for one with two `*` in one word.
    """

    def __init__(self, written: Sequence[str], folding: Folding | None = None) -> None:
        patterns = [pattern_of(one) for one in written]
        for pattern in patterns:
            if pattern.has_two_stars_in_a_word:
                raise ValueError(f"Pattern {pattern.written!r} has two * in one word. Write one * in each word.")
        self._folding = folding or Folding(pattern.normal for pattern in patterns)
        self._globs = GlobTable([pattern.segments for pattern in patterns], self._folding)
        anchors = [(n, needle) for n in range(len(patterns)) for needle in self._globs.needles[n]]
        needles = sorted({needle for _, needle in anchors})
        rank = {needle: n for n, needle in enumerate(needles)}
        order = sorted((rank[needle], n) for n, needle in anchors)
        self._patterns: Offsets = np.array([n for _, n in order], dtype=np.int64)
        self._n_patterns = np.bincount([r for r, _ in order], minlength=len(needles))
        self._first_pattern = np.cumsum(self._n_patterns) - self._n_patterns
        self._automaton = _automaton(needles) if needles else None

    def find(self, codes: Codes) -> Found:
        """Every match in folded text: it begins and ends at word boundaries and is as long as possible."""
        needle, place = self._anchors(self._folding.mark(codes))
        owner, number = spread(self._first_pattern[needle], self._n_patterns[needle])
        return Found(*self._globs.follow(codes, self._patterns[number], place[owner]))

    def spans(self, text: str) -> list[tuple[int, int, int]]:
        """The matches in one sentence: number of the pattern, start, end in characters, in the order of the text."""
        characters = Utf8Text(text.encode("utf-8", "surrogatepass"))
        folded = self._folding.fold(characters, np.array([0]), np.array([characters.n]))
        pattern, start, end = self.find(folded.codes)
        start, end = folded.characters_at(start), folded.characters_at(end - 1) + 1
        order = np.lexsort((pattern, end, start))
        return list(zip(*(field[order].tolist() for field in (pattern, start, end)), strict=True))

    def _anchors(self, codes: Codes) -> tuple[Offsets, Offsets]:
        """Number of the needle and offset of everything that the automaton finds."""
        size = codes.dtype.itemsize
        if self._automaton is None:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        hits = self._automaton.find_matches_as_indexes(self._folding.as_bytes(codes), overlapping=True)
        table = np.fromiter(chain.from_iterable(hits), np.int64, 3 * len(hits)).reshape(-1, 3)
        whole = table[table[:, 1] % size == 0] if size > 1 else table
        return whole[:, 0], whole[:, 1] // size


def _automaton(needles: list[bytes]) -> BytesAhoCorasick:
    fast = Implementation.DFA if sum(map(len, needles)) <= MAX_TABLE_CHARACTERS else None
    return BytesAhoCorasick(needles, implementation=fast)


class Hits(NamedTuple):
    """Matches in sentences, one entry each.

    sentence : number of the sentence. entry : number of the pattern in its list. start, end : offsets in the
    codes, or in the characters of the text.
    """

    sentence: Offsets
    entry: Offsets
    start: Offsets
    end: Offsets

    def of(self, which: Offsets | Flags) -> Hits:
        """The chosen hits."""
        return Hits(*(field[which] for field in self))


class Lists:
    """Several lists of patterns, found in one search; a pattern can be in several lists, and several times in one."""

    def __init__(self, folding: Folding, *lists: Sequence[str]) -> None:
        written = [pattern_of(one).normal for listed in lists for one in listed]
        patterns = {normal: n for n, normal in enumerate(dict.fromkeys(written))}
        of_use = np.array([patterns[normal] for normal in written], dtype=np.int64)
        self._search = Search(list(patterns), folding)
        self._first_of_list = np.cumsum([0, *map(len, lists)])
        self._uses = np.argsort(of_use, kind="stable")
        self._n_uses = np.bincount(of_use, minlength=len(patterns))
        self._first_use = np.cumsum(self._n_uses) - self._n_uses

    def find(self, folded: FoldedText) -> list[Hits]:
        """The hits of each list inside a sentence, as offsets in the codes."""
        pattern, start, end = self._search.find(folded.codes)
        sentence = np.searchsorted(folded.start, start, side="right") - 1
        within = np.flatnonzero((sentence >= 0) & (end <= np.append(folded.end, 0)[sentence]))
        owner, number = spread(self._first_use[pattern[within]], self._n_uses[pattern[within]])
        use, place = self._uses[number], within[owner]
        return [
            Hits(sentence[at], use[of] - first, start[at], end[at])
            for first, stop in zip(self._first_of_list[:-1], self._first_of_list[1:], strict=True)
            for of in [np.flatnonzero((use >= first) & (use < stop))]
            for at in [place[of]]
        ]
