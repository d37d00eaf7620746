"""Periods: meetings of a government or of half a study → shifts of emphasis from one period to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from ..codebook.model import Codebook
from .comparing import CHANGE_COLUMNS, Units, compare_units
from .counts import ReadoutCounts, count_readouts
from .permuting import NOT_TESTED

PERIOD_COLUMNS = ["side", "from_id", "to_id", *CHANGE_COLUMNS]
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
    sentences: pd.DataFrame, tags: pd.DataFrame, terms: pd.DataFrame, codebook: Codebook
) -> pd.DataFrame:
    """Shifts of emphasis from each period to the next, and whether chance would give as large ones.

    The unit of chance is the meeting: whole meetings are permuted between two periods, see `compare_units`. Where
    there are meetings of more than one kind, they are permuted within their kind, summits with summits.

    Parameters
    ----------
    sentences, tags : of all readouts; those that are in no period are left out.
    terms : readout_id, side (whose governments they are, "" where they are not), period, kind; in the order of dates.
    codebook : its themes, in their order, are the rows.

    Returns
    -------
    PERIOD_COLUMNS, one row per side, pair of periods that follow each other, and theme: from_id and to_id (the
    periods), then the columns of `compare_units` (n_before and n_after count meetings).
    """
    counts = count_readouts(list(dict.fromkeys(terms["readout_id"])), sentences, tags, codebook.keys)
    parts = [
        compare_units(_units(before, counts), _units(after, counts), codebook.keys, codebook.core_keys).assign(
            side=side, from_id=before["period"].iloc[0], to_id=after["period"].iloc[0]
        )
        for side, own in terms.groupby("side", sort=False)
        for before, after in pairwise(period for _, period in own.groupby("period", sort=False))
    ]
    return pd.concat(parts, ignore_index=True)[PERIOD_COLUMNS] if parts else pd.DataFrame(columns=PERIOD_COLUMNS)


def _units(terms: pd.DataFrame, counts: Mapping[str, ReadoutCounts]) -> Units:
    """The meetings of a period as units, `none` left out."""
    wholes = [counts[name].whole for name in terms["readout_id"]]
    parts, words = (np.concatenate(columns) for columns in zip(*(whole[:2] for whole in wholes), strict=True))
    return Units(parts[:, :-1], words, terms["kind"].fillna("").to_numpy(dtype=str))


def are_tested(shifts: pd.DataFrame) -> bool:
    """Whether any two periods that follow each other have meetings enough for a test."""
    return bool((shifts["verdict"] != NOT_TESTED).any())
