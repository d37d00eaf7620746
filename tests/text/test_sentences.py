from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, strategies as st

from analysis.study import Study
from analysis.text.char_classes import CharClasses
from analysis.text.encoding import Utf8Text
from analysis.text.paragraphs import split_items, split_paragraphs
from analysis.text.sentences import sentence_spans
from analysis.text.words import count_words, count_words_within, word_spans
from tests.builders.punkt import punkt_spans


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
        ["It is the world’s.", "They don't.", "Mr. J. Smith agreed."],
        ["It takes `Buffer`s.", "The key is optional (see there).", "dpkg came next."],
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


odd = st.text("ab1.,:'’-‐ _\u0301\n?!)\"A٣", max_size=8)
text = st.lists(st.one_of(st.text(max_size=3), odd), max_size=8).map("".join)


@given(st.lists(text, min_size=1, max_size=4))
def test_words_of_many_texts_are_counted_as_those_of_one(texts: list[str]) -> None:
    classes = CharClasses(Utf8Text("\n".join(texts).encode("utf-8", "surrogatepass")))
    lengths = np.array([len(text) + 1 for text in texts])
    start = np.cumsum(lengths) - lengths
    full = np.flatnonzero(lengths > 1)
    counted = count_words_within(classes, start[full], (start + lengths - 1)[full])
    assert counted.tolist() == [count_words(texts[n]) for n in full]


@given(text, st.lists(st.integers(0, 64), max_size=5))
def test_words_of_parts_are_counted_as_of_each_by_itself(text: str, cuts: list[int]) -> None:
    places = sorted({0, len(text), *(cut for cut in cuts if cut <= len(text))})
    parts = [(a, b) for a, b in pairwise(places) if not re.match("[\u0300-\u036f]", text[a:])]
    start, end = (np.array([part[n] for part in parts], dtype=np.int64) for n in (0, 1))
    counted = count_words_within(CharClasses(Utf8Text(text.encode("utf-8", "surrogatepass"))), start, end)
    assert counted.tolist() == [count_words(text[a:b]) for a, b in parts]


def test_sentences_of_the_corpus_are_those_of_punkt(study: Study) -> None:
    compared = 0
    for document in study.corpus.documents.values():
        for point in document.parsed.points:
            for part in re.split(r"\n\s*\n", point.text):
                assert sentence_spans(part.strip()) == punkt_spans(part.strip())
                compared += len(sentence_spans(part))
    assert compared > 30


@pytest.mark.parametrize(
    ("sentences", "of_punkt"),
    [
        (['"Why?", he asked.'], ['"Why?', '", he asked.']),
        (["He said “no.” and left."], ["He said “no.”", "and left."]),
        (["A pause . . . then talks."], ["A pause .", ".", ".", "then talks."]),
        (["It is **bold.**", "Then more."], ["It is **bold.", "** Then more."]),
    ],
)
def test_where_the_splitter_knows_better_than_punkt(sentences: list[str], of_punkt: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[a:b] for a, b in sentence_spans(text)] == sentences
    assert [text[a:b] for a, b in punkt_spans(text)] == of_punkt


NEAR = [
    "Mr.", "U.S.", "p.m.", "No.", "5.", "2023.", "J.", "and", "The", "they", "He", "ended.", "ended?", "(see", "so.)", "it.”", "“Good", "etc.",
    "...", "Korea", "3.5", "6.15p.m.", "Jr.,", "talks;", "won!", "e.g.", "Japan-U.S.", "Sept.", "\n", "On", "world’s.", "don't.", "‘Mr.", "'so", "x.y.", "a.m.", "II.",
]  # fmt: skip


@given(st.lists(st.sampled_from(NEAR), min_size=2, max_size=14).map(" ".join))
def test_the_splitter_decides_as_punkt_but_where_a_sentence_cannot_begin(text: str) -> None:
    """Punkt also breaks before small letters after quotes, before stops, and where the next word ends in a quote."""
    text = text.strip()
    mine = {end for _, end in sentence_spans(text)}
    theirs = {end for _, end in punkt_spans(text)}
    assert mine <= theirs
    for end in theirs - mine:
        goes_on = re.match(r"[”)]?\s*[a-z.,;:?!]", text[end:]) and text[end - 1] in "”)"
        cannot_begin = re.match(r"[”)]?\s*[.,;:?!]", text[end:])
        ended_next = re.match(r"\s*\S*[.?!][”)?!]", text[end:])
        alone = re.search(r"\s[.]$", text[:end]) and re.match(r"\s*[a-z]", text[end:])
        assert goes_on or cannot_begin or ended_next or alone, (text, end)


@given(st.lists(st.sampled_from(["a b", "\n", "\n\n", " \n \n", "\t", "c."]), max_size=12).map("".join))
def test_paragraphs_are_what_stands_between_blank_lines(text: str) -> None:
    classes = CharClasses(Utf8Text(text.encode()))
    first, stop = split_paragraphs(classes, np.array([0]), np.array([len(text)]))
    found = [text[a:b].strip() for a, b in zip(first, stop, strict=True)]
    assert [part for part in found if part] == [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


ITEM = re.compile(r"(?:[•·*–-]|\(?\d{1,3}\)|\d{1,3}\.|\(?[a-z]\))(?=\s|$)")
lines = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "",
                "  ",
                "- ",
                "• ",
                "1. ",
                "(2) ",
                "a) ",
                "(b) ",
                "12) ",
                "1234. ",
                "3.5 ",
                "*",
                "– ",
                "\n",
                "·",
                "(3. ",
                "ab) ",
            ]
        ),
        st.sampled_from(["They met", "they left.", "as follows:", "- so", "", "1. no", "peace;"]),
    ),
    max_size=8,
).map(lambda parts: "\n".join(marker + said for marker, said in parts))


@given(lines)
def test_items_of_lists_are_parts_without_their_markers(text: str) -> None:
    whole = np.array([0]), np.array([len(text)])
    classes = CharClasses(Utf8Text(text.encode()))
    first, stop = split_items(classes, *split_paragraphs(classes, *whole))
    found = [text[a:b].strip() for a, b in zip(first, stop, strict=True)]
    parts: list[str] = []
    for paragraph in re.split(r"\n[^\S\n]*(?=\n)", text):
        parts.append("")
        before = ""
        for line in paragraph.split("\n"):
            said = line.strip()
            marker = ITEM.match(line.lstrip())
            if marker and (marker[0] in "•·" or not before or before.endswith((".", "?", "!", ";", ":"))):
                parts.append(line.lstrip()[marker.end() :])
            else:
                parts[-1] += "\n" + said
            before = (before + said).strip()
    assert [part.split() for part in found if part] == [part.split() for part in parts if part.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Rt. Hon. Ann Ash met him. He left.", ["The Rt. Hon. Ann Ash met him.", "He left."]),
        ("They spoke of the D.P.R.K. and trade.", ["They spoke of the D.P.R.K. and trade."]),
        ("They met in the U.A.E. and in Oman.", ["They met in the U.A.E. and in Oman."]),
        ("It rose 5 per cent. in May. It fell.", ["It rose 5 per cent. in May.", "It fell."]),
        (
            "They spoke of peace.The two left.A ship sailed.",
            ["They spoke of peace.", "The two left.", "A ship sailed."],
        ),
        ("See www.example.org and U.S.News.", ["See www.example.org and U.S.News."]),
    ],
)
def test_abbreviations_of_governments_and_stops_without_a_space(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentence_spans(text)] == expected
