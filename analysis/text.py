"""Sentences and words with their offsets: the splitter and the counter of all texts, small and large.

Offsets are half-open, in Unicode code points: `text[start:end]` is the sentence or the word.

Where a sentence ends is decided as Punkt does (Kiss and Strunk 2006, Computational Linguistics 32:4; the way of NLTK),
with abbreviations of the genre and nothing learnt, for all ends of a text at once.
"""

from __future__ import annotations

import re
from itertools import product
from typing import NamedTuple

import numpy as np

from .alphabet import Characters, Codes
from .arrays import Flags, Places, count_before, is_in, merge, within
from .shapes import (
    COLON,
    COMMA,
    GUILLEMET,
    IS_DIGIT,
    IS_GAP,
    IS_LOWER,
    IS_SPACE,
    IS_UPPER,
    JOINERS,
    LAST_END,
    LETTER,
    MARK,
    PAD,
    RIGHT_DOUBLE,
    STOP,
    Shapes,
    shape_of,
    table,
)  # fmt: skip

Span = tuple[int, int]

# A full stop after one of these does not end a sentence (lower case, without the last full stop).
ABBREVIATIONS = frozenset(
    "mr mrs ms messrs dr prof h.e h.m h.r.h hon amb gen lt col adm maj capt sgt gov sen rep sec dep jr sr st mt "
    "a.m p.m u.s u.k u.n u.s.a e.u d.c e.g i.e cf vs etc no nos art fig figs para paras vol vols pp al res approx "
    "dept min ltd co corp inc jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun".split()
)

# ... unless one of these follows it with a capital: "until 5 p.m. The two leaders ...".
SENTENCE_STARTERS = frozenset(
    "the they he she it both this these those we in on at with as following furthermore moreover meanwhile".split()
)

_CLOSING = table("\"'’)]}*", RIGHT_DOUBLE, GUILLEMET)
_APART = table("\";}])*:@'’({[!?", RIGHT_DOUBLE, GUILLEMET)  # what Punkt takes from a word
_BOUND = IS_SPACE | _APART | table("`&#,-")  # before a word that is looked up
_BEFORE_INITIAL = _BOUND & ~table("'’`")  # "the world's." ends in no initial
_NUMERIC = IS_DIGIT | table(",.-")
_BEFORE_ABBREVIATION = IS_DIGIT | table(".:")  # "6.15p.m."
_NO_BEGINNING = table(",;:.?!")
_GOES_ON = table(",;:") | IS_LOWER
_AFTER_STARTER = IS_SPACE | _APART | table(",.")
_WORDS = re.compile(r"[^\W_][\u0300-\u036f]*(?:(?:[.'’‐‑-]*|(?<=\d)[,:](?=\d))[^\W_][\u0300-\u036f]*)*")


