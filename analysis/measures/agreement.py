"""Agreement of codebook and coders: tags and hand coding → precision, recall, F1, and sentences that differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..corpus.hand_coding import CODEBOOK, HAND_COLUMNS
from .intervals import wilson

SCORE_COLUMNS = [
    "coder", "theme", "n_coded", "n_tagged", "n_both", "precision", "precision_low", "precision_high",
    "recall", "recall_low", "recall_high", "f1",
]  # fmt: skip
DIFFERENCE_COLUMNS = ["coder", "readout_id", "sentence", "coded", "tagged", "missed", "unwanted", "note", "text"]
OVERALL = "all themes"
Flags = NDArray[np.bool_]


def as_coder(sentences: pd.DataFrame, tags: pd.DataFrame) -> pd.DataFrame:
    """The tags in the form of hand coding, by a coder named `codebook`.

    Parameters
    ----------
    sentences, tags : readout_id, sentence; `tags` also theme.

    Returns
    -------
    HAND_COLUMNS, one row per sentence; themes is a frozenset, empty where the sentence has none.

    >>> said = pd.DataFrame({"readout_id": ["a", "a"], "sentence": [1, 2]})
    >>> as_coder(said, pd.DataFrame({"readout_id": ["a"], "sentence": [2], "theme": ["trade"]}))["themes"].tolist()
    [frozenset(), frozenset({'trade'})]
    """
    keys = ["readout_id", "sentence"]
    found = tags.groupby(keys)["theme"].agg(frozenset)
    given = found.reindex(pd.MultiIndex.from_frame(sentences[keys]))
    themes = [themes if isinstance(themes, frozenset) else frozenset() for themes in given]
    return sentences[keys].assign(coder=CODEBOOK, themes=themes, note="")[HAND_COLUMNS]


def majority(coding: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """One label for each coded sentence: the themes that half of its coders or more gave it.

    Returns a table of true and false, a column per theme, indexed by readout_id and sentence in their order.

    >>> coding = pd.DataFrame({"readout_id": "a", "sentence": 1, "themes": [frozenset({"trade"}), frozenset()]})
    >>> majority(coding, ["trade", "youth"]).values.tolist()
    [[True, False]]
    """
    given = {theme: [theme in own for own in coding["themes"]] for theme in themes}
    shares = pd.DataFrame(given, index=pd.MultiIndex.from_frame(coding[["readout_id", "sentence"]]), dtype=float)
    return shares.groupby(level=[0, 1]).mean() >= 0.5


def score_codebook(coding: pd.DataFrame, tagged: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """Precision, recall and F1 of the codebook against each coder, by theme and over all themes.

    Parameters
    ----------
    coding : as from `read_coding`.
    tagged : as from `as_coder`.
    themes : keys of the codebook.

    Returns
    -------
    SCORE_COLUMNS, one row per coder and theme, then "all themes" (micro-averaged: every pair of sentence and theme
    counts once). Only sentences that the coder coded count. precision is n_both / n_tagged and recall n_both /
    n_coded, each with its 95 % Wilson interval (over all themes: as if the themes of a sentence were independent).
    Both are NA, not 0, where the divisor is 0.

    >>> coding = pd.DataFrame({"readout_id": ["a", "a"], "sentence": [1, 2], "coder": "x",
    ...     "themes": [frozenset({"trade"}), frozenset({"trade"})], "note": ""})
    >>> tagged = coding.assign(coder="codebook", themes=[frozenset({"trade"}), frozenset()])
    >>> score_codebook(coding, tagged, ["trade"])[["precision", "recall"]].iloc[0].tolist()
    [1.0, 0.5]
    """
    rows = []
    for coder, own in coding.groupby("coder", sort=False):
        gold, found = _indicators(own, tagged, themes)
        by_theme = list(zip(themes, gold.T, found.T, strict=True))
        for theme, one, other in [*by_theme, (OVERALL, gold.ravel(), found.ravel())]:
            rows.append((coder, theme, *_score(one, other)))
    return pd.DataFrame(rows, columns=SCORE_COLUMNS)


def _score(gold: Flags, found: Flags) -> tuple[float, ...]:
    """Counts, precision, recall, their intervals and F1 of one theme."""
    coded, tagged, both = int(gold.sum()), int(found.sum()), int((gold & found).sum())
    from sklearn.metrics import precision_recall_fscore_support

    precision, recall, f1, _ = precision_recall_fscore_support(gold, found, average="binary", zero_division=np.nan)
    low_and_high = [float(bound) for n in (tagged, coded) for bound in wilson(both, n)]
    return (coded, tagged, both, precision, *low_and_high[:2], recall, *low_and_high[2:], f1)


def list_differences(coding: pd.DataFrame, tagged: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The sentences to which a coder and the codebook gave different themes.

    Returns
    -------
    DIFFERENCE_COLUMNS, one row per coder and such sentence: coded and tagged (keys joined by ";"), missed (coded but
    not tagged), unwanted (tagged but not coded), note (the coder's), text.
    """
    keys = ["readout_id", "sentence"]
    both = coding.merge(tagged[[*keys, "themes"]], on=keys, suffixes=("", "_tagged"))
    both = both[both["themes"] != both["themes_tagged"]].merge(sentences[[*keys, "text"]], on=keys)
    pairs = list(zip(both["themes"], both["themes_tagged"], strict=True))
    return both.assign(
        coded=[_written(coded) for coded, _ in pairs],
        tagged=[_written(found) for _, found in pairs],
        missed=[_written(coded - found) for coded, found in pairs],
        unwanted=[_written(found - coded) for coded, found in pairs],
    )[DIFFERENCE_COLUMNS]


def _written(themes: Iterable[str]) -> str:
    return ";".join(sorted(themes))


def _indicators(own: pd.DataFrame, tagged: pd.DataFrame, themes: Sequence[str]) -> tuple[Flags, Flags]:
    """Whether each sentence has each theme, (n sentences, n themes): by the coder, by the codebook."""
    keys = ["readout_id", "sentence"]
    both = own.merge(tagged[[*keys, "themes"]], on=keys, suffixes=("", "_tagged"))
    gold, found = (
        np.array([[theme in given for theme in themes] for given in both[name]], dtype=bool).reshape(-1, len(themes))
        for name in ("themes", "themes_tagged")
    )
    return gold, found
