"""The chain, run once, with its tables: what notebooks, report and command line start from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from .alignment import ALIGNMENT_COLUMNS, align_points
from .codebook import Codebook
from .codebook_file import read_codebook
from .coding import read_coding
from .corpus import Corpus, read_corpus
from .emphasis import measure_emphasis, measure_side_by_side
from .faults import gather
from .governments import GOVERNMENT_COLUMNS, find_terms, read_governments
from .influence import INFLUENCE_COLUMNS, leave_out
from .keyness import KEYNESS_COLUMNS, count_words_of, measure_keyness
from .measures import Readout, as_numbers
from .meetings import find_meetings, name_readouts
from .periods import FEW, can_hold, compare_periods, halve
from .places import Places, find_places
from .selection import Selection
from .shifts import compare_meetings, default_pairs, measure_shifts
from .tagging import find_matches, tag_sentences
from .text import word_spans
from .voice import find_statements, voice_of_sentences
from .voice_shares import VOICE_AND_THEME, compare_voices, give_words, measure_voices


def read_coding_of(places: Places, corpus: Corpus, codebook: Codebook) -> pd.DataFrame:
    """The sentences of a study coded by hand, as from `read_coding`."""
    counted = dict(zip(corpus.readouts["readout_id"], corpus.readouts["n_sentences"], strict=True))
    return read_coding(places.corpus / "coding.csv", counted, codebook.keys)


@dataclass(frozen=True)
class Study:
    """A corpus, a codebook, and the tables that follow from the two; each is made once, when asked for.

    coding : one row per coder and sentence coded by hand; none where the corpus has no coding.csv.
    governments : who governed when; none where nothing is known of it.
    selection : which readouts of the corpus it is of.
    """

    places: Places
    corpus: Corpus
    codebook: Codebook
    coding: pd.DataFrame
    governments: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=GOVERNMENT_COLUMNS))
    selection: Selection = field(default_factory=Selection)

    @classmethod
    def open(cls, corpus: Path | None = None, selection: Selection | None = None) -> Study:
        """Read corpus, codebook, hand coding and governments; keep to a selection of the readouts.

        Without `selection` it is what the command line has asked for, else everything. Raises InputFaults with every
        fault of what is read, and where the selection is of nothing.
        """
        selection = Selection.from_environment() if selection is None else selection
        places = find_places(corpus).of_selection(selection.name)
        read, codebook, governments = gather(
            lambda: read_corpus([places.corpus / "readouts"]),
            lambda: read_codebook(places.codebook),
            lambda: read_governments(places.governments),
        )
        coding, kept = read_coding_of(places, read, codebook), selection.of(read)
        coding = coding[coding["readout_id"].isin(kept.documents)].reset_index(drop=True)
        return cls(places, kept, codebook, coding, governments, selection)

    @property
    def readouts(self) -> pd.DataFrame:
        """One row per readout, in the order of dates."""
        return self.corpus.readouts

    @property
    def sentences(self) -> pd.DataFrame:
        """One row per coded sentence."""
        return self.corpus.sentences

    @cached_property
    def matches(self) -> pd.DataFrame:
        """One row per match of a pattern."""
        return find_matches(self.sentences, self.codebook)

    @cached_property
    def tags(self) -> pd.DataFrame:
        """One row per sentence and theme present."""
        return tag_sentences(self.sentences, self.matches, self.codebook)

    @cached_property
    def numbers(self) -> dict[str, Readout]:
        """The readouts as arrays, from which emphasis, measures and shifts are made."""
        readout_ids = list(self.readouts["readout_id"])
        return as_numbers(readout_ids, self.sentences, self.tags, self.codebook.keys, self.matches)

    @cached_property
    def emphasis(self) -> pd.DataFrame:
        """One row per readout and theme."""
        return measure_emphasis(self.numbers, self.codebook.keys)

    @cached_property
    def measures(self) -> pd.DataFrame:
        """One row per readout, theme and measure of emphasis."""
        return measure_side_by_side(self.numbers, self.codebook.keys)

    @cached_property
    def comparisons(self) -> pd.DataFrame:
        """One row per pair of meetings, theme and measure of emphasis."""
        return compare_meetings(self.numbers, self.codebook.keys, default_pairs(self.line))

    @cached_property
    def shifts(self) -> pd.DataFrame:
        """One row per pair of meetings and theme."""
        return measure_shifts(self.comparisons, self.emphasis, self.numbers)

    @cached_property
    def statements(self) -> pd.DataFrame:
        """One row per statement: who speaks, how, from where to where."""
        return find_statements(self.sentences, self.corpus.leaders, self.codebook.voice)

    @cached_property
    def voices(self) -> pd.DataFrame:
        """One row per sentence: whose statement it is, and of what kind."""
        return voice_of_sentences(self.statements, self.codebook.voice)

    @cached_property
    def voiced(self) -> pd.DataFrame:
        """One row per statement and theme with words in it."""
        return give_words(self.statements, self.tags, self.matches)

    @cached_property
    def act_shares(self) -> pd.DataFrame:
        """One row per readout, voice and act that the study has: share of words."""
        return measure_voices(self.voiced, self.sentences, list(self.names))

    @cached_property
    def act_changes(self) -> pd.DataFrame:
        """One row per pair of meetings, voice and act."""
        return compare_voices(self.voiced, self.sentences, self.line)

    @cached_property
    def joint_changes(self) -> pd.DataFrame:
        """One row per pair of meetings and voice, whatever the act."""
        return compare_voices(self.voiced, self.sentences, self.line, ["voice"])

    @cached_property
    def voice_shares(self) -> pd.DataFrame:
        """One row per readout, voice, act and theme that the study has: share of words."""
        return measure_voices(self.voiced, self.sentences, list(self.names), VOICE_AND_THEME)

    @cached_property
    def influence(self) -> pd.DataFrame:
        """One row per theme and pattern or point left out, first meeting to last; none with fewer than two."""
        if len(self.line) < 2:
            return pd.DataFrame(columns=INFLUENCE_COLUMNS)
        return leave_out(self.sentences, self.codebook, *self.ends)

    @cached_property
    def keyness(self) -> pd.DataFrame:
        """One row per word: the last meeting against the other, or against all others where there are more."""
        if len(self.line) < 2:
            return pd.DataFrame(columns=KEYNESS_COLUMNS)
        counts = count_words_of(self.sentences).reindex(columns=self.line, fill_value=0)
        first, last = self.ends
        reference = first if len(self.line) == 2 else None
        return measure_keyness(counts, last, reference, leave_out=self.words_left_out)

    @cached_property
    def words_left_out(self) -> set[str]:
        """Words that are not tested for keyness: function words (scikit-learn's list) and the leaders' names."""
        names = self.corpus.leaders["written"]
        return set(ENGLISH_STOP_WORDS) | {name[a:b].casefold() for name in names for a, b in word_spans(name)}

    @cached_property
    def alignment(self) -> pd.DataFrame:
        """One row per point of the first meeting and the last: its counterpart, or none; none with fewer than two."""
        if len(self.line) < 2:
            return pd.DataFrame(columns=ALIGNMENT_COLUMNS)
        return align_points(self.sentences, *self.ends)

    @cached_property
    def meetings(self) -> pd.DataFrame:
        """One row per readout: of which meeting it is, whose account, whether it stands for the meeting."""
        return find_meetings(self.readouts, self.corpus.leaders)

    @cached_property
    def line(self) -> list[str]:
        """One readout for each meeting, in the order of dates: the row of time in which meetings are compared."""
        return list(self.meetings.loc[self.meetings["stands"], "readout_id"])

    @property
    def ends(self) -> tuple[str, str]:
        """The first meeting and the last."""
        return self.line[0], self.line[-1]

    @cached_property
    def accounts(self) -> list[tuple[str, str]]:
        """Pairs of readouts of the same meeting: the one that stands for it, and each other."""
        stands = self.meetings[self.meetings["stands"]].set_index("meeting_id")["readout_id"]
        others = self.meetings[~self.meetings["stands"]]
        return [(stands[row.meeting_id], row.readout_id) for row in others.itertuples()]

    @cached_property
    def account_alignment(self) -> pd.DataFrame:
        """One row per point of two accounts of one meeting: its counterpart in the other, or none."""
        pairs = [align_points(self.sentences, *pair) for pair in self.accounts]
        return pd.concat(pairs, ignore_index=True) if pairs else pd.DataFrame(columns=ALIGNMENT_COLUMNS)

    @cached_property
    def account_shifts(self) -> pd.DataFrame:
        """One row per pair of accounts of one meeting and theme: how far the second differs from the first."""
        compared = compare_meetings(self.numbers, self.codebook.keys, self.accounts)
        return measure_shifts(compared, self.emphasis, self.numbers)

    @cached_property
    def terms(self) -> pd.DataFrame:
        """One row per readout and side: the government in office on that day, for the sides of the study."""
        known = find_terms(self.readouts, self.governments)
        return known[known["side"].isin(self.corpus.leaders["side"])].reset_index(drop=True)

    @cached_property
    def government_shifts(self) -> pd.DataFrame:
        """One row per side, pair of governments one after the other, and theme."""
        return self._between(self.terms[self.terms["readout_id"].isin(self.line)])

    @cached_property
    def half_shifts(self) -> pd.DataFrame:
        """One row per theme: from the earlier half of the meetings to the later."""
        dates = self.readouts.set_index("readout_id")["date"]
        return self._between(halve(self.line, list(dates[self.line])))

    @cached_property
    def by_halves(self) -> bool:
        """Whether there are so many meetings that their halves are told first, not the first and the last."""
        return len(self.line) > FEW and can_hold(self.half_shifts)

    def _between(self, terms: pd.DataFrame) -> pd.DataFrame:
        return compare_periods(self.sentences, self.tags, terms, self.codebook.keys)

    @cached_property
    def names(self) -> dict[str, str]:
        """Short name of every readout, each different, in the order of dates; see `name_meetings`."""
        return name_readouts(self.readouts, self.meetings)
