from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from analysis.codebook.matcher import Matcher, NestedScope
from analysis.codebook.model import Codebook
from analysis.codebook.tagging import find_fits, find_matches, tag_sentences
from analysis.study import Study
from analysis.text.search import Search
from tests.builders import simple_matcher, slow_matcher
from tests.builders.studies import make_codebook

WORDS = ["ab", "abc", "b", "c", "bc", "ca", "é"]
word = st.sampled_from(WORDS)
pattern = st.lists(
    st.one_of(word, word.map(lambda w: w + "*"), word.map(lambda w: "*" + w), st.just("?b"), st.just("b*c")),
    min_size=1,
    max_size=3,
).map(" ".join)
joint = st.sampled_from([" ", "-", " – ", "\n", "’", ". ", "", "  "])
text = st.lists(st.tuples(st.one_of(word, word.map(str.upper), st.text(max_size=3)), joint), max_size=9).map(
    lambda parts: "".join(a + b for a, b in parts)
)


def sentences_of(*texts: str, points: list[int] | None = None) -> pd.DataFrame:
    numbers = range(1, len(texts) + 1)
    return pd.DataFrame({"readout_id": "r", "point": points or 1, "sentence": numbers, "text": texts, "start": 0})


def hits(book: Codebook, sentence: str, kind: str = "", **scope: str) -> list[tuple[int, int, str, str]]:
    """start, end, theme and pattern of each match in one sentence."""
    matches = find_matches(sentences_of(sentence).assign(kind=kind), book, **scope)  # type: ignore[arg-type]
    return list(matches[["start", "end", "theme", "pattern"]].itertuples(index=False, name=None))


@given(pattern, text)
def test_a_pattern_is_found_where_the_slow_matcher_finds_it(written: str, sentence: str) -> None:
    assert [(a, b) for _, a, b in Search([written]).spans(sentence)] == slow_matcher.find(written, sentence)


@settings(max_examples=60)
@given(st.lists(pattern, min_size=1, max_size=4, unique=True), st.lists(pattern, max_size=3, unique=True), text)
def test_what_counts_is_what_the_slow_matcher_counts(one: list[str], consumes: list[str], sentence: str) -> None:
    check_what_counts_is_what_the_slow_matcher_counts(one, consumes, sentence)


@pytest.mark.slow
@given(st.lists(pattern, min_size=1, max_size=4, unique=True), st.lists(pattern, max_size=3, unique=True), text)
def test_what_counts_is_what_the_slow_matcher_counts_in_many_cases(
    one: list[str], consumes: list[str], sentence: str
) -> None:
    check_what_counts_is_what_the_slow_matcher_counts(one, consumes, sentence)


def check_what_counts_is_what_the_slow_matcher_counts(one: list[str], consumes: list[str], sentence: str) -> None:
    themes = {"one": one, "two": ["ab c", "ca"]}
    found = {(start, end, theme) for start, end, theme, _ in hits(make_codebook(themes, consumes=consumes), sentence)}
    assert found == slow_matcher.count(themes, consumes, sentence)


@settings(max_examples=40)
@given(st.permutations(["ab", "ab c", "b*", "c"]), st.permutations(["one", "two", "three"]), text)
def test_the_order_of_the_codebook_does_not_matter(patterns: list[str], keys: list[str], sentence: str) -> None:
    check_the_order_of_the_codebook_does_not_matter(patterns, keys, sentence)


@pytest.mark.slow
@given(st.permutations(["ab", "ab c", "b*", "c"]), st.permutations(["one", "two", "three"]), text)
def test_the_order_of_the_codebook_does_not_matter_in_many_cases(
    patterns: list[str], keys: list[str], sentence: str
) -> None:
    check_the_order_of_the_codebook_does_not_matter(patterns, keys, sentence)


def check_the_order_of_the_codebook_does_not_matter(patterns: list[str], keys: list[str], sentence: str) -> None:
    book = {"one": ["ab", "ab c", "b*", "c"], "two": ["abc"], "three": ["bc ca"]}
    other = {key: patterns if key == "one" else book[key] for key in keys}
    assert hits(make_codebook(book), sentence) == hits(make_codebook(other), sentence)


