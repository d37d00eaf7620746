"""Lists of patterns looked for in the sentences of a text, all in one search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .alphabet import Characters
from .arrays import Flags, Places, spread
from .patterns import Pattern
from .search import Found, Search


class Hits(NamedTuple):
    """Places in sentences where something fits, one entry each.

    sentence : its number among those asked for. entry : number in its list of what fits. start, end : characters of
    the text. begin, stop : in the text as it was searched.
    """

    sentence: Places
    entry: Places
    start: Places
    end: Places
    begin: Places
    stop: Places

    def of(self, which: Places | Flags) -> Hits:
        """Some of them."""
        return Hits(*(field[which] for field in self))


class Lists:
    """Some lists of patterns; the same pattern can be in several, and several times in one.

    >>> lists = Lists(["trade", "peace"], ["Trade"])
    >>> _, hits = lists.find(Characters(b"Peace, trade"), np.array([0]), np.array([12]))
    >>> [sorted(zip(one.start.tolist(), one.entry.tolist())) for one in hits]
    [[(0, 1), (7, 0)], [(7, 0)]]
    """

    def __init__(self, *lists: Sequence[str]) -> None:
        written = [Pattern(one).normal for listed in lists for one in listed]
        patterns = {normal: n for n, normal in enumerate(dict.fromkeys(written))}
        of_use = np.array([patterns[normal] for normal in written], dtype=np.int64)
        self.search = Search(list(patterns))
        self._first_of_list = np.cumsum([0, *map(len, lists)])
        self._uses = np.argsort(of_use, kind="stable")
        self._n_uses = np.bincount(of_use, minlength=len(patterns))
        self._first_use = np.cumsum(self._n_uses) - self._n_uses

    def find(self, characters: Characters, start: Places, end: Places) -> tuple[Found, list[Hits]]:
        """Everything found in the text, and the hits of each list that are within one of its sentences.

        The sentences begin and end at some characters, in order.
        """
        found = self.search.find(characters, start, end)
        sentence = np.searchsorted(start, found.start, side="right") - 1
        within = np.flatnonzero((sentence >= 0) & (found.end <= np.append(end, 0)[sentence]))
        pattern = found.pattern[within]
        owner, number = spread(self._first_use[pattern], self._n_uses[pattern])
        use, place = self._uses[number], within[owner]
        return found, [
            Hits(sentence[at], use[of] - first, found.start[at], found.end[at], found.begin[at], found.stop[at])
            for first, stop in zip(self._first_of_list[:-1], self._first_of_list[1:], strict=True)
            for of in [np.flatnonzero((use >= first) & (use < stop))]
            for at in [place[of]]
        ]
