"""How a text is written for the search: one code for each character that patterns tell apart, one for a gap."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .alphabet import Alphabet, Characters, Codes
from .arrays import Places
from .patterns import fold, is_word

OTHER, GAP, FIRST_FREE = 1, 2, 3  # codes of what is in no word: what no pattern has, a separator, and those after
ANY, OTHER_WORD, FIRST_LETTER = 0, 1, 2  # of what is in a word, above the bit for words: the wildcard `?`, and so on


class Spelling:
    """Codes for the characters of some normalised patterns; what they cannot tell apart has the same.

    Codes have 8 bits, or 16 where patterns have very many letters. The highest bit says that a character is of a word,
    the next one marks the first of a word. 0 is what stands before and after a text, `pad` of them.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        written = list(patterns)
        characters = sorted(set("".join(written)) - {"*", "?", " "})
        letters, marks = ([c for c in characters if is_word(c) is kind] for kind in (True, False))
        small = len(letters) + FIRST_LETTER <= 1 << 6 and len(marks) + FIRST_FREE <= 1 << 7
        dtype, bits = (np.uint8, 8) if small else (np.uint16, 16)
        self.word, self.first = 1 << (bits - 1), 1 << (bits - 2)
        self.any = self.word | ANY
        self._code = {" ": GAP, "?": self.any}
        self._code |= {c: n for n, c in enumerate(marks, start=FIRST_FREE)}
        self._code |= {c: self.word | n for n, c in enumerate(letters, start=FIRST_LETTER)}
        self._dtype, self._alphabet = dtype, Alphabet(self._code_of, dtype)
        self.pad = max(map(len, written), default=0) + 2

    def _code_of(self, character: str) -> int:
        folded = fold(character)
        other = self.word | OTHER_WORD if is_word(folded) else OTHER
        return other if folded == "?" else self._code.get(folded, other)

    def spell(self, part: str) -> Codes:
        """Codes of a part of a pattern, without `*`."""
        return np.array([self._code[c] for c in part], dtype=self._dtype)

    def write(self, characters: Characters, start: Places, end: Places) -> tuple[Codes, Places]:
        """The text in codes between its pads, and the places of separators that only lengthen a gap within a sentence.

        These are left out; gaps between sentences, which begin and end at some characters, are as long as they are.
        """
        codes = self._alphabet.write(characters, self.pad)
        gap = codes == GAP
        longer = np.flatnonzero(gap[1:] & gap[:-1]) + 1
        sentence = np.searchsorted(start, longer - self.pad, side="right") - 1
        longer = longer[(sentence >= 0) & (longer - self.pad < np.append(end, 0)[sentence])]
        if len(longer):
            kept = np.ones(len(codes), dtype=bool)
            kept[longer] = False
            codes = codes[kept]
        return codes, longer - self.pad

    def mark(self, codes: Codes) -> Codes:
        """The same with the first character of every word marked."""
        word = codes >= self.word
        marked = codes.copy()
        marked[1:] |= (word[1:] > word[:-1]).astype(codes.dtype) * codes.dtype.type(self.first)
        return marked

    def as_bytes(self, codes: Codes) -> bytes | memoryview:
        """Codes as the automaton takes them: their order is that of their bytes."""
        return codes.data if codes.itemsize == 1 else codes.astype(">u2").tobytes()
