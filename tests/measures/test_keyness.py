from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from scipy import sparse
from scipy.stats import false_discovery_control, permutation_test

from analysis.measures import keyness
from analysis.measures.keyness import (
    COUNT_COLUMNS,
    KEYNESS_COLUMNS,
    REST,
    count_words_of,
    distinctive_words,
    log_odds,
    measure_keyness,
    permute_words,
)
from analysis.study import Study

texts = st.lists(st.text(alphabet="ab c.-", max_size=30), max_size=7)
counts_of_points = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), min_size=4, max_size=5)
# A word and all other words, in twelve points.
POINTS = np.array(
    [(3, 37), (0, 25), (2, 29), (4, 34), (1, 21), (0, 45), (1, 29), (0, 28), (2, 49), (0, 33), (1, 35), (0, 27)]
)


def counted(*texts: str) -> tuple[list[str], list[np.ndarray]]:
    words = sorted({word for text in texts for word in text.split()})
    return words, [np.array([text.split().count(word) for word in words], dtype=float) for text in texts]


def spoken(texts: dict[str, list[str]]) -> pd.DataFrame:
    """The words of readouts whose points are the given texts."""
    rows = [(name, n, text) for name, points in texts.items() for n, text in enumerate(points, start=1)]
    return count_words_of(pd.DataFrame(rows, columns=["readout_id", "point", "text"]))


def difference_of_rates(points: np.ndarray, target: np.ndarray, reference: np.ndarray) -> float:
    rates = [points[side, 0].sum() / points[side].sum() for side in (target, reference)]
    return float(abs(rates[0] - rates[1]))


def test_words_are_counted_by_point() -> None:
    table = spoken({"b": ["Trade, trade!", "...", "No trade"], "a": ["trade"]})
    assert list(table.columns) == COUNT_COLUMNS
    assert table.values.tolist() == [
        ["a", 1, "trade", 1], ["b", 1, "trade", 2], ["b", 3, "no", 1], ["b", 3, "trade", 1],
    ]  # fmt: skip
    assert spoken({}).empty


def test_the_sentences_of_a_point_are_counted_together() -> None:
    sentences = pd.DataFrame({"readout_id": "a", "point": [1, 1, 2], "text": ["Trade.", "More trade.", "Trade."]})
    assert count_words_of(sentences)["n"].tolist() == [1, 2, 1]


def test_p_of_one_word_is_that_of_scipys_permutation_test() -> None:
    """All 792 arrangements of twelve points, 11 of them with so large a difference:

    scipy.stats.permutation_test((np.arange(5), np.arange(5, 12)), statistic, n_resamples=np.inf,
        alternative="greater", vectorized=False), whose statistic is `difference_of_rates` of the points.
    """

    def statistic(target: np.ndarray, reference: np.ndarray) -> float:
        return difference_of_rates(POINTS, target.astype(int), reference.astype(int))

    found = permutation_test(
        (np.arange(5), np.arange(5, 12)), statistic, n_resamples=np.inf, alternative="greater", vectorized=False
    )
    assert found.null_distribution.size == 792
    assert found.pvalue == pytest.approx(11 / 792)
    assert permute_words(POINTS[:5], POINTS[5:]) == pytest.approx([11 / 792] * 2)


def test_p_of_drawn_arrangements_is_near_scipys() -> None:
    """24 points have 1,961,256 arrangements. The same call of permutation_test, n_resamples=100000, rng=1, gives .1215;
    9,999 draws stray from it by .0033 in one of three cases."""
    rng = np.random.default_rng(3)
    points = np.column_stack([rng.integers(0, 4, 24), rng.integers(20, 50, 24)])
    points[:10, 0] += 1
    points[:, 1] -= points[:, 0]
    p = permute_words(points[:10], points[10:])
    assert p == pytest.approx([0.1215] * 2, abs=0.01)
    assert p * 10_000 == pytest.approx(np.round(p * 10_000))  # the observed arrangement is one of 10,000


def test_a_word_in_one_point_alone_is_one_decision() -> None:
    """Of eight points, four a side, one has the word: in every arrangement it is on one side."""
    once = permute_words(np.array([[1, 9], [0, 10], [0, 10], [0, 10]]), np.array([[0, 10]] * 4))
    often = permute_words(np.array([[5, 5], [0, 10], [0, 10], [0, 10]]), np.array([[0, 10]] * 4))
    assert once.tolist() == often.tolist() == [1, 1]


