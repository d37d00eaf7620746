"""Batches of documents → the emphasis of each document, month or year; documents may come in any order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..batches import Batch
from ..codebook import NONE
from ..emphasis import EMPHASIS_COLUMNS, measure_emphasis
from ..faults import Fault, InputFaults
from ..intervals import Bounded
from ..measures import Measured, Readout
from ..periods import spread_within
from ..shifts import FEWEST, MAIN
from ..tagging import Matcher
from .counting import Counted, Sums, count_batch, sum_documents

DOCUMENT, MONTH, YEAR = "document", "month", "year"
LETTERS = {MONTH: len("2024-05"), YEAR: len("2024")}  # of a date, that name its group
GROUP_COLUMNS = [
    "group", "n_documents", "theme", "n_words", "n_sentences", "n_matches", "share_words", "share_sentences",
    "share_points", "per_1000_words", "low", "high", "rests_on",
]  # fmt: skip
DOCUMENT_COLUMNS = ["group", "date", "n_documents", *EMPHASIS_COLUMNS[1:], "rests_on"]
SENTENCES, DOCUMENTS = "sentences", "documents"  # what an interval rests on
MOST_TOLD = 20  # documents that are told one by one


def measure_groups(batches: Iterable[Batch], matcher: Matcher, by: str = DOCUMENT) -> pd.DataFrame:
    """Emphasis of each theme, and of `none`, in each group of documents; zeros are rows.

    A group is a document, or all documents of a month or a year, taken together: its share of words is the theme's
    part of all their words. A month or year without documents is no row: nothing is known of it.

    The interval of a document is that of `measure_emphasis`: its sentences are drawn again. Documents of one month
    differ more than their sentences tell, so the interval of a month or year rests on the documents wherever
    two or more have words (see `periods.spread_within`); wide where they are few. Where only one has, there is no
    spread between documents: the interval is that document's, by its sentences, and tells nothing of others that might
    have been written. `rests_on` says which.

    Parameters
    ----------
    batches : documents, cut and ordered in any way: the table is the same. Their texts are not kept.
    matcher : of the codebook.
    by : "document", "month" or "year"; for the last two each document must have a date.

    Returns
    -------
    By document DOCUMENT_COLUMNS, in the order of dates (those without one last), then of names; by month or year
    GROUP_COLUMNS, in the order of time. group is the readout_id, "2024-05" or "2024"; n_documents are all
    documents of the group, also empty ones; rests_on is "sentences" or "documents", NA where nothing has words;
    the others as in `measure_emphasis`.

    Raises
    ------
    InputFaults for documents without a date where one is needed, and for two documents of one name.
    """
    counted = (count_batch(batch, matcher) for batch in _checked(batches, by != DOCUMENT))
    themes = matcher.codebook.keys
    return _by_document(counted, themes) if by == DOCUMENT else _by_time(counted, themes, LETTERS[by])


def _checked(batches: Iterable[Batch], dated: bool) -> Iterator[Batch]:
    """The batches, until something is wrong with one; the rest is then read for its faults only."""
    seen: dict[str, str] = {}
    faults: list[Fault] = []
    for batch in batches:
        for file, name, date in zip(batch.file, batch.readout_id, batch.date, strict=True):
            if name in seen:
                told = f"{name!r} is the name of a document of {seen[name]} too; each needs a name of its own."
                faults.append(Fault(file, 0, told))
            seen[name] = file
            if dated and date is None:
                faults.append(Fault(file, 0, f"{name!r} has no date, so that its month and year are not known."))
        if not faults:
            yield batch
    if faults:
        more = len(faults) - MOST_TOLD
        left = [Fault(faults[MOST_TOLD].file, 0, f"{more} more faults, from this file on.")] if more > 0 else []
        raise InputFaults([*faults[:MOST_TOLD], *left])


def _by_document(counted: Iterable[Counted], themes: list[str]) -> pd.DataFrame:
    names: list[str] = []
    dates: list[dt.date | None] = []
    tables = []
    for some in counted:
        readouts = [some.readout(n) for n in range(len(some.names))]
        tables.append(measure_emphasis({readout.name: readout for readout in readouts}, themes))
        names += some.names
        dates += some.dates
    if not tables:
        return pd.DataFrame(columns=DOCUMENT_COLUMNS)
    order, k = _in_time(names, dates), len(themes) + 1
    rows = (order[:, None] * k + np.arange(k)).ravel()
    table = pd.concat(tables, ignore_index=True).take(rows).reset_index(drop=True)
    table["date"] = np.array(dates, dtype=object)[order].repeat(k)
    table["rests_on"] = np.array([None, SENTENCES], dtype=object)[table["low"].notna().astype(int)]
    return table.rename(columns={"readout_id": "group"}).assign(n_documents=1)[DOCUMENT_COLUMNS]


def _in_time(names: list[str], dates: list[dt.date | None]) -> NDArray[np.int64]:
    """The places of documents in the order of dates, those without one last, then of names."""
    days = [date.toordinal() if date else dt.date.max.toordinal() + 1 for date in dates]
    return np.array(sorted(range(len(names)), key=lambda n: (days[n], names[n])), dtype=np.int64)


def _by_time(counted: Iterable[Counted], themes: list[str], letters: int) -> pd.DataFrame:
    names: list[str] = []
    dates: list[dt.date | None] = []
    parts: list[Sums] = []
    alone: dict[str, Readout | None] = {}  # the only document of a group with words; None where there are more
    for some in counted:
        sums = sum_documents(some)
        names += some.names
        dates += some.dates
        parts.append(sums)
        for n, date in enumerate(some.dates):
            if sums.wholes[n, 0]:
                group = str(date)[:letters]
                alone[group] = some.readout(n) if group not in alone else None
    if not parts:
        return pd.DataFrame(columns=GROUP_COLUMNS)
    order = _in_time(names, dates)
    sums = Sums(*(np.concatenate(columns)[order] for columns in zip(*parts, strict=True)))
    groups = np.array([str(dates[n])[:letters] for n in order], dtype=object)
    first = np.flatnonzero(np.append(True, groups[1:] != groups[:-1]))
    rows = [
        _row(Sums(*(column[a:b] for column in sums)), alone.get(groups[a]))
        for a, b in pairwise([*first, len(groups)])
    ]  # fmt: skip
    columns = {name: np.concatenate([row[name] for row in rows]) for name in rows[0]}
    columns["group"] = groups[first].repeat(len(themes) + 1)
    columns["theme"] = np.tile(np.array([*themes, NONE], dtype=object), len(first))
    return pd.DataFrame(columns)[GROUP_COLUMNS].astype(dict.fromkeys(["n_sentences", "n_matches"], "Int64"))


def _row(sums: Sums, alone: Readout | None) -> dict[str, NDArray[Any]]:
    """The columns of one group, each (k,)."""
    bounded, rests_on = _bounds(sums, alone)
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


def _bounds(sums: Sums, alone: Readout | None) -> tuple[Bounded, str | None]:
    """Shares of words with their intervals, and what these rest on; an empty document is no unit."""
    some = sums.wholes[:, 0] > 0
    units = Measured(sums.words[some], sums.wholes[some, 0], "")
    if len(units.wholes) >= FEWEST:
        return spread_within(units, sums.wholes[:, 1].sum()), DOCUMENTS
    if alone is not None:
        return alone.measured[MAIN].bounded, SENTENCES
    return Bounded(units.shares, units.shares, units.shares), None
