"""Tagging: `sentences` and a codebook → `matches` and `tags`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..text.arrays import Flags, Offsets, starts_of_runs
from ..text.encoding import Utf8Text
from ..text.search import Hits
from .carrying import carry_over
from .conditions import Kinds, Readouts
from .matcher import Matcher, NestedScope
from .model import Codebook

MATCH_COLUMNS = ["readout_id", "sentence", "theme", "pattern", "matched", "start", "end"]
TAG_COLUMNS = ["readout_id", "sentence", "theme", "how", "weight"]
PIECE_CHARACTERS = 1_500_000  # searched at once: a piece fits a processor's cache


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
    sentences : one row per sentence: readout_id, sentence, text, start; and kind and level (of the readout). Without
        kind, the codebook's `unless_kinds` are ignored; and sides (that met, joined by ";"), likewise for
        `unless_sides`. The sentences of a readout stand together and in order. No value may be missing, but of level.
    codebook : the patterns.
    nested_scope : "dictionary" drops a match nested in a longer one of any theme, "key" only in a
        longer one of its own theme (the term is quanteda's, `tokens_lookup`). Words matched by a phrase of
        `consumes` never count.
    matcher : a `Matcher` of this codebook and scope, to save the time of building one; it may leave out a pattern.

    Returns
    -------
    readout_id, sentence, theme, pattern (as the codebook writes it), matched (as the text writes
    it), start, end (code points into the readout's text); in the order of the sentences and their text.

    Raises
    ------
    ValueError for another nested_scope, and for a matcher of another codebook or scope.

    >>> book = Codebook.from_patterns(trade=["export*"])
    >>> sentences = pd.DataFrame({"readout_id": "a", "sentence": [1], "text": ["Exports grew."], "start": [100]})
    >>> find_matches(sentences, book).values.tolist()
    [['a', 1, 'trade', 'export*', 'Exports', 100, 107]]
    """
    if matcher is not None and (matcher.codebook, matcher.nested_scope) != (codebook, nested_scope):
        raise ValueError("The 'matcher' parameter of find_matches must be of the same codebook and nested_scope.")
    matcher = matcher or Matcher(codebook, nested_scope=nested_scope)
    texts = sentences["text"].tolist()
    readout = Kinds.from_list(sentences["readout_id"].tolist()).of
    kinds = Kinds.from_list(_kinds_of(sentences)) if "kind" in sentences else None
    sides = Kinds.from_list(sentences["sides"].tolist()) if "sides" in sentences else None
    parts = []
    for first, piece in _in_pieces(texts, starts_of_runs(readout)):
        here = (one and one._replace(of=one.of[first:]) for one in (kinds, sides))
        known = Readouts(next(here), next(here), readout[first:])
        hits = matcher.match(matcher.read(matcher.fold(*piece)), known)
        begin = piece.start[hits.sentence]
        parts.append(Hits(hits.sentence + first, hits.entry, hits.start - begin, hits.end - begin))
    found = Hits(*(np.concatenate([np.zeros(0, dtype=np.int64), *field]) for field in zip(*parts, strict=True)))
    return _match_table(sentences.iloc[found.sentence], found, matcher)


def _kinds_of(sentences: pd.DataFrame) -> list[str]:
    """The kind and, where known, the level of each sentence's readout: "meeting leaders"."""
    if "level" not in sentences:
        return list(sentences["kind"])
    levels = sentences["level"].fillna("")
    return [f"{kind} {level}".strip() for kind, level in zip(sentences["kind"], levels, strict=True)]


def _match_table(of: pd.DataFrame, hits: Hits, matcher: Matcher) -> pd.DataFrame:
    """MATCH_COLUMNS of the hits, from the sentence of each."""
    spans = zip(of["text"].tolist(), hits.start.tolist(), hits.end.tolist(), strict=True)
    entries = [matcher.entries[n] for n in hits.entry.tolist()]
    offset = of["start"].to_numpy(dtype=np.int64)
    return pd.DataFrame({
        "readout_id": of["readout_id"].to_numpy(), "sentence": of["sentence"].to_numpy(dtype=np.int64),
        "theme": pd.array([one.theme for one in entries], dtype="str"),
        "pattern": pd.array([one.source for one in entries], dtype="str"),
        "matched": pd.array([text[a:b] for text, a, b in spans], dtype="str"),
        "start": offset + hits.start, "end": offset + hits.end,
    }, columns=MATCH_COLUMNS)  # fmt: skip


