"""The chain, run once, with its tables: what notebooks, report and command line start from."""

from __future__ import annotations

import os
from dataclasses import dataclass
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
from .faults import Fault, InputFaults, gather, shown_path
from .influence import INFLUENCE_COLUMNS, leave_out
from .keyness import KEYNESS_COLUMNS, count_words_of, measure_keyness
from .measures import Readout, as_numbers
from .shifts import compare_meetings, measure_shifts
from .tagging import find_matches, tag_sentences
from .text import word_spans
from .voice import find_statements, voice_of_sentences
from .voice_shares import VOICE_AND_THEME, compare_voices, give_words, measure_voices

CORPUS_VARIABLE = "READOUTS_CORPUS"
_HERE = Path(__file__).resolve().parent


def project_folder() -> Path:
    """Where the project's own codebook and notebooks are: the checkout, or inside an installed package."""
    return _HERE.parent if (_HERE.parent / "corpus" / "codebook.yml").is_file() else _HERE / "project"


def project_codebook() -> Path:
    """The project's own codebook."""
    return project_folder() / "corpus" / "codebook.yml"


@dataclass(frozen=True)
class Places:
    """The folders of a study.

    corpus : holds readouts/ and, where the study has its own, codebook.yml.
    output : holds figures/, notebooks/ and report/; the checkout for the project's own corpus, else
        the corpus folder itself.
    """

    corpus: Path
    output: Path

    @property
    def codebook(self) -> Path:
        """The study's own codebook, or the project's where it has none."""
        own = self.corpus / "codebook.yml"
        return own if own.is_file() else project_codebook()


def find_places(corpus: Path | None = None) -> Places:
    """The folders of the study at `corpus`, or of the nearest one at or above the working folder.

    Raises InputFaults when there is no corpus there.
    """
    if corpus is None and os.environ.get(CORPUS_VARIABLE):
        corpus = Path(os.environ[CORPUS_VARIABLE])
    if corpus is not None:
        if not any(corpus.glob("readouts/**/*.txt")):
            message = "No readouts here: a corpus is a folder with a folder `readouts` of .txt files in it."
            raise InputFaults([Fault(shown_path(corpus), 1, message)])
        return _places(corpus.resolve())
    here = Path.cwd()
    for folder in (here, *here.parents):
        if any(folder.glob("corpus/readouts/**/*.txt")):
            return Places(folder / "corpus", folder)
        if any(folder.glob("readouts/*.txt")):
            return _places(folder)
    message = "No corpus at or above this folder. Name one, as in `readouts report --corpus FOLDER`."
    raise InputFaults([Fault(shown_path(here), 1, message)])


def read_coding_of(places: Places, corpus: Corpus, codebook: Codebook) -> pd.DataFrame:
    """The sentences of a study coded by hand, as from `read_coding`."""
    counted = dict(zip(corpus.readouts["readout_id"], corpus.readouts["n_sentences"], strict=True))
    return read_coding(places.corpus / "coding.csv", counted, codebook.keys)


def _places(corpus: Path) -> Places:
    own = corpus == (project_folder() / "corpus").resolve()
    return Places(corpus, corpus.parent if own else corpus)


@dataclass(frozen=True)
class Study:
    """A corpus, a codebook, and the tables that follow from the two; each is made once, when asked for.

    coding : one row per coder and sentence coded by hand; none where the corpus has no coding.csv.
    """

    places: Places
    corpus: Corpus
    codebook: Codebook
    coding: pd.DataFrame

    @classmethod
    def open(cls, corpus: Path | None = None) -> Study:
        """Read corpus, codebook and hand coding. Raises InputFaults with every fault of them."""
        places = find_places(corpus)
        read, codebook = gather(
            lambda: read_corpus([places.corpus / "readouts"]), lambda: read_codebook(places.codebook)
        )
        return cls(places, read, codebook, read_coding_of(places, read, codebook))

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
        return compare_meetings(self.numbers, self.codebook.keys)

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
        return compare_voices(self.voiced, self.sentences, list(self.names))

    @cached_property
    def joint_changes(self) -> pd.DataFrame:
        """One row per pair of meetings and voice, whatever the act."""
        return compare_voices(self.voiced, self.sentences, list(self.names), ["voice"])

    @cached_property
    def voice_shares(self) -> pd.DataFrame:
        """One row per readout, voice, act and theme that the study has: share of words."""
        return measure_voices(self.voiced, self.sentences, list(self.names), VOICE_AND_THEME)

    @cached_property
    def influence(self) -> pd.DataFrame:
        """One row per theme and pattern or point left out, first meeting to last; none with fewer than two."""
        if len(self.names) < 2:
            return pd.DataFrame(columns=INFLUENCE_COLUMNS)
        return leave_out(self.sentences, self.codebook, *self.ends)

    @cached_property
    def keyness(self) -> pd.DataFrame:
        """One row per word: the last meeting against the other, or against all others where there are more."""
        counts = count_words_of(self.sentences).reindex(columns=list(self.names), fill_value=0)
        if len(self.names) < 2:
            return pd.DataFrame(columns=KEYNESS_COLUMNS)
        first, last = self.ends
        reference = first if len(self.names) == 2 else None
        return measure_keyness(counts, last, reference, leave_out=self.words_left_out)

    @cached_property
    def words_left_out(self) -> set[str]:
        """Words that are not tested for keyness: function words (scikit-learn's list) and the leaders' names."""
        names = self.corpus.leaders["written"]
        return set(ENGLISH_STOP_WORDS) | {name[a:b].casefold() for name in names for a, b in word_spans(name)}

    @cached_property
    def alignment(self) -> pd.DataFrame:
        """One row per point of the first meeting and the last: its counterpart, or none; none with fewer than two."""
        if len(self.names) < 2:
            return pd.DataFrame(columns=ALIGNMENT_COLUMNS)
        return align_points(self.sentences, *self.ends)

    @property
    def ends(self) -> tuple[str, str]:
        """The first meeting and the last."""
        return next(iter(self.names)), list(self.names)[-1]

    @cached_property
    def names(self) -> dict[str, str]:
        """Short name of every readout, each different: place (or kind) and year, or the day if need be."""
        where = self.readouts["place"].fillna(self.readouts["kind"].str.replace("-", " ").str.capitalize())
        short = where + " " + self.readouts["date"].dt.strftime("%Y")
        long = where + " " + self.readouts["date"].map(lambda day: f"{day.day} {day:%b %Y}")
        chosen = short.where(~short.duplicated(keep=False), long)
        chosen = chosen.where(~chosen.duplicated(keep=False), self.readouts["readout_id"])
        return dict(zip(self.readouts["readout_id"], chosen, strict=True))
