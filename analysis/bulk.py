"""Files and folders of readouts → one table of tagged sentences and one of matches."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from .codebook import Codebook
from .corpus import Document, find_files, read_document, tabulate
from .faults import Fault, InputFaults, shown_path
from .files import write_whole
from .tables import to_csv
from .tagging import find_matches, tag_sentences

TAGGED_COLUMNS = [
    "file", "readout_id", "point", "sentence", "start", "end", "n_words", "themes", "carried", "text",
]  # fmt: skip
FOUND_COLUMNS = ["file", "readout_id", "sentence", "theme", "pattern", "matched", "start", "end"]
PROGRESS_AFTER = 2  # seconds


def tag_files(paths: list[Path], codebook: Codebook) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tag every sentence of some files and folders.

    Returns
    -------
    TAGGED_COLUMNS, one row per sentence: themes joined by ";" in the codebook's order ("" where
    none), carried (whether they come from the sentence before); and FOUND_COLUMNS, one row per match.

    Raises
    ------
    InputFaults with every file that cannot be read.
    """
    tables: list[tuple[pd.DataFrame, pd.DataFrame]] = []
    faults: list[Fault] = []
    for path in tqdm(find_files(paths), unit=" files", delay=PROGRESS_AFTER, leave=False):
        try:
            tables.append(_tag_document(read_document(path), codebook))
        except InputFaults as error:
            faults += error.faults
    if faults:
        raise InputFaults(faults)
    tagged, found = (pd.concat(parts, ignore_index=True) for parts in zip(*tables, strict=True))
    return tagged, found


def _tag_document(document: Document, codebook: Codebook) -> tuple[pd.DataFrame, pd.DataFrame]:
    file = shown_path(document.path)
    sentences = tabulate([document]).sentences
    matches = find_matches(sentences, codebook)
    tags = tag_sentences(sentences, matches, codebook).groupby("sentence")
    tagged = sentences.assign(
        file=file,
        themes=sentences["sentence"].map(tags["theme"].agg(";".join)).fillna(""),
        carried=sentences["sentence"].map(tags["how"].agg(lambda how: "carried" in set(how))).eq(True),
    )
    return tagged[TAGGED_COLUMNS], matches.assign(file=file)[FOUND_COLUMNS]


def write_table(table: pd.DataFrame, path: Path) -> Path:
    """Write a table as csv (guarded, see `tables`) or parquet (as it is), by the name's ending; whole or not at all."""
    if path.suffix.lower() == ".csv":
        return write_whole(path, to_csv(table))
    buffer = io.BytesIO()
    table.to_parquet(buffer, index=False)
    return write_whole(path, buffer.getvalue())
