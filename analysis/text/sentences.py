"""Sentences: a text → the spans of its sentences, half-open, in Unicode code points.

A sentence ends where Punkt ends it (Kiss and Strunk 2006, Computational Linguistics 32:4, as in NLTK), with the
abbreviations of this genre and without training; all ends of a text are decided at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import NamedTuple

import numpy as np

from .arrays import Flags, Offsets, as_numbers, is_in, merge, within
from .char_classes import (
    GUILLEMET,
    IS_DIGIT,
    IS_GAP,
    IS_LOWER,
    IS_SPACE,
    IS_UPPER,
    LAST_END,
    LETTER,
    PAD,
    RIGHT_DOUBLE,
    STOP,
    CharClasses,
    class_of,
    table,
)
from .encoding import Codes, Utf8Text

Span = tuple[int, int]

# A full stop after one of these does not end a sentence (lower case, without the last full stop).
ABBREVIATIONS = frozenset(
    "mr mrs ms mme smt messrs dr prof h.e h.m h.r.h rt hon amb gen lt col adm maj capt sgt gov sen rep sec dep jr "
    "sr st mt a.m p.m u.s u.k u.n u.s.a u.a.e e.u d.p.r.k r.o.k p.r.c cent d.c e.g i.e cf vs etc no nos art fig figs "
    "para paras vol vols pp al res approx dept min ltd co corp inc "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun".split()
)

# ... unless one of these follows it with a capital: "until 5 p.m. The two leaders ...".
SENTENCE_STARTERS = frozenset(
    "the they he she it both this these those we in on at with as following furthermore moreover meanwhile".split()
)

_CLOSING = table("\"'’)]}*", RIGHT_DOUBLE, GUILLEMET)
_APART = table("\";}])*:@'’({[!?", RIGHT_DOUBLE, GUILLEMET)  # Punkt splits these off a word
_BOUND = IS_SPACE | _APART | table("`&#,-")  # may stand before an abbreviation
_BEFORE_INITIAL = _BOUND & ~table("'’`")  # the s of "the world's." is not an initial
_NUMERIC = IS_DIGIT | table(",.-")
_BEFORE_ABBREVIATION = IS_DIGIT | table(".:")  # "6.15p.m."
_NO_BEGINNING = table(",;:.?!")
_GOES_ON = table(",;:") | IS_LOWER
_AFTER_STARTER = IS_SPACE | _APART | table(",.")


class Sentences(NamedTuple):
    """Sentences in order: the number of the part of the text, start and end of each."""

    part: Offsets
    start: Offsets
    end: Offsets


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the sentences of `text[start:end]`, as offsets into `text`, in order. Blank text has none.

    >>> text = "Mr. Abe arrived at 9:40 a.m. on July 7. He left."
    >>> [text[a:b] for a, b in sentence_spans(text)]
    ['Mr. Abe arrived at 9:40 a.m. on July 7.', 'He left.']
    """
    classes = CharClasses(Utf8Text(text[start:end].encode("utf-8", "surrogatepass")))
    found = split_sentences(classes, np.array([0]), np.array([classes.n]))
    return list(zip((found.start + start).tolist(), (found.end + start).tolist(), strict=True))


def split_sentences(classes: CharClasses, first: Offsets, stop: Offsets) -> Sentences:
    """The sentences of some parts of a text; the parts (`first` to `stop`) are sorted and disjoint."""
    begins = merge(classes.skip(merge(first, merge(_ends(classes), _glued_ends(classes))), IS_GAP))
    part, start = within(first, stop, begins)
    limit = np.minimum(np.append(start[1:], classes.n), stop[part])
    return Sentences(part, start, classes.skip(limit - 1, IS_GAP, -1) + 1)


def _ends(classes: CharClasses) -> Offsets:
    """The offsets right after the sentences that end within the text."""
    place = classes.where(STOP, LAST_END)
    after = classes.at(place + 1)
    spaced, apart = IS_SPACE[after], _APART[after]
    place, spaced = place[spaced | apart], spaced[spaced | apart]
    closed = classes.skip(place + 1, _CLOSING)
    last = spaced.copy()
    last[~spaced] = _last_of_its_word(classes, place, np.flatnonzero(~spaced))
    place, spaced, closed = place[last], spaced[last], closed[last]
    below = classes.skip(closed, IS_GAP)
    goes_on = np.where(
        spaced,
        _NO_BEGINNING[classes.at(below)],
        np.where(below > closed, IS_LOWER[classes.at(below)], _GOES_ON[classes.at(closed)]),
    )
    breaks = _breaks(classes, place, np.where(spaced, below, place + 1)) & ~goes_on
    whole = spaced | (below > closed) | (closed >= classes.n)
    return np.where(whole, closed, place + 1)[breaks]


def _glued_ends(classes: CharClasses) -> Offsets:
    """The offsets after stops without a space: two small letters or a digit before, a capitalised word after."""
    place = classes.where(STOP, STOP)
    place = place[IS_UPPER[classes.at(place + 1)]]
    before, further = classes.at(place - 1), classes.at(place - 2)
    second, third = classes.at(place + 2), classes.at(place + 3)
    ended = IS_LOWER[before] & IS_LOWER[further]
    word = (IS_LOWER[second] & (IS_LOWER[third] | IS_SPACE[third])) | (IS_SPACE[second] & (IS_UPPER | IS_LOWER)[third])
    found: Offsets = place[ended & word] + 1
    return found


