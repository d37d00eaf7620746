"""Months or years one after the other → how far emphasis moved between them, and whether chance would move it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from ..codebook.model import Codebook
from ..measures.comparing import CHANGE_COLUMNS, Units, compare_units
from .emphasis import Group

GROUP_SHIFT_COLUMNS = ["from_id", "to_id", *CHANGE_COLUMNS]


def compare_groups(groups: Sequence[Group], codebook: Codebook) -> pd.DataFrame:
    """Change of each theme from each group of documents to the next that has any, `none` left out.

    The unit of chance is the document: whole documents are permuted between two groups, see `compare_units`.

    Returns
    -------
    GROUP_SHIFT_COLUMNS, one row per pair of neighbours and theme: from_id and to_id (the groups), then the columns of
    `compare_units` (n_before and n_after count documents with words).
    """
    rows = [
        compare_units(_units(before), _units(after), codebook.keys, codebook.core_keys).assign(
            from_id=before.name, to_id=after.name
        )
        for before, after in pairwise(groups)
    ]
    return (
        pd.concat(rows, ignore_index=True)[GROUP_SHIFT_COLUMNS] if rows else pd.DataFrame(columns=GROUP_SHIFT_COLUMNS)
    )


def _units(group: Group) -> Units:
    """The documents of a group as units, `none` left out."""
    return Units(group.sums.words[:, :-1], group.sums.wholes[:, 0])
