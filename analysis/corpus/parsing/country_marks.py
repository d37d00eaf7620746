"""Country marks: a text → the same text in plain letters, with the names of known countries in letters of their own.

Patterns for offices allow a country in many places. To list 300 names in each takes longer to compile than a page takes
to be read; a mark is one class of characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from .countries import NAMES, any_country

_LATIN = [chr(c) for c in range(0x250) if unicodedata.category(chr(c)) in ("Lu", "Ll")] + list(
    "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
)
# All letters with an accent are read as one: long lists of letters take long to compile.
_FOLDED = {ord(c): "À" if c.isupper() else "à" for c in _LATIN if not c.isascii()}
UPPER, LOWER, UPPER_OF_FORM = "Þ", "þ", "Ð"  # no folded text has them; the last begins a word that no person's name has
DOT = "\x01"
_OTHERS = {" ": "\x1f", ".": DOT, "'": "\x02", "’": "\x02", "-": "\x03"}  # no text has them; "\x1f" is a space
_OTHER_MARKS = str.maketrans("".join(_OTHERS), "".join(_OTHERS.values()))
MARK = f"[{UPPER}{LOWER}{UPPER_OF_FORM}{''.join(_OTHERS.values())}]"
MARKED_COUNTRY = rf"(?:(?<!{MARK}){MARK}++(?: \({MARK}++\))?)"  # also "Republic of Korea (ROK)"
_FORM = re.compile(r"\b(?:Republic|Council|Commission)\b")


def fold_letters(text: str) -> str:
    """A text of the same length with one letter for all capitals with an accent, and one for all small ones.

    >>> fold_letters("Ōta Émile")
    'Àta Àmile'
    """
    return text.translate(_FOLDED)


@lru_cache(maxsize=64)
def mark_countries(text: str) -> str:
    """A text of the same length in folded letters, with a mark for each letter of the name of a known country.

    >>> re.findall(MARKED_COUNTRY, mark_countries("Émile of Japan and the U.S."))
    ['Þþþþþ', 'Þ\\x01Þ\\x01']
    """
    return _known_country().sub(lambda match: _mark(match.group()), fold_letters(text))


@cache
def _known_country() -> re.Pattern[str]:
    """Every name of every known country, without the short form in brackets, as a whole word in folded letters."""
    return re.compile(rf"(?<!\w)(?:{any_country(fold_letters(name) for name in NAMES if '(' not in name)})(?!\w)")


@cache
def _mark(name: str) -> str:
    letters = _FORM.sub(lambda match: UPPER_OF_FORM + match.group()[1:], name)
    marks = (UPPER if c.isupper() and c != UPPER_OF_FORM else LOWER if c.islower() else c for c in letters)
    return "".join(marks).translate(_OTHER_MARKS)
