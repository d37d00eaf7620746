"""Lists of patterns looked for in many sentences, all in one search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .arrays import Flags, Places, spread
from .patterns import Pattern
from .search import Search
from .spelling import Spelling, Spelt


class Hits(NamedTuple):
    """Places in sentences where something fits, one entry each.

    sentence : its number among those asked for. entry : number in its list of what fits. start, end : places of the
    codes, or characters of the text.
    """

    sentence: Places
    entry: Places
    start: Places
    end: Places

    def of(self, which: Places | Flags) -> Hits:
        """Some of them."""
        return Hits(*(field[which] for field in self))


class Lists:
    """Some lists of patterns; the same pattern can be in several, and several times in one."""

    def __init__(self, spelling: Spelling, *lists: Sequence[str]) -> None:
        written = [Pattern(one).normal for listed in lists for one in listed]
        patterns = {normal: n for n, normal in enumerate(dict.fromkeys(written))}
        of_use = np.array([patterns[normal] for normal in written], dtype=np.int64)
        self._search = Search(list(patterns), spelling)
        self._first_of_list = np.cumsum([0, *map(len, lists)])
        self._uses = np.argsort(of_use, kind="stable")
        self._n_uses = np.bincount(of_use, minlength=len(patterns))
        self._first_use = np.cumsum(self._n_uses) - self._n_uses

    def find(self, spelt: Spelt) -> list[Hits]:
        """The hits of each list that are within one of the sentences, as places of the codes."""
        pattern, start, end = self._search.find(spelt.codes)
        sentence = np.searchsorted(spelt.start, start, side="right") - 1
        within = np.flatnonzero((sentence >= 0) & (end <= np.append(spelt.end, 0)[sentence]))
        owner, number = spread(self._first_use[pattern[within]], self._n_uses[pattern[within]])
        use, place = self._uses[number], within[owner]
        return [
            Hits(sentence[at], use[of] - first, start[at], end[at])
            for first, stop in zip(self._first_of_list[:-1], self._first_of_list[1:], strict=True)
            for of in [np.flatnonzero((use >= first) & (use < stop))]
            for at in [place[of]]
        ]
