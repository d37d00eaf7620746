"""Simulated texts whose true shares are known → how often claims are false, changes are found, intervals are right.

`python -m analysis.measures.simulation` measures anew and writes simulation.csv beside this file.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..io.csv import to_csv
from ..io.files import write_whole
from .comparing import Units, compare_arrays
from .intervals import Floats, interval_of_share
from .permuting import HINT, LESS, MORE, NOT_TESTED
from .trend import measure_trends

SIMULATED = Path(__file__).resolve().parent / "simulation.csv"
POINTS, PERIODS, TREND = "points of two meetings", "meetings of two halves", "trend over meetings"
INDEPENDENT, IN_POINTS = "independent", "in points"
SHARES = np.array([0.05, 0.10, 0.15, 0.20, 0.50])
THEMES = ["a", "b", "c", "d", "e"]
RISING, FALLING = 3, 4  # the themes between which words move, where anything moves
N_SENTENCES, N_MEETINGS, CHANGES = (14, 21, 40, 80), (6, 12, 30), (0.0, 0.1, 0.2, 0.3)
RUNS = 2000
SIMULATION_COLUMNS = [
    "compared", "design", "size", "change", "tested", "any_false_claim", "any_false_hint", "power", "power_of_hint",
    *(f"covered_{share:.0%}".rstrip("%") for share in SHARES),
]  # fmt: skip
MAX_SENTENCES_OF_POINT, KEEPING = 5, 0.75  # KEEPING: part of the sentences that keep to their point's own theme
TWO_THEMES = 0.1  # part of the sentences that have a second theme
LOG_WORDS, SPREAD_OF_LOG_WORDS = 3.3, 0.55  # as in the project's readouts
LENGTHS = (14, 40)  # sentences of a meeting's readout, where meetings are the units
CONCENTRATION = 20.0  # of the Dirichlet distribution of a meeting's own shares, where sentences come in points
MIN_COVERED = 5  # units from which on the coverage of intervals is measured


def simulate(runs: int = RUNS, n_sentences: tuple[int, ...] = N_SENTENCES, n_meetings: tuple[int, ...] = N_MEETINGS,
             changes: tuple[float, ...] = CHANGES) -> pd.DataFrame:  # fmt: skip
    """Simulate texts, compare them and count.

    A sentence has a theme with the probability of the theme's share (SHARES, all one core family), one in ten a second
    theme; lengths are lognormal, whatever the theme. Points have 1 to 5 sentences. In the design "in points" three
    quarters of a point's sentences keep to its own theme, and each of several meetings has shares of its own.
    A change moves words from the largest theme to the theme of 20 %: from one group to the other, or step by step
    from the first meeting to the last.

    Returns
    -------
    SIMULATION_COLUMNS, one row per comparison, design, size (sentences of each of two texts, or meetings) and true
    change: tested (part of the runs with units enough; the next four are parts of these runs), any_false_claim and
    any_false_hint (runs in which a theme that did not change has "more" or "less", or has "hint"), power (runs with
    "more" for the rising theme) and power_of_hint ("more" or "hint"), both NA where nothing changes, covered_5 to
    covered_50 (part of the intervals of shares, of first groups with 5 units or more, that contain the true share of
    that many per cent; NA where none has so many, and where anything changes).
    """
    rows = []
    for change in changes:
        for design in (INDEPENDENT, IN_POINTS):
            rows += [_simulate_points(design, n, change, runs) for n in n_sentences]
            rows += [_simulate_meetings(design, n, change, runs, compared) for compared in (PERIODS, TREND)
                     for n in n_meetings]  # fmt: skip
    return (
        pd.DataFrame(rows)
        .reindex(columns=SIMULATION_COLUMNS)
        .sort_values(["compared", "design", "size", "change"], ignore_index=True)
    )


def read_simulation() -> pd.DataFrame:
    """The table that `simulate` gave last."""
    return pd.read_csv(SIMULATED)


def _simulate_points(design: str, n: int, change: float, runs: int) -> dict[str, object]:
    generator = np.random.default_rng([n, design == IN_POINTS, round(100 * change)])
    lengths = np.full(runs, n)
    groups = [
        simulate_texts(generator, design, lengths, np.tile(shares, (runs, 1))) for shares in _before_after(change)
    ]
    verdicts = _compare_each(*groups)
    covered = {} if change else _coverage(*groups[0])
    return {"compared": POINTS, "design": design, "size": n, "change": change, **_count(verdicts, change), **covered}


def _simulate_meetings(design: str, n: int, change: float, runs: int, compared: str) -> dict[str, object]:
    generator = np.random.default_rng([n, design == IN_POINTS, round(100 * change), compared == TREND])
    before, after = _before_after(change)
    drift = np.linspace(0, 1, n) if compared == TREND else np.arange(n) >= n // 2
    shares = np.tile(before + drift[:, None] * (after - before), (runs, 1))
    if design == IN_POINTS:
        shares = generator.gamma(CONCENTRATION * shares)
        shares /= shares.sum(axis=1, keepdims=True)
    lengths = generator.integers(LENGTHS[0], LENGTHS[1] + 1, size=runs * n)
    parts, wholes = (side.sum(axis=1) for side in simulate_texts(generator, design, lengths, shares))
    parts, wholes = parts.reshape(runs, n, -1), wholes.reshape(runs, n)
    half, covered = n // 2, {}
    if compared == TREND:
        verdicts = np.stack([measure_trends(p / w[:, None], range(n), THEMES, THEMES)["verdict"].to_numpy()
                             for p, w in zip(parts, wholes, strict=True)])  # fmt: skip
    else:
        groups = (parts[:, :half], wholes[:, :half]), (parts[:, half:], wholes[:, half:])
        verdicts, covered = _compare_each(*groups), {} if change else _coverage(*groups[0])
    return {"compared": compared, "design": design, "size": n, "change": change, **_count(verdicts, change), **covered}


def _before_after(change: float) -> tuple[Floats, Floats]:
    after = SHARES.copy()
    after[[RISING, FALLING]] += change, -change
    return SHARES, after


def simulate_texts(
    generator: np.random.Generator, design: str, lengths: NDArray[np.int64], shares: Floats
) -> tuple[Floats, Floats]:
    """Words of each point of many texts.

    Parameters
    ----------
    lengths : (texts,) sentences of each text. shares : (texts, k) true shares of each text.

    Returns
    -------
    (texts, points, k) words that each point gives to each theme, and (texts, points) its words; a text with
    fewer points than another has points without words.

    >>> parts, wholes = simulate_texts(np.random.default_rng(1), IN_POINTS, np.array([14, 21]), np.tile(SHARES, (2, 1)))
    >>> bool((abs(parts.sum(axis=-1) - wholes) < 1e-9).all())
    True
    """
    texts, n, k = len(lengths), int(lengths.max()), shares.shape[1]
    words = np.maximum(3, np.round(generator.lognormal(LOG_WORDS, SPREAD_OF_LOG_WORDS, (texts, n))))
    words *= np.arange(n) < lengths[:, None]
    ends = generator.integers(1, MAX_SENTENCES_OF_POINT + 1, size=(texts, n)).cumsum(axis=1)
    points = (ends[:, None, :] <= np.arange(n)[:, None]).sum(axis=-1)
    bars = shares.cumsum(axis=1)[:, None, :-1]
    first, second, own = ((generator.random((texts, n))[..., None] > bars).sum(axis=-1) for _ in range(3))
    if design == IN_POINTS:
        keeps = generator.random((texts, n)) < KEEPING
        first = np.where(keeps, np.take_along_axis(own, points, axis=1), first)
    second = np.where(generator.random((texts, n)) < TWO_THEMES, second, first)
    n_points = int(points.max()) + 1
    rows = np.arange(texts)[:, None] * n_points + points
    cells = [np.bincount((rows * k + theme).ravel(), weights=words.ravel() / 2, minlength=texts * n_points * k)
             for theme in (first, second)]  # fmt: skip
    parts: Floats = (cells[0] + cells[1]).astype(float).reshape(texts, n_points, k)
    return parts, parts.sum(axis=-1)


def _compare_each(before: tuple[Floats, Floats], after: tuple[Floats, Floats]) -> NDArray[np.object_]:
    """Verdicts, (runs, k). Runs with as many units follow each other, for they have their arrangements in common."""
    in_core, runs = np.ones(len(THEMES), dtype=bool), len(before[1])
    verdicts = np.empty((runs, len(THEMES)), dtype=object)
    for n in np.lexsort([(side[1] > 0).sum(axis=1) for side in (before, after)]):
        one, other = (Units(side[0][n], side[1][n]) for side in (before, after))
        verdicts[n] = compare_arrays(one, other, in_core)["verdict"]
    return verdicts


def _count(verdicts: NDArray[np.object_], change: float) -> dict[str, float]:
    tested = verdicts[verdicts[:, 0] != NOT_TESTED]
    still = np.delete(tested, [RISING, FALLING], axis=1) if change else tested
    rising, some = tested[:, RISING], len(tested) > 0
    counted = {
        "any_false_claim": ((still == MORE) | (still == LESS)).any(axis=1),
        "any_false_hint": (still == HINT).any(axis=1),
        "power": rising == MORE, "power_of_hint": (rising == MORE) | (rising == HINT),
    }  # fmt: skip
    known = {name: some and (change > 0 or "power" not in name) for name in counted}
    parts = {name: float(runs.mean()) if known[name] else np.nan for name, runs in counted.items()}
    return {"tested": len(tested) / len(verdicts)} | parts


def _coverage(parts: Floats, wholes: Floats) -> dict[str, float]:
    enough = (wholes > 0).sum(axis=1) >= MIN_COVERED
    if not enough.any():
        return {}
    _, low, high = interval_of_share(parts[enough], wholes[enough])
    covered = ((low <= SHARES) & (high >= SHARES)).mean(axis=0)
    return dict(zip(SIMULATION_COLUMNS[-len(SHARES) :], covered.tolist(), strict=True))


if __name__ == "__main__":
    write_whole(SIMULATED, to_csv(simulate(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS).round(4)))
