"""Periods: meetings pooled by government or half of a study → shifts of emphasis from one period to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .counts import BY_POINT, Measured, count_readouts
from .intervals import LEVEL, MOST, SPREAD, Bounded, Floats, Z, newcombe, wilson_interval
from .shifts import FEWEST, LESS, MAIN, MORE, NOT_SHOWN, change_of

PERIOD_COLUMNS = [
    "side", "from_id", "to_id", "n_before", "n_after", "theme", "before", "after", "change", "low", "high", "verdict",
    "low_by_meeting", "high_by_meeting", "by_meeting", "q", "holds",
]  # fmt: skip
EARLIER, LATER = "earlier half", "later half"


def halve(readout_ids: Sequence[str], dates: Sequence[Any]) -> pd.DataFrame:
    """Two periods: the earlier and the later half of the meetings, cut as near to the middle as their days allow.

    Meetings of one day stay in one half, because their order is not known.

    >>> halve(["a", "b", "c", "d"], [1, 2, 2, 2])["period"].tolist()
    ['earlier half', 'later half', 'later half', 'later half']
    """
    size = len(readout_ids)
    cuts = [n for n in range(1, size) if dates[n] != dates[n - 1]]
    cut = min(cuts, key=lambda n: (abs(n - size / 2), n), default=0)
    periods = [EARLIER if n < cut else LATER for n in range(size)]
    return pd.DataFrame({"readout_id": list(readout_ids), "side": "", "period": periods})


def compare_periods(
    sentences: pd.DataFrame, tags: pd.DataFrame, terms: pd.DataFrame, themes: Sequence[str]
) -> pd.DataFrame:
    """Shifts of emphasis from each period to the next.

    All sentences of a period's meetings are pooled, as if they were one readout. Meetings differ more than their
    sentences do: a change holds only where resampled sentences and the spread from meeting to meeting both show it.
    Each period needs two meetings for that.

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
    `spread_between`), q (the share of false finds among changes as sure, of all rows; Benjamini and Hochberg 1995),
    and holds: the verdict where both agree on it and q is below 5 %, else "not shown".
    """
    parts = []
    for side, own in terms.groupby("side", sort=False):
        n_meetings = own.groupby("period", sort=False)["readout_id"].nunique()
        counts = count_readouts(list(n_meetings.index), _pool(sentences, own), _pool(tags, own), themes)
        for before, after in pairwise(n_meetings.index):
            rows = _compare(counts[before].measured, counts[after].measured).assign(theme=themes)
            rows = rows.assign(
                side=side, from_id=before, to_id=after, n_before=n_meetings[before], n_after=n_meetings[after]
            )
            parts.append(rows[PERIOD_COLUMNS])
    return _with_holds(pd.concat(parts, ignore_index=True)) if parts else pd.DataFrame(columns=PERIOD_COLUMNS)


def _with_holds(table: pd.DataFrame) -> pd.DataFrame:
    """The table with q over all its comparisons, and what holds."""
    from scipy import stats

    known = table["q"].notna()
    table.loc[known, "q"] = stats.false_discovery_control(table.loc[known, "q"].to_numpy(dtype=float))
    agreed = (table["verdict"] == table["by_meeting"]) & (table["q"] < 1 - LEVEL)
    return table.assign(holds=table["verdict"].where(agreed, NOT_SHOWN))


def _compare(before: Mapping[str, Measured], after: Mapping[str, Measured]) -> pd.DataFrame:
    """A row for each theme: the change, its interval by sentences and by meetings; `q` is p here."""
    rows = pd.DataFrame(change_of(before[MAIN], after[MAIN]))
    sentences = len(before[MAIN].wholes), len(after[MAIN].wholes)
    low, high, p = spread_between(before[BY_POINT], after[BY_POINT], sentences)
    by_meeting = np.where(low > 0, MORE, np.where(high < 0, LESS, NOT_SHOWN))
    spread = {"low_by_meeting": low, "high_by_meeting": high, "by_meeting": by_meeting, "q": p, "holds": NOT_SHOWN}
    return rows.assign(**spread).iloc[:-1]


def spread_between(before: Measured, after: Measured, sentences: tuple[float, float]) -> tuple[Floats, Floats, Floats]:
    """Interval of each change, low and high, and its p value, by how shares spread between the meetings of a side.

    The share of a period is a ratio of sums over its meetings; its variance is that of a ratio estimator (Cochran
    1977, Sampling Techniques, 3rd ed., ch. 6), the interval of the difference Welch's (1947, Biometrika 34:28), with
    Student's t, which makes it wide where meetings are few. A side on which no meeting has the theme does not
    spread at all, which is no certainty: it is given the other side's spread. Where neither spreads p is 1, and Welch's
    bounds would both be the change: so the interval is on each side the wider of his and Newcombe's, for as many
    sentences as the meetings of each side are worth (see `spread_within`). No bound is beyond what a change of shares
    can be. nan with fewer than two meetings on a side.

    Parameters
    ----------
    before, after : meetings as units, each with words.
    sentences : of all meetings of each side.
    """
    from scipy import stats

    change = after.shares - before.shares
    sizes = [len(side.wholes) for side in (before, after)]
    if min(sizes) < FEWEST:
        nothing = np.full(len(change), np.nan)
        return nothing, nothing, nothing
    own = [_unit_variance(side) for side in (before, after)]
    units = np.where(own[0] > 0, own[0], own[1]), np.where(own[1] > 0, own[1], own[0])
    variances = [unit / n for unit, n in zip(units, sizes, strict=True)]
    total = variances[0] + variances[1]
    by_size = variances[0] ** 2 / (sizes[0] - 1) + variances[1] ** 2 / (sizes[1] - 1)
    freedom = np.where(by_size > 0, total**2 / np.where(by_size > 0, by_size, 1.0), min(sizes) - 1)
    error = np.sqrt(total)
    reach = stats.t.ppf((1 + LEVEL) / 2, freedom) * error
    p = 2 * stats.t.sf(np.abs(change) / np.where(error > 0, error, np.inf), freedom)
    down, up = newcombe(*(_score(side, n) for side, n in zip((before, after), sentences, strict=True)))
    return np.maximum(np.minimum(change - reach, down), -1.0), np.minimum(np.maximum(change + reach, up), 1.0), p


def _score(side: Measured, n_sentences: float) -> Bounded:
    """Wilson's interval of each share for what the units are worth; Welch's sees to it that few units are few."""
    worth, spreads = _worth(side, n_sentences)
    return wilson_interval(side.shares, np.where(spreads, worth / _few(len(side.wholes)), worth))


def spread_within(side: Measured, n_sentences: float) -> Bounded:
    """Shares of a period with their 95 % intervals, by how they spread between its units (meetings, documents).

    The share is a ratio of sums over units, its variance that of a ratio estimator. The interval is on each side the
    wider of two, as `intervals.share_interval` has it: the share and its error by Student's t, and Wilson's for as many
    sentences as that variance says the units are worth (at most twice their number), fewer where units are few (Korn
    and Graubard 1998, Survey Methodology 24:193). A theme that does not spread, for it is in no unit, is no certainty:
    it is worth as much as the theme that is worth least; where none spreads, the number of units.

    Parameters
    ----------
    side : two units or more, each with words.
    n_sentences : of all of them.
    """
    from scipy import stats

    n, shares = len(side.wholes), side.shares
    score = wilson_interval(shares, _worth(side, n_sentences)[0])
    error = stats.t.ppf((1 + LEVEL) / 2, n - 1) * np.sqrt(_unit_variance(side) / n)
    low, high = np.minimum(score.low, shares - error), np.maximum(score.high, shares + error)
    return Bounded(shares, np.maximum(low, 0.0), np.minimum(high, 1.0))


def _worth(side: Measured, n_sentences: float) -> tuple[Floats, NDArray[np.bool_]]:
    """How many sentences the units are worth for each theme, fewer where units are few; and whether it spreads."""
    n, shares = len(side.wholes), side.shares
    variance, inner = _unit_variance(side) / n, shares * (1 - shares)
    spreads = (variance > SPREAD**2) & (inner > SPREAD)
    sizes = np.minimum(np.where(spreads, inner / np.where(spreads, variance, 1.0), np.inf), MOST * n_sentences)
    least = sizes.min() * _few(n) if spreads.any() else float(n)
    return np.where(spreads, sizes * _few(n), least), spreads


def _few(n: int) -> float:
    """The part of their worth that n units keep, for they are few."""
    from scipy import stats

    return float((Z / stats.t.ppf((1 + LEVEL) / 2, n - 1)) ** 2)


def _unit_variance(side: Measured) -> Floats:
    """How a share spreads from unit to unit: n times the variance of a ratio of sums over n units."""
    n = len(side.wholes)
    rest = side.parts - side.wholes[:, None] * side.shares
    variance: Floats = (rest**2).sum(axis=0) * n * n / (n - 1) / side.wholes.sum() ** 2
    return np.where(variance > SPREAD**2, variance, 0.0)  # below it units differ by rounding only


def that_hold(shifts: pd.DataFrame) -> pd.DataFrame:
    """The shifts between periods that hold, the largest first."""
    held = shifts[shifts["holds"].isin([MORE, LESS])]
    return held.assign(size=held["change"].abs().round(9)).sort_values("size", ascending=False, kind="stable")


def widest(row: Mapping[str, Any]) -> tuple[float, float]:
    """The reported interval of a change: on each side the wider of that by sentences and that by meetings."""
    return min(row["low"], row["low_by_meeting"]), max(row["high"], row["high_by_meeting"])


def can_hold(shifts: pd.DataFrame) -> bool:
    """Whether any two periods that follow each other have meetings enough for a change to hold."""
    return bool(((shifts["n_before"] >= FEWEST) & (shifts["n_after"] >= FEWEST)).any())


def _pool(table: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """The rows of a period's meetings under its name; the meeting takes the place of the point."""
    order: Mapping[str, int] = {name: n for n, name in enumerate(terms["readout_id"])}
    own = table[table["readout_id"].isin(order)].copy()
    meeting = own["readout_id"].map(order)
    own["sentence"] = meeting * (int(table["sentence"].max()) + 1) + own["sentence"] if len(table) else own["sentence"]
    if "point" in own:
        own["point"] = meeting
    own["readout_id"] = own["readout_id"].map(terms.set_index("readout_id")["period"])
    return own