def _last_of_its_word(classes: CharClasses, place: Offsets, some: Offsets) -> Flags:
    """For some of the possible ends: whether no other one comes before the next gap."""
    last: Flags = np.append(place[1:], classes.n)[some] >= classes.skip(place[some], ~IS_SPACE)
    return last


def _breaks(classes: CharClasses, place: Offsets, next_place: Offsets) -> Flags:
    """Punkt's decision: whether a sentence ends at each possible end, given the offset of the next word."""
    before, after = classes.at(place - 1), classes.at(next_place)
    stop = classes.at(place) == STOP
    ellipsis = stop & (before == STOP)
    word = stop & ~ellipsis & ~_BOUND[before]
    breaks: Flags = ~ellipsis & ~(stop & IS_SPACE[before] & IS_LOWER[after])  # a stop by itself, before a small letter
    initial = word & (before >= LETTER) & ~IS_DIGIT[before] & _BEFORE_INITIAL[classes.at(place - 2)]
    number = np.flatnonzero(word & IS_DIGIT[before])
    number = number[_BOUND[classes.at(classes.skip(place[number] - 1, _NUMERIC, -1))]]
    breaks[number] = ~(IS_LOWER | _NO_BEGINNING)[after[number]]
    breaks[initial] = ~(IS_LOWER | IS_UPPER | _NO_BEGINNING)[after[initial]]
    short = np.flatnonzero(word & ~initial)
    short = short[_MAY_END_SHORT[classes.at(place[short] - 2), before[short]]]
    short = short[_is_abbreviation(classes, place[short])]
    uncertain = np.concatenate([short, np.flatnonzero(ellipsis)])
    breaks[uncertain] = _starts(classes, next_place[uncertain])
    return breaks


def _key(words: frozenset[str], width: int, *, right: bool) -> Codes:
    """Words in class codes, eight characters to a number."""
    folded = [bytes(map(class_of, word)) for word in sorted(words)]
    filled = b"".join(word.rjust(width, b"\0") if right else word.ljust(width, b"\0") for word in folded)
    return np.frombuffer(filled, np.uint64).reshape(len(folded), -1)


_DOUBLING = tuple(np.uint64(bits) for bits in (8, 16, 32))  # a byte, two, four: then all eight are reached
MAX_ABBREVIATION = 8  # characters before a stop that are compared: an abbreviation and what precedes it
_ABBREVIATIONS = np.sort(_key(ABBREVIATIONS, MAX_ABBREVIATION, right=True)[:, 0])
_STARTERS = _key(SENTENCE_STARTERS, PAD, right=False)


def _pairs(written: Iterable[str]) -> Flags:
    """(256, 256) flags of some pairs of characters, in any case."""
    flags = np.zeros((256, 256), dtype=bool)
    for pair in written:
        for ways in product(*({character, character.upper()} for character in pair)):
            flags[tuple(map(class_of, ways))] = True
    return flags


_MAY_END_SHORT = _pairs(word[-2:] for word in ABBREVIATIONS)
_MAY_START = _pairs(word[:2] for word in SENTENCE_STARTERS) & IS_UPPER[:, None]


def _is_abbreviation(classes: CharClasses, place: Offsets) -> Flags:
    """Whether the word before each stop is one of ABBREVIATIONS; digits joined to it are left aside ("6.15p.m.").

    The eight characters before it are one number, the last the highest byte.
    """
    near = np.stack([classes.at(place - n) for n in range(MAX_ABBREVIATION, 0, -1)], axis=1)
    outside, inside = as_numbers(_BOUND[near]), as_numbers(~_BEFORE_ABBREVIATION[near])
    for bits in _DOUBLING:
        outside |= outside >> bits  # with all that is before
    inside &= ~outside
    for bits in _DOUBLING:
        inside |= inside << bits  # with all that is after
    word = as_numbers(near | 0x20 * (near >= LETTER).astype(np.uint8)) & inside * np.uint64(0xFF)
    found: Flags = is_in(word, _ABBREVIATIONS)
    further = np.flatnonzero(found & (outside & np.uint64(1) == 0))  # a long number is joined to it
    begin = classes.skip(place[further] - MAX_ABBREVIATION, _BEFORE_ABBREVIATION, -1)
    found[further] = _BOUND[classes.at(begin)]
    return found


def _starts(classes: CharClasses, place: Offsets) -> Flags:
    """Whether each offset begins one of SENTENCE_STARTERS with a capital."""
    found = np.zeros(len(place), dtype=bool)
    might = np.flatnonzero(_MAY_START[classes.at(place), classes.at(place + 1)])
    near = classes.at(place[might][:, None] + np.arange(PAD))
    outside = np.maximum.accumulate(_AFTER_STARTER[near], axis=1)
    keys = np.ascontiguousarray(np.where(outside, 0, near | 0x20 * (near >= LETTER).astype(np.uint8))).view(np.uint64)
    found[might] = (keys[:, None, :] == _STARTERS).all(axis=2).any(axis=1)
    return found
