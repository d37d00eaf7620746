"""Matches → tags: a sentence that only points back has the themes of the one before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ..text.arrays import Flags, Offsets, merge, spread
from ..text.folding import GAP, FoldedText, Folding
from ..text.globs import ends_of_words
from ..text.search import Hits, Lists
from .model import Carry

ROUNDS = 2  # sentences of a chain that are asked one after the other, before all that are left


class Tags(NamedTuple):
    """Themes of sentences, one entry for each of both: their numbers, and whether the theme is carried; in order."""

    sentence: Offsets
    theme: Offsets
    carried: Flags


def carry_over(sentence: Offsets, theme: Offsets, follows: Flags, points_back: Callable[[Offsets], Flags]) -> Tags:
    """The themes of sentences from their matches, and of those that point back from the sentence before.

    Parameters
    ----------
    sentence, theme : of each match.
    follows : of every sentence, whether one is before it in its point.
    points_back : says of some sentences which refer to the one before; it is asked of those alone for which that
        matters. Where several in a row do, all have the themes of the one before the first.
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
    """The sentences that carry themes, and those from which they have them.

    Chains are short: they are asked round by round, each sentence after the last, and what is left all at once.
    """
    goes_on = np.append(follows & ~matched, False)
    source = np.flatnonzero(matched)
    after = source + 1
    found = [(source[:0], after[:0])]
    for _ in range(ROUNDS):
        asked = np.flatnonzero(goes_on[after])
        asked = asked[points_back(after[asked])] if len(asked) else asked
        source, after = source[asked], after[asked]
        found.append((source, after))
        after = after + 1
    stops = np.flatnonzero(~goes_on)
    owner, place = spread(after, stops[np.searchsorted(stops, after)] - after)
    if len(place):
        failed = np.cumsum(~points_back(place))
        since = np.concatenate([[0], failed])[np.searchsorted(owner, np.arange(len(after)))]
        unbroken = failed == since[owner]
        found.append((source[owner[unbroken]], place[unbroken]))
    sources, afters = zip(*found, strict=True)
    return np.concatenate(sources), np.concatenate(afters)


class Pointers:
    """The words of a codebook's `carry`, ready to be looked for in any number of sentences at once."""

    def __init__(self, carry: Carry, folding: Folding) -> None:
        self._within, self._word = carry.within, folding.word
        self._lists = Lists(folding, carry.phrases, carry.determiners, carry.nouns)

    def points_back(self, folded: FoldedText) -> Flags:
        """Which sentences have one of the phrases, or a determiner before a noun with at most so many words between."""
        phrases, determiners, nouns = self._lists.find(folded)
        back = np.zeros(len(folded.start), dtype=bool)
        back[phrases.sentence] = True
        back[self._pointing(folded, determiners, nouns)] = True
        return back

    def _pointing(self, folded: FoldedText, determiners: Hits, nouns: Hits) -> Offsets:
        """The sentences in which a determiner stands before a noun, going back from each noun word by word."""
        first = determiners.of(np.argsort(determiners.end, kind="stable"))
        gap, sentence = nouns.start - 1, nouns.sentence
        pointing = [np.zeros(0, dtype=np.int64)]
        for _ in range(self._within + 1 if len(first.end) else 0):
            on = folded.codes[gap] == GAP
            gap, sentence = gap[on], sentence[on]
            before = np.minimum(np.searchsorted(first.end, gap), len(first.end) - 1)
            pointing.append(sentence[(first.end[before] == gap) & (first.sentence[before] == sentence)])
            gap = self._word_before(folded, gap) - 1
        return np.concatenate(pointing)

    def _word_before(self, folded: FoldedText, gap: Offsets) -> Offsets:
        """Where the word before each place of the codes begins; the place itself where none ends there."""
        n = len(folded.codes)
        return n - ends_of_words(folded.codes[::-1], n - gap, self._word)
