"""Rows: the fields of a table row → its text, id and date, or a fault with its line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from ..io.faults import Fault
from ..io.files import BYTE_ORDER_MARKS
from .inputs import Source

SAVE_AS = "Save the file as UTF-8."
MAX_SHOWN_CHARACTERS = 60  # of a name or value in a message
MAX_FIELDS_SHOWN = 12
NO_FIELD = "No column or field"  # begins the message for a missing field
MISSING = ("", "nan", "nat", "<na>", "none", "null")  # how tables write a missing date
PARTS = {"document": 3, "month": 2, "year": 1}  # how many of year, month and day a date must have
# Software turns years into decimal numbers (2024.0) where a column has missing values.
_WRITTEN = re.compile(
    r"(\d{4})(?:\.0+)?|(\d{4})-(\d\d)|"
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?\s?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
OnRead = Callable[[int], None]  # takes the number of bytes read since the last call


class Layout(NamedTuple):
    """The columns of a table, and how texts are read.

    id_column : None: ids are the file's name and the row's number. date_column : None: dates are not read.
    reads_as : "readout" (a page with lead, points and footer), "text" (every sentence is coded), or None: files of
    text are readouts, rows of tables are text. by : "document", "month" or "year", the unit that needs the dates.
    """

    text_column: str = "text"
    id_column: str | None = None
    date_column: str | None = None
    reads_as: str | None = None
    by: str = "year"


class Row(NamedTuple):
    """One row: its line (or row number) in the file, id, date (None where missing or not read) and text."""

    line: int
    readout_id: str
    date: dt.date | None
    text: str


def wrong_header(names: list[str], layout: Layout) -> str:
    """What is wrong with the columns of a table; "" if each wanted column exists exactly once.

    >>> wrong_header(["id", "text", "text"], Layout())
    "The column 'text' exists 2 times. Rename all but one."
    """
    wanted = [name for name in (layout.text_column, layout.id_column, layout.date_column) if name is not None]
    for name in wanted:
        if names.count(name) > 1:
            return f"The column {_shown(name)} exists {names.count(name)} times. Rename all but one."
        if name not in names:
            return _missing(name, names)
    return ""


def _missing(name: str, names: list[str]) -> str:
    existing = ", ".join(_shown(other) for other in names[:MAX_FIELDS_SHOWN]) or "none"
    more = ", ..." if len(names) > MAX_FIELDS_SHOWN else ""
    return f"{NO_FIELD} is named {_shown(name)}. Choose one of: {existing}{more}."


def _shown(name: object) -> str:
    """A name or value, escaped and shortened for a message."""
    text = ascii(name) if not isinstance(name, str) or not name.isprintable() else repr(name)
    return text if len(text) <= MAX_SHOWN_CHARACTERS else text[:MAX_SHOWN_CHARACTERS] + "..."


class Taker:
    """Turns the fields of a row into a Row or a Fault."""

    def __init__(self, source: Source, layout: Layout) -> None:
        self._source, self._layout, self._stem = source, layout, source.stem

    def __call__(self, record: dict[str, Any], line: int, number: int) -> Row | Fault:
        """The row, or its fault. `line` is shown in faults; `number` counts the rows."""
        layout = self._layout
        try:
            text = _text(record, layout.text_column)
            name = f"{self._stem}-{number}" if layout.id_column is None else _id(record, layout.id_column)
            date = None
            if layout.date_column is not None:
                date = read_date(_field(record, layout.date_column), layout.by)
        except UnicodeEncodeError as error:
            return Fault(self._source.file, line, _half(error.object[error.start], self._source))
        except ValueError as error:
            return Fault(self._source.file, line, str(error))
        return Row(line, name, date, text)


def _field(record: dict[str, Any], name: str) -> Any:
    if name not in record:
        raise ValueError(_missing(name, list(record)))
    return record[name]


def _text(record: dict[str, Any], name: str) -> str:
    text = _field(record, name)
    if isinstance(text, bytes):  # from a column with some text that is not UTF-8; this row may be
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise ValueError(not_utf8(text[error.start])) from None
    if not isinstance(text, str):
        value = "null" if text is None else _shown(text)
        raise ValueError(f"{_shown(name)} must be text, not {value}.")
    if not text.isascii():
        text.encode("utf-8")
    return text


def _half(character: str, source: Source) -> str:
    """The message for a lone surrogate: in a .csv it stands for an undecodable byte, in a .jsonl it was escaped."""
    if source.kind == ".csv":
        return not_utf8(ord(character) - 0xDC00)
    return f"U+{ord(character):04X} is half of a character. Write the whole character."


def _id(record: dict[str, Any], name: str) -> str:
    value = _field(record, name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    value = _text(record, name)
    if not value.strip():
        raise ValueError(f"{_shown(name)} is empty. Give the document an id.")
    return value


def read_date(value: object, by: str = "year") -> dt.date | None:
    """Read the date in a table cell: a date, a time or text; None where missing ("", nan, NaT).

    by : "year" accepts a year, a month or a day, read as its first day; "month" a month or a day; "document" a day,
    and gives None for less.

    Raises ValueError for a value that is not a date, and by "month" for a year without a month.

    >>> read_date("2024-05-26T09:00:00"), read_date("26 May 2024"), read_date(2024.0), read_date("nan")
    (datetime.date(2024, 5, 26), datetime.date(2024, 5, 26), datetime.date(2024, 1, 1), None)
    >>> read_date("2024-05", "month"), read_date("2024-05", "document")
    (datetime.date(2024, 5, 1), None)
    """
    if value is None or isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value
    written = str(value).strip() if isinstance(value, (str, int, float)) else ascii(value)
    if written.lower() in MISSING:
        return None
    date, known = _parts(written)
    if known < PARTS[by] and by == "month":
        problem = "is a year without a month. Write it as 2024-05, or measure --by year."
        raise ValueError(f"{_shown(written)} {problem}")
    return date if known >= PARTS[by] else None


def _parts(written: str) -> tuple[dt.date, int]:
    """A written date, and how many of year, month and day it has."""
    if found := _WRITTEN.fullmatch(written):
        numbers = [int(part) for part in found.groups() if part]
        try:
            return dt.date(*[*numbers, 1, 1][:3]), len(numbers)
        except ValueError:
            raise ValueError(f"{_shown(written)} is not in the calendar. Correct it.") from None
    from ..corpus.parsing.dates import find_date, is_date_line

    # A longer line may contain two dates, as in "2024-05-26 to 2024-06-02".
    if not is_date_line(written) or (date := find_date(written)) is None:
        raise ValueError(f"{_shown(written)} is not a date. Write it as 2024-05-26.")
    return date, 3


def is_utf16(line: bytes) -> bool:
    """Whether the first line of a file begins with the mark of UTF-16."""
    return any(line.startswith(mark) for mark, name in BYTE_ORDER_MARKS.items() if name == "UTF-16")


def not_utf8(byte: int) -> str:
    """The message for a byte that is not UTF-8."""
    return f"Byte 0x{byte:02x} here is not UTF-8. {SAVE_AS}"
