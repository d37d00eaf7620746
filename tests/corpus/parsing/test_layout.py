"""Layout: wrapped lines, repeated lines, paragraphs, and what reads as a sentence or a heading."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing.layout import (
    HEADING_WORDS,
    WRAP_WIDTH,
    group_blocks,
    is_emphasised,
    is_sentence,
    is_wrapped,
    join_wrapped,
    mark_repeated,
)
from analysis.corpus.parsing.lines import split_lines

WRAPPED = "They spoke of the harbour and of trade\nbetween the two countries, and agreed on\nmuch of it in the end. They parted as\nfriends."


@pytest.mark.parametrize("end", [".", "!", "?", ";", ":", "…", '."', ".’", ".)", ".]", ".**", "._", ". "])
def test_ends_of_sentences(end: str) -> None:
    assert is_sentence(f"They met{end}")


@pytest.mark.parametrize("part", ["They met", "They met,", "**They met.**", "", "Plenary (from 5:15 p.m.)", "# They met."])  # fmt: skip
def test_parts_that_are_not_sentences(part: str) -> None:
    assert not is_sentence(part)


def test_long_paragraphs_are_sentences() -> None:
    assert not is_sentence("word " * HEADING_WORDS)
    assert is_sentence("word " * (HEADING_WORDS + 1))
    assert is_sentence("They met. (They left)")


@pytest.mark.parametrize(
    "part", ["**A b**", "__A b__", "<u>A</u>", "<b>A</b>", "<strong>A</strong>", "# A", "###### A", " **A** "]
)
def test_emphasised_parts(part: str) -> None:
    assert is_emphasised(part)
    assert not is_emphasised(f"{part.strip()} b" if not part.startswith("#") else f"b {part}")


def test_emphasis_has_limits() -> None:
    assert is_emphasised(f"**{'a' * 995}**")
    assert not is_emphasised(f"**{'a' * 996}**")
    assert not is_emphasised("<u>A</b>")
    assert not is_emphasised("####### A")
    assert not is_emphasised("**A** and **B**")


def test_wrapped_text() -> None:
    assert is_wrapped(split_lines(WRAPPED))
    assert not is_wrapped(split_lines("They met.\nThey spoke.\nThey parted."))
    assert not is_wrapped(split_lines("a " * WRAP_WIDTH + "\n" + WRAPPED[:40]))
    assert [line.continues for line in join_wrapped(split_lines(WRAPPED))] == [False, True, True, True]
    assert [line.continues for line in join_wrapped(split_lines(WRAPPED.replace("end. They", "end.\n\nThey")))] == [
        False, True, True, False, False, True,
    ]  # fmt: skip


def test_lines_left_short_end_a_paragraph() -> None:
    text = WRAPPED.replace("much of it in the end. They parted as\nfriends.", "much of it in.\nThey parted as friends.")
    assert [line.continues for line in join_wrapped(split_lines(text))] == [False, True, True, False]


@pytest.mark.parametrize(
    ("repeated", "marked"),
    [("The two leaders shaking hands", True), ("The two leaders", False), ("The two leaders met.", False)],
)
def test_repeated_lines(repeated: str, marked: bool) -> None:
    lines = mark_repeated(split_lines(f"{repeated}\nThey met.\n{repeated}\nThey left.\n{repeated}"))
    assert [line.repeated for line in lines] == [False, False, marked, False, marked]
    assert not any(line.repeated for line in mark_repeated(split_lines(f"They met.\n{repeated}\nThey left.")))


def paragraphs(text: str, start: int = 0) -> list[tuple[str, bool, int]]:
    return [(text[b.start : b.end], b.listed, b.indent) for b in group_blocks(split_lines(text), text, start)]


def test_paragraphs_and_their_marks() -> None:
    assert paragraphs("A b.\n\n  - C d.\n-\nE f. ###\nTweet\nG.") == [
        ("A b.", False, 0), ("C d.", True, 2), ("E f.", True, 0), ("G.", False, 0),
    ]  # fmt: skip
    assert paragraphs("1. A b.", start=3) == [("A b.", False, 0)]
    assert paragraphs("-\n\nA.\n\nB.") == [("A.", True, 0), ("B.", False, 0)]


def test_attendance_and_captions_are_not_paragraphs() -> None:
    assert paragraphs("A.\nAttendees:\n- Mr. Ito\n- Mr. Choi\nB.\nMr. D") == [
        ("A.", False, 0),
        ("B.", False, 0),
        ("Mr. D", False, 0),
    ]
    assert paragraphs("A.\nAttendees: Mr. Ito.\nMr. Choi\nB.") == [
        ("A.", False, 0),
        ("Mr. Choi", False, 0),
        ("B.", False, 0),
    ]
    assert paragraphs("(Mr. Ito attended)\nMr. Choi") == [("Mr. Choi", False, 0)]
    assert paragraphs("A.\nPhoto of them all\nB.") == [("A.", False, 0), ("B.", False, 0)]
