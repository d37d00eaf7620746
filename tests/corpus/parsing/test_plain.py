"""Plain text: every character has one plain form, and offsets stay."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from analysis.corpus.parsing.plain import as_plain, as_plain_line

CASES = [
    ("\u200b", " ", ""), ("\u00ad", " ", ""), ("\x00", " ", ""), ("\u00a0", " ", " "), ("\u3000", " ", " "), ("\u2028", "\n", " "),
    ("\u2029", "\n", " "), ("\x85", "\n", " "), ("\v", "\n", " "), ("\f", "\n", " "), ("\x1c", "\n", " "), ("\x1d", "\n", " "), ("\x1e", "\n", " "),
    ("\t", "\t", " "), ("\r", "\r", " "), ("\n", "\n", " "), ("Ａ", "A", "A"), ("１", "1", "1"), ("（", "(", "("), ("é", "é", "é"), ("日", "日", "日"),
    ("①", "①", "①"), ("ﬁ", "ﬁ", "ﬁ"),
]  # fmt: skip


@pytest.mark.parametrize(("character", "plain", "in_line"), CASES)
def test_characters(character: str, plain: str, in_line: str) -> None:
    assert as_plain(f"a{character}b") == f"a{plain}b"
    assert as_plain_line(f"a{character}b") == f"a{in_line}b"


@given(st.text())
def test_the_length_stays(text: str) -> None:
    assert len(as_plain(text)) == len(text)
