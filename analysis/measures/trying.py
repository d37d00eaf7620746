"""Trying patterns: one theme of a codebook, with a pattern more or one less → what it would find, and how well.

A change is tried by tagging with it, so that longer matches, conditions and carrying count.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..codebook.checks import pattern_faults
from ..codebook.matcher import Matcher
from ..codebook.model import Codebook, Where
from ..codebook.tagging import find_fits, find_matches, tag_sentences
from .intervals import Floats, Z
from .keyness import log_odds
from .phrases import Phrases

MIN_SENTENCES = 2  # that a change makes right: one may be a slip of the coder
MAX_TRIED = 40  # phrases of a theme that are tried, the highest z first
ROUNDING = 1e-12  # a smaller gain is none
_KEYS = ["readout_id", "sentence"]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


class Evidence(NamedTuple):
    """One theme in every sentence, (n,) each: coded by anybody, given by coders, found by the codebook; its document.

    phrases : of the sentences, outside of what the codebook matches.
    """

    coded: Flags
    given: Flags
    found: Flags
    document: Numbers
    phrases: Phrases

    def missed(self, among: Flags) -> tuple[Numbers, Floats]:
        """The phrases worth adding by the coded sentences in `among` alone, and the z of all phrases."""
        own = self.coded & among
        return rank_phrases(self.phrases, own & self.given & ~self.found, own & ~self.given)

    def near(self) -> tuple[Numbers, Floats]:
        """The phrases that stand beside the theme in sentences that nobody coded, and the z of all phrases."""
        ranked, z = rank_phrases(self.phrases, ~self.coded & self.found, ~self.coded & ~self.found)
        return ranked[z[ranked] >= Z], z

    def change(self, found: Flags) -> Floats:
        """Change of precision, recall and F1 on the coded sentences, if `found` is found."""
        given = self.given[self.coded]
        return score(given, found[self.coded]) - score(given, self.found[self.coded])

    def gains(self, found: Flags, among: Flags | None = None) -> bool:
        """Whether `found` has a higher F1 on the coded sentences (in `among`), and two of them or more newly right."""
        own = self.coded if among is None else self.coded & among
        given, before, after = self.given[own], self.found[own], found[own]
        n_right = int(((after == given) & (before != given)).sum())
        return n_right >= MIN_SENTENCES and bool(score(given, after)[2] > score(given, before)[2] + ROUNDING)

    def expected(self, found: Flags, phrase: int | None = None) -> Floats:
        """What `change` gives, cross-validated: a document has what is found if the other documents alone suggest it.

        phrase : the number of the phrase that is added; None for a pattern that is taken out. nan with fewer than two
        coded documents.
        """
        if len(np.unique(self.document[self.coded])) < 2:
            return np.full(3, np.nan)
        mixed = self.found.copy()
        for left_out in np.unique(self.document[self.coded & (found != self.found)]):
            others = self.document != left_out
            if (phrase is None or phrase in self.missed(others)[0]) and self.gains(found, others):
                mixed[~others] = found[~others]
        return self.change(mixed)


def rank_phrases(phrases: Phrases, target: Flags, reference: Flags) -> tuple[Numbers, Floats]:
    """Phrases of two target sentences or more that set them apart from the reference: the first MAX_TRIED by z; all z.

    z as from `log_odds`. The prior is as the phrases of all sentences, and as heavy as those compared: a light one
    ranks common words before a rarer one that only target sentences have.
    """
    a, b = (np.asarray(phrases.counts.T @ side.astype(float)) for side in (target, reference))
    whole = np.asarray(phrases.counts.sum(axis=0), dtype=float).ravel()
    if len(whole) < 2 or not (a.sum() and b.sum()):  # one phrase, or one side, sets nothing apart
        return np.zeros(0, dtype=np.int64), whole
    difference, error = log_odds(a, b, (a.sum() + b.sum()) * whole / whole.sum())
    z: Floats = (difference / error).round(9)
    order = np.argsort(-z, kind="stable")
    return order[(a[order] >= MIN_SENTENCES) & (z[order] > 0)][:MAX_TRIED], z


def has_theme(sentences: pd.DataFrame, tags: pd.DataFrame, theme: str) -> Flags:
    """Whether each sentence has a theme by the tags."""
    own = pd.MultiIndex.from_frame(tags.loc[tags["theme"] == theme, _KEYS])
    return np.asarray(pd.MultiIndex.from_frame(sentences[_KEYS]).isin(own))


def score(given: Flags, found: Flags) -> Floats:
    """Precision, recall and F1; nan where the divisor is 0.

    >>> score(np.array([True, True, False]), np.array([True, False, False])).round(3).tolist()
    [1.0, 0.5, 0.667]
    """
    both, n_given, n_found = int((given & found).sum()), int(given.sum()), int(found.sum())
    with np.errstate(invalid="ignore"):
        scores: Floats = np.array([both, both, 2 * both]) / np.array([n_found, n_given, n_found + n_given])
    return scores


class Trials:
    """What a codebook finds of a theme with one of some phrases more, or without one of its patterns.

    One matcher knows all phrases; each trial lets it use one. usable : phrases that are valid patterns of the theme.
    """

    def __init__(
        self, sentences: pd.DataFrame, codebook: Codebook, theme: str, evidence: Evidence, more: list[str]
    ) -> None:
        self.sentences, self.theme, self.evidence = sentences, theme, evidence
        self.wide = codebook.with_patterns(theme, more)
        path: Where = ("themes", codebook.keys.index(theme), "patterns")
        place = {(*path, n): written for n, written in enumerate(more)}  # a new pattern stands before the theme's own
        self.usable = set(more) - {place.get(where) for where, _ in pattern_faults(self.wide.listed)}
        self._is_new = np.array([entry.where in place for entry in self.wide.listed])

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.wide)

    @cached_property
    def _fits(self) -> dict[int, list[int]]:
        return find_fits(self.sentences["text"].tolist(), self._matcher)

    def with_phrase(self, written: str) -> Flags:
        """Whether each sentence has the theme with a phrase more."""
        return self._found(self._is(written), ~self._is_new | self._is(written))

    def without_pattern(self, written: str) -> Flags:
        """Whether each sentence has the theme without one of its patterns, given as the codebook writes it."""
        return self._found(self._is(written), ~self._is_new & ~self._is(written))

    def _is(self, written: str) -> Flags:
        return np.array([(entry.theme, entry.source) == (self.theme, written) for entry in self.wide.listed])

    def _found(self, changed: Flags, counts: Flags) -> Flags:
        """The documents in which a changed pattern stands are tagged again; what else is found stays."""
        document, found = self.evidence.document, self.evidence.found.copy()
        own = np.isin(
            document, document[[row for n in np.flatnonzero(changed).tolist() for row in self._fits.get(n, [])]]
        )
        part, matcher = self.sentences[own], self._matcher.of(counts)
        matches = find_matches(part, self.wide, matcher=matcher)
        found[own] = has_theme(part, tag_sentences(part, matches, self.wide, matcher=matcher), self.theme)
        return found
