"""Samples to code: sentences drawn → coding/sample-N.csv, which nobody edits, and back, strictly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from ..io.csv import read_rows, to_csv
from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import write_whole
from .hand_coding import short

SAMPLE_COLUMNS = [
    "readout", "sentence", "before", "text", "after", "themes", "unsure", "note", "stratum", "stratum_size",
    "probability",
]  # fmt: skip
SAMPLED_COLUMNS = ["sample", "readout_id", "sentence", "stratum", "stratum_size", "probability", "current", "coded"]
CODED_BEFORE = 0  # stratum of the sentences that coding.csv had when the sample was drawn: nobody codes them again
RESTORE = "restore it as it was drawn, from a copy or by the same `readouts sample` while coding/ is elsewhere."
MAX_FAULTS = 5  # of one sample that are listed; the others are counted
SAMPLE_NAME = re.compile(r"sample-([1-9][0-9]{0,3})\.csv")
_KEYS = ["readout_id", "sentence"]


def write_sample(folder: Path, number: int, drawn: pd.DataFrame, sentences: pd.DataFrame) -> Path:
    """Write a sample with the sentences before and after each; returns its path.

    drawn : as from `draw_sample`, and below the sentences CODED_BEFORE. sentences : readout_id, sentence, text of the
    whole corpus.
    """
    readouts = sentences.groupby("readout_id", sort=False)["text"]
    context = sentences.assign(before=readouts.shift(1), after=readouts.shift(-1))
    table = drawn.merge(context[[*_KEYS, "before", "text", "after"]], on=_KEYS, how="left")
    for name in ("before", "text", "after"):
        table[name] = [" ".join(text.split()) if isinstance(text, str) else "" for text in table[name]]
    table = table.rename(columns={"readout_id": "readout"}).assign(themes="", unsure="")
    table["note"] = np.where(table["stratum"] == CODED_BEFORE, "in coding.csv already: leave themes empty", "")
    return write_whole(folder / f"sample-{number}.csv", to_csv(table[SAMPLE_COLUMNS]))


def read_uncoded(path: Path) -> list[dict[str, str]]:
    """The rows of a sample that are there to be coded, without checks: SAMPLE_COLUMNS, in the sample's order."""
    rows = read_rows(path, SAMPLE_COLUMNS, SAMPLE_COLUMNS[:5])
    return [row for _, row in rows if row.get("stratum") != str(CODED_BEFORE)]


def read_samples(folder: Path, sentences: pd.DataFrame) -> pd.DataFrame:
    """Every sample of a study, in the order in which they were drawn.

    Parameters
    ----------
    folder : contains sample-1.csv, sample-2.csv, ...; one that does not exist has no sample.
    sentences : readout_id, sentence, text of the whole corpus.

    Returns
    -------
    SAMPLED_COLUMNS, one row per sample and sentence, in the sample's order; current says whether the sample was drawn
    of all sentences that the corpus has now, less those of earlier samples. coded is False, see `mark_coded`.

    Raises
    ------
    InputFaults where a sample is not as it was drawn: an unknown sentence or one with other words, a row missing or
    doubled, a number changed, themes filled in.
    """
    files, faults, tables, earlier = sample_files(folder, SAMPLE_NAME), list[Fault](), list[pd.DataFrame](), 0
    known = sentences.itertuples() if files else ()
    texts = {(row.readout_id, str(row.sentence)): " ".join(row.text.split()) for row in known}
    for number, path in files:
        rows = read_rows(path, SAMPLE_COLUMNS, [n for n in SAMPLE_COLUMNS if n not in ("before", "after")])
        own = [Fault(shown_path(path), line, said) for line, said in _faults_of_sample(number, rows, texts)]
        faults += own[:MAX_FAULTS]
        if len(own) > MAX_FAULTS:
            faults.append(Fault(shown_path(path), own[-1].line, f"And {len(own) - MAX_FAULTS} more such lines."))
        if not own:
            table = _as_table(number, [row for _, row in rows])
            size = int(table.drop_duplicates("stratum")["stratum_size"].sum())
            tables.append(table.assign(current=size + earlier == len(sentences), coded=False))
            earlier += len(table)
    if faults:
        raise InputFaults(faults)
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=SAMPLED_COLUMNS)


def mark_coded(samples: pd.DataFrame, coding: pd.DataFrame) -> pd.DataFrame:
    """The samples with a column coded: whether anybody coded the sentence. coding : as from `read_coding`."""
    places = (pd.MultiIndex.from_frame(table[_KEYS]) for table in (samples, coding))
    return samples.assign(coded=next(places).isin(next(places)))


def sample_files(folder: Path, pattern: re.Pattern[str]) -> list[tuple[int, Path]]:
    """Number and path of the files whose names have the form; the pattern's first group is the number."""
    found = [(pattern.fullmatch(path.name), path) for path in folder.glob("sample-*.csv")]
    return sorted((int(match[1]), path) for match, path in found if match)


def _as_table(number: int, rows: list[dict[str, str]]) -> pd.DataFrame:
    numbers = {name: [int(row[name]) for row in rows] for name in ("sentence", "stratum", "stratum_size")}
    table = pd.DataFrame({"sample": number, "readout_id": [row["readout"] for row in rows], **numbers})
    return table.assign(probability=[float(row["probability"]) for row in rows])


def _faults_of_sample(
    number: int, rows: list[tuple[int, dict[str, str]]], texts: Mapping[tuple[str, str], str]
) -> Iterator[tuple[int, str]]:
    """Line and message of everything in a sample that is not as it was drawn."""
    seen, strata = dict[tuple[str, str], int](), dict[str, list[tuple[int, dict[str, str]]]]()
    for line, row in rows:
        place = (row["readout"], row["sentence"])
        if place not in texts:
            missing = f"The corpus has no sentence {short(place[1])} of {short(place[0])}."
            yield line, f"{missing} If the readout was changed, restore it; if the sample was, {RESTORE}"
        elif " ".join(row["text"].split()) != texts[place]:
            yield line, "The sentence has other words than in the corpus. Restore the readout, or draw another sample."
        elif seen.setdefault(place, line) != line:
            yield line, f"The sentence is also in line {seen[place]}. The sample was edited: {RESTORE}"
        elif row["themes"]:
            yield line, f"Themes belong into a copy: name this file sample-{number}-YOURNAME.csv. The sample: {RESTORE}"
        strata.setdefault(row["stratum"], []).append((line, row))
    for stratum, own in strata.items():
        line, row = own[0]
        if len({(one["stratum_size"], one["probability"]) for _, one in own}) > 1 or not _is_whole(row, len(own)):
            yield line, f"Stratum {short(stratum)} is not as it was drawn: a row is missing or changed: {RESTORE}"


def _is_whole(row: Mapping[str, str], n: int) -> bool:
    """Whether a stratum has the rows that its size and its probability say."""
    if not all(re.fullmatch(r"0|[1-9][0-9]{0,8}", row[name]) for name in ("stratum", "stratum_size")):
        return False
    try:
        return bool(np.isclose(float(row["probability"]) * int(row["stratum_size"]), n))
    except ValueError:
        return False
