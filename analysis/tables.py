"""Tables → CSV that is safe to open in a spreadsheet, and cells back again.

A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` as a formula, also where such a sign is
behind a tab or a line end. Words of a readout must not. So a text cell that begins so has an apostrophe put
before it, and a text cell that begins with an apostrophe has another: who reads takes one leading apostrophe off, and
has the text as it was. Numbers stay as they are.
"""

from __future__ import annotations

import csv
from typing import Any

import pandas as pd

GUARD = "'"
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", GUARD)


def guard_cell(value: Any) -> Any:
    """A text as it stands in a CSV cell; what is no text is left alone.

    >>> guard_cell("=1+1"), guard_cell("- item"), guard_cell("'s"), guard_cell("text"), guard_cell(-0.12)
    ("'=1+1", "'- item", "''s", 'text', -0.12)
    """
    return GUARD + value if isinstance(value, str) and value.startswith(STARTS) else value


def read_cell(cell: str) -> str:
    """The text that `guard_cell` has written.

    >>> read_cell("'=1+1"), read_cell("''s"), read_cell("text")
    ('=1+1', "'s", 'text')
    """
    return cell.removeprefix(GUARD)


def to_csv(table: pd.DataFrame, float_format: str | None = None) -> str:
    """A table as CSV text: no index, \\n at line ends, text cells guarded; missing is an empty cell."""
    safe, quoting = table.rename(columns=guard_cell), csv.QUOTE_MINIMAL
    for position, kind in enumerate(table.dtypes):
        if not pd.api.types.is_numeric_dtype(kind):
            cells = table.iloc[:, position].astype(object).map(guard_cell, na_action="ignore")
            safe.isetitem(position, cells)
            if any(
                "\r" in cell for cell in cells if isinstance(cell, str)
            ):  # which is written bare otherwise, and is lost
                quoting = csv.QUOTE_ALL
    return str(safe.to_csv(index=False, float_format=float_format, lineterminator="\n", quoting=quoting))
