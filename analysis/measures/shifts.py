"""Shifts: counts of two meetings → how far the emphasis of each theme moved between them, and whether chance would."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from ..codebook.model import Codebook
from .comparing import CHANGE_COLUMNS, Units, compare_units
from .counts import MEASURES, ReadoutCounts, count_readouts

COMPARISON_COLUMNS = ["from_id", "to_id", "theme", "measure", "before", "after", "change"]
SHIFT_COLUMNS = ["from_id", "to_id", *CHANGE_COLUMNS, "log_ratio", "status"]
NEW, DROPPED, CONTINUED, ABSENT = "new", "dropped", "continued", "absent"


def default_pairs(readout_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Neighbours in order, then the first with the last.

    >>> default_pairs(["a", "b", "c"])
    [('a', 'b'), ('b', 'c'), ('a', 'c')]
    """
    pairs = list(pairwise(readout_ids))
    return [*pairs, (readout_ids[0], readout_ids[-1])] if len(readout_ids) > 2 else pairs


def between_neighbours(shifts: pd.DataFrame) -> pd.DataFrame:
    """The rows on meetings that follow each other: all but those on the first and the last, where there are three."""
    pairs = shifts[["from_id", "to_id"]].drop_duplicates()
    if len(pairs) < 2:
        return shifts
    last = pairs.iloc[-1]
    return shifts[(shifts["from_id"] != last["from_id"]) | (shifts["to_id"] != last["to_id"])]


def first_to_last(shifts: pd.DataFrame) -> pd.DataFrame:
    """The rows on the first meeting and the last, which are the table's last pair, by theme."""
    if shifts.empty:
        return shifts.set_index("theme")
    last = shifts.iloc[-1]
    return shifts[(shifts["from_id"] == last["from_id"]) & (shifts["to_id"] == last["to_id"])].set_index("theme")


def largest_first(shifts: pd.DataFrame) -> list[dict[str, Any]]:
    """The shifts from the first meeting to the last, the largest first; none where a readout is empty."""
    pair = first_to_last(shifts).reset_index().dropna(subset=["change"])
    pair = pair.assign(size=pair["change"].abs().round(9)).sort_values("size", ascending=False, kind="stable")
    rows: list[dict[str, Any]] = pair.to_dict("records")
    return rows


def compare_meetings(
    counts: Mapping[str, ReadoutCounts], themes: Sequence[str], pairs: Iterable[tuple[str, str]] | None = None
) -> pd.DataFrame:
    """Change of each theme between meetings by every measure: facts about the texts, none of them tested.

    Parameters
    ----------
    counts : the readouts in the order of their dates, as from `measures.count_readouts`.
    themes : keys of the codebook, in the order wanted.
    pairs : (from, to) readout_ids; by default every two neighbours, then the first and the last.

    Returns
    -------
    COMPARISON_COLUMNS, one row per pair, theme and measure, `none` left out: before, after, change (after minus
    before: of shares, or of matches per 1,000 words). NA where a readout is empty.
    """
    rows = [
        (a, b, theme, measure, counts[a].values[measure][n], counts[b].values[measure][n])
        for a, b in (default_pairs(list(counts)) if pairs is None else pairs)
        for n, theme in enumerate(themes)
        for measure in MEASURES
    ]
    table = pd.DataFrame(rows, columns=COMPARISON_COLUMNS[:-1])
    return table.assign(change=table["after"] - table["before"])


def measure_shifts(
    sentences: pd.DataFrame, tags: pd.DataFrame, matches: pd.DataFrame, codebook: Codebook,
    *, pairs: Iterable[tuple[str, str]] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """The shifts by share of words, and whether chance would give as large ones.

    The unit of chance is the agenda point: points are permuted between the two meetings, see `compare_units`.

    Parameters
    ----------
    sentences, tags, matches, codebook : as for `measure_emphasis`, meeting after meeting.
    pairs : (from, to) readout_ids; by default every two neighbours, then the first and the last.

    Returns
    -------
    SHIFT_COLUMNS, one row per pair of meetings and theme: the columns of `compare_units` (n_before and n_after count
    agenda points), log_ratio (change of ln[(a+½)/(N−a+½)], a of N words given to the theme: the empirical logit of Cox
    1970, which makes rare themes comparable; NA with an empty readout) and status ("new" where the first has
    none of it, "dropped" where the last has none, "continued", "absent" in both, NA with an empty readout).

    Raises
    ------
    KeyError for a table without a column that is needed, and for a pair with a readout that has no sentence.

    >>> book = Codebook.from_patterns(trade=["trade*"])
    >>> said = pd.DataFrame({"readout_id": ["a", "b"], "point": [1, 1], "sentence": [1, 1], "n_words": [6, 2]})
    >>> tags = pd.DataFrame({"readout_id": ["b"], "sentence": [1], "theme": ["trade"], "weight": [1.0]})
    >>> measure_shifts(said, tags, tags, book)[["before", "after", "verdict", "status"]].values.tolist()
    [[0.0, 1.0, 'not tested', 'new']]
    """
    names = list(dict.fromkeys(sentences["readout_id"]))
    counts = count_readouts(names, sentences, tags, codebook.keys, matches)
    return shifts_of_counts(counts, codebook, pairs)


def shifts_of_counts(
    counts: Mapping[str, ReadoutCounts], codebook: Codebook, pairs: Iterable[tuple[str, str]] | None = None
) -> pd.DataFrame:
    """The table of `measure_shifts` from readouts counted already, in the order of their dates."""
    chosen = default_pairs(list(counts)) if pairs is None else list(pairs)
    compared = [
        _compare(counts[a], counts[b], codebook.keys, codebook.core_keys).assign(from_id=a, to_id=b) for a, b in chosen
    ]
    if not compared:
        return pd.DataFrame(columns=SHIFT_COLUMNS)
    return pd.concat(compared, ignore_index=True)[SHIFT_COLUMNS]


def _compare(before: ReadoutCounts, after: ReadoutCounts, themes: Sequence[str], core: Collection[str]) -> pd.DataFrame:
    """The shifts of one pair, `none` left out."""
    one, other = (Units(side.units.parts[:, :-1], side.units.wholes) for side in (before, after))
    table = compare_units(one, other, themes, core)
    return table.assign(log_ratio=_logit(other) - _logit(one), status=_status(table))


def _logit(units: Units) -> pd.Series:
    a, n = units.parts.sum(axis=0), units.wholes.sum() or np.nan
    return pd.Series(np.log((a + 0.5) / (n - a + 0.5)))


def _status(table: pd.DataFrame) -> pd.Series:
    had, has = table["before"] > 0, table["after"] > 0
    status = pd.Series(ABSENT, index=table.index, dtype=object)
    for rows, label in ((had & has, CONTINUED), (has & ~had, NEW), (had & ~has, DROPPED)):
        status = status.mask(rows, label)
    return status.where(table["change"].notna())
