"""Lines: their offsets add up to the text."""

from __future__ import annotations

from hypothesis import given, strategies as st

from analysis.corpus.parsing.lines import Line, split_lines


@given(st.text(st.sampled_from("ab \r\n"), max_size=12))
def test_lines_are_the_text_without_line_ends(text: str) -> None:
    lines = split_lines(text)
    assert [text[line.start : line.end] for line in lines] == [line.text for line in lines]
    assert "\n".join(line.text for line in lines) == text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    assert [line.start for line in lines[1:]] == [
        line.end + (2 if text.startswith("\r\n", line.end) else 1) for line in lines[:-1]
    ]


def test_blank_and_furniture() -> None:
    assert Line(0, 1, " \t").blank
    assert not Line(0, 1, "a").blank
    assert Line(0, 5, "Tweet").furniture
    assert Line(0, 1, "a", repeated=True).furniture
    assert not Line(0, 1, "a").furniture
