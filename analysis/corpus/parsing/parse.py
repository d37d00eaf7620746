"""One page's text → what it is: title, date, kind, place, leaders, lead, numbered points.

All offsets are half-open, in Unicode code points, into the text that was given.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import asdict, dataclass, replace
from typing import Any

from . import dates, kinds, times, venue
from .furniture import closes_page, is_footer
from .layout import Block, group_blocks, is_sentence, join_wrapped, mark_repeated
from .lead import LONGEST_LEAD, first_sentence, told_lasting
from .leaders import Leader, find_leaders
from .lines import Line, split_lines
from .numbering import begin_again, find_points
from .plain import as_plain, as_plain_line
from .points import Point, from_first_sentence, is_lead, make_point, numbered_points, paragraph_groups, split_lead

HEADER_LINES = 25
TITLE_WORDS = 30
_GOES_ON = re.compile(r"(?:\b(?:of|and|the|with|between|by|for|in|to|on|at|a|an)|[,&–-])$", re.IGNORECASE)
_OCCASION = re.compile(
    r"\b(?:meetings?|talks?|summit|calls?|conversation|relations|dialogue|conference|remarks|statement|readout|visits?|"
    r"consultations?|holds|held|meets|speaks|fact sheet)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Parsed:
    """What was understood of one page. A missing fact is None; a missing part is empty."""

    title: str
    date: dt.date | None
    page_date: dt.date | None
    kind: str
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
        """The same as plain values that JSON can hold; dates in ISO form."""
        plain = asdict(self)
        for point in plain["points"]:
            point["sentences"] = [list(span) for span in point["sentences"]]
        return plain | {
            "date": self.date.isoformat() if self.date else None,
            "page_date": self.page_date.isoformat() if self.page_date else None,
        }


def parse_readout(text: str) -> Parsed:
    """Read one page.

    Never fails: what the page does not say is None or empty, and a warning says so. Furniture
    (captions, attendance, navigation, footers) is in no point and in no sentence.

    >>> page = "Summit\\n\\nMay 26, 2024\\n\\n1. They met in May. They agreed.\\n2. They parted."
    >>> [(p.number, p.text, len(p.sentences)) for p in parse_readout(page).points]
    [(1, 'They met in May. They agreed.', 2), (2, 'They parted.', 1)]
    """
    plain = as_plain(text)
    lines = mark_repeated(join_wrapped(split_lines(plain)))
    lines = lines[: _find_end(lines)]
    starts = find_points(lines)
    title, page_date, after_header = _header(lines[: starts[0][0]] if starts else lines)
    lines = lines[: _find_footer(lines, starts[-1][0] if starts else after_header)]
    opening = group_blocks(lines[after_header : starts[0][0] if starts else len(lines)], plain)
    told = [] if starts else [plain[block.start : block.end] for block in opening]
    remarks = kinds.is_remarks(title, told)
    if starts:
        lead, groups = _lead_of_numbered(
            from_first_sentence(opening, plain), numbered_points(lines, starts, plain), plain
        )
    else:
        lead, rest = split_lead(from_first_sentence(opening, plain, cues=True), plain)
        groups = paragraph_groups(rest, plain)
    points = tuple(make_point(number, blocks, text, plain) for number, blocks in groups)
    parsed = _understood(text, as_plain_line(title), page_date, lead, points, numbered=bool(starts), remarks=remarks)
    return replace(parsed, warnings=(*parsed.warnings, *_numbering_warnings(points, begin_again(lines, starts))))


def _lead_of_numbered(
    opening: list[Block], groups: list[tuple[int, list[Block]]], plain: str
) -> tuple[list[Block], list[tuple[int, list[Block]]]]:
    """The lead above the points; where there is none, the first paragraph of item 1 if that tells of the meeting."""
    if opening or len(groups) < 2 or not is_lead(plain[groups[0][1][0].start : groups[0][1][0].end]):
        return opening, groups
    number, (first, *rest) = groups[0]
    return [first], [*([(number, rest)] if rest else []), *groups[1:]]


def _understood(
    text: str, title: str, page_date: dt.date | None, lead_blocks: list[Block], points: tuple[Point, ...], *,
    numbered: bool, remarks: bool,
) -> Parsed:  # fmt: skip
    lead_start, lead_end = (lead_blocks[0].start, lead_blocks[-1].end) if lead_blocks else (None, None)
    lead = text[lead_start:lead_end] if lead_blocks else ""
    told = as_plain_line((lead or (points[0].text if points else ""))[:LONGEST_LEAD])
    timed = told if lead else first_sentence(told)  # what an unnumbered text times later may be a flight
    if points and not times.durations(timed):
        timed = f"{timed} {told_lasting(as_plain_line(points[0].text[:LONGEST_LEAD]))}"
    leaders = tuple(find_leaders(title, told, text))
    kind = "press-remarks" if remarks else kinds.find_kind(title, told, leaders)
    parsed = Parsed(
        title=title,
        date=dates.meeting_date(told, page_date),
        page_date=page_date,
        kind=kind,
        place=venue.find_place(told, kind, title),
        leaders=leaders,
        start_time=times.start_time(timed),
        duration_minutes=times.duration_minutes(timed),
        lead=lead,
        lead_start=lead_start,
        lead_end=lead_end,
        points=points,
        warnings=(),
    )
    return replace(parsed, warnings=tuple(_warnings(parsed, numbered, times.durations(timed))))


def _warnings(parsed: Parsed, numbered: bool, minutes: list[int]) -> list[str]:
    says = [
        (parsed.date is None, "No date found; give it in the front matter, as in `date: 2024-05-26`."),
        (not parsed.points, "No points found; a readout needs a text under its title and date."),
        (bool(parsed.points) and not numbered, "No numbered points: each paragraph is taken as a point."),
        (not parsed.leaders, "No leaders found in the lead."),
        (parsed.kind == "other", "The kind of meeting is not stated; it is taken as `other`."),
        (parsed.place is None and parsed.kind != "telephone", "No place found in the lead."),
        (
            parsed.date is not None and parsed.page_date not in (None, parsed.date),
            f"The page is dated {parsed.page_date}, the meeting {parsed.date}; the meeting's date is taken.",
        ),
        (
            len(minutes) > 1,
            f"The lead times {len(minutes)} meetings ({_listed(minutes)} minutes); their sum, {sum(minutes)} "
            f"minutes, is taken.",
        ),
    ]
    return [message for holds, message in says if holds]


def _numbering_warnings(points: tuple[Point, ...], again: bool) -> list[str]:
    gaps = [(one.number, two.number) for one, two in itertools.pairwise(points) if two.number > one.number + 1]
    return [
        f"The number after {one} is {two}: what stands between them is taken as point {one}." for one, two in gaps
    ] + (
        ["The numbers begin at 1 again further down: what stands there is taken as part of the point above it."]
        if again
        else []
    )


def _listed(minutes: list[int]) -> str:
    return f"{', '.join(map(str, minutes[:-1]))} and {minutes[-1]}" if minutes else ""


def _find_end(lines: list[Line]) -> int:
    """Index after the last line before a mark that closes the page, of lines that stand under some text."""
    told = False
    for index, line in enumerate(lines):
        if told and closes_page(line.text):
            return index + 1
        told = told or is_sentence(line.text)
    return len(lines)


def _find_footer(lines: list[Line], after: int) -> int:
    """Index of the first line, from `after` on, that leads away from the page; the number of lines where none does."""
    return next((i for i in range(after, len(lines)) if is_footer(lines[i].text)), len(lines))


def _header(lines: list[Line]) -> tuple[str, dt.date | None, int]:
    """Title, date of the page, and the index of the first line after them."""
    head = _head_parts(lines)
    dated = next((n for n, (_, part) in enumerate(head) if dates.is_date_line(part)), None)
    titles = [part for _, part in head[:dated] if dated is None or re.search(r"[^\W\d_]", part)]  # "Hits", "12"
    if dated is not None:
        below = [part for _, part in head[dated + 1 : dated + 2] if _can_be_title(part)]
        return _best_title(titles or below), dates.find_date(head[dated][1]), head[dated][0]
    told = next((n for n, part in enumerate(titles) if not _can_be_title(part)), len(titles))
    for n, part in enumerate(titles[:told]):
        if dates.find_date(part):  # "Talks (May 26, 2024)"
            return _best_title(titles[:n] or [part]), dates.find_date(part), head[n][0]
    return (titles[0], None, head[0][0]) if told else ("", None, 0)


def _head_parts(lines: list[Line]) -> list[tuple[int, str]]:
    """The first paragraphs of a page, a date by itself: the index after each, and its text on one line."""
    parts: list[tuple[int, str]] = []
    for index, line in enumerate(lines[:HEADER_LINES]):
        if line.blank or line.furniture:
            continue
        joins = parts and line.continues and not any(map(dates.is_date_line, (line.text, parts[-1][1])))
        if joins and (line.text.strip()[0].islower() or _GOES_ON.search(parts[-1][1])):
            parts[-1] = (index + 1, f"{parts[-1][1]} {line.text.strip()}")
        else:
            parts.append((index + 1, line.text.strip()))
    return parts


def _best_title(titles: list[str]) -> str:
    """The last line above the date that names an occasion, else the last that is not all in brackets."""
    plain = [title for title in titles if not title.startswith(("(", "["))] or titles
    return next((title for title in reversed(plain) if _OCCASION.search(title)), plain[-1] if plain else "")


def _can_be_title(line: str) -> bool:
    if not re.search(r"[^\W\d_]", line):
        return False
    return not is_sentence(line) or (len(line.split()) <= TITLE_WORDS and not line.endswith((".", ":", ";", ")", "”")))
