from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from analysis.measures.interval_coverage import measure_coverage, read_coverage
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays

from analysis.measures.intervals import (
    Bounded,
    change_interval,
    effective_size,
    newcombe,
    percentile_interval,
    resample_counts,
    resample_shares,
    resampled_shares,
    share_interval,
    smallest_change,
    wilson,
    wilson_interval,
)

WORDS = np.array([[10.0, 0.0], [0.0, 30.0], [5.0, 5.0], [0.0, 10.0]])


def test_wilson_and_newcombe_are_those_of_independent_tools() -> None:
    """From statsmodels 0.14: proportion_confint(k, n, method="wilson"); confint_proportions_2indep(56, 70, 48, 80,
    method="newcomb", compare="diff")."""
    assert np.round(wilson(0, 10), 5).tolist() == [0.0, 0.27753]
    assert np.round(wilson(3, 10), 5).tolist() == [0.10779, 0.60322]
    sides = [Bounded(np.array([k / n]), *wilson(np.array([k]), n)) for k, n in ((48, 80), (56, 70))]
    assert np.round(newcombe(*sides), 5).ravel().tolist() == [0.05243, 0.33387]
    assert np.isnan(wilson(0, 0)).all()
    assert wilson(5, 5)[1] == 1


def test_the_percentile_interval_of_a_mean_is_that_of_r() -> None:
    """From scipy's tests of `bootstrap`, which have it from R's boot: about (28.86, 84.21), by other resampled."""
    x = np.array([10, 12, 12.5, 12.5, 13.9, 15, 21, 22, 23, 34, 50, 81, 89, 121, 134, 213])
    resampled = resample_shares(x[:, None], np.ones(len(x)), resample_counts(len(x), "x", resamples=50_000))
    assert np.concatenate(percentile_interval(resampled)) == pytest.approx([28.86, 84.21], abs=0.6)


def test_resampling_is_the_same_every_time_and_centred_on_the_share() -> None:
    counts = resample_counts(4, "a")
    resampled = resample_shares(WORDS, WORDS.sum(axis=1), counts)
    assert resampled.shape == (2000, 2)
    assert np.allclose(resampled.sum(axis=1), 1)
    assert (counts.sum(axis=1) == 4).all()
    assert np.array_equal(counts, resample_counts(4, "a"))
    assert not np.array_equal(counts, resample_counts(4, "b"))
    low, high = percentile_interval(resampled)
    share = WORDS.sum(axis=0) / WORDS.sum()
    assert (low <= share).all()
    assert (share <= high).all()


def test_vectorised_resampling_is_the_plain_loop() -> None:
    counts = resample_counts(4, "a", resamples=50)
    slow = []
    for drawn in counts:
        rows = np.repeat(WORDS, drawn.astype(int), axis=0)
        slow.append(rows.sum(axis=0) / rows.sum())
    assert np.allclose(resample_shares(WORDS, WORDS.sum(axis=1), counts), slow)


def test_equal_sentences_of_one_theme_each_are_worth_their_number() -> None:
    words = np.eye(2)[[0, 1, 1, 0, 1, 1, 0, 1] * 10] * 20
    shares, resampled = (
        words.sum(axis=0) / words.sum(),
        resample_shares(words, words.sum(axis=1), resample_counts(80, "a")),
    )
    assert effective_size(shares, resampled, 80) == pytest.approx([80, 80], rel=0.1)
    long = words * np.where(np.arange(80) % 8 == 0, 10, 1)[:, None]
    shares, resampled = long.sum(axis=0) / long.sum(), resample_shares(long, long.sum(axis=1), resample_counts(80, "a"))
    assert (effective_size(shares, resampled, 80) < 60).all()


def test_an_interval_is_never_narrower_than_either_of_its_two() -> None:
    counts = resample_counts(4, "a")
    resampled, shares = resample_shares(WORDS, WORDS.sum(axis=1), counts), WORDS.sum(axis=0) / WORDS.sum()
    whole, score, percentile = (
        share_interval(shares, resampled, 4),
        wilson_interval(shares, effective_size(shares, resampled, 4)),
        percentile_interval(resampled),
    )
    assert (whole.low <= np.minimum(score.low, percentile[0])).all()
    assert (whole.high >= np.maximum(score.high, percentile[1])).all()
    low, high = change_interval(score, score, resampled - resampled)
    assert np.allclose([low, high], newcombe(score, score))


def test_a_theme_in_no_sentence_or_in_all_has_wilsons_interval() -> None:
    words = np.column_stack([np.full(10, 5.0), np.zeros(10)])
    resampled = resample_shares(words, words.sum(axis=1), resample_counts(10, "a"))
    interval = share_interval(np.array([1.0, 0.0]), resampled, 10)
    assert np.round(interval.high, 5).tolist() == [1, 0.27753]
    assert np.round(interval.low, 5).tolist() == [0.72247, 0]


@pytest.mark.slow
def test_the_measured_coverage_is_what_the_simulation_gives() -> None:
    committed = read_coverage()
    again = measure_coverage(sizes=(7, 40)).round(4)
    expected = committed[committed["n_sentences"].isin([7, 40])].reset_index(drop=True)
    pd.testing.assert_frame_equal(again, expected)


