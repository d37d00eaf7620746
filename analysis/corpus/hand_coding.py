"""Hand coding: coding.csv → the themes that coders gave to sentences, checked against corpus and codebook."""

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
MAX_NAMED = 10  # readouts that a message names
CODEBOOK = "codebook"  # the codebook's own name among the coders
NO_THEME = "none"  # a sentence that is coded and has no theme; in coding.csv an empty cell says so too


def read_coding(path: Path, sentences: Mapping[str, int], themes: Collection[str]) -> pd.DataFrame:
    """Read sentences coded by hand.

    Parameters
    ----------
    path : a CSV file with the columns readout, sentence, themes (keys joined by ";", empty for none), coder, note. A
        sentence that a coder did not code has no row. A file that does not exist gives an empty table.
    sentences : the number of sentences of every readout of the corpus.
    themes : the keys of the codebook.

    Returns
    -------
    HAND_COLUMNS, one row per coder and sentence; `themes` is a frozenset.

    Raises
    ------
    InputFaults with every fault and its line: a missing or repeated column, an open quote, an unknown readout or theme,
    a number that is not a sentence of the readout, a sentence coded twice by one coder.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "coding.csv")
    ...     _ = path.write_text("readout,sentence,themes,coder,note\\na,1,trade,me,\\n")
    ...     read_coding(path, {"a": 2}, ["trade"])[["coder", "readout_id", "sentence"]].values.tolist()
    [['me', 'a', 1]]
    """
    if not path.is_file():
        return pd.DataFrame(columns=HAND_COLUMNS)
    file, faults, rows = shown_path(path), list[Fault](), list[tuple[str, str, int, frozenset[str], str]]()
    seen: dict[tuple[str, str, str], int] = {}
    for line, row in read_rows(path, CODING_COLUMNS, CODING_COLUMNS[:4]):
        problems = problems_of(row, sentences, themes)
        place = (cell_of(row, "coder"), cell_of(row, "readout"), cell_of(row, "sentence"))
        first = seen.setdefault(place, line)
        if first != line:
            problems.append(f"Coder {short(place[0])} coded this sentence in line {first} already. Keep one row.")
        faults += [Fault(file, line, message) for message in problems]
        if not problems:
            rows.append((place[0], place[1], int(place[2]), frozenset(themes_of(row)), cell_of(row, "note")))
    if faults:
        raise InputFaults(faults)
    return pd.DataFrame(rows, columns=HAND_COLUMNS)


def problems_of(row: Mapping[str, str], sentences: Mapping[str, int], themes: Collection[str]) -> list[str]:
    """What is wrong with a row of readout, sentence, themes and coder; see `read_coding`."""
    readout, number, coder = (cell_of(row, name) for name in ("readout", "sentence", "coder"))
    problems = []
    if readout not in sentences:
        problems.append(f"Unknown readout {short(readout)}. Use {_some(sentences)}.")
    elif not _NUMBER.fullmatch(number) or not 1 <= int(number) <= sentences[readout]:
        problems.append(f"Sentence must be a number from 1 to {sentences[readout]}. Got {short(number)}.")
    if not coder or coder == CODEBOOK:
        problems.append("Coder must be a name other than 'codebook', which stands for the codebook's own tags.")
    unknown = [theme for theme in themes_of(row) if theme not in themes]
    if unknown:
        problems.append(f"Unknown theme: {', '.join(unknown[:5])}. Use {', '.join(themes)}, joined by ;.")
    return problems


def _some(names: Collection[str]) -> str:
    """Names for a message; of many the first, which show their form."""
    more = len(names) - MAX_NAMED
    return f"{', '.join([*names][:MAX_NAMED])} or one of {more} more" if more > 0 else f"one of {', '.join(names)}"


def short(cell: str) -> str:
    """A cell for a message, cut where it is long."""
    return reprlib.repr(cell)


def cell_of(row: Mapping[str, str], name: str) -> str:
    """A cell of a row; "" where there is none."""
    return row.get(name, "").strip()


def themes_of(row: Mapping[str, str]) -> list[str]:
    """The keys in the cell `themes`, without `none`."""
    keys = [" ".join(theme.split()) for theme in cell_of(row, "themes").split(";") if theme.strip()]
    return [key for key in keys if key != NO_THEME]
