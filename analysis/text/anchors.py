"""Anchors: the parts of patterns that are looked up first, at the starts (or ends) of all words of a text together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from .arrays import Offsets, spread
from .encoding import Codes
from .folding import Folding
from .patterns import MAX_PATTERNS_REMEMBERED, WORD
from .prefixes import LENGTHS, PrefixTable

_BEGINS_WORD = re.compile(rf"(?<!{WORD})(?<![*?])(?P<skip>\?*)(?={WORD})")
_LITERAL = re.compile(r"[^*?]*")
_AT_MOST = [next((length for length in LENGTHS if length <= n), 0) for n in range(max(LENGTHS) + 1)]


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


class AnchorTable:
    """The anchors of patterns that are at the same place of words: `skip` from the start or, backwards, the end."""

    def __init__(self, backwards: bool, skip: int, anchors: Sequence[Anchor], folding: Folding) -> None:
        self._backwards, self._skip, self._word = backwards, skip, folding.word
        of_part: dict[str, list[int]] = {}
        for n, anchor in enumerate(anchors):
            if (anchor.backwards, anchor.skip) == (backwards, skip):
                of_part.setdefault(anchor.part, []).append(n)
        self._table = PrefixTable([folding.fold_part(part) for part in of_part])
        self._length = np.array([len(part) for part in of_part])
        self._patterns: Offsets = np.array([n for numbers in of_part.values() for n in numbers])
        self._n_patterns = np.array([len(numbers) for numbers in of_part.values()])
        self._first_pattern = np.cumsum(self._n_patterns) - self._n_patterns

    def find(self, codes: Codes) -> tuple[Offsets, Offsets]:
        """Number of the pattern and offset of every anchor in the codes."""
        text = codes[::-1] if self._backwards else codes
        word = text >= self._word
        starts = np.flatnonzero(word[1:] > word[:-1]) + (1 + self._skip)
        part, place = self._table.find(text, starts)
        place = len(text) - place - self._length[part] if self._backwards else place
        owner, number = spread(self._first_pattern[part], self._n_patterns[part])
        return self._patterns[number], place[owner]


def choose_anchors(patterns: Sequence[tuple[str, ...]], most: int) -> list[Anchor]:
    """The rarest part of each pattern, given by its segments, of at most `most` characters.

    Raises ValueError for a pattern without a letter or digit.

    >>> [(anchor.part, anchor.backwards) for anchor in choose_anchors([("the missile", ""), ("", "ly")], 8)]
    [('the miss', False), ('yl', True)]
    """
    possible = [_anchors(segments, most) for segments in patterns]
    shared = Counter(anchor.part for anchors in possible for anchor in anchors)
    return [min(anchors, key=lambda anchor: _commonness(anchor, shared)) for anchors in possible]


@lru_cache(maxsize=MAX_PATTERNS_REMEMBERED)
def _anchors(segments: tuple[str, ...], most: int) -> list[Anchor]:
    """The parts of a pattern that could be its anchor: without a wildcard, of at most `most` characters.

    Those at the end of a word are asked for only where no word begins with a letter or `?`, as in `*ly`.
    """
    whole = "*".join(segments)
    for backwards, text in ((False, whole), (True, whole[::-1])):
        found = []
        for begins in _BEGINS_WORD.finditer(text):
            part = _LITERAL.match(text, begins.end())[0][:most]  # type: ignore[index]
            part = part[: _AT_MOST[len(part)]]
            place = len(text) - begins.end() - len(part) if backwards else begins.end()
            before = whole[:place].split("*")
            found.append(Anchor(backwards, len(begins["skip"]), len(before) - 1, len(before[-1]), part))
        if found:
            return found
    raise ValueError(f"Pattern {whole!r} has no letter or digit. Add one.")


def _commonness(anchor: Anchor, shared: Counter[str]) -> tuple[int, float]:
    """Less for parts that are rarer: one letter more outweighs eight times as many patterns."""
    return anchor.skip, shared[anchor.part] / 8.0 ** len(anchor.part)
