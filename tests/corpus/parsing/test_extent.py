"""The extent of the text: its end mark, its footer, whether its numbers are its points, and what was left out."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing.extent import (
    find_end,
    find_footer,
    left_out_warnings,
    long_lead_warnings,
    numbers_are_points,
)
from analysis.corpus.parsing.layout import group_blocks
from analysis.corpus.parsing.lines import split_lines
from analysis.corpus.parsing.numbering import find_points
from analysis.corpus.parsing.parse import parse_readout
from analysis.corpus.parsing.parsed import Point

MET = "President Baek met Prime Minister Aoki in Busan."  # eight words
FOOTER = "Back to Japan-Republic of Korea Relations"


def rain(n: int) -> str:
    """A sentence of n words."""
    return f"It {'rained ' * (n - 2)}on."


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (["They met.", "(END)", "More."], 2), (["(END)", "They met.", "###", "More."], 3), (["Talks", "(END)", "They met."], 3),
        (["They met.", "They left. ###", "More."], 2), (["Talks"], 1), ([""], 0),
    ],
)  # fmt: skip
def test_the_text_ends_at_the_first_end_mark_below_a_sentence(lines: list[str], end: int) -> None:
    assert find_end(split_lines("\n".join(lines))) == end


@pytest.mark.parametrize("footer", ["Notes", "Endnotes", "Documents", "Subscribe to updates", "Earlier statements"])
def test_lists_below_the_text_are_not_points(footer: str) -> None:
    page = f"They met in Nara.\n\nThey spoke.\n\nThey parted.\n\n{footer}\n\n1. A text of trade.\n2. A text of ships."
    assert [point.text for point in parse_readout(page).points][-1] == "They parted."


@pytest.mark.parametrize(
    ("lines", "footer"),
    [
        ([rain(6), FOOTER, rain(4)], 1), ([rain(6), FOOTER, rain(5)], 3), ([FOOTER, rain(6)], 2), ([FOOTER, "- Other talks"], 2),
        ([rain(3), FOOTER, "- Other talks", rain(9)], 1), ([rain(3), FOOTER, "", "1. Other talks", rain(9)], 1), ([rain(9)], 1),
        ([rain(3), FOOTER, rain(3), FOOTER, rain(4)], 3), ([rain(3), FOOTER, rain(2), FOOTER, rain(4)], 5),
        ([rain(6), FOOTER, "Harbour of Busan", rain(4)], 1),
    ],
)  # fmt: skip
def test_a_footer_has_three_fifths_of_the_text_above_it_or_a_list_below(lines: list[str], footer: int) -> None:
    assert find_footer(split_lines("\n".join(lines))) == footer


def are_points(*above: str, below: tuple[str, ...] = ()) -> bool:
    """Whether two numbered lines of four words each, with unnumbered paragraphs above and below, are the points."""
    page = "\n\n".join([*above, f"1. {rain(4)}\n2. {rain(4)}", *below])
    lines = split_lines(page)
    return numbers_are_points(lines, 0, find_points(lines), page)


def test_numbers_below_the_lead_are_points_if_they_have_most_of_the_words() -> None:
    """The numbered lines have ten words, with their numbers."""
    assert are_points(MET)
    assert are_points(MET, below=(rain(90),))
    assert are_points(MET, rain(10))
    assert not are_points(MET, rain(11))
    assert are_points("Harbour", MET, rain(5), "Harbour", rain(5))
    assert not are_points("Harbour", MET, rain(5), "Harbour", rain(6))


def test_text_below_the_last_number_counts_against_numbers_if_several_paragraphs_are_above() -> None:
    assert are_points(MET, rain(10), below=(rain(9),))
    assert are_points(MET, rain(3), rain(3), below=(rain(4),))
    assert not are_points(MET, rain(3), rain(3), below=(rain(5),))
    assert are_points(MET, rain(3), rain(3), below=(f"- {rain(5)}",))  # a list goes on in the point


def test_the_lead_is_the_paragraph_that_announces_the_points() -> None:
    assert are_points(MET, rain(30), "The overview is as follows.")
    assert not are_points(MET, "The overview is as follows.", rain(30))


@pytest.mark.parametrize(("n", "warned"), [(12, False), (13, True)])
def test_more_than_25_words_between_the_lead_and_point_1_are_reported(n: int, warned: bool) -> None:
    page = "\n\n".join([rain(40), rain(13), "Harbour of Busan", "The overview is as follows.", rain(n)])
    warnings = long_lead_warnings(group_blocks(split_lines(page), page), page)
    told = "The lead has 26 words between its first paragraph and point 1; they are in no point. Check them."
    assert warnings == ([told] if warned else [])


def left_out(above: int, coded: int, below: int) -> list[str]:
    """The warnings of a page with one point, a lead, and a sentence above and below them."""
    parts = [rain(above), MET, rain(coded), "Harbour of Busan", rain(below)]
    page, starts = "\n\n".join(parts), [0]
    for part in parts:
        starts.append(starts[-1] + len(part) + 2)
    start, end = starts[2], starts[2] + len(parts[2])
    point = Point(1, None, page[start:end], start, end, ((start, end),))
    return left_out_warnings(split_lines(page), (starts[1], starts[1] + len(MET)), [point], page)


def test_more_than_25_words_outside_lead_and_points_are_reported() -> None:
    assert left_out(12, 90, 13) == []
    assert left_out(13, 90, 13) == [
        f"26 words of sentences were left out as not part of the readout, from “It{' rained' * 7} …”. Check them."
    ]


def test_points_with_less_than_half_of_the_text_below_the_lead_are_reported() -> None:
    assert len(left_out(13, 26, 13)) == 1
    assert left_out(13, 25, 13)[1] == (
        "Only 25 words are in points, less than half of the text. Check where the points begin."
    )


def test_a_long_title_and_a_page_without_points_report_nothing() -> None:
    title = "Japan and Korea " * 20
    page = f"{title}\n\n{MET}"
    start = page.index(MET)
    point = Point(1, None, MET, start, len(page), ((start, len(page)),))
    assert left_out_warnings(split_lines(page), (0, 0), [point], page) == []
    assert left_out_warnings(split_lines(page), (0, 0), [], rain(50)) == []
