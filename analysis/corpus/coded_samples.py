"""What coders made of samples: coding/sample-N-CODER.csv → their codes, strictly.

A coder's file is a copy of a sample with themes, however it was made: by the page, by the notebook or in a spreadsheet,
which may put a byte order mark, semicolons and its own line ends into it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from ..io.csv import read_rows
from ..io.faults import Fault, InputFaults, shown_path
from .hand_coding import HAND_COLUMNS, cell_of, problems_of, short, themes_of
from .samples import SAMPLE_NAME, sample_files

CODED_COLUMNS = ["readout", "sentence", "themes", "unsure", "note", "coder"]
UNSURE = "unsure"
TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".numbers")  # files of a spreadsheet
RENAME = "The file is not read. Save it as sample-N-YOURNAME.csv, where N is the number of its sample, or move it."
_CODED = re.compile(r"sample-([1-9][0-9]{0,3})-(.+)\.csv")
_AGAIN = re.compile(r" *\([0-9]+\)$")  # what a browser and a file manager add to the name of a second copy
Place = tuple[str, str]  # readout, sentence
Key = tuple[str, str, str]  # coder, readout, sentence


def read_coded_samples(
    folder: Path, samples: pd.DataFrame, sentences: Mapping[str, int], themes: Collection[str], coding: pd.DataFrame
) -> pd.DataFrame:
    """What coders made of the samples.

    Parameters
    ----------
    folder : contains sample-N-CODER.csv with the columns readout, sentence and themes (keys joined by ";"; `none` where
        a sentence has none; empty where it is not coded yet), and, if known, unsure, note and coder.
    samples : as from `read_samples`. sentences, themes : as for `read_coding`.
    coding : as from `read_coding`. What a coder wrote alike in coding.csv and in a sample counts once.

    Returns
    -------
    HAND_COLUMNS, one row per coder and coded sentence. A sentence marked unsure counts with the themes given; its note
    begins with "unsure".

    Raises
    ------
    InputFaults with every fault and its line: the faults of `read_coding`, a file of another sample or with another
    form of name, a sentence that is not in the sample, or that its coder coded already.
    """
    faults, rows = _strays(folder), list[tuple[str, str, int, frozenset[str], str]]()
    by_hand = {(row.coder, row.readout_id, str(row.sentence)): row.themes for row in coding.itertuples()}
    checks = _Checks(sentences, themes, by_hand)
    for number, path in sample_files(folder, _CODED):
        file, own = shown_path(path), samples[samples["sample"] == number]
        places = set(zip(own["readout_id"], own["sentence"].astype(str), strict=True))
        records = read_rows(path, CODED_COLUMNS, CODED_COLUMNS[:3])
        if message := _of_another(number, places, [row for _, row in records], sentences):
            faults.append(Fault(file, 1, message))
            continue
        for line, row in _coded_rows(path, records):
            problems = checks.problems(row, f"{file}:{line}", number, places)
            faults += [Fault(file, line, message) for message in problems]
            if not problems and _key(row) not in by_hand:
                given = frozenset(themes_of(row))
                rows.append((row["coder"], row["readout"], int(row["sentence"]), given, _note(row)))
    if faults:
        raise InputFaults(faults)
    return pd.DataFrame(rows, columns=HAND_COLUMNS)


@dataclass(frozen=True)
class _Checks:
    """What rows are checked against; by_hand is what coding.csv has, seen where each coder's sentence is in samples."""

    sentences: Mapping[str, int]
    themes: Collection[str]
    by_hand: Mapping[Key, frozenset[str]]
    seen: dict[Key, str] = field(default_factory=dict)

    def problems(self, row: Mapping[str, str], here: str, number: int, places: Collection[Place]) -> list[str]:
        """What is wrong with a coded row, which stands `here` in a file of sample `number`."""
        key, coder = _key(row), short(row["coder"])
        problems, first = problems_of(row, self.sentences, self.themes), self.seen.setdefault(key, here)
        if not problems and key[1:] not in places:
            problems.append(f"Sentence {key[2]} of {key[1]} is not in sample {number}. Remove the row.")
        if first != here:
            problems.append(f"Coder {coder} coded this sentence at {first} already. Keep one row.")
        elif set(self.by_hand.get(key, themes_of(row))) != set(themes_of(row)):
            problems.append(f"Coder {coder} coded this sentence otherwise in coding.csv. Keep one row.")
        return problems


def _key(row: Mapping[str, str]) -> Key:
    return row["coder"], row["readout"], row["sentence"]


def _strays(folder: Path) -> list[Fault]:
    """Tables in the folder that are neither a sample nor a coder's file, so that no work is passed over in silence."""
    tables = [path for path in folder.glob("*") if path.suffix.lower() in TABLES and path.name[0] not in ".~"]
    strays = [path for path in tables if not SAMPLE_NAME.fullmatch(path.name) and not _CODED.fullmatch(path.name)]
    return [Fault(shown_path(path), 0, RENAME) for path in strays]


def _of_another(
    number: int, places: Collection[Place], rows: list[dict[str, str]], sentences: Mapping[str, int]
) -> str:
    """A message where a coder's file is of no sample, of another, or of no sentence at all; "" where it is of this."""
    if not places:
        return f"There is no sample-{number}.csv beside it: restore that file, or correct the number in this name."
    if not rows or any((row["readout"], row["sentence"]) in places for row in rows):
        return ""
    if any(row["readout"] in sentences and row["sentence"].isdecimal() for row in rows):
        return f"None of its sentences is in sample {number}: give the file the number of its own sample."
    written = f"{short(rows[0]['readout'])} and {short(rows[0]['sentence'])}"
    return (
        f"No row names a sentence: the first has {written}. A spreadsheet may have changed the columns readout and "
        f"sentence: restore them as text, as they are in sample-{number}.csv."
    )


def _coded_rows(path: Path, records: list[tuple[int, dict[str, str]]]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows that are coded, with a coder: the one that the row names, else the one of the file's name."""
    match = _CODED.fullmatch(path.name)
    named = _AGAIN.sub("", match[2]) if match else ""
    for line, row in records:
        if row["themes"]:
            yield line, row | {"coder": cell_of(row, "coder") or named}


def _note(row: Mapping[str, str]) -> str:
    parts = (UNSURE if cell_of(row, "unsure") else "", cell_of(row, "note"))
    return ": ".join(filter(None, parts))
