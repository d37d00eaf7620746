from __future__ import annotations

import pandas as pd
import pytest

from analysis.codebook.conditions import Kinds
from analysis.codebook.model import Codebook
from analysis.codebook.tagging import find_matches
from tests.builders.studies import make_codebook


def test_kinds_are_numbered_by_first_appearance() -> None:
    assert Kinds.from_list([]).names == []
    assert Kinds.from_list(["b", "a", "b"]).of.tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    ("group", "said", "kind", "counts"),
    [
        ({"unless": ["m", "n"]}, "x", "", True),
        ({"unless": ["m", "n"]}, "x and m", "", False),
        ({"unless": ["m", "n"]}, "n and x", "", False),
        ({"only_with": ["m", "n"]}, "x", "", False),
        ({"only_with": ["m", "n"]}, "x and n", "", True),
        ({"only_with": ["m"], "unless": ["n"]}, "x and m", "", True),
        ({"only_with": ["m"], "unless": ["n"]}, "x, m and n", "", False),
        ({"unless_kinds": ["summit"]}, "x", "summit", False),
        ({"unless_kinds": ["summit"]}, "x", "telephone", True),
        ({}, "x", "summit", True),
    ],
)
def test_a_conditional_pattern_counts(group: dict[str, list[str]], said: str, kind: str, counts: bool) -> None:
    theme = make_codebook({"a": ["y"]}).themes[0].model_dump() | {"conditional": [{"patterns": ["x"], **group}]}
    table = {"readout_id": "r", "sentence": [1, 2], "text": [said, "m and n"], "start": 0, "kind": [kind, "other"]}
    sentences = pd.DataFrame(table)
    assert (len(find_matches(sentences, Codebook.model_validate({"themes": [theme]}))) == 1) == counts
