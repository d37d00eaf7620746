"""The folders and files by which a corpus grows."""

from __future__ import annotations

import os
from pathlib import Path

from ..faults import Fault, InputFaults, shown_path
from ..places import CORPUS_VARIABLE, find_places, project_folder
from .shelf import HIDDEN


def find_corpus(corpus: Path | None) -> Path:
    """The corpus to add to: the one that is named, though it be empty or not there yet, or the nearest.

    Raises InputFaults where none is named and none is near.
    """
    if corpus is None and os.environ.get(CORPUS_VARIABLE):
        corpus = Path(os.environ[CORPUS_VARIABLE])
    if corpus is not None:
        return corpus.resolve()
    try:
        return find_places().corpus
    except InputFaults:
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / "corpus" / "codebook.yml").is_file() or (folder / "corpus" / "readouts").is_dir():
                return folder / "corpus"
        message = "No corpus at or above this folder. Name one to begin, as in `readouts add --corpus FOLDER`."
        raise InputFaults([Fault(shown_path(here), 0, message)]) from None


def find_sources(corpus: Path) -> Path:
    """The table of sources of a corpus, or the project's where it has none."""
    own = corpus / "sources.csv"
    return own if own.is_file() else project_folder() / "corpus" / "sources.csv"


def pages_of(corpus: Path) -> Path:
    """Where pages are kept as they came."""
    return corpus / HIDDEN / "pages"
