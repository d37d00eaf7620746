from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.measures.counts import BY_POINT, Measured, ReadoutCounts
from analysis.measures.periods import PERIOD_COLUMNS, compare_periods, halve, spread_between
from analysis.report.findings import findings
from analysis.study import Study
from tests.builders.many_meetings import write_many

SHARES = np.array([0.3, 0.2, 0.15, 0.1, 0.1, 0.05, 0.05, 0.05])
MANY = (1e9, 1e9)  # sentences


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return Study.open(write_many(tmp_path_factory.mktemp("twelve"), 12))


def units(values: list[float]) -> Measured:
    """Units of the same size with these shares of one theme."""
    parts = np.array(values)[:, None]
    return Measured(parts, np.ones(len(values)), "")


def test_units_of_one_size_give_the_t_test_of_welch() -> None:
    """Golden: scipy.stats.ttest_ind(after, before, equal_var=False).confidence_interval(0.95)."""
    before, after = [0.1, 0.3, 0.2, 0.25], [0.4, 0.5, 0.3, 0.6, 0.45]
    wanted = stats.ttest_ind(after, before, equal_var=False).confidence_interval(0.95)
    low, high, p = spread_between(units(before), units(after), MANY)
    assert (low[0], high[0]) == pytest.approx((wanted.low, wanted.high))
    assert p[0] == pytest.approx(stats.ttest_ind(after, before, equal_var=False).pvalue)


def test_a_single_meeting_on_a_side_shows_nothing() -> None:
    bounds = spread_between(units([0.1]), units([0.4, 0.5]), MANY)
    assert np.isnan([bound[0] for bound in bounds]).all()


def test_meetings_that_differ_by_chance_are_rarely_told_apart() -> None:
    """Sentences of a meeting come in runs of one theme, and each meeting has shares of its own around common ones."""
    generator = np.random.default_rng(7)

    def period(n: int) -> Measured:
        words, meetings, themes = [], [], []
        for meeting in range(n):
            size = int(generator.integers(12, 40))
            own = generator.choice(8, size=size // 3 + 1, p=generator.dirichlet(SHARES * 12))
            themes.append(np.repeat(own, 3)[:size])
            words.append(np.maximum(3, np.round(generator.lognormal(3.2, 0.45, size))))
            meetings.append(np.full(size, meeting))
        weights = np.eye(8)[np.concatenate(themes)]
        nothing = np.zeros((len(weights), 9))
        readout = ReadoutCounts(
            "p", np.concatenate(words), np.column_stack([weights, nothing[:, :1]]), nothing, np.concatenate(meetings)
        )
        return readout.measured[BY_POINT]

    for sizes in ((2, 3), (5, 5), (12, 12)):
        bounds = [spread_between(period(sizes[0]), period(sizes[1]), MANY) for _ in range(60)]
        claimed = np.mean([((low > 0) | (high < 0))[:-1] for low, high, _ in bounds])
        assert claimed < 0.08


def test_periods_share_out_all_words_and_count_meetings(twelve: Study) -> None:
    table = compare_periods(
        twelve.sentences, twelve.tags, halve(twelve.timeline, range(len(twelve.timeline))), twelve.codebook.keys
    )
    assert list(table.columns) == PERIOD_COLUMNS
    assert table["n_before"].iloc[0] + table["n_after"].iloc[0] == len(twelve.timeline)
    own = twelve.sentences[twelve.sentences["readout_id"].isin(twelve.timeline[: len(twelve.timeline) // 2])]
    tags = own.merge(twelve.tags, on=["readout_id", "sentence"])
    words = (tags["n_words"] * tags["weight"]).groupby(tags["theme"]).sum() / own["n_words"].sum()
    shares = table.set_index("theme")["before"]
    pd.testing.assert_series_equal(shares[words.index], words, check_names=False)


def test_what_holds_is_shown_by_sentences_and_by_meetings(twelve: Study) -> None:
    for table in (twelve.half_shifts, twelve.government_shifts):
        held = table[table["holds"] != "not shown"]
        assert (held["holds"] == held["verdict"]).all()
        assert ((held["low_by_meeting"] > 0) | (held["high_by_meeting"] < 0)).all()


def test_a_change_that_runs_through_all_meetings_is_told_first(tmp_path: Path) -> None:
    study = Study.open(write_many(tmp_path, 60))
    held = study.half_shifts.set_index("theme")["holds"]
    assert held["north_korea"] == "less"
    assert held["economy"] == "more"
    told = findings(study)
    assert told[0].startswith("From the earlier half of the meetings to the later ")
    assert "less of North Korea" in told[0]
    assert "From one government to the next" in told[1]


def test_no_bound_is_beyond_what_a_share_can_be_and_a_side_without_the_theme_is_no_certainty() -> None:
    low, high, _ = spread_between(units([1.0, 0.1, 0.9]), units([0.0, 0.0, 0.0]), MANY)
    assert -1 <= low[0] < high[0] <= 1
    low, high, _ = spread_between(units([0.5, 0.1, 0.4]), units([0.0, 0.0, 0.0]), MANY)
    wanted = stats.ttest_ind([0.0, 0.4, 0.3], [0.5, 0.1, 0.4]).confidence_interval(0.95)
    assert high[0] - low[0] >= wanted.high - wanted.low
    assert low[0] < -1 / 3 < high[0]


@pytest.mark.parametrize("n", [2, 3, 10])
@pytest.mark.parametrize(("before", "after"), [(0.0, 0.0), (1.0, 1.0), (0.25, 1 / 3), (0.0, 1.0), (0.1, 0.1)])
def test_where_no_unit_differs_from_another_the_change_is_not_certain(n: int, before: float, after: float) -> None:
    low, high, p = spread_between(units([before] * n), units([after] * n), MANY)
    assert high[0] - low[0] > 0.05
    assert -1 <= low[0] <= after - before <= high[0] <= 1
    assert p[0] == 1


def test_units_that_differ_by_a_hair_are_worth_no_more_than_their_sentences() -> None:
    hair = [0.25, 0.25 + 1e-7, 0.25 - 1e-7]
    low, high, _ = spread_between(units(hair), units([share + 0.05 for share in hair]), (30, 30))
    assert low[0] < 0 < high[0]


@pytest.mark.parametrize(
    ("dates", "earlier"), [([1, 1, 1, 1], 0), ([1, 1, 1, 2], 3), ([1, 2, 3, 4], 2), ([1, 2, 2, 2, 2], 1)]
)
def test_no_day_is_cut_in_two(dates: list[int], earlier: int) -> None:
    table = halve([f"r{n}" for n in range(len(dates))], dates)
    assert (table["period"] == "earlier half").sum() == earlier


def test_what_only_chance_sets_apart_seldom_holds(tmp_path: Path) -> None:
    """The same corpus with its tags dealt again to meetings: nothing moved, so hardly anything may hold."""
    study = Study.open(write_many(tmp_path, 30))
    generator, held = np.random.default_rng(3), 0
    for _ in range(20):
        order = list(generator.permutation(study.timeline))
        shifts = compare_periods(study.sentences, study.tags, halve(order, range(len(order))), study.codebook.keys)
        held += bool((shifts["holds"] != "not shown").any())
    assert held <= 4
