"""Coverage of the intervals: simulated texts with known shares → how often the intervals contain them.

`python -m analysis.measures.interval_coverage` simulates again and writes coverage.csv here (half a minute).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from ..io.csv import to_csv
from ..io.files import write_whole
from .counts import BY_POINT, Measured, ReadoutCounts
from .shifts import MAIN, NOT_SHOWN, change_of

MEASURED = Path(__file__).resolve().parent / "coverage.csv"
COVERAGE_COLUMNS = [
    "design", "n_sentences", "share", "covered", "false_claims", "covered_by_point", "false_claims_by_point",
    "any_false_claim",
]  # fmt: skip
INDEPENDENT, IN_POINTS = "independent", "in points"
SHARES = (0.05, 0.10, 0.15, 0.20, 0.50)
SIZES = (7, 14, 21, 40, 80)
RUNS = 1000
OF_A_POINT, KEEPING = 3, 0.75  # sentences of a point, and the part of them that keep to the point's own theme
TWO_THEMES = 0.1  # part of the sentences that have a second theme
LOG_WORDS, SPREAD_OF_LOG_WORDS = 3.3, 0.55  # as in the project's readouts


def measure_coverage(
    designs: Sequence[str] = (INDEPENDENT, IN_POINTS), sizes: Sequence[int] = SIZES, runs: int = RUNS
) -> pd.DataFrame:
    """Simulate texts; count the intervals that contain the true share, and the changes claimed where none exists.

    Each sentence of a text has a theme with the probability of the theme's share (SHARES), and a tenth of them a
    second one; lengths are lognormal, whatever the theme. Where the design is "in points", sentences come
    in points of three, three quarters of which keep to the point's theme. Every text is compared with the one before.
    The share of words is measured, not the other measures.

    Returns
    -------
    COVERAGE_COLUMNS, one row per design, number of sentences and true share: covered (part of the runs whose
    interval holds the share; .95 is promised), false_claims (part of the comparisons that say "more" or
    "less"; .05 is allowed), the same where whole points are resampled, any_false_claim (part of the
    comparisons that claim a change of at least one of the themes, by sentences).
    """
    return pd.concat([_measure(design, n, runs) for design in designs for n in sizes], ignore_index=True)


def read_coverage() -> pd.DataFrame:
    """The coverage measured last, as `measure_coverage` gives it.

    How low it falls over the shares, where .95 is promised:

    >>> lowest = read_coverage().groupby(["design", "n_sentences"])["covered"].min().unstack()
    >>> lowest.loc["independent"].round(2).to_dict()
    {7: 0.93, 14: 0.94, 21: 0.93, 40: 0.94, 80: 0.95}
    >>> lowest.loc["in points"].round(2).to_dict()
    {7: 0.8, 14: 0.83, 21: 0.83, 40: 0.84, 80: 0.81}
    """
    return pd.read_csv(MEASURED)


def _measure(design: str, n: int, runs: int) -> pd.DataFrame:
    generator = np.random.default_rng([n, design == IN_POINTS])
    shares = np.asarray(SHARES)
    counted = {name: np.zeros(len(shares)) for name in COVERAGE_COLUMNS[3:]}
    before: tuple[Measured, Measured] | None = None
    for run in range(runs):
        text = _simulate(generator, design, n, f"{design} {n} {run}")
        for which, end in enumerate(("", "_by_point")):
            bounded = text[which].bounded
            counted["covered" + end] += (bounded.low <= shares) & (shares <= bounded.high)
            if before is not None:
                claimed = change_of(before[which], text[which])["verdict"] != NOT_SHOWN
                counted["false_claims" + end] += claimed
                counted["any_false_claim"] += claimed.any() if not which else 0
        before = text
    rows = {name: counts / (runs if name.startswith("covered") else runs - 1) for name, counts in counted.items()}
    return pd.DataFrame({"design": design, "n_sentences": n, "share": shares, **rows})[COVERAGE_COLUMNS]


def _simulate(generator: np.random.Generator, design: str, n: int, name: str) -> tuple[Measured, Measured]:
    """A text's share of words, by sentences and by points."""
    k = len(SHARES)
    words = np.maximum(3, np.round(generator.lognormal(LOG_WORDS, SPREAD_OF_LOG_WORDS, n)))
    first, second, own = generator.choice(k, size=(3, n), p=SHARES)
    points = np.arange(n) // OF_A_POINT
    if design == IN_POINTS:
        first = np.where(generator.random(n) < KEEPING, own[points], first)
    second = np.where(generator.random(n) < TWO_THEMES, second, first)
    weights = (np.eye(k)[first] + np.eye(k)[second]) / 2
    readout = ReadoutCounts(name, words, np.column_stack([weights, np.zeros(n)]), np.zeros((n, k + 1)), points)
    by_sentence, by_point = (readout.measured[which] for which in (MAIN, BY_POINT))
    return replace(by_sentence, parts=by_sentence.parts[:, :-1]), replace(by_point, parts=by_point.parts[:, :-1])


if __name__ == "__main__":
    table = measure_coverage().round(4)
    write_whole(MEASURED, to_csv(table))
