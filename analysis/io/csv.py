"""Tables a person edits → rows, strictly; tables → CSV that is safe to open in a spreadsheet.

A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` as a formula, also where such a sign is
behind a tab or a line end. Words of a readout must not. So a text cell that begins so has an apostrophe put
before it, and a text cell that begins with an apostrophe has another: who reads takes one leading apostrophe off, and
has the text as it was. Numbers stay as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .faults import Fault, InputFaults, shown_path
from .files import read_text

if TYPE_CHECKING:  # who reads or guards cells alone need not wait for pandas
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
    import pandas as pd

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


def read_rows(path: Path, columns: Sequence[str], needed: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file that a person edits, each with the line on which it begins; cells without outer space.

    Parameters
    ----------
    columns : the names that the first line may have, as a message shows them. Others are let through.
    needed : those that it must have.

    Empty lines are left out; a row with fewer cells than columns has "" in those that are missing.

    Raises InputFaults: a column missing or given twice, a row with more cells than columns, an open quote.
    """
    file, rows, faults = shown_path(path), list[tuple[int, dict[str, str]]](), list[Fault]()
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        numbered = list(_numbered(reader))
    except csv.Error as error:
        message = f"The line cannot be read as CSV: {error}. A double quote must be closed, and doubled within a cell."
        raise InputFaults([Fault(file, max(reader.line_num, 1), message)]) from None
    names = numbered[0][1] if numbered else []
    missing, twice = ([n for n in needed if n not in names], [n for n in columns if names.count(n) > 1])
    if missing or twice:
        told = f"Column missing: {', '.join(missing)}." if missing else f"Column given twice: {', '.join(twice)}."
        raise InputFaults([Fault(file, 1, f"{told} The first line must be {','.join(columns)}.")])
    for line, cells in numbered[1:]:
        if any(cells[len(names) :]):
            told = "More cells than columns: put a text with a comma in it between double quotes."
            faults.append(Fault(file, line, told))
        rows.append((line, dict.fromkeys(names, "") | dict(zip(names, map(read_cell, cells), strict=False))))
    if faults:
        raise InputFaults(faults)
    return rows


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, [cell.strip() for cell in cells]
        line = int(getattr(reader, "line_num", line)) + 1
