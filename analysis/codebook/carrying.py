"""Carried themes: matches, and sentences that point back ("these movements") → the themes of every sentence.

A sentence without a match that points back to the one before it takes over the themes of that sentence. `carry_over`
assigns the themes; `BackReferences` finds the sentences that point back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ..text.arrays import Flags, Offsets, merge, spread
from ..text.folding import GAP, FoldedText, Folding
from ..text.globs import ends_of_words
from ..text.search import Hits, Lists
from .model import Carry

SINGLE_STEPS = 2  # sentences after a match that are searched one by one; the rest of a chain is searched at once


class Tags(NamedTuple):
    """One entry per sentence and theme, in order: both by number, and whether the theme is carried."""

    sentence: Offsets
    theme: Offsets
    carried: Flags


def carry_over(sentence: Offsets, theme: Offsets, follows: Flags, points_back: Callable[[Offsets], Flags]) -> Tags:
    """The themes of each sentence: those of its matches or, without a match, those carried from the sentence before.

    Parameters
    ----------
    sentence, theme : (n_matches,) integers: the number of each match's sentence and theme, from 0.
    follows : (n_sentences,) booleans: whether a sentence stands before it in the same point.
    points_back : takes the numbers of some sentences, returns which of them refer to the sentence before. It is called
        only for sentences that could carry a theme. In a row of such sentences, all carry the themes of the sentence
        before the first.

    >>> follows = np.array([False, True, True])
    >>> tags = carry_over(np.array([0]), np.array([4]), follows, lambda numbers: numbers < 2)
    >>> tags.sentence.tolist(), tags.theme.tolist(), tags.carried.tolist()
    ([0, 1], [4, 4], [False, True])
    """
    n_themes = int(theme.max(initial=0)) + 1
    pairs = merge(sentence * n_themes + theme)
    row, own = np.divmod(pairs, n_themes)
    count = np.bincount(row, minlength=len(follows))
    source, after = _sources(count > 0, follows, points_back)
    owner, number = spread((np.cumsum(count) - count)[source], count[source])
    row, own = np.concatenate([row, after[owner]]), np.concatenate([own, own[number]])
    carried = np.arange(len(row)) >= len(pairs)
    order = np.lexsort((own, row))
    return Tags(row[order], own[order], carried[order])


def _sources(matched: Flags, follows: Flags, points_back: Callable[[Offsets], Flags]) -> tuple[Offsets, Offsets]:
    """Pairs of sentences: the one with matches, and one that carries its themes.

    Chains are short: the first SINGLE_STEPS sentences after each match are searched one by one, the rest at once.
    """
    can_carry = np.append(follows & ~matched, False)
    source = np.flatnonzero(matched)
    after = source + 1
    found = [(source[:0], after[:0])]
    for _ in range(SINGLE_STEPS):
        able = np.flatnonzero(can_carry[after])
        carrying = able[points_back(after[able])] if len(able) else able
        source, after = source[carrying], after[carrying]
        found.append((source, after))
        after = after + 1
    stops = np.flatnonzero(~can_carry)
    owner, place = spread(after, stops[np.searchsorted(stops, after)] - after)
    if len(place):
        failed = np.cumsum(~points_back(place))
        since = np.concatenate([[0], failed])[np.searchsorted(owner, np.arange(len(after)))]
        unbroken = failed == since[owner]
        found.append((source[owner[unbroken]], place[unbroken]))
    sources, afters = zip(*found, strict=True)
    return np.concatenate(sources), np.concatenate(afters)


class BackReferences:
    """The words of a codebook's `carry`, compiled: folded sentences → which of them point back.

    carry : with its sets written out.
    """

    def __init__(self, carry: Carry, folding: Folding) -> None:
        self._within, self._word = carry.within, folding.word
        self._lists = Lists(folding, carry.phrases, carry.determiners, carry.nouns, carry.introducers)

    def points_back(self, folded: FoldedText) -> Flags:
        """Which sentences contain a phrase, or a determiner before a noun with at most `within` words between.

        What points to a noun of its own sentence does not count.
        """
        phrases, determiners, nouns, introducers = self._lists.find(folded)
        n = len(folded.start)
        pointing, begins = self._preceded(folded, determiners, nouns)
        introduced = self._preceded(folded, introducers, nouns)[0]
        first = np.full(n, len(folded.codes))  # where a sentence's own noun is introduced
        np.minimum.at(first, nouns.sentence[introduced], nouns.start[introduced])
        named = self._named_before(nouns, pointing, n)
        back = np.zeros(n, dtype=bool)
        back[phrases.sentence[phrases.start < first[phrases.sentence]]] = True
        own = nouns.of(pointing)
        back[own.sentence[(begins < first[own.sentence]) & ~named]] = True
        return back

    def _named_before(self, nouns: Hits, pointing: Offsets, n_sentences: int) -> Flags:
        """Which of the pointing nouns stand in their sentence before, without a determiner."""
        free = np.ones(len(nouns.entry), dtype=bool)
        free[pointing] = False
        key = nouns.entry * n_sentences + nouns.sentence
        keys, inverse = np.unique(key, return_inverse=True)
        first = np.full(len(keys), np.iinfo(np.int64).max)
        np.minimum.at(first, inverse[free], nouns.start[free])
        named: Flags = first[inverse[pointing]] < nouns.start[pointing]
        return named

    def _preceded(self, folded: FoldedText, before: Hits, nouns: Hits) -> tuple[Offsets, Offsets]:
        """The nouns (by number) after a hit of another list, and where that hit begins, with `within` words between.

        The search goes back from each noun, word by word.
        """
        first = before.of(np.argsort(before.end, kind="stable"))
        gap, number = nouns.start - 1, np.arange(len(nouns.start))
        numbers, begins = [number[:0]], [number[:0]]
        for _ in range(self._within + 1 if len(first.end) else 0):
            on = folded.codes[gap] == GAP
            gap, number = gap[on], number[on]
            at = np.minimum(np.searchsorted(first.end, gap), len(first.end) - 1)
            near = (first.end[at] == gap) & (first.sentence[at] == nouns.sentence[number])
            numbers.append(number[near])
            begins.append(first.start[at[near]])
            gap = self._word_before(folded, gap) - 1
        return np.concatenate(numbers), np.concatenate(begins)

    def _word_before(self, folded: FoldedText, gap: Offsets) -> Offsets:
        """Where the word that ends at each place of the codes begins; the place itself if no word ends there."""
        n = len(folded.codes)
        return n - ends_of_words(folded.codes[::-1], n - gap, self._word)