def test_every_match_is_in_the_text_at_its_offsets(study: Study) -> None:
    assert len(study.matches) > 50
    for row in study.matches.itertuples():
        assert study.corpus.documents[row.readout_id].text[row.start : row.end] == row.matched
    for row in study.sentences.itertuples():
        assert study.corpus.documents[row.readout_id].text[row.start : row.end] == row.text


def test_every_pattern_of_the_codebook_finds_itself(study: Study) -> None:
    for entry in study.codebook.listed:
        sample = f"Then {entry.pattern.sample} came."
        assert (0, 5, 5 + len(entry.pattern.sample)) in Search([entry.pattern.written]).spans(sample), (
            entry.pattern.written
        )


@pytest.mark.parametrize(
    "theme",
    ["north_korea", "youth_exchange", "economy", "shuttle_diplomacy", "security", "history", "people", "global"],
)
def test_every_example_of_the_codebook_has_its_theme(study: Study, theme: str) -> None:
    examples = study.codebook.theme(theme).examples
    assert examples
    for example in examples:
        themes = {theme for _, _, theme, _ in hits(study.codebook, example)}
        assert theme in themes, example


def test_hyphens_quotes_case_and_line_ends_do_not_matter() -> None:
    book = make_codebook({"a": ["people-to-people exchange*", "shuttle diplomacy", "north's"]})
    for said in ("People–to–people\n  EXCHANGES", "“Shuttle-diplomacy”", "the North’s"):
        assert len(hits(book, said)) == 1


def test_longest_match_wins_across_themes_and_consumed_words_do_not_count() -> None:
    book = make_codebook({"economy": ["economic security"], "security": ["security"]}, consumes=["UN Security Council"])
    said = "Economic security, and the UN Security Council on security"
    assert [(theme, start) for start, _, theme, _ in hits(book, said)] == [("economy", 0), ("security", 50)]
    scoped = hits(book, said, nested_scope="key")
    assert [(theme, start) for start, _, theme, _ in scoped] == [("economy", 0), ("security", 9), ("security", 50)]
    with pytest.raises(ValueError, match="'nested_scope' parameter of Matcher must be"):
        Matcher(book, nested_scope="theme")  # type: ignore[arg-type]


def test_conditional_patterns() -> None:
    book = make_codebook({"a": ["x"]})
    group = {"patterns": ["contact"], "unless": ["minister*"], "unless_kinds": ["foreign-ministers"]}
    theme = book.themes[0].model_dump() | {"conditional": [group]}
    book = type(book).model_validate({"themes": [theme], "consumes": ["prime minister*"]})
    assert hits(book, "The Prime Minister kept contact")
    assert not hits(book, "The two ministers kept contact")
    assert not hits(book, "They kept contact", "foreign-ministers")


