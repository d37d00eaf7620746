"""Meetings taken together by period (the terms of governments, halves of a study) → how emphasis moved between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import t as student

from .intervals import LEVEL, Floats
from .measures import BY_POINT, Measured, as_numbers
from .shifts import FEWEST, LESS, MAIN, MORE, NOT_SHOWN, change_of

PERIOD_COLUMNS = [
    "side", "from_id", "to_id", "n_before", "n_after", "theme", "before", "after", "change", "low", "high", "verdict",
    "low_by_meeting", "high_by_meeting", "by_meeting", "holds",
]  # fmt: skip
EARLIER, LATER = "earlier half", "later half"


def halve(readout_ids: Sequence[str]) -> pd.DataFrame:
    """Two periods: the earlier half of the meetings and the later; the middle one of an odd number is of the later.

    >>> halve(["a", "b", "c"])["period"].tolist()
    ['earlier half', 'later half', 'later half']
    """
    periods = [EARLIER if n < len(readout_ids) // 2 else LATER for n in range(len(readout_ids))]
    return pd.DataFrame({"readout_id": list(readout_ids), "side": "", "period": periods})


def compare_periods(
    sentences: pd.DataFrame, tags: pd.DataFrame, terms: pd.DataFrame, themes: Sequence[str]
) -> pd.DataFrame:
    """Shifts of emphasis from each period to the next.

    All sentences of a period's meetings are taken together, as if they were one readout. Meetings differ more than
    their sentences tell: a change holds only where it is shown by drawing sentences and by the spread from meeting to
    meeting, of which each period must have two.

    Parameters
    ----------
    sentences, tags : of all readouts; those that are in no period are left out.
    terms : readout_id, side (whose governments they are, "" where they are not), period; in the order of dates.
    themes : keys of the codebook.

    Returns
    -------
    PERIOD_COLUMNS, one row per side, pair of periods that follow each other, and theme: n_before and n_after (their
    meetings), from_id and to_id (the periods), before, after, change, low, high and verdict as in `shifts`;
    low_by_meeting, high_by_meeting and by_meeting (interval and verdict by the spread between meetings, see
    `spread_interval`), and holds: the verdict where both agree on it, else "not shown".
    """
    parts = []
    for side, own in terms.groupby("side", sort=False):
        held = own.groupby("period", sort=False)["readout_id"].nunique()
        numbers = as_numbers(list(held.index), _pool(sentences, own), _pool(tags, own), themes)
        for before, after in pairwise(held.index):
            rows = _compare(numbers[before].measured, numbers[after].measured).assign(theme=themes)
            rows = rows.assign(side=side, from_id=before, to_id=after, n_before=held[before], n_after=held[after])
            parts.append(rows[PERIOD_COLUMNS])
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=PERIOD_COLUMNS)


def _compare(before: Mapping[str, Measured], after: Mapping[str, Measured]) -> pd.DataFrame:
    """A row for each theme: the change, its interval by sentences and by meetings, and what holds."""
    rows = change_of(before[MAIN], after[MAIN])
    low, high = spread_interval(before[BY_POINT], after[BY_POINT])
    by_meeting = np.where(low > 0, MORE, np.where(high < 0, LESS, NOT_SHOWN))
    holds = np.where(rows["verdict"] == by_meeting, by_meeting, NOT_SHOWN)
    spread = {"low_by_meeting": low, "high_by_meeting": high, "by_meeting": by_meeting, "holds": holds}
    return rows.assign(**spread).iloc[:-1]


def spread_interval(before: Measured, after: Measured) -> tuple[Floats, Floats]:
    """Interval of each change by how shares spread between meetings, which are the units of both.

    The share of a period is a ratio of sums over its meetings; its variance is that of a ratio estimator (Cochran
    1977, Sampling Techniques, 3rd ed., ch. 6), the interval of the difference Welch's (1947, Biometrika 34:28), with
    Student's t, which makes it wide where meetings are few. nan with fewer than two meetings on a side. Where no
    meeting has a theme there is no spread: such a change needs the interval by sentences as well.
    """
    change = after.shares - before.shares
    sizes = [len(side.wholes) for side in (before, after)]
    if min(sizes) < FEWEST:
        return np.full(len(change), np.nan), np.full(len(change), np.nan)
    variances = [_variance(side) for side in (before, after)]
    total = sum(variances)
    by_size = sum(variance**2 / (n - 1) for variance, n in zip(variances, sizes, strict=True))
    freedom = np.where(total > 0, total**2 / np.where(by_size > 0, by_size, 1.0), min(sizes) - 1)
    reach = student.ppf((1 + LEVEL) / 2, freedom) * np.sqrt(total)
    return change - reach, change + reach


def _variance(side: Measured) -> Floats:
    """Variance of each share as a ratio of sums over units."""
    n = len(side.wholes)
    rest = side.parts - side.wholes[:, None] * side.shares
    variance: Floats = (rest**2).sum(axis=0) * n / (n - 1) / side.wholes.sum() ** 2
    return variance


def that_hold(shifts: pd.DataFrame) -> pd.DataFrame:
    """The shifts between periods that hold, the largest first."""
    told = shifts[shifts["holds"].isin([MORE, LESS])]
    return told.assign(size=told["change"].abs().round(9)).sort_values("size", ascending=False, kind="stable")


def widest(row: Mapping[str, Any]) -> tuple[float, float]:
    """The interval of a change that is told: on each side the wider of that by sentences and that by meetings."""
    return min(row["low"], row["low_by_meeting"]), max(row["high"], row["high_by_meeting"])


def can_hold(shifts: pd.DataFrame) -> bool:
    """Whether any two periods that follow each other have meetings enough for a change to hold."""
    return bool(((shifts["n_before"] >= FEWEST) & (shifts["n_after"] >= FEWEST)).any())


def _pool(table: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """The rows of a period's meetings under its name; sentences are told apart by meeting, which is the point."""
    order: Mapping[str, int] = {name: n for n, name in enumerate(terms["readout_id"])}
    own = table[table["readout_id"].isin(order)].copy()
    meeting = own["readout_id"].map(order)
    own["sentence"] = meeting * (int(table["sentence"].max()) + 1) + own["sentence"] if len(table) else own["sentence"]
    if "point" in own:
        own["point"] = meeting
    own["readout_id"] = own["readout_id"].map(terms.set_index("readout_id")["period"])
    return own
