"""Batches of documents → tables of tagged sentences and of matches: the one way in which documents are tagged."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd
import pyarrow as pa

from .tagging import Matcher, find_matches, tag_sentences
from .text import count_words, sentence_spans

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
_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*?\n\s*?\n|\s*\Z)", re.DOTALL)
Coded = tuple[int, int, int]  # point, start, end of a sentence


class Batch(NamedTuple):
    """Documents that are tagged together, 1 to 2 MB of text; every field has one entry per document.

    file : as people are shown it. readout_id : unique within the run. kind : of the readout, "" where not known.
    date : of the document, None where not known.
    text : strings. coded : the sentences that are coded, each as its point, start and end in code points; None for a
    document of which every sentence is coded, its paragraphs being the points.
    """

    file: list[str]
    readout_id: list[str]
    kind: list[str]
    date: list[dt.date | None]
    text: pa.Array
    coded: list[list[Coded] | None]


def tag_batch(batch: Batch, matcher: Matcher) -> tuple[pa.Table, pa.Table]:
    """Tag every coded sentence of a batch: tables of SENTENCE_SCHEMA and MATCH_SCHEMA, in the order of the batch."""
    rows = list(_rows(batch))
    columns = ["file", "readout_id", "kind", "point", "sentence", "text", "start", "end", "n_words"]
    sentences = pd.DataFrame(rows, columns=columns)
    matches = find_matches(sentences, matcher.codebook, matcher=matcher)
    tags = tag_sentences(sentences, matches, matcher.codebook).groupby(["readout_id", "sentence"])
    themes, how = tags["theme"].agg(";".join).to_dict(), tags["how"].first().to_dict()
    keys = list(zip(sentences["readout_id"], sentences["sentence"], strict=True))
    sentences["themes"] = [themes.get(key, "") for key in keys]
    sentences["carried"] = [how.get(key) == "carried" for key in keys]
    files = dict(zip(batch.readout_id, batch.file, strict=True))
    matches["file"] = matches["readout_id"].map(files)
    return (
        pa.Table.from_pandas(sentences, SENTENCE_SCHEMA, preserve_index=False).replace_schema_metadata(),
        pa.Table.from_pandas(matches, MATCH_SCHEMA, preserve_index=False).replace_schema_metadata(),
    )


def _rows(batch: Batch) -> Iterator[tuple[object, ...]]:
    texts = batch.text.to_pylist()
    for file, name, kind, text, coded in zip(batch.file, batch.readout_id, batch.kind, texts, batch.coded, strict=True):
        for n, (point, start, end) in enumerate(_whole(text) if coded is None else coded, start=1):
            part = text[start:end]
            yield file, name, kind, point, n, part, start, end, count_words(part)


def _whole(text: str) -> list[Coded]:
    """Every sentence of a text, by paragraphs."""
    paragraphs = enumerate(_PARAGRAPH.finditer(text), start=1)
    return [(n, *span) for n, part in paragraphs for span in sentence_spans(text, *part.span())]
