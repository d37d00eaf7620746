"""Repeated wording: two readouts' sentences → stretches of words that both have, and their share of each point."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..text.words import word_spans
from .shifts import CONTINUED

REPEATED_COLUMNS = ["readout_id", "other_id", "sentence", "start", "end", "n_words", "phrase"]
WORDING_COLUMNS = ["readout_id", "other_id", "point", "n_words", "n_repeated", "share_repeated"]
PHRASE = 3  # words in a row from which shared wording counts as repeated


def find_repeated(sentences: pd.DataFrame, readout_id: str, other_id: str, phrase: int = PHRASE) -> pd.DataFrame:
    """Wording that another readout repeats word for word: stretches of at least `phrase` words within a sentence.

    Parameters
    ----------
    sentences : readout_id, sentence, text, start.
    phrase : the smallest number of words in a row.

    Returns
    -------
    REPEATED_COLUMNS, one row per longest stretch: start, end (code points into the readout's text), n_words, phrase
    (its words).

    >>> said = pd.DataFrame({"readout_id": ["a", "b"], "sentence": [1, 1], "start": [0, 0],
    ...     "text": ["They welcomed the new ferry.", "We welcomed the new ferry."]})
    >>> find_repeated(said, "a", "b")["phrase"].tolist()
    ['welcomed the new ferry']
    """
    own = sentences[sentences["readout_id"] == readout_id]
    others = [folded_words(text) for text in sentences.loc[sentences["readout_id"] == other_id, "text"]]
    known = "\n".join(f" {' '.join(words)} " for words in others)
    rows = []
    for row in own.itertuples():
        spans, words = word_spans(row.text), folded_words(row.text)
        for first, last in _stretches(words, known, phrase):
            start, end = row.start + spans[first][0], row.start + spans[last][1]
            said = " ".join(words[first : last + 1])
            rows.append((readout_id, other_id, row.sentence, start, end, last - first + 1, said))
    return pd.DataFrame(rows, columns=REPEATED_COLUMNS)


def measure_wording(sentences: pd.DataFrame, readout_id: str, other_id: str, phrase: int = PHRASE) -> pd.DataFrame:
    """The part of each point that repeats wording of the other readout.

    Returns
    -------
    WORDING_COLUMNS, one row per point: n_words, n_repeated (words within repeated wording), share_repeated (0 to 1; NA
    for a point without words).
    """
    own = sentences[sentences["readout_id"] == readout_id]
    repeated = find_repeated(sentences, readout_id, other_id, phrase).groupby("sentence")["n_words"].sum()
    counted = own.assign(n_repeated=own["sentence"].map(repeated).fillna(0).astype(int))
    table = counted.groupby("point", sort=False)[["n_words", "n_repeated"]].sum().reset_index()
    share = table["n_repeated"] / table["n_words"].where(table["n_words"] > 0)
    return table.assign(readout_id=readout_id, other_id=other_id, share_repeated=share)[WORDING_COLUMNS]


def shared_phrases(alignment: pd.DataFrame, sentences: pd.DataFrame) -> list[str]:
    """For each pair the longest wording that its points share, as written; "" for none, and without counterpart.

    alignment : as from `align_points`. sentences : readout_id, point, sentence, start, text.
    """
    texts = dict(list(sentences.groupby(["readout_id", "point"])))
    phrases = []
    for row in alignment.itertuples():
        if row.status != CONTINUED:
            phrases.append("")
            continue
        pair = pd.concat([texts[row.from_id, row.from_point], texts[row.to_id, row.to_point]])
        found = find_repeated(pair, row.from_id, row.to_id)
        phrases.append(_quoted(pair, found.loc[found["n_words"].idxmax()]) if len(found) else "")
    return phrases


def _quoted(sentences: pd.DataFrame, found: pd.Series) -> str:
    """Wording as it is written, from a row of `find_repeated`."""
    own = sentences.set_index(["readout_id", "sentence"]).loc[(found["readout_id"], found["sentence"])]
    return " ".join(own["text"][found["start"] - own["start"] : found["end"] - own["start"]].split())


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, with straight apostrophes."""
    return tuple(text[a:b].casefold().replace("’", "'") for a, b in word_spans(text))


def _stretches(words: Sequence[str], known: str, phrase: int) -> list[tuple[int, int]]:
    """First and last words of the stretches found in `known`: the longest from the left, none within another."""
    found, n = [], 0
    while n + phrase <= len(words):
        size = phrase
        while n + size <= len(words) and f" {' '.join(words[n : n + size])} " in known:
            size += 1
        if size > phrase:
            found.append((n, n + size - 2))
        n += size - 1 if size > phrase else 1
    return found
