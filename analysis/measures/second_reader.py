"""A second reader: coded sentences → what a classifier that learned from them gives every sentence.

TF-IDF of words and characters, and a logistic regression for each theme. A coded sentence is read by a reader that has
not seen its document; any other by one that has learned from all. It is a help for choosing what to code: where it and
the codebook disagree, one of them errs. It measures nothing, and no share comes from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..corpus.hand_coding import CODEBOOK, HAND_COLUMNS
from .agreement import majority, score_codebook
from .alpha import measure_alpha

READER_COLUMNS = ["coder", "theme", "n_coded", "f1", "f1_reader", "alpha", "alpha_reader"]
READER = "second reader"
MIN_SENTENCES, MIN_DOCUMENTS = 100, 5  # coded, before it reads anything
MIN_WITH_THEME = 10  # coded sentences with a theme, and without, before it reads for the theme
MAX_PARTS = 10  # of the coded documents, in each of which it reads what it learned from the others
AGREE = "agree"
_KEYS = ["readout_id", "sentence"]
Flags = NDArray[np.bool_]


def known_themes(coding: pd.DataFrame, themes: Sequence[str]) -> list[str]:
    """The themes that the reader can learn; none where too few sentences or documents are coded.

    >>> coding = pd.DataFrame({"readout_id": ["a"], "sentence": [1], "themes": [frozenset({"trade"})]})
    >>> known_themes(coding, ["trade"])
    []
    """
    labels = majority(coding, themes)
    if len(labels) < MIN_SENTENCES or labels.index.get_level_values(0).nunique() < MIN_DOCUMENTS:
        return []
    counts = labels.sum()
    return [theme for theme in themes if MIN_WITH_THEME <= counts[theme] <= len(labels) - MIN_WITH_THEME]


def why_no_reader(coding: pd.DataFrame) -> str:
    """What is coded, and what the second reader needs, in a sentence."""
    places = coding[_KEYS].drop_duplicates()
    return (
        f"A second reader needs {MIN_SENTENCES} coded sentences of {MIN_DOCUMENTS} readouts, and a theme that "
        f"{MIN_WITH_THEME} of them have; {len(places)} of {places['readout_id'].nunique()} readouts are coded."
    )


def read_again(sentences: pd.DataFrame, coding: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """The themes that the second reader gives each sentence.

    Parameters
    ----------
    sentences : readout_id, sentence, text.
    coding : as from `read_coding`. A sentence has the themes that half of its coders or more gave it.
    themes : as from `known_themes`.

    Returns
    -------
    HAND_COLUMNS, one row per sentence; coder is "second reader". The order of rows changes nothing.

    Raises ValueError where `known_themes` does not have one of the themes.

    >>> rows = [(f"d{d}", s, "Fish rose." if s % 2 else "They met.") for d in range(10) for s in range(1, 13)]
    >>> sentences = pd.DataFrame(rows, columns=["readout_id", "sentence", "text"])
    >>> themes = [frozenset({"trade"} if s % 2 else ()) for s in sentences["sentence"]]
    >>> read_again(sentences, sentences.assign(themes=themes), ["trade"])["themes"].head(2).tolist()
    [frozenset({'trade'}), frozenset()]
    """
    if not themes or set(themes) - set(known_themes(coding, themes)):
        raise ValueError(why_no_reader(coding))
    labels = majority(coding, themes)
    place = labels.index.get_indexer(pd.MultiIndex.from_frame(sentences[_KEYS]))
    texts = sentences["text"].to_numpy(dtype=object)
    coded = np.flatnonzero(place >= 0)
    coded = coded[np.argsort(place[coded])]  # in the order of labels, whatever that of the sentences
    given = labels.to_numpy()[place[coded]]
    part = np.unique(sentences["readout_id"].to_numpy()[coded], return_inverse=True)[1] % MAX_PARTS
    found = np.zeros((len(sentences), len(themes)), dtype=bool)
    found[place < 0] = _learn_and_read(texts[coded], given, texts[place < 0])
    for own in (part == n for n in np.unique(part)):
        found[coded[own]] = _learn_and_read(texts[coded[~own]], given[~own], texts[coded[own]])
    read = [frozenset(theme for theme, has in zip(themes, row, strict=True) if has) for row in found]
    return sentences[_KEYS].assign(coder=READER, themes=read, note="")[HAND_COLUMNS]


def _learn_and_read(learned: NDArray[Any], given: Flags, unread: NDArray[Any]) -> Flags:
    """Which themes each unread text has, (n, k), by what the learned ones are given."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_union

    if not len(unread):
        return np.zeros((0, given.shape[1]), dtype=bool)
    features = make_union(
        TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)),
        TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(3, 5)),
    )
    known = features.fit_transform(learned)
    asked = features.transform(unread)
    found = np.repeat(given[:1], len(unread), axis=0)  # a theme that all learned sentences have, or none
    for theme in np.flatnonzero(given.any(axis=0) & ~given.all(axis=0)):
        model = LogisticRegression(class_weight="balanced", max_iter=1000)
        found[:, theme] = model.fit(known, given[:, theme]).predict(asked)
    return found


def compare_readers(
    coding: pd.DataFrame, tagged: pd.DataFrame, reading: pd.DataFrame, themes: Sequence[str]
) -> pd.DataFrame:
    """How the codebook and the second reader agree with each coder on the same sentences.

    Parameters
    ----------
    coding, tagged : as for `score_codebook`. reading, themes : as from `read_again` and `known_themes`.

    Returns
    -------
    READER_COLUMNS, one row per coder and theme, then "all themes" (of these): F1 and Krippendorff's alpha with the
    coder, of the codebook and of the reader. NA as in `score_codebook` and `measure_alpha`.
    """
    themes, own = list(themes), []
    coding, tagged = (
        table.assign(themes=[given & set(themes) for given in table["themes"]]) for table in (coding, tagged)
    )
    for found in (tagged, reading.assign(coder=CODEBOOK)):
        alphas = measure_alpha(coding, found, themes)
        alphas = alphas[alphas["coders"].str.startswith(f"{CODEBOOK}, ")]
        scores = score_codebook(coding, found, themes)
        own.append(scores.assign(alpha=alphas["alpha"].to_numpy())[["coder", "theme", "n_coded", "f1", "alpha"]])
    return own[0].merge(own[1], on=["coder", "theme", "n_coded"], suffixes=("", "_reader"))[READER_COLUMNS]


def agreeing(tagged: pd.DataFrame, reading: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """Whether the second reader and the codebook give each sentence the same of these themes, as tags to draw from.

    Returns readout_id, sentence and theme, which is "agree"; a sentence on which they disagree has no row, so that
    `draw_sample` counts it double, as it does what the codebook has not found.

    >>> reading = pd.DataFrame({"readout_id": "a", "sentence": [1, 2], "themes": [frozenset({"trade"}), frozenset()]})
    >>> agreeing(reading.assign(themes=[frozenset(), frozenset({"youth"})]), reading, ["trade"]).values.tolist()
    [['a', 2, 'agree']]
    """
    both = tagged.merge(reading[[*_KEYS, "themes"]], on=_KEYS, suffixes=("", "_read"))
    same = [given & set(themes) == read for given, read in zip(both["themes"], both["themes_read"], strict=True)]
    return both.loc[same, _KEYS].assign(theme=AGREE)
