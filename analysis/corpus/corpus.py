"""A folder of readouts → the corpus: tables of readouts, sentences and leaders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..io.faults import Fault, InputFaults, shown_path
from ..text.words import count_words
from .documents import Document, find_files, identify, read_document

if TYPE_CHECKING:  # who reads single documents need not wait for pandas
    import pandas as pd
READOUT_COLUMNS = [
    "readout_id", "date", "kind", "place", "leaders", "publisher", "url", "accessed", "licence",
    "start_time", "duration_minutes", "title", "n_points", "n_sentences", "n_words", "sha256",
]  # fmt: skip
LEADER_COLUMNS = ["readout_id", "name", "written", "side", "office"]
SENTENCE_COLUMNS = ["readout_id", "kind", "point", "heading", "sentence", "text", "start", "end", "n_words"]


@dataclass(frozen=True)
class Corpus:
    """The readouts of a study, in the order of their dates.

    readouts : one row per document (READOUT_COLUMNS); `leaders` is "name (side); ...", missing facts are NA.
    sentences : one row per coded sentence (SENTENCE_COLUMNS); `start` and `end` are code points into
        the file's text after its front matter, half-open.
    leaders : one row per readout and leader (LEADER_COLUMNS): the name in one style and as the page
        writes it, the side ("" where the page does not say), the office.
    documents : the files by readout_id.
    """

    readouts: pd.DataFrame
    sentences: pd.DataFrame
    leaders: pd.DataFrame
    documents: dict[str, Document]


def read_corpus(paths: Sequence[Path], *, dated: bool = True) -> Corpus:
    """Read files and folders of readouts into tables.

    Parameters
    ----------
    paths : files or folders; their order does not matter.
    dated : whether every readout must have a date and stand there once, as a study over time needs.

    Raises
    ------
    InputFaults with every fault of every file: unreadable, no points, no date, the same readout twice.
    """
    documents: list[Document] = []
    faults: list[Fault] = []
    for path in find_files(paths):
        try:
            documents.append(read_document(path))
        except InputFaults as error:
            faults += error.faults
    if dated:
        faults += [_no_date(d) for d in documents if d.date is None] + _repeated(documents)
    if faults:
        raise InputFaults(faults)
    documents.sort(key=_in_time)
    return tabulate(documents)


def _in_time(document: Document) -> tuple[dt.date, str, str, str]:
    """By day, by hour where it is known, by name."""
    begun = document.parsed.start_time or "99:99"
    return document.date or dt.date.max, begun, document.readout_id, document.path.as_posix()


def _no_date(document: Document) -> Fault:
    message = "No date: neither the page nor its lead gives one. Add it to the front matter, as in `date: 2024-05-26`."
    return Fault(shown_path(document.path), document.header_lines + 1, message)


def _repeated(documents: Iterable[Document]) -> list[Fault]:
    """Files that tell of one readout twice: by name, by address, by text, or by everything that is known."""
    faults = []
    seen: dict[tuple[str, object], Document] = {}
    for document in sorted(documents, key=lambda d: d.path.as_posix()):
        for what, mark in identify(document).items():
            first = seen.setdefault((what, mark), document) if mark else document
            if first is not document:
                message = f"This is the same readout as {shown_path(first.path)}: the same {what}. Keep one of them."
                faults.append(Fault(shown_path(document.path), 1, message))
                break
    return faults


def tabulate(documents: Sequence[Document]) -> Corpus:
    """Documents → the tables of a Corpus, in the order given."""
    import pandas as pd

    sentences = pd.DataFrame([row for d in documents for row in _sentence_rows(d)], columns=SENTENCE_COLUMNS)
    counts = sentences.groupby("readout_id").agg(n_sentences=("sentence", "size"), n_words=("n_words", "sum"))
    rows = [_readout_row(document) for document in documents]
    readouts = pd.DataFrame(rows).merge(counts, how="left", left_on="readout_id", right_index=True)
    readouts[["n_sentences", "n_words"]] = readouts[["n_sentences", "n_words"]].fillna(0).astype(int)
    readouts["duration_minutes"] = readouts["duration_minutes"].astype("Int64")
    readouts["date"] = pd.to_datetime(readouts["date"])
    leaders = [(d.readout_id, w.name, w.written, w.side, w.office) for d in documents for w in d.parsed.leaders]
    return Corpus(
        readouts[READOUT_COLUMNS],
        sentences,
        pd.DataFrame(leaders, columns=LEADER_COLUMNS),
        {d.readout_id: d for d in documents},
    )


def _readout_row(document: Document) -> dict[str, object]:
    parsed, source = document.parsed, document.source
    named = [f"{leader.name} ({leader.side})" if leader.side else leader.name for leader in parsed.leaders]
    return {
        "readout_id": document.readout_id,
        "date": document.date,
        "kind": document.kind,
        "place": document.place,
        "leaders": "; ".join(named) or None,
        "publisher": source.publisher,
        "url": source.url,
        "accessed": source.accessed.isoformat() if source.accessed else None,
        "licence": source.licence,
        "start_time": parsed.start_time,
        "duration_minutes": parsed.duration_minutes,
        "title": parsed.title,
        "n_points": len(parsed.points),
        "sha256": document.sha256,
    }


def _sentence_rows(document: Document) -> Iterable[tuple[object, ...]]:
    number = 0
    for point in document.parsed.points:
        for start, end in point.sentences:
            number += 1
            text = document.text[start:end]
            yield (
                document.readout_id, document.kind, point.number, point.heading, number, text, start, end,
                count_words(text),
            )  # fmt: skip
