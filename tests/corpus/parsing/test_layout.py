"""Layout: wrapped lines, repeated lines, paragraphs, and what reads as a sentence or a heading."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing.layout import (
    group_blocks,
    is_emphasised,
    is_sentence,
    is_wrapped,
    join_wrapped,
    mark_repeated,
)
from analysis.corpus.parsing.lines import split_lines

WRAPPED = "They spoke of the harbour and of trade\nbetween the two countries, and agreed on\nmuch of it in the end. They parted as\nfriends."


@pytest.mark.parametrize("end", [".", "!", "?", ";", ":", "…", '."', ".’", ".)", ".]", ".**", "._", ". ", ".[2]", ".¹"])
def test_ends_of_sentences(end: str) -> None:
    assert is_sentence(f"They met{end}")


@pytest.mark.parametrize("part", ["They met", "They met,", "**They met.**", "", "Plenary (from 5:15 p.m.)", "# They met."])  # fmt: skip
def test_parts_that_are_not_sentences(part: str) -> None:
    assert not is_sentence(part)


def test_long_paragraphs_are_sentences() -> None:
    assert not is_sentence("word " * 14)
    assert is_sentence("word " * 15)
    assert is_sentence("They met. (They left)")


@pytest.mark.parametrize(
    "part", ["**A b**", "__A b__", "<u>A</u>", "<b>A</b>", "<strong>A</strong>", "# A", "###### A", " **A** ", "– A –"]
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
    assert not is_wrapped(split_lines("a " * 100 + "\n" + WRAPPED[:40]))
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


def test_the_first_line_continues_nothing() -> None:
    lines = split_lines(WRAPPED.replace("They spoke", "they spoke"))
    assert [line.continues for line in join_wrapped(lines)] == [False, True, True, True]


def test_paragraphs_on_lines_of_their_own_are_not_wrapped_text() -> None:
    page = (
        "A Meeting\nNara\nMay 26, 2024\nThe leaders met in Nara.\nThey spoke of trade and of the harbour.\nThey parted."
    )
    assert not is_wrapped(split_lines(page))
    assert len(group_blocks(join_wrapped(split_lines(page)), page)) == 6
    assert is_wrapped(split_lines("The leaders met. They spoke of\ntrade. They parted as friends.\nIt rained."))
    assert not is_wrapped(split_lines("The leaders met.\nThey spoke of\ntrade.\nThey left.\nIt rained."))


def test_only_lines_of_up_to_100_characters_count_as_wrapped() -> None:
    line = "they spoke of the harbour and of the trade between them".ljust(99, "x") + "y"
    assert is_wrapped(split_lines("\n".join([line] * 3)))
    assert not is_wrapped(split_lines("\n".join([line + "z"] * 3)))


def test_the_end_of_a_sentence_is_searched_in_the_last_200_characters() -> None:
    assert is_sentence("They met." + '"' * 199)
    assert not is_sentence("They met." + '"' * 200)


@pytest.mark.parametrize(("words", "marked"), [("Shaking hands at", False), ("Shaking hands at sea", True)])
def test_a_repeated_line_of_four_words_is_a_caption(words: str, marked: bool) -> None:
    assert mark_repeated(split_lines(f"They met.\n{words}\n{words}"))[1].repeated == marked


def last_continues(width: int, above: int, last: str) -> bool:
    """Whether `last` continues a line of `above` characters, below lines of `width` characters."""
    lines = ["they spoke of it ".ljust(length, "x") for length in [*[width] * 12, above]]
    return join_wrapped(split_lines("\n".join([*lines, last])))[-1].continues


def test_a_mark_of_a_list_continues_a_line_only_without_room_for_it() -> None:
    assert last_continues(60, 46, "2) of it")  # 14 columns are free: the mark, its space and a tolerance of 12
    assert not last_continues(60, 45, "2) of it")


@pytest.mark.parametrize("ends", [",", ";", "; and", ", or"])
def test_the_next_item_does_not_continue_an_item_that_ends_as_in_a_list(ends: str) -> None:
    items = [
        "a) ships of the two countries and their",
        f"ports in the north and in the south{ends}",
        "b) trade between them.",
    ]
    above = f"b) {'ships and ports of the two countries'.ljust(50, 's')}{ends}"
    lines = split_lines("\n".join([WRAPPED.split("\n")[0], *items, above, "c) trade between them and the others."]))
    assert not join_wrapped(lines)[-1].continues


def test_a_line_that_ends_within_a_phrase_is_wrapped() -> None:
    page = "Minister Hill met Minister Aoki in\nNara on May 4.\n\nThey spoke of the sea and of\nAsia."
    assert is_wrapped(split_lines(page))


def test_a_mark_of_a_list_does_not_continue_a_line_of_less_than_36_characters() -> None:
    assert last_continues(40, 36, "2) of it")
    assert not last_continues(40, 35, "2) of it")


def test_a_line_of_less_than_half_the_width_ends_its_paragraph() -> None:
    assert last_continues(60, 30, "Later they met.")
    assert not last_continues(60, 29, "Later they met.")
    assert last_continues(60, 29, "later they met.")
