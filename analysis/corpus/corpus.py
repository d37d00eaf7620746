"""Corpus: files and folders of readouts → tables of readouts, sentences and leaders, checked for repetition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..io.faults import Fault, InputFaults, shown_path
from ..text.words import count_words
from .documents import Document, find_files, identify, read_document

if TYPE_CHECKING:  # reading single documents must not load pandas
    import pandas as pd
READOUT_COLUMNS = [
    "readout_id", "date", "kind", "level", "place", "leaders", "publisher", "url", "accessed", "licence",
    "start_time", "duration_minutes", "title", "n_points", "n_sentences", "n_words", "sha256",
]  # fmt: skip
LEADER_COLUMNS = ["readout_id", "name", "written", "side", "office"]
SENTENCE_COLUMNS = ["readout_id", "kind", "level", "point", "heading", "sentence", "text", "start", "end", "n_words"]


@dataclass(frozen=True)
class Corpus:
    """The readouts of a study in the order of their dates.

    readouts : READOUT_COLUMNS, one row per document. `leaders` is "name (side); ...". Missing facts are NA.
    sentences : SENTENCE_COLUMNS, one row per coded sentence. `start` and `end` are half-open offsets in code points
        into the file's text after its front matter.
    leaders : LEADER_COLUMNS, one row per readout and leader: `name` in one style, `written` as on the page,
        `side` ("" if not stated), `office`.
    documents : each file by its readout_id.
    """

    readouts: pd.DataFrame
    sentences: pd.DataFrame
    leaders: pd.DataFrame
    documents: dict[str, Document]


def read_corpus(paths: Sequence[Path], *, dated: bool = True) -> Corpus:
    """Read files and folders of readouts into tables.

    Parameters
    ----------
    paths : files and folders, in any order.
    dated : whether every readout must have a date and occur once, as a study over time requires.

    Raises
    ------
    InputFaults with every fault of every file: unreadable, no points, no date, the same readout twice.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     page = "Summit\\n\\nMay 26, 2024\\n\\n1. They met. They agreed.\\n2. They parted.\\n"
    ...     _ = Path(folder, "a.txt").write_text(page)
    ...     read_corpus([Path(folder)]).sentences[["readout_id", "point", "sentence", "text"]].values.tolist()
    [['a', 1, 1, 'They met.'], ['a', 1, 2, 'They agreed.'], ['a', 2, 3, 'They parted.']]
    """
    documents: list[Document] = []
    faults: list[Fault] = []
    for path in find_files(paths):
        try:
            documents.append(read_document(path))
        except InputFaults as error:
            faults += error.faults
    if dated:
        faults += [_missing_date(d) for d in documents if d.date is None] + _repeated(documents)
    if faults:
        raise InputFaults(faults)
    documents.sort(key=_by_time)
    return tabulate(documents)


def _by_time(document: Document) -> tuple[dt.date, str, str, str]:
    """Sort by day, start time and name; unknown days and times come last."""
    start_time = document.parsed.start_time or "99:99"
    return document.date or dt.date.max, start_time, document.readout_id, document.path.as_posix()


def _missing_date(document: Document) -> Fault:
    message = "No date on the page or in its lead. Add it to the front matter, as in `date: 2024-05-26`."
    return Fault(shown_path(document.path), document.header_lines + 1, message)


def _repeated(documents: Iterable[Document]) -> list[Fault]:
    """A fault for each file that has the name, address, text or facts of an earlier one."""
    faults = []
    seen: dict[tuple[str, object], Document] = {}
    for document in sorted(documents, key=lambda d: d.path.as_posix()):
        for what, value in identify(document).items():
            first = seen.setdefault((what, value), document) if value else document
            if first is not document:
                message = f"This is the same readout as {shown_path(first.path)}: the same {what}. Keep one of them."
                faults.append(Fault(shown_path(document.path), 1, message))
                break
    return faults


def tabulate(documents: Sequence[Document]) -> Corpus:
    """The tables of some documents, in the order given."""
    import pandas as pd

    sentences = pd.DataFrame([row for d in documents for row in _sentence_rows(d)], columns=SENTENCE_COLUMNS)
    counts = sentences.groupby("readout_id").agg(n_sentences=("sentence", "size"), n_words=("n_words", "sum"))
    rows = [_readout_row(document) for document in documents]
    readouts = pd.DataFrame(rows).merge(counts, how="left", left_on="readout_id", right_index=True)
    readouts[["n_sentences", "n_words"]] = readouts[["n_sentences", "n_words"]].fillna(0).astype(int)
    readouts["duration_minutes"] = readouts["duration_minutes"].astype("Int64")
    readouts["date"] = pd.to_datetime(readouts["date"])
    leaders = [
        (d.readout_id, who.name, who.written, who.side, who.office) for d in documents for who in d.parsed.leaders
    ]
    return Corpus(
        readouts[READOUT_COLUMNS],
        sentences,
        pd.DataFrame(leaders, columns=LEADER_COLUMNS),
        {d.readout_id: d for d in documents},
    )


def _readout_row(document: Document) -> dict[str, object]:
    parsed, source = document.parsed, document.source
    leaders = [f"{leader.name} ({leader.side})" if leader.side else leader.name for leader in parsed.leaders]
    return {
        "readout_id": document.readout_id,
        "date": document.date,
        "kind": document.kind,
        "level": document.level,
        "place": document.place,
        "leaders": "; ".join(leaders) or None,
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
                document.readout_id, document.kind, document.level, point.number, point.heading, number, text, start,
                end, count_words(text),
            )  # fmt: skip
