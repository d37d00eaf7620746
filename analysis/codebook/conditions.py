"""When the codebook's conditional patterns count: by phrases in the same sentence, and by the kind of readout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..text.arrays import Flags, Offsets, is_in, merge, spread
from .model import Conditional

NO_SET = -1


class Kinds(NamedTuple):
    """The kinds of the readouts that sentences are of: their names, and the number of the name for each sentence."""

    names: list[str]
    of: Offsets

    @classmethod
    def from_list(cls, kinds: Sequence[str]) -> Kinds:
        """The kinds of sentences, or of whatever is given in order."""
        names = list(dict.fromkeys(kinds))
        number = {name: n for n, name in enumerate(names)}
        return cls(names, np.array([number[kind] for kind in kinds], dtype=np.int64))


class Conditions:
    """The conditions of the codebook's entries as tables.

    phrases : the distinct phrases that conditions name; they are known by their number in it.
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

    def hold(self, sentence: Offsets, entry: Offsets, said_in: Offsets, said: Offsets, kinds: Kinds | None) -> Flags:
        """Whether entries count in sentences, in which phrases (`said`, by number) stand; kinds are the sentences'."""
        first = np.cumsum(self._n_of_phrase) - self._n_of_phrase
        owner, number = spread(first[said], self._n_of_phrase[said])
        there = merge(said_in[owner] * self._n_sets + self._sets[number])

        def stands(sets: Offsets) -> Flags:
            asked = sets[entry]
            found: Flags = is_in(sentence * self._n_sets + asked, there) & (asked != NO_SET)
            return found

        holds: Flags = ~stands(self._unless) & ((self._only_with[entry] == NO_SET) | stands(self._only_with))
        return holds if kinds is None else holds & ~self._barred(kinds)[kinds.of[sentence], entry]

    def _barred(self, kinds: Kinds) -> Flags:
        """For every kind and entry whether the entry does not count in readouts of the kind."""
        barred = np.zeros((len(kinds.names), len(self._unless)), dtype=bool)
        for n, name in enumerate(kinds.names):
            barred[n] = self._by_kind.get(name, False)
        return barred
