"""Which sentences refer to the one before them: "these movements", "this important issue", "did so"."""

from __future__ import annotations

import numpy as np

from .arrays import Flags, Places
from .codebook import Carry
from .hits import Hits, Lists
from .segments import ends_of_words
from .spelling import GAP, Spelling, Spelt


class Pointers:
    """The words of a codebook's `carry`, ready to be looked for in any number of sentences at once."""

    def __init__(self, carry: Carry, spelling: Spelling) -> None:
        self._within, self._word = carry.within, spelling.word
        self._lists = Lists(spelling, carry.phrases, carry.determiners, carry.nouns)

    def points_back(self, spelt: Spelt) -> Flags:
        """Which sentences have one of the phrases, or a determiner before a noun with at most so many words between."""
        phrases, determiners, nouns = self._lists.find(spelt)
        back = np.zeros(len(spelt.start), dtype=bool)
        back[phrases.sentence] = True
        back[self._pointing(spelt, determiners, nouns)] = True
        return back

    def _pointing(self, spelt: Spelt, determiners: Hits, nouns: Hits) -> Places:
        """The sentences in which a determiner stands before a noun, going back from each noun word by word."""
        first = determiners.of(np.argsort(determiners.end, kind="stable"))
        gap, sentence = nouns.start - 1, nouns.sentence
        pointing = [np.zeros(0, dtype=np.int64)]
        for _ in range(self._within + 1 if len(first.end) else 0):
            on = spelt.codes[gap] == GAP
            gap, sentence = gap[on], sentence[on]
            before = np.minimum(np.searchsorted(first.end, gap), len(first.end) - 1)
            pointing.append(sentence[(first.end[before] == gap) & (first.sentence[before] == sentence)])
            gap = self._word_before(spelt, gap) - 1
        return np.concatenate(pointing)

    def _word_before(self, spelt: Spelt, gap: Places) -> Places:
        """Where the word before each place of the codes begins; the place itself where none ends there."""
        n = len(spelt.codes)
        return n - ends_of_words(spelt.codes[::-1], n - gap, self._word)
