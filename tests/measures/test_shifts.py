from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.measures.counts import Measured
from analysis.measures.shifts import LESS, MORE, NOT_SHOWN, between_neighbours, change_of, first_to_last, largest_first


def rows(*pairs: tuple[str, str], changes: tuple[float, ...] = (0.1, -0.4)) -> pd.DataFrame:
    return pd.DataFrame([
        {"from_id": a, "to_id": b, "theme": f"t{n}", "change": change}
        for a, b in pairs for n, change in enumerate(changes)
    ])  # fmt: skip


def test_neighbours_are_all_pairs_but_the_first_with_the_last() -> None:
    table = rows(("a", "b"), ("b", "c"), ("a", "c"))
    assert between_neighbours(table)[["from_id", "to_id"]].values.tolist() == [["a", "b"]] * 2 + [["b", "c"]] * 2
    assert between_neighbours(rows(("a", "b"))).equals(rows(("a", "b")))
    assert first_to_last(table)["from_id"].tolist() == ["a", "a"]
    assert first_to_last(table)["to_id"].tolist() == ["c", "c"]
    assert first_to_last(table[:0]).empty


def test_the_largest_shift_comes_first_and_a_missing_one_nowhere() -> None:
    assert [row["theme"] for row in largest_first(rows(("a", "b"), changes=(0.1, -0.4, 0.2)))] == ["t1", "t2", "t0"]
    assert largest_first(rows(("a", "b"), changes=(np.nan,))) == []


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [(1, 9, MORE), (9, 1, LESS), (5, 5, NOT_SHOWN), (0, 0, NOT_SHOWN), (10, 10, NOT_SHOWN)],
)
def test_a_verdict_needs_an_interval_without_zero(before: int, after: int, verdict: str) -> None:
    """A theme in so many of ten points of equal length on each side; a bound at zero is not beyond it."""
    sides = [
        Measured(np.column_stack([np.arange(10) < n, np.arange(10) >= n]).astype(float), np.ones(10), name)
        for name, n in (("before", before), ("after", after))
    ]
    change = change_of(*sides)
    assert change["change"][0] == pytest.approx((after - before) / 10)
    assert change["verdict"][0] == verdict
