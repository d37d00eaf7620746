"""Sentences of readouts, given by their words: a point of one sentence each."""

from __future__ import annotations

import pandas as pd


def sentences_of(**readouts: list[str]) -> pd.DataFrame:
    rows = [
        (name, n, n, text, 0, len(text.split()))
        for name, texts in readouts.items()
        for n, text in enumerate(texts, start=1)
    ]
    return pd.DataFrame(rows, columns=["readout_id", "point", "sentence", "text", "start", "n_words"])
