"""How points are numbered: the marks at the head of a line, and the first style that counts 1, 2, ..."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .dates import is_date_line
from .lines import Line

_BOLD = r"(?:\*\*|__|<(?:b|u|strong)>|#{1,6}\s)*"
_CLOSED = r"(?:\*\*|__|</(?:b|u|strong)>)?"
# How a point can be numbered, the surest first. The bare number needs a capital after it.
NUMBERING = (
    re.compile(rf"\s*{_BOLD}(\d{{1,6}}) ?\\?[.、](?!\d){_CLOSED}\s*"),
    re.compile(r"\s*(\d{1,6})[ \t]+(?=[A-Z“\"(\[])"),
    re.compile(rf"\s*{_BOLD}\((\d{{1,6}})\){_CLOSED}\s*(?=\S)"),
    re.compile(r"\s*(\d{1,6})\)\s+(?=[A-Z“\"])"),
)
BARE = NUMBERING[1]
_NUMBER = re.compile(rf"\s*{_BOLD}\(?\d")
_AGAIN = re.compile(r"(?:\((\d{1,6})\)|(\d{1,6})\\?[.)](?!\d))\s*")  # "4. 4.", "1. (1)"
LIST_MARKER = re.compile(
    r"\s*(?:\(\d{1,3}\)|\([a-zA-Z]\)|\([ivx]{1,5}\)|[①-⑳]|[•○◦°º□■▲▷※●◆◇►‣∙]|\\?[-–—·*](?=\s|$)|"
    r"o\s(?=[A-Z“\"(])|(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})\)\s|\d{1,3}\\?\.\s+(?=[^\W\d]))\s*"
)
_ROMAN = re.compile(r"\s*[IVX]{1,4}\.\s")  # over a part of several paragraphs: a heading, no point
LOST = 2  # numbers that a page can have lost between two points
INDENT_SLACK = 2  # columns by which "9." and "10." of one list differ


def find_points(lines: Sequence[Line]) -> list[tuple[int, int, int]]:
    """Where numbered points begin: (index of the line, number, offset after the marker).

    The first style of NUMBERING that counts 1, 2, ... wins; a number out of turn is text, and so is one within a
    sentence; but one or two numbers that stand nowhere below are lost, and the count goes on after them.
    Numbers set in deeper than the first one belong to a list under a point.
    """
    numbered = [index for index, line in enumerate(lines) if _NUMBER.match(line.text)]
    chains = (_chain(lines, numbered, style, level) for style in NUMBERING for level in (True, False))
    first = next(chains)  # one point alone is one only with a dot
    return next((chain for chain in (first, *chains) if len(chain) > 1), first)


def _chain(
    lines: Sequence[Line], numbered: Sequence[int], style: re.Pattern[str], level: bool
) -> list[tuple[int, int, int]]:
    marked = [(index, found) for index in numbered if (found := _mark(lines, index, style))]
    last = {int(found.group(1)): index for index, found in marked}
    chain: list[tuple[int, int, int]] = []
    deepest = None
    for index, found in marked:
        line, number, due = lines[index], int(found.group(1)), chain[-1][1] + 1 if chain else 1
        lost = style is not BARE and chain and due < number <= due + LOST
        if number != due and not (lost and all(last.get(n, -1) < index for n in range(due, number))):
            continue
        indent = len(line.text) - len(line.text.lstrip())
        if level and deepest is not None and indent > deepest:
            continue
        deepest = indent + INDENT_SLACK if deepest is None else deepest
        chain.append((index, number, line.start + _without_second(line.text, found)))
    return chain


def _mark(lines: Sequence[Line], index: int, style: re.Pattern[str]) -> re.Match[str] | None:
    """The number at the head of a line, where it can be a point's."""
    line = lines[index]
    found = style.match(line.text)
    if not found or line.continues or line.furniture or is_date_line(line.text):
        return None
    return None if style is NUMBERING[3] and not _after_sentence(lines, index) else found


def begin_again(lines: Sequence[Line], starts: Sequence[tuple[int, int, int]]) -> bool:
    """Whether below the second point a line is numbered 1 again, like the first one and no deeper."""
    if len(starts) < 2:
        return False
    first = lines[starts[0][0]].text
    style = next(style for style in NUMBERING if (found := style.match(first)) and int(found.group(1)) == 1)
    indent = len(first) - len(first.lstrip()) + INDENT_SLACK
    again = (n for n in range(starts[1][0], len(lines)) if len(lines[n].text) - len(lines[n].text.lstrip()) <= indent)
    return any((found := _mark(lines, n, style)) and int(found.group(1)) == 1 for n in again)


def _after_sentence(lines: Sequence[Line], index: int) -> bool:
    above = lines[index - 1].text.rstrip() if index else ""
    return not above or above[-1] in '.!?)”"'


def _without_second(line: str, marker: re.Match[str]) -> int:
    """Offset after the marker and after the same number said twice."""
    again = _AGAIN.match(line, marker.end())
    return again.end() if again and int(again.group(1) or again.group(2)) == int(marker.group(1)) else marker.end()


def begins_item(line: str) -> bool:
    """Whether a line begins with a number or the mark of a list."""
    return (LIST_MARKER.match(line) or _ROMAN.match(line)) is not None or any(style.match(line) for style in NUMBERING)
