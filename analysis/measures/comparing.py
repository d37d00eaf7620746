"""Two groups of units with their words by theme → how far each theme moved, and whether chance would move it as far.

The unit is what was chosen as a whole: agenda points between two meetings, meetings between two periods, documents
between two months; never the sentence. The question is whether so large a difference would arise if the units had
come to either group at random.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .intervals import Floats
from .permuting import (
    MAX_LISTED,
    P_WORTH_MORE,
    Columns,
    Sizes,
    arrange,
    count_arrangements,
    judge_families,
    untested,
)

CHANGE_COLUMNS = [
    "theme", "family", "n_before", "n_after", "before", "after", "change", "low", "high", "detectable", "p",
    "adjusted_p", "verdict",
]  # fmt: skip
CORE, CONTEXT = "core", "context"
MIN_UNITS = 4  # in each group; of fewer nothing is tested


class Units(NamedTuple):
    """The units of one group.

    parts : (n, k) words that each unit gives to each theme.
    wholes : (n,) words of each unit; a unit without words is left out.
    strata : (n,) what a unit may only be exchanged within, such as its kind of meeting; None: with every other.
    """

    parts: Floats
    wholes: Floats
    strata: NDArray[Any] | None = None


def add_up(parts: Floats, wholes: Floats, of: NDArray[Any]) -> Units:
    """The sentences of each unit added up.

    parts : (sentences, k), wholes : (sentences,), of : (sentences,) the unit of each sentence.

    >>> add_up(np.array([[1.0], [2], [4]]), np.array([5.0, 5, 5]), np.array([1, 1, 2])).parts.tolist()
    [[3.0], [4.0]]
    """
    numbers, places = np.unique(of, return_inverse=True)
    given, whole = np.zeros((len(numbers), parts.shape[1])), np.zeros(len(numbers))
    np.add.at(given, places, parts)
    np.add.at(whole, places, wholes)
    return Units(given, whole)


class _Pooled(NamedTuple):
    """The units of both groups, stratum by stratum, in an order that depends on nothing but their values."""

    parts: Floats
    wholes: Floats
    strata: NDArray[np.intp]
    is_after: NDArray[np.bool_]


def compare_units(before: Units, after: Units, themes: Sequence[str], core: Collection[str]) -> pd.DataFrame:
    """Compare two groups of units, theme by theme.

    Whole units are permuted between the groups, within strata where there are any: all arrangements where at most
    20,000 exist, else 9,999 drawn with a fixed seed and the observed one (the first 999 of them where these leave every
    adjusted p above .2). The statistic is the difference of the
    shares of words, each a ratio of sums. Core themes are one family, all others a second, exploratory one; see
    `permuting.judge`. Neither the order of units nor that of themes changes a value.

    Parameters
    ----------
    before, after : the groups; both with strata, or neither.
    themes : (k,) names of the columns of `parts`.
    core : the themes of the core family, declared before anything was seen.

    Returns
    -------
    CHANGE_COLUMNS, one row per theme: family ("core" or "context"), n_before and n_after (units with words), before and
    after (shares of words, facts about the texts; NA in a group without words), change (after minus before), low and
    high (interval of the change), detectable (no smaller change can be claimed), p, adjusted_p, verdict ("more",
    "less", "hint", "not shown"; "not tested", with NA from low to adjusted_p, where a group has fewer than 4 units in
    the strata that both groups have). low, high and detectable are NA also for a theme that is the same whatever the
    arrangement.

    Raises
    ------
    ValueError where only one group has strata, or `themes` does not name every column.

    >>> early, late = np.array([[9.0], [8], [9], [7]]), np.array([[1.0], [2], [0], [1]])
    >>> ten = np.full(4, 10.0)
    >>> table = compare_units(Units(early, ten), Units(late, ten), ["trade"], ["trade"])
    >>> table[["before", "after", "verdict"]].values.tolist()
    [[0.825, 0.1, 'less']]
    """
    in_core = np.array([theme in core for theme in themes], dtype=bool)
    by_name = np.argsort(np.array(themes, dtype=object), kind="stable")
    if {before.parts.shape[1], after.parts.shape[1]} != {len(themes)}:
        raise ValueError(f"`parts` has another number of columns than the {len(themes)} themes: give each a name.")
    one, other = (Units(side.parts[:, by_name], side.wholes, side.strata) for side in (before, after))
    columns = {
        name: column[np.argsort(by_name)] for name, column in compare_arrays(one, other, in_core[by_name]).items()
    }
    columns |= {"theme": np.array(themes, dtype=object), "family": np.where(in_core, CORE, CONTEXT).astype(object)}
    for name, side in (("n_before", before), ("n_after", after)):
        columns[name] = np.full(len(themes), int((side.wholes > 0).sum()))
    return pd.DataFrame(columns)[CHANGE_COLUMNS]


def compare_arrays(before: Units, after: Units, in_core: NDArray[np.bool_]) -> Columns:
    """The columns of `compare_units` from before to verdict, (k,) each, for themes in an order of the caller's own.

    in_core : (k,) whether a theme is of the core family.
    """
    pooled = _pool(before, after)
    shares = [_share(pooled, ~pooled.is_after), _share(pooled, pooled.is_after)]
    facts = {"before": shares[0], "after": shares[1], "change": shares[1] - shares[0]}
    if not _testable(pooled):
        return facts | untested(len(in_core))
    permuted, more = _permute(pooled, facts["change"])
    judged = judge_families(facts["change"], permuted, in_core)
    if judged["adjusted_p"].min() < P_WORTH_MORE:
        judged = judge_families(facts["change"], np.vstack([permuted, *more]), in_core)
    return facts | judged


def _pool(before: Units, after: Units) -> _Pooled:
    if (before.strata is None) != (after.strata is None):
        raise ValueError("Only one of the two groups has strata: give them to both, or to neither.")
    wholes = np.concatenate([before.wholes, after.wholes]).astype(float)
    parts = np.concatenate([before.parts, after.parts]).astype(float)
    is_after = np.arange(len(wholes)) >= len(before.wholes)
    strata = np.zeros(len(wholes), dtype=np.intp)
    if before.strata is not None and after.strata is not None:
        strata = np.unique(np.concatenate([before.strata, after.strata]), return_inverse=True)[1]
    order = np.lexsort((*parts.T, wholes, strata))
    order = order[wholes[order] > 0]
    return _Pooled(parts[order], wholes[order], strata[order], is_after[order])


def _share(pooled: _Pooled, chosen: NDArray[np.bool_]) -> Floats:
    whole = pooled.wholes[chosen].sum()
    share: Floats = pooled.parts[chosen].sum(axis=0) / (whole if whole else np.nan)
    return share


def _testable(pooled: _Pooled) -> bool:
    """Whether each group has units enough in the strata that both have."""
    sides = np.stack([np.bincount(pooled.strata[side], minlength=1 + pooled.strata.max(initial=0))
                      for side in (pooled.is_after, ~pooled.is_after)])  # fmt: skip
    return bool(sides[:, (sides > 0).all(axis=0)].sum(axis=1).min() >= MIN_UNITS)


def _permute(pooled: _Pooled, observed: Floats) -> tuple[Floats, Iterator[Floats]]:
    """The change of each theme in arrangements, (arrangements, k), the observed one included; and in more of them.

    The group that is drawn is the smaller one, whichever of the two it is, so that swapping the groups
    changes signs only.
    """
    keys = [(side.sum(), pooled.wholes[side].sum(), *pooled.parts[side].sum(axis=0).tolist())
            for side in (~pooled.is_after, pooled.is_after)]  # fmt: skip
    drawn_after = keys[1] < keys[0]
    drawn = pooled.is_after if drawn_after else ~pooled.is_after
    counts = (np.bincount(pooled.strata), np.bincount(pooled.strata, weights=drawn))
    sizes: Sizes = tuple((int(n), int(chosen)) for n, chosen in zip(*counts, strict=True))
    changes = (_change(pooled, matrix, 1 if drawn_after else -1) for matrix in arrange(sizes))
    first = next(changes)
    return first if count_arrangements(sizes) <= MAX_LISTED else np.vstack([observed, first]), changes


def _change(pooled: _Pooled, matrix: Floats, sign: int) -> Floats:
    """The change of each theme in the arrangements of a matrix: the drawn group less the rest, or the other way."""
    both = np.column_stack([pooled.parts, pooled.wholes])
    chosen = matrix @ both
    rest = both.sum(axis=0) - chosen
    change: Floats = chosen[:, :-1] / chosen[:, -1:] - rest[:, :-1] / rest[:, -1:]
    return sign * change
