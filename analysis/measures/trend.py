"""Shares of five meetings or more, with their dates → which themes rise or fall over all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .comparing import CONTEXT, CORE
from .intervals import Floats
from .permuting import judge_families, reorder, untested

TREND_COLUMNS = ["theme", "family", "n_meetings", "correlation", "low", "high", "p", "adjusted_p", "verdict"]
MIN_MEETINGS = 5
DIGITS = 12  # of a share; beyond them shares differ by rounding only


def measure_trends(shares: Floats, dates: Sequence[Any], themes: Sequence[str], core: Collection[str]) -> pd.DataFrame:
    """Rank correlation of each theme's share with the date, and whether chance would give as large a one.

    The correlation is Spearman's, with mid-ranks for equal shares and equal dates. Dates are permuted: all orders
    where at most 20,000 exist (up to 7 meetings), else 9,999 drawn with a fixed seed and the observed one.
    Families and verdicts are those of `comparing.compare_units`.

    Parameters
    ----------
    shares : (n, k) share of words of each theme at each meeting; a meeting with nan, for it has no words, is left out.
    dates : (n,) of the meetings, in any order; whatever can be sorted.
    themes, core : as in `compare_units`.

    Returns
    -------
    TREND_COLUMNS, one row per theme: family, n_meetings (with words), correlation (from -1 to 1; NA for a theme
    whose share is the same at all meetings), low and high (its interval), p, adjusted_p, verdict ("more" where
    the theme rises, "less" where it falls, "hint", "not shown"; "not tested", all else NA, with fewer than 5 meetings
    or a single date).

    >>> shares = np.array([[0.1, 0.5], [0.2, 0.5], [0.3, 0.4], [0.4, 0.6], [0.5, 0.5], [0.6, 0.4]])
    >>> measure_trends(shares, range(6), ["trade", "culture"], ["trade", "culture"])["verdict"].tolist()
    ['more', 'not shown']
    """
    in_core = np.array([theme in core for theme in themes], dtype=bool)
    by_name = np.argsort(np.array(themes, dtype=object), kind="stable")
    spoken = ~np.isnan(shares).any(axis=1)
    days = _ranks(np.unique(np.array(dates), return_inverse=True)[1][spoken])
    values = np.round(shares[spoken], DIGITS)[:, by_name]
    order = np.lexsort((*values.T, days))
    columns, k = {"correlation": np.full(len(themes), np.nan)} | untested(len(themes)), len(themes)
    if len(days) >= MIN_MEETINGS and np.ptp(days) > 0:
        observed, permuted = _correlate(days[order], values[order])
        columns = judge_families(observed, permuted, in_core[by_name])
        columns["correlation"] = np.where(np.ptp(values, axis=0) > 0, observed, np.nan)
    columns = {name: column[np.argsort(by_name)] for name, column in columns.items()}
    family = np.where(in_core, CORE, CONTEXT).astype(object)
    facts = {"theme": np.array(themes, dtype=object), "family": family, "n_meetings": np.full(k, len(days))}
    return pd.DataFrame(facts | columns)[TREND_COLUMNS]


def _correlate(days: Floats, values: Floats) -> tuple[Floats, Floats]:
    """Rank correlation with the days as they are, (k,), and in every order of the days, (orders, k)."""
    x, y = _standardised(days[:, None])[:, 0], _standardised(_ranks(values))
    permuted: Floats = x[reorder(len(x))] @ y
    return x @ y, permuted


def _ranks(values: NDArray[Any]) -> Floats:
    """Mid-ranks from 1, column by column."""
    ranks: Floats = (pd.DataFrame(values) if values.ndim > 1 else pd.Series(values)).rank().to_numpy()
    return ranks


def _standardised(ranks: Floats) -> Floats:
    centred = ranks - ranks.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    standardised: Floats = centred / np.where(length > 0, length, 1.0)
    return standardised
