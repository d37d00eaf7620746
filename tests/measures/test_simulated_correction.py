from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.simulated_correction import (
    CORRECTION_COLUMNS,
    RUNS,
    read_simulated_correction,
    simulate_correction,
)


def test_corrected_intervals_contain_the_truth_and_the_codebooks_do_not() -> None:
    """95 % promised; over 1,000 runs 93.3 to 96.7 % would be seen in 99 of 100 cases. For rare themes they are wide."""
    table = read_simulated_correction()
    assert (table[["covered", "covered_change"]] >= 0.93).all(axis=None)
    enough = table[(table["size"] >= 150) & (table["share"] >= 0.1)]
    assert enough[["covered", "covered_change"]].le(0.97).all(axis=None)
    assert (table["covered_by_codebook"] < 0.9).all()
    assert (table["covered_by_codebook"][table["share"] >= 0.15] < 0.65).all()


def test_where_halves_differ_by_chance_only_few_changes_are_claimed() -> None:
    """5 % promised; over 1,000 runs 6.6 % would be exceeded in one of 100 cases."""
    table = read_simulated_correction()
    assert (table["any_false_claim"] <= 0.066).all()
    assert (table.groupby("size")["any_false_claim"].nunique() == 1).all()


def test_with_150_coded_sentences_every_share_is_nearer_the_truth() -> None:
    table = read_simulated_correction().query("size >= 150")
    assert (table["error"] < table["error_of_codebook"]).all()


def test_a_few_runs_give_what_was_measured() -> None:
    """30 runs; the committed 1,000 runs within four standard errors."""
    again, committed = simulate_correction(30, (150,)), read_simulated_correction().query("size == 150")
    assert list(again) == CORRECTION_COLUMNS
    assert again["covered"].mean() == pytest.approx(committed["covered"].mean(), abs=0.08)
    assert again["covered_by_codebook"].mean() == pytest.approx(committed["covered_by_codebook"].mean(), abs=0.2)
    assert (again["error"] / committed["error"].to_numpy()).between(0.5, 1.6).all()


@pytest.mark.slow
def test_the_committed_table_is_what_the_simulation_gives() -> None:
    committed = read_simulated_correction().query("size == 75").reset_index(drop=True)
    pd.testing.assert_frame_equal(simulate_correction(RUNS, (75,)).round(4), committed, check_dtype=False)
