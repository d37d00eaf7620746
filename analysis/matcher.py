"""The patterns of a codebook, looked for in any number of sentences at once: which hits count, who points back."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from itertools import product
from typing import Literal, NamedTuple

import numpy as np

from .alphabet import Characters, Places
from .codebook import Carry, Codebook
from .conditions import Conditions
from .nesting import inside, not_nested
from .patterns import Pattern
from .search import Search
from .segments import Flags, spread

NestedScope = Literal["dictionary", "key"]
CONSUMES = -1  # as a theme


class Hits(NamedTuple):
    """Places in sentences where something fits, one entry each.

    sentence : its number among those asked for. entry : number of what fits. start, end : characters of the text.
    """

    sentence: Places
    entry: Places
    start: Places
    end: Places

    def of(self, which: Places | Flags) -> Hits:
        """Some of them."""
        return Hits(*(field[which] for field in self))


class Reading(NamedTuple):
    """What was found in the sentences of a text, before anything is decided.

    fits : of the codebook's entries. said : of phrases that conditions name. back : whether each sentence points back.
    """

    fits: Hits
    said: Hits
    back: Flags


class Matcher:
    """The patterns of a codebook, ready to be looked for in any number of sentences at once."""

    def __init__(self, codebook: Codebook, *, nested_scope: NestedScope = "dictionary") -> None:
        if nested_scope not in ("dictionary", "key"):
            raise ValueError(
                f"The 'nested_scope' parameter of Matcher must be 'dictionary' or 'key'. Got {nested_scope!r} instead."
            )
        self.codebook, self.nested_scope = codebook, nested_scope
        self.entries = codebook.listed
        themes, names = [entry.theme for entry in self.entries], sorted(codebook.keys)
        self.theme: Places = np.array([CONSUMES if t is None else codebook.keys.index(t) for t in themes])
        self._by_name = np.array([CONSUMES if theme is None else names.index(theme) for theme in themes])
        ranked = sorted(range(len(themes)), key=lambda n: _rank(self.entries[n].pattern.written))
        self._rank = np.argsort(ranked)
        self._conditions = Conditions([entry.condition for entry in self.entries])
        self._counts = np.ones(len(themes), dtype=bool)
        self._look_for([entry.pattern.normal for entry in self.entries], self._conditions.phrases, codebook.carry)

    def _look_for(self, listed: list[str], phrases: list[str], carry: Carry) -> None:
        """One search for all. What a pattern is for has a number: entries first, then phrases, then what points back."""
        uses = [*listed, *(Pattern(phrase).normal for phrase in phrases), *_pointers(carry)]
        patterns = {normal: n for n, normal in enumerate(dict.fromkeys(uses))}
        of_use = np.array([patterns[normal] for normal in uses])
        self._search = Search(list(patterns))
        self._uses = np.argsort(of_use, kind="stable")
        self._n_uses = np.bincount(of_use, minlength=len(patterns))
        self._first_use = np.cumsum(self._n_uses) - self._n_uses

    def without(self, theme: str, written: str) -> Matcher:
        """The same without one pattern of a theme."""
        other = copy(self)
        other._counts = np.array([(entry.theme, entry.pattern.written) != (theme, written) for entry in self.entries])
        return other

    def read(self, characters: Characters, start: Places, end: Places) -> Reading:
        """Find everything within sentences, which begin and end at some characters of a text, in order."""
        found = self._search.find(characters)
        sentence = np.searchsorted(start, found.start, side="right") - 1
        within = np.flatnonzero((sentence >= 0) & (found.end <= np.append(end, 0)[sentence]))
        pattern = found.pattern[within]
        owner, number = spread(self._first_use[pattern], self._n_uses[pattern])
        place = within[owner]
        hits = Hits(sentence[place], self._uses[number], found.start[place], found.end[place])
        listed, phrases = len(self.entries), len(self._conditions.phrases)
        said = hits.of((hits.entry >= listed) & (hits.entry < listed + phrases))
        back = np.zeros(len(start), dtype=bool)
        back[hits.sentence[hits.entry >= listed + phrases]] = True
        return Reading(hits.of(hits.entry < listed), said._replace(entry=said.entry - listed), back)

    def match(self, reading: Reading, kinds: Sequence[str] | None = None) -> Hits:
        """The hits that count, in the order of their places; consumed words left out.

        `kinds` are the kinds of the readouts that the sentences are of, where known.
        """
        fits = reading.fits.of(self._counts[reading.fits.entry])
        consumed = fits.of(self.theme[fits.entry] == CONSUMES)
        consumed = consumed.of(not_nested(consumed.start, consumed.end))
        said = reading.said.of(~inside(reading.said.start, reading.said.end, consumed.start, consumed.end))
        hits = fits.of(self._conditions.hold(fits.sentence, fits.entry, said.sentence, said.entry, kinds))
        hits = self._not_nested(hits)
        order = np.lexsort((self._rank[hits.entry], self._by_name[hits.entry], hits.end, hits.start))
        kept = hits.of(order)
        again = np.ones(len(order), dtype=bool)
        for field in (kept.start, kept.end, self._by_name[kept.entry]):
            again &= np.diff(field, prepend=-2) == 0
        return kept.of(~again)

    def _not_nested(self, hits: Hits) -> Hits:
        """The hits of themes that are in no longer one of the same scope."""
        themes = self.theme[hits.entry]
        if self.nested_scope == "dictionary":
            return hits.of(not_nested(hits.start, hits.end) & (themes != CONSUMES))
        kept = np.zeros(len(themes), dtype=bool)
        for theme in np.unique(themes[themes != CONSUMES]):
            scope = np.flatnonzero((themes == theme) | (themes == CONSUMES))
            kept[scope] |= not_nested(hits.start[scope], hits.end[scope]) & (themes[scope] == theme)
        return hits.of(kept)


def _pointers(carry: Carry) -> list[str]:
    """The patterns by which a sentence points back: phrases; determiners and nouns with some words between them."""
    between = [" *" * n for n in range(carry.within + 1)]
    pointing = [f"{one}{words} {noun}" for one, words, noun in product(carry.determiners, between, carry.nouns)]
    return [Pattern(written).normal for written in (*carry.phrases, *pointing)]


def _rank(written: str) -> tuple[int, str]:
    """Of patterns for the same words: the one with the fewest wildcards, then the first by name."""
    return written.count("*") + written.count("?"), written
