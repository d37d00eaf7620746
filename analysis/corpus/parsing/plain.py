"""Utf8Text of saved pages: invisible ones, wide ones and rare spaces, read as the plain ones they stand for."""

from __future__ import annotations

import unicodedata

_LINE_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"


class _Plain(dict[int, str | None]):
    """A table for str.translate that is filled as characters come up."""

    def __init__(self, invisible: str) -> None:
        super().__init__({ord(c): "\n" for c in _LINE_ENDS} | {ord(c): c for c in "\n\r\t"})
        self.invisible = invisible

    def __missing__(self, code: int) -> str:
        self[code] = found = self._plain(chr(code))
        return found

    def _plain(self, character: str) -> str:
        if unicodedata.category(character) in ("Cf", "Cc"):
            return self.invisible
        if unicodedata.category(character) == "Zs":
            return " "
        wide = unicodedata.east_asian_width(character) == "F"
        return unicodedata.normalize("NFKC", character) if wide else character


_SAME_LENGTH = _Plain(invisible=" ")
_SHORTER = _Plain(invisible="")


def as_plain(text: str) -> str:
    """Text of the same length in which offsets stay: wide characters narrow, rare spaces and invisible ones spaces.

    >>> as_plain("１．\\u200bThey\\u00a0met")
    '1. They met'
    """
    return text.translate(_SAME_LENGTH)


def as_plain_line(text: str) -> str:
    """Text to read facts from, on one line: as_plain without what is invisible, one space between words.

    >>> as_plain_line("Mr.\\u00a0KISHI\\u00adDA  met\\nthem")
    'Mr. KISHIDA met them'
    """
    return " ".join(text.translate(_SHORTER).split())
