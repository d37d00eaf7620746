"""Voices: `statements` and `tags` → the share of words by who speaks, how, and on which theme."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..codebook.model import NONE
from .comparing import CHANGE_COLUMNS, Units, add_up, compare_units
from .intervals import interval_of_share
from .shifts import default_pairs

VOICED_COLUMNS = ["readout_id", "sentence", "statement", "voice", "act", "theme", "n_words"]
VOICE_BOUNDS = ["n_words", "share_words", "low", "high"]
VOICE_CHANGES = CHANGE_COLUMNS[2:]  # without theme and family
VOICE_AND_THEME = ("voice", "act", "theme")
_SENTENCE = ["readout_id", "sentence"]


def give_words(statements: pd.DataFrame, tags: pd.DataFrame, matches: pd.DataFrame) -> pd.DataFrame:
    """Split the words of every statement among its themes.

    A statement's themes are those with a match in it, or in what the same speaker said just before it in the sentence
    ("exchanged views on North Korea and concurred on working together"). Where no theme of the sentence has a match, as
    with carried tags, they are the sentence's. Otherwise the words go to `none`. So the words of a voice are those of
    its statements.

    Parameters
    ----------
    statements : as from `find_statements`. tags, matches : as from `tag_sentences` and `find_matches`.

    Returns
    -------
    VOICED_COLUMNS, one row per statement and theme with words in it; n_words can be a fraction.
    """
    said, spoken = _strands(statements, matches)
    place = [*_SENTENCE, "strand", "theme"]
    known = tags[[*_SENTENCE, "theme"]].merge(said[[*_SENTENCE, "strand"]].drop_duplicates(), on=_SENTENCE)
    known["speaks"] = pd.MultiIndex.from_frame(known[place]).isin(pd.MultiIndex.from_frame(spoken[place]))
    matched = known.groupby(_SENTENCE)["speaks"].transform("any") if len(known) else known["speaks"]
    own = known[known["speaks"] | ~matched.astype(bool)]
    rows = said.merge(own[[*_SENTENCE, "strand", "theme"]], how="left", on=[*_SENTENCE, "strand"])
    rows["theme"] = rows["theme"].fillna(NONE)
    shared = rows.groupby([*_SENTENCE, "statement"])["theme"].transform("size")
    rows["n_words"] = rows["n_words"] / shared
    return rows.loc[rows["n_words"] > 0, VOICED_COLUMNS].reset_index(drop=True)


def _strands(statements: pd.DataFrame, matches: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Statements and matches, with the number of their strand: a statement and what its speaker goes on to say."""
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
    """The share of each readout's words by who speaks and how, zeros included.

    Parameters
    ----------
    voiced : as from `give_words`.
    sentences : readout_id, n_words.
    by : the columns of `voiced` that make the groups, of voice, act and theme.

    Returns
    -------
    One row per readout and group that occurs anywhere: readout_id, the columns of `by`, n_words, share_words, low, high
    (95 % interval of the share by agenda points). The shares of a readout add up to 1; in an empty one they are NA.
    """
    groups, columns = _groups(voiced, by), ["readout_id", *by, *VOICE_BOUNDS]
    counts = _count(voiced, sentences, readout_ids, groups)
    if not counts:
        return pd.DataFrame(columns=columns)
    rows = [(units.parts.sum(axis=0), *interval_of_share(*units[:2])) for units in counts.values()]
    bounds = {name: np.concatenate(parts) for name, parts in zip(VOICE_BOUNDS, zip(*rows, strict=True), strict=True)}
    return _for_each(groups, readout_id=list(counts)).assign(**bounds)[columns]


def compare_voices(
    voiced: pd.DataFrame, sentences: pd.DataFrame, readout_ids: Sequence[str], by: Sequence[str] = ("voice", "act")
) -> pd.DataFrame:
    """The changes of those shares between neighbouring readouts, then between the first and the last.

    Returns
    -------
    One row per pair and group: from_id, to_id, the columns of `by`, then those of `compare_units` from n_before to
    verdict; the groups are one family.
    """
    groups = _groups(voiced, by)
    counts = _count(voiced, sentences, readout_ids, groups)
    pairs, columns = default_pairs(list(readout_ids)), ["from_id", "to_id", *by, *VOICE_CHANGES]
    if not pairs or not len(groups):
        return pd.DataFrame(columns=columns)
    names = [" ".join(group) for group in groups.itertuples(index=False)]
    changes = pd.concat([compare_units(counts[a], counts[b], names, ()) for a, b in pairs], ignore_index=True)
    known = _for_each(groups, from_id=[a for a, _ in pairs], to_id=[b for _, b in pairs])
    return pd.concat([known, changes[VOICE_CHANGES]], axis=1)[columns]


def _for_each(groups: pd.DataFrame, **names: Sequence[str]) -> pd.DataFrame:
    """The groups repeated for each entry of some columns."""
    times = len(next(iter(names.values())))
    repeated = pd.concat([groups] * times, ignore_index=True)
    columns = {column: np.array(listed, dtype=object).repeat(len(groups)) for column, listed in names.items()}
    return repeated.assign(**columns)


def _groups(voiced: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    return voiced[list(by)].drop_duplicates().sort_values(list(by)).reset_index(drop=True)


def _count(
    voiced: pd.DataFrame, sentences: pd.DataFrame, readout_ids: Sequence[str], groups: pd.DataFrame
) -> dict[str, Units]:
    """For each readout the words that each of its agenda points gives to each group."""
    by = list(groups.columns)
    column = pd.MultiIndex.from_frame(groups).get_indexer(pd.MultiIndex.from_frame(voiced[by])) if len(groups) else []
    row = pd.MultiIndex.from_frame(sentences[_SENTENCE]).get_indexer(pd.MultiIndex.from_frame(voiced[_SENTENCE]))
    parts = np.zeros((len(sentences), len(groups)))
    np.add.at(parts, (row, np.asarray(column, dtype=int)), voiced["n_words"].to_numpy(dtype=float))
    words, points = sentences["n_words"].to_numpy(dtype=float), sentences["point"].to_numpy()
    rows, nothing = sentences.groupby("readout_id", sort=False).indices, np.array([], dtype=np.int64)
    own = {name: rows.get(name, nothing) for name in readout_ids}
    return {name: add_up(parts[some], words[some], points[some]) for name, some in own.items()}
