"""Corrected shares against independent implementations, and their laws.

GOLDEN was written by the script below, run with ppi-python 0.2.3 and samplics 0.6.1, neither of which is needed here:

    import numpy as np
    from ppi_py import ppi_mean_pointestimate
    from samplics import PopParam, TaylorEstimator
    i = np.arange(400)
    f = ((i * 7) % 20 < 7) * 1.0
    y = np.where((i * i * 11 + i) % 13 < 2, 1 - f, f)
    s = i[(i * i + 3 * i) % 397 < 60]
    rest = np.setdiff1d(i, s)
    for lam in (0, 0.5, 1, None):
        print(ppi_mean_pointestimate(y[s], f[s], f[rest], lam=lam))
    words, strata = 5.0 + i % 13, np.where(f > 0, 1, 2)
    sizes = {h: int((strata == h).sum()) for h in (1, 2)}
    drawn = {h: int((strata[s] == h).sum()) for h in (1, 2)}
    weights = np.array([sizes[h] / drawn[h] for h in strata[s]])
    for lam in (0, 0.5, 1):
        total = TaylorEstimator(PopParam.total)
        total.estimate(y=(words * (y - lam * f))[s], samp_weight=weights, stratum=strata[s],
                       fpc={h: 1 - drawn[h] / sizes[h] for h in (1, 2)})
        print(lam * (words * f).sum() + total.point_est, total.stderror)
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from analysis.measures import correcting
from analysis.measures.correcting import Drawn, correct, correct_labels, tune

PPI = {0.0: 0.3898305084745763, 0.5: 0.4062329141607436, 1.0: 0.4226353198469109}
PPI_TUNED = 0.409768244599946
STRATIFIED = {
    0.0: (1546.0, 172.5927498765273),
    0.5: (1619.8684210526317, 149.93217200423757),
    1.0: (1693.7368421052631, 141.6669523651456),
}
PLACES = np.arange(400)
BOOK = ((PLACES * 7) % 20 < 7)[:, None] * 1.0
CODER = np.where(((PLACES * PLACES * 11 + PLACES) % 13 < 2)[:, None], 1 - BOOK, BOOK)
SAMPLE = PLACES[(PLACES * PLACES + 3 * PLACES) % 397 < 60]
ALIKE = Drawn(SAMPLE, np.zeros(len(SAMPLE), dtype=int), np.array([400]))
RATIO = 400 / (400 - len(SAMPLE))  # PPI adds the codebook's mean over the sentences that are not coded, we over all


@pytest.mark.parametrize(("tuning", "expected"), PPI.items())
def test_a_simple_sample_gives_the_estimate_of_ppi(tuning: float, expected: float) -> None:
    estimate = correct(np.full(400, 1 / 400), BOOK, CODER, [ALIKE], np.array([tuning * RATIO]))
    assert estimate.corrected[0] == pytest.approx(expected, abs=1e-12)


def test_tuning_is_that_of_ppi_up_to_the_sample_that_the_codebooks_variance_is_measured_in() -> None:
    even = np.full(400, 1 / 400)
    estimate = correct(even, BOOK, CODER, [ALIKE], tune(even, BOOK, CODER, [ALIKE]))
    assert estimate.corrected[0] == pytest.approx(PPI_TUNED, abs=0.001)


@pytest.mark.parametrize(("tuning", "expected"), STRATIFIED.items())
def test_a_stratified_sample_gives_total_and_error_of_survey_software(
    tuning: float, expected: tuple[float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    from scipy import stats

    monkeypatch.setattr(correcting, "UNSEEN", 0.0)
    strata = np.where(BOOK[:, 0] > 0, 0, 1)
    drawn = Drawn(SAMPLE, strata[SAMPLE], np.bincount(strata))
    estimate = correct(5.0 + PLACES % 13, BOOK, CODER, [drawn], np.array([tuning]))
    error = (estimate.high - estimate.corrected) / stats.t.ppf(0.975, len(SAMPLE) - 2)
    assert (estimate.corrected[0], error[0]) == pytest.approx(expected, rel=1e-9)


def small() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Eight sentences: their part of the words, the codebook's labels, the coder's."""
    words = np.array([3.0, 5, 8, 2, 7, 4, 6, 5])
    book = np.array([1.0, 1, 1, 0, 0, 0, 0, 0])[:, None]
    coder = np.array([1.0, 0.5, 0, 0, 1, 0, 0, 0.5])[:, None]
    return words / words.sum(), book, coder


