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
    groups, themes = gather_groups(cut(some, [3]), MATCHER, by), MATCHER.codebook.keys
    table, shifts = measure_groups(groups, themes), compare_groups(groups, themes)
    names = [group.name for group in groups]
    assert names == sorted(set(names))
    assert shifts[["from_id", "to_id", "theme"]].values.tolist() == [
        [a, b, theme] for a, b in pairwise(names) for theme in themes
    ]
    shares = table.set_index(["group", "theme"])["share_words"]
    for row in shifts.itertuples():
        assert row.change == pytest.approx(shares[row.to_id, row.theme] - shares[row.from_id, row.theme], nan_ok=True)
        if pd.isna(row.low):
            assert pd.isna(row.rests_on) or pd.isna(row.change)
            assert pd.isna(row.verdict) or row.verdict == "not shown"
        else:
            assert row.low - 1e-9 <= row.change <= row.high + 1e-9
            assert row.low < row.high
            shown = "more" if row.low > 0 else "less" if row.high < 0 else "not shown"
            shown = "not shown" if row.rests_on == "documents" and row.q >= 0.05 else shown
            assert row.verdict == shown or (row.rests_on == "sentences" and row.verdict == "not shown")
            assert (row.rests_on == "documents") == pd.notna(row.q)


def test_months_whose_documents_are_all_alike_show_nothing() -> None:
    some: list[Document] = [
        (f"d{month}{n}", dt.date(2024, month, n + 1), text)
        for month, text in ((1, "We ate apples. It rained."), (2, "It rained."))
        for n in range(2)
    ]
    shifts = compare_groups(gather_groups(cut(some, [3]), MATCHER, "month"), MATCHER.codebook.keys)
    assert (shifts["high"] - shifts["low"] > 0.1).all()
    assert set(shifts["verdict"]) == {"not shown"}
    assert set(shifts["q"]) == {1}
