"""corpus/sources.csv: known public readouts that can be fetched."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from ..corpus.parsing.kinds import KNOWN_KINDS
from ..io.csv import read_rows
from ..io.faults import Fault, InputFaults, shown_path
from .addresses import check_address, same_page
from .errors import SourceRefused

SOURCE_COLUMNS = ["date", "kind", "place", "japan", "rok", "publisher", "genre", "url"]
NEEDED = ("date", "kind", "place", "publisher", "url")


@dataclass(frozen=True)
class Source:
    """One known page: where it is, and what it is said to tell of; None where the table does not say."""

    url: str
    date: dt.date
    kind: str | None
    place: str | None
    publisher: str | None
    line: int


def read_sources(path: Path) -> list[Source]:
    """The rows of a table of sources, in its order.

    Raises InputFaults with every fault of it: columns that are missing, dates, kinds and addresses
    that are none, an address that stands there twice.
    """
    return _checked(read_rows(path, SOURCE_COLUMNS, NEEDED), shown_path(path))


def _checked(rows: list[tuple[int, dict[str, str]]], file: str) -> list[Source]:
    faults: list[Fault] = []
    sources: list[Source] = []
    first: dict[str, int] = {}
    for line, row in rows:
        wrong = [Fault(file, line, message) for message in _wrong(row)]
        before = first.setdefault(same_page(row["url"]), line)
        if before != line:
            wrong.append(Fault(file, line, f"The address stands already in line {before}. Keep one of the two."))
        faults += wrong
        if not wrong:
            date = dt.date.fromisoformat(row["date"])
            known = {name: row[name] or None for name in ("kind", "place", "publisher")}
            sources.append(Source(row["url"], date, line=line, **known))
    if faults:
        raise InputFaults(faults)
    return sources


def _wrong(row: dict[str, str]) -> list[str]:
    wrong = []
    try:
        if dt.date.fromisoformat(row["date"]).isoformat() != row["date"]:
            raise ValueError
    except ValueError:
        wrong.append(f"'date' must be a date such as 2024-05-26. Got {row['date']!r}.")
    if row["kind"] and row["kind"] not in KNOWN_KINDS:
        wrong.append(f"'kind' must be one of {', '.join(KNOWN_KINDS)}, or empty. Got {row['kind']!r}.")
    if not row["url"]:
        return [*wrong, "'url' is missing: each line needs the address of its page."]
    try:
        check_address(row["url"], lambda _: True)
    except SourceRefused as error:
        wrong.append(f"'url' is not an address to ask: {error} Got {row['url']!r}.")
    return wrong
