"""Numbered points: styles, lost numbers, numbers within sentences."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing.lines import split_lines
from analysis.corpus.parsing.numbering import begins_item, find_points, restarts
from analysis.corpus.parsing.parse import parse_readout
from tests.builders.forms import FIRST, HEAD, SECOND, THIRD, THREE, check, wrap
from tests.builders.studies import write_page


@pytest.mark.parametrize("numbers", [(1, 3, 4), (1, 2, 5), (1, 4, 6)])
@pytest.mark.parametrize("mark", ["{}. ", "({}) ", "{}) "])
def test_lost_numbers_give_a_warning(numbers: tuple[int, int, int], mark: str) -> None:
    page = HEAD + "\n".join(mark.format(n) + said for n, said in zip(numbers, (FIRST, SECOND, THIRD), strict=True))
    parsed = check(page, [(n, *point[1:]) for n, point in zip(numbers, THREE, strict=True)])
    assert any(warning.startswith("The number after ") for warning in parsed.warnings)


def test_a_number_that_stands_further_down_is_not_lost() -> None:
    page = f"{HEAD}1. {FIRST}\n3. {SECOND}\n2. {THIRD}\n3. {SECOND}"
    assert [point.number for point in parse_readout(page).points] == [1, 2, 3]


@pytest.mark.parametrize("again", [True, False])
def test_numbers_that_begin_again_give_a_warning(again: bool) -> None:
    below = f"\n\nDinner\n\n1. {SECOND}\n2. {THIRD}" if again else ""
    warnings = parse_readout(f"{HEAD}1. {FIRST}\n     1. It rained.\n2. {SECOND}\n     1. It rained.{below}").warnings
    assert any("begin at 1 again" in warning for warning in warnings) == again


def test_numbers_go_over_99() -> None:
    page = HEAD + "\n".join(f"{n}. They spoke of thing {n}." for n in range(1, 1235))
    assert [point.number for point in parse_readout(page).points] == list(range(1, 1235))


def test_numbers_inside_a_sentence_are_not_points() -> None:
    parsed = parse_readout(write_page(["They said that\n1) one goes first; and\n2) two follows.", "They left."]))
    assert len(parsed.points) == 2


def test_a_numbered_line_with_signs_of_a_menu_is_text() -> None:
    page = f"{HEAD}1. {FIRST}\n2. Korea > Japan > China trade was\ndiscussed.\n3. {THIRD}"
    assert [point.number for point in parse_readout(page).points] == [1, 2, 3]


INLINE = "They agreed that (A) the ports open; and (B) the ships sail, that A) it is so and B) it stays so, "


INLINE += (
    "(a) now and (b) then, with 1) the first, 2) the second and 3) the third, (1) here and (2) there, and 2. that."
)


@pytest.mark.parametrize("width", [None, *range(40, 100, 3)])
def test_marks_within_a_sentence_are_not_points(width: int | None) -> None:
    page = HEAD + f"1. {FIRST}\n\n2. {INLINE}\n\n3. {THIRD}"
    check(wrap(page, width) if width else page, [THREE[0], (2, None, "They agreed", 1), THREE[2]])


@pytest.mark.parametrize("width", [None, *range(40, 100, 3)])
def test_marks_within_a_sentence_are_not_points_of_unnumbered_text(width: int | None) -> None:
    page = HEAD + f"{FIRST}\n\n{INLINE}\n\n{THIRD}"
    check(wrap(page, width) if width else page, [THREE[0], (2, None, "They agreed", 1), THREE[2]])


@pytest.mark.slow
def test_ten_thousand_points_are_read() -> None:
    text = "\n".join(f"{n}. They met." for n in range(1, 10_001))
    assert [point.number for point in parse_readout(text).points] == list(range(1, 10_001))


MARKERS = [
    "(1)", "(123)", "(a)", "(Z)", "(iv)", "①", "⑳", "•", "○", "◦", "°", "º", "□", "■", "▲", "▷", "※", "●", "◆", "◇", "►", "‣", "∙", "-", "–", "—",
    "·", "*", "\\-", "\\*", "o", "1)", "12)", "a)", "B)", "ii)", "1.", "123.", "1\\.", "1", "I.", "IV.", "XVI.",
]  # fmt: skip


@pytest.mark.parametrize("marker", MARKERS)
def test_markers_of_items(marker: str) -> None:
    assert begins_item(f"{marker} Trade")
    assert begins_item(f"  {marker} “Trade”") or marker in ("1.", "123.", "1\\.")
    assert not begins_item(f"Trade {marker} trade")


@pytest.mark.parametrize("line", ["Trade", "o trade", "1 trade", "1234) trade", "(1234567) A", "1.5 per cent", "-trade", "abc) trade", "XXXXX. A", "(xxxxxx) a", "ab. trade"])  # fmt: skip
def test_lines_that_do_not_begin_items(line: str) -> None:
    assert not begins_item(line)


def starts(*lines: str) -> list[int]:
    return [number for _, number, _ in find_points(split_lines("\n".join(lines)))]


def test_which_numbers_are_points() -> None:
    assert starts("1. A", "2. B", "3. C") == [1, 2, 3]
    assert starts("1. A") == [1]
    assert starts("1 A") == starts("(1) A") == starts("1) A") == []
    assert starts("1 A", "2 B") == starts("(1) A", "(2) B") == starts("1) A.", "2) B") == [1, 2]
    assert starts("1) A", "2) B") == []
    assert starts("2. A", "3. B") == []
    assert starts("1. A", "1. B", "2. C") == [1, 2]
    assert starts("(1) A", "1. B", "(2) C", "2. D") == [1, 2]
    assert starts("1 a", "2 b") == []
    assert starts("1) A", "and", "2) B") == []
    assert (
        starts("1) A", "and.", "2) B") == starts("1) A", "(and)", "2) B") == starts("1) A", "“and”", "2) B") == [1, 2]
    )


def test_lost_numbers_have_limits() -> None:
    assert starts("1. A", "4. B") == [1, 4]
    assert starts("1. A", "5. B") == [1]
    assert starts("1 A", "3 B") == []
    assert starts("1. A", "3. B", "2. C") == [1, 2]
    assert starts("1. A", "4. B", "3. C") == [1, 3]


def test_deeper_numbers_are_lists_unless_all_are() -> None:
    assert starts("1. A", "  2. B") == [1, 2]
    assert starts("1. A", "   2. B", "2. C") == [1, 2]
    (first, second) = find_points(split_lines("1. A\n   2. B\n2. C"))
    assert (first[0], second[0]) == (0, 2)
    assert starts("1. A", "        2. B", "        3. C") == [1, 2, 3]


def test_offsets_are_behind_the_marker() -> None:
    for marker, offset in (
        ("1. ", 3),
        ("1. (1) ", 7),
        ("1. 1. ", 6),
        ("1. 2. ", 3),
        ("1. (2) ", 3),
        ("**1.** ", 7),
        ("# 1. ", 5),
        ("<b>1.</b> ", 10),
    ):
        assert find_points(split_lines(f"{marker}A"))[0][2] == offset, marker


def test_when_numbers_restart() -> None:
    def restarted(*lines: str) -> bool:
        split = split_lines("\n".join(lines))
        return restarts(split, find_points(split))

    assert restarted("1. A", "2. B", "1. C")
    assert restarted("1. A", "2. B", "  1. C")
    assert not restarted("1. A", "2. B", "   1. C")
    assert not restarted("1. A", "1. B", "2. C")
    assert not restarted("1. A", "1. B")
    assert not restarted("1. A", "2. B", "(1) C")


@pytest.mark.parametrize(("indent", "points"), [(2, [(0, 1), (1, 2)]), (3, [(0, 1), (2, 2)])])
def test_a_number_up_to_two_columns_deeper_is_a_point(indent: int, points: list[tuple[int, int]]) -> None:
    found = find_points(split_lines(f"1. They met.\n{' ' * indent}2. They spoke.\n2. They left."))
    assert [(index, number) for index, number, _ in found] == points


@pytest.mark.parametrize(("second", "points"), [(4, [1, 4]), (5, [1])])
def test_up_to_two_numbers_can_be_lost_between_points(second: int, points: list[int]) -> None:
    found = find_points(split_lines(f"1. They met.\n{second}. They left."))
    assert [number for _, number, _ in found] == points


def test_a_deeper_number_below_the_first_point_does_not_begin_again() -> None:
    lines = split_lines("1. They met.\n     It rained.\n2. They left.\n     1. They flew.")
    assert not restarts(lines, find_points(lines))
    lines = split_lines("1. They met.\n     It rained.\n2. They left.\n  1. They flew.")
    assert restarts(lines, find_points(lines))
