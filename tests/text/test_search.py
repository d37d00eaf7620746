"""The search finds what one regular expression for each pattern finds, whatever the text and the patterns."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import example, given, strategies as st

from analysis.text.encoding import Utf8Text
from analysis.text.patterns import Pattern, fold, is_word
from analysis.text.search import Search
from tests.builders import simple_search

WORDS = ["ab", "abc", "b", "c", "bc", "ca", "é", "ß", "ǆ", "a.b", "한", "u.s."]
word = st.sampled_from(WORDS)
odd = st.sampled_from(
    [
        "?b",
        "b*c",
        "*",
        "a*?c",
        "?b?c*",
        "a.*b",
        "**",
        "c*'",
        "*'b",
        "*?a",
        "??*b",
        "*?ab c*",
        "a?*",
    ]
)
glob = st.one_of(
    word,
    word.map(lambda w: w + "*"),
    word.map(lambda w: "*" + w),
    odd,
    st.text("ab.*?'é\u0301", min_size=1, max_size=6),
)
pattern = st.lists(glob, min_size=1, max_size=4).map(" ".join)
joint = st.sampled_from([" ", "-", " – ", "\n", "\r\n  ", "’", ". ", "", "  ", "\u0301", "_", ",", "‑", "\u00a0", "−"])
piece = st.one_of(word, word.map(str.upper), st.text(max_size=3), st.text("abc.", max_size=6), st.just("a" * 70))
text = st.lists(st.tuples(piece, joint), max_size=12).map(lambda parts: "".join(a + b for a, b in parts))


def spans(patterns: list[str], said: str) -> list[tuple[int, int, int]]:
    """What the plain search finds, in the order of the text."""
    found = [(n, *span) for n, written in enumerate(patterns) for span in simple_search.find(written, said)]
    return sorted(found, key=lambda fit: (*fit[1:], fit[0]))


def searchable(written: str) -> bool:
    return not Pattern(written).has_two_stars_in_a_word and any(
        is_word(c) for c in Pattern(written).normal if c not in "*?"
    )


@given(st.lists(pattern.filter(searchable), min_size=1, max_size=5), text)
@example(["a*c", "b*c"], "aXbbYcc abc b c")
@example(["*?a", "??*s"], "baa tests")
@example(["missile* talk?"], "Missiles -\n\n talks")
def test_the_search_finds_what_regular_expressions_find(patterns: list[str], said: str) -> None:
    assert Search(patterns).spans(said) == spans(patterns, said)


@given(st.permutations(["ab", "ab c*", "b*", "*c", "ca ?b", "a*bc"]), text)
def test_the_order_of_patterns_does_not_matter(patterns: list[str], said: str) -> None:
    listed = ["ab", "ab c*", "b*", "*c", "ca ?b", "a*bc"]
    mine = {(patterns[n], start, end) for n, start, end in Search(patterns).spans(said)}
    assert mine == {(listed[n], start, end) for n, start, end in Search(listed).spans(said)}


def test_patterns_with_more_letters_than_a_byte_holds() -> None:
    words = [chr(0xAC00 + 3 * n) + chr(0xB000 + n) for n in range(400)]
    said = " ".join(words) + " " + "".join(words[:3])
    patterns = [*words, "한국 *", words[0] + "*"]
    assert Search(patterns).spans(said) == spans(patterns, said)
    assert len(Search(patterns).spans(said)) == 402


@pytest.mark.parametrize("size", [1, 31, 32, 33, 5000])
def test_a_star_reaches_over_words_of_any_length(size: int) -> None:
    said = "x" + "a" * size + "b and xb"
    assert Search(["x*b", "*b"]).spans(said) == [
        (0, 0, size + 2), (1, 0, size + 2), (0, size + 7, size + 9), (1, size + 7, size + 9)
    ]  # fmt: skip


def test_every_character_folds_to_one_of_its_own_kind() -> None:
    for point in range(sys.maxunicode + 1):
        character = chr(point)
        folded = fold(character)
        assert len(folded) == 1
        assert is_word(folded) == is_word(character) or folded == "'", hex(point)
        assert fold(folded) == folded, hex(point)


@pytest.mark.parametrize("written", ["*", "? *", "!!", ""])
def test_a_pattern_without_a_letter_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="has no letter"):
        Search(["peace", written])


@pytest.mark.parametrize("written", ["a*b*", "*b*", "peace a*b*c", "a*-*b c*.d*"])
def test_a_pattern_with_two_stars_in_one_word_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="has two \\* in one word"):
        Search(["peace", written])


def test_no_pattern_finds_nothing() -> None:
    assert Search([]).spans("They met.") == []


@given(st.text())
def test_offsets_in_bytes_and_in_characters(said: str) -> None:
    characters = Utf8Text(said.encode("utf-8", "surrogatepass"))
    places = characters.byte_of(np.arange(len(said) + 1))
    assert characters.n == len(said)
    assert places.tolist() == [len(said[:n].encode("utf-8", "surrogatepass")) for n in range(len(said) + 1)]
    assert characters.character_of(places).tolist() == list(range(len(said) + 1))
