"""`readouts check`: a corpus and its codebook → how each file was read, and every fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from ..io.faults import Fault, InputFaults, shown_path
from .options import FILE, corpus_option

if TYPE_CHECKING:
    from ..codebook.model import Codebook
    from ..corpus.corpus import Corpus
    from ..corpus.folders import StudyFolders

T = TypeVar("T")


@click.command()
@click.argument("paths", nargs=-1, type=FILE)
@corpus_option
def check(paths: tuple[Path, ...], corpus: Path | None) -> None:
    """Check the corpus and the codebook.

    Lists every fault with its file and line, and shows how each file was read.

    Give PATHS (files or folders of readouts) to check these instead of the corpus.
    """
    lines, faults = check_study(list(paths), corpus)
    for line in lines:
        click.echo(line)
    if faults:
        raise InputFaults(faults)


def check_study(paths: list[Path], corpus: Path | None) -> tuple[list[str], list[Fault]]:
    """Lines on every readable file, and all faults of corpus (or `paths`) and codebook."""
    from ..codebook.file import read_codebook
    from ..corpus.corpus import read_corpus
    from ..corpus.folders import find_folders, project_codebook

    faults: list[Fault] = []
    folders = _tried(find_folders, corpus, faults=[] if paths else faults)  # paths need no study
    codebook = folders.codebook if folders else project_codebook()
    book = _tried(read_codebook, codebook, faults=faults)
    lines = [f"{shown_path(codebook)}: {len(book.themes)} themes, {len(book.listed)} patterns"] if book else []
    places = paths or ([folders.corpus / "readouts"] if folders else [])
    read = _tried(read_corpus, places, faults=faults) if places else None
    lines += _readable(places)
    if read:
        lines += _same_meetings(read)
    if folders and book and read and not paths:
        lines += _tried(_coded, folders, read, book, faults=faults) or []
    return lines, faults


def _tried(read: Callable[..., T], *given: object, faults: list[Fault]) -> T | None:
    """What a reader returns; None if it raises faults, which are added to `faults`."""
    try:
        return read(*given)
    except InputFaults as error:
        faults += error.faults
        return None


def _same_meetings(corpus: Corpus) -> list[str]:
    """A line on each meeting that several readouts describe."""
    from ..corpus.meetings import find_meetings

    found = find_meetings(corpus.readouts, corpus.leaders)
    groups = found.groupby("meeting_id", sort=False)["readout_id"].agg(list)
    return [f"The same meeting: {' and '.join(group)}" for group in groups if len(group) > 1]


def _coded(folders: StudyFolders, corpus: Corpus, codebook: Codebook) -> list[str]:
    """A line on the hand coding, where there is any, on each sample, and on the governments."""
    from ..corpus.governments import read_governments
    from ..corpus.samples import CODED_BEFORE
    from ..study import read_coding_of

    coding, samples = read_coding_of(folders, corpus, codebook)
    coders = ", ".join(f"{coder} {n}" for coder, n in coding["coder"].value_counts(sort=False).items())
    lines = [f"{shown_path(folders.corpus)}: sentences coded by hand: {coders}"] if coders else []
    for number, own in samples[samples["stratum"] != CODED_BEFORE].groupby("sample"):
        path = shown_path(folders.coding / f"sample-{number}.csv")
        lines.append(f"{path}: {own['coded'].sum()} of {len(own)} sentences are coded")
    return [*lines, f"{shown_path(folders.governments)}: {len(read_governments(folders.governments))} governments"]


def _readable(paths: list[Path]) -> list[str]:
    """Lines on the files that can be read; faults of the others are listed elsewhere."""
    from ..corpus.describing import summarise_document
    from ..corpus.documents import find_files, read_document

    lines: list[str] = []
    for file in find_files([path for path in paths if path.exists() and (path.is_file() or any(path.rglob("*.txt")))]):
        try:
            document = read_document(file)
        except InputFaults:
            continue
        lines.append(f"{shown_path(file)}: {summarise_document(document)}")
        lines += [f"  note: {warning}" for warning in document.warnings]
    return lines
