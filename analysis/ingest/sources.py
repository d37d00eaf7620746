"""The table of known readouts, corpus/sources.csv → sources to fetch."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from ..corpus.parsing.known_kinds import FORMER_KINDS, KNOWN_KINDS, current_kind
from ..io.csv import read_rows
from ..io.faults import Fault, InputFaults, shown_path
from .addresses import check_address, same_page
from .errors import SourceRefused

SOURCE_COLUMNS = ["date", "kind", "place", "japan", "rok", "publisher", "genre", "url"]
REQUIRED = ("date", "kind", "place", "publisher", "url")


@dataclass(frozen=True)
class Source:
    """One known page: its address and what the table says of its meeting; None for an empty cell.

    kind, level : a kind of former versions (`summit`) gives both.
    line : of the table.
    """

    url: str
    date: dt.date
    kind: str | None
    place: str | None
    publisher: str | None
    line: int
    level: str | None = None


def read_sources(path: Path) -> list[Source]:
    """Read a table of sources, in its order.

    Raises InputFaults with every fault: missing columns, invalid dates, kinds and addresses, repeated addresses.
    """
    return _check_rows(read_rows(path, SOURCE_COLUMNS, REQUIRED), shown_path(path))


def _check_rows(rows: list[tuple[int, dict[str, str]]], file: str) -> list[Source]:
    faults: list[Fault] = []
    sources: list[Source] = []
    first: dict[str, int] = {}
    for line, row in rows:
        row_faults = [Fault(file, line, message) for message in _find_faults(row)]
        before = first.setdefault(same_page(row["url"]), line)
        if before != line:
            row_faults.append(
                Fault(file, line, f"The address is already in line {before}. Delete one of the two lines.")
            )
        faults += row_faults
        if not row_faults:
            date = dt.date.fromisoformat(row["date"])
            known = {name: row[name] or None for name in ("kind", "place", "publisher")}
            kind, level = current_kind(row["kind"])
            sources.append(Source(row["url"], date, line=line, level=level, **known | {"kind": kind or None}))
    if faults:
        raise InputFaults(faults)
    return sources


def _find_faults(row: dict[str, str]) -> list[str]:
    messages = []
    try:
        if dt.date.fromisoformat(row["date"]).isoformat() != row["date"]:
            raise ValueError
    except ValueError:
        messages.append(f"'date' must be a date such as 2024-05-26. Got {row['date']!r}.")
    if row["kind"] and row["kind"] not in (*KNOWN_KINDS, *FORMER_KINDS):
        messages.append(f"'kind' must be one of {', '.join(KNOWN_KINDS)}, or empty. Got {row['kind']!r}.")
    if not row["url"]:
        return [*messages, "'url' is missing. Give the address of the page."]
    try:
        check_address(row["url"], lambda _: True)
    except SourceRefused as error:
        messages.append(f"'url' is not a usable address: {error} Got {row['url']!r}.")
    return messages
