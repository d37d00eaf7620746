from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.codebook import NONE
from analysis.emphasis import measure_emphasis, measure_shifts
from analysis.intervals import difference_interval, percentile_interval, resample_shares, wilson
from analysis.prose import disagreements, findings, headline
from analysis.study import Study
from analysis.tagging import find_matches, tag_sentences
from tests.conftest import make_codebook

BOOK = make_codebook({"a": ["apple*"], "b": ["bread"], "c": ["cheese"]})
NAMES = {"one": "One 2017", "two": "Two 2024"}
said = st.lists(
    st.sampled_from(["apple", "bread", "apple and bread today", "nothing at all", "cheese, apples, bread"]), max_size=12
)


def tables(**readouts: list[str]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """readouts, sentences, tags, matches of readouts given as lists of sentences, one point each."""
    rows = [
        (name, n, n, text, 0, len(text.split()))
        for name, texts in readouts.items()
        for n, text in enumerate(texts, start=1)
    ]
    sentences = pd.DataFrame(rows, columns=["readout_id", "point", "sentence", "text", "start", "n_words"])
    matches = find_matches(sentences, BOOK)
    return pd.DataFrame({"readout_id": list(readouts)}), sentences, tag_sentences(sentences, matches, BOOK), matches


def emphasis_of(**readouts: list[str]) -> pd.DataFrame:
    return measure_emphasis(*tables(**readouts), BOOK.keys)


def shifts_of(**readouts: list[str]) -> pd.DataFrame:
    return measure_shifts(*tables(**readouts)[:3], BOOK.keys)


@given(said, said)
def test_shares_add_up_to_one_and_lie_in_their_intervals(one: list[str], two: list[str]) -> None:
    table = emphasis_of(one=one, two=two)
    assert len(table) == 2 * 4
    for name, texts in (("one", one), ("two", two)):
        own = table[table["readout_id"] == name]
        if texts:
            assert own["share_words"].sum() == pytest.approx(1)
            assert (own["low"] <= own["share_words"] + 1e-9).all()
            assert (own["share_words"] <= own["high"] + 1e-9).all()
            assert own[["share_words", "share_sentences", "share_points"]].min().min() >= 0
            assert own[["share_words", "share_sentences", "share_points"]].max().max() <= 1 + 1e-9
        else:
            assert own[["share_words", "share_sentences", "share_points", "low", "high"]].isna().all().all()


def test_counts_done_by_hand() -> None:
    table = emphasis_of(one=["apple and bread today", "nothing at all", "two apples"]).set_index("theme")
    assert table["n_words"].to_dict() == {"a": 4.0, "b": 2.0, "c": 0.0, NONE: 3.0}
    assert table["n_sentences"].to_dict() == {"a": 2, "b": 1, "c": 0, NONE: 1}
    assert table["share_words"].round(6).to_dict() == {"a": 0.444444, "b": 0.222222, "c": 0.0, NONE: 0.333333}
    assert table["per_1000_words"].round(3).to_dict() | {NONE: 0} == {"a": 222.222, "b": 111.111, "c": 0.0, NONE: 0}
    assert table["first_point"].dropna().to_dict() == {"a": 1, "b": 1, NONE: 2}
    assert pd.isna(table.loc[NONE, "n_matches"])


def test_zero_is_a_row_with_wilsons_interval_and_empty_is_missing() -> None:
    table = emphasis_of(one=["apple"] * 10, two=[]).set_index(["readout_id", "theme"])
    assert (table.loc[("one", "b"), "low"], round(table.loc[("one", "b"), "high"], 5)) == (0, 0.27753)
    assert table.loc[("one", "a"), "high"] == 1
    assert round(table.loc[("one", "a"), "low"], 5) == 0.72247
    assert table.loc["two"]["share_words"].isna().all()


@given(said, said)
def test_an_interval_does_not_depend_on_the_other_readouts(one: list[str], two: list[str]) -> None:
    alone = emphasis_of(one=one)
    together = emphasis_of(two=two, one=one)
    pd.testing.assert_frame_equal(alone, together[together["readout_id"] == "one"].reset_index(drop=True))


def test_a_large_shift_is_shown_and_told_with_its_interval() -> None:
    texts = {"one": ["apple here"] * 15 + ["bread here"] * 5, "two": ["bread here"] * 18 + ["apple here"] * 2}
    shifts = shifts_of(**texts).set_index("theme")
    assert shifts["verdict"].to_dict() == {"a": "less", "b": "more", "c": "not shown"}
    assert shifts.loc["a", "change"] == pytest.approx(-0.65)
    assert shifts.loc["a", "low"] < -0.65 < shifts.loc["a", "high"] < 0
    told = findings(shifts_of(**texts), emphasis_of(**texts), BOOK, NAMES)
    assert told[0].startswith(
        "The readout of Two 2024 speaks less of A than that of One 2017: 10\xa0% of its words against 75\xa0%, −65 points (95\xa0% interval"
    )


@given(said)
def test_where_nothing_shifts_no_sentence_claims_a_shift(texts: list[str]) -> None:
    shifts = shifts_of(one=texts, two=texts)
    told = [*findings(shifts, emphasis_of(one=texts, two=texts), BOOK, NAMES), headline(shifts, BOOK, NAMES)]
    for sentence in told:
        assert not {"more", "less", "shifted", "up", "down"} & set(sentence.replace(":", "").split()), sentence
    assert (shifts["verdict"] == "not shown").all()


@pytest.mark.parametrize("texts", [[], ["apple"], ["apple"] * 30, ["nothing"]])
def test_small_and_uniform_readouts_give_tables_and_no_claim(texts: list[str]) -> None:
    for other in (texts, []):
        shifts = shifts_of(one=texts, two=other)
        assert len(shifts) == 3
        assert (shifts["verdict"] == "not shown").all() or not other
        disagreements(emphasis_of(one=texts, two=other), BOOK, NAMES)
        findings(shifts, emphasis_of(one=texts, two=other), BOOK, NAMES)
    assert len(findings(shifts_of(one=texts), emphasis_of(one=texts), BOOK, {"one": "One"})) == 1


def test_pairs_are_neighbours_then_first_and_last() -> None:
    shifts = shifts_of(one=["apple"], two=["bread"], three=["cheese"])
    pairs = shifts[["from_id", "to_id"]].drop_duplicates().values.tolist()
    assert pairs == [["one", "two"], ["two", "three"], ["one", "three"]]


def test_wilson_and_newcombe_are_those_of_independent_tools() -> None:
    """From statsmodels 0.14: proportion_confint(k, n, method="wilson"); confint_proportions_2indep(56, 70, 48, 80,
    method="newcomb", compare="diff")."""
    assert [round(bound, 5) for bound in wilson(0, 10)] == [0.0, 0.27753]
    assert [round(bound, 5) for bound in wilson(3, 10)] == [0.10779, 0.60322]
    sides = (48 / 80, *wilson(48, 80)), (56 / 70, *wilson(56, 70))
    assert [round(bound, 5) for bound in difference_interval(*sides)] == [0.05243, 0.33387]
    assert all(np.isnan(wilson(0, 0)))


def test_resampling_is_the_same_every_time_and_centred_on_the_share() -> None:
    words = np.array([[10.0, 0.0], [0.0, 30.0], [5.0, 5.0], [0.0, 10.0]])
    draws = resample_shares(words, "a")
    assert draws.shape == (2000, 2)
    assert np.allclose(draws.sum(axis=1), 1)
    assert np.array_equal(draws, resample_shares(words, "a"))
    assert not np.array_equal(draws, resample_shares(words, "b"))
    low, high = percentile_interval(draws)
    assert (low <= words.sum(axis=0) / words.sum()).all()
    assert (words.sum(axis=0) / words.sum() <= high).all()


def test_the_studys_tables_agree_with_each_other(study: Study) -> None:
    emphasis = study.emphasis
    assert len(emphasis) == 2 * 9
    per_readout = emphasis.groupby("readout_id", sort=False)
    assert per_readout["share_words"].sum().tolist() == pytest.approx([1, 1])
    assert per_readout["n_words"].sum().tolist() == study.readouts["n_words"].tolist()
    assert per_readout["n_matches"].sum().sum() == len(study.matches)
    wide = emphasis.pivot_table(index="theme", columns="readout_id", values="share_words")
    shifts = study.shifts.set_index("theme")
    for theme in study.codebook.keys:
        change = wide.loc[theme, "2024-05-26-seoul"] - wide.loc[theme, "2017-07-07-hamburg"]
        assert shifts.loc[theme, "change"] == pytest.approx(change)
        assert shifts.loc[theme, "low"] <= change <= shifts.loc[theme, "high"]
