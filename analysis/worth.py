"""What the intervals are worth at the length of a study's readouts, in sentences."""

from __future__ import annotations

import pandas as pd

from .coverage import IN_POINTS, INDEPENDENT
from .prose import Sentences, percent

NAMES = {INDEPENDENT: "independent sentences", IN_POINTS: "sentences that keep to the theme of their point"}


def tell_worth(coverage: pd.DataFrame, n_sentences: pd.Series) -> Sentences:
    """What was measured in simulated texts nearest in length to the shortest readout and to the longest.

    `coverage` is as from `measure_coverage`; `n_sentences` is that of the readouts.
    """
    lengths = sorted({int(n_sentences.min()), int(n_sentences.max())})
    sizes = dict.fromkeys(_nearest(coverage, n) for n in lengths)
    return Sentences([_told(coverage, lengths), *(_measured(coverage, size) for size in sizes)])


def _nearest(coverage: pd.DataFrame, n: int) -> int:
    return int(coverage["n_sentences"].iloc[(coverage["n_sentences"] - n).abs().argmin()])


def _told(coverage: pd.DataFrame, lengths: list[int]) -> str:
    span = f"{lengths[0]} to {lengths[-1]}" if len(lengths) > 1 else str(lengths[0])
    smallest, largest = coverage["n_sentences"].min(), coverage["n_sentences"].max()
    beyond = lengths[0] < smallest or lengths[-1] > largest
    note = f" Nothing shorter than {smallest} or longer than {largest} sentences was simulated." if beyond else ""
    return f"Sentences in a readout of this study: {span}.{note}"


def _measured(coverage: pd.DataFrame, size: int) -> str:
    own = coverage[coverage["n_sentences"] == size].groupby("design", sort=False)
    told = [
        f"with {NAMES[design]} the 95\xa0% intervals held the true share in {_range(rows['covered'])} of texts "
        f"(drawing whole points: {_range(rows['covered_by_point'])}), a change was claimed of a theme that had none in "
        f"{_range(rows['false_claims'])} of comparisons ({_range(rows['false_claims_by_point'])}), and of at least one "
        f"of {len(rows)} themes in {percent(rows['any_false_claim'].iloc[0])}"
        for design, rows in own
    ]
    return f"In simulated texts of {size} sentences: {'; '.join(told)}."


def _range(values: pd.Series) -> str:
    return f"{percent(values.min())} to {percent(values.max())}"
