"""Words: a text → the spans of its words, and their number."""

from __future__ import annotations

import re

import numpy as np

from .arrays import Flags, Offsets, count_before
from .char_classes import COLON, COMMA, IS_DIGIT, JOINERS, LETTER, MARK, PAD, STOP, CharClasses, table
from .sentences import Span

_WORDS = re.compile(r"[^\W_][\u0300-\u036f]*(?:(?:[.'’‐‑-]*|(?<=\d)[,:](?=\d))[^\W_][\u0300-\u036f]*)*")


def count_words_within(classes: CharClasses, start: Offsets, end: Offsets) -> Offsets:
    """Number of words in each span, as `count_words` counts it alone; the spans are sorted and disjoint."""
    letters = classes.padded[PAD - 1 : PAD + classes.n + 1] >= LETTER
    _add_marks(classes, letters)
    begins = letters[1:] > letters[:-1]
    first, after = _joined(classes, letters)
    together = np.searchsorted(start, first) == np.searchsorted(start, after, side="right")  # no span begins between
    begins[after[together]] = False
    begins[start] |= letters[start + 1]
    return count_before(begins, end) - count_before(begins, start)


def _add_marks(classes: CharClasses, letters: Flags) -> None:
    """Set the flags of combining marks after letters and digits; `letters` begins one character before the text."""
    if (classes.codes == MARK).any():
        marks = np.flatnonzero(classes.codes == MARK)
        first = classes.skip(marks, table("", MARK), -1)
        letters[marks[letters[first + 1]] + 1] = True


def _joined(classes: CharClasses, letters: Flags) -> tuple[Offsets, Offsets]:
    """Offsets of what joins two parts of a word, and of the second part."""
    joiners = classes.where(JOINERS, STOP)
    first = joiners[np.diff(joiners, prepend=-2) > 1]
    after = joiners[np.diff(joiners, append=classes.n + 2) > 1] + 1
    joins = np.flatnonzero(letters[first] & (classes.at(after) >= LETTER))
    commas = classes.where(COMMA, COLON)
    digits = commas[IS_DIGIT[classes.at(commas - 1)] & IS_DIGIT[classes.at(commas + 1)]]
    return np.concatenate([first[joins], digits]), np.concatenate([after[joins], digits + 1])


def word_spans(text: str) -> list[Span]:
    """Spans of the words of `text`: letters and digits, joined by inner hyphens, apostrophes and full stops; "1,000".

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


def as_word(written: str) -> str:
    """A word as it is counted: in lower case, with straight apostrophes.

    >>> as_word("World’s")
    "world's"
    """
    return written.casefold().replace("’", "'")
