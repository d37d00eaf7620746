"""Character classes: a text → one code for each character, that says letter, digit, space, stop, bullet and so on.

The codes are ordered so that a class is a range: letters and digits start at LETTER, what joins them within a word is
JOINERS to STOP, what ends a sentence is STOP to LAST_END.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arrays import Flags, Offsets
from .encoding import CharacterCodes, Codes, Utf8Text

LETTER = 0x80  # above it ASCII letters and digits are themselves with this bit
_UPPER, _LOWER, _LETTER, _DIGIT = 0x80, 0x81, 0x82, 0xBA  # of other scripts
JOINERS, STOP, LAST_END, COMMA, COLON, NEWLINE = 0x30, 0x34, 0x36, 0x37, 0x38, 0x39  # at the codes of ASCII digits
MARK, RIGHT_DOUBLE, GUILLEMET, OTHER, BULLET, DASH = (
    0x41,
    0x42,
    0x43,
    0x44,
    0x46,
    0x47,
)  # at the codes of ASCII capitals
EDGE = 0x45  # stands for a space before and after the text
SPACE = 0x20
_OWN = {
    "'": 0x30, "’": 0x31, "-": 0x32, "‐": 0x33, "‑": 0x33, ".": STOP, "?": 0x35, "!": LAST_END, ",": COMMA, ":": COLON,
    "\n": NEWLINE,     "”": RIGHT_DOUBLE, "»": GUILLEMET, "\0": 1,
    **dict.fromkeys("•‣◦▪▫●○■□∙·", BULLET), **dict.fromkeys("–—", DASH),
}  # fmt: skip
_MARKS = re.compile("[\u0300-\u036f]")
MAX_STEPS = 64  # after which the end of a run is looked up instead of walked to
PAD = 16  # EDGE codes before and after a text, so that the neighbours of every offset exist


def class_of(character: str) -> int:
    """The class code of a character.

    >>> [class_of(c) for c in "a.é "]
    [225, 52, 129, 32]
    """
    if character in _OWN:
        return _OWN[character]
    if character.isalnum():
        if character.isascii():
            return LETTER | ord(character)
        return _DIGIT if re.match(r"\d", character) else _case_of(character)
    if character.isascii():
        return ord(character)
    return MARK if _MARKS.match(character) else SPACE if character.isspace() else OTHER


def _case_of(character: str) -> int:
    return _UPPER if character.isupper() else _LOWER if character.islower() else _LETTER


CLASS_CODES = CharacterCodes(class_of)


def table(characters: str = "", *codes: int) -> Flags:
    """Flags for all 256 codes: set for the given characters and codes."""
    flags = np.zeros(256, dtype=bool)
    flags[[*map(class_of, characters), *codes]] = True
    return flags


_LETTERS = [chr(n) for n in range(128) if chr(n).isalpha()]
IS_GAP = table("".join(chr(n) for n in range(128) if chr(n).isspace()))
IS_SPACE = IS_GAP | table("", EDGE)
IS_UPPER = table("".join(c for c in _LETTERS if c.isupper()), _UPPER)
IS_LOWER = table("".join(c for c in _LETTERS if c.islower()), _LOWER)
IS_DIGIT = table("0123456789", _DIGIT)


class CharClasses:
    """The class codes of a text, with PAD codes of EDGE around them.

    >>> text = CharClasses(Utf8Text(b"No. 5"))
    >>> text.n, text.at(np.array([-1, 0, 2])).tolist()
    (5, [69, 206, 52])
    """

    def __init__(self, characters: Utf8Text) -> None:
        self.n = characters.n
        self.padded = CLASS_CODES.write(characters, PAD, EDGE)
        self.codes: Codes = self.padded[PAD : PAD + self.n]

    def at(self, offsets: NDArray[Any]) -> Codes:
        """Codes at some offsets, from -PAD to n + PAD."""
        codes: Codes = self.padded[offsets + PAD]
        return codes

    def where(self, low: int, high: int) -> Offsets:
        """Offsets of codes from `low` to `high`, both from JOINERS to NEWLINE."""
        offsets, codes = self._punctuation
        return offsets[np.flatnonzero((codes - np.uint8(low)) <= high - low)]

    @cached_property
    def _punctuation(self) -> tuple[Offsets, Codes]:
        offsets = np.flatnonzero((self.codes - np.uint8(JOINERS)) <= NEWLINE - JOINERS)
        return offsets, self.codes[offsets]

    def skip(self, offsets: Offsets, flags: Flags, step: int = 1) -> Offsets:
        """The first offset from each on, forwards or backwards (step -1), without a flag; EDGE must have none."""
        reached = offsets + PAD
        on = np.flatnonzero(flags[self.padded[reached]])
        for _ in range(MAX_STEPS):
            if not len(on):
                return reached - PAD
            further = reached[on] + step
            reached[on] = further
            on = on[flags[self.padded[further]]]
        stops = np.flatnonzero(~flags[self.padded])
        side = np.searchsorted(stops, reached[on], side="left" if step > 0 else "right")
        reached[on] = stops[side if step > 0 else side - 1]
        return reached - PAD
