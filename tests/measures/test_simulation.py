from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.measures.simulation import (
    IN_POINTS,
    INDEPENDENT,
    PERIODS,
    POINTS,
    SHARES,
    SIMULATION_COLUMNS,
    TREND,
    read_simulation,
    simulate,
    simulate_texts,
)

COVERED = ["covered_10", "covered_15", "covered_20", "covered_50"]


def test_the_simulation_has_a_row_for_every_case() -> None:
    table = simulate(20, (14,), (6, 12), (0.0, 0.3))
    assert len(table) == 2 * 2 * (1 + 2 * 2)
    assert list(table) == SIMULATION_COLUMNS
    assert set(table["compared"]) == {POINTS, PERIODS, TREND}
    assert set(table["design"]) == {INDEPENDENT, IN_POINTS}
    some = table[table["tested"] > 0]
    assert some["power"].isna().equals(some["change"] == 0)


def test_where_nothing_changes_few_comparisons_claim_anything() -> None:
    """5 % promised; over 2,000 runs a row of 5 % would exceed 6.2 % in one of 100 cases."""
    still = read_simulation().query("change == 0").dropna(subset=["any_false_claim"])
    assert len(still) >= 18
    assert (still["any_false_claim"] <= 0.062).all()
    assert still["any_false_claim"].mean() <= 0.05


def test_intervals_of_five_units_and_more_contain_the_true_share() -> None:
    covered = read_simulation().query("change == 0").dropna(subset=COVERED)[COVERED]
    assert len(covered) >= 8
    assert covered.min().min() >= 0.93
    assert covered.max().max() <= 0.995


def test_a_larger_change_is_found_more_often() -> None:
    some = read_simulation().dropna(subset=["power"])
    for _, own in some.groupby(["compared", "design", "size"]):
        assert own.sort_values("change")["power"].is_monotonic_increasing


def test_a_text_has_the_shares_the_points_and_the_lengths_that_are_asked_for() -> None:
    """2,000 texts of 40 sentences: shares within 2 points; points of 1 to 5 sentences, 3 on average; words lognormal."""
    for design in (INDEPENDENT, IN_POINTS):
        generator = np.random.default_rng(1)
        parts, wholes = simulate_texts(generator, design, np.full(2000, 40), np.tile(SHARES, (2000, 1)))
        assert np.abs(parts.sum(axis=(0, 1)) / wholes.sum() - SHARES).max() < 0.02
        n_points = (wholes > 0).sum(axis=1)
        assert n_points.min() >= 8
        assert n_points.max() <= 40
        assert n_points.mean() == pytest.approx(40 / 3, abs=0.6)
        assert wholes.sum() / (2000 * 40) == pytest.approx(np.exp(3.3 + 0.55**2 / 2), rel=0.02)
    pure = (parts.max(axis=2) > 0.999 * wholes) & (wholes > 0)
    assert 0.4 < pure.sum() / (wholes > 0).sum() < 0.7  # points that keep to one theme in every sentence


def test_a_drift_over_meetings_is_found_as_often_as_was_measured() -> None:
    """150 runs; the committed 2,000 runs within three standard errors."""
    again = simulate(150, (), (12,), (0.3,))
    keys = ["compared", "design", "size", "change"]
    both = again.merge(read_simulation(), on=keys, suffixes=("", "_committed"))
    assert len(both) == 4
    assert ((both["power"] - both["power_committed"]).abs() < 0.12).all()
    assert (again["covered_20"].isna()).all()


def test_the_committed_table_is_what_the_simulation_gives() -> None:
    committed = read_simulation().query("size == 14 and change == 0.3").reset_index(drop=True)
    again = simulate(n_sentences=(14,), n_meetings=(), changes=(0.3,)).round(4)
    pd.testing.assert_frame_equal(again, committed, check_dtype=False)
