from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.measures.permuting import LESS, MORE, NOT_TESTED
from analysis.measures.trend import measure_trends
from analysis.study import Study
from tests.builders.many_meetings import SAID, write_many

THEMES, CORE = ["a", "b"], list(SAID)[:4]


def trends(shares: np.ndarray, dates: object = None) -> pd.DataFrame:
    dates = range(len(shares)) if dates is None else dates
    return measure_trends(shares, dates, THEMES, THEMES).set_index("theme")  # type: ignore[arg-type]


@pytest.mark.parametrize("n", [6, 25])
def test_the_correlation_is_that_of_scipy_with_ties(n: int) -> None:
    """Golden: scipy.stats.spearmanr(dates, shares)."""
    generator = np.random.default_rng(n)
    shares, dates = generator.integers(0, 4, (n, 2)) / 10, generator.integers(0, 5, n)
    wanted = [stats.spearmanr(dates, shares[:, k]).statistic for k in range(2)]
    np.testing.assert_allclose(trends(shares, dates)["correlation"], wanted)


def test_p_is_that_of_all_orders() -> None:
    """Golden: scipy.stats.permutation_test of |Spearman's rho| over all 720 pairings."""
    share, days = np.array([0.1, 0.3, 0.2, 0.5, 0.4, 0.6]), np.arange(6)
    wanted = stats.permutation_test(
        (share,), lambda x: abs(stats.spearmanr(days, x).statistic), permutation_type="pairings",
        n_resamples=np.inf, alternative="greater", vectorized=False,
    )  # fmt: skip
    assert trends(np.column_stack([share, share]))["p"]["a"] == pytest.approx(wanted.pvalue)


def test_four_meetings_or_one_date_are_not_tested() -> None:
    shares = np.random.default_rng(1).random((8, 2))
    assert set(trends(shares[:4])["verdict"]) == {NOT_TESTED}
    assert set(trends(shares, np.ones(8))["verdict"]) == {NOT_TESTED}


@pytest.mark.parametrize("n", [6, 20])
def test_order_of_meetings_changes_nothing_and_time_reversed_turns_the_sign(n: int) -> None:
    shares, days = np.random.default_rng(n).random((n, 2)), np.arange(n)
    wanted, back = trends(shares), trends(shares, -days)
    pd.testing.assert_frame_equal(trends(shares[::-1], days[::-1]), wanted, rtol=1e-12)
    np.testing.assert_allclose(back["correlation"], -wanted["correlation"])


def test_thirty_meetings_with_a_drift_show_both_trends() -> None:
    """Meetings of 20 to 32 points; with 5 to 8, as in short readouts, one drawing in six shows both."""
    table = measure_trends(shares_of_corpus(random.Random(20240526), True, length=4), range(30), CORE, CORE)
    verdicts = table.set_index("theme")["verdict"]
    assert (verdicts["north_korea"], verdicts["economy"]) == (LESS, MORE)


def test_a_study_asks_for_trends_from_five_meetings_on(tmp_path: Path) -> None:
    study = Study.open(write_many(tmp_path, 60))
    assert study.over_time
    falls = study.trends.set_index("theme").loc["north_korea"]
    assert (falls["verdict"], falls["n_meetings"]) == (LESS, len(study.timeline))
    assert list(study.trends["theme"]) == study.codebook.keys


def shares_of_corpus(chance: random.Random, drift: bool, n: int = 30, length: int = 1) -> np.ndarray:
    """Shares of points of 30 meetings, drawn with the weights of `many_meetings`; the first four themes are core."""
    rows = []
    for place in range(n):
        moved = place / (n - 1) if drift else 0.5
        weights = {"north_korea": 4 - 3 * moved, "economy": 1 + 3 * moved}
        points = chance.choices(
            list(SAID), [weights.get(theme, 1.0) for theme in SAID], k=length * chance.randint(5, 8)
        )
        words = [chance.randint(20, 150) for _ in points]
        rows.append([sum(w for p, w in zip(points, words, strict=True) if p == theme) for theme in SAID])
    table = np.array(rows, dtype=float)
    return (table / table.sum(axis=1, keepdims=True))[:, :4]


def count_corpora_with_a_claim(corpora: int) -> int:
    chance, core = random.Random(20240526), CORE
    tables = (measure_trends(shares_of_corpus(chance, False), range(30), core, core) for _ in range(corpora))
    return sum(bool(table["verdict"].isin([MORE, LESS]).any()) for table in tables)


def test_without_drift_few_corpora_show_anything() -> None:
    """Of 100 corpora 5 are expected to; more than 11 would have a probability below 1 %."""
    assert count_corpora_with_a_claim(100) <= 11
