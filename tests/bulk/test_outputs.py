"""Tables written bit by bit."""

from __future__ import annotations

import csv
import io

import pyarrow as pa
from hypothesis import given, strategies as st

from analysis.bulk.outputs import CsvTable
from analysis.io.csv import read_cell
from tests.builders.strategies import cells


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=5))
def test_cells_written_bit_by_bit_are_guarded_and_read_back(rows: list[list[str]]) -> None:
    schema, file = pa.schema({"a": pa.string(), "=b": pa.string()}), io.BytesIO()
    table = CsvTable(file, schema)
    for row in rows:
        table.write(table.render(pa.table([[cell] for cell in row], schema=schema)))
    read = list(csv.reader(io.StringIO(file.getvalue().decode(), newline="")))
    assert not [cell for row in read for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert [[read_cell(cell) for cell in row] for row in read] == [["a", "=b"], *rows]
