"""coding.csv → the themes given to sentences by hand, checked against the corpus and the codebook."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from ..io.csv import read_rows
from ..io.faults import Fault, InputFaults, shown_path

CODING_COLUMNS = ["readout", "sentence", "themes", "coder", "note"]
HAND_COLUMNS = ["coder", "readout_id", "sentence", "themes", "note"]
_NUMBER = re.compile(r"[0-9]{1,9}")
CODEBOOK = "codebook"  # the name under which the tags stand beside the coders


def read_coding(path: Path, sentences: Mapping[str, int], themes: Collection[str]) -> pd.DataFrame:
    """Read sentences coded by hand.

    Parameters
    ----------
    path : a csv with the columns readout, sentence, themes (keys joined by ";", empty where none), coder, note. A
        sentence that a coder did not code has no row. A file that is not there holds no coding.
    sentences : number of sentences of every readout of the corpus.
    themes : keys of the codebook.

    Returns
    -------
    HAND_COLUMNS, one row per coder and sentence; themes is a frozenset.

    Raises
    ------
    InputFaults with every fault and its line: a missing or doubled column, an open quote, an unknown
    readout or theme, a number that is no sentence of the readout, a sentence coded twice by one coder.
    """
    if not path.is_file():
        return pd.DataFrame(columns=HAND_COLUMNS)
    file, faults, rows = shown_path(path), list[Fault](), list[tuple[str, str, int, frozenset[str], str]]()
    seen: dict[tuple[str, str, str], int] = {}
    for line, row in read_rows(path, CODING_COLUMNS, CODING_COLUMNS[:4]):
        told = _faults_of(row, sentences, themes)
        place = (_cell(row, "coder"), _cell(row, "readout"), _cell(row, "sentence"))
        first = seen.setdefault(place, line)
        if first != line:
            told.append(f"Coder {_short(place[0])} has coded this sentence in line {first} already.")
        faults += [Fault(file, line, message) for message in told]
        if not told:
            rows.append((place[0], place[1], int(place[2]), frozenset(_themes(row)), _cell(row, "note")))
    if faults:
        raise InputFaults(faults)
    return pd.DataFrame(rows, columns=HAND_COLUMNS)


def _faults_of(row: Mapping[str, str], sentences: Mapping[str, int], themes: Collection[str]) -> list[str]:
    readout, number, coder = (_cell(row, name) for name in ("readout", "sentence", "coder"))
    told = []
    if readout not in sentences:
        told.append(f"There is no readout {_short(readout)} in the corpus. There are: {', '.join(sentences)}.")
    elif not _NUMBER.fullmatch(number) or not 1 <= int(number) <= sentences[readout]:
        told.append(f"Sentence must be a number from 1 to {sentences[readout]}. Got {_short(number)}.")
    if not coder or coder == CODEBOOK:
        told.append("Coder must be a name; 'codebook' is that of the patterns themselves.")
    unknown = [theme for theme in _themes(row) if theme not in themes]
    if unknown:
        told.append(f"No theme of the codebook: {', '.join(unknown[:5])}. There are: {', '.join(themes)}.")
    return told


def _short(given: str) -> str:
    return reprlib.repr(given)


def _cell(row: Mapping[str, str], name: str) -> str:
    return row.get(name, "").strip()


def _themes(row: Mapping[str, str]) -> list[str]:
    return [" ".join(theme.split()) for theme in _cell(row, "themes").split(";") if theme.strip()]
