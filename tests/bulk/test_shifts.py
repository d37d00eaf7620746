"""Changes of emphasis between months or years."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from analysis.bulk.emphasis import gather_groups, measure_groups
from analysis.bulk.shifts import compare_groups
from tests.builders.dated_documents import MATCHER, Document, cut, documents


@settings(max_examples=40)
@given(documents(), st.sampled_from(["month", "year"]))
def test_shifts_are_the_differences_of_neighbours(some: list[Document], by: str) -> None:
    groups, themes = gather_groups(cut(some, [3]), MATCHER.codebook, by), MATCHER.codebook.keys
    table, shifts = measure_groups(groups, themes), compare_groups(groups, MATCHER.codebook)
    names = [group.name for group in groups]
    assert names == sorted(set(names))
    assert shifts[["from_id", "to_id", "theme"]].values.tolist() == [
        [a, b, theme] for a, b in pairwise(names) for theme in themes
    ]
    shares = table.set_index(["group", "theme"])["share_words"]
    for row in shifts.itertuples():
        assert row.change == pytest.approx(shares[row.to_id, row.theme] - shares[row.from_id, row.theme], nan_ok=True)
        if min(row.n_before, row.n_after) < 4:
            assert row.verdict == "not tested"
        elif pd.notna(row.low):
            assert row.low - 1e-9 <= row.change <= row.high + 1e-9
            assert (row.verdict in ("more", "less")) == (row.low > 0 or row.high < 0)


def test_a_month_of_three_documents_is_not_tested_and_one_of_four_is() -> None:
    for n, verdicts in ((3, {"not tested"}), (4, {"less", "more", "not shown"})):
        some: list[Document] = [
            (f"d{month}{day}", dt.date(2024, month, day + 1), text)
            for month, text in ((1, "We ate apples. We ate apples."), (2, "Bread is food."))
            for day in range(n)
        ]
        shifts = compare_groups(gather_groups(cut(some, [3]), MATCHER.codebook, "month"), MATCHER.codebook)
        assert set(shifts["verdict"]) == verdicts
        assert shifts["n_before"].tolist() == [n] * 3
