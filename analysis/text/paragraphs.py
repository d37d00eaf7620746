"""Paragraphs and list items: plain text → the spans of its paragraphs, and of the items of lists in them."""

from __future__ import annotations

import numpy as np

from .arrays import Flags, Offsets, is_in, merge, within
from .char_classes import BULLET, COLON, DASH, IS_DIGIT, IS_GAP, IS_LOWER, IS_SPACE, NEWLINE, CharClasses, table

MAX_DIGITS = 3  # of the number of an item
_BULLETS = table("-*", BULLET, DASH)
_BEGINS_MARKER = _BULLETS | IS_DIGIT | table("(")
_ENDS_LINE = table(".?!;", COLON)  # only after these can the next line be an item
_STOP, _CLOSES = table("."), table(")")


def split_paragraphs(classes: CharClasses, first: Offsets, stop: Offsets) -> tuple[Offsets, Offsets]:
    """First and stop of the paragraphs, separated by blank lines, of some sorted, disjoint parts of a text."""
    newlines = classes.where(NEWLINE, NEWLINE)
    following = classes.at(newlines + 1)
    blank = following == NEWLINE
    indented = np.flatnonzero(IS_SPACE[following] & ~blank)
    after = classes.skip(newlines[indented] + 1, IS_GAP)
    blank[indented] = np.append(newlines, classes.n)[indented + 1] < after
    part, begins = within(first, stop, merge(first, newlines[blank] + 1))
    return begins, np.minimum(np.append(begins[1:], classes.n), stop[part])


def split_items(classes: CharClasses, first: Offsets, stop: Offsets) -> tuple[Offsets, Offsets]:
    """First and stop of the list items in paragraphs, without their markers, and of the text around them.

    An item begins a line with a bullet, a dash, or a number or letter as in "1.", "(2)", "a)". The line before it must
    end with a stop or a colon (within the paragraph), unless the item begins with a pure bullet.
    """
    lines = _lines_with_markers(classes, first)
    _, lines = within(first, stop, lines)
    marker = classes.skip(lines, IS_GAP)
    end = _ends_of_markers(classes, marker)
    before = classes.at(classes.skip(lines - 1, IS_GAP, -1))
    free = (classes.at(marker) == BULLET) | _ENDS_LINE[before] | is_in(lines, first)
    item = (end > marker) & free
    return _cut(first, stop, marker[item], end[item])


def _lines_with_markers(classes: CharClasses, first: Offsets) -> Offsets:
    """Offsets of the lines of the whole text, and of `first`, that may begin with a marker."""
    lines = np.concatenate([classes.where(NEWLINE, NEWLINE) + 1, first])
    marker = lines.copy()
    indented = np.flatnonzero(IS_GAP[classes.at(lines)])
    marker[indented] = classes.skip(lines[indented], IS_GAP)
    code = classes.at(marker)
    maybe = np.flatnonzero(_BEGINS_MARKER[code])
    lettered = np.flatnonzero(IS_LOWER[code])
    lettered = lettered[_CLOSES[classes.at(marker[lettered] + 1)]]
    return merge(lines[maybe], lines[lettered])


def _ends_of_markers(classes: CharClasses, marker: Offsets) -> Offsets:
    """The end of the marker at each offset; the offset itself where no marker is."""
    opened = classes.at(marker) == ord("(")
    inner = marker + opened
    digits = classes.skip(inner, IS_DIGIT)
    number = (digits > inner) & (digits <= inner + MAX_DIGITS)
    last = np.where(number, digits, inner + IS_LOWER[classes.at(inner)])
    closed = _CLOSES[classes.at(last)] | (number & ~opened & _STOP[classes.at(last)])
    end = np.where((last > inner) & closed, last + 1, np.where(_BULLETS[classes.at(marker)], marker + 1, marker))
    followed: Flags = IS_SPACE[classes.at(end)]
    return np.where(followed, end, marker)


def _cut(first: Offsets, stop: Offsets, marker: Offsets, end: Offsets) -> tuple[Offsets, Offsets]:
    """Cut parts of a text at markers and leave the markers out."""
    begins, stops = np.concatenate([first, end]), np.concatenate([stop, marker])
    begins, stops = np.sort(begins), np.sort(stops)
    some = begins < stops
    return begins[some], stops[some]
