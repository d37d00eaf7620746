"""How often the intervals hold what they promise: measured on simulated texts whose true shares are known.

`python -m analysis.coverage` measures anew and writes coverage.csv beside this file (half a minute).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from .files import write_whole
from .intervals import Floats, resample_counts
from .measures import Measured
from .shifts import NOT_SHOWN, change_of

MEASURED = Path(__file__).resolve().parent / "coverage.csv"
COVERAGE_COLUMNS = ["n_sentences", "share", "covered", "false_claims"]
SHARES = (0.05, 0.10, 0.15, 0.20, 0.50)
SIZES = (7, 14, 21, 40, 80)
RUNS = 1000
TWO_THEMES = 0.1  # part of the sentences that have a second theme
LOG_WORDS, SPREAD_OF_LOG_WORDS = (
    3.3,
    0.55,
)  # as in the project's readouts


def measure_coverage(sizes: Sequence[int] = SIZES, shares: Sequence[float] = SHARES, runs: int = RUNS) -> pd.DataFrame:
    """Simulate texts and count: intervals that cover the truth, and changes claimed where there are none.

    Each sentence of a text has a theme with the probability of the theme's share, and a tenth of them a second
    one; lengths are lognormal, whatever the theme. Every text is compared with the one before it.

    Returns
    -------
    COVERAGE_COLUMNS, one row per number of sentences and true share: covered (part of the runs whose
    interval holds the share; .95 is promised), false_claims (part of the comparisons that say "more"
    or "less"; .05 is allowed).
    """
    return pd.concat([_measure(n, np.asarray(shares), runs) for n in sizes], ignore_index=True)


def read_coverage() -> pd.DataFrame:
    """The coverage measured last, as `measure_coverage` gives it."""
    return pd.read_csv(MEASURED)


def _measure(n: int, shares: Floats, runs: int) -> pd.DataFrame:
    generator = np.random.default_rng(n)
    covered, claimed = np.zeros(len(shares)), np.zeros(len(shares))
    before: Measured | None = None
    for run in range(runs):
        text = _simulate(generator, n, shares, f"{n} {run}")
        covered += (text.bounded.low <= shares) & (shares <= text.bounded.high)
        if before is not None:
            claimed += change_of(before, text)["verdict"] != NOT_SHOWN
        before = text
    rows = {"n_sentences": n, "share": shares, "covered": covered / runs, "false_claims": claimed / (runs - 1)}
    return pd.DataFrame(rows)[COVERAGE_COLUMNS]


def _simulate(generator: np.random.Generator, n: int, shares: Floats, name: str) -> Measured:
    words = np.maximum(3, np.round(generator.lognormal(LOG_WORDS, SPREAD_OF_LOG_WORDS, n)))
    first, second = generator.choice(len(shares), size=(2, n), p=shares)
    second = np.where(generator.random(n) < TWO_THEMES, second, first)
    weights = (np.eye(len(shares))[first] + np.eye(len(shares))[second]) / 2
    return Measured(weights * words[:, None], words, resample_counts(n, name), n)


if __name__ == "__main__":
    table = measure_coverage().round(4)
    write_whole(MEASURED, table.to_csv(index=False, lineterminator="\n"))
