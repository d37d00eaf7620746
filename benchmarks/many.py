"""Emphasis with intervals for many readouts at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.codebook.model import Codebook
from analysis.measures.counts import count_readouts
from analysis.measures.emphasis import emphasis_of_counts

from .timing import time_in_turn

READOUTS, SENTENCES, PER_POINT = 10_000, 40, 4
THEMED = 0.5  # of the sentences of a readout, unlike speeches


def measure_many(codebook: Codebook, readouts: int, rounds: int) -> dict[str, Any]:
    """Seconds for the emphasis table of `readouts` made-up readouts of 40 sentences, from their tables on."""
    sentences, tags, matches = make_tables(codebook.keys, readouts)
    names = sentences["readout_id"].unique().tolist()

    def measure() -> int:
        return len(emphasis_of_counts(count_readouts(names, sentences, tags, codebook.keys, matches), codebook.keys))

    timed = time_in_turn({"emphasis": measure}, rounds)["emphasis"]
    return timed.as_record(readouts=readouts, sentences=SENTENCES, themes=len(codebook.keys), rows=timed.given)


def make_tables(themes: list[str], readouts: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Sentences, tags and matches of readouts about these themes; each readout prefers some of them."""
    chance = np.random.RandomState(1)
    number = readouts * SENTENCES
    sentences = pd.DataFrame({
        "readout_id": np.repeat([f"readout-{n:06}" for n in range(readouts)], SENTENCES),
        "sentence": np.tile(np.arange(1, SENTENCES + 1), readouts),
        "point": np.tile(np.arange(SENTENCES) // PER_POINT + 1, readouts),
        "n_words": 5 + (chance.random_sample(number) * 40).astype(int),
    })  # fmt: skip
    liking = np.repeat(chance.random_sample(readouts), SENTENCES)
    theme = (np.minimum(chance.random_sample(number), liking) * len(themes)).astype(int)
    themed = chance.random_sample(number) < THEMED
    tags = sentences.loc[themed, ["readout_id", "sentence"]].assign(
        theme=np.array(themes)[theme[themed]], how="match", weight=1.0
    )
    return sentences, tags.reset_index(drop=True), tags.drop(columns=["how", "weight"]).reset_index(drop=True)