class Sentences(NamedTuple):
    """Sentences of some parts of a text, in order: the part, start and end of each."""

    part: Places
    start: Places
    end: Places


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the sentences of `text[start:end]`, as offsets into `text`, in order. A blank part has none.

    >>> text = "Mr. Abe arrived at 9:40 a.m. on July 7. He left."
    >>> [text[a:b] for a, b in sentence_spans(text)]
    ['Mr. Abe arrived at 9:40 a.m. on July 7.', 'He left.']
    """
    shapes = Shapes(Characters(text[start:end].encode("utf-8", "surrogatepass")))
    found = split_sentences(shapes, np.array([0]), np.array([shapes.n]))
    return list(zip((found.start + start).tolist(), (found.end + start).tolist(), strict=True))


def split_sentences(shapes: Shapes, first: Places, stop: Places) -> Sentences:
    """The sentences of the parts of a text from `first` to `stop`, which are in order and apart from each other."""
    begins = merge(shapes.skip(merge(first, _ends(shapes)), IS_GAP))
    part, start = within(first, stop, begins)
    limit = np.minimum(np.append(start[1:], shapes.n), stop[part])
    return Sentences(part, start, shapes.skip(limit - 1, IS_GAP, -1) + 1)


def _ends(shapes: Shapes) -> Places:
    """The places right after the sentences that end within the text."""
    place = shapes.where(STOP, LAST_END)
    after = shapes.at(place + 1)
    spaced, apart = IS_SPACE[after], _APART[after]
    place, spaced = place[spaced | apart], spaced[spaced | apart]
    closed = shapes.skip(place + 1, _CLOSING)
    last = spaced.copy()
    last[~spaced] = _last_of_its_word(shapes, place, np.flatnonzero(~spaced))
    place, spaced, closed = place[last], spaced[last], closed[last]
    below = shapes.skip(closed, IS_GAP)
    goes_on = np.where(
        spaced,
        _NO_BEGINNING[shapes.at(below)],
        np.where(below > closed, IS_LOWER[shapes.at(below)], _GOES_ON[shapes.at(closed)]),
    )
    breaks = _breaks(shapes, place, np.where(spaced, below, place + 1)) & ~goes_on
    whole = spaced | (below > closed) | (closed >= shapes.n)
    return np.where(whole, closed, place + 1)[breaks]


def _last_of_its_word(shapes: Shapes, place: Places, some: Places) -> Flags:
    """Whether no other possible end is between some of the places and the next gap."""
    last: Flags = np.append(place[1:], shapes.n)[some] >= shapes.skip(place[some], ~IS_SPACE)
    return last


def _breaks(shapes: Shapes, place: Places, next_place: Places) -> Flags:
    """Punkt's decision for ends at some places, before words that begin at others."""
    before, after = shapes.at(place - 1), shapes.at(next_place)
    stop = shapes.at(place) == STOP
    ellipsis = stop & (before == STOP)
    word = stop & ~ellipsis & ~_BOUND[before]
    breaks: Flags = ~ellipsis & ~(stop & IS_SPACE[before] & IS_LOWER[after])  # a stop by itself, before a small letter
    initial = word & (before >= LETTER) & ~IS_DIGIT[before] & _BEFORE_INITIAL[shapes.at(place - 2)]
    number = np.flatnonzero(word & IS_DIGIT[before])
    number = number[_BOUND[shapes.at(shapes.skip(place[number] - 1, _NUMERIC, -1))]]
    breaks[number] = ~(IS_LOWER | _NO_BEGINNING)[after[number]]
    breaks[initial] = ~(IS_LOWER | IS_UPPER | _NO_BEGINNING)[after[initial]]
    short = np.flatnonzero(word & ~initial)
    short = short[_MAY_END_SHORT[shapes.at(place[short] - 2), before[short]]]
    short = short[_is_abbreviation(shapes, place[short])]
    asked = np.concatenate([short, np.flatnonzero(ellipsis)])
    breaks[asked] = _starts(shapes, next_place[asked])
    return breaks


def _key(words: frozenset[str], width: int, *, right: bool) -> Codes:
    """Words in codes, each as one number for every eight characters."""
    spelt = [bytes(map(shape_of, word)) for word in sorted(words)]
    filled = b"".join(word.rjust(width, b"\0") if right else word.ljust(width, b"\0") for word in spelt)
    return np.frombuffer(filled, np.uint64).reshape(len(spelt), -1)


LONGEST = 8  # characters before a stop that are looked at: an abbreviation and what stands before it
_ABBREVIATIONS = np.sort(_key(ABBREVIATIONS, LONGEST, right=True)[:, 0])
_STARTERS = _key(SENTENCE_STARTERS, PAD, right=False)
_MAY_END_SHORT = np.zeros((256, 256), dtype=bool)  # the last two characters of an abbreviation, in any case
for _word in ABBREVIATIONS:
    for _ways in product(*({character, character.upper()} for character in _word[-2:])):
        _MAY_END_SHORT[tuple(map(shape_of, _ways))] = True


