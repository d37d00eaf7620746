"""Conditions of patterns: hits, phrases in the same sentence, and the kind of readout → which hits count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..corpus.parsing.kinds import is_of
from ..text.arrays import Flags, Offsets, is_in, merge, spread
from ..text.search import Hits
from .model import Conditional

NO_SET = -1  # of an entry without such a condition


class Kinds(NamedTuple):
    """The kinds of readouts: the distinct names (kind and level, "meeting leaders"), and each sentence's number."""

    names: list[str]
    of: Offsets

    @classmethod
    def from_list(cls, kinds: Sequence[str]) -> Kinds:
        """Number the kinds in the order of their first appearance.

        >>> kinds = Kinds.from_list(["summit", "telephone", "summit"])
        >>> kinds.names, kinds.of.tolist()
        (['summit', 'telephone'], [0, 1, 0])
        """
        names = list(dict.fromkeys(kinds))
        number = {name: n for n, name in enumerate(names)}
        return cls(names, np.array([number[kind] for kind in kinds], dtype=np.int64))


class Conditions:
    """The conditions of the codebook's entries as tables.

    phrases : the distinct phrases of all conditions, sorted; elsewhere a phrase is its number in this list.
    """

    def __init__(self, conditions: Sequence[Conditional | None]) -> None:
        named = [tuple(dict.fromkeys(written)) for c in conditions if c for written in (c.unless, c.only_with)]
        sets = {written: n for n, written in enumerate(dict.fromkeys(written for written in named if written))}
        self.phrases = sorted({phrase for written in sets for phrase in written})
        self._n_sets = max(len(sets), 1)
        self._unless, self._only_with = (
            np.array([sets.get(tuple(dict.fromkeys(getattr(c, name))), NO_SET) if c else NO_SET for c in conditions])
            for name in ("unless", "only_with")
        )
        named_kinds = {kind for c in conditions if c for kind in c.unless_kinds}
        self._by_kind: dict[str, Flags] = {
            kind: np.array([c is not None and kind in c.unless_kinds for c in conditions]) for kind in named_kinds
        }
        by_phrase: dict[str, list[int]] = {}
        for written, n in sets.items():
            for phrase in written:
                by_phrase.setdefault(phrase, []).append(n)
        of_phrase = [by_phrase[phrase] for phrase in self.phrases]
        self._n_of_phrase = np.array([len(numbers) for numbers in of_phrase], dtype=np.int64)
        self._sets = np.array([n for numbers in of_phrase for n in numbers], dtype=np.int64)

    def met(self, hits: Hits, phrases: Hits, kinds: Kinds | None) -> Flags:
        """Which hits of entries count, given the hits of the phrases and the kind of each sentence, where known."""
        first = np.cumsum(self._n_of_phrase) - self._n_of_phrase
        owner, number = spread(first[phrases.entry], self._n_of_phrase[phrases.entry])
        present = merge(phrases.sentence[owner] * self._n_sets + self._sets[number])

        def has_phrase(sets: Offsets) -> Flags:
            wanted = sets[hits.entry]
            found: Flags = is_in(hits.sentence * self._n_sets + wanted, present) & (wanted != NO_SET)
            return found

        met: Flags = ~has_phrase(self._unless) & ((self._only_with[hits.entry] == NO_SET) | has_phrase(self._only_with))
        return met if kinds is None else met & ~self._barred(kinds)[kinds.of[hits.sentence], hits.entry]

    def _barred(self, kinds: Kinds) -> Flags:
        """(n_kinds, n_entries): whether a condition excludes the entry from readouts of the kind."""
        barred = np.zeros((len(kinds.names), len(self._unless)), dtype=bool)
        for n, name in enumerate(kinds.names):
            kind, _, level = name.partition(" ")
            for wanted, flags in self._by_kind.items():
                barred[n] |= flags & is_of(wanted, kind, level)
        return barred
