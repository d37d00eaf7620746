"""Batches of documents → the emphasis of each document, month or year; documents may come in any order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..codebook.matcher import Matcher
from ..codebook.model import NONE
from ..measures.counts import ReadoutCounts
from ..measures.emphasis import EMPHASIS_COLUMNS, emphasis_of_counts
from ..measures.intervals import Bounded, interval_of_share
from .batches import Batch
from .counting import Sums, count_batch, sum_documents

DOCUMENT, MONTH, YEAR = "document", "month", "year"
LETTERS = {MONTH: len("2024-05"), YEAR: len("2024")}  # of a date, that name its group
GROUP_COLUMNS = [
    "group", "n_documents", "theme", "n_words", "n_sentences", "n_matches", "share_words", "share_sentences",
    "share_points", "per_1000_words", "low", "high", "rests_on",
]  # fmt: skip
DOCUMENT_COLUMNS = ["group", "file", "date", "n_documents", *EMPHASIS_COLUMNS[1:], "rests_on"]
POINTS, DOCUMENTS = "points", "documents"  # the units that an interval rests on
Known = tuple[dt.date | None, str, str]  # date, name and file of a document


class Group(NamedTuple):
    """The documents of a month or a year.

    name : "2024-05" or "2024". sums : of its documents, in the order of dates, names and files.
    only_document : its document with words, if it has exactly one; else None.
    """

    name: str
    sums: Sums
    only_document: ReadoutCounts | None


def measure_documents(batches: Iterable[Batch], matcher: Matcher) -> pd.DataFrame:
    """Emphasis of each theme, and of `none`, in each document; zeros are rows.

    Parameters
    ----------
    batches : documents as from `check_batches`, cut and ordered in any way: the table is the same. Their texts are
        not kept.
    matcher : of the codebook.

    Returns
    -------
    DOCUMENT_COLUMNS, in the order of dates (documents without one last), then of names and files: group is the
    readout_id, which may be that of several documents, but of one only in each file; n_documents 1, rests_on
    "points", NA where the document has fewer than two; the others as in `measure_emphasis`.
    """
    known: list[Known] = []
    tables, themes = [], matcher.codebook.keys
    for some in (count_batch(batch, matcher) for batch in batches):
        tables.append(emphasis_of_counts({str(n): some.readout(n) for n in range(len(some.names))}, themes))
        known += zip(some.dates, some.names, some.files, strict=True)
    if not tables:
        return pd.DataFrame(columns=DOCUMENT_COLUMNS)
    order, k = _in_time(known), len(themes) + 1
    rows = (order[:, None] * k + np.arange(k)).ravel()
    table = pd.concat(tables, ignore_index=True).take(rows).reset_index(drop=True)
    for n, name in enumerate(["date", "group", "file"]):
        table[name] = np.array([one[n] for one in known], dtype=object)[order].repeat(k)
    table["rests_on"] = np.array([None, POINTS], dtype=object)[table["low"].notna().astype(int)]
    return table.assign(n_documents=1)[DOCUMENT_COLUMNS]


def _in_time(known: list[Known]) -> NDArray[np.int64]:
    """The places of documents in the order of dates, those without one last, then of names and files."""
    keys = [(date is None, date or dt.date.max, name, file) for date, name, file in known]
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)


def gather_groups(batches: Iterable[Batch], matcher: Matcher, by: str) -> list[Group]:
    """The documents of each month or year that has any, as numbers, in the order of time.

    `batches` as in `measure_documents`, each document with a date; `by` is "month" or "year".
    """
    if by not in LETTERS:
        raise ValueError(f"The 'by' parameter of gather_groups must be one of {list(LETTERS)}. Got {by!r} instead.")
    known: list[Known] = []
    parts: list[Sums] = []
    only_documents: dict[str, ReadoutCounts | None] = {}
    for some in (count_batch(batch, matcher) for batch in batches):
        sums = sum_documents(some)
        known += zip(some.dates, some.names, some.files, strict=True)
        parts.append(sums)
        for n in np.flatnonzero(sums.wholes[:, 0]).tolist():
            group = str(some.dates[n])[: LETTERS[by]]
            only_documents[group] = some.readout(n) if group not in only_documents else None
    order = _in_time(known)
    groups = [str(known[n][0])[: LETTERS[by]] for n in order]
    first = [n for n, group in enumerate(groups) if not n or group != groups[n - 1]]
    columns = [np.concatenate(column)[order] for column in zip(*parts, strict=True)]
    return [
        Group(groups[a], Sums(*(column[a:b] for column in columns)), only_documents.get(groups[a]))
        for a, b in pairwise([*first, len(groups)])
    ]


def measure_groups(groups: Sequence[Group], themes: Sequence[str]) -> pd.DataFrame:
    """Emphasis of each theme, and of `none`, in each group of documents taken together; zeros are rows.

    The interval rests on the documents wherever two or more have words; of a single document, on its points, and says
    nothing of others that might have been written. A month or year without documents is not a row.

    Returns
    -------
    GROUP_COLUMNS, one row per group and theme: n_documents (all of the group, also empty ones), share_words (part of
    all their words), low and high (its 95 % interval), rests_on ("documents" or "points", NA where there is no
    interval); the others as in `measure_emphasis`.
    """
    if not groups:
        return pd.DataFrame(columns=GROUP_COLUMNS)
    rows = [_row(group) for group in groups]
    columns = {name: np.concatenate([row[name] for row in rows]) for name in rows[0]}
    columns["group"] = np.array([group.name for group in groups], dtype=object).repeat(len(themes) + 1)
    columns["theme"] = np.tile(np.array([*themes, NONE], dtype=object), len(groups))
    return pd.DataFrame(columns)[GROUP_COLUMNS].astype(dict.fromkeys(["n_sentences", "n_matches"], "Int64"))


def _row(group: Group) -> dict[str, NDArray[Any]]:
    """The columns of one group, each (k,)."""
    sums, (bounded, rests_on) = group.sums, _bounds(group)
    words, sentences, points = (whole if whole else np.nan for whole in sums.wholes.sum(axis=0))
    matches = sums.matches.sum(axis=0)
    k = len(matches)
    return {
        "n_documents": np.full(k, len(sums.wholes)),
        "n_words": sums.words.sum(axis=0),
        "n_sentences": sums.sentences.sum(axis=0),
        "n_matches": np.append(matches[:-1], np.nan),
        "share_words": bounded.shares,
        "share_sentences": sums.sentences.sum(axis=0) / sentences,
        "share_points": sums.points.sum(axis=0) / points,
        "per_1000_words": 1000 * matches / words,
        "low": bounded.low,
        "high": bounded.high,
        "rests_on": np.full(k, rests_on, dtype=object),
    }


def _bounds(group: Group) -> tuple[Bounded, str | None]:
    """Shares of words with their intervals, and what these rest on."""
    words, wholes = group.sums.words, group.sums.wholes[:, 0]
    if (wholes > 0).sum() > 1:
        return interval_of_share(words, wholes), DOCUMENTS
    if group.only_document is not None and len(group.only_document.units.wholes) > 1:
        return group.only_document.bounded, POINTS
    return interval_of_share(words, wholes), None
