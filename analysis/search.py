"""Many patterns in one text at once: an automaton finds the words that each must hold, arrays check the rest.

A text is made into one code for each character (`alphabet`) in which whatever patterns cannot tell apart is the same,
separators in a row are one, and the first letter of a word has a mark. So the automaton (Aho and Corasick 1975,
Communications of the ACM 18:6) begins a word only where a word begins, across hyphens and line ends. What a pattern
has beyond these words, on either side of them, is then read for all that was found together.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import BytesAhoCorasick, Implementation

from .alphabet import Characters, Codes
from .arrays import Places, spread
from .patterns import Pattern
from .segments import Segments
from .spelling import Spelling

LARGEST = 500_000  # characters of all patterns for which the automaton is a table; a larger one would take much memory


class Found(NamedTuple):
    """Where patterns fit, in no order: number of the pattern, start and end as places of the codes."""

    pattern: Places
    start: Places
    end: Places


class Search:
    """Some patterns, ready to be looked for in any text.

    >>> search = Search(["missile*", "defen?e talks"])
    >>> search.spans("Missiles; defence-\\n  talks")
    [(0, 0, 8), (1, 10, 26)]

    Raises ValueError for a pattern that has no letter and no digit of its own.
    """

    def __init__(self, written: Sequence[str], spelling: Spelling | None = None) -> None:
        patterns = [Pattern(one) for one in written]
        self._spelling = spelling or Spelling(pattern.normal for pattern in patterns)
        self._segments = Segments([pattern.segments for pattern in patterns], self._spelling)
        anchors = [(n, needle) for n in range(len(patterns)) for needle in self._segments.needles[n]]
        needles = sorted({needle for _, needle in anchors})
        rank = {needle: n for n, needle in enumerate(needles)}
        order = sorted((rank[needle], n) for n, needle in anchors)
        self._patterns: Places = np.array([n for _, n in order], dtype=np.int64)
        self._n_patterns = np.bincount([r for r, _ in order], minlength=len(needles))
        self._first_pattern = np.cumsum(self._n_patterns) - self._n_patterns
        self._automaton = _automaton(needles) if needles else None

    def find(self, codes: Codes) -> Found:
        """Every place where a pattern begins and ends with words, as long as it can be, in a text so written."""
        needle, place = self._anchors(self._spelling.mark(codes))
        owner, number = spread(self._first_pattern[needle], self._n_patterns[needle])
        return Found(*self._segments.follow(codes, self._patterns[number], place[owner]))

    def spans(self, text: str) -> list[tuple[int, int, int]]:
        """The same in one sentence: number of the pattern, start, end in characters, in the order of the text."""
        characters = Characters(text.encode("utf-8", "surrogatepass"))
        spelt = self._spelling.spell(characters, np.array([0]), np.array([characters.n]))
        pattern, start, end = self.find(spelt.codes)
        start, end = spelt.characters_at(start), spelt.characters_at(end - 1) + 1
        order = np.lexsort((pattern, end, start))
        return list(zip(*(field[order].tolist() for field in (pattern, start, end)), strict=True))

    def _anchors(self, codes: Codes) -> tuple[Places, Places]:
        """Number of the needle and place of everything that the automaton finds."""
        size = codes.dtype.itemsize
        if self._automaton is None:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        hits = self._automaton.find_matches_as_indexes(self._spelling.as_bytes(codes), overlapping=True)
        table = np.fromiter(chain.from_iterable(hits), np.int64, 3 * len(hits)).reshape(-1, 3)
        whole = table[table[:, 1] % size == 0] if size > 1 else table
        return whole[:, 0], whole[:, 1] // size


def _automaton(needles: list[bytes]) -> BytesAhoCorasick:
    fast = Implementation.DFA if sum(map(len, needles)) <= LARGEST else None
    return BytesAhoCorasick(needles, implementation=fast)