def _is_abbreviation(shapes: Shapes, place: Places) -> Flags:
    """Whether the word before the stop at each place is one of ABBREVIATIONS, without a number glued to it."""
    near = shapes.at(place[:, None] + np.arange(-LONGEST, 0))
    outside = np.maximum.accumulate(_BOUND[near][:, ::-1], axis=1)[:, ::-1]
    glued = np.logical_and.accumulate(outside | _BEFORE_ABBREVIATION[near], axis=1)
    word = np.where(outside | glued, 0, near | 0x20 * (near >= LETTER).astype(np.uint8))
    found: Flags = is_in(np.ascontiguousarray(word).view(np.uint64)[:, 0], _ABBREVIATIONS)
    further = np.flatnonzero(found & ~outside[:, 0])  # a long number is glued to it
    begin = shapes.skip(place[further] - LONGEST, _BEFORE_ABBREVIATION, -1)
    found[further] = _BOUND[shapes.at(begin)]
    return found


def _starts(shapes: Shapes, place: Places) -> Flags:
    """Whether one of SENTENCE_STARTERS stands with a capital at each place."""
    found = np.zeros(len(place), dtype=bool)
    upper = np.flatnonzero(IS_UPPER[shapes.at(place)])
    near = shapes.at(np.minimum(place[upper], shapes.n)[:, None] + np.arange(PAD))
    outside = np.maximum.accumulate(_AFTER_STARTER[near], axis=1)
    keys = np.ascontiguousarray(np.where(outside, 0, near | 0x20 * (near >= LETTER).astype(np.uint8))).view(np.uint64)
    found[upper] = (keys[:, None, :] == _STARTERS).all(axis=2).any(axis=1)
    return found


def count_words_within(shapes: Shapes, start: Places, end: Places) -> Places:
    """Number of words of spans in order and apart, each as `count_words` has it of the span by itself."""
    letters = shapes.padded[PAD - 1 : PAD + shapes.n + 1] >= LETTER
    _add_marks(shapes, letters)
    begins = letters[1:] > letters[:-1]
    first, after = _joined(shapes, letters)
    together = np.searchsorted(start, first) == np.searchsorted(start, after, side="right")  # no span begins between
    begins[after[together]] = False
    begins[start] |= letters[start + 1]
    return count_before(begins, end) - count_before(begins, start)


def _add_marks(shapes: Shapes, letters: Flags) -> None:
    """Letters and digits have the combining marks after them; `letters` begins one place before the text."""
    if (shapes.codes == MARK).any():
        marks = np.flatnonzero(shapes.codes == MARK)
        first = shapes.skip(marks, table("", MARK), -1)
        letters[marks[letters[first + 1]] + 1] = True


def _joined(shapes: Shapes, letters: Flags) -> tuple[Places, Places]:
    """What joins two parts of a word: where it begins, and where the second part does."""
    joiners = shapes.where(JOINERS, STOP)
    first = joiners[np.diff(joiners, prepend=-2) > 1]
    after = joiners[np.diff(joiners, append=shapes.n + 2) > 1] + 1
    joins = np.flatnonzero(letters[first] & (shapes.at(after) >= LETTER))
    commas = shapes.where(COMMA, COLON)
    digits = commas[IS_DIGIT[shapes.at(commas - 1)] & IS_DIGIT[shapes.at(commas + 1)]]
    return np.concatenate([first[joins], digits]), np.concatenate([after[joins], digits + 1])


def word_spans(text: str) -> list[Span]:
    """Spans of the words of `text`: letters and digits, joined by inner hyphens, apostrophes, full stops; "1,000".

    >>> text = "Japan-U.S.-ROK ties: 3.5 years' work."
    >>> [text[a:b] for a, b in word_spans(text)]
    ['Japan-U.S.-ROK', 'ties', '3.5', 'years', 'work']
    """
    return [word.span() for word in _WORDS.finditer(text)]


def count_words(text: str) -> int:
    """Number of words in `text`; 0 for a blank one.

    >>> count_words("Both leaders concurred.")
    3
    """
    return len(word_spans(text))
