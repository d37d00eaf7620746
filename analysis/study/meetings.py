"""What is read for a study → its readouts, its meetings in time, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from ..codebook.conditions import join_sides
from ..codebook.model import Codebook
from ..corpus.about import About
from ..corpus.corpus import Corpus
from ..corpus.folders import StudyFolders
from ..corpus.governments import GOVERNMENT_COLUMNS, find_terms
from ..corpus.meetings import find_meetings, name_readouts, title_readouts
from ..corpus.samples import SAMPLED_COLUMNS
from ..corpus.selection import Selection
from ..measures.periods import halve
from ..measures.trend import MIN_MEETINGS

MAX_ONE_BY_ONE = 4  # meetings that charts and tables show one by one


@dataclass(frozen=True)
class Meetings:
    """What is read for a study, and its meetings in time.

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

    @property
    def over_time(self) -> bool:
        """Whether the study has meetings enough to ask for trends first."""
        return len(self.timeline) >= MIN_MEETINGS

    @cached_property
    def accounts(self) -> list[tuple[str, str]]:
        """Pairs of readouts of the same meeting: the one that stands for it, and each other."""
        stands = self.meetings[self.meetings["stands"]].set_index("meeting_id")["readout_id"]
        others = self.meetings[~self.meetings["stands"]]
        return [(stands[row.meeting_id], row.readout_id) for row in others.itertuples()]

    @cached_property
    def terms(self) -> pd.DataFrame:
        """One row per readout and side: the government in office on that day, for the sides of the study."""
        known = find_terms(self.readouts, self.governments)
        return known[known["side"].isin(self.corpus.leaders["side"])].reset_index(drop=True)

    def _halved(self) -> pd.DataFrame:
        dates = self.readouts.set_index("readout_id")["date"]
        return halve(self.timeline, list(dates[self.timeline]))

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
