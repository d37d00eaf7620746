"""Months or years one after the other → how far emphasis moved between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control

from ..measures.intervals import LEVEL
from ..measures.periods import spread_between
from ..measures.shifts import FEWEST, LESS, MAIN, MORE, NOT_SHOWN, Change, change_of
from .emphasis import DOCUMENTS, SENTENCES, Group

GROUP_SHIFT_COLUMNS = [
    "from_id", "to_id", "n_before", "n_after", "theme", "before", "after", "change", "low", "high", "verdict", "q",
    "rests_on",
]  # fmt: skip


def compare_groups(groups: Sequence[Group], themes: Sequence[str]) -> pd.DataFrame:
    """Change of each theme from each group of documents to the next that has any, `none` left out.

    Returns
    -------
    GROUP_SHIFT_COLUMNS, one row per pair of neighbours and theme: from_id and to_id (the groups), n_before and n_after
    (their documents), before, after, change (of shares of words), low and high (its 95 % interval), verdict ("more",
    "less", "not shown"), q (the share of false finds among changes as sure, of all rows that rest on documents), and
    rests_on. "More" and "less" are said where the interval leaves out zero and, in rows that have q, q is below 5 %:
    of many changes that are none, one in twenty intervals leaves out zero. rests_on is "documents" where two or more
    have words on each side (see `periods.spread_between`), "sentences" where one has on each (see
    `shifts.change_of`). Where it is one on one side only, a change can be had but its interval cannot: low, high and
    rests_on are NA, and nothing is shown. All is NA where a side has no words.
    """
    if len(groups) < 2:
        return pd.DataFrame(columns=GROUP_SHIFT_COLUMNS)
    rows = [_compare(before, after) for before, after in pairwise(groups)]
    table = pd.DataFrame({name: np.concatenate([row[name] for row in rows]) for name in rows[0]})
    table["theme"] = np.tile(np.array(themes, dtype=object), len(rows))
    known = table["q"].notna()
    table.loc[known, "q"] = false_discovery_control(table.loc[known, "q"].to_numpy(dtype=float))
    table.loc[known & (table["q"] >= 1 - LEVEL), "verdict"] = NOT_SHOWN
    return table[GROUP_SHIFT_COLUMNS]


def _compare(before: Group, after: Group) -> Change:
    """The columns of one pair, `none` left out; q is p here."""
    rows = {name: column[:-1] for name, column in _change(before, after).items()}
    labels = {
        "from_id": before.name, "to_id": after.name, "n_before": len(before.sums.wholes),
        "n_after": len(after.sums.wholes),
    }  # fmt: skip
    return rows | {name: np.full(len(rows["change"]), value, dtype=object) for name, value in labels.items()}


def _change(before: Group, after: Group) -> Change:
    one, other = before.units, after.units
    change = other.shares - one.shares
    nothing = np.full(len(change), np.nan)
    if before.only_document is not None and after.only_document is not None:
        rows = change_of(before.only_document.measured[MAIN], after.only_document.measured[MAIN]) | {"q": nothing}
        return rows | {"rests_on": np.full(len(change), SENTENCES, dtype=object)}
    enough = min(len(one.wholes), len(other.wholes)) >= FEWEST
    sentences = before.n_sentences, after.n_sentences
    low, high, q = spread_between(one, other, sentences) if enough else (nothing, nothing, nothing)
    words = np.array([MORE, LESS, NOT_SHOWN, None], dtype=object)
    verdict = words[np.where(np.isnan(change), 3, np.where(low > 0, 0, np.where(high < 0, 1, 2)))]
    return {
        "before": one.shares, "after": other.shares, "change": change, "low": low, "high": high, "verdict": verdict,
        "q": q, "rests_on": np.full(len(change), DOCUMENTS if enough else None, dtype=object),
    }  # fmt: skip