@given(counts_of_points, counts_of_points, st.randoms(use_true_random=False))
def test_neither_the_order_of_points_nor_of_sides_changes_a_byte(
    target: list[tuple[int, int]], reference: list[tuple[int, int]], random: object
) -> None:
    one, other = np.array(target), np.array(reference)
    p = permute_words(one, other)
    random.shuffle(target)  # type: ignore[attr-defined]
    random.shuffle(reference)  # type: ignore[attr-defined]
    assert permute_words(np.array(target), np.array(reference)).tobytes() == p.tobytes()
    assert permute_words(sparse.csr_array(other), sparse.csr_array(one)).tobytes() == p.tobytes()


def test_the_order_of_points_changes_nothing_where_arrangements_are_drawn() -> None:
    rng = np.random.default_rng(1)
    target, reference = rng.poisson(1.0, (12, 9)) + np.eye(12, 9, dtype=int), rng.poisson(1.2, (12, 9)) + 1
    target[:, 0] += 1
    p = permute_words(target, reference)
    assert permute_words(target[::-1], rng.permutation(reference)).tobytes() == p.tobytes()
    assert permute_words(reference, target).tobytes() == p.tobytes()


def test_words_taken_in_blocks_have_the_same_p(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(2)
    sides = rng.poisson(1.0, (5, 40)) + 1, rng.poisson(1.5, (6, 40))
    whole = permute_words(*sides)
    monkeypatch.setattr(keyness, "MAX_CELLS", 1)
    assert permute_words(*sides).tobytes() == whole.tobytes()


def test_equal_rates_are_ties_whatever_the_rounding() -> None:
    """Points whose rates are all a third: no arrangement differs from any other."""
    target, reference = np.array([(1, 2), (7, 14), (11, 22), (13, 26)]), np.array([(3, 6), (17, 34), (5, 10), (19, 38)])
    assert permute_words(target, reference).tolist() == [1, 1]


def test_log_odds_are_those_of_fightin_words() -> None:
    """README of Wigder/fightin_words, prior .05 for every word."""
    words, sides = counted(
        "the quick brown fox jumps over the lazy pig", "the lazy purple pig jumps over the lazier donkey"
    )
    difference, error = log_odds(*sides, np.full(len(words), 0.05))
    z = dict(zip(words, difference / error, strict=True))
    expected = dict.fromkeys(words, 0.0) | dict.fromkeys(["brown", "fox", "quick"], 0.6894227886807968)
    assert z == pytest.approx(expected | dict.fromkeys(["donkey", "lazier", "purple"], -0.6894227886807968))


@given(texts, texts)
def test_the_other_way_round_everything_has_the_other_sign(one: list[str], two: list[str]) -> None:
    counts = spoken({"a": one, "b": two})
    there, back = (measure_keyness(counts, *pair) for pair in (("a", "b"), ("b", "a")))
    assert list(there.columns) == KEYNESS_COLUMNS
    signed = ["log_ratio", "log_odds", "z"]
    there, back = (table.set_index("word").sort_index() for table in (there, back))
    assert np.allclose(there[signed].to_numpy(dtype=float), -back[signed].to_numpy(dtype=float))
    assert there["p"].tolist() == pytest.approx(back["p"].tolist(), nan_ok=True)


def test_identical_readouts_have_no_distinctive_word() -> None:
    table = measure_keyness(spoken(dict.fromkeys("ab", ["trade and youth and trade"] * 4)), "a", "b")
    assert table["z"].tolist() == pytest.approx([0, 0, 0])
    assert table["p"].tolist() == [1, 1, 1]
    assert (table["verdict"] == "not shown").all()


def test_a_word_that_one_side_alone_says_in_many_points_is_found() -> None:
    table = measure_keyness(
        spoken({"a": ["hydrogen was spoken of here"] * 60, "b": ["pressure was spoken of there"] * 60}), "a", "b"
    ).set_index("word")
    assert table.loc["hydrogen", "verdict"] == "more in target"
    assert table.loc["pressure", "verdict"] == "more in reference"
    assert table.loc["spoken", "verdict"] == "not shown"
    assert table.loc["hydrogen", "p"] == pytest.approx(1e-4)
    assert table.loc["hydrogen", "log_ratio"] == pytest.approx(np.log2(60.5 / 0.5))


def test_a_word_that_one_point_says_sixty_times_is_not_found() -> None:
    others = ["talks were held here"] * 5
    table = measure_keyness(spoken({"a": ["hydrogen " * 60, *others], "b": [*others, "talks"]}), "a", "b")
    assert table["word"].iloc[0] == "hydrogen"
    assert (table["verdict"] == "not shown").all()


def test_q_is_that_of_benjamini_and_hochberg() -> None:
    """Four words that one side alone says: p .0286 (2 of 70 arrangements) each, q .0286 · 5 / 4; the fifth word has q 1."""
    table = measure_keyness(spoken({"a": ["ab cd trade"] * 4, "b": ["ef gh trade"] * 4}), "a", "b").set_index("word")
    assert table.loc[["ab", "cd", "ef", "gh"], "p"].tolist() == pytest.approx([2 / 70] * 4)
    assert table.loc[["ab", "ef", "trade"], "q"].tolist() == pytest.approx([2 / 70 * 5 / 4] * 2 + [1])


@pytest.mark.parametrize(
    ("sides", "verdict"), [((4, 3), "not tested"), ((3, 9), "not tested"), ((4, 4), "more in target")]
)
def test_nothing_is_tested_with_fewer_than_four_points(sides: tuple[int, int], verdict: str) -> None:
    counts = spoken({"a": ["hydrogen fuel"] * sides[0] + ["..."], "b": ["pressure"] * sides[1] + ["?"]})
    table = measure_keyness(counts, "a", "b")
    assert table["verdict"].iloc[0] == verdict
    assert table[["p", "q"]].isna().all(axis=None) == (verdict == "not tested")
    assert table["p"].dtype == table["q"].dtype == float


def test_a_side_without_words_has_no_row() -> None:
    counts = spoken({"a": ["trade and youth"] * 4, "b": ["..."]})
    for pair in (("a", "b"), ("b", "a"), ("b", None), ("a", None)):
        table = measure_keyness(counts, *pair)
        assert table.empty
        assert list(table.columns) == KEYNESS_COLUMNS


def test_one_readout_against_the_rest(study: Study) -> None:
    counts = count_words_of(study.sentences)
    one, *_, last = study.readouts["readout_id"]
    rest = measure_keyness(counts, last)
    assert (rest["reference_id"] == REST).all()
    pd.testing.assert_frame_equal(
        rest.drop(columns="reference_id"), measure_keyness(counts, last, one).drop(columns="reference_id")
    )
    words = study.readouts.set_index("readout_id")["n_words"].to_dict()
    assert counts.groupby("readout_id")["n"].sum().to_dict() == words


def test_the_rest_has_the_points_of_all_other_readouts() -> None:
    counts = spoken({"a": ["hydrogen fuel"] * 4, "b": ["pressure"] * 2, "c": ["pressure"] * 2})
    assert (measure_keyness(counts, "a", "b")["verdict"] == "not tested").all()
    assert measure_keyness(counts, "a").set_index("word").loc["hydrogen", "p"] == pytest.approx(2 / 70)


def test_words_left_out_count_but_are_not_tested() -> None:
    counts = spoken({"a": ["abe hydrogen talks"] * 20, "b": ["moon pressure talks"] * 20})
    table, whole = measure_keyness(counts, "a", "b", leave_out={"abe", "moon"}), measure_keyness(counts, "a", "b")
    assert set(table["word"]) == {"hydrogen", "pressure", "talks"}
    kept = whole[whole["word"].isin(table["word"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(table.drop(columns="q"), kept.drop(columns="q"))
    assert measure_keyness(counts, "a", "b", leave_out=set(whole["word"])).empty


def test_distinctive_words_are_repeated_and_lean_to_a_side() -> None:
    counts = spoken({"a": ["hydrogen hydrogen once"], "b": ["pressure pressure twice"]})
    table = distinctive_words(measure_keyness(counts, "a", "b"), most=1)
    assert table["word"].tolist() == ["hydrogen", "pressure"]


def test_log_odds_and_z_are_those_done_by_hand() -> None:
    """Counts 3 and 1 against 1 and 3 of two words; a prior of 500 words in proportion, so 250 each."""
    table = measure_keyness(spoken({"a": ["x x x y"], "b": ["x y y y"]}), "a", "b").set_index("word")
    odds = np.log(253 / 251) - np.log(251 / 253)
    assert table["log_odds"]["x"] == pytest.approx(odds)
    assert table["z"]["x"] == pytest.approx(odds / np.sqrt(1 / 253 + 1 / 251))
    assert table["per_1000_target"]["x"] == 750
    assert table["log_ratio"]["x"] == pytest.approx(np.log2(3.5 / 4.5 * 4.5 / 1.5))


def test_a_word_that_both_use_alike_leans_to_neither() -> None:
    table = measure_keyness(spoken({"a": ["x x z z"], "b": ["y y z z"]}), "a", "b")
    assert set(distinctive_words(table)["word"]) == {"x", "y"}


@given(st.lists(st.floats(0, 1) | st.sampled_from([0.01, 0.05]), max_size=20))
def test_the_share_of_false_finds_is_that_of_scipy(p: list[float]) -> None:
    rates = {"per_1000_target": 1.0, "per_1000_reference": 2.0}
    q = keyness._judge(pd.DataFrame({"p": np.array(p)}).assign(**rates))["q"]
    assert q.tolist() == (false_discovery_control(p).tolist() if p else [])
