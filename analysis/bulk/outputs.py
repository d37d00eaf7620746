"""Tables written bit by bit: as csv, as parquet, as the parts of a folder. Each file is whole or not there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from ..io.csv import guard_cell
from ..io.files import writing
from .batches import MATCH_SCHEMA, sentence_schema

ROW_GROUP = 65_536  # rows at least, where there are so many
RUN = "run.json"  # what the parts of a folder are of
UNFINISHED = "unfinished"  # folder of files that are being written
REPEATED = ["file", "readout_id", "themes", "theme", "pattern", "matched"]  # columns worth a dictionary


class Table(Protocol):
    """Something that tables of one schema are written to, one after the other."""

    @staticmethod
    def render(table: pa.Table) -> Any:
        """Rows as `write` takes them; another process can do it."""

    def write(self, rendered: Any) -> None:
        """Write some rows."""


class CsvTable:
    """A table written as csv, its cells guarded as in `tables`."""

    def __init__(self, file: IO[bytes], schema: pa.Schema) -> None:
        self._file = file
        self.write(_as_csv([[name] for name in schema.names]))

    @staticmethod
    def render(table: pa.Table) -> bytes:
        """The lines of some rows."""
        return _as_csv([column.to_pylist() for column in table.columns])

    def write(self, rendered: bytes) -> None:
        """Write some lines."""
        self._file.write(rendered)


def _as_csv(columns: list[list[Any]]) -> bytes:
    """Columns as lines. A row with a bare \r is quoted, for it would end the row for who reads it."""
    guarded = [[guard_cell(cell) for cell in own] if isinstance(own[0], str) else own for own in columns if own]
    bare = {n for own in guarded if isinstance(own[0], str) for n, cell in enumerate(own) if "\r" in cell}
    text = io.StringIO(newline="")
    plain = csv.writer(text, lineterminator="\n")
    quoted = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    rows = zip(*guarded, strict=True)
    if bare:
        for n, row in enumerate(rows):
            (quoted if n in bare else plain).writerow(row)
    else:
        plain.writerows(rows)
    return text.getvalue().encode("utf-8")


class ParquetTable:
    """A table written as parquet: the same rows are the same bytes, for row groups are cut by their number alone."""

    def __init__(self, file: IO[bytes], schema: pa.Schema) -> None:
        repeated = [name for name in schema.names if name in REPEATED]
        self._writer = pq.ParquetWriter(
            file, schema, compression="zstd", compression_level=1, use_dictionary=repeated, store_schema=False
        )
        self._waiting: list[pa.Table] = []

    @staticmethod
    def render(table: pa.Table) -> pa.Table:
        """The rows themselves."""
        return table

    def write(self, rendered: pa.Table) -> None:
        """Write some rows."""
        self._waiting.append(rendered)
        if sum(map(len, self._waiting)) >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.concat_tables(self._waiting))
            self._waiting = []

    def close(self) -> None:
        """Write what is waiting, and the end of the file."""
        self._flush()
        self._writer.close()


@contextmanager
def writing_table(path: Path, schema: pa.Schema, within: Path | None = None) -> Iterator[Table]:
    """A table that takes the place of a file when the block ends well, as csv or parquet by the name's ending."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with writing(path, within) as file:
        if path.suffix.lower() == ".csv":
            yield CsvTable(file, schema)
        else:
            table = ParquetTable(file, schema)
            try:
                yield table
            finally:
                table.close()


class Part:
    """One part of a folder: `sentences/NAME.parquet` and `matches/NAME.parquet`; it is there when both are."""

    def __init__(self, folder: Path, piece: int, number: int, text: bool = True) -> None:
        name = f"{piece:06}-{number:04}.parquet"
        self.sentences, self.matches = (folder / table / name for table in ("sentences", "matches"))
        self._within, self._schema = folder / UNFINISHED, sentence_schema(text)

    def rows(self) -> tuple[int, int] | None:
        """How many sentences and matches it holds; None where it is not there, or not whole as after a power cut."""
        try:
            return pq.read_metadata(self.sentences).num_rows, pq.read_metadata(self.matches).num_rows
        except (OSError, pa.ArrowException):
            return None

    @contextmanager
    def writing(self) -> Iterator[tuple[Table, Table]]:
        """Its two tables, both put in their places when the block ends well."""
        with ExitStack() as files:
            # What was opened last is put in its place first: the matches come last.
            matches = files.enter_context(writing_table(self.matches, MATCH_SCHEMA, self._within))
            sentences = files.enter_context(writing_table(self.sentences, self._schema, self._within))
            yield sentences, matches
