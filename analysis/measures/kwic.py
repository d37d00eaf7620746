"""Keyword in context: patterns or words → every occurrence, with the words around it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import pandas as pd

from ..text.search import Search
from ..text.sentences import Span
from ..text.words import as_word, word_spans

CONTEXT_COLUMNS = ["readout_id", "sentence", "before", "keyword", "after", "start", "end"]


def find_in_context(
    sentences: pd.DataFrame, patterns: Iterable[str] = (), *, words: Collection[str] = (), width: int = 8
) -> pd.DataFrame:
    """Find every occurrence of some patterns or words, with its context.

    Parameters
    ----------
    sentences : readout_id, sentence, text, start.
    patterns : words or phrases as in the codebook ("exchange*").
    words : words as `count_words_of` counts them: "japan" is not in "Japan-ROK".
    width : number of words shown on each side, within the sentence.

    Returns
    -------
    CONTEXT_COLUMNS, in the order of the text: before, keyword and after (as in the text, on one line), start and end
    (code points into the readout's text).

    >>> said = pd.DataFrame({"readout_id": ["a"], "sentence": [1], "start": [0],
    ...     "text": ["They hailed youth exchange."]})
    >>> find_in_context(said, ["exchange*"], width=1)[["before", "keyword"]].values.tolist()
    [['youth', 'exchange']]
    """
    wanted = Search(list(patterns))
    rows = [
        (row.readout_id, row.sentence, *_around(row.text, start, end, width), row.start + start, row.start + end)
        for row in sentences[["readout_id", "sentence", "text", "start"]].itertuples(index=False)
        for start, end in _occurrences(row.text, wanted, words)
    ]
    return pd.DataFrame(rows, columns=CONTEXT_COLUMNS)


def _occurrences(text: str, wanted: Search, words: Collection[str]) -> list[Span]:
    found = {(start, end) for _, start, end in wanted.spans(text)}
    return sorted(found | {(a, b) for a, b in word_spans(text) if words and as_word(text[a:b]) in words})


def _around(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """What stands before, at and after a match: `width` words on each side, or all where fewer exist."""
    spans: Sequence[Span] = word_spans(text)
    before, after = [start, *(a for a, b in reversed(spans) if b <= start)], [end, *(b for a, b in spans if a >= end)]
    first = before[width] if width < len(before) else 0
    last = after[width] if width < len(after) else len(text)
    parts = text[first:start], text[start:end], text[end:last]
    return " ".join(parts[0].split()), " ".join(parts[1].split()), " ".join(parts[2].split())