@pytest.mark.parametrize(
    ("said", "themes"),
    [
        ("They were concerned about military cooperation between Russia and North Korea.", {"north_korea"}),
        ("Both sides will work together at the UN Security Council.", set()),
        ("The international community is at history's turning point.", set()),
        ("They discussed the issue of former civilian workers from the Korean Peninsula.", {"history"}),
        ("The two Ministers concurred on continuing close communication.", set()),
        ("The two leaders concurred on continuing close communication.", {"shuttle_diplomacy"}),
        ("Japan-ROK-U.S. cooperation in dealing with North Korea is important.", {"north_korea"}),
        ("Japan-ROK-U.S. cooperation is important.", {"security"}),
        ("They welcomed people-to-people exchanges among the younger generation.", {"youth_exchange"}),
        ("They welcomed people-to-people exchanges and tourism.", {"people"}),
        ("They will cooperate on next-generation semiconductors.", {"economy"}),
        ("They will build the next generation of small reactors.", {"economy"}),
        ("They will design a next-generation naval radar.", {"security"}),
        ("They spoke of the next generation of frigates.", {"security"}),
        ("They hope that the next generation will be friends.", {"youth_exchange"}),
        ("They will exchange young scientists and young entrepreneurs.", {"youth_exchange"}),
        ("They deplored the coup in Gabon.", {"global"}),
        ("They welcomed trilateral cooperation in health.", {"global"}),
        ("The directors noted that the President will visit Japan.", {"shuttle_diplomacy"}),
        ("The ministers said that the Prime Minister would travel to Seoul.", {"shuttle_diplomacy"}),
        ("The two leaders will meet as often as they can.", {"shuttle_diplomacy"}),
        ("They spoke of a satellite launch.", {"north_korea"}),
        ("They protested against the launch towards the sea.", {"north_korea"}),
        ("They spoke of seized assets.", {"history"}),
        ("They spoke of seized assets of Russia.", {"global"}),
        ("A hundred students will visit Japan.", {"youth_exchange"}),
    ],
)  # fmt: skip
def test_the_codebook_tells_apart_what_its_definitions_tell_apart(study: Study, said: str, themes: set[str]) -> None:
    assert {theme for _, _, theme, _ in hits(study.codebook, said)} == themes


def test_carrying() -> None:
    book = make_codebook({"a": ["hydrogen"], "b": ["visas"]}, carry={"determiners": ["these"], "nouns": ["movement*"]})
    sentences = sentences_of(
        "They spoke of hydrogen and visas.", "They will speed up these good movements.", "They smiled.",
        "These movements go on.", "They spoke of hydrogen.", "These movements go on.", points=[1, 1, 1, 1, 1, 2],
    )  # fmt: skip
    tags = tag_sentences(sentences, find_matches(sentences, book), book)
    assert tags[["sentence", "theme", "how", "weight"]].values.tolist() == [
        [1, "a", "match", 0.5], [1, "b", "match", 0.5],
        [2, "a", "carried", 0.5], [2, "b", "carried", 0.5],
        [5, "a", "match", 1.0],
    ]  # fmt: skip


def test_the_input_tables_are_left_as_they_are(study: Study) -> None:
    before = study.sentences.copy()
    matches = find_matches(study.sentences, study.codebook)
    tag_sentences(study.sentences, matches, study.codebook)
    pd.testing.assert_frame_equal(study.sentences, before)


def test_no_sentence_no_row() -> None:
    book = make_codebook({"a": ["x"]})
    empty = sentences_of().assign(point=1)
    matches = find_matches(empty, book)
    assert matches.empty
    assert find_matches(empty.assign(kind=""), book).empty
    assert tag_sentences(empty, matches, book).empty


def test_the_order_of_sentences_of_different_readouts_does_not_matter(study: Study) -> None:
    ids = list(study.names)
    random.Random(1).shuffle(ids)
    other = pd.concat([study.sentences[study.sentences["readout_id"] == name] for name in ids[::-1]])
    mine = find_matches(other, study.codebook).sort_values(["readout_id", "start", "end"], ignore_index=True)
    pd.testing.assert_frame_equal(mine, study.matches.sort_values(["readout_id", "start", "end"], ignore_index=True))


@settings(max_examples=40)
@given(
    st.lists(pattern, min_size=1, max_size=4, unique=True),
    st.lists(text, max_size=4),
    st.sampled_from(["dictionary", "key"]),
)
def test_tables_are_those_of_the_plain_way(one: list[str], said: list[str], scope: NestedScope) -> None:
    check_tables_are_those_of_the_plain_way(one, said, scope)


@pytest.mark.slow
@given(
    st.lists(pattern, min_size=1, max_size=4, unique=True),
    st.lists(text, max_size=4),
    st.sampled_from(["dictionary", "key"]),
)
def test_tables_are_those_of_the_plain_way_in_many_cases(one: list[str], said: list[str], scope: NestedScope) -> None:
    check_tables_are_those_of_the_plain_way(one, said, scope)


