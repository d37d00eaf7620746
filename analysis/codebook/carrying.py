"""Carried themes: matches, and sentences that point back ("these movements") → the themes of every sentence.

A sentence without a match that points back to the one before it takes over the themes of that sentence. `carry_over`
assigns the themes; `BackReferences` finds the sentences that point back.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..text.arrays import Flags, Offsets, merge, next_bytes, spread
from ..text.folding import GAP, FoldedText
from ..text.globs import starts_of_words
from ..text.search import Hits


class Tags(NamedTuple):
    """One entry per sentence and theme, in order: both by number, and whether the theme is carried."""

    sentence: Offsets
    theme: Offsets
    carried: Flags


def carry_over(sentence: Offsets, theme: Offsets, follows: Flags, points_back: Flags) -> Tags:
    """The themes of each sentence: those of its matches or, without a match, those carried from the sentence before.

    Parameters
    ----------
    sentence, theme : (n_matches,) integers: the number of each match's sentence and theme, from 0.
    follows : (n_sentences,) booleans: whether a sentence stands before it in the same point.
    points_back : (n_sentences,) booleans: whether it refers to the sentence before. In a row of such sentences, all
        carry the themes of the sentence before the first.

    >>> follows = np.array([False, True, True])
    >>> tags = carry_over(np.array([0]), np.array([4]), follows, np.array([False, True, False]))
    >>> tags.sentence.tolist(), tags.theme.tolist(), tags.carried.tolist()
    ([0, 1], [4, 4], [False, True])
    """
    n_themes = int(theme.max(initial=0)) + 1
    pairs = merge(sentence * n_themes + theme)
    row, own = np.divmod(pairs, n_themes)
    count = np.bincount(row, minlength=len(follows))
    carries = follows & points_back & (count == 0)
    source = np.maximum.accumulate(np.where(carries, 0, np.arange(len(follows))))
    after = np.flatnonzero(carries)
    owner, number = spread((np.cumsum(count) - count)[source[after]], count[source[after]])
    row, own = np.concatenate([row, after[owner]]), np.concatenate([own, own[number]])
    carried = np.arange(len(row)) >= len(pairs)
    order = np.lexsort((own, row))
    return Tags(row[order], own[order], carried[order])


class Pointers(NamedTuple):
    """The hits of the words of a codebook's `carry` in folded sentences."""

    phrases: Hits
    determiners: Hits
    nouns: Hits
    introducers: Hits


def find_back_references(folded: FoldedText, pointers: Pointers, within: int, word: int) -> Flags:
    """Which sentences contain a phrase, or a determiner before a noun with at most `within` words between.

    What points to a noun of its own sentence does not count. word : the lowest code of a letter or digit.
    """
    phrases, determiners, nouns, introducers = pointers
    back, might = np.zeros(len(folded.start), dtype=bool), np.zeros(len(folded.start), dtype=bool)
    might[phrases.sentence] = might[determiners.sentence] = True
    nouns = nouns.of(might[nouns.sentence])
    introduced = _preceded(folded, introducers.of(might[introducers.sentence]), nouns, within, word)[0]
    first = np.full(len(folded.start), len(folded.codes))  # where a sentence's own noun is introduced
    np.minimum.at(first, nouns.sentence[introduced], nouns.start[introduced])
    back[phrases.sentence[phrases.start < first[phrases.sentence]]] = True
    pointing, begins = _preceded(folded, determiners, nouns, within, word)
    own = nouns.of(pointing)
    back[own.sentence[(begins < first[own.sentence]) & ~_named_before(nouns, pointing)]] = True
    return back


def _named_before(nouns: Hits, pointing: Offsets) -> Flags:
    """Which of the pointing nouns stand in their sentence before, without a determiner."""
    free = np.ones(len(nouns.entry), dtype=bool)
    free[pointing] = False
    _, group = np.unique(nouns.sentence * (nouns.entry.max(initial=0) + 1) + nouns.entry, return_inverse=True)
    first = np.full(len(nouns.entry), np.iinfo(np.int64).max)
    np.minimum.at(first, group[free], nouns.start[free])
    named: Flags = first[group[pointing]] < nouns.start[pointing]
    return named


def _preceded(folded: FoldedText, before: Hits, nouns: Hits, within: int, word: int) -> tuple[Offsets, Offsets]:
    """The nouns (by number) after a hit of another list, and where that hit begins, with `within` words between.

    The search goes back from each noun, word by word.
    """
    first = before.of(np.argsort(before.end, kind="stable"))
    gap, number = nouns.start - 1, np.arange(len(nouns.start))
    numbers, begins = [number[:0]], [number[:0]]
    letters = next_bytes(folded.codes >= word)
    for _ in range(within + 1 if len(first.end) else 0):
        on = folded.codes[gap] == GAP
        gap, number = gap[on], number[on]
        at = np.minimum(np.searchsorted(first.end, gap), len(first.end) - 1)
        near = (first.end[at] == gap) & (first.sentence[at] == nouns.sentence[number])
        numbers.append(number[near])
        begins.append(first.start[at[near]])
        gap = starts_of_words(letters, gap) - 1
    return np.concatenate(numbers), np.concatenate(begins)
