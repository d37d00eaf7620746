"""Input: files and folders → pieces, the parts of the input that are tagged independently."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ..corpus.documents import find_files, is_unprintable
from ..io.faults import Fault, InputFaults, shown_path
from .limits import LIMITS, Limits

TABLES = (".jsonl", ".csv", ".parquet")
ENDINGS = (".txt", ".txt.gz", ".jsonl", ".jsonl.gz", ".csv", ".csv.gz", ".parquet")
MAX_ROW_GROUP_CUTS = 4  # each cut reads the rows before it again
OTHER_TABLES = {
    ".parquet.gz": "Unpack it with gunzip; Parquet is compressed already.",
    ".json": "Save it as .jsonl, one object on each line.",
    ".tsv": "Save it as .csv, with commas.",
    ".xlsx": "Save it as .csv.",
}


class Source(NamedTuple):
    """An input file: its absolute path, and its name as shown to people."""

    path: str
    file: str

    @property
    def kind(self) -> str:
        """Its ending without .gz: .txt, .jsonl, .csv or .parquet; .txt for a name without an ending."""
        return Path(self.path.lower().removesuffix(".gz")).suffix or ".txt"

    @property
    def packed(self) -> bool:
        """Whether it is compressed (.gz)."""
        return self.path.lower().endswith(".gz")

    @property
    def stem(self) -> str:
        """Its name without endings."""
        name = Path(self.path).name
        return Path(name[:-3] if self.packed else name).stem

    @property
    def is_unprintable(self) -> bool:
        """Whether its name (for .parquet: its whole path) contains characters that cannot be printed."""
        return is_unprintable(Path(self.path).name) or (self.kind == ".parquet" and is_unprintable(self.path))


class Piece(NamedTuple):
    """A part of the input that is tagged at once: some text files, a table, or a range of a table.

    number : from 1, in the order of the input. sources : one file, or several text files. size : bytes of input.
    start, end : a half-open range of bytes (.jsonl) or rows (.parquet); None means the end of the file.
    line : number of the line at `start` of a .jsonl.
    mark : a checksum of names, sizes and times.
    """

    number: int
    sources: tuple[Source, ...]
    size: int
    start: int
    end: int | None
    line: int
    mark: str


class _Span(NamedTuple):
    size: int
    start: int = 0
    end: int | None = None
    line: int = 1


def find_sources(paths: Iterable[Path], leave_out: Collection[Path] = ()) -> list[Source]:
    """Find the input files, sorted by name; folders are searched for all ENDINGS.

    leave_out : files and folders to ignore, because the output goes there.

    Raises InputFaults for a path that does not exist, a folder without such files, and a file of another kind.
    """
    kept_out = {path.resolve() for path in leave_out}
    sources = [
        Source(str(path.absolute()), shown_path(path))
        for path in find_files(paths, ENDINGS, any_name=True)
        if not kept_out or kept_out.isdisjoint([path.resolve(), *path.resolve().parents])
    ]
    faults = [Fault(source.file, 0, message) for source in sources if (message := _not_read(source))]
    if not sources:
        faults.append(
            Fault(shown_path(next(iter(leave_out))), 0, "The output covers all input. Choose another output.")
        )
    if faults:
        raise InputFaults(faults)
    return sources


def cut_into_pieces(sources: Iterable[Source], limits: Limits = LIMITS) -> list[Piece]:
    """Cut files into pieces: groups of text files, then ranges of lines (.jsonl) or rows (.parquet).

    A .csv or compressed table is one piece. The cuts depend only on the input and the limits. An unreadable file is a
    piece too; its fault is reported on reading.
    """
    files = list(sources)
    groups = _groups((source for source in files if source.kind not in TABLES), limits)
    cut = [(group, _Span(size)) for group, size in groups]
    cut += [((source,), span) for source in files if source.kind in TABLES for span in _spans(source, limits)]
    return [
        Piece(number, group, span.size, span.start, span.end, span.line, _mark(group, span))
        for number, (group, span) in enumerate(cut, start=1)
    ]


def _not_read(source: Source) -> str:
    for ending, advice in OTHER_TABLES.items():
        if source.path.lower().endswith(ending):
            return f"{ending} files cannot be read. {advice}"
    name = Path(source.path).name
    if Path(name).suffix and not name.lower().endswith(ENDINGS):
        return f"The file's name must end in {', '.join(ENDINGS)}. Rename a text file to .txt."
    return ""


def _groups(texts: Iterable[Source], limits: Limits) -> Iterator[tuple[tuple[Source, ...], int]]:
    group: list[Source] = []
    size = 0
    for source in texts:
        group.append(source)
        size += _stat(source)[0]
        if size >= limits.piece_bytes or len(group) >= limits.piece_files:
            yield tuple(group), size
            group, size = [], 0
    if group:
        yield tuple(group), size


def _spans(source: Source, limits: Limits) -> Iterator[_Span]:
    size = _stat(source)[0]
    if source.is_unprintable:
        yield _Span(size)
    elif source.kind == ".parquet":
        yield from _row_spans(source, size, limits.piece_bytes)
    elif (
        source.kind == ".jsonl" and not source.packed and size > limits.piece_bytes and os.access(source.path, os.R_OK)
    ):
        with open(source.path, "rb") as file:
            yield from _line_spans(file, limits.piece_bytes, limits.block_bytes)
    else:
        yield _Span(size)


def _line_spans(file: BinaryIO, piece: int, max_block: int) -> Iterator[_Span]:
    """Ranges of whole lines, of at least `piece` bytes."""
    start = place = 0
    first = line = 1
    while block := file.read(min(max_block, piece)):
        line += block.count(b"\n")
        place += len(block)
        while place - start >= piece and not block.endswith(b"\n") and (block := file.readline(max_block)):
            line += block.endswith(b"\n")
            place += len(block)
        if place - start >= piece:
            yield _Span(place - start, start, place, first)
            start, first = place, line
    if place > start:
        yield _Span(place - start, start, place, first)


def _row_spans(source: Source, size: int, piece: int) -> Iterator[_Span]:
    """Ranges of rows: row groups together up to `piece` bytes, large ones cut. Faults are reported on reading."""
    import pyarrow as pa
    from pyarrow.parquet import read_metadata

    try:
        metadata = read_metadata(source.path)
        groups = [metadata.row_group(n) for n in range(metadata.num_row_groups)]
    except (pa.ArrowException, OSError):
        groups = []
    if not sum(group.num_rows for group in groups):
        yield _Span(size)
        return
    ends, row, since = [0], 0, 0
    for group in groups:
        cuts = min(group.total_byte_size // piece, MAX_ROW_GROUP_CUTS, group.num_rows)
        ends += [row + group.num_rows * n // cuts for n in range(1, cuts)]
        row, since = row + group.num_rows, since + group.total_byte_size
        if since >= piece:
            ends, since = [*ends, row], 0
    ends += [row] if ends[-1] < row else []
    for start, end in pairwise(ends):
        yield _Span(size * end // row - size * start // row, start, end)


def _stat(source: Source) -> tuple[int, int]:
    try:
        status = Path(source.path).stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _mark(group: tuple[Source, ...], span: _Span) -> str:
    files = [(source.file, *_stat(source)) for source in group]
    return hashlib.sha256(repr((files, tuple(span))).encode("utf-8", "surrogateescape")).hexdigest()[:16]
