"""The tables of a study: each follows from corpus and codebook, and is made once, when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from ..codebook.matcher import Matcher, kept_matcher
from ..codebook.statements import find_statements, voice_of_sentences
from ..codebook.tagging import find_matches, tag_sentences
from ..measures.alignment import ALIGNMENT_COLUMNS, align_points
from ..measures.counts import ReadoutCounts, count_readouts
from ..measures.emphasis import emphasis_of_counts, measure_side_by_side
from ..measures.influence import INFLUENCE_COLUMNS, leave_out
from ..measures.keyness import KEYNESS_COLUMNS, count_words_of, measure_keyness
from ..measures.periods import compare_periods
from ..measures.shifts import compare_meetings, default_pairs, largest_first, shifts_of_counts
from ..measures.trend import measure_trends
from ..measures.voices import VOICE_AND_THEME, compare_voices, give_words, measure_voices
from ..text.words import word_spans
from .meetings import Meetings


@dataclass(frozen=True)
class Tables(Meetings):
    """What the codebook finds in the readouts, and what is measured of it."""

    @cached_property
    def matcher(self) -> Matcher:
        """The codebook ready to match, built once for all tables."""
        return kept_matcher(self.codebook)

    @cached_property
    def matches(self) -> pd.DataFrame:
        """One row per match of a pattern."""
        return find_matches(self._sentences_with_sides(), self.codebook, matcher=self.matcher)

    @cached_property
    def tags(self) -> pd.DataFrame:
        """One row per sentence and theme present."""
        return tag_sentences(self.sentences, self.matches, self.codebook, matcher=self.matcher)

    @cached_property
    def counts(self) -> dict[str, ReadoutCounts]:
        """The readouts as arrays, from which emphasis, measures and shifts are made."""
        readout_ids = list(self.readouts["readout_id"])
        return count_readouts(readout_ids, self.sentences, self.tags, self.codebook.keys, self.matches)

    @cached_property
    def emphasis(self) -> pd.DataFrame:
        """One row per readout and theme."""
        return emphasis_of_counts(self.counts, self.codebook.keys)

    @cached_property
    def measures(self) -> pd.DataFrame:
        """One row per readout, theme and measure of emphasis."""
        return measure_side_by_side(self.counts, self.codebook.keys)

    @cached_property
    def comparisons(self) -> pd.DataFrame:
        """One row per pair of meetings, theme and measure of emphasis."""
        return compare_meetings(self.counts, self.codebook.keys, default_pairs(self.timeline))

    @cached_property
    def shifts(self) -> pd.DataFrame:
        """One row per pair of meetings and theme."""
        return shifts_of_counts(self.counts, self.codebook, default_pairs(self.timeline))

    @cached_property
    def trends(self) -> pd.DataFrame:
        """One row per theme: whether its share rises or falls over all meetings."""
        values = [self.counts[name].values["share_words"][:-1] for name in self.timeline]
        shares = np.array(values).reshape(-1, len(self.codebook.keys))
        dates = self.readouts.set_index("readout_id")["date"][self.timeline]
        return measure_trends(shares, list(dates), self.codebook.keys, self.codebook.core_keys)

    @cached_property
    def largest_shifts(self) -> list[dict[str, Any]]:
        """The shifts from the first meeting to the last, the largest first."""
        return largest_first(self.shifts)

    @cached_property
    def statements(self) -> pd.DataFrame:
        """One row per statement: who speaks, how, from where to where."""
        accounts = self.meetings.set_index("readout_id")["account"].to_dict()
        return find_statements(self.sentences, self.corpus.leaders, self.codebook.voice, accounts)

    @cached_property
    def voices(self) -> pd.DataFrame:
        """One row per sentence: whose statement it is, and of what kind."""
        return voice_of_sentences(self.statements, self.codebook.voice)

    @cached_property
    def statement_themes(self) -> pd.DataFrame:
        """One row per statement and theme with words in it."""
        return give_words(self.statements, self.tags, self.matches)

    @cached_property
    def act_shares(self) -> pd.DataFrame:
        """One row per readout, voice and act that the study has: share of words."""
        return measure_voices(self.statement_themes, self.sentences, list(self.names))

    @cached_property
    def act_changes(self) -> pd.DataFrame:
        """One row per pair of meetings, voice and act."""
        return compare_voices(self.statement_themes, self.sentences, self.timeline)

    @cached_property
    def voice_shares(self) -> pd.DataFrame:
        """One row per readout, voice, act and theme that the study has: share of words."""
        return measure_voices(self.statement_themes, self.sentences, list(self.names), VOICE_AND_THEME)

    @cached_property
    def influence(self) -> pd.DataFrame:
        """One row per theme and pattern or point left out, first meeting to last; none with fewer than two."""
        if len(self.timeline) < 2:
            return pd.DataFrame(columns=INFLUENCE_COLUMNS)
        return leave_out(self._sentences_with_sides(), self.codebook, *self.first_and_last, matcher=self.matcher)

    @cached_property
    def keyness(self) -> pd.DataFrame:
        """One row per word: the last meeting against the other, or against all others where there are more."""
        if len(self.timeline) < 2:
            return pd.DataFrame(columns=KEYNESS_COLUMNS)
        counts = count_words_of(self.sentences[self.sentences["readout_id"].isin(self.timeline)])
        first, last = self.first_and_last
        reference = first if len(self.timeline) == 2 else None
        return measure_keyness(counts, last, reference, leave_out=self.words_left_out)

    @cached_property
    def words_left_out(self) -> set[str]:
        """Words that are not tested for keyness: function words (scikit-learn's list) and the leaders' names."""
        from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

        return set(ENGLISH_STOP_WORDS) | self._words_of_names

    @property
    def _words_of_names(self) -> set[str]:
        """The words of the leaders' names."""
        names = self.corpus.leaders["written"]
        return {name[a:b].casefold() for name in names for a, b in word_spans(name)}

    @cached_property
    def alignment(self) -> pd.DataFrame:
        """One row per point of the first meeting and the last: its counterpart, or none; none with fewer than two."""
        if len(self.timeline) < 2:
            return pd.DataFrame(columns=ALIGNMENT_COLUMNS)
        return align_points(self.sentences, *self.first_and_last)

    @cached_property
    def account_alignment(self) -> pd.DataFrame:
        """One row per point of two accounts of one meeting: its counterpart in the other, or none."""
        pairs = [align_points(self.sentences, *pair) for pair in self.accounts]
        return pd.concat(pairs, ignore_index=True) if pairs else pd.DataFrame(columns=ALIGNMENT_COLUMNS)

    @cached_property
    def account_shifts(self) -> pd.DataFrame:
        """One row per pair of accounts of one meeting and theme: how far the second differs from the first."""
        return shifts_of_counts(self.counts, self.codebook, self.accounts)

    @cached_property
    def government_shifts(self) -> pd.DataFrame:
        """One row per side, pair of governments one after the other, and theme."""
        return self._between(self.terms[self.terms["readout_id"].isin(self.timeline)])

    @cached_property
    def half_shifts(self) -> pd.DataFrame:
        """One row per theme: from the earlier half of the meetings to the later."""
        return self._between(self._halved())

    def _between(self, terms: pd.DataFrame) -> pd.DataFrame:
        terms = terms.assign(kind=terms["readout_id"].map(self._kinds))
        return compare_periods(self.sentences, self.tags, terms, self.codebook)
