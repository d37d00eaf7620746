"""Search: many patterns and a text → every match, with its offsets.

The text is folded to one code for each character (`folding`). The rarest word of each pattern is looked up, with what
follows it, at all starts of words together (`anchors`); then the rest of all these candidates is read (`globs`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .anchors import AnchorTable
from .arrays import Flags, Offsets, keep_freed_memory, spread
from .encoding import Codes, Utf8Text
from .folding import FoldedText, Folding
from .globs import GlobTable
from .patterns import pattern_of


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
        keep_freed_memory()
        patterns = [pattern_of(one) for one in written]
        for pattern in patterns:
            if pattern.has_two_stars_in_a_word:
                raise ValueError(f"Pattern {pattern.written!r} has two * in one word. Write one * in each word.")
        self._folding = folding or Folding(pattern.normal for pattern in patterns)
        self._globs = GlobTable([pattern.segments for pattern in patterns], self._folding)
        self._anchors = [
            AnchorTable(backwards, skip, self._globs.anchors, self._folding)
            for backwards, skip in sorted({(anchor.backwards, anchor.skip) for anchor in self._globs.anchors})
        ]

    def find(self, codes: Codes) -> Found:
        """Every match in folded text: it begins and ends at word boundaries and is as long as possible."""
        found = [(np.zeros(0, dtype=np.int64),) * 2, *(some.find(codes) for some in self._anchors)]
        pattern, place = (np.concatenate(field) for field in zip(*found, strict=True))
        return Found(*self._globs.follow(codes, pattern, place))

    def spans(self, text: str) -> list[tuple[int, int, int]]:
        """The matches in one sentence: number of the pattern, start, end in characters, in the order of the text."""
        characters = Utf8Text(text.encode("utf-8", "surrogatepass"))
        folded = self._folding.fold(characters, np.array([0]), np.array([characters.n]))
        pattern, start, end = self.find(folded.codes)
        start, end = folded.characters_at(start), folded.characters_at(end - 1) + 1
        order = np.lexsort((pattern, end, start))
        return list(zip(*(field[order].tolist() for field in (pattern, start, end)), strict=True))


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
