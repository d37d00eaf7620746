"""Sub-points: which lists within a point are points of their own, their labels and headings."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing.layout import group_blocks
from analysis.corpus.parsing.lines import split_lines
from analysis.corpus.parsing.subpoints import Part, split_subpoints

LONG = "They spoke of the ships and of the ports and of the sea and of the trade between them"


def split(page: str) -> list[Part]:
    return split_subpoints(2, group_blocks(split_lines(page), page), page)


@pytest.mark.parametrize(
    ("page", "labels"),
    [
        ("A b.\n(1) C d.\n(2) E f.", ["2", "2(1)", "2(2)"]),
        ("(1) C d.\n(2) E f.", ["2(1)", "2(2)"]),
        ("A b.\n(2) C d.\n(3) E f.", ["2(1)", "2(2)", "2(3)"]),
        ("A b.\n(3) C d.\n(4) E f.", ["2"]),
        ("A b.\n(ii) C d.\n(iii) E f.", ["2", "2(ii)", "2(iii)"]),
        ("(a) A b.\n(i) C d.\n(ii) E f.\n(b) G h.", ["2(a)", "2(a)(i)", "2(a)(ii)", "2(b)"]),
        ("\n".join(f"({letter}) A b." for letter in "abcdefghi"), [f"2({letter})" for letter in "abcdefghi"]),
        ("A b.\n(A) C d.\n(B) E f.", ["2", "2(A)", "2(B)"]),
        ("A b.\n① C d.\n② E f.", ["2", "2(①)", "2(②)"]),
        ("A b.\n- C d.\n- E f.", ["2", "2.1", "2.2"]),
        ("(1) A b.\n- C d.\n- E f.\n(2) G h.\n- I j.", ["2(1)", "2(1).1", "2(1).2", "2(2)", "2(2).1"]),
        ("A b.\n1) C d.\n2) E f.", ["2", "2(1)", "2(2)"]),
        ("A b.\n1. C d.\n2. E f.", ["2", "2(1)", "2(2)"]),
        ("A b.\n* C d.", ["2"]),
        ("A b.", ["2"]),
        ("A b.\n(1) c d.\n(2) e f.", ["2"]),
        ("A b.\n(1) 40 ships sail.\n(2) “E f.”", ["2", "2(1)", "2(2)"]),
        ("A b.\n(1) C d;\n(2) E f.", ["2"]),
        (f"A b.\n(1) {LONG},\n(2) {LONG}.", ["2"]),
        (f"A b.\n(1) {LONG}\n(2) {LONG}.", ["2", "2(1)", "2(2)"]),
        ("A b.\n(1) Ships\n(2) Ports", ["2"]),
        ("They told them to\n(1) Sail now.\n(2) Trade.", ["2"]),
        ("Trade\n(1) C d.\n(2) E f.", ["2(1)", "2(2)"]),
    ],
)
def test_labels(page: str, labels: list[str]) -> None:
    assert [part.label for part in split(page)] == labels


def test_a_heading_belongs_to_all_that_are_deeper_below_it() -> None:
    page = "Sea\n(1) Ships\n(a) A b.\n(b) C d.\n(2) E f.\n(3) Ports\n(a) G h.\nI j.\n(4) K l."
    shown = [
        (part.label, [page[block.start : block.end] for block in part.headings], len(part.blocks))
        for part in split(page)
    ]
    assert shown == [
        ("2(1)(a)", ["Ships"], 1), ("2(1)(b)", ["Ships"], 1), ("2(2)", ["Sea"], 1), ("2(3)(a)", ["Ports"], 2), ("2(4)", ["Sea"], 1),
    ]  # fmt: skip


def test_a_heading_within_an_item_belongs_to_the_items_below_it_too() -> None:
    page = "(1) Ships\nA b.\n(a) C d.\n(2) Ports"
    assert [part.label for part in split(f"{page}\nE f.")] == ["2(1)", "2(1)(a)", "2(2)"]
    assert [[page[b.start : b.end] for b in part.headings] for part in split(f"{page}\nE f.")] == [[], ["Ships"], []]
