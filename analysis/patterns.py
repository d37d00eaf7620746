"""The pattern language of the codebook: glob words and phrases, and where they fit in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .text import Span

WORD = r"[\w\u0300-\u036f]"
SEPARATOR = r"[\s\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
_SINGLE_QUOTES = "'’‘ʼ＇"
_DOUBLE_QUOTES = '"“”„＂'
_SEPARATORS = re.compile(SEPARATOR + "+")
_QUOTES = str.maketrans({**dict.fromkeys(_SINGLE_QUOTES, "'"), **dict.fromkeys(_DOUBLE_QUOTES, '"')})
_PIECES = {
    " ": SEPARATOR + "+",
    "?": WORD,
    "'": f"[{_SINGLE_QUOTES}]",
    '"': f"[{_DOUBLE_QUOTES}]",
}


def normalise(text: str) -> str:
    """Text as the matcher sees it: one case, one separator, straight quotes.

    >>> normalise("People–to-\\n people’s")
    "people to people's"
    """
    return _SEPARATORS.sub(" ", text.translate(_QUOTES)).casefold()


@dataclass(frozen=True)
class Pattern:
    """A glob word or phrase as written in the codebook.

    >>> Pattern("missile*").find("Two missiles, one missile-defence talk")
    [(4, 12), (18, 25)]
    """

    written: str

    @cached_property
    def normal(self) -> str:
        return normalise(self.written).strip()

    @cached_property
    def anchor(self) -> str:
        """The longest part without a wildcard: a text that lacks it cannot hold the pattern."""
        return max(re.split(r"[*?]", self.normal), key=len).strip()

    @cached_property
    def body(self) -> str:
        """The pattern as a regular expression, without its word boundaries; case is to be ignored."""
        return _PIECES[" "].join(map(_word, self.normal.split(" ")))

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Finds the pattern at every place it begins, as long as it can be, at word boundaries."""
        return re.compile(rf"(?<!{WORD})(?=({self.body})(?!{WORD}))", re.IGNORECASE)

    @cached_property
    def sample(self) -> str:
        """A text that the pattern is meant to find: its words with the wildcards at their shortest."""
        words = ["word" if word == "*" else word.replace("*", "").replace("?", "s") for word in self.normal.split(" ")]
        return " ".join(words)

    def find(self, text: str, normal: str | None = None) -> list[Span]:
        """Spans of `text` where the pattern fits; `normal` is `normalise(text)` if at hand."""
        if self.anchor not in (normalise(text) if normal is None else normal):
            return []
        return [m.span(1) for m in self.regex.finditer(text)]


def _word(written: str) -> str:
    """One word as a regular expression.

    What stands between two `*` is taken where it comes first, and never looked for again: with that the time is that
    of the text's length, however many `*` there are. Only the part after the last must stand at the word's end.
    """
    if written == "*":
        return WORD + "+"
    first, *rest = ("".join(map(_piece, part)) for part in re.sub(r"\*+", "*", written).split("*"))
    return (
        first + "".join(f"(?>{WORD}*?{part})" for part in rest[:-1]) + "".join(f"{WORD}*{part}" for part in rest[-1:])
    )


def _piece(character: str) -> str:
    return _PIECES.get(character) or re.escape(character)


def any_of(written: Iterable[str]) -> str:
    """One of some patterns as a regular expression, the longest first; one that fits nothing where there are none."""
    bodies = [Pattern(w).body for w in sorted(written, key=len, reverse=True)]
    return "|".join(bodies) or "(?!)"
