from __future__ import annotations

import pytest

from analysis.codebook.checks import PLACEHOLDER, context_faults, pattern_faults
from analysis.codebook.model import Conditional, Listed
from analysis.text.patterns import Pattern
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


SPLIT = "can never match: it runs past the end of a sentence. Write a pattern within one sentence."
EMPTY = "is empty. Give it a word with a letter or digit."
STARS = "has two * in one word. Write one * in each word."


@pytest.mark.parametrize(("written", "fault"), [("the end. Then", SPLIT), ("*", EMPTY), ("", EMPTY), ("a*b*c", STARS)])
def test_faults_in_full(written: str, fault: str) -> None:
    listed = make_codebook({"a": ["x", written]}).listed
    assert list(pattern_faults(listed)) == [(("themes", 0, "patterns", 1), f"Pattern {written!r} {fault}")]
    assert list(context_faults([(written, ("carry",))])) == [(("carry",), f"Phrase {written!r} {fault}")]


@pytest.mark.parametrize(("key", "named"), [("a", "a"), (PLACEHOLDER, "a theme without a key"), (None, "consumes")])
def test_a_fault_names_the_theme_of_the_other_pattern(key: str | None, named: str) -> None:
    listed = [Listed(key, Pattern(written), (n,)) for n, written in enumerate(["port", "Port"])]
    assert list(pattern_faults(listed)) == [((1,), f"Pattern 'Port' is given twice in {named}. Remove one.")]
    other = [Listed(key, Pattern("por*"), (0,)), Listed("b", Pattern("port"), (1,))]
    assert list(pattern_faults(other)) == [
        ((1,), f"Pattern 'port' is shadowed by 'por*' of {named}. Remove one of them.")
    ]


def test_of_two_patterns_that_shadow_one_the_literal_one_is_named() -> None:
    listed = [
        Listed(theme, Pattern(written), (n,))
        for n, (theme, written) in enumerate([("a", "por?"), ("b", "port"), ("c", "port")])
    ]
    assert [message for _, message in pattern_faults(listed)] == [
        "Pattern 'port' is shadowed by 'port' of c. Remove one of them.",
        "Pattern 'port' is shadowed by 'port' of b. Remove one of them.",
    ]


ONLY_AT_SEA = Conditional(patterns=("port",), only_topics=("sea",))
NOT_AT_SEA = Conditional(patterns=("port",), unless_topics=("sea", "sky"))


@pytest.mark.parametrize(
    ("one", "other", "shadowed"),
    [
        (ONLY_AT_SEA, NOT_AT_SEA, False),
        (NOT_AT_SEA, ONLY_AT_SEA, False),
        (ONLY_AT_SEA, ONLY_AT_SEA, True),
        (NOT_AT_SEA, NOT_AT_SEA, True),
        (ONLY_AT_SEA, Conditional(patterns=("port",), unless_topics=("sky",)), True),
        (ONLY_AT_SEA, None, True),
        (None, NOT_AT_SEA, True),
    ],
)
def test_a_topic_that_one_pattern_asks_for_and_the_other_excludes_decides_between_them(
    one: Conditional | None, other: Conditional | None, shadowed: bool
) -> None:
    listed = [Listed("a", Pattern("port"), (0,), one), Listed("b", Pattern("port"), (1,), other)]
    assert [where for where, _ in pattern_faults(listed)] == ([(0,), (1,)] if shadowed else [])


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("U.S. port", ""), ("port!", ""), ("co-*", ""), ("$5", ""), ("port! Ship", SPLIT),
        ("*-port", ""),
    ],
)  # fmt: skip
def test_a_pattern_stays_within_a_sentence(written: str, fault: str) -> None:
    assert [message for _, message in context_faults([(written, ("carry",))])] == (
        [f"Phrase {written!r} {fault}"] if fault else []
    )
