"""Governments: governments.csv → terms of office; terms and readouts → the government of each meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ..io.csv import read_rows
from ..io.faults import Fault, InputFaults, shown_path

GOVERNMENT_COLUMNS = ["side", "name", "from", "until"]
TERM_COLUMNS = ["readout_id", "side", "period"]


def read_governments(path: Path) -> pd.DataFrame:
    """Read the terms of governments.

    Parameters
    ----------
    path : a CSV file with the columns side, name, from, until. `until` is the first day of the next government; it is
        empty for a government still in office. A file that does not exist gives an empty table.

    Returns
    -------
    GOVERNMENT_COLUMNS, one row per government, sorted by side and date. `from` and `until` are timestamps; `until` is
    NaT for a government still in office.

    Raises
    ------
    InputFaults with every fault and its line: a missing column or name, a day that is not a date, an end that is not
    after the start, and terms of one side that overlap.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "governments.csv")
    ...     _ = path.write_text("side,name,from,until\\nJapan,Aoki,2024-10-01,\\n")
    ...     read_governments(path)["name"].tolist()
    ['Aoki']
    """
    if not path.is_file():
        return pd.DataFrame(columns=GOVERNMENT_COLUMNS)
    terms = [
        _Term(row["side"], row["name"], row["from"], row["until"], line)
        for line, row in read_rows(path, GOVERNMENT_COLUMNS, GOVERNMENT_COLUMNS)
    ]
    problems = [(term, message) for term in terms for message in _problems_of(term)] or _overlaps(terms)
    if problems:
        raise InputFaults(Fault(shown_path(path), term.line, message) for term, message in problems)
    table = pd.DataFrame([term[:4] for term in terms], columns=GOVERNMENT_COLUMNS)
    days = {name: pd.to_datetime(table[name].replace("", None)) for name in ("from", "until")}
    return table.assign(**days).sort_values(["side", "from"], kind="stable", ignore_index=True)


class _Term(NamedTuple):
    side: str
    name: str
    start: str
    end: str
    line: int


def _problems_of(term: _Term) -> list[str]:
    problems = [] if term.side and term.name else ["A government needs a side and a name."]
    days = {"from": _day(term.start), "until": _day(term.end or "9999-12-31")}
    problems += [f"{name!r} must be a day such as 2024-10-01." for name, day in days.items() if day is None]
    if days["from"] and days["until"] and days["until"] <= days["from"]:
        problems.append("A government must end after it begins.")
    return problems


def _day(cell: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(cell)
    except ValueError:
        return None


def _overlaps(terms: Sequence[_Term]) -> list[tuple[_Term, str]]:
    rule = "`until` must be the day on which the next one begins."
    return [
        (after, f"{after.name} begins before {before.name} has ended. {rule}")
        for before, after in pairwise(sorted(terms, key=lambda term: (term.side, term.start)))
        if before.side == after.side and (before.end or "9999") > after.start
    ]


def find_terms(readouts: pd.DataFrame, governments: pd.DataFrame) -> pd.DataFrame:
    """The government of each side on the day of each meeting.

    Parameters
    ----------
    readouts : a table with the columns readout_id and date.
    governments : the table of `read_governments`.

    Returns
    -------
    TERM_COLUMNS, one row per readout and side whose government of that day is known; `period` is the government's
    name. On the day of a change it is the new government.

    >>> days = {"from": pd.to_datetime(["2024-10-01"]), "until": pd.to_datetime([None])}
    >>> governments = pd.DataFrame({"side": ["Japan"], "name": ["Aoki"], **days})
    >>> readouts = pd.DataFrame({"readout_id": ["a"], "date": pd.to_datetime(["2024-10-01"])})
    >>> find_terms(readouts, governments).values.tolist()
    [['a', 'Japan', 'Aoki']]
    """
    rows = [
        (row.readout_id, term["side"], term["name"])
        for row in readouts.itertuples()
        for term in governments.to_dict("records")
        if term["from"] <= row.date and not term["until"] <= row.date
    ]
    return pd.DataFrame(rows, columns=TERM_COLUMNS)
