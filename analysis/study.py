"""A study: corpus and codebook → every table that follows from them, each made once, when it is asked for."""

from __future__ import annotations

import os
import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .codebook.conditions import join_sides
from .codebook.file import read_codebook
from .codebook.marking import MarkedSentences, mark_sentences
from .codebook.matcher import Matcher
from .codebook.model import NONE, Codebook
from .codebook.statements import find_statements, voice_of_sentences
from .codebook.tagging import find_matches, tag_sentences
from .corpus.about import About, read_about
from .corpus.corpus import Corpus, read_corpus, tabulate
from .corpus.folders import StudyFolders, find_folders
from .corpus.governments import GOVERNMENT_COLUMNS, find_terms, read_governments
from .corpus.hand_coding import read_coding
from .corpus.meetings import find_meetings, name_readouts, title_readouts
from .corpus.samples import SAMPLED_COLUMNS, mark_coded, read_coded_samples, read_samples
from .corpus.selection import Selection
from .io.choosing import choose
from .io.faults import gather
from .io.files import write_whole
from .measures.alignment import ALIGNMENT_COLUMNS, align_points
from .measures.corrected import (
    ALL,
    CORRECTED_COLUMNS,
    CORRECTED_SHIFT_COLUMNS,
    Correction,
    count_by_coder,
    measure_by_coder,
    prepare_correction,
)
from .measures.counts import ReadoutCounts, count_readouts
from .measures.emphasis import emphasis_of_counts, measure_side_by_side
from .measures.influence import INFLUENCE_COLUMNS, leave_out
from .measures.keyness import KEYNESS_COLUMNS, count_words_of, measure_keyness
from .measures.periods import EARLIER, LATER, compare_periods, halve
from .measures.second_reader import known_themes, read_again
from .measures.shifts import compare_meetings, default_pairs, largest_first, shifts_of_counts
from .measures.suggesting import suggest_patterns
from .measures.trend import MIN_MEETINGS, measure_trends
from .measures.voices import VOICE_AND_THEME, compare_voices, give_words, measure_voices
from .text.words import word_spans

HANDED_OVER = "READOUTS_STUDY"  # environment variable: the file with a study computed already
MAX_ONE_BY_ONE = 4  # meetings that charts and tables show one by one


