"""Characters as numbers: UTF-8 bytes → an array with one small code for each character.

ASCII characters are translated all at once. Characters of several bytes are rare in most texts: their offsets are kept,
and each is looked up by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arrays import Offsets, merge

Codes = NDArray[Any]  # unsigned 8 or 16 bit
_CONTINUATION = bytes(range(0x80, 0xC0))  # bytes of UTF-8 that continue a character
_N_CODE_POINTS = 0x110000


class Utf8Text:
    """A text in UTF-8: offsets of its characters in bytes and in code points.

    n : number of characters. plain : whether all are ASCII. wide : offsets of the characters of several bytes, and
    points : their code points.

    >>> text = Utf8Text("né".encode())
    >>> text.n, text.byte_of(np.array([2])).tolist(), text.character_of(np.array([3])).tolist()
    (2, [3], [2])
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        raw = np.frombuffer(data, np.uint8)
        self.plain = not raw.size or int(raw.max()) < 0x80
        lead = np.flatnonzero(raw >= 0xC0) if not self.plain else np.array([], dtype=np.int64)
        first = raw[lead]
        more = 1 + (first >= 0xE0).astype(np.int64) + (first >= 0xF0)
        self._extra = np.concatenate([[0], np.cumsum(more)])
        self._lead = lead
        self.wide: Offsets = lead - self._extra[:-1]
        self.points = _decode(raw, lead, more)
        self.n = len(data) - int(self._extra[-1])

    def byte_of(self, places: Offsets) -> Offsets:
        """Offsets in bytes of offsets in characters."""
        return places + self._extra[np.searchsorted(self.wide, places)] if len(self.wide) else places

    def character_of(self, offsets: Offsets) -> Offsets:
        """Offsets in characters of offsets in bytes; each offset is at the start of a character."""
        return offsets - self._extra[np.searchsorted(self._lead, offsets)] if len(self.wide) else offsets


def _decode(raw: Codes, lead: Offsets, more: Offsets) -> NDArray[np.int32]:
    """Code points of the characters that begin at `lead` and have `more` further bytes."""
    points = np.zeros(len(lead), dtype=np.int32)
    if not len(lead):
        return points
    points += raw[lead] & (0x3F >> more)
    for n in range(1, 4):
        there = more >= n
        points[there] = points[there] << 6 | (raw[lead[there] + n] & 0x3F)
    return points


class CharacterCodes:
    """One code for each character, from the function `code_of`: never 0, and below 256 for ASCII.

    >>> CharacterCodes(lambda character: 2 if character.isdigit() else 1).write(Utf8Text("é5".encode())).tolist()
    [1, 2]
    """

    def __init__(self, code_of: Callable[[str], int], dtype: type[np.unsignedinteger[Any]] = np.uint8) -> None:
        self._code_of, self._dtype = code_of, dtype
        self._ascii = np.array([code_of(chr(n)) for n in range(128)] + [0] * 128, dtype)
        self._known = np.zeros(_N_CODE_POINTS, dtype)  # 0: not looked up yet

    def write(self, characters: Utf8Text, pad: int = 0, fill: int = 0) -> Codes:
        """(pad + n + pad,) codes of the characters, with `fill` before and after them."""
        codes = np.full(characters.n + 2 * pad, fill, dtype=self._dtype)
        codes[pad : pad + characters.n] = self._translate(characters)
        if len(characters.wide):
            codes[characters.wide + pad] = self._look_up(characters.points)
        return codes

    def _translate(self, characters: Utf8Text) -> Codes:
        following = b"" if characters.plain else _CONTINUATION
        if self._dtype is np.uint8:
            return np.frombuffer(characters.data.translate(self._ascii.tobytes(), following), np.uint8)
        return self._ascii[np.frombuffer(characters.data.translate(None, following), np.uint8)]

    def _look_up(self, points: NDArray[np.int32]) -> Codes:
        codes = self._known[points]
        if not codes.all():
            for point in merge(points[codes == 0]):
                self._known[point] = self._code_of(chr(point))
            codes = self._known[points]
        return codes