def test_intervals_cover_the_truth_as_promised_where_sentences_are_independent() -> None:
    table = read_coverage().query("design == 'independent'")
    promised = table[(table["n_sentences"] >= 40) & table["share"].between(0.1, 0.5)]
    assert len(promised) >= 8
    assert promised["covered"].between(0.93, 0.97).all()
    assert (table["covered"] >= 0.92).all()
    assert (table["false_claims"] <= 0.08).all()


def test_where_sentences_keep_to_the_theme_of_their_point_drawing_points_covers_and_drawing_sentences_does_not() -> (
    None
):
    table = read_coverage().query("design == 'in points'")
    assert (table["covered_by_point"] >= 0.9).all()
    assert (table["false_claims_by_point"] <= 0.1).all()
    assert table["covered"].min() < 0.9


def test_the_smallest_change_is_the_first_whose_interval_leaves_out_zero() -> None:
    before = Bounded(np.array([0.3, 0.05]), *wilson(np.array([0.3, 0.05]) * 20, 20))
    sizes = np.array([30.0, 30.0])
    for up in (True, False):
        found = smallest_change(before, sizes, up)
        for i in range(2):
            if np.isnan(found[i]):
                assert (i, up) == (1, False)  # 5 % cannot fall far enough
                continue
            for size, shown in ((found[i], True), (found[i] - 0.001, False)):
                after = before.shares[i] + (size if up else -size)
                side = Bounded(np.array([after]), *wilson(np.array([after]) * sizes[i], sizes[i]))
                low, high = newcombe(Bounded(*(bound[i : i + 1] for bound in before)), side)
                assert bool(low[0] > 0 if up else high[0] < 0) == shown


def test_draws_that_hardly_spread_are_not_taken_for_certainty() -> None:
    words = np.column_stack([np.r_[np.full(19, 10.0), 6.0], np.r_[np.full(19, 10.0), 14.0]])
    resampled = resample_shares(words, words.sum(axis=1), resample_counts(20, "a"))
    interval = share_interval(words.sum(axis=0) / words.sum(), resampled, 20)
    assert (interval.high - interval.low > 0.2).all()


@given(arrays(float, st.tuples(st.integers(1, 60), st.integers(1, 4)), elements=st.floats(0, 1)))
def test_the_percentile_interval_is_numpys_quantile(resampled: np.ndarray) -> None:
    low, high = percentile_interval(resampled)
    assert np.allclose([low, high], np.quantile(resampled, [0.025, 0.975], axis=0), rtol=0, atol=1e-12)


def test_every_sentence_is_drawn_as_often_as_any_other_and_names_draw_alone() -> None:
    """Golden: the mean and the variance of a multinomial count are 1 and 1 - 1/n, two counts covary by -1/n."""
    n = 10
    counts, other = resample_counts(n, "a", resamples=40_000), resample_counts(n, "b", resamples=40_000)
    assert np.allclose(counts.mean(axis=0), 1, atol=0.02)
    wanted = np.where(np.eye(n) > 0, 1 - 1 / n, -1 / n)
    assert np.allclose(np.cov(counts.T), wanted, atol=0.03)
    assert np.abs(np.corrcoef(counts.T, other.T)[:n, n:]).max() < 0.03


def test_draws_that_do_not_fit_into_memory_at_once_are_made_in_parts() -> None:
    resampled = resampled_shares(WORDS, WORDS.sum(axis=1), "a", at_once=4 * 300)
    parts = [resample_counts(4, "a", size, part) for part, size in enumerate([300] * 6 + [200])]
    assert np.array_equal(
        resampled, np.concatenate([resample_shares(WORDS, WORDS.sum(axis=1), part) for part in parts])
    )
    assert resampled.shape == (2000, 2)
    assert not np.array_equal(resampled[:300], resampled[300:600])


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(2, 500), st.floats(2, 500)), min_size=1, max_size=5), st.booleans())  # fmt: skip
def test_the_smallest_change_is_found_as_by_trying_each_step(sides: list[tuple[float, float, float]], up: bool) -> None:
    shares, before, sizes = (np.array(column) for column in zip(*sides, strict=True))
    bounded = Bounded(shares, *wilson(shares * before, before))
    found = smallest_change(bounded, sizes, up)
    for i, share in enumerate(shares):
        wanted = np.nan
        for step in np.arange(1, 1001) / 1000 * (1 if up else -1):
            if 0 <= share + step <= 1:
                side = Bounded(np.array([share + step]), *wilson(np.array([share + step]) * sizes[i], sizes[i]))
                low, high = newcombe(Bounded(*(bound[i : i + 1] for bound in bounded)), side)
                if low[0] > 0 if up else high[0] < 0:
                    wanted = abs(step)
                    break
        assert found[i] == pytest.approx(wanted, abs=1.1e-3, nan_ok=True) or _at_the_edge(share, found[i], wanted)


def _at_the_edge(share: float, *found: float) -> bool:
    """Whether one of two is the last step that a share can take, where rounding decides."""
    room = [1 - share, share]
    return any(min(abs(side - one) for side in room) < 1e-3 for one in found if not np.isnan(one))
