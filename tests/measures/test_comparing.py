from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from numpy.typing import NDArray
from scipy import stats

from analysis.measures.comparing import CHANGE_COLUMNS, Units, compare_units
from analysis.measures.permuting import (
    ALPHA,
    HINT,
    LESS,
    MAX_LISTED,
    MORE,
    N_DRAWN,
    N_DRAWN_FIRST,
    NOT_SHOWN,
    NOT_TESTED,
    ONE_IN,
    arrange,
    count_arrangements,
    judge,
)
from analysis.study import Study

UNADJUSTED = {
    "north_korea": 0.592, "youth_exchange": 0.973, "economy": 0.389, "shuttle_diplomacy": 0.684,
    "security": 0.885, "history": 0.367, "people": 0.115, "global": 0.552,
}  # fmt: skip
ADJUSTED = {
    "north_korea": 1.0, "youth_exchange": 1.0, "economy": 0.840, "shuttle_diplomacy": 1.0,
    "security": 1.0, "history": 0.867, "people": 0.396, "global": 0.956,
}  # fmt: skip
SHARES = {
    "north_korea": (0.3045, 0.1738), "youth_exchange": (0.0884, 0.0852), "economy": (0.0226, 0.2836),
    "shuttle_diplomacy": (0.0717, 0.1227), "security": (0.1110, 0.0963), "history": (0.1532, 0.0),
    "people": (0.1346, 0.0), "global": (0.0, 0.1550),
}  # fmt: skip
THEMES = ["a", "b", "c"]


@pytest.fixture(scope="module")
def points(study: Study) -> tuple[Units, Units]:
    """The agenda points of the two readouts, with their words by theme."""
    both = [study.counts[name].units for name in study.first_and_last]
    before, after = (Units(one.parts[:, :-1], one.wholes) for one in both)
    return before, after


def make_units(n: int, seed: int, strata: NDArray[np.int64] | None = None) -> Units:
    generator = np.random.default_rng(seed)
    wholes = generator.integers(10, 100, n).astype(float)
    return Units(generator.dirichlet([0.3, 0.3, 0.3, 1.0], n)[:, :3] * wholes[:, None], wholes, strata)


def compare(
    before: Units, after: Units, themes: list[str] = THEMES, core: tuple[str, ...] = ("a", "b")
) -> pd.DataFrame:
    return compare_units(before, after, themes, core).set_index("theme")


def test_the_two_readouts_over_all_792_arrangements(study: Study, points: tuple[Units, Units]) -> None:
    """Golden: an independent script over all arrangements of the twelve agenda points."""
    table = compare_units(*points, study.codebook.keys, study.codebook.core_keys)
    by_theme = table.set_index("theme")
    assert list(table) == CHANGE_COLUMNS
    assert by_theme["p"].round(3).to_dict() == UNADJUSTED
    assert by_theme["adjusted_p"].round(3).to_dict() == ADJUSTED
    assert {t: (row.before, row.after) for t, row in by_theme.round(4).iterrows()} == SHARES
    assert set(table["verdict"]) == {NOT_SHOWN}


def test_p_of_one_theme_is_that_of_scipy(points: tuple[Units, Units]) -> None:
    """Golden: scipy.stats.permutation_test(([0..4], [5..11]), change of the share, n_resamples=inf); its two-sided p
    doubles the smaller tail, so |change| is compared with alternative="greater".
    """
    parts, wholes = (np.concatenate(side) for side in zip(*[(u.parts[:, 2], u.wholes) for u in points], strict=True))

    def change(first: NDArray[np.int64], second: NDArray[np.int64]) -> float:
        one, other = (np.asarray(side, dtype=int) for side in (first, second))
        return abs(float(parts[other].sum() / wholes[other].sum() - parts[one].sum() / wholes[one].sum()))

    result = stats.permutation_test(
        (np.arange(5), np.arange(5, 12)), change, n_resamples=np.inf, alternative="greater", vectorized=False
    )
    assert result.pvalue == pytest.approx(0.38889, abs=1e-5)
    own = compare(*(Units(u.parts[:, 2:3], u.wholes) for u in points), ["economy"], ("economy",))
    assert own["p"]["economy"] == pytest.approx(result.pvalue)


