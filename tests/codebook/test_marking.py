from __future__ import annotations

import pandas as pd
import pytest

from analysis.codebook.marking import MarkedSentences, MarkedSpan, mark, mark_sentences
from tests.builders.studies import make_codebook

BOOK = make_codebook({"trade": ["trade"], "ships": ["ship*"]})
SAID = pd.DataFrame(
    [("a", 1, 1, "Trade by ships.", 9), ("a", 2, 2, "It grew <fast>.", 30), ("a", 2, 3, "It rained.", 50)],
    columns=["readout_id", "point", "sentence", "text", "start"],
)
TAGS = pd.DataFrame(
    [("a", 1, "ships", "match"), ("a", 1, "trade", "match"), ("a", 2, "trade", "carried")],
    columns=["readout_id", "sentence", "theme", "how"],
)
MATCHES = pd.DataFrame(
    [("a", 1, "ships", 18, 23), ("a", 1, "trade", 9, 14)], columns=["readout_id", "sentence", "theme", "start", "end"]
)


@pytest.fixture(scope="module")
def marked() -> MarkedSentences:
    return mark_sentences(SAID, TAGS, MATCHES, BOOK, {"a": "Seoul 2024"})


def test_sentences_have_the_labels_of_their_themes_in_the_order_of_the_codebook(marked: MarkedSentences) -> None:
    assert [(one.readout_id, one.meeting, one.point, one.number, one.text) for one in marked] == [
        ("a", "Seoul 2024", 1, 1, "Trade by ships."), ("a", "Seoul 2024", 2, 2, "It grew <fast>."), ("a", "Seoul 2024", 2, 3, "It rained."),
    ]  # fmt: skip
    assert [list(one.themes.items()) for one in marked] == [
        [("trade", "Trade"), ("ships", "Ships")], [("trade", "Trade, carried from the sentence before")], [("none", BOOK.label("none"))],
    ]  # fmt: skip
    assert [sorted(one.spans) for one in marked] == [[(0, 5, "trade"), (9, 14, "ships")], [], []]
    assert marked.colours == {"trade": "#0072B2", "ships": "#0072B2"}


def test_the_listing_marks_and_escapes_each_sentence_and_says_where_it_stands(marked: MarkedSentences) -> None:
    lines = marked.listing().splitlines()
    assert len(lines) == len(marked) == 3
    assert "Seoul 2024, point 1, sentence 1: Trade, Ships" in lines[0]
    assert '<mark style="--c:#0072B2">Trade</mark> by <mark style="--c:#0072B2">ships</mark>.' in lines[0]
    assert "It grew &lt;fast&gt;." in lines[1]
    assert ["--c:" in line for line in lines] == [True, True, False]
    assert len(marked.of(list(marked)[:1]).listing().splitlines()) == 1
    assert marked.of([]).listing() == "<p>No sentence.</p>"


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([], "abcdef"),
        ([(0, 6, "t")], "[abcdef]"),
        ([(3, 4, "t"), (0, 2, "t")], "[ab]c[d]ef"),
        ([(0, 3, "t"), (2, 5, "t")], "[abc][de]f"),
        ([(0, 5, "t"), (1, 3, "t"), (3, 5, "t")], "[abcde]f"),
    ],
)
def test_spans_that_overlap_are_cut(spans: list[MarkedSpan], shown: str) -> None:
    html = mark("abcdef", spans, {"t": "#0072B2"})
    assert html.replace('<mark style="--c:#0072B2">', "[").replace("</mark>", "]") == shown
