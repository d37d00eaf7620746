"""Meetings: readouts → the meeting of each, the account that represents it on the timeline, and short names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ..io.wording import shortened
from .parsing.names import family_name, same_person
from .parsing.publishers import side_of_publisher

MEETING_COLUMNS = ["readout_id", "meeting_id", "account", "stands"]
# Kinds that do not contradict any other kind.
_ANY_KIND = {"other", "press-remarks", "joint-statement", "fact-sheet"}
_KIND_IN_NAMES = {"meeting": "", "other": "", "telephone": "call", "video": "video call"}
MAX_NAMED = 3  # people in the name of a meeting
_Met = Mapping[str, tuple[set[str], set[str]]]  # readout_id → the sides and the names of those who met


def find_meetings(readouts: pd.DataFrame, leaders: pd.DataFrame) -> pd.DataFrame:
    """Group the readouts that describe the same meeting, as those of two governments do.

    Two readouts describe the same meeting if the day is the same, the publishers differ, the kinds do not contradict
    each other, and the same sides met. If a page does not state a side, one of the people must be the same; if none of
    the people is, both must state the same place.

    Parameters
    ----------
    readouts : a table with the columns readout_id, date, kind, place, publisher, sorted by date.
    leaders : a table with the columns readout_id, name, side.

    Returns
    -------
    MEETING_COLUMNS, one row per readout, in the given order:

    meeting_id : the alphabetically first readout_id of the meeting.
    account : the publisher's country, else the publisher; "" if not stated.
    stands : whether the readout represents its meeting on the timeline. This is the readout whose account is the most
        frequent of the study, else the alphabetically first.

    >>> sources = ["Ministry of Japan", "Ministry of the ROK"]
    >>> readouts = pd.DataFrame({"readout_id": ["a", "b"], "kind": "summit", "place": "Seoul", "publisher": sources})
    >>> leaders = pd.DataFrame({"readout_id": ["a", "b"], "name": ["Aoki", "Aoki"], "side": "Japan"})
    >>> find_meetings(readouts.assign(date=pd.Timestamp("2024-05-26")), leaders).values.tolist()
    [['a', 'a', 'Japan', True], ['b', 'a', 'ROK', False]]
    """
    rows = readouts.to_dict("records")
    met = {name: (set(own["side"]) - {""}, set(own["name"])) for name, own in leaders.groupby("readout_id")}
    groups = _group(rows, met)
    accounts = [account_of(row["publisher"]) for row in rows]
    frequency = pd.Series(accounts).value_counts()
    ids = [str(row["readout_id"]) for row in rows]
    stands = {min(group, key=lambda n: (-frequency[accounts[n]], ids[n])) for group in groups}
    names = {n: min(ids[other] for other in group) for group in groups for n in group}
    table = [(row["readout_id"], names[n], accounts[n], n in stands) for n, row in enumerate(rows)]
    return pd.DataFrame(table, columns=MEETING_COLUMNS)


def _group(rows: list[dict[Any, Any]], met: _Met) -> list[list[int]]:
    """The row numbers of each meeting."""
    by_day: dict[object, list[list[int]]] = {}
    for n in sorted(range(len(rows)), key=lambda n: _vagueness(rows[n])):
        groups = by_day.setdefault(rows[n]["date"], [])
        group = next((g for g in groups if all(_same_meeting(rows[n], rows[other], met) for other in g)), None)
        if group is None:
            groups.append([n])
        else:
            group.append(n)
    return [group for groups in by_day.values() for group in groups]


def name_readouts(
    readouts: pd.DataFrame, meetings: pd.DataFrame, leaders: pd.DataFrame | None = None
) -> dict[str, str]:
    """A short, unique name of every readout, in the given order.

    The name is the place and the year; without a place, it says who met, how and when ("Aoki–Baek call, 26 May 2024").
    If two meetings would share it, it gets the day, then those who met, then the kind.
    If a meeting has several accounts, it gets the account, then the publisher. The last resort is the readout_id.

    Parameters
    ----------
    readouts : a table with the columns readout_id, date, kind, place, publisher.
    meetings : the table of `find_meetings`.
    leaders : a table with the columns readout_id, written; None if not known.

    >>> readouts = pd.DataFrame({"readout_id": ["a"], "kind": "summit", "place": "Seoul", "publisher": None})
    >>> meetings = pd.DataFrame([["a", "a", "", True]], columns=MEETING_COLUMNS)
    >>> name_readouts(readouts.assign(date=pd.Timestamp("2024-05-26")), meetings)
    {'a': 'Seoul 2024'}
    """
    table = readouts.merge(meetings, on="readout_id")
    where = table["place"].fillna(table["kind"].str.replace("-", " ").str.capitalize()).map(shortened)
    short = where + " " + table["date"].dt.strftime("%Y")
    long = where + " " + table["date"].map(lambda day: f"{day.day} {day:%b %Y}")
    who = _who_met(table, leaders)
    short, long = (names.mask(table["place"].isna() & who.notna(), who) for names in (short, long))
    name = short.mask(_shared(short, table["meeting_id"]), long)
    name = _with_people(name, table, people_of(leaders))
    name = name.mask(_shared(name, table["meeting_id"]), name + ", " + table["kind"].str.replace("-", " "))
    for source in (table["account"].replace("", "publisher not stated"), table["publisher"].fillna("")):
        repeated = name.duplicated(keep=False) & (source != "")
        name = name.mask(repeated, name + " (" + source.map(shortened) + ")")
    name = name.mask(name.duplicated(keep=False), table["readout_id"])
    return dict(zip(table["readout_id"], name, strict=True))


def title_readouts(names: Mapping[str, str], leaders: pd.DataFrame) -> dict[str, str]:
    """Who met, before the short name of every readout; the short name alone where fewer than two people are named.

    Parameters
    ----------
    names : as from `name_readouts`.
    leaders : a table with the columns readout_id, written.

    >>> leaders = pd.DataFrame({"readout_id": ["a", "a"], "written": ["ABE Shinzo", "MOON Jae-in"]})
    >>> title_readouts({"a": "Hamburg 2017", "b": "Seoul 2024"}, leaders)
    {'a': 'Abe–Moon, Hamburg 2017', 'b': 'Seoul 2024'}
    """
    met = people_of(leaders)
    return {
        readout_id: name if name.startswith(met.get(readout_id, name)) else f"{met[readout_id]}, {name}"
        for readout_id, name in names.items()
    }


def people_of(leaders: pd.DataFrame | None) -> dict[str, str]:
    """The family names of those who met, by readout; none where the page names fewer than two people.

    >>> people_of(pd.DataFrame({"readout_id": ["a", "a"], "written": ["ABE Shinzo", "MOON Jae-in"]}))
    {'a': 'Abe–Moon'}
    """
    written = {} if leaders is None else dict(leaders.groupby("readout_id", sort=False)["written"].agg(list))
    return {name: "–".join(map(family_name, own[:MAX_NAMED])) for name, own in written.items() if len(own) > 1}


def _who_met(table: pd.DataFrame, leaders: pd.DataFrame | None) -> pd.Series:
    """Who met, how and when; NA where the page names fewer than two people."""
    met = people_of(leaders)

    def name(row: Mapping[Any, Any]) -> str | None:
        how = _KIND_IN_NAMES.get(row["kind"], row["kind"].replace("-", " "))
        who = met.get(row["readout_id"])
        return f"{who}{f' {how}' if how else ''}, {row['date'].day} {row['date']:%b %Y}" if who else None

    return pd.Series([name(row) for row in table.to_dict("records")], index=table.index, dtype=object)


def _with_people(names: pd.Series, table: pd.DataFrame, people: Mapping[str, str]) -> pd.Series:
    """The names with those who met, where several meetings at one place share a name."""
    shared = _shared(names, table["meeting_id"]) & table["place"].notna()
    rows = zip(table["readout_id"], names, shared, strict=True)
    said = [f"{people[one]}, {name}" if more and one in people else name for one, name, more in rows]
    return pd.Series(said, index=names.index, dtype=names.dtype)


def _shared(names: pd.Series, meetings: pd.Series) -> pd.Series:
    """Whether each name is that of several meetings."""
    return names.groupby(names).transform(lambda own: meetings[own.index].nunique()) > 1


def account_of(publisher: object) -> str:
    """The account that a readout gives: the country in its publisher's name, else the publisher; "" if unknown.

    >>> account_of("Ministry of Foreign Affairs of Japan"), account_of("Agency"), account_of(None)
    ('Japan', 'Agency', '')
    """
    return side_of_publisher(publisher) or publisher if isinstance(publisher, str) else ""


def _vagueness(row: Mapping[Any, Any]) -> tuple[bool, bool, str]:
    """Sort precise readouts first, so that the given order does not matter."""
    return row["kind"] in _ANY_KIND, not isinstance(row["place"], str), str(row["readout_id"])


def _same_meeting(one: Mapping[Any, Any], other: Mapping[Any, Any], met: _Met) -> bool:
    nobody: tuple[set[str], set[str]] = (set(), set())
    (sides, names), (other_sides, other_names) = (met.get(str(row["readout_id"]), nobody) for row in (one, other))
    people = any(same_person(name, other_name) for name in names for other_name in other_names)
    places = {row["place"].casefold() if isinstance(row["place"], str) else None for row in (one, other)}
    within = sides <= other_sides or other_sides <= sides  # a page may not state a side
    alike = (sides == other_sides and bool(sides)) or (within and people)
    levels = {row.get("level") for row in (one, other) if isinstance(row.get("level"), str)}
    return (
        pd.notna(one["date"])
        and one["date"] == other["date"]
        and one["publisher"] != other["publisher"]
        and _agree(levels)
        and _agree({one["kind"], other["kind"]} - _ANY_KIND)
        and alike
        and (people or (_agree(places) and None not in places))  # one may name the city, the other the building
    )


def _agree(values: Iterable[object]) -> bool:
    return len(set(values)) < 2
