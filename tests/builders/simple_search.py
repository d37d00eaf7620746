"""The search written the plain way: one regular expression for each pattern, tried at every place."""

from __future__ import annotations

import re

from analysis.text.patterns import WORD, Pattern, fold

_PIECES = {" ": " +", "?": WORD}


def find(written: str, text: str) -> list[tuple[int, int]]:
    """Spans of `text` where the pattern fits at word boundaries, as long as it can be."""
    folded = "".join(map(fold, text))
    return [found.span(1) for found in _regex(written).finditer(folded)]


def _regex(written: str) -> re.Pattern[str]:
    body = _PIECES[" "].join(map(_word, Pattern(written).normal.split(" ")))
    return re.compile(rf"(?<!{WORD})(?=({body})(?!{WORD}))")


def _word(written: str) -> str:
    return (
        WORD + "+"
        if written == "*"
        else "".join(WORD + "*" if c == "*" else _PIECES.get(c, re.escape(c)) for c in written)
    )
