"""Phrases: `sentences` → the phrases of one to three words in each, outside of what the codebook matches."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..text.patterns import SEPARATOR, normalise
from ..text.sentences import Span
from ..text.words import as_word, word_spans

MAX_WORDS = 3
_SEPARATED = re.compile(f"{SEPARATOR}+")


class Phrases(NamedTuple):
    """Phrases as a codebook writes them, in order, and (n sentences, n phrases), sparse: 1 where a sentence has one."""

    names: list[str]
    counts: Any


def find_phrases(
    sentences: pd.DataFrame, matches: pd.DataFrame, leave_out: Collection[str] = (), names: Collection[str] = ()
) -> Phrases:
    """The phrases of each sentence that no match overlaps.

    Parameters
    ----------
    sentences : readout_id, sentence, text, start. matches : as from `find_matches`.
    leave_out : words, in lower case, with which no phrase begins or ends. Nor with a number or a single letter.
    names : words, in lower case, that are in no phrase.

    >>> sentences = pd.DataFrame({"readout_id": "a", "sentence": [1], "text": ["Fish prices, and trade."], "start": 0})
    >>> find_phrases(sentences, pd.DataFrame({"readout_id": [], "sentence": [], "start": [], "end": []}), ["and"]).names
    ['fish', 'fish prices', 'prices', 'trade']
    """
    from scipy import sparse

    keys = ["readout_id", "sentence"]
    taken: dict[tuple[Any, ...], list[Span]] = {}
    for *key, start, end in matches[[*keys, "start", "end"]].itertuples(index=False, name=None):
        taken.setdefault(tuple(key), []).append((start, end))
    said = [
        set(_phrases_of(text, [(a - start, b - start) for a, b in taken.get((name, n), [])], leave_out, names))
        for name, n, text, start in sentences[[*keys, "text", "start"]].itertuples(index=False, name=None)
    ]
    found = sorted(set().union(*said))
    number = {name: n for n, name in enumerate(found)}
    rows = np.repeat(np.arange(len(said)), [len(own) for own in said])
    columns = np.array([number[name] for own in said for name in own], dtype=np.int64)
    return Phrases(found, sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(said), len(found))))


def _phrases_of(text: str, taken: Sequence[Span], leave_out: Collection[str], names: Collection[str]) -> Iterator[str]:
    free = [(a, b) for a, b in word_spans(text) if not any(a < end and start < b for start, end in taken)]
    spans = [(a, b) for a, b in free if as_word(text[a:b]) not in names]
    ends = [_may_end(as_word(text[a:b]), leave_out) for a, b in spans]
    for first in np.flatnonzero(ends).tolist():
        for last in range(first, min(first + MAX_WORDS, len(spans))):
            if last > first and not _SEPARATED.fullmatch(text[spans[last - 1][1] : spans[last][0]]):
                break
            if ends[last]:
                yield normalise(text[spans[first][0] : spans[last][1]])


def _may_end(word: str, leave_out: Collection[str]) -> bool:
    return len(word) > 1 and not any(character.isdigit() for character in word) and word not in leave_out
