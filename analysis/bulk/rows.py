"""The fields of a row → its text, id and date; a row that lacks them is told with its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from ..io.faults import Fault
from ..io.files import BYTE_ORDER_MARKS
from .inputs import Source

SAVE_AS = "Save the file as UTF-8."
LONGEST_SHOWN = 60  # characters of a name or value in a message
FIELDS_SHOWN = 12
NO_FIELD = "There is no"  # how it is told that a field is missing
MISSING = ("", "nan", "nat", "<na>", "none", "null")  # as tables write a date that is not there
PARTS = {"document": 3, "month": 2, "year": 1}  # of year, month and day, how many a date must tell
# A year may have become a decimal number, where others are missing.
_WRITTEN = re.compile(
    r"(\d{4})(?:\.0+)?|(\d{4})-(\d\d)|"
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?\s?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
Tell = Callable[[int], None]  # takes the bytes of input that have been read since it was called last


class Layout(NamedTuple):
    """Where in a table what stands, and how texts are read.

    id_column : without it an id is the file's name and the row's number. date_column : without it no dates are read.
    reads_as : "readout" (a page with lead, points and footer), "text" (every sentence is coded), or None: files of
    text are readouts, rows of tables are text. by : "document", "month" or "year", what dates are needed for.
    """

    text_column: str = "text"
    id_column: str | None = None
    date_column: str | None = None
    reads_as: str | None = None
    by: str = "year"


class Row(NamedTuple):
    """The text of one row, its place (line or row of the file), its id, its date where one is asked for."""

    line: int
    readout_id: str
    date: dt.date | None
    text: str


def wrong_header(names: list[str], layout: Layout) -> str:
    """What is wrong with the columns of a table; "" where each that is wanted is there once."""
    wanted = [name for name in (layout.text_column, layout.id_column, layout.date_column) if name is not None]
    for name in wanted:
        if names.count(name) > 1:
            return f"The column {_shown(name)} is there {names.count(name)} times."
        if name not in names:
            return _missing(name, names)
    return ""


def _missing(name: str, names: list[str]) -> str:
    listed = ", ".join(_shown(other) for other in names[:FIELDS_SHOWN]) or "none"
    more = ", ..." if len(names) > FIELDS_SHOWN else ""
    return f"{NO_FIELD} {_shown(name)}; there are: {listed}{more}."


def _shown(name: object) -> str:
    """A name or value as it can be shown in a message."""
    text = ascii(name) if not isinstance(name, str) or not name.isprintable() else repr(name)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "..."


class Taker:
    """Takes from the fields of a row what is wanted of them."""

    def __init__(self, source: Source, layout: Layout) -> None:
        self._source, self._layout, self._stem = source, layout, source.stem

    def __call__(self, record: dict[str, Any], line: int, number: int) -> Row | Fault:
        """A row, or what is wrong with it. `line` is its place for people, `number` counts the rows."""
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
    if isinstance(text, bytes):  # of a column that is no UTF-8 as a whole; this row may be
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise ValueError(no_utf8(text[error.start])) from None
    if not isinstance(text, str):
        told = "nothing" if text is None else _shown(text)
        raise ValueError(f"{_shown(name)} must be text, and is {told}.")
    if not text.isascii():
        text.encode("utf-8")
    return text


def _half(character: str, source: Source) -> str:
    """What a character says that no UTF-8 has: in a .csv it stands for a byte, in a .jsonl it was written so."""
    if source.kind == ".csv":
        return no_utf8(ord(character) - 0xDC00)
    return f"U+{ord(character):04X} is half of a character: the text cannot be written."


def _id(record: dict[str, Any], name: str) -> str:
    value = _field(record, name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    value = _text(record, name)
    if not value.strip():
        raise ValueError(f"{_shown(name)} must name the document, and is empty.")
    return value


def read_date(value: object, by: str = "year") -> dt.date | None:
    """A date as tables have it: of date or time, or written; None where missing ("", nan, NaT).

    by : what it is needed for. A year alone, or a month, is read as its first day. So by "month" a year alone is no
    date, and a "document" has none but that of a day: no day is made up.

    Raises ValueError where it is no date, or its month is not known and must be.

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
        told = "is a year only: its month is not known. Write it as 2024-05, or measure --by year."
        raise ValueError(f"{_shown(written)} {told}")
    return date if known >= PARTS[by] else None


def _parts(written: str) -> tuple[dt.date, int]:
    """A written date, and how many of year, month and day it tells."""
    if found := _WRITTEN.fullmatch(written):
        told = [int(part) for part in found.groups() if part]
        try:
            return dt.date(*[*told, 1, 1][:3]), len(told)
        except ValueError:
            raise ValueError(f"{_shown(written)} is not in the calendar.") from None
    from ..corpus.parsing.dates import find_date, is_date_line

    # A line of more than a date may tell of two, as "2024-05-26 to 2024-06-02".
    if not is_date_line(written) or (date := find_date(written)) is None:
        raise ValueError(f"{_shown(written)} is no date; write it as 2024-05-26.")
    return date, 3


def is_utf16(line: bytes) -> bool:
    """Whether a file whose first line is this is UTF-16."""
    return any(line.startswith(mark) for mark, name in BYTE_ORDER_MARKS.items() if name == "UTF-16")


def no_utf8(byte: int) -> str:
    """What is told of a byte that cannot be decoded."""
    return f"Byte 0x{byte:02x} here is not UTF-8. {SAVE_AS}"
