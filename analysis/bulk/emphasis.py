"""Batches of documents → the emphasis of each document, month or year; documents may come in any order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..codebook.model import NONE, Codebook
from ..measures.counts import ReadoutCounts
from ..measures.emphasis import EMPHASIS_COLUMNS, emphasis_of_counts
from ..measures.intervals import Bounded, interval_of_share
from .batches import Batch
from .counting import Sums, count_batch, sum_documents
from .engines import HERE, Engine
from .worker import matcher_of

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


def measure_documents(batches: Iterable[Batch], codebook: Codebook, engine: Engine = HERE) -> pd.DataFrame:
    """Emphasis of each theme, and of `none`, in each document; zeros are rows.

    Parameters
    ----------
    batches : documents as from `check_batches`, cut and ordered in any way: the table is the same. Their texts are
        not kept.
    engine : where they are tagged.

    Returns
    -------
    DOCUMENT_COLUMNS, in the order of dates (documents without one last), then of names and files: group is the
    readout_id, which may be that of several documents, but of one only in each file; n_documents 1, rests_on
    "points", NA where the document has fewer than two; the others as in `measure_emphasis`.
    """
    known: list[Known] = []
    tables = []
    for batch, table in _count(_measure_batch, batches, codebook, engine):
        tables.append(table)
        known += _known(batch)
    if not tables:
        return pd.DataFrame(columns=DOCUMENT_COLUMNS)
    order, k = _in_time(known), len(codebook.keys) + 1
    rows = (order[:, None] * k + np.arange(k)).ravel()
    table = pd.concat(tables, ignore_index=True).take(rows).reset_index(drop=True)
    for n, name in enumerate(["date", "group", "file"]):
        table[name] = np.array([one[n] for one in known], dtype=object)[order].repeat(k)
    table["rests_on"] = np.array([None, POINTS], dtype=object)[table["low"].notna().astype(int)]
    return table.assign(n_documents=1)[DOCUMENT_COLUMNS]


def _count(
    work: Callable[..., Any], batches: Iterable[Batch], codebook: Codebook, engine: Engine, *more: Any
) -> Iterator[tuple[Batch, Any]]:
    """Each batch with what `work` makes of it."""
    written = codebook.model_dump_json()
    with closing(engine.run(work, ((batch, written, *more) for batch in batches))) as counted:
        yield from counted


def _measure_batch(batch: Batch, codebook: str) -> pd.DataFrame:
    """The emphasis of each document of a batch, known by its number."""
    matcher = matcher_of(codebook)
    some = count_batch(batch, matcher)
    return emphasis_of_counts({str(n): some.readout(n) for n in range(len(some.names))}, matcher.codebook.keys)


def _sum_batch(batch: Batch, codebook: str, letters: int) -> tuple[Sums, dict[str, ReadoutCounts | None]]:
    """The sums of each document of a batch; of each month or year its only document with words, None for several."""
    some = count_batch(batch, matcher_of(codebook))
    sums, only = sum_documents(some), dict[str, ReadoutCounts | None]()
    for n in np.flatnonzero(sums.wholes[:, 0]).tolist():
        group = str(some.dates[n])[:letters]
        only[group] = some.readout(n) if group not in only else None
    return sums, only


def _known(batch: Batch) -> list[Known]:
    return list(zip(batch.date, batch.readout_id, batch.file, strict=True))


def _in_time(known: list[Known]) -> NDArray[np.int64]:
    """The places of documents in the order of dates, those without one last, then of names and files."""
    keys = [(date is None, date or dt.date.max, name, file) for date, name, file in known]
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)


def gather_groups(batches: Iterable[Batch], codebook: Codebook, by: str, engine: Engine = HERE) -> list[Group]:
    """The documents of each month or year that has any, as numbers, in the order of time.

    `batches` as in `measure_documents`, each document with a date; `by` is "month" or "year".
    """
    if by not in LETTERS:
        raise ValueError(f"The 'by' parameter of gather_groups must be one of {list(LETTERS)}. Got {by!r} instead.")
    known: list[Known] = []
    parts: list[Sums] = []
    only_documents: dict[str, ReadoutCounts | None] = {}
    for batch, (sums, only) in _count(_sum_batch, batches, codebook, engine, LETTERS[by]):
        known += _known(batch)
        parts.append(sums)
        for group, readout in only.items():
            only_documents[group] = None if group in only_documents else readout
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
