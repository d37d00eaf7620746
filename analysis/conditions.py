"""When the codebook's conditional patterns count: by phrases in the same sentence, and by the kind of readout."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .arrays import Flags, Places, is_in, merge, spread
from .codebook_checks import Condition

NO_SET = -1


class Conditions:
    """The conditions of the codebook's entries as tables.

    phrases : the distinct phrases that conditions name; they are known by their number in it.
    """

    def __init__(self, conditions: Sequence[Condition | None]) -> None:
        named = [tuple(dict.fromkeys(written)) for c in conditions if c for written in (c.unless, c.only_with)]
        sets = {written: n for n, written in enumerate(dict.fromkeys(written for written in named if written))}
        self.phrases = sorted({phrase for written in sets for phrase in written})
        self._n_sets = max(len(sets), 1)
        self._unless, self._only_with = (
            np.array([sets.get(tuple(dict.fromkeys(getattr(c, name))), NO_SET) if c else NO_SET for c in conditions])
            for name in ("unless", "only_with")
        )
        self._kinds = [frozenset(c.unless_kinds if c else ()) for c in conditions]
        self._by_kind = np.array([bool(kinds) for kinds in self._kinds], dtype=bool)
        of_phrase = [[n for written, n in sets.items() if phrase in written] for phrase in self.phrases]
        self._n_of_phrase = np.array([len(numbers) for numbers in of_phrase], dtype=np.int64)
        self._sets = np.array([n for numbers in of_phrase for n in numbers], dtype=np.int64)

    def hold(
        self, sentence: Places, entry: Places, said_in: Places, said: Places, kinds: Sequence[str] | None
    ) -> Flags:
        """Whether entries count in sentences, in which phrases (`said`, by number) stand; kinds are the sentences'."""
        first = np.cumsum(self._n_of_phrase) - self._n_of_phrase
        owner, number = spread(first[said], self._n_of_phrase[said])
        there = merge(said_in[owner] * self._n_sets + self._sets[number])

        def stands(sets: Places) -> Flags:
            asked = sets[entry]
            found: Flags = is_in(sentence * self._n_sets + asked, there) & (asked != NO_SET)
            return found

        holds: Flags = ~stands(self._unless) & ((self._only_with[entry] == NO_SET) | stands(self._only_with))
        return holds & ~self._barred(sentence, entry, kinds) if kinds is not None else holds

    def _barred(self, sentence: Places, entry: Places, kinds: Sequence[str]) -> Flags:
        """Whether an entry does not count in readouts of the kind that its sentence is of."""
        barred = np.zeros(len(entry), dtype=bool)
        for n in np.flatnonzero(self._by_kind[entry]).tolist():
            barred[n] = kinds[sentence[n]] in self._kinds[entry[n]]
        return barred
