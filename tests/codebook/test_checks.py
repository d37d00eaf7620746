from __future__ import annotations

import pytest

from analysis.codebook.checks import PLACEHOLDER, context_faults, pattern_faults
from tests.builders.studies import make_codebook


@pytest.mark.parametrize(
    ("themes", "consumes", "faults"),
    [
        ({"a": ["x"], "b": ["y"]}, ["z"], []),
        ({"a": ["x", "X"]}, [], ["Pattern 'X' is given twice in a."]),
        ({"a": ["x"]}, ["y", "y"], ["Pattern 'y' is given twice in consumes."]),
        ({"a": ["x*"], "b": ["xy"]}, [], ["Pattern 'xy' is shadowed by 'x*' of a."]),
        ({"a": ["xy*", "xy"], "b": ["xyz"]}, [], ["Pattern 'xyz' is shadowed by 'xy*' of a."]),
        ({"a": ["x", "x*"]}, [], []),
        ({"a": ["*", "the end. Then", PLACEHOLDER]}, [], ["Pattern '*' is empty.", "Pattern 'the end. Then' can never match: it runs past"]),
    ],
)  # fmt: skip
def test_faults_of_patterns(themes: dict[str, list[str]], consumes: list[str], faults: list[str]) -> None:
    found = [message for _, message in pattern_faults(make_codebook(themes, consumes=consumes).listed)]
    assert len(found) == len(faults)
    assert all(message.startswith(start) for message, start in zip(found, faults, strict=True)), found


def test_faults_of_phrases() -> None:
    phrases = [("x", ("a",)), ("*", ("b",)), (PLACEHOLDER, ("c",)), ("the end. Then", ("d",))]
    assert [where for where, _ in context_faults(phrases)] == [("b",), ("d",)]
