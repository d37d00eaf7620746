"""Who governed when: the terms of governments, and in whose term each meeting falls."""

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
    path : a csv with the columns side, name, from, until (days; the last is the first of the next government, empty
        where it still governs). A file that is not there holds none.

    Returns
    -------
    GOVERNMENT_COLUMNS, one row per government, by side and date; until is NaT where it still governs.

    Raises
    ------
    InputFaults with every fault and its line: a missing column, no name, a day that is none, an end before the
    beginning, a term that begins before the one before it on that side has ended.
    """
    if not path.is_file():
        return pd.DataFrame(columns=GOVERNMENT_COLUMNS)
    terms = [
        _Term(row["side"], row["name"], row["from"], row["until"], line)
        for line, row in read_rows(path, GOVERNMENT_COLUMNS, GOVERNMENT_COLUMNS)
    ]
    told = [(term, message) for term in terms for message in _faults_of(term)] or _overlaps(terms)
    if told:
        raise InputFaults(Fault(shown_path(path), term.line, message) for term, message in told)
    table = pd.DataFrame([term[:4] for term in terms], columns=GOVERNMENT_COLUMNS)
    days = {name: pd.to_datetime(table[name].replace("", None)) for name in ("from", "until")}
    return table.assign(**days).sort_values(["side", "from"], kind="stable", ignore_index=True)


class _Term(NamedTuple):
    side: str
    name: str
    begun: str
    ended: str
    line: int


def _faults_of(term: _Term) -> list[str]:
    told = [] if term.side and term.name else ["A government needs a side and a name."]
    days = [_day(cell) for cell in (term.begun, term.ended or "9999-12-31")]
    named = zip(("from", "until"), days, strict=True)
    told += [f"{name!r} must be a day such as 2024-10-01." for name, day in named if day is None]
    if days[0] and days[1] and days[1] <= days[0]:
        told.append("A government must end after it begins.")
    return told


def _day(cell: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(cell)
    except ValueError:
        return None


def _overlaps(terms: Sequence[_Term]) -> list[tuple[_Term, str]]:
    rule = "`until` is the day on which the next one begins."
    return [
        (after, f"{after.name} begins before {before.name} has ended; {rule}")
        for before, after in pairwise(sorted(terms, key=lambda term: (term.side, term.begun)))
        if before.side == after.side and (before.ended or "9999") > after.begun
    ]


def find_terms(readouts: pd.DataFrame, governments: pd.DataFrame) -> pd.DataFrame:
    """Which government of each side was in office when a meeting was held.

    Parameters
    ----------
    readouts : readout_id, date. governments : as from `read_governments`.

    Returns
    -------
    TERM_COLUMNS, one row per readout and side with a government known on that day, `period` being its name; on the
    day of a change it is the new one's.
    """
    rows = [
        (row.readout_id, term["side"], term["name"])
        for row in readouts.itertuples()
        for term in governments.to_dict("records")
        if term["from"] <= row.date and not term["until"] <= row.date
    ]
    return pd.DataFrame(rows, columns=TERM_COLUMNS)