@pytest.mark.parametrize("tuning", [0.0, 0.4, 1.0])
def test_over_all_samples_the_estimate_is_right_on_average_and_so_is_its_variance(
    tuning: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(correcting, "UNSEEN", 0.0)
    words, book, coder = small()
    strata, sizes = np.array([0, 0, 0, 1, 1, 1, 1, 1]), np.array([3, 5])
    estimates, variances = [], []
    for one in combinations(range(3), 2):
        for other in combinations(range(3, 8), 3):
            rows = np.array([*one, *other])
            drawn, factor = Drawn(rows, strata[rows], sizes), np.array([tuning])
            estimates.append((words @ correct_labels(book, coder, [drawn], factor))[0])
            rest = words[rows, None] * (coder - tuning * book)[rows]
            variances.append(correcting._variance(drawn, rest, rest)[0])
    assert np.mean(estimates) == pytest.approx((words @ coder)[0])
    assert np.mean(variances) == pytest.approx(np.var(estimates))


def test_two_samples_are_right_on_average_and_their_errors_uncorrelated() -> None:
    """The second is drawn from what the first left: every pair of samples of 3 and 2 of 8 sentences."""
    words, book, coder = small()
    none, first, both = np.zeros(8, dtype=int), [], []
    for one in combinations(range(8), 3):
        early = Drawn(np.array(one), none[:3], np.array([8]))
        for other in combinations(sorted(set(range(8)) - set(one)), 2):
            late = Drawn(np.array(other), none[:2], np.array([5]), np.array(one))
            alone = [(words @ correct_labels(book, coder, [drawn], np.ones(1)))[0] for drawn in (early, late)]
            first.append(alone)
            both.append((words @ correct_labels(book, coder, [early, late], np.ones(1)))[0])
            assert both[-1] == pytest.approx(0.6 * alone[0] + 0.4 * alone[1])
    truth = (words @ coder)[0]
    assert np.mean(first, axis=0) == pytest.approx([truth, truth])
    assert np.mean(both) == pytest.approx(truth)
    assert np.cov(np.transpose(first))[0, 1] == pytest.approx(0, abs=1e-12)


def test_where_all_is_coded_the_coder_is_the_measurement_without_an_interval() -> None:
    words, book, coder = small()
    whole = Drawn(np.arange(8), np.array([0, 0, 0, 1, 1, 1, 1, 1]), np.array([3, 5]))
    estimate = correct(words, book, coder, [whole], np.array([0.3]))
    assert estimate.corrected == pytest.approx(words @ coder)
    assert estimate.low == estimate.high == pytest.approx(estimate.corrected)


def test_a_tuned_estimate_varies_no_more_than_the_sample_alone_or_the_whole_difference() -> None:
    weights = np.full(400, 1 / 400)
    strata = PLACES % 3
    drawn = Drawn(SAMPLE, strata[SAMPLE], np.bincount(strata))
    tuned = tune(weights, BOOK, CODER, [drawn])
    widths = [
        np.subtract(*correct(weights, BOOK, CODER, [drawn], factor)[:1:-1])[0]
        for factor in (tuned, np.zeros(1), np.ones(1))
    ]
    assert 0 < tuned[0] < 1
    assert widths[0] <= min(widths[1:])


def test_without_any_difference_there_is_an_interval_that_narrows_with_what_is_coded() -> None:
    weights, widths = np.full(400, 1 / 400), []
    for n in (20, 80, 320):
        drawn = Drawn(PLACES[:n], np.zeros(n, dtype=int), np.array([400]))
        estimate = correct(weights, BOOK, BOOK, [drawn], np.ones(1))
        assert estimate.corrected == pytest.approx(estimate.codebook)
        widths.append((estimate.high - estimate.low)[0])
    assert widths[0] > widths[1] > widths[2] > 0
    assert widths[0] > 2 * 0.05  # of 20 sentences none differs: one in 20 might


def test_a_sample_is_enough_with_two_of_each_stratum_or_all() -> None:
    sizes = np.array([5, 1])
    assert Drawn(np.array([0, 1, 5]), np.array([0, 0, 1]), sizes).enough
    assert not Drawn(np.array([0, 5]), np.array([0, 1]), sizes).enough
    assert not Drawn(np.array([0, 1]), np.array([0, 0]), sizes).enough
