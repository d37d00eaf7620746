from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.codebook.model import NONE
from analysis.codebook.tagging import find_matches, tag_sentences
from analysis.measures.counts import MEASURES, ReadoutCounts, count_readouts
from analysis.measures.emphasis import emphasis_of_counts, measure_side_by_side
from analysis.measures.permuting import LESS, MORE, NOT_SHOWN, NOT_TESTED
from analysis.measures.shifts import compare_meetings, shifts_of_counts
from analysis.study import Study
from tests.builders.studies import make_codebook

BOOK = make_codebook({"a": ["apple*"], "b": ["bread"], "c": ["cheese"]})
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


def numbers_of(**readouts: list[str]) -> dict[str, ReadoutCounts]:
    frame, sentences, tags, matches = tables(**readouts)
    return count_readouts(list(frame["readout_id"]), sentences, tags, BOOK.keys, matches)


def emphasis_of(**readouts: list[str]) -> pd.DataFrame:
    return emphasis_of_counts(numbers_of(**readouts), BOOK.keys)


def shifts_of(**readouts: list[str]) -> pd.DataFrame:
    return shifts_of_counts(numbers_of(**readouts), BOOK)


@given(said, said)
def test_shares_add_up_to_one_and_lie_in_their_intervals(one: list[str], two: list[str]) -> None:
    table = emphasis_of(one=one, two=two)
    assert len(table) == 2 * 4
    for name, texts in (("one", one), ("two", two)):
        own = table[table["readout_id"] == name]
        if texts:
            assert own["share_words"].sum() == pytest.approx(1)
            assert own["low"].isna().all() == own["high"].isna().all() == (len(texts) < 2)
            assert not (own["low"] > own["share_words"] + 1e-9).any()
            assert not (own["share_words"] > own["high"] + 1e-9).any()
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
    assert table["first_rank"].dropna().to_dict() == {"a": 1, "b": 1}
    assert pd.isna(table.loc[NONE, "n_matches"])


def test_zero_is_a_row_with_an_interval_and_empty_is_missing() -> None:
    table = emphasis_of(one=["apple"] * 10, two=[]).set_index(["readout_id", "theme"])
    missed = 0.025 ** (1 / 10)
    assert (table.loc[("one", "b"), "low"], table.loc[("one", "b"), "high"]) == (0, pytest.approx(1 - missed))
    assert (table.loc[("one", "a"), "low"], table.loc[("one", "a"), "high"]) == (pytest.approx(missed), 1)
    assert table.loc["two"]["share_words"].isna().all()


@given(said, said)
def test_an_interval_does_not_depend_on_the_other_readouts(one: list[str], two: list[str]) -> None:
    alone = emphasis_of(one=one)
    together = emphasis_of(two=two, one=one)
    pd.testing.assert_frame_equal(alone, together[together["readout_id"] == "one"].reset_index(drop=True))


def test_a_large_shift_is_claimed() -> None:
    shifts = shifts_of(
        one=["apple here"] * 15 + ["bread here"] * 5, two=["bread here"] * 18 + ["apple here"] * 2
    ).set_index("theme")
    assert shifts["verdict"].to_dict() == {"a": LESS, "b": MORE, "c": NOT_SHOWN}
    assert shifts.loc["a", "change"] == pytest.approx(-0.65)
    assert shifts.loc["a", "low"] < -0.65 < shifts.loc["a", "high"] < 0
    assert shifts.loc["a", "detectable"] == pytest.approx(shifts.loc["a", "high"] + 0.65)
    assert shifts["n_before"].tolist() == shifts["n_after"].tolist() == [20, 20, 20]


@pytest.mark.parametrize("texts", [[], ["apple"], ["apple"] * 30, ["nothing"]])
def test_small_and_uniform_readouts_give_tables_and_no_claim(texts: list[str]) -> None:
    for other in (texts, []):
        shifts = shifts_of(one=texts, two=other)
        assert len(shifts) == 3
        tested = min(len(texts), len(other)) >= 4
        assert set(shifts["verdict"]) == {NOT_SHOWN if tested else NOT_TESTED}
        assert shifts["change"].isna().all() == (not texts or not other)


