"""Parse: the text of a page → title, date, kind, place, leaders, lead and points.

All offsets are half-open, in Unicode code points, into this text.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

from . import dates, kinds, times, venue
from .extent import find_end, find_footer, left_out_warnings, long_lead_warnings, numbers_are_points
from .groups import from_first_sentence, headings_below, is_lead, numbered_points, paragraph_groups, split_lead
from .header import find_header, strip_attribution
from .layout import Block, group_blocks, join_wrapped, mark_foreign, mark_repeated
from .lead import MAX_LEAD, duration_sentences, first_sentence
from .leaders import find_leaders
from .lines import Line, split_lines
from .numbering import find_points, numbering_warnings, restarts
from .offices import find_named, unglue
from .opening import find_opening, opens, split_opening
from .parsed import Parsed, Point
from .plain import as_plain, as_plain_line
from .points import make_point
from .publishers import side_of_page, side_of_publisher
from .subpoints import split_subpoints

OPENING_POINTS = 4  # the first points that can say who met, if the lead does not


def parse_readout(text: str, publisher: str | None = None) -> Parsed:
    """The facts and parts of the page with this text.

    Every text can be parsed. What the page does not state is None or empty, and a warning says so. Furniture (captions,
    attendance, navigation, footers) belongs to no point and no sentence.

    publisher : who published the page, if known; a leader named only by office is the publisher's own.

    >>> page = "Summit\\n\\nMay 26, 2024\\n\\n1. They met in May. They agreed.\\n2. They parted."
    >>> [(p.number, p.text, len(p.sentences)) for p in parse_readout(page).points]
    [(1, 'They met in May. They agreed.', 2), (2, 'They parted.', 1)]
    """
    plain = as_plain(text)
    page = mark_foreign(mark_repeated(join_wrapped(split_lines(plain))))
    lines = page[: find_end(page)]
    lines = lines[: find_footer(lines)]
    starts = find_points(lines)
    header = find_header(lines[: starts[0][0]] if starts else lines)
    if starts and not numbers_are_points(lines, header.body, starts, plain):
        starts, header = [], find_header(lines)
    opening = _find_body(lines[: starts[0][0]] if starts else lines, header.body, plain)
    unnumbered = [] if starts else [plain[block.start : block.end] for block in opening]
    is_remarks = kinds.is_remarks(header.title, unnumbered)
    if starts:
        opening = from_first_sentence(opening, plain)
        above = headings_below(opening, plain)
        groups = numbered_points(lines, starts, plain, above)
        lead, groups = _split_numbered(opening[: len(opening) - len(above)], groups, plain)
    else:
        lead, rest = split_lead(from_first_sentence(opening, plain, cues=True), plain, remarks=is_remarks)
        groups = paragraph_groups(rest, plain)
    points = _make_points(groups, text, plain, numbered=bool(starts))
    own = side_of_publisher(publisher) or side_of_page(plain)
    parsed = _find_facts(text, as_plain_line(header.title), header.date, lead, points, own, is_remarks=is_remarks)
    warnings = [
        *_fact_warnings(parsed, numbered=bool(starts)),
        *parsed.warnings,
        *(long_lead_warnings(lead, plain) if starts else []),
        *numbering_warnings([number for number, _ in groups], restarted=restarts(lines, starts)),
        *left_out_warnings(page, (parsed.lead_start or 0, parsed.lead_end or 0), points, plain),
    ]
    return replace(parsed, warnings=tuple(warnings))


def _find_body(lines: list[Line], body: int, plain: str) -> list[Block]:
    """The paragraphs below title and date, and those above from the opening on: a date can be at the foot."""
    start = lines[body].start if body < len(lines) else len(plain)
    blocks = group_blocks(lines, plain)
    first = find_opening(blocks, plain)
    begin = min(start, blocks[first].start) if first is not None else start
    return [block for block in blocks if block.start >= begin]


def _make_points(groups: list[tuple[int, list[Block]]], text: str, plain: str, *, numbered: bool) -> tuple[Point, ...]:
    """The points, each sub-point of its own; with sub-points, numbers are places."""
    if not numbered:
        return tuple(make_point(number, blocks, text, plain) for number, blocks in groups)
    parts = [split_subpoints(number, blocks, plain) for number, blocks in groups]
    if all(len(split) == 1 and split[0].label.isdigit() for split in parts):
        return tuple(make_point(number, blocks, text, plain) for number, blocks in groups)
    return tuple(
        make_point(place, part.blocks, text, plain, label=part.label, above=part.headings)
        for place, part in enumerate(itertools.chain(*parts), start=1)
    )


def _split_numbered(
    opening: list[Block], groups: list[tuple[int, list[Block]]], plain: str
) -> tuple[list[Block], list[tuple[int, list[Block]]]]:
    """The lead and the points. Without a lead above, point 1's first sentences are it if they describe a meeting."""
    first = find_opening(opening, plain)
    if first is not None:
        return opening[first:], groups
    if len(groups) < 2:
        return opening, groups
    number, (block, *rest) = groups[0]
    if opens(block, plain):
        if opening and is_lead(plain[opening[0].start : opening[-1].end]):
            return opening, groups
        lead, left = split_opening(block, plain, alone=True)
        blocks = [*([left] if left else []), *rest]
        return [lead], [*([(number, blocks)] if blocks else []), *groups[1:]]
    if opening or not is_lead(plain[block.start : block.end]):
        return opening, groups
    return [block], [*([(number, rest)] if rest else []), *groups[1:]]


