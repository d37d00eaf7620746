"""`emphasis` as numbers → `shifts` between meetings: how far each theme moved, how surely, by every measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from .intervals import Floats, change_interval, smallest_change
from .measures import BY_POINT, MEASURES, SCALES, Measured, Readout

COMPARISON_COLUMNS = ["from_id", "to_id", "theme", "measure", "before", "after", "change", "low", "high", "verdict"]
SHIFT_COLUMNS = [
    "from_id", "to_id", "theme", "before", "after", "change", "low", "high", "verdict", "log_ratio",
    "smallest_rise", "smallest_fall", "low_by_point", "high_by_point", "by_point", "status", "disagreeing",
]  # fmt: skip
MORE, LESS, NOT_SHOWN = "more", "less", "not shown"
NEW, DROPPED, CONTINUED, ABSENT = "new", "dropped", "continued", "absent"
FEWEST = 2  # sentences, or points, on each side without which nothing is shown: a single one has no spread
MAIN = "share_words"


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


def compare_meetings(
    numbers: Mapping[str, Readout], themes: Sequence[str], pairs: Iterable[tuple[str, str]] | None = None
) -> pd.DataFrame:
    """Change of each theme between meetings by every measure.

    Parameters
    ----------
    numbers : the readouts in the order of their dates, as from `measures.as_numbers`.
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
    chosen = default_pairs(list(numbers)) if pairs is None else list(pairs)
    parts = [_compare(numbers[a], numbers[b], themes) for a, b in chosen]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COMPARISON_COLUMNS)


def _compare(before: Readout, after: Readout, themes: Sequence[str]) -> pd.DataFrame:
    parts = []
    for measure in MEASURES:
        rows = change_of(before.measured[measure], after.measured[measure])
        numbers = rows.columns[:-1]
        rows[numbers] *= SCALES.get(measure, 1.0)
        parts.append(rows.iloc[:-1].assign(theme=themes, measure=measure))
    table = pd.concat(parts).assign(from_id=before.name, to_id=after.name)
    return table.sort_index(kind="stable")[COMPARISON_COLUMNS]


def can_show(before: Measured, after: Measured) -> bool:
    """Whether there are sentences, or points, enough on both sides for a change to be shown."""
    return min(len(before.wholes), len(after.wholes)) >= FEWEST


def change_of(before: Measured, after: Measured) -> pd.DataFrame:
    """before, after, change, low, high, verdict of one measure, a row for each theme, `none` the last."""
    change, enough = after.shares - before.shares, can_show(before, after)
    if before.empty or after.empty:
        low = high = change
    else:
        low, high = change_interval(before.score, after.score, after.draws - before.draws)
    verdict = np.where((low > 0) & enough, MORE, np.where((high < 0) & enough, LESS, NOT_SHOWN))
    verdict = verdict if not (before.empty or after.empty) else np.full(len(change), None)
    return pd.DataFrame({
        "before": before.shares, "after": after.shares, "change": change, "low": low, "high": high, "verdict": verdict,
    })  # fmt: skip


def measure_shifts(comparisons: pd.DataFrame, emphasis: pd.DataFrame, numbers: Mapping[str, Readout]) -> pd.DataFrame:
    """The shifts by share of words, what they are worth, and what the other measures say of them.

    Parameters
    ----------
    comparisons : as from `compare_meetings`.
    emphasis : as from `measure_emphasis`, of the same readouts.
    numbers : as from `measures.as_numbers`.

    Returns
    -------
    SHIFT_COLUMNS, one row per pair of meetings and theme: before, after, change, low, high, verdict as
    in `comparisons`; log_ratio (change of ln[(a+½)/(N−a+½)], a of N words given to the theme: the empirical logit
    of Cox 1970, which makes rare themes comparable); smallest_rise and smallest_fall (the smallest changes
    from `before` that texts like these could have shown, see `intervals.smallest_change`; NA where none could);
    low_by_point, high_by_point, by_point (interval and verdict when whole points are drawn instead of
    sentences: stricter, and rough where points are few); status ("new" where the first has none of it, "dropped" where
    the last has none, "continued", "absent" in both, NA with an empty readout); disagreeing (the measures whose
    verdict is another, joined by ";").
    """
    words = emphasis.set_index(["readout_id", "theme"])["n_words"]
    totals = emphasis.groupby("readout_id")["n_words"].sum()
    table = comparisons[comparisons["measure"] == MAIN].reset_index(drop=True)
    sides = [_logit(words, totals, table[side], table["theme"]) for side in ("from_id", "to_id")]
    table["log_ratio"] = np.where(table["change"].notna(), sides[1] - sides[0], np.nan)
    pairs = list(dict.fromkeys(zip(table["from_id"], table["to_id"], strict=True)))
    worth = [_worth(numbers[a], numbers[b]) for a, b in pairs]
    table = pd.concat([table, pd.concat(worth, ignore_index=True)], axis=1) if worth else table
    table["status"] = _status(table)
    table["disagreeing"] = _disagreeing(comparisons, table)
    return table.reindex(columns=SHIFT_COLUMNS)


def _worth(before: Readout, after: Readout) -> pd.DataFrame:
    """What a pair's shifts are worth: the smallest that could be shown, and the interval by whole points."""
    one, other = (readout.measured[MAIN] for readout in (before, after))
    nothing = np.full(len(one.shares), np.nan)
    rise, fall = (
        smallest_change(one.score, other.sizes, up) if can_show(one, other) else nothing for up in (True, False)
    )
    drawn = change_of(before.measured[BY_POINT], after.measured[BY_POINT])
    return pd.DataFrame({
        "smallest_rise": rise, "smallest_fall": fall, "low_by_point": drawn["low"], "high_by_point": drawn["high"],
        "by_point": drawn["verdict"],
    }).iloc[:-1]  # fmt: skip


def _logit(words: pd.Series, totals: pd.Series, readout_ids: pd.Series, themes: pd.Series) -> Floats:
    a = words.reindex(pd.MultiIndex.from_arrays([readout_ids, themes])).to_numpy(dtype=float)
    n = totals.reindex(readout_ids).to_numpy(dtype=float)
    logit: Floats = np.log((a + 0.5) / (n - a + 0.5))
    return logit


def _status(table: pd.DataFrame) -> pd.Series:
    had, has = table["before"] > 0, table["after"] > 0
    status = pd.Series(ABSENT, index=table.index, dtype=object)
    for held, label in ((had & has, CONTINUED), (has & ~had, NEW), (had & ~has, DROPPED)):
        status = status.mask(held, label)
    return status.where(table["change"].notna())


def _disagreeing(comparisons: pd.DataFrame, table: pd.DataFrame) -> list[str]:
    keys = ["from_id", "to_id", "theme"]
    main = table.set_index(keys)["verdict"].rename("main")
    others = comparisons.join(main, on=keys)
    others = others[others["verdict"] != others["main"]]
    found: Mapping[tuple[str, ...], str] = others.groupby(keys)["measure"].agg(";".join).to_dict()
    return [found.get(key, "") for key in main.index]
