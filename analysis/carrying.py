"""Matches → tags: a sentence that only points back has the themes of the one before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from .arrays import Flags, Places, merge, spread

ROUNDS = 2  # sentences of a chain that are asked one after the other, before all that are left


class Tags(NamedTuple):
    """Themes of sentences, one entry for each of both: their numbers, and whether the theme is carried; in order."""

    sentence: Places
    theme: Places
    carried: Flags


def carry_over(sentence: Places, theme: Places, follows: Flags, points_back: Callable[[Places], Flags]) -> Tags:
    """The themes of sentences from their matches, and of those that point back from the sentence before.

    Parameters
    ----------
    sentence, theme : of each match.
    follows : of every sentence, whether one is before it in its point.
    points_back : says of some sentences which refer to the one before; it is asked of those alone for which that
        matters. Where several in a row do, all have the themes of the one before the first.
    """
    n_themes = int(theme.max(initial=0)) + 1
    pairs = merge(sentence * n_themes + theme)
    row, own = np.divmod(pairs, n_themes)
    count = np.bincount(row, minlength=len(follows))
    source, after = _sources(count > 0, follows, points_back)
    owner, number = spread((np.cumsum(count) - count)[source], count[source])
    row, own = np.concatenate([row, after[owner]]), np.concatenate([own, own[number]])
    carried = np.arange(len(row)) >= len(pairs)
    order = np.lexsort((own, row))
    return Tags(row[order], own[order], carried[order])


def _sources(matched: Flags, follows: Flags, points_back: Callable[[Places], Flags]) -> tuple[Places, Places]:
    """The sentences that carry themes, and those from which they have them.

    Chains are short: they are asked round by round, each sentence after the last, and what is left all at once.
    """
    goes_on = np.append(follows & ~matched, False)
    source = np.flatnonzero(matched)
    after = source + 1
    found = [(source[:0], after[:0])]
    for _ in range(ROUNDS):
        asked = np.flatnonzero(goes_on[after])
        asked = asked[points_back(after[asked])] if len(asked) else asked
        source, after = source[asked], after[asked]
        found.append((source, after))
        after = after + 1
    stops = np.flatnonzero(~goes_on)
    owner, place = spread(after, stops[np.searchsorted(stops, after)] - after)
    if len(place):
        failed = np.cumsum(~points_back(place))
        since = np.concatenate([[0], failed])[np.searchsorted(owner, np.arange(len(after)))]
        unbroken = failed == since[owner]
        found.append((source[owner[unbroken]], place[unbroken]))
    sources, afters = zip(*found, strict=True)
    return np.concatenate(sources), np.concatenate(afters)
