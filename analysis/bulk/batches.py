"""Batches of documents → tables of tagged sentences and of matches: the one way in which documents are tagged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..codebook.carrying import Tags, carry_over
from ..codebook.conditions import Kinds, Readouts
from ..codebook.matcher import Matcher
from ..text.arrays import Flags, Offsets, starts_of_runs
from ..text.char_classes import CharClasses
from ..text.encoding import Utf8Text
from ..text.paragraphs import split_items, split_paragraphs
from ..text.search import Hits
from ..text.sentences import split_sentences
from ..text.words import count_words_within
from .arrow import flags, lengths, numbers, parts, pick, strings

SENTENCE_SCHEMA = pa.schema(
    {
        "file": pa.string(), "readout_id": pa.string(), "point": pa.int32(), "sentence": pa.int32(),
        "start": pa.int32(), "end": pa.int32(), "n_words": pa.int32(), "themes": pa.string(),
        "carried": pa.bool_(), "text": pa.string(),
    }
)  # fmt: skip
MATCH_SCHEMA = pa.schema(
    {
        "file": pa.string(), "readout_id": pa.string(), "sentence": pa.int32(), "theme": pa.string(),
        "pattern": pa.string(), "matched": pa.string(), "start": pa.int32(), "end": pa.int32(),
    }
)  # fmt: skip
Coded = tuple[int, int, int]  # point, start, end of a sentence


class Batch(NamedTuple):
    """Documents that are tagged together, 1 to 2 MB of text; every field has one entry per document.

    file : as people are shown it. readout_id : of the document. kind : of the readout, with its level; "" if not known.
    date : of the document, None where not known.
    text : strings. coded : the sentences that are coded, each as its point, start and end in code points, in order;
    None for a document of which every sentence is coded, its paragraphs and items of lists being the points.
    sides : that met, joined by ";", "" where not known; empty if known of no document.
    """

    file: list[str]
    readout_id: list[str]
    kind: list[str]
    date: list[dt.date | None]
    text: pa.Array
    coded: list[list[Coded] | None]
    sides: Sequence[str] = ()


class _Sentences(NamedTuple):
    """The coded sentences of a batch, in order.

    document, point, number : of what, within what. start, end : in the joined text. n_words.
    """

    document: Offsets
    point: Offsets
    number: Offsets
    start: Offsets
    end: Offsets
    n_words: Offsets


class _Joined(NamedTuple):
    """The texts of a batch as one: its characters, first and stop of each document in it."""

    characters: Utf8Text
    first: Offsets
    stop: Offsets


def tag_batch(batch: Batch, matcher: Matcher, text: bool = True) -> tuple[pa.Table, pa.Table]:
    """Tag every coded sentence of a batch: tables of SENTENCE_SCHEMA and MATCH_SCHEMA, in the order of the batch.

    A sentence without a word, such as a row of stars, is left out where all of a document is coded. `text` is whether
    there is a column of that name. Raises ValueError for texts that are no array of strings, or have a null.
    """
    if batch.text.type not in (pa.string(), pa.large_string()) or batch.text.null_count:
        raise ValueError(f"The texts of a batch must be strings without null. Got {batch.text.type} instead.")
    joined = _join(batch.text)
    sentences = _split(batch, joined)
    folded = matcher.fold(joined.characters, sentences.start, sentences.end)
    known = (Kinds.from_list(values) if any(values) else None for values in (batch.kind, batch.sides))
    kinds, sides = (one and one._replace(of=one.of[sentences.document]) for one in known)
    reading = matcher.read(folded)
    hits = matcher.match(reading, Readouts(kinds, sides, sentences.document))
    follows = ~starts_of_runs(sentences.document) & ~starts_of_runs(sentences.point)
    tags = carry_over(hits.sentence, matcher.theme[hits.entry], follows, matcher.points_back(reading))
    return (
        _sentence_table(batch, joined, sentences, tags, _names(matcher)[0], text),
        _match_table(batch, joined, sentences, hits, matcher),
    )


@lru_cache(maxsize=1)
def _names(matcher: Matcher) -> tuple[pa.Array, pa.Array]:
    """The themes and the patterns of a codebook as columns of tables take them, made once a matcher."""
    return strings(matcher.codebook.keys), strings([entry.source for entry in matcher.entries])


def _join(texts: pa.Array) -> _Joined:
    """Texts in UTF-8 with a line end between them."""
    whole = pa.LargeListArray.from_arrays(numbers(np.array([0, len(texts)]), pa.int64()), texts)
    joined = pc.binary_join(whole, strings(["\n"]).cast(texts.type)[0])[0].as_buffer()
    characters = Utf8Text(joined.to_pybytes() if len(texts) else b"")
    stop = characters.character_of(np.cumsum(lengths(texts) + 1) - 1)
    return _Joined(characters, np.concatenate([[0], stop + 1])[: len(stop)], stop)


def _split(batch: Batch, joined: _Joined) -> _Sentences:
    """The coded sentences: those given, and all of the documents of which none are."""
    classes = CharClasses(joined.characters)
    given, found = _given(batch, joined), _whole(batch, joined, classes)
    order = np.argsort(np.concatenate([given[2], found[2]]), kind="stable")
    document, point, start, end = (np.concatenate(pair)[order] for pair in zip(given, found, strict=True))
    n_words = count_words_within(classes, start, end)
    said = np.flatnonzero((n_words > 0) | (point >= 0))
    document, point = document[said], point[said]
    counted = _count_since(starts_of_runs(document), starts_of_runs(point))
    number = _count_since(starts_of_runs(document), np.ones(len(document), dtype=bool))
    return _Sentences(document, np.where(point >= 0, point, counted), number, start[said], end[said], n_words[said])


def _given(batch: Batch, joined: _Joined) -> Offsets:
    """Document, point, start and end of the sentences that are given, (4, n)."""
    given = [(n, *span) for n, coded in enumerate(batch.coded) for span in coded or ()]
    table: Offsets = np.array(given, dtype=np.int64).reshape(-1, 4).T
    table[2:] += joined.first[table[0]]
    return table


def _whole(batch: Batch, joined: _Joined, classes: CharClasses) -> Offsets:
    """The same of all sentences of the other documents; points are numbers below 0, different for each."""
    documents = np.flatnonzero([coded is None for coded in batch.coded])
    first, stop = joined.first[documents], joined.stop[documents]
    found = split_sentences(classes, *split_items(classes, *split_paragraphs(classes, first, stop)))
    of = documents[np.searchsorted(first, found.start, side="right") - 1]
    return np.stack([of, -1 - found.part, found.start, found.end])


def _count_since(begins: Flags, counted: Flags) -> Offsets:
    """For each entry how many were counted up to it since the last that begins something."""
    count = np.cumsum(counted)
    before = np.where(begins, count - counted, 0)
    return count - np.maximum.accumulate(before)


def sentence_schema(text: bool) -> pa.Schema:
    """SENTENCE_SCHEMA, with or without its column `text`."""
    return SENTENCE_SCHEMA if text else SENTENCE_SCHEMA.remove(SENTENCE_SCHEMA.get_field_index("text"))


def _sentence_table(
    batch: Batch, joined: _Joined, sentences: _Sentences, tags: Tags, themes: pa.Array, text: bool
) -> pa.Table:
    offset = joined.first[sentences.document]
    counts = np.bincount(tags.sentence, minlength=len(offset))
    themes_of = pa.ListArray.from_arrays(numbers(np.concatenate([[0], np.cumsum(counts)])), pick(themes, tags.theme))
    carried = np.zeros(len(offset), dtype=bool)
    carried[tags.sentence[tags.carried]] = True
    columns = [
        pick(batch.file, sentences.document), pick(batch.readout_id, sentences.document), numbers(sentences.point),
        numbers(sentences.number), numbers(sentences.start - offset), numbers(sentences.end - offset),
        numbers(sentences.n_words), pc.binary_join(themes_of, strings([";"])[0]), flags(carried),
    ]  # fmt: skip
    if text:
        columns.append(parts(joined.characters, sentences.start, sentences.end))
    return pa.Table.from_arrays(columns, schema=sentence_schema(text))


def _match_table(batch: Batch, joined: _Joined, sentences: _Sentences, hits: Hits, matcher: Matcher) -> pa.Table:
    document = sentences.document[hits.sentence]
    offset, (themes, patterns) = joined.first[document], _names(matcher)
    columns = [
        pick(batch.file, document), pick(batch.readout_id, document), numbers(sentences.number[hits.sentence]),
        pick(themes, matcher.theme[hits.entry]), pick(patterns, hits.entry),
        parts(joined.characters, hits.start, hits.end), numbers(hits.start - offset), numbers(hits.end - offset),
    ]  # fmt: skip
    return pa.Table.from_arrays(columns, schema=MATCH_SCHEMA)
