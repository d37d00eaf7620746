"""Readouts → meetings: which readouts tell of one meeting, and which of them stands for it in the row of time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ..io.wording import shortened
from .parsing.countries import KNOWN
from .parsing.names import same_person

MEETING_COLUMNS = ["readout_id", "meeting_id", "account", "stands"]
# Kinds that a page does not tell apart from what the meeting was.
_ANY_KIND = {"other", "press-remarks"}
_SIDE_OF = {name: side for side, names in KNOWN.items() for name in names}
_COUNTRY = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(_SIDE_OF, key=len, reverse=True)))})(?![\w-])")
_Met = Mapping[str, tuple[set[str], set[str]]]  # of each readout the sides and the names of those who met


def find_meetings(readouts: pd.DataFrame, leaders: pd.DataFrame) -> pd.DataFrame:
    """Which readouts tell of the same meeting, as two governments do.

    Two readouts do where the day is the same, the publishers are not, the kind does not say otherwise, and
    the same sides met (or, where a page leaves a side unsaid, one of the people who met is the same).

    Parameters
    ----------
    readouts : readout_id, date, kind, place, publisher, in the order of dates.
    leaders : readout_id, name, side.

    Returns
    -------
    MEETING_COLUMNS, one row per readout, in the order given: meeting_id (the first name, by the alphabet, of the
    meeting's readouts), account (whose account it is: the publisher's country, or the publisher; "" where not
    stated), stands (whether it stands for its meeting in the row of time: the one whose account the study has most
    often, else the first by the alphabet).
    """
    rows = readouts.to_dict("records")
    met = {name: (set(own["side"]) - {""}, set(own["name"])) for name, own in leaders.groupby("readout_id")}
    of_day: dict[object, list[list[int]]] = {}
    for n in sorted(range(len(rows)), key=lambda n: _vagueness(rows[n])):
        groups = of_day.setdefault(rows[n]["date"], [])
        group = next((g for g in groups if all(_same_meeting(rows[n], rows[other], met) for other in g)), None)
        if group is None:
            groups.append([n])
        else:
            group.append(n)
    accounts = [account_of(row["publisher"]) for row in rows]
    often = pd.Series(accounts).value_counts()
    groups = [group for groups in of_day.values() for group in groups]
    of = {n: group for group in groups for n in group}
    stands = {min(group, key=lambda n: (-often[accounts[n]], str(rows[n]["readout_id"]))) for group in groups}
    names = {n: min(str(rows[other]["readout_id"]) for other in group) for n, group in of.items()}
    table = [(row["readout_id"], names[n], accounts[n], n in stands) for n, row in enumerate(rows)]
    return pd.DataFrame(table, columns=MEETING_COLUMNS)


def name_readouts(readouts: pd.DataFrame, meetings: pd.DataFrame) -> dict[str, str]:
    """Short name of every readout, each different, in the order given.

    Place (or kind) and year; the day where two meetings would be called the same; whose account it is where a
    meeting has several; the readout_id where all that does not tell them apart.
    """
    table = readouts.merge(meetings, on="readout_id")
    where = table["place"].fillna(table["kind"].str.replace("-", " ").str.capitalize()).map(shortened)
    short = where + " " + table["date"].dt.strftime("%Y")
    long = where + " " + table["date"].map(lambda day: f"{day.day} {day:%b %Y}")
    shared = short.groupby(short).transform(lambda own: table.loc[own.index, "meeting_id"].nunique()) > 1
    name = short.mask(shared, long)
    apart = name.groupby(name).transform(lambda own: table.loc[own.index, "meeting_id"].nunique()) > 1
    name = name.mask(apart, name + ", " + table["kind"].str.replace("-", " "))
    for told in (table["account"].replace("", "publisher not stated"), table["publisher"].fillna("")):
        several = name.duplicated(keep=False) & (told != "")
        name = name.mask(several, name + " (" + told.map(shortened) + ")")
    name = name.mask(name.duplicated(keep=False), table["readout_id"])
    return dict(zip(table["readout_id"], name, strict=True))


def account_of(publisher: object) -> str:
    """Whose account a readout is: the country that its publisher's name has, else the publisher.

    >>> account_of("Ministry of Foreign Affairs of Japan"), account_of("Agency"), account_of(None)
    ('Japan', 'Agency', '')
    """
    if not isinstance(publisher, str):
        return ""
    named = max(_COUNTRY.findall(publisher), key=len, default="")
    return _SIDE_OF.get(named, publisher)


def _vagueness(row: Mapping[Any, Any]) -> tuple[bool, bool, str]:
    """Readouts that say what they are of come first, so that the order in which they are given does not matter."""
    return row["kind"] in _ANY_KIND, not isinstance(row["place"], str), str(row["readout_id"])


def _same_meeting(one: Mapping[Any, Any], other: Mapping[Any, Any], met: _Met) -> bool:
    nobody: tuple[set[str], set[str]] = (set(), set())
    (sides, names), (other_sides, other_names) = (met.get(str(row["readout_id"]), nobody) for row in (one, other))
    people = any(same_person(name, other_name) for name in names for other_name in other_names)
    places = one["place"], other["place"]  # one may name the city, the other the house
    within = sides <= other_sides or other_sides <= sides  # a page may leave a side unsaid
    alike = (sides == other_sides and bool(sides)) or (within and people)
    return (
        pd.notna(one["date"])
        and one["date"] == other["date"]
        and one["publisher"] != other["publisher"]
        and _not_two({one["kind"], other["kind"]} - _ANY_KIND)
        and (alike if people else alike and _not_two(p.casefold() for p in places if isinstance(p, str)))
    )


def _not_two(values: Iterable[object]) -> bool:
    return len(set(values)) < 2
