from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from analysis.codebook.carrying import carry_over
from analysis.codebook.matcher import Matcher
from analysis.text.encoding import Utf8Text
from tests.builders import simple_matcher
from tests.builders.studies import make_codebook

sentence = st.tuples(st.sets(st.integers(0, 2), max_size=2), st.booleans(), st.booleans())


@given(st.lists(sentence, max_size=12))
def test_themes_are_carried_as_sentence_by_sentence(rows: list[tuple[set[int], bool, bool]]) -> None:
    expected: list[tuple[int, int, bool]] = []
    before: set[int] = set()
    for n, (own, follows, back) in enumerate(rows):
        carried = not own and follows and n > 0 and back
        before = own or (before if carried else set())
        expected += [(n, theme, carried) for theme in sorted(before)]
    pairs = [(n, theme) for n, (own, _, _) in enumerate(rows) for theme in own]
    pointing = np.array([back for _, _, back in rows], dtype=bool)
    follows = np.array([n > 0 and follows for n, (_, follows, _) in enumerate(rows)], dtype=bool)
    numbers = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    tags = carry_over(numbers[:, 0], numbers[:, 1], follows, pointing)
    assert list(zip(*(field.tolist() for field in tags), strict=True)) == expected


def test_a_long_chain_ends_at_the_first_sentence_that_does_not_point_back() -> None:
    pointing = np.array([True] * 5 + [False, True, False] + [True] * 6 + [False])
    follows = np.arange(15) > 0
    tags = carry_over(np.array([0, 7]), np.array([0, 1]), follows, pointing)
    assert tags.sentence.tolist() == [0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13]
    assert tags.theme.tolist() == [0] * 5 + [1] * 7


@pytest.mark.parametrize("within", [0, 2])
@pytest.mark.parametrize(
    "said",
    [
        "these moves",
        "these x moves",
        "these x y moves",
        "these x y z moves",
        "moves these",
        "so on",
        "these. moves",
        "the moves",
    ],
)
def test_a_determiner_points_back_with_a_noun_near_it(within: int, said: str) -> None:
    carry = {"determiners": ["these"], "nouns": ["moves"], "phrases": ["so on"], "within": within}
    book = make_codebook({"a": ["q"]}, carry=carry)
    text = said.encode()
    matcher = Matcher(book)
    folded = matcher.fold(Utf8Text(text), np.array([0]), np.array([len(text)]))
    assert matcher.points_back(matcher.read(folded)).tolist() == [simple_matcher.Matcher(book).points_back(said)]


@pytest.mark.parametrize(
    ("said", "points_back"),
    [
        ("They will solve these problems.", True),
        ("It has many problems at home, and will solve these problems.", False),
        ("It has problems at home, and will solve these problems.", False),
        ("It has many issues at home, and will solve these problems.", False),
        ("It has many issues at home, and will do so.", False),
        ("They will solve these problems, and many issues.", True),
        ("These problems are old: they will solve these problems.", True),
    ],
)
def test_what_points_to_its_own_sentence_does_not_point_back(said: str, points_back: bool) -> None:
    carry = {
        "within": 2, "determiners": ["these"], "nouns": ["problem*", "issue*"], "phrases": ["do so"],
        "introducers": ["many"],
    }  # fmt: skip
    book = make_codebook({"a": ["x"]}, carry=carry)
    matcher = Matcher(book)
    text = Utf8Text(said.encode())
    folded = matcher.fold(text, np.array([0]), np.array([text.n]))
    assert matcher.points_back(matcher.read(folded)).tolist() == [points_back]
    assert simple_matcher.Matcher(book).points_back(said) == points_back
