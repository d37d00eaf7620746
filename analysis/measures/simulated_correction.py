"""Simulated texts and a codebook that errs → how often corrected intervals, and the codebook's own, contain the truth.

`python -m analysis.measures.simulated_correction` measures anew and writes simulated_correction.csv beside this file.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..io.csv import to_csv
from ..io.files import write_whole
from .comparing import Units, add_up, compare_arrays
from .correcting import Drawn, correct, correct_labels, tune
from .intervals import Floats, interval_of_share
from .permuting import LESS, MORE
from .sampling import draw_sample
from .simulation import CONCENTRATION, LOG_WORDS, SHARES, SPREAD_OF_LOG_WORDS, THEMES, TWO_THEMES

SIMULATED = Path(__file__).resolve().parent / "simulated_correction.csv"
RUNS, SIZES = 1000, (75, 150, 300)
N_MEETINGS, N_SENTENCES = 30, 20  # sentences of each meeting
PRECISION, RECALL = 0.6, 0.7
VARYING = 5.0  # of the Beta distribution of a meeting's own recall: its standard deviation is .19
CORRECTION_COLUMNS = [
    "size", "share", "covered", "covered_change", "covered_by_codebook", "any_false_claim", "error",
    "error_of_codebook",
]  # fmt: skip
Flags = NDArray[np.bool_]


def simulate_correction(runs: int = RUNS, sizes: tuple[int, ...] = SIZES) -> pd.DataFrame:
    """Simulate, draw a sample, code it truly, correct, and count.

    30 meetings of 20 sentences have shares of their own around SHARES; a sentence has a theme, one in ten a second one;
    lengths are lognormal. The codebook finds each theme of a sentence with the probability RECALL, and adds others
    until PRECISION of what it finds is right, both differing from meeting to meeting and from theme to theme.

    Returns
    -------
    CORRECTION_COLUMNS, one row per number of coded sentences and theme, by its share: covered (part of the runs whose
    corrected interval contains the theme's share in all texts), covered_change (the same of its change from the first
    half of the meetings to the second), covered_by_codebook (that of `interval_of_share` by meetings, from the codebook
    alone), any_false_claim (part of the runs in which `compare_units`, on corrected words by meeting, calls any theme
    "more" or "less" between the halves, which differ by chance only), error and error_of_codebook (root of the mean
    squared error of the share).
    """
    rows = []
    for size in sizes:
        results = np.mean([_run(size, run) for run in range(runs)], axis=0)
        results[4:] **= 0.5
        rows += [(size, share, *own) for share, own in zip(SHARES, results.T, strict=True)]
    return pd.DataFrame(rows, columns=CORRECTION_COLUMNS)


class SimulatedTexts(NamedTuple):
    """Sentences of 30 meetings: the meeting of each and its words, (n,), which themes it has and what is found, (n, k).

    meetings : from 0, 20 sentences each. has : the truth. found : by the codebook.
    """

    meetings: NDArray[np.int64]
    words: Floats
    has: Flags
    found: Flags


def simulate_texts(generator: np.random.Generator) -> SimulatedTexts:
    """The texts of one run, as `simulate_correction` describes them.

    >>> texts = simulate_texts(np.random.default_rng(1))
    >>> texts.has.shape, bool((texts.has & texts.found).sum() < texts.found.sum())
    ((600, 5), True)
    """
    meetings = np.repeat(np.arange(N_MEETINGS), N_SENTENCES)
    words = np.maximum(3, np.round(generator.lognormal(LOG_WORDS, SPREAD_OF_LOG_WORDS, len(meetings))))
    has = _themes(generator, meetings)
    return SimulatedTexts(meetings, words, has, _find(generator, meetings, has))


def read_simulated_correction() -> pd.DataFrame:
    """The table that `simulate_correction` gave last."""
    return pd.read_csv(SIMULATED)


def _run(size: int, run: int) -> Floats:
    """One run, (6, themes): whether each interval contains the truth, whether anything is claimed, squared errors."""
    meetings, words, has, found = simulate_texts(np.random.default_rng([size, run]))
    book, coder = _labels(found), _labels(has)
    drawn = _draw(meetings, found, size, run)
    after = np.where(meetings < N_MEETINGS // 2, 0.0, words)
    before = words - after
    weights = words / words.sum(), after / after.sum() - before / before.sum()
    tuning = tune(weights[0], book, coder, [drawn])
    share, change = (correct(one, book, coder, [drawn], tuning) for one in weights)
    truth, truly_changed = (one @ coder for one in weights)
    _, low, high = interval_of_share(*add_up(book * words[:, None], words, meetings)[:2])
    corrected = correct_labels(book, coder, [drawn], tuning) * words[:, None]
    covered = [
        _contains(share.low, truth, share.high),
        _contains(change.low, truly_changed, change.high),
        _contains(low, truth, high),
        np.full(len(truth), _claims(add_up(corrected[:, :-1], words, meetings))),
    ]
    errors = [(share.corrected - truth) ** 2, (share.codebook - truth) ** 2]
    return np.stack([*covered, *errors])[:, :-1]


def _claims(meetings: Units) -> float:
    """Whether any theme is called more or less from the first half of the meetings to the second."""
    half = N_MEETINGS // 2
    early, late = (Units(meetings.parts[own], meetings.wholes[own]) for own in (slice(half), slice(half, None)))
    verdicts = compare_arrays(early, late, np.ones(len(SHARES), dtype=bool))["verdict"]
    return float(((verdicts == MORE) | (verdicts == LESS)).any())


def _contains(low: Floats, value: Floats, high: Floats) -> Floats:
    return ((low <= value) & (value <= high)).astype(float)


def _themes(generator: np.random.Generator, meetings: NDArray[np.int64]) -> Flags:
    """Whether each sentence has each theme, (n, k)."""
    shares = generator.gamma(CONCENTRATION * SHARES, size=(N_MEETINGS, len(SHARES)))
    bars = (shares / shares.sum(axis=1, keepdims=True)).cumsum(axis=1)[meetings, :-1]
    first, second = ((generator.random(len(meetings))[:, None] > bars).sum(axis=1) for _ in range(2))
    second = np.where(generator.random(len(meetings)) < TWO_THEMES, second, first)
    themes = np.arange(len(SHARES))
    return np.asarray((first[:, None] == themes) | (second[:, None] == themes))


def _find(generator: np.random.Generator, meetings: NDArray[np.int64], has: Flags) -> Flags:
    """What the codebook finds, (n, k)."""
    size = (N_MEETINGS, len(SHARES))
    recall = generator.beta(VARYING * RECALL, VARYING * (1 - RECALL), size)
    added = SHARES * RECALL * (1 - PRECISION) / PRECISION / (1 - SHARES) * generator.gamma(2.0, 0.5, size)
    return generator.random(has.shape) < np.where(has, recall[meetings], added[meetings])


def _labels(flags: Flags) -> Floats:
    labels = np.column_stack([flags, ~flags.any(axis=1)]).astype(float)
    return np.asarray(labels / labels.sum(axis=1, keepdims=True))


def _draw(meetings: NDArray[np.int64], found: Flags, size: int, seed: int) -> Drawn:
    sentences = pd.DataFrame({"readout_id": meetings, "sentence": np.arange(len(meetings))})
    rows, themes = np.nonzero(found)
    tags = sentences.iloc[rows].assign(theme=np.array(THEMES)[themes])
    table = draw_sample(sentences, tags, size, seed)
    sizes = table.groupby("stratum")["stratum_size"].first().to_numpy(dtype=np.int64)
    return Drawn(table["sentence"].to_numpy(), table["stratum"].to_numpy() - 1, sizes)


if __name__ == "__main__":
    write_whole(SIMULATED, to_csv(simulate_correction(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS).round(4)))