def read_coding_of(folders: StudyFolders, corpus: Corpus, codebook: Codebook) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The sentences of a study coded by hand, in coding.csv and in samples, as from `read_coding`; and the samples."""
    counted = dict(zip(corpus.readouts["readout_id"], corpus.readouts["n_sentences"], strict=True))
    coding, samples = gather(
        lambda: read_coding(folders.corpus / "coding.csv", counted, codebook.keys),
        lambda: read_samples(folders.coding, corpus.sentences),
    )
    coded = read_coded_samples(folders.coding, samples, counted, codebook.keys)
    coding = pd.concat([coding, coded], ignore_index=True) if len(coded) else coding
    return coding, mark_coded(samples, coding)


@dataclass(frozen=True)
class Study:
    """A corpus, a codebook, and the tables that follow from the two; each is made once, when asked for.

    coding : one row per coder and sentence coded by hand; none where the corpus has no coding.csv.
    governments : who governed when; none where nothing is known of it.
    selection : which readouts of the corpus it is of.
    about : what its study.yml says.
    samples : one row per sample and sentence drawn, of the whole corpus; none where coding/ has no sample.
    """

    folders: StudyFolders
    corpus: Corpus
    codebook: Codebook
    coding: pd.DataFrame
    governments: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=GOVERNMENT_COLUMNS))
    selection: Selection = field(default_factory=Selection)
    about: About = field(default_factory=About)
    samples: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=SAMPLED_COLUMNS))

    def hand_over(self, path: Path) -> None:
        """Write what is computed so far to a file, for processes that READOUTS_STUDY gives its path to.

        Without the matcher, which cannot be pickled, and the study itself.
        """
        computed = {name: value for name, value in vars(self).items() if name not in ("matcher", "whole")}
        write_whole(path, pickle.dumps(computed))

    @classmethod
    def _taken_over(cls, path: Path) -> Study:
        study = cls.__new__(cls)
        vars(study).update(pickle.loads(path.read_bytes()))  # by `readouts report`, in a folder of its own
        return study

    @classmethod
    def open(cls, corpus: Path | None = None, selection: Selection | None = None) -> Study:
        """Read corpus, codebook, hand coding and governments; keep to a selection of the readouts.

        Without `selection` it is what the command line has asked for, else everything. A notebook of `readouts report`
        gets the study that the report has computed already. Raises InputFaults with every fault of what is read, and
        where the selection is of nothing.
        """
        if corpus is None and selection is None and HANDED_OVER in os.environ:
            return cls._taken_over(Path(os.environ[HANDED_OVER]))
        selection = Selection.from_environment() if selection is None else selection
        folders = find_folders(corpus).of_selection(selection.name)
        read, codebook, governments = gather(
            lambda: read_corpus([folders.corpus / "readouts"]),
            lambda: read_codebook(folders.codebook),
            lambda: read_governments(folders.governments),
        )
        about, (coding, samples), kept = gather(
            lambda: read_about(folders.corpus / "study.yml", codebook.core_keys),
            lambda: read_coding_of(folders, read, codebook),
            lambda: selection.of(read),
        )
        codebook = codebook.of(list(dict.fromkeys([*about.lead, *codebook.keys]))) if about.lead else codebook
        coding = coding[coding["readout_id"].isin(kept.documents)].reset_index(drop=True)
        return cls(folders, kept, codebook, coding, governments, selection, about, samples)

    def of(self, themes: Sequence[str] | None = None, meetings: Sequence[str] | None = None) -> Study:
        """The same study of some themes and some readouts only: `charts.emphasis(study.of(["economy"]))`.

        Keys, labels and unique fragments of them are understood: `study.of(meetings=["hamburg", "seoul"])`. Of other
        readouts nothing is read or compared. Other themes are still found, so that shares and adjusted p stay as they
        are; they are only not shown, and `none` is what is of no shown theme. None or an empty list: all.

        Raises ValueError for a name that is unknown or means more than one, with what may be meant.

        >>> from .corpus.folders import project_folder
        >>> study = Study.open(project_folder() / "corpus")
        >>> study.of(["economy"], ["seoul"]).emphasis[["theme", "n_sentences"]].values.tolist()
        [['economy', 8], ['none', 15]]
        """
        part = self
        if meetings:
            kept = {self.find_readout(name) for name in meetings}
            documents = [document for name, document in self.corpus.documents.items() if name in kept]
            coding = self.coding[self.coding["readout_id"].isin(kept)].reset_index(drop=True)
            part = replace(self, corpus=tabulate(documents), coding=coding)
            vars(part).update(matcher=self.matcher, names={name: self.names[name] for name in part.corpus.documents})
        return StudyOfThemes._of(part, [self.find_theme(name) for name in themes]) if themes else part

    @cached_property
    def whole(self) -> Study:
        """The study with all themes; itself, unless it is a part of one."""
        return self

    def sentences_of(self, theme: str, meeting: str | None = None) -> MarkedSentences:
        """The sentences with a theme, their matches marked: `study.sentences_of("economy", "2024-05-26-seoul")`.

        Theme and meeting as in `of`; without a meeting those of all readouts.
        """
        part = self.of([theme], None if meeting is None else [meeting])
        marked = mark_sentences(part.sentences, part.tags, part.matches, part.codebook, part.names)
        return marked.of(one for one in marked if NONE not in one.themes)

    def find_readout(self, written: str) -> str:
        """The readout that is meant by its id, its title, or a fragment of one of them. Raises ValueError."""
        return choose(written, self.titles, "readout")

    def find_theme(self, written: str) -> str:
        """The key of the theme that is meant by its key, its label, or a fragment of one of them. Raises ValueError."""
        return choose(written, {key: self.codebook.label(key) for key in self.codebook.keys}, "theme")

    @property
    def readouts(self) -> pd.DataFrame:
        """One row per readout, in the order of dates."""
        return self.corpus.readouts

    @property
    def sentences(self) -> pd.DataFrame:
        """One row per coded sentence."""
        return self.corpus.sentences

    def _sentences_with_sides(self) -> pd.DataFrame:
        """The coded sentences, with the sides that met."""
        leaders = self.corpus.leaders
        sides = {name: join_sides(own.itertuples()) for name, own in leaders.groupby("readout_id")}
        return self.sentences.assign(sides=[sides.get(name, "") for name in self.sentences["readout_id"]])

    @cached_property
    def matcher(self) -> Matcher:
        """The codebook ready to match, built once for all tables."""
        return Matcher(self.codebook)

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
        return find_statements(self.sentences, self.corpus.leaders, self.codebook.voice)

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
    def meetings(self) -> pd.DataFrame:
        """One row per readout: its meeting, whose account it is, and whether it stands for the meeting over time."""
        return find_meetings(self.readouts, self.corpus.leaders)

    @cached_property
    def timeline(self) -> list[str]:
        """One readout for each meeting, in the order of dates: the row of time in which meetings are compared."""
        return list(self.meetings.loc[self.meetings["stands"], "readout_id"])

    @property
    def first_and_last(self) -> tuple[str, str]:
        """The first meeting and the last."""
        return self.timeline[0], self.timeline[-1]

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
        return shifts_of_counts(self.counts, self.codebook, self.accounts)

    @cached_property
    def terms(self) -> pd.DataFrame:
        """One row per readout and side: the government in office on that day, for the sides of the study."""
        known = find_terms(self.readouts, self.governments)
        return known[known["side"].isin(self.corpus.leaders["side"])].reset_index(drop=True)

    @cached_property
    def government_shifts(self) -> pd.DataFrame:
        """One row per side, pair of governments one after the other, and theme."""
        return self._between(self.terms[self.terms["readout_id"].isin(self.timeline)])

    @cached_property
    def half_shifts(self) -> pd.DataFrame:
        """One row per theme: from the earlier half of the meetings to the later."""
        return self._between(self._halved())

    def _halved(self) -> pd.DataFrame:
        dates = self.readouts.set_index("readout_id")["date"]
        return halve(self.timeline, list(dates[self.timeline]))

    @cached_property
    def correction(self) -> Correction | None:
        """Both codings and the samples that correct the codebook; None where no sample is coded."""
        return prepare_correction(self.sentences, self.tags, self.coding, self.samples, self.codebook.keys)

    @cached_property
    def corrected(self) -> pd.DataFrame:
        """One row per group of readouts and theme: share of words, corrected by the coded sample."""
        if self.correction is None:
            return pd.DataFrame(columns=CORRECTED_COLUMNS)
        few = len(self.names) <= MAX_ONE_BY_ONE
        return self.correction.shares({ALL: list(self.names)} | ({n: [n] for n in self.names} if few else self._halves))

    @cached_property
    def corrected_shifts(self) -> pd.DataFrame:
        """One row per pair and theme: the change, corrected. Of many meetings the two halves."""
        if self.correction is None or len(self.timeline) < 2:
            return pd.DataFrame(columns=CORRECTED_SHIFT_COLUMNS)
        few, kinds = len(self.timeline) <= MAX_ONE_BY_ONE, self._kinds.fillna("").to_dict()
        groups = {name: [name] for name in self.timeline} if few else self._halves
        pairs = default_pairs(list(groups))
        tables = [self.correction.shift(groups[a], groups[b], None if few else kinds, self.codebook) for a, b in pairs]
        tables = [table.assign(from_id=a, to_id=b) for table, (a, b) in zip(tables, pairs, strict=True)]
        return pd.concat(tables, ignore_index=True)[CORRECTED_SHIFT_COLUMNS]

    @cached_property
    def counted_by_coder(self) -> dict[str, dict[str, ReadoutCounts]]:
        """By coder, the readouts coded whole by hand, as arrays."""
        return count_by_coder(self.sentences, self.coding, self.codebook.keys)

    @cached_property
    def by_coder(self) -> pd.DataFrame:
        """One row per coder, readout coded whole by hand, and theme: emphasis by the coder's codes."""
        return measure_by_coder(self.counted_by_coder, self.emphasis, self.codebook.keys)

    def suggestions(self, themes: Sequence[str] = ()) -> pd.DataFrame:
        """Patterns to add to some themes (of all, if none is named) or to take out: see `suggest_patterns`."""
        keys = [self.find_theme(name) for name in themes] or self.codebook.keys
        words, names = self.words_left_out, self._words_of_names
        sentences = self._sentences_with_sides()
        return suggest_patterns(sentences, self.codebook, self.coding, keys, leave_out=words, names=names)

    @cached_property
    def readable_themes(self) -> list[str]:
        """The themes that a second reader can learn from what is coded; see `known_themes`."""
        return known_themes(self.coding, self.codebook.keys)

    def second_reading(self) -> pd.DataFrame:
        """The themes that a second reader gives each sentence, as a coder: see `read_again`. Raises ValueError."""
        return read_again(self.sentences, self.coding, self.readable_themes)

    @property
    def _halves(self) -> dict[str, list[str]]:
        halves = self._halved().groupby("period", sort=False)["readout_id"].agg(list)
        return {period: halves[period] for period in (EARLIER, LATER) if period in halves}

    @property
    def over_time(self) -> bool:
        """Whether the study has meetings enough to ask for trends first."""
        return len(self.timeline) >= MIN_MEETINGS

    def _between(self, terms: pd.DataFrame) -> pd.DataFrame:
        terms = terms.assign(kind=terms["readout_id"].map(self._kinds))
        return compare_periods(self.sentences, self.tags, terms, self.codebook)

    @property
    def _kinds(self) -> pd.Series:
        """Kind and level of each readout, by its id."""
        own = self.readouts.set_index("readout_id")
        return own["kind"] + " " + own["level"].fillna("")

    @cached_property
    def names(self) -> dict[str, str]:
        """Short name of every readout, each different, in the order of dates; see `name_meetings`."""
        return name_readouts(self.readouts, self.meetings, self.corpus.leaders)

    @cached_property
    def titles(self) -> dict[str, str]:
        """Who met where, for every readout: "Abe–Moon, Hamburg 2017"; see `title_readouts`."""
        return title_readouts(self.names, self.corpus.leaders)


