"""Review of patterns: `sentences`, `matches` and hand coding → what each pattern found, and how well."""

from __future__ import annotations

import pandas as pd

from .model import Codebook

_COLUMNS = ["theme", "pattern", "n_matches", "n_sentences", "n_alone", "n_coded", "precision"]
_SENTENCE = ["readout_id", "sentence"]


def review_patterns(matches: pd.DataFrame, coding: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """What each pattern of the themes found, and how often coders agree.

    Parameters
    ----------
    matches : as from `find_matches`.
    coding : one row per coder and sentence: readout_id, sentence, themes (a frozenset). It may be empty.
    codebook : the one that found the matches.

    Returns
    -------
    theme, pattern, n_matches, n_sentences, n_alone, n_coded, precision.

    One row per pattern as the codebook writes it, in its order; a pattern of several conditional groups
    of a theme is one row. n_matches, n_sentences : matches, and sentences with one. n_alone : sentences in which no
    other pattern finds the theme. n_coded : codings (of a sentence by a coder) of these sentences. precision : part of
    those codings that have the theme; missing where n_coded is 0.

    >>> book = Codebook.from_patterns(trade=["export*", "tariff*"])
    >>> matches = pd.DataFrame({"readout_id": "a", "sentence": [1], "theme": "trade", "pattern": "export*"})
    >>> coding = pd.DataFrame({"readout_id": ["a"], "sentence": [1], "themes": [frozenset({"trade"})]})
    >>> review_patterns(matches, coding, book).values.tolist()
    [['trade', 'export*', 1, 1, 1, 1, 1.0], ['trade', 'tariff*', 0, 0, 0, 0, nan]]
    """
    keys = ["theme", "pattern"]
    listed = dict.fromkeys((entry.theme, entry.source) for entry in codebook.listed if entry.theme is not None)
    rows = pd.MultiIndex.from_tuples(list(listed), names=keys)
    found = matches[[*_SENTENCE, *keys]]
    once = found.drop_duplicates()
    alone = once[~once.duplicated([*_SENTENCE, "theme"], keep=False)]
    coded = once.merge(coding[[*_SENTENCE, "themes"]], on=_SENTENCE)
    coded["agrees"] = [theme in themes for theme, themes in zip(coded["theme"], coded["themes"], strict=True)]
    table = pd.DataFrame(index=rows)
    for name, counted in (("n_matches", found), ("n_sentences", once), ("n_alone", alone), ("n_coded", coded)):
        table[name] = counted.groupby(keys).size().reindex(rows, fill_value=0).astype(int)
    table["precision"] = coded.groupby(keys)["agrees"].mean().reindex(rows).astype(float)
    return table.reset_index()[_COLUMNS]
