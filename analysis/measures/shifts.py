"""Shifts: counts of two meetings → how far the emphasis of each theme moved between them, by every measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..codebook.model import Codebook
from .counts import BY_POINT, MEASURES, SCALES, Measured, ReadoutCounts, count_readouts
from .emphasis import emphasis_of_counts
from .intervals import Bounded, Floats, change_interval, smallest_change

COMPARISON_COLUMNS = ["from_id", "to_id", "theme", "measure", "before", "after", "change", "low", "high", "verdict"]
SHIFT_COLUMNS = [
    "from_id", "to_id", "theme", "before", "after", "change", "low", "high", "verdict", "log_ratio",
    "smallest_rise", "smallest_fall", "low_by_point", "high_by_point", "by_point", "status", "disagreeing",
]  # fmt: skip
MORE, LESS, NOT_SHOWN = "more", "less", "not shown"
NEW, DROPPED, CONTINUED, ABSENT = "new", "dropped", "continued", "absent"
FEWEST = 2  # sentences, or points, that each side needs: a single one has no spread
MAIN = "share_words"
Change = dict[str, NDArray[Any]]  # columns by name


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
    """Change of each theme between meetings by every measure.

    Parameters
    ----------
    counts : the readouts in the order of their dates, as from `measures.count_readouts`.
    themes : keys of the codebook, in the order wanted.
    pairs : (from, to) readout_ids; by default every two neighbours, then the first and the last.

    Returns
    -------
    COMPARISON_COLUMNS, one row per pair, theme and measure, `none` left out: before, after, change
    (after minus before: of shares, or of matches per 1,000 words), low and high (its 95 % interval,
    see `intervals.change_interval`), verdict: "more" or "less" where the interval leaves out zero
    and both readouts have two sentences (or points, for their share) or more, else "not shown". NA where a
    readout is empty.
    """
    chosen = default_pairs(list(counts)) if pairs is None else list(pairs)
    if not chosen:
        return pd.DataFrame(columns=COMPARISON_COLUMNS)
    compared = [_compare(counts[a], counts[b]) for a, b in chosen]
    columns = {name: np.concatenate([change[name] for change in compared]) for name in compared[0]}
    names = np.array(chosen, dtype=object).repeat(len(themes) * len(MEASURES), axis=0)
    listed = {
        "from_id": names[:, 0], "to_id": names[:, 1],
        "theme": np.tile(np.repeat(np.array(themes, dtype=object), len(MEASURES)), len(chosen)),
        "measure": np.tile(np.array(list(MEASURES), dtype=object), len(themes) * len(chosen)),
    }  # fmt: skip
    return pd.DataFrame(listed | columns)[COMPARISON_COLUMNS]


def _compare(before: ReadoutCounts, after: ReadoutCounts) -> Change:
    """The columns of `change_of`, by theme and then by measure, without `none`."""
    scales = np.array([SCALES.get(measure, 1.0) for measure in MEASURES])
    by_measure = [change_of(before.measured[measure], after.measured[measure]) for measure in MEASURES]
    columns = {name: np.stack([change[name][:-1] for change in by_measure], axis=1) for name in by_measure[0]}
    return {name: (column if name == "verdict" else column * scales).ravel() for name, column in columns.items()}


def can_show(before: Measured, after: Measured) -> bool:
    """Whether there are sentences, or points, enough on both sides for a change to be shown."""
    return min(len(before.wholes), len(after.wholes)) >= FEWEST


def change_of(before: Measured, after: Measured) -> Change:
    """before, after, change, low, high, verdict of one measure, each (k,), `none` the last."""
    change = after.shares - before.shares
    if before.empty or after.empty:
        low, high, verdict = change, change, np.full(len(change), None, dtype=object)
    else:
        low, high = change_interval(before.score, after.score, after.resampled - before.resampled)
        enough, words = can_show(before, after), np.array([MORE, LESS, NOT_SHOWN], dtype=object)
        verdict = words[np.where((low > 0) & enough, 0, np.where((high < 0) & enough, 1, 2))]
    return {
        "before": before.shares, "after": after.shares, "change": change, "low": low, "high": high, "verdict": verdict,
    }  # fmt: skip


def measure_shifts(
    sentences: pd.DataFrame, tags: pd.DataFrame, matches: pd.DataFrame, codebook: Codebook,
    *, pairs: Iterable[tuple[str, str]] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """The shifts by share of words, the smallest that could have been shown, and the verdicts of the other measures.

    Parameters
    ----------
    sentences, tags, matches, codebook : as for `measure_emphasis`, meeting after meeting.
    pairs : (from, to) readout_ids; by default every two neighbours, then the first and the last.

    Returns
    -------
    SHIFT_COLUMNS, one row per pair of meetings and theme: before, after, change, low, high, verdict as
    in `comparisons`; log_ratio (change of ln[(a+½)/(N−a+½)], a of N words given to the theme: the empirical logit
    of Cox 1970, which makes rare themes comparable); smallest_rise and smallest_fall (the smallest changes
    from `before` that texts like these could have shown, see `intervals.smallest_change`; NA where none could);
    low_by_point, high_by_point, by_point (interval and verdict when whole points are resampled instead of
    sentences: stricter, and rough where points are few); status ("new" where the first has none of it, "dropped" where
    the last has none, "continued", "absent" in both, NA with an empty readout); disagreeing (the measures whose
    verdict is another, joined by ";").

    Raises
    ------
    KeyError for a table without a column that is needed, and for a pair with a readout that has no sentence.

    >>> book = Codebook.from_patterns(trade=["trade*"])
    >>> said = pd.DataFrame({"readout_id": ["a", "b"], "point": [1, 1], "sentence": [1, 1], "n_words": [6, 2]})
    >>> tags = pd.DataFrame({"readout_id": ["b"], "sentence": [1], "theme": ["trade"], "weight": [1.0]})
    >>> measure_shifts(said, tags, tags, book)[["before", "after", "change", "status"]].values.tolist()
    [[0.0, 1.0, 1.0, 'new']]
    """
    names = list(dict.fromkeys(sentences["readout_id"]))
    counts = count_readouts(names, sentences, tags, codebook.keys, matches)
    comparisons = compare_meetings(counts, codebook.keys, pairs)
    return shifts_of_counts(comparisons, emphasis_of_counts(counts, codebook.keys), counts)


def shifts_of_counts(
    comparisons: pd.DataFrame, emphasis: pd.DataFrame, counts: Mapping[str, ReadoutCounts]
) -> pd.DataFrame:
    """The table of `measure_shifts` from what is made already: `compare_meetings`, emphasis, counts of the readouts."""
    words = emphasis.set_index(["readout_id", "theme"])["n_words"]
    totals = emphasis.groupby("readout_id")["n_words"].sum()
    table = comparisons[comparisons["measure"] == MAIN].reset_index(drop=True)
    sides = [_logit(words, totals, table[side], table["theme"]) for side in ("from_id", "to_id")]
    table["log_ratio"] = np.where(table["change"].notna(), sides[1] - sides[0], np.nan)
    pairs = list(dict.fromkeys(zip(table["from_id"], table["to_id"], strict=True)))
    table = table.assign(**_detectable([(counts[a], counts[b]) for a, b in pairs]))
    table["status"] = _status(table)
    table["disagreeing"] = _disagreeing(comparisons, table)
    return table.reindex(columns=SHIFT_COLUMNS)


def _detectable(pairs: Sequence[tuple[ReadoutCounts, ReadoutCounts]]) -> Change:
    """For each pair of meetings: the smallest shifts that could have been shown, and the interval by whole points."""
    if not pairs:
        return {}
    main, drawn = ([(a.measured[of], b.measured[of]) for a, b in pairs] for of in (MAIN, BY_POINT))
    before = Bounded(*(np.concatenate(bounds) for bounds in zip(*(_themes(a.score) for a, _ in main), strict=True)))
    sizes = np.concatenate([b.sizes[:-1] if can_show(a, b) else np.full(len(b.sizes) - 1, np.nan) for a, b in main])
    changes = [change_of(a, b) for a, b in drawn]
    by_point = {name: np.concatenate([change[name][:-1] for change in changes]) for name in ("low", "high", "verdict")}
    return {
        "smallest_rise": smallest_change(before, sizes, True), "smallest_fall": smallest_change(before, sizes, False),
        "low_by_point": by_point["low"], "high_by_point": by_point["high"], "by_point": by_point["verdict"],
    }  # fmt: skip


def _themes(bounded: Bounded) -> list[Floats]:
    """Shares, low and high without `none`."""
    return [bound[:-1] for bound in bounded]


def _logit(words: pd.Series, totals: pd.Series, readout_ids: pd.Series, themes: pd.Series) -> Floats:
    a = words.reindex(pd.MultiIndex.from_arrays([readout_ids, themes])).to_numpy(dtype=float)
    n = totals.reindex(readout_ids).to_numpy(dtype=float)
    logit: Floats = np.log((a + 0.5) / (n - a + 0.5))
    return logit


def _status(table: pd.DataFrame) -> pd.Series:
    had, has = table["before"] > 0, table["after"] > 0
    status = pd.Series(ABSENT, index=table.index, dtype=object)
    for rows, label in ((had & has, CONTINUED), (has & ~had, NEW), (had & ~has, DROPPED)):
        status = status.mask(rows, label)
    return status.where(table["change"].notna())


def _disagreeing(comparisons: pd.DataFrame, table: pd.DataFrame) -> list[str]:
    keys = ["from_id", "to_id", "theme"]
    main = dict(zip(zip(*(table[key] for key in keys), strict=True), table["verdict"], strict=True))
    found: dict[tuple[str, ...], list[str]] = {key: [] for key in main}
    for *key, measure, verdict in comparisons[[*keys, "measure", "verdict"]].itertuples(index=False, name=None):
        if verdict != main[tuple(key)]:
            found[tuple(key)].append(measure)
    return [";".join(measures) for measures in found.values()]
