"""A batch of documents → its sentences as numbers, of which emphasis is made; the texts are let go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array

from ..codebook.matcher import Matcher
from ..io.faults import Fault
from ..measures.counts import ReadoutCounts
from ..measures.intervals import Floats
from ..text.arrays import Offsets
from .batches import Batch, tag_batch
from .inputs import TABLES


class Counted(NamedTuple):
    """The n documents of a batch and their s sentences as numbers; columns are k themes, `none` the last.

    files, names, dates : of each document, as in Batch.
    first : (n + 1,) where the sentences of each document begin; the last is s.
    words, points : (s,) words of each sentence, number of its point.
    weights : (s, k) part of each sentence that each theme has; every row adds up to 1.
    matches : (s, k) matches; nan for `none`.
    """

    files: list[str]
    names: list[str]
    dates: list[dt.date | None]
    first: Offsets
    words: Floats
    points: Offsets
    weights: Floats
    matches: Floats

    def readout(self, n: int) -> ReadoutCounts:
        """One document of them, which can be kept without the others."""
        own = slice(int(self.first[n]), int(self.first[n + 1]))
        words, weights, matches = (column[own].copy() for column in (self.words, self.weights, self.matches))
        return ReadoutCounts(words, weights, matches, self.points[own].copy())


class Sums(NamedTuple):
    """What n documents give to each of k themes, and what each could give.

    words, sentences, points, matches : (n, k) words given, sentences with it, points with it, matches.
    wholes : (n, 3) words, sentences and points.
    """

    words: Floats
    sentences: Floats
    points: Floats
    matches: Floats
    wholes: Floats


def check_batches(
    batches: Iterable[Batch], dated: bool, on_fault: Callable[[Fault], None], date_column: str | None = None
) -> Iterator[Batch]:
    """The batches without documents that share an id within a file or, if `dated`, have no date.

    A document is known by its file and its id: one id may be in several files. `on_fault` takes what is wrong with
    each that is left out; `date_column` is where its date was looked for.
    """
    seen: set[tuple[str, str]] = set()
    for batch in batches:
        kept = []
        for n, (file, name, date) in enumerate(zip(batch.file, batch.readout_id, batch.date, strict=True)):
            if (file, name) in seen:
                on_fault(Fault(file, 0, f"The id {name!r} occurs twice. Give each document of a file its own id."))
            elif dated and date is None:
                on_fault(Fault(file, 0, _no_date(file, name, date_column)))
            else:
                kept.append(n)
                seen.add((file, name))
        if len(kept) == len(batch.file):
            yield batch
        elif kept:
            yield _keep(batch, kept)


def _keep(batch: Batch, kept: list[int]) -> Batch:
    """Some documents of a batch."""
    files, names, kinds, dates = batch.file, batch.readout_id, batch.kind, batch.date
    return Batch(
        [files[n] for n in kept], [names[n] for n in kept], [kinds[n] for n in kept], [dates[n] for n in kept],
        batch.text.take(pa.array(kept)), [batch.coded[n] for n in kept],
        [batch.sides[n] for n in kept] if batch.sides else (),
    )  # fmt: skip


def _no_date(file: str, name: str, date_column: str | None) -> str:
    """What is said of a document without a date, and where it should be."""
    message = f"The document {name!r} has no date, so its month and year are not known."
    if not file.lower().removesuffix(".gz").endswith(TABLES):
        return f"{message} Write the date into the readout; for other texts, make a table with a column of dates."
    if date_column is None:
        return f"{message} Name the column of dates with --date-column."
    return f"{message} Write one into {date_column!r}."


def count_batch(batch: Batch, matcher: Matcher) -> Counted:
    """Tag a batch of documents, and keep its numbers."""
    themes, numbers = matcher.codebook.keys, [str(n) for n in range(len(batch.file))]
    # By number: the names of documents of several files may be the same.
    sentences, matches = tag_batch(batch._replace(readout_id=numbers), matcher)
    first = np.searchsorted(_documents(sentences), np.arange(len(numbers) + 1))
    rows = first[_documents(matches)] + matches["sentence"].to_numpy() - 1
    counted = np.zeros((len(sentences), len(themes) + 1))
    np.add.at(counted, (rows, _find(matches["theme"], pa.array(themes, pa.string()))), 1.0)
    counted[:, -1] = np.nan
    return Counted(
        batch.file, batch.readout_id, batch.date, first, sentences["n_words"].to_numpy().astype(float),
        sentences["point"].to_numpy().astype(np.int64), _weights(sentences["themes"], themes), counted,
    )  # fmt: skip


def sum_documents(counted: Counted) -> Sums:
    """The numbers of each document's sentences, added up."""
    n = len(counted.names)
    of = np.repeat(np.arange(n), np.diff(counted.first))
    present, ones = (counted.weights > 0).astype(float), np.ones((len(of), 1))
    several = counted.points.max(initial=0) + 1
    pairs, of_pair = np.unique(of * several + counted.points, return_inverse=True)
    in_points = np.minimum(_add_up(present, of_pair, len(pairs)), 1.0)
    wholes = np.column_stack([counted.words, ones])
    return Sums(
        _add_up(counted.weights * counted.words[:, None], of, n), _add_up(present, of, n),
        _add_up(in_points, pairs // several, n), _add_up(counted.matches, of, n),
        np.column_stack([_add_up(wholes, of, n), _add_up(np.ones((len(pairs), 1)), pairs // several, n)]),
    )  # fmt: skip


def _add_up(values: Floats, of: Offsets, n: int) -> Floats:
    """Rows of values added up by what they are of, in their order: (n, k)."""
    places = np.arange(len(of))
    sums: Floats = csr_array((np.ones(len(of)), (of, places)), shape=(n, len(of))) @ values
    return sums


def _documents(table: pa.Table) -> Offsets:
    """Of which document of its batch each row is."""
    places: Offsets = table["readout_id"].cast(pa.int64()).to_numpy()
    return places


def _find(column: pa.ChunkedArray, names: pa.Array) -> Offsets:
    """Where each value of a column stands among some names."""
    places: Offsets = pc.index_in(column.cast(pa.string()), value_set=names).to_numpy().astype(np.int64)
    return places


def _weights(column: pa.ChunkedArray, themes: list[str]) -> Floats:
    """The part of each sentence that each theme has, from its themes joined by ";"; each kind of row is made once."""
    written = pc.unique(column.cast(pa.string()))
    kinds = np.zeros((len(written), len(themes) + 1))
    for kind, joined in zip(kinds, written.to_pylist(), strict=True):
        kind[[themes.index(theme) for theme in joined.split(";")] if joined else -1] = 1.0
    kinds /= kinds.sum(axis=1, keepdims=True)
    return kinds[_find(column, written)]