def test_pairs_are_neighbours_then_first_and_last() -> None:
    shifts = shifts_of(one=["apple"], two=["bread"], three=["cheese"])
    pairs = shifts[["from_id", "to_id"]].drop_duplicates().values.tolist()
    assert pairs == [["one", "two"], ["two", "three"], ["one", "three"]]
    numbers = numbers_of(one=["apple"], two=["bread"], three=["cheese", "apple"])
    back = compare_meetings(numbers, BOOK.keys, pairs=[("three", "one")])
    there = compare_meetings(numbers, BOOK.keys, pairs=[("one", "three")])
    assert back["change"].tolist() == pytest.approx((-there["change"]).tolist())


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


@given(said, said)
def test_every_measure_agrees_with_emphasis(one: list[str], two: list[str]) -> None:
    numbers = numbers_of(one=one, two=two)
    table = measure_side_by_side(numbers, BOOK.keys)
    assert len(table) == 2 * 4 * len(MEASURES)
    assert not (table["value"] < 0).any()
    wide = table.pivot_table(index=["readout_id", "theme"], columns="measure", values="value", dropna=False)
    emphasis = emphasis_of_counts(numbers, BOOK.keys).set_index(["readout_id", "theme"])
    for measure in MEASURES:
        pd.testing.assert_series_equal(
            wide[measure].dropna(), emphasis[measure].dropna().sort_index(), check_names=False, check_dtype=False
        )


def test_ranks_put_the_largest_first_and_absent_themes_nowhere() -> None:
    table = measure_side_by_side(numbers_of(one=["apple here now", "apple there", "some bread"]), BOOK.keys)
    ranks = table[table["measure"] == "share_sentences"].set_index("theme")["rank"]
    assert ranks.dropna().to_dict() == {"a": 1, "b": 2}


def test_the_log_ratio_and_the_status_are_those_done_by_hand() -> None:
    shifts = shifts_of(one=["apple here", "apple there", "so it is"], two=["bread here", "apple there"]).set_index(
        "theme"
    )
    assert shifts["status"].to_dict() == {"a": "continued", "b": "new", "c": "absent"}
    assert shifts.loc["a", "log_ratio"] == pytest.approx(np.log(2.5 / 2.5) - np.log(4.5 / 3.5))
    assert shifts.loc["b", "log_ratio"] == pytest.approx(np.log(2.5 / 2.5) - np.log(0.5 / 7.5))
    assert shifts_of(one=["apple"], two=["bread"]).set_index("theme").loc["a", "status"] == "dropped"


def test_measures_can_move_in_different_directions() -> None:
    """One long sentence against three short ones: more words, fewer sentences."""
    numbers = numbers_of(
        one=["apple here", "apple there", "apple now", "nothing"], two=["apple " + "word " * 60, "nothing", "nothing"]
    )
    change = compare_meetings(numbers, BOOK.keys).set_index(["theme", "measure"])["change"]["a"]
    assert change["share_words"] > 0 > change["share_sentences"]


def test_the_table_is_that_of_one_readout_after_the_other(study: Study) -> None:
    """The slow way: each readout by itself, each measure by its own definition."""
    table = study.emphasis.set_index(["readout_id", "theme"])
    words = study.sentences.set_index(["readout_id", "sentence"])["n_words"]
    for name in study.names:
        alone = emphasis_of_counts({name: study.counts[name]}, study.codebook.keys)
        pd.testing.assert_frame_equal(alone.set_index(["readout_id", "theme"]), table.loc[[name]], check_exact=True)
        for theme in study.codebook.keys:
            own = study.tags[(study.tags["readout_id"] == name) & (study.tags["theme"] == theme)]
            assert table.loc[(name, theme), "n_words"] == pytest.approx(sum(words[name][row.sentence] * row.weight for row in own.itertuples()))  # fmt: skip


def test_without_a_readout_the_tables_have_their_columns_and_whole_numbers() -> None:
    emphasis, measures = emphasis_of_counts({}, BOOK.keys), measure_side_by_side({}, BOOK.keys)
    assert list(emphasis) == [
        "readout_id", "theme", "n_words", "n_sentences", "n_matches", "share_words", "share_sentences", "share_points",
        "per_1000_words", "first_point", "first_rank", "low", "high",
    ]  # fmt: skip
    assert [str(emphasis[name].dtype) for name in ("n_sentences", "n_matches", "first_point", "first_rank")] == [
        "Int64"
    ] * 4
    assert list(measures) == ["readout_id", "theme", "measure", "value", "rank"]
    assert str(measures["rank"].dtype) == "Int64"
