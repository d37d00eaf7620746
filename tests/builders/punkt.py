"""NLTK's Punkt with the abbreviations of the genre: the reference for the project's own sentence splitter.

Kiss and Strunk 2006, Computational Linguistics 32:4.
"""

from __future__ import annotations

import re
from functools import cache

from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

from analysis.text.sentences import ABBREVIATIONS, SENTENCE_STARTERS

PIECE = 20_000  # characters that Punkt is given at once: NLTK gives up on a search that takes 5 s
_CLOSING = r"[\"'’”)\]}»]"


class _Punctuation(PunktLanguageVars):  # type: ignore[misc]  # nltk has no types
    """Punkt's own punctuation, with the curly quotes that ministries' pages use."""

    _re_non_word_chars = r"(?:[)\";}\]\*:@\'’”»\({\[!\?])"
    re_boundary_realignment = re.compile(_CLOSING + r"+?(?:\s+|(?=--)|$)", re.MULTILINE)


class _Abbreviations(set[str]):
    """Abbreviations, also of what is glued to a number: "6.15p.m."."""

    def __contains__(self, word: object) -> bool:
        return super().__contains__(word.lstrip("0123456789.:") if isinstance(word, str) else word)


@cache
def punkt() -> PunktSentenceTokenizer:
    """The tokenizer, which needs no downloaded data."""
    parameters = PunktParameters()
    parameters.abbrev_types = _Abbreviations(ABBREVIATIONS)
    parameters.sent_starters = set(SENTENCE_STARTERS)
    return PunktSentenceTokenizer(parameters, lang_vars=_Punctuation())


def punkt_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the sentences of `text[start:end]`, as offsets into `text`, in order; a blank part has none.

    >>> text = "Mr. Abe arrived at 9:40 a.m. on July 7. He left."
    >>> [text[a:b] for a, b in punkt_spans(text)]
    ['Mr. Abe arrived at 9:40 a.m. on July 7.', 'He left.']
    """
    stop = len(text) if end is None else min(end, len(text))
    spans: list[tuple[int, int]] = []
    size = PIECE
    while start < stop:
        part = text[start : min(start + size, stop)]
        found = [(start + a, start + b) for a, b in punkt().span_tokenize(part) if part[a:b].strip()]
        if start + size >= stop:
            return spans + found
        if len(found) < 2:
            size *= 2
            continue
        spans += found[:-1]  # the last one may go on in the next piece
        start, size = found[-1][0], PIECE
    return spans
