"""Numbering: the lines of a page → where numbered points begin, in the first style that counts 1, 2, ..."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from .dates import is_date_line
from .lines import Line

_BOLD = r"(?:\*\*|__|<(?:b|u|strong)>|#{1,6}\s)*"
_CLOSED = r"(?:\*\*|__|</(?:b|u|strong)>)?"
# Styles of numbers, most certain first. A bare number needs a capital after it.
NUMBERING = (
    re.compile(rf"\s*{_BOLD}(\d{{1,6}}) ?\\?[.、](?!\d){_CLOSED}\s*"),
    re.compile(r"\s*(\d{1,6})[ \t]+(?=[A-Z“\"(\[])"),
    re.compile(rf"\s*{_BOLD}\((\d{{1,6}})\){_CLOSED}\s*(?=\S)"),
    re.compile(r"\s*(\d{1,6})\)\s+(?=[A-Z“\"])"),
)
BARE = NUMBERING[1]
_NUMBER = re.compile(rf"\s*{_BOLD}\(?\d")
_REPEATED_NUMBER = re.compile(r"(?:\((\d{1,6})\)|(\d{1,6})\\?[.)](?!\d))\s*")  # "4. 4.", "1. (1)"
LIST_MARKER = re.compile(
    r"\s*(?:\(\d{1,3}\)|\([a-zA-Z]\)|\([ivx]{1,5}\)|[①-⑳]|[•○◦°º□■▲▷※●◆◇►‣∙]|"
    r"\\?[-–—·*](?=\s|$)(?![^–—\n]{1,80} [–—-]\s*$)|"
    r"o\s(?=[A-Z“\"(])|(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})\)\s|\d{1,3}\\?\.\s+(?=[^\W\d]))\s*"
)
_ROMAN = re.compile(r"\s*[IVX]{1,4}\.\s")  # numbers a part of several paragraphs: a heading, not a point
MAX_LOST_NUMBERS = 2  # that a page may have lost between two points
INDENT_TOLERANCE = 2  # columns; "9." and "10." of one list are indented differently


def find_points(lines: Sequence[Line]) -> list[tuple[int, int, int]]:
    """The starts of numbered points: (index of the line, number, offset after the marker).

    The first style of NUMBERING that counts 1, 2, ... wins. A number out of order or within a sentence is text. Up to
    MAX_LOST_NUMBERS numbers may be missing if none of them follows further down. A number that is indented deeper than
    the first one belongs to a list within a point.

    >>> from analysis.corpus.parsing.lines import split_lines
    >>> find_points(split_lines("1. They met.\\n2. They parted."))
    [(0, 1, 3), (1, 2, 16)]
    """
    numbered = [index for index, line in enumerate(lines) if _NUMBER.match(line.text)]
    chains = (_chain(lines, numbered, style, level) for style in NUMBERING for level in (True, False))
    first = next(chains)  # a single point needs a dot
    return next((chain for chain in (first, *chains) if len(chain) > 1), first)


def _chain(
    lines: Sequence[Line], numbered: Sequence[int], style: re.Pattern[str], level: bool
) -> list[tuple[int, int, int]]:
    """The points that one style counts; `level` : whether deeper numbers are left to lists."""
    marked = [(index, found) for index in numbered if (found := _mark(lines, index, style))]
    last = {int(found.group(1)): index for index, found in marked}
    chain: list[tuple[int, int, int]] = []
    max_indent = None
    for index, found in marked:
        line, number, due = lines[index], int(found.group(1)), chain[-1][1] + 1 if chain else 1
        lost = style is not BARE and chain and due < number <= due + MAX_LOST_NUMBERS
        if number != due and not (lost and all(last.get(n, -1) < index for n in range(due, number))):
            continue
        if level and max_indent is not None and _indent(line) > max_indent:
            continue
        max_indent = _indent(line) + INDENT_TOLERANCE if max_indent is None else max_indent
        chain.append((index, number, line.start + _end_of_marker(line.text, found)))
    return chain


def _mark(lines: Sequence[Line], index: int, style: re.Pattern[str]) -> re.Match[str] | None:
    """The number at the start of a line if it can be a point's."""
    line = lines[index]
    found = style.match(line.text)
    if not found or line.continues or line.furniture or is_date_line(line.text):
        return None
    return None if style is NUMBERING[3] and not _after_sentence(lines, index) else found


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def restarts(lines: Sequence[Line], starts: Sequence[tuple[int, int, int]]) -> bool:
    """Whether a line below the second point is numbered 1 again, in the style and at the depth of the first."""
    if len(starts) < 2:
        return False
    first = lines[starts[0][0]].text
    style = next(style for style in NUMBERING if (found := style.match(first)) and int(found.group(1)) == 1)
    max_indent = _indent(lines[starts[0][0]]) + INDENT_TOLERANCE
    below = (n for n in range(starts[1][0], len(lines)) if _indent(lines[n]) <= max_indent)
    return any((found := _mark(lines, n, style)) and int(found.group(1)) == 1 for n in below)


def _after_sentence(lines: Sequence[Line], index: int) -> bool:
    """Whether the line above is blank or ends a sentence."""
    above = lines[index - 1].text.rstrip() if index else ""
    return not above or above[-1] in '.!?)”"'


def _end_of_marker(line: str, marker: re.Match[str]) -> int:
    """The offset after the marker, and after the same number repeated, as in "1. (1)"."""
    repeated = _REPEATED_NUMBER.match(line, marker.end())
    return (
        repeated.end()
        if repeated and int(repeated.group(1) or repeated.group(2)) == int(marker.group(1))
        else marker.end()
    )


def begins_item(line: str) -> bool:
    """Whether a line begins with a number or the mark of a list.

    >>> begins_item("2) trade"), begins_item("- trade"), begins_item("trade")
    (True, True, False)
    """
    return (LIST_MARKER.match(line) or _ROMAN.match(line)) is not None or any(style.match(line) for style in NUMBERING)


def numbering_warnings(numbers: list[int], *, restarted: bool) -> list[str]:
    """Warnings about lost numbers, and about a second numbering further down.

    >>> numbering_warnings([1, 2, 4], restarted=False)
    ['The number after 2 is 4: the text between them is taken as point 2.']
    """
    gaps = [(one, two) for one, two in itertools.pairwise(numbers) if two > one + 1]
    warnings = [f"The number after {one} is {two}: the text between them is taken as point {one}." for one, two in gaps]
    if restarted:
        warnings.append("The numbers begin at 1 again further down: that text is taken as part of the point above it.")
    return warnings
