"""coding.csv → the themes given to sentences by hand, checked against the corpus and the codebook."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from .faults import Fault, InputFaults, shown_path
from .files import read_text

CODING_COLUMNS = ["readout", "sentence", "themes", "coder", "note"]
HAND_COLUMNS = ["coder", "readout_id", "sentence", "themes", "note"]
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
    InputFaults with every fault and its line: a missing column, an unknown readout or theme, a number that
    is no sentence of the readout, a sentence coded twice by one coder.
    """
    if not path.is_file():
        return pd.DataFrame(columns=HAND_COLUMNS)
    file, faults, rows = shown_path(path), list[Fault](), list[tuple[str, str, int, frozenset[str], str]]()
    reader = csv.DictReader(io.StringIO(read_text(path)), restkey="more")
    missing = [name for name in CODING_COLUMNS[:4] if name not in (reader.fieldnames or [])]
    if missing:
        message = f"Column missing: {', '.join(missing)}. The first line must be {','.join(CODING_COLUMNS)}."
        raise InputFaults([Fault(file, 1, message)])
    seen: dict[tuple[str, str, str], int] = {}
    for row in reader:
        told = _faults_of(row, sentences, themes)
        place = (_cell(row, "coder"), _cell(row, "readout"), _cell(row, "sentence"))
        first = seen.setdefault(place, reader.line_num)
        if first != reader.line_num:
            told.append(f"Coder {place[0]!r} has coded this sentence in line {first} already.")
        faults += [Fault(file, reader.line_num, message) for message in told]
        if not told:
            rows.append((place[0], place[1], int(place[2]), frozenset(_themes(row)), _cell(row, "note")))
    if faults:
        raise InputFaults(faults)
    return pd.DataFrame(rows, columns=HAND_COLUMNS)


def _faults_of(row: Mapping[str, str | None], sentences: Mapping[str, int], themes: Collection[str]) -> list[str]:
    readout, number, coder = (_cell(row, name) for name in ("readout", "sentence", "coder"))
    told = []
    if row.get("more"):
        told.append("More cells than columns: put a note with a comma in it between double quotes.")
    if readout not in sentences:
        told.append(f"There is no readout {readout!r} in the corpus. There are: {', '.join(sentences)}.")
    elif not (number.isascii() and number.isdigit()) or not 1 <= int(number) <= sentences[readout]:
        told.append(f"Sentence must be a number from 1 to {sentences[readout]}. Got {number!r}.")
    if not coder or coder == CODEBOOK:
        told.append("Coder must be a name; 'codebook' is that of the patterns themselves.")
    unknown = [theme for theme in _themes(row) if theme not in themes]
    if unknown:
        told.append(f"No theme of the codebook: {', '.join(unknown)}. There are: {', '.join(themes)}.")
    return told


def _cell(row: Mapping[str, str | None], name: str) -> str:
    return (row.get(name) or "").strip()


def _themes(row: Mapping[str, str | None]) -> list[str]:
    return [theme.strip() for theme in _cell(row, "themes").split(";") if theme.strip()]
