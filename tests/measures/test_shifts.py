from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.shifts import between_neighbours, first_to_last, largest_first


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
