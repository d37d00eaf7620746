"""A parsed page: its facts and parts. Whoever only uses them need not load the parser."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from ...text.sentences import Span


@dataclass(frozen=True)
class Leader:
    """A person who met.

    name : in one style, in the page's order of given and family name; the office, if the page names nobody.
    written : as on the page.
    side : the country; "" if not stated.
    office : as on the page; "" if not stated.
    """

    name: str
    written: str
    side: str
    office: str


@dataclass(frozen=True)
class Point:
    """One point of a readout, without heading and marker.

    number : its number on the page; its place, from 1, if the page has no numbers, or sub-points.
    label : its number as published, as in "2(1)".
    heading : None if it has none.
    text : `page[start:end]`.
    sentences : half-open offsets into the page of the coded sentences.
    """

    number: int
    heading: str | None
    text: str
    start: int
    end: int
    sentences: tuple[Span, ...]
    label: str = ""


@dataclass(frozen=True)
class Parsed:
    """The facts and parts of one page. A missing fact is None; a missing part is empty.

    date : the day of the meeting.
    page_date : the date on the page.
    kind : one of KNOWN_KINDS.
    level : one of KNOWN_LEVELS.
    start_time : "HH:MM" on the 24-hour clock.
    lead_start, lead_end : half-open offsets of `lead`; None if it is empty.
    warnings : doubts about this reading, for a person to check.
    """

    title: str
    date: dt.date | None
    page_date: dt.date | None
    kind: str
    level: str | None
    place: str | None
    leaders: tuple[Leader, ...]
    start_time: str | None
    duration_minutes: int | None
    lead: str
    lead_start: int | None
    lead_end: int | None
    points: tuple[Point, ...]
    warnings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same as values that JSON can contain; dates in ISO form."""
        plain = asdict(self)
        for point in plain["points"]:
            point["sentences"] = [list(span) for span in point["sentences"]]
        return plain | {
            "date": self.date.isoformat() if self.date else None,
            "page_date": self.page_date.isoformat() if self.page_date else None,
        }
