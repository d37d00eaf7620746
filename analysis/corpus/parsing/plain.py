"""Plain text: text with wide, invisible and rare space characters → the same text in ordinary characters."""

from __future__ import annotations

import unicodedata

_LINE_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"


class _Plain(dict[int, str | None]):
    """A table for str.translate, filled on demand. `invisible` replaces invisible characters."""

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
_WITHOUT_INVISIBLE = _Plain(invisible="")


def as_plain(text: str) -> str:
    """The text in plain characters and of the same length: wide characters narrow, invisible ones spaces.

    >>> as_plain("１．\\u200bThey\\u00a0met")
    '1. They met'
    """
    return text.translate(_SAME_LENGTH)


def as_plain_line(text: str) -> str:
    """The text in plain characters on one line: invisible characters removed, one space between words.

    >>> as_plain_line("Mr.\\u00a0KISHI\\u00adDA  met\\nthem")
    'Mr. KISHIDA met them'
    """
    return " ".join(text.translate(_WITHOUT_INVISIBLE).split())
