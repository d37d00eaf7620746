"""Numbered points: styles, lost numbers, numbers within sentences."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing.parse import parse_readout
from tests.builders.forms import FIRST, HEAD, SECOND, THIRD, THREE, check, wrap
from tests.conftest import write_page


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


def test_a_hundred_thousand_points_are_read() -> None:
    text = "\n".join(f"{n}. They met." for n in range(1, 100_001))
    assert [point.number for point in parse_readout(text).points] == list(range(1, 100_001))
