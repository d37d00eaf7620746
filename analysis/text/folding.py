"""Folding for the search: a text → one code for each character that patterns distinguish, and one for a gap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from .arrays import BYTES, Offsets
from .encoding import CharacterCodes, Codes, Utf8Text
from .patterns import fold, is_word

OTHER, GAP, FIRST_FREE = 1, 2, 3  # outside words: in no pattern, a separator, and the first code for other marks
ANY, OTHER_WORD, FIRST_LETTER = 0, 1, 2  # inside words, added to `word`: the wildcard `?`, in no pattern, letters


class FoldedText(NamedTuple):
    """Sentences as codes.

    codes : of the whole text, between pads of 0. start, end : (n,) offsets of each sentence in the codes, in order.
    removed : offsets of the characters without a code, in order. pad : codes before the text.
    """

    codes: Codes
    start: Offsets
    end: Offsets
    removed: Offsets
    pad: int

    def characters_at(self, codes_at: Offsets) -> Offsets:
        """Offsets in characters of offsets in the codes."""
        offsets = codes_at - self.pad
        if not len(self.removed):
            return offsets
        return offsets + np.searchsorted(self.removed - np.arange(len(self.removed)), offsets, side="right")


class Folding:
    """Codes for the characters of some normalised patterns; characters that no pattern distinguishes share a code.

    Codes have 8 bits, or 16 for very many letters. Codes from `word` on are parts of words. `pad` zeros stand before
    and after a text.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        written = list(patterns)
        characters = sorted(set("".join(written)) - {"*", "?", " "})
        letters, marks = ([c for c in characters if is_word(c) is kind] for kind in (True, False))
        n_letters = len(letters) + FIRST_LETTER
        small = len(marks) + FIRST_FREE + n_letters <= 1 << 8
        self.dtype: type[np.unsignedinteger[Any]] = np.uint8 if small else np.uint16
        self.itemsize = np.dtype(self.dtype).itemsize
        self.word = (1 << 8 * self.itemsize) - n_letters
        self.any = self.word + ANY
        self._code = {" ": GAP, "?": self.any}
        self._code |= {c: n for n, c in enumerate(marks, start=FIRST_FREE)}
        self._code |= {c: n for n, c in enumerate(letters, start=self.word + FIRST_LETTER)}
        self._character_codes = CharacterCodes(self._code_of, self.dtype)
        self.pad = max(map(len, written), default=0) + 2 + BYTES

    def _code_of(self, character: str) -> int:
        folded = fold(character)
        other = self.word + OTHER_WORD if is_word(folded) else OTHER
        return other if folded == "?" else self._code.get(folded, other)

    def fold_part(self, part: str) -> Codes:
        """Codes of a part of a pattern without `*`."""
        return np.array([self._code[c] for c in part], dtype=self.dtype)

    def fold(self, characters: Utf8Text, start: Offsets, end: Offsets) -> FoldedText:
        """Fold the sentences of a text, given by (n,) offsets of characters, in order.

        Of several separators in a row only the first has a code.
        """
        codes = self._character_codes.write(characters, self.pad)
        again = np.zeros(len(codes), dtype=bool)
        np.logical_and(codes[1:] == GAP, codes[:-1] == GAP, out=again[1:])
        removed = np.flatnonzero(again) - self.pad
        codes = codes[~again]
        begin, stop = (places - np.searchsorted(removed, places) + self.pad for places in (start, end))
        return FoldedText(codes, begin, stop, removed, self.pad)
