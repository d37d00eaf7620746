"""`sentences` and a codebook → `matches` and `tags`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from .alphabet import Characters, Places
from .codebook import Codebook
from .matcher import Matcher, NestedScope, Reading
from .segments import Flags, spread

MATCH_COLUMNS = ["readout_id", "sentence", "theme", "pattern", "matched", "start", "end"]
TAG_COLUMNS = ["readout_id", "sentence", "theme", "how", "weight"]
AT_ONCE = 1_500_000  # characters: what stays in a processor's cache


def find_matches(
    sentences: pd.DataFrame,
    codebook: Codebook,
    *,
    nested_scope: NestedScope = "dictionary",
    matcher: Matcher | None = None,
) -> pd.DataFrame:
    """Every match of a pattern, one row each.

    Parameters
    ----------
    sentences : one row per sentence: readout_id, sentence, text, start; kind (of the readout) where
        the codebook's `unless_kinds` are to be kept.
    codebook : the patterns.
    nested_scope : "dictionary" drops a match nested in a longer one of any theme, "key" only in a
        longer one of its own theme (the term is quanteda's, `tokens_lookup`). Words used up by a
        phrase of `consumes` never count.
    matcher : the codebook's own, made already, or with a pattern left out.

    Returns
    -------
    readout_id, sentence, theme, pattern (as the codebook writes it), matched (as the text writes
    it), start, end (code points into the readout's text); in the order of the sentences and their text.

    Raises
    ------
    ValueError for another nested_scope.
    """
    matcher = matcher or Matcher(codebook, nested_scope=nested_scope)
    texts = sentences["text"].tolist()
    kinds = sentences["kind"].tolist() if "kind" in sentences else None
    parts = []
    for first, reading, begins in _read_sentences(texts, matcher):
        hits = matcher.match(reading, kinds[first:] if kinds is not None else None)
        begin = begins[hits.sentence]
        parts.append(hits._replace(sentence=hits.sentence + first, start=hits.start - begin, end=hits.end - begin))
    row, entry, start, end = (np.concatenate([np.zeros(0, dtype=np.int64), *p]) for p in zip(*parts, strict=True))
    of = sentences.iloc[row]
    offset = of["start"].to_numpy(dtype=np.int64)
    spans = zip(row.tolist(), start.tolist(), end.tolist(), strict=True)
    entries = [matcher.entries[n] for n in entry.tolist()]
    return pd.DataFrame({
        "readout_id": of["readout_id"].to_numpy(), "sentence": of["sentence"].to_numpy(dtype=np.int64),
        "theme": pd.array([one.theme for one in entries], dtype="str"),
        "pattern": pd.array([one.pattern.written for one in entries], dtype="str"),
        "matched": pd.array([texts[n][a:b] for n, a, b in spans], dtype="str"),
        "start": offset + start, "end": offset + end,
    }, columns=MATCH_COLUMNS)  # fmt: skip


def find_fits(texts: Sequence[str], matcher: Matcher) -> dict[int, list[int]]:
    """For each entry of the codebook that fits somewhere the numbers of the sentences, whether it counts there or not."""
    found: dict[int, list[int]] = {}
    for first, reading, _ in _read_sentences(texts, matcher):
        for entry, sentence in sorted({*zip(reading.fits.entry.tolist(), reading.fits.sentence.tolist(), strict=True)}):
            found.setdefault(entry, []).append(first + sentence)
    return dict(sorted(found.items()))


def _read_sentences(texts: Sequence[str], matcher: Matcher) -> Iterator[tuple[int, Reading, Places]]:
    """Sentences read some at a time: number of the first, what was found, where each begins."""
    lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    piece = np.cumsum(lengths) // AT_ONCE
    cuts = [0, *(np.flatnonzero(np.diff(piece)) + 1).tolist(), len(texts)]
    for first, stop in pairwise(cuts):
        length = lengths[first:stop]
        begins = np.cumsum(length) - length
        characters = Characters("\n".join(texts[first:stop]).encode("utf-8", "surrogatepass"))
        yield first, matcher.read(characters, begins, begins + length - 1), begins


def tag_sentences(
    sentences: pd.DataFrame, matches: pd.DataFrame, codebook: Codebook, *, matcher: Matcher | None = None
) -> pd.DataFrame:
    """The themes of every sentence, one row per sentence and theme.

    A sentence with a match has the themes of its matches (`how` is "match"). One with no match that
    points back has those of the sentence before it in the same point (`how` is "carried"). `weight`
    is one over the number of the sentence's themes, so that the weights of a sentence add up to 1.
    A sentence without a theme has no row.

    Parameters
    ----------
    sentences : readout_id, point, sentence, text; in order.
    matches : as from `find_matches`.
    matcher : the codebook's own, made already.

    Returns
    -------
    readout_id, sentence, theme, how, weight; themes of a sentence in the codebook's order.
    """
    keys = pd.MultiIndex.from_frame(sentences[["readout_id", "sentence"]])
    row = keys.get_indexer(pd.MultiIndex.from_frame(matches[["readout_id", "sentence"]]))
    theme = pd.Index(codebook.keys).get_indexer(matches["theme"])
    unlike = (sentences[["readout_id", "point"]] != sentences[["readout_id", "point"]].shift()).any(axis=1)
    asked = np.setdiff1d(np.flatnonzero(~unlike), row)
    back = np.zeros(len(sentences), dtype=bool)
    texts = sentences["text"].iloc[asked].tolist()
    for first, reading, _ in _read_sentences(texts, matcher or Matcher(codebook)):
        back[asked[first + np.flatnonzero(reading.back)]] = True
    tags = carry_over(row, theme, back & ~unlike.to_numpy())
    of = sentences.iloc[tags.sentence]
    return pd.DataFrame({
        "readout_id": of["readout_id"].to_numpy(), "sentence": of["sentence"].to_numpy(dtype=np.int64),
        "theme": pd.array(np.array(codebook.keys, dtype=object)[tags.theme], dtype="str"),
        "how": pd.array(np.where(tags.carried, "carried", "match").tolist(), dtype="str"),
        "weight": 1 / np.bincount(tags.sentence, minlength=len(sentences))[tags.sentence],
    }, columns=TAG_COLUMNS)  # fmt: skip


class Tags(NamedTuple):
    """Themes of sentences, one entry for each of both: their numbers, and whether the theme is carried; in order."""

    sentence: Places
    theme: Places
    carried: Flags


def carry_over(sentence: Places, theme: Places, back: Flags) -> Tags:
    """The themes of sentences from their matches, and of those that point back from the sentence before.

    `sentence` and `theme` are those of each match; `back` says of every sentence whether it points back to one
    before it in its point. Where several in a row do, all have the themes of the one before the first.
    """
    pairs = np.unique(sentence * (theme.max(initial=0) + 1) + theme)
    row, own = np.divmod(pairs, theme.max(initial=0) + 1)
    count = np.bincount(row, minlength=len(back))
    carries = back & (count == 0)
    source = np.maximum.accumulate(np.where(carries, 0, np.arange(len(back))))
    after = np.flatnonzero(carries)
    owner, number = spread((np.cumsum(count) - count)[source[after]], count[source[after]])
    row, own = np.concatenate([row, after[owner]]), np.concatenate([own, own[number]])
    carried = np.arange(len(row)) >= len(pairs)
    order = np.lexsort((own, row))
    return Tags(row[order], own[order], carried[order])
