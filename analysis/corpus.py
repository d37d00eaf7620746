"""Text files → `readouts` and `sentences`: the tables everything else is made from."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .faults import Fault, InputFaults, shown_path
from .files import no_text, read_text
from .frontmatter import FrontMatter, split_front_matter
from .layout import split_lines
from .parse import Parsed, parse_readout
from .text import count_words

if TYPE_CHECKING:  # who reads single documents need not wait for pandas
    import pandas as pd

ODD_NAME = "The file's name, or its folder's, holds what is no letter: give it another."
READOUT_COLUMNS = [
    "readout_id", "date", "kind", "place", "leaders", "publisher", "url", "accessed", "licence",
    "start_time", "duration_minutes", "title", "n_points", "n_sentences", "n_words", "sha256",
]  # fmt: skip
LEADER_COLUMNS = ["readout_id", "name", "written", "side", "office"]
SENTENCE_COLUMNS = ["readout_id", "kind", "point", "heading", "sentence", "text", "start", "end", "n_words"]


@dataclass(frozen=True)
class Document:
    """One file of the corpus, read: its name, its text after the front matter, and what it was read as."""

    readout_id: str
    path: Path
    source: FrontMatter
    text: str
    parsed: Parsed
    sha256: str
    header_lines: int

    @property
    def date(self) -> dt.date | None:
        """Day of the meeting; the front matter's word goes before the page's."""
        return self.source.date or self.parsed.date

    @property
    def kind(self) -> str:
        """Kind of the meeting; the front matter's word goes before the page's."""
        return self.source.kind or self.parsed.kind

    @property
    def place(self) -> str | None:
        """Place of the meeting; the front matter's word goes before the page's."""
        return self.source.place or (" ".join(self.parsed.place.split()) if self.parsed.place else None)

    @property
    def warnings(self) -> list[str]:
        """What a reader should know of how the file was read; nothing that stops the work."""
        told = {"No date": self.source.date, "No place": self.source.place, "The kind": self.source.kind}
        mended = tuple(begin for begin, given in told.items() if given)
        unknown = [name for name in ("publisher", "url") if getattr(self.source, name) is None]
        notes = [f"No {' and no '.join(unknown)} is given: the source cannot be cited."] if unknown else []
        notes += ["No licence is given: how the text may be used is not stated."] if not self.source.licence else []
        if self.source.date and self.parsed.date not in (None, self.source.date):
            notes.append(f"The text says {self.parsed.date}, the front matter {self.source.date}, which is taken.")
        return [w for w in self.parsed.warnings if not w.startswith(mended or ("\0",))] + notes


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


def find_files(paths: Iterable[Path], endings: tuple[str, ...] = (".txt",), *, any_name: bool = False) -> list[Path]:
    """The files at some paths: files as given, folders searched for these endings, in the order of their names.

    Hidden files and folders (names that begin with a dot) are not searched for. A file that is there by several paths
    or links is taken once. any_name : whether names with characters that are no text are taken.

    Raises InputFaults for a path that is not there, for a folder without any such file, and for such a name.
    """
    found: list[Path] = []
    faults = []
    for path in paths:
        inside = _search(path, endings) if path.is_dir() else [path]
        if not path.exists():
            faults.append(Fault(shown_path(path), 1, "There is no such file or folder."))
        elif not inside:
            told = f"The folder holds no {' or '.join(endings)} file; put readouts into it."
            faults.append(Fault(shown_path(path), 1, told))
        found += inside
    faults += [Fault(shown_path(path), 1, ODD_NAME) for path in found if not any_name and is_odd(path.name)]
    if faults:
        raise InputFaults(faults)
    files: dict[str, Path] = {}
    for path in sorted(found, key=lambda path: (path.is_symlink(), *_by_name(path))):
        files.setdefault(os.path.realpath(path), path)
    return sorted(files.values(), key=_by_name)


def _search(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    return [
        path
        for path in folder.rglob("*")
        if path.name.lower().endswith(endings)
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and (path.is_file() or path.is_symlink())
    ]


def _by_name(path: Path) -> tuple[str, str]:
    return path.name, path.as_posix()


def is_odd(name: str) -> bool:
    """Whether a file's name holds characters that are no text, or would break a line."""
    return bool(no_text(name) or set("\t\n\r\f") & set(name))


def read_document(path: Path) -> Document:
    """Read one file.

    Raises InputFaults when it cannot be read as text, its front matter is broken, or no point was
    found in it.
    """
    return understand(read_text(path), path)


def understand(whole: str, path: Path) -> Document:
    """The document that a file of this content would be; raises InputFaults as `read_document` does."""
    source, text = split_front_matter(whole, shown_path(path))
    parsed = parse_readout(text)
    above = whole[: len(whole) - len(text)].count("\n")
    document = Document(path.stem, path, source, text, parsed, hashlib.sha256(whole.encode("utf-8")).hexdigest(), above)
    if not parsed.points:
        line = above + max(len(split_lines(text)), 1)
        message = "No points: after the title and the date there is no numbered point and no paragraph to code."
        raise InputFaults([Fault(shown_path(path), line, message)])
    return document


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


def identify(document: Document) -> dict[str, object]:
    """By what a readout is known: two files that share one of these tell of one readout; None where not stated."""
    facts = (document.date, document.kind, document.place, document.source.publisher, document.parsed.start_time)
    return {
        "name": document.readout_id.casefold(),
        "address (url)": document.source.url,
        "text": " ".join(document.text.split()),
        "date, kind, place, time and publisher": facts if document.date else None,
    }


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
