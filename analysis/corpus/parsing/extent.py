"""Extent: the lines of a page → where its text ends, whether its numbers are its points, and what was left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ...text.sentences import Span
from .furniture import closes_page, is_footer
from .layout import Block, group_blocks, is_sentence
from .lines import Line
from .numbering import begins_item
from .opening import ANNOUNCES, find_opening
from .parsed import Point

MAX_LEFT_OUT = 25  # words; more that were left out are reported
MIN_ABOVE_FOOTER = 0.6  # share of the text of a page above its footer
MIN_CODED = 0.5  # share of the text below the lead that points contain, unless a warning says so
_STOP = re.compile(r"[.!?][\"'’”)\]]*$")
Start = tuple[int, int, int]  # of a point: index of the line, number, offset after the marker


def find_end(lines: list[Line]) -> int:
    """The index after the end mark of the page; a mark counts only below some text."""
    has_text = False
    for index, line in enumerate(lines):
        if has_text and closes_page(line.text):
            return index + 1
        has_text = has_text or is_sentence(line.text)
    return len(lines)


def find_footer(lines: Sequence[Line]) -> int:
    """The index of the first footer line with most of the text above it, or a list at once below, else their number."""
    footers = [index for index, line in enumerate(lines) if is_footer(line.text)]
    if not footers:
        return len(lines)
    total, above, counted = sum(map(_text_words, lines)), 0, 0
    for index in footers:
        above += sum(_text_words(line) for line in lines[counted:index])
        counted = index
        listed = next((begins_item(line.text) for line in lines[index + 1 :] if not line.blank), False)
        if above and (listed or above >= MIN_ABOVE_FOOTER * total):
            return index
    return len(lines)


def _text_words(line: Line) -> int:
    continued = line.continues or is_sentence(line.text)
    return len(line.text.split()) if continued and not line.furniture else 0


def numbers_are_points(lines: Sequence[Line], body: int, starts: Sequence[Start], plain: str) -> bool:
    """Whether the numbered lines are the points: they follow the lead at once, or contain most of the words.

    body : the index of the first line below title and date.
    """
    opening = [b for b in group_blocks(lines[body : starts[0][0]], plain) if is_sentence(plain[b.start : b.end])]
    announced = [n for n, b in enumerate(opening) if ANNOUNCES.search(plain[b.start : b.end])]
    first = announced[-1] if announced else find_opening(opening, plain) or 0
    between = [_words(plain[b.start : b.end]) for b in opening[first + 1 :]]
    if sum(between) == 0:
        return True
    last = [b for b in group_blocks(lines[starts[-1][0] :], plain, start=starts[-1][2]) if _is_text(b, plain)]
    trailing = sum(_words(plain[b.start : b.end]) for b in last[1:] if not b.listed)
    own = sum(_words(line.text) for line in lines[starts[0][0] :] if not line.furniture) - trailing
    return sum(between) + (trailing if len(between) > 1 else 0) <= own


def long_lead_warnings(lead: Sequence[Block], plain: str) -> list[str]:
    """A warning about text between the opening paragraph and point 1, which is in no point."""
    below = [plain[block.start : block.end] for block in lead[1:]]
    n_words = sum(_words(part) for part in below if is_sentence(part) and not ANNOUNCES.search(part))
    if n_words <= MAX_LEFT_OUT:
        return []
    return [f"The lead has {n_words} words between its first paragraph and point 1; they are in no point. Check them."]


def left_out_warnings(lines: Sequence[Line], lead: Span, points: Sequence[Point], plain: str) -> list[str]:
    """Warnings about sentences that are neither in the lead nor in a point, and about points that are a small part.

    lines : those of the whole page.
    lead : its half-open offsets; equal ones if it has none.
    """
    if not points:
        return []
    coded = sum(_words(plain[a:b]) for point in points for a, b in point.sentences)
    blocks = [b for b in group_blocks(lines, plain) if is_sentence(plain[b.start : b.end])]
    parts = sorted([lead, *((point.start, point.end) for point in points)])
    ends = [end for _, end in parts]
    outside = []
    for block in blocks:
        n = bisect_right(ends, block.start)
        if n == len(parts) or parts[n][0] >= block.end:
            outside.append(block)
    outside = [b for b in outside if _STOP.search(plain[max(b.start, b.end - 9) : b.end])]  # not a long title
    missing = sum(_words(plain[b.start : b.end]) for b in outside)
    if missing <= MAX_LEFT_OUT:
        return []
    first = " ".join(plain[outside[0].start : outside[0].end].split()[:8])
    warnings = [f"{missing} words of sentences were left out as not part of the readout, from “{first} …”. Check them."]
    if coded < MIN_CODED * (coded + missing):
        warnings.append(f"Only {coded} words are in points, less than half of the text. Check where the points begin.")
    return warnings


def _is_text(block: Block, plain: str) -> bool:
    return is_sentence(plain[block.start : block.end])


def _words(text: str) -> int:
    return len(text.split())
