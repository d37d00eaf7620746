from __future__ import annotations

import numpy as np
import pytest

from analysis.measures.intervals import interval_of_share, wilson
from analysis.measures.simulation import IN_POINTS, INDEPENDENT, SHARES, simulate_texts


def test_wilsons_interval_is_that_of_an_independent_tool() -> None:
    """From statsmodels 0.14: proportion_confint(k, n, method="wilson")."""
    assert np.round(wilson(0, 10), 5).tolist() == [0.0, 0.27753]
    assert np.round(wilson(3, 10), 5).tolist() == [0.10779, 0.60322]
    assert np.round(wilson(10, 10), 5).tolist() == [0.72247, 1.0]
    assert np.isnan(wilson(0, 0)).all()
    assert wilson(5, 5)[1] == 1


def test_a_theme_in_no_unit_or_in_all_words() -> None:
    wholes = np.array([10.0, 20, 30, 10, 20])
    shares, low, high = interval_of_share(np.column_stack([0 * wholes, wholes]), wholes)
    missed = 0.025 ** (1 / 5)
    assert shares.tolist() == [0, 1]
    assert low.tolist() == pytest.approx([0, missed])
    assert high.tolist() == pytest.approx([1 - missed, 1])


def test_a_theme_and_its_rest_are_mirrored_and_the_share_is_inside() -> None:
    generator = np.random.default_rng(1)
    wholes = generator.integers(10, 99, (50, 6)).astype(float)
    parts = (generator.dirichlet([0.3, 0.3], (50, 6))[..., :1]) * wholes[..., None]
    shares, low, high = interval_of_share(parts, wholes)
    _, low_of_rest, high_of_rest = interval_of_share(wholes[..., None] - parts, wholes)
    np.testing.assert_allclose(low, 1 - high_of_rest, atol=1e-9)
    np.testing.assert_allclose(high, 1 - low_of_rest, atol=1e-9)
    assert ((low <= shares) & (shares <= high)).all()


def test_many_texts_at_once_are_each_as_alone_and_empty_units_are_none() -> None:
    parts, wholes = simulate_texts(np.random.default_rng(2), IN_POINTS, np.full(9, 21), np.tile(SHARES, (9, 1)))
    together = interval_of_share(parts, wholes)
    for n in range(9):
        some = wholes[n] > 0
        for bound, alone in zip(together, interval_of_share(parts[n][some], wholes[n][some]), strict=True):
            np.testing.assert_allclose(bound[n], alone)


def test_one_unit_has_a_share_and_an_empty_text_has_none() -> None:
    shares, low, high = interval_of_share(np.array([[[3.0]], [[0.0]]]), np.array([[10.0], [0.0]]))
    assert shares[0, 0] == 0.3
    assert np.isnan(shares[1, 0])
    assert np.isnan(low).all()
    assert np.isnan(high).all()


@pytest.mark.parametrize("design", [INDEPENDENT, IN_POINTS])
def test_intervals_contain_the_true_share(design: str) -> None:
    parts, wholes = simulate_texts(np.random.default_rng(3), design, np.full(1000, 40), np.tile(SHARES, (1000, 1)))
    _, low, high = interval_of_share(parts, wholes)
    assert (((low <= SHARES) & (high >= SHARES)).mean(axis=0)[1:] > 0.92).all()


def test_units_that_are_all_alike_are_worth_a_hundred_pieces_each() -> None:
    """By hand: logit(.25) ± t(3 degrees, .975) / sqrt(100 · 4 · .25 · .75), with 2 of 1600 words added on both sides."""
    from scipy.stats import t

    _, low, high = interval_of_share(np.full((4, 1), 100.0), np.full(4, 400.0))
    reach = t.ppf(0.975, 3) / np.sqrt(100 * 4 * 0.25 * 0.75)
    centre = np.log((400 + 200) / (1200 + 200))
    assert low[0] == pytest.approx(min(1 / (1 + np.exp(-(centre - reach))), 0.25), abs=0.01)
    assert high[0] == pytest.approx(1 / (1 + np.exp(-(centre + reach))), abs=0.01)