@pytest.mark.parametrize("sizes", [(5, 7), (6, 6), (12, 15)], ids=["listed", "of one size", "drawn"])
def test_order_of_units_and_of_themes_changes_nothing(sizes: tuple[int, int]) -> None:
    before, after = (make_units(n, seed) for seed, n in enumerate(sizes))
    wanted = compare(before, after)
    turned = [Units(u.parts[::-1, [2, 0, 1]], u.wholes[::-1]) for u in (before, after)]
    found = compare(*turned, ["c", "a", "b"]).loc[THEMES]
    pd.testing.assert_frame_equal(found, wanted, rtol=1e-12)


@pytest.mark.parametrize("sizes", [(5, 7), (6, 6), (12, 15), (14, 14)], ids=str)
def test_groups_swapped_change_the_sign_only(sizes: tuple[int, int]) -> None:
    before, after = (make_units(n, seed) for seed, n in enumerate(sizes))
    there, back = compare(before, after), compare(after, before)
    for name, mirrored in (("change", -back["change"]), ("low", -back["high"]), ("high", -back["low"])):
        np.testing.assert_allclose(there[name], mirrored, atol=1e-12)
    np.testing.assert_allclose(there[["p", "adjusted_p"]], back[["p", "adjusted_p"]])


@pytest.mark.parametrize("n", [4, 6, 12])
def test_identical_groups_never_claim(n: int) -> None:
    own = make_units(n, 3)
    table = compare(own, own)
    assert (table["change"].abs() < 1e-12).all()
    assert (table["adjusted_p"] == 1).all()
    assert set(table["verdict"]) == {NOT_SHOWN}


def test_three_units_are_not_tested_but_their_shares_are_facts() -> None:
    table = compare(make_units(3, 1), make_units(9, 2))
    assert set(table["verdict"]) == {NOT_TESTED}
    assert table[["low", "high", "detectable", "p", "adjusted_p"]].isna().all(axis=None)
    assert table[["before", "after", "change"]].notna().all(axis=None)


def test_units_without_words_are_not_units() -> None:
    before, after = make_units(5, 1), make_units(6, 2)
    padded = Units(np.vstack([before.parts, np.zeros((3, 3))]), np.append(before.wholes, np.zeros(3)))
    pd.testing.assert_frame_equal(compare(padded, after), compare(before, after))
    assert compare(Units(np.zeros((0, 3)), np.zeros(0)), after)["before"].isna().all()


def test_what_only_the_mix_of_kinds_changes_is_not_claimed() -> None:
    """Summits speak of a, telephone talks do not; the later group has more telephone talks."""
    ten = np.full(20, 10.0)
    kinds = [np.repeat([0, 1], counts) for counts in ((16, 4), (4, 16))]
    groups = [Units(np.where(kind == 0, 8.0, 1.0)[:, None] + np.tile([0.0, 1.0], 10)[:, None], ten, kind)
              for kind in kinds]  # fmt: skip
    assert compare(*groups, ["a"], ("a",))["verdict"]["a"] == NOT_SHOWN
    assert compare(*(g._replace(strata=None) for g in groups), ["a"], ("a",))["verdict"]["a"] == LESS


def test_strata_without_counterparts_are_not_tested() -> None:
    groups = [make_units(6, seed, np.full(6, seed)) for seed in (0, 1)]
    assert set(compare(*groups)["verdict"]) == {NOT_TESTED}


@pytest.mark.parametrize("sizes", [((12, 5),), ((4, 2), (5, 1), (3, 0)), ((40, 13), (6, 6))], ids=str)
def test_every_arrangement_keeps_the_sizes_of_the_groups(sizes: tuple[tuple[int, int], ...]) -> None:
    matrix = np.concatenate(list(arrange(sizes)))
    ends = np.cumsum([n for n, _ in sizes])[:-1]
    for part, (_, chosen) in zip(np.split(matrix, ends, axis=1), sizes, strict=True):
        assert (part.sum(axis=1) == chosen).all()
    if count_arrangements(sizes) <= MAX_LISTED:
        assert len(np.unique(matrix, axis=0)) == len(matrix) == count_arrangements(sizes)


