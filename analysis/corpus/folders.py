"""Where a study is: its corpus, its codebook, and the folder into which what is made of it goes."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from ..io.faults import Fault, InputFaults, shown_path

CORPUS_VARIABLE = "READOUTS_CORPUS"
SELECTIONS = "selections"
_HERE = Path(__file__).resolve().parents[1]


def project_folder() -> Path:
    """Where the project's own codebook and notebooks are: the checkout, or inside an installed package."""
    return _HERE.parent if (_HERE.parent / "corpus" / "codebook.yml").is_file() else _HERE / "project"


def project_codebook() -> Path:
    """The project's own codebook."""
    return project_folder() / "corpus" / "codebook.yml"


@dataclass(frozen=True)
class StudyFolders:
    """The folders of a study.

    corpus : holds readouts/ and, where the study has its own, codebook.yml and governments.csv.
    home : the checkout for the project's own corpus, else the corpus folder itself.
    selected : name of the selection of readouts that is studied, "" where it is all of them.
    """

    corpus: Path
    home: Path
    selected: str = ""

    @property
    def output(self) -> Path:
        """Holds figures/, notebooks/ and report/; a selection has a folder of its own."""
        return self.home / SELECTIONS / self.selected if self.selected else self.home

    @property
    def codebook(self) -> Path:
        """The study's own codebook, or the project's where it has none."""
        return self._own_or_the_projects("codebook.yml")

    @property
    def governments(self) -> Path:
        """The study's own terms of governments, or the project's where it has none."""
        return self._own_or_the_projects("governments.csv")

    @property
    def notebooks(self) -> list[Path]:
        """The notebooks to be run: those of the output folder, of the study, or else the project's."""
        folders = (self.output, self.home, project_folder())
        found = (sorted((folder / "notebooks").glob("[0-9]*.ipynb")) for folder in folders)
        return next(filter(None, found), [])

    def of_selection(self, selected: str) -> StudyFolders:
        """The same folders for a selection of the readouts."""
        return replace(self, selected=selected)

    def _own_or_the_projects(self, name: str) -> Path:
        own = self.corpus / name
        return own if own.is_file() else project_folder() / "corpus" / name


def find_folders(corpus: Path | None = None) -> StudyFolders:
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
            return StudyFolders(folder / "corpus", folder)
        if any(folder.glob("readouts/*.txt")):
            return _places(folder)
    message = "No corpus at or above this folder. Name one, as in `readouts report --corpus FOLDER`."
    raise InputFaults([Fault(shown_path(here), 1, message)])


def _places(corpus: Path) -> StudyFolders:
    own = corpus == (project_folder() / "corpus").resolve()
    return StudyFolders(corpus, corpus.parent if own else corpus)
