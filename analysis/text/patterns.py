"""Patterns of the codebook: glob words and phrases → their normal form, their parts, a regular expression."""

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
MAX_REMEMBERED = 4096  # characters whose class is cached
MAX_PATTERNS_REMEMBERED = 16_384
_QUOTES = {**dict.fromkeys(_SINGLE_QUOTES, "'"), **dict.fromkeys(_DOUBLE_QUOTES, '"')}
_PIECES = {
    " ": SEPARATOR + "+",
    "?": WORD,
    "'": f"[{_SINGLE_QUOTES}]",
    '"': f"[{_DOUBLE_QUOTES}]",
}


@lru_cache(maxsize=MAX_REMEMBERED)
def fold(character: str) -> str:
    """Fold a character: one case, one separator, straight quotes. The result is always one character.

    Case is folded where that gives one character, else lowered if that does: ß stays ß.

    >>> "".join(map(fold, "People–to\\nPEOPLE’s"))
    "people to people's"
    """
    if _IS_SEPARATOR.match(character):
        return " "
    ways = (_QUOTES.get(character, ""), character.casefold(), character.lower(), character)
    return next(way for way in ways if len(way) == 1)


@lru_cache(maxsize=MAX_REMEMBERED)
def is_word(character: str) -> bool:
    """Whether a character belongs to a word: a letter, digit, underscore or combining mark."""
    return _IS_WORD.match(character) is not None


def normalise(text: str) -> str:
    """Fold a text; several separators in a row become one.

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
        """The parts between the `*`; a `*` that is a whole word is `?*` here."""
        words = ["?*" if word == "*" else word for word in self.normal.split(" ")]
        return tuple(" ".join(words).split("*"))

    @cached_property
    def searchable(self) -> bool:
        """Whether the pattern has a letter or a digit."""
        return any(is_word(character) for character in self.normal if character not in "*?")

    @cached_property
    def has_two_stars_in_a_word(self) -> bool:
        """Whether one word has two `*`, which the search does not support.

        >>> Pattern("a*b*").has_two_stars_in_a_word, Pattern("a* *b").has_two_stars_in_a_word
        (True, False)
        """
        return any(word.count("*") > 1 for word in self.normal.split(" "))

    @cached_property
    def body(self) -> str:
        """The pattern as a regular expression without word boundaries, to be used without regard to case."""
        return _PIECES[" "].join(map(_word, self.normal.split(" ")))

    @cached_property
    def sample(self) -> str:
        """A text that the pattern must find: its words with the shortest wildcards."""
        words = ["word" if word == "*" else word.replace("*", "").replace("?", "s") for word in self.normal.split(" ")]
        return " ".join(words)


def _word(written: str) -> str:
    """One word, with at most one `*`, as a regular expression."""
    if written == "*":
        return WORD + "+"
    return f"{WORD}*".join("".join(map(_piece, part)) for part in written.split("*"))


def _piece(character: str) -> str:
    return _PIECES.get(character) or re.escape(character)


@lru_cache(maxsize=MAX_PATTERNS_REMEMBERED)
def pattern_of(written: str) -> Pattern:
    """The pattern as written, made once: checks, folding and search ask for the same ones."""
    return Pattern(written)


def any_of(written: Iterable[str]) -> str:
    """A regular expression for any of some patterns, longest first; without patterns it matches nothing."""
    bodies = [Pattern(w).body for w in sorted(written, key=len, reverse=True)]
    return "|".join(bodies) or "(?!)"
