"""Lines of a .jsonl or .csv, packed or not → their rows, one by one."""

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
from .rows import NO_FIELD, SAVE_AS, Layout, Row, Taker, Tell, is_utf16, no_utf8, wrong_header

LARGEST_ROW = 50 * MEGABYTE  # bytes of a line, characters of a cell
TELL_EVERY = 65_536  # bytes


def read_lines(piece: Piece, layout: Layout, tell: Tell) -> Iterator[Row | Fault]:
    """The rows of a .jsonl or .csv, or of a range of lines of a .jsonl, in their order."""
    source, lines = piece.sources[0], _Lines(piece, tell)
    try:
        read = _read_csv if source.kind == ".csv" else _read_jsonl
        yield from _together(read(lines, source, layout))
    except GZIP_FAULTS:
        told = "The .gz file is broken or cut off after this line; the rest cannot be read."
        yield Fault(source.file, max(lines.number, 1), told)
    except _TooLong:
        told = f"More than {LARGEST_ROW // MEGABYTE} MB without a line end; the rest of the file is not read."
        yield Fault(source.file, lines.number + 1, told)
    except _Utf16:
        yield Fault(source.file, 1, f"The file is UTF-16. {SAVE_AS}")
    except OSError as error:
        yield Fault(source.file, max(lines.number, 1), f"Cannot be read: {error.strerror}.")


def _together(rows: Iterator[Row | Fault]) -> Iterator[Row | Fault]:
    """The rows; lines after each other that lack the same field are one fault, for a wrong name is wrong on all."""
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
    """The lines of a piece as bytes, none longer than LARGEST_ROW; `number` is that of the last one."""

    def __init__(self, piece: Piece, tell: Tell) -> None:
        self.number, self._piece, self._tell = piece.line - 1, piece, tell

    def __iter__(self) -> Iterator[bytes]:
        source, end, place = self._piece.sources[0], self._piece.end, self._piece.start
        packed, told = source.packed, place
        with open(source.path, "rb") as raw:
            file: Any = gzip.GzipFile(fileobj=raw) if packed else raw
            file.seek(place)
            while (end is None or place < end) and (line := file.readline(LARGEST_ROW + 1)):
                if len(line) > LARGEST_ROW:
                    raise _TooLong
                place += len(line)
                self.number += 1
                if self.number == 1 and is_utf16(line):
                    raise _Utf16
                yield line.removeprefix(UTF8_MARK) if self.number == 1 else line
                now = raw.tell() if packed else place
                if now - told >= TELL_EVERY:
                    self._tell(now - told)
                    told = now
            self._tell((raw.tell() if packed else place) - told)


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
        return no_utf8(line[error.start])
    except json.JSONDecodeError as error:
        return f"This line is no JSON: {error.msg}, at character {error.pos + 1}. {wanted}"
    except (ValueError, RecursionError):
        return "This JSON has a number or a nesting that is too large to be read."
    return record if isinstance(record, dict) else f"This is no JSON object. {wanted}"


def _read_csv(lines: _Lines, source: Source, layout: Layout) -> Iterator[Row | Fault]:
    before = csv.field_size_limit(LARGEST_ROW)
    try:
        take = Taker(source, layout)
        reader = csv.reader((line.decode("utf-8", "surrogateescape") for line in lines), strict=True)
        names: list[str] | None = None
        rows = 0
        for line, cells in _records(reader):
            rows += names is not None  # a broken one is counted too: the ids of those after it stay
            if isinstance(cells, str):
                yield Fault(source.file, line, _broken(cells, line, reader.line_num))
                if names is None:
                    return
            elif names is None:
                names = cells
                if told := wrong_header(names, layout):
                    other = len(names) == 1 and re.search("[;\t|]", names[0])
                    yield Fault(source.file, line, told + " Cells must be separated by commas." * bool(other))
                    return
            elif any(cells[len(names) :]):
                yield Fault(source.file, line, TOO_MANY_CELLS)
            else:
                yield take(dict(zip(names, cells, strict=False)), line, rows)
        if names is None:
            yield Fault(source.file, 1, "The file is empty: its first line must name the columns.")
    finally:
        csv.field_size_limit(before)


def _broken(told: str, first: int, last: int) -> str:
    """What is told of a record that is no CSV, from its first line to the one on which that shows."""
    if "new-line character" in told:
        return "A line ends in a carriage return (CR) alone. Save the file with the line ends of Unix or Windows."
    where = f"Lines {first} to {last} are no CSV" if last > first else "No CSV"
    return f"{where}: {told}. {CLOSE_QUOTES}"


def _records(reader: Any) -> Iterator[tuple[int, list[str] | str]]:
    """Each record with the line on which it begins, empty ones left out; a message where one cannot be read."""
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
