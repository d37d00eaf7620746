"""Parquet: a .parquet file, or a range of its rows → rows, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..io.faults import Fault
from ..io.files import MEGABYTE
from .inputs import Piece
from .rows import Layout, OnRead, Row, Taker, wrong_header

MAX_ROWS_AT_ONCE, BYTES_AT_ONCE = 4096, MEGABYTE


def read_columns(piece: Piece, layout: Layout, on_read: OnRead) -> Iterator[Row | Fault]:
    """Read the rows of a .parquet piece in order; memory does not grow with their number.

    Yields a Row, or a Fault for a row (or the rest of a file) that cannot be read. `on_read` takes bytes of input.
    """
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    source, row = piece.sources[0], piece.start
    take = Taker(source, layout)

    def share(rows: int) -> int:
        return piece.size * (rows - piece.start) // (piece.end - piece.start) if piece.end else 0

    try:
        with ParquetFile(source.path, buffer_size=MEGABYTE, pre_buffer=False) as file:
            names = file.schema_arrow.names
            if message := wrong_header(names, layout):
                yield Fault(source.file, 0, message)
                return
            for first, columns in _columns(file, piece, layout):
                row = first
                for values in zip(*columns.values(), strict=True):
                    row += 1
                    yield take(dict(zip(columns, values, strict=True)), row, row)
                on_read(share(row) - share(first))
    except (pa.ArrowException, OSError) as error:
        message = " ".join(str(error).split())[:200].encode("ascii", "backslashreplace").decode()
        where = f"From row {row + 1} on the file" if row else "The file"
        yield Fault(source.file, row + 1 if row else 0, f"{where} cannot be read as Parquet: {message}")


def _columns(file: Any, piece: Piece, layout: Layout) -> Iterator[tuple[int, dict[str, list[Any]]]]:
    """The wanted columns of a few rows at a time, each with the number of rows before them in the file."""
    names = [name for name in (layout.text_column, layout.id_column, layout.date_column) if name is not None]
    end = file.metadata.num_rows if piece.end is None else piece.end
    groups, first, place = [], None, 0
    for n in range(file.metadata.num_row_groups):
        rows = file.metadata.row_group(n).num_rows
        if place < end and place + rows > piece.start:
            groups.append(n)
            first = place if first is None else first
        place += rows
    row = first or 0
    for batch in file.iter_batches(_at_once(file), row_groups=groups, columns=names):
        skip, stop = max(piece.start - row, 0), min(end - row, len(batch))
        if skip < stop:
            part = batch.slice(skip, stop - skip)
            yield row + skip, {name: _plain(part.column(name)) for name in names}
        row += len(batch)
        if row >= end:
            return


def _at_once(file: Any) -> int:
    """The number of rows with about BYTES_AT_ONCE of text."""
    groups = [file.metadata.row_group(n) for n in range(file.metadata.num_row_groups)]
    widest = max((group.total_byte_size / max(group.num_rows, 1) for group in groups), default=1)
    return int(min(max(BYTES_AT_ONCE / max(widest, 1), 1), MAX_ROWS_AT_ONCE))


def _plain(column: Any) -> list[Any]:
    """The values of a column; a time becomes its date, and a column that is not UTF-8 becomes bytes."""
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.date32(), safe=False)
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return list(column.cast(pa.large_binary()).to_pylist())
