"""`statements` and `tags` → the share of words of each theme by who speaks and how, with intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from .codebook import NONE
from .intervals import resample_counts
from .measures import Measured
from .shifts import FEWEST, change_of, default_pairs

VOICED_COLUMNS = ["readout_id", "sentence", "statement", "voice", "act", "theme", "n_words"]
VOICE_BOUNDS = ["n_words", "share_words", "low", "high"]
VOICE_CHANGES = ["before", "after", "change", "low", "high", "verdict"]
VOICE_AND_THEME = ("voice", "act", "theme")
_SENTENCE = ["readout_id", "sentence"]


def give_words(
    statements: pd.DataFrame, sentences: pd.DataFrame, tags: pd.DataFrame, matches: pd.DataFrame
) -> pd.DataFrame:
    """The words of every theme in every sentence, given to the statements that speak of it.

    A theme's words go to the statements of the sentence in which it has a match, and to what the same
    speaker goes on to say without a match of any theme ("exchanged views on North Korea and concurred on
    working together"), by their lengths; to all statements where it has no match, as with a carried
    theme and with `none`. So the words of a theme add up to those of `emphasis`.

    Returns
    -------
    VOICED_COLUMNS, one row per statement and theme with words in it; n_words is a part of a number.
    """
    given = sentences[[*_SENTENCE, "n_words"]].merge(tags[[*_SENTENCE, "theme", "weight"]], how="left", on=_SENTENCE)
    given["given"] = given["n_words"] * given["weight"].fillna(1.0)
    given["theme"] = given["theme"].fillna(NONE)
    said, spoken = _strands(statements, matches)
    rows = given[[*_SENTENCE, "theme", "given"]].merge(said, on=_SENTENCE)
    place, whole = [*_SENTENCE, "strand", "theme"], [*_SENTENCE, "theme"]
    rows["speaks"] = pd.MultiIndex.from_frame(rows[place]).isin(pd.MultiIndex.from_frame(spoken[place]))
    rows["part"] = rows["n_words"].where(rows["speaks"] | ~rows.groupby(whole)["speaks"].transform("any"), 0)
    total = rows.groupby(whole)["part"].transform("sum")
    rows["n_words"] = (rows["given"] * rows["part"] / total.where(total > 0)).fillna(0.0)
    return rows.loc[rows["n_words"] > 0, VOICED_COLUMNS].reset_index(drop=True)


def _strands(statements: pd.DataFrame, matches: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Statements, and matches, with the strand they are of: a statement and what its speaker goes on to say."""
    found = matches[[*_SENTENCE, "theme", "start"]].rename(columns={"start": "at"})
    found = found.merge(statements[[*_SENTENCE, "statement", "start", "end"]], on=_SENTENCE)
    found = found[(found["start"] <= found["at"]) & (found["at"] < found["end"])]
    place = [*_SENTENCE, "statement"]
    matched = pd.MultiIndex.from_frame(statements[place]).isin(pd.MultiIndex.from_frame(found[place]))
    turns = statements["voice"] != statements.groupby(_SENTENCE)["voice"].shift()
    said = statements.assign(strand=(turns | matched).cumsum())
    return said, found.merge(said[[*place, "strand"]], on=place)


def measure_voices(
    voiced: pd.DataFrame, sentences: pd.DataFrame, readout_ids: Sequence[str], by: Sequence[str] = ("voice", "act")
) -> pd.DataFrame:
    """Share of each readout's words by who speaks and how, zeros included.

    Parameters
    ----------
    voiced : as from `give_words`.
    sentences : readout_id, n_words.
    by : columns of `voiced` that tell the groups apart: voice, act, theme.

    Returns
    -------
    One row per readout and group that the study has: readout_id, the columns of `by`, n_words,
    share_words, low, high (95 % interval of the share). The shares of a readout add up to 1; all of
    them are NA where it is empty.
    """
    groups = _groups(voiced, by)
    parts = []
    for name, measured in _as_numbers(voiced, sentences, readout_ids, groups).items():
        share, low, high = measured.bounded
        rows = groups.assign(n_words=measured.parts.sum(axis=0), share_words=share, low=low, high=high)
        parts.append(rows.assign(readout_id=name)[["readout_id", *by, *VOICE_BOUNDS]])
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["readout_id", *by, *VOICE_BOUNDS])


def compare_voices(
    voiced: pd.DataFrame, sentences: pd.DataFrame, readout_ids: Sequence[str], by: Sequence[str] = ("voice", "act")
) -> pd.DataFrame:
    """Changes of those shares between neighbours, then between the first and the last, with verdicts.

    Returns
    -------
    One row per pair and group: from_id, to_id, the columns of `by`, before, after, change, low, high,
    verdict, as in `compare_meetings`.
    """
    groups = _groups(voiced, by)
    numbers = _as_numbers(voiced, sentences, readout_ids, groups)
    parts = []
    for a, b in default_pairs(list(readout_ids)) if len(groups) else []:
        enough = min(len(numbers[a].wholes), len(numbers[b].wholes)) >= FEWEST
        parts.append(pd.concat([groups, change_of(numbers[a], numbers[b], enough=enough)], axis=1))
        parts[-1] = parts[-1].assign(from_id=a, to_id=b)
    columns = ["from_id", "to_id", *by, *VOICE_CHANGES]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _groups(voiced: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    return voiced[list(by)].drop_duplicates().sort_values(list(by)).reset_index(drop=True)


def _as_numbers(
    voiced: pd.DataFrame, sentences: pd.DataFrame, readout_ids: Sequence[str], groups: pd.DataFrame
) -> dict[str, Measured]:
    """For each readout the words that each sentence gives to each group."""
    by = list(groups.columns)
    column = pd.MultiIndex.from_frame(groups).get_indexer(pd.MultiIndex.from_frame(voiced[by])) if len(groups) else []
    row = pd.MultiIndex.from_frame(sentences[_SENTENCE]).get_indexer(pd.MultiIndex.from_frame(voiced[_SENTENCE]))
    parts = np.zeros((len(sentences), len(groups)))
    np.add.at(parts, (row, np.asarray(column, dtype=int)), voiced["n_words"].to_numpy(dtype=float))
    words, owner = sentences["n_words"].to_numpy(dtype=float), sentences["readout_id"].to_numpy()
    measured = {}
    for name in readout_ids:
        own, n = owner == name, int((owner == name).sum())
        counts = resample_counts(n, name) if n else np.zeros((1, 0), dtype=np.int64)
        measured[name] = Measured(parts[own], words[own], counts)
    return measured
