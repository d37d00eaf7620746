"""Which sentences refer to the one before them: "these movements", "this important issue", "did so"."""

from __future__ import annotations

import numpy as np

from .alphabet import Characters
from .arrays import Flags, Places
from .codebook import Carry
from .hits import Hits, Lists
from .search import Found
from .spelling import GAP


class Pointers:
    """The words of a codebook's `carry`, ready to be looked for in any number of sentences at once."""

    def __init__(self, carry: Carry) -> None:
        self._within = carry.within
        self._lists = Lists(carry.phrases, carry.determiners, carry.nouns)

    def points_back(self, characters: Characters, start: Places, end: Places) -> Flags:
        """Which sentences of a text, each from a start to its end, have one of the phrases, or a determiner before a
        noun with at most so many words between.
        """
        found, (phrases, determiners, nouns) = self._lists.find(characters, start, end)
        back = np.zeros(len(start), dtype=bool)
        back[phrases.sentence] = True
        back[self._pointing(found, determiners, nouns)] = True
        return back

    def _pointing(self, found: Found, determiners: Hits, nouns: Hits) -> Places:
        """The sentences in which a determiner stands before a noun, going back from each noun word by word."""
        first = determiners.of(np.argsort(determiners.stop, kind="stable"))
        gap, sentence = nouns.begin - 1, nouns.sentence
        pointing = [np.zeros(0, dtype=np.int64)]
        for _ in range(self._within + 1 if len(first.stop) else 0):
            on = found.codes[gap] == GAP
            gap, sentence = gap[on], sentence[on]
            before = np.minimum(np.searchsorted(first.stop, gap), len(first.stop) - 1)
            pointing.append(sentence[(first.stop[before] == gap) & (first.sentence[before] == sentence)])
            gap = self._lists.search.word_before(found, gap) - 1
        return np.concatenate(pointing)
