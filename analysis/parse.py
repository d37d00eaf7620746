"""One page's text → what it is: title, date, kind, place, leaders, lead, numbered points.

All offsets are half-open, in Unicode code points, into the text that was given.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, replace
from typing import Any

from . import facts
from .layout import Block, Line, find_footer, find_points, group_blocks, is_sentence, is_wrapped, split_lines
from .leaders import Leader, find_leaders
from .text import Span, sentence_spans

HEADER_LINES = 25
SUBHEADING_WORDS = 6  # a longer line without a full stop within a point is text
_LEAD_SIGNS = ("as follows", "overview of", "summary of", "outline of", "gist of")


@dataclass(frozen=True)
class Point:
    """One point of a readout: `source[start:end] == text`; its heading and marker left out."""

    number: int
    heading: str | None
    text: str
    start: int
    end: int
    sentences: tuple[Span, ...]


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
    lines = split_lines(text)
    wrapped = is_wrapped(lines)
    starts = find_points(lines)
    title, page_date, after_header = _header(lines[: starts[0][0]] if starts else lines)
    lines = lines[: find_footer(lines, starts[-1][0] if starts else after_header)]
    body = starts[0][0] if starts else len(lines)
    opening = group_blocks(lines[after_header:body], text, wrapped=wrapped)
    if starts:
        lead_blocks = _from_first_sentence(opening, text)
        points = _numbered_points(lines, starts, text, wrapped)
    else:
        lead_blocks, rest = _split_lead(_from_first_sentence(opening, text), text)
        points = _paragraph_points(rest, text)
    return _understood(text, title, page_date, lead_blocks, points, numbered=bool(starts))


def _understood(
    text: str, title: str, page_date: dt.date | None, lead_blocks: list[Block], points: list[Point], numbered: bool
) -> Parsed:
    lead_start, lead_end = (lead_blocks[0].start, lead_blocks[-1].end) if lead_blocks else (None, None)
    lead = text[lead_start:lead_end] if lead_blocks else ""
    told = " ".join((lead or (points[0].text if points else "")).split())
    kind = facts.find_kind(title, told)
    parsed = Parsed(
        title=title,
        date=facts.meeting_date(told, page_date),
        page_date=page_date,
        kind=kind,
        place=facts.find_place(told, kind),
        leaders=tuple(find_leaders(title, told, text)),
        start_time=facts.start_time(told) if lead else None,
        duration_minutes=facts.duration_minutes(told) if lead else None,
        lead=lead,
        lead_start=lead_start,
        lead_end=lead_end,
        points=tuple(points),
        warnings=(),
    )
    return replace(parsed, warnings=tuple(_warnings(parsed, numbered)))


def _warnings(parsed: Parsed, numbered: bool) -> list[str]:
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
    ]
    return [message for holds, message in says if holds]


def _header(lines: list[Line]) -> tuple[str, dt.date | None, int]:
    """Title, date of the page, and the index of the first line after them."""
    head = [(i, line) for i, line in enumerate(lines[:HEADER_LINES]) if not line.blank and not line.furniture]
    dated = next((i for i, line in head if facts.is_date_line(line.text)), None)
    titles = [(i, line) for i, line in head if dated is None or i < dated]
    if dated is not None:
        title = titles[-1][1].text.strip() if titles else ""
        return title, facts.find_date(lines[dated].text), dated + 1
    if titles and not is_sentence(titles[0][1].text):
        return titles[0][1].text.strip(), None, titles[0][0] + 1
    return "", None, 0


def _from_first_sentence(blocks: list[Block], text: str) -> list[Block]:
    """The blocks from the first that reads as a sentence on; what stands above is heading."""
    first = next((i for i, block in enumerate(blocks) if is_sentence(text[block.start : block.end])), len(blocks))
    return blocks[first:]


def _split_lead(blocks: list[Block], text: str) -> tuple[list[Block], list[Block]]:
    """Without numbers only a paragraph that announces the overview is a lead; else all is told."""
    for i, block in enumerate(blocks[:3]):
        if any(sign in text[block.start : block.end].lower() for sign in _LEAD_SIGNS):
            return blocks[: i + 1], blocks[i + 1 :]
    return [], blocks


def _numbered_points(lines: list[Line], starts: list[tuple[int, int, int]], text: str, wrapped: bool) -> list[Point]:
    ends = [index for index, _, _ in starts[1:]] + [len(lines)]
    found = []
    for (index, number, offset), end in zip(starts, ends, strict=True):
        blocks = group_blocks(lines[index:end], text, start=offset, wrapped=wrapped)
        if blocks:
            found.append(_point(number, blocks, text))
    return found


def _paragraph_points(blocks: list[Block], text: str) -> list[Point]:
    """Each paragraph is a point; list items belong to the paragraph before, headings to the one after."""
    groups: list[list[Block]] = []
    for block in blocks:
        joins = groups and (block.listed or not is_sentence(text[groups[-1][-1].start : groups[-1][-1].end]))
        if joins:
            groups[-1].append(block)
        else:
            groups.append([block])
    return [_point(number, group, text) for number, group in enumerate(groups, start=1)]


def _is_heading(block: Block, after: Block | None, text: str) -> bool:
    """Whether a paragraph stands over the next one: no sentence itself, and the next one is."""
    return (
        after is not None
        and not is_sentence(text[block.start : block.end])
        and is_sentence(text[after.start : after.end])
        and len(text[block.start : block.end].split()) <= SUBHEADING_WORDS
    )


def _point(number: int, blocks: list[Block], text: str) -> Point:
    heading = None
    if len(blocks) > 1 and not is_sentence(text[blocks[0].start : blocks[0].end]):
        heading = " ".join(text[blocks[0].start : blocks[0].end].strip("*<u/>_ ").split())
        blocks = blocks[1:]
    start, end = blocks[0].start, blocks[-1].end
    coded = [
        block for block, after in zip(blocks, [*blocks[1:], None], strict=True) if not _is_heading(block, after, text)
    ]
    sentences = tuple(span for block in coded for span in sentence_spans(text, block.start, block.end))
    return Point(number, heading, text[start:end], start, end, sentences)