def find_fits(texts: Sequence[str], matcher: Matcher) -> dict[int, list[int]]:
    """The sentences (by position) that each entry of the codebook (by number) matches, whether or not they count.

    >>> find_fits(["Exports grew.", "They met."], Matcher(Codebook.from_patterns(trade=["export*"])))
    {0: [0]}
    """
    found: dict[int, list[int]] = {}
    for first, piece in _in_pieces(texts):
        reading = matcher.read(matcher.fold(*piece))
        for entry, sentence in sorted({*zip(reading.fits.entry.tolist(), reading.fits.sentence.tolist(), strict=True)}):
            found.setdefault(entry, []).append(first + sentence)
    return dict(sorted(found.items()))


class _Piece(NamedTuple):
    """Some sentences joined: their characters, and the start and end of each."""

    characters: Utf8Text
    start: Offsets
    end: Offsets


def _in_pieces(texts: Sequence[str], begins: Flags | None = None) -> Iterator[tuple[int, _Piece]]:
    """The sentences in pieces of about PIECE_CHARACTERS, each with the number of its first sentence.

    begins : the sentences with which a piece may begin, (n,); all if it is None.
    """
    lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    piece = np.cumsum(lengths) // PIECE_CHARACTERS
    if begins is not None and len(texts):
        piece = piece[np.flatnonzero(begins)[np.cumsum(begins) - 1]]
    cuts = [0, *(np.flatnonzero(np.diff(piece)) + 1).tolist(), len(texts)]
    for first, stop in pairwise(cuts):
        ends = np.cumsum(lengths[first:stop]) - 1
        characters = Utf8Text("\n".join(texts[first:stop]).encode("utf-8", "surrogatepass"))
        yield first, _Piece(characters, ends + 1 - lengths[first:stop], ends)


def tag_sentences(
    sentences: pd.DataFrame, matches: pd.DataFrame, codebook: Codebook, *, matcher: Matcher | None = None
) -> pd.DataFrame:
    """The themes of every sentence, one row per sentence and theme.

    A sentence with a match has the themes of its matches (`how` is "match"). One without a match that points back has
    the themes of the sentence before it in the same point (`how` is "carried"). `weight` is one over the number of
    the sentence's themes, so that the weights of a sentence add up to 1. A sentence without a theme is left out.

    Parameters
    ----------
    sentences : readout_id, point, sentence, text; in order, without missing values.
    matches : as from `find_matches`.
    codebook : the one that found the matches.
    matcher : a `Matcher` of this codebook, to save the time of building one.

    Returns
    -------
    readout_id, sentence, theme, how, weight; themes of a sentence in the codebook's order.

    >>> book = Codebook.from_patterns(trade=["export*"], security=["war"])
    >>> sentences = pd.DataFrame({"readout_id": "a", "point": 1, "sentence": 1, "text": ["Exports, war."]})
    >>> tag_sentences(sentences, find_matches(sentences.assign(start=0), book), book).values.tolist()
    [['a', 1, 'trade', 'match', 0.5], ['a', 1, 'security', 'match', 0.5]]
    """
    keys = pd.MultiIndex.from_frame(sentences[["readout_id", "sentence"]])
    row = keys.get_indexer(pd.MultiIndex.from_frame(matches[["readout_id", "sentence"]]))
    theme = pd.Index(codebook.keys).get_indexer(matches["theme"])
    places = sentences[["readout_id", "point"]]
    follows = (places == places.shift()).all(axis=1).to_numpy()
    using, back = matcher or Matcher(codebook), np.zeros(len(sentences), dtype=bool)
    asked = np.flatnonzero(follows & (np.bincount(row, minlength=len(sentences)) == 0))
    for first, piece in _in_pieces(sentences["text"].iloc[asked].tolist()):
        back[asked[first : first + len(piece.start)]] = using.points_back(using.read(using.fold(*piece)))
    tags = carry_over(row, theme, follows, back)
    of = sentences.iloc[tags.sentence]
    return pd.DataFrame({
        "readout_id": of["readout_id"].to_numpy(), "sentence": of["sentence"].to_numpy(dtype=np.int64),
        "theme": pd.array(np.array(codebook.keys, dtype=object)[tags.theme], dtype="str"),
        "how": pd.array(np.where(tags.carried, "carried", "match").tolist(), dtype="str"),
        "weight": 1 / np.bincount(tags.sentence, minlength=len(sentences))[tags.sentence],
    }, columns=TAG_COLUMNS)  # fmt: skip
