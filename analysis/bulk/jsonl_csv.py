"""JSON Lines and CSV: the lines of a .jsonl or .csv file, compressed or not → rows, one by one."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..io.csv import CLOSE_QUOTES, TOO_MANY_CELLS
from ..io.faults import Fault
from ..io.files import GZIP_FAULTS, MEGABYTE, UTF8_MARK
from .inputs import Piece, Source
from .rows import NO_FIELD, SAVE_AS, Layout, OnRead, Row, Taker, is_utf16, not_utf8, wrong_header

MAX_ROW_BYTES = 50 * MEGABYTE  # bytes of a line, characters of a cell
REPORT_EVERY_BYTES = 65_536


def read_lines(piece: Piece, layout: Layout, on_read: OnRead) -> Iterator[Row | Fault]:
    """Read the rows of a .csv, a .jsonl or a range of its lines, in order.

    Yields a Row, or a Fault for a row (or the rest of a file) that cannot be read. `on_read` takes bytes of input.
    """
    source, lines = piece.sources[0], _Lines(piece, on_read)
    try:
        read = _read_csv if source.kind == ".csv" else _read_jsonl
        yield from _together(read(lines, source, layout))
    except GZIP_FAULTS:
        message = "The .gz file is damaged or cut off after this line. Compress the file again."
        yield Fault(source.file, max(lines.number, 1), message)
    except _TooLong:
        message = f"More than {MAX_ROW_BYTES // MEGABYTE} MB without a line end; the rest is skipped. Split the row."
        yield Fault(source.file, lines.number + 1, message)
    except _Utf16:
        yield Fault(source.file, 1, f"The file is UTF-16. {SAVE_AS}")
    except OSError as error:
        yield Fault(source.file, max(lines.number, 1), f"The file cannot be read: {error.strerror}.")


def _together(rows: Iterator[Row | Fault]) -> Iterator[Row | Fault]:
    """The rows; consecutive lines that lack the same field give one fault, since a wrong name fails on all."""
    first = last = None
    for row in rows:
        if first and last and isinstance(row, Fault) and row.message == first.message:
            last = row
            continue
        if first and last:
            yield _spanning(first, last)
        first = last = row if isinstance(row, Fault) and row.message.startswith(NO_FIELD) else None
        if first is None:
            yield row
    if first and last:
        yield _spanning(first, last)


def _spanning(first: Fault, last: Fault) -> Fault:
    return (
        replace(first, message=f"Lines {first.line} to {last.line}: {first.message}")
        if last.line > first.line
        else first
    )


class _TooLong(Exception):
    pass


class _Utf16(Exception):
    pass


class _Lines:
    """The lines of a piece as bytes, none longer than MAX_ROW_BYTES; `number` is that of the last one."""

    def __init__(self, piece: Piece, on_read: OnRead) -> None:
        self.number, self._piece, self._on_read = piece.line - 1, piece, on_read

    def __iter__(self) -> Iterator[bytes]:
        source, end, place = self._piece.sources[0], self._piece.end, self._piece.start
        packed, reported = source.packed, place
        with open(source.path, "rb") as raw:
            file: Any = gzip.GzipFile(fileobj=raw) if packed else raw
            file.seek(place)
            while (end is None or place < end) and (line := file.readline(MAX_ROW_BYTES + 1)):
                if len(line) > MAX_ROW_BYTES:
                    raise _TooLong
                place += len(line)
                self.number += 1
                if self.number == 1 and is_utf16(line):
                    raise _Utf16
                yield line.removeprefix(UTF8_MARK) if self.number == 1 else line
                now = raw.tell() if packed else place
                if now - reported >= REPORT_EVERY_BYTES:
                    self._on_read(now - reported)
                    reported = now
            self._on_read((raw.tell() if packed else place) - reported)


def _read_jsonl(lines: _Lines, source: Source, layout: Layout) -> Iterator[Row | Fault]:
    take = Taker(source, layout)
    for line in lines:
        if line.isspace():
            continue
        record = _parse(line)
        if isinstance(record, str):
            yield Fault(source.file, lines.number, record)
        else:
            yield take(record, lines.number, lines.number)


def _parse(line: bytes) -> dict[str, Any] | str:
    """The object on a line, or what is wrong with it."""
    wanted = 'Each line must be one object, as in {"text": "..."}.'
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return not_utf8(line[error.start])
    except json.JSONDecodeError as error:
        return f"This line is not JSON: {error.msg}, at character {error.pos + 1}. {wanted}"
    except (ValueError, RecursionError):
        return "A number in this JSON is too long, or its nesting too deep, to read. Shorten it."
    return record if isinstance(record, dict) else f"This is not a JSON object. {wanted}"


def _read_csv(lines: _Lines, source: Source, layout: Layout) -> Iterator[Row | Fault]:
    before = csv.field_size_limit(MAX_ROW_BYTES)
    try:
        take = Taker(source, layout)
        reader = csv.reader((line.decode("utf-8", "surrogateescape") for line in lines), strict=True)
        names: list[str] | None = None
        rows = 0
        for line, cells in _records(reader):
            rows += names is not None  # broken rows are counted too, so that later ids stay the same
            if isinstance(cells, str):
                yield Fault(source.file, line, _broken(cells, line, reader.line_num))
                if names is None:
                    return
            elif names is None:
                names = cells
                if message := wrong_header(names, layout):
                    other = len(names) == 1 and re.search("[;\t|]", names[0])
                    yield Fault(source.file, line, message + " Separate cells by commas." * bool(other))
                    return
            elif any(cells[len(names) :]):
                yield Fault(source.file, line, TOO_MANY_CELLS)
            else:
                yield take(dict(zip(names, cells, strict=False)), line, rows)
        if names is None:
            yield Fault(source.file, 1, "The file is empty. Name the columns on its first line.")
    finally:
        csv.field_size_limit(before)


def _broken(message: str, first: int, last: int) -> str:
    """The message for a record that is not CSV, from its first line to the line that shows it."""
    if "new-line character" in message:
        return "A line ends in a carriage return (CR) alone. Save the file with the line ends of Unix or Windows."
    where = f"Lines {first} to {last} are not CSV" if last > first else "This line is not CSV"
    return f"{where}: {message}. {CLOSE_QUOTES}"


def _records(reader: Any) -> Iterator[tuple[int, list[str] | str]]:
    """Each non-empty record with its first line; a message instead of cells where a record cannot be read."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, str(error)
            continue
        if cells:
            yield line, cells
