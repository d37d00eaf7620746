from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import count_words, sentence_spans, word_spans


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_spans_are_in_order_and_cover_every_word(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(i in covered for i, character in enumerate(text) if not character.isspace())


@given(st.text(max_size=60), st.text(max_size=60))
def test_spans_of_a_part_are_offsets_into_the_whole(before: str, part: str) -> None:
    whole = before + part
    shifted = [(a + len(before), b + len(before)) for a, b in sentence_spans(part)]
    assert sentence_spans(whole, len(before)) == shifted


@pytest.mark.parametrize(
    "sentences",
    [
        ["H.E. Mr. Yoon spoke at 4:35 p.m. in Seoul.", "Ms. Kim agreed."],
        ["They will resume “shuttle diplomacy.”", "Both left."],
        ["It began on May 24th .", "Both leaders welcomed it."],
        ["It was so in 2023.", "It is so now."],
        ["They met at 5 p.m.", "The talk was short."],
        ["At 6.15p.m. JST, Mr. Aoki held talks from 6:15p.m. and left at 7p.m. Seoul time.", "Both left."],
        ["They met at 6.15p.m.", "The talk was short."],
        ["He paid 3.5.", "Mr. Aoki paid 4."],
        ["Joseph R. Biden, Jr. met the U.S. delegation (see No. 5).", "“Good,” he said."],
    ],
)
def test_abbreviations_and_quotes_of_the_genre(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[a:b] for a, b in sentence_spans(text)] == sentences


@pytest.mark.parametrize(
    ("text", "n"), [("", 0), (" - ", 0), ("Japan-ROK-U.S.", 1), ("the two sides' view", 4), ("3.5 and 1,000", 3)]
)
def test_words(text: str, n: int) -> None:
    assert count_words(text) == n == len(word_spans(text))
