"""Pieces of the input → batches of documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ..codebook.conditions import join_sides
from ..corpus.documents import UNPRINTABLE_NAME, Document, parse_document, read_document
from ..corpus.front_matter import FrontMatter, split_front_matter
from ..io.faults import Fault, InputFaults
from ..io.files import read_text
from .arrow import strings
from .batches import Batch, Coded
from .inputs import Piece, Source
from .jsonl_csv import MAX_ROW_BYTES, read_lines
from .limits import LIMITS, Limits
from .parquet import read_columns
from .rows import Layout, OnRead, Row

READOUT, TEXT = "readout", "text"
OnFault = Callable[[Fault], None]


class Entry(NamedTuple):
    """One document of a batch; the fields are those of Batch."""

    file: str
    readout_id: str
    kind: str
    date: dt.date | None
    text: str
    coded: list[Coded] | None
    sides: str = ""


def read_batches(
    piece: Piece, layout: Layout, on_fault: OnFault, on_read: OnRead = lambda n: None, limits: Limits = LIMITS
) -> Iterator[Batch]:
    """The documents of a piece in their order, in batches; memory does not grow with their number.

    Parameters
    ----------
    on_fault : takes what is wrong with a document that cannot be read; the others are read on.
    on_read : takes the bytes of input that have been read since it was called last.
    limits : say when a batch is full; a larger document is a batch of its own.
    """
    entries: list[Entry] = []
    size = 0
    for entry in _entries(piece, layout, on_read):
        if isinstance(entry, Fault):
            on_fault(entry)
            continue
        if entries and size + len(entry.text) > limits.max_batch_characters:
            yield _batch(entries)
            entries, size = [], 0
        entries.append(entry)
        size += len(entry.text)
        if size >= limits.batch_characters:
            yield _batch(entries)
            entries, size = [], 0
    if entries:
        yield _batch(entries)


def _batch(entries: list[Entry]) -> Batch:
    files, names, kinds, dates, texts, coded, sides = (list(field) for field in zip(*entries, strict=True))
    return Batch(files, names, kinds, dates, strings(texts), coded, sides)


def _entries(piece: Piece, layout: Layout, on_read: OnRead) -> Iterator[Entry | Fault]:
    source = piece.sources[0]
    if source.kind == ".txt":
        yield from _texts(piece, layout, on_read)
        return
    if source.is_unprintable:
        yield Fault(source.file, 0, UNPRINTABLE_NAME)
        return
    rows = read_columns if source.kind == ".parquet" else read_lines
    for row in rows(piece, layout, on_read):
        yield from [row] if isinstance(row, Fault) else _of_row(row, source, layout)


def _texts(piece: Piece, layout: Layout, on_read: OnRead) -> Iterator[Entry | Fault]:
    """Files of text: readouts, unless they are to be read as text."""
    for source in piece.sources:
        path = Path(source.path)
        try:
            if source.is_unprintable:
                yield Fault(source.file, 0, UNPRINTABLE_NAME)
            elif layout.reads_as == TEXT:
                yield _of_text(read_text(path, MAX_ROW_BYTES, marked=True), source)
            else:
                document = read_document(path)
                yield _of_readout(document, source, source.stem, document.date)
        except InputFaults as error:
            yield from (replace(fault, file=source.file) for fault in error.faults)
        on_read(path.stat().st_size if path.exists() else 0)


def _of_text(whole: str, source: Source) -> Entry:
    """A file read as text: what stands after its front matter, which may have the date."""
    front, text = split_front_matter(whole, source.file) if whole.startswith("---") else (FrontMatter(), whole)
    return Entry(source.file, source.stem, "", front.date, text, None)


def _of_row(row: Row, source: Source, layout: Layout) -> Iterator[Entry | Fault]:
    """A row is text, unless it is to be read as a readout."""
    if layout.reads_as != READOUT:
        yield Entry(source.file, row.readout_id, "", row.date, row.text, None)
        return
    try:
        document = parse_document(row.text, Path(source.path))
        yield _of_readout(document, source, row.readout_id, row.date or document.date)
    except InputFaults as error:
        yield from (Fault(source.file, row.line, fault.message) for fault in error.faults)


def _of_readout(document: Document, source: Source, name: str, date: dt.date | None) -> Entry:
    coded = [(point.number, *span) for point in document.parsed.points for span in point.sentences]
    kind = f"{document.kind} {document.level or ''}".strip()
    return Entry(source.file, name, kind, date, document.text, coded, join_sides(document.parsed.leaders))
