"""YAML: plain values only, every fault with its line."""

from __future__ import annotations

import pytest

from analysis.io.faults import InputFaults
from analysis.io.yaml import MAX_DEPTH, MAX_VALUES, build, read_node


def message(text: str, lines_above: int = 0) -> str:
    with pytest.raises(InputFaults) as caught:
        read_node(text, "a.yml", lines_above)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\nb: *x", "a.yml:1: '&x' is an anchor. Remove it, or quote a text that begins with &."),
        ("a: 1\nb: *x", "a.yml:2: '*x' is an alias. Write the value itself, or quote a text that begins with *."),
        ("- &x [1]", "a.yml:1: '&x' is an anchor."), ("- &x {a: 1}", "a.yml:1: '&x' is an anchor."),
        ("a: !!str 1", "a.yml:1: A tag such as 'tag:yaml.org,2002:str' is not allowed. Remove it, or put the value in quotes."),
        ('a: "\\e"', "a.yml:1: U+001B is a control character"), ("a: [", "a.yml:2: Not valid YAML: "),
    ],
)  # fmt: skip
def test_yaml_that_is_not_plain(text: str, expected: str) -> None:
    assert message(text).startswith(expected)


def test_quoted_texts_may_begin_with_the_signs_of_anchors_and_aliases() -> None:
    assert build(read_node("['*ship', \"&c\"]", "a.yml"), "a.yml") == ["*ship", "&c"]


def test_limits_are_exact() -> None:
    depth = MAX_DEPTH - 1
    assert read_node("[" * depth + "]" * depth, "a.yml") is not None
    assert "more than 20 deep" in message("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert read_node("[" + "1," * (MAX_VALUES - 1) + "]", "a.yml") is not None
    assert "More than 100,000 values" in message("[" + "1," * MAX_VALUES + "]")


def test_lines_above_are_counted() -> None:
    assert message("a: *x", 3).startswith("a.yml:4: ")


def test_values() -> None:
    assert read_node("", "a.yml") is None
    assert build(read_node("a: [1, x, true]", "a.yml"), "a.yml") == {"a": [1, "x", True]}
    with pytest.raises(InputFaults, match="Not valid YAML"):
        build(read_node("a: 2024-02-30", "a.yml"), "a.yml")
