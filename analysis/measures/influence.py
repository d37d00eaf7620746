"""Leave-one-out: a corpus and a codebook → each shift without each pattern and each point."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import compress
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..codebook.matcher import Matcher
from ..codebook.model import Codebook
from ..codebook.tagging import find_fits, find_matches, tag_sentences
from .counts import count_readouts

INFLUENCE_COLUMNS = [
    "from_id", "to_id", "theme", "left_out", "what", "readout_id", "sentence", "n_sentences", "before_without",
    "after_without", "moved", "change", "change_without",
]  # fmt: skip
HINGE_COLUMNS = ["from_id", "to_id", "theme", "left_out", "what", "change", "change_without", "moved"]
PATTERN, POINT = "pattern", "point"
_SENTENCE = ["readout_id", "sentence"]
_Pattern = tuple[str, str]  # its theme, and as the codebook writes it


class _Without(NamedTuple):
    """The tables without something: a pattern, or a point of a readout; `sentence` is the first it touches."""

    left_out: str
    what: str
    readout_id: str
    sentence: int
    n_sentences: int
    sentences: pd.DataFrame
    tags: pd.DataFrame


def leave_out(
    sentences: pd.DataFrame, codebook: Codebook, from_id: str, to_id: str, *, matcher: Matcher | None = None
) -> pd.DataFrame:
    """The shifts between two meetings without each pattern that changes a tag, and without each of their points.

    Parameters
    ----------
    sentences : as from `corpus`.
    codebook : the patterns. Where one is left out, shorter patterns nested in its matches count.
    from_id, to_id : the two meetings.
    matcher : the codebook's own, if built already.

    Returns
    -------
    INFLUENCE_COLUMNS, one row per theme and thing left out that changes a tag or takes a point away: left_out
    ("pattern" or "point"), what (the pattern, or the point's number), readout_id and sentence (the first that it
    touches), n_sentences (how many it touches), before_without and after_without (the theme's shares of words at the
    two meetings), moved (how far it moves the share that it moves more, signed), change (with everything),
    change_without. These are facts about the texts, none of them tested. The only point of a readout is not left out.
    """
    own = sentences[sentences["readout_id"].isin([from_id, to_id])].reset_index(drop=True)
    matcher = matcher or Matcher(codebook)
    matches = find_matches(own, codebook, matcher=matcher)
    tags = tag_sentences(own, matches, codebook, matcher=matcher)
    whole = _measure(own, tags, codebook.keys, from_id, to_id)
    parts = []
    for without in [*_without_patterns(own, matches, tags, matcher), *_without_points(own, tags)]:
        table = _measure(without.sentences, without.tags, codebook.keys, from_id, to_id)
        parts.append(pd.DataFrame({
            "from_id": from_id, "to_id": to_id, "theme": codebook.keys, "left_out": without.left_out,
            "what": without.what, "readout_id": without.readout_id, "sentence": without.sentence,
            "n_sentences": without.n_sentences, "before_without": table["before"], "after_without": table["after"],
            "moved": _moved(whole, table), "change": whole["change"], "change_without": table["change"],
        }))  # fmt: skip
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=INFLUENCE_COLUMNS)


def _moved(whole: pd.DataFrame, without: pd.DataFrame) -> pd.Series:
    before, after = (without[side] - whole[side] for side in ("before", "after"))
    return before.where(before.abs() >= after.abs(), after)


def find_hinges(influence: pd.DataFrame) -> pd.DataFrame:
    """For each theme the pattern, and the point, without which its share at a meeting moves most.

    Parameters
    ----------
    influence : as from `leave_out`.

    Returns
    -------
    HINGE_COLUMNS, one row per pair of meetings, theme and kind left out: what ("" where nothing moves it), change,
    change_without, moved.
    """
    keys = ["from_id", "to_id", "theme", "left_out"]
    ranked = influence.assign(size=influence["moved"].abs().round(12).fillna(0))
    ranked = ranked.sort_values(["size", "what"], ascending=[False, True], kind="stable")
    most = ranked.drop_duplicates(keys).set_index(keys)
    most = most.reindex(pd.MultiIndex.from_frame(influence[keys].drop_duplicates()))
    table = most.assign(what=most["what"].where(most["size"] > 0, ""))
    return table.reset_index()[HINGE_COLUMNS]


def _measure(
    sentences: pd.DataFrame, tags: pd.DataFrame, themes: Sequence[str], from_id: str, to_id: str
) -> pd.DataFrame:
    counts = count_readouts([from_id, to_id], sentences, tags, themes)
    before, after = (counts[name].values["share_words"][:-1] for name in (from_id, to_id))
    return pd.DataFrame({"before": before, "after": after, "change": after - before})


def _without_patterns(
    sentences: pd.DataFrame, matches: pd.DataFrame, tags: pd.DataFrame, matcher: Matcher
) -> Iterator[_Without]:
    """For each pattern that fits a sentence: match those sentences again without it."""
    fits: dict[_Pattern, set[int]] = {}
    for entry, rows in find_fits(sentences["text"].tolist(), matcher).items():
        if (theme := matcher.entries[entry].theme) is not None:
            fits.setdefault((theme, matcher.entries[entry].source), set()).update(rows)
    row_of = {key: row for row, key in enumerate(sentences[_SENTENCE].itertuples(index=False, name=None))}
    found = _placed(matches, row_of)
    rows_found = np.array([row for row, _ in found], dtype=np.int64)
    again = _match_again(sentences, fits, matcher)
    for pattern, touched in fits.items():
        before = np.isin(rows_found, sorted(touched))
        placed = _placed(again[pattern], row_of)
        here = [row in touched for row, _ in placed]
        if {*compress(placed, here)} == {*compress(found, before)}:
            continue
        new = pd.concat([matches[~before], again[pattern][here]])
        new_tags = tag_sentences(sentences, new, matcher.codebook, matcher=matcher)
        if not new_tags.equals(tags):
            first = sentences.iloc[min(touched)]
            yield _Without(
                PATTERN, pattern[1], first["readout_id"], first["sentence"], len(touched), sentences, new_tags
            )


def _match_again(
    sentences: pd.DataFrame, fits: Mapping[_Pattern, set[int]], matcher: Matcher
) -> dict[_Pattern, pd.DataFrame]:
    """The matches without each pattern, at least of the sentences that it fits.

    Patterns that fit sentences far apart are left out together: where one fits, the others do not.
    """
    within = matcher.codebook.topics.within  # a topic comes from the sentences before
    groups: list[tuple[set[int], list[_Pattern]]] = []
    for pattern, rows in fits.items():
        around = {max(row - back, 0) for row in rows for back in range(within + 1)}
        group = next((group for group in groups if group[0].isdisjoint(around)), None)
        if group is None:
            groups.append(group := (set(), []))
        group[0].update(around)
        group[1].append(pattern)
    again: dict[_Pattern, pd.DataFrame] = {}
    for rows, left_out in groups:
        matches = find_matches(sentences.iloc[sorted(rows)], matcher.codebook, matcher=matcher.without(left_out))
        again |= dict.fromkeys(left_out, matches)
    return again


def _placed(matches: pd.DataFrame, row_of: Mapping[tuple[Hashable, ...], int]) -> list[tuple[int, str]]:
    """The row of the sentence of each match, and its theme."""
    keys = zip(matches["readout_id"], matches["sentence"], strict=True)
    return [(row_of[key], theme) for key, theme in zip(keys, matches["theme"], strict=True)]


def _without_points(sentences: pd.DataFrame, tags: pd.DataFrame) -> Iterator[_Without]:
    for (name, point), own in sentences.groupby(["readout_id", "point"], sort=False):
        rest = sentences.drop(index=own.index)
        if (rest["readout_id"] == name).any():
            yield _Without(POINT, str(point), name, own["sentence"].iloc[0], len(own), rest, tags)
