"""A study as a DuckDB database: every table, with what its columns mean as comments."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pyarrow as pa

from ..io.faults import Fault, InputFaults, shown_path
from ..study import Study
from .columns import describe_tables
from .package import tables_of

MISSING = (
    'DuckDB is not installed. Install it, as in `pip install "readouts[exchange]"`, or export a folder of CSV files.'
)


def write_database(study: Study, path: Path) -> Path:
    """Write every table of a study into a new DuckDB file; returns its path. The file appears whole or not at all.

    Raises InputFaults if DuckDB is not installed.
    """
    try:
        import duckdb
    except ModuleNotFoundError:
        raise InputFaults([Fault(shown_path(path), 0, MISSING)]) from None
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".readouts-") as folder:
        unfinished = Path(folder, "study.duckdb")
        with duckdb.connect(str(unfinished)) as database:
            for name, table in tables_of(study).items():
                database.register("given", _without_null_types(pa.Table.from_pandas(table, preserve_index=False)))
                database.execute(f'CREATE TABLE "{name}" AS SELECT * FROM given')
                database.unregister("given")
                for column, meaning in describe_tables()[name].columns.items():
                    database.execute(f'COMMENT ON COLUMN "{name}"."{column}" IS {_quoted(meaning)}')
        os.replace(unfinished, path)
    return path


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _without_null_types(table: pa.Table) -> pa.Table:
    """The table with texts where a column has no value to tell its type."""
    types = [field.with_type(pa.string()) if pa.types.is_null(field.type) else field for field in table.schema]
    return table.cast(pa.schema(types))
