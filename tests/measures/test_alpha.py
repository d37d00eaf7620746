"""Alpha, what may differ, and how many sentences are still to code: values from the literature, and laws."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from nltk.metrics import jaccard_distance, masi_distance

from analysis.measures.agreement import OVERALL, score_codebook
from analysis.measures.alpha import (
    ALPHA_COLUMNS,
    alpha_of,
    bound_differing,
    compare_coders,
    count_sentences_to_code,
    measure_alpha,
)
from tests.builders.coded import coded


def test_alpha_is_krippendorffs_own() -> None:
    """The reliability data of four observers of Krippendorff (Computing Krippendorff's Alpha-Reliability, 2011), as in
    nltk's test_disagreement: nominal alpha .743421052632."""
    table = {"A": "1233214 12***", "B": "1233224125*3", "C": "*3332342251*", "D": "1233244125 1*"}
    table = {coder: row.replace(" ", "") for coder, row in table.items()}
    given = [(coder, str(n), label) for coder, row in table.items() for n, label in enumerate(row) if label != "*"]
    coders, items, labels = zip(*given, strict=True)
    assert alpha_of(coders, items, labels) == pytest.approx(0.743421052632)


def test_distances_between_sets_are_passonneaus() -> None:
    """From the documentation of nltk.metrics.distance, whose .868 has Passonneau's one third as .33."""
    assert jaccard_distance({1, 2, 3, 4}, {3, 4, 5}) == pytest.approx(0.6)
    assert masi_distance({1, 2, 3, 4}, {3, 4, 5}) == pytest.approx(0.868, abs=0.0014)


def test_the_same_coding_agrees_and_chance_does_not() -> None:
    one = coded("x", "a", "a b", "", "b")
    alpha = measure_alpha(one, one.assign(coder="codebook"), ["a", "b", "c"]).set_index("theme")["alpha"]
    assert alpha[["a", "b", OVERALL]].tolist() == [1, 1, 1]
    assert math.isnan(alpha["c"])
    other = coded("codebook", "b", "", "a b", "a")
    assert measure_alpha(one, other, ["a", "b"])["alpha"].max() < 0


def test_sentences_that_differ_are_counted_by_theme_and_by_set_of_themes() -> None:
    table = measure_alpha(coded("x", "a", "a b", "", "b"), coded("codebook", "a", "a", "a", "b"), ["a", "b", "c"])
    assert list(table.columns) == ALPHA_COLUMNS
    counted = table.set_index("theme")
    assert counted["n_differ"].to_dict() == {"a": 1, "b": 1, "c": 0, OVERALL: 2}
    assert counted.loc["c", "may_differ"] == pytest.approx(1 - 0.05**0.25)
    assert counted.loc["a", "may_differ"] == pytest.approx(0.7513954)


def test_a_sentence_on_which_one_of_three_differs_counts_once() -> None:
    coding = pd.concat([coded("x", "a", "b"), coded("y", "a", "b"), coded("z", "a", "a")], ignore_index=True)
    table = measure_alpha(coding, coded("codebook"), ["a", "b"])
    assert table[table["coders"] == "x, y, z"]["n_differ"].tolist() == [1, 1, 1]


def test_nothing_may_be_said_of_sentences_that_no_two_coded() -> None:
    row = measure_alpha(coded("x", "a"), coded("codebook"), ["a"]).iloc[0]
    assert (row["n_sentences"], row["n_differ"]) == (0, 0)
    assert math.isnan(row["may_differ"])


def test_the_bound_of_what_may_differ_is_clopper_and_pearsons() -> None:
    """Without a difference the bound solves (1 - share)^n = .05; with d of n, P(at most d differ) = .05."""
    assert bound_differing(0, 35) == pytest.approx(1 - 0.05 ** (1 / 35)) == pytest.approx(0.0820, abs=5e-5)
    assert bound_differing(0, 59) == pytest.approx(0.05, abs=5e-4)  # "the rule of three"
    for d, n in ((1, 4), (1, 35), (3, 20)):
        share = bound_differing(d, n)
        at_most = sum(math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(d + 1))
        assert at_most == pytest.approx(0.05)
    assert bound_differing(4, 4) == 1
    assert math.isnan(bound_differing(0, 0))
    for d, n in ((-1, 4), (5, 4)):
        with pytest.raises(ValueError, match="give a number from 0 to 4"):
            bound_differing(d, n)


@pytest.mark.parametrize(
    ("prevalence", "alpha", "n"), [(0.25, 0.8, 139), (0.25, 0.667, 81), (0.5, 0.8, 103), (0.1, 0.8, 294)]
)
def test_sentences_to_code_are_those_of_the_formula(prevalence: float, alpha: float, n: int) -> None:
    """139 and 81: Krippendorff 2019 as in the manual of ATLAS.ti, "Sample Size and Decision Rules", four codes of equal
    probability. By hand for .5: 2 · 1.645² · (1.8 · 2.2 / (4 · .2 · .25) - .8) = 5.41205 · 19 = 102.8."""
    assert count_sentences_to_code(prevalence, alpha) == n
    assert count_sentences_to_code(1 - prevalence, alpha) == n


@pytest.mark.parametrize("prevalence", [0.02, 0.1, 0.5])
def test_half_of_the_sentences_to_code_are_those_of_bloch_and_kraemer(prevalence: float) -> None:
    """The large-sample variance of the intraclass kappa of two codings (Bloch and Kraemer 1989; Donner and Eliasziw 1992):
    a value of .9, midway between .8 and 1, has a one-sided interval that ends at .8."""
    n, kappa = count_sentences_to_code(prevalence) / 2, 0.9
    spread = (1 - kappa) * (1 - 2 * kappa) + kappa * (2 - kappa) / (2 * prevalence * (1 - prevalence))
    assert kappa - 1.645 * math.sqrt((1 - kappa) * spread / n) == pytest.approx(0.8, abs=1e-3)


@pytest.mark.parametrize(("prevalence", "alpha"), [(0.0, 0.8), (1.0, 0.8), (0.5, 1.0), (0.5, 0.0), (math.nan, 0.8)])
def test_sentences_to_code_need_a_prevalence_and_an_alpha_between_0_and_1(prevalence: float, alpha: float) -> None:
    with pytest.raises(ValueError, match="above 0 and below 1"):
        count_sentences_to_code(prevalence, alpha)


def test_a_second_coder_is_compared_with_the_first_and_with_the_codebook() -> None:
    coding = pd.concat([coded("x", "a", "b", "", "a"), coded("y", "a", "b", "a")], ignore_index=True)
    table = measure_alpha(coding, coded("codebook", "a", "b", "", "b"), ["a"])
    assert table["coders"].drop_duplicates().tolist() == ["codebook, x", "codebook, y", "x, y"]
    assert table.set_index(["coders", "theme"])["n_sentences"].to_dict()[("x, y", "a")] == 3
    assert set(score_codebook(coding, coded("codebook", "a", "b", "", "b"), ["a"])["coder"]) == {"x", "y"}


def test_coders_are_compared_by_theme_the_most_differing_first_with_what_is_still_to_be_coded() -> None:
    """Four sentences: all with `a`, half with `b`, on whose fourth the coders differ; `c` in none."""
    themes = [{"a", "b"}, {"a", "b"}, {"a"}, {"a"}]
    rows = [("one", n, frozenset(given)) for n, given in enumerate(themes)]
    rows += [("two", n, frozenset({"a", "b"} if n == 3 else given)) for n, given in enumerate(themes)]
    coding = pd.DataFrame(rows, columns=["coder", "sentence", "themes"]).assign(readout_id="r", note="")
    tagged = coding[coding["coder"] == "one"].assign(coder="codebook")
    table = compare_coders(measure_alpha(coding, tagged, ["a", "b", "c"]), coding)
    assert table["theme"].tolist() == ["b", "a", "c"]
    assert table["n_differ"].tolist() == [1, 0, 0]
    needed = count_sentences_to_code(5 / 8)
    assert table.loc[0, ["to_code", "more"]].tolist() == [needed, needed - 4]
    assert table["to_code"].isna().tolist() == [False, True, True]
    alone = coding[coding["coder"] == "one"]
    assert compare_coders(measure_alpha(alone, tagged, ["a"]), alone).empty
