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
from .segments import Segments, ends_of_words
from .spelling import Spelling

LARGEST = 500_000  # characters of all patterns for which the automaton is a table; a larger one would take much memory


class Found(NamedTuple):
    """Where patterns fit, one entry each and in no order.

    pattern : its number. start, end : in characters of the text. begin, stop : in `codes`, the text as it was searched.
    """

    pattern: Places
    start: Places
    end: Places
    begin: Places
    stop: Places
    codes: Codes


class Search:
    """Some patterns, ready to be looked for in any text.

    >>> search = Search(["missile*", "defen?e talks"])
    >>> search.spans("Missiles; defence-\\n  talks")
    [(0, 0, 8), (1, 10, 26)]

    Raises ValueError for a pattern that has no letter and no digit of its own.
    """

    def __init__(self, written: Sequence[str]) -> None:
        patterns = [Pattern(one) for one in written]
        self._spelling = Spelling(pattern.normal for pattern in patterns)
        self._segments = Segments([pattern.segments for pattern in patterns], self._spelling)
        anchors = [(n, needle) for n in range(len(patterns)) for needle in self._segments.needles[n]]
        needles = sorted({needle for _, needle in anchors})
        rank = {needle: n for n, needle in enumerate(needles)}
        order = sorted((rank[needle], n) for n, needle in anchors)
        self._patterns: Places = np.array([n for _, n in order], dtype=np.int64)
        self._n_patterns = np.bincount([r for r, _ in order], minlength=len(needles))
        self._first_pattern = np.cumsum(self._n_patterns) - self._n_patterns
        self._automaton = _automaton(needles) if needles else None

    def find(self, characters: Characters, start: Places, end: Places) -> Found:
        """Every place where a pattern begins and ends with words, as long as it can be.

        Sentences begin and end at some characters, in order. What is found may reach over them or lie between them; a
        gap of several separators is one for patterns within sentences only.
        """
        codes, removed = self._spelling.write(characters, start, end)
        needle, place = self._anchors(self._spelling.mark(codes))
        owner, number = spread(self._first_pattern[needle], self._n_patterns[needle])
        pattern, begin, stop = self._segments.follow(codes, self._patterns[number], place[owner])
        pad = self._spelling.pad
        start, end = _restore(begin - pad, removed), _restore(stop - pad - 1, removed) + 1
        return Found(pattern, start, end, begin, stop, codes)

    def word_before(self, found: Found, gap: Places) -> Places:
        """Where the word before each place of the codes begins; the place itself where none ends there."""
        back = ends_of_words(found.codes[::-1], len(found.codes) - gap, self._spelling.word)
        return len(found.codes) - back

    def spans(self, text: str) -> list[tuple[int, int, int]]:
        """The same in one text: number of the pattern, start, end, in the order of the text."""
        characters = Characters(text.encode("utf-8", "surrogatepass"))
        found = self.find(characters, np.array([0]), np.array([characters.n]))
        return sorted(zip(*(field.tolist() for field in found[:3]), strict=True), key=lambda fit: (*fit[1:], fit[0]))

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


def _restore(places: Places, removed: Places) -> Places:
    """Places in a text from those in the same without some characters, whose places are given."""
    return places + np.searchsorted(removed - np.arange(len(removed)), places, side="right") if len(removed) else places
