"""Emphasis of any number of documents, by document, month or year."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from analysis.bulk.emphasis import DOCUMENT_COLUMNS, GROUP_COLUMNS, gather_groups
from analysis.bulk.shifts import GROUP_SHIFT_COLUMNS, compare_groups
from analysis.codebook.model import NONE
from tests.builders.dated_documents import MATCHER, Document, batch_of, cut, documents, measure, table_of


@settings(max_examples=40)
@given(documents(), st.lists(st.integers(1, 4), min_size=1, max_size=3), st.randoms(), st.sampled_from(["document", "month", "year"]))  # fmt: skip
def test_neither_the_order_of_documents_nor_the_cut_of_batches_changes_a_bit(
    some: list[Document], sizes: list[int], chance: object, by: str
) -> None:
    shuffled = some.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    table = measure(cut(some, [100]), by)
    pd.testing.assert_frame_equal(measure(cut(shuffled, sizes), by), table, check_exact=True)


@settings(max_examples=40)
@given(documents(), st.sampled_from(["document", "month", "year"]))
def test_shares_of_a_group_add_up_to_one_and_lie_in_their_intervals(some: list[Document], by: str) -> None:
    table = table_of(some, by)
    letters = {"document": 99, "month": 7, "year": 4}[by]
    groups = [str(date)[:letters] if by != "document" else name for name, date, _ in some]
    assert sorted(table["group"]) == sorted(list(set(groups)) * 4)
    assert table.groupby("group")["n_documents"].first().to_dict() == {group: groups.count(group) for group in groups}
    for group, own in table.groupby("group"):
        texts = [text for (_, _, text), of in zip(some, groups, strict=True) if of == group and text]
        filled, n_points = len(texts), sum(text.count("\n\n") + 1 for text in texts)
        shares = own[["share_words", "share_sentences", "share_points"]]
        rests_on = "documents" if filled > 1 else "points"
        assert own["rests_on"].dropna().tolist() == [rests_on] * 4 * (n_points > 1)
        assert own["theme"].tolist() == ["a", "b", "c", NONE]
        if filled:
            assert own["share_words"].sum() == pytest.approx(1)
            assert ((shares >= 0) & (shares <= 1 + 1e-9)).all(axis=None)
            assert not (own["low"] > own["share_words"] + 1e-9).any()
            assert not (own["share_words"] > own["high"] + 1e-9).any()
            assert not (own["high"] - own["low"] <= 0).any()
        else:
            assert shares.isna().all(axis=None)
            assert own[["low", "high"]].isna().all(axis=None)


@settings(max_examples=40)
@given(documents(), st.sampled_from(["month", "year"]))
def test_a_months_numbers_are_those_of_its_documents_put_together(some: list[Document], by: str) -> None:
    """The slow way: all their sentences as one document."""
    table = table_of(some, by)
    letters = {"month": 7, "year": 4}[by]
    for group, own in table.groupby("group"):
        together = "\n\n".join(text for _, date, text in some if text and str(date)[:letters] == group)
        whole = table_of([("all", None, together)])
        columns = ["n_words", "n_sentences", "n_matches", "share_words", "share_sentences", "share_points", "per_1000_words"]  # fmt: skip
        pd.testing.assert_frame_equal(own[columns].reset_index(drop=True), whole[columns])


def test_a_month_of_one_document_has_that_documents_interval() -> None:
    some: list[Document] = [
        ("d", dt.date(2024, 5, 26), "We ate apples.\n\nIt rained all day long."),
        ("e", dt.date(2024, 5, 1), ""),
    ]
    by_document, by_month = table_of(some), table_of(some, "month")
    own = by_document[by_document["group"] == "d"].reset_index(drop=True)
    columns = ["share_words", "low", "high", "rests_on"]
    pd.testing.assert_frame_equal(by_month[columns], own[columns])
    assert by_month["n_documents"].tolist() == [2] * 4


def test_counts_done_by_hand() -> None:
    some: list[Document] = [
        ("x", dt.date(2024, 5, 1), "We ate apples. It rained.\n\nBread and apples."),
        ("y", dt.date(2024, 5, 9), "It rained. It rained again."),
    ]
    table = table_of(some, "year").set_index("theme")
    assert table["n_words"].to_dict() == {"a": 4.5, "b": 1.5, "c": 0, NONE: 7}
    assert table["share_words"].to_dict() == {"a": 4.5 / 13, "b": 1.5 / 13, "c": 0, NONE: 7 / 13}
    assert table["n_sentences"].to_dict() == {"a": 2, "b": 1, "c": 0, NONE: 3}
    assert table["share_sentences"].to_dict() == {"a": 0.4, "b": 0.2, "c": 0, NONE: 0.6}
    assert table["share_points"].to_dict() == {"a": 2 / 3, "b": 1 / 3, "c": 0, NONE: 2 / 3}
    assert table["per_1000_words"].drop(NONE).to_dict() == {"a": 2000 / 13, "b": 1000 / 13, "c": 0}
    assert list(table.reset_index()[GROUP_COLUMNS].columns) == GROUP_COLUMNS


def test_an_interval_is_the_same_alone_and_among_many() -> None:
    some: list[Document] = [
        (f"d{n}", None, "We ate apples. It rained.\n\nBread and apples. " * (n % 7 + 1)) for n in range(200)
    ]
    many = measure(cut(some, [37]))
    for n in (0, 113, 199):
        alone = measure([batch_of(some[n : n + 1])])
        pd.testing.assert_frame_equal(many[many["group"] == f"d{n}"].reset_index(drop=True), alone, check_exact=True)


def test_documents_of_one_name_in_one_batch_keep_their_own_numbers() -> None:
    one, other = "We ate apples. It rained.", "Bread and apples."
    batch = batch_of([("d", None, one), ("d", None, other)])._replace(file=["f.jsonl", "g.jsonl"])
    both = measure([batch])
    for file, text in (("f.jsonl", one), ("g.jsonl", other)):
        alone = measure([batch_of([("d", None, text)])._replace(file=[file])])
        pd.testing.assert_frame_equal(both[both["file"] == file].reset_index(drop=True), alone)


def test_no_documents_are_a_table_without_rows() -> None:
    assert list(measure([]).columns) == DOCUMENT_COLUMNS
    assert list(measure([], "year").columns) == GROUP_COLUMNS
    assert list(compare_groups([], MATCHER.codebook).columns) == GROUP_SHIFT_COLUMNS
    with pytest.raises(ValueError, match="must be one of"):
        gather_groups([], MATCHER.codebook, "week")
