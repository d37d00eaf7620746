"""Conditions of patterns: hits, phrases and topics of their sentence, and the readout → which hits count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from ..corpus.parsing.known_kinds import is_of
from ..text.arrays import Flags, Offsets, is_in, merge, spread
from ..text.search import Hits
from .model import Codebook, Conditional

NO_SET = -1  # of an entry without such a condition
_PHRASES = ("unless", "only_with")


class Kinds(NamedTuple):
    """The kinds of readouts: the distinct names (kind and level, "meeting leaders"), and each sentence's number.

    The sides of readouts are given in the same way, each as its sides joined by ";".
    """

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


class Readouts(NamedTuple):
    """What is known of the readout of each sentence; None where it is not known.

    kinds : the kind of the readout. sides : the sides that met. number : (n,) the readout's number, in order.
    """

    kinds: Kinds | None = None
    sides: Kinds | None = None
    number: Offsets | None = None


def join_sides(leaders: Iterable[Any]) -> str:
    """The known sides of some leaders as the `sides` of a readout, such as "Japan;ROK"; "" if none is known.

    >>> from analysis.corpus.parsing.parsed import Leader
    >>> join_sides([Leader("Aoki", "Aoki", "Japan", ""), Leader("Baek", "Baek", "ROK", "")])
    'Japan;ROK'
    """
    return ";".join(sorted({leader.side for leader in leaders if leader.side}))


NOTHING_KNOWN = Readouts()


class Conditions:
    """The conditions of the codebook's entries as tables.

    phrases : the distinct phrases of all conditions and topics, sorted; elsewhere a phrase is its number in this list.
    """

    def __init__(self, codebook: Codebook, conditions: Sequence[Conditional | None]) -> None:
        expand = cache(codebook.expand)
        written = {name: [expand(getattr(c, name)) if c else () for c in conditions] for name in _PHRASES}
        topics = {name: codebook.expand(phrases) for name, phrases in codebook.topics.phrases.items()}
        named = [*written["unless"], *written["only_with"], *topics.values()]
        sets = {one: n for n, one in enumerate(dict.fromkeys(one for one in named if one))}
        self.phrases = sorted({phrase for one in sets for phrase in one})
        self._n_sets = max(len(sets), 1)
        self._unless, self._only_with = (np.array([sets.get(w, NO_SET) for w in written[name]]) for name in _PHRASES)
        self._topics = np.array([sets.get(phrases, NO_SET) for phrases in topics.values()], dtype=np.int64)
        self._topic_sides = [set(codebook.topics.sides.get(topic, ())) for topic in topics]
        self._within = codebook.topics.within
        self._unless_topics, self._only_topics = (
            np.array(
                [[c is not None and topic in getattr(c, name) for topic in topics] for c in conditions], dtype=bool
            )
            for name in ("unless_topics", "only_topics")
        )
        self._asks_topics = (self._unless_topics | self._only_topics).any(axis=1)
        self._barred_by = {
            name: {
                value: np.array([c is not None and value in getattr(c, name) for c in conditions])
                for value in {value for c in conditions if c for value in getattr(c, name)}
            }
            for name in ("unless_kinds", "unless_sides")
        }
        by_phrase: dict[str, list[int]] = {}
        for one, n in sets.items():
            for phrase in one:
                by_phrase.setdefault(phrase, []).append(n)
        of_phrase = [by_phrase[phrase] for phrase in self.phrases]
        self._n_of_phrase = np.array([len(numbers) for numbers in of_phrase], dtype=np.int64)
        self._sets = np.array([n for numbers in of_phrase for n in numbers], dtype=np.int64)

    def met(self, hits: Hits, phrases: Hits, n_sentences: int, readouts: Readouts) -> Flags:
        """Which hits of entries count, given the hits of the phrases and what is known of the readouts."""
        first = np.cumsum(self._n_of_phrase) - self._n_of_phrase
        owner, number = spread(first[phrases.entry], self._n_of_phrase[phrases.entry])
        present = merge(phrases.sentence[owner] * self._n_sets + self._sets[number])

        def has_phrase(sets: Offsets) -> tuple[Offsets, Flags]:
            wanted = sets[hits.entry]
            asked = np.flatnonzero(wanted != NO_SET)
            return asked, is_in(hits.sentence[asked] * self._n_sets + wanted[asked], present)

        met = np.ones(len(hits.entry), dtype=bool)
        asked, found = has_phrase(self._unless)
        met[asked] &= ~found
        asked, found = has_phrase(self._only_with)
        met[asked] &= found
        if self._asks_topics.any():
            asked = np.flatnonzero(self._asks_topics[hits.entry])
            topics = self._find_topics(present, n_sentences, readouts)[hits.sentence[asked]]
            only, unless = self._only_topics[hits.entry[asked]], self._unless_topics[hits.entry[asked]]
            met[asked] &= ~(topics & unless).any(axis=1) & ((topics & only).any(axis=1) | ~only.any(axis=1))
        for name, known in (("unless_kinds", readouts.kinds), ("unless_sides", readouts.sides)):
            if known is not None and self._barred_by[name]:
                met &= ~self._barred(name, known)[known.of[hits.sentence], hits.entry]
        return met

    def _find_topics(self, present: Offsets, n_sentences: int, readouts: Readouts) -> Flags:
        """(n_sentences, n_topics): the topics that a sentence names, else those of the nearest one before it.

        Only `within` sentences of the same readout are searched. Without any, the topics are those of the sides.
        """
        sentence = np.arange(n_sentences)
        readout = None if readouts.number is None else readouts.number[:n_sentences]  # of this piece of a large table
        of, number = np.divmod(present, self._n_sets)
        named = np.zeros((n_sentences, len(self._topics)), dtype=bool)
        for n, phrases in enumerate(self._topics):
            named[of[number == phrases], n] = True
        topics, names_one = named.copy(), named.any(axis=1)
        missing = ~names_one
        for back in range(1, self._within + 1 if readout is not None else 1):
            source = np.maximum(sentence - back, 0)
            takes = missing & names_one[source] & (readout[source] == readout) & (sentence >= back)  # type: ignore[index]
            topics[takes] = named[source[takes]]
            missing &= ~takes
        if readouts.sides is not None:
            met = [set(joined.split(";")) for joined in readouts.sides.names]
            own = np.array([[bool(those & one) for those in self._topic_sides] for one in met], dtype=bool)
            topics[missing] = own[readouts.sides.of[:n_sentences][missing]]
        return topics

    def _barred(self, name: str, known: Kinds) -> Flags:
        """(n_kinds, n_entries): whether a condition excludes the entry from readouts of the kind, or with the sides."""
        barred = np.zeros((len(known.names), len(self._unless)), dtype=bool)
        for n, joined in enumerate(known.names):
            kind, _, level = joined.partition(" ")
            for value, flags in self._barred_by[name].items():
                if is_of(value, kind, level) if name == "unless_kinds" else value in joined.split(";"):
                    barred[n] |= flags
        return barred
