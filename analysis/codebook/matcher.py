"""The patterns of a codebook, looked for in any number of sentences at once: which hits count."""

from __future__ import annotations

from copy import copy
from typing import Literal, NamedTuple

import numpy as np

from ..text.arrays import Flags, Offsets, starts_of_runs
from ..text.encoding import Utf8Text
from ..text.folding import FoldedText, Folding
from ..text.patterns import Pattern
from ..text.search import Hits, Lists
from ..text.spans import inside, not_nested
from .carrying import Pointers
from .conditions import Conditions, Kinds
from .model import Codebook

NestedScope = Literal["dictionary", "key"]
CONSUMES = -1  # as a theme


class Reading(NamedTuple):
    """What was found in some sentences, before it is decided what counts; places are those of the codes.

    folded : the sentences. fits : of the codebook's entries. said : of phrases that conditions name.
    """

    folded: FoldedText
    fits: Hits
    said: Hits


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
        self.theme: Offsets = np.array([CONSUMES if t is None else codebook.keys.index(t) for t in themes])
        self._by_name = np.array([CONSUMES if theme is None else names.index(theme) for theme in themes])
        ranked = sorted(range(len(themes)), key=lambda n: _rank(self.entries[n].pattern.written))
        self._rank = np.argsort(ranked)
        self._conditions = Conditions([entry.condition for entry in self.entries])
        self._counts = np.ones(len(themes), dtype=bool)
        written = [entry.pattern.written for entry in self.entries]
        carry, phrases = codebook.carry, self._conditions.phrases
        looked_for = (*written, *phrases, *carry.phrases, *carry.determiners, *carry.nouns)
        self._folding = Folding(Pattern(one).normal for one in looked_for)
        self._lists = Lists(self._folding, written, phrases)
        self._pointers = Pointers(carry, self._folding)

    def without(self, theme: str, written: str) -> Matcher:
        """The same without one pattern of a theme."""
        other = copy(self)
        other._counts = np.array([(entry.theme, entry.pattern.written) != (theme, written) for entry in self.entries])
        return other

    def fold(self, characters: Utf8Text, start: Offsets, end: Offsets) -> FoldedText:
        """The sentences of a text, which begin and end at some characters, in order, as they are searched."""
        return self._folding.fold(characters, start, end)

    def read(self, folded: FoldedText) -> Reading:
        """Find everything in some sentences."""
        return Reading(folded, *self._lists.find(folded))

    def points_back(self, folded: FoldedText) -> Flags:
        """Which sentences refer to the one before them in the words of the codebook's `carry`."""
        return self._pointers.points_back(folded)

    def match(self, reading: Reading, kinds: Kinds | None = None) -> Hits:
        """The hits that count, in the order of their places, in characters; consumed words left out.

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
        kept = kept.of(
            starts_of_runs(kept.start) | starts_of_runs(kept.end) | starts_of_runs(self._by_name[kept.entry])
        )
        places = reading.folded.characters_at
        return kept._replace(start=places(kept.start), end=places(kept.end - 1) + 1)

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


def _rank(written: str) -> tuple[int, str]:
    """Of patterns for the same words: the one with the fewest wildcards, then the first by name."""
    return written.count("*") + written.count("?"), written
