"""A study: corpus and codebook → every table that follows from them, of the whole or of a part."""

from __future__ import annotations

import os
import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from ..codebook.file import read_codebook
from ..codebook.marking import MarkedSentences, mark_sentences
from ..codebook.model import NONE, Codebook
from ..corpus.about import read_about
from ..corpus.coded_samples import read_coded_samples
from ..corpus.corpus import Corpus, read_corpus, tabulate
from ..corpus.folders import StudyFolders, find_folders
from ..corpus.governments import read_governments
from ..corpus.hand_coding import read_coding
from ..corpus.samples import mark_coded, read_samples
from ..corpus.selection import Selection
from ..io.choosing import choose
from ..io.faults import gather
from ..io.files import write_whole
from ..io.keeping import recall, remember
from ..measures.suggesting import suggest_patterns
from .corrected import CorrectedTables

HANDED_OVER = "READOUTS_STUDY"  # environment variable: the file with a study computed already


def read_coding_of(folders: StudyFolders, corpus: Corpus, codebook: Codebook) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The sentences of a study coded by hand, in coding.csv and in samples, as from `read_coding`; and the samples."""
    counted = dict(zip(corpus.readouts["readout_id"], corpus.readouts["n_sentences"], strict=True))
    coding, samples = gather(
        lambda: read_coding(folders.corpus / "coding.csv", counted, codebook.keys),
        lambda: read_samples(folders.coding, corpus.sentences),
    )
    coded = read_coded_samples(folders.coding, samples, counted, codebook.keys, coding)
    coding = pd.concat([coding, coded], ignore_index=True) if len(coded) else coding
    return coding, mark_coded(samples, coding)


@dataclass(frozen=True)
class Study(CorrectedTables):
    """A corpus, a codebook, and the tables that follow from the two; each is made once, when asked for.

    coding : one row per coder and sentence coded by hand; none where the corpus has no coding.csv.
    governments : who governed when; none where nothing is known of it.
    selection : which readouts of the corpus it is of.
    about : what its study.yml says.
    samples : one row per sample and sentence drawn, of the whole corpus; none where coding/ has no sample.
    """

    def hand_over(self, path: Path) -> None:
        """Write the study and its tables so far to a file, for processes that READOUTS_STUDY gives its path to."""
        own = {part.name: getattr(self, part.name) for part in fields(self)}
        write_whole(path, pickle.dumps(own | self._computed()))

    @classmethod
    def taken_over(cls, path: Path) -> Study:
        """The study that a process of ours has handed over, in a folder of its own."""
        study = cls.__new__(cls)
        vars(study).update(pickle.loads(path.read_bytes()))
        return study

    def remember(self) -> None:
        """Keep the tables so far, beside those kept before, for the next command on the same inputs (see `keep`)."""
        inputs = self._inputs()
        remember("study", inputs, (recall("study", inputs) or {}) | self._computed())

    def _computed(self) -> dict[str, Any]:
        """The tables that are computed, without the matcher, which is kept for itself."""
        others = {"matcher", "whole", *(part.name for part in fields(self))}
        return {name: value for name, value in vars(self).items() if name not in others}

    def _inputs(self) -> str:
        """All that the tables follow from, as one text."""
        documents = [(name, document.sha256) for name, document in self.corpus.documents.items()]
        coding = self.coding.assign(themes=self.coding["themes"].map(sorted))  # a set has no order
        tables = [table.to_csv(index=False) for table in (coding, self.governments, self.samples)]
        return repr((documents, self.codebook.model_dump_json(), tables, self.selection, self.about))

    @classmethod
    def open(cls, corpus: Path | None = None, selection: Selection | None = None) -> Study:
        """Read corpus, codebook, hand coding and governments; keep to a selection of the readouts.

        Without `selection` it is what the command line has asked for, else everything. A notebook of `readouts report`
        gets the study that the report has computed already. Tables that an earlier command kept of the same inputs are
        not computed again. Raises InputFaults with every fault of what is read, and where the selection is of nothing.
        """
        if corpus is None and selection is None and HANDED_OVER in os.environ:
            return cls.taken_over(Path(os.environ[HANDED_OVER]))
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
        study = cls(folders, kept, codebook, coding, governments, selection, about, samples)
        vars(study).update(recall("study", study._inputs()) or {})
        return study

    def of(self, themes: Sequence[str] | None = None, meetings: Sequence[str] | None = None) -> Study:
        """The same study of some themes and some readouts only: `charts.emphasis(study.of(["economy"]))`.

        Keys, labels and unique fragments of them are understood: `study.of(meetings=["hamburg", "seoul"])`. Of other
        readouts nothing is read or compared. Other themes are still found, so that shares and adjusted p stay as they
        are; they are only not shown, and `none` is what is of no shown theme. None or an empty list: all.

        Raises ValueError for a name that is unknown or means more than one, with what may be meant.

        >>> from ..corpus.folders import project_folder
        >>> study = Study.open(project_folder() / "corpus")
        >>> study.of(["economy"], ["seoul"]).emphasis[["theme", "n_sentences"]].values.tolist()
        [['economy', 8], ['none', 15]]
        """
        part = self
        kept = {self.find_readout(name) for name in meetings or ()}
        if 0 < len(kept) < len(self.names):
            documents = [document for name, document in self.corpus.documents.items() if name in kept]
            found = {
                name: table[table["readout_id"].isin(kept)].reset_index(drop=True)
                for name, table in (("coding", self.coding), ("matches", self.matches), ("tags", self.tags))
            }
            part = replace(self, corpus=tabulate(documents), coding=found.pop("coding"))
            vars(part).update(found, names={name: self.names[name] for name in part.corpus.documents})
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

    def suggestions(self, themes: Sequence[str] = ()) -> pd.DataFrame:
        """Patterns to add to some themes (of all, if none is named) or to take out: see `suggest_patterns`."""
        keys = [self.find_theme(name) for name in themes] or self.codebook.keys
        words, names = self.words_left_out, self._words_of_names
        sentences = self._sentences_with_sides()
        return suggest_patterns(sentences, self.codebook, self.coding, keys, leave_out=words, names=names)

    def find_readout(self, written: str) -> str:
        """The readout that is meant by its id, its title, or a fragment of one of them. Raises ValueError."""
        return choose(written, self.titles, "readout")

    def find_theme(self, written: str) -> str:
        """The key of the theme that is meant by its key, its label, or a fragment of one of them. Raises ValueError."""
        return choose(written, {key: self.codebook.label(key) for key in self.codebook.keys}, "theme")


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
        part = cls(**own | {"codebook": whole.codebook.of(list(dict.fromkeys(themes)))}, whole=whole)
        vars(part).update(meetings=whole.meetings, names=whole.names)
        return part

    @cached_property
    def statement_themes(self) -> pd.DataFrame:
        """One row per statement and shown theme with words in it."""
        table = self.whole.statement_themes
        return table.assign(theme=table["theme"].where(table["theme"].isin(self.codebook.keys), NONE))