@given(
    values=st.lists(st.lists(st.integers(-4, 4), min_size=2, max_size=2), min_size=1, max_size=45),
    copies=st.integers(1, 20), row=st.integers(0, 44),
)  # fmt: skip
def test_the_interval_excludes_zero_exactly_where_something_is_claimed(
    values: list[list[int]], copies: int, row: int
) -> None:
    """Small whole numbers give many ties, and 20 copies give shares of exactly .05."""
    permuted = np.tile(np.array(values, dtype=float) / 10, (copies, 1))
    judged = judge(permuted[row % len(values)], permuted)
    excludes = (judged["low"] > 0) | (judged["high"] < 0)
    claimed = np.isin(judged["verdict"].astype(str), [MORE, LESS])
    assert (excludes == claimed).all()
    assert (claimed == (judged["adjusted_p"] < 0.05)).all()


@pytest.mark.parametrize(("as_far", "verdict"), [(4, MORE), (5, HINT), (9, HINT), (10, NOT_SHOWN)])
def test_the_bounds_of_the_verdicts_are_strict(as_far: int, verdict: str) -> None:
    permuted = np.append(np.ones(as_far), np.zeros(100 - as_far))[:, None]
    assert judge(permuted[0], permuted)["verdict"][0] == verdict


def test_a_clear_change_is_tested_with_more_drawings_than_one_that_is_near_none() -> None:
    """p is a multiple of one by the number of arrangements, the observed one among them."""
    near, far = make_units(20, 1), make_units(20, 2)
    shifted = Units(np.column_stack([far.wholes, far.parts[:, 1:] * 0]), far.wholes)
    for other, drawn in ((make_units(20, 3), N_DRAWN_FIRST), (shifted, N_DRAWN)):
        p = compare(near, other)["p"].to_numpy()
        np.testing.assert_allclose(p * (drawn + 1), np.round(p * (drawn + 1)), atol=1e-6)
        assert (p > 0).all()


def test_arrangements_are_listed_up_to_the_limit_itself() -> None:
    strata = np.repeat([0, 1, 2, 3, 4], [5, 5, 5, 5, 32])  # 5 · 5 · 5 · 5 · 32 = 20,000
    units, drawn = make_units(52, 1, strata), np.isin(np.arange(52), [0, 5, 10, 15, 20])
    one, rest = (Units(units.parts[side], units.wholes[side], strata[side]) for side in (drawn, ~drawn))
    p = compare(one, rest)["p"].to_numpy()
    assert count_arrangements(((5, 1),) * 4 + ((32, 1),)) == MAX_LISTED
    np.testing.assert_allclose(p * MAX_LISTED, np.round(p * MAX_LISTED), atol=1e-9)


def test_numbers_of_arrangements_give_whole_numbers_of_them_at_alpha() -> None:
    assert ONE_IN * ALPHA == 1
    assert (N_DRAWN + 1) % ONE_IN == (N_DRAWN_FIRST + 1) % ONE_IN == 0


def test_arrangements_are_drawn_in_blocks_of_a_million_cells() -> None:
    blocks = arrange(((9901, 2),))
    assert [len(next(blocks)) for _ in range(2)] == [N_DRAWN_FIRST, 1_000_000 // 9901]


def test_an_interval_ends_where_a_share_can_change_no_more() -> None:
    permuted = np.linspace(-1, 1, 50)[:, None]
    judged = judge(np.array([0.9]), permuted)
    assert (judged["high"][0], judge(np.array([-0.9]), permuted)["low"][0]) == (1.0, -1.0)


def test_strata_of_one_group_alone_are_refused() -> None:
    with pytest.raises(
        ValueError, match=r"^Only one of the two groups has strata: give them to both, or to neither\.$"
    ):
        compare(make_units(4, 1), make_units(4, 2, np.zeros(4, dtype=np.int64)))


def test_strata_with_one_unit_a_side_count_towards_the_four() -> None:
    kinds = [np.array([0, 0, 0, 1]), np.array([0, 0, 0, 0, 1])]
    groups = [make_units(len(kind), seed, kind) for seed, kind in enumerate(kinds)]
    assert NOT_TESTED not in set(compare(*groups)["verdict"])


def test_the_columns_are_those_that_are_documented() -> None:
    assert CHANGE_COLUMNS == [
        "theme", "family", "n_before", "n_after", "before", "after", "change", "low", "high", "detectable", "p",
        "adjusted_p", "verdict",
    ]  # fmt: skip
    own = compare(make_units(4, 1), make_units(4, 2))
    assert own["family"].tolist() == ["core", "core", "context"]
    assert own["n_before"].tolist() == [4, 4, 4]