def _shown(name: str) -> Any:
    """A table of the whole study without the rows of the themes that are not shown."""

    def shown(self: StudyOfThemes) -> pd.DataFrame:
        table = getattr(self.whole, name)
        return table[table["theme"].isin([*self.codebook.keys, NONE])].reset_index(drop=True)

    return cached_property(shown)


@dataclass(frozen=True)
class StudyOfThemes(Study):
    """A study of which some themes are shown; see `Study.of`."""

    whole: Study = field(kw_only=True)

    matches, tags = _shown("matches"), _shown("tags")
    shifts, trends, account_shifts = _shown("shifts"), _shown("trends"), _shown("account_shifts")
    government_shifts, half_shifts, influence = _shown("government_shifts"), _shown("half_shifts"), _shown("influence")

    @classmethod
    def _of(cls, whole: Study, themes: list[str]) -> StudyOfThemes:
        own = {part.name: getattr(whole, part.name) for part in fields(Study)}
        return cls(**own | {"codebook": whole.codebook.of(list(dict.fromkeys(themes)))}, whole=whole)

    @cached_property
    def statement_themes(self) -> pd.DataFrame:
        """One row per statement and shown theme with words in it."""
        table = self.whole.statement_themes
        return table.assign(theme=table["theme"].where(table["theme"].isin(self.codebook.keys), NONE))
