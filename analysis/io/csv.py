"""CSV: strict reading of hand-edited tables → rows with line numbers; tables → text that is safe in a spreadsheet.

A spreadsheet runs a cell as a formula if it begins with `=`, `+`, `-` or `@`, even behind a tab or a line end. Words of
a readout must never run. So a text cell that begins with one of these signs, or with an apostrophe, gets an apostrophe
in front. A reader removes one leading apostrophe and has the original text. Numbers stay as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .faults import Fault, InputFaults, shown_path
from .files import read_text

if TYPE_CHECKING:  # reading or guarding cells must not load pandas
    import pandas as pd

GUARD = "'"
GUARDED_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", GUARD)
TOO_MANY_CELLS = "More cells than columns: put a text with a comma in it between double quotes."
CLOSE_QUOTES = "A double quote must be closed, and doubled within a cell."


def guard_cell(value: Any) -> Any:
    """Put an apostrophe before a text that a spreadsheet would run; other values stay as they are.

    >>> guard_cell("=1+1"), guard_cell("- item"), guard_cell("'s"), guard_cell("text"), guard_cell(-0.12)
    ("'=1+1", "'- item", "''s", 'text', -0.12)
    """
    return GUARD + value if isinstance(value, str) and value.startswith(GUARDED_STARTS) else value


def read_cell(cell: str) -> str:
    """The original text of a cell written by `guard_cell`.

    >>> read_cell("'=1+1"), read_cell("''s"), read_cell("text")
    ('=1+1', "'s", 'text')
    """
    return cell.removeprefix(GUARD)


def to_csv(table: pd.DataFrame, float_format: str | None = None) -> str:
    r"""A table as CSV text: no index, lines end in \n, text cells guarded, missing values empty.

    >>> import pandas as pd
    >>> to_csv(pd.DataFrame({"text": ["=1+1", None], "share": [0.5, 0.25]}), "%.2f")
    "text,share\n'=1+1,0.50\n,0.25\n"
    """
    import pandas as pd

    safe, quoting = table.rename(columns=guard_cell), csv.QUOTE_MINIMAL
    for position, kind in enumerate(table.dtypes):
        if not pd.api.types.is_numeric_dtype(kind):
            cells = table.iloc[:, position].astype(object).map(guard_cell, na_action="ignore")
            safe.isetitem(position, cells)
            if any("\r" in cell for cell in cells if isinstance(cell, str)):  # pandas would write it unquoted
                quoting = csv.QUOTE_ALL
    return str(safe.to_csv(index=False, float_format=float_format, lineterminator="\n", quoting=quoting))


def read_rows(path: Path, columns: Sequence[str], required: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a hand-edited CSV file, each with the line on which it begins.

    Parameters
    ----------
    path : a UTF-8 file; its first line names the columns. Spreadsheets may begin it with a byte order mark and put
        semicolons or tabs between cells.
    columns : the names that the first line may contain, as messages list them. Other columns are kept.
    required : the names that it must contain.

    Returns
    -------
    Pairs (line, {column: cell}). Cells have no outer white space and no guard. Empty lines are skipped; the missing
    cells of a short row are "".

    Raises
    ------
    InputFaults for a missing or repeated column, a row with more cells than columns, and an open quote.
    """
    file, numbered = shown_path(path), _read_records(path)
    names = numbered[0][1] if numbered else []
    if message := _wrong_header(names, columns, required):
        raise InputFaults([Fault(file, 1, message)])
    faults = [Fault(file, line, TOO_MANY_CELLS) for line, cells in numbered[1:] if any(cells[len(names) :])]
    if faults:
        raise InputFaults(faults)
    empty = dict.fromkeys(names, "")
    return [(line, empty | dict(zip(names, map(read_cell, cells), strict=False))) for line, cells in numbered[1:]]


def _wrong_header(names: Sequence[str], columns: Sequence[str], required: Sequence[str]) -> str:
    """What is wrong with the first line; "" if nothing is."""
    missing, repeated = [n for n in required if n not in names], [n for n in columns if names.count(n) > 1]
    if not missing and not repeated:
        return ""
    problem = f"Column missing: {', '.join(missing)}." if missing else f"Column given twice: {', '.join(repeated)}."
    return f"{problem} The first line must be {','.join(columns)}."


def _read_records(path: Path) -> list[tuple[int, list[str]]]:
    """Every record of a file that is not empty, with its first line."""
    text = read_text(path, marked=True)
    head = text.partition("\n")[0]
    delimiter = next((sign for sign in ",;\t" if sign in head), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(_numbered(reader))
    except csv.Error as error:
        message = f"The line cannot be read as CSV: {error}. {CLOSE_QUOTES}"
        raise InputFaults([Fault(shown_path(path), max(reader.line_num, 1), message)]) from None


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, [cell.strip() for cell in cells]
        line = int(getattr(reader, "line_num", line)) + 1
