"""The pattern language of the codebook: glob words and phrases, what they see of a text, their parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

WORD = r"[\w\u0300-\u036f]"
SEPARATOR = r"[\s\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
_SINGLE_QUOTES = "'’‘ʼ＇"
_DOUBLE_QUOTES = '"“”„＂'
_IS_SEPARATOR, _IS_WORD = re.compile(SEPARATOR), re.compile(WORD)
SEVERAL = 4096  # characters of which is remembered what they are
_QUOTES = {**dict.fromkeys(_SINGLE_QUOTES, "'"), **dict.fromkeys(_DOUBLE_QUOTES, '"')}
_PIECES = {
    " ": SEPARATOR + "+",
    "?": WORD,
    "'": f"[{_SINGLE_QUOTES}]",
    '"': f"[{_DOUBLE_QUOTES}]",
}


@lru_cache(maxsize=SEVERAL)
def fold(character: str) -> str:
    """A character as patterns see it: one case, one separator, straight quotes; always one character.

    Case is folded where that gives one character, else lowered where that does: ß stays ß.

    >>> "".join(map(fold, "People–to\\nPEOPLE’s"))
    "people to people's"
    """
    if _IS_SEPARATOR.match(character):
        return " "
    ways = (_QUOTES.get(character, ""), character.casefold(), character.lower(), character)
    return next(way for way in ways if len(way) == 1)


@lru_cache(maxsize=SEVERAL)
def is_word(character: str) -> bool:
    """Whether a character is of a word: a letter, a digit, an underscore, a combining mark."""
    return _IS_WORD.match(character) is not None


def normalise(text: str) -> str:
    """Text as patterns see it, separators in a row being one.

    >>> normalise("People–to-\\n people’s")
    "people to people's"
    """
    return re.sub(" +", " ", "".join(map(fold, text)))


@dataclass(frozen=True)
class Pattern:
    """A glob word or phrase as written in the codebook.

    >>> Pattern("Missile-*").normal, Pattern("missile*  defen?e").segments
    ('missile *', ('missile', ' defen?e'))
    """

    written: str

    @cached_property
    def normal(self) -> str:
        return re.sub(r"\*+", "*", normalise(self.written).strip())

    @cached_property
    def segments(self) -> tuple[str, ...]:
        """What stands between the `*`; a `*` alone, which is a whole word, is `?*` here."""
        words = ["?*" if word == "*" else word for word in self.normal.split(" ")]
        return tuple(" ".join(words).split("*"))

    @cached_property
    def searchable(self) -> bool:
        """Whether the pattern has a letter or a digit of its own."""
        return any(is_word(character) for character in self.normal if character not in "*?")

    @cached_property
    def body(self) -> str:
        """The pattern as a regular expression, without its word boundaries; case is to be ignored."""
        return _PIECES[" "].join(map(_word, self.normal.split(" ")))

    @cached_property
    def sample(self) -> str:
        """A text that the pattern is meant to find: its words with the wildcards at their shortest."""
        words = ["word" if word == "*" else word.replace("*", "").replace("?", "s") for word in self.normal.split(" ")]
        return " ".join(words)


def _word(written: str) -> str:
    """One word as a regular expression.

    What stands between two `*` is taken where it comes first, and never looked for again: with that the time is that
    of the text's length, however many `*` there are. Only the part after the last must stand at the word's end.
    """
    if written == "*":
        return WORD + "+"
    first, *rest = ("".join(map(_piece, part)) for part in written.split("*"))
    return (
        first + "".join(f"(?>{WORD}*?{part})" for part in rest[:-1]) + "".join(f"{WORD}*{part}" for part in rest[-1:])
    )


def _piece(character: str) -> str:
    return _PIECES.get(character) or re.escape(character)


def any_of(written: Iterable[str]) -> str:
    """One of some patterns as a regular expression, the longest first; one that fits nothing where there are none."""
    bodies = [Pattern(w).body for w in sorted(written, key=len, reverse=True)]
    return "|".join(bodies) or "(?!)"