def _find_facts(
    text: str,
    title: str,
    page_date: dt.date | None,
    lead_blocks: list[Block],
    points: tuple[Point, ...],
    own: str,
    *,
    is_remarks: bool,
) -> Parsed:
    """The facts of a page; its warnings are those about durations."""
    lead_start, lead_end = (lead_blocks[0].start, lead_blocks[-1].end) if lead_blocks else (None, None)
    lead = text[lead_start:lead_end] if lead_blocks else ""
    opening = _find_opening(lead, points)
    timed = _timed_text(opening, points, has_lead=bool(lead))
    leaders = tuple(find_leaders(title, opening, text, own))
    kind = kinds.find_kind(title, opening)
    if is_remarks and kind not in ("joint-statement", "fact-sheet"):
        kind = "press-remarks"
    return Parsed(
        title=title,
        date=dates.meeting_date(
            opening, page_date, text[: lead_start if lead else points[0].start if points else None]
        ),
        page_date=page_date,
        kind=kind,
        level=kinds.find_level(title, opening, leaders),
        place=venue.find_place(opening, kind, title),
        leaders=leaders,
        start_time=times.start_time(timed),
        duration_minutes=times.duration_minutes(timed),
        lead=lead,
        lead_start=lead_start,
        lead_end=lead_end,
        points=points,
        warnings=tuple(times.duration_warnings(timed)),
    )


def _find_opening(lead: str, points: tuple[Point, ...]) -> str:
    """The text that says who met: the lead, else the first paragraph that names two people, one, or none.

    Without a lead, what precedes it may be an attribution, a notice in another script or an introduction.
    """
    texts = [lead, *(point.text for point in points[:OPENING_POINTS])]
    openings = [strip_attribution(as_plain_line(text[:MAX_LEAD])) for text in texts if text]
    openings = [text for text in openings if text] or [""]
    named = [len(find_named(unglue(first_sentence(text)))) for text in openings]
    if (lead and named[0]) or not any(named):
        return openings[0]
    return next((text for text, n in zip(openings[:2], named, strict=False) if n > 1), None) or next(
        text for text, n in zip(openings, named, strict=True) if n
    )


def _timed_text(opening: str, points: tuple[Point, ...], *, has_lead: bool) -> str:
    """The text that states when the meeting began and how long it took.

    Without a lead it is the first sentence, because later ones may time something else, such as a flight. If it states
    no duration, sentences of the first point on how long the meeting lasted are added.
    """
    timed = opening if has_lead else first_sentence(opening)
    if points and not times.durations(timed):
        timed = f"{timed} {duration_sentences(as_plain_line(points[0].text[:MAX_LEAD]))}"
    return timed


def _fact_warnings(parsed: Parsed, *, numbered: bool) -> list[str]:
    """Warnings about missing and doubtful facts."""
    checks = [
        (parsed.date is None, "No date found; give it in the front matter, as in `date: 2024-05-26`."),
        (not parsed.points, "No points found; a readout needs a text under its title and date."),
        (bool(parsed.points) and not numbered, "No numbered points: each paragraph is taken as a point."),
        (not parsed.leaders, "No leaders found in the lead."),
        (parsed.kind == "other", "The kind of meeting is not stated; it is taken as `other`."),
        (parsed.place is None and parsed.kind not in ("telephone", "video"), "No place found in the lead."),
        (
            parsed.date is not None and parsed.page_date not in (None, parsed.date),
            f"The page is dated {parsed.page_date}, the meeting {parsed.date}; the meeting's date is taken.",
        ),
    ]
    return [message for applies, message in checks if applies]
