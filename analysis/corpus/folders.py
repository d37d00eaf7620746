"""Folders of a study: a path, or the working folder → its corpus, codebook, governments and output folder."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from ..io.faults import Fault, InputFaults, shown_path

CORPUS_VARIABLE = "READOUTS_CORPUS"
SELECTIONS = "selections"
_HERE = Path(__file__).resolve().parents[1]


def project_folder() -> Path:
    """The folder of the project's own codebook and notebooks: the checkout, or a folder of the installed package."""
    return _HERE.parent if (_HERE.parent / "corpus" / "codebook.yml").is_file() else _HERE / "project"


def project_codebook() -> Path:
    """The path of the project's own codebook."""
    return project_folder() / "corpus" / "codebook.yml"


@dataclass(frozen=True)
class StudyFolders:
    """The folders of a study.

    corpus : contains readouts/ and, if the study has its own, codebook.yml and governments.csv.
    home : the checkout for the project's own corpus, else the corpus folder itself.
    selected : the name of the selection of readouts; "" for all readouts.
    """

    corpus: Path
    home: Path
    selected: str = ""

    @property
    def output(self) -> Path:
        """The folder for figures/, notebooks/ and report/; each selection has its own."""
        return self.home / SELECTIONS / self.selected if self.selected else self.home

    @property
    def coding(self) -> Path:
        """The folder of samples to code by hand, and of what coders made of them."""
        return self.corpus / "coding"

    @property
    def codebook(self) -> Path:
        """The study's own codebook, or the project's."""
        return self._own_or_project_file("codebook.yml")

    @property
    def governments(self) -> Path:
        """The study's own table of governments, or the project's."""
        return self._own_or_project_file("governments.csv")

    @property
    def notebooks(self) -> list[Path]:
        """The notebooks to run: those of the output folder, else of the study, else of the project."""
        folders = (self.output, self.home, project_folder())
        found = (sorted((folder / "notebooks").glob("[0-9]*.ipynb")) for folder in folders)
        return next(filter(None, found), [])

    def of_selection(self, selected: str) -> StudyFolders:
        """The same folders for a selection of readouts."""
        return replace(self, selected=selected)

    def _own_or_project_file(self, name: str) -> Path:
        own = self.corpus / name
        return own if own.is_file() else project_folder() / "corpus" / name


def find_folders(corpus: Path | None = None) -> StudyFolders:
    """The folders of the study at `corpus`, else at CORPUS_VARIABLE of the environment, else the nearest one at or
    above the working folder.

    Raises InputFaults if none of these is a corpus.
    """
    if corpus is None and os.environ.get(CORPUS_VARIABLE):
        corpus = Path(os.environ[CORPUS_VARIABLE])
    if corpus is not None:
        if not any(corpus.glob("readouts/**/*.txt")):
            message = "No readouts here. Name a folder that contains a folder `readouts` with .txt files."
            raise InputFaults([Fault(shown_path(corpus), 0, message)])
        return _folders_of(corpus.resolve())
    here = Path.cwd()
    for folder in (here, *here.parents):
        if any(folder.glob("corpus/readouts/**/*.txt")):
            return StudyFolders(folder / "corpus", folder)
        if any(folder.glob("readouts/*.txt")):
            return _folders_of(folder)
    message = "No corpus at or above this folder. Name one, as in `readouts report --corpus FOLDER`."
    raise InputFaults([Fault(shown_path(here), 0, message)])


def _folders_of(corpus: Path) -> StudyFolders:
    is_project = corpus == (project_folder() / "corpus").resolve()
    return StudyFolders(corpus, corpus.parent if is_project else corpus)