def check_tables_are_those_of_the_plain_way(one: list[str], said: list[str], scope: NestedScope) -> None:
    carry = {"determiners": ["ab"], "nouns": ["b*", "ca"], "within": 1, "phrases": ["é"]}
    book = make_codebook({"one": one, "two": ["ab c", "ca"], "three": ["*c"]}, consumes=["bc ca"], carry=carry)
    sentences = sentences_of(*said).assign(point=[n // 2 for n in range(len(said))])
    matches = find_matches(sentences, book, nested_scope=scope)
    assert list(matches.itertuples(index=False, name=None)) == simple_matcher.find_matches(sentences, book, scope)
    tags = tag_sentences(sentences, matches, book)
    assert list(tags.itertuples(index=False, name=None)) == simple_matcher.tag_sentences(sentences, matches, book)


def test_the_columns_of_the_tables(study: Study) -> None:
    assert list(study.matches) == ["readout_id", "sentence", "theme", "pattern", "matched", "start", "end"]
    assert list(study.tags) == ["readout_id", "sentence", "theme", "how", "weight"]


def test_a_large_text_is_read_like_its_sentences_one_by_one() -> None:
    carry = {"phrases": ["so on"]}
    theme = make_codebook({"a": ["apple"]}).themes[0].model_dump()
    groups = {"conditional": [{"patterns": ["bread"], "unless_kinds": ["summit"]}]}
    book = Codebook.model_validate({"themes": [theme | groups], "carry": carry})
    long = "z" * 1_500_000
    sentences = sentences_of("Bread.", long, "An apple, bread.", "And so on.", long, "So on.", "Bread.", long, "So on.")
    sentences["kind"] = ["telephone"] * 4 + ["summit"] * 5
    matches = find_matches(sentences, book)
    assert matches[["sentence", "start", "matched"]].values.tolist() == [
        [1, 0, "Bread"], [3, 3, "apple"], [3, 10, "bread"],
    ]  # fmt: skip
    tags = tag_sentences(sentences, matches, book)
    assert tags[["sentence", "how"]].values.tolist() == [[1, "match"], [3, "match"], [4, "carried"]]
    assert find_fits(sentences["text"].tolist(), Matcher(book)) == {0: [2], 1: [0, 2, 6]}


def test_a_matcher_is_of_the_codebook_and_scope() -> None:
    book, other = make_codebook({"a": ["apple"]}), make_codebook({"a": ["bread"]})
    sentences = sentences_of("An apple.")
    assert len(find_matches(sentences, book, matcher=Matcher(book))) == 1
    for matcher in (Matcher(other), Matcher(book, nested_scope="key")):
        with pytest.raises(ValueError, match=r"must be of the same codebook and nested_scope\.$"):
            find_matches(sentences, book, matcher=matcher)


def test_a_matcher_can_leave_out_one_pattern_of_one_theme() -> None:
    book = make_codebook({"a": ["apple", "bread"], "b": ["cheese"]}, consumes=["bread roll"])
    sentences = sentences_of("Bread, an apple, cheese and a bread roll.")
    matches = find_matches(sentences, book, matcher=Matcher(book).without([("a", "bread")]))
    assert matches["pattern"].tolist() == ["apple", "cheese"]
    assert find_matches(sentences, book)["pattern"].tolist() == ["bread", "apple", "cheese"]


@pytest.mark.parametrize("patterns", [["ap*", "appl?", "apple"], ["appl?", "app?e", "ap*"]])
def test_of_patterns_of_a_theme_that_match_the_same_words_the_most_literal_is_listed(patterns: list[str]) -> None:
    found = find_matches(sentences_of("An apple."), make_codebook({"a": patterns}))
    assert found["pattern"].tolist() == ["apple" if "apple" in patterns else "ap*"]


def test_half_a_character_does_not_stop_the_search() -> None:
    text = pd.Series(["a \ud800 ferry"], dtype=object)
    matches = find_matches(sentences_of("").assign(text=text), make_codebook({"a": ["ferry"]}))
    assert matches[["start", "end", "theme"]].values.tolist() == [[4, 9, "a"]]
