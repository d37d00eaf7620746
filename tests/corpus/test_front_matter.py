"""Front matter: read strictly, and the text below unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from analysis.corpus.front_matter import FrontMatter, split_front_matter
from analysis.io.faults import InputFaults


@given(st.sampled_from(["\n", "\r\n"]), st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=80))
def test_the_text_after_the_front_matter_is_unchanged(end: str, text: str) -> None:
    whole = f"---{end}publisher: A{end}---{end}{text}"
    source, rest = split_front_matter(whole, "a.txt")
    assert (source.publisher, rest) == ("A", text)


@pytest.mark.parametrize("block", ["", "~\n", "null\n", "publisher:\n"])
def test_empty_front_matter_states_nothing(block: str) -> None:
    assert split_front_matter(f"---\n{block}---\nA", "a.txt") == (FrontMatter(), "A")


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("a: &x b", "a.txt:2: '&x' is an anchor. Remove it, or quote a text that begins with &."),
        ("place: Seoul\ntitle: *x", "a.txt:3: '*x' is an alias. Write the value itself, or quote a text that begins with *."),
        ("place: [a]", "a.txt:2: The front matter must be lines of `key: value`. Replace this list or group by one value."),
        ("kind: A Summit", "a.txt:2: 'kind' is not valid"),
        ("autor: x", "a.txt:2: Unknown key 'autor' in the front matter. Use one of url, publisher"),
    ],
)  # fmt: skip
def test_faults_name_the_line_and_the_correction(block: str, message: str) -> None:
    with pytest.raises(InputFaults) as caught:
        split_front_matter(f"---\n{block}\n---\nA", "a.txt")
    assert str(caught.value).startswith(message)


def test_values_are_joined_to_one_line() -> None:
    source, _ = split_front_matter("---\ntitle: |\n  A\n  B\n---\n", "a.txt")
    assert source.title == "A B"
