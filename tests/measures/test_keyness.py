from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, strategies as st
from scipy.stats import chi2_contingency

from analysis.measures.keyness import (
    KEYNESS_COLUMNS,
    REST,
    count_words_of,
    distinctive_words,
    log_odds,
    measure_keyness,
    signed_g2,
)
from analysis.study import Study

texts = st.lists(st.text(alphabet="ab c.-", max_size=30), max_size=5)


def counted(*texts: str) -> tuple[list[str], list[np.ndarray]]:
    words = sorted({word for text in texts for word in text.split()})
    return words, [np.array([text.split().count(word) for word in words], dtype=float) for text in texts]


@pytest.mark.parametrize(("correction", "g2"), [("none", 4.5349394), ("yates", 2.7028438), ("williams", 4.2008334)])
def test_g2_is_that_of_quanteda(correction: str, g2: float) -> None:
    """7 of 10 against 2 of 9: the arithmetic of quanteda.textstats, textstat_keyness(measure = "lr", correction = ...)."""
    target, reference = np.array([7.0, 3.0]), np.array([2.0, 7.0])
    assert signed_g2(target, reference, correction)[0] == pytest.approx(g2, abs=1e-6)  # type: ignore[arg-type]
    assert signed_g2(reference, target, correction)[0] == pytest.approx(-g2, abs=1e-6)  # type: ignore[arg-type]


def test_signed_g2_of_two_small_texts_is_that_of_quanteda() -> None:
    """textstat_keyness of the dfm of the two texts, measure = "lr", correction = "none"."""
    words, sides = counted("a a a b b c c c c c c d e f g h h", "a a b c c d d d d e f h")
    expected = [0.0047515, 0.0912420, 1.2742381, -3.7794406, -0.0649005, -0.0649005, 1.0932910, 0.0912420]
    assert dict(zip(words, signed_g2(*sides, "none"), strict=True)) == pytest.approx(
        dict(zip("abcdefgh", expected, strict=True)), abs=2e-7
    )


def test_the_table_of_7_of_10_against_2_of_9_is_quantedas() -> None:
    """textstat_keyness(measure = "chi2"): 4.3371605, with Yates' correction 2.6324383; and G² again, from scipy."""
    for correction, chi2 in ((False, 4.3371605), (True, 2.6324383)):
        assert chi2_contingency([[7, 3], [2, 7]], correction=correction).statistic == pytest.approx(chi2, abs=1e-6)
    for correction in (True, False):
        found = chi2_contingency([[7, 3], [2, 7]], correction=correction, lambda_="log-likelihood").statistic
        assert abs(
            signed_g2(np.array([7.0, 3.0]), np.array([2.0, 7.0]), "yates" if correction else "none")[0]
        ) == pytest.approx(found)


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
    sentences = pd.DataFrame(
        [("a", text) for text in one] + [("b", text) for text in two], columns=["readout_id", "text"]
    )
    counts = count_words_of(sentences).reindex(columns=["a", "b"], fill_value=0)
    there, back = (measure_keyness(counts, *pair) for pair in (("a", "b"), ("b", "a")))
    assert list(there.columns) == KEYNESS_COLUMNS
    turned = there.set_index("word")[["log_ratio", "log_odds", "z", "g2"]].sort_index()
    same = back.set_index("word")[["log_ratio", "log_odds", "z", "g2"]].sort_index()
    assert np.allclose(turned.to_numpy(dtype=float), -same.to_numpy(dtype=float))
    assert ((there["low"] <= there["log_odds"]) & (there["log_odds"] <= there["high"])).all()


def test_identical_readouts_have_no_distinctive_word() -> None:
    sentences = pd.DataFrame([(name, "trade and youth and trade") for name in "ab"], columns=["readout_id", "text"])
    table = measure_keyness(count_words_of(sentences), "a", "b")
    assert table["z"].tolist() == pytest.approx([0, 0, 0])
    assert (table["verdict"] == "not shown").all()


def test_a_word_that_one_side_alone_says_often_is_found() -> None:
    sentences = pd.DataFrame(
        [("a", "hydrogen was spoken of here"), ("b", "pressure was spoken of there")] * 60,
        columns=["readout_id", "text"],
    )
    table = measure_keyness(count_words_of(sentences), "a", "b").set_index("word")
    assert table.loc["hydrogen", "verdict"] == "more in target"
    assert table.loc["pressure", "verdict"] == "more in reference"
    assert table.loc["spoken", "verdict"] == "not shown"
    assert table.loc["hydrogen", "log_ratio"] == pytest.approx(np.log2(60.5 / 0.5))


def test_one_readout_against_the_rest(study: Study) -> None:
    counts = count_words_of(study.sentences)
    one, *_, last = counts.columns
    rest = measure_keyness(counts, last)
    assert (rest["reference_id"] == REST).all()
    pd.testing.assert_frame_equal(
        rest.drop(columns="reference_id"), measure_keyness(counts, last, one).drop(columns="reference_id")
    )
    assert counts.sum().to_dict() == study.readouts.set_index("readout_id")["n_words"].to_dict()


def test_words_left_out_count_but_are_not_tested() -> None:
    sentences = pd.DataFrame(
        [("a", "abe hydrogen talks"), ("b", "moon pressure talks")] * 20, columns=["readout_id", "text"]
    )
    counts = count_words_of(sentences)
    table, whole = measure_keyness(counts, "a", "b", leave_out={"abe", "moon"}), measure_keyness(counts, "a", "b")
    assert set(table["word"]) == {"hydrogen", "pressure", "talks"}
    kept = whole[whole["word"].isin(table["word"])].reset_index(drop=True)
    pd.testing.assert_series_equal(table["g2"], kept["g2"])


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=8))
def test_g2_of_rare_words_is_scipys(pairs: list[tuple[int, int]]) -> None:
    target, reference = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
    assume(target.sum() and reference.sum())
    for n, found in enumerate(signed_g2(target, reference, "none")):
        table = np.array([[target[n], target.sum() - target[n]], [reference[n], reference.sum() - reference[n]]])
        if (table.sum(axis=0) > 0).all() and (table.sum(axis=1) > 0).all():
            expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
            assert abs(found) == pytest.approx(expected, abs=1e-9)


def test_distinctive_words_are_repeated_and_lean_to_a_side() -> None:
    sentences = pd.DataFrame(
        [("a", "hydrogen hydrogen once"), ("b", "pressure pressure twice")], columns=["readout_id", "text"]
    )
    table = distinctive_words(measure_keyness(count_words_of(sentences), "a", "b"), most=1)
    assert table["word"].tolist() == ["hydrogen", "pressure"]
