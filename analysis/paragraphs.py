"""The parts of plain text: paragraphs, which stand between blank lines, and the items of lists in them."""

from __future__ import annotations

import numpy as np

from .arrays import Flags, Places, is_in, merge, within
from .shapes import BULLET, COLON, DASH, IS_DIGIT, IS_GAP, IS_LOWER, IS_SPACE, NEWLINE, Shapes, table

DIGITS = 3  # of a number that an item can have
_BULLETS = table("-*", BULLET, DASH)
_BEGINS_MARKER = _BULLETS | IS_DIGIT | table("(")
_ENDS_LINE = table(".?!;", COLON)  # before the next item; a dash or a number after other words is of the sentence
_STOP, _CLOSES = table("."), table(")")


def split_paragraphs(shapes: Shapes, first: Places, stop: Places) -> tuple[Places, Places]:
    """First and stop of the paragraphs of parts of a text, which are in order and apart: what blank lines part."""
    newlines = shapes.where(NEWLINE, NEWLINE)
    following = shapes.at(newlines + 1)
    blank = following == NEWLINE
    indented = np.flatnonzero(IS_SPACE[following] & ~blank)
    after = shapes.skip(newlines[indented] + 1, IS_GAP)
    blank[indented] = np.append(newlines, shapes.n)[indented + 1] < after
    part, begins = within(first, stop, merge(first, newlines[blank] + 1))
    return begins, np.minimum(np.append(begins[1:], shapes.n), stop[part])


def split_items(shapes: Shapes, first: Places, stop: Places) -> tuple[Places, Places]:
    """First and stop of the items of lists in paragraphs, their markers left out, and of what stands around them.

    An item begins a line with a bullet, a dash, or a number or letter as in "1.", "(2)", "a)". But for bullets that
    are nothing else, the line before must have ended with a stop or a colon, if it is of the same paragraph.
    """
    lines = _lines_with_markers(shapes, first)
    _, lines = within(first, stop, lines)
    marker = shapes.skip(lines, IS_GAP)
    end = _ends_of_markers(shapes, marker)
    before = shapes.at(shapes.skip(lines - 1, IS_GAP, -1))
    free = (shapes.at(marker) == BULLET) | _ENDS_LINE[before] | is_in(lines, first)
    item = (end > marker) & free
    return _cut(first, stop, marker[item], end[item])


def _lines_with_markers(shapes: Shapes, first: Places) -> Places:
    """The lines that may begin with a marker, of the whole text, and of those at some places."""
    lines = np.concatenate([shapes.where(NEWLINE, NEWLINE) + 1, first])
    marker = lines.copy()
    indented = np.flatnonzero(IS_GAP[shapes.at(lines)])
    marker[indented] = shapes.skip(lines[indented], IS_GAP)
    code = shapes.at(marker)
    maybe = np.flatnonzero(_BEGINS_MARKER[code])
    lettered = np.flatnonzero(IS_LOWER[code])
    lettered = lettered[_CLOSES[shapes.at(marker[lettered] + 1)]]
    return merge(lines[maybe], lines[lettered])


def _ends_of_markers(shapes: Shapes, marker: Places) -> Places:
    """The end of the marker at each place; the place itself where none stands there."""
    opened = shapes.at(marker) == ord("(")
    inner = marker + opened
    digits = shapes.skip(inner, IS_DIGIT)
    number = (digits > inner) & (digits <= inner + DIGITS)
    last = np.where(number, digits, inner + IS_LOWER[shapes.at(inner)])
    closed = _CLOSES[shapes.at(last)] | (number & ~opened & _STOP[shapes.at(last)])
    end = np.where((last > inner) & closed, last + 1, np.where(_BULLETS[shapes.at(marker)], marker + 1, marker))
    followed: Flags = IS_SPACE[shapes.at(end)]
    return np.where(followed, end, marker)


def _cut(first: Places, stop: Places, marker: Places, end: Places) -> tuple[Places, Places]:
    """Parts of a text cut at markers, which are left out."""
    begins, stops = np.concatenate([first, end]), np.concatenate([stop, marker])
    begins, stops = np.sort(begins), np.sort(stops)
    some = begins < stops
    return begins[some], stops[some]
