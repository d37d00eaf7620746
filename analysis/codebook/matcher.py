"""The matcher: the patterns of a codebook, and any number of sentences at once → the hits that count."""

from __future__ import annotations

from collections.abc import Container
from copy import copy
from itertools import chain
from typing import Literal, NamedTuple

import numpy as np

from ..io.keeping import keep
from ..text.arrays import Flags, Offsets, is_in, merge, starts_of_runs
from ..text.encoding import Utf8Text
from ..text.folding import FoldedText, Folding
from ..text.patterns import pattern_of
from ..text.search import Hits, Lists
from ..text.spans import inside, not_nested
from .carrying import Pointers, find_back_references
from .conditions import NOTHING_KNOWN, Conditions, Readouts
from .model import Codebook

NestedScope = Literal["dictionary", "key"]
CONSUMES = -1  # the number of the theme of phrases that consume words


class Reading(NamedTuple):
    """All hits in some sentences, before `Matcher.match` selects those that count; offsets are into the folded codes.

    folded : the sentences. fits : hits of the codebook's entries. phrases : hits of the phrases of conditions.
    pointers : hits of the words of `carry`.
    """

    folded: FoldedText
    fits: Hits
    phrases: Hits
    pointers: Pointers


class Matcher:
    """The compiled patterns of a codebook, which search any number of sentences at once.

    nested_scope is that of `find_matches`. Raises ValueError for another nested_scope.

    >>> matcher = Matcher(Codebook.from_patterns(trade=["trade", "export*"]))
    >>> [entry.pattern.written for entry in matcher.entries], matcher.theme.tolist()
    (['trade', 'export*'], [0, 0])
    """

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
        self._conditions = Conditions(codebook, [entry.condition for entry in self.entries])
        self._yields = np.array(
            [
                [entry.condition is not None and key in entry.condition.unless_themes for key in codebook.keys]
                for entry in self.entries
            ]
        )
        self._counts = np.ones(len(themes), dtype=bool)
        written = [entry.pattern.written for entry in self.entries]
        carry = [codebook.expand(getattr(codebook.carry, name)) for name in Pointers._fields]
        searched = written, self._conditions.phrases, *carry
        self._folding = Folding(pattern_of(one).normal for one in chain.from_iterable(searched))
        self._lists = Lists(self._folding, *searched)

    def without(self, patterns: Container[tuple[str, str]]) -> Matcher:
        """The same matcher without some patterns, each given by its theme and as the codebook writes it."""
        return self.of(np.array([(entry.theme, entry.source) not in patterns for entry in self.entries]))

    def of(self, counts: Flags) -> Matcher:
        """The same matcher with some of its entries only, (n entries,)."""
        other = copy(self)
        other._counts = counts
        return other

    def fold(self, characters: Utf8Text, start: Offsets, end: Offsets) -> FoldedText:
        """Fold the sentences [start, end) of a text (in characters, in order) for searching."""
        return self._folding.fold(characters, start, end)

    def read(self, folded: FoldedText) -> Reading:
        """Find every pattern and phrase in folded sentences."""
        fits, phrases, *pointers = self._lists.find(folded)
        return Reading(folded, fits, phrases, Pointers(*pointers))

    def points_back(self, reading: Reading) -> Flags:
        """Which sentences refer to the one before them by the words of the codebook's `carry`."""
        return find_back_references(reading.folded, reading.pointers, self.codebook.carry.within, self._folding.word)

    def match(self, reading: Reading, readouts: Readouts = NOTHING_KNOWN) -> Hits:
        """The hits of themes that count, by start, with offsets in characters.

        Consumed words, unmet conditions and nested matches are left out; where two patterns of a theme match the same
        words, the hit is that of the more literal. Conditions on what `readouts` does not state are ignored.
        """
        fits = reading.fits.of(self._counts[reading.fits.entry])
        consumed = fits.of(self.theme[fits.entry] == CONSUMES)
        consumed = consumed.of(not_nested(consumed.start, consumed.end))
        phrases = reading.phrases
        phrases = phrases.of(~inside(phrases.start, phrases.end, consumed.start, consumed.end))
        hits = fits.of(self._conditions.met(fits, phrases, len(reading.folded.start), readouts))
        hits = self._not_yielding(self._not_nested(hits))
        order = np.lexsort((self._rank[hits.entry], self._by_name[hits.entry], hits.end, hits.start))
        kept = hits.of(order)
        kept = kept.of(
            starts_of_runs(kept.start) | starts_of_runs(kept.end) | starts_of_runs(self._by_name[kept.entry])
        )
        places = reading.folded.characters_at
        return kept._replace(start=places(kept.start), end=places(kept.end - 1) + 1)

    def _not_yielding(self, hits: Hits) -> Hits:
        """The hits without those that do not count beside another theme of their sentence (`unless_themes`)."""
        yields = self._yields[hits.entry]
        yielding = np.flatnonzero(yields.any(axis=1))
        if not len(yielding):
            return hits
        others = np.flatnonzero(~yields.any(axis=1))
        n_themes = len(self.codebook.keys)
        present = merge(hits.sentence[others] * n_themes + self.theme[hits.entry[others]])
        keys = hits.sentence[yielding, None] * n_themes + np.arange(n_themes)
        beside = is_in(keys.ravel(), present).reshape(keys.shape)
        kept = np.ones(len(hits.entry), dtype=bool)
        kept[yielding] = ~(beside & yields[yielding]).any(axis=1)
        return hits.of(kept)

    def _not_nested(self, hits: Hits) -> Hits:
        """The hits of themes that are not nested in a longer hit of the same scope."""
        themes = self.theme[hits.entry]
        if self.nested_scope == "dictionary":
            return hits.of(not_nested(hits.start, hits.end) & (themes != CONSUMES))
        kept = np.zeros(len(themes), dtype=bool)
        for theme in np.unique(themes[themes != CONSUMES]):
            scope = np.flatnonzero((themes == theme) | (themes == CONSUMES))
            kept[scope] |= not_nested(hits.start[scope], hits.end[scope]) & (themes[scope] == theme)
        return hits.of(kept)


def kept_matcher(codebook: Codebook) -> Matcher:
    """The matcher of a codebook, from an earlier command where it was kept (`keep`)."""
    written = f"{type(codebook).__name__}\n{codebook.model_dump_json()}"
    return keep("matcher", written, lambda: Matcher(codebook))


def _rank(written: str) -> tuple[int, str]:
    """The order of patterns that match the same words: fewest wildcards first, then by spelling."""
    return written.count("*") + written.count("?"), written
